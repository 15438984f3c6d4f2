// SPDX-License-Identifier: Apache-2.0
// The transforms of the manual.
#include <algorithm>
#include <cmath>

#include "engine/core/error.h"
#include "engine/distributions/transform.h"
#include "engine/ops/functions.h"

namespace tl::distributions {
namespace {

Tensor whole(int64_t v) { return scalar_tensor(v, TensorOptions(kLong)); }
Tensor one() { return whole(1); }
bool same(const Param& a, const Param& b) {
  if (a.is_tensor() != b.is_tensor()) return false;
  return a.is_tensor() ? a.tensor.is_same(b.tensor) || equal(a.tensor, b.tensor) : a.number == b.number;
}
Tensor times(const Tensor& x, const Param& p) { return p.is_tensor() ? x * p.tensor : x * p.number; }
Tensor plus(const Tensor& x, const Param& p) { return p.is_tensor() ? x + p.tensor : x + p.number; }

struct Exp final : Transform::Impl {
  std::string name() const override { return "ExpTransform"; }
  Constraint domain() const override { return constraints::real; }
  Constraint codomain() const override { return constraints::positive; }
  Tensor sign() const override { return one(); }
  Tensor forward(const Tensor& x) const override { return exp(x); }
  Tensor backward(const Tensor& y) const override { return log(y); }
  Tensor log_abs_det_jacobian(const Tensor& x, const Tensor&) const override { return x; }
};

struct Power final : Transform::Impl {
  explicit Power(Param e) : exponent(std::move(e)) {}
  std::string name() const override { return "PowerTransform"; }
  Constraint domain() const override { return constraints::positive; }
  Constraint codomain() const override { return constraints::positive; }
  Tensor sign() const override { return one(); }
  Tensor forward(const Tensor& x) const override { return exponent.is_tensor() ? pow(x, exponent.tensor) : pow(x, exponent.number); }
  Tensor backward(const Tensor& y) const override { return exponent.is_tensor() ? pow(y, 1 / exponent.tensor) : pow(y, 1 / exponent.number); }
  Tensor log_abs_det_jacobian(const Tensor& x, const Tensor& y) const override { return log(abs(times(y / x, exponent))); }
  bool equal(const Impl& o) const override {
    const auto* p = dynamic_cast<const Power*>(&o);
    return p && same(exponent, p->exponent);
  }
  Param exponent;
};

struct Sigmoid final : Transform::Impl {
  std::string name() const override { return "SigmoidTransform"; }
  Constraint domain() const override { return constraints::real; }
  Constraint codomain() const override { return constraints::unit_interval; }
  Tensor sign() const override { return one(); }
  Tensor forward(const Tensor& x) const override { return sigmoid(x); }
  Tensor backward(const Tensor& y) const override { return log(y) - log1p(-y); }
  Tensor log_abs_det_jacobian(const Tensor& x, const Tensor&) const override { return -softplus(-x) - softplus(x); }
};

struct Abs final : Transform::Impl {
  std::string name() const override { return "AbsTransform"; }
  Constraint domain() const override { return constraints::real; }
  Constraint codomain() const override { return constraints::positive; }
  bool bijective() const override { return false; }
  Tensor forward(const Tensor& x) const override { return abs(x); }
  Tensor backward(const Tensor& y) const override { return y; }
};

struct Affine final : Transform::Impl {
  Affine(Param l, Param s, int64_t e) : loc(std::move(l)), scale(std::move(s)), events(e) {}
  std::string name() const override { return "AffineTransform"; }
  Constraint domain() const override { return constraints::real.independent(events); }
  Constraint codomain() const override { return constraints::real.independent(events); }
  int64_t event_dim() const override { return events; }
  Tensor sign() const override {
    return scale.is_tensor() ? tl::sign(scale.tensor) : whole(scale.number > 0 ? 1 : scale.number < 0 ? -1 : 0);
  }
  Tensor forward(const Tensor& x) const override { return plus(times(x, scale), loc); }
  Tensor backward(const Tensor& y) const override {
    const Tensor centred = loc.is_tensor() ? y - loc.tensor : y - loc.number;
    return scale.is_tensor() ? centred / scale.tensor : centred / scale.number;
  }
  Tensor log_abs_det_jacobian(const Tensor& x, const Tensor&) const override {
    const Tensor stretch = scale.is_tensor() ? log(abs(scale.tensor)) : full_like(x, std::log(std::abs(scale.number)));
    const DimVector shape = broadcast_shapes("AffineTransform", DimVector(x.sizes().begin(), x.sizes().end()), DimVector(stretch.sizes().begin(), stretch.sizes().end()));
    return sum_rightmost(expand(stretch, shape), events);
  }
  bool equal(const Impl& o) const override {
    const auto* p = dynamic_cast<const Affine*>(&o);
    return p && events == p->events && same(loc, p->loc) && same(scale, p->scale);
  }
  Param loc, scale;
  int64_t events;
};

struct Softmax final : Transform::Impl {
  std::string name() const override { return "SoftmaxTransform"; }
  Constraint domain() const override { return constraints::real_vector; }
  Constraint codomain() const override { return constraints::simplex; }
  bool bijective() const override { return false; }
  int64_t event_dim() const override { return 1; }
  Tensor forward(const Tensor& x) const override { return softmax(x, -1); }
  Tensor backward(const Tensor& y) const override { return log(y); }
};

/// Piece k is the share sigmoid(x_k − log(K−1−k)) of what is left: all pieces are equal at x = 0.
struct StickBreaking final : Transform::Impl {
  std::string name() const override { return "StickBreakingTransform"; }
  Constraint domain() const override { return constraints::real_vector; }
  Constraint codomain() const override { return constraints::simplex; }
  int64_t event_dim() const override { return 1; }
  static Tensor offsets(int64_t pieces, const Tensor& like) { return log(arange(pieces, 0, -1, TensorOptions(like.dtype()).device(like.device()))); }
  static Tensor padded(const Tensor& t, bool front) { return constant_pad_nd(t, front ? DimVector{1, 0} : DimVector{0, 1}, 1); }
  Tensor forward(const Tensor& x) const override {
    const Tensor share = sigmoid(x - offsets(x.size(-1), x)), left = cumprod(1 - share, -1);
    return padded(share, false) * padded(left, true);
  }
  Tensor backward(const Tensor& y) const override {
    const int64_t pieces = y.size(-1) - 1;
    const Tensor first = narrow(y, -1, 0, pieces), left = clamp_min(1 - cumsum(first, -1), y.dtype() == kDouble ? 2.3e-308 : 1.2e-38);
    return log(first) - log(left) + offsets(pieces, y);
  }
  Tensor log_abs_det_jacobian(const Tensor& x, const Tensor& y) const override {
    const Tensor shifted = x - offsets(x.size(-1), x);
    return sum(-shifted - softplus(-shifted) + log(narrow(y, -1, 0, y.size(-1) - 1)), {-1});
  }
  DimVector forward_shape(const DimVector& shape) const override { return with_last(shape, 1); }
  DimVector backward_shape(const DimVector& shape) const override { return with_last(shape, -1); }
  static DimVector with_last(DimVector shape, int64_t more) {
    TL_CHECK(!shape.empty(), value, "StickBreakingTransform", "needs vectors, not single numbers");
    shape.back() += more;
    return shape;
  }
};

struct LowerCholesky final : Transform::Impl {
  std::string name() const override { return "LowerCholeskyTransform"; }
  Constraint domain() const override { return constraints::real.independent(2); }
  Constraint codomain() const override { return constraints::lower_cholesky; }
  bool bijective() const override { return false; }
  int64_t event_dim() const override { return 2; }
  Tensor forward(const Tensor& x) const override { return tril(x, -1) + diag_embed(exp(diagonal(x, 0, -2, -1))); }
  Tensor backward(const Tensor& y) const override { return tril(y, -1) + diag_embed(log(diagonal(y, 0, -2, -1))); }
};

struct Compose final : Transform::Impl {
  explicit Compose(std::vector<Transform> p) : parts(std::move(p)) {}
  std::string name() const override { return "ComposeTransform"; }
  Constraint domain() const override { return parts.empty() ? constraints::real : parts.front().domain(); }
  Constraint codomain() const override { return parts.empty() ? constraints::real : parts.back().codomain(); }
  bool bijective() const override { return std::all_of(parts.begin(), parts.end(), [](const Transform& t) { return t.bijective(); }); }
  int64_t event_dim() const override {
    int64_t n = 0;
    for (const Transform& t : parts) n = std::max(n, t.event_dim());
    return n;
  }
  Tensor sign() const override {
    Tensor s = one();
    for (const Transform& t : parts) s = s * t.sign();
    return s;
  }
  Tensor forward(const Tensor& x) const override {
    Tensor v = x;
    for (const Transform& t : parts) v = t(v);
    return v;
  }
  Tensor backward(const Tensor& y) const override {
    Tensor v = y;
    for (auto t = parts.rbegin(); t != parts.rend(); ++t) v = t->inv()(v);
    return v;
  }
  Tensor log_abs_det_jacobian(const Tensor& x, const Tensor&) const override {
    if (parts.empty()) return zeros_like(x);
    Tensor sum, at = x;
    for (const Transform& t : parts) {
      const Tensor next = t(at), part = sum_rightmost(t.log_abs_det_jacobian(at, next), event_dim() - t.event_dim());
      sum = sum.defined() ? sum + part : part;
      at = next;
    }
    return sum;
  }
  DimVector forward_shape(const DimVector& shape) const override {
    DimVector s = shape;
    for (const Transform& t : parts) s = t.forward_shape(s);
    return s;
  }
  DimVector backward_shape(const DimVector& shape) const override {
    DimVector s = shape;
    for (auto t = parts.rbegin(); t != parts.rend(); ++t) s = t->inv().forward_shape(s);
    return s;
  }
  bool equal(const Impl& o) const override {
    const auto* c = dynamic_cast<const Compose*>(&o);
    return c && parts == c->parts;
  }
  std::vector<Transform> parts;
};
}  // namespace

ExpTransform::ExpTransform(int64_t cache_size) : Transform(std::make_shared<Exp>(), cache_size) {}
PowerTransform::PowerTransform(Param exponent, int64_t cache_size) : Transform(std::make_shared<Power>(std::move(exponent)), cache_size) {}
SigmoidTransform::SigmoidTransform(int64_t cache_size) : Transform(std::make_shared<Sigmoid>(), cache_size) {}
AbsTransform::AbsTransform(int64_t cache_size) : Transform(std::make_shared<Abs>(), cache_size) {}
AffineTransform::AffineTransform(Param loc, Param scale, int64_t event_dim, int64_t cache_size)
    : Transform(std::make_shared<Affine>(std::move(loc), std::move(scale), event_dim), cache_size) {
  TL_CHECK(event_dim >= 0, value, "AffineTransform", "event_dim must not be negative, but is ", event_dim);
}
SoftmaxTransform::SoftmaxTransform(int64_t cache_size) : Transform(std::make_shared<Softmax>(), cache_size) {}
StickBreakingTransform::StickBreakingTransform(int64_t cache_size) : Transform(std::make_shared<StickBreaking>(), cache_size) {}
LowerCholeskyTransform::LowerCholeskyTransform(int64_t cache_size) : Transform(std::make_shared<LowerCholesky>(), cache_size) {}
ComposeTransform::ComposeTransform(std::vector<Transform> parts, int64_t cache_size) : Transform(std::make_shared<Compose>(std::move(parts)), cache_size) {}

}  // namespace tl::distributions
