// SPDX-License-Identifier: Apache-2.0
// Pooling in other forms, as bodies in the 2-d operators: over one dimension as two of which one has size 1; over three as one pass over
// H×W and one over D, which is exact for largest values and for means, whose windows are boxes; adaptive, fractional, power averages, and back.
#include <algorithm>

#include "engine/core/error.h"
#include "engine/ops/nn.h"
#include "engine/ops/host_only.h"
#include "engine/ops/register_all.h"
#include "engine/ops/sample_tensor.h"
#include "engine/ops/sizes.h"

namespace tl {
namespace ops {
namespace {
using Pair = std::tuple<Tensor, Tensor>;

void need_dims(const char* op, const Tensor& x, int64_t dims) {
  constexpr const char* forms[] = {"", "N×C×L", "N×C×H×W", "N×C×D×H×W"};
  TL_CHECK(x.dim() == dims + 2, shape, op, "input must be ", forms[dims], ", but is ", x.sizes());
}
DimVector behind(int64_t first, int64_t second) { return {first, second}; }

/// kernel, stride, padding and dilation of a window over three dimensions.
struct Window3 {
  DimVector k, s, p, d;
};
Window3 window3(const char* op, const Tensor& x, IntArrayRef k, IntArrayRef s, IntArrayRef p, IntArrayRef d) {
  need_dims(op, x, 3);
  const Window3 w{spread_sizes(op, "kernel_size", k, 3), spread_sizes(op, "stride", s, 3, k), spread_sizes(op, "padding", p, 3), spread_sizes(op, "dilation", d, 3)};
  for (size_t i = 0; i < 3; ++i) {
    TL_CHECK(w.k[i] > 0 && w.s[i] > 0 && w.d[i] > 0, value, op, "kernel_size, stride and dilation must be positive");
    TL_CHECK(w.p[i] >= 0 && w.p[i] <= w.k[i] / 2, value, op, "padding ", w.p, " must be between 0 and half of kernel_size ", w.k);
    TL_CHECK(x.size(static_cast<int64_t>(i) + 2) + 2 * w.p[i] >= w.d[i] * (w.k[i] - 1) + 1, shape, op, "kernel_size ", w.k, " is larger than the input ", x.sizes(),
             "; use a smaller kernel or more padding");
  }
  return w;
}
/// N×C×D×H×W seen as planes of H×W.
Tensor as_planes(const Tensor& x) { return reshape(x, {x.size(0), x.size(1) * x.size(2), x.size(3), x.size(4)}); }
/// The pooled planes seen as N×C×D×(H'·W'), so that windows over D are columns of it.
Tensor as_columns(const Tensor& y, const Tensor& x) { return reshape(y, {x.size(0), x.size(1), x.size(2), y.size(2) * y.size(3)}); }
Tensor as_volume(const Tensor& z, const Tensor& y) { return reshape(z, {z.size(0), z.size(1), z.size(2), y.size(2), y.size(3)}); }

/// The boxes of adaptive pooling along one dimension: out boxes that cover all of it, as even as integers allow.
Tensor adaptive_bounds(int64_t in, int64_t out, Device device) {
  if (device.is_meta()) return empty_tensor({1, out, 2}, kLong, device);
  std::vector<int64_t> v;
  for (int64_t j = 0; j < out; ++j) {
    v.push_back(j * in / out);
    v.push_back(((j + 1) * in + out - 1) / out);
  }
  return reshape(tl::tensor(v), {1, out, 2}).to(device);
}
Pair max_of_boxes(const Tensor& x, const Tensor& d, const Tensor& h, const Tensor& w) {
  const Tensor in[] = {x, d, h, w};
  auto o = dispatch(TL_OP("max_of_boxes"), in);
  return {o[0], o[1]};
}
Pair adaptive_max(const char* op, const Tensor& x, IntArrayRef output_size, int64_t dims) {
  need_dims(op, x, dims);
  const DimVector size = spread_sizes(op, "output_size", output_size, static_cast<size_t>(dims));
  Tensor volume = x;
  for (int64_t i = dims; i < 3; ++i) volume = unsqueeze(volume, 2);
  Tensor bounds[3];
  for (int64_t i = 0; i < 3; ++i) {
    const int64_t out = i < 3 - dims ? 1 : size[static_cast<size_t>(i - (3 - dims))];
    TL_CHECK(out > 0 && volume.size(2 + i) > 0, value, op, "output_size ", size, " and the sizes of input ", x.sizes(), " must be positive");
    bounds[i] = adaptive_bounds(volume.size(2 + i), out, x.device());
  }
  auto [values, indices] = max_of_boxes(volume, bounds[0], bounds[1], bounds[2]);
  for (int64_t i = dims; i < 3; ++i) values = squeeze(values, 2), indices = squeeze(indices, 2);
  return {values, indices};
}

/// One dimension of fractional pooling: `out` windows of size k, whose starts grow by steps around (in - k) / (out - 1), shifted by a sample.
template <class T>
void fractional_starts(T sample, int64_t in, int64_t out, int64_t k, int64_t* bounds) {
  const T alpha = out > 1 ? static_cast<T>(in - k) / static_cast<T>(out - 1) : T(0);
  for (int64_t i = 0; i < out; ++i) {
    const int64_t start = i + 1 == out ? in - k : static_cast<int64_t>((static_cast<T>(i) + sample) * alpha) - static_cast<int64_t>(sample * alpha);
    bounds[2 * i] = start;
    bounds[2 * i + 1] = start + k;
  }
}
Tensor fractional_bounds(const Tensor& samples, int64_t which, int64_t in, int64_t out, int64_t k) {
  const int64_t planes = samples.size(0) * samples.size(1);
  if (samples.is_meta()) return empty_tensor({planes, out, 2}, kLong, Device(kMeta));
  const Tensor bounds = empty_tensor({planes, out, 2}, kLong), flat = samples.to(kDouble).contiguous();
  for (int64_t p = 0; p < planes; ++p) {
    const double sample = flat.data_ptr<double>()[2 * p + which];
    int64_t* to = bounds.data_ptr<int64_t>() + p * out * 2;
    // In the arithmetic of the samples' type: a start is a rounded product.
    if (samples.dtype() == kDouble) fractional_starts(sample, in, out, k, to);
    else fractional_starts(static_cast<float>(sample), in, out, k, to);
  }
  return bounds;
}

Tensor unpool(const char* op, const Tensor& x, const Tensor& indices, IntArrayRef output_size, int64_t dims) {
  need_dims(op, x, dims);
  TL_CHECK(indices.sizes() == x.sizes() && indices.dtype() == kLong, shape, op, "indices ", indices.sizes(), " ", indices.dtype(), " must be int64 and have the shape of input ", x.sizes());
  TL_CHECK(static_cast<int64_t>(output_size.size()) == dims, value, op, "output_size takes ", dims, " numbers, but is ", output_size);
  int64_t volume = 1;
  DimVector size{x.size(0), x.size(1)};
  for (const int64_t n : output_size) {
    TL_CHECK(n > 0, value, op, "output_size must be positive, but is ", output_size);
    TL_CHECK(n <= (int64_t{1} << 40) / volume, value, op, "output_size ", output_size, " is too large");
    volume *= n;
    size.push_back(n);
  }
  const DimVector flat{x.size(0), x.size(1), product(sizes_of(x)) / std::max<int64_t>(1, x.size(0) * x.size(1))};
  return reshape(scatter(zeros({x.size(0), x.size(1), volume}, x.options()), 2, reshape(indices, flat), reshape(x, flat)), size);
}

/// Power average from the mean of powers, over windows of `count` elements.
Tensor root_of_sum(const Tensor& mean, double p, double count) { return pow(sign(mean) * relu(abs(mean)) * count, Scalar(1 / p)); }

Outputs both(const Pair& p) {
  Outputs o;
  o[0] = std::get<0>(p);
  o[1] = std::get<1>(p);
  return o;
}
void define(const char* name, const char* doc, std::vector<ArgDef> args, CompositeFn body, SamplesFn samples, int outputs = 1) {
  add({.name = name, .category = "Pooling", .doc = doc, .args = std::move(args), .outputs = outputs,
       .nondifferentiable_outputs = outputs == 2 ? 2u : 0u, .composite = body, .samples = std::move(samples)});
}
using Ints = Value::Ints;

void register_max() {
  using enum ArgKind;
  const std::vector<ArgDef> args = {{"input"}, {"kernel_size", ints}, {"stride", ints, Ints{}}, {"padding", ints, Ints{0}}, {"dilation", ints, Ints{1}}, {"ceil_mode", boolean, false}};
  const SamplesFn lines = [] { return Samples{{{sample_tensor({2, 2, 6}), Ints{2}}}, {{sample_tensor({1, 2, 7}), Ints{3}, Ints{2}, Ints{1}, Ints{2}, true}}}; };
  const SamplesFn volumes = [] {
    return Samples{{{sample_tensor({1, 2, 4, 4, 2}), Ints{2}}}, {{sample_tensor({1, 1, 3, 5, 4}), Ints{3, 2, 2}, Ints{2}, Ints{1}, Ints{1}, true}}};
  };
  define("max_pool1d", "Largest value of each window over an N×C×L input.", args,
         [](const OpCall& c) { return one(max_pool1d(c.in[0], c.ints(0), c.ints(1), c.ints(2), c.ints(3), c.b(4))); }, lines);
  define("max_pool1d_with_indices", "Largest value of each window, and where in the row it is.", args,
         [](const OpCall& c) { return both(max_pool1d_with_indices(c.in[0], c.ints(0), c.ints(1), c.ints(2), c.ints(3), c.b(4))); }, lines, 2);
  define("max_pool3d", "Largest value of each window over an N×C×D×H×W input.", args,
         [](const OpCall& c) { return one(max_pool3d(c.in[0], c.ints(0), c.ints(1), c.ints(2), c.ints(3), c.b(4))); }, volumes);
  define("max_pool3d_with_indices", "Largest value of each window, and where in the volume it is.", args,
         [](const OpCall& c) { return both(max_pool3d_with_indices(c.in[0], c.ints(0), c.ints(1), c.ints(2), c.ints(3), c.b(4))); }, volumes, 2);
  const std::vector<ArgDef> adaptive = {{"input"}, {"output_size", ints}};
  define("adaptive_max_pool1d", "Largest values of as many windows as make the output size, and where in the row they are.", adaptive,
         [](const OpCall& c) { return both(adaptive_max_pool1d(c.in[0], c.ints(0))); }, [] { return Samples{{{sample_tensor({2, 2, 7}), Ints{3}}}}; }, 2);
  define("adaptive_max_pool2d", "Largest values of as many windows as make the output size, and where in the plane they are.", adaptive,
         [](const OpCall& c) { return both(adaptive_max_pool2d(c.in[0], c.ints(0))); }, [] { return Samples{{{sample_tensor({2, 2, 5, 4}), Ints{3, 2}}}}; }, 2);
  define("adaptive_max_pool3d", "Largest values of as many windows as make the output size, and where in the volume they are.", adaptive,
         [](const OpCall& c) { return both(adaptive_max_pool3d(c.in[0], c.ints(0))); }, [] { return Samples{{{sample_tensor({1, 2, 3, 4, 3}), Ints{2}}}}; }, 2);
  define("fractional_max_pool2d", "Largest values of windows whose distances random_samples (N×C×2, in [0, 1)) decides, and where in the plane they are.",
         {{"input"}, {"kernel_size", ints}, {"output_size", ints}, {"random_samples"}},
         [](const OpCall& c) { return both(fractional_max_pool2d(c.in[0], c.ints(0), c.ints(1), c.in[1])); },
         [] { return Samples{{{sample_tensor({1, 2, 7, 6}), Ints{2}, Ints{3, 4}, reshape(tl::tensor({0.1, 0.7, 0.9, 0.3}).to(kDouble), {1, 2, 2})}}}; }, 2);
}
void register_mean() {
  using enum ArgKind;
  std::vector<ArgDef> args = {{"input"}, {"kernel_size", ints}, {"stride", ints, Ints{}}, {"padding", ints, Ints{0}}, {"ceil_mode", boolean, false}, {"count_include_pad", boolean, true}};
  define("avg_pool1d", "Mean of each window over an N×C×L input.", args,
         [](const OpCall& c) { return one(avg_pool1d(c.in[0], c.ints(0), c.ints(1), c.ints(2), c.b(3), c.b(4))); },
         [] { return Samples{{{sample_tensor({2, 2, 6}), Ints{2}}}, {{sample_tensor({1, 2, 6}), Ints{3}, Ints{2}, Ints{1}, true, false}}}; });
  args.push_back({"divisor_override", integer, {}, true});
  define("avg_pool3d", "Mean of each window over an N×C×D×H×W input.", args,
         [](const OpCall& c) {
           return one(avg_pool3d(c.in[0], c.ints(0), c.ints(1), c.ints(2), c.b(3), c.b(4), c.has(5) ? std::optional(c.i(5)) : std::nullopt));
         },
         [] {
           return Samples{{{sample_tensor({1, 2, 4, 4, 2}), Ints{2}}}, {{sample_tensor({1, 1, 3, 5, 4}), Ints{3, 2, 2}, Ints{2}, Ints{1}, true, false}},
                          {{sample_tensor({1, 1, 3, 2, 2}), Ints{2}, Ints{1}, Ints{0}, false, true, 3}}};
         });
  define("adaptive_avg_pool1d", "Means over as many windows as make the output size.", {{"input"}, {"output_size", ints}},
         [](const OpCall& c) { return one(adaptive_avg_pool1d(c.in[0], c.ints(0))); }, [] { return Samples{{{sample_tensor({2, 2, 7}), Ints{3}}}}; });
  define("adaptive_avg_pool3d", "Means over as many windows as make the output size.", {{"input"}, {"output_size", ints}},
         [](const OpCall& c) { return one(adaptive_avg_pool3d(c.in[0], c.ints(0))); }, [] { return Samples{{{sample_tensor({1, 2, 3, 4, 3}), Ints{2, 3, 1}}}}; });
  const std::vector<ArgDef> power = {{"input"}, {"norm_type", real}, {"kernel_size", ints}, {"stride", ints, Ints{}}, {"ceil_mode", boolean, false}};
  define("lp_pool1d", "Power average of each window over an N×C×L input: (sum of x^p)^(1/p).", power,
         [](const OpCall& c) { return one(lp_pool1d(c.in[0], c.d(0), c.ints(1), c.ints(2), c.b(3))); },
         [] { return Samples{{{abs(sample_tensor({2, 2, 6})) + 0.1, 2.0, Ints{3}}}, {{abs(sample_tensor({1, 2, 6})) + 0.1, 3.0, Ints{2}, Ints{1}}}}; });
  define("lp_pool2d", "Power average of each window over an N×C×H×W input: (sum of x^p)^(1/p).", power,
         [](const OpCall& c) { return one(lp_pool2d(c.in[0], c.d(0), c.ints(1), c.ints(2), c.b(3))); },
         [] { return Samples{{{abs(sample_tensor({1, 2, 4, 4})) + 0.1, 2.0, Ints{2, 3}}}}; });
}
void register_unpool() {
  using enum ArgKind;
  const std::vector<ArgDef> args = {{"input"}, {"indices"}, {"output_size", ints}};
  const auto places = [](std::initializer_list<int64_t> v, IntArrayRef s) { return reshape(tl::tensor(std::vector<int64_t>(v)), s); };
  define("max_unpool1d", "The values at the places in the row that indices name, zeros elsewhere.", args,
         [](const OpCall& c) { return one(max_unpool1d(c.in[0], c.in[1], c.ints(0))); },
         [=] { return Samples{{{sample_tensor({1, 2, 2}), places({0, 3, 1, 2}, {1, 2, 2}), Ints{4}}}}; });
  define("max_unpool2d", "The values at the places in the plane that indices name, zeros elsewhere.", args,
         [](const OpCall& c) { return one(max_unpool2d(c.in[0], c.in[1], c.ints(0))); },
         [=] { return Samples{{{sample_tensor({1, 1, 2, 2}), places({1, 6, 9, 14}, {1, 1, 2, 2}), Ints{4, 4}}}}; });
  define("max_unpool3d", "The values at the places in the volume that indices name, zeros elsewhere.", args,
         [](const OpCall& c) { return one(max_unpool3d(c.in[0], c.in[1], c.ints(0))); },
         [=] { return Samples{{{sample_tensor({1, 1, 1, 2, 2}), places({1, 6, 9, 14}, {1, 1, 1, 2, 2}), Ints{2, 4, 4}}}}; });
}
}  // namespace

void register_pool_forms() {
  register_max();
  register_mean();
  register_unpool();
}
}  // namespace ops

std::tuple<Tensor, Tensor> max_pool1d_with_indices(const Tensor& x, IntArrayRef k, IntArrayRef s, IntArrayRef p, IntArrayRef d, bool ceil) {
  const char* op = "max_pool1d";
  ops::need_dims(op, x, 1);
  const auto size = [&](const char* what, IntArrayRef v, int64_t first, IntArrayRef fallback = {}) { return ops::behind(first, ops::spread_sizes(op, what, v, 1, fallback)[0]); };
  const auto [values, indices] = max_pool2d_with_indices(unsqueeze(x, 2), size("kernel_size", k, 1), size("stride", s, 1, k), size("padding", p, 0), size("dilation", d, 1), ceil);
  return {squeeze(values, 2), squeeze(indices, 2)};
}
Tensor max_pool1d(const Tensor& x, IntArrayRef k, IntArrayRef s, IntArrayRef p, IntArrayRef d, bool ceil) {
  const char* op = "max_pool1d";
  ops::need_dims(op, x, 1);
  const auto size = [&](const char* what, IntArrayRef v, int64_t first, IntArrayRef fallback = {}) { return ops::behind(first, ops::spread_sizes(op, what, v, 1, fallback)[0]); };
  return squeeze(max_pool2d(unsqueeze(x, 2), size("kernel_size", k, 1), size("stride", s, 1, k), size("padding", p, 0), size("dilation", d, 1), ceil), 2);
}
Tensor max_pool3d(const Tensor& x, IntArrayRef k, IntArrayRef s, IntArrayRef p, IntArrayRef d, bool ceil) {
  const auto w = ops::window3("max_pool3d", x, k, s, p, d);
  const Tensor y = max_pool2d(ops::as_planes(x), {w.k[1], w.k[2]}, {w.s[1], w.s[2]}, {w.p[1], w.p[2]}, {w.d[1], w.d[2]}, ceil);
  return ops::as_volume(max_pool2d(ops::as_columns(y, x), {w.k[0], 1}, {w.s[0], 1}, {w.p[0], 0}, {w.d[0], 1}, ceil), y);
}
std::tuple<Tensor, Tensor> max_pool3d_with_indices(const Tensor& x, IntArrayRef k, IntArrayRef s, IntArrayRef p, IntArrayRef d, bool ceil) {
  const auto w = ops::window3("max_pool3d", x, k, s, p, d);
  const auto [y, in_plane] = max_pool2d_with_indices(ops::as_planes(x), {w.k[1], w.k[2]}, {w.s[1], w.s[2]}, {w.p[1], w.p[2]}, {w.d[1], w.d[2]}, ceil);
  const auto [z, in_column] = max_pool2d_with_indices(ops::as_columns(y, x), {w.k[0], 1}, {w.s[0], 1}, {w.p[0], 0}, {w.d[0], 1}, ceil);
  const int64_t area = y.size(2) * y.size(3), plane = x.size(3) * x.size(4);
  const DimVector flat{x.size(0), x.size(1), z.size(2) * area};
  const Tensor within = gather(reshape(in_plane, {x.size(0), x.size(1), x.size(2) * area}), 2, reshape(in_column, flat));
  const Tensor depth = floor(div(in_column.to(kDouble), Scalar(static_cast<double>(area)))).to(kLong);
  return {ops::as_volume(z, y), ops::as_volume(depth * Scalar(plane) + reshape(within, in_column.sizes()), y)};
}
Tensor avg_pool1d(const Tensor& x, IntArrayRef k, IntArrayRef s, IntArrayRef p, bool ceil, bool include) {
  const char* op = "avg_pool1d";
  ops::need_dims(op, x, 1);
  const auto size = [&](const char* what, IntArrayRef v, int64_t first, IntArrayRef fallback = {}) { return ops::behind(first, ops::spread_sizes(op, what, v, 1, fallback)[0]); };
  return squeeze(avg_pool2d(unsqueeze(x, 2), size("kernel_size", k, 1), size("stride", s, 1, k), size("padding", p, 0), ceil, include), 2);
}
Tensor avg_pool3d(const Tensor& x, IntArrayRef k, IntArrayRef s, IntArrayRef p, bool ceil, bool include, std::optional<int64_t> divisor) {
  const auto w = ops::window3("avg_pool3d", x, k, s, p, 1);
  // The divisor of a box is the product of those of its sides; a given one is applied once.
  const auto first = divisor ? std::optional<int64_t>(1) : std::nullopt;
  const Tensor y = avg_pool2d(ops::as_planes(x), {w.k[1], w.k[2]}, {w.s[1], w.s[2]}, {w.p[1], w.p[2]}, ceil, include, first);
  return ops::as_volume(avg_pool2d(ops::as_columns(y, x), {w.k[0], 1}, {w.s[0], 1}, {w.p[0], 0}, ceil, include, divisor), y);
}
Tensor lp_pool1d(const Tensor& x, double p, IntArrayRef k, IntArrayRef s, bool ceil) {
  const double count = static_cast<double>(ops::spread_sizes("lp_pool1d", "kernel_size", k, 1)[0]);
  return ops::root_of_sum(avg_pool1d(pow(x, Scalar(p)), k, s, 0, ceil), p, count);
}
Tensor lp_pool2d(const Tensor& x, double p, IntArrayRef k, IntArrayRef s, bool ceil) {
  const DimVector size = ops::spread_sizes("lp_pool2d", "kernel_size", k, 2);
  return ops::root_of_sum(avg_pool2d(pow(x, Scalar(p)), k, s, 0, ceil), p, static_cast<double>(size[0] * size[1]));
}
Tensor adaptive_avg_pool1d(const Tensor& x, IntArrayRef output_size) {
  ops::need_dims("adaptive_avg_pool1d", x, 1);
  return squeeze(adaptive_avg_pool2d(unsqueeze(x, 2), ops::behind(1, ops::spread_sizes("adaptive_avg_pool1d", "output_size", output_size, 1)[0])), 2);
}
Tensor adaptive_avg_pool3d(const Tensor& x, IntArrayRef output_size) {
  ops::need_dims("adaptive_avg_pool3d", x, 3);
  const DimVector size = ops::spread_sizes("adaptive_avg_pool3d", "output_size", output_size, 3);
  const Tensor y = adaptive_avg_pool2d(ops::as_planes(x), {size[1], size[2]});
  return ops::as_volume(adaptive_avg_pool2d(ops::as_columns(y, x), {size[0], size[1] * size[2]}), y);
}
std::tuple<Tensor, Tensor> adaptive_max_pool1d(const Tensor& x, IntArrayRef size) { return ops::adaptive_max("adaptive_max_pool1d", x, size, 1); }
std::tuple<Tensor, Tensor> adaptive_max_pool2d(const Tensor& x, IntArrayRef size) { return ops::adaptive_max("adaptive_max_pool2d", x, size, 2); }
std::tuple<Tensor, Tensor> adaptive_max_pool3d(const Tensor& x, IntArrayRef size) { return ops::adaptive_max("adaptive_max_pool3d", x, size, 3); }
std::tuple<Tensor, Tensor> fractional_max_pool2d(const Tensor& x, IntArrayRef kernel_size, IntArrayRef output_size, const Tensor& samples) {
  const char* op = "fractional_max_pool2d";
  ops::need_dims(op, x, 2);
  const DimVector k = ops::spread_sizes(op, "kernel_size", kernel_size, 2), out = ops::spread_sizes(op, "output_size", output_size, 2);
  TL_CHECK(samples.dim() == 3 && samples.size(0) == x.size(0) && samples.size(1) == x.size(1) && samples.size(2) == 2, shape, op, "random_samples must be ",
           x.size(0), "×", x.size(1), "×2, but is ", samples.sizes());
  for (size_t i = 0; i < 2; ++i)
    TL_CHECK(k[i] > 0 && out[i] > 0 && out[i] + k[i] - 1 <= x.size(2 + static_cast<int64_t>(i)), value, op, "windows of kernel_size ", k, " for an output of ", out,
             " do not fit into input ", x.sizes());
  ops::host_only(op, samples);
  const auto [values, indices] =
      ops::max_of_boxes(unsqueeze(x, 2), ops::adaptive_bounds(1, 1, samples.device()), ops::fractional_bounds(samples, 1, x.size(2), out[0], k[0]),
                        ops::fractional_bounds(samples, 0, x.size(3), out[1], k[1]));
  return {squeeze(values, 2), squeeze(indices, 2)};
}
Tensor max_unpool1d(const Tensor& x, const Tensor& indices, IntArrayRef size) { return ops::unpool("max_unpool1d", x, indices, size, 1); }
Tensor max_unpool2d(const Tensor& x, const Tensor& indices, IntArrayRef size) { return ops::unpool("max_unpool2d", x, indices, size, 2); }
Tensor max_unpool3d(const Tensor& x, const Tensor& indices, IntArrayRef size) { return ops::unpool("max_unpool3d", x, indices, size, 3); }

}  // namespace tl
