// SPDX-License-Identifier: Apache-2.0
// Distributions of counts and categories. Where `probs` and `logits` both are parameters, exactly one is given; samples carry no gradient.
#pragma once
#include "engine/distributions/distribution.h"

namespace tl::distributions {

/// One of two ways to say how probable something is; pass `{}` for the one that is not given. Used like std::optional<Param>, and made from
/// one, but costs less in a header.
class MaybeParam {
 public:
  MaybeParam() = default;
  MaybeParam(std::nullopt_t) {}
  template <class P = Param>
    requires(!std::same_as<std::remove_cvref_t<P>, MaybeParam> && std::convertible_to<P, Param>)
  MaybeParam(P&& param) : param_(std::forward<P>(param)), given_(true) {}
  template <std::same_as<std::optional<Param>> O>
  MaybeParam(const O& o) : MaybeParam(o ? MaybeParam(*o) : MaybeParam()) {}
  bool has_value() const { return given_; }
  explicit operator bool() const { return given_; }
  const Param& value() const {
    if (!given_) throw std::bad_optional_access();
    return param_;
  }
  const Param& operator*() const { return param_; }
  const Param* operator->() const { return &param_; }

 private:
  Param param_ = 0.0;
  bool given_ = false;
};

/// What all distributions with probs or logits share: each follows from the other.
template <class Base>
class WithProbs : public Base {
 public:
  Tensor probs() const;
  Tensor logits() const;
  /// Shape of the parameter that was given.
  DimVector param_shape() const;
  Tensor attribute(const std::string& name) const override;

 protected:
  using Base::Base;
  /// Checks that one of the two is given; categories (along the last dimension) are normalised.
  std::vector<Distribution::Parameter> either(const MaybeParam& probs, const MaybeParam& logits, bool binary, Constraint probs_constraint);

 private:
  bool binary_ = true;
};
extern template class WithProbs<Distribution>;
extern template class WithProbs<ExponentialFamily>;

/// 1 with probability `probs`, else 0.
class Bernoulli final : public Family<Bernoulli, WithProbs<ExponentialFamily>> {
 public:
  explicit Bernoulli(MaybeParam probs, MaybeParam logits = {}, Validate validate_args = {});
  std::string name() const override;
  bool has_enumerate_support() const override;
  Constraint support() const override;
  Tensor mean() const override;
  Tensor variance() const override;
  Tensor entropy() const override;
  Tensor enumerate_support(bool expand = true) const override;

 protected:
  Tensor draw(const DimVector& shape) const override;
  Tensor log_density(const Tensor& value) const override;
  std::vector<Tensor> natural_parameters() const override;
  Tensor log_normalizer(const std::vector<Tensor>& natural) const override;
  Tensor mean_carrier_measure() const override;
};

/// Failures before the first success.
class Geometric final : public Family<Geometric, WithProbs<Distribution>> {
 public:
  explicit Geometric(MaybeParam probs, MaybeParam logits = {}, Validate validate_args = {});
  std::string name() const override;
  Constraint support() const override;
  Tensor mean() const override;
  Tensor variance() const override;
  Tensor entropy() const override;

 protected:
  Tensor draw(const DimVector& shape) const override;
  Tensor log_density(const Tensor& value) const override;
};

/// Successes in `total_count` trials.
class Binomial final : public Family<Binomial, WithProbs<Distribution>> {
 public:
  explicit Binomial(Param total_count = 1, MaybeParam probs = {}, MaybeParam logits = {}, Validate validate_args = {});
  std::string name() const override;
  bool has_enumerate_support() const override;
  Constraint support() const override;
  const Tensor& total_count() const { return parameter("total_count"); }
  Tensor mean() const override;
  Tensor variance() const override;
  /// By enumeration; needs the same total_count everywhere.
  Tensor entropy() const override;
  Tensor enumerate_support(bool expand = true) const override;

 protected:
  Tensor draw(const DimVector& shape) const override;
  Tensor log_density(const Tensor& value) const override;
};

/// Successes before `total_count` failures, each trial succeeding with probability `probs`.
class NegativeBinomial final : public Family<NegativeBinomial, WithProbs<Distribution>> {
 public:
  explicit NegativeBinomial(Param total_count, MaybeParam probs = {}, MaybeParam logits = {}, Validate validate_args = {});
  std::string name() const override;
  Constraint support() const override;
  const Tensor& total_count() const { return parameter("total_count"); }
  Tensor mean() const override;
  Tensor variance() const override;

 protected:
  Tensor draw(const DimVector& shape) const override;
  Tensor log_density(const Tensor& value) const override;
};

/// Counts with this mean.
class Poisson final : public Family<Poisson, ExponentialFamily> {
 public:
  explicit Poisson(Param rate, Validate validate_args = {});
  std::string name() const override;
  Constraint support() const override;
  const Tensor& rate() const { return parameter("rate"); }
  Tensor mean() const override;
  Tensor variance() const override;

 protected:
  Tensor draw(const DimVector& shape) const override;
  Tensor log_density(const Tensor& value) const override;
  std::vector<Tensor> natural_parameters() const override;
  Tensor log_normalizer(const std::vector<Tensor>& natural) const override;
  Tensor mean_carrier_measure() const override;
};

/// A category 0 … K−1; probabilities (normalised if they are not) or logits along the last dimension.
class Categorical final : public Family<Categorical, WithProbs<Distribution>> {
 public:
  explicit Categorical(MaybeParam probs, MaybeParam logits = {}, Validate validate_args = {});
  std::string name() const override;
  bool has_enumerate_support() const override;
  Constraint support() const override;
  int64_t categories() const;
  Tensor mean() const override;      ///< NaN: categories have no order
  Tensor variance() const override;  ///< NaN
  Tensor entropy() const override;
  Tensor enumerate_support(bool expand = true) const override;

 protected:
  Tensor draw(const DimVector& shape) const override;
  Tensor log_density(const Tensor& value) const override;
};

/// The same as vectors with a single 1.
class OneHotCategorical final : public Family<OneHotCategorical, WithProbs<Distribution>> {
 public:
  explicit OneHotCategorical(MaybeParam probs, MaybeParam logits = {}, Validate validate_args = {});
  std::string name() const override;
  bool has_enumerate_support() const override;
  Constraint support() const override;
  Tensor mean() const override;
  Tensor variance() const override;
  Tensor entropy() const override;
  Tensor enumerate_support(bool expand = true) const override;

 protected:
  Tensor draw(const DimVector& shape) const override;
  Tensor log_density(const Tensor& value) const override;
};

/// How often each category came in `total_count` draws.
class Multinomial final : public Family<Multinomial, WithProbs<Distribution>> {
 public:
  explicit Multinomial(int64_t total_count = 1, MaybeParam probs = {}, MaybeParam logits = {}, Validate validate_args = {});
  std::string name() const override;
  Constraint support() const override;
  int64_t total_count() const { return total_count_; }
  Tensor mean() const override;
  Tensor variance() const override;
  Tensor entropy() const override;

 protected:
  Tensor draw(const DimVector& shape) const override;
  Tensor log_density(const Tensor& value) const override;

 private:
  int64_t total_count_;
};

}  // namespace tl::distributions
