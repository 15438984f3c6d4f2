// SPDX-License-Identifier: GPL-3.0-or-later
// The document as items: one per node, one layer for all wires. Keeps them in step with the editor and holds what is selected.
#pragma once
#include <QGraphicsScene>
#include <QHash>
#include <QString>
#include <QTimer>
#include <optional>
#include <set>
#include <unordered_map>

#include "nodes/analyze.h"
#include "nodes/document.h"
#include "ui/canvas/edge_layer.h"
#include "ui/canvas/node_item.h"

namespace tl::ui {
class GraphEditor;

class GraphScene : public QGraphicsScene {
  Q_OBJECT
 public:
  explicit GraphScene(GraphEditor& editor, QObject* parent = nullptr);
  ~GraphScene() override;

  GraphEditor& editor() { return editor_; }
  NodeItem* item(nodes::NodeId id) const;
  NodeItem* node_at(QPointF point) const;                          ///< topmost node whose body holds the point
  std::optional<nodes::PortRef> port_at(QPointF point, bool* is_output) const;
  std::optional<nodes::Edge> wire_at(QPointF point, double reach) const { return layer_->wire_at(point, reach); }
  QPointF port_place(const nodes::PortRef& port, bool is_output) const;
  const EdgeLayer& layer() const { return *layer_; }
  QRectF nodes_rect() const;                                       ///< of all nodes; null when there are none
  QRectF rect_of(const std::set<nodes::NodeId>& ids) const;
  std::vector<nodes::NodeId> nodes_in(const QRectF& rect) const;
  const std::unordered_map<nodes::NodeId, NodeItem*>& items_by_id() const { return items_; }

  // ---- selection ----
  const std::set<nodes::NodeId>& chosen() const { return chosen_; }
  const std::set<nodes::Edge>& chosen_wires() const { return chosen_wires_; }
  nodes::NodeId single() const { return chosen_.size() == 1 ? *chosen_.begin() : nodes::NodeId{}; }
  void choose(std::set<nodes::NodeId> ids, std::set<nodes::Edge> wires = {});
  void choose_all();

  // ---- previews; nothing of these touches the document ----
  void preview_positions(const std::map<nodes::NodeId, nodes::Point>& positions);
  void light_ports(const std::map<nodes::PortRef, nodes::Verdict>& verdicts, bool lit_are_outputs);
  void light_port(const nodes::PortRef& port, bool is_output, PortLight light);
  void clear_lights();
  void hover_node(NodeItem* item);
  void hover_wire(const nodes::Edge* wire) { layer_->set_hovered(wire); }

  // ---- run ----
  void set_spark(const std::string& node_name, const QVector<float>& values);
  void set_live_foot(const std::string& node_name, const QString& text);
  void clear_live();

 Q_SIGNALS:
  void selection_changed();
  void layout_changed();   ///< nodes came, went or moved: for the minimap

 private:
  void take_change(const nodes::ChangeSet& change);
  void take_analysis();
  void rebuild();
  void add_item(const nodes::Node& node);
  void refresh_item(NodeItem& item);
  void refresh_all();
  void rebuild_wires();
  void reroute_soon();   ///< several nodes change their height at once
  NodeVisual visual_of(const nodes::Node& node) const;
  void style_wire(WireVisual& wire) const;
  void settle_rect();

  GraphEditor& editor_;
  EdgeLayer* layer_ = nullptr;
  std::unordered_map<nodes::NodeId, NodeItem*> items_;
  std::set<nodes::NodeId> chosen_;
  std::set<nodes::Edge> chosen_wires_;
  NodeItem* hovered_ = nullptr;
  QHash<QString, QVector<float>> sparks_;
  QHash<QString, QString> feet_;
  QTimer reroute_;
};

}  // namespace tl::ui
