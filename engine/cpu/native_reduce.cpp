// SPDX-License-Identifier: Apache-2.0
// Sums of floats run in float within short blocks and in double across blocks: fast, and exact enough that order hardly shows.
// The cut into parts depends on shapes alone and parts never share an output element, except in a full reduction, which combines in order.
#include "engine/cpu/native_reduce.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "engine/core/pool.h"
#include "engine/cpu/row_reduce.h"
#include "engine/cpu/wrap.h"

namespace tl::ops {
namespace {

template <class T> using Acc = std::conditional_t<std::is_floating_point_v<T>, double, int64_t>;

template <ReduceOp Op, class A>
A identity() {
  if constexpr (Op == ReduceOp::sum || Op == ReduceOp::mean || Op == ReduceOp::any || Op == ReduceOp::sum_squares) return A(0);
  else if constexpr (Op == ReduceOp::prod || Op == ReduceOp::all) return A(1);
  else if constexpr (Op == ReduceOp::amax) return std::numeric_limits<A>::has_infinity ? -std::numeric_limits<A>::infinity() : std::numeric_limits<A>::lowest();
  else return std::numeric_limits<A>::has_infinity ? std::numeric_limits<A>::infinity() : std::numeric_limits<A>::max();
}
template <ReduceOp Op, class A>
A join(A a, A b) {
  if constexpr (Op == ReduceOp::sum || Op == ReduceOp::mean || Op == ReduceOp::sum_squares) return cpu::wrap_add(a, b);
  else if constexpr (Op == ReduceOp::prod) return cpu::wrap_mul(a, b);
  else if constexpr (Op == ReduceOp::all) return A(a != A(0) && b != A(0));
  else if constexpr (Op == ReduceOp::any) return A(a != A(0) || b != A(0));
  else if constexpr (Op == ReduceOp::amax) return b > a || b != b ? b : a;  // NaN wins and stays: NaN > x is false
  else return b < a || b != b ? b : a;
}

/// What one element adds.
template <ReduceOp Op, class A>
A term(A x) {
  if constexpr (Op == ReduceOp::sum_squares) return cpu::wrap_mul(x, x);
  else return x;
}
constexpr bool is_sum(ReduceOp op) { return op == ReduceOp::sum || op == ReduceOp::mean; }
constexpr bool is_extreme(ReduceOp op) { return op == ReduceOp::amax || op == ReduceOp::amin; }

template <ReduceOp Op, class T>
Acc<T> reduce_run(const T* p, int64_t n) {
  using A = Acc<T>;
  if constexpr (std::is_floating_point_v<T> && is_sum(Op)) return cpu::sum_run(p, n);
  else if constexpr (std::is_floating_point_v<T> && Op == ReduceOp::sum_squares) return cpu::square_sum_run(p, n);
  else if constexpr (std::is_floating_point_v<T> && is_extreme(Op)) return n > 0 ? static_cast<A>(cpu::extreme_run(p, n, Op == ReduceOp::amax)) : identity<Op, A>();
  else {
    A a = identity<Op, A>();
    for (int64_t i = 0; i < n; ++i) a = join<Op, A>(a, term<Op>(static_cast<A>(p[i])));
    return a;
  }
}
/// Joins `rows` rows, `stride` apart, into acc[0…width).
template <ReduceOp Op, class T>
void reduce_rows(const T* p, int64_t rows, int64_t stride, int64_t width, Acc<T>* acc) {
  using A = Acc<T>;
  if constexpr (std::is_floating_point_v<T> && is_sum(Op)) {
    cpu::add_rows(p, rows, stride, width, acc);
  } else if constexpr (std::is_floating_point_v<T> && is_extreme(Op)) {
    T best[64];
    int64_t at[64];
    for (int64_t j = 0; rows > 0 && j < width; j += 64) {
      const int64_t m = std::min<int64_t>(64, width - j);
      cpu::extreme_rows(p + j, rows, stride, m, Op == ReduceOp::amax, best, at);
      for (int64_t k = 0; k < m; ++k) acc[j + k] = join<Op, A>(acc[j + k], static_cast<A>(best[k]));
    }
  } else {
    for (int64_t i = 0; i < rows; ++i)
      for (int64_t j = 0; j < width; ++j) acc[j] = join<Op, A>(acc[j], term<Op>(static_cast<A>(p[i * stride + j])));
  }
}

template <class Out, class A>
Out finish(A a, ReduceOp op, int64_t n) {
  if (op == ReduceOp::mean) return static_cast<Out>(static_cast<double>(a) / static_cast<double>(n));
  if constexpr (std::is_same_v<Out, bool>) return a != A(0);
  else return static_cast<Out>(a);
}

/// Dims merged into alternating kept / reduced groups, outermost first.
struct Groups {
  struct G { int64_t size; bool reduced; };
  std::vector<G> g;
  int64_t kept = 1, reduced = 1;
};
Groups group(const TensorMeta& in, const DimVector& dims) {
  Groups out;
  for (size_t d = 0; d < in.sizes.size(); ++d) {
    const bool r = std::find(dims.begin(), dims.end(), static_cast<int64_t>(d)) != dims.end();
    (r ? out.reduced : out.kept) *= in.sizes[d];
    if (in.sizes[d] == 1) continue;
    if (!out.g.empty() && out.g.back().reduced == r) out.g.back().size *= in.sizes[d];
    else out.g.push_back({in.sizes[d], r});
  }
  if (out.g.empty()) out.g.push_back({1, true});
  return out;
}

template <ReduceOp Op, class T, class Out>
KernelPtr make(const Groups& gr) {
  using A = Acc<T>;
  const auto& g = gr.g;
  const int64_t kept = gr.kept, red = gr.reduced;
  // All reduced: parts make partial results in scratch, combined in order.
  if (g.size() == 1 && g[0].reduced) {
    class Full final : public PreparedKernel {
     public:
      explicit Full(int64_t n) : n_(n), parts_(parts_for(n, 1 << 16)) {}
      int parts() const override { return parts_; }
      size_t scratch_bytes() const override { return static_cast<size_t>(parts_) * 64; }
      void run(int part, const RunArgs& a) override {
        const Range r = part_range(n_, parts_, part, 1024);
        *reinterpret_cast<A*>(a.scratch + part * 64) = reduce_run<Op, T>(a.i<T>(0) + r.begin, r.end - r.begin);
      }
      void finish(const RunArgs& a) override {
        A total = identity<Op, A>();
        for (int p = 0; p < parts_; ++p) total = join<Op, A>(total, *reinterpret_cast<A*>(a.scratch + p * 64));
        *a.o<Out>() = tl::ops::finish<Out>(total, Op, n_);
      }

     private:
      int64_t n_;
      int parts_;
    };
    return std::make_unique<Full>(red);
  }
  // kept × reduced: one contiguous run per output.
  if (g.size() == 1 || (g.size() == 2 && !g[0].reduced)) {
    const int parts = parts_for(kept * red, 1 << 16);
    return make_kernel(parts, [=](int part, const RunArgs& a) {
      const Range r = part_range(kept, parts, part);
      for (int64_t i = r.begin; i < r.end; ++i) a.o<Out>()[i] = tl::ops::finish<Out>(reduce_run<Op, T>(a.i<T>(0) + i * red, red), Op, red);
    });
  }
  // (kept ×) reduced × kept: rows are added up column-wise, a strip of columns per part; further reduced groups loop outside.
  const bool leading_kept = !g[0].reduced;
  const size_t first = leading_kept ? 1 : 0;
  const int64_t outer_kept = leading_kept ? g[0].size : 1;
  if (g.size() - first == 2) {
    const int64_t n = g[first].size, inner = g[first + 1].size;
    const int64_t strips = (inner + 255) / 256;
    const int parts = parts_for(kept * red, 1 << 16);
    return make_kernel(parts, [=](int part, const RunArgs& a) {
      const Range units = part_range(outer_kept * strips, parts, part);
      A acc[256];
      for (int64_t u = units.begin; u < units.end; ++u) {
        const int64_t o = u / strips, c0 = u % strips * 256, m = std::min<int64_t>(256, inner - c0);
        std::fill(acc, acc + m, identity<Op, A>());
        reduce_rows<Op>(a.i<T>(0) + o * n * inner + c0, n, inner, m, acc);
        for (int64_t j = 0; j < m; ++j) a.o<Out>()[o * inner + c0 + j] = tl::ops::finish<Out>(acc[j], Op, n);
      }
    });
  }
  if (g.size() - first == 3 && !leading_kept) {  // reduced × kept × reduced (N×C×HW over N and HW)
    const int64_t n = g[0].size, c = g[1].size, m = g[2].size;
    const int parts = parts_for(kept * red, 1 << 16, static_cast<int>(std::min<int64_t>(16, c)));
    return make_kernel(parts, [=](int part, const RunArgs& a) {
      const Range r = part_range(c, parts, part);
      for (int64_t k = r.begin; k < r.end; ++k) {
        A acc = identity<Op, A>();
        for (int64_t i = 0; i < n; ++i) acc = join<Op, A>(acc, reduce_run<Op, T>(a.i<T>(0) + (i * c + k) * m, m));
        a.o<Out>()[k] = tl::ops::finish<Out>(acc, Op, n * m);
      }
    });
  }
  // Anything else: element by element into the accumulators of all outputs.
  return make_kernel(
      1,
      [=](int, const RunArgs& a) {
        std::vector<A> acc(static_cast<size_t>(kept), identity<Op, A>());
        std::vector<int64_t> index(g.size(), 0);
        const T* p = a.i<T>(0);
        for (int64_t e = 0; e < kept * red; ++e) {
          int64_t o = 0;
          for (size_t d = 0; d < g.size(); ++d)
            if (!g[d].reduced) o = o * g[d].size + index[d];
          auto& slot = acc[static_cast<size_t>(o)];
          slot = join<Op, A>(slot, term<Op>(static_cast<A>(p[e])));
          for (size_t d = g.size(); d-- > 0;) {
            if (++index[d] < g[d].size) break;
            index[d] = 0;
          }
        }
        for (int64_t o = 0; o < kept; ++o) a.o<Out>()[o] = tl::ops::finish<Out>(acc[static_cast<size_t>(o)], Op, red);
      });
}

template <ReduceOp Op>
KernelPtr typed(const TensorMeta& in, const TensorMeta& out, const Groups& g) {
  return visit_dtype(in.dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    if constexpr (Op == ReduceOp::all || Op == ReduceOp::any) return make<Op, T, bool>(g);
    else if constexpr (std::is_floating_point_v<T>) return make<Op, T, T>(g);
    else if constexpr (Op == ReduceOp::mean) return nullptr;
    else if constexpr (Op == ReduceOp::amax || Op == ReduceOp::amin) return make<Op, T, T>(g);
    else return out.dtype == kLong ? make<Op, T, int64_t>(g) : nullptr;
  });
}
}  // namespace

namespace {
/// The same numbers seen in the order of their memory, largest stride first: false where there are gaps or repeats, or where the kept
/// dimensions would come out in another order.
bool in_memory_order(TensorMeta* in, DimVector* dims) {
  DimVector order;
  for (int64_t d = 0; d < in->dim(); ++d) order.push_back(d);
  const auto at = [](const DimVector& v, int64_t i) { return v[static_cast<size_t>(i)]; };
  std::stable_sort(order.begin(), order.end(), [&](int64_t a, int64_t b) { return at(in->strides, a) > at(in->strides, b); });
  TensorMeta seen = *in;
  DimVector reduced;
  int64_t last_kept = -1;
  for (size_t i = 0; i < order.size(); ++i) {
    const int64_t d = order[i];
    seen.sizes[i] = at(in->sizes, d);
    seen.strides[i] = at(in->strides, d);
    if (std::find(dims->begin(), dims->end(), d) != dims->end()) reduced.push_back(static_cast<int64_t>(i));
    else if (at(in->sizes, d) != 1 && std::exchange(last_kept, d) > d) return false;
  }
  int64_t dense = 1;
  for (size_t i = order.size(); i-- > 0;) {
    if (seen.sizes[i] == 1) continue;
    if (seen.strides[i] != dense) return false;
    dense *= seen.sizes[i];
  }
  *in = seen;
  *dims = reduced;
  return true;
}
}  // namespace

KernelPtr prepare_reduce(ReduceOp op, const TensorMeta& meta, const TensorMeta& out, const DimVector& logical_dims) {
  TensorMeta in = meta;
  DimVector dims = logical_dims;
  if (!in.contiguous && !in_memory_order(&in, &dims)) return nullptr;
  const Groups g = group(in, dims);
  switch (op) {
    case ReduceOp::sum: return typed<ReduceOp::sum>(in, out, g);
    case ReduceOp::mean: return typed<ReduceOp::mean>(in, out, g);
    case ReduceOp::prod: return typed<ReduceOp::prod>(in, out, g);
    case ReduceOp::amax: return typed<ReduceOp::amax>(in, out, g);
    case ReduceOp::amin: return typed<ReduceOp::amin>(in, out, g);
    case ReduceOp::all: return typed<ReduceOp::all>(in, out, g);
    case ReduceOp::any: return typed<ReduceOp::any>(in, out, g);
    case ReduceOp::sum_squares: return typed<ReduceOp::sum_squares>(in, out, g);
  }
  return nullptr;
}

namespace {
/// Along a run: the extreme first, then where it is. Across rows: strips of 64 columns.
template <class T>
struct ExtremePlaces {
  bool largest, values, indices;
  int parts;
  int64_t outer, n, inner;
  void operator()(int part, const RunArgs& a) const {
    T* best = values ? a.o<T>(0) : nullptr;
    int64_t* at = indices ? a.o<int64_t>(values ? 1 : 0) : nullptr;
    if (inner == 1) {
      const Range r = part_range(outer, parts, part);
      for (int64_t u = r.begin; u < r.end; ++u) {
        const T* p = a.i<T>(0) + u * n;
        const int64_t where = cpu::find_run(p, n, cpu::extreme_run(p, n, largest));
        if (best) best[u] = p[where];
        if (at) at[u] = where;
      }
      return;
    }
    const int64_t strips = (inner + 63) / 64;
    const Range r = part_range(outer * strips, parts, part);
    T value[64];
    int64_t place[64];
    for (int64_t u = r.begin; u < r.end; ++u) {
      const int64_t o = u / strips, c = u % strips * 64, width = std::min<int64_t>(64, inner - c);
      cpu::extreme_rows(a.i<T>(0) + o * n * inner + c, n, inner, width, largest, value, place);
      if (best) std::copy_n(value, width, best + o * inner + c);
      if (at) std::copy_n(place, width, at + o * inner + c);
    }
  }
};
}  // namespace

KernelPtr prepare_arg_extreme(bool largest, const TensorMeta& in, const TensorMeta&, int64_t dim, bool values, bool indices) {
  int64_t outer = 1, inner = 1;
  for (int64_t d = 0; d < in.dim(); ++d) {
    if (d < dim) outer *= in.sizes[static_cast<size_t>(d)];
    if (d > dim) inner *= in.sizes[static_cast<size_t>(d)];
  }
  const int64_t n = in.sizes.empty() ? 1 : in.sizes[static_cast<size_t>(dim)];
  return visit_dtype(in.dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    const int parts = parts_for(outer * inner * n, 1 << 15);
    if constexpr (std::is_floating_point_v<T>)
      if (inner > 1 || n >= 16) return make_kernel(parts, ExtremePlaces<T>{largest, values, indices, parts, outer, n, inner});
    return make_kernel(parts, [=](int part, const RunArgs& a) {
      const Range r = part_range(outer * inner, parts, part);
      for (int64_t u = r.begin; u < r.end; ++u) {
        const T* p = a.i<T>(0) + u / inner * n * inner + u % inner;
        T best = p[0];
        int64_t at = 0;
        for (int64_t i = 1; i < n && best == best; ++i) {
          const T x = p[i * inner];
          if ((largest ? x > best : x < best) || x != x) {
            best = x;
            at = i;
          }
        }
        if (values) a.o<T>(0)[u] = best;
        if (indices) a.o<int64_t>(values ? 1 : 0)[u] = at;
      }
    });
  });
}

}  // namespace tl::ops
