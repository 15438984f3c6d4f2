// SPDX-License-Identifier: GPL-3.0-or-later
// tensorloom-cli: everything the window can do, without pixels.
#include <CLI/CLI.hpp>
#include <clocale>
#include <filesystem>
#include <new>
#include <sstream>

#include "cli.h"
#include "engine/core/error.h"

namespace {

using namespace tl::cli;
using tl::str;

/// Options with what a person writes behind them: "--device {cpu,cuda}", "--epochs NUMBER".
class HelpText : public CLI::Formatter {
  std::string make_option_opts(const CLI::Option* option) const override {
    if (option->get_items_expected_max() == 0) return {};  // a flag
    std::string what = option->get_type_name();  // "TEXT:{cpu,cuda}", "INT:NUMBER"
    if (const size_t open = what.find('{'); open != std::string::npos) what = what.substr(open);
    else what = what.starts_with("TEXT") ? "TEXT" : "NUMBER";
    if (option->get_positional() && !what.starts_with('{')) what.clear();
    if (!option->get_default_str().empty()) what += " (default " + option->get_default_str() + ")";
    if (option->get_required() && !option->get_positional()) what += " (required)";
    return what.empty() ? what : " " + what;
  }
};

/// What CLI11 found wrong, as one sentence.
std::string usage_mistake(const CLI::ParseError& e) {
  std::string text = e.what();
  if (const size_t at = text.find(": 1 required "); at != std::string::npos) return text.substr(0, at) + " needs a value";
  const std::string unexpected = "The following argument";
  if (text.starts_with(unexpected)) return "there is no option or place for:" + text.substr(text.find(':') + 1);
  if (const size_t at = text.find(" not in {"); at != std::string::npos) {
    text.replace(at, 9, " is not one of "), text.pop_back();
    for (size_t comma = text.find(',', at); comma != std::string::npos; comma = text.find(',', comma + 2)) text.insert(comma + 1, " ");
  }
  if (text.starts_with("--from requires")) return "--from needs --resume";
  if (text.ends_with(" is required")) text.replace(text.size() - 12, 12, " is missing");
  return text;
}

/// Help and version: to standard output as any result, so that a full disk is noticed.
int answer(const CLI::App& app, const CLI::ParseError& e) {
  std::ostringstream text;
  const int code = app.exit(e, text, text);
  result(text.str().substr(0, text.str().find_last_not_of('\n') + 1));
  return code;
}

int tell_mistake(const CLI::App& app, const CLI::ParseError& e) {
  if (app.get_subcommands().empty() && dynamic_cast<const CLI::RequiredError*>(&e)) {  // "A subcommand is required" would not say what was given in its place
    const auto unknown = app.remaining();
    complain(unknown.empty() ? "a command is missing" : str("there is no ", unknown[0].starts_with('-') ? "option" : "command", " '", unknown[0], "'"),
             "`tensorloom-cli --help` lists what there is.");
    return exit_code(tl::ErrorCategory::usage);
  }
  std::string command = "tensorloom-cli ";
  for (const CLI::App* chosen : app.get_subcommands()) command += chosen->get_name() + " ";
  complain(usage_mistake(e), "`" + command + "--help` lists what it takes.");
  return exit_code(tl::ErrorCategory::usage);
}

int describe_and_run(int argc, char** argv) {
  Shared shared;
  CLI::App app{"Tensorloom: train, evaluate and export networks wired from nodes", "tensorloom-cli"};
  app.set_version_flag("--version", std::string("tensorloom ") + TL_VERSION);
  app.add_flag("--json", shared.json, "Results as JSON, one object a line");
  app.add_flag("-q,--quiet", shared.quiet, "No messages but errors");
  app.add_flag("--allow-plugins", shared.allow_plugins, "Load the libraries that the project lists; they can do whatever this program can");
  app.formatter(std::make_shared<HelpText>());
  app.require_subcommand(1);
  app.fallthrough();
  for (auto* add : {add_train, add_eval, add_check, add_info, add_diff, add_export, add_ops, add_docs, add_bench, add_devices}) add(app, shared);
  app.footer("Exit codes: 0 done, 1 failed, 2 usage, 3 bad input file, 4 diverged, 5 out of memory, 6 input/output, 130 interrupted");
  // `help train` as people type it is `train --help`.
  std::vector<char*> words(argv, argv + argc);
  std::string help = "--help";
  if (argc > 1 && std::string(argv[1]) == "help") words.erase(words.begin() + 1), words.push_back(help.data());
  std::string known;
  bool found = false;
  const std::string first = words.size() > 1 ? words[1] : "";
  for (const CLI::App* command : app.get_subcommands([](CLI::App*) { return true; })) {
    known += (known.empty() ? "" : ", ") + command->get_name();
    found |= command->get_name() == first;
  }
  if (!found && !first.starts_with('-')) {
    complain(first.empty() ? "a command is missing" : "there is no command '" + first + "'", "Commands: " + known + ".");
    return exit_code(tl::ErrorCategory::usage);
  }
  try {
    app.parse(static_cast<int>(words.size()), words.data());
  } catch (const CLI::ParseError& e) {
    return e.get_exit_code() == 0 ? answer(app, e) : tell_mistake(app, e);  // help and version are no mistakes
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
  } catch (const std::filesystem::filesystem_error& e) {
    tl::cli::complain(tl::str("'", e.path1().string(), "' cannot be used: ", e.code().message()), "Choose another file or folder.");
    return tl::exit_code(tl::ErrorCategory::io);
  } catch (const std::exception& e) {
    tl::cli::complain(e.what());
    return 1;
  }
}
