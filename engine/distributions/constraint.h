// SPDX-License-Identifier: Apache-2.0
// What values a parameter or a sample of a distribution may have.
#pragma once
#include <string>

#include "engine/core/tensor.h"

namespace tl::distributions {

/// A number or a tensor of numbers; numbers take the default float type.
struct Param {
  Param(double v) : number(v) {}
  Param(float v) : number(v) {}
  Param(int v) : number(v) {}
  Param(int64_t v) : number(static_cast<double>(v)) {}
  Param(Tensor t) : tensor(std::move(t)) {}
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
  Constraint(Kind kind, const char* name, Param lower = 0.0, Param upper = 0.0, int64_t reinterpreted = 0)
      : kind_(kind), name_(name), lower_(std::move(lower)), upper_(std::move(upper)), reinterpreted_(reinterpreted) {}

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
inline const Constraint dependent{Kind::dependent, "dependent"};
inline const Constraint boolean{Kind::boolean, "boolean"};
inline const Constraint one_hot{Kind::one_hot, "one_hot"};
inline const Constraint nonnegative_integer{Kind::integer_greater_than_eq, "nonnegative_integer", 0};
inline const Constraint positive_integer{Kind::integer_greater_than_eq, "positive_integer", 1};
inline const Constraint real{Kind::real, "real"};
inline const Constraint real_vector{Kind::real, "real_vector", 0.0, 0.0, 1};
inline const Constraint positive{Kind::greater_than, "positive", 0.0};
inline const Constraint nonnegative{Kind::greater_than_eq, "nonnegative", 0.0};
inline const Constraint unit_interval{Kind::interval, "unit_interval", 0.0, 1.0};
inline const Constraint simplex{Kind::simplex, "simplex"};
inline const Constraint lower_triangular{Kind::lower_triangular, "lower_triangular"};
inline const Constraint lower_cholesky{Kind::lower_cholesky, "lower_cholesky"};
inline const Constraint positive_definite{Kind::positive_definite, "positive_definite"};
inline Constraint integer_interval(Param lower, Param upper) { return {Kind::integer_interval, "integer_interval", std::move(lower), std::move(upper)}; }
inline Constraint greater_than(Param lower) { return {Kind::greater_than, "greater_than", std::move(lower)}; }
inline Constraint greater_than_eq(Param lower) { return {Kind::greater_than_eq, "greater_than_eq", std::move(lower)}; }
inline Constraint less_than(Param upper) { return {Kind::less_than, "less_than", 0.0, std::move(upper)}; }
inline Constraint interval(Param lower, Param upper) { return {Kind::interval, "interval", std::move(lower), std::move(upper)}; }
inline Constraint half_open_interval(Param lower, Param upper) { return {Kind::half_open_interval, "half_open_interval", std::move(lower), std::move(upper)}; }
/// Counts of each category, no more than `total_count` together.
inline Constraint multinomial(Param total_count) { return {Kind::multinomial, "multinomial", 0.0, std::move(total_count)}; }
}  // namespace constraints

}  // namespace tl::distributions
