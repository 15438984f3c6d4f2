// SPDX-License-Identifier: GPL-3.0-or-later
// `export PROJECT --checkpoint … -o FILE`: the trained weights, under the names that PyTorch's state_dict would have.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cli.h"
#include "engine/core/error.h"
#include "engine/train/evaluate.h"

namespace tl::cli {

namespace {

struct ExportOptions {
  std::string project, checkpoint, format = "safetensors", out;
};

int export_weights(const ExportOptions& o, const Shared& shared) {
  // A file's end says to other programs what is in it: "net.onnx" must not hold something else.
  const std::string ending = std::filesystem::path(o.out).extension().string();
  if (ending != "." + o.format)
    throw Error(ErrorCategory::usage, "export", str("'", o.out, "' does not end in .", o.format, ", the format that is written"),
                str("Name it '", std::filesystem::path(o.out).replace_extension(o.format).string(), "'."));
  const OpenProject project = open_project(o.project, shared);
  const train::TrainSpec spec = lower_project(project);
  const auto module = spec.make_module(spec.settings.seed);
  train::load_state(*module, io::load_weights(o.checkpoint));  // weights of another network are refused here
  const io::NamedTensors tensors = train::state_of(*module);
  io::save_safetensors(o.out, tensors, {{"format", "pt"}, {"project", project.name}});
  int64_t elements = 0;
  for (const auto& [name, tensor] : tensors) elements += tensor.numel();
  if (shared.json) result(nlohmann::json{{"file", o.out}, {"tensors", tensors.size()}, {"elements", elements}}.dump());
  else result(fmt::format("{}: {} tensors, {} elements", o.out, tensors.size(), grouped(elements)));
  return 0;
}

}  // namespace

void add_export(CLI::App& app, Shared& shared) {
  auto* command = app.add_subcommand("export", "Write trained weights for other programs");
  auto o = std::make_shared<ExportOptions>();
  command->add_option("PROJECT", o->project, "Project file")->required();
  command->add_option("--checkpoint", o->checkpoint, "Run folder, checkpoint folder or .safetensors file")->required();
  command->add_option("--format", o->format, "File format")->check(CLI::IsMember({"safetensors"}))->capture_default_str();
  command->add_option("-o,--output", o->out, "File to write")->required();
  command->callback([o, &shared] { shared.run = [o, &shared] { return export_weights(*o, shared); }; });
}

}  // namespace tl::cli
