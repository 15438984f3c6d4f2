// SPDX-License-Identifier: Apache-2.0
// The program on a virtual screen with a window manager, worked by a real mouse and a real keyboard; where things are is asked of its
// inspection socket. Needs Xvfb, openbox, xdotool and ImageMagick's `import`; pictures stay in <build>/e2e-screens.
#pragma once
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QLocalSocket>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <functional>
#include <nlohmann/json.hpp>

namespace tl::test {
using nlohmann::json;

inline const QString kScreens = QStringLiteral(TL_BINARY_DIR "/e2e-screens");

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
/// The window, its screen, and the hands.
class Desktop {
 protected:
  QTemporaryDir dir_;
  Screen screen_;
  QProcess app_;
  QLocalSocket socket_;
  QString socket_name_;

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
  void wheel(QPoint at, int notches) {
    xdo({"mousemove", QString::number(at.x()), QString::number(at.y())});
    QTest::qWait(60);
    if (notches) xdo({"click", "--repeat", QString::number(std::abs(notches)), "--delay", "25", notches > 0 ? "5" : "4"});
    QTest::qWait(60);
  }
  void type(const QString& text) {
    xdo({"type", "--delay", "25", text});
    QTest::qWait(80);
  }
  static QPoint middle(const json& rect) {
    return {rect[0].get<int>() + rect[2].get<int>() / 2, rect[1].get<int>() + rect[3].get<int>() / 2};
  }
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
  /// Where a port is on the screen; null: there is no such port.
  static QPoint port(const json& s, const std::string& name, const std::string& port_name, bool output) {
    const json n = node(s, name);
    if (n.is_object())
      for (const json& p : n["ports"])
        if (p["name"] == port_name && p["output"] == output) return {p["at"][0].get<int>(), p["at"][1].get<int>()};
    return {};
  }
  static bool wired(const json& s, const std::string& from, const std::string& to) {
    const json a = node(s, from), b = node(s, to);
    for (const json& w : s["wires"])
      if (a.is_object() && b.is_object() && w["from"][0] == a["id"] && w["to"][0] == b["id"]) return true;
    return false;
  }
  static size_t points(const json& s) {
    return s["curves"]["series"].contains("train/loss") ? s["curves"]["series"]["train/loss"]["points"].get<size_t>() : 0;
  }
  void fill_screen() {
    xdo({"search", "--sync", "--onlyvisible", "--name", "Tensorloom", "windowsize", "100%", "100%", "windowmove", "0", "0"});
  }
  /// The window manager moves and sizes a new window in its own time: what is asked before is elsewhere when it is clicked.
  bool stands_still() {
    json before;
    for (int i = 0, same = 0; i < 60; ++i) {
      const json s = state();
      if (s.is_discarded()) return false;
      const json now = {s["canvas"], s["menus"]};
      same = now == before ? same + 1 : 0;
      if (same >= 5) return true;
      before = now;
      QTest::qWait(100);
    }
    return false;
  }
  bool start_screen() {
    QDir().mkpath(kScreens);
    for (const char* tool : {"Xvfb", "openbox", "xdotool", "import"})
      if (QStandardPaths::findExecutable(tool).isEmpty())
        return qWarning("%s is not installed (apt: xvfb openbox xdotool imagemagick)", tool), false;
    return screen_.start();
  }
  bool start_app(const QStringList& more) {
    QProcessEnvironment env = QProcessEnvironment::systemEnvironment();
    env.insert("TL_RUNS_DIR", dir_.path() + "/runs");
    env.insert("TL_DATA", TL_SOURCE_DIR "/resources/data");
    env.insert("TL_PROJECTS_DIR", TL_SOURCE_DIR "/projects");
    env.insert("XDG_RUNTIME_DIR", dir_.path());
    env.insert("HOME", dir_.path());  // a person who has saved nothing yet
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
  void end_app() {
    socket_.disconnectFromServer();
    if (app_.state() == QProcess::NotRunning) return;
    app_.terminate();
    if (!app_.waitForFinished(5000)) app_.kill(), app_.waitForFinished(2000);
  }
};

}  // namespace tl::test
