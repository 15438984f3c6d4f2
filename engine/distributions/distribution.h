// SPDX-License-Identifier: Apache-2.0
// Probability distributions with parameters that are tensors; the manual's torch.distributions. Everything but sampling without
// reparameterisation is differentiable in the parameters.
#pragma once
#include <concepts>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/distributions/constraint.h"

namespace tl::distributions {

/// Whether constructors and log_prob check their arguments where a distribution does not say so itself. True at the start.
void set_default_validate_args(bool on);
bool default_validate_args();
using Validate = std::optional<bool>;

class Distribution;
using DistributionPtr = std::shared_ptr<const Distribution>;

/// Values have the shape sample_shape + batch_shape() + event_shape(): independent draws, differently parameterised ones, one value.
/// Thread-safe as far as the generator is.
class Distribution {
 public:
  virtual ~Distribution();
  virtual std::string name() const = 0;  ///< "Normal"
  const DimVector& batch_shape() const { return batch_shape_; }
  const DimVector& event_shape() const { return event_shape_; }
  /// Whether rsample works: samples carry gradients to the parameters.
  virtual bool has_rsample() const;
  virtual bool has_enumerate_support() const;
  virtual Constraint support() const = 0;
  /// What each parameter must satisfy, by name.
  std::vector<std::pair<std::string, Constraint>> arg_constraints() const;

  virtual Tensor mean() const;
  virtual Tensor variance() const;
  virtual Tensor stddev() const;
  /// Draws without gradient.
  Tensor sample(IntArrayRef sample_shape = {}) const;
  /// Draws that are differentiable functions of the parameters; throws without has_rsample().
  Tensor rsample(IntArrayRef sample_shape = {}) const;
  Tensor sample_n(int64_t n) const;
  /// Logarithm of the density, or of the probability, at each value. With validation values outside the support throw.
  Tensor log_prob(const Tensor& value) const;
  /// The probability of at most this value.
  Tensor cdf(const Tensor& value) const;
  /// The value that cdf takes to this probability.
  Tensor icdf(const Tensor& probability) const;
  /// In nats, of the shape batch_shape().
  virtual Tensor entropy() const;
  Tensor perplexity() const;
  /// All values of a discrete distribution along a new first dimension; without `expand` the batch dimensions have size 1.
  virtual Tensor enumerate_support(bool expand = true) const;
  /// The same distribution with larger batch dimensions; no parameter is copied.
  std::shared_ptr<Distribution> expand(IntArrayRef batch_shape) const;
  /// A parameter or derived quantity by the manual's name ("loc", "covariance_matrix"); throws for others.
  virtual Tensor attribute(const std::string& name) const;
  /// "Normal(loc: [3] float32, scale: [3] float32)".
  std::string repr() const;

 protected:
  struct Parameter {
    std::string name;
    Constraint constraint;
    Tensor value;            ///< undefined: not given, follows from another one
    bool argument = true;    ///< listed by arg_constraints
  };
  explicit Distribution(Validate validate);
  Distribution(const Distribution&);
  Distribution& operator=(const Distribution&);
  /// Sets the parameters, expanded to a common batch shape (plus each one's event dimensions) and checked; the shapes follow from them.
  void set_parameters(std::vector<Parameter> parameters, DimVector event_shape = {});
  /// As they are: for distributions made of others.
  void set_shapes(DimVector batch_shape, DimVector event_shape);
  const Tensor& parameter(const char* name) const;
  bool validates() const { return validate_; }
  DimVector extended_shape(IntArrayRef sample_shape) const;
  /// Throws when `value` does not fit the shape or, where `within` says what is allowed, lies outside.
  void validate_value(const char* operation, const Tensor& value) const;
  [[noreturn]] void lacks(const char* what) const;

  /// Whether `draw` is differentiable.
  virtual bool reparameterised() const;
  /// A draw of this whole shape. Called without gradient recording by sample, with it by rsample.
  virtual Tensor draw(const DimVector& shape) const = 0;
  virtual Tensor log_density(const Tensor& value) const = 0;
  virtual Tensor cumulative(const Tensor& value) const;
  virtual Tensor quantile(const Tensor& probability) const;
  virtual std::shared_ptr<Distribution> copy() const = 0;
  static std::shared_ptr<Distribution> own(Distribution* made);
  /// Gives a fresh copy these larger batch dimensions.
  virtual void expand_to(const DimVector& batch_shape);

 private:
  friend class Independent;
  friend class TransformedDistribution;
  struct Parameters;
  DimVector batch_shape_, event_shape_;
  bool validate_;
  Parameters* parameters_;  ///< its own
};

/// Copying, once for all families.
template <class Self, class Base = Distribution>
class Family : public Base {
 protected:
  using Base::Base;
  std::shared_ptr<Distribution> copy() const override {
    return Base::own(new Self(static_cast<const Self&>(*this)));
  }
};

/// Density exp(<t(x), θ> − F(θ) + k(x)); the entropy follows from the log normaliser F by differentiation (a Bregman divergence).
class ExponentialFamily : public Distribution {
 public:
  /// By automatic differentiation of the log normaliser; families with a closed form override it.
  Tensor entropy() const override;
  Tensor bregman_entropy() const;

 protected:
  using Distribution::Distribution;
  virtual std::vector<Tensor> natural_parameters() const = 0;
  virtual Tensor log_normalizer(const std::vector<Tensor>& natural) const = 0;
  /// E[k(x)]; throws where it has no closed form.
  virtual Tensor mean_carrier_measure() const = 0;
};

/// The base distribution with its last `reinterpreted_batch_ndims` batch dimensions taken as parts of one event.
class Independent final : public Family<Independent> {
 public:
  Independent(DistributionPtr base, int64_t reinterpreted_batch_ndims, Validate validate = {});
  template <class D>
    requires std::derived_from<D, Distribution>
  Independent(const D& base, int64_t reinterpreted_batch_ndims, Validate validate = {})
      : Independent(std::make_shared<const D>(base), reinterpreted_batch_ndims, validate) {}
  std::string name() const override;
  bool has_rsample() const override;
  bool has_enumerate_support() const override;
  Constraint support() const override;
  Tensor mean() const override;
  Tensor variance() const override;
  Tensor stddev() const override;
  Tensor entropy() const override;
  Tensor enumerate_support(bool expand = true) const override;
  const DistributionPtr& base_dist() const { return base_; }
  int64_t reinterpreted_batch_ndims() const { return ndims_; }

 protected:
  Tensor draw(const DimVector& shape) const override;
  Tensor log_density(const Tensor& value) const override;
  void expand_to(const DimVector& batch_shape) override;

 private:
  DistributionPtr base_;
  int64_t ndims_;
};

}  // namespace tl::distributions
