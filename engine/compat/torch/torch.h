// SPDX-License-Identifier: Apache-2.0
// For code written for PyTorch's C++ front end: the same names in namespace torch. Using-directives, one per nested namespace, so that such
// code may reopen the namespaces.
#pragma once
#include "engine/tensorloom.h"

namespace torch {
using namespace tl;
namespace autograd { using namespace tl::autograd; }
namespace distributions { using namespace tl::distributions; }
namespace indexing { using namespace tl::indexing; }
namespace nn {
using namespace tl::nn;
namespace init { using namespace tl::nn::init; }
}  // namespace nn
namespace optim { using namespace tl::optim; }
namespace serialize { using namespace tl::serialize; }
}  // namespace torch
namespace at {
using namespace tl;
namespace indexing { using namespace tl::indexing; }
}  // namespace at
namespace c10 { using namespace tl; }

#ifndef TORCH_CHECK
#define TORCH_CHECK(condition, ...)                                                                                            \
  do {                                                                                                                         \
    if (!(condition)) ::tl::detail::throw_error(::tl::ErrorCategory::value, __func__, ::tl::str(__VA_ARGS__ __VA_OPT__(, ) "")); \
  } while (0)
#endif
