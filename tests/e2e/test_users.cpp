// SPDX-License-Identifier: Apache-2.0
// Two people who build LeNet-5 (with ReLU) from an empty canvas, train it on Fashion-MNIST and export it: one without touching the mouse,
// one without touching the keyboard. What they cannot do is a fault of the window. See desktop.h.
#include <QFileInfo>
#include <fstream>
#include <map>
#include <set>

#include "desktop.h"

using tl::test::json;

class TestUsers : public QObject, private tl::test::Desktop {
  Q_OBJECT

  // ---- both ---------------------------------------------------------------------------------------------------------------
  void begin(const char* settings) {
    QVERIFY2(QDir().mkpath(dir_.path() + "/Documents"), "no folder");
    QVERIFY2(start_app({"--settings", dir_.path() + '/' + settings}), "the window did not come up");
    fill_screen();
    QVERIFY(wait_for([](const json& s) { return s["nodes"].size() == 8 && s["analysed"] == true; }));
    QVERIFY(stands_still());
  }
  bool settled() {
    return wait_for([](const json& s) { return s["analysed"] == true && s["busy"] == false; });
  }
  static std::string parameter(const json& s, const char* key) { return s["inspector"]["fields"][key].value("text", ""); }

  /// Twelve layers in a row, a loss that has its labels, an optimizer, an accuracy: each part as LeNet-5 has it.
  void is_lenet(const QString& project) {
    std::ifstream in(project.toStdString());
    const json saved = json::parse(in, nullptr, false);
    QVERIFY2(saved.is_object(), qPrintable(project));
    std::map<std::string, json> named;
    std::map<std::string, std::string> id_to_name;
    for (const auto& [id, n] : saved["nodes"].items()) named[n["name"]] = n, id_to_name[id] = n["name"];
    std::set<std::pair<std::string, std::string>> wires;
    const auto end = [&](const std::string& text) {
      const size_t colon = text.find(':');
      return id_to_name[text.substr(0, colon)] + text.substr(colon);
    };
    for (const json& e : saved["edges"]) wires.insert({end(e[0]), end(e[1])});
    const std::vector<std::string> chain{"conv_1", "relu_1", "pool_1", "conv_2", "relu_2", "pool_2",
                                         "flat",   "fc_1",   "relu_3", "fc_2",   "relu_4", "fc_3"};
    std::string before = "data:images";
    for (const std::string& name : chain) {
      QVERIFY2(wires.count({before, name + ":input"}), qPrintable(QString::fromStdString(before + " is not wired to " + name)));
      before = name + ":output";
    }
    QVERIFY(wires.count({before, "loss:input"}) && wires.count({"data:labels", "loss:target"}) && wires.count({"loss:loss", "adam:loss"}));
    QVERIFY(wires.count({before, "acc:input"}) && wires.count({"data:labels", "acc:target"}));
    QCOMPARE(wires.size(), chain.size() + 5);
    QCOMPARE(named.size(), chain.size() + 4);
    const std::pair<const char*, json> values[] = {
        {"conv_1 out_channels", 6}, {"conv_2 out_channels", 16}, {"conv_1 kernel_size", {5, 5}}, {"conv_2 kernel_size", {5, 5}},
        {"conv_1 padding", {2, 2}}, {"fc_1 out_features", 120},  {"fc_2 out_features", 84},      {"fc_3 out_features", 10}};
    for (const auto& [what, wanted] : values) {
      const std::string node = std::string(what).substr(0, std::string(what).find(' ')), key = std::string(what).substr(node.size() + 1);
      const json found = named[node].value("params", json::object()).value(key, json());
      QVERIFY2(found == wanted, qPrintable(QStringLiteral("%1 is %2").arg(what, QString::fromStdString(found.dump()))));
    }
  }
  void learns(const char* picture_name) {
    QVERIFY(wait_for([](const json& now) { return now["run"]["state"] == "running" && now["run"]["step"] > 250; }, 180000));
    picture(picture_name);
  }
  bool stopped() {
    return wait_for(
        [](const json& now) {
          return now["run"]["state"] == "finished" && now["run"]["active"] == false && !now["run"]["checkpoint"].get<std::string>().empty();
        },
        60000);
  }
  /// What was exported, in the saved project, tells clothes apart.
  void is_of_use(const QString& project, const QString& weights) {
    QByteArray out;
    const QString cli = QStringLiteral(TL_BINARY_DIR "/bin/tensorloom-cli");
    QCOMPARE(run(cli, {"eval", project, "--checkpoint", weights, "--split", "validation", "--json"}, &out, 240000), 0);
    const json result = json::parse(out.trimmed().split('\n').last().toStdString(), nullptr, false);
    QVERIFY2(result.is_object() && result["accuracy"].get<double>() > 0.55, out.constData());
  }

  // ---- keyboard -----------------------------------------------------------------------------------------------------------
  /// Answers an open search; the next thing to do is done to the node that it adds.
  void answer(const char* words, size_t nodes) {
    QVERIFY(wait_for([](const json& s) { return s["search"]["open"] == true; }));
    type(words);
    QVERIFY(wait_for([](const json& s) { return !s["search"]["rows"].empty(); }));
    key("Return");
    QVERIFY2(wait_for([&](const json& s) { return s["nodes"].size() == nodes && s["analysed"] == true; }), words);
  }
  void name_file(const QString& file) {
    QVERIFY(wait_for([](const json& s) { return !s["dialogs"].empty(); }));
    QTest::qWait(300);
    key("ctrl+a");
    type(file);
    key("Return");
    QVERIFY(wait_for([](const json& s) { return s["dialogs"].empty() && s["busy"] == false; }));
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file), 15000);
  }

  // ---- mouse --------------------------------------------------------------------------------------------------------------
  void menu(const char* bar, const char* entry) {
    click(state()["menus"][bar]);
    QVERIFY2(wait_for([&](const json& s) { return s["menus"].contains(entry); }), entry);
    click(state()["menus"][entry]);
    QTest::qWait(150);
  }
  /// Turns the wheel over the palette until a row is seen, and says where.
  QPoint palette_row(const char* type) {
    for (int turn = 0; turn < 40; ++turn) {
      const json s = state();
      if (s["palette"]["rows"].contains(type) && s["palette"]["rows"][type][3] > 20) return middle(s["palette"]["rows"][type]);
      const int up = turn == 0 || turn >= 20 ? -40 : 0;  // from the top, once more if need be
      wheel(middle(s["palette"]["rect"]), up ? up : 2);
      QTest::qWait(120);
    }
    qWarning("the palette does not show %s", type);
    return {};
  }
  void add_by_double_click(const char* type, size_t nodes) {
    const QPoint row = palette_row(type);
    QVERIFY(!row.isNull());
    click(row.x(), row.y(), 2);
    QVERIFY2(wait_for([&](const json& s) { return s["nodes"].size() == nodes && s["analysed"] == true; }), type);
  }
  /// Turns the wheel over a number until it is what it should be; a person watches it, too.
  void turn_to(const char* field, const std::string& wanted) {
    json s = state();
    for (int i = 0; i < 12 && s["inspector"]["fields"][field]["rect"].is_null(); ++i) {
      wheel(middle(s["inspector"]["rect"]), 2);
      s = state();
    }
    const json rect = s["inspector"]["fields"][field]["line"];
    QVERIFY2(rect.is_array(), field);
    click(rect);
    for (int i = 0; i < 12; ++i) {
      const int now = std::stoi(parameter(state(), field)), want = std::stoi(wanted);
      if (now == want) return;
      wheel(middle(rect), now > want ? std::min(now - want, 60) : -std::min(want - now, 60));
      QTest::qWait(150);
    }
    QFAIL(field);
  }
  /// Clicks the arrow beside a field until it shows what it should; both numbers of a pair go together.
  void press_arrow(const char* field, const char* arrow, const char* wanted) {
    for (int i = 0; i < 12 && parameter(state(), field) != wanted; ++i) {
      const json s = state();
      QVERIFY2(s["inspector"]["fields"][field][arrow].is_array(), field);
      click(s["inspector"]["fields"][field][arrow]);
      QTest::qWait(80);
    }
    QCOMPARE(QString::fromStdString(parameter(state(), field)), QString::fromUtf8(wanted));
  }
  void choose(const char* name) {
    const json n = node(state(), name);
    QVERIFY2(n.is_object(), name);
    click(n["rect"][0].get<int>() + n["rect"][2].get<int>() / 2, n["rect"][1].get<int>() + 10);
    QVERIFY(wait_for([&](const json& s) { return s["inspector"]["name"] == name; }));
  }
  void wire(const char* from, const char* out, const char* to, const char* in) {
    const json s = state();
    const QPoint a = port(s, from, out, true), b = port(s, to, in, false);
    QVERIFY2(!a.isNull() && !b.isNull(), in);
    drag(a, b);
    QVERIFY2(wait_for([&](const json& now) { return wired(now, from, to) && now["analysed"] == true; }), to);
  }

 private Q_SLOTS:
  void initTestCase() { QVERIFY2(start_screen(), "no virtual screen"); }
  void cleanup() {
    if (QTest::currentTestFailed()) picture("failed");
    end_app();
  }

  void a_network_is_built_trained_and_exported_by_keyboard_alone() {
    begin("keyboard.ini");
    const QString project = dir_.path() + "/by-keyboard.json", weights = dir_.path() + "/by-keyboard.safetensors";
    xdo({"mousemove", "1679", "1019"});  // out of the way; it is not touched again
    key("ctrl+n");
    QVERIFY(wait_for([](const json& s) { return s["nodes"].empty() && s["focus"] == "canvas"; }));
    picture("keyboard-1-empty");
    size_t n = 0;
    key("Tab"), answer("fashion", ++n);
    key("shift+Tab");
    QVERIFY(wait_for([](const json& s) { return s["search"]["open"] == true; }));
    type("conv2d out_channels=6 kernel=5 padding=2");
    picture("keyboard-2-values-along-with-the-name");
    key("Return");
    QVERIFY(wait_for([&](const json& s) { return s["nodes"].size() == 2 && s["analysed"] == true; }));
    ++n;
    key("shift+Tab"), answer("relu", ++n);
    key("shift+Tab"), answer("maxpool2d", ++n);
    key("shift+Tab"), answer("conv2d 16", ++n);
    // A pair of numbers in the inspector, by arrows.
    key("Return");
    QVERIFY(wait_for([](const json& s) { return s["focus"].get<std::string>().find("field_") == 0; }));
    for (int i = 0; i < 6 && state()["focus"] != "field_kernel_size"; ++i) key("Tab");
    QCOMPARE(QString::fromStdString(state()["focus"]), QString("field_kernel_size"));
    key("Up"), key("Up");
    QVERIFY(wait_for([](const json& s) { return parameter(s, "kernel_size") == "5 × 5"; }));
    picture("keyboard-3-kernel");
    key("Escape");
    QVERIFY(wait_for([](const json& s) { return s["focus"] == "canvas"; }));
    key("shift+Tab"), answer("relu", ++n);
    key("shift+Tab"), answer("maxpool2d", ++n);
    key("shift+Tab"), answer("flatten", ++n);
    key("shift+Tab"), answer("linear 120", ++n);
    key("shift+Tab"), answer("relu", ++n);
    key("shift+Tab"), answer("linear 84", ++n);
    key("shift+Tab"), answer("relu", ++n);
    key("shift+Tab"), answer("linear 10", ++n);
    key("shift+Tab"), answer("crossentropy", ++n);
    key("w");
    QVERIFY(wait_for([](const json& s) { return s["search"]["open"] == true; }));
    type("target labels");
    picture("keyboard-4-wire-by-name");
    key("Return");
    QVERIFY(wait_for([](const json& s) { return wired(s, "data", "loss"); }));
    key("shift+Tab"), answer("adam", ++n);
    key("ctrl+f");
    QVERIFY(wait_for([](const json& s) { return !s["lists"].empty(); }));
    type("fc_3");
    key("Return");
    QVERIFY(wait_for([](const json& s) { return node(s, "fc_3")["selected"] == true && s["focus"] == "canvas"; }));
    key("shift+Tab"), answer("accuracy", ++n);
    key("w");
    QVERIFY(wait_for([](const json& s) { return s["search"]["open"] == true; }));
    type("target labels");
    key("Return");
    QVERIFY(wait_for([](const json& s) { return wired(s, "data", "acc") && s["valid"] == true; }));
    key("Escape"), key("ctrl+l"), key("Home");
    QVERIFY(settled());
    picture("keyboard-5-built");
    key("ctrl+s"), name_file(project);
    is_lenet(project);
    key("F5");
    learns("keyboard-6-training");
    key("shift+F5");
    QVERIFY(stopped());
    key("ctrl+e"), name_file(weights);
    QVERIFY(wait_for([](const json& s) { return s["hint"].get<std::string>().find("Exported") == 0; }));
    picture("keyboard-7-exported");
    key("ctrl+q");
    QVERIFY(app_.state() == QProcess::NotRunning || app_.waitForFinished(15000));
    QCOMPARE(app_.exitCode(), 0);
    is_of_use(project, weights);
  }

  void b_the_same_by_mouse_alone() {
    begin("mouse.ini");
    menu("File", "New");
    QVERIFY(wait_for([](const json& s) { return s["nodes"].empty(); }));
    json s = state();
    const json canvas = s["canvas"];
    size_t n = 0;
    // Dragged out of the palette.
    QPoint row = palette_row("FashionMNIST");
    QVERIFY(!row.isNull());
    drag(row, QPoint(canvas[0].get<int>() + 130, canvas[1].get<int>() + 90));
    QVERIFY(wait_for([&](const json& now) { return now["nodes"].size() == 1 && now["analysed"] == true; }));
    ++n;
    picture("mouse-1-first-node");
    // A wire let go in space: what fits is offered, with its shape.
    const QPoint images = port(state(), "data", "images", true);
    drag(images, images + QPoint(120, 20));
    QVERIFY(wait_for([](const json& now) { return now["search"]["open"] == true; }));
    json offered;
    for (int i = 0; i < 30 && offered.is_null(); ++i) {
      s = state();
      for (const json& r : s["search"]["rows"])
        if (r["text"].get<std::string>().find("Conv2d,") == 0 && !r["rect"].is_null()) offered = r["rect"];
      if (offered.is_null()) wheel(middle(s["search"]["rect"]) + QPoint(0, 20), 1);
    }
    QVERIFY2(offered.is_array(), "Conv2d is not offered to images");
    picture("mouse-2-what-fits");
    click(offered);
    QVERIFY(wait_for([](const json& now) { return wired(now, "data", "conv_1") && now["analysed"] == true; }));
    ++n;
    turn_to("out_channels", "6");
    press_arrow("kernel_size", "up", "5 × 5");
    press_arrow("padding", "up", "2 × 2");
    picture("mouse-3-parameters");
    add_by_double_click("MaxPool2d", ++n);  // takes the chosen node's output
    QVERIFY(wired(state(), "conv_1", "pool_1"));
    // Dropped onto a wire: it goes between the two.
    row = palette_row("ReLU");
    s = state();
    QPoint wire_middle;
    for (const json& w : s["wires"])
      if (w["to"][0] == node(s, "pool_1")["id"]) wire_middle = QPoint(w["middle"][0].get<int>(), w["middle"][1].get<int>());
    QVERIFY(!wire_middle.isNull());
    drag(row, wire_middle);
    QVERIFY(wait_for([](const json& now) { return wired(now, "conv_1", "relu_1") && wired(now, "relu_1", "pool_1"); }));
    ++n;
    picture("mouse-4-dropped-on-a-wire");
    choose("pool_1");
    add_by_double_click("Conv2d", ++n);
    turn_to("out_channels", "16");
    press_arrow("kernel_size", "up", "5 × 5");
    for (const char* type : {"ReLU", "MaxPool2d", "Flatten", "Linear"}) add_by_double_click(type, ++n);
    turn_to("out_features", "120");
    for (const char* type : {"ReLU", "Linear"}) add_by_double_click(type, ++n);
    turn_to("out_features", "84");
    for (const char* type : {"ReLU", "Linear"}) add_by_double_click(type, ++n);
    turn_to("out_features", "10");
    for (const char* type : {"CrossEntropyLoss", "Adam"}) add_by_double_click(type, ++n);
    menu("View", "Show everything");
    QVERIFY(settled());
    picture("mouse-5-a-long-row");
    menu("Graph", "Arrange");
    QVERIFY(settled());
    choose("fc_3");
    add_by_double_click("Accuracy", ++n);
    if (!wired(state(), "fc_3", "acc")) wire("fc_3", "output", "acc", "input");
    menu("Graph", "Arrange");
    menu("View", "Show everything");
    QVERIFY(settled());
    wire("data", "labels", "loss", "target");
    wire("data", "labels", "acc", "target");
    QVERIFY(wait_for([](const json& now) { return now["valid"] == true; }));
    picture("mouse-6-built");
    menu("File", "Save as…");
    QVERIFY(wait_for([](const json& now) { return !now["dialogs"].empty() && now["dialogs"][0]["buttons"].contains("Save"); }));
    QTest::qWait(400);
    picture("mouse-7-save");
    click(state()["dialogs"][0]["buttons"]["Save"]);
    QVERIFY(wait_for([](const json& now) { return now["dialogs"].empty() && now["modified"] == false && now["file"] != ""; }));
    const QString project = QString::fromStdString(state()["file"]);
    is_lenet(project);
    click(state()["buttons"]["train"]["rect"]);
    learns("mouse-8-training");
    click(state()["buttons"]["stop"]["rect"]);
    QVERIFY(stopped());
    menu("File", "Export trained weights…");
    QVERIFY(wait_for([](const json& now) { return !now["dialogs"].empty() && now["dialogs"][0]["buttons"].contains("Save"); }));
    QTest::qWait(400);
    click(state()["dialogs"][0]["buttons"]["Save"]);
    QVERIFY(wait_for([](const json& now) { return now["dialogs"].empty() && now["hint"].get<std::string>().find("Exported") == 0; }));
    picture("mouse-9-exported");
    const QString weights = QFileInfo(project).absolutePath() + '/' + QFileInfo(project).completeBaseName() + ".safetensors";
    QVERIFY2(QFile::exists(weights), qPrintable(weights));
    menu("File", "Quit");
    QVERIFY(app_.state() == QProcess::NotRunning || app_.waitForFinished(15000));
    QCOMPARE(app_.exitCode(), 0);
    is_of_use(project, weights);
  }
};
QTEST_GUILESS_MAIN(TestUsers)
#include "test_users.moc"
