// SPDX-License-Identifier: Apache-2.0
// The command line as its user meets it: results, exit codes, and a sentence for each bad input.
#include "cli_run.h"
#include "engine/runs/run_store.h"
#include "support/test_main.h"

using namespace tl::test;
using nlohmann::json;

namespace {

/// What a bad project or data file should lead to.
void expect_refusal(const CliResult& r, int code, const char* says) {
  QVERIFY2(r.code == code, r.err + r.out);
  QVERIFY2(r.err.contains("tensorloom-cli: error: ") || r.out.contains("error: "), r.err + r.out);
  QVERIFY2((r.err + r.out).contains(says), r.err + r.out);
}

std::string idx_bytes(uint32_t magic, std::vector<uint32_t> sizes, size_t values) {
  std::string text;
  sizes.insert(sizes.begin(), magic);
  for (uint32_t v : sizes)
    for (int shift = 24; shift >= 0; shift -= 8) text += static_cast<char>(v >> shift & 255);
  return text + std::string(values, '\1');
}

}  // namespace

class TestCli : public QObject {
  Q_OBJECT
 private slots:
  void version_help_and_usage() {
    QVERIFY(run_cli({"--version"}).out.startsWith("tensorloom "));
    QVERIFY(run_cli({"train", "--help"}).out.contains("--resume"));
    for (const QStringList& bad : {QStringList{},
                                   {"dance"},
                                   {"train"},
                                   {"train", "x.json"},
                                   {"eval", "x", "--checkpoint", "y", "--split", "some"},
                                   {"check", "--nonsense", "x.json"},
                                   {"train", "x.json", "--out", "y", "--device", "toaster"},
                                   {"ops", "no_such_operator"}}) {
      const CliResult r = run_cli(bad);
      QVERIFY2(r.code == 2, bad.join(' ').toUtf8() + r.err);
      QVERIFY(!r.err.isEmpty() || !r.out.isEmpty());
    }
  }

  void mistakes_are_one_sentence_that_names_the_help() {
    for (const auto& [arguments, says] : std::vector<std::pair<QStringList, const char*>>{
             {{}, "a command is missing. Commands: train, "},
             {{"help", "tarin"}, "there is no command 'tarin'. Commands: train, "},
             {{"tarin", "x.json"}, "there is no command 'tarin'. Commands: train, "},
             {{"train"}, "PROJECT is missing. `tensorloom-cli train --help`"},
             {{"train", "x.json", "--epochs"}, "--epochs needs a value. `tensorloom-cli train --help`"},
             {{"train", "x.json", "--epochs", "many"}, "--epochs: takes a whole number from 1 up, not 'many'."},
             {{"info", "a", "b", "c"}, "there is no option or place for: "},
             {{"train", "x.json", "--out", "y", "--device", "toaster"}, "--device: toaster is not one of cpu, cuda."},
             {{"train", "x.json", "--out", "y", "--resume", "--overwrite"}, "--resume excludes --overwrite"}}) {
      const CliResult r = run_cli(arguments);
      QVERIFY2(r.code == 2 && r.err.startsWith("tensorloom-cli: error: ") && r.err.contains(says), r.err);
      QCOMPARE(r.err.count('\n'), 1);
    }
    QCOMPARE(run_cli({"help", "train"}).out, run_cli({"train", "--help"}).out);
    QVERIFY(run_cli({"eval", "--help"}).out.contains("--split {train,validation,test} (default test)"));
  }

  void check_says_shapes_and_cost() {
    const CliResult r = run_cli({"check", project_path("fashion-cnn")});
    QVERIFY2(r.code == 0, r.err);
    QVERIFY2(r.out.contains("N×64×14×14") && r.out.contains("14 nodes · 15 wires · graph valid · 1 625 866 parameters"), r.out);
    const json j = run_cli({"check", project_path("fashion-cnn"), "--json"}).last();
    QVERIFY(j["valid"] == true && j["parameters"] == 1625866 && j["problems"].empty());
    QCOMPARE(j["shapes"]["conv_2.output"].get<std::string>(), std::string("N×64×14×14"));
    // Adam: parameters, as much for their gradients, twice as much for its moments.
    const json& f = j["forecast"];
    QVERIFY(f["batch_size"] == 64 && f["gradient_bytes"] == f["parameter_bytes"] && f["parameter_bytes"].get<int64_t>() >= 4 * 1625866);
    QVERIFY(f["train_bytes"].get<int64_t>() > 4 * f["parameter_bytes"].get<int64_t>() && j["forecast_bytes"] == f["train_bytes"]);
  }

  void reference_and_completions_follow_the_descriptions() {
    const QByteArray man = run_cli({"docs", "man"}).out, fish = run_cli({"docs", "fish"}).out;
    for (const char* command : {"train", "eval", "check", "info", "export", "ops", "docs"}) {
      QVERIFY2(man.contains(QByteArray(".SS ") + command), command);
      QVERIFY2(fish.contains(QByteArray(" -a ") + command + " "), command);
    }
    const QByteArray operators = run_cli({"docs", "operators"}).out, nodes = run_cli({"docs", "nodes"}).out;
    for (const QByteArray& line : run_cli({"ops"}).out.trimmed().split('\n'))
      QVERIFY2(operators.contains("| `" + line.left(line.indexOf('(')) + "("), line);
    QVERIFY(nodes.contains("### Conv2d") && nodes.contains("| `out_channels` | ") && nodes.contains("| `in_channels` | auto |"));
    QVERIFY(run_cli({"docs", "man-window"}).out.contains("\\-\\-theme"));
    QCOMPARE(run_cli({"docs", "poems"}).code, 2);
  }

  void two_projects_are_compared() {
    Folder folder;
    const QString other = changed_project(folder, "digits-mlp", "b.json", [](nlohmann::json& p) { p["run"]["epochs"] = 77; });
    const CliResult same = run_cli({"diff", project_path("digits-mlp"), project_path("digits-mlp")});
    QVERIFY2(same.code == 0 && same.out.trimmed() == "no difference", same.out + same.err);
    const CliResult differ = run_cli({"diff", project_path("digits-mlp"), other});
    QVERIFY2(differ.code == 1 && differ.out.contains("~ epochs: ") && differ.out.contains("→ 77") && differ.out.contains("1 run setting changed"), differ.out);
    const CliResult told = run_cli({"diff", project_path("digits-mlp"), other, "--json"});
    QVERIFY(told.code == 1 && told.last()["same"] == false && told.last()["run"][0]["key"] == "epochs");
    const CliResult lines = run_cli({"diff", project_path("digits-mlp")});  // for git textconv
    QVERIFY(lines.code == 0 && lines.out.contains("\nfc_1: Linear\n"));
    QCOMPARE(run_cli({"diff", "/dev/null", other}).code, 1);
    const CliResult missing = run_cli({"diff", other, folder.at("none.json")});
    QVERIFY2(missing.code == 2 && missing.err.contains("none.json"), missing.err);
    QCOMPARE(run_cli({"diff"}).code, 2);
    QVERIFY(run_cli({"docs", "man"}).out.contains(".SS diff"));
  }

  void ops_are_listed_and_described() {
    const CliResult all = run_cli({"ops"});
    QVERIFY(all.code == 0 && all.out.count('\n') >= 70);
    QVERIFY(run_cli({"ops", "relu"}).out.contains("relu("));
    QCOMPARE(run_cli({"ops", "relu", "--json"}).last()["name"].get<std::string>(), std::string("relu"));
  }

  void bad_projects_are_met_with_a_sentence_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("says");
    const QByteArray good = QByteArray::fromStdString(read_text(project_path("digits-mlp").toStdString()));
    QTest::newRow("empty") << QByteArray("") << QByteArray("p.json:1:1");
    QTest::newRow("truncated") << good.left(good.size() / 2) << QByteArray("p.json:");
    QTest::newRow("not json") << QByteArray("\x7f""ELF\x01\x02") << QByteArray("p.json:1:1");
    QTest::newRow("100000 deep") << QByteArray("{\"a\":") + QByteArray(100000, '[') << QByteArray("p.json:1:");
    QTest::newRow("key twice") << QByteArray("{\"format\":\"tensorloom.project\",\"format\":1}") << QByteArray("format");
    QTest::newRow("another format") << QByteArray("{\"format\":\"cookbook\"}") << QByteArray("no Tensorloom project");
    QByteArray newer = good;
    QTest::newRow("newer version") << newer.replace("\"version\": 1", "\"version\": 7") << QByteArray("newer Tensorloom");
  }
  void bad_projects_are_met_with_a_sentence() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, says);
    Folder folder;
    write_text(folder.path("p.json"), text.toStdString());
    for (const QStringList& command : {QStringList{"check", folder.at("p.json")}, {"train", folder.at("p.json"), "--out", folder.at("run")},
                                       {"info", folder.at("p.json")}})
      expect_refusal(run_cli(command), 3, says);
    QCOMPARE(read_text(folder.path("p.json")), text.toStdString());
    QVERIFY(!std::filesystem::exists(folder.path("run")));
  }

  void missing_files_are_named() {
    Folder folder;
    expect_refusal(run_cli({"check", folder.at("none.json")}), 3, "none.json");
    expect_refusal(run_cli({"info", folder.at("none.safetensors")}), 3, "none.safetensors");
    expect_refusal(run_cli({"eval", project_path("digits-mlp"), "--checkpoint", folder.at("none")}), 3, "none");
  }

  void faulty_graphs_are_refused_and_kept_data() {
    QTest::addColumn<int>("which");
    QTest::addColumn<QByteArray>("says");
    const char* says[] = {"Hologram", "in_features", "circle", "no loss", "not wired", "kernel_size", "data/none.csv"};
    for (int i = 0; i < 7; ++i) QTest::newRow(says[i]) << i << QByteArray(says[i]);
  }
  void faulty_graphs_are_refused_and_kept() {
    QFETCH(int, which);
    QFETCH(QByteArray, says);
    Folder folder;
    auto id_of = [](json& p, const std::string& name) {
      for (auto& [id, node] : p["nodes"].items())
        if (node["name"] == name) return id;
      return std::string();
    };
    const QString file = changed_project(folder,
                                         which == 5   ? "fashion-cnn"
                                         : which == 6 ? "iris-mlp"
                                                      : "digits-mlp",
                                         "p.json", [&](json& p) {
                                           switch (which) {
                                             case 0:
                                               node_of(p, "relu_1")["type"] = "Hologram";
                                               break;
                                             case 1:
                                               node_of(p, "fc_1")["params"]["in_features"] = 63;
                                               break;
                                             case 2:
                                               for (auto& edge : p["edges"])
                                                 if (edge[1] == id_of(p, "fc_1") + ":input") edge[0] = id_of(p, "fc_2") + ":output";
                                               break;
                                             case 3:
                                               p["nodes"].erase(id_of(p, "loss"));
                                               break;
                                             case 4:
                                               p["edges"].erase(p["edges"].begin());
                                               break;
                                             case 5:
                                               node_of(p, "conv_2")["params"]["kernel_size"] = {30, 30};
                                               break;
                                             default:
                                               node_of(p, "data")["params"]["file"] = "data/none.csv";
                                           }
                                         });
    const std::string before = read_text(file.toStdString());
    if (which == 4) says = "wired";
    expect_refusal(run_cli({"check", file}), 3, which == 5 ? "conv_2" : says.constData());
    expect_refusal(run_cli({"train", file, "--out", folder.at("run")}), 3, which == 5 ? "conv_2" : says.constData());
    QCOMPARE(read_text(file.toStdString()), before);
  }

  void damaged_data_is_named_by_file_and_place() {
    Folder folder;
    write_text(folder.path("images"), idx_bytes(0x803, {20, 8, 8}, 20 * 64 - 7));  // seven bytes are missing
    write_text(folder.path("labels"), idx_bytes(0x801, {20}, 20));
    const QString images = changed_project(folder, "digits-mlp", "images.json", [](json& p) {
      node_of(p, "data")["type"] = "ImageDataset";
      node_of(p, "data")["params"] = {{"images", "images"}, {"labels", "labels"}};
    });
    expect_refusal(run_cli({"train", images, "--out", folder.at("run")}), 3, "images");
    write_text(folder.path("table.csv"), "a,b,kind\n1,2,x\n3,many,y\n5,6,x\n7,8,y\n");
    const QString table = changed_project(folder, "iris-mlp", "table.json", [](json& p) {
      node_of(p, "data")["params"] = {{"file", "table.csv"}, {"target", "kind"}};
    });
    expect_refusal(run_cli({"train", table, "--out", folder.at("run")}), 3, "line 3");
    expect_refusal(run_cli({"check", table}), 3, "'many' is not a number");
  }

  void a_full_disk_keeps_the_old_export() {
    Folder folder;
    QVERIFY2(run_cli({"train", project_path("digits-mlp"), "--out", folder.at("run"), "--epochs", "1"}).code == 0, "train");
    write_text(folder.path("model.safetensors"), "old");
    QProcess limited;  // no file may grow beyond 4 KiB
    limited.start("/bin/bash", {"-c", "trap '' XFSZ; ulimit -f 4; exec \"$0\" \"$@\"", cli_binary, "export", project_path("digits-mlp"),
                                "--checkpoint", folder.at("run"), "-o", folder.at("model.safetensors")});
    QVERIFY(limited.waitForFinished(60000));
    const QByteArray err = limited.readAllStandardError();
    QVERIFY2(limited.exitCode() == 6, err);
    QVERIFY2(err.contains("model.safetensors"), err);
    QCOMPARE(read_text(folder.path("model.safetensors")), std::string("old"));
    size_t left = 0;  // and no half-written file is left about
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) left += entry.path().filename() != "run";
    QCOMPARE(left, size_t{1});
  }

  void a_full_disk_while_training_is_told_and_loses_no_checkpoint() {
    Folder folder;
    QProcess limited;  // the record of the run hits the limit first
    limited.start("/bin/bash", {"-c", "trap '' XFSZ; ulimit -f 24; exec \"$0\" \"$@\"", cli_binary, "train", project_path("digits-mlp"),
                                "--out", folder.at("run"), "--epochs", "400"});
    QVERIFY(limited.waitForFinished(120000));
    const QByteArray err = limited.readAllStandardError();
    QVERIFY2(limited.exitCode() == 6, QByteArray::number(limited.exitCode()) + err);
    QVERIFY2(err.contains("error: "), err);
  }

  void divergence_fails_with_the_step_and_keeps_the_last_good_checkpoint() {
    Folder folder;  // two good epochs, then the schedule makes the learning rate absurd
    const QString file = changed_project(folder, "digits-mlp", "p.json", [](json& p) {
      std::string adam;
      for (auto& [id, node] : p["nodes"].items())
        if (node["name"] == "adam") adam = id;
      node_of(p, "adam")["type"] = "SGD";
      node_of(p, "adam")["params"] = {{"lr", 0.1}};
      p["nodes"]["00000000000000aa"] = {{"type", "StepLR"}, {"name", "schedule"}, {"params", {{"step_size", 2}, {"gamma", 1e15}}}};
      p["edges"].push_back({"00000000000000aa:schedule", adam + ":schedule"});
    });
    const CliResult r = run_cli({"train", file, "--out", folder.at("run")});
    QVERIFY2(r.code == 4, QByteArray::number(r.code) + r.err);
    QVERIFY2(r.err.contains("error: ") && r.err.contains("in step 8"), r.err);  // 41 steps an epoch: the third begins after step 82
    QCOMPARE(r.err.count("Lower the learning rate"), 1);
    const json facts = run_cli({"info", folder.at("run"), "--json"}).last();
    QCOMPARE(facts["state"].get<std::string>(), std::string("failed"));
    QVERIFY(!facts["reason"].get<std::string>().empty());
    const json e = run_cli({"eval", file, "--checkpoint", folder.at("run"), "--json"}).last();
    QVERIFY2(e["accuracy"].get<double>() > 0.5, e.dump().c_str());
  }

  void a_resume_with_nothing_to_do_says_so() {
    Folder folder;
    const QStringList train{"train", project_path("iris-mlp"), "--out", folder.at("run"), "--epochs"};
    QCOMPARE(run_cli(train + QStringList{"2"}).code, 0);
    const CliResult again = run_cli(train + QStringList{"1", "--resume"});
    QCOMPARE(again.code, 0);
    QVERIFY2(again.err.contains("has done 2 epochs already"), again.err);
    QVERIFY2(!again.err.contains("goes on bit for bit"), again.err);  // nothing goes on
    QVERIFY2(again.err.contains("ask for 3 or more"), again.err);
    QCOMPARE(again.err.count("already"), 1);  // said once
    QVERIFY(!run_cli(train + QStringList{"3", "--resume"}).err.contains("already"));
  }

  void a_damaged_project_is_named_by_its_path() {
    const CliResult r = run_cli({"check", "/dev/null"});
    QVERIFY2(r.err.contains("/dev/null:1:1: the file is empty"), r.err);
  }

  void an_earlier_run_is_not_overwritten_by_accident() {
    Folder folder;
    const QStringList train{"train", project_path("iris-mlp"), "--out", folder.at("run"), "--epochs", "1"};
    QCOMPARE(run_cli(train).code, 0);
    expect_refusal(run_cli(train), 2, "--resume");
    QCOMPARE(run_cli(train + QStringList{"--overwrite"}).code, 0);
  }

  void files_that_are_of_no_run_are_not_replaced() {
    Folder folder;
    const QString project = changed_project(folder, "iris-mlp", "project.json", [](auto&) {});
    const std::string mine = read_text(folder.path("project.json"));
    for (const char* more : {"--quiet", "--resume", "--overwrite"}) {
      expect_refusal(run_cli({"train", project, "--out", folder.at(""), "--epochs", "2", more}), 6, "is there already and is not of a run");
      QCOMPARE(read_text(folder.path("project.json")), mine);
    }
  }

  void a_killed_run_does_not_say_that_it_runs() {
    Folder folder;
    QCOMPARE(run_cli({"train", project_path("iris-mlp"), "--out", folder.at("run"), "--epochs", "1"}).code, 0);
    auto facts = nlohmann::json::parse(read_text(folder.path("run/run.json")));
    facts["state"] = "running", facts["ended"] = "";  // as a kill leaves them
    write_text(folder.path("run/run.json"), facts.dump());
    QCOMPARE(run_cli({"info", folder.at("run"), "--json"}).last()["state"].get<std::string>(), std::string("interrupted"));
    const tl::runs::RunWriter someone(folder.path("run"));
    QCOMPARE(run_cli({"info", folder.at("run"), "--json"}).last()["state"].get<std::string>(), std::string("running"));
  }

  void an_export_is_named_after_its_format() {
    Folder folder;
    QCOMPARE(run_cli({"train", project_path("iris-mlp"), "--out", folder.at("run"), "--epochs", "1"}).code, 0);
    expect_refusal(run_cli({"export", project_path("iris-mlp"), "--checkpoint", folder.at("run"), "-o", folder.at("net.onnx")}), 2,
                   "net.safetensors");
    QVERIFY(!std::filesystem::exists(folder.path("net.onnx")));
    expect_refusal(run_cli({"info", project_path("iris-mlp").replace("projects/iris-mlp.json", "README.md")}), 3, "neither a project");
  }

  void weights_of_another_network_are_refused() {
    Folder folder;
    QCOMPARE(run_cli({"train", project_path("iris-mlp"), "--out", folder.at("run"), "--epochs", "1"}).code, 0);
    expect_refusal(run_cli({"export", project_path("digits-mlp"), "--checkpoint", folder.at("run"), "-o", folder.at("x.safetensors")}), 3,
                   "fc_1.weight");
    QVERIFY(!std::filesystem::exists(folder.path("x.safetensors")));
  }
};

TL_TEST_CLASS(TestCli)
#include "test_cli.moc"
