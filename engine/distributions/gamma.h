// SPDX-License-Identifier: Apache-2.0
// Distributions of positive numbers and of shares, made from gamma distributed ones. All samples are differentiable.
#pragma once
#include "engine/distributions/distribution.h"

namespace tl::distributions {

/// Waiting time with `rate` events a unit of time.
class Exponential final : public Family<Exponential, ExponentialFamily> {
 public:
  explicit Exponential(Param rate, Validate validate_args = {});
  std::string name() const override;
  bool has_rsample() const override;
  Constraint support() const override;
  const Tensor& rate() const { return parameter("rate"); }
  Tensor mean() const override;
  Tensor variance() const override;
  Tensor stddev() const override;
  Tensor entropy() const override;

 protected:
  Tensor draw(const DimVector& shape) const override;
  Tensor log_density(const Tensor& value) const override;
  Tensor cumulative(const Tensor& value) const override;
  Tensor quantile(const Tensor& probability) const override;
  std::vector<Tensor> natural_parameters() const override;
  Tensor log_normalizer(const std::vector<Tensor>& natural) const override;
  Tensor mean_carrier_measure() const override;
};

/// Density ∝ x^(concentration − 1) e^(−rate x).
class Gamma : public Family<Gamma, ExponentialFamily> {
 public:
  Gamma(Param concentration, Param rate, Validate validate_args = {});
  std::string name() const override;
  bool has_rsample() const override;
  Constraint support() const override;
  virtual Tensor concentration() const;
  virtual Tensor rate() const;
  Tensor mean() const override;
  Tensor variance() const override;
  Tensor entropy() const override;

 protected:
  explicit Gamma(Validate validate_args);
  Tensor draw(const DimVector& shape) const override;
  Tensor log_density(const Tensor& value) const override;
  std::vector<Tensor> natural_parameters() const override;
  Tensor log_normalizer(const std::vector<Tensor>& natural) const override;
  Tensor mean_carrier_measure() const override;
};

/// The sum of `df` squared standard normal numbers: Gamma(df / 2, 1 / 2).
class Chi2 final : public Gamma {
 public:
  explicit Chi2(Param df, Validate validate_args = {});
  std::string name() const override;
  const Tensor& df() const { return parameter("df"); }
  Tensor concentration() const override;
  Tensor rate() const override;
  Tensor attribute(const std::string& name) const override;

 protected:
  std::shared_ptr<Distribution> copy() const override;
};

/// Density ∝ x^(concentration1 − 1) (1 − x)^(concentration0 − 1) on [0, 1].
class Beta final : public Family<Beta, ExponentialFamily> {
 public:
  Beta(Param concentration1, Param concentration0, Validate validate_args = {});
  std::string name() const override;
  bool has_rsample() const override;
  Constraint support() const override;
  const Tensor& concentration1() const { return parameter("concentration1"); }
  const Tensor& concentration0() const { return parameter("concentration0"); }
  Tensor mean() const override;
  Tensor variance() const override;
  Tensor entropy() const override;

 protected:
  Tensor draw(const DimVector& shape) const override;
  Tensor log_density(const Tensor& value) const override;
  std::vector<Tensor> natural_parameters() const override;
  Tensor log_normalizer(const std::vector<Tensor>& natural) const override;
  Tensor mean_carrier_measure() const override;
};

/// Shares that add up to 1; `concentration` has one entry for each along its last dimension.
class Dirichlet final : public Family<Dirichlet, ExponentialFamily> {
 public:
  explicit Dirichlet(Tensor concentration, Validate validate_args = {});
  std::string name() const override;
  bool has_rsample() const override;
  Constraint support() const override;
  const Tensor& concentration() const { return parameter("concentration"); }
  Tensor mean() const override;
  Tensor variance() const override;
  Tensor entropy() const override;

 protected:
  Tensor draw(const DimVector& shape) const override;
  Tensor log_density(const Tensor& value) const override;
  std::vector<Tensor> natural_parameters() const override;
  Tensor log_normalizer(const std::vector<Tensor>& natural) const override;
  Tensor mean_carrier_measure() const override;
};

/// The quotient of chi²(df1) / df1 and chi²(df2) / df2.
class FisherSnedecor final : public Family<FisherSnedecor> {
 public:
  FisherSnedecor(Param df1, Param df2, Validate validate_args = {});
  std::string name() const override;
  bool has_rsample() const override;
  Constraint support() const override;
  const Tensor& df1() const { return parameter("df1"); }
  const Tensor& df2() const { return parameter("df2"); }
  Tensor mean() const override;
  Tensor variance() const override;

 protected:
  Tensor draw(const DimVector& shape) const override;
  Tensor log_density(const Tensor& value) const override;
};

}  // namespace tl::distributions
