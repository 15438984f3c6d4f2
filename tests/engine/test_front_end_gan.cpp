// SPDX-License-Identifier: Apache-2.0
// The longer program that people learn PyTorch's C++ front end by, two networks that train against each other, as it is written for
// <torch/torch.h>: handles by TORCH_MODULE, Sequential of layers with options, labels drawn in place, Adam with betas, checkpoints.
#include <torch/torch.h>

#include <cmath>
#include <sstream>

#include "support/test_main.h"

using namespace torch;

namespace {
constexpr int64_t kNoiseSize = 6, kBatch = 4;

struct GeneratorNetImpl : nn::Module {
  explicit GeneratorNetImpl(int64_t noise)
      : conv1(nn::ConvTranspose2dOptions(noise, 8, 4).bias(false)),
        batch_norm1(8),
        conv2(nn::ConvTranspose2dOptions(8, 1, 4).stride(2).padding(1).bias(false)) {
    register_module("conv1", conv1);
    register_module("conv2", conv2);
    register_module("batch_norm1", batch_norm1);
  }
  torch::Tensor forward(torch::Tensor x) {
    x = torch::relu(batch_norm1(conv1(x)));
    return torch::tanh(conv2(x));
  }
  nn::ConvTranspose2d conv1;
  nn::BatchNorm2d batch_norm1;
  nn::ConvTranspose2d conv2;
};
TORCH_MODULE(GeneratorNet);

struct BlockOptions {
  explicit BlockOptions(int64_t size) : size_(size) {}
  TORCH_ARG(int64_t, size);
  TORCH_ARG(std::string, label) = "none";
};

struct ScaleFunction : torch::autograd::Function<ScaleFunction> {
  static torch::Tensor forward(torch::autograd::AutogradContext* ctx, torch::Tensor x, double factor) {
    ctx->saved_data["factor"] = factor;
    return x * factor;
  }
  static torch::autograd::tensor_list backward(torch::autograd::AutogradContext* ctx, torch::autograd::tensor_list grads) {
    return {grads[0] * ctx->saved_data["factor"].toDouble(), torch::Tensor()};
  }
};
}  // namespace

class TestFrontEndGan : public QObject {
  Q_OBJECT
 private slots:
  void twoNetworksTrainAgainstEachOther() {
    torch::manual_seed(3);
    torch::Device device(torch::cuda::is_available() ? torch::kCPU : torch::kCPU);
    GeneratorNet generator(kNoiseSize);
    generator->to(device);
    nn::Sequential discriminator(nn::Conv2d(nn::Conv2dOptions(1, 8, 4).stride(2).padding(1).bias(false)),
                                 nn::LeakyReLU(nn::LeakyReLUOptions().negative_slope(0.2)), nn::BatchNorm2d(8),
                                 nn::Conv2d(nn::Conv2dOptions(8, 1, 4).stride(1).padding(0).bias(false)), nn::Sigmoid());
    discriminator->to(device);
    torch::optim::Adam generator_optimizer(generator->parameters(), torch::optim::AdamOptions(2e-3).betas(std::make_tuple(0.5, 0.5)));
    torch::optim::Adam discriminator_optimizer(discriminator->parameters(), torch::optim::AdamOptions(2e-3).betas(std::make_tuple(0.5, 0.5)));
    double first = 0, last = 0;
    const torch::Tensor real = torch::ones({kBatch, 1, 8, 8}, device) * 0.9;
    for (int step = 0; step < 12; ++step) {
      discriminator->zero_grad();
      torch::Tensor real_labels = torch::empty(kBatch, device).uniform_(0.8, 1.0);
      torch::Tensor real_output = discriminator->forward(real).reshape(real_labels.sizes());
      torch::Tensor d_loss_real = torch::binary_cross_entropy(real_output, real_labels);
      d_loss_real.backward();
      torch::Tensor noise = torch::randn({kBatch, kNoiseSize, 1, 1}, device);
      torch::Tensor fake_images = generator->forward(noise);
      QCOMPARE(fake_images.sizes(), torch::IntArrayRef({kBatch, 1, 8, 8}));
      torch::Tensor fake_labels = torch::zeros(kBatch, device);
      torch::Tensor fake_output = discriminator->forward(fake_images.detach()).reshape(fake_labels.sizes());
      torch::Tensor d_loss_fake = torch::binary_cross_entropy(fake_output, fake_labels);
      d_loss_fake.backward();
      const torch::Tensor d_loss = d_loss_real + d_loss_fake;
      discriminator_optimizer.step();
      generator->zero_grad();
      fake_labels.fill_(1);
      fake_output = discriminator->forward(fake_images).reshape(fake_labels.sizes());
      torch::Tensor g_loss = torch::binary_cross_entropy(fake_output, fake_labels);
      g_loss.backward();
      generator_optimizer.step();
      if (step == 0) first = d_loss.item<float>();
      last = d_loss.item<float>();
      QVERIFY(std::isfinite(g_loss.item<float>()));
    }
    QVERIFY2(last < first, qPrintable(QString("%1 %2").arg(first).arg(last)));
    std::stringstream model, optimizer;
    torch::save(generator, model);
    torch::save(generator_optimizer, optimizer);
    GeneratorNet again(kNoiseSize);
    torch::load(again, model);
    generator->eval(), again->eval();
    torch::NoGradGuard no_grad;
    const torch::Tensor noise = torch::randn({1, kNoiseSize, 1, 1});
    QVERIFY(torch::equal(generator->forward(noise), again->forward(noise)));
  }
  void modulesTakeTheArgumentsOfTheirOptions() {
    const torch::Tensor x = torch::arange(32, torch::kFloat).view({1, 2, 4, 4});
    QCOMPARE(nn::MaxPool2d(2)(x).sizes(), torch::IntArrayRef({1, 2, 2, 2}));
    QCOMPARE(nn::AvgPool2d(nn::AvgPool2dOptions({2, 4}).stride({2, 1}))(x).sizes(), torch::IntArrayRef({1, 2, 2, 1}));
    QCOMPARE(nn::AdaptiveAvgPool2d(1)(x).flatten().sizes(), torch::IntArrayRef({2}));
    QCOMPARE(nn::LPPool2d(2, 2)(x).sizes(), torch::IntArrayRef({1, 2, 2, 2}));
    QCOMPARE(nn::ConstantPad2d(1, 3.5)(x).index({0, 0, 0, 0}).item<float>(), 3.5F);
    QCOMPARE(nn::Softmax(1)(x).sum().item<float>(), 16.0F);
    nn::Sequential mixed(nn::Conv2d(2, 3, 3), nn::ReLU(true), nn::MaxPool2d(2), nn::Functional(torch::flatten, 1, -1), nn::Linear(3, 2));
    QCOMPARE(mixed->forward(x).sizes(), torch::IntArrayRef({1, 2}));
    std::ostringstream printed;
    printed << nn::Linear(3, 2);
    QVERIFY(printed.str() == "Linear(in_features=3, out_features=2, bias=true)");
    nn::AnyModule unpool{nn::MaxUnpool2d(2)};
    QVERIFY(!unpool.is_empty());
  }
  void optionsChecksAndValuesHaveTheirNames() {
    const auto o = BlockOptions(3).label("deep").size(4);
    QCOMPARE(o.size(), int64_t{4});
    QVERIFY(o.label() == "deep");
    torch::Tensor x = torch::ones({2}, torch::requires_grad());
    ScaleFunction::apply(x, 2.5).sum().backward();
    QVERIFY(torch::equal(x.grad(), torch::full({2}, 2.5)));
    // Closed choices of options.
    const torch::Tensor a = torch::ones({3}), b = torch::zeros({3});
    QCOMPARE(nn::MSELoss(nn::MSELossOptions(torch::kSum))(a, b).item<float>(), 3.0F);
    QCOMPARE(nn::L1Loss(nn::L1LossOptions().reduction(torch::kMean))(a, b).item<float>(), 1.0F);
    namespace F = torch::nn::functional;
    QVERIFY(torch::equal(F::relu(-a), b) && std::abs(F::log_softmax(a, 0).exp().sum().item<float>() - 1) < 1e-6F);
    const auto says = [](auto&& call, const char* text) {
      try {
        call();
      } catch (const c10::Error& e) {
        return std::string(e.what()).find(text) != std::string::npos;
      }
      return false;
    };
    QVERIFY(says([] { TORCH_CHECK_VALUE(false, "value ", 7); }, "value 7"));
    QVERIFY(says([] { TORCH_CHECK(1 > 2); }, "Expected 1 > 2 to be true"));
    QVERIFY(says([] { TORCH_INTERNAL_ASSERT(false, "broken"); }, "broken"));
    QVERIFY(says([] { AT_ERROR("no ", "way"); }, "no way"));
    QVERIFY_THROWS_EXCEPTION(tl::IndexError, TORCH_CHECK_INDEX(false, "index"));
    QVERIFY_THROWS_EXCEPTION(tl::TypeError, TORCH_CHECK_TYPE(false, "type"));
    QVERIFY_THROWS_EXCEPTION(tl::NotImplementedError, TORCH_CHECK_NOT_IMPLEMENTED(false, "later"));
    QVERIFY(c10::str("a", 1, 2.5) == "a12.5" && c10::demangle(typeid(GeneratorNetImpl).name()).find("GeneratorNetImpl") != std::string::npos);
    for (int i = 0; i < 3; ++i) TORCH_WARN_ONCE("said once, at ", i);
  }
};
TL_TEST_CLASS(TestFrontEndGan)
#include "test_front_end_gan.moc"
