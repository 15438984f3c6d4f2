// SPDX-License-Identifier: Apache-2.0
// Results written to tensors of the caller: what every function with out=… shares, called in C++ (out_variants.h) or by name.
#pragma once
#include <initializer_list>
#include <string>
#include <tuple>

#include "engine/autograd/grad_mode.h"
#include "engine/core/tensor.h"

namespace tl::ops {

/// Throws Error (value) for an undefined out, and (state) when gradients are recorded and one of the tensors needs one.
void check_out(const std::string& operation, TensorList outs, TensorList inputs);

/// Which types of out take a result: those it can be cast to, or its own alone.
enum class OutType { castable, same };
/// Writes `result` to `out`, which is resized in its storage when its shape differs; `result` may lie in that storage too.
/// Throws Error when type or device of out do not take it, or a storage that has to grow cannot.
void write_out(const std::string& operation, Tensor& out, const Tensor& result, OutType type = OutType::castable);

/// One call in C++: looks at the tensors first, and records nothing while it lives. The result is the argument of a member, so that it is
/// computed after that and, whole, before out changes: out may be one of the inputs.
class OutCall {
 public:
  OutCall(const char* name, std::initializer_list<Tensor*> outs, TensorList inputs);
  Tensor& cast(const Tensor& result);
  Tensor& same(const Tensor& result);
  std::tuple<Tensor&, Tensor&> cast(const std::tuple<Tensor, Tensor>& results);
  std::tuple<Tensor&, Tensor&> same(const std::tuple<Tensor, Tensor>& results);
  /// What was not asked for is undefined and leaves its out as it is.
  std::tuple<Tensor&, Tensor&, Tensor&> cast(const std::tuple<Tensor, Tensor, Tensor>& results);
  std::tuple<Tensor&, Tensor&, Tensor&> same(const std::tuple<Tensor, Tensor, Tensor>& results);
  /// The only out in this shape, for a factory to fill.
  Tensor& shaped(IntArrayRef size);
  /// Its type and device, for a factory to make the result with.
  TensorOptions options() const;

 private:
  void write(std::initializer_list<Tensor> results, OutType type);
  std::string name_;
  Tensor* outs_[3] = {};
  NoGradGuard guard_;
};

}  // namespace tl::ops
