// SPDX-License-Identifier: Apache-2.0
// tl-conformance: replays cases computed with PyTorch 1.13.1 (FORMAT.md) through the by-name call and the described options.
#include <cstring>
#include <iostream>

#include "conformance/case_file.h"
#include "conformance/floor.h"
#include "conformance/remaining.h"
#include "conformance/supervise.h"
#include "engine/core/error.h"

namespace tl::conformance {
namespace {
constexpr const char* usage =
    "usage: tl-conformance [--failures] [--floor FOLDER | --write-floor FOLDER] [--remaining FILE] [--limit SECONDS] PATH...\n"
    "Replays the cases in files and folders (FORMAT.md) and counts those that pass.\n"
    "  --failures            name each failing case and say why\n"
    "  --floor FOLDER        fail when a case listed there does not pass any more\n"
    "  --write-floor FOLDER  add the passing cases to the lists there; never takes one away\n"
    "  --remaining FILE      fail when a failing case is not explained in this table, or a row explains none\n"
    "  --limit SECONDS       stop a case that runs longer (default 120)\n"
    "Exit codes: 0 ran, 1 below the floor or not explained, 2 usage, 3 bad case file, 6 output not written.\n";

struct Options {
  bool failures = false, help = false;
  std::string floor, write_floor, remaining;
  int limit_s = 120;
  std::vector<std::string> paths;
};

Options parse(int argc, char** argv) {
  Options o;
  const auto bad = [](const std::string& what) { throw Error(ErrorCategory::usage, "tl-conformance", what); };
  for (int i = 1; i < argc; ++i) {
    const std::string a = argv[i];
    const auto next = [&] {
      if (i + 1 >= argc) bad(a + " needs a value");
      return std::string(argv[++i]);
    };
    if (a == "--failures") o.failures = true;
    else if (a == "--help" || a == "-h") o.help = true;
    else if (a == "--floor") o.floor = next();
    else if (a == "--write-floor") o.write_floor = next();
    else if (a == "--remaining") o.remaining = next();
    else if (a == "--limit") {
      const std::string text = next();
      char* end = nullptr;
      const long value = std::strtol(text.c_str(), &end, 10);
      if (text.empty() || *end || value < 1 || value > 86400) bad("--limit needs a number of seconds, not \"" + text + '"');
      o.limit_s = static_cast<int>(value);
    } else if (a.size() > 1 && a[0] == '-') bad("unknown option " + a);
    else o.paths.push_back(a);
  }
  if (o.paths.empty() && !o.help) bad("name at least one file or folder with cases");
  if (!o.floor.empty() && !o.write_floor.empty()) bad("--floor and --write-floor exclude each other");
  return o;
}

/// False when cases of the floor fail; says which and how to go on.
bool holds(const std::string& file, const Ids& floor, const std::vector<Outcome>& outcomes) {
  Ids missing = floor;
  for (const Outcome& o : outcomes)
    if (!o.why) missing.erase(o.id);
  if (missing.empty()) return true;
  std::cerr << file << " fell below its floor: " << missing.size() << " case" << (missing.size() == 1 ? "" : "s") << " passed before and fail" << (missing.size() == 1 ? "s" : "") << " now:\n";
  for (const std::string& id : missing) {
    std::string why = "is in no case file any more";
    for (const Outcome& o : outcomes)
      if (o.id == id && o.why) why = *o.why;
    std::cerr << "  " << id << ": " << why << '\n';
  }
  return false;
}

/// False when a failing case is told by no row, or a row tells of none.
bool explained(const std::string& table, std::vector<Remaining>& rows, const std::vector<std::string>& untold) {
  for (const std::string& text : untold) std::cerr << "No row of " << table << " explains " << text << '\n';
  size_t stale = 0;
  for (const Remaining& row : rows)
    if (!row.told && ++stale) std::cerr << table << " line " << row.line << ": no case fails like this any more; remove the row\n";
  return untold.empty() && !stale;
}

std::ostream& complain() { return std::cerr << "tl-conformance: error: "; }

/// The last line, and the exit code of a run in which everything else went as it should.
int tell_sum(size_t passed, size_t failed, size_t bad) {
  std::cout << passed << " passed, " << failed << " failed, 0 skipped";
  if (bad) std::cout << ", " << bad << (bad == 1 ? " line is" : " lines are") << " no case";
  std::cout << std::endl;
  return bad ? exit_code(ErrorCategory::input) : 0;
}

int run(const Options& o) {
  size_t passed = 0, failed = 0, bad = 0;
  bool above = true;
  std::vector<Remaining> rows;
  std::vector<std::string> untold;
  if (!o.remaining.empty()) rows = read_remaining(o.remaining);
  std::vector<CaseFile> files;
  for (const auto& path : find_case_files(o.paths)) {
    files.push_back(load_case_file(path));
    bad += files.back().bad.size();
    for (const std::string& why : files.back().bad) complain() << why << ".\n";
  }
  for (const CaseFile& file : files) {
    const auto outcomes = run_file(file, o.limit_s);
    Ids good;
    for (const Outcome& c : outcomes) {
      if (!c.why) good.insert(c.id);
      else if (o.failures) std::cout << "  " << file.name << ' ' << c.id << " (" << c.name << "): " << *c.why << '\n';
    }
    for (const Outcome& c : outcomes)
      if (c.why && !told(rows, file.name, c.name, *c.why)) untold.push_back(file.name + ' ' + c.id + ": " + *c.why);
    std::cout << file.name << ": " << good.size() << " passed, " << outcomes.size() - good.size() << " failed, 0 skipped" << std::endl;
    passed += good.size();
    failed += outcomes.size() - good.size();
    const std::string& folder = o.floor.empty() ? o.write_floor : o.floor;
    if (folder.empty()) continue;
    const Ids floor = read_floor(folder, file.name);
    const bool fine = holds(file.name, floor, outcomes);
    above = above && fine;
    if (!o.floor.empty() && fine && good.size() > floor.size())
      std::cerr << file.name << ": " << good.size() - floor.size() << " more pass than the floor asks for; raise it with tl-conformance --write-floor " << folder << " PATH\n";
    if (!o.write_floor.empty() && fine) write_floor(folder, file.name, good);
  }
  const int code = tell_sum(passed, failed, bad);
  if (!above) std::cerr << "The floor only rises: mend what these cases found. New passing cases are added with --write-floor.\n";
  const bool all_explained = o.remaining.empty() || explained(o.remaining, rows, untold);
  return above && all_explained ? code : 1;
}
/// Results that a full disk swallowed are no results.
int written(int code) {
  if (std::cout.good()) return code;
  throw Error(ErrorCategory::io, "write", "the results could not be written to standard output", "Check free space and the receiving end.");
}
}  // namespace
}  // namespace tl::conformance

int main(int argc, char** argv) {
  using namespace tl;
  try {
    const auto options = conformance::parse(argc, argv);
    if (options.help) {
      std::cout << conformance::usage << std::flush;
      return conformance::written(0);
    }
    return conformance::written(conformance::run(options));
  } catch (const Error& e) {
    conformance::complain() << e.what() << '\n';
    if (e.category() == ErrorCategory::usage) std::cerr << conformance::usage;
    return exit_code(e.category());
  }
}
