// SPDX-License-Identifier: Apache-2.0
#include "nodes/advice.h"

#include <cmath>

#include "engine/core/error.h"
#include "nodes/measures.h"
#include "nodes/mends.h"
#include "nodes/patch.h"
#include "nodes/practice.h"

namespace tl::nodes {

namespace {

Fix flatten_fix(const Edge& wire) { return {TL_TR("Insert Flatten"), "insert_flatten", wire, "Flatten", {}, {}}; }

/// A pinned automatic option (in_features = 100) is the usual cause of a misfit.
const FieldDesc* pinned_option(const Node& node, const NodeType& type) {
  for (const FieldDesc& field : type.fields)
    if (field.automatic)
      if (const Value* set = node.param(field.name); set && !set->is_none()) return &field;
  return nullptr;
}

}  // namespace

Advice advise(const Node& node, const NodeType& type, const NodeFacts& facts, const std::vector<std::optional<TensorMeta>>& inputs,
              const std::vector<Edge>& wires) {
  Advice advice;
  advice.remedy = facts.remedy;
  if (type.input(facts.argument)) advice.port = facts.argument;
  else if (type.field(facts.argument)) advice.param = facts.argument;
  if (advice.port.empty() && !type.inputs.empty()) advice.port = type.inputs.front().name;
  const size_t rank = !inputs.empty() && inputs[0] ? inputs[0]->dims.size() : 0;
  if (const FieldDesc* pinned = pinned_option(node, type)) {
    advice.param = pinned->name;
    advice.remedy = str("Set ", pinned->name, " of ", node.name, " to automatic.");
    advice.fix = {str("Make ", pinned->name, " automatic"), "reset_param", {}, pinned->name, {}, {}};
    advice.more = find_mends(node, type, inputs, wires);
    return advice;
  }
  advice.more = find_mends(node, type, inputs, wires);
  if (!advice.more.empty()) advice.fix = std::move(advice.more.front()), advice.more.erase(advice.more.begin());
  const std::string& kind = advice.fix.kind;
  if (kind == "insert_flatten" && (type.role == Role::loss || type.role == Role::metric)) {
    advice.remedy = str("Insert Flatten (and a Linear that gives one number per class) before ", node.name, ".");
  } else if (kind == "insert" || kind == "insert_flatten") {
    advice.port = advice.fix.edge.to.port;
    advice.remedy = str("Insert ", find_node_type(advice.fix.key)->title, " before ", node.name, ".");
  } else if (kind == "retype") {
    advice.remedy = str("Use ", find_node_type(advice.fix.key)->title, " for ", inputs[0]->shape_text(), " inputs.");
  }
  const bool slides = type.category == Category::convolution || type.category == Category::pooling;
  if (slides && rank != 4 && rank != 0 && type.key.find("2d") != std::string::npos) {
    advice.remedy = str(type.title, " needs images N×C×H×W: insert Reshape before ", node.name, ", or place it before Flatten.");
  } else if (advice.remedy.empty() && type.inputs.size() >= 2) {
    advice.remedy = str("Make the shapes at the inputs of ", node.name, " fit each other.");
  }
  return advice;
}

Advice doubt(const Node&, const NodeType& type, const std::vector<std::optional<TensorMeta>>& inputs, const std::vector<Edge>& wires,
             std::string& text) {
  Advice advice;
  if (type.key != "Linear" || inputs.empty() || !inputs[0] || inputs[0]->dims.size() < 4) return advice;
  text = str("works on the last axis (", inputs[0]->dims.back().text(), ") of ", inputs[0]->shape_text(), " only");
  advice.port = type.inputs.front().name;
  advice.remedy = "Insert Flatten to use all features of a sample.";
  advice.fix = flatten_fix(wires[0]);
  return advice;
}

std::optional<GraphPatch> make_fix(const GraphState& state, const Problem& problem, size_t which) {
  if (which > problem.more.size()) return std::nullopt;
  const Fix& fix = which == 0 ? problem.fix : problem.more[which - 1];
  GraphPatch patch;
  const NodeId node = fix.node ? fix.node : problem.node;
  if (fix.kind == "insert" || fix.kind == "insert_flatten") {
    const Node *from = state.find(fix.edge.from.node), *to = state.find(fix.edge.to.node);
    if (!from || !to || !state.edges.count(fix.edge)) return std::nullopt;
    // In the row of the two where it fits between them, else below, so that it covers neither.
    const bool fits = std::abs(to->position.x - from->position.x) >= 2 * measures::column_pitch - 1;
    const Point middle{(from->position.x + to->position.x) / 2, (from->position.y + to->position.y) / 2 + (fits ? 0 : 40)};
    patch = make_insert_on_edge(state, fix.key, fix.edge, middle);
    for (Edit& edit : patch.edits)
      if (auto* add = std::get_if<AddNode>(&edit)) add->node.params = fix.params;
  } else if (fix.kind == "retype") {
    if (!state.find(node)) return std::nullopt;
    patch = make_retype(state, node, fix.key);
  } else if (fix.kind == "set_param") {
    const Value* value = find_entry(fix.params, fix.key);
    if (!state.find(node) || !value) return std::nullopt;
    patch = make_set_param(state, node, fix.key, *value);
    patch.merge_id.clear();
  } else if (fix.kind == "reset_param") {
    if (!state.find(node)) return std::nullopt;
    patch = make_set_param(state, node, fix.key, std::nullopt);
    patch.merge_id.clear();
  } else if (fix.kind == "remove_edge") {
    if (!state.edges.count(fix.edge)) return std::nullopt;
    patch = make_disconnect(state, fix.edge);
  } else if (fix.kind == "remove_node" || fix.kind == "use_logits") {
    patch = make_advised(state, fix, node);
  } else if (fix.kind == "connect") {
    if (!can_connect(state, fix.edge.from, fix.edge.to).ok) return std::nullopt;
    patch = make_connect(state, fix.edge.from, fix.edge.to);
  } else if (fix.kind == "add_node") {
    Point right{0, 0};
    for (const auto& [id, node] : state.nodes) right.x = std::max(right.x, node->position.x + measures::column_pitch), right.y = node->position.y;
    patch = make_add_node(state, fix.key, right);
  }
  if (patch.empty()) return std::nullopt;
  patch.label = fix.label;
  return patch;
}

}  // namespace tl::nodes
