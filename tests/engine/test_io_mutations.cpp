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
#include "engine/io/bounded_reader.h"
#include "engine/io/checkpoint.h"
#include "engine/io/json_reader.h"
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

 private slots:
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
