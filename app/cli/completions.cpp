// SPDX-License-Identifier: GPL-3.0-or-later
// The option table as completions for bash, zsh and fish. Where a value is not one of a few words, files are offered.
#include <sstream>

#include "command_table.h"

namespace tl::cli {
namespace {

std::string words(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& w : list) text += (text.empty() ? "" : " ") + w;
  return text;
}

std::string all_flags(const CommandRow& command) {
  std::string text;
  for (const OptionRow& o : command.options) text += (text.empty() ? "" : " ") + words(o.flags);
  return text;
}

std::string command_names(const ProgramTable& table) {
  std::vector<std::string> names;
  for (const CommandRow& c : table.commands) names.push_back(c.name);
  return words(names);
}

/// `text` inside single quotes, for a POSIX shell and for fish.
std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string function_name(const ProgramTable& table) {
  std::string name = "_" + table.name;
  for (char& c : name)
    if (c == '-') c = '_';
  return name;
}

void bash_values(std::ostream& out, const std::string& prefix, const CommandRow& command) {
  for (const OptionRow& o : command.options) {
    if (o.value.empty()) continue;
    for (const std::string& flag : o.flags)
      out << "    " << prefix << flag << ") "
          << (o.choices.empty() ? "COMPREPLY=($(compgen -f -- \"$cur\"))" : "COMPREPLY=($(compgen -W " + quoted(words(o.choices)) + " -- \"$cur\"))")
          << "; return ;;\n";
  }
}

}  // namespace

std::string bash_completion(const ProgramTable& table) {
  std::ostringstream out;
  out << "# bash completion for " << table.name << '\n' << function_name(table) << "() {\n"
      << "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command= flags= places= word\n"
      << "  COMPREPLY=()\n"
      << "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
      << "    case $word in -*) ;; *) command=$word; break ;; esac\n"
      << "  done\n";
  if (table.commands.empty()) out << "  command=\n";
  out << "  case $command:$prev in\n";
  bash_values(out, "*:", table.program);
  for (const CommandRow& c : table.commands) bash_values(out, c.name + ":", c);
  out << "  esac\n  case $command in\n";
  for (const CommandRow& c : table.commands) {
    std::vector<std::string> places;
    for (const OptionRow& o : c.positionals) places.insert(places.end(), o.choices.begin(), o.choices.end());
    out << "    " << c.name << ") flags=" << quoted(all_flags(c) + " " + all_flags(table.program)) << "; places=" << quoted(words(places)) << " ;;\n";
  }
  out << "    '') flags=" << quoted(all_flags(table.program)) << "; places=" << quoted(command_names(table)) << " ;;\n"
      << "  esac\n"
      << "  case $cur in\n"
      << "    -*) COMPREPLY=($(compgen -W \"$flags\" -- \"$cur\")) ;;\n"
      << "    *) if [ -n \"$places\" ]; then COMPREPLY=($(compgen -W \"$places\" -- \"$cur\")); else COMPREPLY=($(compgen -f -- \"$cur\")); fi ;;\n"
      << "  esac\n}\n"
      << "complete -o filenames -F " << function_name(table) << ' ' << table.name << '\n';
  return out.str();
}

namespace {

std::string escaped(const std::string& text, const std::string& special) {
  std::string out;
  for (const char c : text) {
    if (special.find(c) != std::string::npos) out += '\\';
    out += c;
  }
  return out;
}

void zsh_arguments(std::ostream& out, const CommandRow& command, const std::string& indent) {
  for (const OptionRow& o : command.options) {
    const std::string value = o.value.empty() ? "" : ":" + escaped(o.value, ":[]") + ":" + (o.choices.empty() ? "_files" : "(" + words(o.choices) + ")");
    for (const std::string& flag : o.flags) out << " \\\n" << indent << quoted(flag + "[" + escaped(o.help, ":[]") + "]" + value);
  }
  for (const OptionRow& o : command.positionals)
    out << " \\\n" << indent << quoted(":" + escaped(o.names, ":[]") + ":" + (o.choices.empty() ? "_files" : "(" + words(o.choices) + ")"));
}

}  // namespace

std::string zsh_completion(const ProgramTable& table) {
  std::ostringstream out;
  out << "#compdef " << table.name << '\n' << function_name(table) << "() {\n";
  if (table.commands.empty()) {
    out << "  _arguments -s";
    zsh_arguments(out, table.program, "    ");
    out << "\n}\n";
  } else {
    out << "  local context state state_descr line\n  typeset -A opt_args\n  _arguments -C";
    zsh_arguments(out, table.program, "    ");
    out << " \\\n    '1: :->command' \\\n    '*:: :->arguments'\n  case $state in\n    command)\n      local -a commands=(";
    for (const CommandRow& c : table.commands) out << "\n        " << quoted(c.name + ":" + escaped(c.help, ":"));
    out << ")\n      _describe command commands ;;\n    arguments)\n      case $line[1] in\n";
    for (const CommandRow& c : table.commands) {
      out << "        " << c.name << ")\n          _arguments";
      zsh_arguments(out, c, "            ");
      out << " ;;\n";
    }
    out << "      esac ;;\n  esac\n}\n";
  }
  out << function_name(table) << " \"$@\"\n";
  return out.str();
}

std::string fish_completion(const ProgramTable& table) {
  std::ostringstream out;
  const auto options = [&](const CommandRow& command, const std::string& condition) {
    for (const OptionRow& o : command.options) {
      out << "complete -c " << table.name << condition;
      for (const std::string& flag : o.flags) out << (flag.starts_with("--") ? " -l " + flag.substr(2) : " -s " + flag.substr(1));
      if (!o.value.empty()) out << " -r";
      if (!o.choices.empty()) out << " -f -a " << quoted(words(o.choices));
      out << " -d " << quoted(o.help) << '\n';
    }
    for (const OptionRow& o : command.positionals)
      if (!o.choices.empty()) out << "complete -c " << table.name << condition << " -f -a " << quoted(words(o.choices)) << '\n';
  };
  out << "# fish completion for " << table.name << '\n';
  options(table.program, "");
  for (const CommandRow& c : table.commands) {
    out << "complete -c " << table.name << " -n __fish_use_subcommand -f -a " << c.name << " -d " << quoted(c.help) << '\n';
    options(c, " -n '__fish_seen_subcommand_from " + c.name + "'");
  }
  return out.str();
}

}  // namespace tl::cli
