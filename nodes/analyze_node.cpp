// SPDX-License-Identifier: Apache-2.0
// One node of the walk: its parameters, its wires, and what it makes of what flows in.
#include <algorithm>

#include "engine/core/error.h"
#include "nodes/analyzer.h"
#include "nodes/infer_node.h"
#include "nodes/node_build.h"
#include "nodes/port_rules.h"
#include "nodes/project_limits.h"

namespace tl::nodes {

TensorMeta seen_at(TensorMeta meta, PortKind kind) {
  if (meta.per_sample && kind == PortKind::tensor) {
    meta.dims.insert(meta.dims.begin(), Dim{1, 0});
    meta.per_sample = false;
  }
  return meta;
}

bool Analyzer::broken(NodeId id) const {
  const NodeStatus status = base_.nodes.at(id)->status;
  return status == NodeStatus::error || status == NodeStatus::blocked;
}

void Analyzer::block(const Node& node, NodeId by) {
  NodeReport& r = base_.nodes[node.id].write();
  const NodeReport& cause = *base_.nodes.at(by);
  const NodeId root = cause.status == NodeStatus::blocked ? cause.blocked_by : by;
  r.status = NodeStatus::blocked;
  r.blocked_by = root;
  r.message = str("waiting for ", s_->find(root)->name);
}

void Analyzer::visit(const Node& node) {
  base_.nodes[node.id];
  const NodeType* type = find_node_type(node.type);
  if (!type) {
    Advice advice;
    advice.remedy = "Remove it, or open the project with a version that knows it.";
    return fail(node, str("node type '", quotable(node.type), "' is not known here (kept as a placeholder)"), advice);
  }
  check_params(node, *type);
  check_ports(node, *type);
  if (base_.nodes[node.id]->status == NodeStatus::error) return;
  std::vector<Edge> wires;
  std::vector<std::optional<TensorMeta>> inputs;
  if (!gather(node, *type, wires, inputs)) return;
  if (node.bypassed && can_bypass(*type)) return pass_on(node, *type);
  switch (type->role) {
    case Role::source: return visit_source(node, *type);
    case Role::sample_step: return visit_sample_step(node, *type);
    case Role::optimizer:
    case Role::scheduler: return;
    default: return visit_tensor_node(node, *type, inputs, wires);
  }
}

void Analyzer::check_params(const Node& node, const NodeType& type) {
  for (const auto& [key, value] : node.params) {
    Advice advice;
    advice.param = key;
    if (!type.field(key)) {
      advice.remedy = "It is kept but has no effect.";
      warn(node, str(type.title, " has no parameter '", quotable(key), "'"), advice);
    } else if (std::string why = check_param(type, key, value); !why.empty()) {
      advice.remedy = str("Correct ", key, ".");
      advice.fix = {str("Reset ", key), "reset_param", {}, key, {}, {}};
      fail(node, why, advice);
    }
  }
}

/// Wires at ports that the type does not have, and several at a port that takes one.
void Analyzer::check_ports(const Node& node, const NodeType& type) {
  for (const Edge& e : s_->edges_of(node.id)) {
    Advice advice;
    advice.remedy = "Remove the wire.";
    advice.fix = {TL_TR("Remove the wire"), "remove_edge", e, "", {}, {}};
    if (e.from.node == node.id && !type.output(e.from.port)) fail(node, str("there is no output '", quotable(e.from.port), "'"), advice);
    if (e.to.node != node.id) continue;
    advice.port = e.to.port;
    const PortDesc* port = type.input(e.to.port);
    if (!port) fail(node, str("there is no input '", quotable(e.to.port), "'"), advice);
    else if (!port->multiple && s_->sources(e.to).size() > 1 && s_->sources(e.to).front() != e.from)
      fail(node, str("several wires at '", port->name, "', which takes one"), advice);
  }
}

const TensorMeta* Analyzer::flowing(const PortRef& from) const {
  auto flow = flows_.find(from.node);
  if (flow != flows_.end())
    for (const auto& [port, meta] : flow->second.outputs)
      if (port == from.port) return &meta;
  return nullptr;
}

/// The inputs' shapes; false when the node cannot be looked into.
bool Analyzer::gather(const Node& node, const NodeType& type, std::vector<Edge>& wires, std::vector<std::optional<TensorMeta>>& inputs) {
  const bool lonely = loose(node.id);
  bool complete = true;
  NodeId blocker;
  for (const PortDesc& port : type.inputs) {
    const PortRef to{node.id, port.name};
    const auto& sources = s_->sources(to);
    wires.push_back(sources.empty() ? Edge{} : Edge{sources.front(), to});
    inputs.emplace_back();
    PortReport report{port.name, false, port.kind, std::nullopt};
    if (sources.empty() && !port.optional) {
      complete = false;
      Advice advice;
      advice.port = port.name;
      advice.remedy = str("Wire ", port.kind == PortKind::loss ? "a loss" : "an output", " to it.");
      if (!lonely) fail(node, str("input '", port.name, "' is not wired"), advice);
    }
    for (const PortRef& from : sources) {
      const PortDesc* out = output_port(*s_, from);
      if (broken(from.node) || !out) blocker = from.node;
      else if (!kinds_fit(out->kind, port.kind)) complete = misfit(node, from, to);
      else if (const TensorMeta* meta = flowing(from)) inputs.back() = seen_at(*meta, port.kind);
    }
    report.meta = inputs.back();
    base_.nodes[node.id].write().ports.push_back(std::move(report));
  }
  if (lonely && !complete) {
    Advice advice;
    advice.remedy = "Wire it, or delete it.";
    warn(node, "not wired yet", advice);
  }
  if (complete && blocker) block(node, blocker), complete = false;
  return complete;
}

bool Analyzer::misfit(const Node& node, const PortRef& from, const PortRef& to) {
  Advice advice;
  advice.port = to.port;
  advice.remedy = "Wire another output to it.";
  advice.fix = {TL_TR("Remove the wire"), "remove_edge", {from, to}, "", {}, {}};
  fail(node, judge_ports(*s_, from, to).reason, advice);
  return false;
}

/// A node that is passed by gives what it gets: each output the first wired input of a kind that fits.
void Analyzer::pass_on(const Node& node, const NodeType& type) {
  for (const PortDesc& out : type.outputs) {
    const PortDesc* in = bypass_input(*s_, node.id, type, out);
    if (!in) continue;
    const PortRef from = s_->sources({node.id, in->name}).front();
    const TensorMeta* meta = flowing(from);
    if (!meta) continue;
    if (const Flow& flow = flows_.at(from.node); in->kind == PortKind::sample)
      for (size_t i = 0; i < flow.outputs.size() && i < flow.specs.size(); ++i)
        if (flow.outputs[i].first == from.port) flows_[node.id].specs.push_back(data::FieldSpec(flow.specs[i]));
    set_output(node, out, seen_at(*meta, in->kind));
  }
  base_.nodes[node.id].write().summary = "bypassed";
}

void Analyzer::set_output(const Node& node, const PortDesc& port, TensorMeta meta) {
  base_.nodes[node.id].write().ports.push_back({port.name, true, port.kind, meta});
  flows_[node.id].outputs.emplace_back(port.name, std::move(meta));
}

void Analyzer::set_sample_outputs(const Node& node, const NodeType& type, const std::vector<data::FieldSpec>& fields) {
  for (size_t i = 0; i < type.outputs.size() && i < fields.size(); ++i) {
    TensorMeta meta;
    meta.per_sample = true;
    meta.dtype = fields[i].dtype;
    for (int64_t size : fields[i].sizes) meta.dims.push_back({0, size});
    flows_[node.id].specs.push_back(fields[i]);
    set_output(node, type.outputs[i], std::move(meta));
  }
}

void Analyzer::visit_source(const Node& node, const NodeType& type) {
  try {
    DataRecipe recipe = type.source(Value(all_params(node, type)), options_.project_dir);
    set_sample_outputs(node, type, recipe.train->fields());
    base_.nodes[node.id].write().summary = recipe.summary;
    flows_[node.id].classes = recipe.class_names;
    recipes_[node.id] = std::move(recipe);
  } catch (const Error& e) {
    Advice advice;
    advice.remedy = e.remedy();
    if (type.field(e.argument())) advice.param = e.argument();
    fail(node, e.message(), advice);
  }
}

void Analyzer::visit_sample_step(const Node& node, const NodeType& type) {
  try {
    std::vector<data::FieldSpec> inputs;
    for (const PortDesc& port : type.inputs) {
      const PortRef from = s_->sources({node.id, port.name}).front();
      const Flow& flow = flows_.at(from.node);
      for (size_t i = 0; i < flow.outputs.size() && i < flow.specs.size(); ++i)
        if (flow.outputs[i].first == from.port) inputs.push_back(flow.specs[i]);
    }
    set_sample_outputs(node, type, type.transform(Value(all_params(node, type)))->infer(inputs));
    base_.nodes[node.id].write().summary = flowing({node.id, type.outputs.front().name})->shape_text();
  } catch (const Error& e) {
    Advice advice;
    advice.remedy = e.remedy();
    fail(node, e.message(), advice);
  }
}

void Analyzer::visit_tensor_node(const Node& node, const NodeType& type, const std::vector<std::optional<TensorMeta>>& inputs,
                                 const std::vector<Edge>& wires) {
  const auto facts = infer_node(type, all_params(node, type), inputs);
  NodeReport& r = base_.nodes[node.id].write();
  r.automatic = facts->automatic;
  if (!facts->error.empty()) return fail(node, facts->error, advise(node, type, *facts, inputs, wires));
  r.parameters = facts->parameters;
  r.flops = facts->flops;
  for (size_t i = 0; i < type.outputs.size() && i < facts->outputs.size(); ++i) set_output(node, type.outputs[i], facts->outputs[i]);
  for (size_t i = facts->outputs.size(); i < type.outputs.size(); ++i)
    if (!s_->targets({node.id, type.outputs[i].name}).empty()) {
      Advice advice;
      advice.port = type.outputs[i].name;
      advice.remedy = str("Turn it on (", type.outputs[i].help, "), or remove the wire.");
      return fail(node, str("the output ", type.outputs[i].name, " is wired, but its parameters turn it off"), advice);
    }
  if (!facts->outputs.empty()) r.summary = facts->outputs[0].shape_text();
  if (type.key == "CrossEntropyLoss" || type.key == "NLLLoss") check_class_count(node, inputs, wires);
  std::string text;
  if (Advice advice = doubt(node, type, inputs, wires, text); !text.empty()) warn(node, text, advice);
}

void Analyzer::check_class_count(const Node& node, const std::vector<std::optional<TensorMeta>>& inputs, const std::vector<Edge>& wires) {
  if (wires.size() < 2 || !inputs[0] || inputs[0]->dims.size() < 2) return;
  auto data = flows_.find(wires[1].from.node);
  if (data == flows_.end()) return;
  const auto classes = static_cast<int64_t>(data->second.classes.size());
  const Dim given = inputs[0]->dims[1];
  if (classes == 0 || given.scale != 0 || given.offset >= classes) return;
  Advice advice;
  advice.port = "input";
  advice.remedy = str("Set out_features of the last Linear to ", classes, ".");
  // The layer that decided the number of scores: up the main way, past what changes no width.
  far_.insert(node.id);
  NodeId at = wires[0].from.node;
  for (int steps = 0; steps < 32; ++steps) {
    const Node* layer = s_->find(at);
    const NodeType* type = layer ? find_node_type(layer->type) : nullptr;
    if (!type || type->inputs.empty()) break;
    for (const char* key : {"out_features", "out_channels"})
      if (type->field(key) && advice.fix.label.empty()) {
        advice.remedy = str("Set ", key, " of ", layer->name, " to ", classes, ".");
        advice.fix = {str("Set ", key, " of ", layer->name, " to ", classes), "set_param", {}, key, {{key, Value(classes)}}, at};
      }
    const auto& before = s_->sources({at, type->inputs.front().name});
    if (!advice.fix.label.empty() || before.size() != 1) break;
    at = before.front().node;
  }
  fail(node, str("the network gives ", given.offset, " scores, the data has ", classes, " classes"), advice);
}

}  // namespace tl::nodes
