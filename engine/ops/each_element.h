// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>

#include "engine/core/tensor.h"

namespace tl::ops {

/// Each element of `self` (with that of `other`, unless that is undefined) through a function, on the CPU and without a gradient.
Tensor& each_element(const char* op, Tensor& self, const Tensor& other, const std::function<Scalar(const Scalar&, const Scalar&)>& f);

}  // namespace tl::ops
