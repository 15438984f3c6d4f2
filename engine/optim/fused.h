// SPDX-License-Identifier: Apache-2.0
// What the optimizers share around their kernels.
#pragma once
#include "engine/core/error.h"
#include "engine/core/pool.h"
#include "engine/core/tensor.h"
#include "engine/optim/device_updates.h"

namespace tl::optim::detail {

/// A gradient in the parameter's type and layout, ready for a kernel; checks that both can be read element by element.
inline Tensor plain_gradient(const char* name, const Tensor& parameter, const Tensor& gradient) {
  TL_CHECK(parameter.is_contiguous(), not_implemented, name, "a parameter that is not contiguous cannot be updated: ", parameter.brief());
  TL_CHECK(parameter.dtype() == kFloat || parameter.dtype() == kDouble, type, name, "parameters must be float32 or float64, got ",
           parameter.brief());
  TL_CHECK(!gradient.is_sparse(), not_implemented, name, "does not take sparse gradients like ", gradient.brief(), "; SGD does");
  TL_CHECK(gradient.sizes() == parameter.sizes() && gradient.dtype() == parameter.dtype(), shape, name, "the gradient ", gradient.brief(),
           " does not fit the parameter ", parameter.brief());
  return gradient.is_contiguous() ? gradient : gradient.contiguous();
}

inline Tensor zeros_for(const Tensor& parameter) {
  Tensor t = empty_tensor(DimVector(parameter.sizes().begin(), parameter.sizes().end()), parameter.dtype(), parameter.device());
  t.zero_();
  return t;
}

/// Runs the update over all elements, on the CPU in parts that depend on the size alone, and notes the change.
template <class Update, class Kernel>
void run_fused(Tensor& parameter, const Update& update, Kernel&& kernel) {
  const int64_t n = parameter.numel();
  if (!parameter.is_cpu()) {
    if (n > 0) update_on(parameter.device(), update, n);
  } else {
    const int parts = parts_for(n, 32768);
    parallel_parts(parts, [&](int part) {
      const Range r = part_range(n, parts, part, 16);
      kernel(update, r.begin, r.end);
    });
  }
  parameter.storage()->bump_version();
}

}  // namespace tl::optim::detail
