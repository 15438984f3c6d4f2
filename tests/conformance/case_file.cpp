// SPDX-License-Identifier: Apache-2.0
#include "conformance/case_file.h"

#include <algorithm>
#include <fstream>
#include <set>

#include "engine/core/error.h"
#include "engine/io/json_reader.h"

namespace tl::conformance {

namespace {
/// One line; throws for one that is no case, or an id that was there before.
Json read_case(const std::string& line, const std::string& where, std::set<std::string>& seen) {
  Json c = io::parse_json(line, where);
  const auto text = [&](const char* key) {
    if (!c.is_object() || !c.contains(key) || !c[key].is_string())
      throw Error(ErrorCategory::input, "read cases", str(where, ": a case must be an object with the text \"", key, '"'));
    return c[key].get<std::string>();
  };
  text("kind");
  text("name");
  const std::string id = text("id");
  if (!seen.insert(id).second) throw Error(ErrorCategory::input, "read cases", str(where, ": the id \"", id, "\" is there twice"));
  return c;
}
}  // namespace

CaseFile load_case_file(const std::filesystem::path& path) {
  CaseFile file;
  file.name = path.filename().string();
  std::ifstream in(path);
  if (!in) throw Error(ErrorCategory::input, "read cases", str("cannot open ", path.string()));
  std::set<std::string> seen;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    try {
      file.cases.push_back(read_case(line, str(path.string(), ", line ", number), seen));
    } catch (const Error& e) {
      file.bad.push_back(e.message());
    }
  }
  return file;
}

std::vector<std::filesystem::path> find_case_files(const std::vector<std::string>& paths) {
  namespace fs = std::filesystem;
  std::vector<fs::path> files;
  for (const std::string& p : paths) {
    if (!fs::is_directory(p)) {
      if (!fs::exists(p)) throw Error(ErrorCategory::input, "read cases", str("there is no file or folder ", p));
      files.emplace_back(p);
      continue;
    }
    const size_t before = files.size();
    for (const auto& entry : fs::directory_iterator(p))
      if (entry.path().extension() == ".jsonl") files.push_back(entry.path());
    if (files.size() == before) throw Error(ErrorCategory::input, "read cases", str("the folder ", p, " holds no .jsonl file"));
    std::sort(files.begin() + static_cast<std::ptrdiff_t>(before), files.end());
  }
  return files;
}

}  // namespace tl::conformance
