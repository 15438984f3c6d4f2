// SPDX-License-Identifier: GPL-3.0-or-later
// Invariant: a CanvasAccess owns one NodeAccess, WireAccess or BendAccess for each node, wire or bend that was ever asked for; one that is gone
// says that it is not valid. Its children are the nodes, then the wires, then their bends.
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
#include "ui/support/languages.h"

namespace tl::ui {
namespace {

using nodes::NodeId;

/// What nodes and wires have in common for a screen reader: things in the canvas's list that can be chosen.
class PartAccess : public QAccessibleInterface, public QAccessibleActionInterface {
 public:
  explicit PartAccess(GraphView& view) : view_(view) {}

  QObject* object() const override { return nullptr; }
  QWindow* window() const override { return view_.window()->windowHandle(); }
  QAccessibleInterface* parent() const override { return QAccessible::queryAccessibleInterface(&view_); }
  QAccessibleInterface* child(int) const override { return nullptr; }
  QAccessibleInterface* childAt(int, int) const override { return nullptr; }
  int childCount() const override { return 0; }
  int indexOfChild(const QAccessibleInterface*) const override { return -1; }
  QAccessible::Role role() const override { return QAccessible::ListItem; }
  QRect rect() const override {
    if (!isValid()) return {};
    const QRect r = view_.mapFromScene(scene_rect()).boundingRect();
    return {view_.viewport()->mapToGlobal(r.topLeft()), r.size()};
  }
  QAccessible::State state() const override {
    QAccessible::State s;
    s.focusable = s.selectable = s.multiSelectable = true;
    s.invalid = !isValid();
    s.selected = isValid() && chosen();
    s.focused = view_.hasFocus() && isValid() && only_one_chosen();
    s.offscreen = !view_.viewport()->rect().translated(view_.viewport()->mapToGlobal(QPoint())).intersects(rect());
    return s;
  }
  void setText(QAccessible::Text, const QString&) override {}
  void* interface_cast(QAccessible::InterfaceType type) override {
    return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this) : nullptr;
  }
  QStringList actionNames() const override { return {pressAction(), setFocusAction()}; }
  void doAction(const QString& action) override {
    if (!isValid() || !actionNames().contains(action)) return;
    choose();
    view_.setFocus(Qt::OtherFocusReason);
  }
  QStringList keyBindingsForAction(const QString&) const override { return {}; }

 protected:
  virtual QRectF scene_rect() const = 0;
  virtual bool chosen() const = 0;
  virtual bool only_one_chosen() const = 0;
  virtual void choose() = 0;
  const nodes::GraphState& document() const { return view_.graph().editor().state(); }
  QString called(NodeId id) const {
    const nodes::Node* n = document().find(id);
    return n ? QString::fromStdString(n->name) : QString();
  }
  GraphView& view_;
};

class NodeAccess : public PartAccess {
 public:
  NodeAccess(GraphView& view, NodeId id) : PartAccess(view), id_(id) {}

  bool isValid() const override { return node() != nullptr; }
  QString text(QAccessible::Text what) const override {
    if (!node()) return {};
    if (what == QAccessible::Name) return name();
    if (what == QAccessible::Description) return description();
    if (what == QAccessible::Value)
      if (const nodes::NodeReport* r = report()) return translated(r->summary);
    return {};
  }

 protected:
  QRectF scene_rect() const override {
    const NodeItem* item = view_.graph().item(id_);
    return item ? item->scene_rect() : QRectF();
  }
  bool chosen() const override { return view_.graph().chosen().count(id_) > 0; }
  bool only_one_chosen() const override { return view_.graph().single() == id_; }
  void choose() override { view_.show_node(id_); }

 private:
  const nodes::Node* node() const { return document().find(id_); }
  const nodes::NodeReport* report() const { return view_.graph().editor().report(id_); }
  /// "fc_1, Linear, N×128"
  QString name() const {
    const nodes::NodeType* type = view_.graph().editor().state().type_of(id_);
    QStringList parts{called(id_), QString::fromStdString(type ? type->title : node()->type).left(60)};
    if (const nodes::NodeReport* r = report(); r && !r->summary.empty()) parts << translated(r->summary);
    if (node()->bypassed) parts << GraphView::tr("bypassed");
    return parts.join(QStringLiteral(", "));
  }
  /// "from flat; to relu_1; error: …"
  QString description() const {
    QStringList from, to, parts;
    for (const nodes::Edge& e : document().edges_of(id_))
      if (e.to.node == id_) from << called(e.from.node);
      else to << called(e.to.node);
    from.removeDuplicates(), to.removeDuplicates();
    parts << (from.isEmpty() ? GraphView::tr("nothing wired to it") : GraphView::tr("from %1").arg(from.join(QStringLiteral(", "))));
    parts << (to.isEmpty() ? GraphView::tr("wired to nothing") : GraphView::tr("to %1").arg(to.join(QStringLiteral(", "))));
    if (const nodes::NodeReport* r = report(); r && !r->message.empty()) parts << translated(r->message);
    return parts.join(QStringLiteral("; "));
  }

  NodeId id_;
};

class WireAccess : public PartAccess {
 public:
  WireAccess(GraphView& view, nodes::Edge edge) : PartAccess(view), edge_(std::move(edge)) {}

  bool isValid() const override { return document().edges.count(edge_) > 0; }
  /// "wire fc_1 output → relu_1 input", and what flows through it: "N×128"; what is wrong with it.
  QString text(QAccessible::Text what) const override {
    if (!isValid()) return {};
    const WireVisual* wire = view_.graph().layer().find(edge_);
    const auto end = [this](const nodes::PortRef& p) { return called(p.node) + QLatin1Char(' ') + QString::fromStdString(p.port); };
    if (what == QAccessible::Name) return GraphView::tr("wire %1 → %2").arg(end(edge_.from), end(edge_.to));
    if (what == QAccessible::Value) return wire ? wire->label : QString();
    if (what != QAccessible::Description || !wire) return {};
    const QString flows = wire->label.isEmpty() ? GraphView::tr("shape not known yet") : wire->label;
    return wire->faulty ? GraphView::tr("%1; does not fit").arg(flows) : flows;
  }

 protected:
  QRectF scene_rect() const override {
    const QPainterPath* path = view_.graph().layer().path(edge_);
    return path ? path->boundingRect().adjusted(-2, -2, 2, 2) : QRectF();
  }
  bool chosen() const override { return view_.graph().chosen_wires().count(edge_) > 0; }
  bool only_one_chosen() const override {
    return view_.graph().chosen().empty() && view_.graph().chosen_wires() == std::set<nodes::Edge>{edge_};
  }
  void choose() override {
    view_.graph().choose({}, {edge_});
    view_.ensureVisible(scene_rect(), 20, 20);
  }

 private:
  nodes::Edge edge_;
};

class BendAccess : public PartAccess {
 public:
  BendAccess(GraphView& view, BendRef bend) : PartAccess(view), bend_(std::move(bend)) {}

  bool isValid() const override { return bend_.index < count(); }
  /// "bend 1 of 2 in the wire fc_1 → relu_1"
  QString text(QAccessible::Text what) const override {
    if (!isValid() || what != QAccessible::Name) return {};
    return GraphView::tr("bend %1 of %2 in the wire %3 → %4")
        .arg(bend_.index + 1).arg(count()).arg(called(bend_.edge.from.node), called(bend_.edge.to.node));
  }

 protected:
  QRectF scene_rect() const override {
    const auto at = view_.graph().layer().place_of(bend_);
    return at ? QRectF(*at - QPointF(6, 6), QSizeF(12, 12)) : QRectF();
  }
  bool chosen() const override { return view_.graph().chosen_bends().count(bend_) > 0; }
  bool only_one_chosen() const override {
    const GraphScene& scene = view_.graph();
    return scene.chosen().empty() && scene.chosen_wires().empty() && scene.chosen_bends() == std::set<BendRef>{bend_};
  }
  void choose() override {
    view_.graph().choose({}, {}, {bend_});
    view_.ensureVisible(scene_rect(), 20, 20);
  }

 private:
  size_t count() const { return document().bends_of(bend_.edge).size(); }
  BendRef bend_;
};

class CanvasAccess : public QAccessibleWidget {
 public:
  explicit CanvasAccess(GraphView* view) : QAccessibleWidget(view, QAccessible::List), view_(*view) {}
  ~CanvasAccess() override {
    for (const auto& [id, number] : known_) QAccessible::deleteAccessibleInterface(number);
    for (const auto& [edge, number] : known_wires_) QAccessible::deleteAccessibleInterface(number);
    for (const auto& [bend, number] : known_bends_) QAccessible::deleteAccessibleInterface(number);
  }

  int childCount() const override { return int(order().size() + wires().size() + bends().size()); }
  QAccessibleInterface* child(int index) const override {
    if (index < 0 || index >= childCount()) return nullptr;
    const size_t i = size_t(index);
    if (i < order().size()) return of(order()[i]);
    const size_t behind = i - order().size();
    return behind < wires().size() ? of(wires()[behind]) : of(bends()[behind - wires().size()]);
  }
  int indexOfChild(const QAccessibleInterface* child) const override {
    for (const auto& [id, number] : known_)
      if (QAccessible::accessibleInterface(number) == child) return place(id);
    for (const auto& [edge, number] : known_wires_)
      if (QAccessible::accessibleInterface(number) == child) return place(edge);
    for (const auto& [bend, number] : known_bends_)
      if (QAccessible::accessibleInterface(number) == child) return place(bend);
    return -1;
  }
  QAccessibleInterface* childAt(int x, int y) const override {
    const QPointF at = view_.mapToScene(view_.viewport()->mapFromGlobal(QPoint(x, y)));
    if (const NodeItem* item = view_.graph().node_at(at)) return of(item->id());
    if (const auto bend = view_.graph().layer().bend_at(at, 6 / view_.zoom())) return of(*bend);
    const auto wire = view_.graph().wire_at(at, 6 / view_.zoom());
    return wire ? of(*wire) : nullptr;
  }
  QAccessibleInterface* focusChild() const override {
    if (!view_.hasFocus()) return nullptr;
    const int at = chosen_place();
    return at < 0 ? nullptr : child(at);
  }
  QString text(QAccessible::Text what) const override {
    if (what != QAccessible::Description) return QAccessibleWidget::text(what);
    return GraphView::tr("%1 nodes, %2 wires. Arrows go along the wires, Tab adds a node.").arg(order().size()).arg(wires().size());
  }
  /// Of the one node, wire or bend that is chosen; -1: there is no such.
  int chosen_place() const {
    const GraphScene& scene = view_.graph();
    if (scene.single() && scene.chosen_wires().empty() && scene.chosen_bends().empty()) return place(scene.single());
    if (scene.chosen_bends().size() == 1)
      return scene.chosen().empty() && scene.chosen_wires().empty() ? place(*scene.chosen_bends().begin()) : -1;
    return scene.chosen().empty() && scene.chosen_wires().size() == 1 ? place(*scene.chosen_wires().begin()) : -1;
  }

 private:
  template <class T>
  static int place_in(const std::vector<T>& list, const T& what) {
    const auto at = std::find(list.begin(), list.end(), what);
    return at == list.end() ? -1 : int(at - list.begin());
  }
  int place(NodeId id) const { return place_in(order(), id); }
  int place(const nodes::Edge& edge) const {
    const int at = place_in(wires(), edge);
    return at < 0 ? -1 : at + int(order().size());
  }
  int place(const BendRef& bend) const {
    const int at = place_in(bends(), bend);
    return at < 0 ? -1 : at + int(order().size() + wires().size());
  }
  void look() const {
    const nodes::GraphState& state = view_.graph().editor().state();
    const NodeId home = view_.graph().editor().level().home;
    if (revision_ == state.revision && home_ == home) return;
    order_ = state.topological_order();
    std::erase_if(order_, [&](NodeId id) { return state.find(id)->home != home; });
    wires_.assign(state.edges.begin(), state.edges.end());
    std::erase_if(wires_, [&](const nodes::Edge& e) { return state.find(e.from.node)->home != home; });
    bends_.clear();
    for (const auto& [edge, points] : state.bends())
      if (state.find(edge.from.node)->home == home)
        for (size_t i = 0; i < points.size(); ++i) bends_.push_back({edge, i});
    revision_ = state.revision, home_ = home;
  }
  /// Sources before what they feed: the order in which a network is read.
  const std::vector<NodeId>& order() const { return look(), order_; }
  const std::vector<nodes::Edge>& wires() const { return look(), wires_; }
  const std::vector<BendRef>& bends() const { return look(), bends_; }
  QAccessibleInterface* of(const BendRef& bend) const {
    if (const auto found = known_bends_.find(bend); found != known_bends_.end()) return QAccessible::accessibleInterface(found->second);
    auto* made = new BendAccess(view_, bend);
    known_bends_[bend] = QAccessible::registerAccessibleInterface(made);
    return made;
  }
  QAccessibleInterface* of(NodeId id) const {
    if (const auto found = known_.find(id); found != known_.end()) return QAccessible::accessibleInterface(found->second);
    auto* made = new NodeAccess(view_, id);
    known_[id] = QAccessible::registerAccessibleInterface(made);
    return made;
  }
  QAccessibleInterface* of(const nodes::Edge& edge) const {
    if (const auto found = known_wires_.find(edge); found != known_wires_.end()) return QAccessible::accessibleInterface(found->second);
    auto* made = new WireAccess(view_, edge);
    known_wires_[edge] = QAccessible::registerAccessibleInterface(made);
    return made;
  }

  GraphView& view_;
  mutable std::map<NodeId, QAccessible::Id> known_;
  mutable std::map<nodes::Edge, QAccessible::Id> known_wires_;
  mutable std::map<BendRef, QAccessible::Id> known_bends_;
  mutable std::vector<NodeId> order_;
  mutable std::vector<BendRef> bends_;
  mutable std::vector<nodes::Edge> wires_;
  mutable uint64_t revision_ = ~uint64_t{0};
  mutable NodeId home_;
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
  const int place = canvas && view.hasFocus() ? canvas->chosen_place() : -1;
  if (place < 0) return;
  QAccessibleEvent event(&view, QAccessible::Focus);
  event.setChild(place);
  QAccessible::updateAccessibility(&event);
}

}  // namespace tl::ui
