// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/init.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/core/error.h"
#include "engine/ops/functions.h"

namespace tl::nn::init {

double calculate_gain(const std::string& n, double param) {
  if (n == "linear" || n == "sigmoid" || n.rfind("conv", 0) == 0) return 1;
  if (n == "tanh") return 5.0 / 3;
  if (n == "relu") return std::sqrt(2.0);
  if (n == "leaky_relu") return std::sqrt(2.0 / (1 + param * param));
  if (n == "selu") return 0.75;
  TL_THROW(value, "calculate_gain", "unsupported nonlinearity '", n, "'");
}
std::pair<int64_t, int64_t> fans(const Tensor& t) {
  TL_CHECK(t.dim() >= 2, value, "init", "fan in and fan out can not be computed for tensor ", t.sizes(), " with fewer than 2 dimensions");
  int64_t field = 1;
  for (int64_t d = 2; d < t.dim(); ++d) field *= t.size(d);
  return {t.size(1) * field, t.size(0) * field};
}
namespace {
double kaiming_std(const char* op, const Tensor& t, double a, const std::string& mode, const std::string& nonlinearity) {
  TL_CHECK(mode == "fan_in" || mode == "fan_out", value, op, "mode must be fan_in or fan_out, not '", mode, "'");
  const auto [in, out] = fans(t);
  return calculate_gain(nonlinearity, a) / std::sqrt(static_cast<double>(std::max<int64_t>(1, mode == "fan_in" ? in : out)));
}
/// Inverse error function by two Newton steps on a rational start (Giles).
double erfinv(double y) {
  const double w = -std::log((1 - y) * (1 + y));
  double x;
  if (w < 5) {
    const double v = w - 2.5;
    x = (((((((( 2.81022636e-08 * v + 3.43273939e-07) * v - 3.5233877e-06) * v - 4.39150654e-06) * v + 0.00021858087) * v - 0.00125372503) * v - 0.00417768164) * v + 0.246640727) * v + 1.50140941) * y;
  } else {
    const double v = std::sqrt(w) - 3;
    x = ((((((((-0.000200214257 * v + 0.000100950558) * v + 0.00134934322) * v - 0.00367342844) * v + 0.00573950773) * v - 0.0076224613) * v + 0.00943887047) * v + 1.00167406) * v + 2.83297682) * y;
  }
  for (int i = 0; i < 2; ++i) x -= (std::erf(x) - y) / (2 / std::sqrt(M_PI) * std::exp(-x * x));
  return x;
}
}  // namespace

Tensor uniform_(Tensor t, double a, double b) { NoGradGuard g; return t.uniform_(a, b); }
Tensor normal_(Tensor t, double mean, double std) { NoGradGuard g; return t.normal_(mean, std); }
Tensor trunc_normal_(Tensor t, double mean, double std, double a, double b) {
  NoGradGuard guard;
  TL_CHECK(a < b, value, "trunc_normal_", "a ", a, " must be below b ", b);
  if (t.is_meta()) return t;
  const auto cdf = [](double x) { return (1 + std::erf(x / std::sqrt(2.0))) / 2; };
  const double lo = cdf((a - mean) / std), hi = cdf((b - mean) / std);
  Tensor u = empty(t.sizes(), kDouble).uniform_(2 * lo - 1, 2 * hi - 1);
  double* p = u.data_ptr<double>();
  for (int64_t i = 0; i < u.numel(); ++i) p[i] = std::clamp(erfinv(std::clamp(p[i], -1 + 1e-15, 1 - 1e-15)) * std * std::sqrt(2.0) + mean, a, b);
  return t.copy_(u);
}
Tensor constant_(Tensor t, const Scalar& value) { NoGradGuard g; return t.fill_(value); }
Tensor ones_(Tensor t) { return constant_(std::move(t), 1); }
Tensor zeros_(Tensor t) { return constant_(std::move(t), 0); }
Tensor eye_(Tensor t) {
  NoGradGuard g;
  TL_CHECK(t.dim() == 2, value, "eye_", "only tensors with 2 dimensions are supported, not ", t.sizes());
  return t.copy_(eye(t.size(0), t.size(1), t.options()));
}
Tensor dirac_(Tensor t, int64_t groups) {
  NoGradGuard g;
  TL_CHECK(t.dim() >= 3 && t.dim() <= 5, value, "dirac_", "only tensors with 3, 4 or 5 dimensions are supported, not ", t.sizes());
  TL_CHECK(groups > 0 && t.size(0) % groups == 0, value, "dirac_", "dim 0 of ", t.sizes(), " must be divisible by groups ", groups);
  t.zero_();
  const int64_t per = t.size(0) / groups, m = std::min(per, t.size(1));
  for (int64_t k = 0; k < groups; ++k)
    for (int64_t d = 0; d < m; ++d) {
      Tensor at = t.select(0, k * per + d).select(0, d);
      while (at.dim() > 0) at = at.select(0, at.size(0) / 2);
      at.fill_(1);
    }
  return t;
}
Tensor xavier_uniform_(Tensor t, double gain) {
  const auto [in, out] = fans(t);
  const double bound = std::sqrt(3.0) * gain * std::sqrt(2.0 / static_cast<double>(in + out));
  return uniform_(std::move(t), -bound, bound);
}
Tensor xavier_normal_(Tensor t, double gain) {
  const auto [in, out] = fans(t);
  return normal_(std::move(t), 0, gain * std::sqrt(2.0 / static_cast<double>(in + out)));
}
Tensor kaiming_uniform_(Tensor t, double a, const std::string& mode, const std::string& nonlinearity) {
  const double bound = std::sqrt(3.0) * kaiming_std("kaiming_uniform_", t, a, mode, nonlinearity);
  return uniform_(std::move(t), -bound, bound);
}
Tensor kaiming_normal_(Tensor t, double a, const std::string& mode, const std::string& nonlinearity) {
  const double std = kaiming_std("kaiming_normal_", t, a, mode, nonlinearity);
  return normal_(std::move(t), 0, std);
}
Tensor orthogonal_(Tensor t, double gain) {
  NoGradGuard guard;
  TL_CHECK(t.dim() >= 2, value, "orthogonal_", "only tensors with 2 or more dimensions are supported, not ", t.sizes());
  if (t.is_meta() || t.numel() == 0) return t;
  const int64_t rows = t.size(0), cols = t.numel() / rows, n = std::max(rows, cols), m = std::min(rows, cols);
  const Tensor draw = empty({n, m}, kDouble).normal_();
  // Modified Gram-Schmidt, twice for orthogonality to rounding; signs as drawn.
  std::vector<std::vector<double>> q(static_cast<size_t>(m), std::vector<double>(static_cast<size_t>(n)));
  const double* p = draw.data_ptr<double>();
  for (int64_t j = 0; j < m; ++j)
    for (int64_t i = 0; i < n; ++i) q[static_cast<size_t>(j)][static_cast<size_t>(i)] = p[i * m + j];
  for (size_t j = 0; j < q.size(); ++j) {
    for (int pass = 0; pass < 2; ++pass)
      for (size_t k = 0; k < j; ++k) {
        double dot = 0;
        for (size_t i = 0; i < q[j].size(); ++i) dot += q[j][i] * q[k][i];
        for (size_t i = 0; i < q[j].size(); ++i) q[j][i] -= dot * q[k][i];
      }
    double norm = 0;
    for (const double v : q[j]) norm += v * v;
    norm = std::sqrt(norm);
    for (double& v : q[j]) v /= norm;
  }
  Tensor out = empty({rows, cols}, kDouble);
  double* o = out.data_ptr<double>();
  for (int64_t i = 0; i < rows; ++i)
    for (int64_t j = 0; j < cols; ++j)
      o[i * cols + j] = gain * (rows >= cols ? q[static_cast<size_t>(j)][static_cast<size_t>(i)] : q[static_cast<size_t>(i)][static_cast<size_t>(j)]);
  return t.copy_(out.view(t.sizes()));
}
Tensor sparse_(Tensor t, double sparsity, double std) {
  NoGradGuard guard;
  TL_CHECK(t.dim() == 2, value, "sparse_", "only tensors with 2 dimensions are supported, not ", t.sizes());
  TL_CHECK(sparsity >= 0 && sparsity <= 1, value, "sparse_", "sparsity must be between 0 and 1, but is ", sparsity);
  t.normal_(0, std);
  if (t.is_meta()) return t;
  const int64_t rows = t.size(0), zeros = static_cast<int64_t>(std::ceil(sparsity * static_cast<double>(rows)));
  for (int64_t c = 0; c < t.size(1); ++c) {
    const Tensor order = randperm(rows);
    for (int64_t k = 0; k < zeros; ++k) t.select(1, c).select(0, order.data_ptr<int64_t>()[k]).fill_(0);
  }
  return t;
}

}  // namespace tl::nn::init
