// SPDX-License-Identifier: GPL-3.0-or-later
// Invariant: a CanvasAccess owns one NodeAccess for each node that was ever asked for; one whose node is gone says that it is not valid.
#include "ui/canvas/canvas_access.h"

#include <QAccessible>
#include <QAccessibleActionInterface>
#include <QAccessibleWidget>
#include <algorithm>
#include <map>

#include "nodes/node_type.h"
#include "ui/canvas/graph_scene.h"
#include "ui/canvas/graph_view.h"
#include "ui/document/graph_editor.h"

namespace tl::ui {
namespace {

using nodes::NodeId;

class NodeAccess : public QAccessibleInterface, public QAccessibleActionInterface {
 public:
  NodeAccess(GraphView& view, NodeId id) : view_(view), id_(id) {}

  bool isValid() const override { return node() != nullptr; }
  QObject* object() const override { return nullptr; }
  QWindow* window() const override { return view_.window()->windowHandle(); }
  QAccessibleInterface* parent() const override { return QAccessible::queryAccessibleInterface(&view_); }
  QAccessibleInterface* child(int) const override { return nullptr; }
  QAccessibleInterface* childAt(int, int) const override { return nullptr; }
  int childCount() const override { return 0; }
  int indexOfChild(const QAccessibleInterface*) const override { return -1; }
  QAccessible::Role role() const override { return QAccessible::ListItem; }
  QRect rect() const override {
    const NodeItem* item = view_.graph().item(id_);
    if (!item) return {};
    const QRect r = view_.mapFromScene(item->scene_rect()).boundingRect();
    return {view_.viewport()->mapToGlobal(r.topLeft()), r.size()};
  }
  QAccessible::State state() const override {
    QAccessible::State s;
    s.focusable = s.selectable = s.multiSelectable = true;
    s.selected = view_.graph().chosen().count(id_) > 0;
    s.focused = view_.hasFocus() && view_.graph().single() == id_;
    s.invalid = !isValid();
    s.offscreen = !view_.viewport()->rect().translated(view_.viewport()->mapToGlobal(QPoint())).intersects(rect());
    return s;
  }
  QString text(QAccessible::Text what) const override {
    if (!node()) return {};
    if (what == QAccessible::Name) return name();
    if (what == QAccessible::Description) return description();
    if (what == QAccessible::Value)
      if (const nodes::NodeReport* r = report()) return QString::fromStdString(r->summary);
    return {};
  }
  void setText(QAccessible::Text, const QString&) override {}

  void* interface_cast(QAccessible::InterfaceType type) override {
    return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this) : nullptr;
  }
  QStringList actionNames() const override { return {pressAction(), setFocusAction()}; }
  void doAction(const QString& action) override {
    if (!node() || !actionNames().contains(action)) return;
    view_.show_node(id_);
    view_.setFocus(Qt::OtherFocusReason);
  }
  QStringList keyBindingsForAction(const QString&) const override { return {}; }

 private:
  const nodes::Node* node() const { return view_.graph().editor().state().find(id_); }
  const nodes::NodeReport* report() const { return view_.graph().editor().analysis().node(id_); }
  QString called(NodeId id) const {
    const nodes::Node* n = view_.graph().editor().state().find(id);
    return n ? QString::fromStdString(n->name) : QString();
  }
  /// "fc_1, Linear, N×128"
  QString name() const {
    const nodes::NodeType* type = nodes::find_node_type(node()->type);
    QStringList parts{called(id_), QString::fromStdString(type ? type->title : node()->type).left(60)};
    if (const nodes::NodeReport* r = report(); r && !r->summary.empty()) parts << QString::fromStdString(r->summary);
    if (node()->bypassed) parts << GraphView::tr("bypassed");
    return parts.join(QStringLiteral(", "));
  }
  /// "from flat; to relu_1; error: …"
  QString description() const {
    QStringList from, to, parts;
    for (const nodes::Edge& e : view_.graph().editor().state().edges_of(id_))
      if (e.to.node == id_) from << called(e.from.node);
      else to << called(e.to.node);
    from.removeDuplicates(), to.removeDuplicates();
    parts << (from.isEmpty() ? GraphView::tr("nothing wired to it") : GraphView::tr("from %1").arg(from.join(QStringLiteral(", "))));
    parts << (to.isEmpty() ? GraphView::tr("wired to nothing") : GraphView::tr("to %1").arg(to.join(QStringLiteral(", "))));
    if (const nodes::NodeReport* r = report(); r && !r->message.empty()) parts << QString::fromStdString(r->message);
    return parts.join(QStringLiteral("; "));
  }

  GraphView& view_;
  NodeId id_;
};

class CanvasAccess : public QAccessibleWidget {
 public:
  explicit CanvasAccess(GraphView* view) : QAccessibleWidget(view, QAccessible::List), view_(*view) {}
  ~CanvasAccess() override {
    for (const auto& [id, number] : known_) QAccessible::deleteAccessibleInterface(number);
  }

  int childCount() const override { return int(order().size()); }
  QAccessibleInterface* child(int index) const override {
    return index >= 0 && index < childCount() ? of(order()[size_t(index)]) : nullptr;
  }
  int indexOfChild(const QAccessibleInterface* child) const override {
    for (const auto& [id, number] : known_)
      if (QAccessible::accessibleInterface(number) == child) return place(id);
    return -1;
  }
  QAccessibleInterface* childAt(int x, int y) const override {
    const NodeItem* item = view_.graph().node_at(view_.mapToScene(view_.viewport()->mapFromGlobal(QPoint(x, y))));
    return item ? of(item->id()) : nullptr;
  }
  QAccessibleInterface* focusChild() const override {
    const NodeId chosen = view_.graph().single();
    return view_.hasFocus() && chosen ? of(chosen) : nullptr;
  }
  QString text(QAccessible::Text what) const override {
    if (what != QAccessible::Description) return QAccessibleWidget::text(what);
    const auto& state = view_.graph().editor().state();
    return GraphView::tr("%1 nodes, %2 wires. Arrows go along the wires, Tab adds a node.").arg(state.nodes.size()).arg(state.edges.size());
  }
  int place(NodeId id) const {
    const auto at = std::find(order().begin(), order().end(), id);
    return at == order().end() ? -1 : int(at - order().begin());
  }

 private:
  /// Sources before what they feed: the order in which a network is read.
  const std::vector<NodeId>& order() const {
    const nodes::GraphState& state = view_.graph().editor().state();
    if (revision_ != state.revision) order_ = state.topological_order(), revision_ = state.revision;
    return order_;
  }
  QAccessibleInterface* of(NodeId id) const {
    if (const auto found = known_.find(id); found != known_.end()) return QAccessible::accessibleInterface(found->second);
    auto* made = new NodeAccess(view_, id);
    known_[id] = QAccessible::registerAccessibleInterface(made);
    return made;
  }

  GraphView& view_;
  mutable std::map<NodeId, QAccessible::Id> known_;
  mutable std::vector<NodeId> order_;
  mutable uint64_t revision_ = ~uint64_t{0};
};

QAccessibleInterface* make_access(const QString& class_name, QObject* object) {
  if (class_name != QLatin1String("tl::ui::GraphView")) return nullptr;
  return new CanvasAccess(static_cast<GraphView*>(object));
}

}  // namespace

void install_canvas_access() {
  static const bool done = (QAccessible::installFactory(make_access), true);
  Q_UNUSED(done);
}

void announce_choice(GraphView& view) {
  if (!QAccessible::isActive()) return;
  auto* canvas = static_cast<CanvasAccess*>(QAccessible::queryAccessibleInterface(&view));
  const NodeId chosen = view.graph().single();
  if (!canvas || !chosen || !view.hasFocus()) return;
  QAccessibleEvent event(&view, QAccessible::Focus);
  event.setChild(canvas->place(chosen));
  QAccessible::updateAccessibility(&event);
}

}  // namespace tl::ui
