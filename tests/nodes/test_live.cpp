// SPDX-License-Identifier: Apache-2.0
// Live data: the very values of a run's first step, sums done by hand, only what an edit reaches computed again, limits kept, faults told.
#include <QFile>
#include <QTemporaryDir>
#include <cmath>
#include <cstring>
#include <fstream>

#include "engine/core/error.h"
#include "engine/data/loader.h"
#include "engine/ops/functions.h"
#include "engine/train/stepper.h"
#include "graphs.h"
#include "nodes/live.h"
#include "nodes/live_maps.h"
#include "nodes/lower.h"
#include "nodes/node_type.h"
#include "nodes/source_cache.h"
#include "support/test_main.h"

using namespace tl::nodes;
using tl::Tensor;
using tl::Value;
using tl::nodes::test::Graph;

namespace {

LiveBatch look(LiveData& live, const Graph& g, const LiveOptions& options = {}) {
  return live.look(g.state(), analyze(g.state(), {options.project_dir, false}), options);
}
std::vector<std::string> names(const Graph& g, const std::vector<NodeId>& ids) {
  std::vector<std::string> all;
  for (NodeId id : ids) all.push_back(g.state().find(id)->name);
  std::sort(all.begin(), all.end());
  return all;
}
using Names = std::vector<std::string>;
const LiveNode& node(const LiveBatch& batch, const Graph& g, const std::string& name) { return *batch.nodes.at(g.id(name)); }

/// data → Augment → Conv2d → BatchNorm2d → ReLU → Dropout → Flatten → Linear → loss, metric, optimizer: all that is random, and all that
/// looks at its batch as a whole.
Graph with_everything() {
  Graph g;
  g.add_as("data", "Digits", {{"batch_size", 12}}), g.add_as("aug", "Augment", {{"flip", 0.5}});
  g.add_as("conv", "Conv2d", {{"out_channels", 4}}), g.add_as("bn", "BatchNorm2d"), g.add_as("relu", "ReLU");
  g.add_as("drop", "Dropout"), g.add_as("flat", "Flatten"), g.add_as("fc", "Linear", {{"out_features", 10}});
  g.add_as("loss", "CrossEntropyLoss"), g.add_as("acc", "Accuracy"), g.add_as("adam", "Adam");
  g.wire("data.images", "aug.input").wire("aug.output", "conv.input");
  g.chain("conv.output", {"bn", "relu", "drop", "flat", "fc"});
  g.wire("fc.output", "loss.input").wire("data.labels", "loss.target").wire("fc.output", "acc.input").wire("data.labels", "acc.target");
  g.wire("loss.loss", "adam.loss");
  g.document.apply(make_set_run(g.state(), "seed", Value(int64_t{7})));
  return g;
}

struct Collector : tl::train::Observer {
  std::map<std::string, Tensor> values;
  void on_output(const std::string& place, const Tensor& value) override { values[place] = value.detach().clone().contiguous(); }
};

}  // namespace

class TestLive : public QObject {
  Q_OBJECT
 private slots:
  void it_shows_the_first_step_of_the_run_bit_by_bit() {
    const Graph g = with_everything();
    LiveData live;
    const LiveBatch batch = look(live, g);
    const auto spec = lower(g.document.snapshot());
    tl::train::Stepper stepper(spec, spec.settings.seed);
    auto order = tl::data::epoch_order(spec.train.source->size(), spec.train.shuffle, spec.settings.seed, 0);
    order.resize(12);  // fewer than 16: the batch of the run has no more
    QVERIFY(batch.indices == order && batch.batch_size == 12);
    Collector seen;
    const auto result = stepper.step({tl::data::make_batch(spec.train, order, spec.settings.seed, 0, true)}, 0, &seen);
    size_t compared = 0;
    for (const auto& [id, shown] : batch.nodes)
      for (const LiveOutput& out : shown->outputs) {
        const auto run = seen.values.find(out.data.place);
        if (run == seen.values.end() || !run->second.is_floating_point()) continue;
        ++compared;
        QCOMPARE(out.data.sizes, std::vector<int64_t>(run->second.sizes().begin(), run->second.sizes().end()));
        QVERIFY2(std::memcmp(out.data.values.data(), run->second.data_ptr<float>(), run->second.nbytes()) == 0, out.data.place.c_str());
      }
    QCOMPARE(compared, size_t{7});  // aug, conv, bn, relu, drop, flat, fc
    QCOMPARE(*node(batch, g, "loss").number, result.losses.at("loss"));
    const auto& [sum, weight] = result.metrics.at("acc");
    QCOMPARE(*node(batch, g, "acc").number, sum / weight);
    QVERIFY(!batch.nodes.count(g.id("adam")));
  }

  void sums_are_as_by_hand() {
    Graph g;
    g.add_as("data", "Digits", {{"shuffle", false}}), g.add_as("flat", "Flatten");
    g.add_as("fc", "Linear", {{"out_features", 3}, {"weight_init", "ones_"}, {"bias_init", "zeros_"}});
    g.chain("data.images", {"flat", "fc"});
    LiveData live;
    const LiveBatch batch = look(live, g);
    QCOMPARE(batch.indices.size(), size_t{16});
    const tl::train::WatchData& images = node(batch, g, "data").outputs.at(0).data;
    const tl::train::WatchData& sums = node(batch, g, "fc").outputs.at(0).data;
    QCOMPARE(images.sizes, (std::vector<int64_t>{16, 1, 8, 8}));
    QCOMPARE(sums.sizes, (std::vector<int64_t>{16, 3}));
    for (size_t n = 0; n < 16; ++n) {
      double sum = 0;
      for (size_t i = 0; i < 64; ++i) sum += double(images.values[n * 64 + i]);
      QVERIFY(sum > 0);
      for (size_t k = 0; k < 3; ++k) QVERIFY(std::fabs(double(sums.values[n * 3 + k]) - sum) < 1e-4 * sum);
    }
    // Labels say what their numbers mean.
    const LiveOutput& labels = node(batch, g, "data").outputs.at(1);
    QCOMPARE(labels.words.size(), size_t{16});
    for (size_t n = 0; n < 16; ++n) QCOMPARE(labels.words[n], std::to_string(int64_t(labels.data.values[n])));
    QVERIFY(labels.maps.count == 0 && node(batch, g, "data").outputs[0].words.empty());
  }

  void only_what_an_edit_reaches_is_computed_again() {
    Graph g = with_everything();
    LiveData live;
    QCOMPARE(look(live, g).computed.size(), size_t{10});
    const LiveBatch before = look(live, g);
    QVERIFY(before.computed.empty() && before.nodes.size() == 10);
    g.document.apply(make_set_param(g.state(), g.id("drop"), "p", Value(0.1)));
    LiveBatch after = look(live, g);
    QCOMPARE(names(g, after.computed), (Names{"acc", "drop", "fc", "flat", "loss"}));
    QVERIFY(after.nodes.at(g.id("relu")) == before.nodes.at(g.id("relu")));  // the very same
    QVERIFY(after.nodes.at(g.id("drop")) != before.nodes.at(g.id("drop")));
    // What comes out as it was stops there: a bias that is drawn as before, an optimizer, a place on the canvas.
    g.document.apply(make_set_param(g.state(), g.id("conv"), "weight_init", Value("default")));
    g.document.apply(make_set_param(g.state(), g.id("adam"), "lr", Value(0.5)));
    after = look(live, g);
    QCOMPARE(names(g, after.computed).size(), size_t{0});
    g.document.apply(make_set_param(g.state(), g.id("loss"), "loss_weight", Value(2.0)));
    QCOMPARE(names(g, look(live, g).computed), (Names{"loss"}));
    g.document.apply(make_set_param(g.state(), g.id("conv"), "frozen", Value(true)));  // the same weights
    QCOMPARE(names(g, look(live, g).computed), (Names{"conv"}));
    // Another seed, other weights, masks and order: everything.
    g.document.apply(make_set_run(g.state(), "seed", Value(int64_t{8})));
    QCOMPARE(look(live, g).computed.size(), size_t{10});
    // Undone: computed again, to the same values.
    g.document.apply(make_set_run(g.state(), "seed", Value(int64_t{7})));
    after = look(live, g);
    QCOMPARE(after.computed.size(), size_t{10});
    QVERIFY(node(after, g, "relu").outputs[0].data.values == node(before, g, "relu").outputs[0].data.values);
    // Bypassed: it passes on what it gets.
    g.document.apply(make_bypass(g.state(), {g.id("relu")}, true));
    after = look(live, g);
    QVERIFY(node(after, g, "relu").outputs[0].data.values == node(after, g, "bn").outputs[0].data.values);
    // Another batch of the same epoch: other samples.
    LiveOptions second;
    second.batch = 1;
    const LiveBatch other = look(live, g, second);
    QCOMPARE(other.batch, int64_t{1});
    QVERIFY(other.indices != before.indices);
    second.batch = 1'000'000'007;
    const LiveBatch far = look(live, g, second);
    QVERIFY(far.batch >= 0 && far.batch < 120 && !far.indices.empty());
  }

  void a_fault_stays_where_it_is() {
    Graph g = with_everything();
    LiveData live;
    g.document.apply(make_set_param(g.state(), g.id("fc"), "in_features", Value(int64_t{5})));
    LiveBatch batch = look(live, g);
    QVERIFY(!node(batch, g, "fc").trouble.empty() && node(batch, g, "fc").outputs.empty());
    QCOMPARE(node(batch, g, "loss").trouble, std::string("waiting for fc"));
    QVERIFY(node(batch, g, "flat").trouble.empty() && node(batch, g, "flat").outputs.size() == 1);
    // A graph that cannot be trained yet shows what there is; a node without wires says what it lacks.
    Graph part;
    part.add_as("data", "Digits"), part.add_as("conv", "Conv2d"), part.add_as("lonely", "ReLU");
    part.wire("data.images", "conv.input");
    batch = look(live, part);
    QCOMPARE(node(batch, part, "conv").outputs.size(), size_t{1});
    QCOMPARE(node(batch, part, "lonely").trouble, std::string("input 'input' is not wired"));
    // Mended, it shows at once.
    part.wire("conv.output", "lonely.input");
    batch = look(live, part);
    QCOMPARE(names(part, batch.computed), (Names{"lonely"}));
    QVERIFY(node(batch, part, "lonely").outputs[0].data.min == 0);
  }

  void a_missing_file_is_one_sentence_and_a_changed_one_is_read_again() {
    QTemporaryDir dir;
    const std::string file = dir.filePath("t.csv").toStdString();
    const auto write = [&](double scale) {
      std::ofstream out(file);
      out << "a,b,y\n";
      for (int i = 0; i < 40; ++i) out << scale * i << ',' << i * i << ',' << (i % 2 ? "odd" : "even") << '\n';
    };
    Graph g;
    g.add_as("data", "CSVTable", {{"file", file}, {"target", "y"}, {"standardize", false}, {"shuffle", false}}), g.add_as("fc", "Linear");
    g.wire("data.features", "fc.input");
    LiveData live;
    LiveBatch batch = look(live, g);
    QVERIFY2(node(batch, g, "data").trouble.find("t.csv") != std::string::npos, node(batch, g, "data").trouble.c_str());
    QCOMPARE(node(batch, g, "fc").trouble, std::string("waiting for data"));
    QVERIFY(batch.computed.empty() && batch.indices.empty());
    write(1);
    batch = look(live, g);
    QCOMPARE(names(g, batch.computed), (Names{"data", "fc"}));
    const LiveOutput& labels = node(batch, g, "data").outputs[1];
    QCOMPARE(labels.words.at(0), std::string(labels.data.values[0] == 0 ? "even" : "odd"));
    QVERIFY(look(live, g).computed.empty());
    write(2.5);
    batch = look(live, g);
    QCOMPARE(names(g, batch.computed), (Names{"data", "fc"}));
    QFile::remove(QString::fromStdString(file));
    QVERIFY(!node(look(live, g), g, "data").trouble.empty());
  }

  void memory_and_time_are_limited() {
    const Graph g = with_everything();
    LiveData live;
    const LiveBatch all = look(live, g);
    QCOMPARE(all.indices.size(), size_t{12});
    QVERIFY(all.held_bytes > 0);
    LiveOptions options;
    options.max_bytes = all.held_bytes / 2;  // of the values; the parameters count besides
    const LiveBatch half = look(live, g, options);
    QVERIFY(half.indices.size() < 12 && half.indices.size() >= 1 && half.held_bytes <= options.max_bytes);
    QVERIFY(std::equal(half.indices.begin(), half.indices.end(), all.indices.begin()));
    options = {};
    options.max_flops = 1;
    QCOMPARE(look(live, g, options).indices.size(), size_t{1});
    Graph wide;
    wide.add_as("data", "Digits"), wide.add_as("flat", "Flatten"), wide.add_as("fc", "Linear", {{"out_features", 2'000'000}});
    wide.chain("data.images", {"flat", "fc"});
    const LiveBatch batch = look(live, wide);
    QVERIFY2(node(batch, wide, "fc").trouble.find("too large") != std::string::npos, node(batch, wide, "fc").trouble.c_str());
    QVERIFY(node(batch, wide, "flat").trouble.empty() && batch.held_bytes < 1 << 20);
  }

  void it_can_be_stopped_and_goes_on_where_it_was() {
    const Graph g = with_everything();
    LiveData live;
    LiveOptions options;
    int asked = 0;
    options.interrupted = [&asked] { return ++asked > 4; };
    QVERIFY_THROWS_EXCEPTION(tl::Error, look(live, g, options));
    const LiveBatch rest = look(live, g);
    QCOMPARE(rest.nodes.size(), size_t{10});
    QCOMPARE(rest.computed.size(), size_t{6});  // four were there already
  }

  void values_are_cut_into_small_pictures() {
    const auto maps = [](std::initializer_list<int64_t> sizes) {
      int64_t n = 1;
      for (int64_t s : sizes) n *= s;
      return live_maps(tl::arange(n).to(tl::kFloat).reshape(tl::DimVector(sizes)));
    };
    LiveMaps m = maps({5, 1, 8, 6});
    QVERIFY(m.count == 5 && m.channels == 1 && m.height == 8 && m.width == 6 && m.of_samples);
    QCOMPARE(m.values[48 * 2 + 7], 48.f * 2 + 7);
    m = maps({20, 3, 4, 4});
    QVERIFY(m.count == 16 && m.channels == 3 && m.of_samples);
    QCOMPARE(m.values[48 + 16], 64.f);  // green of the second sample
    m = maps({4, 32, 7, 7});
    QVERIFY(m.count == 16 && m.channels == 1 && !m.of_samples);
    QCOMPARE(m.values[49 * 3], 49.f * 3);  // the fourth channel of the first sample
    m = maps({2, 1, 128, 200});
    QVERIFY(m.height == 64 && m.width == 64);
    QCOMPARE(m.values[64 + 1], 2.f * 200 + 3);  // every second row, every third column
    m = maps({16, 10});
    QVERIFY(m.count == 1 && m.height == 16 && m.width == 10 && !m.of_samples);
    m = maps({3, 5, 7});
    QVERIFY(m.count == 3 && m.height == 5 && m.width == 7);
    QVERIFY(maps({16}).count == 0 && maps({16, 1}).count == 0 && maps({0, 3, 4, 4}).count == 0);
  }
};

TL_TEST_CLASS(TestLive)
#include "test_live.moc"
