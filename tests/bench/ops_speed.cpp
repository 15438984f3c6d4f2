// SPDX-License-Identifier: Apache-2.0
// tl-bench-ops, and torch-bench-ops where libtorch is installed: one source, compiled against either engine, since they have one API. Times of
// single operators: the cost of a call on one element, and memory-bound work on 4 Mi elements of float32.
//   tl-bench-ops [--threads=N] [--turns=K] [--benchmark_filter=…] [--benchmark_format=json] …    tests/bench/compare_ops.py runs both and compares
// With --turns each operator is measured K times for 10 ms, each time after a line on standard input has given leave, and answered with the line
// "turn" on standard error: so two programs measure the same operator in turn, a moment apart, and what slows the machine slows both.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <memory>

#include <benchmark/benchmark.h>

#ifdef TL_BENCH_TORCH
#include <torch/torch.h>
namespace t = torch;
#else
#include "engine/autograd/grad_mode.h"
#include "engine/core/generator.h"
#include "engine/core/pool.h"
#include "engine/ops/functions.h"
#include "engine/ops/sort.h"
namespace t = tl;
#endif

namespace {
using t::Tensor;
constexpr int64_t side = 2048;  // 2048 × 2048 = 4 Mi elements, 16 MiB

Tensor matrix() { return t::randn({side, side}); }
Tensor indices(std::vector<int64_t> size) { return t::randint(0, side, size, t::TensorOptions().dtype(t::kLong)); }

int turns = 0;  ///< 0: as Google Benchmark does it, by itself
bool by_the_clock = false;

/// Processor time with one thread, which others on the machine disturb less; the clock with more.
double seconds() {
  if (by_the_clock) return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Seconds of one call, over as many as fill 10 ms. The first call finds memory that nobody has touched yet, or caches that the other program
/// has used since: it is not counted.
template <class Call>
double one_turn(const std::vector<Tensor>& in, Call call) {
  {
    auto first = call(in);
    benchmark::DoNotOptimize(first);
  }
  double taken = 0;
  int64_t calls = 0;
  for (int64_t more = 1; taken < 0.01; more = calls) {
    const double began = seconds();
    for (int64_t i = 0; i < more; ++i) {
      auto out = call(in);
      benchmark::DoNotOptimize(out);
    }
    taken += seconds() - began;
    calls += more;
  }
  return taken / static_cast<double>(calls);
}

/// One named benchmark: the tensors it takes are made once, the call is timed. Results are dropped inside the timing: freeing is part of a call.
template <class Make, class Call>
void add(const char* name, Make make, Call call) {
  if (turns > 0) {
    const auto in = std::make_shared<std::vector<Tensor>>();
    const auto left = std::make_shared<int>(turns);
    benchmark::RegisterBenchmark(name, [make, call, in, left](benchmark::State& state) {
      if (std::getchar() == EOF) std::exit(3);  // whoever gave the turns is gone
      t::manual_seed(1);
      if (in->empty()) *in = make();
      for (auto _ : state) state.SetIterationTime(one_turn(*in, call));
      if (--*left == 0) in->clear();
      std::fputs("turn\n", stderr);
    })->UseManualTime()->Iterations(1)->Repetitions(turns)->ReportAggregatesOnly(false);
    return;
  }
  benchmark::RegisterBenchmark(name, [make, call](benchmark::State& state) {
    t::manual_seed(1);
    const auto in = make();
    {  // the first call finds memory that nobody has touched yet: that is the system's time, and once only
      auto first = call(in);
      benchmark::DoNotOptimize(first);
    }
    for (auto _ : state) {
      auto out = call(in);
      benchmark::DoNotOptimize(out);
    }
  })->UseRealTime();
}

void register_dispatch() {
  const auto two = [] { return std::vector<Tensor>{t::ones({1}), t::ones({1})}; };
  add("dispatch/add", two, [](const auto& in) { return in[0] + in[1]; });
  add("dispatch/add_no_grad", two, [](const auto& in) {
    const t::NoGradGuard guard;
    return in[0] + in[1];
  });
  add("dispatch/add_recorded", [] { return std::vector<Tensor>{t::ones({1}).requires_grad_(), t::ones({1})}; }, [](const auto& in) { return in[0] + in[1]; });
  add("dispatch/add_backward", [] { return std::vector<Tensor>{t::ones({1}).requires_grad_(), t::ones({1})}; }, [](const auto& in) {
    const Tensor y = in[0] + in[1];
    y.backward();
    return y;
  });
}

void register_elementwise() {
  const auto two = [] { return std::vector<Tensor>{matrix(), matrix()}; };
  const auto crossed = [] { return std::vector<Tensor>{matrix(), matrix().transpose(0, 1)}; };
  const auto gaps = [] { return std::vector<Tensor>{t::randn({side, 2 * side}).slice(1, 0, 2 * side, 2)}; };
  add("contiguous/add", two, [](const auto& in) { return in[0] + in[1]; });
  add("contiguous/mul_scalar", two, [](const auto& in) { return in[0] * 1.5; });
  add("contiguous/relu", two, [](const auto& in) { return t::relu(in[0]); });
  add("contiguous/exp", two, [](const auto& in) { return t::exp(in[0]); });
  add("contiguous/tanh", two, [](const auto& in) { return t::tanh(in[0]); });
  add("contiguous/sigmoid", two, [](const auto& in) { return t::sigmoid(in[0]); });
  add("contiguous/lt", two, [](const auto& in) { return t::lt(in[0], in[1]); });
  add("contiguous/where", [] { return std::vector<Tensor>{matrix(), matrix(), t::gt(matrix(), 0)}; }, [](const auto& in) { return t::where(in[2], in[0], in[1]); });
  add("contiguous/to_double", two, [](const auto& in) { return in[0].to(t::kDouble); });
  add("contiguous/add_row", [] { return std::vector<Tensor>{matrix(), t::randn({side})}; }, [](const auto& in) { return in[0] + in[1]; });
  add("contiguous/add_in_place", two, [](const auto& in) {
    Tensor x = in[0];
    return x.add_(in[1]);
  });
  add("strided/add_transposed", crossed, [](const auto& in) { return in[0] + in[1]; });
  add("strided/copy_transposed", crossed, [](const auto& in) { return in[1].contiguous(); });
  add("strided/exp_every_second", gaps, [](const auto& in) { return t::exp(in[0]); });
  add("strided/mul_column", [] { return std::vector<Tensor>{matrix(), t::randn({side, 1})}; }, [](const auto& in) { return in[0] * in[1]; });
}

void register_reductions() {
  const auto one = [] { return std::vector<Tensor>{matrix()}; };
  add("reduce/sum", one, [](const auto& in) { return in[0].sum(); });
  add("reduce/sum_rows", one, [](const auto& in) { return in[0].sum(1); });
  add("reduce/sum_columns", one, [](const auto& in) { return in[0].sum(0); });
  add("reduce/mean_rows", one, [](const auto& in) { return in[0].mean(1); });
  add("reduce/max", one, [](const auto& in) { return in[0].max(); });
  add("reduce/max_rows", one, [](const auto& in) { return std::get<0>(in[0].max(1)); });
  add("reduce/argmax_rows", one, [](const auto& in) { return in[0].argmax(1); });
  add("reduce/var", one, [](const auto& in) { return in[0].var(); });
  add("reduce/norm", one, [](const auto& in) { return in[0].norm(); });
  add("reduce/sum_transposed_rows", [] { return std::vector<Tensor>{matrix().transpose(0, 1)}; }, [](const auto& in) { return in[0].sum(1); });
  add("softmax/rows", one, [](const auto& in) { return t::softmax(in[0], 1); });
  add("softmax/columns", one, [](const auto& in) { return t::softmax(in[0], 0); });
  add("softmax/log_rows", one, [](const auto& in) { return t::log_softmax(in[0], 1); });
}

void register_order_and_index() {
  const auto one = [] { return std::vector<Tensor>{matrix()}; };
  const auto picked = [] { return std::vector<Tensor>{matrix(), indices({side, side}), indices({side})}; };
  add("scan/cumsum_rows", one, [](const auto& in) { return t::cumsum(in[0], 1); });
  add("scan/cumsum_columns", one, [](const auto& in) { return t::cumsum(in[0], 0); });
  add("order/sort_rows", one, [](const auto& in) { return std::get<0>(t::sort(in[0], 1)); });
  add("order/sort_columns", one, [](const auto& in) { return std::get<0>(t::sort(in[0], 0)); });
  add("order/topk_rows", one, [](const auto& in) { return std::get<0>(t::topk(in[0], 10, 1)); });
  add("index/gather_rows", picked, [](const auto& in) { return t::gather(in[0], 1, in[1]); });
  add("index/gather_columns", picked, [](const auto& in) { return t::gather(in[0], 0, in[1]); });
  add("index/select_rows", picked, [](const auto& in) { return t::index_select(in[0], 0, in[2]); });
  add("index/add_rows", picked, [](const auto& in) { return t::index_add(in[0], 0, in[2], in[0]); });
  add("index/add_columns", picked, [](const auto& in) { return t::index_add(in[0], 1, in[2], in[0]); });
  const auto halves = [] { return std::vector<Tensor>{t::randn({side / 2, side}), t::randn({side / 2, side}), t::randn({side, side / 2}), t::randn({side, side / 2})}; };
  add("join/cat_rows", halves, [](const auto& in) { return t::cat({in[0], in[1]}, 0); });
  add("join/cat_columns", halves, [](const auto& in) { return t::cat({in[2], in[3]}, 1); });
}
}  // namespace

int main(int argc, char** argv) {
  int threads = 1, kept = 1;
  for (int i = 1; i < argc; ++i) {
    if (std::strncmp(argv[i], "--threads=", 10) == 0) threads = std::atoi(argv[i] + 10);
    else if (std::strncmp(argv[i], "--turns=", 8) == 0) turns = std::atoi(argv[i] + 8);
    else argv[kept++] = argv[i];
  }
  argc = kept;
  if (threads < 1) return std::fprintf(stderr, "--threads takes a number from 1 on\n"), 2;
  if (turns < 0) return std::fprintf(stderr, "--turns takes a number from 0 on\n"), 2;
  by_the_clock = threads > 1;
  t::set_num_threads(threads);
  register_dispatch();
  register_elementwise();
  register_reductions();
  register_order_and_index();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
