// SPDX-License-Identifier: Apache-2.0
#include "engine/distributions/multivariate.h"

#include "engine/core/error.h"
#include "engine/distributions/numbers.h"

namespace tl::distributions {
namespace {
Tensor turned(const Tensor& m) { return transpose(m, -2, -1); }
Tensor times_vector(const Tensor& m, const Tensor& v) { return squeeze(matmul(m, unsqueeze(v, -1)), -1); }
Tensor identity(int64_t n, const Tensor& like) { return eye(n, TensorOptions(like.dtype()).device(like.device())); }
DimVector without_last(const Tensor& t, int64_t n) { return DimVector(t.sizes().begin(), t.sizes().end() - n); }
/// The Cholesky factor of the inverse of a matrix, without inverting it: Cholesky from the other corner.
Tensor tril_of_precision(const Tensor& p) {
  const Tensor corner = turned(flip(cholesky(flip(p, {-2, -1})), {-2, -1}));
  return solve_lower(corner, identity(p.size(-1), p));
}
}  // namespace

Tensor solve_lower(const Tensor& lower, const Tensor& b) {
  DimVector batch = broadcast_shapes("triangular_solve", without_last(lower, 2), without_last(b, 2)), wide_b = batch, wide_l = batch;
  for (const int64_t n : {lower.size(-2), lower.size(-1)}) wide_l.push_back(n);
  for (const int64_t n : {b.size(-2), b.size(-1)}) wide_b.push_back(n);
  return std::get<0>(triangular_solve(expand(b, wide_b), expand(lower, wide_l), false));
}
Tensor mahalanobis(const Tensor& scale_tril, const Tensor& x) { return sum(square(solve_lower(scale_tril, unsqueeze(x, -1))), {-2, -1}); }
Tensor half_log_determinant(const Tensor& scale_tril) { return sum(log(diagonal(scale_tril, 0, -2, -1)), {-1}); }

// ---- MultivariateNormal
std::string MultivariateNormal::name() const { return "MultivariateNormal"; }
bool MultivariateNormal::has_rsample() const { return true; }
Constraint MultivariateNormal::support() const { return constraints::real_vector; }
Tensor MultivariateNormal::mean() const { return loc(); }
MultivariateNormal::MultivariateNormal(Tensor loc, Tensor covariance_matrix, Tensor precision_matrix, Tensor scale_tril, Validate validate_args)
    : Family(validate_args) {
  TL_CHECK(loc.defined() && loc.dim() >= 1, value, "MultivariateNormal", "loc must be at least one-dimensional");
  const int given = covariance_matrix.defined() + precision_matrix.defined() + scale_tril.defined();
  TL_CHECK(given == 1, value, "MultivariateNormal", "exactly one of covariance_matrix or precision_matrix or scale_tril may be specified, but ", given, " are");
  const int64_t n = loc.size(-1);
  for (const Tensor* m : {&covariance_matrix, &precision_matrix, &scale_tril})
    TL_CHECK(!m->defined() || (m->dim() >= 2 && m->size(-1) == n && m->size(-2) == n), value, "MultivariateNormal", "the matrix ", m->sizes(), " does not fit loc ", loc.sizes(),
             ": it must be ", n, "×", n);
  set_parameters({{"loc", constraints::real_vector, std::move(loc)},
                  {"covariance_matrix", constraints::positive_definite, std::move(covariance_matrix)},
                  {"precision_matrix", constraints::positive_definite, std::move(precision_matrix)},
                  {"scale_tril", constraints::lower_cholesky, std::move(scale_tril)}},
                 {n});
}
Tensor MultivariateNormal::scale_tril() const {
  if (const Tensor& l = parameter("scale_tril"); l.defined()) return l;
  if (const Tensor& c = parameter("covariance_matrix"); c.defined()) return cholesky(c);
  return tril_of_precision(parameter("precision_matrix"));
}
Tensor MultivariateNormal::covariance_matrix() const {
  if (const Tensor& c = parameter("covariance_matrix"); c.defined()) return c;
  const Tensor l = scale_tril();
  return matmul(l, turned(l));
}
Tensor MultivariateNormal::precision_matrix() const {
  if (const Tensor& p = parameter("precision_matrix"); p.defined()) return p;
  const Tensor l = scale_tril(), inverse = solve_lower(l, identity(l.size(-1), l));
  return matmul(turned(inverse), inverse);
}
Tensor MultivariateNormal::attribute(const std::string& name) const {
  if (name == "scale_tril") return scale_tril();
  if (name == "covariance_matrix") return covariance_matrix();
  return name == "precision_matrix" ? precision_matrix() : Distribution::attribute(name);
}
Tensor MultivariateNormal::variance() const { return sum(square(scale_tril()), {-1}); }
Tensor MultivariateNormal::entropy() const {
  return half_log_determinant(scale_tril()) + 0.5 * static_cast<double>(event_shape()[0]) * (1 + kLogTwoPi);
}
Tensor MultivariateNormal::draw(const DimVector& shape) const { return loc() + times_vector(scale_tril(), standard_normal(shape, loc())); }
Tensor MultivariateNormal::log_density(const Tensor& x) const {
  const Tensor l = scale_tril();
  return (mahalanobis(l, x - loc()) + static_cast<double>(event_shape()[0]) * kLogTwoPi) * -0.5 - half_log_determinant(l);
}

// ---- LowRankMultivariateNormal
std::string LowRankMultivariateNormal::name() const { return "LowRankMultivariateNormal"; }
bool LowRankMultivariateNormal::has_rsample() const { return true; }
Constraint LowRankMultivariateNormal::support() const { return constraints::real_vector; }
Tensor LowRankMultivariateNormal::mean() const { return loc(); }
LowRankMultivariateNormal::LowRankMultivariateNormal(Tensor loc, Tensor cov_factor, Tensor cov_diag, Validate validate_args) : Family(validate_args) {
  TL_CHECK(loc.defined() && loc.dim() >= 1, value, "LowRankMultivariateNormal", "loc must be at least one-dimensional");
  const int64_t n = loc.size(-1);
  TL_CHECK(cov_factor.dim() >= 2 && cov_factor.size(-2) == n, value, "LowRankMultivariateNormal", "cov_factor must be a batch of matrices with shape ", n, "×m, but is ",
           cov_factor.sizes());
  TL_CHECK(cov_diag.dim() >= 1 && cov_diag.size(-1) == n, value, "LowRankMultivariateNormal", "cov_diag must be a batch of vectors with ", n, " entries, but is ", cov_diag.sizes());
  set_parameters({{"loc", constraints::real_vector, std::move(loc)},
                  {"cov_factor", constraints::real.independent(2), std::move(cov_factor)},
                  {"cov_diag", constraints::positive.independent(1), std::move(cov_diag)}},
                 {n});
}
Tensor LowRankMultivariateNormal::capacitance_tril() const {
  const Tensor& w = cov_factor();
  return cholesky(matmul(turned(w), w / unsqueeze(cov_diag(), -1)) + identity(w.size(-1), w));
}
Tensor LowRankMultivariateNormal::log_determinant() const { return half_log_determinant(capacitance_tril()) * 2 + sum(log(cov_diag()), {-1}); }
Tensor LowRankMultivariateNormal::scale_tril() const {
  // √D (K Kᵀ + I)^½ with K = D^−½ W: better conditioned than the covariance itself.
  const Tensor root = unsqueeze(sqrt(cov_diag()), -1), k = cov_factor() / root;
  return root * cholesky(matmul(k, turned(k)) + identity(k.size(-2), k));
}
Tensor LowRankMultivariateNormal::covariance_matrix() const { return matmul(cov_factor(), turned(cov_factor())) + diag_embed(cov_diag()); }
Tensor LowRankMultivariateNormal::precision_matrix() const {
  const Tensor scaled = turned(cov_factor() / unsqueeze(cov_diag(), -1)), a = solve_lower(capacitance_tril(), scaled);
  return diag_embed(reciprocal(cov_diag())) - matmul(turned(a), a);
}
Tensor LowRankMultivariateNormal::attribute(const std::string& name) const {
  if (name == "scale_tril") return scale_tril();
  if (name == "covariance_matrix") return covariance_matrix();
  return name == "precision_matrix" ? precision_matrix() : Distribution::attribute(name);
}
Tensor LowRankMultivariateNormal::variance() const { return sum(square(cov_factor()), {-1}) + cov_diag(); }
Tensor LowRankMultivariateNormal::entropy() const {
  return (log_determinant() + static_cast<double>(event_shape()[0]) * (1 + kLogTwoPi)) * 0.5;
}
Tensor LowRankMultivariateNormal::draw(const DimVector& shape) const {
  DimVector small = shape;
  small.back() = cov_factor().size(-1);
  return loc() + times_vector(cov_factor(), standard_normal(small, loc())) + sqrt(cov_diag()) * standard_normal(shape, loc());
}
Tensor LowRankMultivariateNormal::log_density(const Tensor& x) const {
  const Tensor d = x - loc(), scaled = d / cov_diag();
  const Tensor m = sum(d * scaled, {-1}) - mahalanobis(capacitance_tril(), times_vector(turned(cov_factor()), scaled));
  return (m + log_determinant() + static_cast<double>(event_shape()[0]) * kLogTwoPi) * -0.5;
}

}  // namespace tl::distributions
