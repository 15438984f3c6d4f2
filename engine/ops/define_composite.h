// SPDX-License-Identifier: Apache-2.0
// One call for an operator that is a body in other operators.
#pragma once
#include <utility>
#include <vector>

#include "engine/ops/op_def.h"

namespace tl::ops {

/// Adds the operator; its gradient, shapes and device come from the operators that the body calls.
inline void define_composite(const char* name, const char* category, const char* doc, std::vector<ArgDef> args, CompositeFn body, SamplesFn samples) {
  OpDef d;
  d.name = name;
  d.category = category;
  d.doc = doc;
  d.args = std::move(args);
  d.composite = body;
  d.samples = std::move(samples);
  add(std::move(d));
}

}  // namespace tl::ops
