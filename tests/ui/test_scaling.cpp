// SPDX-License-Identifier: Apache-2.0
// The whole window with texts that are 40 % longer, at 100 to 300 %, in both themes: nothing is cut off.
#include <QAction>
#include <QDockWidget>
#include <QInputDialog>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QProcess>
#include <QScreen>
#include <QSignalSpy>
#include <QTabBar>
#include <QTemporaryFile>

#include "support/test_main.h"
#include "ui/charts/curves_panel.h"
#include "ui/clipping.h"
#include "ui/compare/compare_window.h"
#include "ui/pseudo_locale.h"
#include "ui/support/languages.h"
#include "ui/window_fixture.h"

using namespace tl::ui;

namespace {
/// The window in another language, and what is cut off in each of its states.
class Walk {
 public:
  Walk(const QString& language, bool dark, QSize size) : picture_(qEnvironmentVariable("TL_WALK_PICTURES")) {
    if (language == "pseudo") {
      apply_language(*qApp, "de");  // for the patterns of sentences
      QCoreApplication::installTranslator(&pseudo_);
    } else {
      apply_language(*qApp, language);
    }
    w_ = std::make_unique<test::WindowFixture>();
    apply_theme(*qApp, dark ? ThemeChoice::dark : ThemeChoice::light);
    w_->window->resize(size);
    name_ = QStringLiteral("%1-%2-%3").arg(language, dark ? "dark" : "light").arg(qRound(qApp->devicePixelRatio() * 100));
  }
  ~Walk() {
    w_.reset();
    QCoreApplication::removeTranslator(&pseudo_);
    apply_language(*qApp, "en");
  }
  test::WindowFixture& w() { return *w_; }
  const QStringList& found() const { return found_; }

  void look(const QString& state, QWidget* at = nullptr) {
    QTest::qWait(20);
    QWidget* root = at ? at : w_->window.get();
    // What a worker has found comes in at any time, and is laid out an event later.
    QStringList lines = test::clipped_texts(root);
    for (int i = 0; i < 5 && !lines.isEmpty(); ++i) {
      QTest::qWait(40);
      lines = test::clipped_texts(root);
    }
    for (const QString& line : lines)
      if (const QString all = state + ": " + line; !seen_.contains(line)) seen_.insert(line), found_ << all;
    if (!picture_.isEmpty()) root->grab().save(QStringLiteral("%1/%2-%3.png").arg(picture_, name_, QString(state).replace(' ', '-')));
  }
  void look_at_dialogs(const QString& state) {
    QApplication::processEvents();
    for (QDialog* d : w_->window->findChildren<QDialog*>())
      if (d->isVisible()) {
        look(state, d);
        const QSize room = d->screen()->availableSize();
        if (d->width() > room.width() || d->height() > room.height())
          found_ << QStringLiteral("%1: the dialog of %2 × %3 does not fit the screen of %4 × %5").arg(state).arg(d->width()).arg(d->height()).arg(room.width()).arg(room.height());
        d->reject();
      }
    QApplication::processEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  }
  void look_at_menus(QMenu* menu) {
    menu->popup(QPoint(0, 0));
    QApplication::processEvents();
    for (QAction* a : menu->actions())
      if (a->isVisible() && !a->isSeparator()) {
        const QRect r = menu->actionGeometry(a);
        const int needs = QFontMetrics(menu->font()).horizontalAdvance(QString(a->text()).remove('&').section('\t', 0, 0));
        if (r.width() < needs) found_ << "menu: " + a->text();
      }
    menu->close();
    for (QAction* a : menu->actions())
      if (a->menu() && a->isEnabled()) look_at_menus(a->menu());
  }

  void everything() {
    MainWindow& window = *w_->window;
    look("empty");
    QVERIFY(w_->open_example("fashion-cnn"));
    window.canvas().fit_all();
    look("open");
    for (QDockWidget* dock : window.findChildren<QDockWidget*>()) {
      dock->raise();
      look(dock->objectName());
    }
    for (const auto& [id, node] : w_->state().nodes) {
      window.graph().choose({id});
      look("inspector " + QString::fromStdString(node->type));
    }
    // What is wrong, with mends to press.
    w_->put("Conv2d", 40, 600);
    w_->put("CrossEntropyLoss", 400, 600);
    w_->put("BatchNorm1d", 700, 600);
    QVERIFY(w_->analysed());
    for (const char* dock : {"problemsDock", "runsDock", "preflightDock"}) {
      window.findChild<QDockWidget*>(dock)->raise();
      look(QStringLiteral("broken ") + dock);
    }
    window.graph().choose({w_->named("conv_1")->id});
    look("inspector of a problem");
    for (const char* name : {"helpKeys", "helpAbout", "fileTemplates"})
      if (QAction* a = window.action(name)) {
        a->trigger();
        look_at_dialogs(name);
      }
    // Two versions side by side.
    auto* both = new CompareWindow({"before", {}, window.editor().state_at(0)}, state_version(window.editor().snapshot(), "after", {}), &window);
    QSignalSpy compared(both, &CompareWindow::compared);
    both->show();
    QVERIFY(compared.wait(10000));
    look("compare", both);
    both->close();
    for (QAction* a : window.menuBar()->actions()) look_at_menus(a->menu());
    for (const char* name : {"graphAdd", "editFind", "graphWire", "helpCommands"})
      if (QAction* a = window.action(name)) {
        window.canvas().setFocus();
        a->trigger();
        QApplication::processEvents();
        for (QFrame* f : window.findChildren<QFrame*>("popup"))
          if (f->isVisible()) {
            look(name, f);
            f->hide();
          }
      }
  }

 private:
  test::PseudoLocale pseudo_;
  std::unique_ptr<test::WindowFixture> w_;
  QStringList found_;
  QSet<QString> seen_;
  QString picture_, name_;
};
}  // namespace

class TestScaling : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void the_pseudo_language_keeps_what_must_stay() {
    QCOMPARE(test::PseudoLocale::longer("×"), QString("×"));
    const QString text = test::PseudoLocale::longer("&Open %1…\tCtrl+O");
    QVERIFY(text.contains("%1") && text.contains("&O") && text.endsWith("\tCtrl+O") && text.startsWith("["));
    QVERIFY(test::PseudoLocale::longer("A text of some length").size() >= 1.3 * QString("A text of some length").size());
  }

  void nothing_is_cut_off_data() {
    QTest::addColumn<QString>("language");
    QTest::addColumn<bool>("dark");
    for (const char* language : {"pseudo", "de", "ja"})
      for (bool dark : {true, false}) QTest::addRow("%s %s", language, dark ? "dark" : "light") << language << dark;
  }
  void nothing_is_cut_off() {
    QFETCH(QString, language);
    QFETCH(bool, dark);
    // At 300 % a screen of 3840 × 2160 has room for this much.
    Walk walk(language, dark, qApp->devicePixelRatio() > 2.5 ? QSize(1280, 700) : QSize(1500, 950));
    walk.everything();
    QVERIFY2(walk.found().isEmpty(), qPrintable(QString::number(walk.found().size()) + " texts are cut off:\n" + walk.found().join('\n')));
  }

  /// The same in a program of its own, since a program has one scale.
  void nothing_is_cut_off_when_scaled_data() {
    QTest::addColumn<QString>("scale");
    for (const char* scale : {"1.5", "2", "3"}) QTest::newRow(scale) << scale;
  }
  void nothing_is_cut_off_when_scaled() {
    if (qEnvironmentVariableIsSet("QT_SCALE_FACTOR")) return;  // the program below
    QFETCH(QString, scale);
    QProcess p;
    // A screen of 3840 × 2160; the platform's own is small.
    QTemporaryFile screen;
    QVERIFY(screen.open());
    screen.write(R"({"screens": [{"name": "large", "x": 0, "y": 0, "width": 3840, "height": 2160, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]})");
    screen.close();
    QProcessEnvironment env = QProcessEnvironment::systemEnvironment();
    env.insert("QT_SCALE_FACTOR", scale);
    env.insert("QT_QPA_PLATFORM", "offscreen:configfile=" + screen.fileName());
    p.setProcessEnvironment(env);
    p.setProcessChannelMode(QProcess::MergedChannels);
    p.start(QCoreApplication::applicationFilePath(), {"--class", "test_scaling", "nothing_is_cut_off"});
    QVERIFY(p.waitForFinished(300000));
    const QByteArray said = p.readAll();
    QVERIFY2(p.exitStatus() == QProcess::NormalExit && p.exitCode() == 0, said.right(6000).constData());
    QVERIFY2(said.contains("6 passed") || said.contains("8 passed"), said.right(600).constData());
  }
};

TL_TEST_CLASS(TestScaling)
#include "test_scaling.moc"
