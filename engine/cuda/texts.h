// SPDX-License-Identifier: Apache-2.0
// What the families of kernels share: names of types in kernel texts, block sizes, and registration.
#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "engine/core/error.h"
#include "engine/cuda/gpu.h"
#include "engine/ops/op_def.h"

namespace tl::gpu {

using ops::KernelPtr;
using ops::PrepareArgs;
using ops::RunArgs;
using ops::TensorMeta;

/// Beginning of every text: the kernel macro, limits and constants that the compiler lacks without headers.
extern const char* const text_head;

/// The type's name in a text: "float", "long long", "unsigned char" …; bool is held in an unsigned char.
const char* cuda_type(ScalarType t);
/// What sums of the type are held in: "double" or "long long".
inline const char* cuda_sum_type(ScalarType t) { return is_integral(t) ? "long long" : "double"; }
/// float64 and float32, then the integers and bool: every type that kernels take.
const std::vector<ScalarType>& kernel_types();

constexpr int block_threads = 256;
/// Blocks for one thread per item; kernels loop when that would be more than a device likes.
inline int64_t blocks_for(int64_t items) { return std::min<int64_t>((items + block_threads - 1) / block_threads, 1 << 20); }
/// Threads of a block that works on a row of n: a power of two from 32 to 256.
inline int row_threads(int64_t n) {
  int t = 32;
  while (t < block_threads && t < n) t *= 2;
  return t;
}

/// An operand's product of sizes before, at and after a dimension.
struct Around {
  int64_t outer = 1, n = 1, inner = 1;
};
inline Around around(const DimVector& s, int64_t dim) {
  Around a;
  for (size_t i = 0; i < s.size(); ++i) (static_cast<int64_t>(i) < dim ? a.outer : static_cast<int64_t>(i) == dim ? a.n : a.inner) *= s[i];
  return a;
}
inline int64_t wrapped(int64_t dim, const DimVector& s) { return dim < 0 ? dim + std::max<int64_t>(1, static_cast<int64_t>(s.size())) : dim; }
inline bool dense(const PrepareArgs& a) {
  for (const TensorMeta& m : a.in)
    if (m.defined && !m.contiguous) return false;
  for (const TensorMeta& m : a.out)
    if (m.defined && !m.contiguous) return false;
  return true;
}

/// Kernel check_range(index, n, low, high, ignored, report), in one block: reports the first index outside low…high-1.
const KernelText& range_check_text();

// Each family fills its operators' slots and adds the texts that it may ask for.
using Texts = std::vector<KernelText>;
void register_pointwise();
void register_reduce();
void register_softmax();
void register_index();
void register_matmul();
void register_random();
void register_loss();
void register_updates();
void pointwise_texts(Texts& all);
void reduce_texts(Texts& all);
void softmax_texts(Texts& all);
void index_texts(Texts& all);
void matmul_texts(Texts& all);
void random_texts(Texts& all);
void loss_texts(Texts& all);
void update_texts(Texts& all);

}  // namespace tl::gpu
