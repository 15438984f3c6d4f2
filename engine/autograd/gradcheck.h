// SPDX-License-Identifier: Apache-2.0
// The gradient checks of autograd.h with all the choices that the manual gives.
#pragma once
#include "engine/autograd/autograd.h"

namespace tl::autograd {

struct GradcheckOptions {
  double eps = 1e-6;  ///< of the central differences
  double atol = 1e-5, rtol = 1e-3;
  bool raise_exception = true;    ///< a difference throws ValueError that says where; otherwise it returns false
  bool check_sparse_nnz = false;  ///< takes sparse inputs, and looks at their elements only; without it they throw
};
/// Compares the gradient of `f` by the float64 inputs that require one with central differences. Sparse outputs are looked at as dense
/// ones.
bool gradcheck(const CheckedFunction& f, const variable_list& inputs, const GradcheckOptions& options);

struct GradgradcheckOptions {
  variable_list grad_outputs = {};  ///< one for each output that requires a gradient; none: made here
  double eps = 1e-6, atol = 1e-5, rtol = 1e-3;
  bool gen_non_contig_grad_outputs = false;  ///< those made here have gaps between their elements
  bool raise_exception = true;
};
/// The same for the gradient of the gradient, by inputs and grad_outputs.
bool gradgradcheck(const CheckedFunction& f, const variable_list& inputs, const GradgradcheckOptions& options);

}  // namespace tl::autograd
