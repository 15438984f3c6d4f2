// SPDX-License-Identifier: Apache-2.0
#include "nodes/live_maps.h"

#include <algorithm>

#include "engine/ops/functions.h"

namespace tl::nodes {

namespace {

/// count×channels×height×width with the strides of the picture in the value.
struct Cut {
  int64_t count = 0, channels = 1, height = 0, width = 0;
  int64_t next_map = 0, next_channel = 0;
  bool of_samples = true;
};

Cut cut_of(const Tensor& v) {
  if (v.dim() == 4) {
    const int64_t n = v.size(0), c = v.size(1), plane = v.size(2) * v.size(3);
    if (c == 1 || c == 3) return {n, c, v.size(2), v.size(3), c * plane, plane, true};
    return {c, 1, v.size(2), v.size(3), plane, plane, false};
  }
  if (v.dim() == 3) return {v.size(0), 1, v.size(1), v.size(2), v.size(1) * v.size(2), 0, true};
  if (v.dim() == 2 && v.size(1) > 1) return {1, 1, v.size(0), v.size(1), v.numel(), 0, false};
  return {};
}

}  // namespace

LiveMaps live_maps(const Tensor& value) {
  LiveMaps maps;
  const Cut cut = cut_of(value);
  if (value.numel() == 0 || cut.count == 0 || cut.height == 0 || cut.width == 0) return maps;
  const Tensor plain = value.to(kFloat).contiguous();
  const float* x = plain.data_ptr<float>();
  maps.count = std::min(cut.count, most_live_maps), maps.channels = cut.channels, maps.of_samples = cut.of_samples;
  maps.height = std::min(cut.height, largest_live_map), maps.width = std::min(cut.width, largest_live_map);
  maps.values.reserve(static_cast<size_t>(maps.count * maps.channels * maps.height * maps.width));
  for (int64_t m = 0; m < maps.count; ++m)
    for (int64_t c = 0; c < maps.channels; ++c)
      for (int64_t row = 0; row < maps.height; ++row) {
        const float* line = x + m * cut.next_map + c * cut.next_channel + row * cut.height / maps.height * cut.width;
        for (int64_t column = 0; column < maps.width; ++column) maps.values.push_back(line[column * cut.width / maps.width]);
      }
  return maps;
}

}  // namespace tl::nodes
