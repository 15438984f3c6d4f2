// SPDX-License-Identifier: GPL-3.0-or-later
// The canvas as a person works on it: select, move, wire, search, pan and zoom. Gestures preview items and end in one patch.
#pragma once
#include <QDeadlineTimer>
#include <QGraphicsView>
#include <QLineF>
#include <functional>
#include <map>
#include <optional>
#include <set>

#include "nodes/analyze.h"
#include "nodes/patch.h"
#include "ui/canvas/edge_layer.h"
#include "ui/canvas/frame_layer.h"
#include "ui/palette/search_popup.h"

class QMenu;

namespace tl::ui {
class QuickPopup;
class GraphScene;
class GraphEditor;
class OpenDocument;
class Breadcrumb;
class Minimap;

class GraphView : public QGraphicsView {
  Q_OBJECT
 public:
  explicit GraphView(GraphScene& scene, QWidget* parent = nullptr);

  GraphScene& graph() { return scene_; }
  SearchPopup& popup() { return *popup_; }
  /// To look at only: nothing can be moved, wired or added.
  void set_read_only(bool on);
  double zoom() const { return transform().m11(); }
  void set_zoom(double zoom, QPointF anchor_in_view);
  void zoom_by(double factor);
  void zoom_reset();
  void fit_all();
  void fit_selection();
  /// Centres a node, chooses it and flashes nothing: the outline shows it.
  void show_node(nodes::NodeId id);
  /// Whether the person wants the map; it hides by itself on an empty or a small canvas.
  bool minimap_shown() const { return minimap_wanted_; }
  void show_minimap(bool on);

  // ---- commands of the Edit and Graph menus ----
  void delete_selection(bool rejoin = true);
  void copy();
  void cut();
  /// With `outer_wires` the copies get the wires that the nodes have from others.
  void paste(bool outer_wires = false);
  void duplicate(bool outer_wires = false);
  /// The chosen layers once more with the same weights: applied a second time.
  void duplicate_sharing();
  void arrange();
  /// Puts the chosen nodes out of work, or back when all of them are.
  void toggle_bypass();
  /// Keeps the parameters of the chosen layers as they are while training, or lets them learn again.
  void toggle_frozen();
  // ---- bends of wires (graph_view_bends.cpp) ----
  /// In the chosen wires, those between the chosen nodes, or the first that leads on from the chosen node.
  void add_bend();
  /// Takes the bends of those wires away.
  void straighten();
  void align(nodes::Side side);
  void distribute(bool level);
  // ---- groups (graph_view_groups.cpp) ----
  /// Puts the chosen nodes into a group in their place.
  void group_selection();
  /// Puts the nodes of the chosen groups in their place.
  void ungroup_selection();
  /// Opens a group; false: the node is none.
  bool open_group(nodes::NodeId id);
  void make_independent();
  /// A group from a file of the palette, as another instance where the document has it.
  void add_block(const QString& file, QPointF scene_point);
  /// The blocks of the palette, which the search finds too.
  void set_blocks(const QList<Block>& blocks);
  /// What of a node in a group its instances may have and set; each entry turns one on or off.
  void fill_promote_menu(QMenu& menu, nodes::NodeId id);
  /// A frame around the chosen nodes.
  void frame_selection();
  void rename_frame(const QString& title);
  /// Takes the chosen node out of its wires; they are joined behind it.
  void lift_out();
  /// Lists the types that the chosen node could have instead, those that keep all its wires first.
  void open_swap();
  /// Lists the document's nodes by name, type and parameters; going through the list goes to them.
  void open_find();
  /// Searches for a node to put into the chosen or hovered wire.
  void open_search_in_wire(const nodes::Edge& edge);
  QuickPopup& quick() { return *quick_; }
  // ---- nodes in hand, to another document (graph_view_carry.cpp) ----
  /// Which document's tab is at a place of the screen, 0: none. Asked while nodes are dragged outside the canvas; set by the window.
  std::function<uint64_t(QPoint global)> tab_under;
  /// Brings that document to the front; the nodes in hand come along as a copy that is not put down yet. Nothing where none are in hand.
  void carry_to(uint64_t document);
  bool carrying() const { return gesture_ == Gesture::carry; }
  /// Shows which wire something is about; nullopt: none any more.
  void mark_wire(std::optional<nodes::Edge> edge);
  /// Where the mouse is; beside the chosen node when it has not moved since the last search.
  void open_search_at_cursor();
  /// Searches for the node that takes the chosen one's output; it comes with its wire.
  void open_search_after();
  /// A list of all wires that the chosen node could have, to pick one by name; those it has can be cut.
  void open_wires();
  /// Adds a node in the middle of what is seen (palette double click); chained to the selected node when its output fits.
  void add_in_view(const QString& type_key);
  void add_at(const QString& type_key, QPointF scene_point, tl::Value::Dict params = {});
  /// Selects the neighbour along a wire, or the nearest node in that direction.
  void step_selection(int key);
  void move_selection_by(QPointF delta);

 Q_SIGNALS:
  void hint(const QString& text);          ///< for the status bar; empty: nothing to say
  void zoom_changed(double zoom);
  void edit_wanted();                      ///< Enter: the parameters of what is chosen
  void hand_empty();                       ///< nodes that were dragged or carried were put down, or put back
  void frame_name_wanted();                ///< the chosen frame is to get another title

 protected:
  void paintEvent(QPaintEvent* event) override;
  void drawBackground(QPainter* painter, const QRectF& rect) override;
  void drawForeground(QPainter* painter, const QRectF& rect) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dragMoveEvent(QDragMoveEvent* event) override;
  void dragLeaveEvent(QDragLeaveEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void scrollContentsBy(int dx, int dy) override;
  void focusOutEvent(QFocusEvent* event) override;
  bool focusNextPrevChild(bool next) override { return read_only_ && QGraphicsView::focusNextPrevChild(next); }  ///< Tab opens the search

 private:
  enum class Gesture { none, pan, move, band, wire, frame, carry };
  GraphEditor& editor();
  nodes::Point snapped(QPointF at, bool free) const;
  void begin_wire(nodes::PortRef port, bool is_output, std::optional<nodes::Edge> lifted);
  void drag_wire(QPointF at);
  void end_wire(QPointF at, QPoint view_point);
  void end_gesture();
  /// Ends what the hand is doing as if it had never begun: Escape, another button, a lost release, a change of the document under it.
  void cancel_gesture();
  /// Draws what was in hand where the document has it, which need not be where it was picked up.
  void put_back();
  void hover(QPointF at);
  void press_to_look(const QMouseEvent& event);
  void drag_nodes(QPointF at, bool free);
  QPointF guided(QPointF delta);
  void drop_nodes();
  /// Where a node that goes into a wire stands clear of the one that the wire comes from.
  nodes::Point clear_of_source(const nodes::Edge& edge, nodes::Point at) const;
  /// Moves what the wire leads to, and all behind it, out of the way of a node that goes into it there; no patch where there is room.
  nodes::GraphPatch make_room(const nodes::Edge& edge, nodes::Point at, nodes::NodeId except = {}) const;
  std::optional<BendRef> bend_at(QPointF at) const;
  QString wire_words(const nodes::Edge& edge);
  bool press_bend(const QMouseEvent& event);
  bool put_bend(const nodes::Edge& edge, QPointF at);
  void begin_bend_move();
  void take_hold();
  std::map<nodes::Edge, nodes::Bends> bends_moved(const std::map<nodes::NodeId, nodes::Point>& places, QPointF delta, bool free);
  nodes::Point in_line(const BendRef& bend, QPointF at);
  nodes::GraphPatch without_chosen_bends() const;
  std::optional<BendRef> single_bend() const;
  void show_bend(const BendRef& bend);
  bool step_from_bend(int key);
  void drag_frame(QPointF at, bool free);
  void drop_frame();
  void take_along();
  /// Over a tab it goes there, elsewhere outside the canvas it goes back. False: it is over the canvas.
  bool let_go_outside(QPoint view_point);
  void put_down(QPointF at);
  void draw_carried(QPainter* painter);
  std::map<nodes::NodeId, nodes::Point> chosen_sizes() const;
  void draw_hints(QPainter* painter);
  void fill_node_menu(QMenu& menu);
  void fill_frame_menu(QMenu& menu);
  void take_choice(const SearchEntry& entry);
  void take_block(const Block& block);
  QRect node_in_view(nodes::NodeId id) const;   ///< with its ports; empty: it is not of this level
  std::optional<nodes::PortRef> wire_target(QPointF at);
  void take_wire(const SearchEntry& entry);
  std::vector<SearchEntry> wire_entries(nodes::NodeId id);
  WireInHand output_of_chosen();
  void search_for_wire(QPointF at, QPoint view_point);
  bool add_behind_chosen(const QString& type_key, QPointF at);
  QPointF place_of_next();              ///< of a node's header: right of the chosen one, else the middle of what is seen
  QPointF free_place(QPointF at);       ///< at or below a place: where no node is covered
  void paste_state(const nodes::GraphState& pasted, bool outer_wires);
  void choose_new(const std::vector<nodes::NodeId>& ids);
  void place_minimap();
  void leave_document(OpenDocument& document);
  void take_document();                 ///< another document is shown: as it was left, else all of it
  void take_level();                    ///< another level is shown: where it was seen before, else all of it
  void say(const QString& text);        ///< a hint of the hovering mouse; waits while a refusal is read

  GraphScene& scene_;
  SearchPopup* popup_ = nullptr;
  QuickPopup* quick_ = nullptr;
  Minimap* minimap_ = nullptr;
  Breadcrumb* breadcrumb_ = nullptr;
  struct Seen {
    double zoom = 1;
    QPointF centre;
  };
  std::map<std::vector<nodes::NodeId>, Seen> seen_before_;   ///< by level: how it was left
  struct Left {
    std::map<std::vector<nodes::NodeId>, Seen> seen_before;
    Seen seen;
    bool fitted = false;
    std::set<nodes::NodeId> chosen;
    std::set<nodes::Edge> wires;
    nodes::NodeId frame;
  };
  std::map<uint64_t, Left> left_;                            ///< documents that are not in front
  std::vector<nodes::NodeId> level_shown_;
  bool minimap_wanted_ = true;
  bool read_only_ = false;
  bool fitted_ = false;                                 ///< everything is shown and nobody has zoomed or moved since
  QDeadlineTimer refusal_;                              ///< until then the status bar keeps why a wire was refused
  Gesture gesture_ = Gesture::none;
  Qt::MouseButton held_ = Qt::NoButton;                 ///< the button that began the gesture
  bool gave_up_ = false;                                ///< by a press of the right button: it opens no menu then
  std::set<nodes::NodeId> chosen_before_;               ///< what a band began with
  std::set<nodes::Edge> wires_before_;
  std::set<BendRef> bends_before_;
  QPoint press_view_, last_view_;
  QPointF press_scene_;
  bool moved_ = false, press_was_chosen_ = false;
  nodes::NodeId press_node_;
  std::map<nodes::NodeId, nodes::Point> move_from_;
  std::optional<BendRef> press_bend_;                   ///< taken hold of
  std::optional<BendRef> new_bend_;                     ///< put there by this gesture; not in the document yet
  std::map<nodes::Edge, nodes::Bends> bends_from_;      ///< of the wires whose bends are moved, as they were
  QPointF bend_delta_;                                  ///< how far the chosen bends have come
  bool bend_free_ = false;
  QRectF band_;
  // wire in hand
  nodes::PortRef wire_port_;
  bool wire_from_output_ = true;
  std::optional<nodes::Edge> lifted_;                   ///< picked up at its input end
  std::map<nodes::PortRef, nodes::Verdict> verdicts_;
  std::optional<nodes::PortRef> wire_over_;
  QPointF wire_end_;
  bool wire_ok_ = false;
  QPointF search_place_;                                ///< scene point where the chosen node goes
  bool search_by_key_ = false;                          ///< nobody pointed at that place
  QPoint search_cursor_{-1, -1};                        ///< where the mouse was at the last search
  std::optional<nodes::Edge> drop_wire_;                ///< wire under a dragged palette row or node
  std::optional<nodes::Edge> plus_wire_;                ///< hovered: a `+` stands beside its label
  std::optional<nodes::Edge> insert_wire_;              ///< the search is for a node to put into it
  bool lift_ = false;                                   ///< Alt: the dragged node leaves its wires
  std::vector<QLineF> guides_;                          ///< what a dragged node is in line with
  nodes::NodeId frame_;                                 ///< in hand
  FramePart frame_part_ = FramePart::none;
  QRectF frame_from_;
  /// Nodes on the way to another document.
  struct Carried {
    uint64_t from = 0;                                  ///< the document they were copied from
    std::string text;                                   ///< as on the clipboard
    QPointF grabbed;                                    ///< scene point of that document at which the mouse holds them
    std::vector<QRectF> rects;                          ///< of some of them, against it
    QString what, title;                                ///< "3 nodes"; of the document
  };
  std::optional<Carried> carried_;
  QPointF carried_at_;
  bool over_tab_ = false;                               ///< the mouse is over the tab of another document
};

}  // namespace tl::ui
