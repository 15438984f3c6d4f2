// SPDX-License-Identifier: Apache-2.0
// A library of one's own: the operator soft_step and a node for it. See README.md beside this file.
#include "engine/ops/functions.h"
#include "engine/ops/library_entry.h"
#include "nodes/plugin.h"

namespace {

using namespace tl;

/// Written in other operators: shapes, gradients of any order, all floating-point types and other devices follow.
ops::Outputs soft_step(const ops::OpCall& call) {
  ops::Outputs out;
  out[0] = sigmoid(call.in[0] * call.d(0));
  return out;
}

ops::OpDef soft_step_operator() {
  ops::OpDef op;
  op.name = "soft_step";
  op.category = "Pointwise";
  op.doc = "sigmoid(sharpness · input): a step from 0 to 1 that has a derivative.";
  op.args = {{"input"}, {"sharpness", ops::ArgKind::real, 4.0, false, "How steep the step is"}};
  op.composite = soft_step;
  return op;
}

nodes::NodeType soft_step_node() {
  FieldDesc sharpness;
  sharpness.name = sharpness.label = "sharpness";
  sharpness.help = "How steep the step is";
  sharpness.kind = FieldKind::real;
  sharpness.default_value = 4.0;
  sharpness.min = 0;
  sharpness.on_node = true;

  nodes::NodeType type;
  type.key = type.title = "SoftStep";
  type.stem = "soft_step";
  type.category = nodes::Category::activation;
  type.doc = "A step from 0 to 1 that has a derivative";
  type.role = nodes::Role::function;
  type.inputs = {{"input", nodes::PortKind::tensor, "any shape"}};
  type.outputs = {{"output", nodes::PortKind::tensor}};
  type.fields = {sharpness};
  type.function = [](const Value& params, const std::vector<Tensor>& inputs) {
    return std::vector<Tensor>{ops::call("soft_step", {inputs[0], *params.find("sharpness")}).to_tensor()};
  };
  return type;
}

}  // namespace

TL_LIBRARY(registrar) {
  registrar.op(soft_step_operator());
  nodes::add_node_type(registrar, soft_step_node());
}
