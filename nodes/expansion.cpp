// SPDX-License-Identifier: Apache-2.0
// Two passes: first all nodes, with a record for every instance; then the wires, whose ends at instances are followed inwards. A repeated
// group is a chain: the outputs of one repetition feed the inputs of the next that stand at the same place; further inputs feed all of them.
#include "nodes/expansion.h"

#include <algorithm>
#include <unordered_set>

#include "engine/core/error.h"
#include "nodes/groups.h"
#include "nodes/node_build.h"
#include "nodes/node_type.h"
#include "nodes/port_rules.h"
#include "nodes/project_limits.h"
#include "nodes/references.h"

namespace tl::nodes {

class Expansion::Unfolding {
 public:
  explicit Unfolding(Expansion& out) : out_(out), s_(*out.document_) {
    for (const auto& [id, node] : s_.nodes) inside_[node->home].push_back(node.get());
    for (const Edge& e : s_.edges)
      if (const Node* from = s_.find(e.from.node)) wires_[from->home].push_back(e);
  }

  std::shared_ptr<GraphState> run() {
    flat_->revision = s_.revision, flat_->run = s_.run, flat_->title = s_.title, flat_->plugins = s_.plugins;
    add_scope({}, {}, {}, "", 0, {}, 0);
    for (const Scope& scope : scopes_) add_wires(scope);
    for (Unfolded& group : out_.groups_) describe(group);
    return flat_;
  }

 private:
  /// One unfolded level: the document itself or one repetition of an instance.
  struct Scope {
    NodeId id, home;
    std::string prefix;              ///< of the names of what is in it
    size_t around;                   ///< index of the level around it; its own: the document itself
  };
  struct Instance {
    const Node* node = nullptr;
    const Group* group = nullptr;    ///< null: not unfolded
    NodeId home, scope;              ///< where the instance stands
    std::vector<NodeId> scopes;      ///< of its repetitions
    size_t chained = 0;              ///< inputs and outputs that lead from one repetition to the next
  };

  /// Nodes of a group in all its repetitions and groups within; no more than is allowed plus one.
  size_t count(NodeId home, std::unordered_set<NodeId>& around) {
    if (const auto known = counts_.find(home); known != counts_.end()) return known->second;
    if (!around.insert(home).second) return 0;
    size_t sum = 0;
    for (const Node* node : inside_[home]) {
      const NodeId inner = group_of(*node);
      const size_t each = inner && s_.groups.count(inner) ? count(inner, around) : 1;
      sum = std::min(sum + each * static_cast<size_t>(repetitions(*node, {})), max_project_nodes + 1);
    }
    around.erase(home);
    return counts_[home] = sum;
  }

  static int64_t repetitions(const Node& node, const Value::Dict& params) {
    const Value* repeat = find_entry(params, repeat_key);
    if (!repeat) repeat = node.param(repeat_key);
    return node.type == group_type && repeat && repeat->is_int() ? std::clamp<int64_t>(repeat->to_int(), 1, max_repeat) : 1;
  }

  void add_scope(NodeId scope, NodeId home, const std::vector<NodeId>& path, const std::string& prefix, int64_t nth,
                 const std::map<NodeId, Value::Dict>& given, size_t around) {
    const size_t mine = scopes_.size();
    scopes_.push_back({scope, home, prefix, around});
    for (const Node* node : inside_[home]) {
      const auto set = given.find(node->id);
      Node flat = *node;
      flat.id = flat_id(scope, node->id);
      flat.home = {};
      flat.name = prefix + node->name;
      if (set != given.end())
        for (const auto& [key, value] : set->second) set_entry(flat.params, key, value);
      const FlatPlace place{path, node->id, nth};
      if (node->type == group_type && s_.groups.count(group_of(*node))) {
        add_instance(*node, flat, place, home, scope, mine);
        continue;
      }
      if (names_nodes(flat)) naming_.emplace_back(flat.id, mine);
      if (scope) out_.places_[flat.id] = place;
      for (size_t around : open_) out_.groups_[around].members.push_back(flat.id);
      flat_->insert_node(std::move(flat));
    }
  }

  /// Whether a node's parameters name others.
  static bool names_nodes(const Node& flat) {
    if (!shared_name(flat).empty()) return true;
    const Value* scope = flat.param("scope");
    const NodeType* type = scope && scope->is_string() ? find_node_type(flat.type) : nullptr;
    return type && type->role == Role::optimizer;
  }

  /// What a name at a level says in the flat document: a node of that level or of one around it, by the repetition in which both stand;
  /// failing that, all places of a node that stands in some group. A group is named with a slash behind it.
  std::vector<std::string> meant_by(const std::string& name, size_t level) {
    const std::vector<std::string> way = way_parts(name);
    const Node *first = s_.find_by_name(way.front()), *last = s_.find_by_name(way.back());
    if (!first) return {name};
    const bool group = group_of(last ? *last : *first) && s_.groups.count(group_of(last ? *last : *first));
    const std::string slash = group ? "/" : "";
    for (size_t at = level;; at = scopes_[at].around) {
      if (scopes_[at].home == first->home) return {scopes_[at].prefix + name + slash};
      if (scopes_[at].around == at) break;
    }
    if (places_of_.empty()) {
      for (const auto& [id, node] : flat_->nodes)
        if (const auto place = out_.places_.find(id); place != out_.places_.end()) places_of_.emplace(place->second.node, node->name);
      for (const Unfolded& instance : out_.groups_) places_of_.emplace(instance.place.node, instance.name);
    }
    std::vector<std::string> all;
    const auto [begin, end] = places_of_.equal_range(first->id);
    for (auto it = begin; it != end; ++it) all.push_back(it->second + name.substr(way.front().size()) + slash);
    return all.empty() ? std::vector<std::string>{name} : all;
  }

  void fault(const Node& flat, bool error, std::string text, std::string remedy) {
    out_.faults_.push_back({flat.id, error, str(flat.name, ": ", text), std::move(remedy)});
  }

  void add_instance(const Node& node, const Node& flat, const FlatPlace& place, NodeId home, NodeId scope, size_t level) {
    const NodeId inner = group_of(node);
    Instance& instance = instances_[flat.id];
    instance = {&node, nullptr, home, scope, {}, 0};
    Unfolded record;
    record.id = flat.id, record.place = place, record.name = flat.name, record.type = s_.type_of(node), record.bypassed = node.bypassed;
    for (const auto& [key, value] : flat.params)
      if (std::string why = record.type && record.type->field(key) ? check_param(*record.type, key, value) : ""; !why.empty())
        return refuse(std::move(record), flat, why, str("Correct ", key, "."));
    const Group& group = s_.groups.at(inner);
    std::unordered_set<NodeId> around;
    if (std::find(homes_.begin(), homes_.end(), inner) != homes_.end())
      return refuse(std::move(record), flat, "the group contains itself", "Take the instance out of the group that it is an instance of.");
    if (homes_.size() >= max_group_depth)
      return refuse(std::move(record), flat, str("groups are nested more than ", max_group_depth, " deep"), "Ungroup some of them.");
    const int64_t times = repetitions(node, flat.params);
    if (flat_->nodes.size() + count(inner, around) * static_cast<size_t>(times) > max_project_nodes)
      return refuse(std::move(record), flat, str("the groups unfold to more than ", max_project_nodes, " nodes"),
                    "Repeat it less often, or nest fewer groups.");
    if (!wired(node) && record.type && !record.type->inputs.empty()) {
      record.members.clear();
      fault(flat, false, "not wired yet", "Wire it, or delete it.");
      out_.groups_.push_back(std::move(record));
      return;
    }
    const size_t chained = record.type ? chained_ports(*record.type) : 0;
    if (times > 1 && chained == 0)
      return refuse(std::move(record), flat, "it cannot be repeated: no output fits its first input", "Set repeat to 1, or give the group an input and an output.");
    const bool passed = node.bypassed && record.type && can_bypass(*record.type);
    out_.groups_.push_back(std::move(record));
    const size_t index = out_.groups_.size() - 1;
    if (passed) return;
    instance.group = &group, instance.chained = chained;
    std::map<NodeId, Value::Dict> given;
    for (const GroupParam& param : group.params)
      if (const Value* value = flat.param(param.name))
        for (const GroupParam::Target& target : param.targets) set_entry(given[target.node], target.key, *value);
    open_.push_back(index), homes_.push_back(inner);
    std::vector<NodeId> path = place.path;
    path.push_back(node.id);
    std::vector<NodeId> scopes;
    for (int64_t nth = 0; nth < times; ++nth) {
      scopes.push_back(repetition_scope(flat.id, nth));
      add_scope(scopes.back(), inner, path, flat.name + (times > 1 ? str("/", nth + 1, "/") : "/"), nth, given, level);
    }
    instances_[flat.id].scopes = std::move(scopes);
    open_.pop_back(), homes_.pop_back();
  }

  /// Whether a wire leads to or from an instance, be it as a port of the group around it.
  bool wired(const Node& node) const {
    if (!s_.edges_of(node.id).empty()) return true;
    const auto around = s_.groups.find(node.home);
    if (around == s_.groups.end()) return false;
    const auto has = [&](const std::vector<GroupPort>& ports) {
      return std::any_of(ports.begin(), ports.end(), [&](const GroupPort& port) {
        return std::any_of(port.inner.begin(), port.inner.end(), [&](const PortRef& inner) { return inner.node == node.id; });
      });
    };
    return has(around->second.inputs) || has(around->second.outputs);
  }

  void refuse(Unfolded record, const Node& flat, const std::string& text, const std::string& remedy) {
    fault(flat, true, text, remedy);
    out_.groups_.push_back(std::move(record));
  }

  static const GroupPort* named(const std::vector<GroupPort>& ports, const std::string& name) {
    for (const GroupPort& port : ports)
      if (port.name == name) return &port;
    return nullptr;
  }

  /// The flat ports that a port of a level feeds.
  void targets(const PortRef& to, std::vector<PortRef>& found) const {
    const auto at = instances_.find(to.node);
    if (at == instances_.end()) return found.push_back(to);
    const Instance& instance = at->second;
    if (!instance.group) return;
    for (size_t i = 0; i < instance.group->inputs.size(); ++i) {
      const GroupPort& port = instance.group->inputs[i];
      if (port.name != to.port) continue;
      const size_t repetitions = i < instance.chained ? std::min<size_t>(1, instance.scopes.size()) : instance.scopes.size();
      for (size_t nth = 0; nth < repetitions; ++nth)
        for (const PortRef& inner : port.inner) targets({flat_id(instance.scopes[nth], inner.node), inner.port}, found);
    }
  }

  /// The flat port that is behind a port of a level; node 0: there is none.
  PortRef source(const PortRef& from) const {
    const auto at = instances_.find(from.node);
    if (at == instances_.end()) return flat_->find(from.node) ? from : PortRef{};
    const Instance& instance = at->second;
    if (instance.group) return instance.scopes.empty() ? PortRef{} : output(instance, from.port, instance.scopes.back());
    const NodeType* type = s_.type_of(*instance.node);
    const PortDesc* out = type ? type->output(from.port) : nullptr;
    const PortDesc* in = out && instance.node->bypassed ? bypass_input(s_, instance.node->id, *type, *out) : nullptr;
    if (!in || passing_ >= 1000) return {};
    ++passing_;  // wires may form a circle of instances that are passed by
    const PortRef& before = s_.sources({instance.node->id, in->name}).front();
    const PortRef found = source({flat_id(instance.scope, before.node), before.port});
    --passing_;
    return found;
  }

  PortRef output(const Instance& instance, const std::string& name, NodeId scope) const {
    const GroupPort* port = named(instance.group->outputs, name);
    if (!port || port->inner.empty()) return {};
    return source({flat_id(scope, port->inner.front().node), port->inner.front().port});
  }

  void wire(const PortRef& from, const std::vector<PortRef>& to) {
    if (!from.node) return;
    for (const PortRef& target : to) flat_->insert_edge({from, target});
  }

  void add_wires(const Scope& scope) {
    const auto found = wires_.find(scope.home);
    if (found == wires_.end()) return;
    for (const Edge& e : found->second) {
      const Edge level{{flat_id(scope.id, e.from.node), e.from.port}, {flat_id(scope.id, e.to.node), e.to.port}};
      const PortRef from = source(level.from);
      std::vector<PortRef> to;
      targets(level.to, to);
      wire(from, to);
      if (instances_.count(level.from.node) || instances_.count(level.to.node)) out_.group_wires_.emplace_back(level, from);
    }
  }

  /// The chain of repetitions, and what the ports are in the flat document.
  void describe(Unfolded& record) {
    const Instance& instance = instances_.at(record.id);
    if (!instance.group) return;
    const Group& group = *instance.group;
    for (size_t nth = 1; nth < instance.scopes.size(); ++nth)
      for (size_t i = 0; i < instance.chained && i < group.inputs.size() && i < group.outputs.size(); ++i) {
        std::vector<PortRef> to;
        for (const PortRef& inner : group.inputs[i].inner) targets({flat_id(instance.scopes[nth], inner.node), inner.port}, to);
        wire(output(instance, group.outputs[i].name, instance.scopes[nth - 1]), to);
      }
    for (const GroupPort& port : group.inputs) targets({record.id, port.name}, record.inputs[port.name]);
    for (const GroupPort& port : group.outputs)
      if (const PortRef from = source({record.id, port.name}); from.node) record.outputs[port.name] = from;
  }

 public:
  /// Names of nodes become those of the flat document; a group in an optimizer's scope becomes all that is in it.
  void finish_names() {
    for (const auto& [id, level] : naming_) {
      Node node = *flat_->find(id);
      if (const std::string owner = shared_name(node); !owner.empty())
        if (const auto meant = meant_by(owner, level); meant.size() == 1) set_entry(node.params, shares_key, Value(meant.front()));
      if (const Value* scope = node.param("scope"); scope && scope->is_string()) {
        std::string text;
        for (const std::string& name : listed_names(scope->to_string()))
          for (const std::string& meant : meant_by(name, level)) list(meant, text);
        set_entry(node.params, "scope", Value(text));
      }
      flat_->replace_node(std::move(node));
    }
  }

 private:
  void list(const std::string& name, std::string& text) const {
    const auto add = [&](const std::string& one) { text += (text.empty() ? "" : ", ") + one; };
    if (name.back() != '/') return add(name);
    for (const auto& [id, node] : flat_->nodes)
      if (node->name.rfind(name, 0) == 0) add(node->name);
  }

  Expansion& out_;
  const GraphState& s_;
  std::shared_ptr<GraphState> flat_ = std::make_shared<GraphState>();
  std::unordered_map<NodeId, std::vector<const Node*>> inside_;
  std::unordered_map<NodeId, std::vector<Edge>> wires_;
  std::unordered_map<NodeId, size_t> counts_;
  std::unordered_map<NodeId, Instance> instances_;
  std::vector<Scope> scopes_;
  std::vector<size_t> open_;          ///< records of the instances around what is being unfolded
  std::vector<NodeId> homes_;         ///< their definitions
  std::vector<std::pair<NodeId, size_t>> naming_;              ///< nodes that name others, and the level they do it at
  std::multimap<NodeId, std::string> places_of_;               ///< flat names by the node of the document; filled when asked for
  mutable size_t passing_ = 0;
};

Expansion::Expansion(Snapshot document) : document_(std::move(document)), flat_(document_) {
  const bool grouped = !document_->groups.empty() ||
                       std::any_of(document_->nodes.begin(), document_->nodes.end(), [](const auto& n) { return bool(n.second->home); });
  if (!grouped) return;
  Unfolding unfolding(*this);
  auto flat = unfolding.run();
  unfolding.finish_names();
  flat_ = std::move(flat);
}

const FlatPlace* Expansion::place(NodeId flat) const {
  const auto found = places_.find(flat);
  return found == places_.end() ? nullptr : &found->second;
}

Snapshot unfolded(const Snapshot& document) { return Expansion(document).flat(); }

}  // namespace tl::nodes
