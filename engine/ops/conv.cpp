// SPDX-License-Identifier: Apache-2.0
// 2-d convolution and its two gradients, each an operator whose own gradients are the other two: any order of derivative.
#include "engine/cpu/conv.h"
#include "engine/core/error.h"
#include "engine/ops/functions.h"
#include "engine/ops/register_all.h"
#include "engine/ops/sample_tensor.h"

namespace tl {
namespace ops {
namespace {

struct Geometry {
  int64_t stride[2], padding[2], dilation[2], groups;
};
int64_t pick(const Value::Ints& v, size_t i, const char* op, const char* what) {
  TL_CHECK(v.size() == 1 || v.size() == 2, value, op, what, " takes one or two numbers, but is ", v);
  return v.size() == 1 ? v[0] : v[i];
}
Geometry geometry(ArrayRef<Value> attr) {
  Geometry g{};
  for (size_t i = 0; i < 2; ++i) {
    g.stride[i] = pick(attr[0].ints(), i, "conv2d", "stride");
    g.padding[i] = pick(attr[1].ints(), i, "conv2d", "padding");
    g.dilation[i] = pick(attr[2].ints(), i, "conv2d", "dilation");
    TL_CHECK(g.stride[i] > 0 && g.dilation[i] > 0, value, "conv2d", "stride and dilation must be positive, but are ", attr[0].ints(), " and ", attr[2].ints());
    TL_CHECK(g.padding[i] >= 0, value, "conv2d", "negative padding ", attr[1].ints(), " is not supported");
  }
  g.groups = attr[3].i();
  TL_CHECK(g.groups > 0, value, "conv2d", "groups must be positive, but is ", g.groups);
  return g;
}
int64_t out_size(int64_t in, int64_t k, int64_t stride, int64_t pad, int64_t dilation) { return (in + 2 * pad - dilation * (k - 1) - 1) / stride + 1; }

void infer_conv(const OpCall& c, OutMetas& out) {
  const DimVector &x = sizes_of(c.in[0]), &w = sizes_of(c.in[1]);
  TL_CHECK(x.size() == 4, shape, "conv2d", "input must be N×C×H×W, but is ", x);
  TL_CHECK(w.size() == 4, shape, "conv2d", "weight must be out_channels×in_channels/groups×kH×kW, but is ", w);
  TL_CHECK(c.in[0].dtype() == c.in[1].dtype(), type, "conv2d", "input is ", c.in[0].dtype(), " but weight is ", c.in[1].dtype());
  const Geometry g = geometry(c.attr);
  TL_CHECK(x[1] == w[1] * g.groups && w[0] % g.groups == 0, shape, "conv2d", "weight ", w, " with groups ", g.groups, " expects ", w[1] * g.groups,
           " channels, but input ", x, " has ", x[1]);
  if (c.in[2].defined()) TL_CHECK(c.in[2].dim() == 1 && c.in[2].numel() == w[0], shape, "conv2d", "bias ", c.in[2].sizes(), " does not fit weight ", w);
  DimVector s{x[0], w[0], 0, 0};
  for (size_t i = 0; i < 2; ++i) {
    const int64_t reach = g.dilation[i] * (w[2 + i] - 1) + 1;
    TL_CHECK(x[2 + i] + 2 * g.padding[i] >= reach, shape, "conv2d", "kernel ", w[2], "×", w[3], " is larger than the padded input ", x,
             "; use a smaller kernel_size or more padding");
    s[2 + i] = out_size(x[2 + i], w[2 + i], g.stride[i], g.padding[i], g.dilation[i]);
  }
  out[0].sizes = s;
  out[0].dtype = c.in[0].dtype();
}
ConvShape shape_of(const DimVector& x, const DimVector& w, const DimVector& y, const Geometry& g, bool bias) {
  return {x[0], x[1], x[2], x[3], w[0], w[2], w[3], y[2], y[3], g.stride[0], g.stride[1], g.padding[0], g.padding[1], g.dilation[0], g.dilation[1], g.groups, bias};
}
bool dense(const PrepareArgs& a) {
  for (const TensorMeta& m : a.in)
    if (m.defined && !m.contiguous) return false;
  return true;
}
KernelPtr prepare_forward(const PrepareArgs& a) {
  if (!dense(a)) return nullptr;
  return prepare_conv(ConvPass::forward, shape_of(a.in[0].sizes, a.in[1].sizes, a.out[0].sizes, geometry(a.attr), a.in[2].defined), a.in[0].dtype);
}
Tensor grad_input(const Tensor& g, const Tensor& w, const DimVector& input, ArrayRef<Value> geometry) {
  const Tensor in[] = {g, w};
  const Value a[] = {geometry[0], geometry[1], geometry[2], geometry[3], Value(input)};
  return call1(TL_OP("conv2d_grad_input"), in, a);
}
Tensor grad_weight(const Tensor& g, const Tensor& x, const DimVector& weight, ArrayRef<Value> geometry) {
  const Tensor in[] = {g, x};
  const Value a[] = {geometry[0], geometry[1], geometry[2], geometry[3], Value(weight)};
  return call1(TL_OP("conv2d_grad_weight"), in, a);
}
Tensor convolve(const Tensor& x, const Tensor& w, ArrayRef<Value> geometry) {
  const Tensor in[] = {x, w, Tensor()};
  return call1(TL_OP("conv2d"), in, ArrayRef<Value>(geometry.data(), 4));
}
void vjp_conv(const VjpContext& c) {
  if (c.needs(0)) c.set(0, grad_input(c.grad(), c.in(1), sizes_of(c.in(0)), c.call().attr));
  if (c.needs(1)) c.set(1, grad_weight(c.grad(), c.in(0), sizes_of(c.in(1)), c.call().attr));
  if (c.needs(2)) c.set(2, sum(c.grad(), {0, 2, 3}));
}
void infer_wanted(const OpCall& c, OutMetas& out) {
  out[0].sizes = c.ints(4);
  out[0].dtype = c.in[0].dtype();
}
KernelPtr prepare_input(const PrepareArgs& a) {
  if (!dense(a)) return nullptr;
  return prepare_conv(ConvPass::grad_input, shape_of(a.out[0].sizes, a.in[1].sizes, a.in[0].sizes, geometry(a.attr), false), a.in[0].dtype);
}
KernelPtr prepare_weight(const PrepareArgs& a) {
  if (!dense(a)) return nullptr;
  return prepare_conv(ConvPass::grad_weight, shape_of(a.in[1].sizes, a.out[0].sizes, a.in[0].sizes, geometry(a.attr), false), a.in[0].dtype);
}
void vjp_input(const VjpContext& c) {  // linear in the gradient and in the weight
  if (c.needs(0)) c.set(0, convolve(c.grad(), c.in(1), c.call().attr));
  if (c.needs(1)) c.set(1, grad_weight(c.in(0), c.grad(), sizes_of(c.in(1)), c.call().attr));
}
void vjp_weight(const VjpContext& c) {  // linear in the gradient and in the input
  if (c.needs(0)) c.set(0, convolve(c.in(1), c.grad(), c.call().attr));
  if (c.needs(1)) c.set(1, grad_input(c.in(0), c.grad(), sizes_of(c.in(1)), c.call().attr));
}
}  // namespace

void register_conv() {
  using enum ArgKind;
  const std::vector<ArgDef> geometry_args = {{"stride", ints, Value::Ints{1}}, {"padding", ints, Value::Ints{0}}, {"dilation", ints, Value::Ints{1}}, {"groups", integer, 1}};
  const auto with = [&](std::vector<ArgDef> head, std::vector<ArgDef> tail = {}) {
    head.insert(head.end(), geometry_args.begin(), geometry_args.end());
    head.insert(head.end(), tail.begin(), tail.end());
    return head;
  };
  add({.name = "conv2d", .category = "Convolution", .doc = "2-d convolution over an N×C×H×W input; weight O×C/groups×kH×kW.",
       .args = with({{"input"}, {"weight"}, {"bias", optional_tensor}}), .infer = infer_conv, .vjp = vjp_conv, .saves_inputs = 3, .traits = keeps_format, .cpu = prepare_forward,
       .samples = [] {
         return Samples{{{sample_tensor({2, 2, 4, 5}), sample_tensor({3, 2, 3, 2}, 1), sample_tensor({3}, 2), Value::Ints{2, 1}, Value::Ints{1, 0}}},
                        {{sample_tensor({1, 4, 4, 4}), sample_tensor({2, 2, 2, 2}, 1), Value(), Value::Ints{1}, Value::Ints{1}, Value::Ints{2}, 2}}};
       }});
  add({.name = "conv2d_grad_input", .category = "Convolution", .doc = "Gradient of conv2d along its input (a transposed convolution).",
       .args = with({{"grad"}, {"weight"}}, {{"input_size", ints}}), .infer = infer_wanted, .vjp = vjp_input, .saves_inputs = 3, .traits = keeps_format | hidden,
       .cpu = prepare_input,
       .samples = [] {
         return Samples{{{sample_tensor({2, 3, 3, 4}), sample_tensor({3, 2, 3, 2}, 1), Value::Ints{1}, Value::Ints{0}, Value::Ints{1}, 1, Value::Ints{2, 2, 5, 5}}}};
       }});
  add({.name = "conv2d_grad_weight", .category = "Convolution", .doc = "Gradient of conv2d along its weight.",
       .args = with({{"grad"}, {"input"}}, {{"weight_size", ints}}), .infer = infer_wanted, .vjp = vjp_weight, .saves_inputs = 3, .traits = keeps_format | hidden,
       .cpu = prepare_weight,
       .samples = [] {
         return Samples{{{sample_tensor({2, 3, 3, 4}), sample_tensor({2, 2, 5, 5}, 1), Value::Ints{1}, Value::Ints{0}, Value::Ints{1}, 1, Value::Ints{3, 2, 3, 2}}}};
       }});
}
}  // namespace ops

Tensor conv2d(const Tensor& x, const Tensor& w, const Tensor& bias, IntArrayRef stride, IntArrayRef padding, IntArrayRef dilation, int64_t groups) {
  const Tensor in[] = {x, w, bias};
  const Value a[] = {Value(stride), Value(padding), Value(dilation), groups};
  return ops::call1(TL_OP("conv2d"), in, a);
}

}  // namespace tl
