// SPDX-License-Identifier: GPL-3.0-or-later
// The option table as a manual page.
#include <sstream>

#include "command_table.h"

namespace tl::cli {
namespace {

/// Text that roff takes as it stands: hyphens stay hyphens, a leading dot is no request.
std::string roff(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') out += "\\e";
    else if (c == '-') out += "\\-";
    else out += c;
  }
  return out.starts_with('.') || out.starts_with('\'') ? "\\&" + out : out;
}

void write_option(std::ostream& out, const OptionRow& o) {
  out << ".TP\n";
  if (o.flags.empty()) {
    out << "\\fI" << roff(o.names) << "\\fR\n";
  } else {
    std::string line;
    for (const std::string& flag : o.flags) line += (line.empty() ? "" : ", ") + ("\\fB" + roff(flag) + "\\fR");
    out << line << (o.value.empty() ? "" : " \\fI" + roff(o.value) + "\\fR") << '\n';
  }
  out << roff(o.help);
  if (!o.choices.empty()) {
    out << ". One of:";
    for (const std::string& c : o.choices) out << " \\fB" << roff(c) << "\\fR";
  }
  out << (o.required ? " (required)" : "") << ".\n";
}

void write_arguments(std::ostream& out, const CommandRow& command) {
  for (const OptionRow& o : command.positionals) write_option(out, o);
  for (const OptionRow& o : command.options) write_option(out, o);
}

void write_synopsis(std::ostream& out, const std::string& program, const CommandRow& command) {
  out << "\\fB" << roff(program) << (command.name.empty() ? "" : " " + roff(command.name)) << "\\fR [\\fIOPTIONS\\fR]";
  for (const OptionRow& o : command.positionals)
    out << (o.required ? " \\fI" : " [\\fI") << roff(o.names) << (o.required ? "\\fR" : "\\fR]");
  out << '\n';
}

}  // namespace

std::string man_page(const ProgramTable& table, const std::string& version) {
  std::ostringstream out;
  std::string upper = table.name;
  for (char& c : upper) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
  const std::string summary = table.summary.substr(0, table.summary.find_last_not_of('.') + 1);
  out << ".\\\" Written by tensorloom-cli docs from its own option table.\n"
      << ".TH " << roff(upper) << " 1 \"\" \"Tensorloom " << version << "\" \"User Commands\"\n"
      << ".SH NAME\n" << roff(table.name) << " \\- " << roff(summary) << "\n.SH SYNOPSIS\n";
  if (table.commands.empty()) write_synopsis(out, table.name, table.program);
  for (const CommandRow& command : table.commands) {
    write_synopsis(out, table.name, command);
    out << ".br\n";
  }
  out << ".SH OPTIONS\n";
  write_arguments(out, table.program);
  if (!table.commands.empty()) out << ".SH COMMANDS\n";
  for (const CommandRow& command : table.commands) {
    out << ".SS " << roff(command.name) << '\n' << roff(command.help) << ".\n";
    write_arguments(out, command);
  }
  if (!table.footer.empty()) out << ".SH EXIT STATUS\n" << roff(table.footer) << ".\n";
  out << ".SH ENVIRONMENT\n"
      << ".TP\n\\fBTL_LOG\\fR\nHow much is logged to standard error: trace, debug, info, warning, error or off.\n"
      << ".TP\n\\fBTL_THREADS\\fR\nCompute threads when neither option nor project says how many; otherwise one per core.\n"
      << ".TP\n\\fBTL_DATA\\fR\nA further folder in which data files are found.\n"
      << ".SH FILES\n"
      << ".TP\n\\fI~/.local/share/tensorloom/data\\fR\nData files that projects name without a folder.\n"
      << ".TP\n\\fI/usr/share/tensorloom/projects\\fR\nExample projects.\n"
      << ".SH SEE ALSO\n" << (table.commands.empty() ? "\\fBtensorloom\\-cli\\fR(1)" : "\\fBtensorloom\\fR(1)") << '\n';
  return out.str();
}

}  // namespace tl::cli
