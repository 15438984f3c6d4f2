// SPDX-License-Identifier: Apache-2.0
// Normalisations whose statistics are those of batch normalisation over other groups of elements, and two by neighbours and by length.
#include <cmath>

#include "engine/autograd/grad_mode.h"
#include "engine/core/error.h"
#include "engine/ops/nn.h"
#include "engine/ops/register_all.h"
#include "engine/ops/sample_tensor.h"

namespace tl {
namespace ops {
namespace {

/// Rows of `groups` groups of neighbouring elements normalised to mean 0 and variance 1: y, mean and 1 / sqrt(var + eps) of each.
struct Normal {
  Tensor y, mean, invstd;
};
Normal normal_groups(const char* op, const Tensor& x, int64_t groups, double eps) {
  const int64_t each = groups ? x.numel() / groups : 0;
  TL_CHECK(each != 1 || x.is_meta(), value, op, "expected more than 1 value per group, got input size ", x.sizes());
  if (x.numel() == 0) return {x * 0.0, zeros({groups}, x.options()), zeros({groups}, x.options())};
  const Tensor in[] = {reshape(x, {1, groups, each}), Tensor(), Tensor()};
  const Value a[] = {eps};
  auto o = dispatch(TL_OP("batch_norm_train"), in, a);
  return {reshape(o[0], x.sizes()), o[1], o[2]};
}
/// weight · y + bias per channel.
Tensor per_channel(const char* op, Tensor y, const Tensor& weight, const Tensor& bias) {
  DimVector s(static_cast<size_t>(y.dim()), 1);
  s[1] = y.size(1);
  for (const Tensor* t : {&weight, &bias})
    if (t->defined())
      TL_CHECK(t->dim() == 1 && t->numel() == y.size(1), shape, op, t == &weight ? "weight " : "bias ", t->sizes(), " must have one entry for each of the ", y.size(1), " channels");
  if (weight.defined()) y = y * reshape(weight, s);
  return bias.defined() ? y + reshape(bias, s) : y;
}
/// Running statistics move towards the mean of those of the samples.
void update_running(const Tensor& running, const Tensor& of_instances, int64_t n, double momentum) {
  Tensor r = running;
  r.mul_(1 - momentum).add_(mean(reshape(of_instances, {n, -1}), {0}).to(r.dtype()), momentum);
}
}  // namespace

void register_norm_forms() {
  using enum ArgKind;
  add({.name = "group_norm", .category = "Normalization", .doc = "Each group of channels of each sample normalised, then scaled and shifted per channel.",
       .args = {{"input"}, {"num_groups", integer}, {"weight", optional_tensor}, {"bias", optional_tensor}, {"eps", real, 1e-5}}, .traits = wide_body,
       .composite = [](const OpCall& c) { return one(group_norm(c.in[0], c.i(0), c.in[1], c.in[2], c.d(1))); },
       .samples = [] {
         return Samples{{{sample_tensor({2, 4, 3}), 2, sample_tensor({4}, 1), sample_tensor({4}, 2)}}, {{sample_tensor({2, 3, 2, 2}), 3}}};
       }});
  add({.name = "instance_norm", .category = "Normalization", .doc = "Each channel of each sample normalised; running statistics are updated when the input's are used.",
       .args = {{"input"}, {"weight", optional_tensor}, {"bias", optional_tensor}, {"running_mean", optional_tensor}, {"running_var", optional_tensor},
                {"use_input_stats", boolean, true}, {"momentum", real, 0.1}, {"eps", real, 1e-5}},
       .traits = wide_body,
       .composite = [](const OpCall& c) { return one(instance_norm(c.in[0], c.in[1], c.in[2], c.in[3], c.in[4], c.b(0), c.d(1), c.d(2))); },
       .samples = [] {
         return Samples{{{sample_tensor({2, 3, 4}), sample_tensor({3}, 1), sample_tensor({3}, 2)}}, {{sample_tensor({2, 2, 2, 3})}}};
       }});
  add({.name = "local_response_norm", .category = "Normalization", .doc = "x / (k + alpha · mean of squares over `size` neighbouring channels)^beta.",
       .args = {{"input"}, {"size", integer}, {"alpha", real, 1e-4}, {"beta", real, 0.75}, {"k", real, 1.0}}, .traits = wide_body,
       .composite = [](const OpCall& c) { return one(local_response_norm(c.in[0], c.i(0), c.d(1), c.d(2), c.d(3))); },
       .samples = [] { return Samples{{{sample_tensor({2, 4, 3}), 3, 0.5, 0.6, 2.0}}, {{sample_tensor({1, 3, 2, 2}), 2}}}; }});
  add({.name = "normalize", .category = "Normalization", .doc = "Vectors along dim divided by their p-norm, or by eps where that is larger.",
       .args = {{"input"}, {"p", real, 2.0}, {"dim", integer, 1}, {"eps", real, 1e-12}},
       .composite = [](const OpCall& c) { return one(normalize(c.in[0], c.d(0), c.i(1), c.d(2))); },
       .samples = [] { return Samples{{{sample_tensor({3, 4})}}, {{sample_tensor({2, 3, 2}), 3.0, 0}}}; }});
}
}  // namespace ops

Tensor group_norm(const Tensor& x, int64_t groups, const Tensor& weight, const Tensor& bias, double eps) {
  const char* op = "group_norm";
  TL_CHECK(x.dim() >= 2, shape, op, "input must be N×C×…, but is ", x.sizes());
  TL_CHECK(groups > 0 && x.size(1) % groups == 0, shape, op, "the channels of input ", x.sizes(), " must be divisible by num_groups ", groups);
  if (x.numel() == 0) return ops::per_channel(op, x * 1.0, weight, bias);
  return ops::per_channel(op, ops::normal_groups(op, x, x.size(0) * groups, eps).y, weight, bias);
}
Tensor instance_norm(const Tensor& x, const Tensor& weight, const Tensor& bias, const Tensor& running_mean, const Tensor& running_var, bool use_input_stats,
                     double momentum, double eps) {
  const char* op = "instance_norm";
  TL_CHECK(x.dim() >= 3, shape, op, "input must be N×C and one or more sizes, but is ", x.sizes());
  TL_CHECK(use_input_stats || (running_mean.defined() && running_var.defined()), value, op, "running statistics are needed when those of the input are not used");
  for (const Tensor* t : {&running_mean, &running_var})
    if (t->defined()) TL_CHECK(t->numel() == x.size(1), shape, op, "running statistics should have ", x.size(1), " elements, not ", t->numel());
  if (!use_input_stats) return batch_norm(x, weight, bias, running_mean, running_var, false, momentum, eps);
  const ops::Normal n = ops::normal_groups(op, x, x.size(0) * x.size(1), eps);
  if (!x.is_meta() && x.numel() > 0) {
    const NoGradGuard guard;
    const double each = static_cast<double>(x.numel() / (x.size(0) * x.size(1)));
    if (running_mean.defined()) ops::update_running(running_mean, n.mean, x.size(0), momentum);
    if (running_var.defined()) ops::update_running(running_var, (1.0 / square(n.invstd) - eps) * (each / (each - 1)), x.size(0), momentum);
  }
  return ops::per_channel(op, n.y, weight, bias);
}
Tensor local_response_norm(const Tensor& x, int64_t size, double alpha, double beta, double k) {
  const char* op = "local_response_norm";
  TL_CHECK(x.dim() >= 3, shape, op, "expected an input of 3 or more dimensions, but it is ", x.sizes());
  TL_CHECK(size > 0, value, op, "size must be positive, but is ", size);
  TL_CHECK(size <= 1 << 20, value, op, "size ", size, " is too large");
  // The mean over neighbours is an average pool over the channels, whose border counts.
  const int64_t n = x.size(0), c = x.size(1), rest = n * c > 0 ? x.numel() / (n * c) : 0;
  if (x.numel() == 0) return x * 1.0;
  const Tensor wide = constant_pad_nd(reshape(square(x), {n, 1, c, rest}), {0, 0, size / 2, (size - 1) / 2});
  const Tensor near = reshape(avg_pool2d(wide, {size, 1}, {1, 1}), x.sizes());
  return x / pow(near * alpha + k, Scalar(beta));
}
Tensor normalize(const Tensor& x, double p, int64_t dim, double eps) { return x / clamp_min(norm(x, p, {dim}, true), eps); }

}  // namespace tl
