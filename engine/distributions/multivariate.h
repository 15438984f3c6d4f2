// SPDX-License-Identifier: Apache-2.0
// Normal vectors.
#pragma once
#include "engine/distributions/distribution.h"

namespace tl::distributions {

/// Normal vectors of n numbers: mean `loc` …×n and exactly one of three n×n matrices; scale_tril (lower triangular, positive diagonal) is
/// what the others are turned into.
class MultivariateNormal final : public Family<MultivariateNormal> {
 public:
  explicit MultivariateNormal(Tensor loc, Tensor covariance_matrix = {}, Tensor precision_matrix = {}, Tensor scale_tril = {}, Validate validate_args = {});
  std::string name() const override;
  bool has_rsample() const override;
  Constraint support() const override;
  const Tensor& loc() const { return parameter("loc"); }
  Tensor scale_tril() const;
  Tensor covariance_matrix() const;
  Tensor precision_matrix() const;
  Tensor mean() const override;
  Tensor variance() const override;
  Tensor entropy() const override;
  Tensor attribute(const std::string& name) const override;

 protected:
  Tensor draw(const DimVector& shape) const override;
  Tensor log_density(const Tensor& value) const override;
};

/// Normal vectors with the covariance cov_factor · cov_factorᵀ + diag(cov_diag): cov_factor …×n×m with m ≪ n, cov_diag …×n positive.
/// log_prob and entropy cost n·m² instead of n³.
class LowRankMultivariateNormal final : public Family<LowRankMultivariateNormal> {
 public:
  LowRankMultivariateNormal(Tensor loc, Tensor cov_factor, Tensor cov_diag, Validate validate_args = {});
  std::string name() const override;
  bool has_rsample() const override;
  Constraint support() const override;
  const Tensor& loc() const { return parameter("loc"); }
  const Tensor& cov_factor() const { return parameter("cov_factor"); }
  const Tensor& cov_diag() const { return parameter("cov_diag"); }
  Tensor scale_tril() const;
  Tensor covariance_matrix() const;
  Tensor precision_matrix() const;
  Tensor mean() const override;
  Tensor variance() const override;
  Tensor entropy() const override;
  Tensor attribute(const std::string& name) const override;

 protected:
  Tensor draw(const DimVector& shape) const override;
  Tensor log_density(const Tensor& value) const override;

 private:
  /// Cholesky factor of I + Wᵀ D⁻¹ W, …×m×m.
  Tensor capacitance_tril() const;
  Tensor log_determinant() const;
};

/// |L⁻¹ x|² for lower triangular L …×n×n and vectors x …×n, both broadcast.
Tensor mahalanobis(const Tensor& scale_tril, const Tensor& x);
/// Σ log of the diagonal of …×n×n.
Tensor half_log_determinant(const Tensor& scale_tril);
/// L⁻¹ B for lower triangular L, batch dimensions broadcast.
Tensor solve_lower(const Tensor& lower, const Tensor& b);

}  // namespace tl::distributions
