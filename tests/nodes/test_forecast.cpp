// SPDX-License-Identifier: Apache-2.0
// The forecast against the runs that it speaks of: memory within 15 % of what the engine's meter then says, the largest batch to the byte,
// time within a small factor; and nothing of it costs the memory that it counts.
#include <QTemporaryDir>
#include <chrono>
#include <cmath>
#include <fstream>
#include <ctime>
#include <thread>

#include "engine/core/allocator.h"
#include "engine/core/error.h"
#include "engine/core/generator.h"
#include "engine/core/pool.h"
#include "engine/core/rehearsal.h"
#include "engine/data/loader.h"
#include "engine/ops/functions.h"
#include "engine/train/evaluate.h"
#include "engine/train/session.h"
#include "engine/train/stepper.h"
#include "graphs.h"
#include "nodes/analyze.h"
#include "nodes/forecast.h"
#include "nodes/lower.h"
#include "nodes/node_type.h"
#include "support/test_main.h"

using namespace tl::nodes;
using tl::nodes::test::Graph;
using Ints = std::vector<int64_t>;
using tl::Value;

namespace {

#if defined(__SANITIZE_THREAD__)
constexpr bool under_thread_sanitizer = true;
#elif defined(__has_feature)
constexpr bool under_thread_sanitizer = __has_feature(thread_sanitizer);
#else
constexpr bool under_thread_sanitizer = false;
#endif

/// `layers` between the digits' images and ten classes.
Graph net(const std::vector<std::pair<std::string, Value::Dict>>& layers, int64_t batch = 64, const char* optimizer = "Adam") {
  Graph g;
  g.add_as("data", "Digits", {{"batch_size", batch}});
  std::string at = "data.images";
  for (size_t i = 0; i < layers.size(); ++i) {
    const std::string name = "layer_" + std::to_string(i);
    g.add_as(name, layers[i].first, layers[i].second);
    const NodeType& type = *find_node_type(layers[i].first);
    g.wire(at, name + "." + type.inputs.front().name);
    at = name + "." + type.outputs.front().name;
  }
  g.add_as("flat", "Flatten"), g.add_as("fc", "Linear", {{"out_features", 10}}), g.add_as("loss", "CrossEntropyLoss");
  g.add_as("acc", "Accuracy"), g.add_as("opt", optimizer);
  g.wire(at, "flat.input").wire("flat.output", "fc.input").wire("fc.output", "loss.input").wire("data.labels", "loss.target");
  g.wire("fc.output", "acc.input").wire("data.labels", "acc.target").wire("loss.loss", "opt.loss");
  return g;
}
std::pair<std::string, Value::Dict> conv(int64_t out, int64_t kernel, int64_t padding) {
  return {"Conv2d", {{"out_channels", out}, {"kernel_size", Ints{kernel, kernel}}, {"padding", Ints{padding, padding}}}};
}
std::pair<std::string, Value::Dict> border(int64_t by) { return {"Pad", {{"pad", Ints{by, by, by, by}}}}; }
std::pair<std::string, Value::Dict> dense(int64_t out) { return {"Linear", {{"out_features", out}}}; }
const std::pair<std::string, Value::Dict> relu{"ReLU", {}}, pool{"MaxPool2d", {{"kernel_size", Ints{2, 2}}}}, flat{"Flatten", {}}, norm{"BatchNorm2d", {}};

Snapshot named(const std::string& name) {
  const auto of = [](const Graph& g) { return g.document.snapshot(); };
  if (name == "digits-mlp" || name == "iris-mlp" || name == "fashion-cnn" || name == "fashion-mlp")
    return std::make_shared<const GraphState>(tl::nodes::test::example(name));
  if (name == "wide mlp, SGD") return of(net({flat, dense(1024), relu, dense(1024), relu}, 32, "SGD"));
  if (name == "lenet5") return of(net({border(10), conv(6, 5, 2), relu, pool, conv(16, 5, 0), relu, pool, flat, dense(120), relu, dense(84), relu}));
  if (name == "conv + batch norm") return of(net({border(4), conv(16, 3, 1), norm, relu, conv(32, 3, 1), norm, relu, pool, conv(32, 3, 1), norm, relu}));
  if (name == "lstm") return of(net({{"Reshape", {{"shape", Ints{8, 8}}}}, {"LSTM", {{"hidden_size", 64}, {"num_layers", 2}}}}));
  if (name == "transformer") return of(net({{"Reshape", {{"shape", Ints{8, 8}}}}, {"TransformerEncoderLayer", {{"nhead", 2}, {"dim_feedforward", 128}}}}));
  return nullptr;
}

struct Measured {
  int64_t bytes = 0;
  double step_seconds = 0;
};
/// What a run really takes: whole epochs, or some steps.
Measured measure(const Snapshot& snapshot, int64_t epochs, int64_t steps) {
  const QTemporaryDir dir;
  auto spec = lower(snapshot, {{}, "forecast", {{"epochs", epochs}}});
  spec.train.source->get(0);  // what a data set keeps in memory is there before the run
  if (spec.validation.source) spec.validation.source->get(0);
  const int64_t before = tl::memory_stats().allocated;
  tl::reset_peak_memory();
  tl::train::Session session(std::move(spec), {dir.path().toStdString(), {}, 60});
  Measured m;
  if (steps == 0) {
    session.post(tl::train::Start{});
    if (!session.wait(300)) return m;
  } else {
    session.post(tl::train::StepN{2});  // the first steps prepare
    const auto until = [&](int64_t step) {
      for (int i = 0; i < 60000 && !(session.status().state == tl::train::State::paused && session.status().step >= step); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    };
    until(2);
    std::this_thread::sleep_for(std::chrono::milliseconds(300));  // all batches are read that may be
    const auto start = std::chrono::steady_clock::now();
    session.post(tl::train::StepN{steps});
    until(2 + steps);
    m.step_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() / static_cast<double>(steps);
    session.post(tl::train::Stop{});
    if (!session.wait(60)) return m;
  }
  m.bytes = tl::memory_stats().peak - before;
  return m;
}

}  // namespace

class TestForecast : public QObject {
  Q_OBJECT
 private slots:
  void a_run_takes_what_was_forecast_data() {
    QTest::addColumn<int>("epochs");
    QTest::addColumn<int>("steps");   // 0: whole epochs
    QTest::newRow("digits-mlp") << 2 << 0;
    QTest::newRow("iris-mlp") << 20 << 0;
    QTest::newRow("wide mlp, SGD") << 1 << 0;
    QTest::newRow("lenet5") << 2 << 0;
    QTest::newRow("conv + batch norm") << 1 << 0;
    QTest::newRow("lstm") << 1 << 0;
    QTest::newRow("transformer") << 1 << 0;
    QTest::newRow("fashion-mlp") << 1 << 0;   // its peak is in the validation
    QTest::newRow("fashion-cnn") << 1 << 10;
  }
  void a_run_takes_what_was_forecast() {
    QFETCH(int, epochs);
    QFETCH(int, steps);
    const Snapshot s = named(QTest::currentDataTag());
    const Forecast f = forecast(s);
    QVERIFY2(f.trouble.empty(), f.trouble.c_str());
    const Measured m = measure(s, epochs, steps);
    QVERIFY(m.bytes > 0);
    const double off = 100.0 * (static_cast<double>(f.train_bytes) / static_cast<double>(m.bytes) - 1);
    qInfo("forecast %lld bytes, used %lld: %+.1f %%; a step %.2g s, took %.2g s", static_cast<long long>(f.train_bytes), static_cast<long long>(m.bytes), off, f.step_seconds, m.step_seconds);
    QVERIFY2(std::fabs(off) <= 15, qPrintable(QString("off by %1 %").arg(off)));
    QCOMPARE(f.parameter_bytes + f.gradient_bytes + f.state_bytes + f.data_bytes + f.activation_bytes, f.train_bytes);
  }

  void a_prediction_takes_what_was_forecast_data() {
    QTest::addColumn<bool>("unused");
    for (const char* name : {"digits-mlp", "lenet5", "conv + batch norm", "lstm", "fashion-cnn"}) QTest::newRow(name) << true;
  }
  void a_prediction_takes_what_was_forecast() {
    const Snapshot s = named(QTest::currentDataTag());
    const Forecast f = forecast(s);
    const auto spec = lower(s, {{}, "forecast", {}});
    std::vector<int64_t> first(static_cast<size_t>(f.batch_size));
    for (size_t i = 0; i < first.size(); ++i) first[i] = static_cast<int64_t>(i);
    spec.train.source->get(0);
    const int64_t before = tl::memory_stats().allocated;
    const auto module = spec.make_module(spec.settings.seed);
    const auto batch = tl::data::make_batch(spec.train, first, 1, 0, false);
    tl::reset_peak_memory();
    tl::train::predict(*module, batch.fields);
    const auto used = static_cast<double>(tl::memory_stats().peak - before);
    const double off = 100.0 * (static_cast<double>(f.infer_bytes) / used - 1);
    qInfo("forecast %lld bytes, used %.0f: %+.1f %%", static_cast<long long>(f.infer_bytes), used, off);
    QVERIFY2(std::fabs(off) <= 15, qPrintable(QString("off by %1 %").arg(off)));
    QVERIFY(f.infer_bytes < f.train_bytes);
  }

  void parameters_gradients_and_state_are_as_by_hand() {
    const Forecast adam = forecast(named("digits-mlp"));
    const auto size = [](int64_t floats) { return static_cast<int64_t>(tl::allocated_size(static_cast<size_t>(floats) * 4)); };
    const int64_t parameters = size(64 * 64) + size(64) + size(64 * 10) + size(10);
    QCOMPARE(adam.parameter_bytes, parameters);
    QCOMPARE(adam.gradient_bytes, parameters);
    QVERIFY(adam.state_bytes >= 2 * parameters && adam.state_bytes < 2 * parameters + 4096);  // two moments and a few counters
    const Forecast sgd = forecast(named("wide mlp, SGD"));
    QVERIFY(sgd.state_bytes >= 0 && sgd.state_bytes < 4096);
  }

  void each_node_has_its_share() {
    Graph g;
    g.document.reset(*named("lenet5"));
    const Forecast f = forecast(g.document.snapshot());
    // The first convolution: 64×6×28×28 floats leave it, and stay for the backward pass.
    const NodeForecast& conv = f.nodes.at(g.id("layer_1"));
    const int64_t out = static_cast<int64_t>(tl::allocated_size(size_t{64} * 6 * 28 * 28 * 4));
    QVERIFY2(conv.kept >= out && conv.kept <= out + out / 4, qPrintable(QString::number(conv.kept)));
    QVERIFY(conv.working >= conv.kept && conv.inference >= out);
    int64_t kept = 0;
    for (const auto& [id, share] : f.nodes) kept += share.kept;
    QVERIFY(kept > 0 && kept <= f.activation_bytes);
    QVERIFY(!f.nodes.count(g.id("opt")));
  }

  void the_largest_batch_is_the_largest_data() {
    QTest::addColumn<double>("times");   // of what the batch of the project takes
    QTest::newRow("lenet5") << 3.0;
    QTest::newRow("conv + batch norm") << 0.4;
    QTest::newRow("lstm") << 2.0;
  }
  void the_largest_batch_is_the_largest() {
    QFETCH(double, times);
    Graph g;
    g.document.reset(*named(QTest::currentDataTag()));
    ForecastOptions options;
    options.memory = static_cast<int64_t>(times * static_cast<double>(forecast(g.document.snapshot()).train_bytes));
    const int64_t most = forecast(g.document.snapshot(), options).largest_batch;
    QVERIFY(most > 0);
    const auto need = [&](int64_t batch) {
      g.document.apply(make_set_param(g.state(), g.id("data"), "batch_size", Value(batch)));
      return forecast(g.document.snapshot()).train_bytes;
    };
    QVERIFY2(need(most) <= options.memory, qPrintable(QString::number(most)));
    QVERIFY(need(most + most / 10 + 1) > options.memory);
    // With plenty of memory it is all there is; with hardly any, none.
    options.memory = int64_t{1} << 40;
    const Forecast all = forecast(g.document.snapshot(), options);
    QVERIFY(all.whole_data_fits);
    QCOMPARE(all.largest_batch, analyze(g.state()).train_samples);
    options.memory = 1000;
    QCOMPARE(forecast(g.document.snapshot(), options).largest_batch, int64_t{0});
  }

  void a_network_larger_than_the_machine_costs_nothing_to_rehearse() {
    const auto resident = [] {
      std::ifstream file("/proc/self/statm");
      int64_t all = 0, pages = 0;
      file >> all >> pages;
      return pages * 4096;
    };
    // 1.5 billion parameters. ThreadSanitizer keeps a shadow of each byte that is reserved: there the network is small, its memory not looked at.
    const double width = under_thread_sanitizer ? 20e3 : 20e6;
    const Graph g = net({flat, dense(static_cast<int64_t>(width)), relu}, 32);
    const int64_t before = resident(), allocated = tl::memory_stats().allocated;
    ForecastOptions options;
    options.memory = static_cast<int64_t>(width * 429);
    const Forecast f = forecast(g.document.snapshot(), options);
    QVERIFY2(f.trouble.empty(), f.trouble.c_str());
    const double parameters = 64 * width + width + width * 10 + 10;
    QVERIFY(std::fabs(static_cast<double>(f.parameter_bytes) / (4 * parameters) - 1) < 0.26);  // in the allocator's size classes
    QVERIFY(f.train_bytes > 4 * f.parameter_bytes && f.largest_batch == 0);
    if (!under_thread_sanitizer) QVERIFY2(resident() - before < 200 << 20, qPrintable(QString::number(resident() - before)));
    QCOMPARE(tl::memory_stats().allocated, allocated);
  }

  void it_leaves_no_trace() {
    const Snapshot s = named("conv + batch norm");
    const auto first_loss = [&] {
      const auto spec = lower(s, {{}, "forecast", {}});
      tl::train::Stepper stepper(spec, 3);
      std::vector<int64_t> some{0, 1, 2, 3, 4, 5, 6, 7};
      return stepper.step({tl::data::make_batch(spec.train, some, 1, 0, true)}, 0).loss;
    };
    tl::manual_seed(5);
    const double before = first_loss();
    const double drawn = tl::rand({1}).item<double>();
    tl::manual_seed(5);
    QVERIFY(forecast(s).trouble.empty());
    QCOMPARE(first_loss(), before);
    QCOMPARE(tl::rand({1}).item<double>(), drawn);
    QVERIFY(!tl::Rehearsal::current());
  }

  void what_cannot_be_trained_says_why_and_it_can_be_stopped() {
    Graph g = net({flat, dense(8)});
    ForecastOptions options;
    int asked = 0;
    options.interrupted = [&] { return ++asked > 2; };
    QVERIFY_THROWS_EXCEPTION(tl::Error, forecast(g.document.snapshot(), options));
    QVERIFY(!tl::Rehearsal::current());
    g.document.apply(make_remove_nodes(g.state(), {g.id("opt")}));
    const Forecast f = forecast(g.document.snapshot());
    QVERIFY2(f.trouble.find("optimizer") != std::string::npos, f.trouble.c_str());
    QVERIFY(f.train_bytes == 0 && f.nodes.empty());
  }

  void a_step_takes_about_as_long_as_was_guessed_data() {
    QTest::addColumn<bool>("unused");
    for (const char* name : {"wide mlp, SGD", "lenet5", "fashion-cnn"}) QTest::newRow(name) << true;
  }
  void a_step_takes_about_as_long_as_was_guessed() {
    // One thread, and the processor's time for it: others may compute beside us.
    const int threads = tl::get_num_threads();
    tl::set_num_threads(1);
    const auto now = [] {
      timespec t{};
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
      return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
    };
    const Snapshot s = named(QTest::currentDataTag());
    const Forecast f = forecast(s);
    const auto spec = lower(s, {{}, "forecast", {}});
    tl::train::Stepper stepper(spec, 3);
    std::vector<int64_t> some(static_cast<size_t>(f.batch_size));
    for (size_t i = 0; i < some.size(); ++i) some[i] = static_cast<int64_t>(i);
    const std::vector<tl::data::Batch> batch{tl::data::make_batch(spec.train, some, 1, 0, true)};
    double quickest = 1e9;
    for (int i = 0; i < 8; ++i) {
      const double start = now();
      stepper.step(batch, i);
      quickest = std::min(quickest, now() - start);
    }
    tl::set_num_threads(threads);
    qInfo("guessed %.3g s, took %.3g s", f.step_seconds, quickest);
    // ThreadSanitizer makes our own loops tens of times slower, oneDNN's not at all: there no guess can be right.
    if (!under_thread_sanitizer) QVERIFY(f.step_seconds > quickest / 4 && f.step_seconds < 4 * quickest);
    QVERIFY(std::fabs(f.epoch_seconds / (f.step_seconds * static_cast<double>(f.steps_per_epoch)) - 1.1) <= 0.11);  // and the validation
    QCOMPARE(f.steps_per_epoch, analyze(*s).steps_per_epoch);
  }
};

TL_TEST_CLASS(TestForecast)
#include "test_forecast.moc"
