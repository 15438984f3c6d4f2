// SPDX-License-Identifier: Apache-2.0
// JSON from files that nobody vouches for: size, depth and duplicate keys are checked while parsing; errors say file:line:column.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace tl::io {

struct JsonLimits {
  int max_depth = 200;                   ///< arrays and objects inside one another
  uint64_t max_bytes = 256ull << 20;     ///< of text
};

/// Parses one JSON value. Throws tl::Error (category input) whose message begins with "name:line:column: " for text that is not JSON,
/// is too deep or too large, has a key twice in one object, or goes on after its end. Columns count bytes, from 1.
nlohmann::json parse_json(std::string_view text, const std::string& name, JsonLimits limits = {});

/// Reads and parses a file. A missing file is an error of category input, one that cannot be read is of category io.
nlohmann::json read_json_file(const std::filesystem::path& path, JsonLimits limits = {});

}  // namespace tl::io
