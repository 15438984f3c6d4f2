// SPDX-License-Identifier: GPL-3.0-or-later
// `docs TOPIC`: manual pages, completions and reference pages, written from the descriptions that the programs themselves run on.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "cli.h"
#include "command_table.h"
#include "engine/core/error.h"
#include "engine/ops/op_def.h"
#include "nodes/node_type.h"
#include "nodes/run_settings.h"

namespace tl::cli {
namespace {

/// A cell of a Markdown table: a bar would end it.
std::string cell(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '|' ? std::string("\\|") : std::string(1, c);
  return out;
}

std::string operators_page() {
  std::map<std::string, std::vector<const ops::OpDef*>> by_category;
  for (const ops::OpDef* op : ops::all())
    if (!op->is(ops::hidden)) by_category[op->category].push_back(op);
  std::string out = "# Operators\n\nEach can be called by name, in C++ as `tl::NAME`, and where it has one as a method of a tensor.\n";
  for (const auto& [category, list] : by_category) {
    out += fmt::format("\n## {}\n\n| operator | meaning | gradient |\n|---|---|---|\n", category.empty() ? "Other" : category);
    for (const ops::OpDef* op : list)
      out += fmt::format("| `{}` | {} | {} |\n", cell(ops::signature(*op)), cell(op->doc), op->vjp || op->composite ? "yes" : "no");
  }
  return out;
}

std::string range_of(const FieldDesc& f) {
  if (f.kind == FieldKind::choice) {
    std::string all;
    for (const std::string& c : f.choices) all += (all.empty() ? "" : ", ") + c;
    return all;
  }
  const bool low = std::isfinite(f.min), high = std::isfinite(f.max);
  if (low && high) return fmt::format("{}{} … {}", f.min_exclusive ? "above " : "", f.min, f.max);
  if (low) return fmt::format("{} {}", f.min_exclusive ? "above" : "at least", f.min);
  return high ? fmt::format("at most {}", f.max) : "";
}

std::string nodes_page() {
  std::string out = "# Nodes\n\nWhat the palette offers. A parameter set to `auto` is found from what is wired to the node.\n";
  for (const nodes::Category category : nodes::categories()) {
    out += fmt::format("\n## {}\n", nodes::category_title(category));
    for (const nodes::NodeType& type : nodes::node_types()) {
      if (type.category != category) continue;
      out += fmt::format("\n### {}\n\n{}\n", type.title, type.doc);
      const auto ports = [&](const char* title, const std::vector<nodes::PortDesc>& list) {
        std::string line;
        for (const auto& p : list) line += fmt::format("{}`{}` ({}{})", line.empty() ? "" : ", ", p.name, nodes::port_kind_name(p.kind), p.optional ? ", optional" : "");
        if (!line.empty()) out += fmt::format("\n{}: {}\n", title, line);
      };
      ports("In", type.inputs);
      ports("Out", type.outputs);
      if (!type.fields.empty()) out += "\n| parameter | default | range | meaning |\n|---|---|---|---|\n";
      for (const FieldDesc& f : type.fields)
        out += fmt::format("| `{}` | {} | {} | {} |\n", f.name,
                           f.automatic ? "auto" : f.required ? "required" : cell(f.default_value.repr()), cell(range_of(f)), cell(f.help));
    }
  }
  return out;
}

/// What nodes and run settings are described with, each once, a line each. Titles and names are the field's terms, the same in every language;
/// so is what has no words, such as "N×C×H×W".
std::string texts_page() {
  std::set<std::string> texts;
  const auto add = [&texts](const std::string& text) {
    if (text.find(' ') != std::string::npos) texts.insert(text);
  };
  const auto fields = [&](const std::vector<FieldDesc>& list) {
    for (const FieldDesc& f : list) {
      add(f.help);
      if (f.label != f.name && !f.label.empty()) texts.insert(f.label);
      if (!f.unit.empty() && f.unit != "px") texts.insert(f.unit);
    }
  };
  for (const nodes::Category c : nodes::categories()) texts.insert(nodes::category_title(c));
  texts.insert(nodes::category_title(nodes::Category::group));
  for (const nodes::NodeType& type : nodes::node_types()) {
    add(type.doc);
    fields(type.fields);
    for (const auto* ports : {&type.inputs, &type.outputs})
      for (const nodes::PortDesc& p : *ports) add(p.help);
  }
  fields(nodes::run_settings_description().fields);
  for (const FieldDesc& f : nodes::run_settings_description().fields) {  // which are shown in words: "clip grad norm"
    std::string words = f.label.empty() ? f.name : f.label;
    std::replace(words.begin(), words.end(), '_', ' ');
    texts.insert(words);
  }
  std::string out;
  for (const std::string& text : texts) out += text + "\n";
  return out;
}

}  // namespace

void add_docs(CLI::App& app, Shared& shared) {
  static const std::map<std::string, std::function<std::string(const CLI::App&)>> topics{
      {"man", [](const CLI::App& a) { return man_page(command_line_table(a), TL_VERSION); }},
      {"man-window", [](const CLI::App&) { return man_page(window_table(), TL_VERSION); }},
      {"bash", [](const CLI::App& a) { return bash_completion(command_line_table(a)); }},
      {"bash-window", [](const CLI::App&) { return bash_completion(window_table()); }},
      {"zsh", [](const CLI::App& a) { return zsh_completion(command_line_table(a)); }},
      {"zsh-window", [](const CLI::App&) { return zsh_completion(window_table()); }},
      {"fish", [](const CLI::App& a) { return fish_completion(command_line_table(a)); }},
      {"fish-window", [](const CLI::App&) { return fish_completion(window_table()); }},
      {"commands", [](const CLI::App& a) { return commands_page(command_line_table(a)) + "\n" + commands_page(window_table()); }},
      {"operators", [](const CLI::App&) { return operators_page(); }},
      {"nodes", [](const CLI::App&) { return nodes_page(); }},
      {"texts", [](const CLI::App&) { return texts_page(); }},
  };
  std::vector<std::string> names;
  for (const auto& [name, write] : topics) names.push_back(name);
  auto* command = app.add_subcommand("docs", "Write the reference pages, the manual pages or the completions of a shell");
  auto topic = std::make_shared<std::string>();
  command->add_option("TOPIC", *topic, "What to write")->required()->check(CLI::IsMember(names));
  command->callback([topic, &app, &shared] {
    shared.run = [topic, &app, &shared] {
      const std::string text = topics.at(*topic)(app);
      if (shared.json) result(nlohmann::json{{"topic", *topic}, {"text", text}}.dump());
      else result(text.substr(0, text.find_last_not_of('\n') + 1));
      return 0;
    };
  });
}

}  // namespace tl::cli
