// SPDX-License-Identifier: Apache-2.0
#include "engine/core/log.h"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <deque>
#include <mutex>

namespace tl::logging {
namespace {
constexpr size_t kept = 2000;

spdlog::level::level_enum to_spdlog(Level level) {
  switch (level) {
    case Level::trace: return spdlog::level::trace;
    case Level::debug: return spdlog::level::debug;
    case Level::info: return spdlog::level::info;
    case Level::warning: return spdlog::level::warn;
    case Level::error: return spdlog::level::err;
  }
  return spdlog::level::info;
}

struct Log {
  std::shared_ptr<spdlog::logger> logger = std::make_shared<spdlog::logger>("tl", std::make_shared<spdlog::sinks::stderr_color_sink_mt>());
  std::mutex mutex;  // guards the ring
  std::deque<Message> ring;
  std::atomic<uint64_t> last{0};

  Log() {
    logger->set_pattern("%H:%M:%S %^%l%$ %v");
    const char* wanted = std::getenv("TL_LOG");
    logger->set_level(wanted ? spdlog::level::from_str(wanted) : spdlog::level::info);
  }
};
Log& instance() {
  static Log* log = new Log;  // never destroyed: threads may log while the process ends
  return *log;
}
}  // namespace

const char* level_name(Level level) {
  constexpr const char* names[] = {"trace", "debug", "info", "warning", "error"};
  return names[static_cast<int>(level)];
}

void write(Level level, const std::string& text) {
  Log& log = instance();
  log.logger->log(to_spdlog(level), text);
  if (level < Level::debug) return;
  const double now = std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
  const std::lock_guard lock(log.mutex);
  const uint64_t sequence = log.last.load(std::memory_order_relaxed) + 1;
  log.ring.push_back({sequence, level, now, text});
  if (log.ring.size() > kept) log.ring.pop_front();
  log.last.store(sequence, std::memory_order_release);
}

void set_stderr_level(Level level) { instance().logger->set_level(to_spdlog(level)); }
void silence_stderr() { instance().logger->set_level(spdlog::level::off); }

std::vector<Message> log_since(uint64_t sequence) {
  Log& log = instance();
  if (log.last.load(std::memory_order_acquire) <= sequence) return {};
  const std::lock_guard lock(log.mutex);
  std::vector<Message> messages;
  for (auto it = log.ring.rbegin(); it != log.ring.rend() && it->sequence > sequence; ++it) messages.push_back(*it);
  return {messages.rbegin(), messages.rend()};
}

}  // namespace tl::logging

namespace tl::detail {
/// Declared where its macro is (compat/c10/util/Exception.h).
void warn(const char* file, int line, const std::string& message);
void warn(const char* file, int line, const std::string& message) {
  const std::string path = file;
  logging::warning(message + " (" + path.substr(path.rfind('/') + 1) + ":" + std::to_string(line) + ")");
}
}  // namespace tl::detail
