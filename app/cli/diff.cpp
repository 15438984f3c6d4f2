// SPDX-License-Identifier: GPL-3.0-or-later
// `diff BEFORE AFTER`: what differs between two projects; `diff FILE`: one project as lines that git can compare.
#include <CLI/CLI.hpp>

#include "cli.h"
#include "engine/core/error.h"
#include "nodes/diff.h"

namespace tl::cli {

namespace {

constexpr int exit_same = 0, exit_different = 1;

/// Without the project's libraries: nothing is run to compare two files. /dev/null is what git names where a file came or went.
nodes::GraphState read(const std::string& file, const Shared& shared) {
  if (file == "/dev/null") return {};
  nodes::LoadedProject loaded = nodes::load_project(file);
  for (const auto& d : loaded.diagnostics)
    message(shared, "warning: " + file + ": " + (d.where.empty() ? "" : d.where + ": ") + d.message);
  return std::move(loaded.state);
}

void print(std::string text) {
  while (text.ends_with('\n')) text.pop_back();
  result(text);
}

int compare(const std::string& before_file, const std::string& after_file, const Shared& shared) {
  try {
    const nodes::GraphState before = read(before_file, shared);
    if (after_file.empty()) {
      print(nodes::comparable_text(before));
      return exit_same;
    }
    const nodes::GraphState after = read(after_file, shared);
    const nodes::Diff difference = nodes::diff(before, after);
    print(shared.json ? nodes::diff_json(difference, before, after) : nodes::diff_text(difference, before, after));
    return difference.same() ? exit_same : exit_different;
  } catch (const Error& e) {  // as diff does: whatever is wrong with the files is 2
    complain((e.context().empty() ? "" : e.context() + ": ") + e.message(), e.remedy());
    return exit_code(ErrorCategory::usage);
  }
}

}  // namespace

void add_diff(CLI::App& app, Shared& shared) {
  auto* command = app.add_subcommand("diff", "Say what differs between two projects: exit code 0 nothing, 1 something, 2 a file is wrong");
  struct Files { std::string before, after; };
  auto files = std::make_shared<Files>();
  command->add_option("BEFORE", files->before, "Project, the older version")->required();
  command->add_option("AFTER", files->after, "Project, the newer version; without it BEFORE is printed as lines to compare (git textconv)");
  command->callback([files, &shared] { shared.run = [files, &shared] { return compare(files->before, files->after, shared); }; });
}

}  // namespace tl::cli
