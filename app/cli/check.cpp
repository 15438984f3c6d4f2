// SPDX-License-Identifier: GPL-3.0-or-later
// `check PROJECT`: what the Problems dock would say.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cli.h"
#include "engine/core/error.h"
#include "engine/core/quote.h"
#include "nodes/analyze.h"
#include "nodes/forecast.h"

namespace tl::cli {

namespace {

const char* severity_name(nodes::Severity s) {
  return s == nodes::Severity::error ? "error" : s == nodes::Severity::warning ? "warning" : "advice";
}

/// "71.6 MB", in steps of 1,024 as the window shows it.
std::string memory(double bytes) {
  constexpr const char* units[] = {"B", "kB", "MB", "GB", "TB", "PB"};
  size_t u = 0;
  while (bytes >= 1000 && u + 1 < std::size(units)) bytes /= 1024, ++u;
  return fmt::format("{:.3g} {}", bytes, units[u]);
}


using nlohmann::json;

/// What a run of it takes; nothing is known of a project that cannot be trained.
nodes::Forecast forecast_of(const OpenProject& project, const nodes::Analysis& a) {
  if (a.valid() && a.parameters > 0) return nodes::forecast(project.snapshot, {project.dir});
  nodes::Forecast none;
  none.trouble = "the project cannot be trained yet";
  return none;
}

json as_json(const OpenProject& project, const nodes::Analysis& a, const nodes::Forecast& f) {
  json problems = json::array();
  for (const auto& p : a.problems) {
    const nodes::Node* node = project.snapshot->find(p.node);
    problems.push_back({{"severity", severity_name(p.severity)}, {"node", node ? node->name : ""},
                        {"port", p.port}, {"param", p.param}, {"text", p.text}, {"remedy", p.remedy}, {"fix", p.fix.label}});
  }
  json shapes = json::object();
  for (const auto& [edge, meta] : a.wires) shapes[project.snapshot->find(edge.from.node)->name + "." + edge.from.port] = meta->text();
  json forecast = nullptr;
  if (f.trouble.empty())
    forecast = {{"batch_size", f.batch_size}, {"train_bytes", f.train_bytes}, {"infer_bytes", f.infer_bytes}, {"parameter_bytes", f.parameter_bytes},
                {"gradient_bytes", f.gradient_bytes}, {"optimizer_bytes", f.state_bytes}, {"data_bytes", f.data_bytes},
                {"activation_bytes", f.activation_bytes}, {"step_seconds", f.step_seconds}, {"epoch_seconds", f.epoch_seconds}};
  return {{"project", project.name}, {"valid", a.valid()}, {"nodes", a.node_count}, {"wires", a.wire_count}, {"parameters", a.parameters},
          {"flops_per_sample", a.flops}, {"forecast_bytes", f.trouble.empty() ? f.train_bytes : a.forecast_bytes}, {"forecast", forecast}, {"train_samples", a.train_samples},
          {"validation_samples", a.validation_samples}, {"test_samples", a.test_samples}, {"steps_per_epoch", a.steps_per_epoch},
          {"shapes", shapes}, {"problems", problems}};
}

void print_plainly(const OpenProject& project, const nodes::Analysis& a, const nodes::Forecast& f) {
  for (const auto& p : a.problems)
    result(printable(fmt::format("{}: {}{}{}", severity_name(p.severity), p.text,
                                 p.remedy.empty() ? "." : ". ", p.remedy)));
  for (nodes::NodeId id : project.snapshot->topological_order()) {
    const nodes::NodeReport* r = a.node(id);
    const nodes::Node* node = project.snapshot->find(id);
    if (r && r->status != nodes::NodeStatus::error)
      result(fmt::format("{:<12} {:<18} {:<18} {}", node->name, quotable(node->type),
                         r->status == nodes::NodeStatus::blocked ? r->message : r->summary,
                         r->parameters ? grouped(r->parameters) + " parameters" : ""));
  }
  result(fmt::format("{} nodes · {} wires · {} · {} parameters · {}FLOP/sample · plan {}", a.node_count, a.wire_count,
                     a.valid() ? "graph valid" : "graph not valid", grouped(a.parameters), si(static_cast<double>(a.flops)),
                     memory(static_cast<double>(f.trouble.empty() ? f.train_bytes : a.forecast_bytes))));
}

int check(const std::string& file, const Shared& shared) {
  const OpenProject project = open_project(file, shared);
  const nodes::Analysis a = nodes::analyze(*project.snapshot, {project.dir, true});
  const nodes::Forecast f = forecast_of(project, a);
  if (shared.json) result(as_json(project, a, f).dump());
  else print_plainly(project, a, f);
  return a.valid() ? 0 : exit_code(ErrorCategory::input);
}

}  // namespace

void add_check(CLI::App& app, Shared& shared) {
  auto* command = app.add_subcommand("check", "Say what is wrong with a project, its shapes and its cost");
  auto file = std::make_shared<std::string>();
  command->add_option("PROJECT", *file, "Project file")->required();
  command->callback([file, &shared] { shared.run = [file, &shared] { return check(*file, shared); }; });
}

}  // namespace tl::cli
