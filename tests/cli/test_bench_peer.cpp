// SPDX-License-Identifier: Apache-2.0
// The same networks in PyTorch: every parameter and gradient after the check's steps. Skips, saying so, where PyTorch is missing.
#include "bench_check.h"
#include "engine/bench/workload.h"
#include "support/test_main.h"

using namespace tl::test;
using nlohmann::json;

namespace {
CliResult run_peer(const QStringList& arguments) {
  QProcess process;
  process.start("/usr/bin/python3", arguments);
  CliResult result;
  if (process.waitForFinished(300000) && process.exitStatus() == QProcess::NormalExit) result.code = process.exitCode();
  result.out = process.readAllStandardOutput(), result.err = process.readAllStandardError();
  return result;
}
}  // namespace

class TestBenchPeer : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() {
    if (run_peer({"-c", "import torch"}).code != 0) QSKIP("PyTorch is not installed (python3-torch): nothing to compare with");
  }
  void parameters_and_gradients_agree_data() {
    QTest::addColumn<QString>("name");
    for (const auto& w : tl::bench::workloads()) QTest::newRow(w.name.c_str()) << QString::fromStdString(w.name);
  }
  void parameters_and_gradients_agree() {
    QFETCH(QString, name);
    // Five steps: later a tie in a pooling window may fall differently with every BLAS, in PyTorch too.
    const QStringList arguments{"--workload", name, "--check", "--steps", "5", "--stream-offset", "7"};
    const CliResult peer = run_peer(QStringList{TL_SOURCE_DIR "/tests/bench/peer_torch.py"} + arguments);
    QVERIFY2(peer.code == 0, peer.err);
    const json ours = run_cli(QStringList{"bench"} + arguments).last();
    const QString wrong = difference(ours, peer.last());
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
  }
};

TL_TEST_CLASS(TestBenchPeer)
#include "test_bench_peer.moc"
