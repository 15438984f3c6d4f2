// SPDX-License-Identifier: Apache-2.0
// Invariants of GraphState: `links_` (wires by port and by node) says exactly what `edges` says; both ends of an edge exist; `by_name_`
// holds every node's name once. GraphDocument never changes a state that somebody else holds: it copies first.
#include "nodes/document.h"

#include <algorithm>
#include <queue>

#include "engine/core/error.h"
#include "nodes/groups.h"
#include "nodes/patch.h"
#include "nodes/project_limits.h"

namespace tl::nodes {

const Value* find_entry(const Value::Dict& dict, const std::string& key) {
  for (const auto& [k, v] : dict)
    if (k == key) return &v;
  return nullptr;
}

const Value* Node::param(const std::string& key) const { return find_entry(params, key); }

void set_entry(Value::Dict& dict, const std::string& key, const std::optional<Value>& value) {
  auto at = std::lower_bound(dict.begin(), dict.end(), key, [](const auto& entry, const std::string& k) { return entry.first < k; });
  const bool present = at != dict.end() && at->first == key;
  if (!value) {
    if (present) dict.erase(at);
  } else if (present) {
    at->second = *value;
  } else {
    dict.insert(at, {key, *value});
  }
}

// ---- GraphState -----------------------------------------------------------------------------------------------------------------

const Node* GraphState::find(NodeId id) const {
  auto it = nodes.find(id);
  return it == nodes.end() ? nullptr : it->second.get();
}

const Node* GraphState::find_by_name(const std::string& name) const {
  auto it = by_name_->find(name);
  return it == by_name_->end() ? nullptr : find(it->second);
}

namespace {
const std::vector<PortRef> no_ports;
const Bends no_bends;

void insert_sorted(std::vector<PortRef>& list, const PortRef& port) {
  list.insert(std::lower_bound(list.begin(), list.end(), port), port);
}

template <class Map, class Key, class Item>
void drop(Map& map, const Key& key, const Item& item) {
  auto it = map.find(key);
  if (it == map.end()) return;
  std::erase(it->second, item);
  if (it->second.empty()) map.erase(it);
}
}  // namespace

const std::vector<PortRef>& GraphState::sources(const PortRef& input) const {
  auto it = links_->into.find(input);
  return it == links_->into.end() ? no_ports : it->second;
}

const std::vector<PortRef>& GraphState::targets(const PortRef& output) const {
  auto it = links_->out_of.find(output);
  return it == links_->out_of.end() ? no_ports : it->second;
}

std::vector<Edge> GraphState::edges_of(NodeId id) const {
  std::vector<Edge> result;
  for (auto it = edges.lower_bound(Edge{{id, ""}, {}}); it != edges.end() && it->from.node == id; ++it) result.push_back(*it);
  if (auto in = links_->incoming.find(id); in != links_->incoming.end())
    for (const Edge& e : in->second)
      if (e.from.node != id) result.push_back(e);
  return result;
}

const Bends& GraphState::bends_of(const Edge& edge) const {
  const auto found = bends_->find(edge);
  return found == bends_->end() ? no_bends : found->second;
}

std::vector<NodeId> GraphState::topological_order(std::vector<NodeId>* cyclic) const {
  std::unordered_map<NodeId, size_t> waiting;
  std::priority_queue<NodeId, std::vector<NodeId>, std::greater<>> ready;
  for (const auto& [id, node] : nodes) {
    auto in = links_->incoming.find(id);
    const size_t count = in == links_->incoming.end() ? 0 : in->second.size();
    if (count == 0) ready.push(id);
    else waiting[id] = count;
  }
  std::vector<NodeId> order;
  order.reserve(nodes.size());
  while (!ready.empty()) {
    const NodeId id = ready.top();
    ready.pop();
    order.push_back(id);
    for (auto it = edges.lower_bound(Edge{{id, ""}, {}}); it != edges.end() && it->from.node == id; ++it)
      if (--waiting[it->to.node] == 0) ready.push(it->to.node);
  }
  if (cyclic) cyclic->clear();
  if (order.size() < nodes.size()) {
    const std::set<NodeId> done(order.begin(), order.end());
    for (const auto& [id, node] : nodes)
      if (!done.count(id)) {
        order.push_back(id);
        if (cyclic) cyclic->push_back(id);
      }
  }
  return order;
}

bool GraphState::insert_node(Node node) {
  if (!node.id || nodes.count(node.id) || node.name.empty() || by_name_->count(node.name)) return false;
  by_name_.write()[node.name] = node.id;
  const NodeId id = node.id;
  if (node.home) forget_faces();
  nodes[id] = std::make_shared<const Node>(std::move(node));
  return true;
}

bool GraphState::erase_node(NodeId id) {
  auto it = nodes.find(id);
  if (it == nodes.end() || !edges_of(id).empty()) return false;
  by_name_.write().erase(it->second->name);
  if (it->second->home) forget_faces();
  nodes.erase(it);
  return true;
}

bool GraphState::replace_node(Node node) {
  auto it = nodes.find(node.id);
  if (it == nodes.end()) return false;
  if (node.name != it->second->name) {
    if (node.name.empty() || by_name_->count(node.name)) return false;
    auto& names = by_name_.write();
    names.erase(it->second->name);
    names[node.name] = node.id;
  }
  // The values of nodes in a group are the defaults of what it lets its instances set.
  const Node& old = *it->second;
  if ((node.home || old.home) && (node.home != old.home || node.type != old.type || node.params != old.params)) forget_faces();
  it->second = std::make_shared<const Node>(std::move(node));
  return true;
}

bool GraphState::insert_edge(const Edge& edge) {
  if (!nodes.count(edge.from.node) || !nodes.count(edge.to.node) || edges.count(edge)) return false;
  edges.set_.write().insert(edge);
  Links& links = links_.write();
  insert_sorted(links.into[edge.to], edge.from);
  insert_sorted(links.out_of[edge.from], edge.to);
  auto& incoming = links.incoming[edge.to.node];
  incoming.insert(std::lower_bound(incoming.begin(), incoming.end(), edge), edge);
  return true;
}

bool GraphState::erase_edge(const Edge& wire) {
  if (!edges.count(wire)) return false;
  const Edge edge = wire;  // it may be the one in the set
  edges.set_.write().erase(edge);
  if (bends_->count(edge)) bends_.write().erase(edge);
  Links& links = links_.write();
  drop(links.into, edge.to, edge.from);
  drop(links.out_of, edge.from, edge.to);
  drop(links.incoming, edge.to.node, edge);
  return true;
}

bool GraphState::set_bends(const Edge& edge, Bends bends) {
  if (!edges.count(edge)) return false;
  if (!bends.empty()) bends_.write()[edge] = std::move(bends);
  else if (bends_->count(edge)) bends_.write().erase(edge);
  return true;
}

// ---- GraphDocument --------------------------------------------------------------------------------------------------------------

namespace {

[[noreturn]] void refuse(const std::string& why) {
  throw Error(ErrorCategory::state, "apply patch", why, "The patch was made for another state of the document; make it again.");
}

/// A larger document could be saved, but not opened again.
[[noreturn]] void refuse_more(size_t most, const char* what) {
  throw Error(ErrorCategory::state, "apply patch", str("a project has at most ", most, " ", what),
              "Split the network into several projects.");
}

[[noreturn]] void refuse_bends() {
  throw Error(ErrorCategory::state, "apply patch", str("a wire has at most ", max_wire_bends, " bends"), "Straighten the wire.");
}

/// Compares "as it was" with "as it is"; nullopt = not set.
void require_entry(const Value::Dict& dict, const std::string& key, const std::optional<Value>& before, const std::string& where) {
  const Value* now = find_entry(dict, key);
  if (now ? !before || !(*now == *before) : before.has_value()) refuse(str(where, ".", key, " has another value than the patch expects"));
}

/// Applies one edit to a state or throws with the state unchanged.
struct EditApplier {
  GraphState& s;

  const Node& node(NodeId id) const {
    const Node* n = s.find(id);
    if (!n) refuse(str("node ", id.to_string(), " does not exist"));
    return *n;
  }
  /// A node may stand in a group that is there, and a group not in itself, however deep.
  void check_home(const Node& n, NodeId home) const {
    if (home && !s.groups.count(home)) refuse(str("group ", home.to_string(), " does not exist"));
    const NodeId inner = group_of(n);
    if (home && inner && group_holds(s, inner, home))
      throw Error(ErrorCategory::state, "apply patch", str("the group '", s.groups.at(home).title, "' would contain itself"),
                  "Make an independent copy of the group and put that in.");
  }
  void operator()(const AddNode& e) const {
    check_home(e.node, e.node.home);
    if (s.nodes.size() >= max_project_nodes) refuse_more(max_project_nodes, "nodes");
    if (!s.insert_node(e.node)) refuse(str("node '", e.node.name, "' cannot be added: its id or name is taken or empty"));
  }
  void operator()(const RemoveNode& e) const {
    if (!(node(e.node.id) == e.node)) refuse(str("node '", e.node.name, "' differs from the patch"));
    if (!s.erase_node(e.node.id)) refuse(str("node '", e.node.name, "' still has wires"));
  }
  void operator()(const AddEdge& e) const {
    node(e.edge.from.node), node(e.edge.to.node);
    if (s.edges.size() >= max_project_wires) refuse_more(max_project_wires, "wires");
    if (e.bends.size() > max_wire_bends) refuse_bends();
    if (!s.insert_edge(e.edge)) refuse("the wire exists already");
    s.set_bends(e.edge, e.bends);
  }
  void operator()(const RemoveEdge& e) const {
    if (s.bends_of(e.edge) != e.bends) refuse("the wire has other bends than the patch expects");
    if (!s.erase_edge(e.edge)) refuse("the wire does not exist");
  }
  void operator()(const SetBends& e) const {
    if (s.bends_of(e.edge) != e.before) refuse("the wire has other bends than the patch expects");
    if (e.after.size() > max_wire_bends) refuse_bends();
    if (!s.set_bends(e.edge, e.after)) refuse("the wire does not exist");
  }
  void operator()(const SetParam& e) const {
    Node n = node(e.node);
    require_entry(n.params, e.key, e.before, n.name);
    set_entry(n.params, e.key, e.after);
    if (e.key == group_key) check_home(n, n.home);
    s.replace_node(std::move(n));
  }
  void operator()(const SetRun& e) const {
    require_entry(s.run, e.key, e.before, "run");
    set_entry(s.run, e.key, e.after);
  }
  void operator()(const Rename& e) const {
    Node n = node(e.node);
    if (n.name != e.before) refuse(str("node '", n.name, "' is not called '", e.before, "'"));
    n.name = e.after;
    if (!s.replace_node(std::move(n))) refuse(str("the name '", e.after, "' is taken or empty"));
  }
  void operator()(const Move& e) const {
    Node n = node(e.node);
    if (!(n.position == e.before)) refuse(str("node '", n.name, "' stands elsewhere"));
    n.position = e.after;
    s.replace_node(std::move(n));
  }
  void operator()(const SetBypass& e) const {
    Node n = node(e.node);
    if (n.bypassed != e.before) refuse(str("node '", n.name, "' is ", n.bypassed ? "" : "not ", "passed by already"));
    n.bypassed = e.after;
    s.replace_node(std::move(n));
  }
  void operator()(const SetFrame& e) const {
    auto it = s.frames.find(e.frame);
    const bool here = it != s.frames.end();
    if (here != e.before.has_value() || (here && !(it->second == *e.before))) refuse(str("frame ", e.frame.to_string(), " is another one"));
    if (!e.frame || (s.nodes.count(e.frame) && e.after)) refuse("a frame needs an id of its own");
    if (e.after && !here && s.frames.size() >= max_project_frames) refuse_more(max_project_frames, "frames");
    if (e.after) s.frames[e.frame] = *e.after;
    else s.frames.erase(e.frame);
  }
  void operator()(const SetGroup& e) const {
    auto it = s.groups.find(e.group);
    const bool here = it != s.groups.end();
    if (here != e.before.has_value() || (here && !(it->second == *e.before))) refuse(str("group ", e.group.to_string(), " is another one"));
    if (!e.group) refuse("a group needs an id of its own");
    if (e.after && !here && s.groups.size() >= max_project_groups) refuse_more(max_project_groups, "groups");
    if (!e.after) {
      for (const auto& [id, n] : s.nodes)
        if (n->home == e.group) refuse(str("the group still holds node '", n->name, "'"));
      for (const auto& [id, frame] : s.frames)
        if (frame.home == e.group) refuse("the group still holds a frame");
    }
    s.set_group(e.group, e.after);
  }
  void operator()(const SetHome& e) const {
    Node n = node(e.node);
    if (n.home != e.before) refuse(str("node '", n.name, "' stands in another group"));
    check_home(n, e.after);
    n.home = e.after;
    s.replace_node(std::move(n));
  }
  void operator()(const Retype& e) const {
    Node n = node(e.node);
    if (n.type != e.before) refuse(str("node '", n.name, "' is not a ", e.before));
    n.type = e.after;
    s.replace_node(std::move(n));
  }
};

}  // namespace

GraphDocument::GraphDocument() : state_(std::make_shared<GraphState>()) {}

GraphState& GraphDocument::writable() {
  if (shared_) state_ = std::make_shared<GraphState>(*state_);
  shared_ = false;
  return *state_;
}

void GraphDocument::apply(const GraphPatch& patch) {
  if (patch.empty()) return;
  GraphState& state = writable();
  size_t done = 0;
  try {
    for (; done < patch.edits.size(); ++done) std::visit(EditApplier{state}, patch.edits[done]);
  } catch (...) {
    GraphPatch undone;
    undone.edits.assign(patch.edits.begin(), patch.edits.begin() + static_cast<ptrdiff_t>(done));
    for (const Edit& edit : undone.inverse().edits) std::visit(EditApplier{state}, edit);
    throw;
  }
  ++state.revision;
  ChangeSet changes = change_set(patch);
  changes.revision = state.revision;
  const auto listeners = listeners_;  // a listener may add or remove listeners
  for (const auto& [number, listener] : listeners) listener(changes);
}

void GraphDocument::reset(GraphState state) {
  state.revision = state_->revision + 1;
  state_ = std::make_shared<GraphState>(std::move(state));
  shared_ = false;
  ChangeSet changes;
  changes.revision = state_->revision;
  changes.reset = true;
  const auto listeners = listeners_;
  for (const auto& [number, listener] : listeners) listener(changes);
}

int GraphDocument::add_listener(Listener listener) {
  listeners_[next_listener_] = std::move(listener);
  return next_listener_++;
}

void GraphDocument::remove_listener(int number) { listeners_.erase(number); }

}  // namespace tl::nodes
