// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace tl {
/// Denormal results and operands count as zero, on the calling thread and on every worker of the pool. False where the processor cannot.
bool set_flush_denormal(bool on);
}  // namespace tl
