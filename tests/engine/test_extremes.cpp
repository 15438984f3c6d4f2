// SPDX-License-Identifier: Apache-2.0
// Numbers at the edge of 64 bits: sizes, steps and strides whose products have no number are refused in words or mean what they say;
// none of them reads or writes outside its tensor.
#include <limits>

#include "engine/ops/functions.h"
#include "engine/ops/nn.h"
#include "engine/ops/special.h"
#include "engine/ops/spectral.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace tl;

namespace {
constexpr int64_t most = std::numeric_limits<int64_t>::max(), least = std::numeric_limits<int64_t>::min();
}

class TestExtremes : public QObject {
  Q_OBJECT
 private slots:
  void undefined_tensors_are_named() {
    for (const auto& call : std::vector<std::function<void()>>{[] { eq(Tensor(), Scalar(1)); }, [] { add(ones({2}), Tensor()); }, [] { add(Tensor(), ones({2})); }, [] { exp(Tensor()); }})
      QVERIFY_THROWS_EXCEPTION(Error, call());
  }
  void strides_whose_reach_overflows() {
    const Tensor x = arange(6);
    QVERIFY_THROWS_EXCEPTION(Error, (void)x.as_strided({2, 2}, {most, int64_t{1} << 32}));
    QVERIFY_THROWS_EXCEPTION(Error, (void)x.as_strided({3, 2}, {most / 2 + 1, 1}));
    QCOMPARE(x.as_strided({1, 2}, {most, 2}).sum().item<int64_t>(), int64_t{2});  // a stride that is never walked may be anything
    QCOMPARE(x.as_strided({0, 2}, {most, most}).numel(), int64_t{0});
  }
  void whole_numbers_go_round_at_their_end() {
    const int32_t end = std::numeric_limits<int32_t>::max(), start = std::numeric_limits<int32_t>::min();
    const Tensor ones_at = zeros({2}, kLong), ends = full({2}, end, kInt), starts = full({2}, start, kInt);
    QCOMPARE(zeros({1}, kInt).index_add(0, ones_at, starts).item<int32_t>(), 0);
    QCOMPARE(zeros({1}, kInt).index_add(0, ones_at, ends).item<int32_t>(), -2);
    QCOMPARE(zeros({1}, kInt).scatter_add(0, ones_at, starts).item<int32_t>(), 0);
    QCOMPARE(full({1}, most, kLong).index_add(0, ones_at, full({2}, most, kLong)).item<int64_t>(), most - 2);
    QCOMPARE(nll_loss(full({1, 2}, start, kInt), zeros({1}, kLong)).item<int32_t>(), start);
  }
  void borders_beyond_all_memory() {
    const Tensor x = arange(3, kDouble);
    for (const char* mode : {"circular", "replicate"})
      for (const int64_t after : {most, most - 4, int64_t{1} << 50}) QVERIFY_THROWS_EXCEPTION(Error, (void)pad(x, {3, after}, mode));
    QVERIFY_THROWS_EXCEPTION(Error, (void)pad(x, {least, most}, "circular"));
    QVERIFY_THROWS_EXCEPTION(Error, (void)pad(x, {-2, -2}, "replicate"));
    QCOMPARE(pad(x, {-2, -1}, "replicate").size(0), int64_t{0});
    QVERIFY(equal(pad(x, {1, 2}, "circular"), tensor({2.0, 0.0, 1.0, 2.0, 0.0, 1.0}, kDouble)));
    QVERIFY(equal(pad(x, {-1, 1}, "replicate"), tensor({1.0, 2.0, 2.0}, kDouble)));
  }
  void pieces_of_nothing_far_away() {
    const int64_t far = int64_t{1} << 32;
    const Tensor none = constant_pad_nd(zeros({0, 3, 1, 1}), {far, 4, far, 1}, 1);
    QVERIFY(none.sizes() == IntArrayRef({0, 3, far + 2, far + 5}));
    QCOMPARE(none.select(2, far + 1).slice(2, far).numel(), int64_t{0});
  }
  void steps_beyond_the_end() {
    const Tensor x = arange(6).reshape({3, 2});
    QVERIFY(equal(slice(x, 0, 1, {}, most), tensor({2, 3}).reshape({1, 2})));
    QVERIFY(equal(slice(x, 1, {}, {}, most), tensor({0, 2, 4}).reshape({3, 1})));
    QCOMPARE(slice(x, 0, 2, 1, most).size(0), int64_t{0});
    QVERIFY(equal(x.unfold(0, 2, most), tensor({0, 2, 1, 3}).reshape({1, 2, 2})));
    QVERIFY_THROWS_EXCEPTION(Error, (void)narrow(x, 0, 1, most));
    QVERIFY_THROWS_EXCEPTION(Error, (void)narrow(x, 0, least, 1));
  }
  void windows_far_larger_than_the_input() {
    const Tensor x = arange(4).to(kFloat).reshape({1, 1, 2, 2});
    QVERIFY_THROWS_EXCEPTION(Error, (void)max_pool2d(x, most));
    QVERIFY_THROWS_EXCEPTION(Error, (void)max_pool2d(x, 1 << 30));
    const Tensor one = max_pool2d(x, 1 << 30, {}, 1, 1, true);  // ceil_mode keeps the one window that starts in the padding
    QCOMPARE(one.numel(), int64_t{1});
    QCOMPARE(one.item<float>(), 3.f);
    // Dilation jumps over what the window does not touch, also from within the padding.
    const Tensor row = arange(8).to(kFloat).reshape({1, 1, 1, 8});
    QVERIFY(equal(max_pool2d(row, {1, 3}, {1, 2}, {0, 1}, {1, 3}), tensor({5.f, 7.f}).reshape({1, 1, 1, 2})));
  }
  void dimensions_of_a_scalar() {
    const Tensor x = scalar_tensor(2.5);
    QVERIFY_THROWS_EXCEPTION(Error, (void)x.size(0));
    QVERIFY_THROWS_EXCEPTION(Error, (void)x.stride(-1));
    QCOMPARE(index_fill(x, 0, tensor({0}), 4).item<double>(), 4.0);
    QCOMPARE(index_copy(x, 0, tensor({0}), scalar_tensor(7.0)).item<double>(), 7.0);
    QVERIFY_THROWS_EXCEPTION(Error, (void)index_fill(x, 0, tensor({2}), 4));
  }
  void sizes_that_cannot_be_counted() {
    const Tensor x = ones({2, 3});
    QVERIFY_THROWS_EXCEPTION(Error, (void)x.reshape({4, most, -3}));
    QVERIFY_THROWS_EXCEPTION(Error, (void)x.reshape({most, 2, 4}));
    QVERIFY_THROWS_EXCEPTION(Error, (void)constant_pad_nd(x, {-3, least}, 0));
    QVERIFY_THROWS_EXCEPTION(Error, (void)constant_pad_nd(x, {4, most}, 0));
    QVERIFY_THROWS_EXCEPTION(Error, (void)diag_embed(x, most));
    QVERIFY_THROWS_EXCEPTION(Error, (void)repeat(x, {most, 4}));
    QVERIFY_THROWS_EXCEPTION(Error, (void)repeat(x, {-1, 2}));
    QVERIFY_THROWS_EXCEPTION(Error, (void)manual::fft(x, most));
    QCOMPARE(repeat(x, {0, 2}).numel(), int64_t{0});
  }
  void counts_that_would_never_end() { QVERIFY_THROWS_EXCEPTION(Error, (void)mvlgamma(ones({2}), most)); }
};

TL_TEST_CLASS(TestExtremes)
#include "test_extremes.moc"
