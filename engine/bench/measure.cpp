// SPDX-License-Identifier: Apache-2.0
// Timing in blocks, by the method of tests/bench/peer_torch.py: a block is quiet when other processes left the processors alone.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <functional>
#include <numeric>

#include "engine/bench/run.h"
#include "engine/ops/functions.h"
#include "engine/train/evaluate.h"
#include "engine/train/stepper.h"

namespace tl::bench {
namespace {

double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

double own_cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) { return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec); };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// Seconds that all processes together have used, and that the hypervisor took away.
struct Machine {
  double busy = 0, stolen = 0;
};
Machine machine_seconds() {
  std::ifstream in("/proc/stat");
  std::string label;
  double user = 0, nice = 0, system = 0, idle = 0, wait = 0, irq = 0, soft = 0, steal = 0;
  in >> label >> user >> nice >> system >> idle >> wait >> irq >> soft >> steal;
  return {(user + nice + system + irq + soft) / 100, steal / 100};
}

struct Block {
  double steps_per_s, others, stolen, cpu_per_step, wall;
  /// Accounting ticks are 10 ms: three of them are allowed, and a block too short to tell is never called quiet.
  bool quiet() const { return wall >= 0.2 && others <= 0.05 + 0.03 / wall && stolen <= 0.03; }
};

using Step = std::function<void(int64_t)>;

Block run_block(const Step& step, int64_t first, int64_t steps) {
  const Machine before = machine_seconds();
  const double cpu = own_cpu_seconds(), start = now();
  for (int64_t i = 0; i < steps; ++i) step(first + i);
  const double wall = now() - start, own = own_cpu_seconds() - cpu;
  const Machine after = machine_seconds();
  const auto n = static_cast<double>(steps);
  return {n / wall, std::max(0.0, after.busy - before.busy - own) / wall, (after.stolen - before.stolen) / wall, own / n, wall};
}

double quantile(std::vector<double> values, double p) {
  std::sort(values.begin(), values.end());
  const double at = p * static_cast<double>(values.size() - 1);
  const auto low = static_cast<size_t>(at);
  const size_t high = std::min(low + 1, values.size() - 1);
  return values[low] + (values[high] - values[low]) * (at - static_cast<double>(low));
}
template <class Member>
std::vector<double> each(const std::vector<Block>& blocks, Member member) {
  std::vector<double> values;
  for (const Block& b : blocks) values.push_back(b.*member);
  return values;
}

/// As many steps as fill 0.6 s, judged by 0.4 s of them.
int64_t choose_steps(const Step& step) {
  const double start = now();
  int64_t n = 0;
  while (n < 1 || now() - start < 0.4) step(n++);
  return std::max<int64_t>(1, static_cast<int64_t>(static_cast<double>(n) * 0.6 / (now() - start)));
}

void summarise(const std::vector<Block>& blocks, Measurement& m) {
  std::vector<Block> quiet;
  std::copy_if(blocks.begin(), blocks.end(), std::back_inserter(quiet), [](const Block& b) { return b.quiet(); });
  m.blocks = static_cast<int64_t>(blocks.size()), m.quiet_blocks = static_cast<int64_t>(quiet.size());
  m.contended = quiet.size() < 3;
  const auto& used = m.contended ? blocks : quiet;
  const auto rates = each(used, &Block::steps_per_s), all = each(blocks, &Block::steps_per_s), others = each(blocks, &Block::others);
  m.steps_per_s = quantile(rates, 0.5), m.q25 = quantile(rates, 0.25), m.q75 = quantile(rates, 0.75);
  m.best = *std::max_element(all.begin(), all.end());
  m.cpu_ms_per_step = 1e3 * quantile(each(used, &Block::cpu_per_step), 0.5);
  m.others_cores = std::accumulate(others.begin(), others.end(), 0.0) / static_cast<double>(others.size());
}
}  // namespace

Measurement measure(const Workload& workload, const MeasureOptions& options) {
  const train::TrainSpec spec = make_spec(workload, options.stream_offset);
  std::vector<std::vector<data::Batch>> groups;
  for (auto& batch : make_batches(workload, options.stream_offset)) groups.push_back({std::move(batch)});
  const auto group = [&](int64_t i) -> const std::vector<data::Batch>& { return groups[static_cast<size_t>(i) % groups.size()]; };
  auto stepper = std::make_unique<train::Stepper>(spec, 0);
  Measurement m;
  m.parameters = stepper->parameter_count();
  const Step train_step = [&](int64_t i) { stepper->step(group(i), i); };
  const Step infer_step = [&](int64_t i) { train::predict(stepper->module(), group(i).front().fields); };
  const Step& step = options.train ? train_step : infer_step;
  if (!options.train)
    m.output_abs_mean = abs(train::predict(stepper->module(), groups[0][0].fields).at("output")).mean().item<double>();
  const auto restart = [&] {
    if (options.train) stepper = std::make_unique<train::Stepper>(spec, 0);
    for (int64_t i = 0; i < 2; ++i) step(i);
  };
  restart();
  m.steps = options.steps > 0 ? options.steps : choose_steps(step);
  std::vector<Block> blocks;
  const double began = now();
  for (;;) {
    restart();
    blocks.push_back(run_block(step, 2, m.steps));
    const auto quiet = std::count_if(blocks.begin(), blocks.end(), [](const Block& b) { return b.quiet(); });
    if (quiet >= options.blocks || (now() - began > options.max_seconds && blocks.size() >= 3)) break;
  }
  summarise(blocks, m);
  return m;
}

double peak_rss_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

double load_average() {
  std::ifstream in("/proc/loadavg");
  double load = 0;
  in >> load;
  return load;
}

}  // namespace tl::bench
