// SPDX-License-Identifier: Apache-2.0
// Connectionist temporal classification (Graves et al. 2006): the probability of a label sequence summed over all its alignments with the
// input, by dynamic programming in logarithms. The labels stand between blanks: state s of 2·L+1 is a blank where even. A sample is computed
// by one part, so any number of threads gives the same bits.
#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/core/error.h"
#include "engine/core/pool.h"
#include "engine/ops/nn.h"
#include "engine/ops/host_only.h"
#include "engine/ops/reduction.h"
#include "engine/ops/register_all.h"
#include "engine/ops/sample_tensor.h"

namespace tl {
namespace ops {
namespace {

/// Inputs: log_probs T×N×C, targets N×S, lengths of inputs and targets N. attr: blank, zero_infinity.
void infer_ctc(const OpCall& c, OutMetas& out) {
  const char* op = "ctc_loss";
  const DimVector &x = sizes_of(c.in[0]), &y = sizes_of(c.in[1]);
  TL_CHECK(x.size() == 3, shape, op, "log_probs must be T×N×C, but is ", x);
  TL_CHECK(y.size() == 2 && y[0] == x[1], shape, op, "targets ", y, " must be N×S with the batch of log_probs ", x);
  for (size_t i = 1; i < 4; ++i) TL_CHECK(c.in[i].dtype() == kLong, type, op, "targets and lengths must be int64, but one is ", c.in[i].dtype());
  for (size_t i = 2; i < 4; ++i) TL_CHECK(sizes_of(c.in[i]) == DimVector{x[1]}, shape, op, "one length per sample is needed for log_probs ", x, ", not ", c.in[i].sizes());
  TL_CHECK(c.i(0) >= 0 && c.i(0) < x[2], index, op, "blank ", c.i(0), " is not one of the ", x[2], " classes");
  out[0].sizes = {x[1]};
  out[0].dtype = c.in[0].dtype();
}
void infer_ctc_grad(const OpCall& c, OutMetas& out) {
  out[0].sizes = sizes_of(c.in[1]);
  out[0].dtype = c.in[1].dtype();
}

template <class T>
constexpr T nothing = -std::numeric_limits<T>::infinity();
template <class T>
T log_sum(T a, T b) {
  const T top = std::max(a, b);
  return top == nothing<T> ? top : top + std::log(std::exp(a - top) + std::exp(b - top));
}

/// One sample: the values of its step t and class c stand at x[t · step + c].
template <class T>
struct Sample {
  const T* x;
  int64_t step, frames, labels, blank;
  const int64_t* target;
  int64_t states() const { return 2 * labels + 1; }
  int64_t label(int64_t s) const { return s % 2 ? target[s / 2] : blank; }
  T at(int64_t t, int64_t s) const { return x[t * step + label(s)]; }
  /// From s a path may skip the blank ahead when the labels around it differ.
  bool skips_to(int64_t s) const { return s % 2 && s >= 2 && target[s / 2] != target[s / 2 - 1]; }
};
/// alpha[t][s]: all paths that are at state s at step t, including it.
template <class T>
void forward(const Sample<T>& q, T* alpha) {
  const int64_t n = q.states();
  for (int64_t s = 0; s < n; ++s) alpha[s] = s < 2 ? q.at(0, s) : nothing<T>;
  for (int64_t t = 1; t < q.frames; ++t)
    for (int64_t s = 0; s < n; ++s) {
      const T* before = alpha + (t - 1) * n;
      T sum = before[s];
      if (s >= 1) sum = log_sum(sum, before[s - 1]);
      if (q.skips_to(s)) sum = log_sum(sum, before[s - 2]);
      alpha[t * n + s] = sum + q.at(t, s);
    }
}
/// Minus the logarithm of the probability of the target.
template <class T>
T loss_of(const Sample<T>& q, const T* alpha) {
  const int64_t n = q.states();
  if (q.frames == 0) return q.labels == 0 ? T(0) : -nothing<T>;
  const T* last = alpha + (q.frames - 1) * n;
  return -(n > 1 ? log_sum(last[n - 1], last[n - 2]) : last[0]);
}
template <class T>
Sample<T> sample_of(const RunArgs& r, size_t first, int64_t i, int64_t step, int64_t frames, int64_t width, int64_t classes, int64_t blank) {
  const char* op = "ctc_loss";
  const int64_t length = r.i<int64_t>(first + 2)[i], labels = r.i<int64_t>(first + 3)[i];
  TL_CHECK(length >= 0 && length <= frames, value, op, "input length ", length, " of sample ", i, " must be between 0 and the ", frames, " steps of log_probs");
  TL_CHECK(labels >= 0 && labels <= width, value, op, "target length ", labels, " of sample ", i, " must be between 0 and the ", width, " columns of targets");
  const int64_t* target = r.i<int64_t>(first + 1) + i * width;
  for (int64_t k = 0; k < labels; ++k)
    TL_CHECK(target[k] >= 0 && target[k] < classes, index, op, "target ", target[k], " of sample ", i, " is not a class: there are ", classes);
  return {r.i<T>(first) + i * classes, step, length, labels, blank, target};
}

KernelPtr prepare_ctc(const PrepareArgs& a) {
  for (const TensorMeta& m : a.in)
    if (!m.contiguous) return nullptr;
  const int64_t frames = a.in[0].sizes[0], n = a.in[0].sizes[1], classes = a.in[0].sizes[2], width = a.in[1].sizes[1], blank = a.attr[0].i();
  const int parts = static_cast<int>(std::min<int64_t>(parts_for(frames * n * (2 * width + 1), 1 << 10), std::max<int64_t>(1, n)));
  const bool zero_infinity = a.attr[1].b();
  return visit_dtype(a.in[0].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    if constexpr (!std::is_floating_point_v<T>) return nullptr;
    else
      return make_kernel(parts, [=](int part, const RunArgs& r) {
        const Range range = part_range(n, parts, part);
        std::vector<T> alpha(static_cast<size_t>(frames * (2 * width + 1)));
        for (int64_t i = range.begin; i < range.end; ++i) {
          const Sample<T> q = sample_of<T>(r, 0, i, n * classes, frames, width, classes, blank);
          if (q.frames) forward(q, alpha.data());
          const T loss = loss_of(q, alpha.data());
          r.o<T>()[i] = zero_infinity && std::isinf(loss) ? T(0) : loss;
        }
      });
  });
}

/// exp(log_probs) minus the share of each class in the paths of each step: the derivative along scores whose log_softmax log_probs is, and
/// the same as any other once it has passed log_softmax backward. Adds to zeros in `out`.
template <class T>
void gradient_of(const Sample<T>& q, T g, const T* alpha, T* beta, T* share, int64_t classes, T* out) {
  const int64_t n = q.states();
  const T loss = loss_of(q, alpha);
  std::fill_n(beta, n, nothing<T>);  // all paths from state s at step t on, including it
  for (int64_t t = q.frames - 1; t >= 0; --t) {
    if (t == q.frames - 1) {
      for (int64_t s = std::max<int64_t>(0, n - 2); s < n; ++s) beta[s] = q.at(t, s);
    } else {
      for (int64_t s = 0; s < n; ++s) {  // upwards: states above still hold the step behind
        T sum = beta[s];
        if (s + 1 < n) sum = log_sum(sum, beta[s + 1]);
        if (s + 2 < n && q.skips_to(s + 2)) sum = log_sum(sum, beta[s + 2]);
        beta[s] = sum + q.at(t, s);
      }
    }
    std::fill_n(share, classes, nothing<T>);
    for (int64_t s = 0; s < n; ++s) share[q.label(s)] = log_sum(share[q.label(s)], alpha[t * n + s] + beta[s]);
    for (int64_t c = 0; c < classes; ++c) {
      const T x = q.x[t * q.step + c];
      out[t * q.step + c] = g * (std::exp(x) - (share[c] == nothing<T> ? T(0) : std::exp(share[c] + loss - x)));
    }
  }
}
KernelPtr prepare_ctc_grad(const PrepareArgs& a) {
  for (const TensorMeta& m : a.in)
    if (!m.contiguous) return nullptr;
  const int64_t frames = a.in[1].sizes[0], n = a.in[1].sizes[1], classes = a.in[1].sizes[2], width = a.in[2].sizes[1], blank = a.attr[0].i();
  const int parts = static_cast<int>(std::min<int64_t>(parts_for(frames * n * (2 * width + 1), 1 << 10), std::max<int64_t>(1, n)));
  const bool zero_infinity = a.attr[1].b();
  return visit_dtype(a.in[1].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    if constexpr (!std::is_floating_point_v<T>) return nullptr;
    else
      return make_kernel(parts, [=](int part, const RunArgs& r) {
        const Range range = part_range(n, parts, part);
        std::vector<T> alpha(static_cast<size_t>(frames * (2 * width + 1))), beta(static_cast<size_t>(2 * width + 1)), share(static_cast<size_t>(classes));
        for (int64_t i = range.begin; i < range.end; ++i) {
          T* out = r.o<T>() + i * classes;
          for (int64_t t = 0; t < frames; ++t) std::fill_n(out + t * n * classes, classes, T(0));
          const Sample<T> q = sample_of<T>(r, 1, i, n * classes, frames, width, classes, blank);
          if (q.frames == 0) continue;
          forward(q, alpha.data());
          if (zero_infinity && std::isinf(loss_of(q, alpha.data()))) continue;
          gradient_of(q, r.i<T>(0)[i], alpha.data(), beta.data(), share.data(), classes, out);
        }
      });
  });
}
void vjp_ctc(const VjpContext& c) {
  const Tensor in[] = {c.grad(), c.in(0), c.in(1), c.in(2), c.in(3)};
  c.set(0, call1(TL_OP("ctc_loss_grad"), in, c.call().attr));
}

/// Targets all in one row as rows of one matrix.
Tensor target_rows(const Tensor& targets, const Tensor& lengths) {
  const char* op = "ctc_loss";
  TL_CHECK(targets.dim() == 1, shape, op, "targets must be N×S, or all in one row, but are ", targets.sizes());
  if (targets.is_meta() || lengths.is_meta()) return empty_tensor({lengths.numel(), targets.numel()}, kLong, Device(kMeta));
  host_only(op, targets);
  host_only(op, lengths);
  const Tensor n = lengths.to(kLong).contiguous(), flat = targets.contiguous();
  int64_t longest = 1, total = 0;
  for (int64_t i = 0; i < n.numel(); ++i) {
    const int64_t length = n.data_ptr<int64_t>()[i];
    TL_CHECK(length >= 0 && length <= flat.numel() - total, value, op, "the target lengths ", n.numel(), " samples ask for more than the ", flat.numel(), " targets");
    longest = std::max(longest, length);
    total += length;
  }
  const Tensor rows = zeros({n.numel(), longest}, kLong);
  const int64_t* from = flat.data_ptr<int64_t>();
  for (int64_t i = 0; i < n.numel(); ++i) {
    std::copy_n(from, n.data_ptr<int64_t>()[i], rows.data_ptr<int64_t>() + i * longest);
    from += n.data_ptr<int64_t>()[i];
  }
  return rows;
}
Tensor longs(std::initializer_list<int64_t> v, IntArrayRef sizes) { return reshape(tl::tensor(std::vector<int64_t>(v)), sizes); }
}  // namespace

void register_ctc() {
  using enum ArgKind;
  const ArgDef blank = {"blank", integer, 0}, zero = {"zero_infinity", boolean, false};
  const auto log_rows = [](size_t i, const Tensor& x) { return i == 0 ? log_softmax(x, 2) : x; };
  add({.name = "ctc_losses", .category = "Loss", .doc = "The connectionist temporal classification loss of each sample; targets N×S.",
       .args = {{"log_probs"}, {"targets"}, {"input_lengths"}, {"target_lengths"}, blank, zero}, .infer = infer_ctc, .vjp = vjp_ctc, .saves_inputs = 15,
       .traits = hidden | no_double_backward, .cpu = prepare_ctc,
       .samples = [=] {
         Samples s{{{log_softmax(sample_tensor({6, 2, 4}), 2), longs({1, 3, 3, 2, 1, 0}, {2, 3}), longs({6, 4}, {2}), longs({3, 2}, {2})}},
                   {{log_softmax(sample_tensor({4, 1, 3}), 2), longs({0, 1}, {1, 2}), longs({4}, {1}), longs({2}, {1}), 2}}};
         for (OpSample& sample : s) sample.through = log_rows;
         return s;
       }});
  add({.name = "ctc_loss_grad", .category = "Loss", .doc = "Gradient of ctc_losses along scores whose log_softmax is log_probs.",
       .args = {{"grad"}, {"log_probs"}, {"targets"}, {"input_lengths"}, {"target_lengths"}, blank, zero}, .infer = infer_ctc_grad, .traits = hidden, .cpu = prepare_ctc_grad,
       .samples = [] {
         return Samples{{{ones({2}, kDouble), log_softmax(sample_tensor({6, 2, 4}), 2), longs({1, 3, 3, 2, 1, 0}, {2, 3}), longs({6, 4}, {2}), longs({3, 2}, {2})}, false}};
       }});
  add({.name = "ctc_loss", .category = "Loss", .doc = "Connectionist temporal classification: log_probs T×N×C, targets N×S or all in one row, lengths N.",
       .args = {{"log_probs"}, {"targets"}, {"input_lengths"}, {"target_lengths"}, blank, {"reduction", text, "mean"}, zero}, .traits = no_double_backward,
       .composite = [](const OpCall& c) { return one(ctc_loss(c.in[0], c.in[1], c.in[2], c.in[3], c.i(0), c.attr[1].to_string(), c.b(2))); },
       .samples = [=] {
         Samples s{{{log_softmax(sample_tensor({6, 2, 4}), 2), longs({1, 3, 3, 2, 1}, {5}), longs({6, 4}, {2}), longs({3, 2}, {2})}}};
         s[0].through = log_rows;
         return s;
       }});
}
}  // namespace ops

Tensor ctc_loss(const Tensor& log_probs, const Tensor& targets, const Tensor& input_lengths, const Tensor& target_lengths, int64_t blank, const std::string& reduction,
                bool zero_infinity) {
  const Tensor lengths = target_lengths.to(kLong), labels = targets.to(kLong);
  const Tensor in[] = {log_probs, labels.dim() == 2 ? labels : ops::target_rows(labels, lengths), input_lengths.to(kLong), lengths};
  const Value a[] = {blank, zero_infinity};
  const Tensor each = ops::call1(TL_OP("ctc_losses"), in, a);
  if (reduction != "mean") return ops::reduced("ctc_loss", each, reduction);
  return mean(each / clamp_min(lengths, 1.0).to(each.dtype()));
}

}  // namespace tl
