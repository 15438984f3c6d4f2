// SPDX-License-Identifier: Apache-2.0
// Continuous relaxations of discrete distributions: samples are differentiable and come close to 0 and 1 as the temperature falls.
#pragma once
#include "engine/distributions/discrete.h"

namespace tl::distributions {

/// A RelaxedBernoulli sample before the sigmoid. `temperature` > 0, broadcast with the batch, adds no batch dimensions.
class LogitRelaxedBernoulli final : public Family<LogitRelaxedBernoulli, WithProbs<Distribution>> {
 public:
  explicit LogitRelaxedBernoulli(Param temperature, MaybeParam probs = {}, MaybeParam logits = {}, Validate validate_args = {});
  std::string name() const override;
  Constraint support() const override;
  const Tensor& temperature() const { return temperature_; }
  Tensor attribute(const std::string& name) const override;

 protected:
  bool reparameterised() const override;
  Tensor draw(const DimVector& shape) const override;
  Tensor log_density(const Tensor& value) const override;

 private:
  friend class RelaxedBernoulli;
  Tensor temperature_;
};

/// Numbers in (0, 1) that stand for a Bernoulli draw.
class RelaxedBernoulli final : public Family<RelaxedBernoulli, WithProbs<Distribution>> {
 public:
  explicit RelaxedBernoulli(Param temperature, MaybeParam probs = {}, MaybeParam logits = {}, Validate validate_args = {});
  std::string name() const override;
  bool has_rsample() const override;
  Constraint support() const override;
  const Tensor& temperature() const { return temperature_; }
  Tensor attribute(const std::string& name) const override;

 protected:
  Tensor draw(const DimVector& shape) const override;
  Tensor log_density(const Tensor& value) const override;

 private:
  Tensor temperature_;
};

/// Shares that stand for a OneHotCategorical draw.
class RelaxedOneHotCategorical final : public Family<RelaxedOneHotCategorical, WithProbs<Distribution>> {
 public:
  explicit RelaxedOneHotCategorical(Param temperature, MaybeParam probs = {}, MaybeParam logits = {}, Validate validate_args = {});
  std::string name() const override;
  bool has_rsample() const override;
  Constraint support() const override;
  const Tensor& temperature() const { return temperature_; }
  Tensor attribute(const std::string& name) const override;

 protected:
  Tensor draw(const DimVector& shape) const override;
  Tensor log_density(const Tensor& value) const override;

 private:
  Tensor temperature_;
};

}  // namespace tl::distributions
