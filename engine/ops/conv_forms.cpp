// SPDX-License-Identifier: Apache-2.0
// Convolutions in other forms: over one dimension as two of which one has size 1, and transposed, which is a convolution's gradient along
// its input. Both are bodies in conv2d, conv3d and their gradients, so any order of derivative comes with them.
#include <algorithm>

#include "engine/core/error.h"
#include "engine/ops/nn.h"
#include "engine/ops/register_all.h"
#include "engine/ops/sample_tensor.h"
#include "engine/ops/sizes.h"

namespace tl {
namespace ops {
namespace {

/// What a transposed convolution is asked for, one number per dimension.
struct Transposed {
  const char* op;
  size_t dims;
  DimVector stride, padding, output_padding, dilation;
  int64_t groups;
};

void check(const Transposed& g, const Tensor& x, const Tensor& w, const Tensor& bias) {
  TL_CHECK(x.dim() == static_cast<int64_t>(g.dims) + 2 && w.dim() == x.dim(), shape, g.op, "input must be N×C and ", g.dims,
           " sizes, weight C×O/groups and as many, but they are ", x.sizes(), " and ", w.sizes());
  TL_CHECK(x.dtype() == w.dtype(), type, g.op, "input is ", x.dtype(), " but weight is ", w.dtype());
  TL_CHECK(g.groups > 0 && x.size(1) == w.size(0) && w.size(0) % g.groups == 0, shape, g.op, "weight ", w.sizes(), " with groups ", g.groups,
           " does not fit the channels of input ", x.sizes());
  if (bias.defined())
    TL_CHECK(bias.dim() == 1 && bias.numel() == w.size(1) * g.groups, shape, g.op, "bias ", bias.sizes(), " does not fit weight ", w.sizes());
  for (size_t i = 0; i < g.dims; ++i) {
    TL_CHECK(g.stride[i] > 0 && g.dilation[i] > 0 && g.padding[i] >= 0, value, g.op, "stride and dilation must be positive and padding not negative, but are ",
             g.stride, ", ", g.dilation, " and ", g.padding);
    TL_CHECK(g.output_padding[i] >= 0 && g.output_padding[i] < std::max(g.stride[i], g.dilation[i]), value, g.op, "output_padding ", g.output_padding,
             " must be smaller than stride ", g.stride, " or dilation ", g.dilation);
  }
}

Tensor transposed(const Transposed& g, const Tensor& x, const Tensor& w, const Tensor& bias) {
  check(g, x, w, bias);
  // Up to stride - 1 rows more on the far side make no difference to the convolution whose gradient this is. More of them (dilation above
  // stride) are cut from, or added to, the result without padding.
  bool wide = false;
  for (size_t i = 0; i < g.dims; ++i) wide |= g.output_padding[i] >= g.stride[i];
  const DimVector padding = wide ? DimVector(g.dims, 0) : g.padding;
  DimVector size{x.size(0), w.size(1) * g.groups}, border;
  for (size_t i = 0; i < g.dims; ++i) {
    const int64_t more = wide ? 0 : g.output_padding[i];
    const int64_t n = (x.size(static_cast<int64_t>(i) + 2) - 1) * g.stride[i] - 2 * padding[i] + g.dilation[i] * (w.size(static_cast<int64_t>(i) + 2) - 1) + 1 + more;
    TL_CHECK(n + (wide ? g.output_padding[i] - 2 * g.padding[i] : 0) > 0, shape, g.op, "input ", x.sizes(), " gives an output without entries; use less padding");
    size.push_back(n);
  }
  const Tensor in[] = {x, w};
  const Value a[] = {Value(g.stride), Value(padding), Value(g.dilation), g.groups, Value(size)};
  Tensor y = call1(g.dims == 2 ? TL_OP("conv2d_grad_input") : TL_OP("conv3d_grad_input"), in, a);
  if (wide) {
    for (size_t i = g.dims; i-- > 0;) {
      border.push_back(-g.padding[i]);
      border.push_back(g.output_padding[i] - g.padding[i]);
    }
    y = constant_pad_nd(y, border);
  }
  if (!bias.defined()) return y;
  DimVector s(g.dims + 2, 1);
  s[1] = bias.numel();
  return y + reshape(bias, s);
}
Transposed asked(const char* op, size_t dims, IntArrayRef stride, IntArrayRef padding, IntArrayRef output_padding, int64_t groups, IntArrayRef dilation) {
  return {op, dims, spread_sizes(op, "stride", stride, dims), spread_sizes(op, "padding", padding, dims),
          spread_sizes(op, "output_padding", output_padding, dims), spread_sizes(op, "dilation", dilation, dims), groups};
}
/// A number for the one dimension there is, behind one for the dimension of size 1.
DimVector behind(int64_t first, const DimVector& v) { return {first, v[0]}; }

void define_transposed(const char* name, const char* doc, CompositeFn body, SamplesFn samples) {
  using enum ArgKind;
  add({.name = name, .category = "Convolution", .doc = doc,
       .args = {{"input"}, {"weight"}, {"bias", optional_tensor}, {"stride", ints, Value::Ints{1}}, {"padding", ints, Value::Ints{0}},
                {"output_padding", ints, Value::Ints{0}}, {"groups", integer, 1}, {"dilation", ints, Value::Ints{1}}},
       .composite = body, .samples = std::move(samples)});
}
}  // namespace

void register_conv_forms() {
  using enum ArgKind;
  using Ints = Value::Ints;
  add({.name = "conv1d", .category = "Convolution", .doc = "1-d convolution over an N×C×L input; weight O×C/groups×k.",
       .args = {{"input"}, {"weight"}, {"bias", optional_tensor}, {"stride", ints, Ints{1}}, {"padding", ints, Ints{0}}, {"dilation", ints, Ints{1}}, {"groups", integer, 1}},
       .composite = [](const OpCall& c) { return one(conv1d(c.in[0], c.in[1], c.in[2], c.ints(0), c.ints(1), c.ints(2), c.i(3))); },
       .samples = [] {
         return Samples{{{sample_tensor({2, 2, 6}), sample_tensor({3, 2, 3}, 1), sample_tensor({3}, 2), Ints{2}, Ints{1}}},
                        {{sample_tensor({1, 4, 5}), sample_tensor({2, 2, 2}, 1), Value(), Ints{1}, Ints{0}, Ints{2}, 2}}};
       }});
  define_transposed("conv_transpose1d", "Transposed 1-d convolution over an N×C×L input; weight C×O/groups×k.",
                    [](const OpCall& c) { return one(conv_transpose1d(c.in[0], c.in[1], c.in[2], c.ints(0), c.ints(1), c.ints(2), c.i(3), c.ints(4))); },
                    [] {
                      return Samples{{{sample_tensor({2, 2, 3}), sample_tensor({2, 3, 3}, 1), sample_tensor({3}, 2), Ints{2}, Ints{1}, Ints{1}}},
                                     {{sample_tensor({1, 4, 3}), sample_tensor({4, 1, 2}, 1), Value(), Ints{1}, Ints{1}, Ints{2}, 2, Ints{3}}}};
                    });
  define_transposed("conv_transpose2d", "Transposed 2-d convolution over an N×C×H×W input; weight C×O/groups×kH×kW.",
                    [](const OpCall& c) { return one(conv_transpose2d(c.in[0], c.in[1], c.in[2], c.ints(0), c.ints(1), c.ints(2), c.i(3), c.ints(4))); },
                    [] {
                      return Samples{{{sample_tensor({2, 2, 3, 2}), sample_tensor({2, 3, 3, 2}, 1), sample_tensor({3}, 2), Ints{2, 1}, Ints{1, 0}, Ints{1, 0}}},
                                     {{sample_tensor({1, 4, 3, 3}), sample_tensor({4, 2, 2, 2}, 1), Value(), Ints{1}, Ints{1}, Ints{0}, 2, Ints{2}}}};
                    });
  define_transposed("conv_transpose3d", "Transposed 3-d convolution over an N×C×D×H×W input; weight C×O/groups×kD×kH×kW.",
                    [](const OpCall& c) { return one(conv_transpose3d(c.in[0], c.in[1], c.in[2], c.ints(0), c.ints(1), c.ints(2), c.i(3), c.ints(4))); },
                    [] {
                      return Samples{{{sample_tensor({1, 2, 1, 2, 2}), sample_tensor({2, 1, 2, 2, 1}, 1), sample_tensor({1}, 2), Ints{1, 2, 1}, Ints{0, 1, 0}, Ints{0, 1, 0}}}};
                    });
}
}  // namespace ops

Tensor conv1d(const Tensor& x, const Tensor& w, const Tensor& bias, IntArrayRef stride, IntArrayRef padding, IntArrayRef dilation, int64_t groups) {
  const char* op = "conv1d";
  TL_CHECK(x.dim() == 3 && w.dim() == 3, shape, op, "input must be N×C×L and weight O×C/groups×k, but they are ", x.sizes(), " and ", w.sizes());
  const auto number = [&](const char* what, IntArrayRef v, int64_t first) { return ops::behind(first, ops::spread_sizes(op, what, v, 1)); };
  return squeeze(conv2d(unsqueeze(x, 2), unsqueeze(w, 2), bias, number("stride", stride, 1), number("padding", padding, 0), number("dilation", dilation, 1), groups), 2);
}
Tensor conv_transpose1d(const Tensor& x, const Tensor& w, const Tensor& bias, IntArrayRef stride, IntArrayRef padding, IntArrayRef output_padding, int64_t groups,
                        IntArrayRef dilation) {
  ops::Transposed g = ops::asked("conv_transpose1d", 1, stride, padding, output_padding, groups, dilation);
  ops::check(g, x, w, bias);
  g.dims = 2;
  g.stride = ops::behind(1, g.stride), g.padding = ops::behind(0, g.padding), g.output_padding = ops::behind(0, g.output_padding), g.dilation = ops::behind(1, g.dilation);
  return squeeze(ops::transposed(g, unsqueeze(x, 2), unsqueeze(w, 2), bias), 2);
}
Tensor conv_transpose2d(const Tensor& x, const Tensor& w, const Tensor& bias, IntArrayRef stride, IntArrayRef padding, IntArrayRef output_padding, int64_t groups,
                        IntArrayRef dilation) {
  return ops::transposed(ops::asked("conv_transpose2d", 2, stride, padding, output_padding, groups, dilation), x, w, bias);
}
Tensor conv_transpose3d(const Tensor& x, const Tensor& w, const Tensor& bias, IntArrayRef stride, IntArrayRef padding, IntArrayRef output_padding, int64_t groups,
                        IntArrayRef dilation) {
  return ops::transposed(ops::asked("conv_transpose3d", 3, stride, padding, output_padding, groups, dilation), x, w, bias);
}

}  // namespace tl
