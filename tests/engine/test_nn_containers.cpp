// SPDX-License-Identifier: Apache-2.0
// Containers, modules of any type, hooks, parameters that are computed from others.
#include <cmath>

#include "engine/autograd/autograd.h"
#include "engine/nn/modules/activation.h"
#include "engine/nn/modules/container.h"
#include "engine/nn/modules/linear.h"
#include "engine/nn/modules/rnn.h"
#include "engine/nn/utils/convert_parameters.h"
#include "engine/nn/utils/reparametrize.h"
#include "engine/ops/functions.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace tl;
using namespace tl::nn;
using tl::test::error_of;
using tl::test::has;

namespace {
struct ScaledImpl : Cloneable<ScaledImpl> {
  void reset() override { weight = register_parameter("weight", full({}, 2.0)); }
  ScaledImpl() { reset(); }
  Tensor forward(Tensor x, double factor, int64_t shift) { return x * weight * factor + shift; }
  FORWARD_HAS_DEFAULT_ARGS({1, AnyValue(3.0)}, {2, AnyValue(int64_t{1})})
  Tensor weight;
};
TL_MODULE(Scaled);
}  // namespace

class TestNnContainers : public QObject {
  Q_OBJECT

 private slots:
  void sequences_of_modules() {
    manual_seed(1);
    Linear a(3, 4), b(4, 2);
    Sequential s(a, ReLU(), b);
    const Tensor x = randn({5, 3});
    QVERIFY(equal(s->forward(x), b(relu(a(x)))) && equal(s(x), b(relu(a(x)))));
    QVERIFY((s->named_parameters().keys() == std::vector<std::string>{"0.weight", "0.bias", "2.weight", "2.bias"}));
    Sequential named{{"first", a}, {"act", Tanh()}};
    named->push_back("last", b);
    QVERIFY((named->named_children().keys() == std::vector<std::string>{"first", "act", "last"}));
    QVERIFY(equal(named(x), b(tanh(a(x)))));
    QCOMPARE(s->size(), size_t{3});
    QVERIFY(s->ptr(0) == a.ptr() && s->at<LinearImpl>(2).weight.is_same(b->weight));
    s->extend(*named);
    QCOMPARE(s->size(), size_t{6});
    const auto copy = std::static_pointer_cast<SequentialImpl>(named->clone());
    QVERIFY(equal(copy->forward(x), named(x)) && !copy->parameters()[0].is_same(a->weight));
    QVERIFY(has(error_of([&] { s->ptr(9); }), "out of range"));
    QVERIFY(has(error_of([&] { Sequential empty; empty(x); }), "empty Sequential"));
    QVERIFY(has(error_of([&] { s->forward(3); }), "Expected argument #0"));
    QVERIFY(has(error_of([&] { named->forward<int>(x); }), "actual type is"));
    // A result of several parts passes to what takes it.
    Sequential recurrent(LSTM(3, 2));
    const auto [y, states] = recurrent->forward<std::tuple<Tensor, std::tuple<Tensor, Tensor>>>(randn({4, 1, 3}), std::optional<std::tuple<Tensor, Tensor>>());
    QVERIFY(y.sizes() == IntArrayRef({4, 1, 2}) && std::get<1>(states).dim() == 3);
  }
  void modules_of_any_type() {
    AnyModule any{Scaled()};
    QVERIFY(any.forward(ones({1})).item<float>() == 7 && any.forward(ones({1}), 1.0).item<float>() == 3);
    QVERIFY(any.any_forward(ones({1}), 1.0, int64_t{0}).get<Tensor>().item<float>() == 2);
    QVERIFY(has(error_of([&] { any.forward(ones({1}), 1.0, int64_t{0}, 4); }), "expects 3 argument(s), but received 4"));
    QVERIFY(has(error_of([&] { any.forward(ones({1}), 1); }), "Expected argument #1 to be of type double, but received value of type int"));
    QVERIFY(has(error_of([&] { any.ptr<LinearImpl>(); }), "Attempted to cast module"));
    QVERIFY(any.get<Scaled>()->weight.is_same(any.ptr<ScaledImpl>()->weight));
    const AnyModule copy = any.clone();
    QVERIFY(!copy.ptr<ScaledImpl>()->weight.is_same(any.ptr<ScaledImpl>()->weight));
    QVERIFY(AnyModule().is_empty() && has(error_of([] { AnyModule().any_forward(); }), "empty AnyModule"));
    QVERIFY(equal(AnyModule::described(Linear(2, 2).ptr()).forward(zeros({1, 2})).sub(0).mul(0), zeros({1, 2})));
    const AnyValue v(5);
    QVERIFY(v.get<int>() == 5 && v.try_get<double>() == nullptr && has(error_of([&] { v.get<std::string>(); }), "its actual type is int"));
    QVERIFY(equal(Functional([](Tensor t) { return t * 2.0; })(ones({2})), full({2}, 2.0)));
    QVERIFY(equal(Sequential(Functional([](Tensor t) { return softmax(t, 0); }))(zeros({2})), full({2}, 0.5)));
  }
  void lists_and_dictionaries() {
    Linear a(1, 2), b(2, 3);
    ModuleList list(a, ReLU());
    list->insert(1, b.ptr());
    QVERIFY((list->named_parameters().keys() == std::vector<std::string>{"0.weight", "0.bias", "1.weight", "1.bias"}));
    QVERIFY(list->ptr(1) == b.ptr() && list->at<LinearImpl>(0).options.out_features() == 2 && list->size() == 3);
    QVERIFY(has(error_of([&] { list->at<ReLUImpl>(0); }), "another type"));
    QCOMPARE(list->clone()->parameters().size(), size_t{4});
    ModuleDict dict(ModuleDictImpl::Items{{"z", a.ptr()}, {"m", ReLU().ptr()}});
    dict->insert("z", b.ptr());
    QVERIFY((dict->keys() == std::vector<std::string>{"z", "m"}) && (*dict)["z"] == b.ptr());
    QVERIFY(dict->pop("m") && !dict->contains("m") && has(error_of([&] { dict->pop("m"); }), "no module 'm'"));
    ParameterList parameters(std::vector<Tensor>{ones({2}).requires_grad_(), ones({3})});
    QVERIFY(parameters->parameters().size() == 2 && parameters->at(0).requires_grad() && !parameters->at(1).requires_grad());
    ParameterDict named(ParameterDictImpl::Items{{"w", ones({2})}});
    named->insert("v", zeros({1}));
    QVERIFY((named->named_parameters().keys() == std::vector<std::string>{"w", "v"}));
    named->pop("w");
    QCOMPARE(named->size(), size_t{1});
  }
  void states_of_other_names() {
    Linear a(2, 2), b(LinearOptions(2, 2).bias(false));
    QVERIFY(has(error_of([&] { b->load_state_dict(a->state_dict()); }), "unexpected: bias"));
    QVERIFY((b->load_state_dict(a->state_dict(), false).unexpected_keys == std::vector<std::string>{"bias"}));
    QVERIFY((a->load_state_dict(b->state_dict(), false).missing_keys == std::vector<std::string>{"bias"}));
    QVERIFY(equal(a->weight, b->weight));
  }
  void forward_hooks() {
    Linear m(2, 2);
    std::vector<std::string> calls;
    auto before = m->register_forward_pre_hook([&](Module& self, const Value& in) {
      calls.push_back("before " + self.name());
      return Value(in.to_tensor() * 2.0);
    });
    m->register_forward_hook([&](Module&, const Value& in, const Value& out) {
      calls.push_back("after");
      return in.to_tensor().numel() == 2 ? Value(out.to_tensor() + 1.0) : Value();
    });
    const Tensor x = ones({1, 2});
    QVERIFY(allclose(m(x), m->forward(x * 2.0) + 1.0));
    QVERIFY((calls == std::vector<std::string>{"before Linear", "after"}));
    QVERIFY(allclose(Sequential(m)(x), m(x)));
    before.remove();
    before.remove();
    QVERIFY(allclose(m(x), m->forward(x) + 1.0));
    // A hook may take itself away while it runs.
    HookHandle once;
    int count = 0;
    once = m->register_forward_pre_hook([&](Module&, const Value&) {
      ++count;
      once.remove();
      return Value();
    });
    m(x), m(x);
    QCOMPARE(count, 1);
  }
  void backward_hooks() {
    Linear m(2, 3);
    Tensor seen_in, seen_out;
    auto handle = m->register_backward_hook([&](Module&, const Value& in, const Value& out) {
      seen_in = in.to_list()[0].to_tensor();
      seen_out = out.to_list()[0].to_tensor();
      return Value(Value::List{Value(seen_in * 2.0)});
    });
    Tensor x = ones({4, 2}).requires_grad_();
    (m(x) * 3.0).sum().backward();
    QVERIFY(equal(seen_out, full({4, 3}, 3.0)) && allclose(seen_in, mm(seen_out, m->weight.detach())));
    QVERIFY(allclose(x.grad(), seen_in * 2.0));
    handle.remove();
    seen_in = Tensor();
    m(x).sum().backward();
    QVERIFY(!seen_in.defined());
    // Where no input needs a gradient the hook still sees that of the output.
    int calls = 0;
    m->register_backward_hook([&](Module&, const Value& in, const Value& out) {
      calls += in.to_list()[0].is_none() && out.to_list()[0].is_tensor();
      return Value();
    });
    m(ones({1, 2})).sum().backward();
    QCOMPARE(calls, 1);
  }
  void weight_norm_splits_length_and_direction() {
    manual_seed(2);
    for (const std::optional<int64_t> dim : {std::optional<int64_t>(0), std::optional<int64_t>(1), std::optional<int64_t>()}) {
      Linear m(3, 4);
      const Tensor before = m->weight.detach().clone(), x = randn({2, 3});
      utils::weight_norm(*m, "weight", dim);
      QVERIFY((m->named_parameters().keys() == std::vector<std::string>{"bias", "weight_g", "weight_v"}));
      QVERIFY(allclose(m(x), linear(x, before, m->bias), 1e-5, 1e-6));
      m(x).sum().backward();
      const auto p = m->named_parameters();
      QVERIFY(p["weight_g"].grad().defined() && p["weight_v"].grad().defined());
      // The direction's gradient is at right angles to it.
      QVERIFY(std::abs((p["weight_v"].grad() * p["weight_v"]).sum().item<double>()) < 1e-4);
      {
        const NoGradGuard guard;
        m->named_parameters()["weight_g"].mul_(2);
      }
      QVERIFY(allclose(m(x), linear(x, before * 2.0, m->bias), 1e-5, 1e-6));
      const auto copy = std::static_pointer_cast<LinearImpl>(m->clone());
      QVERIFY(allclose(Linear(copy)(x), m(x)) && copy->named_parameters().keys() == m->named_parameters().keys());
      utils::remove_weight_norm(*m);
      QVERIFY((m->named_parameters().keys() == std::vector<std::string>{"bias", "weight"}) && allclose(m->weight, before * 2.0, 1e-5, 1e-6));
      QVERIFY(m->weight.is_leaf() && m->weight.requires_grad());
      QVERIFY(has(error_of([&] { utils::remove_weight_norm(*m); }), "not found"));
    }
    LSTM lstm(2, 3);
    const Tensor x = randn({4, 1, 2}), y = std::get<0>(lstm(x));
    utils::weight_norm(*lstm, "weight_hh_l0");
    QVERIFY(allclose(std::get<0>(lstm(x)), y, 1e-5, 1e-6));
    QVERIFY(has(error_of([&] { utils::weight_norm(*lstm, "weight_hh_l0"); }), "no parameter 'weight_hh_l0'"));
  }
  void spectral_norm_finds_the_largest_singular_value() {
    manual_seed(3);
    Linear m(3, 4);
    const Tensor before = m->weight.detach().clone(), x = randn({2, 3});
    utils::spectral_norm(*m, "weight", 200);
    const Tensor sigma = std::get<1>(svd(before))[0];
    QVERIFY(allclose(m(x), linear(x, before / sigma, m->bias), 1e-4, 1e-5));
    QVERIFY((m->named_buffers().keys() == std::vector<std::string>{"weight_u", "weight_v"}));
    // Two calls before backward, as a discriminator makes them.
    (m(x).sum() + m(x * 2.0).sum()).backward();
    QVERIFY(m->named_parameters()["weight_orig"].grad().defined());
    const Tensor u = m->named_buffers()["weight_u"].clone();
    m->eval();
    m(x);
    QVERIFY(equal(m->named_buffers()["weight_u"], u));
    utils::remove_spectral_norm(*m);
    QVERIFY(allclose(m->weight, before / sigma, 1e-4, 1e-5) && m->named_buffers().is_empty());
    QVERIFY(has(error_of([&] { utils::spectral_norm(*m, "weight", 0); }), "n_power_iterations"));
    QVERIFY(has(error_of([&] { utils::spectral_norm(*m, "strength"); }), "no parameter 'strength'"));
  }
  void parameters_as_one_vector() {
    Linear m(2, 3);
    const Tensor flat = utils::parameters_to_vector(m->parameters());
    QCOMPARE(flat.numel(), int64_t{9});
    utils::vector_to_parameters(arange(9).to(kFloat), m->parameters());
    QVERIFY(m->bias[2].item<float>() == 8 && m->weight[0][1].item<float>() == 1);
    QVERIFY(has(error_of([&] { utils::vector_to_parameters(zeros({8}), m->parameters()); }), "8 elements"));
  }
};

TL_TEST_CLASS(TestNnContainers)
#include "test_nn_containers.moc"
