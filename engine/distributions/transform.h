// SPDX-License-Identifier: Apache-2.0
// Invertible changes of a random variable, with the logarithm of how much they stretch space; the manual's torch.distributions.transforms.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/distributions/constraint.h"

namespace tl::distributions {

/// A cheap handle. Derive from Transform::Impl for transforms of your own.
class Transform {
 public:
  class Impl {
   public:
    virtual ~Impl();
    virtual std::string name() const = 0;
    virtual Constraint domain() const = 0;
    virtual Constraint codomain() const = 0;
    virtual bool bijective() const;
    /// Trailing dimensions that are transformed together.
    virtual int64_t event_dim() const;
    /// 1 or −1 where the transform is monotone (0-dim int64 when the same everywhere); throws where it is not.
    virtual Tensor sign() const;
    virtual Tensor forward(const Tensor& x) const = 0;
    /// For transforms that are not bijective, one of the values that lead to y.
    virtual Tensor backward(const Tensor& y) const = 0;
    /// log |det dy/dx|, the last event_dim() dimensions gone.
    virtual Tensor log_abs_det_jacobian(const Tensor& x, const Tensor& y) const;
    /// Shape of the result for this shape of the argument.
    virtual DimVector forward_shape(const DimVector& shape) const;
    virtual DimVector backward_shape(const DimVector& shape) const;
    virtual bool equal(const Impl& other) const;
  };
  using ImplPtr = std::shared_ptr<const Impl>;

  /// `cache_size` 1 remembers the last pair, so that inverting what was just computed costs nothing and loses nothing.
  explicit Transform(ImplPtr impl, int64_t cache_size = 0);
  Tensor operator()(const Tensor& x) const;
  /// The inverse; its inverse is this transform again.
  Transform inv() const;
  Tensor log_abs_det_jacobian(const Tensor& x, const Tensor& y) const;
  Constraint domain() const;
  Constraint codomain() const;
  bool bijective() const;
  int64_t event_dim() const;
  Tensor sign() const;
  std::string name() const;
  DimVector forward_shape(const DimVector& shape) const;
  bool operator==(const Transform& other) const;
  const ImplPtr& impl() const { return impl_; }
  bool inverted() const { return inverted_; }

 private:
  Tensor apply(const Tensor& from, bool forward) const;
  ImplPtr impl_;
  std::shared_ptr<void> cache_;  ///< the last pair
  bool inverted_ = false;
};

/// y = e^x.
struct ExpTransform : Transform { explicit ExpTransform(int64_t cache_size = 0); };
/// y = x^exponent, of positive numbers.
struct PowerTransform : Transform { explicit PowerTransform(Param exponent, int64_t cache_size = 0); };
/// y = 1 / (1 + e^−x).
struct SigmoidTransform : Transform { explicit SigmoidTransform(int64_t cache_size = 0); };
/// y = |x|; not bijective, the inverse is the positive one.
struct AbsTransform : Transform { explicit AbsTransform(int64_t cache_size = 0); };
/// y = loc + scale·x; with event_dim 1 or 2 of whole vectors or matrices.
struct AffineTransform : Transform { AffineTransform(Param loc, Param scale, int64_t event_dim = 0, int64_t cache_size = 0); };
/// y = softmax(x) along the last dimension; not bijective, the inverse is log y.
struct SoftmaxTransform : Transform { explicit SoftmaxTransform(int64_t cache_size = 0); };
/// From K−1 numbers to K probabilities, by breaking a stick; bijective.
struct StickBreakingTransform : Transform { explicit StickBreakingTransform(int64_t cache_size = 0); };
/// From any square matrix to a lower triangular one with a positive diagonal (its exponential).
struct LowerCholeskyTransform : Transform { explicit LowerCholeskyTransform(int64_t cache_size = 0); };
/// One after the other, the first in the list first; none of them is the identity.
struct ComposeTransform : Transform { explicit ComposeTransform(std::vector<Transform> parts, int64_t cache_size = 0); };

/// From unconstrained numbers to what a constraint allows.
class ConstraintRegistry {
 public:
  using Factory = std::function<Transform(const Constraint&)>;
  explicit ConstraintRegistry(const char* name);
  ConstraintRegistry(const ConstraintRegistry&);
  ConstraintRegistry& operator=(const ConstraintRegistry&);
  ~ConstraintRegistry();
  /// Replaces what stood for constraints of this kind. Not thread-safe: register before use.
  void register_factory(Constraint::Kind kind, Factory factory);
  /// Throws where no transform is known.
  Transform operator()(const Constraint& constraint) const;

 private:
  struct Factories;
  const char* name_;
  Factories* factories_;
};
/// Bijections only.
ConstraintRegistry& biject_to();
/// Transforms that need not be bijective but work coordinate by coordinate, which suits gradient steps better.
ConstraintRegistry& transform_to();
Transform biject_to(const Constraint& c);
Transform transform_to(const Constraint& c);

/// Sums the last `n` dimensions.
Tensor sum_rightmost(const Tensor& value, int64_t n);

}  // namespace tl::distributions
