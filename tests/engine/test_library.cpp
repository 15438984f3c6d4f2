// SPDX-License-Identifier: Apache-2.0
// Libraries that register operators: what is taken, and every way in which one is refused (tests/support/libraries).
#include <QTemporaryDir>
#include <atomic>
#include <fstream>
#include <thread>

#include "engine/ops/functions.h"
#include "engine/ops/library.h"
#include "engine/ops/op_def.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace tl;
using test::error_of;
using test::has;

class TestLibrary : public QObject {
  Q_OBJECT
  static std::filesystem::path library(const std::string& name) { return std::string(TL_BINARY_DIR) + "/lib/test_libraries/" + name + ".so"; }
  static std::string refusal(const std::string& name) {
    return error_of([&] { load_library(library(name)); });
  }

 private slots:
  void an_operator_joins_while_others_are_called() {
    QVERIFY(!ops::find("test_double"));
    const size_t before = ops::all().size();
    std::atomic<bool> stop{false};
    std::thread other([&] {
      while (!stop) QVERIFY(ops::find("relu") && ops::all().size() >= before);
    });
    const Library& l = load_library(library("good"));
    stop = true;
    other.join();
    QCOMPARE(l.operators, std::vector<std::string>{"test_double"});
    QCOMPARE(ops::all().size(), before + 1);
    const Tensor x = tensor({1.0, -2.0}, kDouble).requires_grad_();
    const Tensor y = ops::call("test_double", {x}).to_tensor();
    y.sum().backward();
    QVERIFY(equal(y.detach(), tensor({2.0, -4.0}, kDouble)) && equal(x.grad(), full({2}, 2.0, kDouble)));
    QVERIFY(ops::call("test_double", {empty_tensor({3, 0}, kFloat, kMeta)}).to_tensor().sizes() == IntArrayRef({3, 0}));
    // Again is no error and changes nothing; the list of libraries knows it.
    QVERIFY(&load_library(library("good")) == &l && ops::all().size() == before + 1);
    QVERIFY(loaded_libraries().back() == &l && l.file.is_absolute() && l.items.size() == 1);
  }
  void whoever_takes_items_gets_those_of_earlier_libraries() {
    load_library(library("good"));
    std::vector<std::string> taken;
    set_library_taker("test_item", {[](const LibraryItem& item) { TL_CHECK(item.name != "refused", value, "take", "no room for '", item.name, "'"); },
                                    [&](const LibraryItem& item) { taken.push_back(item.name + ": " + std::any_cast<std::string>(item.content)); }});
    QCOMPARE(taken, std::vector<std::string>{"thing: what it is"});
    QVERIFY(has(refusal("refused_item"), "value|load library: '" + library("refused_item").string() + "' cannot be taken: no room for 'refused'"));
    QVERIFY(has(refusal("taken_item"), "cannot be taken: test_item 'thing' is there already"));
    QVERIFY(!ops::find("test_with_item"));
    set_library_taker("test_item", {[](const LibraryItem&) {}, [](const LibraryItem&) {}});
  }
  void names_that_are_taken() {
    QVERIFY(has(refusal("taken"), "value|load library: '" + library("taken").string() + "' cannot be taken: there is an operator 'relu' already"));
    QVERIFY(!ops::find("test_fresh"));  // all or nothing
    QVERIFY(has(refusal("twice"), "there is an operator 'test_twice' already"));
    QVERIFY(!ops::find("test_twice"));
  }
  void registrations_that_fail() {
    QVERIFY(has(refusal("throws"), "state|load library: '" + library("throws").string() + "' failed to register: the licence server does not answer"));
    QVERIFY(!ops::find("test_thrown"));
    QVERIFY(has(refusal("throws"), "failed to register"));  // and again: it is not remembered as loaded
    QVERIFY(has(refusal("bare"), "'test_bare' needs a composite body, or both infer and a kernel for the CPU"));
  }
  void files_that_are_no_library_of_this_build() {
    QVERIFY(has(refusal("old"), "was built for 0.0.1-0123456789abcdef/1014/1, this program is "));
    QVERIFY(!ops::find("test_old"));
    QVERIFY(has(refusal("stranger"), "is no library of Tensorloom: it has no tl_library_abi"));
    QVERIFY(has(refusal("nowhere"), "input|load library: '" + library("nowhere").string() + "' does not exist or is no file"));
    QVERIFY(has(error_of([&] { load_library(library("good").parent_path()); }), "does not exist or is no file"));
    QTemporaryDir dir;
    const std::string text = dir.path().toStdString() + "/text.so", empty = dir.path().toStdString() + "/empty.so";
    std::ofstream(text) << std::string(200, 'x');
    std::ofstream{empty};
    QVERIFY(has(error_of([&] { load_library(text); }), "cannot be opened as a library: invalid ELF header"));
    QVERIFY(has(error_of([&] { load_library(empty); }), "cannot be opened as a library: file too short"));
  }
};

TL_TEST_CLASS(TestLibrary)
#include "test_library.moc"
