// SPDX-License-Identifier: Apache-2.0
// One way through, as a person goes it: open a project, add a node by mouse, undo it, train, watch, pause, step, resume, stop, export,
// and load the export again. Needs Xvfb, openbox, xdotool and ImageMagick's `import`; pictures stay in <build>/e2e-screens.
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QLocalSocket>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>

using nlohmann::json;

namespace {
const QString kScreens = QStringLiteral(TL_BINARY_DIR "/e2e-screens");

/// A virtual screen with a window manager; both end with the object.
struct Screen {
  QProcess xvfb, openbox;
  QString display;
  bool start() {
    xvfb.start("Xvfb", {"-displayfd", "1", "-screen", "0", "1680x1020x24", "-nolisten", "tcp"});
    if (!xvfb.waitForStarted()) return false;
    while (!xvfb.canReadLine())
      if (!xvfb.waitForReadyRead(15000)) return false;
    display = ":" + QString::fromLatin1(xvfb.readLine()).trimmed();
    qputenv("DISPLAY", display.toLatin1());
    openbox.start("openbox", {"--sm-disable"});
    if (!openbox.waitForStarted()) return false;
    QTest::qWait(600);
    return true;
  }
  ~Screen() {
    for (QProcess* p : {&openbox, &xvfb}) {
      p->terminate();
      if (!p->waitForFinished(4000)) p->kill(), p->waitForFinished(2000);
    }
  }
};
}  // namespace

class TestEndToEnd : public QObject {
  Q_OBJECT
  QTemporaryDir dir_;
  Screen screen_;
  QProcess app_;
  QLocalSocket socket_;
  QString project_, socket_name_;

  int run(const QString& program, const QStringList& arguments, QByteArray* out = nullptr, int ms = 60000) {
    QProcess p;
    p.start(program, arguments);
    if (!p.waitForFinished(ms)) {
      p.kill();
      return -1;
    }
    if (out) *out = p.readAllStandardOutput() + p.readAllStandardError();
    return p.exitCode();
  }
  void xdo(const QStringList& arguments) { QCOMPARE(run("xdotool", arguments), 0); }
  void click(int x, int y, int times = 1) {
    xdo({"mousemove", QString::number(x), QString::number(y)});
    QTest::qWait(60);
    xdo({"click", "--repeat", QString::number(times), "--delay", "90", "1"});
    QTest::qWait(60);
  }
  void click(const json& rect) { click(rect[0].get<int>() + rect[2].get<int>() / 2, rect[1].get<int>() + rect[3].get<int>() / 2); }
  void drag(QPoint from, QPoint to) {
    xdo({"mousemove", QString::number(from.x()), QString::number(from.y())});
    QTest::qWait(60);
    xdo({"mousedown", "1"});
    for (int i = 1; i <= 16; ++i) {
      const QPoint p = from + (to - from) * i / 16;
      xdo({"mousemove", QString::number(p.x()), QString::number(p.y())});
      QTest::qWait(25);
    }
    QTest::qWait(120);
    xdo({"mouseup", "1"});
    QTest::qWait(150);
  }
  void key(const char* keys) {
    xdo({"key", "--clearmodifiers", keys});
    QTest::qWait(80);
  }
  void picture(const char* name) {
    QTest::qWait(250);
    QCOMPARE(run("import", {"-window", "root", kScreens + '/' + name + ".png"}), 0);
  }
  json state() {
    socket_.write("state\n");
    QByteArray line;
    QElapsedTimer timer;
    timer.start();
    while (!line.endsWith('\n') && timer.elapsed() < 15000) {
      if (!socket_.bytesAvailable()) socket_.waitForReadyRead(1000);
      line += socket_.readLine();
    }
    return json::parse(line.toStdString(), nullptr, false);
  }
  bool wait_for(const std::function<bool(const json&)>& condition, int ms = 20000) {
    QElapsedTimer timer;
    timer.start();
    json s;
    while (timer.elapsed() < ms) {
      s = state();
      if (s.is_discarded()) return false;
      if (condition(s)) return true;
      QTest::qWait(80);
    }
    qWarning("last seen: run %s, progress %s, hint %s, log %s", s["run"].dump().c_str(), s["progress"].dump().c_str(),
             s["hint"].dump().c_str(), s["log"].dump().c_str());
    return false;
  }
  static json node(const json& s, const std::string& name) {
    for (const json& n : s["nodes"])
      if (n["name"] == name) return n;
    return {};
  }
  static size_t points(const json& s) {
    return s["curves"]["series"].contains("train/loss") ? s["curves"]["series"]["train/loss"]["points"].get<size_t>() : 0;
  }

  /// The bundled example, with so many epochs that nobody waits for its end.
  void write_project() {
    std::ifstream in(TL_SOURCE_DIR "/projects/digits-mlp.json");
    json project = json::parse(in);
    project["run"]["epochs"] = 5000;
    project_ = dir_.path() + "/digits-mlp.json";
    std::ofstream(project_.toStdString()) << project.dump(2) << '\n';
  }
  void fill_screen() {
    xdo({"search", "--sync", "--onlyvisible", "--name", "Tensorloom", "windowsize", "100%", "100%", "windowmove", "0", "0"});
  }
  bool start_app(const QStringList& more) {
    QProcessEnvironment env = QProcessEnvironment::systemEnvironment();
    env.insert("TL_RUNS_DIR", dir_.path() + "/runs");
    env.insert("TL_DATA", TL_SOURCE_DIR "/resources/data");
    env.insert("TL_PROJECTS_DIR", TL_SOURCE_DIR "/projects");
    env.insert("XDG_RUNTIME_DIR", dir_.path());
    env.insert("QT_QPA_PLATFORM", "xcb");
    env.remove("XDG_CURRENT_DESKTOP");
    app_.setProcessEnvironment(env);
    app_.setProcessChannelMode(QProcess::ForwardedChannels);
    socket_name_ = dir_.path() + "/inspect";
    app_.start(QStringLiteral(TL_BINARY_DIR "/bin/tensorloom"),
               QStringList{"--inspect", socket_name_, "--settings", dir_.path() + "/window.ini", "--theme", "dark"} + more);
    if (!app_.waitForStarted()) return false;
    for (int i = 0; i < 150; ++i) {
      socket_.connectToServer(socket_name_);
      if (socket_.waitForConnected(200)) return true;
      QTest::qWait(100);
    }
    return false;
  }

 private Q_SLOTS:
  void initTestCase() {
    QDir().mkpath(kScreens);
    for (const char* tool : {"Xvfb", "openbox", "xdotool", "import"})
      QVERIFY2(!QStandardPaths::findExecutable(tool).isEmpty(),
               qPrintable(QString("%1 is not installed (apt: xvfb openbox xdotool imagemagick)").arg(tool)));
    QVERIFY2(screen_.start(), "no virtual screen");
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
    socket_.disconnectFromServer();
    if (app_.state() == QProcess::Running) {
      app_.terminate();
      if (!app_.waitForFinished(5000)) app_.kill(), app_.waitForFinished(2000);
    }
  }
};
QTEST_GUILESS_MAIN(TestEndToEnd)
#include "test_e2e.moc"
