// SPDX-License-Identifier: Apache-2.0
// Thousands of damaged files: each is read or refused with a tl::Error, and nothing else happens. The mutations are seeded, so that a
// failure can be repeated.
#include <QTemporaryDir>
#include <cstring>
#include <fstream>
#include <functional>
#include <iterator>
#include <nlohmann/json.hpp>

#include "engine/core/philox.h"
#include "engine/data/csv.h"
#include "engine/data/idx.h"
#include "engine/io/archive_manifest.h"
#include "engine/io/bounded_reader.h"
#include "engine/io/checkpoint.h"
#include "engine/io/json_reader.h"
#include "engine/io/safetensors_header.h"
#include "engine/io/save.h"
#include "support/expect.h"
#include "support/test_main.h"

namespace fs = std::filesystem;

class TestMutations : public QObject {
  Q_OBJECT
  QTemporaryDir dir_{fs::is_directory("/dev/shm") ? QString("/dev/shm/tensorloom-XXXXXX") : QString()};

  fs::path file(const char* name) const { return dir_.path().toStdString() + "/" + name; }
  static std::string content(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  /// Flips, overwrites, cuts, doubles and inserts.
  static std::string damaged(std::string text, tl::PhiloxStream& random) {
    for (uint64_t n = 1 + random.below(4); n > 0 && !text.empty(); --n) {
      const size_t at = random.below(text.size());
      switch (random.below(6)) {
        case 0:
          text[at] = static_cast<char>(text[at] ^ (1 << random.below(8)));
          break;
        case 1:
          text[at] = static_cast<char>(random.below(256));
          break;
        case 2:
          text[at] = "\xff\x00{}[]\",:0-9e\n"[random.below(14)];
          break;
        case 3:
          text.resize(at);
          break;
        case 4:
          text.insert(at, text.substr(at, random.below(20)));
          break;
        default:
          text.erase(at, random.below(8));
          break;
      }
    }
    return text;
  }
  /// How many of the damaged files were refused.
  int mutate(const std::string& good, const fs::path& path, int rounds, const std::function<void()>& read) {
    int refused = 0;
    for (int i = 0; i < rounds; ++i) {
      tl::PhiloxStream random(2026, 0, static_cast<uint64_t>(i));
      std::ofstream(path, std::ios::binary) << damaged(good, random);
      try {
        read();
      } catch (const tl::Error& e) {
        ++refused;
        if (e.message().empty()) qWarning("round %d: an empty message", i);
      } catch (const std::exception& e) {
        qWarning("round %d: %s", i, e.what());
        return -1;
      }
    }
    return refused;
  }

  /// A list, dict, view, shared and empty tensors, an extra file.
  static std::string archive() {
    tl::Tensor a = tl::empty_tensor({4, 3}, tl::kFloat), b = tl::empty_tensor({5}, tl::kBool), c = tl::empty_tensor({0, 2}, tl::kLong);
    for (const auto& t : {a, b, c}) std::memset(t.data_ptr(), 1, t.nbytes());
    const tl::Tensor view = tl::make_alias(a, {3, 2}, {1, 3}, 3);
    const tl::Value value = tl::Value::Dict{{"weight", a}, {"view", view}, {"list", tl::Value::List{tl::Value(b), tl::Value(c), tl::Value(a)}},
                                            {"n", 3}, {"x", -2.5e-3}, {"ints", std::vector<int64_t>{1, -2}}, {"type", tl::kHalf}, {"text", "ä"}};
    std::string bytes;
    tl::save_with_files(value, {{"note", "hello"}}, [&](const void* data, size_t n) {
      bytes.append(static_cast<const char*>(data), n);
      return n;
    });
    return bytes;
  }
  /// What a value's tensors hold, read with every stride: memory that is not theirs would be found here by a sanitizer.
  static int64_t walk(const tl::Value& v) {
    int64_t n = 0;
    if (v.is_list())
      for (const auto& item : v.to_list()) n += walk(item);
    if (v.is_dict())
      for (const auto& [key, item] : v.to_dict()) n += walk(item);
    if (!v.is_tensor() || !v.to_tensor().defined() || !v.to_tensor().is_cpu() || v.to_tensor().numel() > 1000) return n;
    return n + static_cast<int64_t>(v.to_tensor().detach().contiguous().nbytes());
  }

 private slots:
  void archives() {
    const std::string good = archive();
    const auto read = [&](const std::string& bytes) {
      tl::Value v;
      tl::load(v, bytes.data(), bytes.size());
      walk(v);
    };
    read(good);
    QVERIFY(mutate(good, file("a"), 4000, [&] { read(content(file("a"))); }) > 3000);
  }
  /// The same with a manifest that is damaged and matches its checksum: the rules behind the checksum must hold alone.
  void manifests_with_a_right_checksum() {
    const std::string good = archive();
    uint64_t length = 0;
    std::memcpy(&length, good.data(), 8);
    std::map<std::string, std::string> metadata;
    const auto entries = tl::io::parse_safetensors_header(good.substr(8, length), good.size() - 8 - length, "a",
                                                          [](uint64_t, const std::string& rule) { throw std::runtime_error(rule); }, &metadata);
    const std::string manifest = metadata.at(tl::serialize::manifest_key);
    // Besides bytes, whole numbers are replaced: by 0, by a little more, by the largest ones.
    const auto damaged_numbers = [](std::string text, tl::PhiloxStream& random) {
      const char* numbers[] = {"0", "1", "7", "-1", "4294967296", "281474976710656", "9223372036854775807", "18446744073709551615", "1e308", "null", "[]"};
      for (uint64_t n = 1 + random.below(3); n > 0; --n) {
        const size_t at = text.find_first_of("0123456789", random.below(text.size()));
        if (at != std::string::npos) text.replace(at, 1, numbers[random.below(std::size(numbers))]);
      }
      return text;
    };
    int refused = 0;
    for (int i = 0; i < 6000; ++i) {
      tl::PhiloxStream random(2026, 1, static_cast<uint64_t>(i));
      const std::string text = i % 2 ? damaged(manifest, random) : damaged_numbers(manifest, random);
      const std::string bytes =
          tl::io::safetensors_beginning(entries, {{tl::serialize::manifest_key, text},
                                                  {tl::serialize::manifest_sum_key, tl::serialize::checksum(text.data(), text.size())}}, "test") +
          good.substr(8 + length);
      try {
        tl::Value v;
        tl::load(v, bytes.data(), bytes.size());
        walk(v);
      } catch (const tl::Error& e) {
        ++refused;
        QVERIFY2(!e.message().empty(), "an empty message");
      }
    }
    QVERIFY(refused > 3000);
  }
  void safetensors() {
    tl::Tensor a = tl::empty_tensor({2, 3}, tl::kFloat), b = tl::empty_tensor({4}, tl::kBool), c = tl::empty_tensor({}, tl::kLong);
    for (const auto& t : {a, b, c}) std::memset(t.data_ptr(), 1, t.nbytes());
    tl::io::save_safetensors(file("w"), {{"layer.weight", a}, {"mask", b}, {"count", c}}, {{"format", "pt"}});
    QVERIFY(mutate(content(file("w")), file("w2"), 4000, [&] { tl::io::load_safetensors(file("w2")); }) > 500);
  }
  void idx() {
    std::string good{"\0\0\x08\x03\0\0\0\x02\0\0\0\x02\0\0\0\x03", 16};
    good += "abcdefghijkl";
    QVERIFY(mutate(good, file("i"), 4000, [&] { tl::data::read_idx(file("i")); }) > 500);
  }
  void csv() {
    const std::string good = "a,\"b \"\"x\"\"\",kind\n1,2.5,cat\n-3e4,\"7\",dog\n0.1,9,cat\n";
    QVERIFY(mutate(good, file("c.csv"), 4000, [&] { tl::data::open_table(file("c.csv")); }) > 500);
  }
  void json() {
    const std::string good =
        "{\"format\": \"tensorloom.project\", \"n\": [1, -2.5e3, true, null, \"\\u00e9\\n\"], \"o\": {\"k\": {}, \"l\": []}}";
    QVERIFY(mutate(good, file("p.json"), 4000, [&] { tl::io::read_json_file(file("p.json")); }) > 500);
  }
  void gzip() {
    const std::string good = content(fs::path(TL_SOURCE_DIR) / "resources/data/digits.csv.gz").substr(0, 20000);
    QVERIFY(mutate(good, file("g.gz"), 500, [&] { tl::io::read_file_or_gzip(file("g.gz"), 1 << 20, "read data"); }) > 400);
  }
};

TL_TEST_CLASS(TestMutations)
#include "test_io_mutations.moc"
