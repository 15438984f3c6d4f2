// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <ctime>
#include <mutex>

#include "engine/autograd/grad_mode.h"
#include "engine/core/pool.h"
#include "engine/ops/functions.h"
#include "nodes/forecast.h"

namespace tl::nodes {

namespace {

/// Seconds; with one thread those that the processor gave to it, so that others who compute beside us count for nothing.
double now() {
  if (get_num_threads() > 1) return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

/// The quickest of a few tries: what disturbs only ever slows down.
template <class F>
double quickest(int tries, F&& work) {
  double best = 1e9;
  for (int i = 0; i < tries; ++i) {
    const double start = now();
    work();
    best = std::min(best, now() - start);
  }
  return std::max(best, 1e-9);
}

MachineSpeed measure() {
  const NoGradGuard no_grad;
  MachineSpeed speed;
  constexpr int64_t n = 320, many = int64_t{2} << 20;
  const Tensor a = ones({n, n}), b = ones({n, n});
  speed.flops = 2.0 * n * n * n / quickest(6, [&] { matmul(a, b); });
  {
    // As in small networks for images: few channels, so that moving counts as much as computing.
    const AutoGradMode with_gradients(true);
    const Tensor images = ones({32, 8, 20, 20}).requires_grad_(), filters = ones({16, 8, 3, 3}).requires_grad_();
    const double passes = 3.0 * 2 * 32 * 16 * 18 * 18 * 8 * 9;
    speed.convolution_flops = passes / quickest(6, [&] { conv2d(images, filters).sum().backward(); });
  }
  const Tensor x = ones({many}), y = ones({many});
  speed.bytes = 3.0 * 4 * many / quickest(6, [&] { x + y; });
  const Tensor small = ones({64, 2}), other = ones({2, 64});
  constexpr int calls = 200;
  speed.kernel_seconds = quickest(4, [&] {
    for (int i = 0; i < calls; ++i) matmul(small, other);
  }) / calls;
  return speed;
}

}  // namespace

MachineSpeed machine_speed() {
  static std::mutex mutex;
  static int threads = 0;
  static MachineSpeed known;
  const std::lock_guard lock(mutex);
  if (threads != get_num_threads()) known = measure(), threads = get_num_threads();
  return known;
}

}  // namespace tl::nodes
