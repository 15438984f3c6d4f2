// SPDX-License-Identifier: Apache-2.0
#include <QTemporaryDir>
#include <algorithm>
#include <clocale>
#include <fstream>
#include <numeric>

#include "engine/data/csv.h"
#include "engine/data/split.h"
#include "support/expect.h"
#include "support/test_main.h"

namespace fs = std::filesystem;
using tl::test::error_of;
using tl::test::has;

class TestDataCsv : public QObject {
  Q_OBJECT
  QTemporaryDir dir_;

  fs::path write(const std::string& text) {
    const fs::path path = dir_.path().toStdString() + "/t.csv";
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }

 private slots:
  void quotes_separators_and_headers() {
    auto t = tl::data::read_csv(write("a;\"b;1\"\r\n1;\"say \"\"hi\"\"\r\nthere\"\r\n\r\n2;x\r\n"));
    QCOMPARE(t.rows, int64_t(2));
    QVERIFY((t.names == std::vector<std::string>{"a", "b;1"}));
    QVERIFY(t.cell(0, 1) == "say \"hi\"\r\nthere");
    QCOMPARE(t.lines[1], int64_t(5));
    t =
        tl::data::read_csv(write("\xEF\xBB\xBF"
                                 "1, 2 ,3\n4,5,6"));
    QCOMPARE(t.rows, int64_t(2));
    QVERIFY(t.cell(0, 0) == "1" && t.cell(0, 1) == "2" && t.cell(1, 2) == "6");
    t = tl::data::read_csv(write("1\t2\n"), 0, tl::data::Header::present);
    QCOMPARE(t.rows, int64_t(0));
    QVERIFY(t.names[1] == "2");
    t = tl::data::read_csv(write("\"it\"\"s\",\"a\"\n"), ',', tl::data::Header::absent);
    tl::data::CsvTable moved = std::move(t);
    QVERIFY(moved.cell(0, 0) == "it\"s" && moved.cell(0, 1) == "a");
  }
  void damage_is_named() {
    QVERIFY(has(error_of([&] { tl::data::read_csv(write("1,2\n3\n")); }), "line 2: this row has 1 cells, the first row has 2"));
    QVERIFY(has(error_of([&] { tl::data::read_csv(write("1,2\n3,\"x\n\n")); }), "line 2: a quote is opened and never closed"));
    QVERIFY(has(error_of([&] { tl::data::read_csv(write("1,2\n\"3\"4,5\n")); }), "line 2: text follows the closing quote"));
    QVERIFY(has(error_of([&] { tl::data::read_csv(write("\n\n")); }), "the table is empty"));
    const auto text = error_of([&] { tl::data::open_table(write("x,y,kind\n1,2,a\n3,oops,b\n")); });
    QVERIFY(has(text, "input|read data: '"));
    QVERIFY(has(text, "t.csv', line 3, column 'y': 'oops' is not a number"));
    QVERIFY(has(error_of([&] { tl::data::open_table(write("x,kind\n,a\n")); }), "'' is not a number. Fill the empty cell"));
    tl::data::TableOptions o;
    o.target = "colour";
    QVERIFY(has(error_of([&] { tl::data::open_table(write("x,kind\n1,a\n"), o); }), "has no column 'colour'. Its columns are: x, kind."));
    o = {};
    o.shape = {2, 2};
    QVERIFY(has(error_of([&] { tl::data::open_table(write("1,2,0\n"), o); }), "has 2 feature columns, which do not fill the shape [2, 2]"));
  }
  void labels_become_classes() {
    auto s = tl::data::open_table(write("x,kind\n1,b\n2,a\n3,b\n"));
    QVERIFY((s->class_names() == std::vector<std::string>{"a", "b"}));
    QCOMPARE(*s->get(0)[1].data_ptr<int64_t>(), int64_t(1));
    s = tl::data::open_table(write("1,10\n2,9\n3,2\n"));
    QVERIFY((s->class_names() == std::vector<std::string>{"2", "9", "10"}));
    s = tl::data::open_table(write("1,a\n"), {}, {"b", "a"});
    QCOMPARE(*s->class_of(0), int64_t(1));
    QVERIFY(has(error_of([&] { tl::data::open_table(write("1,c\n"), {}, {"b", "a"}); }), "'c' is not one of the 2 classes"));
  }
  void regression_shape_and_scale() {
    tl::data::TableOptions o;
    o.task = "regression";
    o.target = "1";
    o.shape = {1, 2};
    o.scale = 0.5;
    const auto s = tl::data::open_table(write("2.5,4,8\n-1e-3,1,1\n"), o);
    QVERIFY((s->fields()[0].sizes == tl::DimVector{1, 2}));
    const auto sample = s->get(0);
    QCOMPARE(sample[0].data_ptr<float>()[1], 4.0f);
    QCOMPARE(*sample[1].data_ptr<float>(), 2.5f);
    QVERIFY(!s->class_of(0));
    QVERIFY(s->class_names().empty());
  }
  void a_german_desktop_reads_the_same() {
    const char* set = std::setlocale(LC_NUMERIC, "de_DE.UTF-8");
    const auto s = tl::data::open_table(write("1.5,0\n2.5,1\n"));
    std::setlocale(LC_NUMERIC, "C");
    Q_UNUSED(set);
    QCOMPARE(s->get(0)[0].data_ptr<float>()[0], 1.5f);
  }
  void stratified_split_keeps_the_shares() {
    std::string text;
    for (int i = 0; i < 100; ++i) text += std::to_string(i) + (i < 70 ? ",a\n" : i < 99 ? ",b\n" : ",c\n");
    const auto s = tl::data::open_table(write(text));
    const auto split = tl::data::stratified_split(*s, 0.2, 5);
    const auto count = [&](const std::vector<int64_t>& part, int64_t c) {
      return std::count_if(part.begin(), part.end(), [&](int64_t i) { return *s->class_of(i) == c; });
    };
    QCOMPARE(count(split.second, 0), 14);
    QCOMPARE(count(split.second, 1), 6);
    QCOMPARE(count(split.second, 2), 0);
    std::vector<int64_t> all = split.first;
    all.insert(all.end(), split.second.begin(), split.second.end());
    std::sort(all.begin(), all.end());
    std::vector<int64_t> expected(100);
    std::iota(expected.begin(), expected.end(), 0);
    QVERIFY(all == expected);
    QVERIFY(tl::data::stratified_split(*s, 0.2, 5).second == split.second);
    QVERIFY(tl::data::stratified_split(*s, 0.2, 6).second != split.second);
    QCOMPARE(tl::data::stratified_split(*s, 0, 5).second.size(), size_t(0));
    const auto part = tl::data::subset(s, split.second);
    QCOMPARE(part->get(0)[0].data_ptr<float>()[0], static_cast<float>(split.second[0]));
    QCOMPARE(tl::data::index_range(s, 90, 100)->size(), int64_t(10));
    QVERIFY(has(error_of([&] { tl::data::index_range(s, 90, 101); }), "samples 90 to 101 are not within the 100 samples"));
  }
};

TL_TEST_CLASS(TestDataCsv)
#include "test_data_csv.moc"
