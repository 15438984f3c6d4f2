// SPDX-License-Identifier: GPL-3.0-or-later
// `bench --workload NAME`: how fast this machine trains or predicts, and the numbers that prove it computes the same as others.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <nlohmann/json.hpp>

#include "cli.h"
#include "engine/bench/run.h"
#include "engine/core/error.h"
#include "engine/core/pool.h"
#include "validators.h"

namespace tl::cli {

namespace {

using nlohmann::ordered_json;

struct BenchOptions {
  std::string workload, mode = "train", tag;
  int64_t steps = 0, blocks = 9, stream_offset = 0;
  int threads = 1;
  double max_seconds = 25;
  bool check = false, describe = false, list = false, skip_losses = false;
};

double rounded(double value, int digits) {
  const double unit = std::pow(10.0, digits);
  return std::round(value * unit) / unit;
}

ordered_json description(const bench::Workload& workload) {
  int64_t parameters = 0, number = 0;
  ordered_json tensors = ordered_json::array();
  for (const auto& row : bench::describe(workload)) {
    parameters += product(row.sizes);
    tensors.push_back({number++, row.name, std::vector<int64_t>(row.sizes.begin(), row.sizes.end()), row.value, row.bound});
  }
  return {{"workload", workload.name}, {"params", parameters}, {"tensors", tensors}};
}

ordered_json check(const bench::Workload& workload, const BenchOptions& o) {
  const bench::Check result = bench::check(workload, static_cast<uint64_t>(o.stream_offset), o.steps);
  ordered_json tensors = ordered_json::array();
  for (const auto& row : result.tensors)
    tensors.push_back({{"name", row.name},
                       {"param", {row.parameter.first, row.parameter.second}},
                       {"grad", {row.gradient.first, row.gradient.second}}});
  return {{"peer", "tensorloom"}, {"tensorloom", TL_VERSION}, {"workload", workload.name}, {"stream_offset", o.stream_offset},
          {"steps", result.losses.size()}, {"losses", result.losses}, {"tensors", tensors}};
}

ordered_json measure(const bench::Workload& workload, const BenchOptions& o) {
  const double rss_at_start = bench::peak_rss_mb(), load_before = bench::load_average();
  const bool training = o.mode == "train";
  ordered_json losses = ordered_json::array();
  if (training && !o.skip_losses)
    for (const double loss : bench::check(workload, static_cast<uint64_t>(o.stream_offset)).losses) losses.push_back(rounded(loss, 6));
  const bench::Measurement m =
      bench::measure(workload, {training, o.steps, o.blocks, o.max_seconds, static_cast<uint64_t>(o.stream_offset)});
  ordered_json line{{"peer", "tensorloom"}, {"tensorloom", TL_VERSION}, {"workload", workload.name}, {"mode", o.mode},
                    {"variant", "eager"}, {"dtype", "f32"}, {"device", "cpu"}, {"threads", o.threads}, {"batch", workload.batch},
                    {"params", m.parameters}, {"steps_per_s", rounded(m.steps_per_s, 3)}, {"q25", rounded(m.q25, 3)},
                    {"q75", rounded(m.q75, 3)}, {"best", rounded(m.best, 3)},
                    {"samples_per_s", rounded(m.steps_per_s * static_cast<double>(workload.batch), 1)},
                    {"ms_per_step", rounded(1e3 / m.steps_per_s, 4)}, {"cpu_ms_per_step", rounded(m.cpu_ms_per_step, 4)},
                    {"peak_rss_mb", rounded(bench::peak_rss_mb(), 1)}, {"import_rss_mb", rounded(rss_at_start, 1)}, {"losses", losses}};
  line["output_abs_mean"] = training ? ordered_json() : ordered_json(m.output_abs_mean);
  line["blocks"] = m.blocks, line["quiet_blocks"] = m.quiet_blocks, line["block_steps"] = m.steps, line["contended"] = m.contended;
  line["others_cores"] = rounded(m.others_cores, 2), line["load_before"] = load_before, line["load_after"] = bench::load_average();
  line["tag"] = o.tag;
  return line;
}

int list(const Shared& shared) {
  ordered_json names = ordered_json::array();
  for (const auto& w : bench::workloads()) {
    names.push_back(w.name);
    if (!shared.json) result(w.name);
  }
  if (shared.json) result(names.dump());
  return 0;
}

int bench(const BenchOptions& o, const Shared& shared) {
  if (o.list) return list(shared);
  const bench::Workload& workload = bench::find_workload(o.workload);
  if (o.mode != "train" && o.mode != "infer")
    throw Error(ErrorCategory::usage, "bench", "there is no mode '" + o.mode + "'", "Modes: train, infer.");
  set_num_threads(o.threads);
  if (o.describe) return result(description(workload).dump()), 0;
  if (o.check) return result(check(workload, o).dump()), 0;
  const ordered_json line = measure(workload, o);
  if (shared.json) return result(line.dump()), 0;
  result(fmt::format("{} {}, {}: {:.1f} steps/s ({:.4g} ms a step), batch {}, {} parameters, {:.0f} MB{}", workload.name, o.mode,
                     o.threads == 1 ? std::string("1 thread") : fmt::format("{} threads", o.threads), line["steps_per_s"].get<double>(), line["ms_per_step"].get<double>(), workload.batch,
                     grouped(line["params"].get<int64_t>()), line["peak_rss_mb"].get<double>(),
                     line["contended"].get<bool>() ? "; other processes were busy meanwhile" : ""));
  return 0;
}

}  // namespace

void add_bench(CLI::App& app, Shared& shared) {
  auto* command = app.add_subcommand("bench", "Measure how fast this machine trains or predicts a known network");
  auto o = std::make_shared<BenchOptions>();
  std::string names;
  for (const auto& w : bench::workloads()) names += (names.empty() ? "" : ",") + w.name;
  command->add_option("--workload", o->workload, "What to measure")->type_name("TEXT:{" + names + "}");
  command->add_option("--mode", o->mode, "What the network does")->type_name("TEXT:{train,infer}")->capture_default_str();
  command->add_option("--threads", o->threads, "Compute threads")->check(CLI::Range(1, 1024))->capture_default_str();
  command->add_option("--steps", o->steps, "Timed steps in a block; 0 fills about 0.6 s. Steps of a check; 0 takes the workload's own")
      ->check(whole_number(0))
      ->capture_default_str();
  command->add_option("--blocks", o->blocks, "Blocks wanted in which nobody else used the processors")
      ->check(whole_number(1))
      ->capture_default_str();
  command->add_option("--max-seconds", o->max_seconds, "Time for all blocks")->check(number_above_zero())->capture_default_str();
  command->add_option("--stream-offset", o->stream_offset, "Other weights and data: added to the number of each stream")
      ->check(whole_number(0))
      ->capture_default_str();
  command->add_flag("--check", o->check, "No timing: losses, and norm and sum of each parameter and gradient, dropout off");
  command->add_flag("--describe", o->describe, "No timing: the parameters and how they start");
  command->add_flag("--list", o->list, "The names of the workloads");
  command->add_flag("--skip-losses", o->skip_losses, "Time only: no loss check before it");
  command->add_option("--tag", o->tag, "Text that is copied into the result");
  command->callback([o, &shared] { shared.run = [o, &shared] { return bench(*o, shared); }; });
}

}  // namespace tl::cli
