// SPDX-License-Identifier: Apache-2.0
// What values a parameter or a sample of a distribution may have.
#pragma once
#include <string>

#include "engine/core/tensor.h"

namespace tl::distributions {

/// A number or a tensor of numbers; numbers take the default float type.
struct Param {
  Param(double v);
  Param(float v);
  Param(int v);
  Param(int64_t v);
  Param(Tensor t);
  bool is_tensor() const { return tensor.defined(); }
  /// The tensor, or the number as a 0-dim tensor.
  Tensor value() const;
  double number = 0;
  Tensor tensor;
};

/// A set of values. `check` answers element by element; constraints on vectors and matrices answer for each of them, so that the last
/// `event_dim()` dimensions of the answer are gone.
class Constraint {
 public:
  enum class Kind {
    dependent, real, boolean, one_hot, integer_interval, integer_greater_than_eq, multinomial, greater_than, greater_than_eq, less_than,
    interval, half_open_interval, simplex, lower_triangular, lower_cholesky, positive_definite
  };
  Constraint(Kind kind, const char* name, Param lower = 0.0, Param upper = 0.0, int64_t reinterpreted = 0);

  /// A bool tensor. Throws for `dependent`, of which nothing can be said without the distribution.
  Tensor check(const Tensor& value) const;
  Kind kind() const { return kind_; }
  const char* name() const { return name_; }
  const Param& lower_bound() const { return lower_; }
  const Param& upper_bound() const { return upper_; }
  /// How many trailing dimensions one answer is about.
  int64_t event_dim() const;
  /// The same of `n` further trailing dimensions at once.
  Constraint independent(int64_t n) const;
  /// "greater_than(lower_bound=0)".
  std::string repr() const;

 private:
  Kind kind_;
  const char* name_;
  Param lower_, upper_;
  int64_t reinterpreted_;
};

/// The manual's torch.distributions.constraints.
namespace constraints {
using Kind = Constraint::Kind;
extern const Constraint dependent;
extern const Constraint boolean;
extern const Constraint one_hot;
extern const Constraint nonnegative_integer;
extern const Constraint positive_integer;
extern const Constraint real;
extern const Constraint real_vector;
extern const Constraint positive;
extern const Constraint nonnegative;
extern const Constraint unit_interval;
extern const Constraint simplex;
extern const Constraint lower_triangular;
extern const Constraint lower_cholesky;
extern const Constraint positive_definite;
Constraint integer_interval(Param lower, Param upper);
Constraint greater_than(Param lower);
Constraint greater_than_eq(Param lower);
Constraint less_than(Param upper);
Constraint interval(Param lower, Param upper);
Constraint half_open_interval(Param lower, Param upper);
/// Counts of each category, no more than `total_count` together.
Constraint multinomial(Param total_count);
}  // namespace constraints

}  // namespace tl::distributions
