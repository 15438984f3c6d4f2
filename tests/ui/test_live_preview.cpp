// SPDX-License-Identifier: Apache-2.0
// Live data in the window: one key shows what comes out of every node, beneath it and larger in the inspector; edits reach it by themselves,
// nothing covers a neighbour, and it all goes again.
#include <QAction>
#include <QLabel>

#include "support/test_main.h"
#include "ui/canvas/live_layer.h"
#include "ui/document/live_preview.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/tensors/feature_maps_view.h"
#include "window_fixture.h"

using namespace tl::ui;
using tl::Value;
using tl::ui::test::WindowFixture;

class TestLivePreview : public QObject {
  Q_OBJECT
  std::unique_ptr<WindowFixture> f;

  LivePreview& live() { return f->window->live(); }
  const LiveStrip* strip(const char* name) { return f->named(name) ? f->window->graph().live().find(f->named(name)->id) : nullptr; }
  void press(int key, Qt::KeyboardModifiers modifiers = {}) {
    f->view().setFocus();
    QTest::keyClick(&f->view(), Qt::Key(key), modifiers);
  }
  bool settled() {
    return QTest::qWaitFor([&] { return f->window->editor().analysis_is_current() && !live().busy() && (!live().on() || live().batch()); }, 30000);
  }
  QString hint() { return f->window->findChild<QLabel*>("hint")->text(); }
  double lowest(const char* name) { return f->item(name)->full_rect().bottom(); }

 private Q_SLOTS:
  void init() { f = std::make_unique<WindowFixture>(); }
  void cleanup() { f.reset(); }

  void one_key_shows_what_comes_out_of_every_node() {
    QVERIFY(f->open_example("digits-mlp"));
    f->window->activateWindow();
    QVERIFY(!live().on() && !strip("fc_1"));
    press(Qt::Key_L);
    QVERIFY(live().on() && f->window->action("viewLive")->isChecked());
    QVERIFY(settled());
    QTRY_VERIFY(strip("data") != nullptr);
    // Pictures and class names of the data, rows and a histogram of a layer, the number of a loss; nothing of an optimizer.
    QCOMPARE(strip("data")->node->outputs.at(0).maps.count, int64_t{16});
    QCOMPARE(strip("data")->node->outputs.at(1).words.size(), size_t{16});
    QVERIFY(strip("data")->natural && !strip("fc_1")->natural);
    QVERIFY(!strip("adam") && !strip("loss") && !strip("acc"));
    const auto number = live().batch()->nodes.at(f->named("loss")->id)->number;
    QVERIFY(number && *number > 1.5 && *number < 3.5);
    QCOMPARE(f->item("loss")->visual().foot, QString::number(*number, 'f', 3) + " untrained");
    QVERIFY2(f->item("acc")->visual().foot.endsWith(" untrained"), qPrintable(f->item("acc")->visual().foot));
    // It is drawn: pictures are there once they have been seen, and the node reaches further down.
    f->view().fit_all();
    f->view().zoom_reset();
    f->centre_on(f->item("data")->scene_rect().center());
    QTRY_VERIFY(strip("data")->prepared && !strip("data")->picture.isNull());
    QVERIFY(lowest("data") > f->item("data")->scene_rect().bottom() + 60);
    QVERIFY2(hint().startsWith("Live data: batch 1 of the first epoch, 16 of its 32 samples"), qPrintable(hint()));
    // The same key again: all as before.
    press(Qt::Key_L);
    QVERIFY(!live().on() && !strip("data"));
    QCOMPARE(f->item("loss")->visual().foot, QString("scalar"));
    QCOMPARE(lowest("data"), f->item("data")->scene_rect().bottom());
    QVERIFY(!f->window->action("viewLive")->isChecked());
  }

  void a_loss_shows_what_the_run_has_reached() {
    QVERIFY(f->open_example("digits-mlp"));
    QVERIFY(f->analysed());
    const auto foot = [&] { return f->item("loss")->visual().foot; };
    f->window->perform(RunAction::train);
    QTRY_VERIFY_WITH_TIMEOUT(!f->window->runs().active() && f->window->runs().status().epoch > 0, 60000);
    QCOMPARE(foot(), QString("scalar"));
    press(Qt::Key_L);
    QVERIFY(live().on() && settled());
    bool number = false;
    QTRY_VERIFY2((foot().toDouble(&number), number), qPrintable(foot()));
    QVERIFY2(foot().toDouble() < 0.5, qPrintable(foot()));  // it began at 2.3
    press(Qt::Key_L);
    QCOMPARE(foot(), QString("scalar"));
  }

  void shift_takes_the_next_batch_and_edits_reach_it() {
    QVERIFY(f->open_example("digits-mlp"));
    press(Qt::Key_L, Qt::ShiftModifier);  // turns it on
    QVERIFY(live().on() && settled());
    const auto first = live().batch();
    press(Qt::Key_L, Qt::ShiftModifier);
    QTRY_VERIFY(live().batch() != first && settled());
    QCOMPARE(live().batch()->batch, int64_t{1});
    QVERIFY(live().batch()->indices != first->indices);
    QTRY_VERIFY2(hint().startsWith("Live data: batch 2"), qPrintable(hint()));
    // An edit: only what it reaches is computed again, by itself; undo brings back the same values.
    const auto before = live().batch();
    f->window->editor().apply(tl::nodes::make_set_param(f->state(), f->named("fc_1")->id, "weight_init", Value("zeros_")));
    QTRY_VERIFY(live().batch() != before && settled());
    QVERIFY(live().batch()->nodes.at(f->named("data")->id) == before->nodes.at(f->named("data")->id));
    QCOMPARE(strip("fc_1")->node->outputs.at(0).data.std < 0.2, true);
    QVERIFY(live().batch()->batch == 1);
    f->window->action("editUndo")->trigger();
    QTRY_VERIFY(settled() && strip("fc_1")->node->outputs.at(0).data.values == before->nodes.at(f->named("fc_1")->id)->outputs.at(0).data.values);
    // A fault says what it is where it is; what follows waits.
    f->window->editor().apply(tl::nodes::make_set_param(f->state(), f->named("fc_2")->id, "in_features", Value(int64_t{5})));
    QTRY_VERIFY(settled() && strip("fc_2")->trouble);
    QVERIFY(!strip("fc_2")->waiting && strip("loss")->waiting && !strip("fc_1")->trouble);
    QCOMPARE(QString::fromStdString(strip("loss")->node->trouble), QString("waiting for fc_2"));
    // Another document: nothing of this one stays.
    f->window->new_file();
    QTRY_VERIFY(settled() && f->window->graph().live().empty());
  }

  void strips_keep_off_their_neighbours_and_arrange_makes_room() {
    QVERIFY(f->open_example("iris-mlp"));
    const std::string a = f->put("Digits", 0, 400), b = f->put("Flatten", 20, 0);  // below the first column
    QVERIFY(f->analysed());  // heights stay from here on
    const auto below = [&](const std::string& name, double y) {
      const tl::nodes::Node* n = f->state().find_by_name(name);
      f->window->editor().apply(tl::nodes::make_move(f->state(), {{n->id, {0, y}}}));
    };
    below(b, f->item(a.c_str())->scene_rect().bottom() + 30);
    press(Qt::Key_L);
    QVERIFY(settled());
    QTRY_VERIFY(strip(a.c_str()));
    // Thirty units: a line of words fits, pictures do not.
    QCOMPARE(f->item(b.c_str())->scene_rect().top() - f->item(a.c_str())->scene_rect().bottom(), 30.0);
    QCOMPARE(int(strip(a.c_str())->form), int(StripForm::line));
    QVERIFY(lowest(a.c_str()) < f->item(b.c_str())->scene_rect().top());
    below(b, f->item(a.c_str())->scene_rect().bottom() + 10);
    QTRY_VERIFY(strip(a.c_str())->form == StripForm::none);
    below(b, f->item(a.c_str())->scene_rect().bottom() + 300);
    QTRY_VERIFY(strip(a.c_str())->form == StripForm::full);
    // Arranged: every strip is whole, and none reaches a node.
    f->window->action("graphArrange")->trigger();
    QTest::qWait(50);
    const auto& items = f->window->graph().items_by_id();
    for (const auto& [id, item] : items) {
      const LiveStrip* s = f->window->graph().live().find(id);
      if (s) QVERIFY2(s->form == StripForm::full, f->state().find(id)->name.c_str());
      for (const auto& [other_id, other] : items)
        if (other != item) QVERIFY(!item->full_rect().intersects(other->full_rect()));
    }
    // A click on a strip takes its node.
    const QRectF full = f->item(a.c_str())->full_rect();
    f->centre_on(full.center());
    QTest::mouseClick(f->view().viewport(), Qt::LeftButton, {}, f->at({full.center().x(), full.bottom() - 6}));
    QCOMPARE(f->window->graph().single(), f->named(a.c_str())->id);
  }

  void the_inspector_shows_it_larger() {
    QVERIFY(f->open_example("digits-mlp"));
    press(Qt::Key_L);
    QVERIFY(settled());
    auto* text = f->window->findChild<QLabel*>("liveText");
    f->window->graph().choose({f->named("data")->id});
    QTRY_VERIFY(text->isVisible());
    QVERIFY2(text->text().contains("data.images  16×1×8×8") && text->text().contains("data.labels  16"), qPrintable(text->text()));
    FeatureMapsView* maps = nullptr;
    for (auto* view : f->window->inspector().findChildren<FeatureMapsView*>())
      if (view->accessibleName() == "Live data of the node") maps = view;
    QVERIFY(maps && maps->isVisible());
    QCOMPARE(maps->map_count(), 16);
    // A picture of a digit, dark ground and bright strokes: the values themselves, not a palette around zero.
    const auto& values = strip("data")->node->outputs[0].maps.values;
    const float most = *std::max_element(values.begin(), values.end());
    for (int i = 0; i < 64; ++i) {
      const int grey = qRed(maps->map(3).pixel(i % 8, i / 8));
      QVERIFY(std::abs(grey - int(std::lround(values[size_t(3 * 64 + i)] / most * 255))) <= 1);
    }
    f->window->graph().choose({f->named("loss")->id});
    QTRY_VERIFY(text->text().contains("before any training"));
    QVERIFY(!maps->isVisible());
    press(Qt::Key_L);
    QTRY_VERIFY(!text->isVisible());
  }

  void it_is_remembered_and_survives_a_change_of_theme() {
    press(Qt::Key_L);
    QVERIFY(f->open_example("digits-mlp"));
    QVERIFY(settled());
    QTRY_VERIFY(strip("data"));
    f->view().fit_all();
    f->view().zoom_reset();
    f->centre_on(f->item("fc_1")->scene_rect().center());
    QTRY_VERIFY(strip("fc_1")->prepared);
    const QImage dark = strip("fc_1")->picture;
    apply_theme(*qApp, ThemeChoice::light);
    QTRY_VERIFY(strip("fc_1")->prepared && strip("fc_1")->picture != dark);
    apply_theme(*qApp, ThemeChoice::dark);
    auto again = std::make_unique<MainWindow>(*f->settings);
    QVERIFY(again->live().on() && again->action("viewLive")->isChecked());
  }
};

TL_TEST_CLASS(TestLivePreview)
#include "test_live_preview.moc"
