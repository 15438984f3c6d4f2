// SPDX-License-Identifier: Apache-2.0
#include "engine/autograd/bottleneck.h"

#include <algorithm>
#include <cstdio>
#include <sstream>
#include <vector>

#include "engine/autograd/profiler.h"
#include "engine/core/error.h"
#include "engine/core/pool.h"

namespace tl::utils {
namespace {
using autograd::profiler::FunctionEvent;
using autograd::profiler::FunctionEventAvg;

/// The first `rows` of what a table says of itself, head included.
std::string longest_together(const autograd::profiler::profile& p, size_t rows) {
  std::vector<FunctionEventAvg> all = p.key_averages();
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.self_cpu_time_total > b.self_cpu_time_total; });
  double total = 0;
  for (const auto& e : all) total += e.self_cpu_time_total;
  std::string out;
  for (size_t i = 0; i < std::min(rows, all.size()); ++i) {
    char line[200];
    std::snprintf(line, sizeof line, "  %5.1f %%  %12.1f us  %8lld calls  %s\n", total > 0 ? 100 * all[i].self_cpu_time_total / total : 0.0,
                  all[i].self_cpu_time_total, static_cast<long long>(all[i].count), all[i].key.substr(0, 100).c_str());
    out += line;
  }
  return out;
}

std::string longest_calls(const autograd::profiler::profile& p, size_t rows) {
  std::vector<const FunctionEvent*> all;
  for (const FunctionEvent& e : p.function_events()) all.push_back(&e);
  const auto self = [](const FunctionEvent* e) { return e->self_cpu_time_total(); };
  std::stable_sort(all.begin(), all.end(), [&](const auto* a, const auto* b) { return self(a) > self(b); });
  std::string out;
  for (size_t i = 0; i < std::min(rows, all.size()); ++i) {
    std::string shapes;
    for (const auto& s : all[i]->input_shapes) shapes += (shapes.empty() ? "" : " ") + str(s);
    char line[80];
    std::snprintf(line, sizeof line, "  %12.1f us at %12.1f us  ", self(all[i]), all[i]->start_us);
    out += line + all[i]->name + (shapes.empty() ? "" : " " + shapes) + "\n";
  }
  return out;
}
}  // namespace

std::string bottleneck(const std::function<void()>& program, size_t rows) {
  TL_CHECK(program, value, "bottleneck", "there is no program to run");
  autograd::profiler::profile p(true, false, true);
  program();
  p.stop();
  return str("Environment\n", parallel_info(), "\nOperators by their own time, all calls together\n", longest_together(p, rows),
             "\nLongest calls, by their own time\n", longest_calls(p, rows));
}

}  // namespace tl::utils
