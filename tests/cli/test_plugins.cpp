// SPDX-License-Identifier: Apache-2.0
// docs/examples/plugin built as its README says, outside the tree: its operator and its node in this process, in a project, and on the
// command line, which loads nothing unless it is told to.
#include <QProcess>

#include "cli_run.h"
#include "engine/autograd/autograd.h"
#include "engine/ops/functions.h"
#include "nodes/plugin.h"
#include "nodes/project_io.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace tl;
using nlohmann::json;
using test::error_of;
using test::has;

class TestPlugins : public QObject {
  Q_OBJECT
  test::Folder folder_;

  static bool run(const QString& program, const QStringList& arguments) {
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    if (process.waitForFinished(500000) && process.exitCode() == 0) return true;
    qWarning("%s: %s", qPrintable(program), process.readAll().constData());
    return false;
  }
  /// The example with its hidden activations replaced by the library's node, and the list of plugins.
  QString project(const char* name, const json& plugins) {
    return test::changed_project(folder_, "iris-mlp", name, [&](json& p) {
      if (!plugins.is_null()) p["plugins"] = plugins;
      for (auto& [id, node] : p["nodes"].items())
        if (node["type"] == "ReLU" || node["type"] == "Tanh") node["type"] = "SoftStep", node["params"] = {{"sharpness", 2.0}};
    });
  }

 private slots:
  void initTestCase() {
    const QString build = folder_.at("build");
    QVERIFY(run("cmake", {"-S", TL_SOURCE_DIR "/docs/examples/plugin", "-B", build, "-DTensorloom_DIR=" TL_BINARY_DIR}));
    QVERIFY(run("cmake", {"--build", build}));
    std::filesystem::copy_file(folder_.path("build/soft_step.so"), folder_.path("soft_step.so"));
  }
  void the_command_line_refuses_until_it_is_allowed() {
    const QString file = project("asks.json", {"soft_step.so"});
    QVERIFY(test::read_text(file.toStdString()).find("SoftStep") != std::string::npos);
    for (const QStringList& command : {QStringList{"check", file}, {"train", file, "--out", folder_.at("run")}, {"info", file}}) {
      const auto refused = test::run_cli(command);
      QCOMPARE(refused.code, 2);
      QVERIFY(has(refused.err.toStdString(), "asks for libraries that run as part of this program: '" + folder_.path("soft_step.so").string() + "'. If you trust them, add --allow-plugins"));
    }
    QVERIFY(!std::filesystem::exists(folder_.path("run")));
    const auto allowed = test::run_cli({"--allow-plugins", "check", file});
    QVERIFY2(allowed.code == 0, (allowed.out + allowed.err).constData());
    QVERIFY(has(allowed.out.toStdString(), "graph valid"));
    const auto trained = test::run_cli({"train", file, "--out", folder_.at("run"), "--epochs", "2", "--allow-plugins"});
    QVERIFY2(trained.code == 0, trained.err.constData());
    // The option alone loads nothing: without the list the node is not known.
    const auto unknown = test::run_cli({"check", project("unlisted.json", nullptr), "--allow-plugins"});
    QCOMPARE(unknown.code, 3);
    QVERIFY(has(unknown.err.toStdString(), "node type 'SoftStep' is not known here"));
    const auto missing = test::run_cli({"check", project("missing.json", {"nowhere.so"}), "--allow-plugins"});
    QCOMPARE(missing.code, 3);
    QVERIFY(has(missing.err.toStdString(), "nowhere.so' does not exist or is no file"));
  }
  /// After the command line's test: here the library stays.
  void in_this_process() {
    const QString file = project("here.json", {"soft_step.so"});
    const auto not_asked = nodes::load_project(file.toStdString());
    QVERIFY(std::any_of(not_asked.diagnostics.begin(), not_asked.diagnostics.end(), [](const nodes::Diagnostic& d) {
      return d.where == "plugins" && has(d.message, "libraries that were not loaded: soft_step.so");
    }));
    QVERIFY(!nodes::find_node_type("SoftStep") && !ops::find("soft_step"));

    const nodes::NodeType* relu = nodes::find_node_type("ReLU");
    const auto loaded = nodes::load_project(file.toStdString(), [&](const auto& plugins) { nodes::load_plugins(plugins, folder_.path()); });
    QVERIFY(loaded.diagnostics.empty());
    QCOMPARE(loaded.state.plugins, std::vector<std::string>{"soft_step.so"});
    QVERIFY(json::parse(nodes::project_text(loaded.state))["plugins"] == json::array({"soft_step.so"}));
    const nodes::NodeType* type = nodes::find_node_type("SoftStep");
    QVERIFY(type && type->field("sharpness") && relu->key == "ReLU");  // what was held before is still good
    const auto out = type->function(Value::Dict{{"sharpness", 2.0}}, {empty_tensor({8, 16}, kFloat, kMeta)});
    QVERIFY(out.size() == 1 && out[0].is_meta() && out[0].sizes() == IntArrayRef({8, 16}));
    // Beside its like in the palette, each key once.
    std::vector<std::string> activations;
    for (const auto& t : nodes::node_types())
      if (t.category == nodes::Category::activation) activations.push_back(t.key);
    QCOMPARE(activations.back(), std::string("SoftStep"));
    QCOMPARE(std::count(activations.begin(), activations.end(), "SoftStep"), 1);

    const autograd::CheckedFunction f = [](const autograd::variable_list& x) {
      return autograd::variable_list{ops::call("soft_step", {x[0], 2.0}).to_tensor()};
    };
    QVERIFY(autograd::gradcheck(f, {randn({3}, kDouble).requires_grad_()}) && autograd::gradgradcheck(f, {randn({3}, kDouble).requires_grad_()}));
  }
  void lists_that_are_none() {
    for (const json& plugins : {json("soft_step.so"), json{1}, json{""}, json(std::vector<std::string>(65, "x"))}) {
      const QString file = project("bad.json", plugins);
      QVERIFY(has(error_of([&] { nodes::load_project(file.toStdString()); }), "plugins is no list of files"));
    }
    nodes::load_project(project("empty.json", json::array()).toStdString(), [](const auto&) { QFAIL("an empty list asks for nothing"); });
  }
};

TL_TEST_CLASS(TestPlugins)
#include "test_plugins.moc"
