// SPDX-License-Identifier: Apache-2.0
// What the analysis of the flat document means for the groups it was unfolded from.
#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "engine/core/error.h"
#include "nodes/analyze.h"
#include "nodes/analyzer.h"
#include "nodes/expansion.h"
#include "nodes/groups.h"

namespace tl::nodes {

namespace {

/// A wire of the flat document as one of the document: only where both its ends stand in the same repetition of the same instance.
std::optional<Edge> document_edge(const Edge& e, const Expansion& expansion) {
  if (!e.from.node && !e.to.node) return e;
  const FlatPlace *from = expansion.place(e.from.node), *to = expansion.place(e.to.node);
  if (!from && !to) return e;
  if (!from || !to || from->path != to->path) return std::nullopt;
  const Edge home{{from->node, e.from.port}, {to->node, e.to.port}};
  return expansion.document()->edges.count(home) ? std::optional(home) : std::nullopt;
}

bool bring_home(Fix& fix, const Expansion& expansion) {
  const auto edge = document_edge(fix.edge, expansion);
  // A wire that is yet to be drawn need not be there.
  if (!edge && fix.kind != "connect") return false;
  if (edge) fix.edge = *edge;
  if (const FlatPlace* place = expansion.place(fix.node)) fix.node = place->node;
  return fix.kind != "insert_flatten" && fix.kind != "insert" && fix.kind != "remove_edge" ? true
                                                                                          : expansion.document()->edges.count(fix.edge) > 0;
}

class GroupReports {
 public:
  GroupReports(Analysis& analysis, const Expansion& expansion) : a_(analysis), e_(expansion) {}

  void run() {
    for (const Unfolded& group : e_.groups()) {
      place_[group.id] = &group;
      for (const auto& [name, ports] : group.inputs)
        for (const PortRef& port : ports) enters_[port] = {&group, name};  // the innermost comes last
    }
    find_open_inputs();
    wait_for_faulty();
    std::unordered_map<NodeId, const Problem*> worst;
    for (const Problem& p : a_.problems)
      if (p.node) worst.emplace(p.node, &p);  // errors come first
    for (const Unfolded& group : e_.groups()) report(group, worst);
    for (const GroupFault& fault : e_.faults()) tell(fault);
    for (const auto& [edge, from] : e_.group_wires()) wire(edge, from);
    for (Problem& p : a_.problems) bring_home(p, e_);
    join_equal();
    const GraphState& document = *e_.document();
    a_.node_count = static_cast<int64_t>(document.nodes.size()), a_.wire_count = static_cast<int64_t>(document.edges.size());
  }

 private:
  /// "input 'x' is not wired" inside a group means the group's own input, where that is not wired.
  void find_open_inputs() {
    for (Problem& p : a_.problems) {
      const auto entrance = enters_.find({p.node, p.port});
      if (p.port.empty() || entrance == enters_.end() || !e_.flat()->sources({p.node, p.port}).empty()) continue;
      const Unfolded& group = *entrance->second.first;
      p.node = group.id, p.port = entrance->second.second, p.param.clear(), p.fix = {}, p.more.clear();
      p.text = str(group.name, ": input '", p.port, "' is not wired");
      p.remedy = "Wire an output to it.";
    }
  }

  /// What a group that is not unfolded would feed waits for it.
  void wait_for_faulty() {
    for (const auto& [edge, from] : e_.group_wires()) {
      const Node* waiting = from.node ? nullptr : e_.flat()->find(edge.to.node);
      const auto group = place_.find(edge.from.node);
      if (!waiting || group == place_.end()) continue;
      std::erase_if(a_.problems, [waiting, &port = edge.to.port](const Problem& p) { return p.node == waiting->id && p.port == port; });
      NodeReport& r = a_.nodes[waiting->id].write();
      r.status = NodeStatus::blocked, r.blocked_by = edge.from.node, r.message = "waiting for " + group->second->name, r.remedy.clear();
    }
  }

  void report(const Unfolded& group, const std::unordered_map<NodeId, const Problem*>& worst) {
    NodeReport& r = a_.nodes[group.id].write();
    NodeId waits_for;
    const std::unordered_set<NodeId> members(group.members.begin(), group.members.end());
    for (NodeId id : group.members) {
      const NodeReport* inner = a_.node(id);
      if (!inner) continue;
      r.parameters += inner->parameters, r.flops += inner->flops;
      if (inner->status == NodeStatus::blocked) {
        if (!waits_for && !members.count(inner->blocked_by)) waits_for = inner->blocked_by;
      } else if (inner->status != NodeStatus::ok && (r.status == NodeStatus::ok || inner->status > r.status)) {
        r.status = inner->status;
        r.message = "in " + e_.flat()->find(id)->name.substr(group.name.size() + 1) + ": " + inner->message;
        r.remedy = inner->remedy;
      }
    }
    if (const auto own = worst.find(group.id); own != worst.end() && own->second->severity == Severity::error) {
      r.status = NodeStatus::error, r.message = own->second->text.substr(group.name.size() + 2), r.remedy = own->second->remedy;
    } else if (waits_for && r.status != NodeStatus::error) {
      r.status = NodeStatus::blocked, r.blocked_by = waits_for;
      const Node* root = e_.flat()->find(waits_for);
      r.message = "waiting for " + (root ? root->name : std::string("another node"));
    }
    ports(group, r);
  }

  void ports(const Unfolded& group, NodeReport& r) {
    if (!group.type) return;
    for (const PortDesc& port : group.type->inputs) {
      PortReport report{port.name, false, port.kind, std::nullopt};
      if (const auto found = group.inputs.find(port.name); found != group.inputs.end())
        for (const PortRef& inner : found->second)
          if (const NodeReport* node = a_.node(inner.node); node && !report.meta)
            if (const TensorMeta* meta = node->input(inner.port)) report.meta = *meta;
      r.ports.push_back(std::move(report));
    }
    for (const PortDesc& port : group.type->outputs) {
      PortReport report{port.name, true, port.kind, std::nullopt};
      if (const auto found = group.outputs.find(port.name); found != group.outputs.end())
        if (const NodeReport* node = a_.node(found->second.node))
          if (const TensorMeta* meta = node->output(found->second.port)) report.meta = *meta;
      if (report.meta && r.summary.empty()) r.summary = report.meta->shape_text();
      r.ports.push_back(std::move(report));
    }
    if (group.bypassed) r.summary = "bypassed";
  }

  void tell(const GroupFault& fault) {
    NodeReport& r = a_.nodes[fault.id].write();
    r.status = fault.error ? NodeStatus::error : NodeStatus::warning;
    r.message = fault.text.substr(fault.text.find(": ") + 2), r.remedy = fault.remedy;
    Problem p;
    p.severity = fault.error ? Severity::error : Severity::warning, p.node = fault.id, p.text = fault.text, p.remedy = fault.remedy;
    if (!fault.error) return a_.problems.push_back(std::move(p));
    // What is said of the nodes around it follows from it.
    a_.problems.insert(a_.problems.begin(), std::move(p));
  }

  /// What flows on a wire that ends at a group.
  void wire(const Edge& edge, const PortRef& from) {
    const NodeReport* source = a_.node(from.node);
    const TensorMeta* meta = source ? source->output(from.port) : nullptr;
    if (!meta) return;
    PortKind kind = PortKind::tensor;
    if (const auto group = place_.find(edge.to.node); group != place_.end()) {
      if (const PortDesc* port = group->second->type ? group->second->type->input(edge.to.port) : nullptr) kind = port->kind;
    } else if (const NodeType* type = e_.flat()->type_of(edge.to.node)) {
      if (const PortDesc* port = type->input(edge.to.port)) kind = port->kind;
    }
    a_.wires[edge].write() = seen_at(*meta, kind);
  }

  /// A mistake in a definition is one mistake, however many instances it has.
  void join_equal() {
    std::set<std::tuple<NodeId, std::string, std::string, std::string>> told;
    std::erase_if(a_.problems, [&](const Problem& p) {
      const size_t colon = p.path.empty() ? std::string::npos : p.text.find(": ");
      return colon != std::string::npos && !told.insert({p.node, p.port, p.param, p.text.substr(colon)}).second;
    });
  }

  Analysis& a_;
  const Expansion& e_;
  std::unordered_map<NodeId, const Unfolded*> place_;
  std::unordered_map<PortRef, std::pair<const Unfolded*, std::string>> enters_;
};

}  // namespace

void bring_home(Problem& problem, const Expansion& expansion) {
  if (expansion.trivial()) return;
  if (!bring_home(problem.fix, expansion)) problem.fix = {};
  std::erase_if(problem.more, [&](Fix& fix) { return !bring_home(fix, expansion); });
  if (problem.fix.label.empty() && !problem.more.empty()) problem.fix = std::move(problem.more.front()), problem.more.erase(problem.more.begin());
  const FlatPlace* place = expansion.place(problem.node);
  for (const Unfolded& group : expansion.groups())
    if (group.id == problem.node) place = &group.place;
  if (place) problem.path = place->path, problem.node = place->node;
}

void report_groups(Analysis& analysis, const Expansion& expansion) { GroupReports(analysis, expansion).run(); }

}  // namespace tl::nodes
