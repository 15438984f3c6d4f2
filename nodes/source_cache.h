// SPDX-License-Identifier: Apache-2.0
// Opened data files, so that analysing after each edit does not read them again. Keyed by what was opened and by size and time of the
// files; holds the last few.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/data/source.h"

namespace tl::nodes {

/// The source for these files and this `key` (the options), opened by `open` when it is not held. Thread-safe; `open` may throw.
std::shared_ptr<data::Source> cached_source(const std::vector<std::filesystem::path>& files, const std::string& key,
                                            const std::function<std::shared_ptr<data::Source>()>& open);
inline constexpr size_t source_cache_capacity = 4;
void clear_source_cache();

}  // namespace tl::nodes
