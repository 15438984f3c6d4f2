// SPDX-License-Identifier: Apache-2.0
// The graph document. It changes only by `apply(GraphPatch)`; each patch publishes one ChangeSet on the caller's thread; workers get
// immutable snapshots. A document belongs to one thread; a snapshot may be read from any.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/core/value.h"
#include "nodes/ids.h"
#include "nodes/shared.h"

namespace tl::nodes {
struct GraphPatch;

/// One node. `params` holds only what was set; everything else has the default of its NodeType (`param_or_default` in node_type.h).
struct Node {
  NodeId id;
  NodeId home = {};      ///< the group definition that it stands in; 0: the document itself
  std::string type;      ///< key of a NodeType, "Conv2d"; may be unknown here (placeholder)
  std::string name;      ///< unique in the document, [a-z][a-z0-9_]*, "conv_1"; names the tensors of a state_dict
  Value::Dict params;    ///< sorted by key
  Point position;
  bool bypassed = false;    ///< passes on what comes in, as if it were not there; only where an input fits an output
  std::string extra;        ///< JSON object text of fields of this node that this version does not know; kept, may be empty
  std::string raw_params;   ///< placeholder only (unknown type): its "params" as JSON text, kept word for word
  std::string layout_extra; ///< unknown fields of its layout entry, as JSON object text

  const Value* param(const std::string& key) const;  ///< as set here, or nullptr
  bool operator==(const Node&) const = default;
};

/// A coloured area with a title and a note behind some nodes; it means nothing to a run.
struct Frame {
  Point position;
  double width = 400, height = 300;   ///< scene units
  std::string title, note;
  std::string color;                  ///< id of a node category ("convolution"), which the theme knows; may be empty
  std::string extra;                  ///< unknown fields, JSON object text
  NodeId home = {};                   ///< the group definition that it stands in; 0: the document itself
  bool operator==(const Frame&) const = default;
};

/// A port of a group: what is wired to it on the outside belongs to ports of nodes inside.
struct GroupPort {
  std::string name;                   ///< unique among the group's inputs or outputs
  std::vector<PortRef> inner;         ///< an input feeds all of them; an output comes from the first and only one
  bool operator==(const GroupPort&) const = default;
};

/// A parameter of a group's nodes that each instance of the group may set.
struct GroupParam {
  struct Target {
    NodeId node;
    std::string key;
    bool operator==(const Target&) const = default;
  };
  std::string name;                   ///< unique in the group
  std::vector<Target> targets;        ///< all get the instance's value; what the first has is the default
  bool operator==(const GroupParam&) const = default;
};

/// The definition of a group: its nodes and frames have it as their home; a node of type "Group" (nodes/groups.h) is an instance of it.
struct Group {
  std::string title;                  ///< free text, on every instance
  std::vector<GroupPort> inputs, outputs;
  std::vector<GroupParam> params;
  std::string extra;                  ///< unknown fields, JSON object text
  bool operator==(const Group&) const = default;
};
class NodeType;

/// Points that a wire passes on its way, from its output to its input.
using Bends = std::vector<Point>;

/// The wires of a state, sorted by source; read like a std::set. Changed only by GraphState, which keeps the adjacency in step.
class EdgeSet {
 public:
  using const_iterator = std::set<Edge>::const_iterator;
  const_iterator begin() const { return set_->begin(); }
  const_iterator end() const { return set_->end(); }
  const_iterator lower_bound(const Edge& e) const { return set_->lower_bound(e); }
  size_t size() const { return set_->size(); }
  size_t count(const Edge& e) const { return set_->count(e); }
  bool empty() const { return set_->empty(); }
  bool operator==(const EdgeSet&) const = default;

 private:
  friend class GraphState;
  Shared<std::set<Edge>> set_;
};

struct GroupFaces;
/// A document's content at one moment; immutable once shared. Copies share the wires until one of them changes its own.
class GraphState {
 public:
  using NodePtr = std::shared_ptr<const Node>;

  uint64_t revision = 0;          ///< grows with every change
  std::map<NodeId, NodePtr> nodes;
  EdgeSet edges;                  ///< sorted by source
  std::map<NodeId, Frame> frames; ///< by an id of their own
  std::map<NodeId, Group> groups; ///< definitions, by an id of their own; changed by `set_group`
  Value::Dict run;                ///< run settings that were set (nodes/run_settings.h), sorted by key
  std::string title;              ///< free text, may be empty
  std::vector<std::string> plugins;  ///< libraries with node types of their own, against the project's folder (nodes/plugin.h)
  std::string extra;              ///< unknown top-level fields, JSON object text
  std::string layout_extra;       ///< unknown fields of "layout"

  const Node* find(NodeId id) const;
  const Node* find_by_name(const std::string& name) const;
  /// Where the wire at an input port comes from; several for a port that takes several (an optimizer's loss). Sorted.
  const std::vector<PortRef>& sources(const PortRef& input) const;
  /// Input ports fed by an output port, sorted.
  const std::vector<PortRef>& targets(const PortRef& output) const;
  std::vector<Edge> edges_of(NodeId id) const;  ///< all wires that touch the node
  /// The points that a wire passes; empty: the window leads it.
  const Bends& bends_of(const Edge& edge) const;
  /// All wires that pass points of their own.
  const std::map<Edge, Bends>& bends() const { return *bends_; }
  /// Node ids so that sources come before what they feed; nodes on a cycle come last and are listed in `cyclic`.
  std::vector<NodeId> topological_order(std::vector<NodeId>* cyclic = nullptr) const;

  // Editing: for GraphDocument, the loader and tests; each keeps the adjacency in step. False: refused (exists already, missing).
  bool insert_node(Node node);
  bool erase_node(NodeId id);  ///< only without wires
  bool replace_node(Node node);
  bool insert_edge(const Edge& edge);
  bool erase_edge(const Edge& edge);                 ///< its bends go with it
  bool set_bends(const Edge& edge, Bends bends);     ///< empty: none; false: there is no such wire
  void set_group(NodeId id, std::optional<Group> group);  ///< nullopt: takes it away

  /// What kind of node it is: a registered type, or for an instance of a group the ports and parameters of the group. nullptr: unknown here.
  /// Valid as long as a state that shares this one's groups; may be asked from any thread.
  const NodeType* type_of(const Node& node) const;
  const NodeType* type_of(NodeId id) const;

 private:
  struct Links {
    std::unordered_map<PortRef, std::vector<PortRef>> into, out_of;
    std::unordered_map<NodeId, std::vector<Edge>> incoming;
  };
  void forget_faces();
  Shared<Links> links_;
  Shared<std::map<Edge, Bends>> bends_;  ///< only of wires that are there, never an empty list
  Shared<std::unordered_map<std::string, NodeId>> by_name_;
  std::shared_ptr<GroupFaces> faces_;  ///< what groups look like from outside, found when asked for; null without groups
};

/// The entry of a dict, or nullptr.
const Value* find_entry(const Value::Dict& dict, const std::string& key);
/// Sets or (nullopt) drops an entry of a dict that is kept sorted by key.
void set_entry(Value::Dict& dict, const std::string& key, const std::optional<Value>& value);
using Snapshot = std::shared_ptr<const GraphState>;

/// What one patch (or a load) changed. Ids of one list are unique.
struct ChangeSet {
  uint64_t revision = 0;
  bool reset = false;                       ///< everything may have changed (load, new)
  std::vector<NodeId> added, removed, changed, moved, renamed;
  std::vector<Edge> edges_added, edges_removed;
  std::vector<Edge> bent;                   ///< wires that are there and pass other points than before
  bool run_changed = false, frames_changed = false;
  std::vector<NodeId> groups;               ///< definitions that came, went or changed
  /// True when a run or the analysis could see a difference (not for moves and bends).
  bool semantic() const {
    return reset || run_changed || !added.empty() || !removed.empty() || !changed.empty() || !renamed.empty() || !groups.empty() ||
           !edges_added.empty() || !edges_removed.empty();
  }
};

class GraphDocument {
 public:
  GraphDocument();

  const GraphState& state() const { return *state_; }
  /// Shares; the next change copies.
  Snapshot snapshot() const {
    shared_ = true;
    return state_;
  }
  uint64_t revision() const { return state_->revision; }

  /// Applies all edits of the patch, or none: throws tl::Error (category state) when one does not fit (its `before` differs, its node
  /// is missing, a name is taken). Publishes one ChangeSet.
  void apply(const GraphPatch& patch);
  /// Replaces everything (load, new). Not undoable; publishes a ChangeSet with `reset`.
  void reset(GraphState state);

  using Listener = std::function<void(const ChangeSet&)>;
  /// Called on the thread that calls `apply`, after the change. Returns a number for `remove_listener`.
  int add_listener(Listener listener);
  void remove_listener(int number);

 private:
  GraphState& writable();
  std::shared_ptr<GraphState> state_;
  mutable bool shared_ = false;  ///< a snapshot of `state_` was given away: copy before the next change
  std::map<int, Listener> listeners_;
  int next_listener_ = 1;
};

}  // namespace tl::nodes
