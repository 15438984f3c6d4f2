// SPDX-License-Identifier: Apache-2.0
#include <QTemporaryDir>
#include <cstring>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <numeric>

#include "engine/io/checkpoint.h"
#include "engine/io/durable_writer.h"
#include "support/expect.h"
#include "support/test_main.h"

namespace fs = std::filesystem;
using tl::test::error_of;
using tl::test::has;

class TestSafetensors : public QObject {
  Q_OBJECT
  QTemporaryDir dir_;

  fs::path file() const { return dir_.path().toStdString() + "/w.safetensors"; }
  static tl::Tensor counting(const tl::DimVector& sizes) {
    tl::Tensor t = tl::empty_tensor(sizes, tl::kFloat);
    std::iota(t.data_ptr<float>(), t.data_ptr<float>() + t.numel(), 1.0f);
    return t;
  }
  /// Writes a file by hand and reads it.
  std::string read_back(const std::string& header, const std::string& data, uint64_t length = 0) {
    std::ofstream out(file(), std::ios::binary);
    const uint64_t n = length ? length : header.size();
    out.write(reinterpret_cast<const char*>(&n), 8);
    out << header << data;
    out.close();
    return error_of([&] { tl::io::load_safetensors(file()); });
  }

 private slots:
  void round_trip_of_every_type() {
    tl::io::NamedTensors tensors{{"conv.weight", counting({2, 3})}, {"scalar", counting({})}, {"none", counting({0, 4})}};
    for (const auto t : {tl::kDouble, tl::kLong, tl::kInt, tl::kShort, tl::kChar, tl::kByte, tl::kBool}) {
      tl::Tensor x = tl::empty_tensor({3}, t);
      std::memset(x.data_ptr(), 1, x.nbytes());
      tensors.emplace_back(std::string("t.") + tl::dtype_name(t), x);
    }
    tl::io::save_safetensors(file(), tensors, {{"format", "pt"}, {"note", "\"quoted\" é"}});
    std::map<std::string, std::string> metadata;
    auto loaded = tl::io::load_safetensors(file(), &metadata);
    QCOMPARE(loaded.size(), tensors.size());
    QCOMPARE(metadata["note"], std::string("\"quoted\" é"));
    for (const auto& [name, tensor] : tensors) {
      const auto found = std::find_if(loaded.begin(), loaded.end(), [&name = name](const auto& l) { return l.first == name; });
      QVERIFY(found != loaded.end());
      QVERIFY(found->second.dtype() == tensor.dtype() && found->second.sizes() == tensor.sizes());
      QVERIFY(tensor.nbytes() == 0 || std::memcmp(found->second.data_ptr(), tensor.data_ptr(), tensor.nbytes()) == 0);
    }
  }
  /// The rules of the format's own reader, checked on the bytes without our reader.
  void the_bytes_keep_the_rules_of_the_format() {
    tl::Tensor bytes = tl::empty_tensor({3}, tl::kByte);
    std::memset(bytes.data_ptr(), 7, 3);
    tl::io::save_safetensors(file(), {{"b", bytes}, {"a", counting({5})}, {"c", counting({2, 2})}});
    std::ifstream in(file(), std::ios::binary);
    const std::string all{std::istreambuf_iterator<char>(in), {}};
    uint64_t n = 0;
    std::memcpy(&n, all.data(), 8);
    QVERIFY(n < 100000000 && (8 + n) % 64 == 0 && all[8] == '{');
    const auto header = nlohmann::json::parse(all.substr(8, n));
    uint64_t end = 0;
    std::vector<std::pair<uint64_t, uint64_t>> ranges;
    for (const auto& [name, row] : header.items()) {
      ranges.emplace_back(row["data_offsets"][0], row["data_offsets"][1]);
      if (row["dtype"] == "F32") QCOMPARE(ranges.back().first % 4, uint64_t(0));
    }
    std::sort(ranges.begin(), ranges.end());
    for (const auto& [from, to] : ranges) {
      QCOMPARE(from, end);
      end = to;
    }
    QCOMPARE(8 + n + end, uint64_t(all.size()));
    QCOMPARE(header["a"]["shape"].dump(), std::string("[5]"));
  }
  void damage_is_named() {
    const std::string good = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";
    QCOMPARE(read_back(good, "12345678"), std::string("accepted"));
    QVERIFY(has(read_back(good, "1234"), "the tensor 'a' needs 8 bytes, but only 4 are left"));
    QVERIFY(has(read_back(good, "123456789"), "1 bytes belong to no tensor"));
    QVERIFY(has(read_back(good, "", 1ull << 60), "this is not a safetensors file: its header would have"));
    QVERIFY(has(read_back(good, "", 5000), "the header needs 5000 bytes, but only"));
    QVERIFY(has(read_back("[]", ""), "does not begin with '{'"));
    QVERIFY(has(read_back("{\"a\":1", ""), "not valid JSON"));
    QVERIFY(has(read_back("{\"a\":{},\"a\":{}}", ""), "the key 'a' appears twice"));
    QVERIFY(has(read_back("{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", ""), "the tensor 'a' needs exactly dtype, shape and data_offsets"));
    QVERIFY(has(read_back("{\"a\":{\"dtype\":\"F4\",\"shape\":[2],\"data_offsets\":[0,8]}}", "12345678"),
                "has the type 'F4', which is not supported"));
    QVERIFY(has(read_back("{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}", "12345678"),
                "a shape that is not a list of sizes"));
    QVERIFY(has(read_back("{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296,4294967296],\"data_offsets\":[0,8]}}", "12345678"),
                "a shape too large"));
    QVERIFY(has(read_back("{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}", "12345678"),
                "has 8 bytes where its shape [3] needs 12"));
    QVERIFY(
        has(read_back("{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}}", "12"), "there must be no hole and no overlap"));
    QVERIFY(
        has(read_back("{\"a\":{\"dtype\":\"BOOL\",\"shape\":[2],\"data_offsets\":[0,2]}}", "\x01\x02"), "a bool that is neither 0 nor 1"));
    QVERIFY(has(read_back("{\"__metadata__\":{\"x\":1}}", ""), "the metadata holds something other than text"));
    std::ofstream(file()) << "tiny";
    QVERIFY(has(error_of([&] { tl::io::load_safetensors(file()); }), "the header's length needs 8 bytes"));
  }
  void what_cannot_be_written_is_refused() {
    QVERIFY(has(error_of([&] {
                  tl::io::save_safetensors(file(), {{"a", counting({1})}, {"a", counting({1})}});
                }),
                "two tensors are named 'a'"));
    QVERIFY(has(error_of([&] { tl::io::save_safetensors(file(), {{"", counting({1})}}); }), "may not be named ''"));
    QVERIFY(has(error_of([&] { tl::io::save_safetensors(file(), {{"a", tl::Tensor()}}); }), "'a' is undefined"));
  }
  void a_full_disk_keeps_the_old_weights() {
    tl::io::save_safetensors(file(), {{"a", counting({4})}});
    tl::io::set_fault_hook([](tl::io::IoCall call, const fs::path&) { return call == tl::io::IoCall::write ? ENOSPC : 0; });
    QVERIFY(has(error_of([&] { tl::io::save_safetensors(file(), {{"b", counting({4})}}); }), "io|write weights: '"));
    tl::io::set_fault_hook(nullptr);
    QCOMPARE(tl::io::load_safetensors(file())[0].first, std::string("a"));
  }
};

TL_TEST_CLASS(TestSafetensors)
#include "test_io_safetensors.moc"
