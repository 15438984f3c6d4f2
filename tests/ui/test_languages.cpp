// SPDX-License-Identifier: Apache-2.0
// The catalogues, and the window in each of its languages.
#include <QAction>
#include <QFile>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QProcess>
#include <QPushButton>
#include <QRegularExpression>
#include <QSet>
#include <QStandardPaths>
#include <QXmlStreamReader>

#include "support/test_main.h"
#include "ui/support/languages.h"
#include "ui/window_fixture.h"

using namespace tl::ui;

namespace {
struct Message {
  QString context, source;
  QStringList translations;  ///< one, or the forms of a number
  bool finished = false, numerus = false;
};

QList<Message> read_catalogue(const QString& name) {
  QFile file(name);
  if (!file.open(QIODevice::ReadOnly)) return {};
  QXmlStreamReader in(&file);
  QList<Message> all;
  QString context;
  while (!in.atEnd()) {
    in.readNext();
    if (!in.isStartElement()) continue;
    if (in.name() == u"name") context = in.readElementText();
    else if (in.name() == u"message") all << Message{context, {}, {}, true, in.attributes().hasAttribute(QStringLiteral("numerus"))};
    else if (in.name() == u"source") all.last().source = in.readElementText();
    else if (in.name() == u"numerusform") all.last().translations << in.readElementText();
    else if (in.name() == u"translation") {
      if (in.attributes().hasAttribute(QStringLiteral("type"))) all.last().finished = false;
      if (all.last().numerus) continue;  // its forms follow
      if (const QString text = in.readElementText(); !text.trimmed().isEmpty()) all.last().translations << text;
    }
  }
  return all;
}

QString catalogue(const QString& code, const QString& folder = QStringLiteral(TL_SOURCE_DIR "/resources/translations")) {
  return folder + QStringLiteral("/tensorloom_") + code + QStringLiteral(".ts");
}

/// What a translation must take over: places for values, the key of a menu (one or none), tabs, the sign that a dialog follows.
QStringList fixed_parts(const QString& text) {
  static const QRegularExpression hole("%L?[1-9n]");
  QStringList parts;
  for (auto it = hole.globalMatch(text); it.hasNext();) parts << it.next().captured();
  std::sort(parts.begin(), parts.end());
  static const QRegularExpression key("&[^& ]");
  parts << QStringLiteral("keys %1").arg(text.count(key));
  parts << QStringLiteral("tabs %1, lines %2").arg(text.count('\t')).arg(text.count('\n'));
  const QString shown = text.section('\t', 0, 0).trimmed();
  parts << (shown.endsWith(u'…') ? "…" : shown.endsWith(u':') ? ":" : "");
  return parts;
}

/// "&File" and "ファイル(&F)": f.
QChar key_of(const QString& text) {
  static const QRegularExpression key("&([^& ])");
  const auto m = key.match(text);
  return m.hasMatch() ? m.captured(1).front().toLower() : QChar();
}

void look_for_double_keys(const QList<QAction*>& actions, const QString& where, QStringList& found) {
  QHash<QChar, QString> taken;
  for (QAction* a : actions) {
    if (a->isSeparator()) continue;
    const QChar key = key_of(a->text());
    if (!key.isNull() && !key.isDigit() && taken.contains(key)) found << QStringLiteral("%1: “%2” and “%3”").arg(where, taken[key], a->text());
    taken[key] = a->text();
    if (a->menu()) look_for_double_keys(a->menu()->actions(), where + QStringLiteral(" ▸ ") + a->text(), found);
  }
}
}  // namespace

class TestLanguages : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void cleanup() { apply_language(*qApp, "en"); }

  void the_language_is_chosen_or_the_desktops() {
    QCOMPARE(language_of("de", {"ja-JP"}), QString("de"));
    QCOMPARE(language_of("system", {"ja-JP", "de"}), QString("ja"));
    QCOMPARE(language_of("system", {"fr-FR", "de_AT"}), QString("de"));
    QCOMPARE(language_of("system", {"fr-FR"}), QString("en"));
    QCOMPARE(language_of("xx", {}), QString("en"));
    QCOMPARE(language_of("", {"C"}), QString("en"));
  }

  void numbers_of_things() {
    QCOMPARE(QCoreApplication::translate("tl::ui::MainWindow", "%n node(s)", nullptr, 1), QString("1 node"));
    QCOMPARE(QCoreApplication::translate("tl::ui::MainWindow", "%n node(s)", nullptr, 3), QString("3 nodes"));
    apply_language(*qApp, "de");
    QCOMPARE(QCoreApplication::translate("tl::ui::MainWindow", "%n wire(s)", nullptr, 1), QString("1 Verbindung"));
    QCOMPARE(QCoreApplication::translate("tl::ui::MainWindow", "%n wire(s)", nullptr, 2), QString("2 Verbindungen"));
    apply_language(*qApp, "ja");
    QCOMPARE(QCoreApplication::translate("tl::ui::MainWindow", "%n wire(s)", nullptr, 2), QStringLiteral("配線 2 本"));
  }

  void catalogues_say_everything_data() {
    QTest::addColumn<QString>("code");
    for (const Language& l : languages()) QTest::newRow(qPrintable(l.code)) << l.code;
  }
  /// Finished, and with the places, keys and endings of the English text.
  void catalogues_say_everything() {
    QFETCH(QString, code);
    const QList<Message> all = read_catalogue(catalogue(code));
    QVERIFY2(all.size() > (code == "en" ? 5 : 1500), qPrintable(QString::number(all.size())));
    for (const Message& m : all) {
      const QString place = QStringLiteral("%1 in %2: “%3”").arg(code, m.context, m.source);
      QVERIFY2(m.finished && !m.translations.isEmpty(), qPrintable(place + " is not translated"));
      for (const QString& t : m.translations) {
        QVERIFY2(!t.trimmed().isEmpty(), qPrintable(place + " has an empty form"));
        QVERIFY2(fixed_parts(t) == fixed_parts(m.source), qPrintable(place + " became “" + t + "”"));
        QCOMPARE(t.startsWith(' '), m.source.startsWith(' '));
      }
    }
  }

  /// As scripts/update-translations.sh would leave them: a text that is new, changed or gone shows here.
  void catalogues_hold_every_text() {
    const QString script = QStringLiteral(TL_SOURCE_DIR "/scripts/update-translations.sh");
    if (QStandardPaths::findExecutable("lupdate6").isEmpty() && !QFile::exists("/usr/lib/qt6/bin/lupdate") && QStandardPaths::findExecutable("lupdate").isEmpty())
      QSKIP("lupdate is not installed (package qt6-l10n-tools)");
    if (QStandardPaths::findExecutable("python3").isEmpty()) QSKIP("python3 is not installed");
    const QString programs = QStringLiteral(TL_BINARY_DIR "/bin");
    QVERIFY2(QFile::exists(programs + "/tensorloom-cli"), "tensorloom-cli is not built");
    const QTemporaryDir copy;
    for (const QString code : {"en", "de", "ja"}) QVERIFY(QFile::copy(catalogue(code), catalogue(code, copy.path())));
    QProcess p;
    p.setProcessChannelMode(QProcess::MergedChannels);
    p.start(script, {copy.path(), programs});
    QVERIFY2(p.waitForFinished(120000) && p.exitCode() == 0, p.readAll().constData());
    QStringList differences;
    for (const QString code : {"en", "de", "ja"}) {
      const auto texts = [](const QList<Message>& all) {
        QSet<QString> set;
        for (const Message& m : all) set.insert(m.context + QStringLiteral(": ") + m.source);
        return set;
      };
      const QSet<QString> kept = texts(read_catalogue(catalogue(code))), now = texts(read_catalogue(catalogue(code, copy.path())));
      for (const QString& t : now - kept) differences << code + " lacks " + t;
      for (const QString& t : kept - now) differences << code + " has what the program no longer says, " + t;
    }
    QVERIFY2(differences.isEmpty(), qPrintable("run scripts/update-translations.sh and translate:\n" + differences.join('\n')));
    QFile before(QStringLiteral(TL_SOURCE_DIR "/resources/translations/patterns.txt")), after(copy.path() + "/patterns.txt");
    QVERIFY(before.open(QIODevice::ReadOnly) && after.open(QIODevice::ReadOnly));
    QCOMPARE(before.readAll(), after.readAll());
  }

  /// What is put together out of a name and a sentence is said in the language, the name as it is.
  void sentences_with_names() {
    QCOMPARE(translated(std::string("waiting for conv_3")), QString("waiting for conv_3"));
    apply_language(*qApp, "de");
    QCOMPARE(translated(std::string("waiting for conv_3")), QString("wartet auf conv_3"));
    QCOMPARE(translated(std::string("waiting for loss")), QString("wartet auf loss"));  // a node of that name
    QCOMPARE(translated(std::string("Convolution")), QString("Faltung"));
    QCOMPARE(translated(std::string("fc_1: input 'x' is not wired")), QStringLiteral("fc_1: Eingang „x“ ist nicht verbunden"));
    QCOMPARE(translated(std::string("Set out_features of fc_2 to 10")), QString("out_features von fc_2 auf 10 setzen"));
    QCOMPARE(translated(std::string("no words of ours")), QString("no words of ours"));
    QCOMPARE(translated(std::string("")), QString());
    QCOMPARE(translated(std::string("input N×3×8 cannot have the size 4 along dimension 2")),
             QStringLiteral("die Eingabe N×3×8 kann entlang der Dimension 2 nicht die Größe 4 haben"));
    // What a name holds is no place for a value.
    QCOMPARE(translated(std::string("waiting for %2 of %1")), QString("wartet auf %2 of %1"));
    // Two sentences on two lines.
    QCOMPARE(translated(std::string("waiting for a\nRemove the wire.")), QString("wartet auf a\nDie Verbindung entfernen."));
  }

  /// The problems of a broken graph, mends and all, without an English word of the catalogue left.
  void problems_are_told_in_the_language() {
    apply_language(*qApp, "de");
    test::WindowFixture w;
    w.put("Conv2d", 0, 0);
    w.put("CrossEntropyLoss", 300, 0);
    QVERIFY(w.analysed());
    QVERIFY(!w.window->editor().analysis().problems.empty());
    // A window larger than the image, as the engine says it, and a mend.
    QVERIFY(w.open_example("fashion-cnn"));
    w.window->editor().apply(tl::nodes::make_set_param(w.state(), w.named("conv_2")->id, "kernel_size", tl::Value(std::vector<int64_t>{40, 40})));
    w.put("Conv2d", 0, 900);
    QVERIFY(w.analysed());
    QVERIFY(!w.window->editor().analysis().valid());
    for (const tl::nodes::Problem& p : w.window->editor().analysis().problems) {
      const QString text = QString::fromStdString(p.text);
      QVERIFY2(translated(p.text) != text, qPrintable(text));
      if (!p.remedy.empty()) QVERIFY2(translated(p.remedy) != QString::fromStdString(p.remedy), p.remedy.c_str());
      if (!p.fix.label.empty()) QVERIFY2(translated(p.fix.label) != QString::fromStdString(p.fix.label), p.fix.label.c_str());
    }
  }

  void menu_keys_are_unique_data() { catalogues_say_everything_data(); }
  void menu_keys_are_unique() {
    QFETCH(QString, code);
    apply_language(*qApp, code);
    test::WindowFixture w;
    QStringList found;
    look_for_double_keys(w.window->menuBar()->actions(), code, found);
    QVERIFY2(found.isEmpty(), qPrintable(found.join('\n')));
    QCOMPARE(w.window->action("fileOpen")->text(), code == "de" ? QStringLiteral("Ö&ffnen…") : code == "ja" ? QStringLiteral("開く(&O)…") : QStringLiteral("&Open…"));
  }

  /// View ▸ Language keeps the choice, and offers to start anew.
  void another_language_is_offered_at_once() {
    test::WindowFixture w;
    QVERIFY(w.window->action("language_system")->isChecked());
    w.window->action("language_ja")->trigger();
    QCOMPARE(w.settings->value("language").toString(), QString("ja"));
    auto* box = w.window->findChild<QMessageBox*>("languageBox");
    QVERIFY(box && box->isVisible());
    box->reject();
    QVERIFY(!w.window->restart_wanted());
    QVERIFY(w.window->isVisible());
    w.window->action("language_en")->trigger();  // the one that is shown: nothing to offer
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(!w.window->findChild<QMessageBox*>("languageBox"));
    w.window->action("language_de")->trigger();
    w.window->findChild<QPushButton*>("restartNow")->click();
    QTRY_VERIFY(!w.window->isVisible());
    QVERIFY(w.window->restart_wanted());
  }

  /// Closed for another language, but with the question about unsaved edits answered by "Cancel": the wish is gone.
  void cancelled_closing_forgets_the_restart() {
    test::WindowFixture w;
    w.put("Linear", 0, 0);
    bool asked = false;
    w.window->ask_unsaved = [&asked](const QString&) { return asked = true, GuardAnswer::cancel; };
    w.window->action("language_de")->trigger();
    w.window->findChild<QPushButton*>("restartNow")->click();
    QTRY_VERIFY(asked);
    QVERIFY(w.window->isVisible());
    w.window->ask_unsaved = [](const QString&) { return GuardAnswer::discard; };
    w.window->close();
    QTRY_VERIFY(!w.window->isVisible());
    QVERIFY(!w.window->restart_wanted());
  }
};

TL_TEST_CLASS(TestLanguages)
#include "test_languages.moc"
