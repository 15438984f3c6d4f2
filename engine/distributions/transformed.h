// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/distributions/distribution.h"
#include "engine/distributions/transform.h"

namespace tl::distributions {

/// What comes of samples of `base` that go through the transforms, the first one first.
class TransformedDistribution final : public Family<TransformedDistribution> {
 public:
  TransformedDistribution(DistributionPtr base, std::vector<Transform> transforms, Validate validate_args = {});
  template <class D>
    requires std::derived_from<D, Distribution>
  TransformedDistribution(const D& base, std::vector<Transform> transforms, Validate validate_args = {})
      : TransformedDistribution(std::make_shared<const D>(base), std::move(transforms), validate_args) {}
  std::string name() const override;
  bool has_rsample() const override;
  Constraint support() const override;
  const DistributionPtr& base_dist() const { return base_; }
  const std::vector<Transform>& transforms() const { return transforms_; }

 protected:
  bool reparameterised() const override;
  Tensor draw(const DimVector& shape) const override;
  Tensor log_density(const Tensor& value) const override;
  Tensor cumulative(const Tensor& value) const override;
  Tensor quantile(const Tensor& probability) const override;
  void expand_to(const DimVector& batch_shape) override;

 private:
  /// The probability, or one minus it where the transforms turn the order round.
  Tensor monotone(const Tensor& probability) const;
  DistributionPtr base_;
  std::vector<Transform> transforms_;
};

}  // namespace tl::distributions
