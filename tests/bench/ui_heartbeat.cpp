// SPDX-License-Identifier: Apache-2.0
// How long the window's thread is away while a network trains: the gaps between beats of a 5 ms timer, less the 5 ms.
// Goal: p99 ≤ 100 ms with all cores busy.   ui_heartbeat [example] [seconds] [busy threads beside]
#include <QApplication>
#include <QElapsedTimer>
#include <QTimer>
#include <algorithm>
#include <atomic>
#include <clocale>
#include <cstdio>
#include <thread>
#include <vector>

#include "ui/charts/curves_panel.h"
#include "window_fixture.h"

using namespace tl::ui;

int main(int argc, char** argv) {
  QApplication app(argc, argv);
  std::setlocale(LC_NUMERIC, "C");
  const char* example = argc > 1 ? argv[1] : "digits-mlp";
  const double seconds = argc > 2 ? std::atof(argv[2]) : 20;
  const int busy = argc > 3 ? std::atoi(argv[3]) : 0;
  test::WindowFixture f;
  if (!f.open_example(example)) return std::fprintf(stderr, "cannot open %s\n", example), 1;
  f.window->editor().apply(tl::nodes::make_set_run(f.state(), "epochs", tl::Value(100000)));
  if (f.named("fc_1")) f.window->graph().choose({f.named("fc_1")->id});
  f.window->perform(RunAction::train);
  if (!QTest::qWaitFor([&] { return f.window->curves().point_count() > 5; }, 120000)) return std::fprintf(stderr, "no points came\n"), 1;
  std::atomic<bool> go{true};
  std::vector<std::thread> load;
  for (int i = 0; i < busy; ++i) load.emplace_back([&go] { while (go) {} });
  std::vector<double> gaps;
  QElapsedTimer since, all;
  QTimer beat;
  beat.setTimerType(Qt::PreciseTimer);
  QObject::connect(&beat, &QTimer::timeout, [&] {
    gaps.push_back(std::max(0.0, double(since.nsecsElapsed()) / 1e6 - 5));
    since.restart();
  });
  since.start(), all.start();
  beat.start(5);
  const int64_t first = f.window->runs().status().step;
  while (all.elapsed() < seconds * 1000) QApplication::processEvents(QEventLoop::WaitForMoreEvents);
  const int64_t steps = f.window->runs().status().step - first;
  go = false;
  for (std::thread& t : load) t.join();
  std::sort(gaps.begin(), gaps.end());
  const auto at = [&](double share) { return gaps[std::min(gaps.size() - 1, size_t(double(gaps.size()) * share))]; };
  std::printf(
      "{\"bench\": \"ui_heartbeat\", \"example\": \"%s\", \"busy\": %d, \"beats\": %zu, \"p50_ms\": %.2f, \"p99_ms\": %.2f, \"max_ms\": "
      "%.2f, \"steps_per_s\": %.0f}\n",
      example, busy, gaps.size(), at(0.5), at(0.99), gaps.back(), double(steps) / seconds);
  f.window->perform(RunAction::stop);
  return QTest::qWaitFor([&] { return !f.window->runs().active(); }, 20000) ? 0 : 1;
}
