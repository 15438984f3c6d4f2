// SPDX-License-Identifier: Apache-2.0
#include "engine/core/error.h"
#include "engine/ops/functions.h"
#include "engine/optim/state.h"

namespace tl::optim::detail {

SparseRows sparse_rows(const char* name, const Tensor& parameter, const Tensor& gradient) {
  TL_CHECK(gradient.sizes() == parameter.sizes() && gradient.dtype() == parameter.dtype(), shape, name, "the gradient ", gradient.brief(),
           " does not fit the parameter ", parameter.brief());
  TL_CHECK(parameter.is_contiguous(), not_implemented, name, "a parameter that is not contiguous cannot be updated by rows: ", parameter.brief());
  const Tensor g = gradient.coalesce(), indices = g.indices();
  const int64_t sparse = indices.size(0);
  Tensor rows = zeros({indices.size(1)}, indices.options());
  int64_t count = 1;
  for (int64_t d = 0; d < sparse; ++d) {
    rows = rows * parameter.size(d) + indices.select(0, d);
    count *= parameter.size(d);
  }
  const int64_t width = count == 0 ? 0 : parameter.numel() / count;
  return {parameter.view({count, width}), rows, g.values().reshape({rows.size(0), width})};
}

Tensor as_rows(const Tensor& t, const SparseRows& like) { return t.view(like.matrix.sizes()); }

}  // namespace tl::optim::detail
