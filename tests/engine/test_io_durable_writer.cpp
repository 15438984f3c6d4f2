// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <QTemporaryDir>
#include <cerrno>
#include <fstream>
#include <iterator>

#include "engine/core/error.h"
#include "engine/io/durable_writer.h"
#include "support/test_main.h"

namespace fs = std::filesystem;
using tl::io::IoCall;

class TestDurableWriter : public QObject {
  Q_OBJECT

  static std::string content(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  static int entries(const fs::path& folder) { return static_cast<int>(std::distance(fs::directory_iterator(folder), {})); }

 private slots:
  void cleanup() { tl::io::set_fault_hook(nullptr); }

  void writes_and_replaces() {
    QTemporaryDir dir;
    const fs::path path = dir.path().toStdString() + "/a.json";
    tl::io::save_file(path, "one", "save");
    QCOMPARE(content(path), std::string("one"));
    ::chmod(path.c_str(), 0640);
    tl::io::save_file(path, "two", "save");
    QCOMPARE(content(path), std::string("two"));
    struct stat info {};
    ::stat(path.c_str(), &info);
    QCOMPARE(info.st_mode & 0777, 0640u);
    QCOMPARE(entries(path.parent_path()), 1);
  }
  void a_link_stays_a_link() {
    QTemporaryDir dir;
    const fs::path folder = dir.path().toStdString();
    tl::io::save_file(folder / "real", "one", "save");
    fs::create_symlink("real", folder / "link");
    tl::io::save_file(folder / "link", "two", "save");
    QVERIFY(fs::is_symlink(folder / "link"));
    QCOMPARE(content(folder / "real"), std::string("two"));
  }
  void short_writes_are_continued() {
    QTemporaryDir dir;
    const fs::path path = dir.path().toStdString() + "/a";
    int writes = 0;
    tl::io::set_fault_hook([&](IoCall call, const fs::path&) { return call == IoCall::write && ++writes < 5 ? tl::io::short_write : 0; });
    const std::string text(10000, 'x');
    tl::io::save_file(path, text, "save");
    QCOMPARE(content(path), text);
    QVERIFY(writes >= 5);
  }
  void every_failing_call_keeps_the_old_content_data() {
    QTest::addColumn<int>("call");
    QTest::addColumn<int>("error");
    QTest::newRow("create denied") << int(IoCall::create) << EACCES;
    QTest::newRow("disk full") << int(IoCall::write) << ENOSPC;
    QTest::newRow("fsync fails") << int(IoCall::fsync) << EIO;
    QTest::newRow("close fails") << int(IoCall::close) << EIO;
    QTest::newRow("rename refused") << int(IoCall::rename) << EACCES;
  }
  void every_failing_call_keeps_the_old_content() {
    QFETCH(int, call);
    QFETCH(int, error);
    QTemporaryDir dir;
    const fs::path path = dir.path().toStdString() + "/a.json";
    tl::io::save_file(path, "old", "save");
    tl::io::set_fault_hook([&](IoCall c, const fs::path&) { return int(c) == call ? error : 0; });
    try {
      tl::io::save_file(path, "new content", "save project");
      QFAIL("the save claims success");
    } catch (const tl::Error& e) {
      QCOMPARE(tl::exit_code(e.category()), 6);
      QVERIFY2(std::string(e.what()).find("save project: '" + path.string() + "'") == 0, e.what());
      QVERIFY2(std::string(e.what()).find(std::strerror(error)) != std::string::npos, e.what());
      QVERIFY(!e.remedy().empty());
    }
    tl::io::set_fault_hook(nullptr);
    QCOMPARE(content(path), std::string("old"));
    QCOMPARE(entries(path.parent_path()), 1);
  }
  void a_folder_that_cannot_be_synced_is_an_error() {
    QTemporaryDir dir;
    const fs::path path = dir.path().toStdString() + "/a";
    tl::io::set_fault_hook([](IoCall c, const fs::path&) { return c == IoCall::fsync_folder ? EIO : 0; });
    QVERIFY_THROWS_EXCEPTION(tl::Error, tl::io::save_file(path, "new", "save"));
    QCOMPARE(content(path), std::string("new"));  // whole, only not proven durable
  }
  void missing_folder() {
    QTemporaryDir dir;
    QVERIFY_THROWS_EXCEPTION(tl::Error, tl::io::save_file(dir.path().toStdString() + "/no/a", "x", "save"));
  }
  void a_folder_appears_whole() {
    QTemporaryDir dir;
    const fs::path target = dir.path().toStdString() + "/checkpoints/step-1";
    for (const char* text : {"one", "two"}) {
      tl::io::DurableDirectory folder(target, "write checkpoint");
      tl::io::save_file(folder.path() / "model", text, "write checkpoint");
      if (std::string(text) == "one") QVERIFY(!fs::exists(target));
      folder.commit();
      QCOMPARE(content(target / "model"), std::string(text));
      QCOMPARE(entries(target.parent_path()), 1);
    }
    {
      tl::io::DurableDirectory abandoned(target, "write checkpoint");
      tl::io::save_file(abandoned.path() / "model", "three", "write checkpoint");
    }
    tl::io::set_fault_hook([](IoCall c, const fs::path& p) { return c == IoCall::rename && p.filename() == "step-1" ? EIO : 0; });
    {
      tl::io::DurableDirectory failing(target, "write checkpoint");
      tl::io::save_file(failing.path() / "model", "four", "write checkpoint");
      QVERIFY_THROWS_EXCEPTION(tl::Error, failing.commit());
    }
    QCOMPARE(content(target / "model"), std::string("two"));
    QCOMPARE(entries(target.parent_path()), 1);
  }
  void a_file_system_that_cannot_exchange_names() {
    QTemporaryDir dir;
    const fs::path target = dir.path().toStdString() + "/step-1";
    for (const char* text : {"one", "two"}) {
      tl::io::DurableDirectory folder(target, "write checkpoint");
      tl::io::save_file(folder.path() / "model", text, "write checkpoint");
      if (std::string(text) == "two") tl::io::set_fault_hook([](IoCall c, const fs::path&) { return c == IoCall::rename ? EINVAL : 0; });
      folder.commit();
      tl::io::set_fault_hook(nullptr);
      QCOMPARE(content(target / "model"), std::string(text));
      QCOMPARE(entries(target.parent_path()), 1);
    }
  }
};

TL_TEST_CLASS(TestDurableWriter)
#include "test_io_durable_writer.moc"
