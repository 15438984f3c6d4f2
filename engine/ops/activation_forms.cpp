// SPDX-License-Identifier: Apache-2.0
// Activations that are more than a row of pointwise.def: with parameters, along a dimension, or random.
#include "engine/autograd/grad_mode.h"
#include "engine/core/error.h"
#include "engine/ops/nn.h"
#include "engine/ops/random_noise.h"
#include "engine/ops/register_all.h"
#include "engine/ops/sample_tensor.h"

namespace tl {
namespace ops {
namespace {
void define(const char* name, const char* doc, std::vector<ArgDef> args, CompositeFn body, SamplesFn samples, uint32_t traits = 0) {
  add({.name = name, .category = "Activation", .doc = doc, .args = std::move(args), .traits = traits, .composite = body, .samples = std::move(samples)});
}
}  // namespace

void register_activation_forms() {
  using enum ArgKind;
  define("celu", "x, or alpha * (exp(x / alpha) - 1) below 0.", {{"input"}, {"alpha", real, 1.0}}, [](const OpCall& c) { return one(celu(c.in[0], c.d(0))); },
         [] { return Samples{{{sample_tensor({3, 4})}}, {{sample_tensor({5}), 0.6}}}; });
  define("threshold", "x where it is above threshold, else value.", {{"input"}, {"threshold", real}, {"value", scalar}},
         [](const OpCall& c) { return one(threshold(c.in[0], c.d(0), c.attr[1].to_scalar())); }, [] { return Samples{{{sample_tensor({3, 4}), 0.1, 20.0}}}; });
  define("glu", "One half of the input along dim times the sigmoid of the other.", {{"input"}, {"dim", integer, -1}},
         [](const OpCall& c) { return one(glu(c.in[0], c.i(0))); }, [] { return Samples{{{sample_tensor({3, 4})}}, {{sample_tensor({2, 3, 2}), 2}}}; });
  define("prelu", "x, or weight · x below 0; one weight, or one per channel.", {{"input"}, {"weight"}}, [](const OpCall& c) { return one(prelu(c.in[0], c.in[1])); },
         [] { return Samples{{{sample_tensor({2, 3, 2}), sample_tensor({3}, 1)}}, {{sample_tensor({2, 3}), sample_tensor({1}, 1)}}}; });
  define("softmin", "softmax(-x).", {{"input"}, {"dim", integer}}, [](const OpCall& c) { return one(softmin(c.in[0], c.i(0))); },
         [] { return Samples{{{sample_tensor({3, 4}), 1}}}; });
  define("rrelu", "x, or below 0 x times a slope: drawn from [lower, upper] in training, their mean else.",
         {{"input"}, {"lower", real, 1.0 / 8}, {"upper", real, 1.0 / 3}, {"training", boolean, false}},
         [](const OpCall& c) { return one(rrelu(c.in[0], c.d(0), c.d(1), c.b(2))); }, [] { return Samples{{{sample_tensor({3, 4})}}}; }, Trait::random);
  define("gumbel_softmax", "Samples of the Gumbel-softmax distribution; hard: one-hot in value, soft in gradient.",
         {{"logits"}, {"tau", real, 1.0}, {"hard", boolean, false}, {"dim", integer, -1}},
         [](const OpCall& c) { return one(gumbel_softmax(c.in[0], c.d(0), c.b(1), c.i(2))); },
         // Against one so large that no noise reaches it, so that two calls agree.
         [] { return Samples{{{tl::tensor({900.0, 0.0, -900.0}).to(kDouble), 0.01, true}, false}}; }, Trait::random);
}
}  // namespace ops

Tensor celu(const Tensor& x, double alpha) {
  TL_CHECK(alpha != 0, value, "celu", "alpha must not be zero");
  return where(gt(x, Scalar(0.0)), x, expm1(minimum(x, Scalar(0.0)) / Scalar(alpha)) * Scalar(alpha));
}
Tensor threshold(const Tensor& x, double limit, const Scalar& value) { return where(le(x, Scalar(limit)), value, x).to(x.dtype()); }
Tensor glu(const Tensor& x, int64_t dim) {
  TL_CHECK(x.dim() > 0, shape, "glu", "a number has no halves");
  TL_CHECK(x.size(dim) % 2 == 0, shape, "glu", "dimension ", dim, " of input ", x.sizes(), " must be even");
  const int64_t half = x.size(dim) / 2;
  return narrow(x, dim, 0, half) * sigmoid(narrow(x, dim, half, half));
}
Tensor prelu(const Tensor& x, const Tensor& w) {
  Tensor slope = w;
  if (w.numel() == 1) {
    slope = reshape(w, {});
  } else {
    TL_CHECK(x.dim() > 1 && x.size(1) == w.numel(), shape, "prelu", "weight has ", w.numel(), " entries, but input ", x.sizes(), " has ", x.dim() > 1 ? x.size(1) : 1, " channels");
    DimVector s(static_cast<size_t>(x.dim()), 1);
    s[1] = w.numel();
    slope = reshape(w, s);
  }
  return where(gt(x, Scalar(0.0)), x, slope * x);
}
Tensor softmin(const Tensor& x, int64_t dim) { return softmax(-x, dim); }
Tensor rrelu(const Tensor& x, double lower, double upper, bool training) {
  TL_CHECK(lower <= upper, value, "rrelu", "lower ", lower, " must not be above upper ", upper);
  TL_CHECK(x.is_floating_point(), type, "rrelu", "needs a floating point input, not ", x.dtype());
  if (!training) return leaky_relu(x, (lower + upper) / 2);
  return where(gt(x, Scalar(0.0)), x, x * ops::uniform_noise(x.sizes(), x.options(), lower, upper));
}
Tensor gumbel_softmax(const Tensor& logits, double tau, bool hard, int64_t dim) {
  TL_CHECK(tau > 0, value, "gumbel_softmax", "tau must be positive, but is ", tau);
  TL_CHECK(logits.is_floating_point(), type, "gumbel_softmax", "needs a floating point input, not ", logits.dtype());
  const Tensor noise = -log(ops::exponential_noise(logits.sizes(), logits.options()));
  const Tensor soft = softmax((logits + noise) / Scalar(tau), dim);
  if (!hard) return soft;
  // One-hot in value; what is added is a constant, so the gradient is that of `soft`.
  Tensor constant;
  {
    const NoGradGuard guard;
    constant = scatter(zeros_like(soft), dim, argmax(soft, dim, true), Scalar(1.0)) - soft;
  }
  return constant + soft;
}

}  // namespace tl
