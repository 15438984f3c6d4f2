// SPDX-License-Identifier: Apache-2.0
#include "engine/ops/pointwise.h"

namespace tl::ops {

PointwiseGeometry pointwise_geometry(ArrayRef<TensorMeta> in, const TensorMeta& out) {
  PointwiseGeometry g;
  g.operands = static_cast<int>(in.size()) + 1;
  const size_t nd = out.sizes.size();
  DimVector full[pointwise_max_inputs + 1];
  for (int k = 0; k < g.operands; ++k) {
    const TensorMeta& m = k == 0 ? out : in[static_cast<size_t>(k - 1)];
    g.dtype[k] = m.dtype;
    g.present[k] = m.defined;
    full[k].resize(nd, 0);
    if (!m.defined) continue;
    const size_t lead = nd - m.sizes.size();
    for (size_t d = 0; d < m.sizes.size(); ++d) full[k][lead + d] = m.sizes[d] == 1 ? 0 : m.strides[d];
  }
  // From the last dim outwards: merge when every operand steps on evenly.
  for (size_t i = nd; i-- > 0;) {
    if (out.sizes[i] == 1) continue;
    bool joined = !g.sizes.empty();
    for (int k = 0; k < g.operands && joined; ++k) joined = full[k][i] == g.strides[k].back() * g.sizes.back();
    if (joined) {
      g.sizes.back() *= out.sizes[i];
    } else {
      g.sizes.push_back(out.sizes[i]);
      for (int k = 0; k < g.operands; ++k) g.strides[k].push_back(full[k][i]);
    }
  }
  if (g.sizes.empty()) {
    g.sizes.push_back(1);
    for (int k = 0; k < g.operands; ++k) g.strides[k].push_back(0);
  }
  return g;
}

}  // namespace tl::ops
