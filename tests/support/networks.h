// SPDX-License-Identifier: Apache-2.0
// Small networks and data for tests of training, wired by hand: no graph document is involved.
#pragma once
#include <chrono>
#include <cmath>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "engine/core/philox.h"
#include "engine/data/csv.h"
#include "engine/data/find_file.h"
#include "engine/data/split.h"
#include "engine/ops/functions.h"
#include "engine/train/session.h"

namespace tl::test {

/// Two classes of points in a plane, apart by a line; the sample number decides everything.
class Points final : public data::Source {
 public:
  explicit Points(int64_t n, uint64_t seed = 1, int64_t broken = -1, int64_t nan_at = -1)
      : n_(n), seed_(seed), broken_(broken), nan_at_(nan_at) {}
  int64_t size() const override { return n_; }
  const std::vector<data::FieldSpec>& fields() const override { return fields_; }
  std::vector<std::string> class_names() const override { return {"below", "above"}; }
  data::Sample get(int64_t i) const override {
    if (i == broken_) throw Error(ErrorCategory::input, "read data", "'points.bin' is damaged");
    const data::SampleRandom random{seed_, 0, static_cast<uint64_t>(i), 0};
    Tensor x = empty_tensor({2}, kFloat), y = empty_tensor({}, kLong);
    for (int k = 0; k < 2; ++k) x.data_ptr<float>()[k] = static_cast<float>(2 * random.uniform(static_cast<uint32_t>(k)) - 1);
    *y.data_ptr<int64_t>() = x.data_ptr<float>()[0] + x.data_ptr<float>()[1] > 0;
    if (i == nan_at_) x.data_ptr<float>()[0] = std::nanf("");
    return {x, y};
  }

 private:
  int64_t n_;
  uint64_t seed_;
  int64_t broken_, nan_at_;
  std::vector<data::FieldSpec> fields_{{"features", {2}, kFloat}, {"labels", {}, kLong}};
};

inline data::DataPlan plan_of(std::shared_ptr<data::Source> source, int64_t batch_size, bool shuffle) {
  data::DataPlan plan;
  plan.source = std::move(source);
  plan.slot_count = 2;
  plan.batch = {{"features", 0}, {"labels", 1}};
  plan.batch_size = batch_size;
  plan.shuffle = shuffle;
  return plan;
}

/// One fully connected layer, drawn from a counter-based stream.
struct Layer final : nn::Module {
  Tensor weight, bias;
  Layer(int64_t in, int64_t out, uint64_t seed) {
    PhiloxStream random(seed, 7, static_cast<uint64_t>(in * 1000 + out));
    Tensor w = empty_tensor({out, in}, kFloat), b = empty_tensor({out}, kFloat);
    for (Tensor* t : {&w, &b})
      for (int64_t i = 0; i < t->numel(); ++i)
        t->data_ptr<float>()[i] = (2 * philox_uniform_float(random.next()) - 1) / std::sqrt(static_cast<float>(in));
    weight = register_parameter("weight", w);
    bias = register_parameter("bias", b);
  }
};

/// features → fc_1 → ReLU → dropout → fc_2 → loss (cross entropy), acc. `in_step` runs at the place "fc_1.output".
class Mlp final : public train::StepModule {
 public:
  Mlp(int64_t in, int64_t hidden, int64_t classes, uint64_t seed, double dropout = 0, std::string first = "fc_1")
      : first_(std::move(first)),
        one_(std::make_shared<Layer>(in, hidden, seed)),
        two_(std::make_shared<Layer>(hidden, classes, seed + 1)),
        dropout_(dropout) {
    register_module(first_, one_);
    register_module("fc_2", two_);
  }
  std::function<void()> in_step;
  double loss_factor = 1;

  train::TensorMap forward(const train::TensorMap& batch, train::Observer* observer) override {
    auto out = predict(batch, observer);
    const Tensor& logits = out["fc_2"];
    const Tensor& labels = batch.at("labels");
    out["loss"] = cross_entropy(logits, labels) * loss_factor;
    if (observer) observer->on_output("loss.loss", out["loss"]);
    out["weights"] = (two_->weight * two_->weight).sum();
    const NoGradGuard no_grad;
    Tensor acc = empty_tensor({2}, kDouble);
    const Tensor guess = logits.argmax(1);
    int64_t right = 0;
    for (int64_t i = 0; i < guess.numel(); ++i) right += guess.data_ptr<int64_t>()[i] == labels.data_ptr<int64_t>()[i];
    acc.data_ptr<double>()[0] = static_cast<double>(right);
    acc.data_ptr<double>()[1] = static_cast<double>(guess.numel());
    out["acc"] = acc;
    return out;
  }
  train::TensorMap predict(const train::TensorMap& batch, train::Observer* observer) override {
    if (in_step) in_step();
    const Tensor hidden = linear(batch.at("features"), one_->weight, one_->bias);
    if (observer) observer->on_output(first_ + ".output", hidden);
    const Tensor active = dropout(relu(hidden), dropout_, is_training());
    const Tensor logits = linear(active, two_->weight, two_->bias);
    if (observer) observer->on_output("fc_2.output", logits);
    return {{"fc_2", logits}};
  }

 private:
  std::string first_;
  std::shared_ptr<Layer> one_, two_;
  double dropout_;
};

/// A small run that learns to 95 % and more: 256 points, batches of 32, SGD.
inline train::TrainSpec points_spec(int64_t epochs = 3) {
  train::TrainSpec spec;
  spec.project_name = "points";
  spec.project_json = "{}";
  spec.train = plan_of(std::make_shared<Points>(256), 32, true);
  spec.validation = plan_of(std::make_shared<Points>(100, 2), 32, false);
  spec.make_module = [](uint64_t seed) { return std::make_shared<Mlp>(2, 16, 2, seed); };
  spec.node_ids = {{"fc_1", 11}, {"fc_2", 12}, {"loss", 13}, {"sgd", 14}};
  spec.losses = {{"loss", 1.0}};
  spec.metrics = {{"acc", "accuracy", true}};
  spec.optimizers = {{"sgd", "SGD", Value(Value::Dict{{"lr", 0.5}, {"momentum", 0.9}}), {}, {}, {}}};
  spec.class_names = {"below", "above"};
  spec.settings.epochs = epochs;
  spec.settings.seed = 3;
  return spec;
}

/// The spec with something done in each forward.
inline train::TrainSpec with_step_hook(train::TrainSpec spec, std::function<void()> hook) {
  spec.make_module = [make = spec.make_module, hook](uint64_t seed) {
    auto module = make(seed);
    static_cast<Mlp&>(*module).in_step = hook;
    return module;
  };
  return spec;
}

inline void sleep_ms(int ms) { std::this_thread::sleep_for(std::chrono::milliseconds(ms)); }

/// Collects a session's events; waits for one that fits.
class Listener {
 public:
  explicit Listener(train::Session& session) : session_(session) {}
  std::vector<train::Event> events;

  void poll() {
    train::Event e;
    while (session_.poll(e)) events.push_back(e);
  }
  /// The first event of the type, from `from` on, for which the test holds; null after `seconds`.
  template <class E>
  const E* wait_for(std::function<bool(const E&)> fits = {}, double seconds = 20) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
    for (;;) {
      poll();
      for (; next_ < events.size(); ++next_)
        if (const E* e = std::get_if<E>(&events[next_]); e && (!fits || fits(*e))) {
          found_ = events[next_++];
          return std::get_if<E>(&found_);
        }
      if (std::chrono::steady_clock::now() > until) return nullptr;
      sleep_ms(1);
    }
  }
  const train::StateChanged* wait_for_state(train::State s, double seconds = 20) {
    return wait_for<train::StateChanged>([s](const auto& c) { return c.state == s; }, seconds);
  }
  template <class E>
  std::vector<E> all() {
    poll();
    std::vector<E> found;
    for (const auto& e : events)
      if (const E* x = std::get_if<E>(&e)) found.push_back(*x);
    return found;
  }

 private:
  train::Session& session_;
  size_t next_ = 0;
  train::Event found_;
};

}  // namespace tl::test
