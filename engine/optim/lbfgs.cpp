// SPDX-License-Identifier: Apache-2.0
#include "engine/optim/lbfgs.h"

#include <algorithm>
#include <cmath>

#include "engine/autograd/grad_mode.h"
#include "engine/core/describe.h"
#include "engine/core/error.h"
#include "engine/ops/functions.h"
#include "engine/optim/line_search.h"

namespace tl::optim {

LBFGSParamState::LBFGSParamState(int64_t numel) : numel_(numel) {}
LBFGSOptions::LBFGSOptions(double lr) : lr_(lr) {}
LBFGSOptions LBFGSOptions::prototype() { return {}; }
LBFGS::LBFGS(std::vector<Tensor> params, LBFGSOptions defaults) : LBFGS(detail::one_group(std::move(params)), std::move(defaults)) {}

namespace {
double inner(const Tensor& a, const Tensor& b) { return dot(a, b).item<double>(); }
double largest(const Tensor& a) { return abs(a).max().item<double>(); }
Tensor number(double v) { return full({}, v, kDouble); }
Tensor number(int64_t v) { return full({}, v, kLong); }
}  // namespace

void LBFGSOptions::describe(Describer<LBFGSOptions>& d) {
  using O = LBFGSOptions;
  d.field("lr", &O::lr_).label("learning rate").help("Length of a step in units of the method's own").min(0).on_node();
  d.field("max_iter", &O::max_iter_).label("iterations").help("Iterations in one step").min(1);
  d.field("max_eval", &O::max_eval_).label("evaluations").help("Evaluations of the loss in one step; 5/4 of the iterations unless given").min(1).expert();
  d.field("tolerance_grad", &O::tolerance_grad_).label("gradient tolerance").help("A step ends when no gradient is larger").min(0).expert();
  d.field("tolerance_change", &O::tolerance_change_).label("change tolerance").help("A step ends when nothing changes more").min(0).expert();
  d.field("history_size", &O::history_size_).label("history").help("Earlier steps that are remembered; each takes the memory of two sets of weights").min(1);
  d.field("line_search_fn", &O::line_search_fn_).label("line search").help("How far to go along a direction; nothing: the learning rate").choices({"strong_wolfe"});
}

std::vector<std::pair<std::string, Tensor>> LBFGSParamState::tensors() const {
  std::vector<std::pair<std::string, Tensor>> all{{"func_evals", number(func_evals_)}, {"n_iter", number(n_iter_)}};
  if (!d_.defined()) return all;
  all.insert(all.end(), {{"t", number(t_)}, {"prev_loss", number(prev_loss_)}, {"H_diag", number(H_diag_)}, {"d", d_}, {"prev_flat_grad", prev_flat_grad_}});
  if (old_dirs_.empty()) return all;
  Tensor ro = empty({static_cast<int64_t>(ro_.size())}, kDouble);
  std::copy(ro_.begin(), ro_.end(), ro.data_ptr<double>());
  all.insert(all.end(), {{"old_dirs", stack(old_dirs_)},
                         {"old_stps", stack(old_stps_)},
                         {"ro", ro}});
  return all;
}

void LBFGSParamState::set(const std::string& key, const Tensor& value) {
  const auto rows = [&](std::vector<Tensor>& out) {
    out.clear();
    for (const Tensor& row : unbind(value)) out.push_back(row.clone());
  };
  if (key == "func_evals") func_evals_ = value.item<int64_t>();
  else if (key == "n_iter") n_iter_ = value.item<int64_t>();
  else if (key == "t") t_ = value.item<double>();
  else if (key == "prev_loss") prev_loss_ = value.item<double>();
  else if (key == "H_diag") H_diag_ = value.item<double>();
  else if (key == "d") d_ = value;
  else if (key == "prev_flat_grad") prev_flat_grad_ = value;
  else if (key == "old_dirs") rows(old_dirs_);
  else if (key == "old_stps") rows(old_stps_);
  else if (key == "ro") {
    ro_.clear();
    for (const Tensor& one : unbind(value.cpu())) ro_.push_back(one.item<double>());
  } else {
    TL_THROW(input, "load optimizer state", "LBFGS keeps no '", key, "'");
  }
}

bool LBFGSParamState::fits(const std::string& key, IntArrayRef sizes, const Tensor&) const {
  if (key == "d" || key == "prev_flat_grad") return sizes.size() == 1 && sizes[0] == numel_;
  if (key == "old_dirs" || key == "old_stps") return sizes.size() == 2 && sizes[1] == numel_;
  return key == "ro" ? sizes.size() == 1 : sizes.empty();
}

LBFGS::LBFGS(std::vector<OptimizerParamGroup> groups, LBFGSOptions o) : Optimizer(std::move(groups), std::make_unique<LBFGSOptions>(o)) {
  TL_CHECK(param_groups().size() == 1, value, "LBFGS", "LBFGS doesn't support per-parameter options (parameter groups); it was given ",
           param_groups().size());
  TL_CHECK(o.history_size() >= 1 && o.max_iter() >= 1, value, "LBFGS", "max_iter and history_size must be at least 1");
  TL_CHECK(!o.line_search_fn() || *o.line_search_fn() == "strong_wolfe", value, "LBFGS", "only 'strong_wolfe' is supported, not '",
           o.line_search_fn().value_or(""), "'");
}

std::unique_ptr<OptimizerParamState> LBFGS::make_state() const {
  int64_t numel = 0;
  for (const Tensor& p : parameters()) numel += p.numel();
  return std::make_unique<LBFGSParamState>(numel);
}

void LBFGS::update(Tensor&, const Tensor&, const OptimizerOptions&, std::unique_ptr<OptimizerParamState>&) {
  TL_THROW(internal, "LBFGS", "moves all parameters together");
}

Tensor LBFGS::flat_gradient() const {
  std::vector<Tensor> parts;
  for (const Tensor& p : parameters()) {
    const Tensor& g = p.grad();
    parts.push_back(!g.defined() ? zeros({p.numel()}, p.options()) : (g.is_sparse() ? g.to_dense() : g).reshape({-1}));
  }
  return cat(parts);
}

void LBFGS::move(double length, const Tensor& direction) {
  int64_t at = 0;
  for (Tensor& p : parameters()) {
    p.add_(direction.narrow(0, at, p.numel()).view(p.sizes()), length);
    at += p.numel();
  }
}

/// Minus the approximate inverse Hessian times the gradient; first takes in what the last step has shown.
Tensor LBFGS::direction(LBFGSParamState& s, const Tensor& gradient, int64_t history_size) const {
  if (s.n_iter() == 1) return neg(gradient);
  const Tensor y = gradient - s.prev_flat_grad(), step = s.d() * s.t();
  const double ys = inner(y, step);
  if (ys > 1e-10) {
    if (static_cast<int64_t>(s.old_dirs().size()) == history_size) {
      s.old_dirs().erase(s.old_dirs().begin());
      s.old_stps().erase(s.old_stps().begin());
      s.ro().erase(s.ro().begin());
    }
    s.old_dirs().push_back(y);
    s.old_stps().push_back(step);
    s.ro().push_back(1 / ys);
    s.H_diag(ys / inner(y, y));
  }
  const size_t n = s.old_dirs().size();
  std::vector<double> al(n);
  Tensor q = neg(gradient);
  for (size_t i = n; i-- > 0;) {
    al[i] = inner(s.old_stps()[i], q) * s.ro()[i];
    q.add_(s.old_dirs()[i], -al[i]);
  }
  q.mul_(s.H_diag());
  for (size_t i = 0; i < n; ++i) q.add_(s.old_stps()[i], al[i] - inner(s.old_dirs()[i], q) * s.ro()[i]);
  return q;
}

Tensor LBFGS::step(LossClosure closure) {
  TL_CHECK(closure, value, "LBFGS", "step() needs a closure that computes the loss and its gradients anew");
  const NoGradGuard no_grad;
  const auto& o = static_cast<const LBFGSOptions&>(param_groups()[0].options());
  const int64_t max_eval = o.max_eval().value_or(o.max_iter() * 5 / 4);
  auto params = parameters();
  if (params.empty()) return {};
  auto& state = state_of(params[0]);
  if (!state) state = make_state();
  auto& s = static_cast<LBFGSParamState&>(*state);
  const auto evaluate = [&] {
    const AutoGradMode on(true);
    return closure();
  };
  const Tensor first_loss = evaluate();
  double loss = first_loss.item<double>();
  int64_t evaluations = 1;
  ++s.func_evals();
  Tensor gradient = flat_gradient();
  if (largest(gradient) <= o.tolerance_grad()) return first_loss;

  for (int64_t iteration = 1;; ++iteration) {
    ++s.n_iter();
    s.d(direction(s, gradient, o.history_size()));
    s.prev_flat_grad(gradient.clone());
    s.prev_loss(loss);
    s.t(s.n_iter() == 1 ? std::min(1.0, 1 / abs(gradient).sum().item<double>()) * o.lr() : o.lr());
    const double slope = inner(gradient, s.d());
    if (slope > -o.tolerance_change()) break;
    int64_t more = 0;
    if (o.line_search_fn()) {
      std::vector<Tensor> start;
      for (const Tensor& p : params) start.push_back(p.clone());
      const auto found = detail::strong_wolfe(
          [&](double t) {
            move(t, s.d());
            const double value = evaluate().item<double>();
            const Tensor g = flat_gradient();
            for (size_t i = 0; i < params.size(); ++i) params[i].copy_(start[i]);
            return detail::SearchPoint{t, value, inner(g, s.d()), g.clone()};
          },
          {0, loss, slope, gradient.clone()}, s.t(), largest(s.d()), o.tolerance_change());
      loss = found.point.value, gradient = found.point.gradient, more = found.evaluations;
      s.t(found.point.t);
      move(s.t(), s.d());
    } else {
      move(s.t(), s.d());
      if (iteration != o.max_iter()) {  // the last point is evaluated by the next step
        loss = evaluate().item<double>();
        gradient = flat_gradient();
        more = 1;
      }
    }
    evaluations += more;
    s.func_evals() += more;
    if (iteration == o.max_iter() || evaluations >= max_eval || largest(gradient) <= o.tolerance_grad() ||
        largest(s.d()) * std::abs(s.t()) <= o.tolerance_change() || std::abs(loss - s.prev_loss()) < o.tolerance_change())
      break;
  }
  return first_loss;
}

}  // namespace tl::optim
