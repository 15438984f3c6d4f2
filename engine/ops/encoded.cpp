// SPDX-License-Identifier: Apache-2.0
#include "engine/ops/encoded.h"

#include "engine/autograd/grad_mode.h"
#include "engine/autograd/node.h"
#include "engine/autograd/op_node.h"
#include "engine/ops/functions.h"
#include "engine/ops/quantizer.h"

namespace tl::ops {
namespace {

[[noreturn]] void refuse(const OpCall& call, bool quantized) {
  std::string operands;
  for (const Tensor& t : call.in)
    if (t.defined()) operands += (operands.empty() ? "" : ", ") + t.brief();
  throw NotImplementedError(ErrorCategory::not_implemented, call.def->name,
                            str("has no form for ", quantized ? "quantized" : "sparse", " tensors; its operands are ", operands),
                            quantized ? "Use dequantize() first." : "Use to_dense() first.");
}

/// Views of quantized tensors are those of their integers; a scale per channel would have to follow its dimension.
Outputs view_of_quantized(const OpCall& call) {
  TL_CHECK(!quantizer(call.def->name.c_str(), call.in[0]).per_channel(), not_implemented, call.def->name,
           "views of tensors quantized per channel ", call.in[0].sizes(), " are not offered; use dequantize() first");
  OutMetas metas;
  call.def->infer(call, metas);
  TL_CHECK(metas[0].dtype == call.in[0].dtype(), type, call.def->name, "a quantized tensor ", call.in[0].brief(),
           " cannot be seen as another type");
  Outputs out;
  out[0] = make_alias(call.in[0], metas[0].sizes, metas[0].strides, metas[0].offset);
  return out;
}

/// Gives `self` the elements of `result`, which has its shape.
void take(const std::string& operation, Tensor& self, const Tensor& result) {
  if (self.is_sparse()) {
    TL_CHECK(result.is_sparse(), state, operation, "the result ", result.brief(), " is dense and does not fit into the sparse tensor ",
             self.brief());
    self.unsafe_impl()->encoding = result.to(self.dtype()).unsafe_impl()->encoding;
  } else if (self.is_quantized()) {
    TL_CHECK(result.is_quantized() && result.dtype() == self.dtype(), type, operation, "the result ", result.brief(),
             " does not fit into the quantized tensor ", self.brief());
    plain_integers(self).copy_(plain_integers(result));
    self.unsafe_impl()->encoding = result.unsafe_impl()->encoding;
    return;  // the copy counted
  } else {
    TL_CHECK(!is_encoded(result), state, operation, "the result ", result.brief(), " is ", result.is_sparse() ? "sparse" : "quantized",
             " and does not fit into the dense tensor ", self.brief());
    self.copy_(result);
    return;
  }
  self.storage()->bump_version();
}
}  // namespace

Outputs dispatch_encoded(const OpCall& call) {
  const OpDef& def = *call.def;
  bool sparse = false, quantized = false;
  for (const Tensor& t : call.in) {
    sparse |= t.defined() && t.is_sparse();
    quantized |= t.defined() && t.is_quantized();
  }
  if (quantized && !sparse && def.is(view)) return view_of_quantized(call);
  const CompositeFn body = sparse && quantized ? nullptr : quantized ? def.quantized : sparse || def.sparse ? def.sparse : def.quantized;
  if (!body) refuse(call, quantized);
  const bool whole = !def.infer && !def.composite && def.vjp;
  const uint32_t needed = whole ? needed_mask(def, call.in) : 0;
  if (!needed) return body(call);
  Outputs out;
  {
    const NoGradGuard guard;
    out = body(call);
    for (int i = 0; i < def.outputs; ++i)
      for (const Tensor& t : call.in)
        if (out.t[i].is_same(t)) out.t[i] = t.detach();  // the history belongs to the result alone
  }
  autograd::record(def, call.in, call.attr, out.t, needed);
  return out;
}

void inplace_encoded(const std::string& operation, Tensor& self, const OpCall& call) {
  if (GradMode::is_enabled()) {
    bool gradient = self.requires_grad();
    for (const Tensor& t : call.in) gradient |= t.defined() && t.requires_grad();
    TL_CHECK(!gradient, not_implemented, operation, "the in-place form on ", self.brief(),
             " cannot record a gradient when an operand is sparse or quantized; use the out-of-place form");
  }
  const NoGradGuard guard;
  const Tensor result = dispatch(*call.def, call.in, call.attr)[0];
  TL_CHECK(result.sizes() == self.sizes(), shape, operation, "the result ", result.sizes(), " does not fit into self ", self.sizes());
  TL_CHECK(result.dtype() == self.dtype() || can_cast(result.dtype(), self.dtype()), type, operation, "result type ", result.dtype(),
           " cannot be cast to self's type ", self.dtype());
  take(operation, self, result);
}

void out_encoded(const std::string& operation, Tensor& out, const Tensor& result) {
  if (out.is_sparse() && result.is_sparse() && !(out.sizes() == result.sizes())) {
    TensorImpl& o = *out.unsafe_impl();
    const Tensor fresh = result.to(out.dtype());
    o.sizes = fresh.unsafe_impl()->sizes;
    o.strides = fresh.unsafe_impl()->strides;
    o.encoding = fresh.unsafe_impl()->encoding;
    o.refresh();
    o.storage->bump_version();
    return;
  }
  TL_CHECK(out.sizes() == result.sizes(), shape, operation, "out is ", out.sizes(), ", the result ", result.sizes());
  take(operation, out, result);
}

}  // namespace tl::ops
