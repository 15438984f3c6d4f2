// SPDX-License-Identifier: Apache-2.0
// Calls of the registered operators with the samples that they bring.
#pragma once
#include <vector>

#include "engine/ops/op_def.h"

namespace tl::test {

struct Packed {
  std::vector<Tensor> in;
  std::vector<Value> attr;
};
inline Packed packed(const ops::OpDef& def, const ops::OpSample& s) {
  Packed p;
  ops::pack(def, s.args, {}, &p.in, &p.attr);
  return p;
}
inline std::vector<Tensor> run(const ops::OpDef& def, const std::vector<Tensor>& in, const std::vector<Value>& attr) {
  ops::Outputs o = ops::dispatch(def, in, attr);
  return {o.t, o.t + def.outputs};
}
/// Sparse and quantized tensors have no strides to vary and no meta form: what they hold decides.
inline bool encoded(const Tensor& t) { return t.defined() && (t.is_sparse() || t.is_quantized()); }

}  // namespace tl::test
