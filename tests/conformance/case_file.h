// SPDX-License-Identifier: Apache-2.0
// Files of cases as FORMAT.md describes them: one JSON object a line.
#pragma once
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace tl::conformance {
using Json = nlohmann::json;

struct CaseFile {
  std::string name;         ///< "pointwise.jsonl"
  std::vector<Json> cases;  ///< each has id, kind and name as texts; ids are unique
  std::vector<std::string> bad;  ///< a sentence for each line that is no case: "x.jsonl, line 2: …"
};

/// Throws tl::Error (category input) when the file cannot be read. A bad line costs only itself.
CaseFile load_case_file(const std::filesystem::path& path);
/// Files as given, folders as the `.jsonl` files in them, by name. Throws tl::Error (input) for a path that is not there or a folder without cases.
std::vector<std::filesystem::path> find_case_files(const std::vector<std::string>& paths);

}  // namespace tl::conformance
