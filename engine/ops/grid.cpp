// SPDX-License-Identifier: Apache-2.0
// Sampling at free places (grid_sample) and the grids of affine maps: bodies in gather and arithmetic, so that gradients of any order along
// input and grid, and shapes, come from there.
#include "engine/core/error.h"
#include "engine/ops/nn.h"
#include "engine/ops/register_all.h"
#include "engine/ops/sample_tensor.h"

namespace tl {
namespace ops {
namespace {

/// A coordinate folded back and forth between twice_low / 2 and twice_high / 2.
Tensor reflected(const Tensor& x, double twice_low, double twice_high) {
  if (twice_low == twice_high) return x * 0.0;
  const double low = twice_low / 2, span = (twice_high - twice_low) / 2;
  const Tensor from = abs(x - low), folds = floor(from / Scalar(span)), rest = from - folds * span;
  return where(eq(fmod(folds, Scalar(2.0)), Scalar(0.0)), rest + low, span - rest + low);
}
/// Places from -1 to 1 as fractional places 0 … size - 1, brought inside unless the border is zeros.
Tensor place(const Tensor& g, int64_t size, const std::string& padding, bool align_corners) {
  const double n = static_cast<double>(size);
  const Tensor x = align_corners ? (g + 1.0) * ((n - 1) / 2) : ((g + 1.0) * n - 1.0) * 0.5;
  if (padding == "zeros") return x;
  const Tensor folded = padding == "border" ? x : align_corners ? reflected(x, 0, 2 * (n - 1)) : reflected(x, -1, 2 * n - 1);
  return clamp(folded, Scalar(0.0), Scalar(n - 1));
}
/// One neighbour along one dimension: its place, kept inside, and its weight, zero outside.
struct Neighbour {
  Tensor at, weight;
};
Neighbour neighbour(const Tensor& at, const Tensor& weight, int64_t size) {
  const double last = static_cast<double>(size - 1);
  const Tensor inside = logical_and(ge(at, Scalar(0.0)), le(at, Scalar(last)));
  return {where(inside, at, Scalar(0.0)).to(kLong), where(inside, weight, Scalar(0.0))};
}

void check_grid(const Tensor& x, const Tensor& grid, const std::string& mode, const std::string& padding) {
  const char* op = "grid_sample";
  TL_CHECK(x.dim() == 4 || x.dim() == 5, shape, op, "input must be N×C×H×W or N×C×D×H×W, but is ", x.sizes());
  TL_CHECK(grid.dim() == x.dim() && grid.size(-1) == x.dim() - 2, shape, op, "grid ", grid.sizes(), " does not fit input ", x.sizes(), ": it needs ", x.dim(),
           " dimensions, the last of size ", x.dim() - 2);
  TL_CHECK(grid.size(0) == x.size(0), shape, op, "input ", x.sizes(), " and grid ", grid.sizes(), " must be of one batch");
  TL_CHECK(x.is_floating_point() && grid.dtype() == x.dtype(), type, op, "input and grid must be of one floating point type, but are ", x.dtype(), " and ", grid.dtype());
  TL_CHECK(mode == "bilinear" || mode == "nearest", not_implemented, op, "mode must be bilinear or nearest, not \"", mode, '"');
  TL_CHECK(padding == "zeros" || padding == "border" || padding == "reflection", value, op, "padding_mode must be zeros, border or reflection, not \"", padding, '"');
  for (int64_t d = 2; d < x.dim(); ++d) TL_CHECK(x.size(d) > 0, shape, op, "input ", x.sizes(), " has no entries to sample");
}
}  // namespace

void register_grid() {
  using enum ArgKind;
  add({.name = "grid_sample", .category = "Shape", .doc = "Values of input at the places of grid N×…×2 (or 3), x first, from -1 to 1.",
       .args = {{"input"}, {"grid"}, {"mode", text, "bilinear"}, {"padding_mode", text, "zeros"}, {"align_corners", boolean, false}},
       .traits = wide_body,
       .composite = [](const OpCall& c) { return one(grid_sample(c.in[0], c.in[1], c.attr[0].to_string(), c.attr[1].to_string(), c.b(2))); },
       .samples = [] {
         const Tensor g = sample_tensor({1, 2, 3, 2}, 3) * 0.7, h = sample_tensor({1, 2, 1, 2, 3}, 5) * 0.6;
         return Samples{{{sample_tensor({1, 2, 3, 4}), g}}, {{sample_tensor({1, 2, 3, 4}), g, "bilinear", "border", true}}, {{sample_tensor({1, 1, 3, 4}), g, "bilinear", "reflection"}},
                        {{sample_tensor({1, 2, 3, 4}), g, "nearest"}}, {{sample_tensor({1, 1, 3, 2, 3}), h, "bilinear", "zeros", true}}};
       }});
  add({.name = "affine_grid", .category = "Shape", .doc = "The grid of the affine maps theta N×2×3 (N×3×4) for an output of the given size.",
       .args = {{"theta"}, {"size", ints}, {"align_corners", boolean, false}},
       .composite = [](const OpCall& c) { return one(affine_grid(c.in[0], c.ints(0), c.b(1))); },
       .samples = [] {
         using Ints = Value::Ints;
         return Samples{{{sample_tensor({2, 2, 3}), Ints{2, 1, 3, 4}}}, {{sample_tensor({1, 3, 4}), Ints{1, 2, 2, 3, 2}, true}}};
       }});
}
}  // namespace ops

Tensor grid_sample(const Tensor& x, const Tensor& grid, const std::string& mode, const std::string& padding, bool align_corners) {
  ops::check_grid(x, grid, mode, padding);
  const int64_t dims = x.dim() - 2, n = x.size(0), c = x.size(1);
  DimVector out{n, c};
  int64_t places = 1, volume = 1;
  for (int64_t d = 1; d <= dims; ++d) {
    out.push_back(grid.size(d));
    places *= grid.size(d);
    volume *= x.size(d + 1);
  }
  if (places == 0 || n * c == 0) return zeros(out, x.options());
  // Two neighbours along each dimension (one for nearest), first x, then y, then z; every choice of one each is a corner.
  std::vector<std::vector<ops::Neighbour>> choices;
  for (int64_t d = 0; d < dims; ++d) {
    const int64_t size = x.size(x.dim() - 1 - d);
    const Tensor at = ops::place(reshape(select(grid, -1, d), {n, 1, places}), size, padding, align_corners);
    if (mode == "nearest") {
      const Tensor whole = round(at).detach();
      choices.push_back({ops::neighbour(whole, ones_like(whole), size)});
    } else {
      const Tensor low = floor(at).detach(), share = at - low;
      choices.push_back({ops::neighbour(low, 1.0 - share, size), ops::neighbour(low + 1.0, share, size)});
    }
  }
  const Tensor flat = reshape(x, {n, c, volume});
  Tensor result;
  const size_t ways = choices[0].size();
  for (size_t corner = 0; corner < (ways == 1 ? 1u : size_t{1} << dims); ++corner) {
    Tensor at, weight;
    int64_t step = 1;
    for (size_t d = 0; d < static_cast<size_t>(dims); ++d) {
      const ops::Neighbour& one = choices[d][ways == 1 ? 0 : corner >> d & 1u];
      at = d == 0 ? one.at : at + one.at * Scalar(step);
      weight = d == 0 ? one.weight : weight * one.weight;
      step *= x.size(x.dim() - 1 - static_cast<int64_t>(d));
    }
    const Tensor value = gather(flat, 2, expand(at, {n, c, places})) * weight;
    result = corner == 0 ? value : result + value;
  }
  return reshape(result, out);
}
Tensor affine_grid(const Tensor& theta, IntArrayRef size, bool align_corners) {
  const char* op = "affine_grid";
  TL_CHECK(size.size() == 4 || size.size() == 5, value, op, "size must be N×C×H×W or N×C×D×H×W, but is ", size);
  const int64_t dims = static_cast<int64_t>(size.size()) - 2;
  TL_CHECK(theta.is_floating_point(), type, op, "theta must be of a floating point type, not ", theta.dtype());
  TL_CHECK(theta.dim() == 3 && theta.size(1) == dims && theta.size(2) == dims + 1 && theta.size(0) == size[0], shape, op, "theta for size ", size, " must be ", size[0], "×",
           dims, "×", dims + 1, ", but is ", theta.sizes());
  DimVector whole, out{size[0]};
  for (int64_t d = 0; d < dims; ++d) {
    TL_CHECK(size[static_cast<size_t>(d) + 2] > 0, value, op, "size must be positive, but is ", size);
    whole.push_back(size[static_cast<size_t>(d) + 2]);
    out.push_back(size[static_cast<size_t>(d) + 2]);
  }
  out.push_back(dims);
  std::vector<Tensor> coordinates;  // x, y, z, 1 of every place
  for (int64_t d = dims - 1; d >= 0; --d) {
    const int64_t n = whole[static_cast<size_t>(d)];
    const double last = align_corners ? 1.0 : static_cast<double>(n - 1) / static_cast<double>(n);
    const Tensor line = n == 1 ? zeros({1}, theta.options()) : linspace(-last, last, n, theta.options());
    DimVector along(static_cast<size_t>(dims), 1);
    along[static_cast<size_t>(d)] = n;
    coordinates.push_back(reshape(expand(reshape(line, along), whole), {-1}));
  }
  coordinates.push_back(ones_like(coordinates[0]));
  const Tensor places = stack(coordinates, 1);
  return reshape(matmul(places, transpose(theta, 1, 2)), out);
}

}  // namespace tl
