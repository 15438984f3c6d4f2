// SPDX-License-Identifier: Apache-2.0
// A program as people write it for PyTorch's C++ front end, through <torch/torch.h>, unchanged: tensors, a module tree of their own,
// training, saving, a custom function, indexing.
#include <torch/torch.h>

#include <sstream>

#include "support/test_main.h"

namespace {
struct Net : torch::nn::Module {
  Net() {
    fc1 = register_module("fc1", torch::nn::Linear(2, 16));
    fc2 = register_module("fc2", torch::nn::Linear(torch::nn::LinearOptions(16, 2).bias(true)));
  }
  torch::Tensor forward(torch::Tensor x) {
    x = torch::relu(fc1->forward(x.reshape({x.size(0), 2})));
    x = torch::dropout(x, /*p=*/0.0, /*train=*/is_training());
    return torch::log_softmax(fc2(x), /*dim=*/1);
  }
  torch::nn::Linear fc1{nullptr}, fc2{nullptr};
};

struct Cube : torch::autograd::Function<Cube> {
  static torch::Tensor forward(torch::autograd::AutogradContext* ctx, torch::Tensor x) {
    ctx->save_for_backward({x});
    return x.pow(3);
  }
  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* ctx, torch::autograd::variable_list grads) {
    const auto x = ctx->get_saved_variables()[0];
    return {grads[0] * x * x * 3};
  }
};
}  // namespace

class TestFrontEnd : public QObject {
  Q_OBJECT
 private slots:
  void trainsAndSavesLikeTheTutorial() {
    torch::manual_seed(1);
    const torch::Tensor data = torch::tensor({{0.0, 0.0}, {0.0, 1.0}, {1.0, 0.0}, {1.0, 1.0}});
    const torch::Tensor target = torch::tensor({0, 1, 1, 0});
    auto net = std::make_shared<Net>();
    torch::optim::Adam optimizer(net->parameters(), torch::optim::AdamOptions(0.05));
    float last = 0;
    for (int step = 0; step < 200; ++step) {
      optimizer.zero_grad();
      torch::Tensor loss = torch::nll_loss(net->forward(data), target);
      loss.backward();
      optimizer.step();
      last = loss.item<float>();
    }
    QVERIFY2(last < 0.05F, qPrintable(QString::number(last)));
    std::stringstream file;
    torch::save(net, file);
    auto again = std::make_shared<Net>();
    torch::load(again, file);
    net->eval(), again->eval();
    torch::NoGradGuard no_grad;
    QVERIFY(torch::equal(net->forward(data), again->forward(data)));
    const auto prediction = again->forward(data).argmax(1);
    QCOMPARE(prediction.eq(target).sum().item<int64_t>(), 4);
  }
  void functionsIndexingAndChecksCarryOver() {
    using namespace torch::indexing;
    torch::Tensor x = torch::arange(6, torch::dtype(torch::kFloat64).requires_grad(false)).view({2, 3}).requires_grad_();
    Cube::apply(x).sum().backward();
    QVERIFY(torch::allclose(x.grad(), 3 * x.detach() * x.detach()));
    torch::Tensor y = x.detach().clone();
    y.index_put_({Slice(), 0}, -1);
    QCOMPARE(y.index({1, 0}).item<double>(), -1.0);
    QVERIFY(y.index({"...", Slice(1, None)}).sizes() == torch::IntArrayRef({2, 2}));
    // A dimension is a dimension, however it is written.
    QVERIFY(torch::allclose(torch::var(y, 0), y.var({0})) && torch::std(y, {1}).sizes() == torch::IntArrayRef({2}) && y.var(false).dim() == 0);
    try {
      TORCH_CHECK(y.dim() == 3, "expected 3 dimensions, got ", y.dim());
      QFAIL("no error");
    } catch (const c10::Error& e) {
      QVERIFY(std::string(e.what()).find("expected 3 dimensions, got 2") != std::string::npos);
    }
  }
};
TL_TEST_CLASS(TestFrontEnd)
#include "test_front_end.moc"
