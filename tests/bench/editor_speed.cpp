// SPDX-License-Identifier: Apache-2.0
// tl-ui-bench: how long the editor takes on large graphs, offscreen, every frame drawn whole. The graph is a network of residual blocks that
// analyses without a problem: 1 node in 5 gives or takes two wires (5,000 nodes, 8,000 wires).
//   tl-ui-bench [--json] [--cpu] [--each] [--only name] [--rounds n]
// --cpu: processor time of the window's thread instead of the clock's, for a machine that others use too; --each: the parts of a figure.
#include <QApplication>
#include <QFile>
#include <QMouseEvent>
#include <QStandardPaths>
#include <algorithm>
#include <clocale>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <functional>

#include "nodes/project_io.h"
#include "ui/compare/compare_window.h"
#include "window_fixture.h"

using namespace tl::ui;
using namespace tl::nodes;

namespace {

bool json = false, cpu = false, each = false;
int rounds = 12;
constexpr int patience = 600'000;  ///< milliseconds: under callgrind everything takes fifty times as long

double now_ms() {
  timespec t{};
  clock_gettime(cpu ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &t);
  return double(t.tv_sec) * 1e3 + double(t.tv_nsec) / 1e6;
}

class Figure {
 public:
  explicit Figure(const char* name) : name_(name) {}
  void time(const std::function<void()>& what) {
    const double start = now_ms();
    what();
    add(now_ms() - start);
  }
  void add(double ms) { ms_.push_back(ms); }
  /// The median of the last few, where --each asks for the parts of a figure.
  void part(const char* what, double value, int count) {
    if (!each) return;
    std::vector<double> last(ms_.end() - std::min<ptrdiff_t>(count, std::ssize(ms_)), ms_.end());
    std::sort(last.begin(), last.end());
    std::printf("  %-16s %s %-5g p50 %9.3f ms\n", name_, what, value, last[last.size() / 2]);
  }
  void print() {
    std::sort(ms_.begin(), ms_.end());
    const auto at = [&](double share) { return ms_[std::min(ms_.size() - 1, size_t(std::ceil(double(ms_.size()) * share)) - 1)]; };
    std::printf(json ? "{\"name\":\"%s\",\"p50\":%.3f,\"p95\":%.3f,\"unit\":\"ms\"}\n" : "%-18s p50 %9.3f ms   p95 %9.3f ms\n", name_, at(0.5),
                at(0.95));
    std::fflush(stdout);
  }

 private:
  const char* name_;
  std::vector<double> ms_;
};

NodeId id_of(int i) { return NodeId{0x1000000000000000ull + uint64_t(i)}; }

/// Residual blocks of five nodes behind a data node and a Flatten: a → a+a → b → x+b → x+(x+b).
GraphState network(int count) {
  GraphState s;
  const auto add = [&](int i, const char* type, const char* stem, tl::Value::Dict params = {}) {
    Node n;
    n.id = id_of(i), n.type = type, n.name = std::string(stem) + "_" + std::to_string(i), n.params = std::move(params);
    n.position = {double(i % 80) * 184, double(i / 80) * 180};
    s.insert_node(std::move(n));
  };
  const auto wire = [&](int from, const char* out, int to, const char* in) { s.insert_edge({{id_of(from), out}, {id_of(to), in}}); };
  add(0, "Digits", "data"), add(1, "Flatten", "flat");
  wire(0, "images", 1, "input");
  int x = 1;
  for (int i = 2; i + 4 < count; i += 5) {
    add(i, "Linear", "fc", {{"out_features", 64}}), add(i + 1, "Add", "add"), add(i + 2, "Linear", "fc", {{"out_features", 64}});
    add(i + 3, "Add", "add"), add(i + 4, "Add", "add");
    wire(x, "output", i, "input"), wire(i, "output", i + 1, "a"), wire(i, "output", i + 1, "b"), wire(i + 1, "output", i + 2, "input");
    wire(x, "output", i + 3, "a"), wire(i + 2, "output", i + 3, "b"), wire(i + 3, "output", i + 4, "a"), wire(x, "output", i + 4, "b");
    x = i + 4;
  }
  for (int i = static_cast<int>(s.nodes.size()); i < count; ++i) add(i, "ReLU", "relu"), wire(x, "output", i, "input");
  return s;
}

struct Bench {
  test::WindowFixture f;
  Bench() { f.window->resize(1680, 1020), QApplication::processEvents(); }

  void frame() { f.view().viewport()->grab(); }
  QString write(int count) {
    const QString file = f.dir.path() + QStringLiteral("/net_%1.json").arg(count);
    if (!QFile::exists(file)) save_project(network(count), file.toStdString());
    return file;
  }
  void show(int count) {
    if (!f.open(write(count), patience)) std::fprintf(stderr, "cannot open the network of %d nodes\n", count), std::exit(1);
    if (count >= 5000 && f.window->editor().state().edges.size() < size_t(count) * 8 / 5 - 8) std::exit(1);
    frame();
  }
  QPointF middle() { return QPointF(f.view().viewport()->rect().center()); }

  void open_5000() {
    Figure figure("open_5000");
    const QString file = write(5000);
    for (int i = 0; i < rounds; ++i) {
      f.close_all();
      QApplication::processEvents();
      // From the wish to the picture with all shapes. Reading and analysing run beside the window's thread: here only the clock counts.
      const bool was = std::exchange(cpu, false);
      figure.time([&] {
        if (!f.open(file, patience)) std::exit(1);
        frame();
      });
      cpu = was;
    }
    figure.print();
  }

  /// From the press of a tab to the picture of the other document.
  void switch_5000() {
    Figure figure("switch_5000");
    f.close_all();
    const QString second = f.dir.path() + "/second_5000.json";
    if (!QFile::exists(second)) save_project(network(5000), second.toStdString());
    if (!f.open(second, patience)) std::exit(1);
    show(5000);
    for (int i = 0; i < rounds * 4; ++i) {
      figure.time([&] {
        f.window->editor().show_next(1);
        QApplication::processEvents();
        frame();
      });
      if (f.state().nodes.size() != 5000) std::exit(1);
    }
    figure.print();
  }

  void pan(Figure& figure) {
    const QPointF c = f.window->graph().nodes_rect().center();
    for (double zoom : {1.0, 0.6, 0.45, 0.35, 0.2, 0.14, 0.1, 0.05}) {
      f.view().set_zoom(zoom, middle());
      f.view().centerOn(c);
      frame();
      for (int i = 1; i <= rounds; ++i)
        figure.time([&] {
          f.view().centerOn(c + QPointF(i * 23, i * 11) / zoom);
          frame();
        });
      figure.part("at zoom", zoom, rounds);
    }
  }

  void zoom(Figure& figure) {
    f.view().centerOn(f.window->graph().nodes_rect().center());
    for (int round = 0; round < std::max(1, rounds / 4); ++round)
      for (const double step : {1.15, 1 / 1.15}) {
        f.view().set_zoom(step > 1 ? 0.05 : 2, middle());
        for (int i = 0; i < 26; ++i)
          figure.time([&] {
            f.view().zoom_by(step);
            frame();
          });
      }
  }

  void drag_500() {
    Figure figure("drag_500_of_5000");
    std::set<NodeId> some;
    for (int i = 0; i < 500; ++i) some.insert(id_of(2000 + (i / 25) * 80 + i % 25));  // 20 rows of 25, in the midst
    f.window->graph().choose(some);
    const NodeItem* held = f.window->graph().item(id_of(2000 + 10 * 80 + 12));
    QWidget* w = f.view().viewport();
    for (double zoom : {1.0, 0.4, 0.2, 0.1}) {
      f.view().set_zoom(zoom, middle());
      f.view().centerOn(held->scene_rect().center());
      frame();
      const QPoint at = f.view().mapFromScene(held->scene_rect().center());
      QTest::mousePress(w, Qt::LeftButton, {}, at);
      for (int i = 1; i <= rounds * 2; ++i)
        figure.time([&] {
          const QPoint to = at + QPoint(i * 4, i * 3);
          QMouseEvent move(QEvent::MouseMove, to, w->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
          QApplication::sendEvent(w, &move);
          frame();
        });
      QTest::mouseRelease(w, Qt::LeftButton, {}, at + QPoint(rounds * 8, rounds * 6));
      f.window->editor().undo_stack().undo();
      figure.part("at zoom", zoom, rounds * 2);
    }
    figure.print();
  }

  void undo_paste() {
    Figure figure("undo_paste_5000");
    const GraphState pasted = network(5000);
    f.close_all();
    for (int i = 0; i < rounds; ++i) {
      std::vector<NodeId> ids;
      if (!f.window->editor().apply(make_paste(f.state(), pasted, {}, &ids))) std::exit(1);
      f.window->graph().choose({ids.begin(), ids.end()});
      f.analysed(patience);
      frame();
      figure.time([&] {
        f.window->editor().undo_stack().undo();
        frame();
      });
    }
    figure.print();
  }

  /// The longest time for which the window does not answer while two versions are laid side by side.
  void compare_5000() {
    Figure figure("compare_5000");
    const auto older = std::make_shared<const GraphState>(network(5000));
    GraphDocument document;
    document.reset(*older);
    for (int i = 0; i < 300; ++i) document.apply(make_set_param(document.state(), id_of(2 + i * 10), "out_features", tl::Value(int64_t{48})));
    for (int i = 0; i < rounds; ++i) {
      auto* window = new CompareWindow(state_version(older, "older", {}), state_version(document.snapshot(), "newer", {}));
      bool there = false;
      QObject::connect(window, &CompareWindow::compared, [&] { there = true; });
      window->show();
      double longest = 0;
      while (!there) {
        const double start = now_ms();
        QApplication::processEvents();
        longest = std::max(longest, now_ms() - start);
      }
      figure.add(longest);
      window->close();
      QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    figure.print();
  }

  void frame_10000() {
    Figure figure("frame_10000");
    show(10000);
    pan(figure);
    zoom(figure);
    figure.print();
  }
};

void analyze_edit() {
  Figure figure("analyze_edit_1000");
  GraphDocument document;
  document.reset(network(1000));
  IncrementalAnalyzer analyzer;
  analyzer.analyze(document.snapshot(), {{}, false});
  for (int i = 0; i < rounds * 10; ++i) {
    // The width of a layer in the midst: what follows it up to the next layer changes too.
    const NodeId layer = id_of(2 + (i * 37 % 190) * 5);
    figure.time([&] {
      document.apply(make_set_param(document.state(), layer, "out_features", tl::Value(int64_t{32 + i % 7})));
      const Analysis a = analyzer.analyze(document.snapshot(), {{}, false});
      if (!a.valid()) std::exit(1);
    });
  }
  figure.print();
}

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication app(argc, argv);
  std::setlocale(LC_NUMERIC, "C");
  std::string only;
  for (int i = 1; i < argc; ++i) {
    if (!std::strcmp(argv[i], "--json")) json = true;
    else if (!std::strcmp(argv[i], "--cpu")) cpu = true;
    else if (!std::strcmp(argv[i], "--each")) each = true;
    else if (!std::strcmp(argv[i], "--only") && i + 1 < argc) only = argv[++i];
    else if (!std::strcmp(argv[i], "--rounds") && i + 1 < argc) rounds = std::max(1, std::atoi(argv[++i]));
    else return std::fprintf(stderr, "tl-ui-bench [--json] [--cpu] [--each] [--only name] [--rounds n]\n"), 2;
  }
  const auto wanted = [&](const char* name) { return only.empty() || only == name; };
  Bench b;
  if (wanted("open_5000")) b.open_5000();
  if (wanted("switch_5000")) b.switch_5000();
  if (wanted("pan_5000") || wanted("zoom_5000") || wanted("drag_500_of_5000")) b.show(5000);
  for (const auto& [name, run] : {std::pair{"pan_5000", &Bench::pan}, std::pair{"zoom_5000", &Bench::zoom}})
    if (wanted(name)) {
      Figure figure(name);
      (b.*run)(figure);
      figure.print();
    }
  if (wanted("drag_500_of_5000")) b.drag_500();
  if (wanted("undo_paste_5000")) b.undo_paste();
  if (wanted("compare_5000")) b.compare_5000();
  if (wanted("analyze_edit_1000")) analyze_edit();
  if (wanted("frame_10000")) b.frame_10000();
  return 0;
}
