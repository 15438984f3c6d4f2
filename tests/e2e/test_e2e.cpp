// SPDX-License-Identifier: Apache-2.0
// One way through, as a person goes it: open a project, add a node by mouse, undo it, train, watch, pause, step, resume, stop, export,
// and load the export again. See desktop.h.
#include <fstream>

#include "desktop.h"

using tl::test::json;

class TestEndToEnd : public QObject, private tl::test::Desktop {
  Q_OBJECT
  QString project_;

  /// The bundled example, with so many epochs that nobody waits for its end.
  void write_project() {
    std::ifstream in(TL_SOURCE_DIR "/projects/digits-mlp.json");
    json project = json::parse(in);
    project["run"]["epochs"] = 5000;
    project_ = dir_.path() + "/digits-mlp.json";
    std::ofstream(project_.toStdString()) << project.dump(2) << '\n';
  }

 private Q_SLOTS:
  void initTestCase() {
    QVERIFY2(start_screen(), "no virtual screen");
    write_project();
    QVERIFY2(start_app({project_}), "the window did not come up");
    fill_screen();
  }

  void a_answers_questions_without_a_screen() {
    for (const char* question : {"--version", "--help"}) {
      QProcess p;
      QProcessEnvironment bare = QProcessEnvironment::systemEnvironment();
      for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) bare.remove(name);
      p.setProcessEnvironment(bare);
      p.start(QStringLiteral(TL_BINARY_DIR "/bin/tensorloom"), {question});
      QVERIFY(p.waitForFinished(60000));
      QCOMPARE(p.exitStatus(), QProcess::NormalExit);
      QCOMPARE(p.exitCode(), 0);
      QVERIFY(p.readAllStandardOutput().contains(QByteArray(question) == "--help" ? "--theme" : "tensorloom "));
    }
  }

  void a_tells_a_wrong_option_and_a_missing_screen_in_a_sentence() {
    for (const auto& [arguments, code] : {std::pair{QStringList{"--bogus"}, 2}, std::pair{QStringList{}, 1}}) {
      QProcess p;
      QProcessEnvironment bare = QProcessEnvironment::systemEnvironment();
      for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) bare.remove(name);
      if (!arguments.isEmpty()) bare.insert("QT_QPA_PLATFORM", "offscreen");
      p.setProcessEnvironment(bare);
      p.start(QStringLiteral(TL_BINARY_DIR "/bin/tensorloom"), arguments);
      QVERIFY(p.waitForFinished(60000));
      const QByteArray said = p.readAllStandardError();
      QVERIFY2(p.exitStatus() == QProcess::NormalExit && p.exitCode() == code, said);
      QVERIFY2(said.startsWith("tensorloom: error: ") && said.count('\n') == 1, said);
    }
  }

  void a_opens_the_project() {
    QVERIFY(wait_for([](const json& s) { return s["nodes"].size() == 8 && s["analysed"] == true; }));
    QVERIFY(stands_still());
    const json s = state();
    QVERIFY(s["valid"].get<bool>());
    QVERIFY(!s["modified"].get<bool>());
    QVERIFY(s["status"].get<std::string>().find("graph valid") != std::string::npos);
    int labelled = 0;
    for (const json& w : s["wires"]) labelled += !w["label"].get<std::string>().empty();
    QVERIFY(labelled >= 7);
    picture("1-open");
  }

  void b_adds_a_node_by_mouse_and_undoes_it() {
    const json s = state();
    QVERIFY2(s["palette"]["rows"].contains("ReLU") || !s["palette"]["rows"].empty(), "no palette row is visible");
    const auto row = s["palette"]["rows"].begin();
    const json rect = row.value();
    const json canvas = s["canvas"];
    const QPoint from(rect[0].get<int>() + rect[2].get<int>() / 2, rect[1].get<int>() + rect[3].get<int>() / 2);
    const QPoint to(canvas[0].get<int>() + canvas[2].get<int>() / 2, canvas[1].get<int>() + canvas[3].get<int>() - 90);
    drag(from, to);
    QVERIFY(wait_for([](const json& now) { return now["nodes"].size() == 9; }));
    QVERIFY(state()["modified"].get<bool>());
    picture("2-node-dragged-in");
    key("ctrl+z");
    QVERIFY(wait_for([](const json& now) { return now["nodes"].size() == 8 && now["modified"] == false; }));
    // And by keyboard: Tab, type, Enter.
    click(to.x(), to.y());
    key("Tab");
    QVERIFY(wait_for([](const json& now) { return now["search"]["open"] == true; }));
    xdo({"type", "--delay", "40", "relu"});
    picture("3-search");
    key("Return");
    QVERIFY(wait_for([](const json& now) { return now["nodes"].size() == 9; }));
    key("ctrl+z");
    QVERIFY(wait_for([](const json& now) { return now["nodes"].size() == 8; }));
  }

  void c_trains_and_points_arrive() {
    json s = state();
    const json n = node(s, "fc_1");
    click(n["rect"][0].get<int>() + n["rect"][2].get<int>() / 2, n["rect"][1].get<int>() + 14);
    click(s["buttons"]["train"]["rect"]);
    QVERIFY(wait_for([](const json& now) { return now["run"]["state"] == "running" && points(now) > 20; }, 60000));
    const size_t before = points(state());
    QVERIFY(wait_for([&](const json& now) { return points(now) > before + 50; }));
    QVERIFY(wait_for(
        [](const json& now) { return now["curves"]["series"].contains("validation/accuracy") && now["tensors"].get<int>() >= 2; }));
    s = state();
    QVERIFY(s["curves"]["charts"].size() >= 2);
    QVERIFY(!s["buttons"]["train"]["enabled"].get<bool>());
    QVERIFY(!s["buttons"]["train"]["why"].get<std::string>().empty());
    // The crosshair over the first chart.
    const json chart = s["curves"]["charts"][0]["rect"];
    xdo({"mousemove", QString::number(chart[0].get<int>() + chart[2].get<int>() / 2),
         QString::number(chart[1].get<int>() + chart[3].get<int>() / 2)});
    QTest::qWait(1500);
    picture("4-training");
  }

  void d_pauses_and_no_step_passes() {
    const json s = state();
    click(s["buttons"]["pause"]["rect"]);
    QVERIFY(wait_for([](const json& now) { return now["run"]["state"] == "paused"; }));
    QTest::qWait(300);
    const json paused = state();
    QTest::qWait(1500);
    const json later = state();
    QCOMPARE(later["run"]["step"].get<int64_t>(), paused["run"]["step"].get<int64_t>());
    QCOMPARE(points(later), points(paused));
    picture("5-paused");
    // One step, by key.
    key("F10");
    const int64_t step = paused["run"]["step"];
    QVERIFY(wait_for([&](const json& now) { return now["run"]["step"] == step + 1 && now["run"]["state"] == "paused"; }));
    QTest::qWait(500);
    QCOMPARE(state()["run"]["step"].get<int64_t>(), step + 1);
  }

  void e_resumes_and_stops() {
    const json s = state();
    const int64_t step = s["run"]["step"];
    click(s["buttons"]["train"]["rect"]);
    QVERIFY(wait_for([&](const json& now) { return now["run"]["state"] == "running" && now["run"]["step"] > step + 20; }));
    key("shift+F5");
    QVERIFY(wait_for(
        [](const json& now) { return now["run"]["state"] == "finished" && !now["run"]["checkpoint"].get<std::string>().empty(); }));
    QVERIFY(!state()["run"]["active"].get<bool>());
    picture("6-stopped");
  }

  void f_exports_and_the_export_loads_again() {
    const QString file = dir_.path() + "/exported.safetensors";
    key("ctrl+e");
    QVERIFY(wait_for([](const json& now) { return !now["dialogs"].empty(); }));
    QTest::qWait(300);
    key("ctrl+a");
    xdo({"type", "--delay", "15", file});
    picture("7-export");
    key("Return");
    QVERIFY(wait_for([](const json& now) { return now["dialogs"].empty() && now["hint"].get<std::string>().find("Exported") == 0; }));
    QVERIFY(QFile::exists(file));
    QByteArray out;
    QCOMPARE(run(QStringLiteral(TL_BINARY_DIR "/bin/tensorloom-cli"), {"info", file}, &out), 0);
    QVERIFY2(out.contains("fc_1.weight") && out.contains("fc_2.bias"), out.constData());
    qputenv("TL_DATA", TL_SOURCE_DIR "/resources/data");
    QCOMPARE(run(QStringLiteral(TL_BINARY_DIR "/bin/tensorloom-cli"),
                 {"eval", project_, "--checkpoint", file, "--split", "validation", "--json"}, &out),
             0);
    const QByteArray last = out.trimmed().split('\n').last();
    const json result = json::parse(last.toStdString(), nullptr, false);
    QVERIFY2(result.is_object() && result["accuracy"].get<double>() > 0.8, last.constData());
  }

  void g_saves_and_closes_and_remembers() {
    json s = state();
    const json n = node(s, "relu_1");
    const int x = n["rect"][0].get<int>() + n["rect"][2].get<int>() / 2, y = n["rect"][1].get<int>() + 14;
    drag({x, y}, {x, y + 60});
    QVERIFY(wait_for([](const json& now) { return now["modified"] == true; }));
    key("ctrl+s");
    QVERIFY(wait_for([](const json& now) { return now["modified"] == false && now["busy"] == false; }));
    key("ctrl+q");
    QVERIFY(app_.state() == QProcess::NotRunning || app_.waitForFinished(15000));
    QCOMPARE(app_.exitStatus(), QProcess::NormalExit);
    QCOMPARE(app_.exitCode(), 0);
    std::ifstream in(project_.toStdString());
    const json saved = json::parse(in);
    QCOMPARE(saved["nodes"].size(), size_t(8));
    // A second start finds the project as it was left.
    socket_.disconnectFromServer();
    QVERIFY(start_app({project_, "--theme", "light"}));
    QVERIFY(wait_for([](const json& now) { return now["nodes"].size() == 8 && now["analysed"] == true && now["modified"] == false; }));
    fill_screen();
    picture("8-light");
  }

  void cleanupTestCase() {
    end_app();
  }
};
QTEST_GUILESS_MAIN(TestEndToEnd)
#include "test_e2e.moc"
