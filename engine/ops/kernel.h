// SPDX-License-Identifier: Apache-2.0
// Kernels have two phases: `prepare` once per shapes and attributes, `run` per call with pointers only. Eager keeps prepared kernels in a
// bounded cache per thread; a plan can own its own.
#pragma once
#include <functional>
#include <memory>
#include <type_traits>

#include "engine/core/array_ref.h"
#include "engine/core/device.h"
#include "engine/core/dtype.h"
#include "engine/core/small_vector.h"

namespace tl {
class Value;
namespace ops {

/// Shape, strides and type of one operand; `defined` is false for an absent optional tensor.
struct TensorMeta {
  DimVector sizes, strides;
  ScalarType dtype = kFloat;
  bool defined = false;
  bool contiguous = true;
  bool wrapped_number = false;
  bool on_host = false;  ///< one number in the CPU's memory, given to a kernel of another device
  int64_t numel = 0;
  int64_t dim() const { return static_cast<int64_t>(sizes.size()); }
};

struct PrepareArgs {
  ArrayRef<TensorMeta> in, out;
  ArrayRef<Value> attr;
  const void* extra = nullptr;  ///< OpDef::extra
  int variant = 0;              ///< OpDef::variant
  Device device = {};
};

/// Addresses of the first element of each operand, and `scratch_bytes()` of scratch memory (64-byte aligned).
struct RunArgs {
  const void* const* in;
  void* const* out;
  char* scratch;
  template <class T> const T* i(size_t k) const { return static_cast<const T*>(in[k]); }
  template <class T> T* o(size_t k = 0) const { return static_cast<T*>(out[k]); }
};

/// Parts run in any order on any threads; their number depends on shapes alone. `finish` runs once afterwards (partial sums in part order).
class PreparedKernel {
 public:
  virtual ~PreparedKernel() = default;
  virtual int parts() const { return 1; }
  virtual size_t scratch_bytes() const { return 0; }
  virtual void run(int part, const RunArgs& a) = 0;
  virtual void finish(const RunArgs&) {}
};
using KernelPtr = std::unique_ptr<PreparedKernel>;
/// Returns null when these shapes or types are not supported.
using PrepareFn = KernelPtr (*)(const PrepareArgs& args);

namespace detail {
template <class Run>
class LambdaKernel final : public PreparedKernel {
 public:
  LambdaKernel(int parts, size_t scratch, Run run) : parts_(parts), scratch_(scratch), run_(std::move(run)) {}
  int parts() const override { return parts_; }
  size_t scratch_bytes() const override { return scratch_; }
  void run(int part, const RunArgs& a) override { run_(part, a); }

 private:
  int parts_;
  size_t scratch_;
  Run run_;
};
}  // namespace detail

/// A kernel from a callable (int part, const RunArgs&).
template <class Run>
KernelPtr make_kernel(int parts, Run run, size_t scratch = 0) {
  return std::make_unique<detail::LambdaKernel<Run>>(parts, scratch, std::move(run));
}

namespace detail {
[[noreturn]] void no_native_type(ScalarType t);
}
/// Calls f(T{}) with the C++ type of `t`. Two-byte floats are not among them: dispatch widens such operands (Trait::narrow_floats).
template <class F>
decltype(auto) visit_dtype(ScalarType t, F&& f) {
  switch (t) {
    case kByte: return f(uint8_t{});
    case kBool: return f(bool{});
    case kChar: return f(int8_t{});
    case kShort: return f(int16_t{});
    case kInt: return f(int32_t{});
    case kLong: return f(int64_t{});
    case kDouble: return f(double{});
    case kFloat: return f(float{});
    default: detail::no_native_type(t);
  }
}

}  // namespace ops
}  // namespace tl
