// SPDX-License-Identifier: Apache-2.0
// The floor: for each file of cases the ids that pass, sorted, one a line, in `FOLDER/<file>.txt`. It only rises.
#pragma once
#include <filesystem>
#include <set>
#include <string>

namespace tl::conformance {
using Ids = std::set<std::string>;

/// Empty when there is no floor for this file yet.
Ids read_floor(const std::filesystem::path& folder, const std::string& case_file);
void write_floor(const std::filesystem::path& folder, const std::string& case_file, const Ids& ids);

}  // namespace tl::conformance
