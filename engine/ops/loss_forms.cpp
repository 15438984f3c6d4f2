// SPDX-License-Identifier: Apache-2.0
// Losses of margins, distances and rates, as bodies in other operators.
#include <cmath>

#include "engine/core/error.h"
#include "engine/ops/nn.h"
#include "engine/ops/reduction.h"
#include "engine/ops/register_all.h"
#include "engine/ops/sample_tensor.h"

namespace tl {
namespace ops {

Tensor reduced(const char* op, const Tensor& each, const std::string& reduction) {
  if (reduction == "mean") return mean(each);
  if (reduction == "sum") return sum(each);
  TL_CHECK(reduction == "none", value, op, "reduction must be none, mean or sum, but is '", reduction, "'");
  return each;
}

namespace {
void same_shape(const char* op, const Tensor& x, const Tensor& y) {
  TL_CHECK(x.sizes() == y.sizes(), shape, op, "input ", x.sizes(), " and target ", y.sizes(), " must have the same shape");
}
Tensor positive(const Tensor& t) { return clamp_min(t, 0.0); }
/// Targets 1 and -1 choose between two losses; others give 0.
Tensor by_sign(const Tensor& y, const Tensor& near, const Tensor& far) {
  return where(eq(y, Scalar(1)), near, Scalar(0.0)) + where(eq(y, Scalar(-1)), far, Scalar(0.0));
}
/// A sample without a batch as a batch of one.
Tensor as_batch(const Tensor& x) { return x.dim() < 2 ? reshape(x, {1, -1}) : x; }

void define(const char* name, const char* doc, std::vector<ArgDef> args, CompositeFn body, SamplesFn samples) {
  add({.name = name, .category = "Loss", .doc = doc, .args = std::move(args), .traits = wide_body, .composite = body, .samples = std::move(samples)});
}
Tensor signs(IntArrayRef sizes) { return where(gt(sample_tensor(sizes, 5), Scalar(0.7)), ones(sizes, kDouble), Scalar(-1.0)); }
Tensor classes(std::initializer_list<int64_t> v, IntArrayRef sizes) { return reshape(tl::tensor(std::vector<int64_t>(v)), sizes); }
}  // namespace

void register_loss_forms() {
  using enum ArgKind;
  const ArgDef reduction = {"reduction", text, "mean"};
  define("kl_div", "target · (log target - input): divergence of input's log probabilities from target.", {{"input"}, {"target"}, reduction, {"log_target", boolean, false}},
         [](const OpCall& c) { return one(kl_div(c.in[0], c.in[1], c.attr[0].to_string(), c.b(1))); },
         [] {
           const Tensor p = softmax(sample_tensor({3, 4}, 2), 1);
           return Samples{{{sample_tensor({3, 4}), p}}, {{sample_tensor({3, 4}), p, "batchmean"}}, {{sample_tensor({3, 4}), log(p), "sum", true}}};
         });
  define("soft_margin_loss", "log(1 + exp(-target · input)).", {{"input"}, {"target"}, reduction},
         [](const OpCall& c) { return one(soft_margin_loss(c.in[0], c.in[1], c.attr[0].to_string())); },
         [] { return Samples{{{sample_tensor({3, 4}), signs({3, 4})}}}; });
  define("hinge_embedding_loss", "input where target is 1, max(0, margin - input) where it is -1.", {{"input"}, {"target"}, {"margin", real, 1.0}, reduction},
         [](const OpCall& c) { return one(hinge_embedding_loss(c.in[0], c.in[1], c.d(0), c.attr[1].to_string())); },
         [] { return Samples{{{sample_tensor({3, 4}), signs({3, 4}).to(kLong), 3.1}}}; });
  define("margin_ranking_loss", "max(0, -target · (input1 - input2) + margin).", {{"input1"}, {"input2"}, {"target"}, {"margin", real, 0.0}, reduction},
         [](const OpCall& c) { return one(margin_ranking_loss(c.in[0], c.in[1], c.in[2], c.d(0), c.attr[1].to_string())); },
         [] { return Samples{{{sample_tensor({5}), sample_tensor({5}, 2), signs({5}).to(kLong), 0.55, "sum"}}}; });
  define("cosine_embedding_loss", "1 - cosine where target is 1, max(0, cosine - margin) where it is -1.", {{"input1"}, {"input2"}, {"target"}, {"margin", real, 0.0}, reduction},
         [](const OpCall& c) { return one(cosine_embedding_loss(c.in[0], c.in[1], c.in[2], c.d(0), c.attr[1].to_string())); },
         [] { return Samples{{{sample_tensor({3, 4}), sample_tensor({3, 4}, 2), signs({3}).to(kLong), -2.0}}}; });
  define("triplet_margin_loss", "max(0, |anchor - positive| - |anchor - negative| + margin); swap: the negative's distance to the nearer of the two.",
         {{"anchor"}, {"positive"}, {"negative"}, {"margin", real, 1.0}, {"p", real, 2.0}, {"eps", real, 1e-6}, {"swap", boolean, false}, reduction},
         [](const OpCall& c) { return one(triplet_margin_loss(c.in[0], c.in[1], c.in[2], c.d(0), c.d(1), c.d(2), c.b(3), c.attr[4].to_string())); },
         [] {
           const Tensor a = sample_tensor({2, 3}), b = sample_tensor({2, 3}, 2), d = sample_tensor({2, 3}, 3);
           return Samples{{{a, b, d, 5.0}}, {{a, b, d, 5.0, 3.0, 1e-6, true, "sum"}}};
         });
  define("multi_margin_loss", "Mean over the other classes of max(0, margin - score of the right class + score)^p.",
         {{"input"}, {"target"}, {"p", integer, 1}, {"margin", real, 1.0}, {"weight", optional_tensor}, reduction},
         [](const OpCall& c) { return one(multi_margin_loss(c.in[0], c.in[1], c.i(0), c.d(1), c.in[2], c.attr[2].to_string())); },
         [] {
           return Samples{{{sample_tensor({3, 4}), classes({1, 0, 3}, {3}), 1, 5.0}}, {{sample_tensor({3, 4}), classes({1, 0, 3}, {3}), 2, 5.0, abs(sample_tensor({4}, 1)), "none"}}};
         });
  define("multilabel_margin_loss", "Mean over pairs of a right and a wrong class of max(0, 1 - right + wrong); target: the right classes of each row, ended by -1.",
         {{"input"}, {"target"}, reduction}, [](const OpCall& c) { return one(multilabel_margin_loss(c.in[0], c.in[1], c.attr[0].to_string())); },
         [] { return Samples{{{sample_tensor({2, 3}) * 0.2, classes({2, 0, -1, 1, -1, 2}, {2, 3})}}}; });
  define("multilabel_soft_margin_loss", "Mean over classes of the binary cross entropy of scores.", {{"input"}, {"target"}, {"weight", optional_tensor}, reduction},
         [](const OpCall& c) { return one(multilabel_soft_margin_loss(c.in[0], c.in[1], c.in[2], c.attr[0].to_string())); },
         [] { return Samples{{{sample_tensor({3, 4}), sigmoid(sample_tensor({3, 4}, 2)), abs(sample_tensor({4}, 1)), "sum"}}}; });
  define("poisson_nll_loss", "Negative log likelihood of counts whose rate is input, or its logarithm.",
         {{"input"}, {"target"}, {"log_input", boolean, true}, {"full", boolean, false}, {"eps", real, 1e-8}, reduction},
         [](const OpCall& c) { return one(poisson_nll_loss(c.in[0], c.in[1], c.b(0), c.b(1), c.d(2), c.attr[3].to_string())); },
         [] {
           const Tensor counts = tl::tensor({0.0, 1.0, 2.0, 5.0}).to(kDouble);
           return Samples{{{sample_tensor({3, 4}), counts}}, {{abs(sample_tensor({4})) + 0.2, counts * 1.3, false, true, 1e-8, "none"}}};
         });
}
}  // namespace ops

Tensor kl_div(const Tensor& x, const Tensor& y, const std::string& reduction, bool log_target) {
  Tensor each;
  if (log_target) {
    each = exp(y) * (y - x);
  } else {
    const Tensor counts = gt(y, Scalar(0.0));
    each = where(counts, y * (log(where(counts, y, Scalar(1.0))) - x), Scalar(0.0));
  }
  if (reduction != "batchmean") return ops::reduced("kl_div", each, reduction);
  TL_CHECK(x.dim() > 0, shape, "kl_div", "reduction batchmean needs a batch, but input is a number");
  return sum(each) / Scalar(static_cast<double>(x.size(0)));
}
Tensor soft_margin_loss(const Tensor& x, const Tensor& y, const std::string& reduction) {
  ops::same_shape("soft_margin_loss", x, y);
  return ops::reduced("soft_margin_loss", -log_sigmoid(y * x), reduction);
}
Tensor hinge_embedding_loss(const Tensor& x, const Tensor& y, double margin, const std::string& reduction) {
  return ops::reduced("hinge_embedding_loss", ops::by_sign(y, x, ops::positive(margin - x)), reduction);
}
Tensor margin_ranking_loss(const Tensor& a, const Tensor& b, const Tensor& y, double margin, const std::string& reduction) {
  TL_CHECK(a.dim() > 0 && b.dim() > 0 && y.dim() > 0, shape, "margin_ranking_loss", "the inputs and the target need at least one dimension");
  return ops::reduced("margin_ranking_loss", ops::positive(y * (b - a) + margin), reduction);
}
Tensor cosine_embedding_loss(const Tensor& a, const Tensor& b, const Tensor& y, double margin, const std::string& reduction) {
  TL_CHECK(a.dim() > 0 && a.sizes() == b.sizes(), shape, "cosine_embedding_loss", "input1 ", a.sizes(), " and input2 ", b.sizes(), " must have the same shape");
  const auto length = [](const Tensor& x) { return sum(square(x), {-1}) + 1e-12; };
  const Tensor cosine = sum(a * b, {-1}) / sqrt(length(a) * length(b));
  return ops::reduced("cosine_embedding_loss", ops::by_sign(y, 1.0 - cosine, ops::positive(cosine - margin)), reduction);
}
Tensor triplet_margin_loss(const Tensor& anchor, const Tensor& positive, const Tensor& negative, double margin, double p, double eps, bool swap,
                           const std::string& reduction) {
  Tensor far = pairwise_distance(anchor, negative, p, eps);
  if (swap) far = minimum(far, pairwise_distance(positive, negative, p, eps));
  return ops::reduced("triplet_margin_loss", ops::positive(pairwise_distance(anchor, positive, p, eps) - far + margin), reduction);
}
Tensor multi_margin_loss(const Tensor& input, const Tensor& target, int64_t p, double margin, const Tensor& weight, const std::string& reduction) {
  const char* op = "multi_margin_loss";
  const Tensor x = ops::as_batch(input), y = reshape(target, {-1});
  TL_CHECK(p == 1 || p == 2, value, op, "p must be 1 or 2, not ", p);
  TL_CHECK(x.dim() == 2 && x.size(0) == y.size(0), shape, op, "target ", target.sizes(), " does not fit input ", input.sizes(), ", which must be N×C");
  TL_CHECK(y.dtype() == kLong, type, op, "target must hold class numbers (int64), but is ", y.dtype());
  if (weight.defined())
    TL_CHECK(weight.dim() == 1 && weight.numel() == x.size(1), shape, op, "weight ", weight.sizes(), " must have one entry for each of the ", x.size(1), " classes");
  const Tensor right = unsqueeze(y, 1);
  Tensor each = ops::positive(x - gather(x, 1, right) + margin);
  if (p == 2) each = square(each);
  if (weight.defined()) each = each * unsqueeze(index_select(weight, 0, y), 1);
  // The right class itself does not count; it would add its margin.
  each = sum(scatter(each, 1, right, Scalar(0.0)), {1}) / Scalar(static_cast<double>(x.size(1)));
  return ops::reduced(op, input.dim() < 2 ? squeeze(each, 0) : each, reduction);
}
Tensor multilabel_margin_loss(const Tensor& input, const Tensor& target, const std::string& reduction) {
  const char* op = "multilabel_margin_loss";
  ops::same_shape(op, input, target);
  TL_CHECK(target.dtype() == kLong, type, op, "target must hold class numbers (int64), but is ", target.dtype());
  const Tensor x = ops::as_batch(input), y = ops::as_batch(target);
  TL_CHECK(x.dim() == 2, shape, op, "input must be N×C or C, but is ", input.sizes());
  // Classes count up to the first negative one.
  const Tensor listed = eq(cumsum(lt(y, Scalar(int64_t{0})).to(kLong), 1), Scalar(int64_t{0})), safe = where(listed, y, Scalar(int64_t{0}));
  const Tensor counts = listed.to(x.dtype()), wrong = eq(scatter_add(zeros_like(x).detach(), 1, safe, counts), Scalar(0.0)).to(x.dtype());
  const Tensor pairs = ops::positive(1.0 - unsqueeze(gather(x, 1, safe), 2) + unsqueeze(x, 1)) * unsqueeze(counts, 2) * unsqueeze(wrong, 1);
  const Tensor each = sum(pairs, {1, 2}) / Scalar(static_cast<double>(x.size(1)));
  return ops::reduced(op, input.dim() < 2 ? squeeze(each, 0) : each, reduction);
}
Tensor multilabel_soft_margin_loss(const Tensor& x, const Tensor& y, const Tensor& weight, const std::string& reduction) {
  ops::same_shape("multilabel_soft_margin_loss", x, y);
  TL_CHECK(x.dim() > 0, shape, "multilabel_soft_margin_loss", "input must be N×C or C, but is a number");
  Tensor each = -(y * log_sigmoid(x) + (1.0 - y) * log_sigmoid(-x));
  if (weight.defined()) each = each * weight;
  return ops::reduced("multilabel_soft_margin_loss", mean(each, {-1}), reduction);
}
Tensor poisson_nll_loss(const Tensor& x, const Tensor& y, bool log_input, bool full, double eps, const std::string& reduction) {
  Tensor each = log_input ? exp(x) - y * x : x - y * log(x + eps);
  if (full) {  // Stirling's approximation of log(target!), which counts above 1
    const Tensor large = gt(y, Scalar(1.0)), safe = where(large, y, Scalar(2.0));
    each = each + where(large, safe * log(safe) - safe + log(safe * (2 * M_PI)) * 0.5, Scalar(0.0));
  }
  return ops::reduced("poisson_nll_loss", each, reduction);
}

}  // namespace tl
