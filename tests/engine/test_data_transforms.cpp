// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numeric>
#include <set>

#include "engine/data/transforms.h"
#include "support/expect.h"
#include "support/test_main.h"

using tl::Value;
using tl::test::error_of;
using tl::test::has;

class TestDataTransforms : public QObject {
  Q_OBJECT

  static tl::Tensor counting(const tl::DimVector& sizes) {
    tl::Tensor t = tl::empty_tensor(sizes, tl::kFloat);
    std::iota(t.data_ptr<float>(), t.data_ptr<float>() + t.numel(), 1.0f);
    return t;
  }
  static std::vector<float> run(const char* name, Value::Dict options, const tl::Tensor& x, tl::data::SampleRandom random = {}) {
    const auto out = tl::data::find_transform(name)->make(Value(options))->apply({x}, random)[0];
    return {out.data_ptr<float>(), out.data_ptr<float>() + out.numel()};
  }

 private slots:
  void flips() {
    const auto x = counting({2, 2, 3});
    QVERIFY((run("RandomHorizontalFlip", {{"p", 1.0}}, x) == std::vector<float>{3, 2, 1, 6, 5, 4, 9, 8, 7, 12, 11, 10}));
    QVERIFY((run("RandomVerticalFlip", {{"p", 1.0}}, x) == std::vector<float>{4, 5, 6, 1, 2, 3, 10, 11, 12, 7, 8, 9}));
    QVERIFY((run("RandomHorizontalFlip", {{"p", 0.0}}, x) == std::vector<float>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}));
  }
  void crop_shifts_and_fills_with_zeros() {
    const auto x = counting({1, 3, 3});
    std::set<std::vector<float>> seen;
    for (uint64_t i = 0; i < 400; ++i) {
      const auto y = run("RandomCrop", {{"padding", 1}}, x, {1, 0, i, 5});
      seen.insert(y);
      // Whatever is not zero stands where one shift of the whole image puts it.
      int down = 9, right = 9;
      for (int r = 0; r < 3; ++r)
        for (int c = 0; c < 3; ++c)
          if (const auto v = static_cast<int>(y[static_cast<size_t>(3 * r + c)]); v > 0) {
            const int dr = (v - 1) / 3 - r, dc = (v - 1) % 3 - c;
            if (down == 9) down = dr, right = dc;
            QVERIFY(dr == down && dc == right && std::abs(dr) <= 1 && std::abs(dc) <= 1);
          }
      QCOMPARE(std::count(y.begin(), y.end(), 0.0f), 9 - (3 - std::abs(down)) * (3 - std::abs(right)));
    }
    QCOMPARE(seen.size(), size_t(9));
    for (int i = 0; i < 50; ++i)
      run("RandomCrop", {{"padding", 7}}, x, {1, 0, static_cast<uint64_t>(i), 5});  // further than the image is wide
  }
  void normalize_scale_cast() {
    const auto x = counting({2, 1, 2});
    QVERIFY((run("Normalize", {{"mean", "1, 2"}, {"std", "0.5,2"}}, x) == std::vector<float>{0, 2, 0.5, 1}));
    QVERIFY((run("Normalize", {{"mean", "1"}, {"std", "2"}}, x) == std::vector<float>{0, 0.5, 1, 1.5}));
    QVERIFY((run("Scale", {{"factor", 2.0}, {"offset", -1.0}}, x) == std::vector<float>{1, 3, 5, 7}));
    const auto cast = tl::data::find_transform("Cast")->make(Value(Value::Dict{{"dtype", "int64"}}));
    QCOMPARE(cast->apply({x}, {})[0].data_ptr<int64_t>()[3], int64_t(4));
    QVERIFY(cast->infer({{"x", {2}, tl::kFloat}})[0].dtype == tl::kLong);
  }
  void misuse_is_refused() {
    const auto infer = [](const char* name, Value::Dict options, tl::DimVector sizes, tl::ScalarType t = tl::kFloat) {
      return error_of([&] { tl::data::find_transform(name)->make(Value(options))->infer({{"x", sizes, t}}); });
    };
    QVERIFY(has(infer("RandomCrop", {}, {4}), "shape|RandomCrop: needs an image C×H×W, got [4]"));
    QVERIFY(has(infer("Normalize", {{"mean", "1,2,3"}}, {1, 4, 4}), "option 'mean' has 3 numbers for an input of 1 channels"));
    QVERIFY(has(infer("Normalize", {{"mean", "1,x"}}, {1, 4, 4}), "option 'mean': 'x' is not a number"));
    QVERIFY(has(infer("Normalize", {{"std", "0"}}, {1, 4, 4}), "option 'std' must be above 0"));
    QVERIFY(has(infer("Scale", {}, {4}, tl::kLong), "needs float32 values, got int64"));
    QVERIFY(infer("RandomHorizontalFlip", {{"p", 2.0}}, {1, 2, 2}) != "accepted");
    QVERIFY(infer("RandomHorizontalFlip", {{"q", 1.0}}, {1, 2, 2}) != "accepted");
    QVERIFY(tl::data::find_transform("Blur") == nullptr);
  }
  void random_numbers_depend_on_what_they_are_for() {
    const tl::data::SampleRandom a{1, 2, 3, 4};
    QCOMPARE(a.uniform(0), tl::data::SampleRandom(a).uniform(0));
    std::set<double> values{a.uniform(0), a.uniform(1)};
    for (const auto& other : {tl::data::SampleRandom{9, 2, 3, 4}, {1, 9, 3, 4}, {1, 2, 9, 4}, {1, 2, 3, 9}})
      values.insert(other.uniform(0));
    QCOMPARE(values.size(), size_t(6));
    double sum = 0;
    for (uint64_t i = 0; i < 10000; ++i) sum += tl::data::SampleRandom{1, 2, i, 4}.uniform(0);
    QVERIFY(std::abs(sum / 10000 - 0.5) < 0.015);  // five standard deviations
  }
};

TL_TEST_CLASS(TestDataTransforms)
#include "test_data_transforms.moc"
