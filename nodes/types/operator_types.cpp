// SPDX-License-Identifier: Apache-2.0
// Element-wise operators as nodes, straight from the engine's registry: ports are its tensor arguments, parameters its numbers. An operator
// that a layer or function node already stands for (relu: ReLU, mul: Multiply) is not offered twice.
#include <algorithm>
#include <set>

#include "engine/core/error.h"
#include "engine/ops/op_def.h"
#include "nodes/types/families.h"

namespace tl::nodes {

namespace {

/// "leaky_relu", "LeakyReLU": one word.
std::string plain(const std::string& name) {
  std::string word = lower_case(name);
  word.erase(std::remove(word.begin(), word.end(), '_'), word.end());
  return word;
}

/// Forward operators with a derivative, from a row of pointwise.def: what a network can be made of. Libraries declare their nodes themselves.
bool is_offered(const ops::OpDef& op) {
  if (!op.is(ops::pointwise) || !op.extra || op.is(ops::hidden) || !op.vjp || op.outputs != 1 || op.has_list) return false;
  return std::all_of(op.args.begin(), op.args.end(), [](const ops::ArgDef& a) {
    return a.kind == ops::ArgKind::tensor || a.kind == ops::ArgKind::real || a.kind == ops::ArgKind::integer || a.kind == ops::ArgKind::boolean;
  });
}

FieldKind field_kind(ops::ArgKind kind) {
  return kind == ops::ArgKind::real ? FieldKind::real : kind == ops::ArgKind::integer ? FieldKind::integer : FieldKind::boolean;
}

NodeType type_of(const ops::OpDef& op) {
  NodeType type;
  type.key = type.title = type.stem = op.name;
  type.category = Category::math;
  type.doc = op.doc;
  type.role = Role::function;
  type.outputs = {{"output", PortKind::tensor, "", false, false}};
  for (const ops::ArgDef& arg : op.args) {
    if (arg.kind == ops::ArgKind::tensor) {
      type.inputs.push_back({arg.name, PortKind::tensor, op.tensor_args > 1 ? "shapes broadcast" : "any shape", false, false});
    } else {
      FieldDesc f = make_field(arg.name, field_kind(arg.kind), arg.default_value, *arg.doc ? std::string(arg.doc) : str(arg.name, " in: ", op.doc));
      f.on_node = true;
      type.fields.push_back(std::move(f));
    }
  }
  type.function = [&op](const Value& params, const std::vector<Tensor>& inputs) {
    std::vector<Value> attributes;
    for (const ops::ArgDef& arg : op.args)
      if (arg.kind == ops::ArgKind::real) attributes.emplace_back(params.find(arg.name)->to_double());
      else if (arg.kind != ops::ArgKind::tensor) attributes.push_back(*params.find(arg.name));
    return std::vector<Tensor>{ops::dispatch(op, inputs, attributes)[0]};
  };
  return type;
}

}  // namespace

std::vector<NodeType> operator_node_types(const std::vector<NodeType>& others) {
  std::set<std::string> taken;
  for (const NodeType& t : others) taken.insert({plain(t.key), plain(t.stem)});
  std::vector<NodeType> types;
  for (const ops::OpDef* op : ops::all())
    if (is_offered(*op) && !taken.count(plain(op->name))) types.push_back(type_of(*op));
  return types;
}

}  // namespace tl::nodes
