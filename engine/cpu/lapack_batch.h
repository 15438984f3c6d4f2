// SPDX-License-Identifier: Apache-2.0
// What the LAPACK kernels share: batches of matrices with any strides, column-major working copies, errors that name the matrix.
#pragma once
#include <algorithm>
#include <climits>
#include <string>

#include "engine/core/error.h"
#include "engine/core/pool.h"
#include "engine/cpu/finite.h"
#include "engine/cpu/lapack_library.h"
#include "engine/ops/kernel.h"

namespace tl::ops::lapack {

using tl::lapack::Int;
using tl::lapack::Routines;
using tl::lapack::routines;

/// One operand: its last dimensions are a matrix (or a column, or one number), the others a batch. A batch stride of 0 repeats the matrix.
struct Operand {
  DimVector strides;
  int64_t rows = 1, cols = 1, row = 0, col = 0;
  Operand transposed() const {
    Operand t = *this;
    std::swap(t.rows, t.cols);
    std::swap(t.row, t.col);
    return t;
  }
  Operand with_size(int64_t m, int64_t n) const {
    Operand part = *this;
    part.rows = m;
    part.cols = n;
    return part;
  }
};

struct Batch {
  DimVector sizes;
  int64_t count = 1;
  /// The batch dimensions of an operand with `dims` dimensions of its own.
  Batch(const TensorMeta& m, size_t dims) {
    for (size_t i = 0; i + dims < m.sizes.size(); ++i) {
      sizes.push_back(m.sizes[i]);
      count *= m.sizes[i];
    }
  }
  Operand operand(const TensorMeta& m, size_t dims) const {
    Operand o;
    const size_t have = m.sizes.size() - dims;
    for (size_t i = 0; i < sizes.size(); ++i) {
      const size_t missing = sizes.size() - have;
      o.strides.push_back(i < missing || m.sizes[i - missing] == 1 ? 0 : m.strides[i - missing]);
    }
    if (dims >= 1) {
      o.rows = m.sizes[have];
      o.row = m.strides[have];
    }
    if (dims == 2) {
      o.cols = m.sizes[have + 1];
      o.col = m.strides[have + 1];
    }
    return o;
  }
  int64_t offset(const Operand& o, int64_t b) const {
    int64_t at = 0;
    for (size_t i = sizes.size(); i-- > 0; b /= sizes[i]) at += b % sizes[i] * o.strides[i];
    return at;
  }
  template <class T>
  T* at(T* first, const Operand& o, int64_t b) const { return first + offset(o, b); }
  /// "batch element 3: ", or nothing for a single matrix.
  std::string place(int64_t b) const { return sizes.empty() ? std::string() : str("batch element ", b, ": "); }
};

/// Copies tile by tile, so that neither side strides through memory for long.
template <class T>
void copy_matrix(const T* from, int64_t from_row, int64_t from_col, T* to, int64_t to_row, int64_t to_col, int64_t rows, int64_t cols) {
  constexpr int64_t tile = 32;
  for (int64_t j0 = 0; j0 < cols; j0 += tile)
    for (int64_t i0 = 0; i0 < rows; i0 += tile)
      for (int64_t j = j0; j < std::min(cols, j0 + tile); ++j)
        for (int64_t i = i0; i < std::min(rows, i0 + tile); ++i) to[i * to_row + j * to_col] = from[i * from_row + j * from_col];
}
/// Into column-major memory with `ld` elements from column to column.
template <class T>
void load(const T* from, const Operand& o, T* to, int64_t ld) { copy_matrix(from, o.row, o.col, to, 1, ld, o.rows, o.cols); }
template <class T>
void store(const T* from, int64_t ld, T* to, const Operand& o) { copy_matrix(from, 1, ld, to, o.row, o.col, o.rows, o.cols); }

inline Int checked_int(const char* op, int64_t n) {
  TL_CHECK(n <= INT_MAX, value, op, "matrices of more than ", INT_MAX, " rows or columns are not supported, but one dimension is ", n);
  return static_cast<Int>(n);
}
inline int64_t leading(int64_t rows) { return std::max<int64_t>(1, rows); }
/// What a workspace query answered, in a floating point number that may have lost its last digits.
template <class T>
Int work_size(T answer) { return static_cast<Int>(std::max(1.0, static_cast<double>(answer) * (1 + 1e-6) + 1)); }

[[noreturn]] inline void fail(const char* op, const std::string& place, const std::string& why, std::string remedy = {}) {
  throw LinAlgError(ErrorCategory::value, op, place + why, std::move(remedy));
}
/// A code of ours beside LAPACK's: the input has an infinity or a NaN, on which iterations would not end.
constexpr Int not_finite = INT_MIN;
[[noreturn]] inline void fail_to_converge(const char* op, const std::string& place, Int info) {
  if (info == not_finite) fail(op, place, "the algorithm failed to converge because the input matrix contained non-finite values");
  fail(op, place, str("the algorithm failed to converge: the input matrix is ill-conditioned or has too many repeated values (error code ", info, ")"));
}

/// Pieces of one part's scratch memory, each on its own cache line.
class Space {
 public:
  template <class T>
  size_t add(int64_t n) {
    const size_t at = bytes_;
    bytes_ += (static_cast<size_t>(std::max<int64_t>(n, 1)) * sizeof(T) + 63) / 64 * 64;
    return at;
  }
  size_t bytes() const { return bytes_; }

 private:
  size_t bytes_ = 0;
};
template <class T>
T* piece(char* work, size_t at) { return reinterpret_cast<T*>(work + at); }

/// Matrix after matrix: `one(b, work, args)` answers 0 or a code, `explain(b, code)` throws. Codes are looked at in order when all is done,
/// so that the same matrix is named for any number of threads.
template <class One, class Explain>
class BatchKernel final : public PreparedKernel {
 public:
  BatchKernel(int64_t count, double cost, size_t bytes, One one, Explain explain)
      : count_(count), parts_(static_cast<int>(std::clamp<double>(static_cast<double>(count) * cost / (1 << 17), 1, static_cast<double>(std::clamp<int64_t>(count, 1, 16))))),
        bytes_(bytes), one_(std::move(one)), explain_(std::move(explain)) {}
  int parts() const override { return parts_; }
  size_t scratch_bytes() const override { return static_cast<size_t>(parts_) * bytes_ + static_cast<size_t>(count_) * sizeof(Int); }
  void run(int part, const RunArgs& a) override {
    const tl::lapack::OneThread one_thread;
    const Range range = part_range(count_, parts_, part);
    for (int64_t b = range.begin; b < range.end; ++b) codes(a)[b] = one_(b, a.scratch + static_cast<size_t>(part) * bytes_, a);
  }
  void finish(const RunArgs& a) override {
    for (int64_t b = 0; b < count_; ++b)
      if (codes(a)[b]) explain_(b, codes(a)[b]);
  }

 private:
  Int* codes(const RunArgs& a) const { return reinterpret_cast<Int*>(a.scratch + static_cast<size_t>(parts_) * bytes_); }
  int64_t count_;
  int parts_;
  size_t bytes_;
  One one_;
  Explain explain_;
};
/// `cost`: multiplications for one matrix.
template <class One, class Explain>
KernelPtr make_batch_kernel(const Batch& batch, double cost, const Space& space, One one, Explain explain) {
  return std::make_unique<BatchKernel<One, Explain>>(batch.count, cost, space.bytes(), std::move(one), std::move(explain));
}

template <class F>
KernelPtr for_floating(ScalarType t, F f) {
  return t == kFloat ? f(float{}) : t == kDouble ? f(double{}) : nullptr;
}

}  // namespace tl::ops::lapack
