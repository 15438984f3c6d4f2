// SPDX-License-Identifier: GPL-3.0-or-later
// tensorloom-cli: everything the window can do, without pixels.
#include <CLI/CLI.hpp>
#include <clocale>
#include <new>

#include "cli.h"
#include "engine/core/error.h"

namespace {

int describe_and_run(int argc, char** argv) {
  using namespace tl::cli;
  Shared shared;
  CLI::App app{"Tensorloom: train, evaluate and export networks wired from nodes", "tensorloom-cli"};
  app.set_version_flag("--version", std::string("tensorloom ") + TL_VERSION);
  app.add_flag("--json", shared.json, "Results as JSON, one object a line");
  app.add_flag("-q,--quiet", shared.quiet, "No messages but errors");
  app.require_subcommand(1);
  app.fallthrough();
  for (auto* add : {add_train, add_eval, add_check, add_info, add_export, add_ops, add_docs, add_bench, add_devices}) add(app, shared);
  app.footer("Exit codes: 0 done, 1 failed, 2 usage, 3 bad input file, 4 diverged, 5 out of memory, 6 input/output, 130 interrupted");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    std::string known;
    bool found = argc < 2 || argv[1][0] == '-';
    for (const CLI::App* command : app.get_subcommands([](CLI::App*) { return true; })) {
      known += (known.empty() ? "" : ", ") + command->get_name();
      found |= argc > 1 && command->get_name() == argv[1];
    }
    if (!found) {
      complain(tl::str("there is no command '", argv[1], "'"), "Commands: " + known + ".");
      return exit_code(tl::ErrorCategory::usage);
    }
    return app.exit(e) == 0 ? 0 : exit_code(tl::ErrorCategory::usage);
  }
  return shared.run();
}

}  // namespace

int main(int argc, char** argv) {
  std::setlocale(LC_NUMERIC, "C");
  try {
    return describe_and_run(argc, argv);
  } catch (const tl::Error& e) {
    tl::cli::complain((e.context().empty() ? "" : e.context() + ": ") + e.message(), e.remedy());
    return tl::exit_code(e.category());
  } catch (const std::bad_alloc&) {
    tl::cli::complain("out of memory", "Use a smaller batch or network.");
    return tl::exit_code(tl::ErrorCategory::memory);
  } catch (const std::exception& e) {
    tl::cli::complain(e.what());
    return 1;
  }
}
