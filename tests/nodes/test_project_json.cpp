// SPDX-License-Identifier: Apache-2.0
// Project files: stable bytes, unknown things kept, migrations, refusals with place and remedy, the schema in agreement.
#include <QProcess>
#include <QTemporaryDir>
#include <cerrno>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>

#include "engine/core/error.h"
#include "engine/io/durable_writer.h"
#include "graphs.h"
#include "nodes/node_type.h"
#include "nodes/project_io.h"
#include "nodes/run_settings.h"
#include "support/test_main.h"

using namespace tl::nodes;
using nlohmann::json;
using test::Graph;

namespace {

const std::string id_a = "00000000000000aa", id_b = "00000000000000bb";

std::string minimal(const std::string& nodes, const std::string& edges = "[]", const std::string& more = "") {
  return R"({"format":"tensorloom.project","version":1,"nodes":)" + nodes + R"(,"edges":)" + edges + more + "}";
}

std::string file_text(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::filesystem::path> examples() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(test::source_dir() / "projects"))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  return files;
}

/// The message of the refusal; empty when there was none.
std::string refusal(const std::string& text) {
  try {
    parse_project(text, "test.json");
  } catch (const tl::Error& e) {
    return e.category() == tl::ErrorCategory::input ? e.what() : std::string("wrong category: ") + e.what();
  }
  return {};
}

}  // namespace

class TestProjectJson : public QObject {
  Q_OBJECT
 private slots:
  void examples_load_without_a_word_and_save_to_the_same_bytes() {
    QVERIFY(examples().size() >= 4);
    for (const auto& file : examples()) {
      const LoadedProject project = load_project(file);
      QVERIFY2(project.diagnostics.empty(), file.c_str());
      QCOMPARE(project_text(project.state), file_text(file));
      // The desktop's file type detection reads the first bytes only.
      QVERIFY(file_text(file).starts_with("{\n  \"format\": \"tensorloom.project\",\n  \"version\": "));
      for (const auto& [id, node] : project.state.nodes) {
        const NodeType* type = project.state.type_of(*node);
        QVERIFY(type);
        for (const auto& [key, value] : node->params) QCOMPARE(check_param(*type, key, value), std::string());
      }
      for (const Edge& e : project.state.edges) {
        QVERIFY(project.state.type_of(e.from.node)->output(e.from.port));
        QVERIFY(project.state.type_of(e.to.node)->input(e.to.port));
      }
    }
  }

  void the_picture_is_laid_out_as_drawn() {
    const GraphState s = test::example("fashion-cnn");
    QCOMPARE(s.nodes.size(), size_t{14});
    QCOMPARE(s.edges.size(), size_t{15});
    for (const char* name : {"data", "aug", "conv_1", "relu_1", "pool_1", "conv_2"}) QCOMPARE(s.find_by_name(name)->position.y, 0.0);
    for (const char* name : {"relu_2", "flat", "fc_1", "relu_3", "fc_2"}) QCOMPARE(s.find_by_name(name)->position.y, 264.0);
    QCOMPARE(s.find_by_name("conv_2")->position.x, 5 * 184.0);
  }

  void unknown_fields_survive_loading_and_saving() {
    const std::string text = minimal(R"({")" + id_a + R"(":{"type":"ReLU","name":"a","future":{"deep":[1,2.5,"x"]}},")" + id_b +
                                         R"(":{"type":"ReLU","name":"b","params":{"later":[1,2]}}})",
                                     R"([[")" + id_a + R"(:output",")" + id_b + R"(:input"]])",
                                     R"(,"later":{"a":[true,null]},"run":{"epochs":3,"someday":1},"layout":{"zoom":2,"nodes":{")" + id_a +
                                         R"(":{"x":1.5,"y":2,"colour":"red"}}})");
    const json before = json::parse(text), after = json::parse(project_text(parse_project(text).state));
    QCOMPARE(after["later"].dump(), before["later"].dump());
    QCOMPARE(after["nodes"].dump(), before["nodes"].dump());
    QCOMPARE(after["edges"].dump(), before["edges"].dump());
    QCOMPARE(after["run"].dump(), before["run"].dump());
    QCOMPARE(after["layout"]["zoom"].dump(), std::string("2"));
    QCOMPARE(after["layout"]["nodes"][id_a].dump(), before["layout"]["nodes"][id_a].dump());
  }

  void an_unknown_node_type_is_a_placeholder_with_its_links() {
    const std::string params = R"({"depth":3,"nested":{"k":[1,{"z":1e-3}]}})";
    const std::string text = minimal(
        R"({")" + id_a + R"(":{"type":"Hologram","name":"holo","params":)" + params + R"(},")" + id_b + R"(":{"type":"ReLU","name":"b"}})",
        R"([[")" + id_a + R"(:beam",")" + id_b + R"(:input"]])");
    LoadedProject project = parse_project(text);
    QCOMPARE(project.diagnostics.size(), size_t{1});
    QVERIFY(project.diagnostics[0].message.find("Hologram") != std::string::npos);
    GraphDocument d;
    d.reset(std::move(project.state));
    d.apply(make_move(d.state(), {{{0xaa}, {7, 7}}}));
    const json saved = json::parse(project_text(d.state()));
    QCOMPARE(saved["nodes"][id_a]["params"].dump(), json::parse(params).dump());
    QCOMPARE(saved["nodes"][id_a]["type"].get<std::string>(), std::string("Hologram"));
    QCOMPARE(saved["edges"].size(), size_t{1});
  }

  void version_0_is_migrated() {
    const std::string old = R"({"format":"tensorloom.project","version":0,"kept":1,
      "nodes":[{"id":"00000000000000aa","type":"ReLU","name":"a","pos":[10,20]},
               {"id":"00000000000000bb","type":"ReLU","name":"b","pos":[30,40]}],
      "links":[["00000000000000aa","output","00000000000000bb","input"]]})";
    const LoadedProject project = parse_project(old);
    QCOMPARE(project.version, 0);
    QCOMPARE(project.diagnostics.size(), size_t{1});
    const GraphState& s = project.state;
    QVERIFY(s.nodes.size() == 2 && s.edges.size() == 1);
    QVERIFY((s.find({0xaa})->position == Point{10, 20}));
    const json saved = json::parse(project_text(s));
    QVERIFY(saved["version"] == 1 && saved["kept"] == 1 && !saved.contains("links"));
  }

  void bad_text_is_refused_with_place_and_remedy_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    auto row = [](const char* tag, std::string text, const char* says) { QTest::newRow(tag) << QString::fromStdString(text) << says; };
    row("empty", "", "test.json:1:1");
    row("not json", "hello", "test.json:1");
    row("truncated", minimal("{}").substr(0, 40), "test.json:1");
    row("no project", "{}", "no Tensorloom project");
    row("another format", R"({"format":"x"})", "no Tensorloom project");
    row("no version", R"({"format":"tensorloom.project","nodes":{},"edges":[]})", "version");
    row("newer", R"({"format":"tensorloom.project","version":99,"nodes":{},"edges":[]})", "newer Tensorloom");
    row("negative version", R"({"format":"tensorloom.project","version":-1})", "Correct the version");
    row("nodes missing", R"({"format":"tensorloom.project","version":1})", "nodes");
    row("nodes a list", minimal("[]"), "nodes");
    row("bad id", minimal(R"({"xyz":{"type":"ReLU","name":"a"}})"), "16 hexadecimal");
    row("no type", minimal(R"({")" + id_a + R"(":{"name":"a"}})"), "type");
    row("node a number", minimal(R"({")" + id_a + R"(":5})"), id_a.c_str());
    row("params a list", minimal(R"({")" + id_a + R"(":{"type":"ReLU","name":"a","params":[1]}})"), "params");
    row("edge of one", minimal("{}", R"([["a"]])"), "edges[0]");
    row("edge without port", minimal("{}", R"([["00000000000000aa","00000000000000bb:input"]])"), "edges[0]");
    row("run a list", minimal("{}", "[]", R"(,"run":[])"), "run");
    row("key twice", minimal(R"({")" + id_a + R"(":{"type":"ReLU","name":"a","name":"b"}})"), "name");
    row("100000 deep", minimal("{}", "[]", ",\"x\":" + std::string(100000, '[') + std::string(100000, ']')), "test.json:1:");
    row("version 0 without list", R"({"format":"tensorloom.project","version":0,"nodes":5})", "nodes");
  }
  void bad_text_is_refused_with_place_and_remedy() {
    QFETCH(QString, text);
    QFETCH(QString, says);
    const std::string message = refusal(text.toStdString());
    QVERIFY2(QString::fromStdString(message).contains(says), message.c_str());
    QVERIFY2(message.rfind("open project: ", 0) == 0, message.c_str());
  }

  void what_can_be_kept_is_kept_with_a_warning() {
    const std::string text = minimal(R"({")" + id_a + R"(":{"type":"ReLU","name":"same"},")" + id_b +
                                         R"(":{"type":"Linear","name":"same","params":{"out_features":-3}}})",
                                     R"([[")" + id_a + R"(:output","00000000000000cc:input"]])");
    const LoadedProject p = parse_project(text);
    QCOMPARE(p.diagnostics.size(), size_t{3});  // name taken, value out of range, wire to nowhere
    QVERIFY(p.state.nodes.size() == 2 && p.state.edges.empty());
    QVERIFY(p.state.find({0xaa})->name != p.state.find({0xbb})->name);
    QCOMPARE(p.state.find({0xbb})->param("out_features")->to_int(), int64_t{-3});
  }

  void saving_is_durable_and_a_missing_file_is_bad_input() {
    QTemporaryDir dir;
    const std::filesystem::path file = std::filesystem::path(dir.path().toStdString()) / "p.json";
    const GraphState s = test::example("digits-mlp");
    save_project(s, file);
    QCOMPARE(project_text(load_project(file).state), project_text(s));
    try {
      load_project(file.string() + ".not");
      QFAIL("no error");
    } catch (const tl::Error& e) {
      QCOMPARE(int(e.category()), int(tl::ErrorCategory::input));
    }
    try {
      save_project(s, "/proc/nowhere/p.json");
      QFAIL("no error");
    } catch (const tl::Error& e) {
      QCOMPARE(int(e.category()), int(tl::ErrorCategory::io));
    }
  }

  void a_full_disk_while_saving_keeps_the_old_file() {
    QTemporaryDir dir;
    const std::filesystem::path file = std::filesystem::path(dir.path().toStdString()) / "p.json";
    save_project(test::example("iris-mlp"), file);
    const std::string before = file_text(file);
    for (const auto failing : {tl::io::IoCall::create, tl::io::IoCall::write, tl::io::IoCall::fsync, tl::io::IoCall::rename}) {
      tl::io::set_fault_hook([&](tl::io::IoCall call, const std::filesystem::path&) { return call == failing ? ENOSPC : 0; });
      bool refused = false;
      try {
        save_project(test::example("digits-mlp"), file);
      } catch (const tl::Error& e) {
        refused = e.category() == tl::ErrorCategory::io && !e.remedy().empty();
      }
      tl::io::set_fault_hook(nullptr);
      QVERIFY(refused);
      QCOMPARE(file_text(file), before);
      QCOMPARE(std::distance(std::filesystem::directory_iterator(file.parent_path()), std::filesystem::directory_iterator()),
               std::ptrdiff_t{1});
    }
  }

  /// Whatever is in a file: it loads, or it is refused as bad input; what loads can be saved and loaded again.
  void damaged_bytes_load_or_are_refused() {
    std::mt19937 random(7);
    const std::string good = file_text(test::source_dir() / "projects/fashion-cnn.json");
    const std::string tokens[] = {"{",    "}",     "[", "]",       "\"",   ":",         ",",
                                  "null", "1e999", "-", "\\u0000", "\xff", "\"nodes\"", "0000000000000000"};
    int loaded = 0, refused = 0;
    for (int round = 0; round < 1500; ++round) {
      std::string text = good;
      for (int change = 0; change < 1 + round % 3; ++change) {
        const size_t at = random() % text.size();
        switch (random() % 4) {
          case 0: text.erase(at, 1 + random() % 40); break;
          case 1: text[at] = static_cast<char>(random()); break;
          case 2: text.insert(at, tokens[random() % std::size(tokens)]); break;
          default: text.insert(at, text.substr(random() % text.size(), random() % 60));
        }
      }
      try {
        const std::string saved = project_text(parse_project(text).state);
        QCOMPARE(project_text(parse_project(saved).state), saved);
        ++loaded;
      } catch (const tl::Error& e) {
        QCOMPARE(int(e.category()), int(tl::ErrorCategory::input));
        ++refused;
      }
    }
    QVERIFY(loaded > 20 && refused > 500);
  }

  void numbers_survive() {
    Graph g;
    const NodeId id = g.add("Adam", {{"lr", tl::Value(0.1 + 0.2)}});
    g.document.apply(make_move(g.state(), {{id, {1.0 / 3, -1e-7}}}));
    const GraphState back = parse_project(project_text(g.state())).state;
    QVERIFY(back.find(id)->param("lr")->to_double() == 0.1 + 0.2);
    QVERIFY((back.find(id)->position == Point{1.0 / 3, -1e-7}));
    QCOMPARE(project_text(back), project_text(g.state()));
  }

  void the_schema_describes_what_is_written() {
    const json schema = json::parse(file_text(test::source_dir() / "resources/schema/project.schema.json"));
    const json& run = schema["properties"]["run"]["properties"];
    QCOMPARE(run.size(), run_settings_description().fields.size());
    for (const auto& field : run_settings_description().fields) QVERIFY2(run.contains(field.name), field.name.c_str());
    Graph g = test::digits_classifier();
    g.document.apply(make_set_run(g.state(), "epochs", tl::Value(3)));
    const json written = json::parse(project_text(g.state()));
    for (const auto& [key, value] : written.items()) QVERIFY2(schema["properties"].contains(key), key.c_str());
    for (const auto& key : schema["required"]) QVERIFY(written.contains(key));
    const json& node = schema["$defs"]["node"];
    for (const auto& [id, n] : written["nodes"].items())
      for (const auto& [key, value] : n.items()) QVERIFY2(node["properties"].contains(key), key.c_str());
    QCOMPARE(schema["properties"]["version"]["const"].get<int>(), project_version);
  }

  /// With Python's jsonschema, where it is installed: every example against the schema, and the schema against bad ones.
  void examples_validate_against_the_schema() {
    QProcess python;
    python.start("/usr/bin/python3", {"-W", "ignore", "-c", "import jsonschema"});
    if (!python.waitForStarted() || !python.waitForFinished() || python.exitCode() != 0) {
      qInfo("python3-jsonschema is not installed: the examples were checked by the loader and the structural test only");
      return;
    }
    QStringList files;
    for (const auto& file : examples()) files << QString::fromStdString(file.string());
    const char* script = R"(
import json, sys, jsonschema
schema = json.load(open(sys.argv[1]))
check = jsonschema.Draft202012Validator(schema)
for f in sys.argv[2:]: check.validate(json.load(open(f)))
good = json.load(open(sys.argv[2]))
for change in ({'version': 2}, {'nodes': []}, {'edges': [['x']]}, {'run': {'epochs': 0}}, {'nodes': {'zz': {'type': 'ReLU', 'name': 'a'}}}):
    assert not check.is_valid({**good, **change}), change
)";
    python.start("/usr/bin/python3",
                 QStringList{"-W", "ignore", "-c", script,
                             QString::fromStdString((test::source_dir() / "resources/schema/project.schema.json").string())} +
                     files);
    QVERIFY(python.waitForFinished());
    QVERIFY2(python.exitCode() == 0, python.readAllStandardError());
  }
};

TL_TEST_CLASS(TestProjectJson)
#include "test_project_json.moc"
