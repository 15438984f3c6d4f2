// SPDX-License-Identifier: Apache-2.0
// How a value is cut into small pictures. Internal to nodes/.
#pragma once
#include "nodes/live.h"

namespace tl::nodes {

inline constexpr int64_t most_live_maps = 16, largest_live_map = 64;

/// `value` on the CPU, samples first. N×1×H×W and N×3×H×W: the samples; N×C×H×W: channels of the first sample; N×L×F: a picture for each
/// sample; N×F: one picture, a row for each sample. Larger ones are made small by leaving out rows and columns. Others: none.
LiveMaps live_maps(const Tensor& value);

}  // namespace tl::nodes
