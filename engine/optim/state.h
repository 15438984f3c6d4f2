// SPDX-License-Identifier: Apache-2.0
// A parameter's state described once: `visit` names every member, and saving, loading and refusing unknown keys follow.
#pragma once
#include "engine/core/error.h"
#include "engine/optim/optimizer.h"
#include "engine/ops/functions.h"

namespace tl::optim {

/// `Derived` has `template <class V> void visit(V&& v)` that calls v(name, member) for each member: Tensor, int64_t or double.
template <class Derived>
struct DescribedParamState : public OptimizerCloneableParamState<Derived> {
  std::vector<std::pair<std::string, Tensor>> tensors() const override {
    std::vector<std::pair<std::string, Tensor>> all;
    const_cast<Derived&>(static_cast<const Derived&>(*this)).visit([&](const char* name, auto& member) {
      if constexpr (std::is_same_v<std::decay_t<decltype(member)>, Tensor>) {
        if (member.defined()) all.emplace_back(name, member);
      } else {
        using T = std::decay_t<decltype(member)>;
        all.emplace_back(name, full({}, member, std::is_same_v<T, double> ? kDouble : kLong));
      }
    });
    return all;
  }
  void set(const std::string& key, const Tensor& value) override {
    bool known = false;
    static_cast<Derived&>(*this).visit([&](const char* name, auto& member) {
      if (key != name) return;
      known = true;
      if constexpr (std::is_same_v<std::decay_t<decltype(member)>, Tensor>) member = value;
      else member = value.item<std::decay_t<decltype(member)>>();
    });
    TL_CHECK(known, input, "load optimizer state", "the optimizer keeps no '", key, "'");
  }
};

namespace detail {
/// The state of a parameter, made on first use.
template <class State>
State& state_as(std::unique_ptr<OptimizerParamState>& state) {
  if (!state) state = std::make_unique<State>();
  return static_cast<State&>(*state);
}

/// The gradient as the optimizer reads it: dense, of the parameter's shape and type, with the weights' pull towards zero added.
inline Tensor dense_gradient(const char* name, const Tensor& parameter, const Tensor& gradient, double weight_decay = 0) {
  TL_CHECK(!gradient.is_sparse(), not_implemented, name, "does not take sparse gradients like ", gradient.brief(), "; SGD, Adagrad and SparseAdam do");
  TL_CHECK(gradient.sizes() == parameter.sizes() && gradient.dtype() == parameter.dtype(), shape, name, "the gradient ", gradient.brief(),
           " does not fit the parameter ", parameter.brief());
  return weight_decay == 0 ? gradient : gradient.add(parameter, weight_decay);
}

/// Rows of a sparse gradient as a view of the parameter: `rows` of `matrix` (sparse dimensions flattened × the rest) have gradients `values`.
struct SparseRows {
  Tensor matrix, rows, values;
};
SparseRows sparse_rows(const char* name, const Tensor& parameter, const Tensor& gradient);
/// `t` seen like `SparseRows::matrix`.
Tensor as_rows(const Tensor& t, const SparseRows& like);
}  // namespace detail

}  // namespace tl::optim
