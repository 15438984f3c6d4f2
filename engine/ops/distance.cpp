// SPDX-License-Identifier: Apache-2.0
// Distances and angles between vectors, as bodies in other operators.
#include "engine/core/error.h"
#include "engine/ops/define_composite.h"
#include "engine/ops/nn.h"
#include "engine/ops/register_all.h"
#include "engine/ops/sample_tensor.h"

namespace tl {
namespace ops {

void register_distance() {
  using enum ArgKind;
  define_composite("cosine_similarity", "Reduction", "Cosine of the angle between vectors along dim.", {{"x1"}, {"x2"}, {"dim", integer, 1}, {"eps", real, 1e-8}},
                   [](const OpCall& c) { return one(cosine_similarity(c.in[0], c.in[1], c.i(0), c.d(1))); },
                   [] { return Samples{{{sample_tensor({3, 4}), sample_tensor({3, 4}, 2)}}, {{sample_tensor({2, 3}), sample_tensor({2, 1}, 2), 0}}}; });
  define_composite("pairwise_distance", "Reduction", "p-norm of x1 - x2 + eps along the last dimension.",
                   {{"x1"}, {"x2"}, {"p", real, 2.0}, {"eps", real, 1e-6}, {"keepdim", boolean, false}},
                   [](const OpCall& c) { return one(pairwise_distance(c.in[0], c.in[1], c.d(0), c.d(1), c.b(2))); },
                   [] { return Samples{{{sample_tensor({3, 4}), sample_tensor({3, 4}, 2)}}, {{sample_tensor({2, 3}), sample_tensor({2, 3}, 2), 1.0, 1e-6, true}}}; });
  define_composite("pdist", "Reduction", "Distances in the p-norm of all pairs of rows i < j of an N×M input.", {{"input"}, {"p", real, 2.0}},
                   [](const OpCall& c) { return one(pdist(c.in[0], c.d(0))); },
                   [] { return Samples{{{sample_tensor({4, 3})}}, {{sample_tensor({3, 2}), 1.0}}, {{sample_tensor({3, 2}), 3.0}}}; });
}
}  // namespace ops

Tensor cosine_similarity(const Tensor& a, const Tensor& b, int64_t dim, double eps) {
  broadcast_shapes("cosine_similarity", sizes_of(a), sizes_of(b));
  const auto length = [&](const Tensor& x) { return sum(square(x), {dim}); };
  return sum(a * b, {dim}) / sqrt(clamp_min(length(a) * length(b), eps * eps));
}
Tensor pairwise_distance(const Tensor& a, const Tensor& b, double p, double eps, bool keepdim) { return norm(a - b + eps, p, {-1}, keepdim); }
Tensor pdist(const Tensor& x, double p) {
  TL_CHECK(x.dim() == 2, shape, "pdist", "input must be N×M, but is ", x.sizes());
  TL_CHECK(x.is_floating_point(), type, "pdist", "needs a floating point input, not ", x.dtype());
  TL_CHECK(p >= 0, value, "pdist", "only non-negative p values are supported, not ", p);
  const int64_t n = x.size(0);
  if (n < 2) return zeros({0}, x.options());
  std::vector<int64_t> first, second;
  for (int64_t i = 0; i < n; ++i)
    for (int64_t j = i + 1; j < n; ++j) first.push_back(i), second.push_back(j);
  const auto rows = [&](const std::vector<int64_t>& at) {
    const Tensor index = tl::tensor(at);
    return index_select(x, 0, x.is_meta() ? index : index.to(x.device()));
  };
  return norm(rows(first) - rows(second), p, {1});
}

}  // namespace tl
