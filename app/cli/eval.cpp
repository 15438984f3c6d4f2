// SPDX-License-Identifier: GPL-3.0-or-later
// `eval PROJECT --checkpoint DIR|FILE --split test`: loss and metrics of trained weights.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "cli.h"
#include "engine/core/error.h"
#include "engine/train/evaluate.h"
#include "nodes/run_settings.h"

namespace tl::cli {

namespace {

struct EvalOptions {
  std::string project, checkpoint, split = "test", device;
};

const std::map<std::string, train::SplitName> splits{
    {"train", train::SplitName::train}, {"validation", train::SplitName::validation}, {"test", train::SplitName::test}};

/// JSON has no NaN: null stands for it.
nlohmann::json number(double v) { return std::isfinite(v) ? nlohmann::json(v) : nlohmann::json(); }

int eval(const EvalOptions& o, const Shared& shared) {
  const OpenProject project = open_project(o.project, shared);
  Value::Dict run;
  if (!o.device.empty()) run.emplace_back("device", o.device);
  const train::TrainSpec spec = lower_project(project, run);
  const train::Evaluation e = train::evaluate(spec, io::load_weights(o.checkpoint), splits.at(o.split));
  if (shared.json) {
    nlohmann::ordered_json line;
    line["split"] = o.split, line["loss"] = number(e.loss);
    for (const auto& [label, value] : e.metrics) line[label] = number(value);
    line["samples"] = e.samples;
    result(line.dump());
    return 0;
  }
  std::string text = fmt::format("{}: loss {:.4f}", o.split, e.loss);
  for (const auto& [label, value] : e.metrics) text += fmt::format(", {} {:.4f}", label, value);
  result(text + fmt::format(", {} samples", grouped(e.samples)));
  return 0;
}

}  // namespace

void add_eval(CLI::App& app, Shared& shared) {
  auto* command = app.add_subcommand("eval", "Measure trained weights on one part of the data");
  auto o = std::make_shared<EvalOptions>();
  command->add_option("PROJECT", o->project, "Project file")->required();
  command->add_option("--checkpoint", o->checkpoint, "Run folder, checkpoint folder or .safetensors file")->required();
  command->add_option("--split", o->split, "Which part")
      ->check(CLI::IsMember({"train", "validation", "test"}))
      ->capture_default_str();
  command->add_option("--device", o->device, "Instead of the project's")
      ->check(CLI::IsMember(nodes::run_settings_description().find("device")->choices));
  command->callback([o, &shared] { shared.run = [o, &shared] { return eval(*o, shared); }; });
}

}  // namespace tl::cli
