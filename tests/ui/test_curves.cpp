// SPDX-License-Identifier: Apache-2.0
// Instruments are tested: known points in, exact numbers out; a spike is never lost.
#include <QApplication>
#include <QImage>
#include <QSlider>
#include <cmath>
#include <random>

#include "support/test_main.h"
#include "ui/charts/curve_chart.h"
#include "ui/charts/curves_panel.h"
#include "ui/theme/theme.h"

using namespace tl::ui;

class TestCurves : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() { apply_theme(*qApp, ThemeChoice::dark); }

  void bins_equal_brute_force() {
    std::mt19937 random(7);
    CurveSeries s("train/loss", "train");
    const int n = 20011;
    for (int i = 0; i < n; ++i) s.append(i, i * 0.01, random() % 1000 / 10.0);
    for (const auto& [lo, hi, columns] :
         std::vector<std::tuple<double, double, int>>{{0, n - 1, 640}, {17.5, 903.25, 333}, {0, n - 1, 3}, {4000, 4010, 500}}) {
      std::vector<CurveColumn> bins;
      s.bin(XAxis::step, 1, lo, hi, columns, bins);
      QCOMPARE(int(bins.size()), columns);
      const double width = (hi - lo) / columns;
      size_t total = 0;
      for (int c = 0; c < columns; ++c) {
        double min = 1e300, max = -1e300;
        size_t count = 0;
        for (int i = 0; i < n; ++i) {
          const bool inside = i >= lo + c * width && (c + 1 == columns ? i <= hi : i < lo + (c + 1) * width);
          if (i < lo || i > hi || !inside) continue;
          min = std::min(min, s.value(size_t(i))), max = std::max(max, s.value(size_t(i)));
          ++count;
        }
        QCOMPARE(size_t(bins[size_t(c)].finite), count);
        if (count) {
          QCOMPARE(bins[size_t(c)].min, min);
          QCOMPARE(bins[size_t(c)].max, max);
        }
        total += count;
      }
      size_t expected = 0;
      for (int i = 0; i < n; ++i) expected += i >= lo && i <= hi;
      QCOMPARE(total, expected);
    }
  }

  void a_spike_among_a_million_points_stays() {
    CurveSeries s("train/loss", "train");
    const int n = 1000000;
    for (int i = 0; i < n; ++i) s.append(i, i, i == 777777 ? 50.0 : 0.5);
    std::vector<CurveColumn> bins;
    s.bin(XAxis::step, 1, 0, n - 1, 800, bins);
    int found = 0;
    for (const CurveColumn& c : bins) found += c.max == 50.0;
    QCOMPARE(found, 1);
    QCOMPARE(bins[size_t(777777 / (double(n - 1) / 800))].max, 50.0);
  }

  void the_spike_is_painted() {
    CurveSeries s("train/loss", "train");
    s.color = QColor(Qt::white);
    for (int i = 0; i < 100000; ++i) s.append(i, i, i == 50000 ? 10.0 : 0.0);
    CurveChart chart("loss");
    chart.resize(500, 300);
    chart.show();
    QVERIFY(QTest::qWaitForWindowExposed(&chart));
    chart.set_series({&s});
    const QImage image = chart.grab().toImage();
    const QRectF plot = chart.curves().plot();
    // Somewhere in the upper quarter of the plot a bright pixel of the spike's line must be.
    bool bright = false;
    for (int x = int(plot.left()); x < plot.right(); ++x)
      for (int y = int(plot.top()) + 3; y < plot.top() + plot.height() / 4; ++y) bright = bright || qGray(image.pixel(x, y)) > 150;
    QVERIFY(bright);
  }

  void nan_and_infinity_are_marked_not_dropped() {
    CurveSeries s("train/loss", "train");
    for (int i = 0; i < 1000; ++i) s.append(i, i, i == 400 ? std::nan("") : i == 600 ? INFINITY : 1.0);
    std::vector<CurveColumn> bins;
    s.bin(XAxis::step, 1, 0, 999, 100, bins);
    uint32_t bad = 0;
    for (const CurveColumn& c : bins) bad += c.nonfinite;
    QCOMPARE(bad, 2u);
    QCOMPARE(bins[40].nonfinite, 1u);
    QCOMPARE(bins[40].max, 1.0);
    double lo, hi;
    QVERIFY(s.range(XAxis::step, 1, 0, 999, lo, hi));
    QCOMPARE(hi, 1.0);
  }

  void smoothing_is_the_bias_corrected_average_of_raw_points() {
    CurveSeries s("train/loss", "train");
    const double values[] = {4, 2, std::nan(""), 8};
    for (int i = 0; i < 4; ++i) s.append(i, i, values[i]);
    const std::vector<double>& out = s.smoothed(0.5);
    QCOMPARE(out[0], 4.0);
    QCOMPARE(out[1], (0.5 * 0.5 * 4 + 0.5 * 2) / 0.75);
    QVERIFY(std::isnan(out[2]));
    QCOMPARE(out[3], (0.5 * (0.5 * 0.5 * 4 + 0.5 * 2) + 0.5 * 8) / 0.875);
    // Points that come later go on from there, and another weight starts anew.
    s.append(4, 4, 1.0);
    QCOMPARE(s.smoothed(0.5).size(), size_t(5));
    QCOMPARE(s.smoothed(0.0)[3], 8.0);
  }

  void x_may_be_step_epoch_or_time() {
    CurveSeries s("train/loss", "train");
    for (int i = 0; i <= 100; ++i) s.append(i, i * 2.0, i);
    QCOMPARE(s.x(50, XAxis::step, 25), 50.0);
    QCOMPARE(s.x(50, XAxis::epoch, 25), 2.0);
    QCOMPARE(s.x(50, XAxis::time, 25), 100.0);
    QCOMPARE(s.nearest(2.01, XAxis::epoch, 25), size_t(50));
    QCOMPARE(s.nearest(1e9, XAxis::time, 25), size_t(100));
  }

  void truncation_forgets_what_a_resume_takes_back() {
    CurveSeries s("train/loss", "train");
    for (int i = 0; i < 1000; ++i) s.append(i, i, i == 900 ? 99.0 : 1.0);
    s.truncate_after(511);
    QCOMPARE(s.size(), size_t(512));
    std::vector<CurveColumn> bins;
    s.bin(XAxis::step, 1, 0, 999, 2, bins);
    QCOMPARE(bins[0].max, 1.0);
    s.append(512, 512, 7);
    s.bin(XAxis::step, 1, 0, 999, 1, bins);
    QCOMPARE(bins[0].max, 7.0);
  }

  void ticks_and_labels() {
    QCOMPARE(nice_step(2.4, 4), 1.0);
    QCOMPARE(nice_step(2000, 4), 500.0);
    QCOMPARE(nice_step(0.9, 4), 0.25);
    QCOMPARE(axis_number(1500, 500), QString("1.5k"));
    QCOMPARE(axis_number(500, 500), QString("500"));
    QCOMPARE(axis_number(0.25, 0.25), QString("0.25"));
    QCOMPARE(axis_number(1, 0.25), QString("1.00"));
    QCOMPARE(axis_number(0, 0.25), QString("0"));
    QCOMPARE(axis_number(2.4, 0.6), QString("2.4"));
  }

  void wheel_zooms_at_the_cursor_and_double_click_shows_all() {
    CurveSeries s("train/loss", "train");
    for (int i = 0; i < 1000; ++i) s.append(i, i, std::sin(i * 0.01));
    CurveChart chart("loss");
    chart.resize(500, 300);
    chart.show();
    QVERIFY(QTest::qWaitForWindowExposed(&chart));
    chart.set_series({&s});
    const QRectF plot = chart.curves().plot();
    QVERIFY(plot.width() > 300);
    const QPoint at = plot.center().toPoint();
    const double under = chart.curves().from_px_x(at.x());
    QWheelEvent wheel(at, chart.viewport()->mapToGlobal(at), {}, {0, 240}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(chart.viewport(), &wheel);
    QVERIFY(chart.zoomed());
    QVERIFY(std::fabs(chart.curves().from_px_x(at.x()) - under) < 3);
    QVERIFY(chart.curves().scale().x_hi - chart.curves().scale().x_lo < 800);
    QTest::mouseDClick(chart.viewport(), Qt::LeftButton, {}, at);
    QVERIFY(!chart.zoomed());
    QCOMPARE(chart.curves().scale().x_hi, 999.0);
  }

  void box_zoom_takes_the_dragged_range() {
    CurveSeries s("train/loss", "train");
    for (int i = 0; i < 1000; ++i) s.append(i, i, i);
    CurveChart chart("loss");
    chart.resize(500, 300);
    chart.show();
    QVERIFY(QTest::qWaitForWindowExposed(&chart));
    chart.set_series({&s});
    const QRectF plot = chart.curves().plot();
    const QPoint a(int(plot.left() + plot.width() * 0.25), int(plot.center().y())),
        b(int(plot.left() + plot.width() * 0.5), int(plot.center().y()) + 5);
    QTest::mousePress(chart.viewport(), Qt::LeftButton, {}, a);
    QTest::mouseMove(chart.viewport(), (a + b) / 2);
    QTest::mouseMove(chart.viewport(), b);
    QTest::mouseRelease(chart.viewport(), Qt::LeftButton, {}, b);
    QVERIFY(chart.zoomed());
    QVERIFY(std::fabs(chart.curves().scale().x_lo - 250) < 12);
    QVERIFY(std::fabs(chart.curves().scale().x_hi - 500) < 12);
  }

  void the_view_follows_the_tail() {
    CurveSeries s("train/loss", "train");
    for (int i = 0; i < 100; ++i) s.append(i, i, 1);
    CurveChart chart("loss");
    chart.resize(500, 300);
    chart.set_series({&s});
    QCOMPARE(chart.curves().scale().x_hi, 99.0);
    for (int i = 100; i < 200; ++i) s.append(i, i, 1);
    chart.refresh();
    QCOMPARE(chart.curves().scale().x_hi, 199.0);
  }

  void crosshair_tells_sorted_values_in_all_charts() {
    CurvesPanel panel;
    panel.resize(900, 300);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    panel.smoothing()->setValue(0);
    panel.begin_run("now");
    RunNews news;
    news.series = {"train/loss", "validation/loss", "train/accuracy", "lr/adam"};
    for (int i = 0; i < 200; ++i) {
      news.records.push_back({0, 0, i, 2.0 - i * 0.005, i * 0.1});
      if (i % 50 == 49) news.records.push_back({1, 0, i, 2.5 - i * 0.005, i * 0.1});
      news.records.push_back({2, 0, i, i * 0.004, i * 0.1});
      news.records.push_back({3, 0, i, 0.001, i * 0.1});
    }
    panel.take(news);
    QCOMPARE(int(panel.charts().size()), 2);  // the learning rate is no metric of a split
    QCOMPARE(panel.charts()[0]->metric(), QString("loss"));
    QCOMPARE(int(panel.charts()[0]->series().size()), 2);
    Q_EMIT panel.charts()[1]->hovered(100);
    const auto& rows = panel.charts()[0]->crosshair().rows();
    QCOMPARE(int(rows.size()), 2);
    QCOMPARE(rows[0].label, QString("validation"));
    QCOMPARE(rows[1].value, QString("1.5"));
    QVERIFY(panel.charts()[1]->crosshair().shown());
    QCOMPARE(panel.point_count(), size_t(604));
  }

  void an_earlier_run_stays_as_a_grey_reference() {
    CurvesPanel panel;
    panel.begin_run("first");
    RunNews news;
    news.series = {"train/loss"};
    for (int i = 0; i < 50; ++i) news.records.push_back({0, 0, i, 1.0, 0.0});
    panel.take(news);
    panel.begin_run("second");
    panel.take(news);
    QCOMPARE(int(panel.charts()[0]->series().size()), 2);
    int references = 0;
    for (const CurveSeries* s : panel.charts()[0]->series()) references += s->reference;
    QCOMPARE(references, 1);
  }
};
TL_TEST_CLASS(TestCurves)
#include "test_curves.moc"
