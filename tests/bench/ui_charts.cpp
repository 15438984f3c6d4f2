// SPDX-License-Identifier: Apache-2.0
// The budgets of the canvas and the charts, offscreen: 5,000 nodes and 8,000 wires (load, pan, zoom, drag of 500, undo of the paste),
// 10⁶ points redrawn.
#include <QApplication>
#include <QElapsedTimer>
#include <QUndoStack>
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
  test::WindowFixture f;
  f.window->resize(1680, 1020);
  tl::nodes::GraphPatch patch;
  patch.label = "Paste 5,000 nodes";
  std::vector<tl::nodes::NodeId> ids;
  for (int i = 0; i < 5000; ++i) {
    tl::nodes::Node n;
    n.id = tl::nodes::NodeId{uint64_t(i + 1)};
    n.type = i % 3 ? "Linear" : "ReLU";
    n.name = "n_" + std::to_string(i);
    n.position = {double(i % 80) * 184, double(i / 80) * 180};
    ids.push_back(n.id);
    patch.edits.push_back(tl::nodes::AddNode{n});
  }
  for (int i = 0; i < 8000; ++i) {
    const int from = i % 4999, to = std::min(4999, from + 1 + (i / 4999) * 80);
    if (i >= 4999 && to == 4999) continue;
    tl::nodes::Edge e{{ids[size_t(from)], "output"}, {ids[size_t(to)], "input"}};
    patch.edits.push_back(tl::nodes::AddEdge{e});
  }
  QElapsedTimer timer;
  timer.start();
  if (!f.window->editor().apply(patch)) return std::fprintf(stderr, "the patch was refused\n"), 1;
  const double load = double(timer.nsecsElapsed()) / 1e6;
  const auto paint = [&] { f.view().viewport()->grab(); };
  const auto zoom_to = [&](double z) {
    f.view().set_zoom(z, QPointF(400, 300));
    f.view().centerOn(7000, 5000);
    paint();
  };
  std::printf("{\"bench\": \"ui_canvas\", \"load_ms\": %.0f", load);
  for (double z : {1.0, 0.4, 0.15, 0.06}) {
    zoom_to(z);
    std::printf(", \"pan_%g_ms\": %.1f", z, median_ms(15, [&](int i) {
                  f.view().centerOn(7000 + i * 20 / z, 5000 + i * 8 / z);
                  paint();
                }));
  }
  std::printf(", \"zoom_ms\": %.1f", median_ms(15, [&](int i) {
                f.view().set_zoom(1.0 * std::pow(0.85, i), QPointF(400, 300));
                paint();
              }));
  zoom_to(0.4);
  std::printf(", \"drag_500_ms\": %.1f", median_ms(15, [&](int i) {
                std::map<tl::nodes::NodeId, tl::nodes::Point> to;
                for (int k = 0; k < 500; ++k)
                  to[ids[size_t(2400 + k)]] = {double((2400 + k) % 80) * 184 + i * 5, double((2400 + k) / 80) * 180 + i * 3};
                f.window->graph().preview_positions(to);
                paint();
              }));
  timer.restart();
  f.window->editor().undo_stack().undo();
  std::printf(", \"undo_ms\": %.0f", double(timer.nsecsElapsed()) / 1e6);
  CurveSeries s("train/loss", "train");
  s.color = Qt::white;
  for (int i = 0; i < 1000000; ++i) s.append(i, i * 1e-3, std::sin(i * 1e-4) + double(qint64(i) * 7919 % 1000) * 1e-3);
  CurveChart chart("loss");
  chart.resize(800, 500);
  chart.show();
  chart.set_series({&s});
  chart.grab();
  std::printf(", \"points_1e6_redraw_ms\": %.1f", median_ms(21, [&](int) {
                chart.refresh();
                chart.grab();
              }));
  chart.set_smoothing(0.6);
  chart.grab();
  std::printf(", \"points_1e6_smoothed_ms\": %.1f}\n", median_ms(21, [&](int) {
                chart.refresh();
                chart.grab();
              }));
  return 0;
}
