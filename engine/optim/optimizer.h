// SPDX-License-Identifier: Apache-2.0
// Optimizers, with the names, defaults and semantics of PyTorch's C++ front end. Not thread-safe; one step at a time.
#pragma once
#include <concepts>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/core/describe_fwd.h"
#include "engine/core/owned_ptr.h"
#include "engine/core/tensor.h"

namespace tl::serialize {
class InputArchive;
class OutputArchive;
}  // namespace tl::serialize

namespace tl::optim {

/// Three members per option: a setter that chains, and getters.
#define TL_OPTIM_ARG(T, name)                     \
 public:                                          \
  auto name(T v)->decltype(*this) {               \
    this->name##_ = std::move(v);                 \
    return *this;                                 \
  }                                               \
  const T& name() const { return this->name##_; } \
  T& name() { return this->name##_; }             \
                                                  \
 private:                                         \
  T name##_

class OptimizerOptions {
 public:
  virtual ~OptimizerOptions();
  virtual std::unique_ptr<OptimizerOptions> clone() const = 0;
  virtual double get_lr() const = 0;
  virtual void set_lr(double lr) = 0;
  /// Momentum, or the first beta of Adam and its kin, for the schedules that move it; null where there is none.
  virtual double* momentum_option();
  /// Every option by name; without a description (`describe`) throws Error (not_implemented) unless overridden.
  virtual void serialize(serialize::OutputArchive& archive) const;
  /// The counterpart; options that the archive does not name stay as they are.
  virtual void serialize(serialize::InputArchive& archive);
};
namespace detail {
void write_options(serialize::OutputArchive& archive, const OptionsDescription& description, const void* options);
void read_options(serialize::InputArchive& archive, const OptionsDescription& description, void* options);
bool same_options(const OptionsDescription& description, const void* a, const void* b);
}  // namespace detail
template <class Derived>
class OptimizerCloneableOptions : public OptimizerOptions {
 public:
  void serialize(serialize::OutputArchive& archive) const override {
    if constexpr (requires { Derived::prototype(); })
      detail::write_options(archive, description_of<Derived>(), static_cast<const Derived*>(this));
    else OptimizerOptions::serialize(archive);
  }
  void serialize(serialize::InputArchive& archive) override {
    if constexpr (requires { Derived::prototype(); }) detail::read_options(archive, description_of<Derived>(), static_cast<Derived*>(this));
    else OptimizerOptions::serialize(archive);
  }
  std::unique_ptr<OptimizerOptions> clone() const override {
    return std::unique_ptr<OptimizerOptions>(new Derived(static_cast<const Derived&>(*this)));
  }
  double get_lr() const override { return static_cast<const Derived&>(*this).lr(); }
  void set_lr(double lr) override { static_cast<Derived&>(*this).lr(lr); }
  double* momentum_option() override {
    Derived& self = static_cast<Derived&>(*this);
    if constexpr (requires { self.momentum(); }) return &self.momentum();
    else if constexpr (requires { self.beta1(); }) return &self.beta1();
    else return nullptr;
  }
};
/// All described options are equal. (No friend of the class above: where that is made, Derived is not complete, so clang finds no prototype.)
template <class Options>
  requires std::derived_from<Options, OptimizerCloneableOptions<Options>> && requires { Options::prototype(); }
bool operator==(const Options& a, const Options& b) {
  return detail::same_options(description_of<Options>(), &a, &b);
}

/// What an optimizer remembers of one parameter.
class OptimizerParamState {
 public:
  virtual ~OptimizerParamState();
  virtual std::unique_ptr<OptimizerParamState> clone() const = 0;
  /// Key and tensor of everything to be kept; counters as 0-dim int64 tensors. Undefined tensors are left out.
  virtual std::vector<std::pair<std::string, Tensor>> tensors() const = 0;
  /// The counterpart of `tensors`; an unknown key throws tl::Error.
  virtual void set(const std::string& key, const Tensor& value) = 0;
  /// Whether a tensor of these sizes can be the state `key` of a parameter.
  virtual bool fits(const std::string& key, IntArrayRef sizes, const Tensor& parameter) const;
};
template <class Derived>
class OptimizerCloneableParamState : public OptimizerParamState {
 public:
  std::unique_ptr<OptimizerParamState> clone() const override {
    return std::unique_ptr<OptimizerParamState>(new Derived(static_cast<const Derived&>(*this)));
  }
};

class OptimizerParamGroup {
 public:
  OptimizerParamGroup(std::vector<Tensor> params);
  OptimizerParamGroup(std::vector<Tensor> params, std::unique_ptr<OptimizerOptions> options);
  OptimizerParamGroup(const OptimizerParamGroup& o);
  OptimizerParamGroup(OptimizerParamGroup&& o) noexcept;
  ~OptimizerParamGroup();
  bool has_options() const { return static_cast<bool>(options_); }
  OptimizerOptions& options();
  const OptimizerOptions& options() const;
  void set_options(std::unique_ptr<OptimizerOptions> options);
  std::vector<Tensor>& params() { return params_; }
  const std::vector<Tensor>& params() const { return params_; }

 private:
  std::vector<Tensor> params_;
  OwnedPtr<OptimizerOptions> options_;
};

namespace detail {
/// These parameters as the only group, with the optimizer's own options.
std::vector<OptimizerParamGroup> one_group(std::vector<Tensor> params);
}  // namespace detail

class Optimizer {
 public:
  using LossClosure = std::function<Tensor()>;
  /// Throws tl::Error (value) for a tensor that is no leaf or stands in two groups.
  Optimizer(std::vector<OptimizerParamGroup> groups, std::unique_ptr<OptimizerOptions> defaults);
  virtual ~Optimizer();
  Optimizer(const Optimizer&) = delete;
  Optimizer& operator=(const Optimizer&) = delete;

  void add_param_group(const OptimizerParamGroup& group);
  /// Updates every parameter that has a gradient; with a closure, calls it first (gradients on) and returns its loss.
  virtual Tensor step(LossClosure closure = nullptr);
  /// Gradients become zero; those never computed stay undefined.
  void zero_grad();
  std::vector<Tensor> parameters() const;
  size_t size() const;
  std::vector<OptimizerParamGroup>& param_groups();
  const std::vector<OptimizerParamGroup>& param_groups() const;
  OptimizerOptions& defaults();
  const OptimizerOptions& defaults() const;
  /// By the decimal text of the parameter's implementation pointer.
  std::unordered_map<std::string, std::unique_ptr<OptimizerParamState>>& state();

  /// The state as named tensors for a checkpoint: "3.exp_avg" belongs to the fourth parameter, counted through all groups.
  std::vector<std::pair<std::string, Tensor>> state_tensors() const;
  /// Replaces the state; tensors are copied. Throws tl::Error (input) for a number, key or shape that does not fit.
  void load_state_tensors(const std::vector<std::pair<std::string, Tensor>>& tensors);
  /// Options of every group and the state, without the parameters themselves (engine/io/save.h has the usual way: tl::save).
  virtual void save(serialize::OutputArchive& archive) const;
  /// Into an optimizer of the same kind over as many parameters in the same groups. Throws Error (input) otherwise and then leaves it as it was.
  virtual void load(serialize::InputArchive& archive);

 protected:
  /// Updates one parameter in place; gradients are off.
  virtual void update(Tensor& parameter, const Tensor& gradient, const OptimizerOptions& options,
                      std::unique_ptr<OptimizerParamState>& state) = 0;
  virtual std::unique_ptr<OptimizerParamState> make_state() const = 0;
  /// What is remembered of this parameter; null until it is set.
  std::unique_ptr<OptimizerParamState>& state_of(const Tensor& parameter);

 private:
  struct Content;
  OwnedPtr<Content> content_;  ///< groups, defaults, state
};

}  // namespace tl::optim
