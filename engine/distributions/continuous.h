// SPDX-License-Identifier: Apache-2.0
// Continuous distributions with a location and a scale. Parameters are numbers or tensors that broadcast together.
#pragma once
#include "engine/distributions/distribution.h"

namespace tl::distributions {

/// Normal with mean `loc` and standard deviation `scale` > 0.
class Normal final : public Family<Normal, ExponentialFamily> {
 public:
  Normal(Param loc, Param scale, Validate validate_args = {});
  std::string name() const override;
  bool has_rsample() const override;
  Constraint support() const override;
  const Tensor& loc() const { return parameter("loc"); }
  const Tensor& scale() const { return parameter("scale"); }
  Tensor mean() const override;
  Tensor stddev() const override;
  Tensor variance() const override;
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

// What the location–scale families have in common, as a base would hide it: the manual gives each its own page.
#define TL_LOCATION_SCALE_FAMILY(Name, first, second, ...)                               \
  class Name final : public Family<Name> {                                               \
   public:                                                                               \
    Name(Param first, Param second, Validate validate_args = {});                        \
    std::string name() const override;                                                   \
    bool has_rsample() const override;                                                   \
    Constraint support() const override;                                                 \
    const Tensor& first() const { return parameter(#first); }                            \
    const Tensor& second() const { return parameter(#second); }                          \
    Tensor mean() const override;                                                        \
    Tensor variance() const override;                                                    \
    Tensor entropy() const override;                                                     \
    __VA_ARGS__                                                                          \
   protected:                                                                            \
    Tensor draw(const DimVector& shape) const override;                                  \
    Tensor log_density(const Tensor& value) const override;                              \
    Tensor cumulative(const Tensor& value) const override;                               \
    Tensor quantile(const Tensor& probability) const override;                           \
  };
/// e^x of a Normal(loc, scale) number x.
TL_LOCATION_SCALE_FAMILY(LogNormal, loc, scale)
/// Density exp(−|x − loc| / scale) / (2 scale).
TL_LOCATION_SCALE_FAMILY(Laplace, loc, scale)
/// The quotient of two normal numbers; mean undefined (NaN), variance infinite.
TL_LOCATION_SCALE_FAMILY(Cauchy, loc, scale)
/// The largest of many numbers with light tails.
TL_LOCATION_SCALE_FAMILY(Gumbel, loc, scale, Tensor stddev() const override;)
/// All of [low, high) alike.
TL_LOCATION_SCALE_FAMILY(Uniform, low, high)
/// Density ∝ x^−(alpha + 1) above `scale`.
TL_LOCATION_SCALE_FAMILY(Pareto, scale, alpha)
/// e^−(x / scale)^concentration is the probability of more than x.
TL_LOCATION_SCALE_FAMILY(Weibull, scale, concentration)

#define TL_HALF_FAMILY(Name)                                                             \
  class Name final : public Family<Name> {                                               \
   public:                                                                               \
    explicit Name(Param scale, Validate validate_args = {});                             \
    std::string name() const override;                                                   \
    bool has_rsample() const override;                                                   \
    Constraint support() const override;                                                 \
    const Tensor& scale() const { return parameter("scale"); }                           \
    Tensor mean() const override;                                                        \
    Tensor variance() const override;                                                    \
    Tensor entropy() const override;                                                     \
                                                                                         \
   protected:                                                                            \
    Tensor draw(const DimVector& shape) const override;                                  \
    Tensor log_density(const Tensor& value) const override;                              \
    Tensor cumulative(const Tensor& value) const override;                               \
    Tensor quantile(const Tensor& probability) const override;                           \
  };
/// |x| of a Normal(0, scale) number x.
TL_HALF_FAMILY(HalfNormal)
/// |x| of a Cauchy(0, scale) number x.
TL_HALF_FAMILY(HalfCauchy)

/// Normal(0, 1) / √(chi²(df) / df), scaled and shifted.
class StudentT final : public Family<StudentT> {
 public:
  explicit StudentT(Param df, Param loc = 0.0, Param scale = 1.0, Validate validate_args = {});
  std::string name() const override;
  bool has_rsample() const override;
  Constraint support() const override;
  const Tensor& df() const { return parameter("df"); }
  const Tensor& loc() const { return parameter("loc"); }
  const Tensor& scale() const { return parameter("scale"); }
  Tensor mean() const override;
  Tensor variance() const override;
  Tensor entropy() const override;

 protected:
  Tensor draw(const DimVector& shape) const override;
  Tensor log_density(const Tensor& value) const override;
};

#undef TL_LOCATION_SCALE_FAMILY
#undef TL_HALF_FAMILY

}  // namespace tl::distributions
