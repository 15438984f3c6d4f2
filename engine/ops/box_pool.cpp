// SPDX-License-Identifier: Apache-2.0
// The largest value of boxes that lie anywhere: what adaptive and fractional max pooling need, whose windows differ in size and distance.
#include <algorithm>

#include "engine/core/error.h"
#include "engine/core/pool.h"
#include "engine/ops/nn.h"
#include "engine/ops/register_all.h"
#include "engine/ops/sample_tensor.h"

namespace tl::ops {
namespace {

/// Inputs: x N×C×D×H×W; for each of the three dimensions P×out×2 first and last + 1 place of each box, P = 1 or one row per plane N·C.
void infer_boxes(const OpCall& c, OutMetas& out) {
  const char* op = "max_of_boxes";
  const DimVector& x = sizes_of(c.in[0]);
  TL_CHECK(x.size() == 5, shape, op, "input must be N×C×D×H×W, but is ", x);
  out[0].sizes = out[1].sizes = {x[0], x[1], 0, 0, 0};
  for (size_t i = 0; i < 3; ++i) {
    const DimVector& b = sizes_of(c.in[1 + i]);
    TL_CHECK(b.size() == 3 && b[2] == 2 && (b[0] == 1 || b[0] == x[0] * x[1]), shape, op, "bounds must be P×out×2, but are ", b);
    TL_CHECK(c.in[1 + i].dtype() == kLong, type, op, "bounds must be int64, but are ", c.in[1 + i].dtype());
    TL_CHECK(x[2 + i] > 0 || b[1] == 0, shape, op, "input ", x, " has no entries for boxes to lie in");
    out[0].sizes[2 + i] = out[1].sizes[2 + i] = b[1];
  }
  out[0].dtype = c.in[0].dtype();
  out[1].dtype = kLong;
}

struct Span {
  int64_t begin, end;
};
/// The bounds of one dimension for one plane, kept within it: they are data, and a kernel must not read beside its input whatever they say.
Span span(const int64_t* bounds, int64_t rows, int64_t outs, int64_t plane, int64_t at, int64_t size) {
  const int64_t* b = bounds + ((rows == 1 ? 0 : plane) * outs + at) * 2;
  const int64_t begin = std::clamp<int64_t>(b[0], 0, size - 1);
  return {begin, std::clamp<int64_t>(b[1], begin + 1, size)};
}

KernelPtr prepare_boxes(const PrepareArgs& a) {
  for (const TensorMeta& m : a.in)
    if (!m.contiguous) return nullptr;
  const DimVector x = a.in[0].sizes, y = a.out[0].sizes;
  int64_t rows[3];
  for (size_t i = 0; i < 3; ++i) rows[i] = a.in[1 + i].sizes[0];
  const int64_t planes = x[0] * x[1], big = x[2] * x[3] * x[4], small = y[2] * y[3] * y[4];
  const int parts = static_cast<int>(std::min<int64_t>(parts_for(a.in[0].numel, 1 << 15), std::max<int64_t>(1, planes)));
  return visit_dtype(a.in[0].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    return make_kernel(parts, [=](int part, const RunArgs& r) {
      const Range range = part_range(planes, parts, part);
      for (int64_t p = range.begin; p < range.end; ++p) {
        const T* in = r.i<T>(0) + p * big;
        for (int64_t o = 0; o < small; ++o) {
          const Span d = span(r.i<int64_t>(1), rows[0], y[2], p, o / (y[3] * y[4]), x[2]);
          const Span h = span(r.i<int64_t>(2), rows[1], y[3], p, o / y[4] % y[3], x[3]);
          const Span w = span(r.i<int64_t>(3), rows[2], y[4], p, o % y[4], x[4]);
          int64_t at = -1;
          for (int64_t i = d.begin; i < d.end; ++i)
            for (int64_t j = h.begin; j < h.end; ++j)
              for (int64_t k = w.begin; k < w.end; ++k) {
                const int64_t here = (i * x[3] + j) * x[4] + k;
                if (at < 0 || in[here] > in[at] || in[here] != in[here]) at = here;  // NaN wins
              }
          r.o<T>(0)[p * small + o] = in[at];
          r.o<int64_t>(1)[p * small + o] = at;
        }
      }
    });
  });
}
void vjp_boxes(const VjpContext& c) {
  const DimVector &x = sizes_of(c.in(0)), &g = sizes_of(c.grad());
  const DimVector flat{x[0], x[1], g[2] * g[3] * g[4]};  // in full: an empty batch leaves nothing to infer
  const Tensor none = zeros({x[0], x[1], x[2] * x[3] * x[4]}, c.grad().options());
  c.set(0, reshape(scatter_add(none, 2, reshape(c.out(1), flat), reshape(c.grad(), flat)), x));
}
Tensor bounds(std::initializer_list<int64_t> v) { return reshape(tl::tensor(std::vector<int64_t>(v)), {1, -1, 2}); }
}  // namespace

void register_box_pool() {
  add({.name = "max_of_boxes", .category = "Pooling", .doc = "Largest value of boxes given by their bounds, and where in the plane it is.",
       .args = {{"input"}, {"d_bounds"}, {"h_bounds"}, {"w_bounds"}}, .outputs = 2, .infer = infer_boxes, .vjp = vjp_boxes, .saves_outputs = 2,
       .nondifferentiable_outputs = 2, .traits = hidden, .cpu = prepare_boxes,
       .samples = [] {
         return Samples{{{sample_tensor({1, 2, 2, 3, 4}), bounds({0, 2}), bounds({0, 2, 1, 3}), bounds({0, 2, 1, 4})}}};
       }});
}

}  // namespace tl::ops
