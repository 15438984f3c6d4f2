// SPDX-License-Identifier: Apache-2.0
// Functions that write to tensors of the caller: every form against the function without out, and the rules that all of them share.
#include <cmath>

#include "engine/autograd/grad_mode.h"
#include "engine/core/error.h"
#include "engine/core/generator.h"
#include "engine/ops/by_name.h"
#include "engine/ops/factories.h"
#include "engine/ops/functions.h"
#include "engine/ops/out_variants.h"
#include "engine/ops/sampling.h"
#include "engine/ops/sort.h"
#include "engine/ops/special.h"
#include "support/test_main.h"

using namespace tl;

namespace {
bool same(const Tensor& a, const Tensor& b) {
  return a.sizes() == b.sizes() && a.dtype() == b.dtype() && allclose(a.to(kDouble), b.to(kDouble), 1e-6, 1e-7, true);
}
/// Called with an empty out of the type of what is expected, which it has to return.
template <class F>
bool gives(const Tensor& expected, F call) {
  Tensor out = empty({0}, expected.dtype());
  Tensor& back = call(out);
  return &back == &out && same(out, expected);
}
template <class F>
bool gives(const std::tuple<Tensor, Tensor>& expected, F call) {
  const auto& [first, second] = expected;
  Tensor a = empty({0}, first.dtype()), b = empty({0}, second.dtype());
  std::tuple<Tensor&, Tensor&> back = call(a, b);
  return &std::get<0>(back) == &a && &std::get<1>(back) == &b && same(a, first) && same(b, second);
}
template <class F>
bool gives(const std::tuple<Tensor, Tensor, Tensor>& expected, F call) {
  const auto& [first, second, third] = expected;
  Tensor a = empty({0}, first.dtype()), b = empty({0}, second.dtype()), c = empty({0}, third.dtype());
  std::tuple<Tensor&, Tensor&, Tensor&> back = call(a, b, c);
  return &std::get<2>(back) == &c && same(a, first) && same(b, second) && same(c, third);
}
/// A call of a function and of its namesake with out.
#define OUT(name, ...) QVERIFY(gives(tl::name(__VA_ARGS__), [&](Tensor& out) -> Tensor& { return tl::name##_out(out, __VA_ARGS__); }))
#define OUT2(name, ...) QVERIFY(gives(tl::name(__VA_ARGS__), [&](Tensor& o1, Tensor& o2) { return tl::name##_out(o1, o2, __VA_ARGS__); }))
#define OUT3(name, ...) QVERIFY(gives(tl::name(__VA_ARGS__), [&](Tensor& o1, Tensor& o2, Tensor& o3) { return tl::name##_out(o1, o2, o3, __VA_ARGS__); }))
/// A call with out and what it gives.
#define IS(expected, ...) QVERIFY(gives(expected, [&](Tensor& out) -> Tensor& { return __VA_ARGS__; }))

const Tensor x = tensor({{3.f, -1.f, 2.f}, {0.5f, 5.f, 4.f}}), y = tensor({{1.f, 2.f, -2.f}, {3.f, 0.25f, 4.f}});
const Tensor z = tensor({{0.5f, 1.f, 2.f}, {1.f, 1.f, 3.f}});
const Tensor square3 = tensor({{4.f, 1.f, 0.5f}, {1.f, 3.f, 0.f}, {0.5f, 0.f, 2.f}});
const Tensor row = tensor({1.f, 2.f, 3.f}), pair = tensor({2.f, -1.f}), batch = arange(12, kFloat).view({2, 2, 3});
}  // namespace

class TestOutVariants : public QObject {
  Q_OBJECT
 private slots:
  // ---- the rules
  void out_is_resized_and_cast() {
    Tensor whole = zeros({6}), out = whole.slice(0, 0, 2);
    tril_out(out, tensor({{1.f, 2.f}, {3.f, 4.f}}));
    QVERIFY(equal(out, tensor({{1.f, 0.f}, {3.f, 4.f}})) && equal(whole, tensor({1.f, 0.f, 3.f, 4.f, 0.f, 0.f})));  // the same memory
    Tensor strided = zeros({3, 2}).t();
    add_out(strided, x, y);
    QVERIFY(equal(strided, x + y) && !strided.is_contiguous());
    Tensor wide = empty({0}, kDouble), narrow = empty({0}, kInt), kept = tensor({7});
    QVERIFY(same(mul_out(wide, x, 2), (x * 2).to(kDouble)) && same(sum_out(narrow, tensor({1, 2})), tensor(3, kInt)));
    QVERIFY_THROWS_EXCEPTION(TypeError, add_out(kept, x, y));
    QVERIFY_THROWS_EXCEPTION(TypeError, sum_out(kept, x));
    QVERIFY_THROWS_EXCEPTION(TypeError, tril_out(wide, x));
    QVERIFY_THROWS_EXCEPTION(TypeError, argmax_out(narrow, x));
    QVERIFY(equal(kept, tensor({7})));
    Tensor none, values = empty({0}), places = empty({0}, kInt);
    QVERIFY_THROWS_EXCEPTION(Error, sum_out(none, x));
    QVERIFY_THROWS_EXCEPTION(TypeError, sort_out(values, places, x));
    QCOMPARE(values.numel(), int64_t{0});  // nothing is written when one of them does not fit
    float borrowed[2] = {};
    Tensor small = from_blob(borrowed, {2});
    QVERIFY_THROWS_EXCEPTION(Error, add_out(small, x, y));
    Tensor elsewhere = empty({2, 3}, TensorOptions(kMeta)), one_place = zeros({1}).expand({2, 3});
    QVERIFY_THROWS_EXCEPTION(Error, add_out(elsewhere, x, y));
    QVERIFY_THROWS_EXCEPTION(Error, add_out(one_place, x, y));
  }
  void no_gradient_may_be_asked_for() {
    Tensor leaf = x.clone().set_requires_grad(true), plain = empty({0}), other = empty({0}, kLong);
    QVERIFY_THROWS_EXCEPTION(Error, mul_out(plain, leaf, 2));
    QVERIFY_THROWS_EXCEPTION(Error, add_out(plain, x, leaf));
    QVERIFY_THROWS_EXCEPTION(Error, cat_out(plain, {x, leaf}));
    QVERIFY_THROWS_EXCEPTION(Error, sort_out(plain, other, leaf));
    QVERIFY_THROWS_EXCEPTION(Error, tril_out(leaf, x));
    QVERIFY_THROWS_EXCEPTION(Error, zeros_out(leaf, {2, 3}));
    QVERIFY_THROWS_EXCEPTION(Error, by_name::call("torch.cat", {Value::List{Value(x), Value(leaf)}}, {{"out", plain}}));
    const NoGradGuard guard;
    mul_out(plain, leaf, 2);
    QVERIFY(equal(plain, x * 2) && !plain.requires_grad());
    tril_out(leaf, x);
    QVERIFY(equal(leaf, tril(x)));
  }
  void out_may_be_an_input() {
    Tensor a = x.clone();
    add_out(a, a, a);
    QVERIFY(equal(a, x * 2));
    Tensor s = square3.clone();
    mm_out(s, s, s);
    QVERIFY(same(s, mm(square3, square3)));
    Tensor m = arange(9, kFloat).view({3, 3}), mt = m.t();
    tril_out(mt, m);  // the transpose in the same memory
    QVERIFY(same(mt, tril(arange(9, kFloat).view({3, 3}))));
    Tensor part = arange(6, kFloat), shifted = part.slice(0, 1), rest = part.slice(0, 0, 5);
    clone_out(shifted, rest);
    QVERIFY(equal(part, tensor({0.f, 0.f, 1.f, 2.f, 3.f, 4.f})));
    Tensor grown = arange(2, kFloat);
    cat_out(grown, {grown, grown});
    QVERIFY(equal(grown, tensor({0.f, 1.f, 0.f, 1.f})));
  }
  void the_call_by_name_is_the_same() {
    Tensor out = empty({0}), kept = tensor({7});
    by_name::call("torch.add", {x, y}, {{"out", out}});
    QVERIFY(equal(out, x + y));
    QVERIFY_THROWS_EXCEPTION(TypeError, by_name::call("torch.add", {x, y}, {{"out", kept}}));
    Tensor values = empty({0}), places = empty({0}, kLong);
    by_name::call("torch.sort", {x}, {{"out", Value::List{Value(values), Value(places)}}});
    QVERIFY(equal(values, std::get<0>(sort(x))) && equal(places, std::get<1>(sort(x))));
    by_name::call("torch.arange", {3}, {{"out", out}});
    QVERIFY(equal(out, tensor({0.f, 1.f, 2.f})));
  }

  // ---- the forms
  void element_wise() {
    OUT(mul, x, 2); OUT(div, x, 2); OUT(pow, x, 2); OUT(pow, 2, x); OUT(fmod, x, 2); OUT(remainder, x, 2); OUT(remainder, 2, y);
    OUT(eq, x, 2); OUT(ne, x, 2); OUT(lt, x, 2); OUT(le, x, 2); OUT(gt, x, 2); OUT(ge, x, 2);
    IS(x + 3, add_out(out, x, 3)); IS(x + 6, add_out(out, x, 3, 2)); IS(x + y * 2, add_out(out, x, y, Scalar(2)));
    IS(x - 3, sub_out(out, x, 3)); IS(x - 6, sub_out(out, x, 3, 2)); IS(x - y * 2, sub_out(out, x, y, Scalar(2)));
    IS(x + y * z, addcmul_out(out, x, y, z)); IS(x + y * z * 3, addcmul_out(out, x, y, z, 3));
    IS(x + y / z, addcdiv_out(out, x, y, z)); IS(x + y / z * 3, addcdiv_out(out, x, y, z, 3));
    IS(x + (y - x) * 0.25, lerp_out(out, x, y, Scalar(0.25))); IS(x + (y - x) * z, lerp_out(out, x, y, z));
    IS(clamp(x, 0, 3), clamp_out(out, x, 0, 3)); IS(clamp(x, 0), clamp_out(out, x, 0)); IS(clamp(x, {}, 3), clamp_out(out, x, {}, 3));
    IS(minimum(maximum(x, y), z), clamp_out(out, x, y, z));
    QVERIFY_THROWS_EXCEPTION(Error, [] { Tensor out = empty({0}); clamp_out(out, x); }());
    OUT(fill, x, 3); OUT(fill, x, tensor(3.f));
    OUT(where, gt(x, 0), x, y); OUT(masked_fill, x, gt(x, 0), 9);
    IS(hardshrink(x, 2), hardshrink_out(out, x, Scalar(2)));
    const std::optional<std::string> down = "floor";
    OUT(div, x, y, down); OUT(div, x, 2, down); IS(x / y, div_out(out, x, y, std::optional<std::string>())); OUT(round, x / 3, 2);
    const Tensor positive = abs(x) + 1;
    OUT(polygamma, 1, positive); OUT(mvlgamma, positive, 2);
    IS(maximum(x, y), max_out(out, x, y)); IS(minimum(x, y), min_out(out, x, y));
    OUT(clone, x); OUT(clone, x.t(), MemoryFormat::Preserve);
    OUT(dequantize, quantize_per_tensor(x, 0.5, 0, kQInt8));
  }
  void reductions() {
    OUT(sum, x); OUT(sum, x, {0}); OUT(sum, x, {0, 1}, true);
    IS(x.to(kDouble).sum(), sum_out(out, x, kDouble)); IS(x.to(kDouble).sum({1}, true), sum_out(out, x, {1}, true, kDouble));
    OUT(mean, x, {0}); OUT(mean, x, {1}, true); IS(x.to(kDouble).mean({1}), mean_out(out, x, {1}, false, kDouble));
    OUT(prod, x); OUT(prod, x, 1); OUT(prod, x, 1, true);
    IS(x.to(kDouble).prod(), prod_out(out, x, kDouble)); IS(prod(x.to(kDouble), 1, true), prod_out(out, x, 1, true, kDouble));
    OUT(cumsum, x, 1); OUT(cumsum, x, 0, kDouble); OUT(cumprod, x, 1); OUT(cumprod, x, 0, kDouble);
    OUT(var, x, {0}); OUT(var, x, {1}, false, true); OUT(std, x, {0}); OUT(std, x, {1}, false, true);
    const std::optional<int64_t> two = 2;
    IS(var(x, {1}) * 2, var_out(out, x, {1}, two)); IS(var(x, {1}, true, true) * 2, var_out(out, x, {1}, two, true));
    IS(sqrt(var(x, {1}) * 2), std_out(out, x, {1}, two)); IS(tl::std(x, {1}, false, true), std_out(out, x, {1}, std::optional<int64_t>(0), true));
    OUT2(var_mean, x, {1}, two, true); OUT2(std_mean, x, {0}, two);
    IS(sqrt(square(x).sum()), norm_out(out, x)); OUT(norm, x, 1); OUT(norm, x, 3, {1}); OUT(norm, x, 3, {1}, true);
    IS(norm(x.to(kDouble)), norm_out(out, x, std::nullopt, kDouble)); IS(norm(x.to(kDouble), 1, {1}), norm_out(out, x, 1, {1}, false, kDouble));
    OUT(frobenius_norm, x, {1}); OUT(frobenius_norm, x, {0, 1}, true); OUT(nuclear_norm, x); OUT(nuclear_norm, x, true);
    OUT(nuclear_norm, batch, {1, 2}, true);
    OUT(dist, x, y); OUT(dist, x, y, 1); OUT(logsumexp, x, {1}); OUT(logsumexp, x, {0, 1}, true);
    OUT(amax, x); OUT(amax, x, {1}, true); OUT(amin, x); OUT(amin, x, {1}, true); OUT(all, gt(x, 0)); OUT(any, gt(x, 0)); OUT(all, gt(x, 0), 1);
    OUT(any, gt(x, 0), 0, true);
    OUT(argmax, x); OUT(argmax, x, 1); OUT(argmax, x, 1, true); OUT(argmin, x); OUT(argmin, x, 0, true);
    OUT(renorm, x, 2, 0, 1); OUT(cross, x, y); OUT(cross, x, y, 1);
  }
  void order() {
    OUT2(max, x, 1); OUT2(max, x, 0, true); OUT2(min, x, 1); OUT2(min, x, 0, true);
    OUT(median, x); OUT2(median, x, 1); OUT2(median, x, 0, true); OUT2(mode, x); OUT2(mode, x, 0, true);
    OUT2(kthvalue, x, 2); OUT2(kthvalue, x, 2, 0, true); OUT2(topk, x, 2); OUT2(topk, x, 1, 0, false, true);
    OUT2(sort, x); OUT2(sort, x, 0, true);
    QVERIFY(gives(sort(x, 0, true), [](Tensor& a, Tensor& b) { return sort_out(a, b, x, std::optional<bool>(true), 0, true); }));
    QVERIFY(gives(sort(x), [](Tensor& a, Tensor& b) { return sort_out(a, b, x, std::optional<bool>()); }));
    IS(argsort(x), argsort_out(out, x, true)); IS(argsort(x, 0, true), argsort_out(out, x, false, 0, true));
    const Tensor counted = tensor({0, 2, 2});
    OUT(bincount, counted); OUT(bincount, counted, row); OUT(bincount, counted, row, 5);
    OUT(histc, x); OUT(histc, x, 4); OUT(histc, x, 4, -1, 5); OUT(nonzero, gt(x, 1));
  }
  void linear_algebra() {
    const Tensor q = std::get<0>(geqrf(x.t())), tau = std::get<1>(geqrf(x.t()));
    OUT(mm, x, square3); OUT(bmm, batch, batch.transpose(1, 2)); OUT(matmul, batch, square3); OUT(mv, x, row); OUT(dot, row, row);
    OUT(ger, pair, row); OUT(outer, pair, row); OUT(orgqr, q, tau);
    OUT(addmm, x, x, square3); OUT(addmm, x, x, square3, 2, 3); OUT(addmv, pair, x, row); OUT(addmv, pair, x, row, 2, 3);
    OUT(addr, x, pair, row); OUT(addr, x, pair, row, 2, 3);
    const Tensor turned = batch.transpose(1, 2), two = eye(2);
    OUT(addbmm, two, batch, turned); OUT(addbmm, two, batch, turned, 2, 3); OUT(baddbmm, two, batch, turned); OUT(baddbmm, two, batch, turned, 2, 3);
    OUT(chain_matmul, {x, square3, square3}); OUT(matrix_power, square3, 3); OUT(tensordot, x, square3, {1}, {0});
    OUT(tril, x); OUT(tril, x, -1); OUT(triu, x); OUT(triu, x, 1); OUT(diag, row); OUT(diag, x, 1); OUT(diag_embed, x);
    OUT(diag_embed, x, 1, 0, 2); OUT(trace, x);
    const Tensor l = cholesky(square3), b = x.t().contiguous(), packed = std::get<0>(lu(square3)), pivots = std::get<1>(lu(square3));
    OUT(cholesky, square3); OUT(cholesky, square3, true); OUT(cholesky_solve, b, l); OUT(cholesky_solve, b, l.t(), true);
    OUT(cholesky_inverse, l); OUT(cholesky_inverse, l.t(), true); OUT(inverse, square3); OUT(lu_solve, b, packed, pivots);
    OUT3(lu_unpack, packed, pivots); OUT2(qr, b); OUT2(qr, b, false); OUT2(geqrf, b); OUT(ormqr, q, tau, square3);
    OUT(ormqr, q, tau, square3, false, true);
    OUT3(svd, b); OUT3(svd, b, false); OUT2(symeig, square3, true); OUT2(symeig, square3, true, false); OUT2(eig, square3, true);
    OUT2(solve, b, square3); OUT2(triangular_solve, b, square3); OUT2(triangular_solve, b, square3, false, true, true); OUT2(lstsq, b, square3);
    OUT2(slogdet, square3);
    Tensor p = empty({0}), lower = tensor({7.f}), upper = tensor({8.f});
    lu_unpack_out(p, lower, upper, packed, pivots, false, true);
    QVERIFY(p.numel() == 9 && equal(lower, tensor({7.f})) && equal(upper, tensor({8.f})));  // not asked for: left as they were
  }
  void shapes_and_places() {
    const Tensor at = tensor({{0, 1, 1}, {1, 0, 0}}), rows = tensor({1, 0}), mask = gt(x, 1);
    OUT(cat, {x, y}); OUT(cat, {x, y}, 1); OUT(stack, {x, y}); OUT(stack, {x, y}, -1); OUT(flip, x, {0, 1}); OUT(roll, x, 1); OUT(roll, x, 1, 0);
    OUT(rot90, x); OUT(rot90, x, 2, {1, 0}); OUT(repeat, x, {2, 1}); OUT(narrow_copy, x, 1, 1, 2);
    OUT(index_select, x, 0, rows); OUT(gather, x, 0, at); OUT(gather, x, 1, at, true); OUT(scatter, x, 0, at, y); OUT(scatter, x, 0, at, 9);
    OUT(scatter_add, x, 0, at, y); OUT(index_add, x, 0, rows, y); OUT(index_copy, x, 0, rows, y); OUT(index_fill, x, 0, rows, 9);
    IS(x + flip(y, {0}) * 2, index_add_out(out, x, 0, rows, y, 2)); IS(index_fill(x, 0, rows, 9), index_fill_out(out, x, 0, rows, tensor(9.f)));
    OUT(scatter, x, 0, at, y, "add"); OUT(scatter, x, 0, at, 3, "multiply"); OUT(put, x, at, y); OUT(put, x, at, y, true);
    OUT(index_put, x, {rows}, y); OUT(index_put, x, {rows}, y, true);
    OUT(masked_select, x, mask); OUT(masked_scatter, x, mask, y); OUT(take, x, at);
    IS(masked_fill(x, mask, 9), masked_fill_out(out, x, mask, tensor(9.f)));
  }
  void sparse_results() {
    const Tensor s = relu(x - 1).to_sparse();
    const auto fresh = [] { return sparse_coo_tensor({0, 0}); };
    Tensor out = fresh();
    QVERIFY(equal(to_sparse_out(out, x).to_dense(), x));
    QVERIFY(equal(sparse_mask_out(out, y, s).to_dense(), y.sparse_mask(s).to_dense()));
    out = fresh();
    QCOMPARE(to_sparse_out(out, x, 1).sparse_dim(), int64_t{1});
    out = fresh();
    QVERIFY(equal(hspmm_out(out, s, square3).to_dense(), mm(s.to_dense(), square3)));
    out = fresh();
    QVERIFY(equal(sspaddmm_out(out, s, s, square3, 2, 3).to_dense(), sspaddmm(s, s, square3, 2, 3).to_dense()));
    out = fresh();
    QCOMPARE(sparse_coo_tensor_out(out, {4, 5}).sizes(), (IntArrayRef{4, 5}));
    Tensor dense = empty({0});
    QVERIFY_THROWS_EXCEPTION(Error, to_sparse_out(dense, x));
  }
  void factories() {
    OUT(zeros, {2, 3}); OUT(ones, {2, 3}); OUT(full, {2}, 2.5); OUT(eye, 3); OUT(eye, 2, 3); OUT(linspace, 0, 1, 5); OUT(logspace, 0, 2, 3);
    OUT(logspace, 0, 2, 3, 2);
    OUT(arange, 4); OUT(arange, 1, 4); OUT(arange, 1, 2, 0.25); OUT(range, 1, 4); OUT(range, 1, 2, 0.25);
    OUT(tril_indices, 3, 2); OUT(tril_indices, 3, 2, 1); OUT(triu_indices, 3, 2); OUT(triu_indices, 3, 2, -1);
    OUT(bartlett_window, 5); OUT(bartlett_window, 5, false); OUT(blackman_window, 5); OUT(blackman_window, 5, false); OUT(hann_window, 5);
    OUT(hann_window, 5, false);
    OUT(hamming_window, 5); OUT(hamming_window, 5, false); OUT(hamming_window, 5, false, 0.5); OUT(hamming_window, 5, false, 0.5, 0.4);
    Tensor shorts = empty({0}, kShort);
    QVERIFY(same(arange_out(shorts, 4), arange(4, kShort)) && same(full_out(shorts, {2}, 3), tensor({3, 3}, kShort)));
    Tensor out = empty({0});
    QVERIFY(same(zeros_like_out(out, x), zeros({2, 3})) && same(ones_like_out(out, x, MemoryFormat::Preserve), ones({2, 3}))
        && same(full_like_out(out, row, 4), full({3}, 4.0)));
    QVERIFY(same(new_zeros_out(out, x, {2}), zeros({2})) && same(new_ones_out(out, x, {3}), ones({3}))
        && same(new_full_out(out, x, {3}, 5), full({3}, 5.0)));
    QCOMPARE(new_empty_out(out, x, {4, 1}).sizes(), (IntArrayRef{4, 1}));
    QCOMPARE(empty_out(out, {7}).sizes(), (IntArrayRef{7}));
    QVERIFY(empty_out(out, {2, 3, 4, 5}, MemoryFormat::ChannelsLast).is_contiguous(MemoryFormat::ChannelsLast));
    QCOMPARE(empty_strided_out(out, {2, 3}, {1, 2}).strides(), (IntArrayRef{1, 2}));
    QCOMPARE(empty_like_out(out, row).sizes(), row.sizes());
    QCOMPARE(full_like_out(out, x, 2, std::nullopt).sizes(), x.sizes());
  }
  void draws() {
    // The same seed gives the same numbers with and without out.
    const auto alike = [](auto plain, auto with_out) {
      Generator a(5), b(5);
      const Tensor expected = plain(&a);
      Tensor out = empty({0}, expected.dtype());
      return same(with_out(out, &b), expected);
    };
#define DRAW(name, ...)                                                   \
  QVERIFY(alike([](Generator* g) { return tl::name(__VA_ARGS__, g); },    \
                [](Tensor& out, Generator* g) -> Tensor& { return tl::name##_out(out, __VA_ARGS__, g); }))
    static const Tensor p = tensor({0.25f, 0.5f, 0.75f});
    DRAW(rand, {20}); DRAW(randn, {20}); DRAW(randint, 50, {20}); DRAW(randint, 20, 50, {20}); DRAW(randperm, 20);
    DRAW(bernoulli, p); DRAW(bernoulli, x, 0.5); DRAW(multinomial, p, 5, true); DRAW(normal, p, 2.0); DRAW(normal, 1.0, p); DRAW(normal, p, p);
    DRAW(normal, 1.0, 2.0, {20}); DRAW(poisson, p);
    QVERIFY(alike([](Generator* g) { return empty_like(x).bernoulli_(p, g); },
                  [](Tensor& out, Generator* g) -> Tensor& { return bernoulli_out(out, x, p, g); }));
#undef DRAW
    const auto seeded = [](auto call) {
      manual_seed(9);
      return call();
    };
    Tensor out = empty({0}), whole = empty({0}, kLong);
    QVERIFY(same(seeded([&] { return rand_like_out(out, x); }).clone(), seeded([] { return rand_like(x); })));
    QVERIFY(same(seeded([&] { return randn_like_out(out, x); }).clone(), seeded([] { return randn_like(x); })));
    QVERIFY(same(seeded([&] { return randint_like_out(out, x, 50); }).clone(), seeded([] { return randint_like(x, 50); })));
    QVERIFY(same(seeded([&] { return randint_like_out(out, x, 20, 50); }).clone(), seeded([] { return randint_like(x, 20, 50); })));
    QVERIFY(same(seeded([&] { return rand_out(out, {3}); }).clone(), seeded([] { return rand({3}); })));
    QVERIFY(same(seeded([&] { return randperm_out(whole, 9); }).clone(), seeded([] { return randperm(9); })));
    Tensor probabilities = p.clone();
    QVERIFY(&bernoulli_out(probabilities, probabilities) == &probabilities && all(eq(square(probabilities), probabilities)).item<bool>());
    QVERIFY_THROWS_EXCEPTION(Error, rand_out(whole, {3}));
  }
};

TL_TEST_CLASS(TestOutVariants)
#include "test_out_variants.moc"
