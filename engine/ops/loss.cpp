// SPDX-License-Identifier: Apache-2.0
// Losses.
#include <algorithm>
#include <cmath>
#include <mutex>
#include <set>

#include "engine/autograd/autograd.h"
#include "engine/autograd/grad_mode.h"
#include "engine/core/error.h"
#include "engine/core/log.h"
#include "engine/core/pool.h"
#include "engine/cpu/wrap.h"
#include "engine/ops/functions.h"
#include "engine/ops/reduction.h"
#include "engine/ops/register_all.h"
#include "engine/ops/sample_tensor.h"

namespace tl {
namespace ops {
namespace {

/// -input[i, target[i]] per row; 0 where the target is to be ignored.
void infer_pick(const OpCall& c, OutMetas& out) {
  const DimVector &x = sizes_of(c.in[0]), &t = sizes_of(c.in[1]);
  TL_CHECK(x.size() == 2, shape, "nll_loss", "input must be N×C, but is ", x);
  TL_CHECK(t.size() == 1 && t[0] == x[0], shape, "nll_loss", "expected one class per row of input ", x, ", but target is ", t);
  TL_CHECK(c.in[1].dtype() == kLong, type, "nll_loss", "target must hold class numbers (int64), but is ", c.in[1].dtype());
  out[0].sizes = t;
  out[0].dtype = c.in[0].dtype();
}
int64_t checked_class(int64_t t, int64_t classes, int64_t sample) {
  TL_CHECK(t >= 0 && t < classes, index, "nll_loss", "target ", t, " of sample ", sample, " in the batch is not a class: there are ", classes,
           " (0 to ", classes - 1, ")");
  return t;
}
KernelPtr prepare_pick(const PrepareArgs& a) {
  if (!a.in[0].contiguous || !a.in[1].contiguous) return nullptr;
  const int64_t n = a.in[0].sizes[0], classes = a.in[0].sizes[1], ignore = a.attr[0].i();
  return visit_dtype(a.in[0].dtype, [&](auto v) {
    using T = decltype(v);
    return make_kernel(1, [=](int, const RunArgs& r) {
      for (int64_t i = 0; i < n; ++i) {
        const int64_t t = r.i<int64_t>(1)[i];
        r.o<T>()[i] = t == ignore ? T(0) : cpu::wrap_neg(r.i<T>(0)[i * classes + checked_class(t, classes, i)]);
      }
    });
  });
}
void vjp_pick(const VjpContext& c) {
  const Tensor in[] = {c.grad(), c.in(1)};
  const Value a[] = {c.attr(0), c.in(0).size(1)};
  c.set(0, call1(TL_OP("nll_spread"), in, a));
}
void infer_spread(const OpCall& c, OutMetas& out) {
  out[0].sizes = {c.in[0].numel(), c.i(1)};
  out[0].dtype = c.in[0].dtype();
}
KernelPtr prepare_spread(const PrepareArgs& a) {
  if (!a.in[0].contiguous || !a.in[1].contiguous) return nullptr;
  const int64_t n = a.in[0].numel, classes = a.attr[1].i(), ignore = a.attr[0].i();
  return visit_dtype(a.in[0].dtype, [&](auto v) {
    using T = decltype(v);
    return make_kernel(1, [=](int, const RunArgs& r) {
      std::fill_n(r.o<T>(), n * classes, T(0));
      for (int64_t i = 0; i < n; ++i) {
        const int64_t t = r.i<int64_t>(1)[i];
        if (t != ignore) r.o<T>()[i * classes + checked_class(t, classes, i)] = cpu::wrap_neg(r.i<T>(0)[i]);
      }
    });
  });
}
void vjp_spread(const VjpContext& c) {
  const Tensor in[] = {c.grad(), c.in(1)};
  const Value a[] = {c.attr(0)};
  c.set(0, call1(TL_OP("nll_pick"), in, a));
}

// ---- softmax and negative log likelihood of rows, reduced, in one pass: outputs loss (0-dim) and the probabilities, which backward reads
void infer_rows_loss(const OpCall& c, OutMetas& out) {
  infer_pick(c, out);
  out[1] = out[0];
  out[0].sizes = {};
  out[1].sizes = sizes_of(c.in[0]);
}
int64_t kept_rows(const int64_t* target, int64_t rows, int64_t ignore) {
  int64_t kept = 0;
  for (int64_t i = 0; i < rows; ++i) kept += target[i] != ignore;
  return kept;
}
/// A part owns rows and leaves their sum in scratch; the sums are added in part order.
template <class T>
class RowsLoss final : public PreparedKernel {
 public:
  RowsLoss(int64_t rows, int64_t classes, int64_t ignore, bool mean)
      : rows_(rows), classes_(classes), ignore_(ignore), mean_(mean), parts_(parts_for(rows * classes, 1 << 14)) {}
  int parts() const override { return parts_; }
  size_t scratch_bytes() const override { return static_cast<size_t>(parts_) * 64; }
  void run(int part, const RunArgs& a) override {
    const Range r = part_range(rows_, parts_, part);
    double total = 0;
    for (int64_t i = r.begin; i < r.end; ++i) {
      const T* x = a.i<T>(0) + i * classes_;
      T* p = a.o<T>(1) + i * classes_;
      const T top = *std::max_element(x, x + classes_);
      double sum = 0;
      for (int64_t k = 0; k < classes_; ++k) sum += static_cast<double>(p[k] = std::exp(x[k] - top));
      const T scale = static_cast<T>(1 / sum);
      for (int64_t k = 0; k < classes_; ++k) p[k] *= scale;
      const int64_t t = a.i<int64_t>(1)[i];
      if (t != ignore_) total += std::log(sum) - static_cast<double>(x[checked_class(t, classes_, i)] - top);
    }
    *reinterpret_cast<double*>(a.scratch + part * 64) = total;
  }
  void finish(const RunArgs& a) override {
    double total = 0;
    for (int p = 0; p < parts_; ++p) total += *reinterpret_cast<double*>(a.scratch + p * 64);
    *a.o<T>(0) = static_cast<T>(mean_ ? total / static_cast<double>(kept_rows(a.i<int64_t>(1), rows_, ignore_)) : total);
  }

 private:
  int64_t rows_, classes_, ignore_;
  bool mean_;
  int parts_;
};
KernelPtr prepare_rows_loss(const PrepareArgs& a) {
  if (!a.in[0].contiguous || !a.in[1].contiguous) return nullptr;
  return visit_dtype(a.in[0].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    if constexpr (!std::is_floating_point_v<T>) return nullptr;
    else return std::make_unique<RowsLoss<T>>(a.in[0].sizes[0], a.in[0].sizes[1], a.attr[0].i(), a.attr[1].b());
  });
}
/// Inputs: gradient of the loss, probabilities, target.
void infer_rows_loss_grad(const OpCall& c, OutMetas& out) {
  out[0].sizes = sizes_of(c.in[1]);
  out[0].dtype = c.in[1].dtype();
}
KernelPtr prepare_rows_loss_grad(const PrepareArgs& a) {
  for (const TensorMeta& m : a.in)
    if (!m.contiguous) return nullptr;
  const int64_t rows = a.in[1].sizes[0], classes = a.in[1].sizes[1], ignore = a.attr[0].i();
  const bool mean = a.attr[1].b();
  const int parts = parts_for(rows * classes, 1 << 15);
  return visit_dtype(a.in[1].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    if constexpr (!std::is_floating_point_v<T>) return nullptr;
    else
      return make_kernel(parts, [=](int part, const RunArgs& r) {
        const int64_t* target = r.i<int64_t>(2);
        const T g = mean ? *r.i<T>(0) / static_cast<T>(kept_rows(target, rows, ignore)) : *r.i<T>(0);
        const Range range = part_range(rows, parts, part);
        for (int64_t i = range.begin; i < range.end; ++i) {
          const T* p = r.i<T>(1) + i * classes;
          T* d = r.o<T>() + i * classes;
          if (target[i] == ignore) {
            std::fill_n(d, classes, T(0));
            continue;
          }
          for (int64_t k = 0; k < classes; ++k) d[k] = p[k] * g;
          d[checked_class(target[i], classes, i)] -= g;
        }
      });
  });
}
void vjp_rows_loss(const VjpContext& c) {
  const Tensor &x = c.in(0), &target = c.in(1);
  if (!GradMode::is_enabled()) {
    const Tensor in[] = {c.grad(), c.out(1), target};
    c.set(0, call1(TL_OP("cross_entropy_rows_grad"), in, c.call().attr));
    return;
  }
  const int64_t ignore = c.attr(0).i();
  const Tensor kept = ne(target, ignore).to(x.dtype());
  const Tensor in[] = {kept, target};
  const Value a[] = {ignore, x.size(1)};
  const Tensor minus_one_hot = call1(TL_OP("nll_spread"), in, a);
  const Tensor d = softmax(x, 1) * reshape(kept, {-1, 1}) + minus_one_hot;
  c.set(0, d * (c.attr(1).b() ? c.grad() / sum(kept) : c.grad()));
}

Tensor labels(std::initializer_list<int64_t> v) { return tensor(std::vector<int64_t>(v)); }
void loss(const char* name, const char* doc, std::vector<ArgDef> args, CompositeFn body, SamplesFn samples) {
  add({.name = name, .category = "Loss", .doc = doc, .args = std::move(args), .composite = body, .samples = std::move(samples)});
}
}  // namespace

void register_loss() {
  using enum ArgKind;
  add({.name = "nll_pick", .category = "Loss", .doc = "Minus the value of each row's target class.", .args = {{"input"}, {"target"}, {"ignore_index", integer, -100}},
       .infer = infer_pick, .vjp = vjp_pick, .saves_inputs = 2, .traits = hidden, .cpu = prepare_pick,
       .samples = [] { return Samples{{{sample_tensor({3, 4}), labels({1, -100, 3})}}}; }});
  add({.name = "nll_spread", .category = "Loss", .doc = "Gradient of nll_pick.", .args = {{"grad"}, {"target"}, {"ignore_index", integer, -100}, {"classes", integer}},
       .infer = infer_spread, .vjp = vjp_spread, .saves_inputs = 2, .traits = hidden, .cpu = prepare_spread,
       .samples = [] { return Samples{{{sample_tensor({3}), labels({1, 0, 3}), -100, 4}}}; }});
  add({.name = "cross_entropy_rows", .category = "Loss", .doc = "Cross entropy of the rows of a matrix, summed or averaged; also gives the probabilities.",
       .args = {{"input"}, {"target"}, {"ignore_index", integer, -100}, {"mean", boolean, true}}, .outputs = 2, .infer = infer_rows_loss,
       .vjp = vjp_rows_loss, .saves_inputs = 3, .saves_outputs = 2, .nondifferentiable_outputs = 2, .traits = hidden, .cpu = prepare_rows_loss,
       .samples = [] {
         return Samples{{{sample_tensor({3, 4}), labels({1, 0, 3})}}, {{sample_tensor({3, 4}), labels({1, -100, 3}), -100, true}},
                        {{sample_tensor({3, 4}), labels({1, 2, 3}), 2, false}}};
       }});
  add({.name = "cross_entropy_rows_grad", .category = "Loss", .doc = "First derivative of cross_entropy_rows.",
       .args = {{"grad"}, {"probabilities"}, {"target"}, {"ignore_index", integer, -100}, {"mean", boolean, true}}, .infer = infer_rows_loss_grad,
       .traits = hidden, .cpu = prepare_rows_loss_grad,
       .samples = [] { return Samples{{{sample_tensor({}), softmax(sample_tensor({3, 4}), 1), labels({1, -100, 3})}, false}}; }});
  const ArgDef reduction = {"reduction", text, "mean"};
  loss("nll_loss", "Negative log likelihood of the target classes; input holds log probabilities N×C or N×C×….",
       {{"input"}, {"target"}, {"weight", optional_tensor}, reduction, {"ignore_index", integer, -100}},
       [](const OpCall& c) { return one(nll_loss(c.in[0], c.in[1], c.in[2], c.attr[0].to_string(), c.i(1))); },
       [] { return Samples{{{sample_tensor({3, 4}), labels({1, 0, 3})}}, {{sample_tensor({3, 4}), labels({1, -100, 3}), abs(sample_tensor({4})), "sum"}}}; });
  loss("cross_entropy", "Softmax and negative log likelihood in one; input holds scores N×C or N×C×….",
       {{"input"}, {"target"}, {"weight", optional_tensor}, reduction, {"ignore_index", integer, -100}, {"label_smoothing", real, 0.0}},
       [](const OpCall& c) { return one(cross_entropy(c.in[0], c.in[1], c.in[2], c.attr[0].to_string(), c.i(1), c.d(2))); },
       [] { return Samples{{{sample_tensor({3, 4}), labels({1, 0, 3})}}, {{sample_tensor({2, 3, 2}), labels({1, 0, 2, 1}).view({2, 2}), Value(), "mean", -100, 0.1}}}; });
  const auto pair = [] { return Samples{{{sample_tensor({3, 4}), sample_tensor({3, 4}, 2)}}, {{sample_tensor({3, 4}), sample_tensor({3, 4}, 2), "sum"}}}; };
  loss("mse_loss", "Mean squared difference.", {{"input"}, {"target"}, reduction},
       [](const OpCall& c) { return one(mse_loss(c.in[0], c.in[1], c.attr[0].to_string())); }, pair);
  loss("l1_loss", "Mean absolute difference.", {{"input"}, {"target"}, reduction},
       [](const OpCall& c) { return one(l1_loss(c.in[0], c.in[1], c.attr[0].to_string())); }, pair);
  loss("smooth_l1_loss", "Squared difference below beta, absolute above.", {{"input"}, {"target"}, reduction, {"beta", real, 1.0}},
       [](const OpCall& c) { return one(smooth_l1_loss(c.in[0], c.in[1], c.attr[0].to_string(), c.d(1))); }, pair);
  loss("binary_cross_entropy", "Cross entropy of probabilities against targets in [0, 1].", {{"input"}, {"target"}, {"weight", optional_tensor}, reduction},
       [](const OpCall& c) { return one(binary_cross_entropy(c.in[0], c.in[1], c.in[2], c.attr[0].to_string())); },
       [] { return Samples{{{sigmoid(sample_tensor({3, 4})), sigmoid(sample_tensor({3, 4}, 2))}}}; });
  loss("binary_cross_entropy_with_logits", "Sigmoid and binary cross entropy in one.",
       {{"input"}, {"target"}, {"weight", optional_tensor}, {"pos_weight", optional_tensor}, reduction},
       [](const OpCall& c) { return one(binary_cross_entropy_with_logits(c.in[0], c.in[1], c.in[2], c.in[3], c.attr[0].to_string())); },
       [] { return Samples{{{sample_tensor({3, 4}), sigmoid(sample_tensor({3, 4}, 2))}}}; });
}
}  // namespace ops

namespace {
using ops::reduced;
void same_shape(const char* op, const Tensor& x, const Tensor& y) {
  TL_CHECK(x.sizes() == y.sizes(), shape, op, "input ", x.sizes(), " and target ", y.sizes(), " must have the same shape");
}
/// The losses of differences broadcast, which is rarely what was meant: told once for each pair of shapes. Where a network is looked at before
/// it runs, on meta tensors, it is an error.
void tell_of_broadcast(const char* op, const Tensor& x, const Tensor& y) {
  if (x.sizes() == y.sizes()) return;
  if (x.is_meta() || y.is_meta()) same_shape(op, x, y);
  broadcast_shapes(op, sizes_of(x), sizes_of(y));
  static std::mutex mutex;
  static auto* told = new std::set<std::string>;
  const std::string text = str(op, ": target ", y.sizes(), " has another size than input ", x.sizes(),
                               ". They are broadcast, which is likely to give a wrong result; use the same size for both.");
  const std::lock_guard lock(mutex);
  if (told->size() < 1000 && told->insert(text).second) logging::warning(text);
}
/// N×C×d1×… to (N·d1·…)×C.
Tensor class_rows(const Tensor& x) {
  if (x.dim() == 2) return x;
  DimVector order{0};
  for (int64_t d = 2; d < x.dim(); ++d) order.push_back(d);
  order.push_back(1);
  return reshape(permute(x, order), {-1, x.size(1)});
}
Tensor pick(const Tensor& rows, const Tensor& target, int64_t ignore) {
  const Tensor in[] = {rows, target};
  const Value a[] = {ignore};
  return ops::call1(TL_OP("nll_pick"), in, a);
}
/// −y log x − (1 − y) log(1 − x), each logarithm kept above −100. At 0 and 1 its slope is that of a very steep line, not of the logarithm:
/// (x − y) / max(x (1 − x), 1e−12).
struct CrossEntropyOfProbabilities : autograd::Function<CrossEntropyOfProbabilities> {
  static Tensor forward(autograd::AutogradContext* context, Tensor x, Tensor y) {
    context->save_for_backward({x, y});
    return -(y * clamp_min(log(x), -100.0) + (1.0 - y) * clamp_min(log1p(-x), -100.0));
  }
  static autograd::variable_list backward(autograd::AutogradContext* context, autograd::variable_list grads) {
    const auto saved = context->get_saved_variables();
    const Tensor &x = saved[0], &y = saved[1], &g = grads[0];
    Tensor to_x, to_y;
    if (context->needs_input_grad(0)) to_x = (g * (x - y) / clamp_min(x * (1.0 - x), 1e-12)).to(x.dtype());
    if (context->needs_input_grad(1)) to_y = (g * (clamp_min(log1p(-x), -100.0) - clamp_min(log(x), -100.0))).to(y.dtype());
    return {to_x, to_y};
  }
};
void check_classes(const char* op, const Tensor& x, const Tensor& target) {
  DimVector wanted;
  for (int64_t d = 0; d < x.dim(); ++d)
    if (d != 1) wanted.push_back(x.size(d));
  TL_CHECK(x.dim() >= 2, shape, op, "input must be N×C or N×C×…, but is ", x.sizes());
  TL_CHECK(target.sizes() == IntArrayRef(wanted), shape, op, "target ", target.sizes(), " does not fit input ", x.sizes(), ": expected ", wanted);
  TL_CHECK(target.dtype() == kLong, type, op, "target must hold class numbers (int64), but is ", target.dtype());
}
}  // namespace

Tensor nll_loss(const Tensor& x, const Tensor& target, const Tensor& weight, const std::string& reduction, int64_t ignore) {
  check_classes("nll_loss", x, target);
  const Tensor flat = reshape(target, {-1});
  Tensor losses = pick(class_rows(x), flat, ignore);
  Tensor kept = ne(flat, ignore).to(x.dtype());
  if (weight.defined()) {
    TL_CHECK(weight.dim() == 1 && weight.numel() == x.size(1), shape, "nll_loss", "weight ", weight.sizes(), " must have one entry for each of the ", x.size(1), " classes");
    kept = kept * index_select(weight, 0, where(eq(flat, ignore), 0, flat));
    losses = losses * kept;
  }
  if (reduction == "none") return reshape(losses, target.sizes());
  if (reduction == "mean") return sum(losses) / sum(kept);
  return reduced("nll_loss", losses, reduction);
}
Tensor cross_entropy(const Tensor& x, const Tensor& target, const Tensor& weight, const std::string& reduction, int64_t ignore, double smoothing) {
  check_classes("cross_entropy", x, target);
  TL_CHECK(smoothing >= 0 && smoothing <= 1, value, "cross_entropy", "label_smoothing must be between 0 and 1, but is ", smoothing);
  const ops::OpDef& rows_loss = TL_OP("cross_entropy_rows");
  const bool whole = x.dim() == 2 && !weight.defined() && smoothing == 0 && (reduction == "mean" || reduction == "sum");
  if (whole && (x.is_meta() || rows_loss.kernel(x.device().type()))) {
    const Tensor in[] = {x, target};
    const Value a[] = {ignore, reduction == "mean"};
    return ops::dispatch(rows_loss, in, a)[0];
  }
  const Tensor logs = log_softmax(x, 1);
  const Tensor plain = nll_loss(logs, target, weight, reduction, ignore);
  if (smoothing == 0) return plain;
  const double classes = static_cast<double>(x.size(1));
  const Tensor flat = reshape(target, {-1}), kept = ne(flat, ignore).to(x.dtype());
  const Tensor rows = class_rows(logs);
  const Tensor even = -sum(weight.defined() ? rows * weight : rows, 1) * kept;
  Tensor smooth;
  if (reduction == "none") smooth = reshape(even, target.sizes());
  else if (reduction == "sum") smooth = sum(even);
  else smooth = sum(even) / (weight.defined() ? sum(kept * index_select(weight, 0, where(eq(flat, ignore), 0, flat))) : sum(kept));
  return plain * (1 - smoothing) + smooth * (smoothing / classes);
}
Tensor mse_loss(const Tensor& x, const Tensor& y, const std::string& r) {
  tell_of_broadcast("mse_loss", x, y);
  return reduced("mse_loss", square(x - y), r);
}
Tensor l1_loss(const Tensor& x, const Tensor& y, const std::string& r) {
  tell_of_broadcast("l1_loss", x, y);
  return reduced("l1_loss", abs(x - y), r);
}
Tensor smooth_l1_loss(const Tensor& x, const Tensor& y, const std::string& r, double beta) {
  tell_of_broadcast("smooth_l1_loss", x, y);
  TL_CHECK(beta >= 0, value, "smooth_l1_loss", "beta must not be negative, but is ", beta);
  const Tensor d = abs(x - y);
  if (beta == 0) return reduced("smooth_l1_loss", d, r);
  return reduced("smooth_l1_loss", where(lt(d, beta), square(d) * (0.5 / beta), d - 0.5 * beta), r);
}
Tensor binary_cross_entropy(const Tensor& x, const Tensor& y, const Tensor& w, const std::string& r) {
  same_shape("binary_cross_entropy", x, y);
  if (!x.is_meta() && x.numel()) {
    NoGradGuard guard;
    TL_CHECK(!any(logical_or(lt(x, 0.0), gt(x, 1.0))).item().toBool(), value, "binary_cross_entropy", "all elements of input should be between 0 and 1; apply a sigmoid first");
  }
  Tensor l = CrossEntropyOfProbabilities::apply(x, y);
  if (w.defined()) l = l * w;
  return reduced("binary_cross_entropy", l, r);
}
Tensor binary_cross_entropy_with_logits(const Tensor& x, const Tensor& y, const Tensor& w, const Tensor& pos, const std::string& r) {
  same_shape("binary_cross_entropy_with_logits", x, y);
  // -log(sigmoid) once per element; pos_weight scales only the positive part.
  Tensor l = (1.0 - y) * x - (pos.defined() ? ((pos - 1.0) * y + 1.0) * log_sigmoid(x) : log_sigmoid(x));
  if (w.defined()) l = l * w;
  return reduced("binary_cross_entropy_with_logits", l, r);
}

}  // namespace tl
