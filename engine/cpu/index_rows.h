// SPDX-License-Identifier: Apache-2.0
// Inner loops of picking and adding by index.
#pragma once
#include <cstddef>
#include <cstdint>

namespace tl::cpu {

/// out[k] = in[index[k]] for k < m. False when an index is outside [0, n); what is in `out` then has no meaning.
/// Elements of 1, 2, 4 or 8 bytes.
bool gather_run(const void* in, const int64_t* index, void* out, int64_t m, int64_t n, size_t item);

/// to[j] += from[j].
void add_into(float* to, const float* from, int64_t n);
void add_into(double* to, const double* from, int64_t n);

}  // namespace tl::cpu
