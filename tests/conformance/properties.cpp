// SPDX-License-Identifier: Apache-2.0
// Results that are not unique: what must hold of them instead of exact numbers.
#include <algorithm>
#include <cmath>

#include "conformance/objects.h"
#include "conformance/run.h"
#include "engine/ops/functions.h"

namespace tl::conformance {
namespace {
/// A small dense matrix in double precision.
struct Matrix {
  size_t rows = 0, cols = 0;
  std::vector<double> x;
  Matrix(size_t r, size_t c) : rows(r), cols(c), x(r * c) {}
  explicit Matrix(const Tensor& t) : rows(static_cast<size_t>(t.size(0))), cols(static_cast<size_t>(t.size(1))), x(numbers(t)) {}
  double& operator()(size_t i, size_t j) { return x[i * cols + j]; }
  double operator()(size_t i, size_t j) const { return x[i * cols + j]; }
};
Matrix operator*(const Matrix& a, const Matrix& b) {
  if (a.cols != b.rows) throw Mismatch("the factors do not fit together");
  Matrix out(a.rows, b.cols);
  for (size_t i = 0; i < a.rows; ++i)
    for (size_t k = 0; k < a.cols; ++k)
      for (size_t j = 0; j < b.cols; ++j) out(i, j) += a(i, k) * b(k, j);
  return out;
}
Matrix transposed(const Matrix& a) {
  Matrix out(a.cols, a.rows);
  for (size_t i = 0; i < a.rows; ++i)
    for (size_t j = 0; j < a.cols; ++j) out(j, i) = a(i, j);
  return out;
}
Matrix identity(size_t n) {
  Matrix out(n, n);
  for (size_t i = 0; i < n; ++i) out(i, i) = 1;
  return out;
}
void same(const Matrix& a, const Matrix& b, Tolerance tol, const char* what) {
  if (a.rows != b.rows || a.cols != b.cols) throw Mismatch(str(what, ": ", a.rows, "×", a.cols, " against ", b.rows, "×", b.cols));
  double scale = 1;
  for (const double v : b.x) scale = std::max(scale, std::abs(v));
  for (size_t i = 0; i < a.x.size(); ++i)
    if (!(std::abs(a.x[i] - b.x[i]) <= 10 * (tol.atol + tol.rtol * scale))) throw Mismatch(str(what, " does not hold: ", a.x[i], " against ", b.x[i]));
}
void orthonormal_columns(const Matrix& m, Tolerance tol, const char* what) { same(transposed(m) * m, identity(m.cols), tol, what); }

Tensor part(const Value& result, size_t k) {
  if (!result.is_list() || result.to_list().size() <= k) throw Mismatch(str("the result has no part ", k));
  return result.to_list()[k].to_tensor();
}

void check_qr(const Value& result, const Matrix& a, Tolerance tol) {
  const Matrix q(part(result, 0)), r(part(result, 1));
  if (q.cols != std::min(a.rows, a.cols)) throw Mismatch("Q is not thin");
  same(q * r, a, tol, "QR = A");
  orthonormal_columns(q, tol, "Q'Q = I");
  for (size_t i = 0; i < r.rows; ++i)
    for (size_t j = 0; j < std::min(i, r.cols); ++j)
      if (std::abs(r(i, j)) > 10 * tol.atol) throw Mismatch("R is not upper triangular");
}

/// Q from LAPACK's reflectors H_i = I - tau v v', v below the diagonal of `packed`; then Q R = A.
void check_geqrf(const Value& result, const Matrix& a, Tolerance tol) {
  const Matrix packed(part(result, 0));
  const auto tau = numbers(part(result, 1));
  Matrix product = packed;
  for (size_t i = 0; i < product.rows; ++i)
    for (size_t j = 0; j < std::min(i, product.cols); ++j) product(i, j) = 0;
  for (size_t h = tau.size(); h-- > 0;) {
    std::vector<double> v(packed.rows, 0.0);
    v[h] = 1;
    for (size_t i = h + 1; i < packed.rows; ++i) v[i] = packed(i, h);
    for (size_t j = 0; j < product.cols; ++j) {
      double dot = 0;
      for (size_t i = 0; i < packed.rows; ++i) dot += v[i] * product(i, j);
      for (size_t i = 0; i < packed.rows; ++i) product(i, j) -= tau[h] * v[i] * dot;
    }
  }
  same(product, a, tol, "the reflectors times R = A");
}

bool option(const Value::Dict& kwargs, const char* name, bool otherwise) {
  for (const auto& [key, value] : kwargs)
    if (key == name) return value.to_bool();
  return otherwise;
}

void check_svd(const Json& c, const Value& result, const Matrix& a, const Value::Dict& kwargs, Tolerance tol) {
  compare(part(result, 1), c.at("expected"), tol, false, "S");
  const Matrix u(part(result, 0)), v(part(result, 2));
  const auto s = numbers(part(result, 1));
  orthonormal_columns(u, tol, "U'U = I");
  orthonormal_columns(v, tol, "V'V = I");
  if (!option(kwargs, "some", true) && (u.cols != a.rows || v.cols != a.cols)) throw Mismatch("the factors are not full");
  Matrix us(a.rows, s.size());
  for (size_t i = 0; i < a.rows; ++i)
    for (size_t k = 0; k < s.size(); ++k) us(i, k) = u(i, k) * s[k];
  Matrix vt(s.size(), a.cols);
  for (size_t k = 0; k < s.size(); ++k)
    for (size_t j = 0; j < a.cols; ++j) vt(k, j) = v(j, k);
  same(us * vt, a, tol, "U S V' = A");
}

void check_symeig(const Json& c, const Value& result, Matrix a, const Value::Dict& kwargs, Tolerance tol) {
  compare(part(result, 0), c.at("expected"), tol, false, "the eigenvalues");
  const auto e = numbers(part(result, 0));
  const Matrix v(part(result, 1));
  const bool upper = option(kwargs, "upper", true);  // only that triangle of A counts
  for (size_t i = 0; i < a.rows; ++i)
    for (size_t j = 0; j < a.cols; ++j)
      if (upper ? i > j : i < j) a(i, j) = a(j, i);
  orthonormal_columns(v, tol, "V'V = I");
  Matrix ve = v;
  for (size_t i = 0; i < v.rows; ++i)
    for (size_t k = 0; k < v.cols; ++k) ve(i, k) *= e[k];
  same(ve * transposed(v), a, tol, "V e V' = A");
}

/// n×2 eigenvalues in any order; eigenvectors packed: a complex pair stands as real and imaginary part in two columns.
void check_eig(const Json& c, const Value& result, const Matrix& a, const Value::Dict& kwargs, Tolerance tol) {
  const Tensor values = part(result, 0);
  const auto got = numbers(values);
  const auto expected = numbers(read_tensor(c.at("expected").at("tensor")));
  const size_t n = expected.size() / 2;
  if (got.size() != expected.size()) throw Mismatch("there are not n×2 eigenvalues");
  std::vector<bool> used(n);
  for (size_t i = 0; i < n; ++i) {
    size_t k = 0;
    while (k < n && (used[k] || !close(got[2 * k], expected[2 * i], tol) || !close(got[2 * k + 1], expected[2 * i + 1], tol))) ++k;
    if (k == n) throw Mismatch(str("the eigenvalue ", expected[2 * i], " + ", expected[2 * i + 1], "i is missing"));
    used[k] = true;
  }
  if (!option(kwargs, "eigenvectors", false)) return;
  const Matrix v(part(result, 1));
  for (size_t k = 0; k < n; ++k) {
    const bool pair = got[2 * k + 1] != 0;
    if (pair && k + 1 >= n) throw Mismatch("a complex pair of eigenvalues stands apart");
    const double re = got[2 * k], im = got[2 * k + 1];
    for (size_t i = 0; i < n; ++i) {
      double ar = 0, ai = 0;
      for (size_t j = 0; j < n; ++j) {
        ar += a(i, j) * v(j, k);
        if (pair) ai += a(i, j) * v(j, k + 1);
      }
      const double x = v(i, k), y = pair ? v(i, k + 1) : 0;
      if (std::abs(ar - (re * x - im * y)) > 10 * (tol.atol + tol.rtol * 10) || std::abs(ai - (re * y + im * x)) > 10 * (tol.atol + tol.rtol * 10))
        throw Mismatch(str("A v = λ v does not hold for eigenvalue ", k));
    }
    if (pair) ++k;
  }
}

/// mode: any index that points at the value.
void check_index(const Json& c, const Value& result, const Tensor& input, const std::vector<Value>& args, const Value::Dict& kwargs, Tolerance tol) {
  compare(part(result, 0), c.at("expected"), tol, false, "the values");
  int64_t dim = -1;
  if (args.size() > 1 && args[1].is_int()) dim = args[1].i();
  for (const auto& [key, value] : kwargs)
    if (key == "dim") dim = value.to_int();
  if (dim < 0) dim += input.dim();
  const bool keeps = part(result, 1).dim() == input.dim();
  const Tensor index = keeps ? part(result, 1) : unsqueeze(part(result, 1), dim);
  const auto picked = numbers(gather(input.detach(), dim, index)), values = numbers(part(result, 0));
  for (size_t i = 0; i < values.size(); ++i)
    if (picked[i] != values[i]) throw Mismatch(str("index ", i, " points at ", picked[i], ", not at the value ", values[i]));
}
}  // namespace

void check_properties(const Json& c, const Value& result, const std::vector<Value>& args, const Value::Dict& kwargs) {
  const Tolerance tol = tolerance_of(c);
  const Tensor input = !args.empty() && args[0].is_tensor() ? args[0].to_tensor() : Tensor();
  const auto matrix = [&] {
    if (!input.defined() || input.dim() != 2) throw Mismatch("the input is no matrix");
    return Matrix(input);
  };
  for (const Json& p : c.at("properties")) {
    const std::string property = p.get<std::string>();
    if (property == "shape-dtype") {
      if (!result.is_tensor()) throw Mismatch(str("the result is ", result.type_name(), ", not a tensor"));
      const Json& e = c.at("expected");
      const Json& inner = e.contains("tensor") ? e["tensor"] : e.contains("dict") ? e["dict"] : e;
      const Value shape = Reader().read(inner.at("shape"));
      const Value::Ints sizes = shape.to_ints();
      if (!(result.to_tensor().sizes() == IntArrayRef(sizes)))
        throw Mismatch(str("the result has the shape ", result.to_tensor().sizes(), ", expected ", inner["shape"].dump()));
      const Json& d = inner.at("dtype");
      const std::string name = d.is_object() ? d.at("dtype").get<std::string>() : d.get<std::string>();
      if (name != dtype_name(result.to_tensor().dtype())) throw Mismatch(str("the result is ", result.to_tensor().dtype(), ", expected ", name));
    } else if (property == "qr") {
      check_qr(result, matrix(), tol);
    } else if (property == "geqrf") {
      check_geqrf(result, matrix(), tol);
    } else if (property == "svd") {
      check_svd(c, result, matrix(), kwargs, tol);
    } else if (property == "singular-values") {
      compare(part(result, 1), c.at("expected"), tol, false, "S");
    } else if (property == "symeig") {
      check_symeig(c, result, matrix(), kwargs, tol);
    } else if (property == "eigenvalues") {
      compare(part(result, 0), c.at("expected"), tol, false, "the eigenvalues");
    } else if (property == "eig") {
      check_eig(c, result, matrix(), kwargs, tol);
    } else if (property == "index-of-value") {
      check_index(c, result, input, args, kwargs, tol);
    } else if (property == "storage-list") {
      compare(result.is_object() ? call_method(result, "tolist", {}, {}) : result, c.at("expected"), tol);
    } else if (property == "ndarray") {
      compare(result, c.at("expected"), tol);
    } else if (property == "is-int") {
      if (!result.is_int()) throw Mismatch(str("the result is ", result.type_name(), ", not an integer"));
    } else if (property == "type-name") {
      compare(result, c.at("expected"), tol);
    } else {
      throw Mismatch("FORMAT.md knows no property \"" + property + '"');
    }
  }
}

}  // namespace tl::conformance
