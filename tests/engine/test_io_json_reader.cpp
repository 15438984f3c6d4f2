// SPDX-License-Identifier: Apache-2.0
#include <QTemporaryDir>
#include <fstream>
#include <nlohmann/json.hpp>

#include "engine/core/error.h"
#include "engine/io/json_reader.h"
#include "support/test_main.h"

using tl::io::parse_json;

class TestJsonReader : public QObject {
  Q_OBJECT

  static std::string error_of(const std::string& text, tl::io::JsonLimits limits = {}) {
    try {
      parse_json(text, "p.json", limits);
    } catch (const tl::Error& e) {
      return e.category() == tl::ErrorCategory::input ? e.what() : std::string("wrong category: ") + e.what();
    }
    return "accepted";
  }
  static bool has(const std::string& text, const char* part) {
    if (text.find(part) != std::string::npos) return true;
    qWarning("'%s' lacks '%s'", text.c_str(), part);
    return false;
  }

 private slots:
  void values_survive() {
    const auto j = parse_json(R"({"a": [1, -2, 2.5, true, null, "x\n\u00e9"], "b": {"c": {}}, "z": 18446744073709551615})", "p.json");
    QCOMPARE(QString::fromStdString(j.dump()),
             QString::fromUtf8(R"({"a":[1,-2,2.5,true,null,"x\né"],"b":{"c":{}},"z":18446744073709551615})"));
    QVERIFY(parse_json(" 7 ", "p.json") == 7);
    QVERIFY(parse_json("[[1,[2,[3]]],[{\"a\":[{}]}]]", "p").dump() == "[[1,[2,[3]]],[{\"a\":[{}]}]]");
  }
  void syntax_errors_have_a_place() {
    QVERIFY(has(error_of("{\n  \"a\": 1,\n  \"b\": oops\n}"), "p.json:3:8: this is not valid JSON"));
    QVERIFY(has(error_of(""), "p.json:1:1: "));
    QVERIFY(has(error_of("{\"a\": 1"), "unexpected end of input"));
    QVERIFY(has(error_of("[1] x"), "p.json:1:5: "));
    QVERIFY(has(error_of("[1e999]"), "not valid JSON"));
    QVERIFY(has(error_of("[\"\xff\"]"), "p.json:1:3: "));
    QVERIFY(has(error_of("{\"a\": 1,}"), "p.json:1:9: "));
  }
  void duplicate_keys_are_refused() {
    QVERIFY(has(error_of("{\"a\": 1,\n \"b\": 2,\n   \"a\": 3}"), "p.json:3:4: the key 'a' appears twice"));
    const std::string escaped = "{\"k\\\"\\\\\": 1, \"k\\\"\\\\\": 2}";
    QVERIFY(has(error_of(escaped), "p.json:1:14: "));
    QCOMPARE(parse_json("[{\"a\": 1}, {\"a\": {\"a\": 2}}]", "p").size(), size_t(2));
  }
  void depth_is_limited() {
    const auto nested = [](int n) { return std::string(n, '[') + std::string(n, ']'); };
    QCOMPARE(error_of(nested(200)), std::string("accepted"));
    QVERIFY(has(error_of(nested(201)), "p.json:1:201: arrays and objects are nested more than 200 deep"));
    QVERIFY(has(error_of(nested(100000)), "nested more than 200"));
    std::string objects;
    for (int i = 0; i < 100000; ++i) objects += "{\"a\":";
    QVERIFY(has(error_of(objects), "nested more than 200"));
  }
  void size_is_limited() { QVERIFY(has(error_of("[1, 2, 3]", {200, 4}), "the text has 9 bytes; at most 4")); }

  void files() {
    QTemporaryDir dir;
    const std::filesystem::path path = dir.path().toStdString() + "/x.json";
    std::ofstream(path) << "{\"a\": [1, 2]}";
    QVERIFY(tl::io::read_json_file(path)["a"][1] == 2);
    try {
      tl::io::read_json_file(path.string() + ".missing");
      QFAIL("a missing file was read");
    } catch (const tl::Error& e) {
      QVERIFY(has(e.what(), "No such file"));
      QCOMPARE(tl::exit_code(e.category()), 3);
    }
    QVERIFY_THROWS_EXCEPTION(tl::Error, tl::io::read_json_file(dir.path().toStdString()));
  }
};

TL_TEST_CLASS(TestJsonReader)
#include "test_io_json_reader.moc"
