// SPDX-License-Identifier: Apache-2.0
// What goes wrong around a run, and what is asked wrongly: one sentence, the right exit code, nothing lost.
#include <signal.h>

#include "cli_run.h"
#include "engine/train/checkpoint.h"
#include "support/test_main.h"

using namespace tl::test;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// A run in another process that does not end by itself; interrupted when the test ends.
class LiveRun {
 public:
  LiveRun(const QString& project, const Folder& folder) : record_(folder.path("run/metrics.bin")) {
    process_.start(cli_binary, {"train", project, "--out", folder.at("run"), "--epochs", "100000", "-q"});
  }
  ~LiveRun() { stop(); }
  bool begun() {
    std::error_code error;
    return fs::exists(record_, error) && fs::file_size(record_, error) > 3200;
  }
  int stop() {
    if (process_.state() == QProcess::NotRunning) return process_.exitCode();
    ::kill(static_cast<pid_t>(process_.processId()), SIGINT);
    return process_.waitForFinished(60000) ? process_.exitCode() : -1;
  }

 private:
  QProcess process_;
  fs::path record_;
};

void expect_one_sentence(const CliResult& r, int code, const char* says) {
  QVERIFY2(r.code == code, QByteArray::number(r.code) + r.err + r.out);
  QVERIFY2(r.err.startsWith("tensorloom-cli: error: ") && r.err.count('\n') == 1, r.err + r.out);
  QVERIFY2(r.err.contains(says), r.err);
}

CliResult to_full_disk(const QStringList& arguments, const QString& program = cli_binary) {
  QProcess p;
  p.setStandardOutputFile("/dev/full");
  p.start(program, arguments);
  CliResult r;
  if (p.waitForFinished(60000) && p.exitStatus() == QProcess::NormalExit) r.code = p.exitCode();
  r.err = p.readAllStandardError();
  return r;
}

/// The example with other parameters of its optimizer.
QString with_optimizer(const Folder& folder, const char* type, const json& params) {
  return changed_project(folder, "iris-mlp", "optimizer.json", [&](json& p) {
    node_of(p, "adam")["type"] = type;
    node_of(p, "adam")["params"] = params;
  });
}

}  // namespace

class TestRefusals : public QObject {
  Q_OBJECT
 private slots:
  void a_run_that_is_being_written_is_left_alone() {
    Folder folder;
    const QString project = project_path("iris-mlp");
    LiveRun live(project, folder);
    QTRY_VERIFY_WITH_TIMEOUT(live.begun(), 60000);
    for (const QStringList& how : {QStringList{"--overwrite"}, {"--resume"}, {}})
      expect_one_sentence(run_cli(QStringList{"train", project, "--out", folder.at("run"), "--epochs", "1"} + how), 2,
                          "another session is training into ");
    for (const char* part : {"metrics.bin", "series.json", "run.json", "project.json"}) QVERIFY2(fs::exists(folder.path("run") / part), part);
    QVERIFY(!fs::exists(folder.path("run/previous-1")));
    QCOMPARE(live.stop(), 130);
    QVERIFY2(run_cli({"eval", project, "--checkpoint", folder.at("run")}).code == 0, "the live run lost its checkpoint");
  }

  void overwriting_keeps_the_old_run_beside_the_new_one() {
    Folder folder;
    const QStringList train{"train", project_path("iris-mlp"), "--out", folder.at("run"), "--epochs"};
    QCOMPARE(run_cli(train + QStringList{"2"}).code, 0);
    const CliResult again = run_cli(train + QStringList{"1", "--overwrite"});
    QVERIFY2(again.code == 0 && again.err.contains("previous-1"), again.err);
    QCOMPARE(run_cli({"info", folder.at("run/previous-1"), "--json"}).last()["epochs"].get<int>(), 2);
    QCOMPARE(run_cli({"info", folder.at("run"), "--json"}).last()["epochs"].get<int>(), 1);
  }

  void a_damaged_checkpoint_leads_to_the_good_one_before_it() {
    Folder folder;
    const QString project = changed_project(folder, "iris-mlp", "p.json", [](json& p) { p["run"]["keep_checkpoints"] = 5; });
    const QStringList train{"train", project, "--out", folder.at("run"), "--epochs"};
    QCOMPARE(run_cli(train + QStringList{"2"}).code, 0);
    QCOMPARE(run_cli(train + QStringList{"4", "--resume"}).code, 0);
    const auto all = tl::train::list_checkpoints(folder.path("run"));
    QVERIFY(all.size() >= 2);
    const fs::path newest = all.back(), good = all[all.size() - 2];
    write_text(newest / "manifest.json", "");
    const CliResult refused = run_cli(train + QStringList{"5", "--resume"});
    expect_one_sentence(refused, 3, "manifest.json:1:1: the file is empty");
    QVERIFY2(refused.err.contains(QByteArray::fromStdString("'" + good.string() + "'")) && refused.err.contains("--resume --from"), refused.err);
    expect_one_sentence(run_cli(train + QStringList{"5", "--from", QString::fromStdString(good.string())}), 2, "--from needs --resume");
    const CliResult on = run_cli(train + QStringList{"5", "--resume", "--from", QString::fromStdString(good.string())});
    QVERIFY2(on.code == 0 && on.err.contains(QByteArray("Resumed at step ") + QByteArray::number(qlonglong(tl::train::checkpoint_step(good)))), on.err);
    QVERIFY(fs::exists(newest.string() + ".aside") || fs::exists(newest / "model.safetensors"));
    // What is newest now is good: the next resume needs no hint.
    QCOMPARE(run_cli(train + QStringList{"6", "--resume"}).code, 0);
  }

  void diverging_in_the_first_step_promises_no_checkpoint() {
    Folder folder;
    const QString file = changed_project(folder, "iris-mlp", "p.json", [](json& p) {
      node_of(p, "adam")["type"] = "SGD";
      node_of(p, "adam")["params"] = {{"lr", 1e38}};
      p["run"]["clip_grad_norm"] = 0;
    });
    const CliResult r = run_cli({"train", file, "--out", folder.at("run")});
    QVERIFY2(r.code == 4, QByteArray::number(r.code) + r.err);
    QVERIFY2(!r.err.contains("is good") && r.err.contains("There is no checkpoint yet."), r.err);
    QVERIFY2(!r.err.contains("-nan") && !r.out.contains("-nan"), r.err + r.out);
  }

  void a_folder_that_cannot_be_is_an_input_output_error() {
    const QString name(300, 'x');
    const CliResult r = run_cli({"train", project_path("iris-mlp"), "--out", "/tmp/" + name, "--epochs", "1"});
    QVERIFY2(r.code == 6 && r.err.contains("File name too long") && !r.err.contains("filesystem error"), QByteArray::number(r.code) + r.err);
    const CliResult info = run_cli({"info", "/tmp/" + name});
    QVERIFY2(info.code == 6 && !info.err.contains("filesystem error"), QByteArray::number(info.code) + info.err);
  }

  void help_that_cannot_be_written_is_an_error() {
    for (const QStringList& asked : {QStringList{"--help"}, {"--version"}, {"bench", "--help"}}) {
      const CliResult r = to_full_disk(asked);
      QVERIFY2(r.code == 6 && r.err.contains("could not be written"), QByteArray::number(r.code) + r.err);
    }
  }

  void what_is_asked_wrongly_is_named() {
    expect_one_sentence(run_cli({"--nope"}), 2, "there is no option '--nope'");
    expect_one_sentence(run_cli({"--json"}), 2, "a command is missing");
    expect_one_sentence(run_cli({"--json", "tarin"}), 2, "there is no command 'tarin'");
    expect_one_sentence(run_cli({"bench", "--workload", "mlp", "--max-seconds", "-1"}), 2, "--max-seconds: takes a number above 0, not '-1'");
    QVERIFY(run_cli({"docs", "--help"}).out.contains("operators"));
    const QByteArray bench = run_cli({"bench", "--help"}).out;
    QVERIFY2(bench.contains("--mode {train,infer}") && bench.contains("--workload {mlp,"), bench);
    const json softmax = run_cli({"ops", "--json", "softmax"}).last();
    QCOMPARE(softmax["arguments"][1]["name"].get<std::string>(), std::string("dim"));
    QVERIFY(softmax["arguments"][1].contains("kind") && softmax["arguments"][1].contains("required"));
  }

  void options_that_an_optimizer_refuses_are_found_before_training_data() {
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("params");
    QTest::addColumn<QByteArray>("remedy");
    const auto row = [](const char* type, const char* params, const char* remedy) {
      QTest::newRow(qPrintable(QString(type) + params)) << QByteArray(type) << QByteArray(params) << QByteArray(remedy);
    };
    row("Adam", R"({"beta1": 1})", "Set beta1 to a number from 0 up and below 1.");
    row("AdamW", R"({"beta2": 1})", "Set beta2 to a number");
    row("Adamax", R"({"beta1": 1})", "Set beta1 to a number");
    row("SGD", R"({"nesterov": true})", "Set momentum above 0");
    row("Rprop", R"({"eta1": 1})", "Set eta1 between 0 and 1");
    row("Rprop", R"({"step_size1": 2, "step_size2": 1})", "Set step_size1 no larger than step_size2.");
    row("SparseAdam", R"({})", "Use Adam");
  }
  void options_that_an_optimizer_refuses_are_found_before_training() {
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, params);
    QFETCH(QByteArray, remedy);
    Folder folder;
    const QString file = with_optimizer(folder, type, json::parse(params.toStdString()));
    const CliResult check = run_cli({"check", file});
    QVERIFY2(check.code == 3 && check.out.contains("error: adam: ") && check.out.contains(remedy) && check.out.contains("graph not valid"), check.out);
    const CliResult trained = run_cli({"train", file, "--out", folder.at("run")});
    expect_one_sentence(trained, 3, "adam: ");
    QVERIFY(!fs::exists(folder.path("run")));
  }

  void texts_of_a_project_cannot_steer_the_terminal() {
    Folder folder;
    const QString file = changed_project(folder, "iris-mlp", "p.json", [](json& p) {
      static constexpr char evil[] = "x\x1b[31m\nerror: \0y\xc2\x9b";
      node_of(p, "adam")["name"] = std::string(evil, sizeof evil - 1);
      node_of(p, "fc_1")["params"]["odd\x1b[2J"] = 1;
      p["run"]["\x1b]0;title\x07"] = 1;
      p["title"] = "t\x1b[5m\u202e";
    });
    for (const QStringList& command : {QStringList{"check", file}, {"info", file}, {"train", file, "--out", folder.at("run"), "--epochs", "1"}}) {
      const CliResult r = run_cli(command);
      for (const char bad : {'\x1b', '\0', '\x07'}) QVERIFY2(!(r.out + r.err).contains(bad), (r.out + r.err).toPercentEncoding(" :.,'\n"));
      QVERIFY2(!(r.out + r.err).contains("\nerror: \\x00y"), r.out + r.err);
      QVERIFY((r.out + r.err).contains("\\x1b["));
    }
  }

  void a_size_beyond_all_memory_is_told_as_a_size() {
    Folder folder;
    const QString file = changed_project(folder, "iris-mlp", "p.json", [](json& p) {
      node_of(p, "fc_1")["params"]["out_features"] = int64_t{1} << 60;
      p["run"]["epochs"] = 0;
    });
    const CliResult r = run_cli({"check", file});
    QVERIFY2(r.code == 3 && r.out.contains("needs more than 32 TiB") && !r.out.contains("empty:") && r.out.contains("smaller"), r.out);
    for (const QByteArray& line : r.out.split('\n')) QVERIFY2(!line.startsWith("error") || !line.endsWith(' '), line);
  }

  void a_list_is_no_whole_number() {
    Folder folder;
    const QString file =
        changed_project(folder, "iris-mlp", "p.json", [](json& p) { node_of(p, "fc_1")["params"]["out_features"] = json::array({1}); });
    const CliResult r = run_cli({"check", file});
    QVERIFY2(r.code == 3 && r.out.contains("option 'out_features' must be a whole number, but is "), r.out);
  }
};

TL_TEST_CLASS(TestRefusals)
#include "test_refusals.moc"
