// SPDX-License-Identifier: Apache-2.0
// The tensor handle: factories, views, indexing, conversions, printing, memory, and random numbers equal to the reference's.
#include <set>

#include "engine/core/allocator.h"
#include "engine/core/describe.h"
#include "engine/core/error.h"
#include "engine/core/generator.h"
#include "engine/core/pool.h"
#include "engine/core/random_context.h"
#include "engine/ops/functions.h"
#include "engine/ops/index.h"
#include "support/expect.h"
#include "support/test_main.h"

#include <atomic>
#include <numeric>

using namespace tl;
using test::message_of;
using namespace tl::indexing;

namespace {
bool near(const Tensor& t, std::vector<double> want, double tolerance) {
  return allclose(t.to(kDouble), tensor(want, kDouble), 0, tolerance);
}
}  // namespace

class TestTensor : public QObject {
  Q_OBJECT
 private slots:
  void literals_decide_the_type() {
    QCOMPARE(tensor({1, 2}).dtype(), kLong);
    QCOMPARE(tensor({1.5, 2.0}).dtype(), kFloat);
    QCOMPARE(tensor({true, false}).dtype(), kBool);
    QVERIFY(tensor({{1, 2, 3}, {4, 5, 6}}).sizes() == IntArrayRef({2, 3}));
    QVERIFY(message_of([] { tensor({{1, 2}, {3}}); }).contains("different lengths"));
  }
  void undefined_tensor_says_so() {
    Tensor t;
    QVERIFY(!t.defined());
    QVERIFY(message_of([&] { t.sizes(); }).contains("undefined tensor"));
  }
  void wrong_element_type_is_refused() { QVERIFY(message_of([] { zeros({2}).data_ptr<double>(); }).contains("float64 but found float32")); }
  void views_share_memory() {
    Tensor t = arange(12).view({3, 4});
    Tensor col = t.select(1, 2);
    col.fill_(-1);
    QCOMPARE(t.index({1, 2}).item<int64_t>(), int64_t{-1});
    QVERIFY(t.transpose(0, 1).storage() == t.storage());
    QVERIFY(!t.transpose(0, 1).is_contiguous());
    QVERIFY(t.transpose(0, 1).contiguous().equal(t.t()));
    QVERIFY(message_of([&] { t.transpose(0, 1).view({12}); }).contains("use reshape"));
    QVERIFY(t.reshape({2, -1}).sizes() == IntArrayRef({2, 6}));
  }
  void bracket_indexing() {
    const Tensor t = arange(24).view({2, 3, 4});
    QVERIFY(t.index({1, Slice(0, 3, 2), "..."}).equal(tensor({{12, 13, 14, 15}, {20, 21, 22, 23}})));
    QVERIFY(t.index({None, 0}).sizes() == IntArrayRef({1, 3, 4}));
    QVERIFY(t.index({Ellipsis, -1}).equal(tensor({{3, 7, 11}, {15, 19, 23}})));
    QVERIFY(t.index({tensor({1, 0}), tensor({2, 0})}).equal(tensor({{20, 21, 22, 23}, {0, 1, 2, 3}})));
    QVERIFY(t.index({t > 20}).equal(tensor({21, 22, 23})));
    QVERIFY(t.index({Slice(), tensor({0, 2})}).sizes() == IntArrayRef({2, 2, 4}));
    Tensor w = zeros({3, 3});
    w.index_put_({tensor({0, 2}), tensor({1, 1})}, tensor({5.f, 6.f}));
    w.index_put_({1}, 9);
    QVERIFY(w.equal(tensor({{0.f, 5.f, 0.f}, {9.f, 9.f, 9.f}, {0.f, 6.f, 0.f}})));
    QVERIFY(message_of([&] { t.index({5}); }).contains("out of range"));
    QVERIFY(message_of([&] { t.index({tensor({7})}); }).contains("out of bounds"));
    QVERIFY(message_of([&] { t.index({0, 0, 0, 0}); }).contains("too many indices"));
    QVERIFY(message_of([] { Slice(0, 1, 0); }).contains("greater than zero"));
  }
  void conversions() {
    QVERIFY(tensor({1.9, -1.9}).to(kInt).equal(tensor({1, -1}, kInt)));
    QVERIFY(tensor({0.0, 2.0}).to(kBool).equal(tensor({false, true})));
    QVERIFY(tensor({300}).to(kByte).equal(tensor({44}, kByte)));
    QVERIFY(message_of([] { Tensor t = zeros({2}, kInt); t.add_(tensor({0.5, 0.5})); }).contains("cannot be cast"));
    QVERIFY(message_of([] { zeros({2}).to(Device("cuda")); }).contains("not available"));
    QVERIFY(message_of([] { Device("gpu"); }).contains("unknown device"));
  }
  void meta_tensors_have_shapes_without_memory() {
    const int64_t before = memory_stats().allocated;
    const Tensor t = empty({1 << 20, 1 << 20}, TensorOptions(kMeta));
    QVERIFY((t + 1).sum(0).sizes() == IntArrayRef({1 << 20}));
    QCOMPARE(memory_stats().allocated, before);
    QVERIFY(message_of([&] { t.data_ptr(); }).contains("no data"));
  }
  void large_blocks_begin_at_different_lines() {
    // Operands at one address modulo a large page would share the sets of the caches.
    std::vector<Tensor> blocks;
    std::set<uintptr_t> places;
    for (int i = 0; i < 8; ++i) {
      blocks.push_back(full({5 << 20}, 3));
      places.insert(reinterpret_cast<uintptr_t>(blocks.back().data_ptr()) % (2 << 20));
    }
    QCOMPARE(places.size(), size_t{8});
    for (const Tensor& t : blocks) QCOMPARE(t.sum().item<float>(), 3.0f * (5 << 20));
    blocks.clear();
    empty_cache();
    QCOMPARE(memory_stats().cached, int64_t{0});
    QCOMPARE(full({5 << 20}, 1).sum().item<float>(), 1.0f * (5 << 20));
  }
  void memory_is_counted_and_reused() {
    const auto before = memory_stats();
    { Tensor t = empty({1000, 1000}); QCOMPARE(memory_stats().allocated >= before.allocated + 4'000'000, true); }
    QCOMPARE(memory_stats().allocated, before.allocated);
    const auto system = memory_stats().system_allocations;
    { Tensor t = empty({1000, 1000}); }
#ifdef TL_SANITIZE  // there nothing is kept, so that the sanitizer sees each use after release
    QCOMPARE(memory_stats().system_allocations, system + 1);
#else
    QCOMPARE(memory_stats().system_allocations, system);
#endif
    QVERIFY(message_of([] { empty({1 << 30, 1 << 30}); }).size() > 0);
    for (const int64_t n : {0, 1, 63, 64, 65, 1000, 4097, 70000, 1 << 20, (4 << 20) - 1, 4 << 20, (4 << 20) + 1, 20'000'000}) {
      void* p = cpu_allocate(static_cast<size_t>(n));
      QCOMPARE(reinterpret_cast<uintptr_t>(p) % 64, uintptr_t{0});
      cpu_free(p, static_cast<size_t>(n));
    }
  }
  void random_numbers_equal_the_reference() {
    manual_seed(0);
    QVERIFY(near(rand({10}), {0.4963, 0.7682, 0.0885, 0.1320, 0.3074, 0.6341, 0.4901, 0.8964, 0.4556, 0.6323}, 5.1e-5));
    manual_seed(0);
    QVERIFY(near(randn({10}), {1.5410, -0.2934, -2.1788, 0.5684, -1.0845, -1.3986, 0.4033, 0.8380, -0.7193, -0.4033}, 5.1e-5));
    manual_seed(7);
    const Tensor a = randn({1000}), b = randint(6, {1000}), c = randperm(100);
    manual_seed(7);
    QVERIFY(a.equal(randn({1000})) && b.equal(randint(6, {1000})) && c.equal(randperm(100)));
    QVERIFY(std::abs(a.mean().item<double>()) < 0.15 && std::abs(a.std().item<double>() - 1) < 0.12);
    QCOMPARE(c.sum().item<int64_t>(), int64_t{4950});
  }
  void dropout_in_a_step_is_a_pure_function() {
    const Tensor x = ones({4000});
    const auto draw = [&](uint64_t seed, uint64_t step, uint64_t scope) {
      RandomContext context(seed, step, 0);
      RandomScope inside(scope);
      return dropout(x, 0.25, true);
    };
    QVERIFY(draw(1, 2, 3).equal(draw(1, 2, 3)));
    QVERIFY(!draw(1, 2, 3).equal(draw(1, 3, 3)));
    QVERIFY(!draw(1, 2, 3).equal(draw(1, 2, 4)));
    QVERIFY(!draw(1, 2, 3).equal(draw(2, 2, 3)));
    const double zeros = (draw(1, 2, 3) == 0).to(kFloat).mean().item<double>();
    QVERIFY2(std::abs(zeros - 0.25) < 0.035, std::to_string(zeros).c_str());
    RandomContext context(5, 1, 0);
    Tensor leaf = ones({100}).requires_grad_();
    Tensor y = dropout(leaf, 0.5, true);
    y.sum().backward();
    QVERIFY(leaf.grad().equal(y.detach()));  // the same mask, recomputed
  }
  void pool_runs_each_part_once_and_carries_errors() {
    const int before = get_num_threads();
    set_num_threads(4);
    std::vector<std::atomic<int>> hits(97);
    parallel_parts(97, [&](int p) { ++hits[static_cast<size_t>(p)]; });
    for (auto& h : hits) QCOMPARE(h.load(), 1);
    QVERIFY(message_of([] { parallel_parts(8, [](int p) { if (p == 5) TL_THROW(value, "part", "five"); }); }).contains("five"));
    set_num_threads(before);
  }
  void values_of_different_types_do_not_share_a_kernel() {
    Tensor t = zeros({3}, kInt);
    t.fill_(2);
    t.fill_(false);
    QVERIFY(t.equal(zeros({3}, kInt)));
    t.fill_(true);
    t.fill_(3);
    QVERIFY(t.equal(full({3}, 3, kInt)));
  }
  void writing_to_elements_that_share_memory_is_refused() {
    Tensor t = zeros({1}).expand({4});
    QVERIFY(message_of([&] { t.add_(1); }).contains("single memory location"));
  }
  void integer_division_by_zero_is_an_error() {
    QVERIFY(message_of([] { remainder(tensor({1}), tensor({0})); }).contains("division by zero"));
    QVERIFY(message_of([] { fmod(tensor({1}), tensor({0})); }).contains("division by zero"));
    QVERIFY(std::isnan(remainder(tensor({1.0f}), tensor({0.0f})).item<float>()));
  }
  void printing() {
    QCOMPARE(QString::fromStdString(tensor({{1.f, 2.5f}, {-3.f, 0.f}}).toString()), QString("[[1.0000, 2.5000],\n [-3.0000, 0.0000]]\n[ [2, 2] float32 ]"));
    QCOMPARE(QString::fromStdString(Tensor().toString()), QString("[ Tensor (undefined) ]"));
  }
};
TL_TEST_CLASS(TestTensor)
#include "test_tensor.moc"
