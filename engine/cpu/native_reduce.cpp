// SPDX-License-Identifier: Apache-2.0
// Sums run in float with eight partial sums per block of 1,024 and in double across blocks: fast, and exact enough that order hardly shows.
// The cut into parts depends on shapes alone and parts never share an output element, except in a full reduction, which combines in order.
#include "engine/cpu/native_reduce.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "engine/core/pool.h"

namespace tl::ops {
namespace {

template <class T> using Acc = std::conditional_t<std::is_floating_point_v<T>, double, int64_t>;

template <ReduceOp Op, class A>
A identity() {
  if constexpr (Op == ReduceOp::sum || Op == ReduceOp::mean || Op == ReduceOp::any) return A(0);
  else if constexpr (Op == ReduceOp::prod || Op == ReduceOp::all) return A(1);
  else if constexpr (Op == ReduceOp::amax) return std::numeric_limits<A>::has_infinity ? -std::numeric_limits<A>::infinity() : std::numeric_limits<A>::lowest();
  else return std::numeric_limits<A>::has_infinity ? std::numeric_limits<A>::infinity() : std::numeric_limits<A>::max();
}
template <ReduceOp Op, class A>
A join(A a, A b) {
  if constexpr (Op == ReduceOp::sum || Op == ReduceOp::mean) return a + b;
  else if constexpr (Op == ReduceOp::prod) return a * b;
  else if constexpr (Op == ReduceOp::all) return A(a != A(0) && b != A(0));
  else if constexpr (Op == ReduceOp::any) return A(a != A(0) || b != A(0));
  else if constexpr (Op == ReduceOp::amax) return b > a || b != b ? b : a;  // NaN wins and stays: NaN > x is false
  else return b < a || b != b ? b : a;
}

template <ReduceOp Op, class T>
Acc<T> reduce_run(const T* p, int64_t n) {
  using A = Acc<T>;
  if constexpr ((Op == ReduceOp::sum || Op == ReduceOp::mean) && std::is_same_v<T, float>) {
    double total = 0;
    for (int64_t b = 0; b < n; b += 1024) {
      const int64_t m = std::min<int64_t>(1024, n - b);
      float s[16] = {};
      int64_t i = 0;
      for (; i + 16 <= m; i += 16)
        for (int k = 0; k < 16; ++k) s[k] += p[b + i + k];
      double block = 0;
      for (; i < m; ++i) block += p[b + i];
      for (const float x : s) block += x;
      total += block;
    }
    return total;
  } else {
    A a = identity<Op, A>();
    for (int64_t i = 0; i < n; ++i) {
      a = join<Op, A>(a, static_cast<A>(p[i]));
      if constexpr (std::is_floating_point_v<T> && (Op == ReduceOp::amax || Op == ReduceOp::amin))
        if (a != a) return a;
    }
    return a;
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
        for (int64_t i = 0; i < n; ++i) {
          const T* p = a.i<T>(0) + (o * n + i) * inner + c0;
          for (int64_t j = 0; j < m; ++j) acc[j] = join<Op, A>(acc[j], static_cast<A>(p[j]));
        }
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
          slot = join<Op, A>(slot, static_cast<A>(p[e]));
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

KernelPtr prepare_reduce(ReduceOp op, const TensorMeta& in, const TensorMeta& out, const DimVector& dims) {
  if (!in.contiguous) return nullptr;
  const Groups g = group(in, dims);
  switch (op) {
    case ReduceOp::sum: return typed<ReduceOp::sum>(in, out, g);
    case ReduceOp::mean: return typed<ReduceOp::mean>(in, out, g);
    case ReduceOp::prod: return typed<ReduceOp::prod>(in, out, g);
    case ReduceOp::amax: return typed<ReduceOp::amax>(in, out, g);
    case ReduceOp::amin: return typed<ReduceOp::amin>(in, out, g);
    case ReduceOp::all: return typed<ReduceOp::all>(in, out, g);
    case ReduceOp::any: return typed<ReduceOp::any>(in, out, g);
  }
  return nullptr;
}

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
