// SPDX-License-Identifier: Apache-2.0
// The examples learn what they promise; a killed run goes on as if nothing had happened.
#include <signal.h>

#include <QElapsedTimer>
#include <random>

#include "cli_run.h"
#include "support/test_main.h"

using namespace tl::test;
using nlohmann::json;

namespace {

double test_accuracy(const QString& project, const Folder& folder, const std::string& run, const QStringList& more = {}) {
  const CliResult trained = run_cli(QStringList{"train", project, "--out", folder.at(run), "--json"} + more, 560000);
  if (trained.code != 0) {
    qWarning("train ended with %d: %s", trained.code, trained.err.constData());
    return -1;
  }
  const CliResult e = run_cli({"eval", project, "--checkpoint", folder.at(run), "--split", "test", "--json"});
  return e.code == 0 ? e.last()["accuracy"].get<double>() : -1;
}

}  // namespace

class TestTraining : public QObject {
  Q_OBJECT
 private slots:
  void digits_mlp_reads_96_of_100_digits() {
    Folder folder;
    const double accuracy = test_accuracy(project_path("digits-mlp"), folder, "run");
    qInfo("digits-mlp: test accuracy %.4f", accuracy);
    QVERIFY2(accuracy >= 0.96, QByteArray::number(accuracy));
    const json e = run_cli({"eval", project_path("digits-mlp"), "--checkpoint", folder.at("run"), "--split", "test", "--json"}).last();
    QVERIFY(e["split"] == "test" && e["samples"] == 359 && e["loss"].is_number());
    for (const char* split : {"train", "validation"})
      QVERIFY(
          run_cli({"eval", project_path("digits-mlp"), "--checkpoint", folder.at("run"), "--split", split, "--json"}).last()["accuracy"] >
          0.9);
    QVERIFY(!exported(folder, project_path("digits-mlp"), "run").empty());
    const json from_file = run_cli({"eval", project_path("digits-mlp"), "--checkpoint", folder.at("run.safetensors"), "--json"}).last();
    QCOMPARE(from_file.dump(), e.dump());
    const json info = run_cli({"info", folder.at("run.safetensors"), "--json"}).last();
    QCOMPARE(info["tensors"].size(), size_t{4});
    QCOMPARE(info["elements"].get<int>(), 64 * 64 + 64 + 64 * 10 + 10);
  }

  void iris_mlp_is_right_19_times_in_20_over_five_seeds() {
    Folder folder;
    double sum = 0;
    for (int seed = 1; seed <= 5; ++seed) {
      const QString file = changed_project(folder, "iris-mlp", "p.json", [&](json& p) {
        node_of(p, "data")["params"]["split_seed"] = seed;
        p["run"]["seed"] = seed;
      });
      const double accuracy = test_accuracy(file, folder, "run" + std::to_string(seed));
      qInfo("iris-mlp, seed %d: test accuracy %.4f", seed, accuracy);
      sum += accuracy;
    }
    qInfo("iris-mlp, mean over seeds 1 to 5: %.4f", sum / 5);
    QVERIFY2(sum / 5 >= 0.95, QByteArray::number(sum / 5));
  }

  /// The full claim (0.90 within 3 epochs) takes minutes: here one epoch on every image with a lower bar.
  void fashion_cnn_learns_in_one_epoch() {
    Folder folder;
    const double accuracy = test_accuracy(project_path("fashion-cnn"), folder, "run", {"--epochs", "1"});
    qInfo("fashion-cnn after one epoch: test accuracy %.4f", accuracy);
    QVERIFY2(accuracy >= 0.86, QByteArray::number(accuracy));
  }

  void the_record_shows_the_loss_falling() {
    Folder folder;
    const CliResult r = run_cli({"train", project_path("digits-mlp"), "--out", folder.at("run"), "--epochs", "4", "--json"});
    QVERIFY2(r.code == 0, r.err);
    std::vector<json> epochs;
    for (const QByteArray& line : r.out.trimmed().split('\n'))
      if (json j = json::parse(line.toStdString()); j["event"] == "epoch") epochs.push_back(j);
    QCOMPARE(epochs.size(), size_t{4});
    for (const json& e : epochs)
      for (const char* key : {"train/loss", "train/accuracy", "validation/loss", "validation/accuracy"})
        QVERIFY2(e.contains(key), e.dump().c_str());
    QVERIFY(epochs[3]["train/loss"] < epochs[0]["train/loss"]);
    QVERIFY(r.last()["state"] == "finished");
    const CliResult more = run_cli({"train", project_path("digits-mlp"), "--out", folder.at("run"), "--epochs", "6", "--json", "--resume"});
    std::vector<int> told;
    for (const QByteArray& line : more.out.trimmed().split('\n'))
      if (json j = json::parse(line.toStdString()); j["event"] == "epoch") told.push_back(j["epoch"]);
    QVERIFY((told == std::vector<int>{5, 6}));  // what came before is not told again
  }

  void threads_change_no_bit() {
    Folder folder;
    for (const char* threads : {"1", "2"})
      QCOMPARE(run_cli({"train", project_path("digits-mlp"), "--out", folder.at(threads), "--epochs", "2", "--threads", threads}).code, 0);
    const std::string one = exported(folder, project_path("digits-mlp"), "1");
    QVERIFY(!one.empty() && one == exported(folder, project_path("digits-mlp"), "2"));
  }

  void seeds_make_a_difference() {
    Folder folder;
    for (const char* seed : {"1", "2"})
      QCOMPARE(run_cli({"train", project_path("iris-mlp"), "--out", folder.at(seed), "--epochs", "1", "--seed", seed}).code, 0);
    QVERIFY(exported(folder, project_path("iris-mlp"), "1") != exported(folder, project_path("iris-mlp"), "2"));
  }

  void killed_runs_resume_to_the_same_bits() {
    Folder folder;
    // Dropout and shuffling make every random stream count.
    const QString file = changed_project(folder, "digits-mlp", "p.json", [](json& p) {
      node_of(p, "relu_1")["type"] = "Dropout";
      node_of(p, "relu_1")["params"] = {{"p", 0.2}};
      p["run"]["epochs"] = 40;
    });
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(run_cli({"train", file, "--out", folder.at("whole")}).code, 0);
    const auto whole_ms = static_cast<unsigned>(timer.elapsed());
    const std::string expected = exported(folder, file, "whole");
    QVERIFY(!expected.empty());
    std::mt19937 random(20261121);
    for (int round = 0; round < 3; ++round) {
      const std::string run = "run" + std::to_string(round);
      int kills = 0;
      for (int attempt = 0; attempt < 3; ++attempt) {
        QProcess process;
        process.start(cli_binary, {"train", file, "--out", folder.at(run), "--resume"});
        if (process.waitForFinished(static_cast<int>(whole_ms / 6 + random() % (whole_ms / 2 + 1)))) break;
        ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
        QVERIFY(process.waitForFinished());
        ++kills;
      }
      qInfo("round %d: killed %d times", round, kills);
      QVERIFY(kills > 0);
      const CliResult end = run_cli({"train", file, "--out", folder.at(run), "--resume"});
      QVERIFY2(end.code == 0, end.err);
      QVERIFY2(exported(folder, file, run) == expected, "the weights differ");
    }
  }

  void an_interrupt_writes_a_checkpoint_and_leaves() {
    Folder folder;
    const QString file = project_path("digits-mlp");
    QCOMPARE(run_cli({"train", file, "--out", folder.at("whole"), "--epochs", "60"}).code, 0);
    QProcess process;
    process.start(cli_binary, {"train", file, "--out", folder.at("run"), "--epochs", "60"});
    QTRY_VERIFY_WITH_TIMEOUT(
        std::filesystem::exists(folder.path("run/metrics.bin")) && std::filesystem::file_size(folder.path("run/metrics.bin")) > 3200,
        60000);
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(30000));
    QCOMPARE(process.exitCode(), 130);
    QVERIFY(std::filesystem::exists(folder.path("run/checkpoints")));
    QCOMPARE(run_cli({"train", file, "--out", folder.at("run"), "--epochs", "60", "--resume"}).code, 0);
    QCOMPARE(exported(folder, file, "run"), exported(folder, file, "whole"));
  }
};

TL_TEST_CLASS(TestTraining)
#include "test_training.moc"
