// SPDX-License-Identifier: Apache-2.0
// On a machine with a GPU: every operator that has a CUDA kernel against the CPU, on the device itself.
#include "operator_cases.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace tl;

class TestCudaDevice : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() {
    ::setenv("TL_CUDA_PLUGIN", TL_BINARY_DIR "/lib/libtensorloom_cuda.so", 1);
    if (const std::string why = cuda::why_not(); !why.empty()) QSKIP(("no CUDA device here: " + why).c_str());
  }
  void each_data() { test::rows_of_operators(); }
  void each() { test::compare_row(); }
  void large_work_has_the_same_bits_each_time() {
    manual_seed(1);
    const Tensor x = randn({512, 1000}), w = randn({256, 1000}), b = randn({256});
    const auto all = [&](Device d) {
      Tensor gw = w.to(d).clone().requires_grad_();
      const Tensor y = log_softmax(linear(x.to(d), gw, b.to(d)), 1);
      const Tensor loss = mean(y * y);
      loss.backward();
      return std::vector<Tensor>{y.detach().cpu(), loss.detach().cpu(), gw.grad().cpu()};
    };
    const auto cpu = all(kCPU), one = all(kCUDA), two = all(kCUDA);
    for (size_t i = 0; i < cpu.size(); ++i) {
      QVERIFY(one[i].equal(two[i]));
      QVERIFY2(allclose(one[i], cpu[i], 1e-3, 1e-4), std::to_string(i).c_str());
    }
  }
  void bad_values_are_told() {
    const Tensor loss = nll_loss(zeros({3, 4}, TensorOptions(kCUDA)), tensor({1, 9, 7}).cuda());
    QVERIFY(test::has(test::error_of([&] { loss.item(); }), "target 9 of sample 1"));
  }
};
TL_TEST_CLASS(TestCudaDevice)
#include "test_cuda_device.moc"
