// SPDX-License-Identifier: Apache-2.0
#include "engine/distributions/distribution.h"

#include <atomic>

#include "engine/autograd/autograd.h"
#include "engine/core/error.h"
#include "engine/distributions/transform.h"
#include "engine/ops/functions.h"

namespace tl::distributions {
namespace {
std::atomic<bool> validate_by_default{true};

DimVector joined(DimVector a, const DimVector& b) {
  for (const int64_t n : b) a.push_back(n);
  return a;
}
bool any_false(const Tensor& ok) { return ok.numel() > 0 && sum(logical_not(ok)).item<int64_t>() > 0; }
}  // namespace

void set_default_validate_args(bool on) { validate_by_default = on; }
bool default_validate_args() { return validate_by_default; }

struct Distribution::Parameters {
  std::vector<Parameter> list;
};
Distribution::Distribution(Validate validate) : validate_(validate.value_or(default_validate_args())), parameters_(new Parameters) {}
Distribution::Distribution(const Distribution& other)
    : batch_shape_(other.batch_shape_), event_shape_(other.event_shape_), validate_(other.validate_), parameters_(new Parameters(*other.parameters_)) {}
Distribution& Distribution::operator=(const Distribution& other) {
  *parameters_ = *other.parameters_;
  batch_shape_ = other.batch_shape_;
  event_shape_ = other.event_shape_;
  validate_ = other.validate_;
  return *this;
}
Distribution::~Distribution() { delete parameters_; }
std::shared_ptr<Distribution> Distribution::own(Distribution* made) { return std::shared_ptr<Distribution>(made); }
bool Distribution::has_rsample() const { return false; }
bool Distribution::has_enumerate_support() const { return false; }
bool Distribution::reparameterised() const { return has_rsample(); }
Tensor Distribution::sample_n(int64_t n) const { return sample({n}); }
void Distribution::set_shapes(DimVector batch_shape, DimVector event_shape) { batch_shape_ = std::move(batch_shape), event_shape_ = std::move(event_shape); }
void Distribution::lacks(const char* what) const { TL_THROW(not_implemented, name(), "has no ", what); }

void Distribution::set_parameters(std::vector<Parameter> parameters, DimVector event_shape) {
  // Numbers follow the tensors beside them: the parameters share one type.
  std::optional<ScalarType> found;
  for (const Parameter& p : parameters)
    if (p.value.defined() && p.value.is_floating_point() && (!found || p.value.dim() > 0)) found = p.value.dtype();
  const ScalarType type = found.value_or(default_dtype());
  DimVector batch;
  for (Parameter& p : parameters) {
    if (!p.value.defined()) continue;
    if (!p.value.is_floating_point() || (p.value.dim() == 0 && !p.value.requires_grad())) p.value = p.value.to(type);
    const auto events = static_cast<size_t>(p.constraint.event_dim());
    TL_CHECK(p.value.dim() >= p.constraint.event_dim(), value, name(), "parameter '", p.name, "' must have at least ", events, " dimensions, but is ", p.value.sizes());
    const DimVector own(p.value.sizes().begin(), p.value.sizes().end() - static_cast<std::ptrdiff_t>(events));
    batch = broadcast_shapes(name().c_str(), batch, own);
  }
  for (Parameter& p : parameters) {
    if (!p.value.defined()) continue;
    const auto events = static_cast<std::ptrdiff_t>(p.constraint.event_dim());
    p.value = tl::expand(p.value, joined(batch, DimVector(p.value.sizes().end() - events, p.value.sizes().end())));
    if (validate_ && p.constraint.kind() != Constraint::Kind::dependent && !p.value.is_meta()) {
      TL_CHECK(!any_false(p.constraint.check(p.value.detach())), value, name(), "expected parameter '", p.name, "' of shape ", p.value.sizes(), " to satisfy the constraint ",
               p.constraint.repr(), ", but found invalid values");
    }
  }
  parameters_->list = std::move(parameters);
  batch_shape_ = batch;
  event_shape_ = std::move(event_shape);
}

const Tensor& Distribution::parameter(const char* name) const {
  static const Tensor none;
  for (const Parameter& p : parameters_->list)
    if (p.name == name) return p.value;
  return none;
}
Tensor Distribution::attribute(const std::string& wanted) const {
  if (const Tensor& t = parameter(wanted.c_str()); t.defined()) return t;
  TL_THROW(not_implemented, name(), "has no attribute '", wanted, "'");
}
std::vector<std::pair<std::string, Constraint>> Distribution::arg_constraints() const {
  std::vector<std::pair<std::string, Constraint>> out;
  for (const Parameter& p : parameters_->list)
    if (p.argument) out.emplace_back(p.name, p.constraint);
  return out;
}
std::string Distribution::repr() const {
  std::string out;
  for (const Parameter& p : parameters_->list)
    if (p.value.defined()) out += (out.empty() ? "" : ", ") + p.name + ": " + p.value.brief();
  return name() + "(" + out + ")";
}

Tensor Distribution::mean() const { lacks("mean"); }
Tensor Distribution::variance() const { lacks("variance"); }
Tensor Distribution::stddev() const { return sqrt(variance()); }
Tensor Distribution::entropy() const { lacks("closed form of its entropy"); }
Tensor Distribution::perplexity() const { return exp(entropy()); }
Tensor Distribution::enumerate_support(bool) const { lacks("support that can be enumerated"); }
Tensor Distribution::cumulative(const Tensor&) const { lacks("closed form of its cdf"); }
Tensor Distribution::quantile(const Tensor&) const { lacks("closed form of its icdf"); }

DimVector Distribution::extended_shape(IntArrayRef sample_shape) const {
  for (const int64_t n : sample_shape) TL_CHECK(n >= 0, value, name(), "a sample shape must not be negative, but is ", sample_shape);
  return joined(joined(DimVector(sample_shape.begin(), sample_shape.end()), batch_shape_), event_shape_);
}
Tensor Distribution::sample(IntArrayRef sample_shape) const {
  const NoGradGuard guard;
  return draw(extended_shape(sample_shape));
}
Tensor Distribution::rsample(IntArrayRef sample_shape) const {
  if (!reparameterised()) lacks("rsample: its samples cannot be written as differentiable functions of its parameters; use sample() and log_prob()");
  return draw(extended_shape(sample_shape));
}

void Distribution::validate_value(const char* operation, const Tensor& value) const {
  const DimVector shape = joined(batch_shape_, event_shape_);
  const int64_t events = static_cast<int64_t>(event_shape_.size());
  TL_CHECK(value.dim() >= events, value, name() + "." + operation, "the value ", value.sizes(), " has fewer dimensions than one event ", IntArrayRef(event_shape_));
  for (int64_t k = 1; k <= std::min<int64_t>(value.dim(), static_cast<int64_t>(shape.size())); ++k) {
    const int64_t have = value.size(-k), want = shape[shape.size() - static_cast<size_t>(k)];
    TL_CHECK(have == want || (k > events && (have == 1 || want == 1)), value, name() + "." + operation, "the value ", value.sizes(),
             " does not broadcast with batch_shape ", IntArrayRef(batch_shape_), " and event_shape ", IntArrayRef(event_shape_));
  }
}
Tensor Distribution::log_prob(const Tensor& value) const {
  validate_value("log_prob", value);
  if (validate_ && !value.is_meta()) {
    const Constraint allowed = support();
    if (allowed.kind() != Constraint::Kind::dependent)
      TL_CHECK(!any_false(allowed.check(value.detach())), value, name() + ".log_prob", "the value ", value.sizes(), " has elements outside the support ", allowed.repr(),
               "; pass validate_args=false to compute with them all the same");
  }
  return log_density(value);
}
Tensor Distribution::cdf(const Tensor& value) const {
  validate_value("cdf", value);
  return cumulative(value);
}
Tensor Distribution::icdf(const Tensor& probability) const {
  validate_value("icdf", probability);
  return quantile(probability);
}

std::shared_ptr<Distribution> Distribution::expand(IntArrayRef batch_shape) const {
  auto wide = copy();
  wide->expand_to(DimVector(batch_shape.begin(), batch_shape.end()));
  return wide;
}
void Distribution::expand_to(const DimVector& batch_shape) {
  for (Parameter& p : parameters_->list) {
    if (!p.value.defined()) continue;
    const auto events = static_cast<std::ptrdiff_t>(p.constraint.event_dim());
    p.value = tl::expand(p.value, joined(batch_shape, DimVector(p.value.sizes().end() - events, p.value.sizes().end())));
  }
  batch_shape_ = batch_shape;
}

Tensor ExponentialFamily::entropy() const { return bregman_entropy(); }
Tensor ExponentialFamily::bregman_entropy() const {
  // H = F(θ) − <θ, ∇F(θ)> − E[k]; the gradients stay in the graph so that the entropy can be differentiated too.
  std::vector<Tensor> natural;
  const bool recording = GradMode::is_enabled();
  AutoGradMode on(true);
  for (const Tensor& t : natural_parameters()) natural.push_back(recording && t.requires_grad() ? t : t.detach().requires_grad_());
  const Tensor normalizer = log_normalizer(natural);
  const auto gradients = autograd::grad({sum(normalizer)}, natural, {}, true, recording);
  Tensor result = normalizer - mean_carrier_measure();
  for (size_t i = 0; i < natural.size(); ++i) {
    const Tensor part = natural[i] * gradients[i];
    result = result - sum_rightmost(part, part.dim() - static_cast<int64_t>(batch_shape().size()));
  }
  return recording ? result : result.detach();
}

std::string Independent::name() const { return "Independent"; }
bool Independent::has_rsample() const { return base_->has_rsample(); }
bool Independent::has_enumerate_support() const { return ndims_ == 0 && base_->has_enumerate_support(); }
Tensor Independent::mean() const { return base_->mean(); }
Tensor Independent::variance() const { return base_->variance(); }
Tensor Independent::stddev() const { return base_->stddev(); }
Tensor Independent::draw(const DimVector& shape) const { return base_->draw(shape); }
Independent::Independent(DistributionPtr base, int64_t reinterpreted_batch_ndims, Validate validate)
    : Family(validate), base_(std::move(base)), ndims_(reinterpreted_batch_ndims) {
  const DimVector& batch = base_->batch_shape();
  TL_CHECK(ndims_ >= 0 && ndims_ <= static_cast<int64_t>(batch.size()), value, "Independent", "expected reinterpreted_batch_ndims <= len(base_distribution.batch_shape), actual ",
           ndims_, " vs ", batch.size());
  const auto kept = static_cast<std::ptrdiff_t>(batch.size()) - ndims_;
  set_shapes(DimVector(batch.begin(), batch.begin() + kept), joined(DimVector(batch.begin() + kept, batch.end()), base_->event_shape()));
}
Constraint Independent::support() const { return base_->support().independent(ndims_); }
Tensor Independent::log_density(const Tensor& value) const { return sum_rightmost(base_->log_prob(value), ndims_); }
Tensor Independent::entropy() const { return sum_rightmost(base_->entropy(), ndims_); }
Tensor Independent::enumerate_support(bool expand) const {
  TL_CHECK(ndims_ == 0, not_implemented, "Independent", "enumeration over the cartesian product of independent parts is not there");
  return base_->enumerate_support(expand);
}
void Independent::expand_to(const DimVector& batch_shape) {
  const DimVector events(event_shape().begin(), event_shape().begin() + ndims_);
  base_ = base_->expand(joined(batch_shape, events));
  set_shapes(batch_shape, event_shape());
}

}  // namespace tl::distributions
