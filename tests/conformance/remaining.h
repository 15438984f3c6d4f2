// SPDX-License-Identifier: Apache-2.0
// The table of what still fails and why (REMAINING.md): each failing case must be told by a row, and each row must tell of one.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace tl::conformance {

/// A row of the table: globs for the case file, the documented name and the reason that the run gives.
struct Remaining {
  std::string file, name, reason;
  size_t line = 0;
  size_t told = 0;  ///< failing cases it matched
};

/// The rows of a Markdown table whose first three columns are in backticks. Throws when the file cannot be read or a row is malformed.
std::vector<Remaining> read_remaining(const std::filesystem::path& path);
/// Whether a row tells of this failing case; counts it.
bool told(std::vector<Remaining>& rows, const std::string& file, const std::string& name, const std::string& reason);

}  // namespace tl::conformance
