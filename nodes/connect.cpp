// SPDX-License-Identifier: Apache-2.0
// Which ports may be wired: kinds and cycles, from the graph alone; and what a new node would make of a wire.
#include <unordered_set>

#include "engine/core/error.h"
#include "engine/data/transforms.h"
#include "nodes/analyze.h"
#include "nodes/infer_node.h"
#include "nodes/port_rules.h"

namespace tl::nodes {

namespace {

/// All nodes that reach `start` (upstream) or are reached from it, itself included.
std::unordered_set<NodeId> connected(const GraphState& state, NodeId start, bool upstream) {
  std::unordered_set<NodeId> seen{start};
  std::vector<NodeId> todo{start};
  while (!todo.empty()) {
    const NodeId id = todo.back();
    todo.pop_back();
    for (const Edge& e : state.edges_of(id)) {
      if (upstream ? e.to.node != id : e.from.node != id) continue;
      const NodeId next = upstream ? e.from.node : e.to.node;
      if (seen.insert(next).second) todo.push_back(next);
    }
  }
  return seen;
}

Verdict refuse(std::string reason) { return {false, std::move(reason)}; }

Verdict judge_kinds(const Node& from_node, const PortDesc& from, const Node& to_node, const PortDesc& to) {
  if (kinds_fit(from.kind, to.kind)) return {};
  if (to.kind == PortKind::sample)
    return refuse(
        str(to_node.name, " works on single samples, ", from_node.name, " gives ",
            from.kind == PortKind::tensor ? "whole batches; put it between the data and the first layer" : port_kind_name(from.kind)));
  if (to.kind == PortKind::loss) return refuse(str(to_node.name, " follows a loss; wire the output of a loss node here"));
  if (to.kind == PortKind::schedule) return refuse(str(to_node.name, " takes a learning-rate schedule here"));
  if (from.kind == PortKind::loss) return refuse(str("the loss of ", from_node.name, " goes to an optimizer"));
  if (from.kind == PortKind::schedule) return refuse(str(from_node.name, " goes to the schedule port of an optimizer"));
  return refuse(str("'", to.name, "' takes a ", port_kind_name(to.kind), ", '", from.name, "' gives a ", port_kind_name(from.kind)));
}

std::string cycle_reason(const GraphState& state, NodeId from, NodeId to) {
  return str("this would close a circle: ", state.find(to)->name, " already leads to ", state.find(from)->name);
}

}  // namespace

Verdict judge_ports(const GraphState& state, const PortRef& from, const PortRef& to) {
  const Node *a = state.find(from.node), *b = state.find(to.node);
  if (!a || !b) return refuse("the node does not exist");
  const PortDesc *out = output_port(state, from), *in = input_port(state, to);
  if (!out) return refuse(str(a->name, " has no output '", from.port, "'"));
  if (!in) return refuse(str(b->name, " has no input '", to.port, "'"));
  if (from.node == to.node) return refuse(str(a->name, " cannot feed itself"));
  if (a->home != b->home) return refuse(str(a->name, " and ", b->name, " stand in different groups; show the port on the group and wire that"));
  return judge_kinds(*a, *out, *b, *in);
}

Verdict can_connect(const GraphState& state, const PortRef& from, const PortRef& to) {
  Verdict verdict = judge_ports(state, from, to);
  if (verdict && connected(state, from.node, true).count(to.node)) return refuse(cycle_reason(state, from.node, to.node));
  return verdict;
}

std::map<PortRef, Verdict> fitting_ports(const GraphState& state, const PortRef& from, bool from_is_output) {
  std::map<PortRef, Verdict> result;
  const auto barred = connected(state, from.node, from_is_output);
  const Node* origin = state.find(from.node);
  for (const auto& [id, node] : state.nodes) {
    if (origin && node->home != origin->home) continue;
    const NodeType* type = state.type_of(*node);
    if (!type) continue;
    for (const PortDesc& port : from_is_output ? type->inputs : type->outputs) {
      const PortRef other{id, port.name};
      const PortRef &a = from_is_output ? from : other, &b = from_is_output ? other : from;
      Verdict verdict = judge_ports(state, a, b);
      if (verdict && barred.count(id)) verdict = refuse(cycle_reason(state, a.node, b.node));
      result[other] = std::move(verdict);
    }
  }
  return result;
}

namespace {

/// A step on single samples: asked whether it takes such ones (labels cannot be flipped).
Offer offer_step(const NodeType& type, const Node& fresh, const TensorMeta& meta, Offer offer) {
  data::FieldSpec spec;
  spec.dtype = meta.dtype;
  for (const Dim& d : meta.dims) spec.sizes.push_back(d.offset);
  try {
    const auto given = type.transform(Value(all_params(fresh, type)))->infer({spec});
    if (given.empty()) return offer;
    TensorMeta out;
    out.per_sample = true, out.dtype = given[0].dtype;
    for (int64_t size : given[0].sizes) out.dims.push_back({0, size});
    offer.text = out.text();
  } catch (const Error& e) {
    offer.fits = false;
    offer.text = type.inputs.front().help.empty() ? e.message() : "needs " + type.inputs.front().help;
  }
  return offer;
}

}  // namespace

Offer offer_for(const NodeType& type, PortKind kind, const TensorMeta* meta, const Value::Dict& params) {
  Node fresh;
  fresh.params = params;
  Offer offer;
  const PortDesc* chosen = nullptr;
  size_t required = 0;
  for (const PortDesc& port : type.inputs) {
    if (!port.optional) ++required;
    if (!chosen && kinds_fit(kind, port.kind)) chosen = &port;
  }
  if (!chosen) {
    offer.text = type.inputs.empty() ? "takes no input" : str("needs a ", port_kind_name(type.inputs.front().kind));
    return offer;
  }
  offer.fits = true;
  offer.input = chosen->name;
  if (type.role == Role::sample_step && meta && meta->per_sample && required == 1) return offer_step(type, fresh, *meta, std::move(offer));
  const bool runs = type.role == Role::module || type.role == Role::function || type.role == Role::probe;
  if (!meta || !runs || required != 1) return offer;
  std::vector<std::optional<TensorMeta>> inputs(type.inputs.size());
  TensorMeta batch = *meta;
  if (batch.per_sample) batch.dims.insert(batch.dims.begin(), Dim{1, 0}), batch.per_sample = false;
  inputs[static_cast<size_t>(chosen - type.inputs.data())] = batch;
  const auto facts = infer_node(type, all_params(fresh, type), inputs);
  offer.fits = facts->error.empty();
  if (offer.fits) offer.text = facts->outputs.empty() ? "" : facts->outputs[0].text();
  else offer.text = chosen->help.empty() ? facts->error : "needs " + chosen->help;
  return offer;
}

}  // namespace tl::nodes
