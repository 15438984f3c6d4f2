// SPDX-License-Identifier: Apache-2.0
// Images and signals in another size. Every mode is separable: one operator resamples along one dimension, each new place being a weighted sum
// of up to four old ones, and its adjoint spreads gradients back; both are linear, so any order of derivative comes with them.
#include <algorithm>
#include <cmath>

#include "engine/core/describe.h"
#include "engine/core/error.h"
#include "engine/core/pool.h"
#include "engine/ops/nn.h"
#include "engine/ops/register_all.h"
#include "engine/ops/sample_tensor.h"

namespace tl {
namespace ops {
namespace {

/// The old places and weights of each new place.
struct Taps {
  int64_t count = 1;
  std::vector<int64_t> at;
  std::vector<double> weight;
};

void add_nearest(Taps& t, int64_t j, int64_t in, int64_t out, double step) {
  // In integers where only sizes are given, so that no product just below an integer rounds down.
  const int64_t at = step > 0 ? static_cast<int64_t>(std::floor(static_cast<double>(j) * step)) : j * in / out;
  t.at.push_back(std::clamp<int64_t>(at, 0, in - 1));
  t.weight.push_back(1);
}
void add_linear(Taps& t, double source, int64_t in) {
  source = std::max(source, 0.0);
  const int64_t low = std::min(static_cast<int64_t>(source), in - 1);
  const double high_share = std::min(source - static_cast<double>(low), 1.0);
  t.at.insert(t.at.end(), {low, std::min(low + 1, in - 1)});
  t.weight.insert(t.weight.end(), {1 - high_share, high_share});
}
/// Keys' cubic convolution with a = -0.75; places beyond the border repeat it.
void add_cubic(Taps& t, double source, int64_t in) {
  constexpr double a = -0.75;
  const double base = std::floor(source), x = source - base;
  const auto near = [](double d) { return ((a + 2) * d - (a + 3)) * d * d + 1; };
  const auto far = [](double d) { return ((a * d - 5 * a) * d + 8 * a) * d - 4 * a; };
  for (int64_t k = 0; k < 4; ++k) t.at.push_back(std::clamp<int64_t>(static_cast<int64_t>(base) - 1 + k, 0, in - 1));
  t.weight.insert(t.weight.end(), {far(x + 1), near(x), near(1 - x), far(2 - x)});
}
/// `step`: distance of new places in old ones; 0: from the sizes.
Taps taps(const std::string& mode, int64_t in, int64_t out, bool align_corners, double step) {
  Taps t;
  t.count = mode == "nearest" ? 1 : mode == "linear" ? 2 : 4;
  const double even = step > 0 ? step : static_cast<double>(in) / static_cast<double>(out);
  const double between = out > 1 ? static_cast<double>(in - 1) / static_cast<double>(out - 1) : 0.0;
  for (int64_t j = 0; j < out; ++j) {
    const double place = static_cast<double>(j), source = align_corners ? place * between : (place + 0.5) * even - 0.5;
    if (mode == "nearest") add_nearest(t, j, in, out, step);
    else if (mode == "linear") add_linear(t, source, in);
    else add_cubic(t, source, in);
  }
  return t;
}

/// attr: dim, size, mode, align_corners, step. `size` is the new one, for the adjoint the old one.
void infer_axis(const OpCall& c, OutMetas& out) {
  const DimVector& x = sizes_of(c.in[0]);
  const int64_t d = c.i(0), n = c.i(1);
  const std::string& mode = c.attr[2].to_string();
  TL_CHECK(d >= 0 && d < static_cast<int64_t>(x.size()), index, "resample", "dimension ", d, " is out of range for input ", x);
  TL_CHECK(n > 0 && x[static_cast<size_t>(d)] > 0, shape, "resample", "the size along dimension ", d, " must be positive: from input ", x, " to ", n);
  TL_CHECK(n <= INT32_MAX, value, "resample", "a dimension of ", n, " places is too large");
  TL_CHECK(mode == "nearest" || mode == "linear" || mode == "cubic", value, "resample", "mode must be nearest, linear or cubic, not \"", mode, '"');
  TL_CHECK(mode == "nearest" || c.in[0].is_floating_point(), type, "resample", "mode ", mode, " needs a floating point input, not ", c.in[0].dtype());
  out[0].sizes = x;
  out[0].sizes[static_cast<size_t>(d)] = n;
  out[0].dtype = c.in[0].dtype();
}
/// The input seen as outer × length × inner; parts own rows of outer.
template <bool Back>
KernelPtr prepare_axis(const PrepareArgs& a) {
  if (!a.in[0].contiguous) return nullptr;
  const size_t d = static_cast<size_t>(a.attr[0].i());
  const DimVector &from = a.in[0].sizes, &to = a.out[0].sizes;
  const int64_t in = from[d], out = to[d], inner = product(from) / std::max<int64_t>(1, product(DimVector(from.begin(), from.begin() + d)) * in);
  const int64_t outer = product(DimVector(from.begin(), from.begin() + d));
  const Taps t = Back ? taps(a.attr[2].to_string(), out, in, a.attr[3].b(), a.attr[4].d()) : taps(a.attr[2].to_string(), in, out, a.attr[3].b(), a.attr[4].d());
  const int parts = static_cast<int>(std::min<int64_t>(parts_for(outer * std::max(in, out) * inner, 1 << 14), std::max<int64_t>(1, outer)));
  return visit_dtype(a.in[0].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    if constexpr (std::is_same_v<T, bool>) return nullptr;
    else {
      std::vector<T> weight(t.weight.size());
      std::transform(t.weight.begin(), t.weight.end(), weight.begin(), [](double w) { return static_cast<T>(w); });
      return make_kernel(parts, [=, at = t.at, count = t.count](int part, const RunArgs& r) {
        const Range range = part_range(outer, parts, part);
        for (int64_t o = range.begin; o < range.end; ++o) {
          const T* x = r.i<T>(0) + o * in * inner;
          T* y = r.o<T>() + o * out * inner;
          if (Back) std::fill_n(y, out * inner, T(0));
          for (int64_t j = 0; j < (Back ? in : out); ++j)
            for (int64_t k = 0; k < count; ++k) {
              const size_t tap = static_cast<size_t>(j * count + k);
              const T* source = x + (Back ? j : at[tap]) * inner;
              T* target = y + (Back ? at[tap] : j) * inner;
              const T w = weight[tap];
              if (!Back && k == 0) {
                for (int64_t i = 0; i < inner; ++i) target[i] = static_cast<T>(source[i] * w);
              } else {
                for (int64_t i = 0; i < inner; ++i) target[i] = static_cast<T>(target[i] + source[i] * w);
              }
            }
        }
      });
    }
  });
}
/// The same attributes with the size of the input.
void vjp_axis(const VjpContext& c, const OpDef& adjoint) {
  const auto& a = c.call().attr;
  const Value with[] = {a[0], c.in(0).size(a[0].i()), a[2], a[3], a[4]};
  c.set(0, call1(adjoint, c.grad(), with));
}

/// What a mode is along each dimension, and for how many dimensions it is meant (0: any).
struct Mode {
  const char *name, *axis;
  int64_t dims;
};
constexpr Mode modes[] = {{"nearest", "nearest", 0}, {"linear", "linear", 1}, {"bilinear", "linear", 2}, {"bicubic", "cubic", 2}, {"trilinear", "linear", 3}, {"area", "area", 0}};
const Mode& mode_named(const std::string& name) {
  for (const Mode& m : modes)
    if (name == m.name) return m;
  TL_THROW(not_implemented, "interpolate", "there is no mode \"", name, "\"; use nearest, linear, bilinear, bicubic, trilinear or area");
}
DimVector wanted_size(const Tensor& x, IntArrayRef size, const std::vector<double>& scale) {
  const size_t dims = static_cast<size_t>(x.dim() - 2);
  TL_CHECK(size.empty() != scale.empty(), value, "interpolate", size.empty() ? "either size or scale_factor must be given" : "only one of size and scale_factor can be given");
  const size_t given = size.empty() ? scale.size() : size.size();
  TL_CHECK(given == 1 || given == dims, value, "interpolate", size.empty() ? "scale_factor" : "size", " takes one number or ", dims, " for input ", x.sizes(), ", not ", given);
  DimVector out;
  for (size_t i = 0; i < dims; ++i) {
    const double n = size.empty() ? std::floor(static_cast<double>(x.size(static_cast<int64_t>(i) + 2)) * scale[given == 1 ? 0 : i])
                                  : static_cast<double>(size[given == 1 ? 0 : i]);
    TL_CHECK(n >= 1 && n < 1e15, value, "interpolate", "input ", x.sizes(), " cannot have the size ", n, " along dimension ", i + 2);
    out.push_back(static_cast<int64_t>(n));
  }
  return out;
}
}  // namespace

void register_resample() {
  using enum ArgKind;
  const std::vector<ArgDef> axis = {{"input"}, {"dim", integer}, {"size", integer}, {"mode", text, "nearest"}, {"align_corners", boolean, false}, {"step", real, 0.0}};
  const auto samples = [](int64_t a, int64_t b) {
    return [=] {
      return Samples{{{sample_tensor({2, 3, a}), 2, b}}, {{sample_tensor({2, a, 2}), 1, b, "linear"}}, {{sample_tensor({2, a, 2}), 1, b, "cubic", true}}};
    };
  };
  add({.name = "resample", .category = "Shape", .doc = "Another number of places along one dimension.", .args = axis, .infer = infer_axis,
       .vjp = [](const VjpContext& c) { vjp_axis(c, TL_OP("resample_back")); }, .traits = hidden, .cpu = prepare_axis<false>, .samples = samples(4, 7)});
  add({.name = "resample_back", .category = "Shape", .doc = "The adjoint of resample.", .args = axis, .infer = infer_axis,
       .vjp = [](const VjpContext& c) { vjp_axis(c, TL_OP("resample")); }, .traits = hidden, .cpu = prepare_axis<true>, .samples = samples(7, 4)});
  add({.name = "interpolate", .category = "Shape", .doc = "Another size for the dimensions behind N×C; mode nearest, linear, bilinear, bicubic, trilinear or area.",
       .args = {{"input"}, {"size", ints, Value::Ints{}}, {"scale_factor", any, {}, true}, {"mode", text, "nearest"}, {"align_corners", boolean, false}},
       .composite = [](const OpCall& c) {
         return one(interpolate(c.in[0], c.ints(0), c.has(1) ? numbers_of(c.attr[1]) : std::vector<double>{}, c.attr[2].to_string(), c.b(3)));
       },
       .samples = [] {
         using Ints = Value::Ints;
         return Samples{{{sample_tensor({1, 2, 3, 4}), Ints{5, 6}}}, {{sample_tensor({1, 2, 3, 4}), Ints{}, 2.0, "bilinear", true}}, {{sample_tensor({1, 1, 4}), Ints{7}, Value(), "linear"}},
                        {{sample_tensor({1, 1, 4, 3}), Ints{6, 5}, Value(), "bicubic"}}, {{sample_tensor({1, 1, 2, 3, 2}), Ints{3, 4, 3}, Value(), "trilinear"}},
                        {{sample_tensor({1, 2, 5}), Ints{3}, Value(), "area"}}};
       }});
}
}  // namespace ops

Tensor interpolate(const Tensor& input, IntArrayRef size, const std::vector<double>& scale_factor, const std::string& mode, bool align_corners) {
  const char* op = "interpolate";
  const ops::Mode& m = ops::mode_named(mode);
  TL_CHECK(input.dim() >= 3 && input.dim() <= 5, shape, op, "input must be N×C and one to three sizes, but is ", input.sizes());
  TL_CHECK(m.dims == 0 || input.dim() == m.dims + 2, shape, op, "mode ", mode, " needs an input of ", m.dims + 2, " dimensions, but it is ", input.sizes());
  TL_CHECK(!align_corners || m.dims > 0, value, op, "align_corners has no meaning with mode ", mode);
  const DimVector wanted = ops::wanted_size(input, size, scale_factor);
  if (mode == "area")
    return input.dim() == 3 ? adaptive_avg_pool1d(input, wanted) : input.dim() == 4 ? adaptive_avg_pool2d(input, wanted) : adaptive_avg_pool3d(input, wanted);
  Tensor x = input;
  for (size_t i = wanted.size(); i-- > 0;) {
    const int64_t d = static_cast<int64_t>(i) + 2;
    const double scale = scale_factor.empty() ? 0.0 : scale_factor[scale_factor.size() == 1 ? 0 : i];
    if (wanted[i] == x.size(d) && (scale == 0 || scale == 1)) continue;
    const Value a[] = {d, wanted[i], m.axis, align_corners, scale > 0 ? 1 / scale : 0.0};
    x = ops::call1(TL_OP("resample"), x, a);
  }
  return x;
}

}  // namespace tl
