// SPDX-License-Identifier: Apache-2.0
// Forked tasks and the settings of threads.
#include "engine/core/task.h"

#include <atomic>
#include <cstdlib>
#include <limits>
#include <thread>

#include "engine/autograd/grad_mode.h"
#include "engine/core/api_usage.h"
#include "engine/core/error.h"
#include "engine/core/pool.h"
#include "engine/ops/by_name.h"
#include "engine/ops/functions.h"
#include "support/test_main.h"

using namespace tl;

class TestTasks : public QObject {
  Q_OBJECT
 private slots:
  void a_forked_product_is_the_product() {
    manual_seed(1);
    const Tensor x = randn({64, 64}), w = randn({64, 64}).requires_grad_();
    const Future<Tensor> z = fork([&] { return matmul(x, w); });
    const Tensor y = matmul(w, x);
    (wait(z) + y).sum().backward();
    const Tensor g = w.grad().clone();
    w.mutable_grad().zero_();
    (matmul(x, w) + matmul(w, x)).sum().backward();
    QVERIFY(allclose(g, w.grad()));
    QVERIFY(z.completed());
  }
  void backward_of_several_tasks_adds_up_in_a_shared_leaf() {
    const Tensor w = ones({32}).requires_grad_();
    std::vector<Future<int>> tasks;
    for (int k = 0; k < 4; ++k)
      tasks.push_back(fork([&] {
        for (int n = 0; n < 50; ++n) (w * 2.0).sum().backward();
        return 0;
      }));
    for (const auto& t : tasks) t.wait();
    QVERIFY(equal(w.grad(), full({32}, 400.0)));  // whole numbers: exact in any order
  }
  void a_task_sees_its_callers_modes() {
    struct Info : DebugInfoBase {};
    const auto info = std::make_shared<Info>();
    const DebugInfoGuard debug(info);
    NoGradGuard guard;
    const auto seen = fork([] { return std::pair(GradMode::is_enabled(), getThreadLocalDebugInfo()); });
    QVERIFY(!seen.wait().first);
    QVERIFY(seen.wait().second == info);
  }
  void an_error_is_thrown_to_everyone_who_waits() {
    const auto f = fork([]() -> int { TL_THROW(value, "task", "it went wrong"); });
    for (int i = 0; i < 2; ++i) QVERIFY_THROWS_EXCEPTION(Error, f.wait());
  }
  void tasks_that_wait_for_tasks_do_not_lock_up() {
    // Far deeper than there are threads: each waits for the next.
    std::function<int(int)> depth = [&](int n) -> int {
      if (n == 0) return 0;
      const auto next = fork([&, n] { return depth(n - 1); });
      return 1 + next.wait();
    };
    QCOMPARE(depth(200), 200);
    std::vector<Future<int>> many;
    for (int i = 0; i < 500; ++i) many.push_back(fork([i] { return i; }));
    int sum = 0;
    for (const auto& f : many) sum += f.wait();
    QCOMPARE(sum, 499 * 500 / 2);
  }
  void the_number_of_interop_threads_cannot_change_later() {
    fork([] { return 1; }).wait();
    QVERIFY(get_num_interop_threads() >= 1);
    QVERIFY_THROWS_EXCEPTION(Error, set_num_interop_threads(3));
    QVERIFY_THROWS_EXCEPTION(Error, set_num_interop_threads(0));
  }
  void denormals_are_flushed_in_every_part() {
    const Tensor tiny = full({1 << 20}, static_cast<double>(std::numeric_limits<float>::min()));
    const int before = get_num_threads();
    const auto zeros_in = [&](int threads) {
      set_num_threads(threads);
      return (tiny * 0.5).eq(0).sum().item<int64_t>();
    };
    if (!set_flush_denormal(true)) QSKIP("this processor cannot flush denormals");
    for (const int threads : {1, 2, 4}) QCOMPARE(zeros_in(threads), int64_t{1} << 20);
    set_flush_denormal(false);
    for (const int threads : {4, 2, 1}) QCOMPARE(zeros_in(threads), int64_t{0});
    set_num_threads(before);
  }
  void what_decides_the_threads_is_told() {
    const std::string info = parallel_info();
    for (const char* part : {"compute threads", "TL_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"}) QVERIFY2(info.find(part) != std::string::npos, part);
    QCOMPARE(by_name::call("torch.__config__.parallel_info", {}).to_string(), info);
  }
};
TL_TEST_CLASS(TestTasks)
#include "test_tasks.moc"
