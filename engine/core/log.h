// SPDX-License-Identifier: Apache-2.0
// One log: to stderr (level from the environment, TL_LOG=trace|debug|info|warning|error|off; default info), and the last 2,000 messages
// in memory for the window's Log dock. All functions are thread-safe.
// (The namespace is `logging` because `tl::log` is the logarithm.)
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace tl::logging {

enum class Level { trace, debug, info, warning, error };
const char* level_name(Level level);

struct Message {
  uint64_t sequence = 0;        ///< from 1, without gaps
  Level level = Level::info;
  double seconds_since_epoch = 0;  ///< UTC
  std::string text;
};

void write(Level level, const std::string& text);
inline void debug(const std::string& text) { write(Level::debug, text); }
inline void info(const std::string& text) { write(Level::info, text); }
inline void warning(const std::string& text) { write(Level::warning, text); }
inline void error(const std::string& text) { write(Level::error, text); }

/// Messages below this level do not reach stderr; the ring keeps everything from debug up.
void set_stderr_level(Level level);
void silence_stderr();
/// The messages after `sequence` that are still kept, oldest first. Holds the ring's lock only to copy; cheap when there is nothing new.
std::vector<Message> log_since(uint64_t sequence);

}  // namespace tl::logging
