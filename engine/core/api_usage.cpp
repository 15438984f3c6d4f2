// SPDX-License-Identifier: Apache-2.0
#include "engine/core/api_usage.h"

#include <mutex>
#include <utility>

namespace tl {
namespace {
std::mutex& usage_mutex() {
  static auto* m = new std::mutex;  // never destroyed: static objects may still log
  return *m;
}
std::function<void(const std::string&)>& usage_logger() {
  static auto* f = new std::function<void(const std::string&)>;
  return *f;
}
thread_local std::shared_ptr<DebugInfoBase> debug_info;
}  // namespace

void SetAPIUsageLogger(std::function<void(const std::string&)> logger) {
  const std::lock_guard lock(usage_mutex());
  usage_logger() = std::move(logger);
}

bool LogAPIUsage(const std::string& key) {
  const std::lock_guard lock(usage_mutex());
  if (usage_logger()) usage_logger()(key);
  return true;
}

std::shared_ptr<DebugInfoBase> getThreadLocalDebugInfo() { return debug_info; }
std::shared_ptr<DebugInfoBase> setThreadLocalDebugInfo(std::shared_ptr<DebugInfoBase> info) { return std::exchange(debug_info, std::move(info)); }

}  // namespace tl
