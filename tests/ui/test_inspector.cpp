// SPDX-License-Identifier: Apache-2.0
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

#include "support/test_main.h"
#include "ui/inspector/field_editor.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/support/format.h"
#include "ui/tensors/feature_maps_view.h"
#include "ui/tensors/histogram_view.h"
#include "window_fixture.h"

using namespace tl::ui;
using tl::ui::test::WindowFixture;

class TestInspector : public QObject {
  Q_OBJECT
  std::unique_ptr<WindowFixture> f;
  FieldEditor* field(const char* key) { return f->window->inspector().field(key); }
  QLineEdit* edit(const char* key) { return field(key)->findChild<QLineEdit*>(); }
  const tl::Value* param(const char* node, const char* key) { return f->named(node)->param(key); }

 private Q_SLOTS:
  void init() { f = std::make_unique<WindowFixture>(); }
  void cleanup() { f.reset(); }

  void a_typed_number_is_one_undo_step() {
    f->put("Linear", 0, 0);
    f->window->graph().choose({f->named("fc_1")->id});
    QVERIFY(field("out_features"));
    QLineEdit* e = edit("out_features");
    e->setFocus();
    e->selectAll();
    QTest::keyClicks(e, "256");
    const int steps = f->window->editor().undo_stack().count();
    QTest::keyClick(e, Qt::Key_Return);
    QVERIFY(param("fc_1", "out_features"));
    QCOMPARE(param("fc_1", "out_features")->to_int(), int64_t(256));
    QCOMPARE(f->window->editor().undo_stack().count(), steps + 1);
    QVERIFY(f->item("fc_1")->visual().rows.front().value == "256");
    f->window->action("editUndo")->trigger();
    QVERIFY(edit("out_features")->text() != "256");
  }

  void automatic_fields_are_dimmed_until_pinned_and_reset_makes_them_automatic_again() {
    QVERIFY(f->open_example("digits-mlp"));
    f->window->graph().choose({f->named("fc_1")->id});
    QLineEdit* e = edit("in_features");
    QVERIFY(e->text().isEmpty());
    QVERIFY2(e->placeholderText().contains("64"), qPrintable(e->placeholderText()));
    QTest::keyClicks(e, "64");
    QTest::keyClick(e, Qt::Key_Return);
    QCOMPARE(param("fc_1", "in_features")->to_int(), int64_t(64));
    auto* reset = field("in_features")->findChild<QToolButton*>();
    QTRY_VERIFY(reset->isVisible());
    QTest::mouseClick(reset, Qt::LeftButton);
    QVERIFY(!param("fc_1", "in_features"));
  }

  void what_names_nodes_offers_those_that_fit() {
    QVERIFY(f->open_example("digits-mlp"));
    const auto names = [&](const char* node, const char* key) {
      f->window->graph().choose({f->named(node)->id});
      return field(key)->findChild<QToolButton*>(QString("names_") + key)->menu();
    };
    const auto offered = [](QMenu* menu) {
      Q_EMIT menu->aboutToShow();
      QStringList texts;
      for (const QAction* a : menu->actions()) texts << (a->isChecked() ? "*" : "") + a->text();
      return texts;
    };
    const auto press = [](QMenu* menu, const QString& name) {
      for (QAction* a : menu->actions())
        if (a->text() == name) return a->trigger();
      QFAIL("no such name");
    };
    // Layers of the same type but itself; one is chosen, or none.
    QMenu* shares = names("fc_2", "shares");
    QCOMPARE(offered(shares), QStringList{"fc_1"});
    press(shares, "fc_1");
    QCOMPARE(param("fc_2", "shares")->to_string(), std::string("fc_1"));
    QCOMPARE(offered(shares), QStringList{"*fc_1"});
    QCOMPARE(offered(names("fc_1", "shares")), QStringList{"Nothing here fits"});  // it would go round in a circle
    press((offered(names("fc_2", "shares")), names("fc_2", "shares")), "fc_1");
    QVERIFY(!param("fc_2", "shares"));
    // What an optimizer moves: all with weights, several at once.
    const char* optimizer = "adam";
    QMenu* scope = names(optimizer, "scope");
    QCOMPARE(offered(scope), (QStringList{"fc_1", "fc_2"}));
    press(scope, "fc_2");
    (void)offered(scope);
    press(scope, "fc_1");
    QCOMPARE(param(optimizer, "scope")->to_string(), std::string("fc_2, fc_1"));
    QCOMPARE(offered(scope), (QStringList{"*fc_1", "*fc_2"}));
    press(scope, "fc_2");
    QCOMPARE(param(optimizer, "scope")->to_string(), std::string("fc_1"));
  }

  void ints_are_read_as_people_write_them() {
    f->put("Conv2d", 0, 0);
    f->window->graph().choose({f->named("conv_1")->id});
    QLineEdit* e = edit("kernel_size");
    QVERIFY(e);
    for (const char* text : {"5x5", "5 × 5", "5, 5", "5"}) {
      e->selectAll();
      QTest::keyClicks(e, QString::fromUtf8(text));
      QTest::keyClick(e, Qt::Key_Return);
      QVERIFY(param("conv_1", "kernel_size"));
      QCOMPARE(param("conv_1", "kernel_size")->to_ints().size(), size_t(2));
      QCOMPARE(edit("kernel_size")->text(), QString::fromUtf8("5 × 5"));
      e = edit("kernel_size");
      f->window->editor().undo_stack().undo();
    }
    e = edit("kernel_size");
    e->selectAll();
    QTest::keyClicks(e, "five");
    QTest::keyClick(e, Qt::Key_Return);
    QVERIFY(e->property("invalid").toBool());
  }

  void arrows_step_the_number_at_the_cursor_or_all_of_them() {
    f->put("Conv2d", 0, 0);
    f->window->graph().choose({f->named("conv_1")->id});
    QWidget* spin = field("kernel_size")->focus_target();
    const auto shows = [&](const char* text) {
      const QString wanted = QString::fromUtf8(text);
      return edit("kernel_size")->text() == wanted && tl::ui::value_text(*param("conv_1", "kernel_size")) == wanted;
    };
    spin->setFocus(Qt::TabFocusReason);
    QTest::keyClick(spin, Qt::Key_Up);
    QTest::keyClick(spin, Qt::Key_Up);
    QVERIFY2(shows("5 × 5"), qPrintable(edit("kernel_size")->text()));
    QTest::keyClick(spin, Qt::Key_Home);  // into the first number
    QTest::keyClick(spin, Qt::Key_Down);
    QVERIFY2(shows("4 × 5"), qPrintable(edit("kernel_size")->text()));
    QCOMPARE(edit("kernel_size")->selectedText(), QString("4"));
    QTest::keyClick(spin, Qt::Key_End);
    QTest::keyClick(spin, Qt::Key_Up);
    QVERIFY2(shows("4 × 6"), qPrintable(edit("kernel_size")->text()));
    // What is found from the input is stepped from there.
    f->put("MaxPool2d", 300, 0);
    f->window->graph().choose({f->named("pool_1")->id});
    spin = field("kernel_size")->focus_target();
    spin->setFocus(Qt::TabFocusReason);
    QTest::keyClick(spin, Qt::Key_Up);
    QCOMPARE(edit("kernel_size")->text(), QString::fromUtf8("3 × 3"));
  }

  void what_is_being_typed_stays_when_an_analysis_comes() {
    f->put("Linear", 0, 0);
    f->window->graph().choose({f->named("fc_1")->id});
    QLineEdit* e = edit("out_features");
    e->setFocus();
    e->selectAll();
    QTest::keyClicks(e, "25");
    Q_EMIT f->window->editor().analysed();
    QTest::keyClicks(e, "6");
    QCOMPARE(e->text(), QString("256"));
    QTest::keyClick(e, Qt::Key_Return);
    QCOMPARE(param("fc_1", "out_features")->to_int(), int64_t(256));
    // For another node it is not meant.
    f->put("Linear", 300, 0);
    QTest::keyClicks(e, "9");
    f->window->graph().choose({f->named("fc_2")->id});
    QVERIFY(!edit("out_features")->text().contains('9'));
  }

  void a_value_out_of_range_is_refused_in_words() {
    f->put("Dropout", 0, 0);
    const tl::nodes::Node* node = f->state().nodes.begin()->second.get();
    f->window->graph().choose({node->id});
    QString said;
    connect(&f->window->inspector(), &InspectorPanel::hint, this, [&](const QString& t) { said = t; });
    Q_EMIT field("p")->edited("p", tl::Value(1.5));
    QVERIFY2(said.contains("p"), qPrintable(said));
    QVERIFY(!f->state().nodes.begin()->second->param("p"));
  }

  void toggles_and_choices() {
    f->put("Conv2d", 0, 0);
    f->window->graph().choose({f->named("conv_1")->id});
    auto* bias = field("bias")->findChild<QPushButton*>();
    QVERIFY(bias);
    QCOMPARE(bias->text(), QString("on"));
    QTest::mouseClick(bias, Qt::LeftButton);
    QCOMPARE(param("conv_1", "bias")->to_bool(), false);
    QCOMPARE(bias->text(), QString("off"));
    auto* mode = field("padding_mode")->findChild<QComboBox*>();
    QVERIFY(mode && mode->findText("zeros") >= 0);
  }

  void renaming_checks_the_name() {
    f->put("Linear", 0, 0);
    f->put("Linear", 200, 0);
    f->window->graph().choose({f->named("fc_1")->id});
    QLineEdit* name = f->window->inspector().name_field();
    name->setFocus();
    name->selectAll();
    QTest::keyClicks(name, "head");
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(f->named("head"));
    name->selectAll();
    QTest::keyClicks(name, "fc_2");
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(f->named("head"));  // taken: refused
    QCOMPARE(name->text(), QString("head"));
  }

  void without_selection_the_run_settings_are_edited() {
    f->window->graph().choose({});
    QVERIFY(field("epochs"));
    QLineEdit* e = edit("epochs");
    e->selectAll();
    QTest::keyClicks(e, "7");
    QTest::keyClick(e, Qt::Key_Return);
    bool found = false;
    for (const auto& [key, v] : f->state().run)
      if (key == "epochs") found = v.to_int() == 7;
    QVERIFY(found);
    f->window->action("editUndo")->trigger();
    QVERIFY(f->state().run.empty());
  }

  void reals_step_in_their_leading_digit() {
    NumberSpin spin(false, 0, 1);
    spin.set_value(tl::Value(0.001));
    spin.stepBy(1);
    QCOMPARE(spin.value(), 0.002);
    spin.stepBy(-1);
    QCOMPARE(spin.value(), 0.001);
    spin.stepBy(-1);
    QCOMPARE(spin.value(), 0.0009);
    spin.stepBy(1);
    QCOMPARE(spin.value(), 0.001);
  }

  void numbers_are_written_shortly() {
    QCOMPARE(real_text(0.001), QString("1e-3"));
    QCOMPARE(real_text(0.5), QString("0.5"));
    QCOMPARE(real_text(3), QString("3"));
    QCOMPARE(real_text(0.0025), QString("2.5e-3"));
    QCOMPARE(grouped(1625866).remove(QChar(0x202f)), QString("1625866"));
    QCOMPARE(grouped(1625866).size(), 9);
    QCOMPARE(grouped(-12).size(), 3);
    QCOMPARE(duration_text(39), QString("0:39"));
    QCOMPARE(duration_text(3725), QString("1:02:05"));
    QCOMPARE(flops_text(15.5e6), QString("15.5 MFLOP"));
  }

  void known_tensors_give_exact_pictures() {
    tl::train::WatchData d;
    d.place = "conv_1.output";
    d.sizes = {1, 2, 2, 2};
    d.rows = 1;
    d.values = {0, 1, -1, 0.5f, 2, 2, 2, 2};
    FeatureMapsView view;
    view.set_shared_scale(false);
    view.set_data(d);
    QCOMPARE(view.map_count(), 2);
    const auto& palette = diverging_palette();
    QCOMPARE(view.map(0).pixel(0, 0), palette[128]);
    QCOMPARE(view.map(0).pixel(1, 0), palette[255]);
    QCOMPARE(view.map(0).pixel(0, 1), palette[1]);
    view.set_shared_scale(true);
    QCOMPARE(view.map(0).pixel(1, 0), palette[192]);  // 1 of 2: half the scale
    QCOMPARE(view.map(1).pixel(1, 1), palette[255]);
    d.values[0] = std::nanf("");
    view.set_data(d);
    QCOMPARE(view.map(0).pixel(0, 0), theme().error.rgb());
  }

  void histogram_bars_are_shares_of_the_highest() {
    tl::train::WatchData d;
    d.histogram = {0, 5, 10};
    d.histogram_lo = -1, d.histogram_hi = 1;
    d.zeros = 0.5;
    HistogramView view;
    view.set_data(d, Qt::red);
    QCOMPARE(view.bars(), (std::vector<double>{0, 0.5, 1}));
    QVERIFY(view.note().contains("50"));
  }
};
TL_TEST_CLASS(TestInspector)
#include "test_inspector.moc"
