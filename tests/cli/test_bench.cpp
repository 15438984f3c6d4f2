// SPDX-License-Identifier: Apache-2.0
// `bench` computes what tests/bench/WORKLOADS.md says; how fast is measured elsewhere and never judged here.
#include <QRegularExpression>

#include "bench_check.h"
#include "engine/bench/run.h"
#include "engine/bench/streams.h"
#include "engine/core/pool.h"
#include "support/test_main.h"

using namespace tl::test;
using nlohmann::json;

namespace {

/// The rows of the document's tables that begin with a workload's name, as cells.
QStringList table_row(const std::string& name, const QString& heading) {
  const QString text = QString::fromStdString(read_text(TL_SOURCE_DIR "/tests/bench/WORKLOADS.md"));
  const QString part = text.mid(text.indexOf("\n## " + heading));
  for (const QString& line : part.split('\n'))
    if (line.startsWith("| " + QString::fromStdString(name) + " |")) return line.split('|', Qt::SkipEmptyParts);
  return {};
}

/// "1e-6 to step 10, 2e-3 at 20", "<= 1e-6": the spread that holds at a step, that of the next listed one where none is given.
double spread_at(const QString& text, int step) {
  const QRegularExpression entry(R"(([0-9.e-]+)(?:\s+(?:to step|at)\s+(\d+))?)");
  for (auto it = entry.globalMatch(text); it.hasNext();) {
    const auto match = it.next();
    if (match.captured(2).isEmpty() || step <= match.captured(2).toInt()) return match.captured(1).toDouble();
  }
  return 0;
}

}  // namespace

class TestBench : public QObject {
  Q_OBJECT
 private slots:
  void the_hash_gives_known_numbers() {
    // The first number of a stream is one step of splitmix64 from stream · 2^40.
    QCOMPARE(tl::bench::hash_bits(0, 0), uint64_t{0xE220A8397B1DCDAF});
    const tl::Tensor u = tl::bench::uniform_stream(3, {1000}, -2, 5);
    for (int i = 0; i < 1000; ++i) QVERIFY(u.data_ptr<float>()[i] >= -2 && u.data_ptr<float>()[i] <= 5);
    const tl::Tensor k = tl::bench::integer_stream(2000, {1000}, 10);
    for (int i = 0; i < 1000; ++i) QVERIFY(k.data_ptr<int64_t>()[i] >= 0 && k.data_ptr<int64_t>()[i] < 10);
  }

  void losses_agree_with_the_table_data() {
    QTest::addColumn<QString>("name");
    for (const auto& w : tl::bench::workloads()) QTest::newRow(w.name.c_str()) << QString::fromStdString(w.name);
  }
  void losses_agree_with_the_table() {
    QFETCH(QString, name);
    const auto& workload = tl::bench::find_workload(name.toStdString());
    const QStringList facts = table_row(workload.name, "The workloads"), expected = table_row(workload.name, "Expected losses");
    QVERIFY2(facts.size() > 6 && expected.size() > 2, "no row in WORKLOADS.md");
    QCOMPARE(workload.batch, facts[1].trimmed().toLongLong());
    QCOMPARE(workload.check_steps, facts[6].trimmed().toLongLong());
    const json check = run_cli({"bench", "--workload", name, "--check"}).last();
    int64_t parameters = 0;
    for (const auto& row : tl::bench::describe(workload)) parameters += tl::product(row.sizes);
    QCOMPARE(parameters, facts[3].trimmed().remove(',').toLongLong());
    QCOMPARE(check["losses"].size(), static_cast<size_t>(workload.check_steps));
    int compared = 0;
    for (const QString& entry : expected[1].split(',')) {
      const int step = entry.section(':', 0, 0).trimmed().toInt();
      const double table = entry.section(':', 1).toDouble(), ours = check["losses"][static_cast<size_t>(step - 1)];
      QVERIFY2(std::abs(ours - table) <= std::max(2e-5, 3 * spread_at(expected[2], step)),
               qPrintable(QString("step %1: %2 instead of %3").arg(step).arg(ours, 0, 'f', 6).arg(table)));
      ++compared;
    }
    QVERIFY(compared >= 3);
  }

  void a_check_is_the_same_for_any_number_of_threads() {
    for (const auto& w : tl::bench::workloads()) {
      const QStringList check{"bench", "--workload", QString::fromStdString(w.name), "--check", "--stream-offset", "5"};
      const CliResult one = run_cli(check + QStringList{"--threads", "1"}), four = run_cli(check + QStringList{"--threads", "4"});
      QVERIFY2(one.code == 0 && four.code == 0, one.err + four.err);
      QCOMPARE(one.out, four.out);
    }
  }

  void another_offset_gives_other_numbers() {
    const auto at = [](const char* offset) {
      return run_cli({"bench", "--workload", "mlp-small", "--check", "--stream-offset", offset}).last();
    };
    const json a = at("0"), b = at("9");
    QVERIFY(a["losses"][0] != b["losses"][0]);
    QCOMPARE(b["stream_offset"].get<int>(), 9);
  }

  void a_measurement_has_all_its_fields() {
    for (const char* mode : {"train", "infer"}) {
      const json m = run_cli({"bench", "--workload", "tabular", "--mode", mode, "--threads", "2", "--steps", "3", "--blocks", "1",
                              "--max-seconds", "0.05", "--json"})
                         .last();
      for (const char* field :
           {"workload", "mode", "threads", "batch", "params", "steps_per_s", "peak_rss_mb", "losses", "block_steps", "blocks"})
        QVERIFY2(m.contains(field), field);
      QCOMPARE(m["threads"].get<int>(), 2);
      QCOMPARE(m["params"].get<int>(), 6530);
      QCOMPARE(m["block_steps"].get<int>(), 3);
      QVERIFY(m["steps_per_s"].get<double>() > 0 && m["peak_rss_mb"].get<double>() > 1);
      QCOMPARE(m["losses"].size(), size_t{std::string(mode) == "train" ? 20u : 0u});
    }
  }

  void mistakes_are_one_sentence_each() {
    for (const auto& [arguments, says] : std::vector<std::pair<QStringList, const char*>>{
             {{"bench", "--workload", "mlq"}, "there is no workload 'mlq'. Workloads: mlp, "},
             {{"bench"}, "--workload is missing"},
             {{"bench", "--workload", "mlp", "--mode", "dream"}, "there is no mode 'dream'. Modes: train, infer."}}) {
      const CliResult r = run_cli(arguments);
      QVERIFY2(r.code == 2 && r.err.contains(says), r.err);
      QCOMPARE(r.err.count('\n'), 1);
    }
    QCOMPARE(run_cli({"bench", "--workload", "mlp", "--steps", "-1"}).code, 2);
  }
};

TL_TEST_CLASS(TestBench)
#include "test_bench.moc"
