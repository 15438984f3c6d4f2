// SPDX-License-Identifier: Apache-2.0
#include <QTemporaryDir>
#include <cmath>
#include <fstream>

#include "engine/io/durable_writer.h"
#include "engine/train/checkpoint.h"
#include "support/expect.h"
#include "support/test_main.h"

namespace fs = std::filesystem;
using tl::test::error_of;
using tl::test::has;
using tl::train::Checkpoint;

class TestCheckpoint : public QObject {
  Q_OBJECT

  static Checkpoint sample(int64_t step) {
    Checkpoint c;
    c.progress.step = step;
    c.progress.epoch = 2;
    c.progress.position = 64;
    c.progress.samples = 1000;
    c.progress.active_seconds = 0.1 + 0.2;
    c.progress.seed = 18446744073709551615ull;
    c.progress.best = tl::train::Progress::Best{"validation/accuracy", 0.1234567890123456789, 7};
    c.progress.early_stop_best = 1.0 / 3;
    c.progress.early_stop_waited = 3;
    c.progress.learning_rates = {{"adam", 0.1 * 0.3}};
    c.progress.schedulers = {{"adam", {{"count", 5}}}};
    c.progress.loss_weights = {{"loss", 0.7}};
    c.progress.node_ids = {{"fc_1", 0x8000000000000001ull}};
    c.progress.fingerprint = tl::train::fingerprint();
    tl::Tensor w = tl::empty_tensor({4}, tl::kFloat);
    for (int i = 0; i < 4; ++i) w.data_ptr<float>()[i] = static_cast<float>(step) + 0.25f * static_cast<float>(i);
    c.model = {{"fc_1.weight", w}};
    c.optimizer = {{"adam/fc_1.weight/exp_avg", w}};
    return c;
  }
  static void flip(const fs::path& file, long offset) {
    std::fstream f(file, std::ios::in | std::ios::out | std::ios::binary);
    f.seekg(offset, offset < 0 ? std::ios::end : std::ios::beg);
    const auto at = f.tellg();
    const char c = static_cast<char>(f.get() ^ 1);
    f.seekp(at);
    f.put(c);
  }
  static std::vector<std::string> names(const fs::path& run) {
    std::vector<std::string> all;
    for (const auto& p : tl::train::list_checkpoints(run)) all.push_back(p.filename().string());
    return all;
  }

 private slots:
  void cleanup() { tl::io::set_fault_hook(nullptr); }

  void everything_survives_bit_for_bit() {
    QTemporaryDir dir;
    const fs::path run = dir.path().toStdString();
    const Checkpoint c = sample(12);
    const fs::path path = tl::train::write_checkpoint(run, c, false);
    QCOMPARE(path.filename().string(), std::string("step-00000012"));
    const Checkpoint d = tl::train::read_checkpoint(run);
    QCOMPARE(d.progress.seed, c.progress.seed);
    QVERIFY(d.progress.step == 12 && d.progress.epoch == 2 && d.progress.position == 64 && d.progress.samples == 1000);
    QVERIFY(d.progress.active_seconds == c.progress.active_seconds);
    QVERIFY(d.progress.best->value == c.progress.best->value && d.progress.best->series == c.progress.best->series);
    QVERIFY(*d.progress.early_stop_best == *c.progress.early_stop_best && d.progress.early_stop_waited == 3);
    QVERIFY(d.progress.learning_rates == c.progress.learning_rates && d.progress.schedulers == c.progress.schedulers);
    QVERIFY(d.progress.loss_weights == c.progress.loss_weights && d.progress.node_ids == c.progress.node_ids);
    QVERIFY(d.progress.fingerprint == c.progress.fingerprint);
    QCOMPARE(d.model[0].second.data_ptr<float>()[1], 12.25f);
    QCOMPARE(d.optimizer[0].first, std::string("adam/fc_1.weight/exp_avg"));
    QCOMPARE(tl::io::load_weights(run)[0].first, std::string("fc_1.weight"));
    QCOMPARE(tl::io::load_weights(path)[0].first, std::string("fc_1.weight"));
    QCOMPARE(tl::io::load_weights(path / "model.safetensors")[0].first, std::string("fc_1.weight"));
  }
  void newest_best_and_pruning() {
    QTemporaryDir dir;
    const fs::path run = dir.path().toStdString();
    for (const int64_t step : {5, 40, 300, 9, 100}) tl::train::write_checkpoint(run, sample(step), step == 9);
    QVERIFY((names(run) == std::vector<std::string>{"step-00000005", "step-00000009", "step-00000040", "step-00000100", "step-00000300"}));
    QCOMPARE(tl::train::resolve_checkpoint(run).filename().string(), std::string("step-00000300"));
    QCOMPARE(tl::train::best_checkpoint(run)->filename().string(), std::string("step-00000009"));
    tl::train::prune_checkpoints(run, 2);
    QVERIFY((names(run) == std::vector<std::string>{"step-00000009", "step-00000100", "step-00000300"}));
    QCOMPARE(tl::train::read_progress(run).step, int64_t(300));
  }
  void a_damaged_one_names_the_good_one_before_it() {
    QTemporaryDir dir;
    const fs::path run = dir.path().toStdString();
    for (const int64_t step : {1, 2, 3}) tl::train::write_checkpoint(run, sample(step), false);
    flip(run / "checkpoints/step-00000003/model.safetensors", -2);
    auto text = error_of([&] { tl::train::read_checkpoint(run); });
    QVERIFY(has(text, "input|read checkpoint: '"));
    QVERIFY(has(text, "model.safetensors' is damaged: its checksum is not the one it was written with"));
    QVERIFY(has(text, "The newest good one is '" + (run / "checkpoints/step-00000002").string() + "'"));
    fs::remove(run / "checkpoints/step-00000002/optimizer.safetensors");
    text = error_of([&] { tl::train::read_checkpoint(run / "checkpoints/step-00000002"); });
    QVERIFY(has(text, "No such file"));
    QVERIFY(has(text, "step-00000001'"));
    std::ofstream(run / "checkpoints/step-00000001/manifest.json") << "{\"format\": \"tensorloom.checkpoint\", \"version\": 1}";
    text = error_of([&] { tl::train::read_checkpoint(run / "checkpoints/step-00000001"); });
    QVERIFY(has(text, "lacks a field"));
    QVERIFY(has(text, "No other checkpoint of this run is good"));
    std::ofstream(run / "checkpoints/step-00000001/manifest.json") << "{\"format\": \"tensorloom.checkpoint\", \"version\": 2}";
    QVERIFY(has(error_of([&] { tl::train::read_checkpoint(run / "checkpoints/step-00000001"); }), "newer version"));
  }
  void a_failed_write_leaves_no_trace() {
    QTemporaryDir dir;
    const fs::path run = dir.path().toStdString();
    tl::train::write_checkpoint(run, sample(1), true);
    for (const auto call : {tl::io::IoCall::create, tl::io::IoCall::write, tl::io::IoCall::fsync, tl::io::IoCall::rename}) {
      tl::io::set_fault_hook([call](tl::io::IoCall c, const fs::path&) { return c == call ? ENOSPC : 0; });
      QVERIFY(has(error_of([&] { tl::train::write_checkpoint(run, sample(2), true); }), "No space left"));
      tl::io::set_fault_hook(nullptr);
      QVERIFY((names(run) == std::vector<std::string>{"step-00000001"}));
      QCOMPARE(std::distance(fs::directory_iterator(run / "checkpoints"), {}), 2);  // the checkpoint and best.json
      QCOMPARE(tl::train::read_checkpoint(run).progress.step, int64_t(1));
    }
  }
  void nothing_there() {
    QTemporaryDir dir;
    QVERIFY(has(error_of([&] { tl::train::read_checkpoint(dir.path().toStdString()); }), "holds no checkpoint"));
    QVERIFY(has(error_of([&] { tl::train::read_checkpoint(dir.path().toStdString() + "/none"); }), "does not exist"));
    QVERIFY(!tl::train::best_checkpoint(dir.path().toStdString()));
  }
};

TL_TEST_CLASS(TestCheckpoint)
#include "test_train_checkpoint.moc"
