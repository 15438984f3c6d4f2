// SPDX-License-Identifier: Apache-2.0
// Sparse tensors in coordinate format: every operator against the same operator on dense tensors, gradients by finite differences,
// refusals.
#include <cmath>

#include "engine/autograd/autograd.h"
#include "engine/ops/by_name.h"
#include "engine/ops/functions.h"
#include "engine/ops/op_def.h"
#include "engine/ops/tensor_repr.h"
#include "support/test_main.h"

using namespace tl;

namespace {
Tensor longs(const std::vector<int64_t>& v) { return tensor(v, kLong); }
/// [[0, 0, 3], [4, 0, 5]]
Tensor small() { return sparse_coo_tensor(longs({0, 1, 1, 2, 0, 2}).view({2, 3}), tensor({3.0, 4.0, 5.0}), {2, 3}); }
/// Unsorted, with a coordinate that repeats.
Tensor unsorted() { return sparse_coo_tensor(longs({1, 0, 1, 2, 1, 2}).view({2, 3}), tensor({5.0, 2.0, 7.0}), {2, 3}); }
/// Sparse rows 0 and 2 of a 4×3 tensor, dense columns.
Tensor hybrid() { return sparse_coo_tensor(longs({2, 0}).view({1, 2}), tensor({{1.0, 2.0, 3.0}, {4.0, 5.0, 6.0}}), {4, 3}); }
bool same(const Tensor& a, const Tensor& dense) {
  return a.is_sparse() && !dense.is_sparse() && allclose(a.to_dense(), dense, 1e-12, 1e-12);
}
std::string refusal(const std::function<void()>& f) {
  try {
    f();
  } catch (const Error& e) {
    return e.what();
  }
  return "no error";
}
#define REFUSES(expression, part) \
  QVERIFY2(refusal([&] { expression; }).find(part) != std::string::npos, refusal([&] { expression; }).c_str())

  /// f of a sparse tensor made from values, by finite differences over the values.
void check(const std::function<Tensor(const Tensor&)>& f, const Tensor& indices, const Tensor& values, const std::vector<int64_t>& size) {
    const auto g = [&](const autograd::variable_list& v) -> autograd::variable_list {
      const Tensor y = f(sparse_coo_tensor(indices, v[0], size));
      return {y.is_sparse() ? y.to_dense() : y};
    };
    const Tensor leaf = values.detach().clone().requires_grad_();
    std::string why;
    QVERIFY2(autograd::gradcheck(g, {leaf}, 1e-6, 1e-6, 1e-5, &why), why.c_str());
    QVERIFY2(autograd::gradgradcheck(g, {leaf}, 1e-6, 1e-5, 1e-4, &why), why.c_str());
  }
}  // namespace

class TestSparse : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() { set_default_dtype(kDouble); }
  void cleanupTestCase() { set_default_dtype(kFloat); }

  void parts_and_facts() {
    const Tensor s = small(), h = hybrid(), u = unsorted();
    QVERIFY(s.is_sparse() && s.layout() == kSparse && s.options().layout() == kSparse && !s.is_coalesced() && !s.is_contiguous());
    QCOMPARE(s._nnz(), int64_t{3});
    QCOMPARE(s.sparse_dim(), int64_t{2});
    QCOMPARE(s.dense_dim(), int64_t{0});
    QCOMPARE(h.sparse_dim(), int64_t{1});
    QCOMPARE(h.dense_dim(), int64_t{1});
    QCOMPARE(s.numel(), int64_t{6});
    QVERIFY(s.to_dense().equal(tensor({{0.0, 0.0, 3.0}, {4.0, 0.0, 5.0}}, kDouble)));
    QVERIFY(h.to_dense().equal(tensor({{4.0, 5.0, 6.0}, {0.0, 0.0, 0.0}, {1.0, 2.0, 3.0}, {0.0, 0.0, 0.0}})));
    QVERIFY(u.to_dense().equal(tensor({{0.0, 2.0, 0.0}, {0.0, 0.0, 12.0}})));
    const Tensor c = u.coalesce();
    QVERIFY(c.is_coalesced() && c.indices().equal(longs({0, 1, 1, 2}).view({2, 2})) && c.values().equal(tensor({2.0, 12.0})));
    QVERIFY(c.coalesce().is_same(c));
    REFUSES(u.indices(), "call coalesce() first");
    REFUSES(u.values(), "call coalesce() first");
    REFUSES(zeros({2}).indices(), "expected a sparse tensor");
    QVERIFY(u._indices().equal(longs({1, 0, 1, 2, 1, 2}).view({2, 3})) && u._values().equal(tensor({5.0, 2.0, 7.0})));
  }

  void forms_of_making() {
    QVERIFY(sparse_coo_tensor(longs({0, 1, 1, 2, 0, 2}).view({2, 3}), tensor({3.f, 4.f, 5.f})).sizes() == IntArrayRef({2, 3}));
    const Tensor empty_one = sparse_coo_tensor({3, 4}, kDouble);
    QVERIFY(empty_one._nnz() == 0 && empty_one.sparse_dim() == 2 && empty_one.dtype() == kDouble &&
            empty_one.to_dense().equal(zeros({3, 4}, kDouble)));
    const Tensor none = sparse_coo_tensor(empty({1, 0}), empty({0, 2}), {1, 2});
    QVERIFY(none.sparse_dim() == 1 && none.dense_dim() == 1 && none._nnz() == 0);
    QVERIFY(sparse_coo_tensor(tensor({{1, 0}}, kInt), tensor({2.f, 3.f}), {2}, TensorOptions(kInt).requires_grad(false))
                .to_dense()
                .equal(tensor({3, 2}, kInt)));
    QVERIFY(zeros({2, 3}, TensorOptions(kDouble).layout(kSparse)).is_sparse());
    QVERIFY(zeros_like(small()).is_sparse() && zeros_like(small())._nnz() == 0);
    QVERIFY(zeros_like(small(), kStrided).equal(zeros({2, 3})));
    REFUSES(sparse_coo_tensor(longs({0, 5}).view({1, 2}), tensor({1.0, 2.0}), {3}), "index 5 of element 1 is out of range");
    REFUSES(sparse_coo_tensor(longs({0, -1}).view({1, 2}), tensor({1.0, 2.0}), {3}), "index -1 of element 1");
    REFUSES(sparse_coo_tensor(longs({0, 1}).view({1, 2}), tensor({1.0}), {3}), "name 2 elements");
    REFUSES(sparse_coo_tensor(longs({0, 1}), tensor({1.0, 2.0})), "indices must be");
    REFUSES(sparse_coo_tensor(longs({0, 1}).view({1, 2}), tensor({1.0, 2.0}), {3, 4}), "must have 1 sparse and 0 dense");
    REFUSES(sparse_coo_tensor({int64_t{1} << 40, int64_t{1} << 40}), "more places than 64 bits count");
    REFUSES(ones_like(small()), "fill");
    REFUSES(small().uniform_(), "dense");
  }

  void there_and_back() {
    const Tensor d = tensor({{0.0, 0.0, 0.0}, {9.0, 0.0, 10.0}, {0.0, NAN, 0.0}});
    QVERIFY(d.to_sparse().is_coalesced() && d.to_sparse()._nnz() == 3 && allclose(d.to_sparse().to_dense(), d, 0, 0, true));
    QVERIFY(d.to_sparse(1)._nnz() == 2 && d.to_sparse(1).dense_dim() == 1 && allclose(d.to_sparse(1).to_dense(), d, 0, 0, true));
    QVERIFY(d.t().to_sparse().indices().equal(longs({0, 1, 2, 1, 2, 1}).view({2, 3})));
    QVERIFY(zeros({0, 3}).to_sparse().to_dense().equal(zeros({0, 3})) && tensor(2.5).to_sparse().to_dense().item<double>() == 2.5);
    REFUSES(d.to_sparse(3), "sparse_dim");
    for (const ScalarType t : {kFloat, kHalf, kBFloat16, kInt, kByte, kBool, kLong}) {
      const Tensor x = tensor({{0, 1}, {1, 0}}, t);
      QVERIFY2(x.to_sparse().to_dense().equal(x) && x.to_sparse().dtype() == t, dtype_name(t));
    }
    const Tensor twice = sparse_coo_tensor(longs({0, 0}).view({1, 2}), tensor({true, true}), {2});
    QVERIFY(twice.coalesce().values().equal(tensor({true})) && twice.to_dense().equal(tensor({true, false})));
  }

  void masks() {
    const Tensor d = arange(6, kDouble).view({2, 3}) + 1;
    QVERIFY(same(d.sparse_mask(small()), tensor({{0.0, 0.0, 3.0}, {4.0, 0.0, 6.0}})));
    QVERIFY(same(unsorted().sparse_mask(small()), tensor({{0.0, 0.0, 0.0}, {0.0, 0.0, 12.0}})));
    QCOMPARE(unsorted().sparse_mask(small())._nnz(), int64_t{3});
    const Tensor wide = arange(12, kDouble).view({4, 3});
    QVERIFY(wide.sparse_mask(hybrid()).to_dense().select(0, 2).equal(wide.select(0, 2)));
    REFUSES(d.sparse_mask(sparse_coo_tensor({3, 2})), "one shape");
  }

  void arithmetic_equals_dense() {
    const std::vector<Tensor> all{small(), unsorted(), small().coalesce()};
    for (const Tensor& a : all) {
      const Tensor da = a.to_dense();
      for (const Tensor& b : all) {
        const Tensor db = b.to_dense();
        QVERIFY(same(a + b, da + db) && same(a - b, da - db) && same(a * b, da * db) && same(a.add(b, 2.5), da + db * 2.5));
        QVERIFY(equal(da + b, da + db) && equal(b + da, da + db) && equal(da - b, da - db) && equal(b - da, db - da));
        QVERIFY(same(a * db, da * db) && same(da * b, da * db));
      }
      QVERIFY(same(a * 2, da * 2) && same(3.5 * a, da * 3.5) && same(a / 4, da / 4) && same(a * tensor(2.0), da * 2) && same(-a, -da));
      QVERIFY(same(a.pow(2), da * da) && same(a.abs(), da.abs()) && same(a.sqrt(), da.sqrt()) && same(a.tanh(), da.tanh()) &&
              same(tl::sign(a), tl::sign(da)));
      QVERIFY(same(a.to(kFloat), da.to(kFloat)) && same(a.clone(), da) && same(a.detach(), da));
    }
    const Tensor h = hybrid();
    QVERIFY(same(h + h * 2, h.to_dense() * 3) && same(h.pow(3), h.to_dense().pow(3)) && same(h * h, h.to_dense() * h.to_dense()));
    QCOMPARE((small().to(kInt) + small()).dtype(), kDouble);
    QVERIFY(same(small().to(kLong) * 2, (small().to_dense() * 2).to(kLong)) && (small().to(kLong) / 2).dtype() == kDouble);
    REFUSES(small() + 1, "would make it dense");
    REFUSES(small().exp(), "of 0 is 1");
    REFUSES(small().pow(0), "0 to the power of 0");
    REFUSES(small().pow(-1), "would be dense");
    REFUSES(small() / small(), "divided by a number");
    REFUSES(small() + zeros({3}), "does not broadcast");
    REFUSES(small() + hybrid(), "one shape");
  }

  void in_place() {
    Tensor a = small();
    const Tensor alias = a.detach();
    const uint32_t version = a._version();
    a.mul_(2);
    QVERIFY(same(a, small().to_dense() * 2) && a._version() > version && alias._version() == a._version());
    a.add_(unsorted());
    QVERIFY(same(a, small().to_dense() * 2 + unsorted().to_dense()));
    a.zero_();
    QVERIFY(a._nnz() == 0 && same(a, zeros({2, 3})));
    a.copy_(small());
    QVERIFY(same(a, small().to_dense()));
    Tensor d = ones({2, 3}, kDouble);
    d.add_(small(), 2);
    QVERIFY(d.equal(small().to_dense() * 2 + 1));
    REFUSES(a.add_(d), "dense");
    REFUSES(d.mul_(small()), "sparse");
    REFUSES(d.copy_(small()), "to_dense()");
    REFUSES(a.fill_(3), "0 only");
    Tensor w = small().requires_grad_();
    REFUSES((w * 1).mul_(2), "cannot record a gradient");
    Tensor out = sparse_coo_tensor({5}, kDouble);
    mul_out(out, small(), tensor(2.0));
    QVERIFY(same(out, small().to_dense() * 2));
  }

  void products_equal_dense() {
    manual_seed(4);
    const Tensor b = randn({3, 4}, kDouble), x = randn({2, 4}, kDouble);
    for (const Tensor& a : {small(), unsorted(), sparse_coo_tensor({2, 3}, kDouble)}) {
      const Tensor d = a.to_dense();
      QVERIFY(allclose(mm(a, b), mm(d, b)) && allclose(a.matmul(b), mm(d, b)) && allclose(spmm(a, b), mm(d, b)) &&
              allclose(sparse::mm(a, b), mm(d, b)));
      QVERIFY(allclose(mm(b.t(), a.t()), mm(b.t(), d.t())));
      QVERIFY(allclose(matmul(a, b.select(1, 0)), matmul(d, b.select(1, 0))));
      QVERIFY(same(mm(a, a.t()), mm(d, d.t())) && same(sparse::mm(a.t(), a), mm(d.t(), d)));
      QVERIFY(same(smm(a, b), mm(d, b)) && same(hspmm(a, b), mm(d, b)) && hspmm(a, b).dense_dim() == 1);
      const Tensor start = x.sparse_mask(mm(d, b).to_sparse());
      QVERIFY(same(sspaddmm(start, a, b, 0.5, 3), start.to_dense() * 0.5 + mm(d, b) * 3));
      QVERIFY(allclose(sparse::addmm(x, a, b, 0.5, 2), addmm(x, d, b, 0.5, 2)) && allclose(addmm(x, a, b), addmm(x, d, b)));
    }
    QVERIFY(allclose(mm(small().to(kHalf), b.to(kHalf)).to(kDouble), mm(small().to_dense(), b), 2e-3, 2e-3));
    REFUSES(mm(small(), zeros({2, 2}, kDouble)), "cannot be multiplied");
    REFUSES(mm(small(), zeros({3, 2}, kFloat)), "one type");
    REFUSES(mm(hybrid(), zeros({3, 2}, kDouble)), "both dimensions sparse");
    REFUSES(smm(b, b), "sparse mat1");
  }

  void sums_and_shapes_equal_dense() {
    const Tensor a = unsorted(), d = a.to_dense(), h = hybrid(), dh = h.to_dense();
    QVERIFY(allclose(sum(a), sum(d)) && allclose(sparse::sum(a), sum(d)) && allclose(sparse::sum(h), sum(dh)));
    QVERIFY(same(sparse::sum(a, 0), sum(d, 0)) && same(sparse::sum(a, 1), sum(d, 1)) && same(sparse::sum(a, -1), sum(d, 1)));
    QVERIFY(allclose(sparse::sum(a, {0, 1}), sum(d)) && same(sparse::sum(h, 1), sum(dh, 1)) && allclose(sparse::sum(h, 0), sum(dh, 0)) &&
            allclose(sparse::sum(h, {0, 1}), sum(dh)));
    QCOMPARE(sparse::sum(a, kFloat).dtype(), kFloat);
    QVERIFY(same(a.t(), d.t()) && same(a.transpose(0, 1), d.t()) && same(a.permute({1, 0}), d.t()) && same(a.t().coalesce(), d.t()));
    QVERIFY(same(a.index_select(1, longs({2, 0, 2})), d.index_select(1, longs({2, 0, 2}))) &&
            same(h.index_select(1, longs({2, 1})), dh.index_select(1, longs({2, 1}))));
    QVERIFY(same(h.index_select(0, longs({3, 2, 2})), dh.index_select(0, longs({3, 2, 2}))));
    QVERIFY(same(a.narrow_copy(1, 1, 2), d.narrow(1, 1, 2)) && same(h.narrow_copy(1, 0, 2), dh.narrow(1, 0, 2)) &&
            same(h.narrow_copy(0, -2, 2), dh.narrow(0, 2, 2)));
    QVERIFY(d.narrow_copy(1, 1, 2).equal(d.narrow(1, 1, 2)));
    QVERIFY(same(a[1], d[1]) && h[2].equal(dh[2]) && h[1].equal(dh[1]) && same(h.select(1, 1), dh.select(1, 1)));
    const Tensor both[] = {a, small()}, dense_both[] = {d, small().to_dense()};
    QVERIFY(same(cat({both, 2}, 0), cat({dense_both, 2}, 0)) && same(cat({both, 2}, 1), cat({dense_both, 2}, 1)));
    REFUSES(h.transpose(0, 1), "would mix");
    REFUSES(a.index_select(1, longs({3})), "out of range");
    REFUSES(a.narrow_copy(1, 2, 2), "exceed");
  }

  void equality_ignores_order_and_zeros() {
    const Tensor zero_kept = sparse_coo_tensor(longs({1, 0, 1, 0, 0, 2, 2, 1}).view({2, 4}), tensor({4.0, 3.0, 5.0, 0.0}), {2, 3});
    QVERIFY(equal(small(), zero_kept) && !equal(small(), unsorted()) && equal(hybrid(), hybrid().to_dense().to_sparse()));
    QVERIFY(!equal(small(), small().to(kFloat)) && !equal(small(), sparse_coo_tensor({3, 2}, kDouble)));
  }

  void resizing() {
    Tensor s = small();
    s.sparse_resize_({4, 5}, 2, 0);
    QVERIFY(s.sizes() == IntArrayRef({4, 5}) && s.to_dense().narrow(0, 0, 2).narrow(1, 0, 3).equal(small().to_dense()));
    REFUSES(s.sparse_resize_({2, 5}, 2, 0), "may not shrink");
    s.sparse_resize_and_clear_({2, 7}, 1, 1);
    QVERIFY(s._nnz() == 0 && s.sparse_dim() == 1 && s.dense_dim() == 1 && s.to_dense().equal(zeros({2, 7}, kDouble)));
    Tensor h = hybrid();
    h.sparse_resize_({5, 4}, 1, 1);
    QVERIFY(h.to_dense().narrow(0, 0, 4).narrow(1, 0, 3).equal(hybrid().to_dense()) && h.to_dense().sum().item<double>() == 21);
    REFUSES(s.resize_({3}), "sparse_resize_()");
  }

  void gradients() {
    manual_seed(7);
    const Tensor i = longs({1, 0, 1, 2, 1, 2}).view({2, 3}), v = tensor({5.0, 2.0, 7.0}), b = randn({3, 2}, kDouble),
                 d = randn({2, 3}, kDouble);
    const std::vector<std::function<Tensor(const Tensor&)>> functions{
        [](const Tensor& s) { return s.to_dense().pow(2); },
        [](const Tensor& s) { return s.coalesce().values().pow(3); },
        [&](const Tensor& s) { return sparse::mm(s, b).pow(2); },
        [&](const Tensor& s) { return mm(s, mm(s.t(), d)); },
        [](const Tensor& s) { return mm(s, s.t()); },
        [](const Tensor& s) { return sparse::sum(s, 0).to_dense().pow(2); },
        [](const Tensor& s) { return sum(s).pow(2); },
        [&](const Tensor& s) { return (d + s).pow(2); },
        [](const Tensor& s) { return (s + s * 3 - s.pow(2) / 7).pow(2); },
        [&](const Tensor& s) { return s * s * d; },
        [](const Tensor& s) {
          return s.t().index_select(0, longs({2, 2, 1})).pow(2);
        },
        [&](const Tensor& s) { return hspmm(s, b).pow(2) + smm(s, b).coalesce().to_dense(); },
        [&](const Tensor& s) { return d.sparse_mask(s) * s; },
        [](const Tensor& s) { return s.narrow_copy(1, 1, 2).pow(2).clone().to(kDouble); },
        [](const Tensor& s) { return tl::tanh(s * 0.1); },
    };
    for (const auto& f : functions) check(f, i, v, {2, 3});
    check([](const Tensor& s) { return sparse::sum(s.pow(2), 1).to_dense().pow(2); }, longs({2, 0, 2}).view({1, 3}), randn({3, 3}, kDouble),
          {4, 3});
    check([&](const Tensor& s) { return s[2] * s[0]; }, longs({2, 0, 2}).view({1, 3}), randn({3, 3}, kDouble), {4, 3});
    // along the dense operand
    const auto g = [](const autograd::variable_list& x) -> autograd::variable_list {
      return {sparse::mm(small(), x[0]), x[0].t().sparse_mask(small()).to_dense().pow(2), x[0].to_sparse().to_dense()};
    };
    std::string why;
    QVERIFY2(autograd::gradcheck(g, {randn({3, 2}, kDouble).requires_grad_()}, 1e-6, 1e-6, 1e-5, &why), why.c_str());
  }

  void sparse_leaves_get_sparse_gradients() {
    const Tensor s = unsorted().requires_grad_(), b = ones({3, 2}, kDouble).requires_grad_();
    sparse::mm(s, b).sum().backward();
    QVERIFY(s.grad().is_sparse() && same(s.grad(), tensor({{0.0, 2.0, 0.0}, {0.0, 0.0, 2.0}})));
    QVERIFY(b.grad().equal(tensor({{0.0, 0.0}, {2.0, 2.0}, {12.0, 12.0}})));
    s.to_dense().sum().backward();
    QVERIFY(same(s.grad(), tensor({{0.0, 3.0, 0.0}, {0.0, 0.0, 3.0}})));
    const Tensor again = autograd::grad({(s.to_dense() * 2).sum()}, {s})[0];
    QVERIFY(same(again, tensor({{0.0, 2.0, 0.0}, {0.0, 0.0, 2.0}})));
    // dense and sparse gradients of one leaf add up
    const Tensor w = ones({4, 2}).requires_grad_(), at = longs({1, 3, 1});
    embedding(w, at, -1, false, true).sum().backward();
    QVERIFY(w.grad().is_sparse() && w.grad()._nnz() == 3 &&
            w.grad().to_dense().equal(tensor({{0.f, 0.f}, {2.f, 2.f}, {0.f, 0.f}, {1.f, 1.f}})));
    w.sum().backward();
    QVERIFY(!w.grad().is_sparse() && w.grad().equal(tensor({{1.f, 1.f}, {3.f, 3.f}, {1.f, 1.f}, {2.f, 2.f}})));
    embedding(w, at, -1, false, true).sum().backward();
    QVERIFY(!w.grad().is_sparse() && w.grad()[1].equal(tensor({5.f, 5.f})));
    const Tensor x = ones({4, 2}).requires_grad_();
    (embedding(x, at, -1, false, true).sum() + (x * 2).sum()).backward();
    QVERIFY(x.grad()[1].equal(tensor({4.f, 4.f})) && x.grad()[0].equal(tensor({2.f, 2.f})));
  }

  void embedding_options() {
    const Tensor at = longs({1, 3, 1, 0});
    for (const bool sparse : {false, true}) {
      const Tensor w = ones({4, 2}).requires_grad_();
      embedding(w, at, 3, false, sparse).sum().backward();
      const Tensor g = sparse ? w.grad().to_dense() : w.grad();
      QVERIFY(g.equal(tensor({{1.f, 1.f}, {2.f, 2.f}, {0.f, 0.f}, {0.f, 0.f}})));
      const Tensor f = ones({4, 2}).requires_grad_();
      embedding(f, at, -1, true, sparse).sum().backward();
      QVERIFY((sparse ? f.grad().to_dense() : f.grad()).equal(tensor({{1.f, 1.f}, {1.f, 1.f}, {0.f, 0.f}, {1.f, 1.f}})));
    }
    REFUSES(embedding(ones({4, 2}), longs({4}), -1, false, true), "4");
  }

  /// Given a sparse operand an operator answers or refuses in a sentence; none may take its place for dense memory.
  void no_operator_reads_a_sparse_tensor_as_dense() {
    int answered = 0, refused = 0;
    for (const ops::OpDef* def : ops::all()) {
      if (!def->samples || def->is(ops::random)) continue;
      for (const ops::OpSample& sample : def->samples()) {
        for (size_t k = 0; k < sample.args.size(); ++k) {
          if (!sample.args[k].is_tensor() || !sample.args[k].to_tensor().defined() || sample.args[k].to_tensor().is_sparse() ||
              sample.args[k].to_tensor().is_quantized())
            continue;
          std::vector<Value> args = sample.args;
          args[k] = sample.args[k].to_tensor().to_sparse();
          try {
            const Value with = ops::call(def->name, args), without = ops::call(def->name, sample.args);
            ++answered;
            if (!with.is_tensor() || def->name == "int_repr") continue;
            const auto plain = [](const Tensor& t) { return t.is_sparse() ? t.to_dense() : t; };
            QVERIFY2(allclose(plain(with.to_tensor()).to(kDouble), plain(without.to_tensor()).to(kDouble), 1e-9, 1e-9, true),
                     def->name.c_str());
          } catch (const Error& e) {
            ++refused;
            QVERIFY2(e.category() != ErrorCategory::internal && std::string(e.what()).size() > 20, e.what());
          }
        }
      }
    }
    QVERIFY2(answered > 30 && refused > 300, (std::to_string(answered) + " answered, " + std::to_string(refused) + " refused").c_str());
    const Tensor s = small();
    REFUSES(s.data_ptr(), "no dense memory");
    REFUSES(s.strides(), "no strides");
    REFUSES(s.item(), "cannot be converted");
    REFUSES(softmax(s, 0), "softmax: has no form for sparse tensors");
    REFUSES(s.view({6}), "to_dense()");
    REFUSES(s.reshape({6}), "to_dense()");
    REFUSES(make_alias(s, {1}, {1}, 0), "no dense memory");
    REFUSES(by_name::call("torch.Tensor.storage", {Value(s)}), "sparse");
    REFUSES(conv2d(zeros({1, 1, 3, 3}).to_sparse(), zeros({1, 1, 2, 2})), "sparse");
  }

  void printing() {
    const auto text = [](const Tensor& t) { return QString::fromStdString(repr(t)); };
    QCOMPARE(text(small()),
             QString("tensor(indices=tensor([[0, 1, 1],\n                       [2, 0, 2]]),\n       values=tensor([3., 4., 5.]),\n"
                     "       size=(2, 3), nnz=3, layout=torch.sparse_coo)"));
    QCOMPARE(text(sparse_coo_tensor({1, 2}).sparse_resize_and_clear_({1, 2}, 1, 1)),
             QString("tensor(indices=tensor([], size=(1, 0)),\n       values=tensor([], size=(0, 2)),\n       size=(1, 2), nnz=0, "
                     "layout=torch.sparse_coo)"));
    QCOMPARE(text(tensor({0.f, 2.f}).to_sparse().requires_grad_()),
             QString("tensor(indices=tensor([[1]]),\n       values=tensor([2.]),\n       size=(2,), nnz=1, layout=torch.sparse_coo, "
                     "requires_grad=True)"));
    QVERIFY(small().toString().find("nnz=3") != std::string::npos);
  }

  void by_documented_name() {
    using by_name::call;
    const Value rows = Value::List{Value(Value::Ints{0, 1, 1}), Value(Value::Ints{2, 0, 2})},
                numbers = Value::List{Value(3.0), Value(4.0), Value(5.0)};
    const Tensor s = call("torch.sparse_coo_tensor", {rows, numbers, Value(Value::Ints{2, 4})}, {{"dtype", Value(kDouble)}}).to_tensor();
    QVERIFY(s.dtype() == kDouble && s.sizes() == IntArrayRef({2, 4}) && call("torch.Tensor.is_sparse", {s}).to_bool());
    QCOMPARE(QString::fromStdString(call("torch.Tensor.layout", {s}).to_string()), QString("sparse_coo"));
    QVERIFY(call("torch.sparse_coo_tensor", {Value(empty({1, 0})), Value(Value::List{}), Value(Value::Ints{1})}).to_tensor()._nnz() == 0);
    QVERIFY(call("torch.sparse.mm", {s, Value(ones({4, 1}, kDouble))}).to_tensor().equal(tensor({{3.0}, {9.0}})));
    QVERIFY(call("torch.sparse.sum", {s}, {{"dim", Value(0)}}).to_tensor().to_dense().equal(tensor({4.0, 0.0, 8.0, 0.0})));
    QVERIFY(call("torch.Tensor.to_dense", {call("torch.Tensor.t_", {s.clone()})}).to_tensor().equal(s.to_dense().t()));
    QVERIFY(call("torch.zeros", {Value(2), Value(3)}, {{"layout", call("torch.sparse_coo", {})}}).to_tensor().is_sparse());
  }
};
TL_TEST_CLASS(TestSparse)
#include "test_sparse.moc"
