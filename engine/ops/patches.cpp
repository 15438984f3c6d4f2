// SPDX-License-Identifier: Apache-2.0
// Patches of images as columns (im2col) and their sum back into images (col2im), each the other's adjoint; borders; channels into space.
#include <algorithm>

#include "engine/core/error.h"
#include "engine/core/pool.h"
#include "engine/ops/border.h"
#include "engine/ops/nn.h"
#include "engine/ops/register_all.h"
#include "engine/ops/sample_tensor.h"
#include "engine/ops/sizes.h"

namespace tl {
namespace ops {
namespace {

/// An image of h×w, cut into oh×ow patches.
struct Patches {
  int64_t k[2], d[2], p[2], s[2], size[2], out[2];
  int64_t columns() const { return out[0] * out[1]; }
};
/// attr: kernel_size, dilation, padding, stride from `at` on.
Patches patches(const char* op, ArrayRef<Value> attr, size_t at, int64_t h, int64_t w) {
  const DimVector k = spread_sizes(op, "kernel_size", attr[at].ints(), 2), d = spread_sizes(op, "dilation", attr[at + 1].ints(), 2),
                  p = spread_sizes(op, "padding", attr[at + 2].ints(), 2), s = spread_sizes(op, "stride", attr[at + 3].ints(), 2);
  Patches g{};
  for (size_t i = 0; i < 2; ++i) {
    constexpr int64_t most = int64_t{1} << 30;  // products of two stay within 64 bits
    TL_CHECK(k[i] > 0 && d[i] > 0 && s[i] > 0 && p[i] >= 0 && k[i] <= most && d[i] <= most && s[i] <= most && p[i] <= (most >> 6), value, op,
             "kernel_size, dilation and stride must be positive and padding not negative, but are ", k, ", ", d, ", ", s, " and ", p);
    g.k[i] = k[i], g.d[i] = d[i], g.p[i] = p[i], g.s[i] = s[i], g.size[i] = i == 0 ? h : w;
    const int64_t room = g.size[i] + 2 * p[i] - d[i] * (k[i] - 1) - 1;
    TL_CHECK(room >= 0, shape, op, "patches of kernel_size ", k, " do not fit into an image of ", h, "×", w, "; use a smaller kernel or more padding");
    g.out[i] = room / s[i] + 1;
  }
  return g;
}
void infer_im2col(const OpCall& c, OutMetas& out) {
  const DimVector& x = sizes_of(c.in[0]);
  TL_CHECK(x.size() == 4, shape, "im2col", "input must be N×C×H×W, but is ", x);
  const Patches g = patches("im2col", c.attr, 0, x[2], x[3]);
  out[0].sizes = {x[0], x[1] * g.k[0] * g.k[1], g.columns()};
  out[0].dtype = c.in[0].dtype();
}
void infer_col2im(const OpCall& c, OutMetas& out) {
  const DimVector& x = sizes_of(c.in[0]);
  const DimVector size = spread_sizes("col2im", "output_size", c.ints(0), 2);
  TL_CHECK(x.size() == 3, shape, "col2im", "input must be N×(C·kH·kW)×L, but is ", x);
  TL_CHECK(size[0] > 0 && size[1] > 0, value, "col2im", "output_size must be positive, but is ", size);
  const Patches g = patches("col2im", c.attr, 1, size[0], size[1]);
  TL_CHECK(x[1] % (g.k[0] * g.k[1]) == 0, shape, "col2im", "the ", x[1], " rows of input ", x, " are not divisible by the ", g.k[0] * g.k[1], " elements of a patch");
  TL_CHECK(x[2] == g.columns(), shape, "col2im", "an image of ", size, " has ", g.columns(), " patches, but input ", x, " has ", x[2], " columns");
  out[0].sizes = {x[0], x[1] / (g.k[0] * g.k[1]), size[0], size[1]};
  out[0].dtype = c.in[0].dtype();
}
/// The part of a row of `out` places, `s` apart and starting at `first`, that lies in 0 … size.
Range inside(int64_t first, int64_t s, int64_t out, int64_t size) {
  const int64_t begin = first >= 0 ? 0 : (-first + s - 1) / s;
  const int64_t end = first >= size ? 0 : std::min(out, (size - 1 - first) / s + 1);
  return {begin, std::max(begin, end)};
}
/// Back: columns are added to the image, plane by plane, so that no two parts meet.
template <bool Back>
KernelPtr prepare_patches(const PrepareArgs& a) {
  if (!a.in[0].contiguous) return nullptr;
  const DimVector image = Back ? a.out[0].sizes : a.in[0].sizes;
  const Patches g = patches(Back ? "col2im" : "im2col", a.attr, Back ? 1 : 0, image[2], image[3]);
  const int64_t planes = image[0] * image[1], big = image[2] * image[3], column = g.k[0] * g.k[1] * g.columns();
  const int parts = static_cast<int>(std::min<int64_t>(parts_for(planes * column, 1 << 15), std::max<int64_t>(1, planes)));
  return visit_dtype(a.in[0].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    if constexpr (std::is_same_v<T, bool>) return nullptr;
    else
      return make_kernel(parts, [=](int part, const RunArgs& r) {
        const Range range = part_range(planes, parts, part);
        for (int64_t plane = range.begin; plane < range.end; ++plane) {
          const T* in = r.i<T>(0) + plane * (Back ? column : big);
          T* out = r.o<T>() + plane * (Back ? big : column);
          std::fill_n(out, Back ? big : column, T(0));
          for (int64_t q = 0; q < g.k[0] * g.k[1]; ++q) {
            const int64_t y0 = q / g.k[1] * g.d[0] - g.p[0], x0 = q % g.k[1] * g.d[1] - g.p[1];
            const Range rows = inside(y0, g.s[0], g.out[0], g.size[0]), places = inside(x0, g.s[1], g.out[1], g.size[1]);
            for (int64_t y = rows.begin; y < rows.end; ++y) {
              const int64_t in_image = (y0 + y * g.s[0]) * g.size[1] + x0, in_column = q * g.columns() + y * g.out[1];
              for (int64_t x = places.begin; x < places.end; ++x) {
                if constexpr (Back) out[in_image + x * g.s[1]] = static_cast<T>(out[in_image + x * g.s[1]] + in[in_column + x]);
                else out[in_column + x] = in[in_image + x * g.s[1]];
              }
            }
          }
        }
      });
  });
}
void vjp_im2col(const VjpContext& c) {
  const DimVector& x = sizes_of(c.in(0));
  const auto& a = c.call().attr;
  const Value with[] = {Value(Value::Ints{x[2], x[3]}), a[0], a[1], a[2], a[3]};
  c.set(0, call1(TL_OP("col2im"), c.grad(), with));
}
void vjp_col2im(const VjpContext& c) { c.set(0, call1(TL_OP("im2col"), c.grad(), ArrayRef<Value>(c.call().attr.data() + 1, 4))); }
}  // namespace

void register_patches() {
  using enum ArgKind;
  using Ints = Value::Ints;
  const auto args = [](std::vector<ArgDef> head) {
    for (ArgDef a : std::vector<ArgDef>{{"kernel_size", ints}, {"dilation", ints, Ints{1}}, {"padding", ints, Ints{0}}, {"stride", ints, Ints{1}}}) head.push_back(std::move(a));
    return head;
  };
  add({.name = "im2col", .category = "Shape", .doc = "All patches of an N×C×H×W input as columns of N×(C·kH·kW)×L.", .args = args({{"input"}}),
       .infer = infer_im2col, .vjp = vjp_im2col, .cpu = prepare_patches<false>,
       .samples = [] { return Samples{{{sample_tensor({2, 2, 4, 5}), Ints{2, 3}}}, {{sample_tensor({1, 1, 4, 4}), Ints{2}, Ints{2}, Ints{1}, Ints{2}}}}; }});
  add({.name = "col2im", .category = "Shape", .doc = "Columns of patches N×(C·kH·kW)×L summed into an image of output_size.",
       .args = args({{"input"}, {"output_size", ints}}), .infer = infer_col2im, .vjp = vjp_col2im, .cpu = prepare_patches<true>,
       .samples = [] {
         return Samples{{{sample_tensor({2, 8, 12}), Ints{4, 5}, Ints{2}}}, {{sample_tensor({1, 4, 4}), Ints{3, 3}, Ints{2}, Ints{2}, Ints{1}, Ints{2}}}};
       }});
  add({.name = "pixel_shuffle", .category = "Shape", .doc = "Channels into space: N×(C·r²)×H×W to N×C×(H·r)×(W·r).", .args = {{"input"}, {"upscale_factor", integer}},
       .composite = [](const OpCall& c) { return one(pixel_shuffle(c.in[0], c.i(0))); }, .samples = [] { return Samples{{{sample_tensor({2, 8, 2, 3}), 2}}}; }});
  add({.name = "pad", .category = "Shape", .doc = "A border: pairs (before, after) from the last dimension backwards; mode constant, reflect, replicate or circular.",
       .args = {{"input"}, {"pad", ints}, {"mode", text, "constant"}, {"value", scalar, 0}},
       .composite = [](const OpCall& c) { return one(pad(c.in[0], c.ints(0), c.attr[1].to_string(), c.attr[2].to_scalar())); },
       .samples = [] {
         return Samples{{{sample_tensor({2, 3}), Ints{1, 2}}}, {{sample_tensor({2, 3, 4}), Ints{2, 1, 1, 0}, "reflect"}}, {{sample_tensor({2, 3}), Ints{1, 2, 1, 1}, "replicate"}},
                        {{sample_tensor({2, 3}), Ints{1, 2}, "circular"}}};
       }});
}
}  // namespace ops

Tensor im2col(const Tensor& x, IntArrayRef k, IntArrayRef d, IntArrayRef p, IntArrayRef s) {
  const Value a[] = {Value(k), Value(d), Value(p), Value(s)};
  return ops::call1(TL_OP("im2col"), x, a);
}
Tensor col2im(const Tensor& x, IntArrayRef size, IntArrayRef k, IntArrayRef d, IntArrayRef p, IntArrayRef s) {
  const Value a[] = {Value(size), Value(k), Value(d), Value(p), Value(s)};
  return ops::call1(TL_OP("col2im"), x, a);
}
Tensor pixel_shuffle(const Tensor& x, int64_t r) {
  TL_CHECK(r > 0 && r < (1 << 20), value, "pixel_shuffle", "upscale_factor must be positive, but is ", r);
  TL_CHECK(x.dim() == 4 && x.size(1) % (r * r) == 0, shape, "pixel_shuffle", "the channels of an N×C×H×W input must be divisible by ", r * r, ", but it is ", x.sizes());
  const int64_t c = x.size(1) / (r * r), h = x.size(2), w = x.size(3);
  return reshape(permute(reshape(x, {x.size(0), c, r, r, h, w}), {0, 1, 4, 2, 5, 3}), {x.size(0), c, h * r, w * r});
}
Tensor pad(const Tensor& input, IntArrayRef sizes, const std::string& mode, const Scalar& value) {
  TL_CHECK(sizes.size() % 2 == 0 && static_cast<int64_t>(sizes.size()) <= 2 * input.dim(), value, "pad", "pad ", sizes, " must be pairs for the last dimensions of input ",
           input.sizes());
  if (mode == "constant") return constant_pad_nd(input, sizes, value);
  Tensor x = input;
  for (size_t i = 0; i < sizes.size(); i += 2)
    if (sizes[i] != 0 || sizes[i + 1] != 0) x = ops::border("pad", x, x.dim() - 1 - static_cast<int64_t>(i / 2), sizes[i], sizes[i + 1], mode);
  return x;
}

}  // namespace tl
