// SPDX-License-Identifier: GPL-3.0-or-later
// The document as the canvas draws it: one layer for all nodes, one for all wires. Keeps them in step with the editor, touching only what a
// change or an analysis concerns, and holds what is selected.
#pragma once
#include <QGraphicsScene>
#include <QHash>
#include <QString>
#include <QTimer>
#include <memory>
#include <optional>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "nodes/analyze.h"
#include "nodes/document.h"
#include "ui/canvas/edge_layer.h"
#include "ui/canvas/frame_layer.h"
#include "ui/canvas/live_layer.h"
#include "ui/canvas/node_layer.h"

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
  QRectF nodes_rect() const { return nodes_->nodes_rect(); }       ///< of all nodes; null when there are none
  QRectF all_rect() const { return nodes_rect().united(frames_->all_rect()).united(layer_->bends_rect()); }   ///< frames and bends of wires too
  /// Called before a rectangle is painted: texts that come into sight are made to fit.
  void prepare(const QRectF& rect, double zoom) { nodes_->prepare(rect, zoom), strips_->prepare(rect, zoom); }
  QRectF rect_of(const std::set<nodes::NodeId>& ids) const;
  std::vector<nodes::NodeId> nodes_in(const QRectF& rect) const;
  const std::unordered_map<nodes::NodeId, NodeItem*>& items_by_id() const { return items_; }

  // ---- selection ----
  const std::set<nodes::NodeId>& chosen() const { return chosen_; }
  const std::set<nodes::Edge>& chosen_wires() const { return chosen_wires_; }
  nodes::NodeId single() const { return chosen_.size() == 1 ? *chosen_.begin() : nodes::NodeId{}; }
  const std::set<BendRef>& chosen_bends() const { return chosen_bends_; }
  void choose(std::set<nodes::NodeId> ids, std::set<nodes::Edge> wires = {}, std::set<BendRef> bends = {});
  void choose_all();
  /// A frame and nothing else; 0: none.
  void choose_frame(nodes::NodeId id);
  nodes::NodeId chosen_frame() const { return frames_->chosen(); }
  FrameLayer& frames() { return *frames_; }
  /// Nodes that stand in a frame as a whole: they go with it.
  std::vector<nodes::NodeId> nodes_within(const QRectF& rect) const;

  /// The frames of this level as the document has them, after a preview.
  void show_frames();

  // ---- previews; nothing of these touches the document ----
  void preview_positions(const std::map<nodes::NodeId, nodes::Point>& positions);
  void preview_bends(const std::map<nodes::Edge, nodes::Bends>& bends);
  /// The bends as the document has them, after a preview.
  void show_bends();
  void light_ports(const std::map<nodes::PortRef, nodes::Verdict>& verdicts, bool lit_are_outputs);
  void light_port(const nodes::PortRef& port, bool is_output, PortLight light);
  void clear_lights();
  void hover_node(NodeItem* item);
  void hover_bend(const std::optional<BendRef>& bend) { layer_->set_hovered_bend(bend); }
  void hover_wire(const nodes::Edge* wire, const QString& told = {}) { layer_->set_hovered(wire, told); }

  // ---- run ----
  void set_spark(const std::string& node_name, const QVector<float>& values);
  void set_live_foot(const std::string& node_name, const QString& text);
  void clear_live();

  // ---- live data ----
  /// What comes out of each node, beneath it; null: nothing is shown.
  void show_live(std::shared_ptr<const nodes::LiveBatch> batch);
  const LiveLayer& live() const { return *strips_; }

 Q_SIGNALS:
  void selection_changed();
  void layout_changed();   ///< nodes came, went or moved: for the minimap

 private:
  void take_change(const nodes::ChangeSet& change);
  void take_analysis();
  void rebuild();
  void show_level();               ///< the nodes of the level that is worked on, nothing else
  void clear_chosen();
  void keep_shown();
  bool show_kept();
  bool here(const nodes::Node& node) const;
  const nodes::Node* shown_as(const std::string& run_name) const;   ///< the node of this level that a run calls so
  void add_item(const nodes::Node& node);
  void refresh_item(NodeItem& item);
  void refresh_all();
  bool thorough() const;   ///< few enough wires that each is led round what stands in its way
  void rebuild_wires();
  void change_wires(const nodes::ChangeSet& change);
  void find_faulty_wires();
  WireVisual wire_of(const nodes::Edge& edge) const;
  void reroute_soon();   ///< several nodes change their height at once
  NodeVisual visual_of(const nodes::Node& node) const;
  void style_wire(WireVisual& wire) const;
  void settle_rect();
  void settle_strips();

  GraphEditor& editor_;
  EdgeLayer* layer_ = nullptr;
  NodeLayer* nodes_ = nullptr;
  FrameLayer* frames_ = nullptr;
  LiveLayer* strips_ = nullptr;
  std::shared_ptr<const nodes::LiveBatch> batch_;   ///< null: live data is off
  std::vector<nodes::NodeId> numbered_;             ///< nodes with a number of it at their foot
  bool stripped_ = false;                           ///< nodes have strips beneath them
  std::shared_ptr<const nodes::Analysis> shown_;   ///< what the pictures were made from
  std::unordered_set<nodes::PortRef> faulty_inputs_;
  std::set<nodes::Edge> faulty_wires_;
  std::unordered_map<nodes::NodeId, NodeItem*> items_;
  std::set<nodes::NodeId> chosen_;
  std::set<nodes::Edge> chosen_wires_;
  std::set<BendRef> chosen_bends_;
  std::set<nodes::Edge> bent_in_preview_;
  NodeItem* hovered_ = nullptr;
  /// Pictures and wires of a document that another one stands before: back on the canvas at once, if nothing of it has changed.
  struct Kept {
    uint64_t document = 0, generation = 0, revision = 0;
    std::vector<nodes::NodeId> path;                ///< the level
    size_t types = 0;                               ///< known types of nodes: more after a library was loaded
    std::shared_ptr<const nodes::Analysis> shown;
    NodeLayer::Content nodes;
    std::unique_ptr<EdgeLayer::Content> wires;
    std::unordered_map<nodes::NodeId, NodeItem*> items;
  };
  std::vector<Kept> kept_;                          ///< the one left last behind
  Kept now_;                                        ///< what is on the canvas; nodes, wires and items are still there
  QHash<QString, QVector<float>> sparks_;
  QHash<QString, QString> feet_;
  QTimer reroute_;
};

}  // namespace tl::ui
