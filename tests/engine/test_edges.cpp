// SPDX-License-Identifier: Apache-2.0
// Where formulas have no value of their own: empty batches and dimensions, slopes at zero, parameters at the end of their range. What is
// expected is what the manual of PyTorch documents or its formulas give.
#include <cmath>
#include <limits>

#include "engine/autograd/autograd.h"
#include "engine/distributions/distributions.h"
#include "engine/distributions/kl.h"
#include "engine/nn/registry.h"
#include "engine/nn/utils/clip_grad.h"
#include "engine/ops/by_name.h"
#include "engine/ops/functions.h"
#include "engine/ops/nn.h"
#include "engine/ops/sort.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace tl;
using tl::test::error_of;
using tl::test::has;

namespace {
constexpr double inf = std::numeric_limits<double>::infinity(), nan_ = std::numeric_limits<double>::quiet_NaN();
Tensor f64(std::initializer_list<double> v) { return tensor(std::vector<double>(v), kDouble); }
Tensor f32(std::initializer_list<double> v) { return f64(v).to(kFloat); }
Tensor longs(const std::vector<int64_t>& v) { return tensor(v); }
Tensor leaf(const Tensor& t) { return t.clone().requires_grad_(); }
bool all_zero(const Tensor& t) { return t.defined() && t.eq(0).all().item<bool>(); }
/// Gradient of the sum of f(x) at x.
template <class F>
Tensor slope(const Tensor& at, F f) {
  const Tensor x = leaf(at);
  f(x).sum().backward();
  return x.grad();
}
}  // namespace

class TestEdges : public QObject {
  Q_OBJECT
 private slots:
  void matrices_of_bool_have_no_product() {
    const Tensor m = ones({2, 2}).to(kBool);
    for (const std::string& said : {error_of([&] { mm(m, m); }), error_of([&] { matmul(m.unsqueeze(0), m.unsqueeze(0)); })})
      QVERIFY2(has(said, "multiplies numbers, not bool"), said.c_str());
    QCOMPARE(mm(m.to(kLong), m.to(kLong)).sum().item<int64_t>(), int64_t{8});
  }
  void an_empty_batch_has_no_say_in_the_weights() {
    for (const ScalarType t : {kFloat, kDouble})
      for (const int64_t dims : {1, 2, 3}) {
        DimVector kernel{4, 3}, input{0, 3};
        for (int64_t d = 0; d < dims; ++d) kernel.push_back(3), input.push_back(8);
        // What an allocator hands out again is not zero by itself.
        { const Tensor dirt = full(kernel, 7.0, TensorOptions(t)); }
        const Tensor w = leaf(ones(kernel, TensorOptions(t))), b = leaf(ones({4}, TensorOptions(t))), x = leaf(ones(input, TensorOptions(t)));
        const Tensor y = dims == 1 ? conv1d(x, w, b, 1, 0, 1, 1) : dims == 2 ? conv2d(x, w, b, 1, 0, 1, 1) : conv3d(x, w, b, 1, 0, 1, 1);
        QCOMPARE(y.size(0), int64_t{0});
        y.sum().backward();
        QVERIFY(all_zero(w.grad()) && all_zero(b.grad()));
        QCOMPARE(x.grad().numel(), int64_t{0});
      }
  }
  void an_empty_batch_leaves_normalisation_as_it_was() {
    for (const DimVector& size : {DimVector{0, 3}, DimVector{0, 3, 4, 4}}) {
      const Tensor w = leaf(ones({3})), b = leaf(zeros({3})), mean = f32({1, 2, 3}), var = f32({4, 5, 6});
      batch_norm(ones(size), w, b, mean, var, true, 0.1, 1e-5).sum().backward();
      QVERIFY(all_zero(w.grad()) && all_zero(b.grad()));
      QVERIFY(equal(mean, f32({1, 2, 3})) && equal(var, f32({4, 5, 6})));
    }
  }
  void an_empty_batch_goes_through_pooling_both_ways() {
    const Tensor x = leaf(ones({0, 3, 8, 8}));
    const Tensor y = std::get<0>(adaptive_max_pool2d(x, {2, 3}));
    QCOMPARE(y.sizes(), IntArrayRef({0, 3, 2, 3}));
    y.sum().backward();
    QCOMPARE(x.grad().sizes(), x.sizes());
    const Tensor z = leaf(ones({0, 3, 8, 8}));
    const Tensor g = autograd::grad({std::get<0>(max_pool2d_with_indices(z, 2)).sum()}, {z}, {}, true, true)[0];
    g.sum().backward();
  }
  void binary_cross_entropy_of_certainties() {
    const Tensor x = leaf(f32({0, 1, 0, 1})), y = f32({0, 1, 1, 0});
    const Tensor loss = binary_cross_entropy(x, y, {}, "none");
    QVERIFY(allclose(loss.detach(), f32({0, 0, 100, 100})));
    loss.sum().backward();
    QVERIFY(allclose(x.grad(), f32({0, 0, -1e12, 1e12})));
    const Tensor p = leaf(f64({0.2, 0.7})), q = leaf(f64({0.3, 0.9}));
    std::string why;
    const autograd::CheckedFunction f = [](const autograd::variable_list& in) { return autograd::variable_list{binary_cross_entropy(in[0], in[1], {}, "mean")}; };
    QVERIFY2(autograd::gradcheck(f, {p, q}, 1e-6, 1e-5, 1e-3, &why) && autograd::gradgradcheck(f, {p, q}, 1e-6, 1e-5, 1e-3, &why), why.c_str());
    const Tensor single = leaf(f32({0.25}));  // targets of another type keep the input's gradient in its own
    binary_cross_entropy(single, f64({1}), {}, "sum").backward();
    QCOMPARE(single.grad().dtype(), kFloat);
    QCOMPARE(single.grad().item<float>(), -4.f);
  }
  void draws_of_endless_parameters_end() {
    using namespace tl::distributions;
    QCOMPARE(Gamma(f64({inf}), f64({1})).sample().item<double>(), inf);
    QVERIFY(std::isnan(StudentT(f64({inf}), 0.0, 1.0).sample().item<double>()));
    QVERIFY(std::isnan(Binomial(f64({nan_}), f64({0.5}), {}, false).sample().item<double>()));
    QVERIFY(std::isnan(Binomial(f64({5}), f64({nan_}), {}, false).sample().item<double>()));
    QCOMPARE(Binomial(f64({inf}), f64({0.5}), {}, false).sample().item<double>(), inf);
  }
  void slopes_at_zero_are_zero() {
    const Tensor zero = f64({0, 0});
    QVERIFY(all_zero(slope(zero, [](const Tensor& x) { return pow(x, Scalar(0)); })));
    QVERIFY(all_zero(slope(zero, [](const Tensor& x) { return pow(x, zeros({2}, kDouble)); })));
    QVERIFY(all_zero(slope(zero, [&](const Tensor& e) { return pow(zero, e); })));
    QVERIFY(equal(slope(f64({0, 3}), [](const Tensor& x) { return pow(x, f64({2, 0})); }), zero));
    QVERIFY(equal(slope(f64({0, 3}), [](const Tensor& x) { return pow(x, Scalar(1)); }), f64({1, 1})));
    {  // and with a graph of its own
      const Tensor x = leaf(zero);
      QVERIFY(all_zero(autograd::grad({pow(x, Scalar(0)).sum()}, {x}, {}, true, true)[0].detach()));
    }
    QVERIFY(all_zero(slope(f64({2, 2, 2}), [](const Tensor& x) { return tl::std(x); })));
    QVERIFY(all_zero(slope(f64({2}), [](const Tensor& x) { return tl::std(x, IntArrayRef(), false, false); })));
    QVERIFY(all_zero(slope(ones({2, 3}, kDouble), [](const Tensor& x) { return by_name::call("torch.std", {x, 1}).to_tensor(); })));
    QVERIFY(all_zero(slope(zero, [](const Tensor& x) { return norm(x, 0.5); })));
    QVERIFY(allclose(slope(f64({0, 4}), [](const Tensor& x) { return norm(x, 0.5); }), f64({0, 1})));
  }
  void reductions_of_nothing() {
    const Tensor none = zeros({0, 3});
    const auto along = [&](const char* name, int64_t dim) { return by_name::call(name, {none.to(kBool), dim}).to_tensor(); };
    QVERIFY(along("torch.all", 0).all().item<bool>() && along("torch.all", 0).size(0) == 3);
    QVERIFY(!along("torch.any", 0).any().item<bool>() && along("torch.any", 0).size(0) == 3);
    QCOMPARE(along("torch.all", 1).numel(), int64_t{0});
    QVERIFY(equal(by_name::call("torch.all", {longs({1, 256}).to(kByte).reshape({1, 2}), 0}).to_tensor(), longs({1, 0}).to(kByte)));
    QVERIFY(equal(logsumexp(none, {0}), f32({-inf, -inf, -inf})));
    QCOMPARE(logsumexp(none, {0}, true).sizes(), IntArrayRef({1, 3}));
    QVERIFY(var(zeros({0})).isnan().item<bool>() && tl::std(zeros({0})).isnan().item<bool>());
    QVERIFY(var(zeros({0}), {0}, false, false).isnan().item<bool>());
  }
  void an_empty_vector_goes_with_any_shape() {
    const Tensor x = arange(6).reshape({2, 3});
    const Tensor both[] = {zeros({0}, kLong), x}, other[] = {x, zeros({0}, kLong), x}, blank[] = {zeros({0}), zeros({0})};
    QVERIFY(equal(cat(both, 1), x));
    QCOMPARE(cat(other, 0).sizes(), IntArrayRef({4, 3}));
    QCOMPARE(cat(blank, 0).sizes(), IntArrayRef({0}));
    const Tensor wrong[] = {zeros({0, 2}), ones({2, 3})};
    QVERIFY(has(error_of([&] { (void)cat(wrong, 0); }), "must match except in dimension"));
  }
  void the_middle_of_what_is_not_a_number() {
    QVERIFY(median(f32({1, nan_, 3})).isnan().item<bool>());
    const auto [values, at] = median(f32({1, nan_, 3, 5, 2, 9}).reshape({2, 3}), 1, false);
    QVERIFY(values[0].isnan().item<bool>());
    QCOMPARE(at[0].item<int64_t>(), int64_t{1});
    QCOMPARE(values[1].item<float>(), 5.f);
  }
  void a_number_has_one_dimension_to_name() {
    const Tensor x = scalar_tensor(2.5);
    for (const int64_t dim : {0, -1}) QCOMPARE(std::get<0>(sort(x, dim, false)).item<double>(), 2.5);
    const std::vector<std::pair<const char*, std::function<void()>>> calls{
        {"median", [&] { median(x, 1, false); }}, {"mode", [&] { mode(x, 1, false); }},          {"cumprod", [&] { (void)by_name::call("torch.cumprod", {x, 1}); }},
        {"sort", [&] { sort(x, 1, false); }},     {"sort", [&] { (void)argsort(x, 1, false); }}, {"kthvalue", [&] { kthvalue(x, 1, 1, false); }},
        {"topk", [&] { topk(x, 1, 1); }}};
    for (const auto& [name, call] : calls) QVERIFY2(has(error_of(call), "out of range"), name);
    QVERIFY(has(error_of([&] { kthvalue(x, 2, 0, false); }), "out of range"));
  }
  void indices_beyond_the_end() {
    const Tensor x = arange(6).to(kFloat);
    QVERIFY(has(error_of([&] { (void)take(x, longs({-7})); }), "out of range"));
    QVERIFY(has(error_of([&] { (void)by_name::call("torch.take", {x, longs({-7})}); }), "out of range"));
    QCOMPARE(take(x, longs({-6})).item<float>(), 0.f);
    const Tensor one = ones({1, 1, 1, 1});
    QVERIFY(has(error_of([&] { (void)max_unpool2d(one, longs({-4}).reshape({1, 1, 1, 1}), {2, 2}); }), "out of range"));
    QVERIFY(has(error_of([&] { (void)by_name::call("torch.nn.functional.max_unpool2d", {one, longs({-4}).reshape({1, 1, 1, 1}), 2}); }), "out of range"));
  }
  void whole_numbers_have_no_fractions() {
    const Tensor x = longs({1, 2});
    QVERIFY(has(error_of([&] { (void)pow(x, Scalar(-1)); }), "Integers to negative integer powers are not allowed"));
    QVERIFY(allclose(pow(x, Scalar(-1.0)).to(kFloat), f32({1, 0.5})));
    QVERIFY(equal(pow(x, Scalar(3)), longs({1, 8})));
    QVERIFY(has(error_of([&] { (void)remainder(x, Scalar(0)); }), "ZeroDivisionError"));
    QVERIFY(has(error_of([&] { (void)fmod(x, longs({1, 0})); }), "ZeroDivisionError"));
  }
  void small_concentrations_spread_to_the_ends() {
    using namespace tl::distributions;
    manual_seed(3);
    const Tensor x = Beta(full({4000}, 0.01), full({4000}, 0.01)).sample();
    QVERIFY(x.dtype() == kFloat);
    QVERIFY(x.eq(0.5).sum().item<int64_t>() <= 2);
    QVERIFY(std::abs(x.mean().item<double>() - 0.5) < 0.05);
    const Tensor d = Dirichlet(full({4000, 2}, 0.01)).sample();
    QVERIFY(d.dtype() == kFloat && d.eq(0.5).sum().item<int64_t>() <= 4);
    QVERIFY(d.gt(0).all().item<bool>());
  }
  void densities_at_the_ends() {
    using namespace tl::distributions;
    const Multinomial m(2, {}, Param(f64({0, -inf})));
    QCOMPARE(m.log_prob(f64({1, 1})).item<double>(), -inf);
    QCOMPARE(m.log_prob(f64({2, 0})).item<double>(), 0.0);
    const NegativeBinomial n(f64({0, 0, 2}), {}, Param(f64({0.3, 0.3, 0.3})), false);
    const Tensor p = n.log_prob(f64({0, 3, 0}));
    QCOMPARE(p[0].item<double>(), 0.0);
    QCOMPARE(p[1].item<double>(), -inf);
    QVERIFY(std::isfinite(p[2].item<double>()));
    QCOMPARE(NegativeBinomial(f64({0}), f64({0.5})).sample().item<double>(), 0.0);
    QCOMPARE(Uniform(f64({0}), f64({1}), false).log_prob(f64({nan_})).item<double>(), -inf);
    const RelaxedBernoulli relaxed(Param(f64({0.5, 2})), Param(f64({0.3, 0.6})));
    QCOMPARE(relaxed.sample({3}).sizes(), IntArrayRef({3, 2}));
    const Tensor at = f64({0.4, 0.4}), each = relaxed.log_prob(at);
    QCOMPARE(each[1].item<double>(), RelaxedBernoulli(2.0, Param(f64({0.6}))).log_prob(f64({0.4})).item<double>());
    QVERIFY(has(error_of([] { RelaxedBernoulli(Param(f64({0.5, -1})), Param(f64({0.3, 0.6}))); }), "temperature must be above 0"));
  }
  void divergences_of_unknown_parameters() {
    using namespace tl::distributions;
    const auto kl = [](const Distribution& p, const Distribution& q) { return kl_divergence(p, q).item<double>(); };
    QVERIFY(std::isnan(kl(Exponential(f64({nan_}), false), Normal(0.0, 1.0))));
    QVERIFY(std::isnan(kl(Exponential(f64({1}), false), Normal(f64({nan_}), f64({1}), false))));
    QVERIFY(std::isnan(kl(Normal(f64({nan_}), f64({1}), false), Gumbel(f64({0}), f64({1})))));
    QCOMPARE(kl(Pareto(f64({1}), f64({0.5})), Exponential(f64({1}))), inf);
    QCOMPARE(kl(Normal(f64({0}), f64({1})), Exponential(f64({1}))), inf);
    QVERIFY(std::isfinite(kl(Exponential(f64({1})), Normal(f64({0}), f64({1})))));
  }
  void adaptive_pooling_keeps_a_size_that_is_not_given() {
    const Tensor x = arange(2 * 3 * 5 * 8).to(kFloat).reshape({2, 3, 5, 8});
    const Value some = Value::List{Value(), Value(4)};
    QVERIFY(equal(by_name::call("torch.nn.functional.adaptive_avg_pool2d", {x, some}).to_tensor(), adaptive_avg_pool2d(x, {5, 4})));
    QVERIFY(equal(by_name::call("torch.nn.functional.adaptive_max_pool2d", {x, some}).to_tensor(), std::get<0>(adaptive_max_pool2d(x, {5, 4}))));
    for (const char* name : {"AdaptiveAvgPool2d", "AdaptiveMaxPool2d"}) {
      const nn::ModuleDef& def = *nn::find_module(name);
      const auto run = [&](const Value& size) { return def.forward(*def.make(Value::Dict{{"output_size", size}}), {x})[0]; };
      QCOMPARE(run(some).sizes(), IntArrayRef({2, 3, 5, 4}));
      QCOMPARE(run(Value::Ints{2, -1}).sizes(), IntArrayRef({2, 3, 2, 8}));
      QVERIFY(has(error_of([&] { run(Value::List{Value(0), Value(4)}); }), "output_size"));
    }
    const Value::Dict fractional{{"kernel_size", 2}, {"output_size", some}};  // which has no such size
    QVERIFY(has(error_of([&] { nn::find_module("FractionalMaxPool2d")->make(fractional); }), "output_size"));
  }
  void gradients_with_gaps_and_sparse_ones_are_clipped() {
    const auto with_gradient = [](const Tensor& value, const Tensor& grad) {
      Tensor p = leaf(value);
      p.mutable_grad() = grad;
      return p;
    };
    const Tensor flipped = f32({3, 0, 0, 4}).reshape({2, 2}).t(), table = f64({0, 0, 12, 0}).reshape({2, 2}).to_sparse();
    QVERIFY(!flipped.is_contiguous());
    const std::vector<Tensor> all{with_gradient(zeros({2, 2}), flipped), with_gradient(zeros({2, 2}, kDouble), table), with_gradient(zeros({1}), zeros({1}))};
    QCOMPARE(nn::utils::clip_grad_norm_(all, 6.5, 2.0), 13.0);
    QVERIFY(allclose(all[0].grad(), f32({1.5, 0, 0, 2}).reshape({2, 2})));
    QVERIFY(allclose(all[1].grad().to_dense(), f64({0, 0, 6, 0}).reshape({2, 2}), 1e-5, 1e-5));
    QCOMPARE(nn::utils::clip_grad_norm_({all[0]}, 100, std::numeric_limits<double>::infinity()), all[0].grad().max().item<double>());
    nn::utils::clip_grad_value_({all[0]}, 1);
    QVERIFY(allclose(all[0].grad(), f32({1, 0, 0, 1}).reshape({2, 2})));
  }
  void a_convolution_of_no_channels_is_refused_in_words() {
    for (const ScalarType t : {kFloat, kDouble}) {
      const TensorOptions o(t);
      const std::string text = error_of([&] { (void)conv2d(zeros({1, 0, 4, 4}, o), zeros({2, 0, 3, 3}, o), {}, 1, 0, 1, 1); });
      QVERIFY(has(text, "0 input channels") && text.find("primitive") == std::string::npos);
    }
  }
};
TL_TEST_CLASS(TestEdges)
#include "test_edges.moc"
