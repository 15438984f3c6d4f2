// SPDX-License-Identifier: GPL-3.0-or-later
// The option table of the programs as plain data, read off the parser itself: manual pages, completions and the page of commands are
// written from it, so that they cannot say anything else than --help.
#pragma once
#include <string>
#include <vector>

namespace CLI { class App; }

namespace tl::cli {

struct OptionRow {
  std::string names;                 ///< "-q, --quiet"; of a positional its name, "PROJECT"
  std::vector<std::string> flags;    ///< "-q", "--quiet"; empty for a positional
  std::string value;                 ///< "TEXT", "NUMBER", "FILE"; empty for a switch
  std::vector<std::string> choices;  ///< when only some values are accepted
  std::string help;
  bool required = false;
};

struct CommandRow {
  std::string name, help;            ///< name empty: the program itself
  std::vector<OptionRow> positionals, options;
};

struct ProgramTable {
  std::string name, summary, footer;
  CommandRow program;
  std::vector<CommandRow> commands;
};

ProgramTable command_line_table(const CLI::App& app);
/// tensorloom, the window.
ProgramTable window_table();

/// Manual page in roff (section 1).
std::string man_page(const ProgramTable& table, const std::string& version);
std::string bash_completion(const ProgramTable& table);
std::string zsh_completion(const ProgramTable& table);
std::string fish_completion(const ProgramTable& table);
/// Markdown.
std::string commands_page(const ProgramTable& table);

}  // namespace tl::cli
