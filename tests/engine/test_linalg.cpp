// SPDX-License-Identifier: Apache-2.0
// Linear algebra: values known by hand, factors that multiply back to the matrix, solutions that solve, for both types and any geometry;
// errors that name the matrix; the same bits for any number of threads.
#include <cmath>
#include <limits>

#include "engine/autograd/autograd.h"
#include "engine/core/pool.h"
#include "engine/ops/by_name.h"
#include "engine/ops/functions.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace tl;

namespace {
#define QSAY(cond, text) QVERIFY2(cond, std::string(text).c_str())

Tensor matrix(int64_t rows, std::vector<double> values) { return reshape(tensor(values, kDouble), {rows, -1}); }
double largest(const Tensor& t) { return t.numel() ? amax(abs(t.detach().to(kDouble))).item<double>() : 0; }
bool near(const Tensor& a, const Tensor& b, double tolerance = 1e-12) { return a.sizes() == b.sizes() && largest(a.to(kDouble) - b.to(kDouble)) <= tolerance; }
Tensor flipped(const Tensor& m) { return transpose(m, -2, -1); }

/// Matrices of one shape in every geometry that a caller may hand over: dense, by columns, with gaps, one repeated without memory.
std::vector<Tensor> geometries(IntArrayRef sizes, ScalarType type) {
  manual_seed(5);
  const Tensor dense = randn(sizes, type);
  DimVector wide(sizes.begin(), sizes.end());
  wide.push_back(2);
  Tensor gaps = zeros(wide, type).select(-1, 1);
  gaps.copy_(dense);
  std::vector<Tensor> out{dense, flipped(flipped(dense).contiguous()), gaps};
  if (dense.dim() > 2 && dense.size(0) > 0) out.push_back(expand(narrow(dense, 0, 0, 1), sizes));
  return out;
}
const std::vector<std::vector<int64_t>> shapes{{3, 3}, {5, 2}, {2, 5}, {1, 1}, {4, 1}, {1, 4}, {0, 0}, {0, 3}, {3, 0}, {3, 4, 2}, {2, 1, 3, 3}, {0, 2, 2}, {2, 40, 37}};
double tolerance(ScalarType t, double scale = 1) { return scale * (t == kDouble ? 1e-11 : 2e-3); }
Tensor identity_like(const Tensor& square) { return expand(eye(square.size(-1), square.options()), square.sizes()); }
std::string name_of(const Tensor& t) { return t.brief(); }
}  // namespace

class TestLinalg : public QObject {
  Q_OBJECT
 private slots:
  void known_by_hand() {
    const Tensor a = matrix(2, {1, 2, 3, 4});
    QVERIFY(near(det(a), tensor(-2.0, kDouble)));
    QVERIFY(near(inverse(a), matrix(2, {-2, 1, 1.5, -0.5})));
    const auto [sign, log_abs] = slogdet(a);
    QCOMPARE(sign.item<double>(), -1.0);
    QVERIFY(std::abs(log_abs.item<double>() - std::log(2.0)) < 1e-12);
    QVERIFY(std::isnan(logdet(a).item<double>()));
    QCOMPARE(logdet(zeros({2, 2})).item<float>(), -std::numeric_limits<float>::infinity());
    QVERIFY(near(cholesky(matrix(2, {4, 2, 2, 3})), matrix(2, {2, 0, 1, std::sqrt(2.0)})));
    QVERIFY(near(cholesky(matrix(2, {4, 2, 2, 3}), true), matrix(2, {2, 1, 0, std::sqrt(2.0)})));
    QVERIFY(near(cholesky_inverse(matrix(2, {2, 0, 1, 1})), inverse(matrix(2, {4, 2, 2, 2}))));
    const auto [x, factors] = solve(matrix(2, {5, 11}), a);
    QVERIFY(near(x, matrix(2, {1, 2})));
    QVERIFY(near(factors, matrix(2, {3, 4, 1.0 / 3, 2.0 / 3})));
    const auto [packed, pivots] = lu(a);
    QVERIFY(near(packed, factors) && pivots.dtype() == kInt && pivots.equal(tensor({2, 2}, kInt)));
    QVERIFY(near(std::get<0>(symeig(matrix(2, {2, 1, 1, 2}))), tensor({1.0, 3.0}, kDouble)));
    QVERIFY(near(std::get<1>(svd(matrix(2, {0, -3, 2, 0}))), tensor({3.0, 2.0}, kDouble)));
    QCOMPARE(matrix_rank(matrix(2, {1, 2, 2, 4})).item<int64_t>(), int64_t{1});
    QCOMPARE(matrix_rank(matrix(2, {1, 0, 0, -5}), 2.0, true).item<int64_t>(), int64_t{1});
    QVERIFY(near(pinverse(matrix(2, {2, 0, 0, 0}), 1e-12), matrix(2, {0.5, 0, 0, 0})));
    QVERIFY(near(nuclear_norm(matrix(2, {3, 0, 0, -4})), tensor(7.0, kDouble)));
    QVERIFY(near(matrix_power(a, -2), matmul(inverse(a), inverse(a))));
    QVERIFY(matrix_power(a, 0).equal(eye(2, kDouble)));
    QVERIFY(near(matrix_power(matrix(2, {1, 1, 0, 1}), 20), matrix(2, {1, 20, 0, 1})));
  }

  /// Only one triangle counts; the other may hold anything.
  void one_triangle_is_read() {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    QVERIFY(near(cholesky(matrix(2, {4, nan, 2, 3})), matrix(2, {2, 0, 1, std::sqrt(2.0)})));
    QVERIFY(near(std::get<0>(symeig(matrix(2, {2, 1, nan, 2}))), tensor({1.0, 3.0}, kDouble)));
    QVERIFY(near(std::get<0>(symeig(matrix(2, {2, nan, 1, 2}), false, false)), tensor({1.0, 3.0}, kDouble)));
    QVERIFY(near(std::get<0>(triangular_solve(matrix(2, {4, 2}), matrix(2, {2, 1, nan, 2}))), matrix(2, {1.5, 1})));
    QVERIFY(near(std::get<0>(triangular_solve(matrix(2, {4, 2}), matrix(2, {nan, nan, 3, nan}), false, false, true)), matrix(2, {4, -10})));
  }

  void eigenvalues_of_a_rotation() {
    const auto [e, v] = eig(matrix(2, {0, -1, 1, 0}), true);
    QVERIFY(near(abs(e), matrix(2, {0, 1, 0, 1})));
    QVERIFY(near(sum(e, 0), tensor({0.0, 0.0}, kDouble)));
    QCOMPARE(std::get<1>(eig(eye(3))).numel(), int64_t{0});
  }

  void factors_multiply_back() {
    for (const auto& shape : shapes)
      for (const ScalarType type : {kFloat, kDouble})
        for (const Tensor& a : geometries(shape, type)) {
          const double e = tolerance(type);
          const int64_t m = a.size(-2), n = a.size(-1), k = std::min(m, n);
          for (const bool some : {true, false}) {
            const auto [q, r] = qr(a, some);
            QSAY(q.size(-1) == (some ? k : m) && near(matmul(q, r), a, e) && near(r, triu(r), 0), "qr " + name_of(a));
            QSAY(near(matmul(flipped(q), q), identity_like(matmul(flipped(q), q)), e), "Q'Q " + name_of(a));
            const auto [u, s, v] = svd(a, some);
            const Tensor u1 = narrow(u, -1, 0, k), v1 = narrow(v, -1, 0, k);
            QSAY(u.size(-1) == (some ? k : m) && v.size(-1) == (some ? k : n) && near(matmul(u1 * unsqueeze(s, -2), flipped(v1)), a, e), "svd " + name_of(a));
            QSAY(near(matmul(flipped(u), u), identity_like(matmul(flipped(u), u)), e) && near(matmul(flipped(v), v), identity_like(matmul(flipped(v), v)), e), "UV " + name_of(a));
            QSAY(near(std::get<1>(svd(a, some, false)), s, e), "values alone " + name_of(a));
          }
          const auto [packed, pivots, infos] = lu_with_info(a);
          const auto [p, l, u] = lu_unpack(packed, pivots);
          QSAY(near(matmul(p, matmul(l, u)), a, e), "lu " + name_of(a));
          const auto [reflectors, tau] = geqrf(a);
          if (m >= n) QSAY(near(orgqr(reflectors, tau), std::get<0>(qr(a)), e), "orgqr " + name_of(a));
          QSAY(near(ormqr(reflectors, tau, a, true, true), std::get<1>(qr(a, false)), tolerance(type, 10)), "ormqr " + name_of(a));
          const Tensor pi = pinverse(a, 1e-6);
          QSAY(near(matmul(a, matmul(pi, a)), a, tolerance(type, 10)), "pinverse " + name_of(a));
        }
  }

  void square_matrices() {
    for (const auto& shape : std::vector<std::vector<int64_t>>{{3, 3}, {1, 1}, {0, 0}, {2, 4, 4}, {2, 3, 2, 2}, {0, 2, 2}, {50, 50}})
      for (const ScalarType type : {kFloat, kDouble})
        for (const Tensor& drawn : geometries(shape, type)) {
          const double e = tolerance(type, 5);
          const Tensor unit = identity_like(drawn), a = drawn + unit * 12, spd = matmul(a, flipped(a)) * 0.01;
          QSAY(near(matmul(a, inverse(a)), unit, e), "inverse " + name_of(a));
          const auto [sign, log_abs] = slogdet(a);
          const Tensor values = prod(diagonal(triu(std::get<0>(lu(a))), 0, -2, -1), -1);
          if (a.size(-1) < 10) QSAY(near(abs(det(a)) / abs(values), ones_like(values), e) && near(sign * exp(log_abs) / det(a), ones_like(sign), e), "det " + name_of(a));
          const Tensor l = cholesky(spd);
          QSAY(near(matmul(l, flipped(l)), spd, e) && near(flipped(cholesky(spd, true)), l, e), "cholesky " + name_of(a));
          const auto [w, v] = symeig(spd, true);
          QSAY(near(matmul(v * unsqueeze(w, -2), flipped(v)), spd, e), "symeig " + name_of(a));
          const Tensor b = narrow(drawn, -1, 0, std::min<int64_t>(2, drawn.size(-1)));
          QSAY(near(matmul(a, std::get<0>(solve(b, a))), b, e), "solve " + name_of(a));
          QSAY(near(matmul(spd, cholesky_solve(b, l)), b, e), "cholesky_solve " + name_of(a));
          const auto [packed, pivots] = lu(a);
          QSAY(near(matmul(a, lu_solve(b, packed, pivots)), b, e), "lu_solve " + name_of(a));
          for (const bool upper : {true, false})
            for (const bool turned : {true, false})
              for (const bool unit_diagonal : {true, false}) {
                const Tensor scaled = a * 0.05;
                Tensor t = upper ? triu(scaled, unit_diagonal) : tril(scaled, unit_diagonal ? -1 : 0);
                if (unit_diagonal) t = t + unit;
                const Tensor x = std::get<0>(triangular_solve(b, scaled, upper, turned, unit_diagonal));
                QSAY(near(matmul(turned ? flipped(t) : t, x), b, tolerance(type, 50)), "triangular_solve " + name_of(a));
              }
        }
  }

  void batches_broadcast() {
    manual_seed(2);
    const Tensor a = randn({3, 1, 4, 4}, kDouble) + eye(4, kDouble) * 5, b = randn({2, 4, 2}, kDouble);
    QVERIFY(near(matmul(a, std::get<0>(solve(b, a))), expand(b, {3, 2, 4, 2})));
    QVERIFY(near(matmul(triu(a), std::get<0>(triangular_solve(b, a))), expand(b, {3, 2, 4, 2})));
    QVERIFY(cdist(randn({3, 1, 2, 4}), randn({5, 6, 4})).sizes() == IntArrayRef({3, 5, 2, 6}));
  }

  void least_squares() {
    // a line through (0, 1), (1, 3), (2, 5.3), (3, 7)
    const Tensor a = matrix(4, {1, 0, 1, 1, 1, 2, 1, 3}), b = matrix(4, {1, 3, 5.3, 7});
    const auto [x, factors] = lstsq(b, a);
    QCOMPARE(x.size(0), int64_t{4});
    const Tensor best = narrow(x, 0, 0, 2), residual = matmul(a, best) - b;
    QVERIFY(near(best, matrix(2, {1.03, 2.03}), 1e-9));
    QVERIFY(largest(matmul(flipped(a), residual)) < 1e-12);
    QVERIFY(std::abs(sum(square(narrow(x, 0, 2, 2))).item<double>() - sum(square(residual)).item<double>()) < 1e-12);
    // the shortest of many solutions
    const Tensor wide = matrix(1, {3, 4});
    QVERIFY(near(std::get<0>(lstsq(matrix(1, {25}), wide)), matrix(2, {3, 4}), 1e-12));
    Tensor g = b.clone().requires_grad_();
    narrow(std::get<0>(lstsq(g, a)), 0, 0, 2).sum().backward();
    QVERIFY(near(g.grad(), matmul(flipped(pinverse(a)), ones({2, 1}, kDouble)), 1e-12));
  }

  void values_that_cannot_be_are_told() {
    Tensor batch = expand(eye(3), {4, 3, 3}).clone();
    batch[2][1][1] = 0;
    const std::string one = test::error_of([] { inverse(zeros({2, 2})); });
    QVERIFY2(test::has(one, "value|inverse: the diagonal element 1 of its factor U is zero") && test::has(one, "singular"), one.c_str());
    QVERIFY(one.find("batch") == std::string::npos);
    QVERIFY(test::has(test::error_of([&] { inverse(batch); }), "inverse: batch element 2: the diagonal element 2"));
    QVERIFY(test::has(test::error_of([&] { solve(ones({3, 1}), batch); }), "solve: batch element 2"));
    QVERIFY(test::has(test::error_of([&] { lu(batch); }), "lu: batch element 2"));
    QVERIFY(std::get<2>(lu_with_info(batch)).equal(tensor({0, 0, 2, 0}, kInt)));
    batch[1][0][0] = -1;
    const std::string indefinite = test::error_of([&] { cholesky(batch); });
    QVERIFY2(test::has(indefinite, "cholesky: batch element 1: ") && test::has(indefinite, "not positive definite (the leading minor of order 1"), indefinite.c_str());
    QVERIFY(test::has(test::error_of([] { lstsq(ones({3, 1}), triu(ones({3, 2})) * tensor({1.f, 0.f})); }), "does not have full rank"));
    for (const float bad : {std::nanf(""), HUGE_VALF}) {
      const Tensor m = full({2, 2}, bad);
      QVERIFY(test::has(test::error_of([&] { svd(m); }), "svd: the algorithm failed to converge because the input matrix contained non-finite values"));
      QVERIFY(test::has(test::error_of([&] { symeig(m); }), "non-finite"));
      QVERIFY(test::has(test::error_of([&] { eig(m); }), "non-finite"));
      QVERIFY(test::has(test::error_of([&] { pinverse(m); }), "non-finite"));
    }
    try {
      inverse(zeros({2, 2}));
      QFAIL("no error");
    } catch (const LinAlgError& e) {
      QCOMPARE(e.operation(), std::string("inverse"));
    }
  }

  void wrong_calls_are_told() {
    const auto told = [](auto&& f, const char* what) {
      const std::string e = test::error_of(f);
      if (!test::has(e, what)) qWarning("%s", e.c_str());
      return test::has(e, what);
    };
    QVERIFY(told([] { inverse(ones({2, 3})); }, "shape|inverse: expected a square matrix or batches of square matrices, but input is [2, 3]"));
    QVERIFY(told([] { qr(ones({3})); }, "shape|qr: expected a matrix or batches of matrices: input must have at least 2 dimensions, but is [3]"));
    QVERIFY(told([] { det(ones({2, 2}, kLong)); }, "type|det: expected a floating point tensor, but input is int64"));
    QVERIFY(told([] { solve(ones({3, 1}), ones({2, 2})); }, "shape|solve: b [3, 1] does not fit A [2, 2]"));
    QVERIFY(told([] { solve(ones({2, 1}), ones({2, 2}, kDouble)); }, "type|solve"));
    QVERIFY(told([] { solve(ones({2}), eye(2)); }, "shape|solve"));
    QVERIFY(told([] { triangular_solve(ones({2, 2, 1}), ones({3, 2, 2})); }, "shape|triangular_solve"));
    QVERIFY(told([] { lu_unpack(ones({2, 2}), ones({2})); }, "type|lu_unpack: LU_pivots must be 32-bit integers"));
    QVERIFY(told([] { lu_unpack(ones({2, 2}), tensor({1, 7}, kInt)); }, "value|lu_unpack: pivot 1 is not a row of the matrix"));
    QVERIFY(told([] { lu(ones({2, 2}), false); }, "not implemented|lu"));
    QVERIFY(told([] { orgqr(ones({2, 3}), ones({2})); }, "shape|orgqr"));
    QVERIFY(told([] { orgqr(ones({3, 2}), ones({3})); }, "shape|orgqr"));
    QVERIFY(told([] { ormqr(ones({3, 2}), ones({2}), ones({2, 2})); }, "shape|ormqr"));
    QVERIFY(told([] { matrix_power(ones({2, 3}), 2); }, "shape|matrix_power"));
    QVERIFY(told([] { chain_matmul(std::vector<Tensor>{ones({2, 3}), ones({2, 3})}); }, "shape|chain_matmul: operands 0 and 1"));
    QVERIFY(told([] { tensordot(ones({2, 3}), ones({2, 3}), 1); }, "shape|tensordot"));
    QVERIFY(told([] { tensordot(ones({2, 2}), ones({2, 2}), {0, 0}, {0, 1}); }, "value|tensordot"));
    QVERIFY(told([] { cdist(ones({2, 3}), ones({2, 2})); }, "shape|cdist"));
    QVERIFY(told([] { bilinear(ones({2, 3}), ones({3, 2}), ones({1, 3, 2})); }, "shape|bilinear"));
    Tensor x = (eye(2) * tensor({1.f, 2.f})).requires_grad_();
    QVERIFY(told([&] { std::get<0>(eig(x)).sum().backward(); }, "eig: has no derivative"));
    QVERIFY(told([&] { std::get<0>(geqrf(x)).sum().backward(); }, "geqrf: has no derivative"));
  }

  void summation_by_letters() {
    manual_seed(3);
    const Tensor a = randn({2, 3}, kDouble), b = randn({3, 4}, kDouble), v = randn({3}, kDouble), c = randn({5, 2, 3}, kDouble), s = randn({3, 3}, kDouble);
    const auto e = [](const char* equation, std::vector<Tensor> operands) { return einsum(equation, operands); };
    QVERIFY(near(e("ij,jk->ik", {a, b}), mm(a, b)));
    QVERIFY(near(e("ij,jk", {a, b}), mm(a, b)));
    QVERIFY(near(e(" i j , j k -> k i ", {a, b}), t(mm(a, b))));
    QVERIFY(near(e("ba", {a}), t(a)));                       // letters in alphabetical order
    QVERIFY(near(e("ii", {s}), trace(s)));
    QVERIFY(near(e("ii->i", {s}), diagonal(s)));
    QVERIFY(near(e("ij->", {a}), sum(a)));
    QVERIFY(near(e("i,i->", {v, v}), dot(v, v)));
    QVERIFY(near(e("i,j", {v, v}), ger(v, v)));
    QVERIFY(near(e("...ij,...jk->...ik", {c, b}), matmul(c, b)));
    QVERIFY(near(e("b...,...->b", {c, a}), sum(c * a, {1, 2})));
    QVERIFY(near(e("bij,ij,j->b", {c, a, v}), sum(c * a * v, {1, 2})));
    QVERIFY(near(e("Ab,bA->", {a, t(a)}), sum(a * a)));
    QVERIFY(near(e("ij,ij->ij", {a, narrow(a, 0, 0, 1)}), a * narrow(a, 0, 0, 1)));  // size 1 broadcasts
    QVERIFY(e("ij,jk->ik", {zeros({0, 3}), zeros({3, 2})}).sizes() == IntArrayRef({0, 2}));
    QVERIFY(e("ij,jk->ik", {zeros({2, 0}), zeros({0, 2})}).equal(zeros({2, 2})));
    QVERIFY(e("ij,j->i", {tensor({{1, 2}, {3, 4}}), tensor({5, 6})}).equal(tensor({17, 39})));  // integers
    QVERIFY(e("->", {tensor(2.f)}).equal(tensor(2.f)));
    const auto told = [&](const char* equation, std::vector<Tensor> operands, const char* what) { return test::has(test::error_of([&] { einsum(equation, operands); }), what); };
    QVERIFY(told("ij,jk->ik", {a, a}, "shape|einsum: subscript j has size 2 for operand 1, which does not broadcast with size 3 of operand 0"));
    QVERIFY(told("ij->ik", {a}, "value|einsum: output subscript k does not appear"));
    QVERIFY(told("ij->ii", {a}, "value|einsum: output subscript i appears more than once"));
    QVERIFY(told("ij,jk->ik", {a}, "value|einsum: fewer operands"));
    QVERIFY(told("ij", {a, a}, "value|einsum: more operands"));
    QVERIFY(told("ijk", {a}, "shape|einsum: the number of subscripts (3) does not match"));
    QVERIFY(told("i1", {a}, "value|einsum: invalid subscript '1'"));
    QVERIFY(told("i..", {a}, "value|einsum: found '.'"));
    QVERIFY(told("ii", {a}, "shape|einsum: subscript i is repeated"));
    QVERIFY(told("", {}, "value|einsum"));
  }

  void contractions_and_distances() {
    manual_seed(4);
    const Tensor a = randn({2, 3, 4}, kDouble), b = randn({4, 3, 5}, kDouble);
    QVERIFY(near(tensordot(a, b, {2, 1}, {0, 1}), einsum("ijk,kjl->il", std::vector<Tensor>{a, b})));
    QVERIFY(near(tensordot(a, transpose(b, 0, 1), 2), einsum("ijk,jkl->il", std::vector<Tensor>{a, transpose(b, 0, 1)})));
    QVERIFY(tensordot(a, b, 0).sizes() == IntArrayRef({2, 3, 4, 4, 3, 5}));
    const Tensor x = matrix(2, {0, 0, 3, 4}), y = matrix(1, {0, 0});
    QVERIFY(near(cdist(x, y), matrix(2, {0, 5})));
    QVERIFY(near(cdist(x, y, 1), matrix(2, {0, 7})));
    QVERIFY(near(cdist(x, y, std::numeric_limits<double>::infinity()), matrix(2, {0, 4})));
    QVERIFY(near(cdist(x, y, 0), matrix(2, {0, 2})));
    QVERIFY(cdist(zeros({0, 3}), zeros({2, 3})).sizes() == IntArrayRef({0, 2}));
    QVERIFY(cdist(zeros({2, 0}), zeros({3, 0})).equal(zeros({2, 3})));
    // one bracket is much cheaper than the other; the result is the same
    const Tensor p = randn({2, 50}, kDouble), q = randn({50, 2}, kDouble);
    QVERIFY(near(chain_matmul(std::vector<Tensor>{p, q, p}), mm(mm(p, q), p), 1e-10));
  }

  void gradients_where_formulas_divide_by_zero() {
    Tensor x = zeros({2, 2}, kDouble).requires_grad_();
    norm(x).backward();
    QVERIFY(x.grad().equal(zeros({2, 2}, kDouble)));
    Tensor y = matrix(2, {1, 2, 3, 4}).requires_grad_();
    cdist(y, y.detach()).sum().backward();
    QVERIFY(tl::all(isfinite(y.grad())).item<bool>());
    // a matrix of rank 1 in two dimensions: the gradient of the determinant is its cofactors
    Tensor s = matrix(2, {1, 2, 2, 4}).requires_grad_();
    det(s).backward();
    QVERIFY(near(s.grad(), matrix(2, {4, -2, -2, 1})));
    Tensor z = zeros({2, 3, 3}, kDouble).requires_grad_();
    det(z).sum().backward();
    QVERIFY(z.grad().equal(zeros({2, 3, 3}, kDouble)));
    // equal singular values do not matter where only the values are used
    Tensor i = eye(3, kDouble).requires_grad_();
    nuclear_norm(i).backward();
    QVERIFY(near(i.grad(), eye(3, kDouble)));
    Tensor p = eye(3, kDouble).requires_grad_();
    pinverse(p).sum().backward();
    QVERIFY(near(p.grad(), -ones({3, 3}, kDouble)));
  }

  void same_bits_for_any_number_of_threads() {
    manual_seed(6);
    const Tensor a = randn({12, 40, 40}), b = randn({12, 40, 7}), spd = matmul(a, flipped(a)) + eye(40) * 40;
    std::vector<Tensor> first;
    const int before = get_num_threads();
    for (const int threads : {1, 2, 3, 4, 8}) {
      set_num_threads(threads);
      const auto [q, r] = qr(a);
      const auto [u, s, v] = svd(a);
      const auto [w, vectors] = symeig(spd, true);
      const std::vector<Tensor> now{inverse(a), std::get<0>(solve(b, a)), cholesky(spd), q, r, u, s, v, w, vectors, std::get<1>(slogdet(a)), std::get<0>(eig(a)), pinverse(a),
                                    std::get<0>(triangular_solve(b, a)), std::get<0>(lu(a)), einsum("bij,bjk->ik", std::vector<Tensor>{a, b})};
      if (first.empty()) first = now;
      for (size_t i = 0; i < now.size(); ++i) QVERIFY2(now[i].equal(first[i]), std::to_string(i).c_str());
    }
    set_num_threads(before);
  }

  /// LAPACK works column by column, and so do results lie in memory.
  void factors_lie_by_columns() {
    const Tensor a = randn({2, 4, 3});
    QVERIFY(std::get<0>(qr(a)).strides() == IntArrayRef({12, 1, 4}));
    QVERIFY(std::get<0>(svd(a)).strides() == IntArrayRef({12, 1, 4}));
    QVERIFY(inverse(eye(3)).strides() == IntArrayRef({1, 3}));
    QVERIFY(std::get<0>(solve(ones({3, 2}), eye(3))).strides() == IntArrayRef({1, 3}));
  }

  void names_older_than_the_manual() {
    const Value a = matrix(2, {4, 2, 2, 3}), b = matrix(2, {1, 2});
    const auto tensor_of = [](const Value& v, size_t i) { return v.to_list()[i].to_tensor(); };
    QVERIFY(near(tensor_of(by_name::call("torch.gesv", {b, a}), 0), std::get<0>(solve(b.to_tensor(), a.to_tensor()))));
    QVERIFY(near(by_name::call("torch.potrf", {a}).to_tensor(), cholesky(a.to_tensor(), true)));
    const Value factors = by_name::call("torch.btrifact", {a});
    QVERIFY(near(by_name::call("torch.btrisolve", {b, factors.to_list()[0], factors.to_list()[1]}).to_tensor(), std::get<0>(solve(b.to_tensor(), a.to_tensor()))));
    QCOMPARE(by_name::call("torch.lu", {a}, {{"get_infos", true}}).to_list().size(), size_t{3});
    QVERIFY(near(by_name::call("torch.norm", {a}, {{"p", "nuc"}}).to_tensor(), nuclear_norm(a.to_tensor())));
    QVERIFY(near(by_name::call("torch.einsum", {"ij,jk->ik", a, b}).to_tensor(), mm(a.to_tensor(), b.to_tensor())));
    QVERIFY(near(by_name::call("torch.einsum", {"ij,jk->ik", Value::List{a, b}}).to_tensor(), mm(a.to_tensor(), b.to_tensor())));
  }

  void methods_and_in_place_forms() {
    const Tensor a = matrix(2, {1, 2, 3, 4});
    QVERIFY(a.det().equal(det(a)) && a.inverse().equal(inverse(a)) && a.triu().equal(triu(a)) && a.cumsum(1).equal(cumsum(a, 1)));
    Tensor x = zeros({2, 2}, kDouble);
    x.addmm_(a, a).tril_();
    QVERIFY(x.equal(tril(mm(a, a))));
    x.scatter_(1, tensor({{0}, {1}}), 9.0);
    QVERIFY(x.equal(matrix(2, {9, 0, 15, 9})));
    Tensor y = a.clone().requires_grad_();
    Tensor z = y * 1.0;
    z.addmm_(a, a, 2.0).sum().backward();
    QVERIFY(y.grad().equal(full({2, 2}, 2.0, kDouble)));
    QVERIFY(addmv(full({2}, std::numeric_limits<double>::quiet_NaN(), kDouble), a, tensor({1.0, 1.0}, kDouble), 0).equal(tensor({3.0, 7.0}, kDouble)));
  }
};
TL_TEST_CLASS(TestLinalg)
#include "test_linalg.moc"
