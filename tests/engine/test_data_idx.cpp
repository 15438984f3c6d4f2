// SPDX-License-Identifier: Apache-2.0
#include <zlib.h>

#include <QTemporaryDir>
#include <fstream>

#include "engine/data/find_file.h"
#include "engine/data/idx.h"
#include "support/expect.h"
#include "support/test_main.h"

namespace fs = std::filesystem;
using tl::test::error_of;
using tl::test::has;

class TestDataIdx : public QObject {
  Q_OBJECT
  QTemporaryDir dir_;

  fs::path write(const std::string& name, const std::string& bytes) {
    const fs::path path = dir_.path().toStdString() + "/" + name;
    if (path.extension() == ".gz") {
      gzFile f = gzopen(path.c_str(), "wb");
      gzwrite(f, bytes.data(), static_cast<unsigned>(bytes.size()));
      gzclose(f);
    } else {
      std::ofstream(path, std::ios::binary) << bytes;
    }
    return path;
  }
  static std::string header(int type, std::initializer_list<uint32_t> sizes) {
    std::string h{'\0', '\0', static_cast<char>(type), static_cast<char>(sizes.size())};
    for (const uint32_t s : sizes)
      for (int shift = 24; shift >= 0; shift -= 8) h += static_cast<char>(s >> shift);
    return h;
  }

 private slots:
  void images_and_labels() {
    const auto images = write("i.gz", header(8, {2, 2, 3}) + std::string("\x00\x33\xff\x01\x02\x03\x10\x20\x30\x40\x50\x60", 12));
    const auto labels = write("l", header(8, {2}) + std::string("\x01\x00", 2));
    const auto source = tl::data::open_idx_images(images, labels);
    QCOMPARE(source->size(), int64_t(2));
    QVERIFY((source->fields()[0].sizes == tl::DimVector{1, 2, 3}));
    const auto sample = source->get(0);
    QCOMPARE(sample[0].data_ptr<float>()[1], 0.2f);
    QCOMPARE(sample[0].data_ptr<float>()[2], 1.0f);
    QCOMPARE(*sample[1].data_ptr<int64_t>(), int64_t(1));
    QCOMPARE(*source->class_of(1), int64_t(0));
    QCOMPARE(source->class_names().size(), size_t(2));
    QVERIFY(has(error_of([&] { source->get(2); }), "sample 2 out of range for 2 samples"));
  }
  void other_types_are_swapped() {
    const auto a = tl::data::read_idx(write("f", header(0x0D, {1}) + std::string("\x3f\x80\x00\x00", 4)));
    QVERIFY(a.dtype == tl::kFloat);
    QCOMPARE(*reinterpret_cast<const float*>(a.bytes.data()), 1.0f);
  }
  void damage_is_named() {
    QVERIFY(has(error_of([&] {
                  tl::data::read_idx(write("cut", header(8, {2, 2, 3}) + "123"));
                }),
                "offset 16: the data needs 12 bytes, but only 3 are left"));
    QVERIFY(has(error_of([&] { tl::data::read_idx(write("long", header(8, {2}) + "123")); }), "1 bytes follow the end"));
    QVERIFY(has(error_of([&] { tl::data::read_idx(write("huge", header(8, {~0u, ~0u, ~0u}) + "123")); }), "bytes, but only 3 are left"));
    QVERIFY(has(error_of([&] { tl::data::read_idx(write("png", "\x89PNG\r\n\x1a\n")); }), "this is not an IDX file"));
    QVERIFY(has(error_of([&] { tl::data::read_idx(write("tiny", "\0\0")); }), "the IDX header needs 4 bytes"));
    QVERIFY(has(error_of([&] { tl::data::read_idx(write("head", std::string("\0\0\x08\x03\0\0", 6))); }), "the sizes needs 4 bytes"));
    const auto images = write("i2", header(8, {2, 1, 1}) + "12"), labels = write("l3", header(8, {3}) + "123");
    QVERIFY(has(error_of([&] { tl::data::open_idx_images(images, labels); }), "has 3 labels for the 2 images"));
    QVERIFY(has(error_of([&] { tl::data::open_idx_images(labels, images); }), "does not hold images: it is [3] uint8"));
    QVERIFY(has(error_of([&] { tl::data::open_idx_images(dir_.path().toStdString() + "/none", labels); }), "input|read data: the file '"));
  }
  void fashion_mnist_of_the_system() {
    const auto source = tl::data::open_idx_images(tl::data::find_data_file("fashion-mnist/t10k-images-idx3-ubyte.gz"),
                                                  tl::data::find_data_file("fashion-mnist/t10k-labels-idx1-ubyte.gz"));
    QCOMPARE(source->size(), int64_t(10000));
    QCOMPARE(source->class_names().size(), size_t(10));
    QCOMPARE(source->summary(), std::string("10 000 samples"));
    QVERIFY((source->fields()[0].sizes == tl::DimVector{1, 28, 28}));
  }
  void a_missing_data_file_says_where_it_was_looked_for() {
    const auto text = error_of([&] { tl::data::find_data_file("no-such/file.idx", dir_.path().toStdString()); });
    QVERIFY(has(text, "input|find data: the file 'no-such/file.idx' is in none of: " + dir_.path().toStdString()));
    QVERIFY(has(text, "/usr/share/datasets"));
    write("here.csv.gz", "1,2\n");
    QCOMPARE(tl::data::find_data_file("here.csv", dir_.path().toStdString()).filename().string(), std::string("here.csv.gz"));
  }
};

TL_TEST_CLASS(TestDataIdx)
#include "test_data_idx.moc"
