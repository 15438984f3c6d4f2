// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspect/inspect_server.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QLocalServer>
#include <QLocalSocket>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QScreen>
#include <QStyleOptionSpinBox>
#include <QTabBar>
#include <QTreeView>
#include <QUndoStack>
#include <cmath>
#include <nlohmann/json.hpp>

#include "nodes/node_type.h"
#include "ui/canvas/graph_scene.h"
#include "ui/canvas/graph_view.h"
#include "ui/charts/curves_panel.h"
#include "ui/document/background.h"
#include "ui/inspector/field_editor.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/palette/palette_panel.h"
#include "ui/palette/quick_popup.h"
#include "ui/palette/search_popup.h"
#include "ui/panels/log_panel.h"
#include "ui/panels/problems_panel.h"
#include "ui/panels/tensors_panel.h"
#include "ui/run/run_bar.h"
#include "ui/window/document_tabs.h"
#include "ui/window/main_window.h"

namespace tl::ui {
namespace {
using nlohmann::json;

json rect_json(const QRect& r) { return {r.x(), r.y(), r.width(), r.height()}; }
/// The part of a rectangle of a widget that is seen, on the screen; null: none of it.
json seen_json(const QWidget* w, const QRect& r) {
  const QRect seen = w->visibleRegion().boundingRect().intersected(r);
  return seen.isEmpty() ? json() : rect_json(QRect(w->mapToGlobal(seen.topLeft()), seen.size()));
}
json widget_json(const QWidget* w) { return rect_json(QRect(w->mapToGlobal(QPoint(0, 0)), w->size())); }
json button_json(const QPushButton* b) {
  return {{"rect", widget_json(b)},
          {"text", b->text().trimmed().toStdString()},
          {"enabled", b->isEnabled()},
          {"why", b->toolTip().toStdString()}};
}

json point_json(const GraphView& view, QPointF scene) {
  const QPoint at = view.viewport()->mapToGlobal(view.mapFromScene(scene));
  return {at.x(), at.y()};
}

json nodes_json(MainWindow& w) {
  json list = json::array();
  GraphView& view = w.canvas();
  for (const auto& [id, node] : w.editor().state().nodes) {
    const NodeItem* item = w.graph().item(id);
    if (!item) continue;
    const auto place = [&](QPointF p) { return view.viewport()->mapToGlobal(view.mapFromScene(p)); };
    const QRect rect(place(item->scene_rect().topLeft()), place(item->scene_rect().bottomRight()));
    json ports = json::array();
    for (const PortVisual& p : item->visual().ports) {
      const QPoint at = place(item->pos() + p.at);
      ports.push_back({{"name", p.name.toStdString()}, {"output", p.is_output}, {"at", {at.x(), at.y()}}, {"connected", p.connected}});
    }
    static const char* badges[] = {"ok", "warning", "error", "blocked"};
    list.push_back({{"id", id.to_string()},
                    {"name", node->name},
                    {"type", node->type},
                    {"rect", rect_json(rect)},
                    {"ports", ports},
                    {"selected", item->chosen()},
                    {"status", badges[int(item->visual().badge)]},
                    {"foot", item->visual().foot.toStdString()}});
  }
  return list;
}

json curves_json(MainWindow& w) {
  json series = json::object();
  if (const RunCurves* run = w.curves().current())
    for (const CurveSeries& s : run->all()) {
      json entry = {{"points", s.size()}};
      if (!s.empty()) {
        const double v = s.value(s.size() - 1);
        entry["step"] = s.step(s.size() - 1);
        entry["last"] = std::isfinite(v) ? json(v) : json(nullptr);
      }
      series[s.name.toStdString()] = entry;
    }
  json charts = json::array();
  for (const CurveChart* c : w.curves().charts())
    charts.push_back(
        {{"metric", c->metric().toStdString()}, {"rect", widget_json(c)}, {"series", c->series().size()}, {"zoomed", c->zoomed()}});
  return {{"series", series}, {"charts", charts}};
}

json palette_json(MainWindow& w) {
  json rows = json::object(), headers = json::object();
  QTreeView* tree = w.palette().tree();
  for (const nodes::NodeType& t : nodes::node_types()) {
    const QModelIndex i = w.palette().index_of(QString::fromStdString(t.key));
    if (const json seen = i.isValid() ? seen_json(tree->viewport(), tree->visualRect(i)) : json(); !seen.is_null()) rows[t.key] = seen;
  }
  for (int g = 0; g < tree->model()->rowCount(); ++g) {
    const QModelIndex group = tree->model()->index(g, 0);
    if (const json seen = seen_json(tree->viewport(), tree->visualRect(group)); !seen.is_null())
      headers[group.data().toString().toStdString()] = {{"rect", seen}, {"open", tree->isExpanded(group)}};
  }
  return {{"field", widget_json(w.palette().field())}, {"rect", widget_json(tree)}, {"rows", rows}, {"headers", headers}};
}

/// The fields that can be reached without scrolling; arrows where there are some.
json inspector_json(MainWindow& w) {
  json fields = json::object();
  for (FieldEditor* f : w.inspector().findChildren<FieldEditor*>()) {
    QWidget* input = f->input();
    json entry = {{"rect", f->isVisible() ? seen_json(input, input->rect()) : json()}, {"height", input->height()}};
    if (f->line()) entry["text"] = f->line()->text().toStdString(), entry["line"] = widget_json(f->line());
    if (auto* spin = qobject_cast<QAbstractSpinBox*>(input)) {
      QStyleOptionSpinBox option;
      option.initFrom(spin);
      option.subControls = QStyle::SC_All;
      const auto arrow = [&](QStyle::SubControl which) {
        return seen_json(spin, spin->style()->subControlRect(QStyle::CC_SpinBox, &option, which, spin));
      };
      entry["up"] = arrow(QStyle::SC_SpinBoxUp), entry["down"] = arrow(QStyle::SC_SpinBoxDown);
    }
    fields[f->key()] = entry;
  }
  return {{"rect", widget_json(&w.inspector())}, {"name", w.inspector().name_field()->text().toStdString()}, {"fields", fields}};
}

/// A list that a person picks from: its rows with their words, those that are seen with their place.
json list_json(const QWidget& popup, const QListView& list) {
  json rows = json::array();
  for (int i = 0; popup.isVisible() && i < list.model()->rowCount(); ++i) {
    const QModelIndex index = list.model()->index(i, 0);
    rows.push_back({{"text", index.data(Qt::AccessibleTextRole).toString().toStdString()},
                    {"rect", seen_json(list.viewport(), list.visualRect(index))},
                    {"current", list.currentIndex() == index}});
    if (i >= 40) break;
  }
  return {{"open", popup.isVisible()}, {"rect", widget_json(&popup)}, {"rows", rows}};
}

json lists_json(MainWindow& w) {
  json lists = json::array();
  for (QuickPopup* q : w.findChildren<QuickPopup*>())
    if (q->isVisible()) lists.push_back(list_json(*q, *q->list()));
  return lists;
}

/// What can be clicked in the menu bar and in the menus that are open, by its words.
json menus_json(MainWindow& w) {
  json entries = json::object();
  const auto add = [&](const auto* bar) {
    for (QAction* a : bar->actions()) {
      const QRect r = bar->actionGeometry(a);
      if (!a->isSeparator() && !r.isEmpty()) entries[a->text().remove('&').toStdString()] = rect_json(QRect(bar->mapToGlobal(r.topLeft()), r.size()));
    }
  };
  add(w.menuBar());
  for (const QWidget* t : QApplication::topLevelWidgets())
    if (const auto* menu = qobject_cast<const QMenu*>(t); menu && menu->isVisible()) add(menu);
  return entries;
}

/// The tabs, with where to click them.
json documents_json(MainWindow& w) {
  json list = json::array();
  for (const OpenDocument* d : w.editor().documents()) {
    QTabBar& bar = *w.tabs().bar();
    const QRect r = bar.tabRect(w.tabs().tab_of(d->id()));
    list.push_back({{"title", d->title().toStdString()}, {"file", d->file().toStdString()}, {"modified", d->is_modified()},
                    {"front", d == &w.editor().current()}, {"training", w.tabs().training() == d->id()},
                    {"rect", rect_json(QRect(bar.mapToGlobal(r.topLeft()), r.size()))}});
  }
  return list;
}

json dialog_json(const QWidget* dialog) {
  json buttons = json::object();
  for (const QPushButton* b : dialog->findChildren<QPushButton*>())
    if (b->isVisible()) buttons[b->text().remove('&').toStdString()] = widget_json(b);
  return {{"title", dialog->windowTitle().toStdString()}, {"class", dialog->metaObject()->className()}, {"buttons", buttons}};
}
}  // namespace

InspectServer::InspectServer(MainWindow& window, const QString& name, QObject* parent)
    : QObject(parent), window_(window), server_(new QLocalServer(this)) {
  server_->setSocketOptions(QLocalServer::UserAccessOption);
  QLocalServer::removeServer(name);
  server_->listen(name);
  connect(server_, &QLocalServer::newConnection, this, [this] { serve(); });
}

bool InspectServer::listening() const { return server_->isListening(); }

json InspectServer::state() const {
  MainWindow& w = window_;
  const train::Status& s = w.runs().status();
  const RunContext context = w.runs().context();
  json wires = json::array();
  for (const nodes::Edge& e : w.editor().state().edges) {
    const WireVisual* v = w.graph().layer().find(e);
    wires.push_back({{"from", {e.from.node.to_string(), e.from.port}},
                     {"to", {e.to.node.to_string(), e.to.port}},
                     {"label", v ? v->label.toStdString() : ""},
                     {"middle", point_json(w.canvas(), w.graph().layer().middle(e))},
                     {"plus", point_json(w.canvas(), w.graph().layer().beside_label(e))}});
  }
  json problems = json::array();
  for (const nodes::Problem& p : w.editor().analysis().problems)
    problems.push_back({{"text", p.text}, {"remedy", p.remedy}, {"error", p.severity == nodes::Severity::error}});
  json panels = json::object();
  for (const QDockWidget* d : w.findChildren<QDockWidget*>())
    panels[d->objectName().toStdString()] = {
        {"title", d->windowTitle().toStdString()}, {"visible", d->isVisible() && !d->visibleRegion().isEmpty()}, {"rect", widget_json(d)}};
  json dialogs = json::array();
  for (const QWidget* t : QApplication::topLevelWidgets())
    if (t != &w && t->isVisible() && t->isWindow())
      dialogs.push_back(dialog_json(t));
  RunBar& bar = w.run_bar();
  json j = {{"file", w.editor().file().toStdString()},
            {"title", w.windowTitle().toStdString()},
            {"documents", documents_json(w)},
            {"modified", w.editor().is_modified()},
            {"busy", w.editor().busy()},
            {"undo", w.editor().undo_stack().undoText().toStdString()},
            {"redo", w.editor().undo_stack().redoText().toStdString()},
            {"analysed", w.editor().analysis_is_current()},
            {"valid", w.editor().analysis().valid()},
            {"nodes", nodes_json(w)},
            {"wires", wires},
            {"problems", problems},
            {"panels", panels},
            {"dialogs", dialogs},
            {"menus", menus_json(w)},
            {"canvas", widget_json(w.canvas().viewport())},
            {"zoom", w.canvas().zoom()},
            {"palette", palette_json(w)},
            {"curves", curves_json(w)},
            {"buttons",
             {{"train", button_json(bar.train)},
              {"pause", button_json(bar.pause)},
              {"step", button_json(bar.step)},
              {"stop", button_json(bar.stop)}}},
            {"progress", bar.progress_text().toStdString()},
            {"status", w.status_text().toStdString()},
            {"inspector", inspector_json(w)},
            {"search", list_json(w.canvas().popup(), *w.canvas().popup().list())},
            {"lists", lists_json(w)},
            {"tensors", w.tensors().shown()},
            {"hint", w.findChild<QLabel*>("hint")->text().toStdString()},
            {"run",
             {{"state", train::state_name(context.state)},
              {"active", w.runs().active()},
              {"lowering", context.lowering},
              {"step", s.step},
              {"steps_total", s.steps_total},
              {"epoch", s.epoch},
              {"epochs_total", s.epochs_total},
              {"memory_bytes", s.memory_bytes},
              {"dir", w.runs().run_dir().toStdString()},
              {"checkpoint", w.runs().checkpoint().toStdString()},
              {"failure", w.runs().failure().toStdString()}}},
            {"focus", QApplication::focusWidget() ? QApplication::focusWidget()->objectName().toStdString() : ""},
            {"log", w.log().text().right(4000).toStdString()}};
  return j;
}

void InspectServer::serve() {
  QLocalSocket* socket = server_->nextPendingConnection();
  connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
  connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
    while (socket->canReadLine()) {
      const QString line = QString::fromUtf8(socket->readLine()).trimmed();
      const auto answer = [](QLocalSocket* to, const json& j) {
        to->write(QByteArray::fromStdString(j.dump(-1, ' ', false, json::error_handler_t::replace)) + '\n');
        to->flush();
      };
      if (line == "state") {
        answer(socket, state());
      } else if (line.startsWith("screenshot ")) {
        const QString file = line.mid(11);
        in_background(socket, [image = window_.grab().toImage(), file] { return image.save(file, "PNG"); },
                      [socket, answer](Outcome<bool> done) { answer(socket, {{"ok", done && *done.value}}); });
      } else {
        answer(socket, {{"error", "unknown request: use state, or screenshot FILE"}});
      }
    }
  });
}

}  // namespace tl::ui
