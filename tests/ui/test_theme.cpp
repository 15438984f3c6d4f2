// SPDX-License-Identifier: Apache-2.0
#include <QIcon>

#include "support/test_main.h"
#include "ui/theme/theme.h"

using namespace tl::ui;

class TestTheme : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void contrast_knows_the_extremes() {
    QCOMPARE(qRound(contrast(Qt::black, Qt::white) * 10), 210);
    QCOMPARE(contrast(Qt::red, Qt::red), 1.0);
  }

  void every_text_role_reads_on_every_surface_data() {
    QTest::addColumn<bool>("dark");
    QTest::newRow("dark") << true;
    QTest::newRow("light") << false;
  }
  void every_text_role_reads_on_every_surface() {
    QFETCH(bool, dark);
    const Theme& t = dark ? dark_theme() : light_theme();
    for (const QColor& surface : {t.canvas, t.panel, t.raised, t.field, t.body})
      for (const QColor& text : {t.text, t.muted, t.hint})
        QVERIFY2(contrast(text, surface) >= 4.5,
                 qPrintable(QString("%1 on %2: %3").arg(text.name(), surface.name()).arg(contrast(text, surface))));
    QVERIFY(contrast(t.on_ok, t.ok) >= 4.5);
    QVERIFY(contrast(t.on_accent, t.accent) >= 4.5);
    // The outline of what is focused or selected, and the state colours, stand out from what they lie on (3:1, WCAG 1.4.11).
    for (const QColor& mark : {t.accent, t.ok, t.warning, t.error}) QVERIFY(contrast(mark, t.canvas) >= 3.0);
  }

  void categories_are_readable_as_text() {
    for (const Theme* t : {&dark_theme(), &light_theme()})
      for (const char* c :
           {"data", "linear", "convolution", "activation", "normalization", "pooling", "loss", "metric", "optimizer", "shape"})
        QVERIFY2(contrast(readable(category_color(c, *t), t->body), t->body) >= 4.5, c);
  }

  void readable_leaves_good_colours_alone() { QCOMPARE(readable(Qt::white, Qt::black), QColor(Qt::white)); }

  void style_sheet_has_no_unfilled_role() {
    for (const Theme* t : {&dark_theme(), &light_theme()})
      QVERIFY2(!style_sheet(*t).contains('@'), qPrintable(style_sheet(*t).section('@', 1, 1)));
  }

  void icons_are_linked_in() {
    apply_theme(*qApp, ThemeChoice::dark);
    for (const char* name : {":/icons/dark/pause.svg", ":/icons/light/stop.svg", ":/icons/check.svg", ":/icons/tensorloom.svg"})
      QVERIFY2(!QIcon(name).pixmap(16, 16).isNull(), name);
  }
};
TL_TEST_CLASS(TestTheme)
#include "test_theme.moc"
