// SPDX-License-Identifier: Apache-2.0
// tl-conformance itself: right answers pass, each kind of wrong one fails, nothing stops the run, the floor only rises.
#include <QDir>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <fstream>
#include <string>

#include "support/test_main.h"

namespace {
struct Ran {
  int code = -1;
  QString out, err;
};
Ran run(const QStringList& arguments) {
  QProcess p;
  // A crash shall look like one also in a sanitizer's build; elsewhere nobody reads these.
  QProcessEnvironment env = QProcessEnvironment::systemEnvironment();
  for (const char* name : {"ASAN_OPTIONS", "TSAN_OPTIONS"}) env.insert(name, env.value(name) + (env.contains(name) ? ":" : "") + "handle_segv=0");
  p.setProcessEnvironment(env);
  p.start(QStringLiteral(TL_BINARY_DIR "/bin/tl-conformance"), arguments);
  Ran r;
  if (p.waitForFinished(300000) && p.exitStatus() == QProcess::NormalExit) r.code = p.exitCode();
  r.out = QString::fromUtf8(p.readAllStandardOutput());
  r.err = QString::fromUtf8(p.readAllStandardError());
  return r;
}
QString selftest(const char* name) { return QStringLiteral(TL_SOURCE_DIR "/tests/conformance/selftest/") + name + ".jsonl"; }
void write(const QString& path, const std::string& text) { std::ofstream(path.toStdString()) << text; }
std::string read(const QString& path) {
  std::ifstream in(path.toStdString());
  return {std::istreambuf_iterator<char>(in), {}};
}
}  // namespace

class TestRunner : public QObject {
  Q_OBJECT
 private slots:
  void right_answers_pass() {
    const Ran r = run({"--failures", selftest("good")});
    QVERIFY2(r.out == "good.jsonl: 17 passed, 0 failed, 0 skipped\n17 passed, 0 failed, 0 skipped\n", qPrintable(r.out + r.err));
    QCOMPARE(r.code, 0);
  }
  void wrong_answers_fail_each_with_a_reason() {
    const Ran r = run({"--failures", selftest("bad")});
    QVERIFY2(r.out.contains("bad.jsonl: 0 passed, 24 failed, 0 skipped\n"), qPrintable(r.out));
    QVERIFY(r.out.contains("wrong-value (torch.add): result is 4 at element 0, expected 4.01\n"));
    QVERIFY(r.out.contains("unknown-name-raises (torch.no_such_function): the name does not exist yet"));
    QVERIFY(r.out.contains("missing-gradient (torch.floor): the gradient of 0 is missing"));
    QCOMPARE(r.code, 0);  // failed cases are figures
  }
  void a_crash_or_an_endless_case_costs_one_case() {
    const Ran r = run({"--failures", "--limit", "20", selftest("ending")});
    QVERIFY2(r.out.contains("ending.jsonl: 3 passed, 3 failed, 0 skipped\n"), qPrintable(r.out));
    QVERIFY2(r.out.contains("crash (crash): the process was ended by SIGSEGV"), qPrintable(r.out));
    QVERIFY2(r.out.contains("exit (exit): the process ended with status 7"), qPrintable(r.out));
    QVERIFY2(r.out.contains("hang (hang): did not end within 20 s"), qPrintable(r.out));
  }
  void each_failure_is_explained_and_nothing_else() {
    QTemporaryDir folder;
    const QString table = folder.filePath("REMAINING.md");
    const std::string ending = "| `ending.jsonl` | `hang` | `did not end within*` | it hangs |\n| `ending.jsonl` | `[ce]*` | `the process*` | they end the process |\n";
    write(table, "| file | name | reason | why |\n" + ending);
    QCOMPARE(run({"--remaining", table, "--limit", "20", selftest("ending")}).code, 0);
    const Ran stale = run({"--remaining", table, selftest("good")});
    QCOMPARE(stale.code, 1);
    QVERIFY2(stale.err.contains("line 2: no case fails like this any more") && stale.err.contains("line 3:"), qPrintable(stale.err));
    write(table, ending.substr(0, ending.find('\n') + 1));
    const Ran untold = run({"--remaining", table, "--limit", "20", selftest("ending")});
    QCOMPARE(untold.code, 1);
    QVERIFY2(untold.err.contains("explains ending.jsonl crash: the process was ended by SIGSEGV"), qPrintable(untold.err));
    write(table, "| `ending.jsonl` | hang | no backticks |\n");
    QCOMPARE(run({"--remaining", table, selftest("good")}).code, 3);
    QCOMPARE(run({"--remaining", folder.filePath("none.md"), selftest("good")}).code, 3);
  }
  void the_floor_only_rises() {
    QTemporaryDir folder;
    const QString floor = folder.filePath("floor"), list = floor + "/good.txt";
    QVERIFY(QDir().mkpath(floor));
    QCOMPARE(run({"--write-floor", floor, selftest("good")}).code, 0);
    QVERIFY(read(list).starts_with("add\nas-strided\n"));
    QCOMPARE(run({"--floor", floor, selftest("good")}).code, 0);
    // A case that passed before and is now gone, or fails, breaks the floor and stays in it.
    write(list, read(list) + "once-passed\n");
    const Ran below = run({"--floor", floor, selftest("good")});
    QCOMPARE(below.code, 1);
    QVERIFY2(below.err.contains("good.jsonl fell below its floor") && below.err.contains("once-passed"), qPrintable(below.err));
    QVERIFY(below.err.contains("--write-floor"));
    QCOMPARE(run({"--write-floor", floor, selftest("good")}).code, 1);
    QVERIFY(read(list).find("once-passed") != std::string::npos);
  }
  void wrong_use_and_bad_files_are_told_apart() {
    QCOMPARE(run({}).code, 2);
    QCOMPARE(run({"--no-such-option", selftest("good")}).code, 2);
    QCOMPARE(run({"--limit", "soon", selftest("good")}).code, 2);
    QTemporaryDir folder;
    const QString file = folder.filePath("x.jsonl");
    QCOMPARE(run({file}).code, 3);
    QCOMPARE(run({folder.path()}).code, 3);
    write(file, "{\"id\": \"a\", \"kind\": \"function\", \"name\": \"torch.add\"}\n{\"id\": \n");
    const Ran broken = run({file});
    QCOMPARE(broken.code, 3);
    QVERIFY2(broken.err.contains("x.jsonl, line 2"), qPrintable(broken.err));
    // The line costs itself: the other case is counted, and so are other files.
    QVERIFY2(broken.err.startsWith("tl-conformance: error: "), qPrintable(broken.err));
    QVERIFY2(broken.out.contains("0 passed, 1 failed, 0 skipped, 1 line is no case"), qPrintable(broken.out));
    QVERIFY(run({file, selftest("good")}).out.contains("good.jsonl: "));
    QVERIFY(run({}).err.startsWith("tl-conformance: error: "));
    write(file, "{\"id\": \"a\", \"kind\": \"function\", \"name\": \"x\"}\n{\"id\": \"a\", \"kind\": \"function\", \"name\": \"x\"}\n");
    QVERIFY(run({file}).err.contains("is there twice"));
  }
};

TL_TEST_CLASS(TestRunner)
#include "test_runner.moc"
