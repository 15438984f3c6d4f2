// SPDX-License-Identifier: Apache-2.0
#include "engine/distributions/constraint.h"

#include "engine/core/error.h"
#include "engine/ops/functions.h"

namespace tl::distributions {
namespace {
using Kind = Constraint::Kind;

Tensor both(const Tensor& a, const Tensor& b) { return logical_and(a, b); }
/// Whether all of the last `n` dimensions are true.
Tensor all_rightmost(const Tensor& ok, int64_t n) {
  if (n == 0) return ok;
  TL_CHECK(ok.dim() >= n, value, "constraint", "needs values of at least ", n, " dimensions, but they are ", ok.sizes());
  DimVector dims;
  for (int64_t d = 1; d <= n; ++d) dims.push_back(-d);
  return sum(logical_not(ok), dims) == 0;
}
Tensor compare(const Tensor& v, const Param& bound, Tensor (*by_tensor)(const Tensor&, const Tensor&), Tensor (*by_number)(const Tensor&, const Scalar&)) {
  return bound.is_tensor() ? by_tensor(v, bound.tensor) : by_number(v, bound.number);
}
Tensor above(const Tensor& v, const Param& b) { return compare(v, b, [](auto& x, auto& y) { return x > y; }, [](auto& x, auto& y) { return x > y; }); }
Tensor at_least(const Tensor& v, const Param& b) { return compare(v, b, [](auto& x, auto& y) { return x >= y; }, [](auto& x, auto& y) { return x >= y; }); }
Tensor below(const Tensor& v, const Param& b) { return compare(v, b, [](auto& x, auto& y) { return x < y; }, [](auto& x, auto& y) { return x < y; }); }
Tensor at_most(const Tensor& v, const Param& b) { return compare(v, b, [](auto& x, auto& y) { return x <= y; }, [](auto& x, auto& y) { return x <= y; }); }
Tensor whole(const Tensor& v) { return v.is_floating_point() ? v == floor(v) : v == v; }
Tensor zero_or_one(const Tensor& v) { return logical_or(v == 0, v == 1); }
Tensor sums_to_one(const Tensor& v) { return abs(sum(v, {-1}) - 1) < 1e-6; }

Tensor positive_definite(const Tensor& v) {
  TL_CHECK(v.dim() >= 2 && v.size(-1) == v.size(-2), value, "constraint", "positive_definite needs square matrices, not ", v.sizes());
  const Tensor turned = transpose(v, -2, -1);
  const Tensor symmetric = all_rightmost(abs(v - turned) <= 1e-5 * clamp_min(maximum(abs(v), abs(turned)), 1.0), 2);
  const Tensor eigenvalues = std::get<0>(symeig(v, false));
  return both(symmetric, all_rightmost(eigenvalues > 0, 1));
}

Tensor check_kind(Kind kind, const Tensor& v, const Param& lower, const Param& upper) {
  switch (kind) {
    case Kind::dependent: break;
    case Kind::real: return v == v;
    case Kind::boolean: return zero_or_one(v);
    case Kind::one_hot: return both(all_rightmost(zero_or_one(v), 1), sums_to_one(v));
    case Kind::integer_interval: return both(whole(v), both(at_least(v, lower), at_most(v, upper)));
    case Kind::integer_greater_than_eq: return both(whole(v), at_least(v, lower));
    case Kind::multinomial: return both(all_rightmost(both(whole(v), v >= 0), 1), at_most(sum(v, {-1}), upper));
    case Kind::greater_than: return above(v, lower);
    case Kind::greater_than_eq: return at_least(v, lower);
    case Kind::less_than: return below(v, upper);
    case Kind::interval: return both(at_least(v, lower), at_most(v, upper));
    case Kind::half_open_interval: return both(at_least(v, lower), below(v, upper));
    case Kind::simplex: return both(all_rightmost(v >= 0, 1), sums_to_one(v));
    case Kind::lower_triangular: return all_rightmost(tril(v) == v, 2);
    case Kind::lower_cholesky: return both(all_rightmost(tril(v) == v, 2), all_rightmost(diagonal(v, 0, -2, -1) > 0, 1));
    case Kind::positive_definite: return positive_definite(v);
  }
  TL_THROW(value, "constraint", "whether a value belongs to a dependent constraint cannot be said: ask the distribution for its support");
}

int64_t own_event_dim(Kind kind) {
  switch (kind) {
    case Kind::one_hot: case Kind::multinomial: case Kind::simplex: return 1;
    case Kind::lower_triangular: case Kind::lower_cholesky: case Kind::positive_definite: return 2;
    default: return 0;
  }
}
}  // namespace

Param::Param(double v) : number(v) {}
Param::Param(float v) : number(v) {}
Param::Param(int v) : number(v) {}
Param::Param(int64_t v) : number(static_cast<double>(v)) {}
Param::Param(Tensor t) : tensor(std::move(t)) {}
Tensor Param::value() const { return is_tensor() ? tensor : scalar_tensor(number, TensorOptions(default_dtype())); }

Constraint::Constraint(Kind kind, const char* name, Param lower, Param upper, int64_t reinterpreted)
    : kind_(kind), name_(name), lower_(std::move(lower)), upper_(std::move(upper)), reinterpreted_(reinterpreted) {}
Tensor Constraint::check(const Tensor& value) const {
  const NoGradGuard guard;
  TL_CHECK(value.dim() >= event_dim(), value, "constraint", repr(), " is about ", event_dim(), " dimensions, but the value is ", value.sizes());
  return all_rightmost(check_kind(kind_, value, lower_, upper_), reinterpreted_);
}
int64_t Constraint::event_dim() const { return own_event_dim(kind_) + reinterpreted_; }
Constraint Constraint::independent(int64_t n) const { return {kind_, name_, lower_, upper_, reinterpreted_ + n}; }

std::string Constraint::repr() const {
  const auto text = [](const Param& p) { return p.is_tensor() ? "tensor " + p.tensor.brief() : str(p.number); };
  const std::string name = name_;
  std::string out = name;
  if (name == "greater_than" || name == "greater_than_eq") out += "(lower_bound=" + text(lower_) + ")";
  else if (name == "less_than" || name == "multinomial") out += "(upper_bound=" + text(upper_) + ")";
  else if (name.ends_with("interval") && name != "unit_interval") out += "(lower_bound=" + text(lower_) + ", upper_bound=" + text(upper_) + ")";
  return reinterpreted_ && name != "real_vector" ? str("independent(", out, ", ", reinterpreted_, ")") : out;
}

namespace constraints {
const Constraint dependent{Kind::dependent, "dependent"};
const Constraint boolean{Kind::boolean, "boolean"};
const Constraint one_hot{Kind::one_hot, "one_hot"};
const Constraint nonnegative_integer{Kind::integer_greater_than_eq, "nonnegative_integer", 0};
const Constraint positive_integer{Kind::integer_greater_than_eq, "positive_integer", 1};
const Constraint real{Kind::real, "real"};
const Constraint real_vector{Kind::real, "real_vector", 0.0, 0.0, 1};
const Constraint positive{Kind::greater_than, "positive", 0.0};
const Constraint nonnegative{Kind::greater_than_eq, "nonnegative", 0.0};
const Constraint unit_interval{Kind::interval, "unit_interval", 0.0, 1.0};
const Constraint simplex{Kind::simplex, "simplex"};
const Constraint lower_triangular{Kind::lower_triangular, "lower_triangular"};
const Constraint lower_cholesky{Kind::lower_cholesky, "lower_cholesky"};
const Constraint positive_definite{Kind::positive_definite, "positive_definite"};
Constraint integer_interval(Param lower, Param upper) { return {Kind::integer_interval, "integer_interval", std::move(lower), std::move(upper)}; }
Constraint greater_than(Param lower) { return {Kind::greater_than, "greater_than", std::move(lower)}; }
Constraint greater_than_eq(Param lower) { return {Kind::greater_than_eq, "greater_than_eq", std::move(lower)}; }
Constraint less_than(Param upper) { return {Kind::less_than, "less_than", 0.0, std::move(upper)}; }
Constraint interval(Param lower, Param upper) { return {Kind::interval, "interval", std::move(lower), std::move(upper)}; }
Constraint half_open_interval(Param lower, Param upper) { return {Kind::half_open_interval, "half_open_interval", std::move(lower), std::move(upper)}; }
Constraint multinomial(Param total_count) { return {Kind::multinomial, "multinomial", 0.0, std::move(total_count)}; }
}  // namespace constraints

}  // namespace tl::distributions
