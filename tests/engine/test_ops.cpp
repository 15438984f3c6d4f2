// SPDX-License-Identifier: Apache-2.0
// Walks every registered operator: result shape and type as `infer` said, every dtype, strided and empty inputs, first and second derivative
// by finite differences in float64, in place = out of place. An operator without samples fails.
#include "engine/autograd/autograd.h"
#include "engine/core/pool.h"
#include "engine/ops/functions.h"
#include "engine/ops/op_def.h"
#include "support/sampled_calls.h"
#include "support/test_main.h"

using namespace tl;
using namespace tl::ops;
using test::encoded;
using test::packed;
using test::Packed;
using test::run;

namespace {
Tensor plain(const Tensor& t) { return !t.defined() ? t : t.is_sparse() ? t.to_dense() : t.is_quantized() ? t.dequantize() : t; }
/// The same values with gaps between rows and elements.
Tensor spread(const Tensor& t) {
  if (!t.defined() || t.dim() == 0 || encoded(t)) return t;
  DimVector wide(t.sizes().begin(), t.sizes().end());
  wide.push_back(2);
  Tensor big = zeros(wide, t.dtype());
  Tensor out = big.select(-1, 1);
  out.copy_(t);
  return out;
}
bool close(const Tensor& x, const Tensor& y, double tolerance) {
  const Tensor a = plain(x), b = plain(y);
  if (a.defined() != b.defined()) return false;
  if (!a.defined()) return true;
  return a.sizes() == b.sizes() && a.dtype() == b.dtype() && allclose(a.to(kDouble), b.to(kDouble), tolerance, tolerance, true);
}
#define QSAY(cond, text) QVERIFY2(cond, std::string(text).c_str())
}  // namespace

class TestOps : public QObject {
  Q_OBJECT
 private slots:
  void each_data() {
    QTest::addColumn<QString>("name");
    for (const OpDef* def : all()) QTest::newRow(def->name.c_str()) << QString::fromStdString(def->name);
  }
  void each() {
    QFETCH(QString, name);
    const OpDef& def = get(name.toStdString());
    QSAY(def.samples, "no samples");
    QSAY(!def.doc.empty() && !def.category.empty(), "no doc line or category");
    const auto samples = def.samples();
    if (samples.empty()) {
      QSAY(def.is(hidden) && def.is(pointwise), "an empty list of samples is for derivatives of pointwise rows, which the rows' own check covers");
      return;
    }
    for (const OpSample& s : samples) {
      const Packed p = packed(def, s);
      const auto reference = run(def, p.in, p.attr);
      // meta tensors give the same shapes and types
      std::vector<Tensor> meta = p.in;
      for (Tensor& t : meta)
        if (t.defined() && !encoded(t) && t.is_floating_point()) t = t.to(Device(kMeta));
      bool any_meta = false, any_encoded = encoded(reference[0]);
      for (const Tensor& t : meta) any_meta |= t.defined() && t.is_meta();
      for (const Tensor& t : p.in) any_encoded |= encoded(t);
      any_meta &= !any_encoded;
      if (any_meta) {
        const auto shapes = run(def, meta, p.attr);
        for (size_t i = 0; i < shapes.size(); ++i) {
          if (!reference[i].defined()) continue;
          QSAY(shapes[i].sizes() == reference[i].sizes() && shapes[i].dtype() == reference[i].dtype(),
               "meta gives " + shapes[i].brief() + ", the kernel " + reference[i].brief());
        }
      }
      // strided inputs
      std::vector<Tensor> strided;
      for (const Tensor& t : p.in) strided.push_back(spread(t));
      if (def.name != "view" && def.name != "as_strided") {
        const auto again = run(def, strided, p.attr);
        for (size_t i = 0; i < again.size(); ++i) QSAY(close(again[i], reference[i], 1e-12), "strided inputs give another result");
      }
      // float32 agrees with float64
      std::vector<Tensor> narrow;
      bool had_double = false;
      for (const Tensor& t : p.in) {
        narrow.push_back(t.defined() && t.dtype() == kDouble ? t.to(kFloat) : t);
        had_double |= t.defined() && t.dtype() == kDouble && def.category != "Quantization";
      }
      if (had_double && def.name != "to") {
        const auto single = run(def, narrow, p.attr);
        for (size_t i = 0; i < single.size(); ++i) {
          if (!reference[i].defined()) continue;
          const Tensor want = reference[i].dtype() == kDouble ? reference[i].to(kFloat) : reference[i];
          QSAY(single[i].dtype() == want.dtype(), "float32 in, " + single[i].brief() + " out");
          QSAY(close(single[i], want, 2e-4), "float32 differs from float64: " + single[i].toString() + " against " + want.toString());
        }
      }
      if (s.differentiable && !def.is(Trait::random)) check_gradient(def, s, p, reference);
      if (!def.composite && def.infer && !def.is(Trait::view) && def.outputs == 1 && reference[0].dtype() == p.in[0].dtype() && reference[0].sizes() == p.in[0].sizes()) {
        std::vector<Tensor> in = p.in;
        in[0] = in[0].clone();
        Tensor self = in[0];
        dispatch_inplace(def, self, in, p.attr);
        QSAY(close(self, reference[0], 1e-12), "in place differs from out of place");
      }
    }
  }

  void each_integer_type_of_pointwise_rows_data() { each_data(); }
  void each_integer_type_of_pointwise_rows() {
    QFETCH(QString, name);
    const OpDef& def = get(name.toStdString());
    if (!def.is(pointwise) || def.is(hidden)) return;
    for (const ScalarType t : {kByte, kChar, kShort, kInt, kLong}) {
      std::vector<Tensor> in, wide;
      for (int i = 0; i < def.tensor_args; ++i) {
        in.push_back(tensor({3, 1, 2, 5}, t) + i);
        wide.push_back(in.back().to(kDouble));
      }
      if (def.name == "where") in[0] = wide[0] = tensor({true, false, true, true});
      std::vector<Value> attr;
      for (const ArgDef& a : def.args)
        if (a.kind == ArgKind::real) attr.push_back(a.default_value);
      if (def.name == "asin" || def.name == "acos" || def.name.find("atanh") != std::string::npos) continue;  // outside the domain
      if (def.name == "remainder" || def.name == "fmod") in[1] = in[1].maximum(ones_like(in[1])), wide[1] = in[1].to(kDouble);
      const Tensor got = dispatch(def, in, attr)[0], want = dispatch(def, wide, attr)[0];
      QSAY(allclose(got.to(kDouble), is_integral(got.dtype(), false) ? want.to(got.dtype()).to(kDouble) : want.to(got.dtype()).to(kDouble), 1e-5, 1e-6, true),
           std::string(dtype_name(t)) + ": " + got.toString() + " against " + want.toString());
    }
  }

  void empty_inputs_of_pointwise_and_reductions() {
    for (const OpDef* def : all()) {
      if (!def->is(pointwise) || def->is(hidden)) continue;
      std::vector<Tensor> in(static_cast<size_t>(def->tensor_args), empty({2, 0, 3}));
      if (std::string_view(def->args[0].name) == "condition") in[0] = empty({2, 0, 3}, kBool);  // numbers are refused
      std::vector<Value> attr;
      for (const ArgDef& a : def->args)
        if (a.kind == ArgKind::real) attr.push_back(a.default_value);
      QSAY(dispatch(*def, in, attr)[0].sizes() == IntArrayRef({2, 0, 3}), def->name);
    }
    QCOMPARE(sum(empty({0})).item<float>(), 0.f);
    QVERIFY(std::isnan(mean(empty({0})).item<float>()));
    QVERIFY(sum(empty({3, 0}), 1).equal(zeros({3})));
  }

  void same_bits_for_any_number_of_threads() {
    manual_seed(3);
    const Tensor x = randn({32, 16, 20, 20}), w = randn({24, 16, 3, 3}), a = randn({300, 257}), b = randn({257, 190});
    std::vector<Tensor> first;
    const int before = get_num_threads();
    for (const int threads : {1, 2, 3, 4, 8}) {
      set_num_threads(threads);
      Tensor xg = x.clone().requires_grad_(), wg = w.clone().requires_grad_();
      Tensor y = max_pool2d(relu(conv2d(xg, wg, {}, 1, 1)), 2);
      y = batch_norm(y, {}, {}, {}, {}, true, 0.1, 1e-5);
      (y * y * y).mean().backward();
      const std::vector<Tensor> now{y.detach(), xg.grad(), wg.grad(), mm(a, b), sum(x), sum(x, {0, 2, 3}), softmax(a, 1), sum(a, 0)};
      if (first.empty()) first = now;
      for (size_t i = 0; i < now.size(); ++i) QVERIFY2(now[i].equal(first[i]), std::to_string(i).c_str());
    }
    set_num_threads(before);
  }

  void errors_name_operation_and_shapes() {
    const auto text = [](auto&& f) -> std::string {
      try {
        f();
      } catch (const Error& e) {
        return e.what();
      }
      return "no error";
    };
    QCOMPARE(QString::fromStdString(text([] { softmax(zeros({8, 10}), 4); })),
             QString("softmax: dim 4 out of range for input [8, 10] (expected to be in [-2, 1])"));
    QVERIFY(QString::fromStdString(text([] { add(zeros({2, 3}), zeros({4})); })).contains("add: the sizes of tensor a [2, 3] and tensor b [4]"));
    QVERIFY(QString::fromStdString(text([] { mm(zeros({2, 3}), zeros({4, 5})); })).contains("[2, 3] and [4, 5]"));
    QVERIFY(QString::fromStdString(text([] { cross_entropy(zeros({2, 3}), tensor({0, 7})); })).contains("target 7 of sample 1"));
    QVERIFY(QString::fromStdString(text([] { call("sofmax", {zeros({2})}); })).contains("softmax"));
    QVERIFY(QString::fromStdString(text([] { call("softmax", {zeros({2})}); })).contains("argument 'dim' is missing"));
    QVERIFY(QString::fromStdString(text([] { call("softmax", {zeros({2}), 0}, {{"dimension", 1}}); })).contains("there is no argument 'dimension'"));
  }

  void by_name_call() {
    const Value r = call("add", {tensor({1.f, 2.f}), 3}, {{"alpha", 2}});
    QVERIFY(r.to_tensor().equal(tensor({7.f, 8.f})));
    Tensor x = tensor({-1.f, 2.f});
    call("relu_", {x});
    QVERIFY(x.equal(tensor({0.f, 2.f})));
  }

  void type_promotion_follows_the_manual() {
    QCOMPARE(add(ones({2}, kInt), 1.5).dtype(), kFloat);
    QCOMPARE(add(ones({2}, kInt), 1).dtype(), kInt);
    QCOMPARE(add(ones({2}, kFloat), ones({}, kDouble)).dtype(), kFloat);
    QCOMPARE(add(ones({2}, kLong), ones({2}, kFloat)).dtype(), kFloat);
    QCOMPARE(add(ones({2}, kByte), ones({2}, kChar)).dtype(), kShort);
    QCOMPARE(mul(ones({2}, kBool), 2).dtype(), kLong);
    QCOMPARE(div(ones({2}, kLong), ones({2}, kLong)).dtype(), kFloat);
    QVERIFY(eq(tensor({0.1f}), 0.1).item<bool>());
  }
  void scatter_keeps_the_later_of_two() {
    const Tensor index = tl::tensor(std::vector<int64_t>{1, 1, 0}), src = tl::tensor(std::vector<int64_t>{5, 7, 9});
    const Tensor y = call("scatter", {Value(tl::zeros({2}, kLong)), 0, Value(index), Value(src)}).to_tensor();
    QCOMPARE(y.data_ptr<int64_t>()[0], int64_t{9});
    QCOMPARE(y.data_ptr<int64_t>()[1], int64_t{7});
  }

 private:
  void check_gradient(const OpDef& def, const OpSample& s, const Packed& p, const std::vector<Tensor>& reference) {
    std::vector<Tensor> leaves;
    std::vector<size_t> where;
    for (size_t i = 0; i < p.in.size(); ++i)
      if (p.in[i].defined() && p.in[i].dtype() == kDouble && !p.in[i].is_sparse()) {
        leaves.push_back(p.in[i].detach().clone().requires_grad_());
        where.push_back(i);
      }
    const auto f = [&](const autograd::variable_list& x) {
      std::vector<Tensor> in = p.in;
      for (size_t k = 0; k < where.size(); ++k) in[where[k]] = s.through ? s.through(where[k], x[k]) : x[k];
      autograd::variable_list out;
      const auto all = run(def, in, p.attr);
      for (size_t i = 0; i < all.size(); ++i)
        if (reference[i].defined() && reference[i].dtype() == kDouble && !(def.nondifferentiable_outputs >> i & 1u)) out.push_back(plain(all[i]));
      return out;
    };
    bool differentiable = false;
    for (const Tensor& t : f(leaves)) differentiable |= t.requires_grad();
    QSAY(differentiable, "no gradient is recorded");
    std::string why;
    QSAY(autograd::gradcheck(f, leaves, s.eps, 1e-5, 1e-4, &why), "first derivative: " + why);
    if (!def.is(no_double_backward)) QSAY(autograd::gradgradcheck(f, leaves, s.eps, 1e-4, 1e-3, &why), "second derivative: " + why);
  }
};
TL_TEST_CLASS(TestOps)
#include "test_ops.moc"
