// SPDX-License-Identifier: Apache-2.0
// 2-d and 3-d convolution and their two gradients, each an operator whose own gradients are the other two: any order of derivative.
#include "engine/cpu/conv.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/ops/nn.h"
#include "engine/ops/register_all.h"
#include "engine/ops/sample_tensor.h"

namespace tl {
namespace ops {
namespace {

/// The names of the N-d form in messages.
template <int N> constexpr const char* conv_name = N == 2 ? "conv2d" : "conv3d";
template <int N> constexpr const char* conv_grad_input_name = N == 2 ? "conv2d_grad_input" : "conv3d_grad_input";
template <int N> constexpr const char* conv_grad_weight_name = N == 2 ? "conv2d_grad_weight" : "conv3d_grad_weight";

struct Geometry {
  int64_t stride[3], padding[3], dilation[3], groups;
};
int64_t pick(const Value::Ints& v, size_t i, size_t n, const char* op, const char* what) {
  TL_CHECK(v.size() == 1 || v.size() == n, value, op, what, " takes one or ", n, " numbers, but is ", v);
  return v.size() == 1 ? v[0] : v[i];
}
template <int N>
Geometry geometry(ArrayRef<Value> attr) {
  const char* op = conv_name<N>;
  Geometry g{};
  for (size_t i = 0; i < N; ++i) {
    g.stride[i] = pick(attr[0].ints(), i, N, op, "stride");
    g.padding[i] = pick(attr[1].ints(), i, N, op, "padding");
    g.dilation[i] = pick(attr[2].ints(), i, N, op, "dilation");
    TL_CHECK(g.stride[i] > 0 && g.dilation[i] > 0, value, op, "stride and dilation must be positive, but are ", attr[0].ints(), " and ", attr[2].ints());
    TL_CHECK(g.padding[i] >= 0, value, op, "negative padding ", attr[1].ints(), " is not supported");
    TL_CHECK(std::max({g.stride[i], g.padding[i], g.dilation[i]}) <= INT32_MAX, value, op, "stride, padding and dilation must stay below 2^31");
  }
  g.groups = attr[3].i();
  TL_CHECK(g.groups > 0 && g.groups <= INT32_MAX, value, op, "groups must be positive and below 2^31, but is ", g.groups);
  return g;
}
int64_t out_size(int64_t in, int64_t k, int64_t stride, int64_t pad, int64_t dilation) { return (in + 2 * pad - dilation * (k - 1) - 1) / stride + 1; }

template <int N>
void infer_conv(const OpCall& c, OutMetas& out) {
  const char* op = conv_name<N>;
  const DimVector &x = sizes_of(c.in[0]), &w = sizes_of(c.in[1]);
  TL_CHECK(x.size() == N + 2, shape, op, "input must be ", N == 2 ? "N×C×H×W" : "N×C×D×H×W", ", but is ", x);
  TL_CHECK(w.size() == N + 2, shape, op, "weight must be out_channels×in_channels/groups×", N == 2 ? "kH×kW" : "kD×kH×kW", ", but is ", w);
  TL_CHECK(c.in[0].dtype() == c.in[1].dtype(), type, op, "input is ", c.in[0].dtype(), " but weight is ", c.in[1].dtype());
  const Geometry g = geometry<N>(c.attr);
  TL_CHECK(x[1] == w[1] * g.groups && w[0] % g.groups == 0, shape, op, "weight ", w, " with groups ", g.groups, " expects ", w[1] * g.groups,
           " channels, but input ", x, " has ", x[1]);
  if (c.in[2].defined()) TL_CHECK(c.in[2].dim() == 1 && c.in[2].numel() == w[0], shape, op, "bias ", c.in[2].sizes(), " does not fit weight ", w);
  DimVector s{x[0], w[0]};
  for (size_t i = 0; i < N; ++i) {
    const int64_t reach = g.dilation[i] * (w[2 + i] - 1) + 1;
    TL_CHECK(x[2 + i] + 2 * g.padding[i] >= reach, shape, op, "kernel ", IntArrayRef(w.begin() + 2, N), " is larger than the padded input ", x,
             "; use a smaller kernel_size or more padding");
    s.push_back(out_size(x[2 + i], w[2 + i], g.stride[i], g.padding[i], g.dilation[i]));
  }
  out[0].sizes = s;
  out[0].dtype = c.in[0].dtype();
}
template <int N>
ConvShape shape_of(const DimVector& x, const DimVector& w, const DimVector& y, ArrayRef<Value> attr, bool bias) {
  const Geometry g = geometry<N>(attr);
  ConvShape s;
  s.n = x[0], s.c = x[1], s.o = w[0], s.groups = g.groups, s.dims = N, s.bias = bias;
  for (size_t i = 0; i < N; ++i) {
    s.in[i] = x[2 + i], s.kernel[i] = w[2 + i], s.out[i] = y[2 + i];
    s.stride[i] = g.stride[i], s.padding[i] = g.padding[i], s.dilation[i] = g.dilation[i];
  }
  return s;
}
bool dense(const PrepareArgs& a) {
  for (const TensorMeta& m : a.in)
    if (m.defined && !m.contiguous) return false;
  return true;
}
template <int N>
KernelPtr prepare_forward(const PrepareArgs& a) {
  if (!dense(a)) return nullptr;
  return prepare_conv(ConvPass::forward, shape_of<N>(a.in[0].sizes, a.in[1].sizes, a.out[0].sizes, a.attr, a.in[2].defined), a.in[0].dtype);
}
template <int N>
Tensor grad_input(const Tensor& g, const Tensor& w, const DimVector& input, ArrayRef<Value> geometry) {
  const Tensor in[] = {g, w};
  const Value a[] = {geometry[0], geometry[1], geometry[2], geometry[3], Value(input)};
  return call1(TL_OP(conv_grad_input_name<N>), in, a);
}
template <int N>
Tensor grad_weight(const Tensor& g, const Tensor& x, const DimVector& weight, ArrayRef<Value> geometry) {
  const Tensor in[] = {g, x};
  const Value a[] = {geometry[0], geometry[1], geometry[2], geometry[3], Value(weight)};
  return call1(TL_OP(conv_grad_weight_name<N>), in, a);
}
template <int N>
Tensor convolve(const Tensor& x, const Tensor& w, ArrayRef<Value> geometry) {
  const Tensor in[] = {x, w, Tensor()};
  return call1(TL_OP(conv_name<N>), in, ArrayRef<Value>(geometry.data(), 4));
}
template <int N>
void vjp_conv(const VjpContext& c) {
  if (c.needs(0)) c.set(0, grad_input<N>(c.grad(), c.in(1), sizes_of(c.in(0)), c.call().attr));
  if (c.needs(1)) c.set(1, grad_weight<N>(c.grad(), c.in(0), sizes_of(c.in(1)), c.call().attr));
  if (c.needs(2)) c.set(2, N == 2 ? sum(c.grad(), {0, 2, 3}) : sum(c.grad(), {0, 2, 3, 4}));
}
void infer_wanted(const OpCall& c, OutMetas& out) {
  out[0].sizes = c.ints(4);
  out[0].dtype = c.in[0].dtype();
}
template <int N>
KernelPtr prepare_input(const PrepareArgs& a) {
  if (!dense(a)) return nullptr;
  return prepare_conv(ConvPass::grad_input, shape_of<N>(a.out[0].sizes, a.in[1].sizes, a.in[0].sizes, a.attr, false), a.in[0].dtype);
}
template <int N>
KernelPtr prepare_weight(const PrepareArgs& a) {
  if (!dense(a)) return nullptr;
  return prepare_conv(ConvPass::grad_weight, shape_of<N>(a.in[1].sizes, a.out[0].sizes, a.in[0].sizes, a.attr, false), a.in[0].dtype);
}
template <int N>
void vjp_input(const VjpContext& c) {  // linear in the gradient and in the weight
  if (c.needs(0)) c.set(0, convolve<N>(c.grad(), c.in(1), c.call().attr));
  if (c.needs(1)) c.set(1, grad_weight<N>(c.in(0), c.grad(), sizes_of(c.in(1)), c.call().attr));
}
template <int N>
void vjp_weight(const VjpContext& c) {  // linear in the gradient and in the input
  if (c.needs(0)) c.set(0, convolve<N>(c.in(1), c.grad(), c.call().attr));
  if (c.needs(1)) c.set(1, grad_input<N>(c.in(0), c.grad(), sizes_of(c.in(1)), c.call().attr));
}

struct ConvSamples {
  SamplesFn forward, grad_input, grad_weight;
};
template <int N>
void register_dims(const char* doc, ConvSamples samples) {
  using enum ArgKind;
  const std::vector<ArgDef> geometry_args = {{"stride", ints, Value::Ints{1}}, {"padding", ints, Value::Ints{0}}, {"dilation", ints, Value::Ints{1}}, {"groups", integer, 1}};
  const auto with = [&](std::vector<ArgDef> head, std::vector<ArgDef> tail = {}) {
    head.insert(head.end(), geometry_args.begin(), geometry_args.end());
    head.insert(head.end(), tail.begin(), tail.end());
    return head;
  };
  add({.name = conv_name<N>, .category = "Convolution", .doc = doc, .args = with({{"input"}, {"weight"}, {"bias", optional_tensor}}), .infer = infer_conv<N>,
       .vjp = vjp_conv<N>, .saves_inputs = 3, .grad_reads = {2, 1, 0}, .traits = keeps_format,
       .cpu = prepare_forward<N>, .samples = std::move(samples.forward)});
  add({.name = conv_grad_input_name<N>, .category = "Convolution", .doc = str("Gradient of ", conv_name<N>, " along its input (a transposed convolution)."),
       .args = with({{"grad"}, {"weight"}}, {{"input_size", ints}}), .infer = infer_wanted, .vjp = vjp_input<N>, .saves_inputs = 3, .grad_reads = {2, 1},
       .traits = keeps_format | hidden, .cpu = prepare_input<N>, .samples = std::move(samples.grad_input)});
  add({.name = conv_grad_weight_name<N>, .category = "Convolution", .doc = str("Gradient of ", conv_name<N>, " along its weight."),
       .args = with({{"grad"}, {"input"}}, {{"weight_size", ints}}), .infer = infer_wanted, .vjp = vjp_weight<N>, .saves_inputs = 3, .grad_reads = {2, 1},
       .traits = keeps_format | hidden, .cpu = prepare_weight<N>, .samples = std::move(samples.grad_weight)});
}
}  // namespace

void register_conv() {
  using Ints = Value::Ints;
  register_dims<2>("2-d convolution over an N×C×H×W input; weight O×C/groups×kH×kW.",
                   {[] {
                      return Samples{{{sample_tensor({2, 2, 4, 5}), sample_tensor({3, 2, 3, 2}, 1), sample_tensor({3}, 2), Ints{2, 1}, Ints{1, 0}}},
                                     {{sample_tensor({1, 4, 4, 4}), sample_tensor({2, 2, 2, 2}, 1), Value(), Ints{1}, Ints{1}, Ints{2}, 2}}};
                    },
                    [] { return Samples{{{sample_tensor({2, 3, 3, 4}), sample_tensor({3, 2, 3, 2}, 1), Ints{1}, Ints{0}, Ints{1}, 1, Ints{2, 2, 5, 5}}}}; },
                    [] { return Samples{{{sample_tensor({2, 3, 3, 4}), sample_tensor({2, 2, 5, 5}, 1), Ints{1}, Ints{0}, Ints{1}, 1, Ints{3, 2, 3, 2}}}}; }});
  register_dims<3>("3-d convolution over an N×C×D×H×W input; weight O×C/groups×kD×kH×kW.",
                   {[] {
                      return Samples{{{sample_tensor({1, 2, 2, 3, 2}), sample_tensor({2, 2, 2, 2, 1}, 1), sample_tensor({2}, 2), Ints{1, 2, 1}, Ints{0, 1, 0}}},
                                     {{sample_tensor({1, 2, 2, 2, 1}), sample_tensor({2, 1, 2, 2, 1}, 1), Value(), Ints{1}, Ints{1, 1, 0}, Ints{2}, 2}}};
                    },
                    [] { return Samples{{{sample_tensor({1, 2, 2, 2, 1}), sample_tensor({2, 1, 1, 2, 2}, 1), Ints{1}, Ints{0}, Ints{1}, 1, Ints{1, 1, 2, 3, 2}}}}; },
                    [] { return Samples{{{sample_tensor({1, 2, 2, 2, 1}), sample_tensor({1, 1, 2, 3, 2}, 1), Ints{1}, Ints{0}, Ints{1}, 1, Ints{2, 1, 1, 2, 2}}}}; }});
}
}  // namespace ops

Tensor conv2d(const Tensor& x, const Tensor& w, const Tensor& bias, IntArrayRef stride, IntArrayRef padding, IntArrayRef dilation, int64_t groups) {
  const Tensor in[] = {x, w, bias};
  const Value a[] = {Value(stride), Value(padding), Value(dilation), groups};
  return ops::call1(TL_OP("conv2d"), in, a);
}
Tensor conv3d(const Tensor& x, const Tensor& w, const Tensor& bias, IntArrayRef stride, IntArrayRef padding, IntArrayRef dilation, int64_t groups) {
  const Tensor in[] = {x, w, bias};
  const Value a[] = {Value(stride), Value(padding), Value(dilation), groups};
  return ops::call1(TL_OP("conv3d"), in, a);
}

}  // namespace tl
