// SPDX-License-Identifier: GPL-3.0-or-later
#include "command_table.h"

#include <CLI/CLI.hpp>
#include <sstream>

#include "app/window_options.h"

namespace tl::cli {
namespace {

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, at);) parts.push_back(part);
  return parts;
}

std::string join(const std::vector<std::string>& parts, const char* between) {
  std::string text;
  for (const std::string& p : parts) text += (text.empty() ? "" : between) + p;
  return text;
}

OptionRow row_of(const CLI::Option& option) {
  OptionRow row;
  row.help = option.get_description();
  row.required = option.get_required();
  if (option.get_items_expected_max() > 0) row.value = option.get_type_name();  // "TEXT:{cpu}", "INT:INT in [1 - 1024]"
  if (const size_t open = row.value.find('{'); open != std::string::npos)
    row.choices = split(row.value.substr(open + 1, row.value.find('}') - open - 1), ',');
  row.value = row.value.substr(0, row.value.find(':'));
  if (option.get_positional()) {
    row.names = option.get_name(true);
    return row;
  }
  for (const std::string& s : option.get_snames()) row.flags.push_back("-" + s);
  for (const std::string& l : option.get_lnames()) row.flags.push_back("--" + l);
  row.names = join(row.flags, ", ");
  return row;
}

CommandRow command_of(const CLI::App& app) {
  CommandRow row;
  row.help = app.get_description();
  for (const CLI::Option* option : app.get_options())
    (option->get_positional() ? row.positionals : row.options).push_back(row_of(*option));
  return row;
}

}  // namespace

ProgramTable command_line_table(const CLI::App& app) {
  ProgramTable table;
  table.name = app.get_name();
  table.summary = app.get_description();
  table.footer = app.get_footer();
  table.program = command_of(app);
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    table.commands.push_back(command_of(*command));
    table.commands.back().name = command->get_name();
  }
  return table;
}

ProgramTable window_table() {
  ProgramTable table;
  table.name = "tensorloom";
  table.summary = app::window_summary;
  table.program.positionals.push_back({"PROJECT", {}, "FILE", {}, "Project file to open", false});
  for (const app::WindowOption& o : app::window_options)
    table.program.options.push_back({"--" + std::string(o.name), {"--" + std::string(o.name)}, o.value ? o.value : "",
                                     o.choices ? split(o.choices, ',') : std::vector<std::string>{}, o.help, false});
  table.program.options.push_back({"-h, --help", {"-h", "--help"}, "", {}, "Print the options and exit", false});
  table.program.options.push_back({"-v, --version", {"-v", "--version"}, "", {}, "Print the version and exit", false});
  return table;
}

std::string commands_page(const ProgramTable& table) {
  std::ostringstream out;
  const auto rows = [&](const CommandRow& command) {
    if (command.positionals.empty() && command.options.empty()) return;
    out << "| argument | meaning |\n|---|---|\n";
    for (const auto* list : {&command.positionals, &command.options})
      for (const OptionRow& o : *list)
        out << "| `" << o.names << (o.value.empty() || o.flags.empty() ? "" : " " + o.value) << "` | " << o.help
            << (o.choices.empty() ? "" : ": `" + join(o.choices, "`, `") + "`") << (o.required ? " (required)" : "") << " |\n";
    out << '\n';
  };
  out << "# " << table.name << "\n\n" << table.summary << "\n\n";
  rows(table.program);
  for (const CommandRow& command : table.commands) {
    out << "## " << table.name << ' ' << command.name << "\n\n" << command.help << ".\n\n";
    rows(command);
  }
  if (!table.footer.empty()) out << table.footer << ".\n";
  return out.str();
}

}  // namespace tl::cli
