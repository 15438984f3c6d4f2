// SPDX-License-Identifier: GPL-3.0-or-later
// What the commands share. Results go to stdout, messages to stderr. Each command lives in a file of its own: `add_<command>` describes
// its options and binds its function, which returns the exit code; errors are thrown and turned into sentence and code by main.
#pragma once
#include <filesystem>
#include <functional>
#include <string>

#include "nodes/lower.h"
#include "nodes/project_io.h"

namespace CLI { class App; }

namespace tl::cli {

struct Shared {
  bool json = false;    ///< one JSON object per line on stdout
  bool quiet = false;   ///< no messages but errors
  bool allow_plugins = false;  ///< load the libraries that projects ask for
  std::function<int()> run;  ///< bound by the chosen command
};

void add_train(CLI::App& app, Shared& shared);
void add_eval(CLI::App& app, Shared& shared);
void add_check(CLI::App& app, Shared& shared);
void add_info(CLI::App& app, Shared& shared);
void add_diff(CLI::App& app, Shared& shared);
void add_export(CLI::App& app, Shared& shared);
void add_ops(CLI::App& app, Shared& shared);
void add_devices(CLI::App& app, Shared& shared);
void add_docs(CLI::App& app, Shared& shared);
void add_bench(CLI::App& app, Shared& shared);

/// A project from disk, its warnings already told. Throws Error (usage) for one with plugins unless they are allowed.
struct OpenProject {
  std::filesystem::path dir;   ///< data files are found against it
  std::string name;            ///< "fashion-cnn"
  nodes::Snapshot snapshot;
};
OpenProject open_project(const std::string& file, const Shared& shared);
/// `open_project` and `nodes::lower`.
train::TrainSpec lower_project(const OpenProject& project, const Value::Dict& run = {});

void message(const Shared& shared, const std::string& text);            ///< to stderr unless quiet
void complain(const std::string& text, const std::string& remedy = {}); ///< "tensorloom-cli: error: …" to stderr, always
/// One line to stdout, flushed; throws category io when it cannot be written (a full disk).
void result(const std::string& line);

std::string grouped(int64_t number);      ///< "1 625 866"
std::string si(double number);            ///< "15.5 M", "240 "
std::string short_number(double number);  ///< four decimals, or four digits with an exponent

}  // namespace tl::cli
