// SPDX-License-Identifier: Apache-2.0
// Changes to a document: a patch is a list of primitive edits that carry before and after, so its inverse is mechanical.
// One gesture of a person = one patch = one undo step.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "nodes/document.h"

namespace tl::nodes {

class NodeType;

struct AddNode { Node node; };
struct RemoveNode { Node node; };  ///< the whole node as it was
/// A wire with the points that it passes.
struct AddEdge { Edge edge; Bends bends = {}; };
struct RemoveEdge { Edge edge; Bends bends = {}; };  ///< as they were: `cut_wire` in nodes/bends.h
struct SetBends { Edge edge; Bends before, after; };
/// nullopt = not set (the type's default holds).
struct SetParam { NodeId node; std::string key; std::optional<Value> before, after; };
struct SetRun { std::string key; std::optional<Value> before, after; };
struct Rename { NodeId node; std::string before, after; };
struct Move { NodeId node; Point before, after; };
/// Another type under the same id and name (swap type keeps links; parameters that the new type lacks are dropped by the builder).
struct Retype { NodeId node; std::string before, after; };
struct SetBypass { NodeId node; bool before = false, after = false; };
/// nullopt = there is none: adds, changes and takes away a frame.
struct SetFrame { NodeId frame; std::optional<Frame> before, after; };
/// nullopt = there is none: adds, changes and takes away the definition of a group; one that still holds nodes cannot go.
struct SetGroup { NodeId group; std::optional<Group> before, after; };
/// Puts a node into another group (0: the document itself); its wires stay, so that a patch moves both ends.
struct SetHome { NodeId node, before, after; };
using Edit = std::variant<AddNode, RemoveNode, AddEdge, RemoveEdge, SetBends, SetParam, SetRun, Rename, Move, Retype, SetBypass, SetFrame, SetGroup,
                          SetHome>;

struct GraphPatch {
  std::string label;     ///< for the undo menu: "Add Conv2d"
  std::string merge_id;  ///< two following patches with the same, non-empty id are one undo step (a slider scrub)
  std::vector<Edit> edits;

  bool empty() const { return edits.empty(); }
  GraphPatch inverse() const;
  /// This patch followed by `next` as one: edits of the same parameter, position or name are folded together.
  GraphPatch merged_with(const GraphPatch& next) const;
  void append(GraphPatch other);  ///< edits of `other` after ours; label stays
};

/// What a patch changes, without applying it.
ChangeSet change_set(const GraphPatch& patch);

// ---- builders: they read the state and write a patch that fits it; apply it before the next change ----------------------------
/// A free unique name for a node of this type: "conv_3", "loss", "loss_2". Names in `also_taken` count as taken.
std::string fresh_name(const GraphState& state, const std::string& type, const std::set<std::string>& also_taken = {});
/// True when `name` is [a-z][a-z0-9_]*, at most 64 characters, and free (or already `self`'s).
bool name_is_usable(const GraphState& state, const std::string& name, NodeId self = {}, std::string* why_not = nullptr);

/// A new node of a type with fresh id and name. `id` receives the id.
GraphPatch make_add_node(const GraphState& state, const std::string& type, Point position, Value::Dict params = {}, NodeId* id = nullptr,
                         NodeId home = {});
/// Removes nodes with all their wires. With `rejoin`, a removed node with one wired input and wired outputs passes its source on.
GraphPatch make_remove_nodes(const GraphState& state, const std::vector<NodeId>& ids, bool rejoin = false);
/// Adds a wire; the one already at the input is replaced unless the port takes several. Does not judge fit: ask `can_connect` first.
GraphPatch make_connect(const GraphState& state, const PortRef& from, const PortRef& to);
GraphPatch make_disconnect(const GraphState& state, const Edge& edge);
/// A new node put into a wire, using its first fitting input and output; it stays beside the wire where none fits.
GraphPatch make_insert_on_edge(const GraphState& state, const std::string& type, const Edge& edge, Point position, NodeId* id = nullptr,
                               Value::Dict params = {});
/// Sets a parameter; nullopt resets it to the default. Layers that share their weights (nodes/references.h) are set together. Merge id
/// "param:<id>:<key>".
GraphPatch make_set_param(const GraphState& state, NodeId id, const std::string& key, std::optional<Value> value);
GraphPatch make_set_run(const GraphState& state, const std::string& key, std::optional<Value> value);
GraphPatch make_rename(const GraphState& state, NodeId id, const std::string& name);
/// All moved nodes as one step; nodes whose position stays are left out. Bends go along where both ends of their wire go the same way;
/// `bends` says where those of some wires go instead.
GraphPatch make_move(const GraphState& state, const std::map<NodeId, Point>& positions, const std::map<Edge, Bends>& bends = {});
/// Another type, keeping wires whose ports exist in the new type and parameters that it knows.
GraphPatch make_retype(const GraphState& state, NodeId id, const std::string& type);
/// Puts nodes out of and back into work; those that cannot be passed by (`can_bypass`) are left out.
GraphPatch make_bypass(const GraphState& state, const std::vector<NodeId>& ids, bool on);
/// Whether a node of this type can be passed by: every output has an input whose kind it can take.
bool can_bypass(const NodeType& type);
/// A frame with a fresh id. `id` receives it.
GraphPatch make_add_frame(const GraphState& state, Frame frame, NodeId* id = nullptr);
/// Another frame in the place of one, or (nullopt) none.
GraphPatch make_set_frame(const GraphState& state, NodeId frame, std::optional<Frame> after);
/// Exchanges the wire for two that lead through a node that is there already, using its first fitting free input and its first output; an
/// empty patch when none fits or a circle would close.
GraphPatch make_put_into_edge(const GraphState& state, NodeId node, const Edge& edge);
/// The same for a node on its way to `at`: bends of the wire before it and behind it stay on their side.
GraphPatch make_put_into_edge(const GraphState& state, NodeId node, const Edge& edge, Point at);
/// Takes a node out of its wires; its source goes on to what it fed.
GraphPatch make_lift_out(const GraphState& state, NodeId node);

enum class Side { left, right, top, bottom, middle_x, middle_y };
/// Lines nodes up at one side of what they cover together. Heights as in the window.
GraphPatch make_align(const GraphState& state, const std::map<NodeId, Point>& sizes, Side side);
/// The same gap between all, from the first to the last. `sizes` are width and height.
GraphPatch make_distribute(const GraphState& state, const std::map<NodeId, Point>& sizes, bool level);
/// Copies with fresh ids and names, inner wires kept; with `outer_wires`, wires into the copied nodes are kept too.
GraphPatch make_duplicate(const GraphState& state, const std::vector<NodeId>& ids, Point offset, bool outer_wires = false,
                          std::vector<NodeId>* new_ids = nullptr);
/// Copies whose layers use the weights of the originals: the same layers applied again. Inner wires kept.
GraphPatch make_duplicate_sharing(const GraphState& state, const std::vector<NodeId>& ids, Point offset, std::vector<NodeId>* new_ids = nullptr);

/// Clipboard text: a small project file with the nodes and their inner wires; it remembers where wires from elsewhere came from.
std::string copy_to_text(const GraphState& state, const std::vector<NodeId>& ids);
/// From clipboard text, through the project loader (same limits); throws tl::Error (category input) for text that is not ours. With
/// `outer_wires` what was wired from elsewhere is so again, where that node is still there.
/// They are pasted into a group (`home`), or 0 into the document itself; groups among them come with their definitions, unless the document
/// has those already.
GraphPatch make_paste(const GraphState& state, const std::string& text, Point offset, std::vector<NodeId>* new_ids = nullptr,
                      bool outer_wires = false, NodeId home = {});
/// The same for text that was parsed already (elsewhere: a large clipboard takes time to read).
GraphPatch make_paste(const GraphState& state, const GraphState& pasted, Point offset, std::vector<NodeId>* new_ids = nullptr,
                      bool outer_wires = false, NodeId home = {});
/// "Arrange": layered left to right, few crossings, as one step; what would be one endless row is folded into rows one below the other. Wires
/// between what is arranged lose their bends. Sizes as in the window (nodes/measures.h). `ids` empty: all that stand in `home`.
GraphPatch make_arrange(const GraphState& state, const std::vector<NodeId>& ids = {}, NodeId home = {});

}  // namespace tl::nodes
