// SPDX-License-Identifier: Apache-2.0
#include <zlib.h>

#include <QTemporaryDir>
#include <fstream>

#include "engine/core/error.h"
#include "engine/io/bounded_reader.h"
#include "support/test_main.h"

using namespace tl::io;

class TestBoundedReader : public QObject {
  Q_OBJECT

  static Bytes gzip(const Bytes& data) {
    Bytes out(data.size() + 1024);
    z_stream z{};
    deflateInit2(&z, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    z.next_in = const_cast<Bytef*>(data.data());
    z.avail_in = static_cast<uInt>(data.size());
    z.next_out = out.data();
    z.avail_out = static_cast<uInt>(out.size());
    deflate(&z, Z_FINISH);
    out.resize(z.total_out);
    deflateEnd(&z);
    return out;
  }
  template <class F>
  static std::string error_of(F&& f) {
    try {
      f();
    } catch (const tl::Error& e) {
      return std::string(tl::category_name(e.category())) + "|" + e.what();
    }
    return "accepted";
  }
  static bool has(const std::string& text, const std::string& part) {
    if (text.find(part) != std::string::npos) return true;
    qWarning("'%s' lacks '%s'", text.c_str(), part.c_str());
    return false;
  }

 private slots:
  void numbers_and_limits() {
    const Bytes bytes{0, 0, 8, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    BoundedReader r(bytes, "f.idx", "read data");
    QCOMPARE(r.u32_be("the magic"), 0x803u);
    QCOMPARE(r.u64_le("a size"), 0x0807060504030201ull);
    QVERIFY(has(error_of([&] { r.expect_end("the data"); }), "1 bytes follow the end of the data"));
    QVERIFY(has(error_of([&] { r.take(2, "image data"); }),
                "input|read data: 'f.idx', offset 12: image data needs 2 bytes, but only 1 are left"));
    QVERIFY(has(error_of([&] { r.take(~0ull, "image data"); }), "but only 1 are left"));
    QCOMPARE(r.u8("the rest"), uint8_t(9));
    r.expect_end("the data");
  }
  void gzip_round_trip_and_damage() {
    Bytes data(300000);
    for (size_t i = 0; i < data.size(); ++i) data[i] = static_cast<uint8_t>(i * i >> 7);
    const Bytes packed = gzip(data);
    QVERIFY(gunzip(packed, 1 << 20, "f.gz", "read data") == data);
    Bytes twice = packed;
    twice.insert(twice.end(), packed.begin(), packed.end());
    QCOMPARE(gunzip(twice, 1 << 20, "f.gz", "read data").size(), 2 * data.size());
    for (const size_t cut : {size_t(5), packed.size() / 2, packed.size() - 1}) {
      const Bytes part(packed.begin(), packed.begin() + static_cast<long>(cut));
      QVERIFY(has(error_of([&] { gunzip(part, 1 << 20, "f.gz", "read data"); }), "the gzip stream ends too early"));
    }
    Bytes flipped = packed;
    flipped[packed.size() - 6] ^= 1;  // in the checksum
    QVERIFY(has(error_of([&] { gunzip(flipped, 1 << 20, "f.gz", "read data"); }), "incorrect data check"));
    Bytes trailing = packed;
    trailing.push_back('x');
    QVERIFY(has(error_of([&] { gunzip(trailing, 1 << 20, "f.gz", "read data"); }), "bytes follow the end"));
    QVERIFY(has(error_of([&] { gunzip(packed, 100000, "f.gz", "read data"); }), "more than the 100000 bytes"));
  }
  void a_bomb_stops_at_the_limit() {
    const Bytes bomb = gzip(Bytes(64 << 20, 0));
    QVERIFY(bomb.size() < (1 << 17));
    QVERIFY(has(error_of([&] { gunzip(bomb, 1 << 20, "bomb.gz", "read data"); }), "more than the 1048576 bytes"));
  }
  void files() {
    QTemporaryDir dir;
    const std::filesystem::path path = dir.path().toStdString() + "/f";
    std::ofstream(path) << "0123456789";
    QCOMPARE(read_file(path, 10, "read data").size(), size_t(10));
    QVERIFY(has(error_of([&] { read_file(path, 9, "read data"); }), "more than the 9 bytes"));
    QVERIFY(read_file("/proc/self/status", 1 << 20, "read data").size() > 100);  // its size reads 0
    QVERIFY(has(error_of([&] { read_file("/dev/zero", 1 << 20, "read data"); }), "more than the 1048576 bytes"));
    QVERIFY(has(error_of([&] { read_file(dir.path().toStdString() + "/none", 9, "read data"); }), "input|"));
    FileReader file(path, "read weights");
    char two[2];
    file.read(8, two, 2, "a tensor");
    QCOMPARE(two[1], '9');
    QVERIFY(has(error_of([&] { file.read(9, two, 2, "a tensor"); }), "offset 9: a tensor needs 2 bytes, but only 1 are left"));
    QVERIFY(has(error_of([&] { file.read(~0ull, two, 2, "a tensor"); }), "only 0 are left"));
  }
};

TL_TEST_CLASS(TestBoundedReader)
#include "test_io_bounded_reader.moc"
