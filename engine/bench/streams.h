// SPDX-License-Identifier: Apache-2.0
// Numbers without a library: element i of stream s is a hash of both, so that any engine can make the same weights and data
// (tests/bench/WORKLOADS.md).
#pragma once
#include <cstdint>

#include "engine/core/tensor.h"

namespace tl::bench {

/// 64 hashed bits of element `i` of stream `s`.
uint64_t hash_bits(uint64_t s, uint64_t i);
/// Float32 tensor within [lo, hi], element i from the stream's i-th number.
Tensor uniform_stream(uint64_t stream, const DimVector& sizes, double lo, double hi);
/// Int64 tensor of numbers 0…k-1.
Tensor integer_stream(uint64_t stream, const DimVector& sizes, int64_t k);

}  // namespace tl::bench
