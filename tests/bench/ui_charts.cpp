// SPDX-License-Identifier: Apache-2.0
// The budget of the charts, offscreen: 10⁶ points redrawn.
#include <QApplication>
#include <QElapsedTimer>
#include <algorithm>
#include <clocale>
#include <cmath>
#include <cstdio>
#include <functional>

#include "ui/charts/curve_chart.h"
#include "window_fixture.h"

using namespace tl::ui;

static double median_ms(int times, const std::function<void(int)>& what) {
  std::vector<double> ms;
  for (int i = 0; i < times; ++i) {
    QElapsedTimer t;
    t.start();
    what(i);
    ms.push_back(double(t.nsecsElapsed()) / 1e6);
  }
  std::sort(ms.begin(), ms.end());
  return ms[ms.size() / 2];
}

int main(int argc, char** argv) {
  QApplication app(argc, argv);
  std::setlocale(LC_NUMERIC, "C");
  apply_theme(app, ThemeChoice::dark);
  CurveSeries s("train/loss", "train");
  s.color = Qt::white;
  for (int i = 0; i < 1000000; ++i) s.append(i, i * 1e-3, std::sin(i * 1e-4) + double(qint64(i) * 7919 % 1000) * 1e-3);
  CurveChart chart("loss");
  chart.resize(800, 500);
  chart.show();
  chart.set_series({&s});
  chart.grab();
  const auto redraw = [&](int) {
    chart.refresh();
    chart.grab();
  };
  std::printf("{\"bench\": \"ui_charts\", \"points_1e6_redraw_ms\": %.1f", median_ms(21, redraw));
  chart.set_smoothing(0.6);
  chart.grab();
  std::printf(", \"points_1e6_smoothed_ms\": %.1f}\n", median_ms(21, redraw));
  return 0;
}
