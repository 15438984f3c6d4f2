// SPDX-License-Identifier: Apache-2.0
#include "engine/distributions/transform.h"

#include <algorithm>
#include <mutex>

#include "engine/core/error.h"
#include "engine/ops/functions.h"

namespace tl::distributions {

Tensor sum_rightmost(const Tensor& value, int64_t n) {
  if (n <= 0) return value;
  DimVector dims;
  for (int64_t d = 1; d <= n; ++d) dims.push_back(-d);
  return sum(value, dims);
}

Tensor Transform::Impl::sign() const { TL_THROW(not_implemented, name(), "has no sign: it is not monotone"); }
Tensor Transform::Impl::log_abs_det_jacobian(const Tensor&, const Tensor&) const {
  TL_THROW(not_implemented, name(), "has no log_abs_det_jacobian: it is not bijective");
}

namespace {
struct Cache {
  bool holds(const Tensor& key, uint32_t version, const Tensor& from) const { return key.defined() && key.is_same(from) && from._version() == version; }
  std::mutex mutex;
  Tensor x, y;
  uint32_t x_version = 0, y_version = 0;
};
}  // namespace

Transform::Impl::~Impl() = default;
bool Transform::Impl::bijective() const { return true; }
int64_t Transform::Impl::event_dim() const { return 0; }
DimVector Transform::Impl::forward_shape(const DimVector& shape) const { return shape; }
DimVector Transform::Impl::backward_shape(const DimVector& shape) const { return shape; }
bool Transform::Impl::equal(const Impl& other) const { return name() == other.name(); }
bool Transform::bijective() const { return impl_->bijective(); }
int64_t Transform::event_dim() const { return impl_->event_dim(); }
Tensor Transform::sign() const { return impl_->sign(); }
DimVector Transform::forward_shape(const DimVector& shape) const { return inverted_ ? impl_->backward_shape(shape) : impl_->forward_shape(shape); }
bool Transform::operator==(const Transform& other) const { return inverted_ == other.inverted_ && impl_->equal(*other.impl_); }
Transform::Transform(ImplPtr impl, int64_t cache_size) : impl_(std::move(impl)) {
  TL_CHECK(cache_size == 0 || cache_size == 1, value, impl_->name(), "cache_size must be 0 or 1, not ", cache_size);
  if (cache_size) cache_ = std::make_shared<Cache>();
}

Tensor Transform::apply(const Tensor& from, bool forward) const {
  if (!cache_) return forward ? impl_->forward(from) : impl_->backward(from);
  Cache& cache = *static_cast<Cache*>(cache_.get());
  {
    const std::lock_guard lock(cache.mutex);
    const bool whole = cache.holds(cache.x, cache.x_version, cache.x) && cache.holds(cache.y, cache.y_version, cache.y);
    if (whole && from.is_same(forward ? cache.x : cache.y)) return forward ? cache.y : cache.x;
  }
  Tensor to = forward ? impl_->forward(from) : impl_->backward(from);
  const std::lock_guard lock(cache.mutex);
  cache.x = forward ? from : to;
  cache.y = forward ? to : from;
  cache.x_version = cache.x._version();
  cache.y_version = cache.y._version();
  return to;
}

Tensor Transform::operator()(const Tensor& x) const { return apply(x, !inverted_); }
Transform Transform::inv() const {
  Transform t = *this;
  t.inverted_ = !inverted_;
  return t;
}
Tensor Transform::log_abs_det_jacobian(const Tensor& x, const Tensor& y) const {
  return inverted_ ? -impl_->log_abs_det_jacobian(y, x) : impl_->log_abs_det_jacobian(x, y);
}
Constraint Transform::domain() const { return inverted_ ? impl_->codomain() : impl_->domain(); }
Constraint Transform::codomain() const { return inverted_ ? impl_->domain() : impl_->codomain(); }
std::string Transform::name() const { return inverted_ ? "_InverseTransform" : impl_->name(); }

struct ConstraintRegistry::Factories : std::vector<std::pair<Constraint::Kind, Factory>> {};
ConstraintRegistry::ConstraintRegistry(const char* name) : name_(name), factories_(new Factories) {}
ConstraintRegistry::ConstraintRegistry(const ConstraintRegistry& other) : name_(other.name_), factories_(new Factories(*other.factories_)) {}
ConstraintRegistry& ConstraintRegistry::operator=(const ConstraintRegistry& other) {
  name_ = other.name_;
  *factories_ = *other.factories_;
  return *this;
}
ConstraintRegistry::~ConstraintRegistry() { delete factories_; }
void ConstraintRegistry::register_factory(Constraint::Kind kind, Factory factory) {
  std::erase_if(*factories_, [&](const auto& f) { return f.first == kind; });
  factories_->emplace_back(kind, std::move(factory));
}
Transform ConstraintRegistry::operator()(const Constraint& constraint) const {
  for (const auto& [kind, factory] : *factories_)
    if (kind == constraint.kind()) return factory(constraint);
  TL_THROW(not_implemented, name_, "no transform to the constraint ", constraint.repr(), " is known");
}

namespace {
/// upper − lower, or lower + 0: numbers stay numbers.
Param difference(const Param& a, const Param& b) {
  if (!a.is_tensor() && !b.is_tensor()) return a.number - b.number;
  return a.value() - b.value();
}
/// What both registries know.
void register_common(ConstraintRegistry& r) {
  using Kind = Constraint::Kind;
  r.register_factory(Kind::real, [](const Constraint&) { return ComposeTransform({}); });
  const auto above = [](const Constraint& c) -> Transform {
    if (!c.lower_bound().is_tensor() && c.lower_bound().number == 0) return ExpTransform();
    return ComposeTransform({ExpTransform(), AffineTransform(c.lower_bound(), 1.0)});
  };
  r.register_factory(Kind::greater_than, above);
  r.register_factory(Kind::greater_than_eq, above);
  r.register_factory(Kind::less_than, [](const Constraint& c) { return ComposeTransform({ExpTransform(), AffineTransform(c.upper_bound(), -1.0)}); });
  const auto between = [](const Constraint& c) -> Transform {
    const Param &lower = c.lower_bound(), &upper = c.upper_bound();
    if (!lower.is_tensor() && !upper.is_tensor() && lower.number == 0 && upper.number == 1) return SigmoidTransform();
    return ComposeTransform({SigmoidTransform(), AffineTransform(lower, difference(upper, lower))});
  };
  r.register_factory(Kind::interval, between);
  r.register_factory(Kind::half_open_interval, between);
}
}  // namespace

ConstraintRegistry& biject_to() {
  static ConstraintRegistry registry = [] {
    ConstraintRegistry r("biject_to");
    register_common(r);
    r.register_factory(Constraint::Kind::simplex, [](const Constraint&) { return StickBreakingTransform(); });
    return r;
  }();
  return registry;
}
ConstraintRegistry& transform_to() {
  static ConstraintRegistry registry = [] {
    ConstraintRegistry r("transform_to");
    register_common(r);
    r.register_factory(Constraint::Kind::simplex, [](const Constraint&) { return SoftmaxTransform(); });
    r.register_factory(Constraint::Kind::lower_cholesky, [](const Constraint&) { return LowerCholeskyTransform(); });
    return r;
  }();
  return registry;
}
Transform biject_to(const Constraint& c) { return biject_to()(c); }
Transform transform_to(const Constraint& c) { return transform_to()(c); }

}  // namespace tl::distributions
