// SPDX-License-Identifier: Apache-2.0
// Rehearsing: the same way through the engine, counted to the byte as the allocator would, and nothing computed.
#include <cstring>
#include <thread>

#include "engine/core/allocator.h"
#include "engine/core/error.h"
#include "engine/core/rehearsal.h"
#include "engine/nn/modules/conv.h"
#include "engine/nn/modules/linear.h"
#include "engine/ops/functions.h"
#include "engine/optim/adam.h"
#include "support/test_main.h"

using namespace tl;

namespace {

/// Two steps of a small network; the peak of whoever counts.
template <class Peak>
int64_t two_steps(Peak peak) {
  nn::Conv2d conv(nn::Conv2dOptions(3, 8, 3).padding(1));
  nn::Linear fc(8 * 12 * 12, 5);
  std::vector<Tensor> parameters = conv->parameters();
  for (const Tensor& p : fc->parameters()) parameters.push_back(p);
  optim::Adam adam(parameters, optim::AdamOptions(0.01));
  for (int i = 0; i < 2; ++i) {
    const Tensor x = zeros({16, 3, 12, 12});
    const Tensor y = relu(conv->forward(x)).flatten(1);
    const Tensor loss = (fc->forward(y) * fc->forward(y)).mean();
    adam.zero_grad();
    loss.backward();
    adam.step();
  }
  return peak();
}

}  // namespace

class TestRehearsal : public QObject {
  Q_OBJECT
 private slots:
  void it_counts_what_the_allocator_would() {
    two_steps([] { return 0; });  // what is made once and kept
    const int64_t before = memory_stats().allocated;
    reset_peak_memory();
    const int64_t real = two_steps([] { return memory_stats().peak; }) - before;
    const Rehearsal rehearsal;
    const int64_t rehearsed = two_steps([&] { return rehearsal.meter().peak; });
    QCOMPARE(rehearsed, real);
    QVERIFY(rehearsal.meter().kernels > 20 && rehearsal.meter().moved > 16 * 8 * 12 * 12 * 4);
    QVERIFY(rehearsal.meter().allocated < rehearsed / 4);  // all but what thread and operators keep is given back
  }

  void nothing_is_computed_and_results_read_as_zeros() {
    const Tensor a = ones({40, 40}), b = ones({2, 2});
    const Rehearsal rehearsal;
    const Tensor product = matmul(a, a), small = b + b;
    QCOMPARE(product.sizes(), a.sizes());
    QCOMPARE(product.sum().item<double>(), 0.0);
    QCOMPARE(small.data_ptr<float>()[3], 0.f);
    QCOMPARE(a.data_ptr<float>()[7], 1.f);  // what was there before stays
    QCOMPARE(rand({100}).data_ptr<float>()[99], 0.f);
    QVERIFY_THROWS_EXCEPTION(Error, matmul(a, b));  // shapes are checked as always
  }

  void it_is_its_threads_own() {
    const Rehearsal rehearsal;
    double sum = 0;
    std::thread([&] { sum = ones({100}).sum().item<double>(); }).join();
    QCOMPARE(sum, 100.0);
    QVERIFY_THROWS_EXCEPTION(Error, Rehearsal());
  }

  void tensors_may_outlive_it_and_be_freed_elsewhere() {
    Tensor kept, other;
    {
      const Rehearsal rehearsal;
      kept = empty({1000, 1000}), other = empty({3});
      QCOMPARE(rehearsal.meter().allocated, static_cast<int64_t>(allocated_size(4'000'000) + allocated_size(12)));
    }
    const int64_t before = memory_stats().allocated;
    std::thread([&] { kept.reset(); }).join();
    other.reset();
    QCOMPARE(memory_stats().allocated, before);
    QCOMPARE(ones({10}).sum().item<double>(), 10.0);
  }

  void sizes_beyond_all_memory_are_refused_in_words() {
    const Rehearsal rehearsal;
    const Tensor large = empty({int64_t{1} << 36});  // 256 GiB of addresses
    QCOMPARE(large.data_ptr<float>()[int64_t{1} << 35], 0.f);
    QVERIFY_THROWS_EXCEPTION(OutOfMemoryError, empty({int64_t{1} << 44}));
  }
};

TL_TEST_CLASS(TestRehearsal)
#include "test_rehearsal.moc"
