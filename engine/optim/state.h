// SPDX-License-Identifier: Apache-2.0
// A parameter's state described once: `visit` names every member, and saving, loading and refusing unknown keys follow.
#pragma once
#include "engine/optim/optimizer.h"

namespace tl::optim {

/// Is shown every member of a state by name.
class StateVisitor {
 public:
  virtual void operator()(const char* name, Tensor& member) = 0;
  virtual void operator()(const char* name, int64_t& member) = 0;
  virtual void operator()(const char* name, double& member) = 0;

 protected:
  ~StateVisitor() = default;
};

/// A state that names its members in `visit`, in the order in which a checkpoint keeps them.
class VisitedParamState : public OptimizerParamState {
 public:
  std::vector<std::pair<std::string, Tensor>> tensors() const override;
  void set(const std::string& key, const Tensor& value) override;

 protected:
  virtual void visit(StateVisitor& v) = 0;
};
template <class Derived>
class DescribedParamState : public VisitedParamState {
 public:
  std::unique_ptr<OptimizerParamState> clone() const override {
    return std::unique_ptr<OptimizerParamState>(new Derived(static_cast<const Derived&>(*this)));
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
Tensor dense_gradient(const char* name, const Tensor& parameter, const Tensor& gradient, double weight_decay = 0);

/// Rows of a sparse gradient as a view of the parameter: `rows` of `matrix` (sparse dimensions flattened × the rest) have gradients `values`.
struct SparseRows {
  Tensor matrix, rows, values;
};
SparseRows sparse_rows(const char* name, const Tensor& parameter, const Tensor& gradient);
/// `t` seen like `SparseRows::matrix`.
Tensor as_rows(const Tensor& t, const SparseRows& like);
}  // namespace detail

}  // namespace tl::optim
