// SPDX-License-Identifier: Apache-2.0
// Copies between memory orders.
#pragma once
#include <cstddef>
#include <cstdint>

namespace tl::cpu {

/// out[b * out_stride + a] = in[a * in_stride + b] for a < rows, b < columns; elements of 1, 2, 4 or 8 bytes, strides in elements.
/// `large`: the whole of out is more than the caches hold, so whole lines are written without being read first.
void transposed_copy(const void* in, int64_t in_stride, void* out, int64_t out_stride, int64_t rows, int64_t columns, size_t item, bool large);

}  // namespace tl::cpu
