// SPDX-License-Identifier: Apache-2.0
// The choices of the gradient checks: sparse inputs, given cotangents, answers instead of exceptions.
#include "engine/autograd/gradcheck.h"
#include "engine/ops/by_name.h"
#include "engine/ops/functions.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace tl;
using autograd::variable_list;
using test::error_of;
using test::has;

namespace {
Tensor leaf(std::initializer_list<double> v) { return tensor(std::vector<double>(v), kDouble).set_requires_grad(true); }
/// Its backward forgets a factor.
struct Wrong : autograd::Function<Wrong> {
  static Tensor forward(autograd::AutogradContext*, Tensor x) { return x * 2.0; }
  static variable_list backward(autograd::AutogradContext*, variable_list g) { return {g[0]}; }
};
/// Right once, wrong twice: the gradient does not know that it depends on x.
struct WrongTwice : autograd::Function<WrongTwice> {
  static Tensor forward(autograd::AutogradContext* c, Tensor x) {
    c->save_for_backward({x});
    return x * x;
  }
  static variable_list backward(autograd::AutogradContext* c, variable_list g) {
    return {g[0] * c->get_saved_variables()[0].detach() * 2.0};
  }
};
}  // namespace

class TestGradcheck : public QObject {
  Q_OBJECT
 private slots:
  void a_difference_throws_or_is_answered() {
    const auto wrong = [](const variable_list& v) { return variable_list{Wrong::apply(v[0])}; };
    QVERIFY(has(error_of([&] { autograd::gradcheck(wrong, {leaf({1, 2})}, autograd::GradcheckOptions{}); }), "numeric"));
    QVERIFY(!autograd::gradcheck(wrong, {leaf({1, 2})}, autograd::GradcheckOptions{.raise_exception = false}));
    const auto twice = [](const variable_list& v) { return variable_list{WrongTwice::apply(v[0])}; };
    QVERIFY(autograd::gradcheck(twice, {leaf({1, 2})}, autograd::GradcheckOptions{}));
    for (const bool gaps : {false, true})
      QVERIFY(!autograd::gradgradcheck(twice, {leaf({1, 2})},
                                       autograd::GradgradcheckOptions{.gen_non_contig_grad_outputs = gaps, .raise_exception = false}));
  }
  void sparse_inputs() {
    const Tensor s = sparse_coo_tensor(tensor({{0, 1, 1}, {2, 0, 2}}), tensor({3.0, 4.0, 5.0}, kDouble), {2, 3}).set_requires_grad(true);
    const Tensor dense = (arange(6, kDouble) * 0.3 - 0.7).view({3, 2}).set_requires_grad(true);
    const auto product = [](const variable_list& v) { return variable_list{sparse::mm(v[0], v[1])}; };
    QVERIFY(has(error_of([&] {
                  autograd::gradcheck(product, {s, dense}, autograd::GradcheckOptions{});
                }),
                "dense when check_sparse_nnz is false"));
    QVERIFY(autograd::gradcheck(product, {s, dense}, autograd::GradcheckOptions{.check_sparse_nnz = true}));
    // Uncoalesced input, sparse result.
    const Tensor repeated = sparse_coo_tensor(tensor({{0, 0, 1}}), tensor({1.0, 2.0, 3.0}, kDouble), {3}).set_requires_grad(true);
    QVERIFY(autograd::gradcheck([](const variable_list& v) { return variable_list{v[0] * 2.5}; }, {repeated},
                                autograd::GradcheckOptions{.check_sparse_nnz = true}));
    const auto wrong = [](const variable_list& v) { return variable_list{Wrong::apply(v[0].to_dense())}; };
    QVERIFY(!autograd::gradcheck(wrong, {s}, autograd::GradcheckOptions{.raise_exception = false, .check_sparse_nnz = true}));
  }
  void cotangents() {
    const auto f = [](const variable_list& v) { return variable_list{sin(v[0]) * v[1], v[0] * v[0]}; };
    const variable_list in{leaf({0.3, -0.8}), leaf({1.5, 0.2})};
    QVERIFY(autograd::gradgradcheck(f, in, autograd::GradgradcheckOptions{.gen_non_contig_grad_outputs = true}));
    QVERIFY(autograd::gradgradcheck(
        f, in, autograd::GradgradcheckOptions{.grad_outputs = {tensor({0.5, 2.0}, kDouble), tensor({-1.0, 0.1}, kDouble)}}));
    QVERIFY(has(error_of([&] {
                  autograd::gradgradcheck(f, in, autograd::GradgradcheckOptions{.grad_outputs = {tensor({0.5, 2.0}, kDouble)}});
                }),
                "one tensor in the shape of each output"));
    // Output 1 does not get a cotangent that fits.
    QVERIFY(has(error_of([&] {
                  autograd::gradgradcheck(f, in, autograd::GradgradcheckOptions{.grad_outputs = {ones({2}, kDouble), ones({3}, kDouble)}});
                }),
                "output 1 is [2]"));
  }
};
TL_TEST_CLASS(TestGradcheck)
#include "test_gradcheck.moc"
