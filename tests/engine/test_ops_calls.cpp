// SPDX-License-Identifier: Apache-2.0
// Every registered operator in the forms that calls take in practice: integer operands, gradients through operands and cotangents with
// gaps, empty batches, in place by name, and wrong calls, whose sentences name the operator. (test_ops.cpp has values and derivatives.)
#include <set>

#include "engine/autograd/autograd.h"
#include "engine/core/pool.h"
#include "engine/ops/by_name.h"
#include "engine/ops/functions.h"
#include "engine/ops/nn.h"
#include "engine/ops/op_def.h"
#include "engine/ops/sort.h"
#include "support/expect.h"
#include "support/sampled_calls.h"
#include "support/test_main.h"

using namespace tl;
using namespace tl::ops;
using test::encoded;
using test::packed;
using test::Packed;
using test::run;
using test::error_of;

namespace {
bool any_encoded(const Packed& p) { return std::any_of(p.in.begin(), p.in.end(), encoded); }
bool real(const Tensor& t) { return t.defined() && t.dtype() == kDouble && !encoded(t); }
/// The same values, differentiably, with gaps between the elements.
Tensor with_gaps(const Tensor& t) { return select(stack({t * 0.5, t}, -1), -1, 1); }
bool close(const Tensor& a, const Tensor& b, double tolerance) {
  if (a.defined() != b.defined()) return false;
  return !a.defined() || (a.sizes() == b.sizes() && allclose(a.to(kDouble), b.to(kDouble), tolerance, tolerance, true));
}
/// Calls of the operator's samples that are of plain tensors.
template <class F>
void each_sample(const OpDef& def, F&& f) {
  for (const OpSample& s : def.samples()) {
    const Packed p = packed(def, s);
    if (!any_encoded(p)) f(s, p);
  }
}
/// Operand `k` is one that each call must give. Operands come in the order of the arguments, one each until a list of tensors.
bool required(const OpDef& def, size_t k) {
  size_t at = 0;
  for (const ArgDef& arg : def.args) {
    if (arg.kind == ArgKind::tensor_list) return false;
    if (arg.kind != ArgKind::tensor && arg.kind != ArgKind::optional_tensor) continue;
    if (at++ == k) return arg.kind == ArgKind::tensor && !arg.optional;
  }
  return false;
}
#define QSAY(cond, text) QVERIFY2(cond, std::string(text).c_str())
}  // namespace

class TestOpsCalls : public QObject {
  Q_OBJECT
  void rows() {
    QTest::addColumn<QString>("name");
    for (const OpDef* def : all())
      if (def->samples) QTest::newRow(def->name.c_str()) << QString::fromStdString(def->name);
  }
  static const OpDef& named() {
    QFETCH(QString, name);
    return get(name.toStdString());
  }

 private slots:
  void gradients_through_gaps_data() { rows(); }
  void gradients_through_gaps() {
    const OpDef& def = named();
    if (def.is(Trait::random) || def.name == "view" || def.name == "as_strided") return;  // these two speak of the memory itself
    each_sample(def, [&](const OpSample& s, const Packed& p) {
      if (!s.differentiable) return;
      const auto gradients = [&](bool gaps) {
        std::vector<Tensor> leaves, in = p.in;
        for (Tensor& t : in)
          if (real(t)) {
            leaves.push_back(t.detach().clone().requires_grad_());
            t = gaps ? with_gaps(leaves.back()) : leaves.back();
          }
        const auto out = run(def, in, p.attr);
        std::vector<Tensor> outs, cotangents;
        for (size_t i = 0; i < out.size(); ++i)
          if (out[i].defined() && !encoded(out[i]) && out[i].requires_grad() && !(def.nondifferentiable_outputs >> i & 1u)) {
            outs.push_back(out[i]);
            const Tensor one = full({}, 0.75, kDouble);  // a number that broadcasts: strides of zero
            cotangents.push_back(gaps ? expand(one, out[i].sizes()).to(out[i].dtype())
                                      : (zeros(out[i].sizes(), kDouble) + one).to(out[i].dtype()));
          }
        return outs.empty() ? std::vector<Tensor>{} : autograd::grad(outs, leaves, cotangents, {}, false, true);
      };
      const auto plain = gradients(false), strided = gradients(true);
      QCOMPARE(strided.size(), plain.size());
      for (size_t i = 0; i < plain.size(); ++i) {
        if (plain[i].defined() && plain[i].is_sparse()) continue;
        QSAY(close(strided[i], plain[i], 1e-10),
             str("the gradient of operand ", i, " depends on how operands lie in memory: ", strided[i], " against ", plain[i]));
      }
    });
  }

  void integer_operands_data() { rows(); }
  void integer_operands() {
    const OpDef& def = named();
    if (def.is(Trait::random) || def.is(hidden)) return;
    each_sample(def, [&](const OpSample&, const Packed& p) {
      if (std::none_of(p.in.begin(), p.in.end(), real)) return;
      for (const ScalarType type : {kLong, kInt, kShort, kChar, kByte, kBool}) {
        // Differences of unsigned numbers wrap around, and sums of truth values are none; what an operator is built of decides where.
        if (def.composite && (type == kByte || type == kBool)) continue;
        std::vector<Tensor> narrow = p.in, wide = p.in;
        for (size_t i = 0; i < narrow.size(); ++i)
          if (real(narrow[i])) {
            narrow[i] = fmod((arange(narrow[i].numel(), kLong) + static_cast<int64_t>(i)) * 7, 4).view(narrow[i].sizes()).to(type);
            wide[i] = narrow[i].to(kDouble);
          }
        std::vector<Tensor> got, want;
        const std::string said = error_of([&] { got = run(def, narrow, p.attr); });
        if (said != "accepted") {  // a refusal is fine when it is one sentence of the right kind
          QSAY(said.rfind("internal", 0) != 0 && said.size() > 20, str(type, ": ", said));
          continue;
        }
        if (error_of([&] { want = run(def, wide, p.attr); }) != "accepted") continue;
        for (size_t i = 0; i < got.size(); ++i) {
          if (!got[i].defined() || encoded(got[i])) continue;
          QSAY(got[i].sizes() == want[i].sizes(), str(type, " gives ", got[i].brief(), ", float64 ", want[i].brief()));
          if (def.is(pointwise) || got[i].dtype() == kBool || (got[i].dtype() == type && type != kLong && type != kInt))
            continue;  // wrap-around and truth: test_ops
          const Tensor expected = is_integral(got[i].dtype()) ? trunc(want[i].to(kDouble)) : want[i];
          QSAY(close(got[i], expected, 1e-5), str(type, ": ", got[i], " against ", want[i]));
        }
      }
    });
  }

  void empty_batches_data() { rows(); }
  void empty_batches() {
    const OpDef& def = named();
    each_sample(def, [&](const OpSample&, const Packed& p) {
      for (size_t which = 0; which < p.in.size(); ++which) {
        if (!p.in[which].defined() || p.in[which].dim() == 0) continue;
        // This operand, or all of its length, without entries: refused or answered, and the same on meta tensors.
        for (const bool together : {false, true}) {
          std::vector<Tensor> in = p.in, meta;
          for (size_t i = 0; i < in.size(); ++i)
            if (in[i].defined() && in[i].dim() > 0 && (i == which || (together && in[i].size(0) == p.in[which].size(0))))
              in[i] = narrow(in[i], 0, 0, 0);
          bool shapes_decide = !def.is(Trait::random);
          for (const Tensor& t : in) {
            meta.push_back(t.defined() ? t.to(Device(kMeta)) : t);
            shapes_decide &= !t.defined() || t.is_floating_point();
          }
          std::vector<Tensor> got, expected;
          const std::string real_says = error_of([&] { got = run(def, in, p.attr); }),
                            meta_says = error_of([&] { expected = run(def, meta, p.attr); });
          QSAY(real_says.rfind("internal", 0) != 0, real_says);
          if (real_says != "accepted" || meta_says != "accepted" || !shapes_decide) continue;
          for (size_t i = 0; i < got.size(); ++i)
            if (got[i].defined() && expected[i].defined())
              QSAY(got[i].sizes() == expected[i].sizes(),
                   str("without entries in operand ", which, ": ", got[i].brief(), ", on meta tensors ", expected[i].brief()));
        }
      }
    });
  }

  void in_place_by_name_data() { rows(); }
  void in_place_by_name() {
    const OpDef& def = named();
    if (def.is(hidden) || def.is(Trait::random) || def.outputs != 1 || !by_name::exists("torch.Tensor." + def.name + "_")) return;
    for (const OpSample& s : def.samples()) {
      const Packed p = packed(def, s);
      if (any_encoded(p) || s.args.empty() || !s.args[0].is_tensor() || !real(s.args[0].to_tensor())) continue;
      const Tensor reference = run(def, p.in, p.attr)[0];
      const Tensor self = s.args[0].to_tensor();
      if (encoded(reference)) continue;
      if (reference.sizes() != self.sizes() || reference.dtype() != self.dtype()) continue;
      std::vector<Value> args = s.args;
      args[0] = self.detach().clone();
      const Value result = by_name::call("torch.Tensor." + def.name + "_", args);
      QSAY(result.to_tensor().is_same(args[0].to_tensor()), "the in-place form answers another tensor than the one it wrote to");
      QSAY(close(args[0].to_tensor(), reference, 1e-12), "in place differs from out of place");
      if (!s.differentiable) continue;
      const auto gradient = [&](bool in_place) {
        const Tensor leaf = self.detach().clone().requires_grad_();
        Tensor x = leaf * 1.0;
        args[0] = x;
        const Tensor y = in_place ? by_name::call("torch.Tensor." + def.name + "_", args).to_tensor() : call(def.name, args).to_tensor();
        return autograd::grad({y}, {leaf}, {ones_like(y)}, {}, false, true)[0];
      };
      std::string said;
      Tensor of_place;
      said = error_of([&] { of_place = gradient(true); });
      QSAY(said == "accepted", said);
      QSAY(close(of_place, gradient(false), 1e-10), "the gradient of the in-place form differs");
    }
  }

  // As C++ can call them: nobody has looked at the arguments before.
  void undefined_operands_data() { rows(); }
  void undefined_operands() {
    const OpDef& def = named();
    each_sample(def, [&](const OpSample&, const Packed& p) {
      for (size_t k = 0; k < p.in.size(); ++k) {
        if (!p.in[k].defined()) continue;
        Packed q = p;
        q.in[k] = Tensor();
        const std::string said = error_of([&] { run(def, q.in, q.attr); });
        if (required(def, k)) QSAY(said != "accepted", str("operand ", k, " may not be undefined"));
      }
    });
  }

  void wrong_calls_data() { rows(); }
  void wrong_calls() {
    const OpDef& def = named();
    if (def.is(hidden)) return;
    const auto samples = def.samples();
    if (samples.empty()) return;
    const std::vector<Value>& good = samples[0].args;
    for (size_t k = 0; k < def.args.size() && k < good.size(); ++k) {
      const ArgDef& arg = def.args[k];
      std::vector<Value> args = good;
      const bool takes_none = arg.kind == ArgKind::optional_tensor || arg.optional;
      // Something of another kind.
      args[k] = Value(Value::Dict{{"no", 1}});
      if (arg.kind != ArgKind::any) {
        const std::string said = error_of([&] { call(def.name, args); });
        QSAY(said.find(def.name) != std::string::npos && said.find(arg.name) != std::string::npos,
             str("a dict for '", arg.name, "': ", said));
      }
      if (arg.kind == ArgKind::tensor && !takes_none) {
        args[k] = Value(Tensor());
        const std::string said = error_of([&] { call(def.name, args); });
        QSAY(said != "accepted" && said.find(def.name) != std::string::npos, str("an undefined '", arg.name, "': ", said));
      }
      if (arg.kind == ArgKind::integer && std::string(arg.name).rfind("dim", 0) == 0 && good[k].is_int()) {
        for (const int64_t dim : {77, -78}) {
          args[k] = dim;
          const std::string said = error_of([&] { call(def.name, args); });
          QSAY(said != "accepted" && said.find(str(dim)) != std::string::npos, str(arg.name, " = ", dim, ": ", said));
        }
      }
    }
    std::vector<Value> many(def.args.size() + 1, good[0]);
    QSAY(error_of([&] { call(def.name, many); }).find(def.name) != std::string::npos, "too many arguments");
    QSAY(error_of([&] {
           call(def.name, good, {{"colour", 1}});
         }).find("there is no argument 'colour'") != std::string::npos,
         "an argument that is not there");
  }

  void the_same_bits_for_any_number_of_threads() {
    manual_seed(5);
    const Tensor a = randn({700, 300}), wide = randn({8, 64, 900}), row = randn({300}), index = randint(0, 700, {5000}),
                 picked = randint(0, 300, {700, 300}), rows5 = randn({5000, 300});
    const Tensor spd = mm(a.t(), a) + eye(300) * 10.0;
    const auto all_of_it = [&]() -> std::vector<Tensor> {
      Tensor x = a.clone().requires_grad_(), w = wide.clone().requires_grad_();
      const Tensor loss = (layer_norm(x, {300}, {}, {}) * row).logsumexp(1).sum() +
                          batch_norm(w, {}, {}, {}, {}, true, 0.1, 1e-5).tanh().pow(2).mean() +
                          conv1d(w, full({4, 64, 3}, 0.1)).abs().mean();
      loss.backward();
      return {x.grad(),
              w.grad(),
              cumsum(a, 0),
              cumsum(a, 1),
              cumprod(a * 0.1 + 1.0, 1),
              std::get<0>(sort(a, 0)),
              std::get<1>(topk(a, 7, 1)),
              index_add(a, 0, index, rows5),
              scatter_add(a, 1, picked, a),
              gather(a, 1, picked),
              index_select(a, 0, index),
              var(a),
              norm(a),
              prod(a * 0.01 + 1.0),
              max(a),
              std::get<1>(max(a, 0)),
              softmax(a, 0),
              log_softmax(a, 1),
              cat({a, a * 2.0}, 1),
              a.t().contiguous(),
              baddbmm(wide.narrow(2, 0, 64), wide, wide.transpose(1, 2)),
              cholesky(spd),
              std::get<0>(solve(a.t(), spd)),
              einsum("ij,kj->ik", {a, a}),
              cdist(a, a),
              erfinv(tanh(a)),
              conv2d(wide.view({8, 4, 16, 900}).to(kDouble), ones({3, 4, 3, 3}, kDouble), {}, 1, 1)};
    };
    std::vector<Tensor> first;
    const int before = get_num_threads();
    for (const int threads : {1, 2, 3, 4, 8}) {
      set_num_threads(threads);
      const auto now = all_of_it();
      if (first.empty()) first = now;
      for (size_t i = 0; i < now.size(); ++i) QVERIFY2(now[i].equal(first[i]), str("result ", i, " with ", threads, " threads").c_str());
    }
    set_num_threads(before);
  }
};
TL_TEST_CLASS(TestOpsCalls)
#include "test_ops_calls.moc"
