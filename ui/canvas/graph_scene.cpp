// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/graph_scene.h"

#include <algorithm>

#include "nodes/node_type.h"
#include "ui/document/graph_editor.h"
#include "ui/support/format.h"
#include "ui/theme/theme.h"

namespace tl::ui {

using nodes::NodeId;

GraphScene::GraphScene(GraphEditor& editor, QObject* parent) : QGraphicsScene(parent), editor_(editor), layer_(new EdgeLayer) {
  setItemIndexMethod(NoIndex);
  addItem(layer_);
  reroute_.setSingleShot(true);
  connect(&reroute_, &QTimer::timeout, this, [this] {
    rebuild_wires();
    Q_EMIT layout_changed();
  });
  connect(&editor, &GraphEditor::changed, this, &GraphScene::take_change);
  connect(&editor, &GraphEditor::analysed, this, &GraphScene::take_analysis);
  connect(ThemeNotifier::instance(), &ThemeNotifier::changed, this, [this] { refresh_all(); });
  rebuild();
}

GraphScene::~GraphScene() = default;

NodeItem* GraphScene::item(NodeId id) const {
  const auto it = items_.find(id);
  return it == items_.end() ? nullptr : it->second;
}

NodeItem* GraphScene::node_at(QPointF point) const {
  NodeItem* best = nullptr;
  for (const auto& [id, item] : items_)
    if (item->scene_rect().contains(point) && (!best || item->zValue() > best->zValue())) best = item;
  return best;
}

std::optional<nodes::PortRef> GraphScene::port_at(QPointF point, bool* is_output) const {
  for (const auto& [id, item] : items_) {
    if (!item->boundingRect().translated(item->pos()).contains(point)) continue;
    if (const PortVisual* p = item->port_at(point)) {
      if (is_output) *is_output = p->is_output;
      return nodes::PortRef{id, p->name.toStdString()};
    }
  }
  return std::nullopt;
}

QPointF GraphScene::port_place(const nodes::PortRef& port, bool is_output) const {
  const NodeItem* i = item(port.node);
  return i ? i->port_place(QString::fromStdString(port.port), is_output) : QPointF();
}

QRectF GraphScene::nodes_rect() const {
  QRectF r;
  for (const auto& [id, item] : items_) r = r.united(item->scene_rect());
  return r;
}

QRectF GraphScene::rect_of(const std::set<NodeId>& ids) const {
  QRectF r;
  for (NodeId id : ids)
    if (const NodeItem* i = item(id)) r = r.united(i->scene_rect());
  return r;
}

std::vector<NodeId> GraphScene::nodes_in(const QRectF& rect) const {
  std::vector<NodeId> found;
  for (const auto& [id, item] : items_)
    if (item->scene_rect().intersects(rect)) found.push_back(id);
  return found;
}

void GraphScene::choose(std::set<NodeId> ids, std::set<nodes::Edge> wires) {
  std::erase_if(ids, [&](NodeId id) { return !items_.count(id); });
  if (ids == chosen_ && wires == chosen_wires_) return;
  for (NodeId id : chosen_)
    if (!ids.count(id) && items_.count(id)) items_[id]->set_chosen(false);
  for (NodeId id : ids) items_[id]->set_chosen(true);
  chosen_ = std::move(ids);
  chosen_wires_ = std::move(wires);
  layer_->set_chosen([this](const nodes::Edge& e) { return chosen_wires_.count(e) > 0; });
  Q_EMIT selection_changed();
}

void GraphScene::choose_all() {
  std::set<NodeId> all;
  for (const auto& [id, item] : items_) all.insert(id);
  choose(std::move(all));
}

void GraphScene::preview_positions(const std::map<NodeId, nodes::Point>& positions) {
  for (const auto& [id, p] : positions)
    if (NodeItem* i = item(id)) i->setPos(p.x, p.y);
  layer_->move_ends([this](const nodes::PortRef& port, bool out) { return port_place(port, out); },
                    [&](NodeId id) { return positions.count(id) > 0; });
}

void GraphScene::light_ports(const std::map<nodes::PortRef, nodes::Verdict>& verdicts, bool lit_are_outputs) {
  for (const auto& [id, item] : items_) {
    for (const PortVisual& p : std::vector<PortVisual>(item->visual().ports)) {
      const auto it = p.is_output == lit_are_outputs ? verdicts.find({id, p.name.toStdString()}) : verdicts.end();
      item->set_port_light(p.name, p.is_output, it != verdicts.end() && it->second.ok ? PortLight::lit : PortLight::dimmed);
    }
  }
}

void GraphScene::light_port(const nodes::PortRef& port, bool is_output, PortLight light) {
  if (NodeItem* i = item(port.node)) i->set_port_light(QString::fromStdString(port.port), is_output, light);
}

void GraphScene::clear_lights() {
  for (const auto& [id, item] : items_) item->clear_port_lights();
}

void GraphScene::hover_node(NodeItem* item) {
  if (item == hovered_) return;
  if (hovered_) hovered_->set_hovered(false);
  hovered_ = item;
  if (hovered_) hovered_->set_hovered(true);
}

void GraphScene::set_spark(const std::string& node_name, const QVector<float>& values) {
  const nodes::Node* node = editor_.state().find_by_name(node_name);
  if (!node) return;
  const QString key = QString::fromStdString(node_name);
  const bool fresh = !sparks_.contains(key);
  sparks_[key] = values;
  NodeItem* i = item(node->id);
  if (!i) return;
  if (!fresh) return i->set_spark(values);
  refresh_item(*i);
  reroute_soon();
}

void GraphScene::set_live_foot(const std::string& node_name, const QString& text) {
  const nodes::Node* node = editor_.state().find_by_name(node_name);
  if (!node) return;
  feet_[QString::fromStdString(node_name)] = text;
  NodeItem* i = item(node->id);
  if (!i) return;
  const double before = i->visual().height;
  refresh_item(*i);
  if (i->visual().height != before) reroute_soon();
}

void GraphScene::reroute_soon() {
  if (reroute_.isActive()) return;
  reroute_.start();
}

void GraphScene::clear_live() {
  if (sparks_.isEmpty() && feet_.isEmpty()) return;
  sparks_.clear();
  feet_.clear();
  refresh_all();
  reroute_soon();
}

void GraphScene::take_change(const nodes::ChangeSet& change) {
  if (change.reset) return rebuild();
  for (NodeId id : change.removed) {
    const auto it = items_.find(id);
    if (it == items_.end()) continue;
    if (hovered_ == it->second) hovered_ = nullptr;
    removeItem(it->second);
    delete it->second;
    items_.erase(it);
  }
  for (NodeId id : change.added)
    if (const nodes::Node* n = editor_.state().find(id)) add_item(*n);
  for (const auto* list : {&change.changed, &change.renamed, &change.moved}) {
    for (NodeId id : *list) {
      const nodes::Node* n = editor_.state().find(id);
      NodeItem* i = item(id);
      if (!n || !i) continue;
      i->setPos(n->position.x, n->position.y);
      if (list != &change.moved) refresh_item(*i);
    }
  }
  std::set<NodeId> kept = chosen_;
  std::set<nodes::Edge> kept_wires = chosen_wires_;
  std::erase_if(kept_wires, [&](const nodes::Edge& e) { return !editor_.state().edges.count(e); });
  rebuild_wires();
  choose(std::move(kept), std::move(kept_wires));
  settle_rect();
  Q_EMIT layout_changed();
}

void GraphScene::take_analysis() {
  bool grown = false;
  for (const auto& [id, item] : items_) {
    const double before = item->visual().height;
    refresh_item(*item);
    grown = grown || item->visual().height != before;
  }
  if (grown) {  // wires go round nodes: they are led anew when a node got another height
    rebuild_wires();
    Q_EMIT layout_changed();
    return;
  }
  layer_->set_labels([this](WireVisual& w) { style_wire(w); });
}

void GraphScene::rebuild() {
  hovered_ = nullptr;
  for (const auto& [id, item] : items_) {
    removeItem(item);
    delete item;
  }
  items_.clear();
  sparks_.clear();
  feet_.clear();
  for (const auto& [id, node] : editor_.state().nodes) add_item(*node);
  rebuild_wires();
  chosen_.clear();
  chosen_wires_.clear();
  settle_rect();
  Q_EMIT selection_changed();
  Q_EMIT layout_changed();
}

void GraphScene::add_item(const nodes::Node& node) {
  if (items_.count(node.id)) return;
  auto* i = new NodeItem(node.id);
  i->setPos(node.position.x, node.position.y);
  i->set_visual(visual_of(node));
  addItem(i);
  items_[node.id] = i;
}

void GraphScene::refresh_item(NodeItem& item) {
  const nodes::Node* node = editor_.state().find(item.id());
  if (!node) return;
  NodeVisual fresh = visual_of(*node);
  // Lights of a wire being dragged survive an analysis that comes in between.
  for (PortVisual& p : fresh.ports)
    if (const PortVisual* old = item.visual().port(p.name, p.is_output)) p.light = old->light;
  item.set_visual(std::move(fresh));
}

void GraphScene::refresh_all() {
  for (const auto& [id, item] : items_) refresh_item(*item);
  layer_->set_labels([this](WireVisual& w) { style_wire(w); });
  update();
}

void GraphScene::rebuild_wires() {
  std::vector<WireVisual> wires;
  wires.reserve(editor_.state().edges.size());
  for (const nodes::Edge& e : editor_.state().edges) {
    WireVisual w;
    w.edge = e;
    w.chosen = chosen_wires_.count(e) > 0;
    style_wire(w);
    wires.push_back(std::move(w));
  }
  std::vector<QRectF> rects;
  rects.reserve(items_.size());
  for (const auto& [id, item] : items_) rects.push_back(item->scene_rect());
  layer_->set_wires(std::move(wires), [this](const nodes::PortRef& port, bool out) { return port_place(port, out); }, std::move(rects));
  // The view repaints no more than it is told: wires led another way and the words on an empty canvas would stay behind.
  update();
}

void GraphScene::style_wire(WireVisual& w) const {
  const nodes::Node* from = editor_.state().find(w.edge.from.node);
  const nodes::NodeType* type = from ? nodes::find_node_type(from->type) : nullptr;
  const Theme& t = theme();
  w.color = blend(category_color(type ? nodes::category_id(type->category) : ""), t.canvas, 0.88);
  const nodes::Analysis& analysis = editor_.analysis();
  const auto meta = analysis.wires.find(w.edge);
  w.label = meta == analysis.wires.end() ? QString() : QString::fromStdString(meta->second.text());
  const nodes::NodeReport* report = analysis.node(w.edge.to.node);
  w.faulty = false;
  if (report && report->status == nodes::NodeStatus::error)
    for (const nodes::Problem& p : analysis.problems)
      if (p.node == w.edge.to.node && p.severity == nodes::Severity::error && (p.port == w.edge.to.port || p.fix.edge == w.edge))
        w.faulty = true;
  w.tip = w.label;
}

NodeVisual GraphScene::visual_of(const nodes::Node& node) const {
  NodeVisual v;
  const nodes::NodeType* type = nodes::find_node_type(node.type);
  const nodes::NodeReport* report = editor_.analysis().node(node.id);
  v.title = QString::fromStdString(type ? type->title : node.type);
  v.name = QString::fromStdString(node.name);
  v.placeholder = !type;
  v.category = category_color(type ? nodes::category_id(type->category) : "");
  int inputs = 0, outputs = 0;
  const nodes::GraphState& state = editor_.state();
  const auto add_port = [&](const std::string& name, bool is_output) {
    for (const PortVisual& p : v.ports)
      if (p.is_output == is_output && p.name.toStdString() == name) return;
    PortVisual p;
    p.name = QString::fromStdString(name);
    p.is_output = is_output;
    const nodes::PortRef ref{node.id, name};
    p.connected = is_output ? !state.targets(ref).empty() : !state.sources(ref).empty();
    v.ports.push_back(std::move(p));
    ++(is_output ? outputs : inputs);
  };
  if (type) {
    for (const nodes::PortDesc& p : type->inputs) add_port(p.name, false);
    for (const nodes::PortDesc& p : type->outputs) add_port(p.name, true);
    for (const FieldDesc& f : type->fields) {
      if (!f.on_node) continue;
      Value value = nodes::param_or_default(node, *type, f.name);
      RowVisual row;
      row.label = QString::fromStdString(f.label);
      if (value.is_none() && report) {
        for (const auto& [key, found] : report->automatic)
          if (key == f.name) value = found, row.automatic = true;
      }
      row.value = value.is_none() ? tr("auto") : value_text(value, ValueStyle::narrow);
      row.automatic = row.automatic || value.is_none();
      v.rows.push_back(std::move(row));
    }
  } else {
    for (const nodes::Edge& e : state.edges_of(node.id))  // a placeholder has the ports that its wires name
      add_port(e.from.node == node.id ? e.from.port : e.to.port, e.from.node == node.id);
  }
  if (report) {
    v.foot = QString::fromStdString(report->summary);
    switch (report->status) {
      case nodes::NodeStatus::ok: break;
      case nodes::NodeStatus::warning: v.badge = NodeBadge::warning; break;
      case nodes::NodeStatus::error: v.badge = NodeBadge::error; break;
      case nodes::NodeStatus::blocked: v.badge = NodeBadge::blocked; break;
    }
    if (report->status == nodes::NodeStatus::blocked && v.foot.isEmpty()) v.foot = QString::fromStdString(report->message);
  }
  const QString live = feet_.value(v.name);
  if (!live.isEmpty() && v.badge != NodeBadge::error && v.badge != NodeBadge::blocked) v.foot = live;
  // Rows that a run fills are there before it: no node grows, no wire jumps when Train is pressed.
  if (v.foot.isEmpty() && type && type->role == nodes::Role::metric && report && report->status == nodes::NodeStatus::ok)
    v.foot = tr("not measured yet");
  const auto spark = sparks_.constFind(v.name);
  v.has_spark = spark != sparks_.constEnd() || (report && report->parameters > 0 && type && type->role == nodes::Role::module);
  if (spark != sparks_.constEnd()) v.spark = *spark;
  layout_node(v, inputs, outputs);
  return v;
}

void GraphScene::settle_rect() {
  // Generous room around the nodes, so that panning never meets a wall; it only grows, so that the view does not jump.
  const QRectF r = nodes_rect().adjusted(-4000, -3000, 4000, 3000);
  if (!sceneRect().contains(r)) setSceneRect(sceneRect().isNull() ? r : sceneRect().united(r));
}

}  // namespace tl::ui
