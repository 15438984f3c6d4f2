// SPDX-License-Identifier: Apache-2.0
#include "nodes/source_cache.h"

#include <list>
#include <mutex>

namespace tl::nodes {

namespace {
std::mutex mutex;
std::list<std::pair<std::string, std::shared_ptr<data::Source>>> held;  // most recently used first
}  // namespace

std::shared_ptr<data::Source> cached_source(const std::vector<std::filesystem::path>& files, const std::string& key,
                                            const std::function<std::shared_ptr<data::Source>()>& open) {
  std::string full = key;
  for (const auto& file : files) {
    std::error_code error;
    const auto time = std::filesystem::last_write_time(file, error).time_since_epoch().count();
    full += '|' + file.string() + '|' + std::to_string(std::filesystem::file_size(file, error)) + '|' + std::to_string(time);
  }
  std::lock_guard lock(mutex);
  for (auto it = held.begin(); it != held.end(); ++it)
    if (it->first == full) {
      held.splice(held.begin(), held, it);
      return it->second;
    }
  auto source = open();
  held.emplace_front(full, source);
  if (held.size() > source_cache_capacity) held.pop_back();
  return source;
}

void clear_source_cache() {
  std::lock_guard lock(mutex);
  held.clear();
}

}  // namespace tl::nodes
