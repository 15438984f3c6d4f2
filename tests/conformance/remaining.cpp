// SPDX-License-Identifier: Apache-2.0
#include "conformance/remaining.h"

#include <fnmatch.h>

#include <fstream>

#include "engine/core/error.h"

namespace tl::conformance {

std::vector<Remaining> read_remaining(const std::filesystem::path& path) {
  std::ifstream in(path);
  TL_CHECK(in, input, "tl-conformance", "the table ", path.string(), " cannot be read");
  std::vector<Remaining> rows;
  std::string text;
  for (size_t line = 1; std::getline(in, text); ++line) {
    if (text.rfind("| `", 0) != 0) continue;
    Remaining row;
    row.line = line;
    size_t at = 0;
    for (std::string* column : {&row.file, &row.name, &row.reason}) {
      const size_t begin = text.find('`', at), end = begin == std::string::npos ? begin : text.find('`', begin + 1);
      TL_CHECK(end != std::string::npos, input, "tl-conformance", path.string(), " line ", line, ": a row needs three columns in backticks, then the explanation");
      *column = text.substr(begin + 1, end - begin - 1);
      at = end + 1;
    }
    rows.push_back(row);
  }
  return rows;
}

bool told(std::vector<Remaining>& rows, const std::string& file, const std::string& name, const std::string& reason) {
  for (Remaining& row : rows)
    if (fnmatch(row.file.c_str(), file.c_str(), 0) == 0 && fnmatch(row.name.c_str(), name.c_str(), 0) == 0 && fnmatch(row.reason.c_str(), reason.c_str(), 0) == 0) {
      ++row.told;
      return true;
    }
  return false;
}

}  // namespace tl::conformance
