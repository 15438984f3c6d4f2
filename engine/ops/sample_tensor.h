// SPDX-License-Identifier: Apache-2.0
// Deterministic numbers for `OpDef::samples`.
#pragma once
#include "engine/ops/functions.h"
#include "engine/ops/op_def.h"
#include "engine/ops/sizes_of.h"

namespace tl::ops {
using Samples = std::vector<OpSample>;

/// float64 values spread over about [-1.3, 2.6] without equal neighbours; `salt` gives another set.
inline Tensor sample_tensor(IntArrayRef sizes, int salt = 0) {
  Tensor t = empty(sizes, kDouble);
  for (int64_t i = 0; i < t.numel(); ++i) t.data_ptr<double>()[i] = static_cast<double>((i * 37 + salt * 53 + 7) % 101) / 101.0 * 3.9 - 1.3;
  return t;
}
inline Outputs one(Tensor t) {
  Outputs o;
  o[0] = std::move(t);
  return o;
}
}  // namespace tl::ops
