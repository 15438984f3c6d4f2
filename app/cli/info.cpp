// SPDX-License-Identifier: GPL-3.0-or-later
// `info FILE`: what a project, a weights file, a checkpoint or a run holds.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cli.h"
#include "engine/core/error.h"
#include "engine/core/quote.h"
#include "engine/io/checkpoint.h"
#include "engine/runs/run_facts.h"
#include "engine/runs/run_store.h"

namespace tl::cli {

namespace {

using nlohmann::json;
namespace fs = std::filesystem;

json sizes_of(const Tensor& t) { return std::vector<int64_t>(t.sizes().begin(), t.sizes().end()); }

int show_weights(const fs::path& path, const Shared& shared) {
  const io::NamedTensors tensors = io::load_weights(path);
  int64_t elements = 0;
  json list = json::array();
  for (const auto& [name, tensor] : tensors) {
    elements += tensor.numel();
    list.push_back({{"name", name}, {"dtype", dtype_name(tensor.dtype())}, {"shape", sizes_of(tensor)}});
    if (!shared.json) result(fmt::format("{:<32} {:<8} {}", printable(name), dtype_name(tensor.dtype()), sizes_of(tensor).dump()));
  }
  if (shared.json) result(json{{"kind", "weights"}, {"tensors", list}, {"elements", elements}}.dump());
  else result(fmt::format("{} tensors, {} elements", tensors.size(), grouped(elements)));
  return 0;
}

int show_run(const fs::path& dir, const Shared& shared) {
  runs::RunFacts f = runs::read_run_facts(dir);
  if (f.ended.empty() && !runs::is_being_written(dir))
    f.state = "interrupted", f.reason = "Its program ended before it could say how it went; `train --resume` goes on with it.";
  if (shared.json) {
    result(json{{"kind", "run"}, {"project", f.project_name}, {"started", f.started}, {"ended", f.ended}, {"state", f.state},
                {"reason", f.reason}, {"seed", f.seed}, {"epochs", f.epochs}, {"steps", f.steps}, {"parameters", f.parameters},
                {"version", f.version}}.dump());
    return 0;
  }
  result(printable(fmt::format("run of {}: {}{}", f.project_name, f.state, f.reason.empty() ? "" : " (" + f.reason + ")")));
  result(printable(fmt::format("started {}, ended {}", f.started, f.ended.empty() ? "—" : f.ended)));
  result(fmt::format("{} epochs, {} steps, seed {}, {} parameters", f.epochs, f.steps, f.seed, grouped(f.parameters)));
  return 0;
}

int show_project(const std::string& file, const Shared& shared) {
  const OpenProject project = open_project(file, shared);
  const nodes::GraphState& s = *project.snapshot;
  if (shared.json) {
    result(json{{"kind", "project"}, {"title", s.title}, {"nodes", s.nodes.size()}, {"wires", s.edges.size()}}.dump());
    return 0;
  }
  result(printable(fmt::format("project {}: {}", project.name, s.title)));
  result(fmt::format("{} nodes, {} wires; `tensorloom-cli check {}` says more", s.nodes.size(), s.edges.size(), file));
  return 0;
}

int info(const std::string& file, const Shared& shared) {
  const fs::path path(file);
  if (!fs::exists(path))
    throw Error(ErrorCategory::input, "info", str("'", file, "' does not exist"),
                "Name a project, a .safetensors file, a checkpoint or a run.");
  if (fs::is_directory(path)) return fs::exists(path / "run.json") ? show_run(path, shared) : show_weights(path, shared);
  if (path.extension() == ".json") return show_project(file, shared);
  if (path.extension() != ".safetensors")
    throw Error(ErrorCategory::input, "info", str("'", file, "' is neither a project (.json) nor weights (.safetensors)"),
                "Name one of these, or the folder of a checkpoint or a run.");
  return show_weights(path, shared);
}

}  // namespace

void add_info(CLI::App& app, Shared& shared) {
  auto* command = app.add_subcommand("info", "Say what a project, weights file, checkpoint or run holds");
  auto file = std::make_shared<std::string>();
  command->add_option("FILE", *file, "File or folder")->required();
  command->callback([file, &shared] { shared.run = [file, &shared] { return info(*file, shared); }; });
}

}  // namespace tl::cli
