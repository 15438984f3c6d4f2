// SPDX-License-Identifier: Apache-2.0
#include "conformance/floor.h"

#include <fstream>

#include "engine/core/error.h"

namespace tl::conformance {
namespace {
std::filesystem::path path_of(const std::filesystem::path& folder, const std::string& case_file) {
  return folder / (std::filesystem::path(case_file).stem().string() + ".txt");
}
}  // namespace

Ids read_floor(const std::filesystem::path& folder, const std::string& case_file) {
  if (!std::filesystem::is_directory(folder)) throw Error(ErrorCategory::input, "read floor", str("there is no folder ", folder.string()));
  Ids ids;
  std::ifstream in(path_of(folder, case_file));
  for (std::string line; std::getline(in, line);)
    if (!line.empty()) ids.insert(line);
  return ids;
}

void write_floor(const std::filesystem::path& folder, const std::string& case_file, const Ids& ids) {
  std::ofstream out(path_of(folder, case_file));
  for (const std::string& id : ids) out << id << '\n';
  out.close();
  if (!out) throw Error(ErrorCategory::io, "write floor", str("cannot write ", path_of(folder, case_file).string()));
}

}  // namespace tl::conformance
