// SPDX-License-Identifier: Apache-2.0
#include <QTemporaryDir>
#include <atomic>
#include <cerrno>
#include <cmath>
#include <fstream>
#include <limits>
#include <thread>

#include "engine/core/error.h"
#include "engine/io/durable_writer.h"
#include "engine/runs/run_facts.h"
#include "engine/runs/run_store.h"
#include "engine/train/recorder.h"
#include "support/test_main.h"

namespace fs = std::filesystem;
using tl::runs::Record;

class TestRuns : public QObject {
  Q_OBJECT

  static std::vector<Record> steps(uint32_t series, int64_t from, int64_t to) {
    std::vector<Record> records;
    for (int64_t s = from; s < to; ++s) records.push_back({series, 0, s, 0.5 * double(s), 0.1 * double(s)});
    return records;
  }

 private slots:
  void cleanup() { tl::io::set_fault_hook(nullptr); }

  void a_reader_follows_a_writer() {
    QTemporaryDir dir;
    const fs::path run = dir.path().toStdString() + "/run";
    tl::runs::RunReader reader(run);
    QVERIFY(reader.poll().empty());
    tl::runs::RunWriter writer(run);
    const uint32_t loss = writer.series("train/loss");
    auto records = steps(loss, 0, 10);
    records[3].value = std::numeric_limits<double>::quiet_NaN();
    writer.append(records.data(), records.size());
    auto got = reader.poll();
    QCOMPARE(got.size(), size_t(10));
    QVERIFY(std::isnan(got[3].value));
    QCOMPARE(got[9].step, int64_t(9));
    QVERIFY(reader.poll().empty());
    const uint32_t lr = writer.series("lr/adam");
    QCOMPARE(writer.series("train/loss"), loss);
    records = steps(lr, 10, 12);
    writer.append(records.data(), records.size());
    got = reader.poll();
    QCOMPARE(got.size(), size_t(2));
    QCOMPARE(reader.series().at(got[0].series), std::string("lr/adam"));
  }
  void resume_drops_later_records_and_tells_the_reader() {
    QTemporaryDir dir;
    tl::runs::RunWriter writer(dir.path().toStdString());
    tl::runs::RunReader reader(dir.path().toStdString());
    auto records = steps(writer.series("a"), 0, 20000);
    writer.append(records.data(), records.size());
    QCOMPARE(reader.poll().size(), size_t(20000));
    writer.truncate_after(99);
    records = steps(0, 100, 30000);  // outgrows the old file before the reader looks
    writer.append(records.data(), records.size());
    bool restarted = false;
    const auto got = reader.poll(&restarted);
    QVERIFY(restarted);
    QCOMPARE(got.size(), size_t(30000));
    for (size_t i = 0; i < got.size(); ++i) QCOMPARE(got[i].step, int64_t(i));
    writer.truncate_after(1 << 30);
    QVERIFY(reader.poll(&restarted).empty());
    QVERIFY(!restarted);
  }
  void resume_before_a_validation_drops_what_it_recorded() {
    QTemporaryDir dir;
    tl::runs::RunWriter writer(dir.path().toStdString());
    const uint32_t train = writer.series("train/loss"), validation = writer.series("validation/loss");
    const tl::runs::Record records[] = {{train, 0, 10, 1.0, 0}, {validation, 0, 10, 2.0, 0}, {train, 1, 20, 3.0, 0}, {validation, 1, 20, 4.0, 0}};
    writer.append(records, 4);
    writer.truncate_after(20, 1);  // the checkpoint was written at step 20, before epoch 1 was validated
    tl::runs::RunReader reader(dir.path().toStdString());
    const auto got = reader.poll();
    QCOMPARE(got.size(), size_t(3));
    QCOMPARE(got[2].value, 3.0);
    writer.append(records + 3, 1);
    writer.truncate_after(20, 2);  // and here after it
    QCOMPARE(reader.poll().size(), size_t(1));
  }
  void a_torn_tail_is_cut() {
    QTemporaryDir dir;
    const fs::path run = dir.path().toStdString();
    {
      tl::runs::RunWriter writer(run);
      const auto records = steps(writer.series("a"), 0, 3);
      writer.append(records.data(), records.size());
    }
    std::ofstream(run / "metrics.bin", std::ios::app) << "torn";
    tl::runs::RunReader reader(run);
    QCOMPARE(reader.poll().size(), size_t(3));
    tl::runs::RunWriter writer(run);
    const auto records = steps(writer.series("a"), 3, 4);
    writer.append(records.data(), 1);
    const auto got = reader.poll();
    QCOMPARE(got.size(), size_t(1));
    QCOMPARE(got[0].step, int64_t(3));
  }
  void two_writers_are_refused() {
    QTemporaryDir dir;
    tl::runs::RunWriter writer(dir.path().toStdString());
    try {
      tl::runs::RunWriter second(dir.path().toStdString());
      QFAIL("a second writer was let in");
    } catch (const tl::Error& e) {
      QVERIFY(e.category() == tl::ErrorCategory::state);
    }
  }
  void a_refused_append_leaves_nothing_behind() {
    QTemporaryDir dir;
    const fs::path run = dir.path().toStdString();
    tl::runs::RunWriter writer(run);
    const auto records = steps(writer.series("a"), 0, 100);
    int calls = 0;
    tl::io::set_fault_hook([&](tl::io::IoCall call, const fs::path&) {
      if (call != tl::io::IoCall::write) return 0;
      return ++calls == 1 ? tl::io::short_write : ENOSPC;
    });
    QVERIFY_THROWS_EXCEPTION(tl::Error, writer.append(records.data(), records.size()));
    QCOMPARE(fs::file_size(run / "metrics.bin"), uintmax_t(0));
    tl::io::set_fault_hook(nullptr);
    writer.append(records.data(), records.size());
    QCOMPARE(fs::file_size(run / "metrics.bin"), uintmax_t(3200));
  }
  void the_recorder_loses_nothing() {
    QTemporaryDir dir;
    const fs::path run = dir.path().toStdString();
    constexpr int64_t n = 300000;  // several times the ring
    tl::runs::RunReader reader(run);
    std::vector<Record> seen;
    {
      tl::train::Recorder recorder(run);
      const uint32_t series = recorder.series("train/loss");
      std::atomic<bool> done{false};
      std::thread consumer([&] {
        while (!done) {
          for (const auto& r : reader.poll()) seen.push_back(r);
          std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
      });
      for (int64_t s = 0; s < n; ++s) recorder.push({series, 0, s, double(s), 0});
      QVERIFY(recorder.drain());
      done = true;
      consumer.join();
      for (int64_t s = n; s < n + 10; ++s) recorder.push({series, 0, s, double(s), 0});
    }
    for (const auto& r : reader.poll()) seen.push_back(r);
    QCOMPARE(seen.size(), size_t(n + 10));
    for (size_t i = 0; i < seen.size(); ++i)
      if (seen[i].step != int64_t(i)) QFAIL("out of order");
  }
  void a_full_disk_is_reported_and_overcome() {
    QTemporaryDir dir;
    const fs::path run = dir.path().toStdString();
    tl::train::Recorder recorder(run);
    const uint32_t series = recorder.series("train/loss");
    recorder.push({series, 0, 0, 0, 0});
    QVERIFY(recorder.drain());
    std::atomic<bool> full{true};
    tl::io::set_fault_hook([&](tl::io::IoCall call, const fs::path&) { return full && call == tl::io::IoCall::write ? ENOSPC : 0; });
    for (int64_t s = 1; s < 200000; ++s) recorder.push({series, 0, s, 0, 0});  // more than the ring holds: kept in memory
    QVERIFY(!recorder.drain());
    const auto error = recorder.error();
    QVERIFY(error.has_value());
    QVERIFY2(std::string(error->what()).find("No space left") != std::string::npos, error->what());
    QVERIFY(!recorder.retry());
    full = false;
    QVERIFY(recorder.retry());
    QVERIFY(recorder.drain());
    QVERIFY(!recorder.error());
    tl::runs::RunReader reader(run);
    const auto got = reader.poll();
    QCOMPARE(got.size(), size_t(200000));
    QCOMPARE(got.back().step, int64_t(199999));
  }
  void facts_round_trip() {
    QTemporaryDir dir;
    const fs::path run = dir.path().toStdString();
    tl::runs::RunFacts f;
    f.project_name = "digits";
    f.started = tl::runs::utc_now();
    f.state = "running";
    f.seed = 18446744073709551615ull;
    f.class_names = {"zero", "one"};
    tl::runs::write_run_facts(run, f);
    const auto g = tl::runs::read_run_facts(run);
    QCOMPARE(g.seed, f.seed);
    QVERIFY(g.class_names == f.class_names && g.started == f.started && g.started.size() == 20);
    std::ofstream(run / "run.json") << "{\"format\": \"tensorloom.run\", \"version\": 1}";
    QVERIFY_THROWS_EXCEPTION(tl::Error, tl::runs::read_run_facts(run));
  }
};

TL_TEST_CLASS(TestRuns)
#include "test_runs.moc"
