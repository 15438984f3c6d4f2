// SPDX-License-Identifier: Apache-2.0
#include "engine/distributions/transformed.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/distributions/numbers.h"

namespace tl::distributions {

std::string TransformedDistribution::name() const { return "TransformedDistribution"; }
bool TransformedDistribution::has_rsample() const { return base_->has_rsample(); }
bool TransformedDistribution::reparameterised() const { return base_->reparameterised(); }
TransformedDistribution::TransformedDistribution(DistributionPtr base, std::vector<Transform> transforms, Validate validate_args)
    : Family(validate_args), base_(std::move(base)), transforms_(std::move(transforms)) {
  DimVector shape = base_->batch_shape();
  for (const int64_t n : base_->event_shape()) shape.push_back(n);
  auto events = static_cast<int64_t>(base_->event_shape().size());
  for (const Transform& t : transforms_) {
    events = std::max(events, t.event_dim());
    TL_CHECK(static_cast<int64_t>(shape.size()) >= events, value, "TransformedDistribution", t.name(), " transforms ", t.event_dim(),
             " dimensions together, but the base distribution has the shape ", IntArrayRef(shape));
    shape = t.forward_shape(shape);
  }
  const auto kept = static_cast<std::ptrdiff_t>(shape.size()) - events;
  set_shapes(DimVector(shape.begin(), shape.begin() + kept), DimVector(shape.begin() + kept, shape.end()));
}
Constraint TransformedDistribution::support() const {
  if (transforms_.empty()) return base_->support();
  const Constraint last = transforms_.back().codomain();
  return last.independent(std::max<int64_t>(0, static_cast<int64_t>(event_shape().size()) - last.event_dim()));
}
Tensor TransformedDistribution::draw(const DimVector& shape) const {
  // The base's own shape after the sample dimensions: transforms may change the last ones.
  const size_t own = batch_shape().size() + event_shape().size();
  const IntArrayRef sample_shape(shape.data(), shape.size() - own);
  Tensor x = base_->draw(base_->extended_shape(sample_shape));
  for (const Transform& t : transforms_) x = t(x);
  return x;
}
Tensor TransformedDistribution::log_density(const Tensor& value) const {
  const auto events = static_cast<int64_t>(event_shape().size());
  Tensor y = value, result;
  for (auto t = transforms_.rbegin(); t != transforms_.rend(); ++t) {
    const Tensor x = t->inv()(y), stretch = sum_rightmost(t->log_abs_det_jacobian(x, y), events - t->event_dim());
    result = result.defined() ? result - stretch : -stretch;
    y = x;
  }
  const Tensor inner = sum_rightmost(base_->log_density(y), events - static_cast<int64_t>(base_->event_shape().size()));
  return result.defined() ? result + inner : inner;
}
Tensor TransformedDistribution::monotone(const Tensor& probability) const {
  Tensor sign = scalar_tensor(int64_t{1}, TensorOptions(kLong));
  for (const Transform& t : transforms_) sign = sign * t.sign();
  return sign.to(probability.dtype()) * (probability - 0.5) + 0.5;
}
Tensor TransformedDistribution::cumulative(const Tensor& value) const {
  Tensor x = value;
  for (auto t = transforms_.rbegin(); t != transforms_.rend(); ++t) x = t->inv()(x);
  return monotone(base_->cumulative(x));
}
Tensor TransformedDistribution::quantile(const Tensor& probability) const {
  Tensor x = base_->quantile(monotone(probability));
  for (const Transform& t : transforms_) x = t(x);
  return x;
}
void TransformedDistribution::expand_to(const DimVector& batch_shape) {
  DimVector wide = batch_shape;
  for (size_t d = this->batch_shape().size(); d < base_->batch_shape().size(); ++d) wide.push_back(base_->batch_shape()[d]);
  base_ = base_->expand(wide);
  set_shapes(batch_shape, event_shape());
}

}  // namespace tl::distributions
