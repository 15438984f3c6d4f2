// SPDX-License-Identifier: Apache-2.0
// Which parts of the library a process uses, told once a process and part to a handler that a larger system may set.
#pragma once
#include <functional>
#include <memory>
#include <string>

namespace tl {

/// The handler gets keys such as "nn.module". It may be called from any thread, one call at a time; none by default. Uses that came before it
/// was set are not told again.
void SetAPIUsageLogger(std::function<void(const std::string&)> logger);
inline void SetAPIUsageHandler(std::function<void(const std::string&)> logger) { SetAPIUsageLogger(std::move(logger)); }
/// Tells the handler now, each time. Returns true, so that a static can hold the call.
bool LogAPIUsage(const std::string& key);

/// Information about the surroundings (a model's id, a request) for operator callbacks; each thread has its own.
struct DebugInfoBase {
  virtual ~DebugInfoBase() = default;
};
std::shared_ptr<DebugInfoBase> getThreadLocalDebugInfo();
/// Returns what was set before.
std::shared_ptr<DebugInfoBase> setThreadLocalDebugInfo(std::shared_ptr<DebugInfoBase> info);
/// Sets it for a scope.
class DebugInfoGuard {
 public:
  explicit DebugInfoGuard(std::shared_ptr<DebugInfoBase> info) : before_(setThreadLocalDebugInfo(std::move(info))) {}
  ~DebugInfoGuard() { setThreadLocalDebugInfo(std::move(before_)); }
  DebugInfoGuard(const DebugInfoGuard&) = delete;
  DebugInfoGuard& operator=(const DebugInfoGuard&) = delete;

 private:
  std::shared_ptr<DebugInfoBase> before_;
};

}  // namespace tl

/// At the first use of an interface point: at most once a process and place.
#define TL_LOG_API_USAGE_ONCE(key)                                             \
  do {                                                                         \
    [[maybe_unused]] static const bool tl_logged_ = ::tl::LogAPIUsage(key);    \
  } while (0)
