// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <mutex>
#include <unordered_map>

#include "engine/core/pool.h"
#include "engine/cpu/matmul.h"
#include "engine/cpu/onednn.h"
#include "engine/cpu/wrap.h"

namespace tl::ops {
namespace {

/// Every piece packs the whole other operand again, which costs a third of the time when a product of 100 MFLOP is cut into eight
/// (bench mlp): two pieces where a second thread pays at all, more only for large products.
int pieces_for(double flops) {
  if (flops < 16e6) return 1;
  int pieces = 2;
  while (pieces < 16 && flops / (2 * pieces) >= 32e6) pieces *= 2;
  return pieces;
}

/// C = A·B on rows [m0, m1) per part: no part shares an output, so any number of threads gives the same bits.
class DnnlMatmul final : public PreparedKernel {
 public:
  explicit DnnlMatmul(const MatmulShape& s) : s_(s) {
    const double flops = 2.0 * static_cast<double>(s.m) * static_cast<double>(s.n) * static_cast<double>(s.k) * static_cast<double>(s.batch);
    const int wanted = pieces_for(flops);
    // Pieces of rows have a dense result, for which the library has its fast kernels; pieces of columns fall back to an older one.
    split_rows_ = s.m >= 64 || s.m >= s.n || s.batch > 1;
    const int64_t extent = s.batch > 1 ? s.batch : (split_rows_ ? s.m : s.n);
    const int64_t unit = s.batch > 1 ? 1 : 16, narrowest = s.batch > 1 ? 1 : split_rows_ ? 32 : 64;
    parts_ = static_cast<int>(std::max<int64_t>(1, std::min<int64_t>(wanted, extent / narrowest)));
    for (int p = 0; p < parts_; ++p) {
      const Range r = part_range(extent, parts_, p, unit);
      const int64_t size = r.end - r.begin;
      ranges_.push_back(r);
      auto it = std::find_if(prims_.begin(), prims_.end(), [&](const Entry& e) { return e.size == size; });
      if (it == prims_.end()) {
        prims_.push_back(build(size));
        it = prims_.end() - 1;
      }
      which_.push_back(static_cast<size_t>(it - prims_.begin()));
    }
    for (const Entry& e : prims_) scratch_per_part_ = std::max(scratch_per_part_, onednn::round64(e.scratch.get_size()));
  }
  int parts() const override { return parts_; }
  size_t scratch_bytes() const override { return static_cast<size_t>(parts_) * scratch_per_part_; }
  void run(int part, const RunArgs& a) override {
    const onednn::OneThread one;
    const Range r = ranges_[static_cast<size_t>(part)];
    if (r.end == r.begin) return;
    const Entry& e = prims_[which_[static_cast<size_t>(part)]];
    const float *pa = a.i<float>(0), *pb = a.i<float>(1), *bias = s_.bias ? a.i<float>(2) : nullptr;
    float* c = a.o<float>();
    if (s_.batch > 1) {
      pa += r.begin * s_.a_batch;
      pb += r.begin * s_.b_batch;
      c += r.begin * s_.m * s_.n;
    } else if (split_rows_) {
      pa += r.begin * s_.a_row;
      c += r.begin * s_.n;
    } else {
      pb += r.begin * s_.b_col;
      c += r.begin;
      if (bias) bias += r.begin;
    }
    dnnl_exec_arg_t args[5];
    const dnnl::memory ma = onednn::view(e.a, pa), mb = onednn::view(e.b, pb), mc = onednn::view(e.c, c);
    int n = 0;
    args[n++] = {DNNL_ARG_SRC, ma.get()};
    args[n++] = {DNNL_ARG_WEIGHTS, mb.get()};
    args[n++] = {DNNL_ARG_DST, mc.get()};
    dnnl::memory mbias;
    if (bias) {
      mbias = onednn::view(e.bias, bias);
      args[n++] = {DNNL_ARG_BIAS, mbias.get()};
    }
    const dnnl::memory scratch = onednn::view(e.scratch, a.scratch + static_cast<size_t>(part) * scratch_per_part_);
    args[n++] = {DNNL_ARG_SCRATCHPAD, scratch.get()};
    dnnl::error::wrap_c_api(dnnl_primitive_execute(e.primitive.get(), onednn::stream().get(), n, args), "matmul failed");
  }

 private:
  struct Entry {
    int64_t size = 0;
    dnnl::memory::desc a, b, c, bias, scratch;
    dnnl::matmul primitive;
  };
  Entry build(int64_t size) const {
    using dt = dnnl::memory::data_type;
    const onednn::OneThread one;
    Entry e;
    e.size = size;
    if (s_.batch > 1) {
      e.a = {{size, s_.m, s_.k}, dt::f32, {s_.a_batch, s_.a_row, s_.a_col}};
      e.b = {{size, s_.k, s_.n}, dt::f32, {s_.b_batch, s_.b_row, s_.b_col}};
      e.c = {{size, s_.m, s_.n}, dt::f32, {s_.m * s_.n, s_.n, 1}};
    } else {
      const int64_t m = split_rows_ ? size : s_.m, n = split_rows_ ? s_.n : size;
      e.a = {{m, s_.k}, dt::f32, {s_.a_row, s_.a_col}};
      e.b = {{s_.k, n}, dt::f32, {s_.b_row, s_.b_col}};
      e.c = {{m, n}, dt::f32, {s_.n, 1}};
      if (s_.bias) e.bias = {{1, n}, dt::f32, {n, 1}};
    }
    const dnnl::matmul::desc d = s_.bias ? dnnl::matmul::desc(e.a, e.b, e.bias, e.c) : dnnl::matmul::desc(e.a, e.b, e.c);
    const dnnl::matmul::primitive_desc pd(d, onednn::user_scratch(), onednn::engine());
    e.scratch = pd.scratchpad_desc();
    e.primitive = dnnl::matmul(pd);
    return e;
  }
  MatmulShape s_;
  bool split_rows_ = true;
  int parts_ = 1;
  size_t scratch_per_part_ = 0;
  std::vector<Range> ranges_;
  std::vector<size_t> which_;
  std::vector<Entry> prims_;
};

template <class T>
KernelPtr plain_matmul(const MatmulShape& s) {
  using A = std::conditional_t<std::is_floating_point_v<T>, double, int64_t>;
  const int parts = parts_for(s.batch * s.m * s.n * s.k, 1 << 18);
  return make_kernel(parts, [=](int part, const RunArgs& a) {
    const Range r = part_range(s.batch * s.m, parts, part);
    std::vector<A> row(static_cast<size_t>(s.n));
    for (int64_t u = r.begin; u < r.end; ++u) {
      const int64_t b = u / s.m, i = u % s.m;
      for (int64_t j = 0; j < s.n; ++j) row[static_cast<size_t>(j)] = s.bias ? static_cast<A>(a.i<T>(2)[j]) : A(0);
      for (int64_t k = 0; k < s.k; ++k) {
        const A x = static_cast<A>(a.i<T>(0)[b * s.a_batch + i * s.a_row + k * s.a_col]);
        const T* pb = a.i<T>(1) + b * s.b_batch + k * s.b_row;
        for (int64_t j = 0; j < s.n; ++j) {
          A& sum = row[static_cast<size_t>(j)];
          sum = cpu::wrap_add(sum, cpu::wrap_mul(x, static_cast<A>(pb[j * s.b_col])));
        }
      }
      for (int64_t j = 0; j < s.n; ++j) a.o<T>()[u * s.n + j] = static_cast<T>(row[static_cast<size_t>(j)]);
    }
  });
}
bool matrix_like(int64_t rows, int64_t cols, int64_t row, int64_t col) {
  return (col == 1 && row >= std::max<int64_t>(1, cols)) || (row == 1 && col >= std::max<int64_t>(1, rows));
}
}  // namespace

KernelPtr prepare_matmul_kernel(const MatmulShape& given, ScalarType dtype) {
  MatmulShape s = given;
  // Dimensions of size one have free strides; give them the ones that look like a matrix.
  if (s.m == 1) s.a_row = std::max<int64_t>(s.k, 1) * (s.a_col == 1 ? 1 : s.a_col);
  if (s.k == 1) { s.a_col = 1; s.a_row = s.m == 1 ? 1 : s.a_row; s.b_row = s.n * (s.b_col == 1 ? 1 : s.b_col); }
  if (s.n == 1) s.b_col = s.b_row == 1 ? std::max<int64_t>(s.k, 1) : 1;
  if (dtype != kFloat || s.k == 0)
    return visit_dtype(dtype, [&](auto v) -> KernelPtr { return plain_matmul<decltype(v)>(s); });
  if (!matrix_like(s.m, s.k, s.a_row, s.a_col) || !matrix_like(s.k, s.n, s.b_row, s.b_col)) return nullptr;
  return std::make_unique<DnnlMatmul>(s);
}

}  // namespace tl::ops
