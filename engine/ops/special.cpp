// SPDX-License-Identifier: Apache-2.0
#include "engine/ops/special.h"

#include <cmath>

#include "engine/autograd/grad_mode.h"
#include "engine/ops/define_composite.h"
#include "engine/ops/functions.h"
#include "engine/ops/register_all.h"
#include "engine/ops/sample_tensor.h"

namespace tl {

Tensor polygamma(int64_t n, const Tensor& input) {
  TL_CHECK(n >= 0, value, "polygamma", "does not support negative n, but n is ", n);
  return polygamma(input, static_cast<double>(n));
}

Tensor mvlgamma(const Tensor& input, int64_t p) {
  TL_CHECK(p >= 1, value, "mvlgamma", "p has to be greater than or equal to 1, but is ", p);
  TL_CHECK(p <= 100000, value, "mvlgamma", "makes one pass over the input for each of the p dimensions; p may be at most 100000, but is ", p);
  TL_CHECK(input.is_floating_point() || is_integral(input.dtype(), false), type, "mvlgamma", "is not defined for ", input.brief());
  const Tensor x = input.is_floating_point() ? input : input.to(default_dtype());
  Tensor sum = lgamma(x);
  for (int64_t i = 1; i < p; ++i) sum = sum + lgamma(x - 0.5 * static_cast<double>(i));
  return sum + static_cast<double>(p * (p - 1)) / 4 * std::log(M_PI);
}

namespace ops {
void register_special() {
  define_composite("mvlgamma", "Pointwise", "Logarithm of the multivariate gamma function of dimension p.", {{"input"}, {"p", ArgKind::integer}},
                   [](const OpCall& c) { return one(mvlgamma(c.in[0], c.i(0))); }, [] { return Samples{{{abs(sample_tensor({2, 3})) + 1.6, 3}}}; });
}
}  // namespace ops

}  // namespace tl
