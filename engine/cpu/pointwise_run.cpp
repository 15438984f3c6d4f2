// SPDX-License-Identifier: Apache-2.0
// Runs a block kernel over operands of any geometry and type: dims are merged, the innermost runs in blocks that fit the L1 cache, and
// whatever is not contiguous in the compute type is converted block by block.
#include <algorithm>
#include <cmath>

#include "engine/core/pool.h"
#include "engine/cpu/half_convert.h"
#include "engine/ops/pointwise.h"

namespace tl::ops {

const BlockFn<float> (*pointwise_unary_f32())[4];
const BlockFn<float> (*pointwise_binary_f32())[4];
const BlockFn<double> (*pointwise_unary_f64())[4];
const BlockFn<double> (*pointwise_binary_f64())[4];
const BlockFn<int64_t>* pointwise_i64();

const BlockKernels& pointwise_kernels(int row, int which) {
  static const std::vector<BlockKernels> all = [] {
    std::vector<BlockKernels> k(static_cast<size_t>(pointwise_row_count) * 4);
    for (int r = 0; r < pointwise_row_count; ++r)
      for (int w = 0; w < 4; ++w) {
        BlockKernels& b = k[static_cast<size_t>(r * 4 + w)];
        const bool unary = pointwise_rows[r].arity == 1;
        b.f32 = (unary ? pointwise_unary_f32() : pointwise_binary_f32())[r][w];
        b.f64 = (unary ? pointwise_unary_f64() : pointwise_binary_f64())[r][w];
        b.i64 = w == 0 ? pointwise_i64()[r] : nullptr;
      }
    return k;
  }();
  return all[static_cast<size_t>(row * 4 + which)];
}

ScalarType pointwise_compute_type(ScalarType common) {
  if (common == kDouble) return kDouble;
  return is_integral(common) ? kLong : kFloat;
}

namespace {
constexpr size_t block = 512;

template <class From, class To>
void load_as(const void* base, int64_t stride, size_t n, To* out) {
  const From* p = static_cast<const From*>(base);
  if (stride == 1) for (size_t i = 0; i < n; ++i) out[i] = static_cast<To>(p[i]);
  else if (stride == 0) std::fill(out, out + n, static_cast<To>(*p));
  else for (size_t i = 0; i < n; ++i) out[i] = static_cast<To>(p[static_cast<int64_t>(i) * stride]);
}
/// Two-byte floats go through float32: gathered when they do not lie together, then converted as a block.
template <class Narrow, class To>
void load_narrow(const void* base, int64_t stride, size_t n, To* out) {
  const Narrow* p = static_cast<const Narrow*>(base);
  if (stride == 0) {
    std::fill(out, out + n, static_cast<To>(static_cast<float>(*p)));
    return;
  }
  Narrow gathered[block];
  if (stride != 1) {
    for (size_t i = 0; i < n; ++i) gathered[i] = p[static_cast<int64_t>(i) * stride];
    p = gathered;
  }
  if constexpr (std::is_same_v<To, float>) {
    cpu::to_float(p, out, n);
  } else {
    alignas(64) float wide[block];
    cpu::to_float(p, wide, n);
    for (size_t i = 0; i < n; ++i) out[i] = static_cast<To>(wide[i]);
  }
}
template <class Narrow, class From>
void store_narrow(const From* in, size_t n, void* base, int64_t stride) {
  Narrow* p = static_cast<Narrow*>(base);
  alignas(64) float wide[block];
  Narrow together[block];
  const float* from = wide;
  if constexpr (std::is_same_v<From, float>) from = in;
  else for (size_t i = 0; i < n; ++i) wide[i] = static_cast<float>(in[i]);
  cpu::from_float(from, stride == 1 ? p : together, n);
  if (stride != 1)
    for (size_t i = 0; i < n; ++i) p[static_cast<int64_t>(i) * stride] = together[i];
}
template <class To>
void load(ScalarType t, const void* base, int64_t stride, size_t n, To* out) {
  if (t == kHalf) return load_narrow<Half>(base, stride, n, out);
  if (t == kBFloat16) return load_narrow<BFloat16>(base, stride, n, out);
  visit_dtype(t, [&](auto v) { load_as<decltype(v), To>(base, stride, n, out); });
}
template <class From>
void store(ScalarType t, const From* in, size_t n, void* base, int64_t stride) {
  if (t == kHalf) return store_narrow<Half>(in, n, base, stride);
  if (t == kBFloat16) return store_narrow<BFloat16>(in, n, base, stride);
  visit_dtype(t, [&](auto v) {
    using To = decltype(v);
    To* p = static_cast<To*>(base);
    for (size_t i = 0; i < n; ++i) {
      if constexpr (std::is_same_v<To, bool>) p[static_cast<int64_t>(i) * stride] = in[i] != From(0);
      else if constexpr (std::is_floating_point_v<From> && std::is_integral_v<To>) p[static_cast<int64_t>(i) * stride] = static_cast<To>(static_cast<int64_t>(in[i]));
      else p[static_cast<int64_t>(i) * stride] = static_cast<To>(in[i]);
    }
  });
}

template <class T>
class PointwiseKernel final : public PreparedKernel {
 public:
  PointwiseKernel(BlockFn<T> fn, PointwiseGeometry g, const double* params) : fn_(fn), g_(std::move(g)) {
    params_[0] = params[0];
    params_[1] = params[1];
    inner_ = g_.sizes[0];
    outer_ = 1;
    for (size_t d = 1; d < g_.sizes.size(); ++d) outer_ *= g_.sizes[d];
    parts_ = parts_for(inner_ * outer_, 32768);
    split_inner_ = outer_ < parts_;
    if (split_inner_ && outer_ > 1) parts_ = parts_for(inner_, 32768);
    constexpr ScalarType mine = CppTypeToScalarType<T>::value;
    for (int k = 1; k < g_.operands; ++k) direct_[k] = g_.dtype[k] == mine && (g_.strides[k][0] == 1 || inner_ == 1);
    direct_[0] = g_.dtype[0] == mine && (g_.strides[0][0] == 1 || inner_ == 1);
  }
  int parts() const override { return parts_; }
  void run(int part, const RunArgs& a) override {
    if (split_inner_) {
      const Range r = part_range(inner_, parts_, part, 64);
      for (int64_t o = 0; o < outer_; ++o) row(a, o, r.begin, r.end);
    } else {
      const Range r = part_range(outer_, parts_, part);
      for (int64_t o = r.begin; o < r.end; ++o) row(a, o, 0, inner_);
    }
  }

 private:
  void row(const RunArgs& a, int64_t o, int64_t begin, int64_t end) {
    char* base[pointwise_max_inputs + 1];
    for (int k = 0; k < g_.operands; ++k) {
      if (!g_.present[k]) continue;
      int64_t offset = 0, rest = o;
      for (size_t d = 1; d < g_.sizes.size(); ++d) {
        offset += rest % g_.sizes[d] * g_.strides[k][d];
        rest /= g_.sizes[d];
      }
      const void* p = k == 0 ? a.out[0] : a.in[k - 1];
      base[k] = static_cast<char*>(const_cast<void*>(p)) + offset * static_cast<int64_t>(element_size(g_.dtype[k]));
    }
    alignas(64) T buffer[pointwise_max_inputs + 1][block];
    const T* pointers[pointwise_max_inputs] = {};
    bool filled[pointwise_max_inputs + 1] = {};
    for (int64_t i = begin; i < end; i += static_cast<int64_t>(block)) {
      const size_t n = static_cast<size_t>(std::min<int64_t>(end - i, block));
      for (int k = 1; k < g_.operands; ++k) {
        if (!g_.present[k]) continue;
        const int64_t stride = g_.strides[k][0];
        char* at = base[k] + i * stride * static_cast<int64_t>(element_size(g_.dtype[k]));
        if (direct_[k]) {
          pointers[k - 1] = reinterpret_cast<const T*>(at);
          continue;
        }
        // A broadcast operand is filled once for the whole row.
        if (stride != 0 || !filled[k]) load<T>(g_.dtype[k], at, stride, stride == 0 ? std::min<size_t>(block, static_cast<size_t>(end - begin)) : n, buffer[k]);
        filled[k] = true;
        pointers[k - 1] = buffer[k];
      }
      char* to = base[0] + i * g_.strides[0][0] * static_cast<int64_t>(element_size(g_.dtype[0]));
      T* out = direct_[0] ? reinterpret_cast<T*>(to) : buffer[0];
      fn_(pointers, out, n, params_);
      if (!direct_[0]) store<T>(g_.dtype[0], buffer[0], n, to, g_.strides[0][0]);
    }
  }
  BlockFn<T> fn_;
  PointwiseGeometry g_;
  double params_[2];
  int64_t inner_, outer_;
  int parts_;
  bool split_inner_;
  bool direct_[pointwise_max_inputs + 1] = {};
};
}  // namespace

KernelPtr prepare_pointwise(const BlockKernels& kernels, ArrayRef<TensorMeta> in, const TensorMeta& out, ScalarType compute, const double* params) {
  PointwiseGeometry g = pointwise_geometry(in, out);
  if (compute == kDouble && kernels.f64) return std::make_unique<PointwiseKernel<double>>(kernels.f64, std::move(g), params);
  if (compute == kLong && kernels.i64) return std::make_unique<PointwiseKernel<int64_t>>(kernels.i64, std::move(g), params);
  if (kernels.f32) return std::make_unique<PointwiseKernel<float>>(kernels.f32, std::move(g), params);
  return nullptr;
}

}  // namespace tl::ops
