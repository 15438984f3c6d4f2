// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <chrono>
#include <cstring>
#include <set>
#include <thread>

#include "engine/data/loader.h"
#include "engine/data/transforms.h"
#include "support/expect.h"
#include "support/test_main.h"

using tl::test::error_of;
using tl::test::has;

namespace {
/// Sample i is a 1×2×3 image that counts up from 10·i, with i as label.
class Counting final : public tl::data::Source {
 public:
  Counting(int64_t n, int delay_us = 0, int64_t broken = -1) : n_(n), delay_(delay_us), broken_(broken) {}
  int64_t size() const override { return n_; }
  const std::vector<tl::data::FieldSpec>& fields() const override { return fields_; }
  tl::data::Sample get(int64_t i) const override {
    ++fetched;
    if (i == broken_) throw tl::Error(tl::ErrorCategory::input, "read data", "'photo.png' is damaged");
    if (delay_) std::this_thread::sleep_for(std::chrono::microseconds(delay_ * (1 + i % 3)));
    tl::Tensor image = tl::empty_tensor({1, 2, 3}, tl::kFloat), label = tl::empty_tensor({}, tl::kLong);
    for (int k = 0; k < 6; ++k) image.data_ptr<float>()[k] = static_cast<float>(10 * i + k);
    *label.data_ptr<int64_t>() = i;
    return {image, label};
  }
  mutable std::atomic<int> fetched{0};

 private:
  int64_t n_;
  int delay_;
  int64_t broken_;
  std::vector<tl::data::FieldSpec> fields_{{"images", {1, 2, 3}, tl::kFloat}, {"labels", {}, tl::kLong}};
};

tl::data::DataPlan plan_for(std::shared_ptr<tl::data::Source> source, int64_t batch) {
  tl::data::DataPlan plan;
  plan.source = std::move(source);
  plan.slot_count = 3;
  plan.steps = {{tl::data::find_transform("RandomHorizontalFlip")->make({}), {0}, {2}, 77, true}};
  plan.batch = {{"images", 2}, {"labels", 1}};
  plan.batch_size = batch;
  plan.shuffle = true;
  return plan;
}

/// Everything of the epochs, as bytes that can be compared.
std::vector<std::vector<float>> drain(tl::data::Loader& loader, int64_t epochs, int64_t position = 0) {
  std::vector<std::vector<float>> all;
  for (int64_t e = 0; e < epochs; ++e) {
    loader.start(e, e == 0 ? position : 0);
    while (auto batch = loader.next()) {
      const auto& x = batch->fields.at("images");
      all.emplace_back(x.data_ptr<float>(), x.data_ptr<float>() + x.numel());
    }
  }
  return all;
}
}  // namespace

class TestDataLoader : public QObject {
  Q_OBJECT
 private slots:
  void every_sample_once_in_batches() {
    tl::data::Loader loader(plan_for(std::make_shared<Counting>(10), 4), {3, true, 2, 4});
    loader.start(0);
    QCOMPARE(loader.batches_per_epoch(), int64_t(3));
    std::multiset<int64_t> seen;
    std::vector<int64_t> sizes;
    while (auto b = loader.next()) {
      sizes.push_back(b->samples);
      QVERIFY((b->fields["images"].sizes() == tl::DimVector{b->samples, 1, 2, 3}));
      for (int64_t i = 0; i < b->samples; ++i) {
        seen.insert(b->fields["labels"].data_ptr<int64_t>()[i]);
        QCOMPARE(b->fields["labels"].data_ptr<int64_t>()[i], b->indices[static_cast<size_t>(i)]);
      }
    }
    QVERIFY((sizes == std::vector<int64_t>{4, 4, 2}));
    QVERIFY((seen == std::multiset<int64_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
  }
  void drop_last() {
    auto plan = plan_for(std::make_shared<Counting>(10), 4);
    plan.drop_last = true;
    tl::data::Loader loader(plan, {3, true, 1, 4});
    QCOMPARE(drain(loader, 2).size(), size_t(4));
    QCOMPARE(loader.samples_per_epoch(), int64_t(8));
  }
  void workers_change_nothing() {
    const auto source = std::make_shared<Counting>(101, 50);
    tl::data::Loader reference(plan_for(source, 7), {9, true, 0, 1});
    const auto expected = drain(reference, 3);
    for (const int workers : {1, 2, 5}) {
      tl::data::Loader loader(plan_for(source, 7), {9, true, workers, 3});
      QVERIFY(drain(loader, 3) == expected);
    }
    tl::data::Loader other(plan_for(source, 7), {10, true, 2, 3});
    QVERIFY(drain(other, 3) != expected);
  }
  void an_epoch_can_be_entered_anywhere() {
    const auto source = std::make_shared<Counting>(50);
    tl::data::Loader whole(plan_for(source, 8), {4, true, 2, 4}), part(plan_for(source, 8), {4, true, 2, 4});
    auto expected = drain(whole, 1);
    expected.erase(expected.begin(), expected.begin() + 3);
    QVERIFY(drain(part, 1, 24) == expected);
    QVERIFY(has(error_of([&] { part.start(0, 5); }), "a multiple of the batch size 8, not at 5"));
  }
  void restarting_drops_what_was_under_way() {
    tl::data::Loader loader(plan_for(std::make_shared<Counting>(100, 20), 4), {4, true, 2, 4});
    tl::data::Loader fresh(plan_for(std::make_shared<Counting>(100), 4), {4, true, 0, 1});
    for (int i = 0; i < 20; ++i) {
      loader.start(i);
      fresh.start(i);
      for (int k = 0; k < i % 5; ++k) QVERIFY(loader.next()->indices == fresh.next()->indices);
    }
  }
  void augmentation_only_in_training() {
    const auto source = std::make_shared<Counting>(64);
    auto plan = plan_for(source, 64);
    const auto flipped = [&](bool training) {
      const auto b = tl::data::make_batch(plan, tl::data::epoch_order(64, false, 0, 0), 1, 0, training);
      int count = 0;
      for (int64_t i = 0; i < 64; ++i) count += b.fields.at("images").data_ptr<float>()[6 * i] != static_cast<float>(10 * i);
      return count;
    };
    QCOMPARE(flipped(false), 0);
    QVERIFY(flipped(true) > 16 && flipped(true) < 48);
  }
  void a_worker_error_reaches_the_caller_in_order() {
    auto plan = plan_for(std::make_shared<Counting>(20, 0, 9), 4);
    plan.shuffle = false;
    tl::data::Loader loader(plan, {0, true, 3, 8});
    loader.start(0);
    QVERIFY(loader.next() && loader.next());
    QVERIFY(has(error_of([&] { loader.next(); }), "input|sample 9: read data: 'photo.png' is damaged"));
    QCOMPARE(loader.next()->indices[0], int64_t(12));
  }
  void prefetch_is_bounded() {
    const auto source = std::make_shared<Counting>(1000);
    tl::data::Loader loader(plan_for(source, 10), {0, true, 2, 3});
    loader.start(0);
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    QVERIFY(source->fetched <= 30);
    loader.next();
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    QCOMPARE(source->fetched.load(), 40);
  }
  void shutdown_is_prompt_and_waiting_is_measured() {
    const auto begin = std::chrono::steady_clock::now();
    {
      tl::data::Loader loader(plan_for(std::make_shared<Counting>(100000, 3000), 10000), {0, true, 2, 4});
      loader.start(0);
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    QVERIFY(std::chrono::steady_clock::now() - begin < std::chrono::seconds(2));  // a whole batch would take 60 s
    tl::data::Loader slow(plan_for(std::make_shared<Counting>(8, 5000), 4), {0, true, 1, 1});
    slow.start(0);
    while (slow.next()) {
    }
    QVERIFY(slow.wait_seconds() > 0.03);
  }
  void a_plan_that_does_not_fit_is_refused() {
    auto plan = plan_for(std::make_shared<Counting>(8), 0);
    QVERIFY(has(error_of([&] { tl::data::Loader l(plan, {}); }), "the batch size must be at least 1"));
    plan.batch_size = 1;
    plan.batch.push_back({"masks", 9});
    QVERIFY(has(error_of([&] { tl::data::Loader l(plan, {}); }), "the batch field 'masks' names slot 9 of 3"));
    plan.source = nullptr;
    QVERIFY(has(error_of([&] { tl::data::Loader l(plan, {}); }), "the split has no data"));
  }
};

TL_TEST_CLASS(TestDataLoader)
#include "test_data_loader.moc"
