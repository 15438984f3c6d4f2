// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/graph_scene.h"

#include <algorithm>
#include <utility>

#include "nodes/groups.h"
#include "nodes/level_values.h"
#include "nodes/node_type.h"
#include "nodes/references.h"
#include "ui/document/graph_editor.h"
#include "ui/support/format.h"
#include "ui/support/languages.h"
#include "ui/theme/theme.h"

namespace tl::ui {

using nodes::NodeId;

GraphScene::GraphScene(GraphEditor& editor, QObject* parent)
    : QGraphicsScene(parent), editor_(editor), layer_(new EdgeLayer), nodes_(new NodeLayer), frames_(new FrameLayer),
      strips_(new LiveLayer(*nodes_)) {
  setItemIndexMethod(NoIndex);
  addItem(frames_);
  addItem(layer_);
  addItem(strips_);
  addItem(nodes_);
  reroute_.setSingleShot(true);
  connect(&reroute_, &QTimer::timeout, this, [this] {
    rebuild_wires();
    Q_EMIT layout_changed();
  });
  connect(this, &GraphScene::layout_changed, this, &GraphScene::settle_strips);
  connect(&editor, &GraphEditor::changed, this, &GraphScene::take_change);
  connect(&editor, &GraphEditor::level_changed, this, [this] { show_level(); });
  connect(&editor, &GraphEditor::analysed, this, &GraphScene::take_analysis);
  connect(&editor, &GraphEditor::closing, this, [this](OpenDocument* d) {
    std::erase_if(kept_, [d](const Kept& k) { return k.document == d->id(); });
  });
  connect(ThemeNotifier::instance(), &ThemeNotifier::changed, this, [this] {
    kept_.clear();
    refresh_all();
  });
  rebuild();
}

GraphScene::~GraphScene() = default;

NodeItem* GraphScene::item(NodeId id) const {
  const auto it = items_.find(id);
  return it == items_.end() ? nullptr : it->second;
}

NodeItem* GraphScene::node_at(QPointF point) const {
  NodeItem* best = nullptr;
  for (NodeItem* item : nodes_->near(QRectF(point, QSizeF(1, 1))))
    if (item->scene_rect().contains(point) && (!best || item->chosen() >= best->chosen())) best = item;
  return best ? best : strips_->strip_at(point);  // what hangs beneath a node is part of it
}

std::optional<nodes::PortRef> GraphScene::port_at(QPointF point, bool* is_output) const {
  std::optional<nodes::PortRef> found;
  for (NodeItem* item : nodes_->near(QRectF(point, QSizeF(1, 1)))) {
    if (!item->bounds().contains(point)) continue;
    if (const PortVisual* p = item->port_at(point)) {
      if (is_output) *is_output = p->is_output;
      found = nodes::PortRef{item->id(), p->name.toStdString()};
    }
  }
  return found;
}

QPointF GraphScene::port_place(const nodes::PortRef& port, bool is_output) const {
  const NodeItem* i = item(port.node);
  return i ? i->port_place(QString::fromStdString(port.port), is_output) : QPointF();
}

QRectF GraphScene::rect_of(const std::set<NodeId>& ids) const {
  QRectF r;
  for (NodeId id : ids)
    if (const NodeItem* i = item(id)) r = r.united(i->scene_rect());
  return r;
}

std::vector<NodeId> GraphScene::nodes_in(const QRectF& rect) const {
  std::vector<NodeId> found;
  for (const NodeItem* item : nodes_->near(rect))
    if (item->scene_rect().intersects(rect)) found.push_back(item->id());
  return found;
}

std::vector<NodeId> GraphScene::nodes_within(const QRectF& rect) const {
  std::vector<NodeId> found;
  for (const NodeItem* item : nodes_->near(rect))
    if (rect.contains(item->scene_rect())) found.push_back(item->id());
  return found;
}

void GraphScene::choose_frame(NodeId id) {
  choose({});
  if (frames_->chosen() == id || !editor_.state().frames.count(id)) return;  // it may be gone since it was asked about
  frames_->set_chosen(id);
  Q_EMIT selection_changed();
}

void GraphScene::choose(std::set<NodeId> ids, std::set<nodes::Edge> wires, std::set<BendRef> bends) {
  std::erase_if(ids, [&](NodeId id) { return !items_.count(id); });
  std::erase_if(bends, [&](const BendRef& b) { return !layer_->place_of(b); });
  const bool framed = bool(frames_->chosen());
  frames_->set_chosen({});
  if (ids == chosen_ && wires == chosen_wires_ && bends == chosen_bends_) {
    if (framed) Q_EMIT selection_changed();
    return;
  }
  for (NodeId id : chosen_)
    if (!ids.count(id) && items_.count(id)) items_[id]->set_chosen(false);
  for (NodeId id : ids) items_[id]->set_chosen(true);
  chosen_ = std::move(ids);
  chosen_wires_ = std::move(wires);
  chosen_bends_ = std::move(bends);
  layer_->set_chosen_bends(chosen_bends_);
  layer_->set_chosen([this](const nodes::Edge& e) { return chosen_wires_.count(e) > 0; });
  Q_EMIT selection_changed();
}

void GraphScene::choose_all() {
  std::set<NodeId> all;
  for (const auto& [id, item] : items_) all.insert(id);
  choose(std::move(all));
}

void GraphScene::preview_positions(const std::map<NodeId, nodes::Point>& positions) {
  std::vector<NodeId> moved;
  for (const auto& [id, p] : positions)
    if (NodeItem* i = item(id); i && i->pos() != QPointF(p.x, p.y)) i->set_pos({p.x, p.y}), moved.push_back(id);
  if (!moved.empty()) layer_->move_ends([this](const nodes::PortRef& port, bool out) { return port_place(port, out); }, moved);
}

namespace {
QVector<QPointF> points_of(const nodes::Bends& bends) {
  QVector<QPointF> points;
  points.reserve(qsizetype(bends.size()));
  for (const nodes::Point& p : bends) points << QPointF(p.x, p.y);
  return points;
}
}  // namespace

void GraphScene::preview_bends(const std::map<nodes::Edge, nodes::Bends>& bends) {
  for (const auto& [edge, points] : bends) {
    layer_->set_bends(edge, points_of(points), [this](const nodes::PortRef& port, bool out) { return port_place(port, out); });
    bent_in_preview_.insert(edge);
  }
}

void GraphScene::show_bends() {
  if (bent_in_preview_.empty()) return;
  if (thorough()) return rebuild_wires();
  for (const nodes::Edge& edge : std::exchange(bent_in_preview_, {}))
    layer_->set_bends(edge, points_of(editor_.state().bends_of(edge)), [this](const nodes::PortRef& port, bool out) { return port_place(port, out); });
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
  const QString key = QString::fromStdString(node_name);
  const bool fresh = !sparks_.contains(key);
  sparks_[key] = values;
  const nodes::Node* node = shown_as(node_name);
  NodeItem* i = node ? item(node->id) : nullptr;
  if (!i) return;
  if (!fresh) return i->set_spark(values);
  refresh_item(*i);
  reroute_soon();
}

void GraphScene::set_live_foot(const std::string& node_name, const QString& text) {
  feet_[QString::fromStdString(node_name)] = text;
  const nodes::Node* node = shown_as(node_name);
  NodeItem* i = node ? item(node->id) : nullptr;
  if (!i) return;
  const double before = i->visual().height;
  refresh_item(*i);
  if (i->visual().height != before) reroute_soon();
}

void GraphScene::show_live(std::shared_ptr<const nodes::LiveBatch> batch) {
  batch_ = std::move(batch);
  std::unordered_map<NodeId, LiveStrip> strips;
  std::vector<NodeId> numbered = std::exchange(numbered_, {});   // what a loss or metric says stands at its foot
  if (batch_)
    for (const auto& [id, item] : items_) {
      const auto found = batch_->nodes.find(editor_.level().flat(id));
      const nodes::NodeType* type = found == batch_->nodes.end() ? nullptr : editor_.state().type_of(id);
      if (!type) continue;
      const std::shared_ptr<const nodes::LiveNode>& live = found->second;
      if (live->number) {
        numbered_.push_back(id);
        continue;
      }
      const bool natural = type->role == nodes::Role::source || type->role == nodes::Role::sample_step;
      strips[id] = make_strip(live, natural, category_color(nodes::category_id(type->category)));
    }
  strips_->set_strips(std::move(strips));
  numbered.insert(numbered.end(), numbered_.begin(), numbered_.end());
  for (NodeId id : numbered)
    if (NodeItem* i = item(id)) refresh_item(*i);
  settle_strips();
}

/// Wires are led round strips that are higher or lower than before.
void GraphScene::settle_strips() {
  if (strips_->empty() && !stripped_) return;
  stripped_ = !strips_->empty();
  if (strips_->settle() && thorough()) reroute_soon();
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

namespace {
bool same_ports(const NodeVisual& a, const NodeVisual& b) {
  return std::equal(a.ports.begin(), a.ports.end(), b.ports.begin(), b.ports.end(), [](const PortVisual& x, const PortVisual& y) {
    return x.is_output == y.is_output && x.name == y.name;
  });
}
}  // namespace

bool GraphScene::thorough() const { return editor_.state().edges.size() <= EdgeLayer::thorough_limit; }

void GraphScene::take_change(const nodes::ChangeSet& change) {
  if (change.reset) return rebuild();
  now_.revision = editor_.state().revision;
  if (change.frames_changed) show_frames();
  const auto take_away = [this](NodeId id) {
    const auto it = items_.find(id);
    if (it == items_.end()) return false;
    if (hovered_ == it->second) hovered_ = nullptr;
    strips_->forget(id);
    nodes_->remove(it->second);
    items_.erase(it);
    return true;
  };
  bool came_or_went = false;
  for (NodeId id : change.removed) take_away(id);
  for (NodeId id : change.added)
    if (const nodes::Node* n = editor_.state().find(id); n && here(*n)) add_item(*n);
  // Into a group or out of it.
  for (NodeId id : change.changed)
    if (const nodes::Node* n = editor_.state().find(id)) {
      if (!here(*n)) came_or_went = take_away(id) || came_or_went;
      else if (!items_.count(id)) add_item(*n), came_or_went = true;
    }
  for (NodeId id : change.moved)
    if (NodeItem* i = item(id)) {
      const nodes::Point p = editor_.state().find(id)->position;
      i->set_pos({p.x, p.y});
    }
  std::set<NodeId> touched(change.changed.begin(), change.changed.end());  // those whose picture is another one
  touched.insert(change.renamed.begin(), change.renamed.end());
  for (const auto* edges : {&change.edges_added, &change.edges_removed})
    for (const nodes::Edge& e : *edges) touched.insert({e.from.node, e.to.node});
  // What stands in a group shows on its instances.
  if (!editor_.state().groups.empty())
    for (const auto& [id, item] : items_)
      if (editor_.state().find(id)->type == nodes::group_type) touched.insert(id);
  bool resized = came_or_went;
  for (NodeId id : touched) {
    NodeItem* i = item(id);
    if (!i) continue;
    const NodeVisual before = i->visual();
    refresh_item(*i);
    resized = resized || i->visual().height != before.height || !same_ports(i->visual(), before);
  }
  std::map<nodes::Edge, qsizetype> bends_before;  // of the wires with chosen bends
  for (const BendRef& b : chosen_bends_)
    if (const WireVisual* wire = layer_->find(b.edge)) bends_before[b.edge] = wire->bends.size();
  const bool laid_out = resized || !change.added.empty() || !change.removed.empty() || !change.moved.empty();
  if (!thorough() || layer_->wires().size() > EdgeLayer::thorough_limit) change_wires(change);
  else if (laid_out || !change.edges_added.empty() || !change.edges_removed.empty() || !change.bent.empty()) rebuild_wires();
  else layer_->restyle(change.changed, [this](WireVisual& w) { style_wire(w); });
  if (!chosen_.empty() || !chosen_wires_.empty() || !chosen_bends_.empty()) {
    std::set<NodeId> kept = chosen_;
    std::set<nodes::Edge> kept_wires = chosen_wires_;
    std::erase_if(kept_wires, [&](const nodes::Edge& e) { return !editor_.state().edges.count(e); });
    std::set<BendRef> kept_bends = chosen_bends_;  // their numbers mean others when there are more or fewer
    std::erase_if(kept_bends, [&](const BendRef& b) {
      const WireVisual* wire = layer_->find(b.edge);
      return !wire || !bends_before.count(b.edge) || wire->bends.size() != bends_before.at(b.edge);
    });
    choose(std::move(kept), std::move(kept_wires), std::move(kept_bends));
  }
  if (laid_out || change.frames_changed) settle_rect();
  if (laid_out) Q_EMIT layout_changed();
}

/// Many wires: only those that the change concerns are led anew.
void GraphScene::change_wires(const nodes::ChangeSet& change) {
  if (thorough()) return rebuild_wires();
  const auto place = [this](const nodes::PortRef& port, bool out) { return port_place(port, out); };
  const bool cross = layer_->wires().size() <= EdgeLayer::thorough_limit;
  if (cross) return rebuild_wires();
  std::vector<WireVisual> added;
  for (const nodes::Edge& e : change.edges_added)
    if (items_.count(e.from.node)) added.push_back(wire_of(e));
  layer_->change_wires(change.edges_removed, std::move(added), place);
  for (const nodes::Edge& e : change.bent) layer_->set_bends(e, points_of(editor_.state().bends_of(e)), place);
  bent_in_preview_.clear();
  std::vector<NodeId> moved = change.moved;
  moved.insert(moved.end(), change.changed.begin(), change.changed.end());  // another type has its ports elsewhere
  layer_->move_ends(place, moved);
  layer_->restyle(change.changed, [this](WireVisual& w) { style_wire(w); });
}

namespace {
/// Keys whose values differ between two sorted maps, and keys that only one has.
template <class Key, class Value, class F>
void for_differences(const std::map<Key, Value>& a, const std::map<Key, Value>& b, F f) {
  auto x = a.begin();
  auto y = b.begin();
  while (x != a.end() || y != b.end()) {
    if (y == b.end() || (x != a.end() && x->first < y->first)) f((x++)->first);
    else if (x == a.end() || y->first < x->first) f((y++)->first);
    else {
      if (!(x->second == y->second)) f(x->first);
      ++x, ++y;
    }
  }
}
}  // namespace

void GraphScene::take_analysis() {
  if (shown_ == editor_.shared_analysis()) return;  // another document came to the front, with what is known of it
  const auto before = std::exchange(shown_, editor_.shared_analysis());
  find_faulty_wires();
  std::vector<NodeId> changed;
  const nodes::Level& level = editor_.level();
  if (level.path.empty()) {
    for_differences(before->nodes, shown_->nodes, [&](NodeId id) { changed.push_back(id); });
  } else {
    std::unordered_set<NodeId> differ;
    for_differences(before->nodes, shown_->nodes, [&](NodeId id) { differ.insert(id); });
    for (const auto& [id, item] : items_)
      if (differ.count(level.flat(id))) changed.push_back(id);
  }
  bool grown = false;
  for (NodeId id : changed) {
    NodeItem* i = item(id);
    if (!i) continue;
    const double height = i->visual().height;
    refresh_item(*i);
    grown = grown || i->visual().height != height;
  }
  if (grown) Q_EMIT layout_changed();
  if (grown && thorough()) return rebuild_wires();  // they go round nodes: they are led anew when one got another height
  const auto style = [this](WireVisual& w) { style_wire(w); };
  if (!level.path.empty() || changed.size() * 2 > items_.size()) return layer_->restyle(style);
  layer_->restyle(changed, style);
  for_differences(before->wires, shown_->wires, [&](const nodes::Edge& e) { layer_->restyle(e, style); });
}

void GraphScene::find_faulty_wires() {
  faulty_inputs_.clear();
  faulty_wires_.clear();
  for (const nodes::Problem& p : shown_->problems) {
    if (p.severity != nodes::Severity::error || !p.node || p.path != editor_.level().path) continue;
    if (!p.port.empty()) faulty_inputs_.insert({p.node, p.port});
    if (p.fix.edge.to.node == p.node) faulty_wires_.insert(p.fix.edge);
  }
}

void GraphScene::rebuild() {
  keep_shown();
  sparks_.clear();
  feet_.clear();
  batch_.reset();
  if (!show_kept()) show_level();
}

/// Before another document is shown: what the canvas has of the one that is left. Not what a run or live data has put there.
void GraphScene::keep_shown() {
  constexpr size_t most_documents = 6, most_nodes = 30'000;
  const bool plain = sparks_.isEmpty() && feet_.isEmpty() && !batch_ && numbered_.empty() && !stripped_ && strips_->empty() &&
                     !reroute_.isActive() && bent_in_preview_.empty();
  if (!now_.document || now_.document == editor_.current().id() || !editor_.find(now_.document) || !plain) return;
  for (NodeId id : chosen_)
    if (NodeItem* i = item(id)) i->set_chosen(false);
  hover_node(nullptr);
  Kept kept = std::exchange(now_, Kept());
  kept.shown = shown_;
  kept.items = std::exchange(items_, {});
  kept.nodes = nodes_->take();
  kept.wires = layer_->take();
  kept_.push_back(std::move(kept));
  size_t nodes = 0;
  for (const Kept& k : kept_) nodes += k.items.size();
  while (kept_.size() > most_documents || (nodes > most_nodes && kept_.size() > 1)) nodes -= kept_.front().items.size(), kept_.erase(kept_.begin());
}

bool GraphScene::show_kept() {
  const OpenDocument& d = editor_.current();
  const auto found = std::find_if(kept_.begin(), kept_.end(), [&](const Kept& k) { return k.document == d.id(); });
  if (found == kept_.end()) return false;
  Kept kept = std::move(*found);
  kept_.erase(found);
  if (kept.generation != d.generation() || kept.revision != d.state().revision || kept.path != d.level().path ||
      kept.types != nodes::node_types().size())
    return false;
  hovered_ = nullptr;
  numbered_.clear();
  strips_->set_strips({});
  shown_ = std::move(kept.shown);  // what is known since comes with the signal of the analysis
  find_faulty_wires();
  items_ = std::move(kept.items);
  nodes_->put(std::move(kept.nodes));
  layer_->put(std::move(kept.wires));
  now_ = std::move(kept);
  show_frames();
  clear_chosen();
  settle_rect();
  Q_EMIT selection_changed();
  Q_EMIT layout_changed();
  return true;
}

bool GraphScene::here(const nodes::Node& node) const { return node.home == editor_.level().home; }

const nodes::Node* GraphScene::shown_as(const std::string& run_name) const {
  const std::string& prefix = editor_.level().prefix;
  if (!run_name.starts_with(prefix)) return nullptr;
  const nodes::Node* node = editor_.state().find_by_name(run_name.substr(prefix.size()));
  return node && here(*node) ? node : nullptr;
}

void GraphScene::show_frames() {
  const auto& all = editor_.state().frames;
  const NodeId home = editor_.level().home;
  std::map<NodeId, nodes::Frame> seen;
  for (const auto& [id, frame] : all)
    if (frame.home == home) seen.emplace(id, frame);
  frames_->set_frames(seen);
}

void GraphScene::show_level() {
  hovered_ = nullptr;
  numbered_.clear();
  strips_->set_strips({});
  nodes_->clear();
  items_.clear();
  shown_ = editor_.shared_analysis();
  find_faulty_wires();
  items_.reserve(editor_.state().nodes.size());
  for (const auto& [id, node] : editor_.state().nodes)
    if (here(*node)) add_item(*node);
  show_frames();
  rebuild_wires();
  clear_chosen();
  now_.document = editor_.current().id(), now_.generation = editor_.generation(), now_.types = nodes::node_types().size();
  now_.revision = editor_.state().revision, now_.path = editor_.level().path;
  if (batch_) show_live(batch_);
  settle_rect();
  Q_EMIT selection_changed();
  Q_EMIT layout_changed();
}

void GraphScene::clear_chosen() {
  chosen_.clear();
  chosen_wires_.clear();
  chosen_bends_.clear();
  layer_->set_chosen_bends({});
}

void GraphScene::add_item(const nodes::Node& node) {
  if (!items_.count(node.id)) items_[node.id] = nodes_->add(node.id, {node.position.x, node.position.y}, visual_of(node));
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
  layer_->restyle([this](WireVisual& w) { style_wire(w); });
  strips_->forget_all_pictures();
  if (batch_) show_live(batch_);  // in other colours
  update();
}

WireVisual GraphScene::wire_of(const nodes::Edge& edge) const {
  WireVisual w;
  w.edge = edge;
  w.chosen = chosen_wires_.count(edge) > 0;
  w.bends = points_of(editor_.state().bends_of(edge));
  style_wire(w);
  return w;
}

void GraphScene::rebuild_wires() {
  bent_in_preview_.clear();
  std::vector<WireVisual> wires;
  wires.reserve(editor_.state().edges.size());
  for (const nodes::Edge& e : editor_.state().edges)
    if (items_.count(e.from.node) && items_.count(e.to.node)) wires.push_back(wire_of(e));
  std::vector<QRectF> rects;
  rects.reserve(items_.size());
  for (const auto& [id, item] : items_) rects.push_back(item->full_rect());
  layer_->set_wires(std::move(wires), [this](const nodes::PortRef& port, bool out) { return port_place(port, out); }, std::move(rects));
  // The view repaints no more than it is told: wires led another way and the words on an empty canvas would stay behind.
  update();
}

void GraphScene::style_wire(WireVisual& w) const {
  const nodes::NodeType* type = editor_.state().type_of(w.edge.from.node);
  const Theme& t = theme();
  w.color = blend(category_color(type ? nodes::category_id(type->category) : ""), t.canvas, 0.88);
  const nodes::Analysis& analysis = *shown_;
  const auto meta = analysis.wires.find(editor_.level().flat(w.edge));
  w.label = meta == analysis.wires.end() ? QString() : QString::fromStdString(meta->second->text());
  w.faulty = faulty_inputs_.count(w.edge.to) || faulty_wires_.count(w.edge);
}

NodeVisual GraphScene::visual_of(const nodes::Node& node) const {
  NodeVisual v;
  const nodes::NodeType* type = editor_.state().type_of(node);
  const nodes::NodeReport* report = shown_->node(editor_.level().flat(node.id));
  const QString run_name = QString::fromStdString(editor_.run_name(node));
  v.title = QString::fromStdString(type ? type->title : node.type);
  v.stacked = type && type->role == nodes::Role::group;
  v.name = QString::fromStdString(node.name);
  v.placeholder = !type;
  v.bypassed = node.bypassed;
  v.category = category_color(type ? nodes::category_id(type->category) : "");
  int inputs = 0, outputs = 0;
  const nodes::GraphState& state = editor_.state();
  const auto given = nodes::given_at(state, editor_.level().path);
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
      row.label = translated(f.label);
      // What this instance of the group around sets holds here: dimmed, as it is not set here.
      if (const auto set = given.find(node.id); set != given.end())
        if (const Value* from_group = nodes::find_entry(set->second, f.name)) value = *from_group, row.automatic = true;
      if (v.stacked && f.name == nodes::repeat_key && value == Value(1)) continue;  // it goes without saying
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
    v.foot = translated(report->summary);
    switch (report->status) {
      case nodes::NodeStatus::ok: break;
      case nodes::NodeStatus::warning: v.badge = NodeBadge::warning; break;
      case nodes::NodeStatus::error: v.badge = NodeBadge::error; break;
      case nodes::NodeStatus::blocked: v.badge = NodeBadge::blocked; break;
    }
    if (report->status == nodes::NodeStatus::blocked && v.foot.isEmpty()) v.foot = translated(report->message);
  }
  if (const Value* frozen = node.param("frozen"); frozen && frozen->is_bool() && frozen->to_bool() && v.badge != NodeBadge::error)
    v.foot = v.foot.isEmpty() ? tr("frozen") : tr("%1 frozen").arg(v.foot);
  if (const std::string owner = nodes::shared_name(node); !owner.empty()) {
    RowVisual row;
    row.label = tr("weights of");
    row.value = QString::fromStdString(owner);
    v.rows.push_back(std::move(row));
  }
  const bool of_loss = type && type->role == nodes::Role::loss;  // says "scalar" unless numbers were asked for
  const QString live = of_loss && !batch_ ? QString() : feet_.value(run_name);
  if (!live.isEmpty() && v.badge != NodeBadge::error && v.badge != NodeBadge::blocked) v.foot = live;
  if (live.isEmpty() && batch_ && (v.badge == NodeBadge::none || v.badge == NodeBadge::warning))
    if (const auto found = batch_->nodes.find(editor_.level().flat(node.id)); found != batch_->nodes.end() && found->second->number)
      v.foot = tr("%1 untrained").arg(QString::number(*found->second->number, 'f', 3).replace(QLatin1Char('-'), QChar(0x2212)));
  // Rows that a run fills are there before it: no node grows, no wire jumps when Train is pressed.
  if (v.foot.isEmpty() && type && type->role == nodes::Role::metric && report && report->status == nodes::NodeStatus::ok)
    v.foot = tr("not measured yet");
  const auto spark = sparks_.constFind(run_name);
  v.has_spark = spark != sparks_.constEnd() || (report && report->parameters > 0 && type && type->role == nodes::Role::module);
  if (spark != sparks_.constEnd()) v.spark = *spark;
  layout_node(v, inputs, outputs);
  return v;
}

void GraphScene::settle_rect() {
  // Generous room around the nodes, so that panning never meets a wall; it only grows, so that the view does not jump.
  const QRectF r = all_rect().adjusted(-4000, -3000, 4000, 3000);
  if (!sceneRect().contains(r)) setSceneRect(sceneRect().isNull() ? r : sceneRect().united(r));
}

}  // namespace tl::ui
