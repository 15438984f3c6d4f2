// SPDX-License-Identifier: Apache-2.0
// The CUDA back end's own code and texts, run without a GPU through the stand-ins.
#include <cmath>
#include <thread>

#include "engine/ops/by_name.h"
#include "engine/ops/pinned.h"
#include "operator_cases.h"
#include "support/expect.h"
#include "support/fake_cuda/use_fake_cuda.h"
#include "support/test_main.h"

using namespace tl;

class TestCudaOperators : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() {
    test::use_fake_cuda();
    QVERIFY2(cuda::is_available(), cuda::why_not().c_str());
  }

  void each_data() { test::rows_of_operators(); }
  void each() { test::compare_row(); }

  void every_row_of_pointwise_def_has_a_kernel() {
    for (const ops::OpDef* def : ops::all())
      if (def->is(ops::pointwise)) QVERIFY2(def->cuda, def->name.c_str());
  }

  void copies_and_conversions() {
    const Tensor a = tensor({1.5f, -2.f, 3.25f, 0.f});
    const Tensor b = a.cuda();
    QVERIFY(b.is_cuda());
    QCOMPARE(b.device().str(), std::string("cuda:0"));
    QVERIFY(b.cpu().equal(a));
    QCOMPARE(b[1].item<float>(), -2.f);
    QVERIFY(b.to(kInt).cpu().equal(tensor({1, -2, 3, 0}, kInt)));
    QVERIFY(b.to(kBool).cpu().equal(tensor({true, true, true, false})));
    Tensor c = zeros({4}, kCUDA);
    c.copy_(a);
    QVERIFY(c.cpu().equal(a));
    Tensor d = zeros({4});
    d.copy_(b);
    QVERIFY(d.equal(a));
    QVERIFY(test::has(b.toString(), "1.5000"));
    QVERIFY(test::has(b.toString(), "cuda:0"));
    QVERIFY(tensor({1, 2, 3}, TensorOptions(kCUDA)).cpu().equal(tensor({1, 2, 3})));
    QVERIFY(arange(5, TensorOptions(kCUDA)).cpu().equal(arange(5)));
    manual_seed(4);
    const Tensor r = randn({20}, TensorOptions(kCUDA));
    manual_seed(4);
    QVERIFY(r.cpu().equal(randn({20})));
    // a large copy goes through several pieces of staging memory, and the source may change at once
    Tensor large = arange(6 << 20).to(kInt);
    const Tensor kept = large.clone(), moved = large.cuda();
    large.zero_();
    QVERIFY(moved.cpu().equal(kept));
    QVERIFY(empty({0, 3}, TensorOptions(kCUDA)).cpu().sizes() == IntArrayRef({0, 3}));
  }

  void pinned_memory() {
    const Tensor a = arange(1000, kFloat), p = pin_memory(a);
    QVERIFY(is_pinned(p) && !is_pinned(a) && p.equal(a) && p.is_cpu());
    QVERIFY(pin_memory(p).is_same(p) && is_pinned(p.narrow(0, 3, 5)));
    QVERIFY(p.cuda().cpu().equal(a));
    QVERIFY(!is_pinned(p.clone()));
    Tensor x = tensor({1.f, 2.f}).set_requires_grad(true);
    (pin_memory(x) * 3.0).sum().backward();
    QVERIFY(x.grad().equal(tensor({3.f, 3.f})));
    QVERIFY(is_pinned(by_name::call("torch.zeros", {2, 3}, {{"pin_memory", true}}).to_tensor()));
    QCOMPARE(by_name::call("torch.cuda.LongTensor", {Value::List{4, 5}}).to_tensor().device().str(), std::string("cuda:0"));
    QCOMPARE(by_name::call("torch.Tensor.type", {ones({2}, kCUDA)}).to_string(), std::string("torch.cuda.FloatTensor"));
    QVERIFY(by_name::call("torch.Tensor.type", {ones({2}), "torch.cuda.DoubleTensor"}).to_tensor().is_cuda());
    QVERIFY(by_name::call("torch.Tensor.record_stream", {ones({2}, kCUDA), 0}).is_none());
    QVERIFY(test::has(test::error_of([] { pin_memory(ones({2}, kCUDA)); }), "only dense CPU tensors can be pinned"));
  }
  void indices_count_from_the_front() {
    const Tensor x = arange(12, kFloat).view({4, 3}).cuda(), at = tensor({0, -1}).cuda();
    QVERIFY(test::has(test::error_of([&] { index_select(x, 0, at).cpu(); }), "index -1 at position 1 is out of range for a dimension of size 4; indices count from 0"));
    QVERIFY(test::has(test::error_of([&] { index_add(x, 0, at, ones({2, 3}, kCUDA)).cpu(); }), "index -1 at position 1"));
    QVERIFY(test::has(test::error_of([&] { gather(x, 0, tensor({{0, -1, 1}}).cuda()).cpu(); }), "index -1 at position 1"));
    QVERIFY(test::has(test::error_of([&] { scatter_add(x, 0, tensor({{0, 4, 1}}).cuda(), ones({1, 3}, kCUDA)).cpu(); }), "index 4 at position 1"));
  }

  void gradients_cross_the_border() {
    Tensor x = tensor({1.f, 2.f, 3.f}).requires_grad_();
    Tensor y = x.cuda();
    sum(y * y).backward();
    QVERIFY(!x.grad().is_cuda());
    QVERIFY(x.grad().equal(tensor({2.f, 4.f, 6.f})));
  }

  void numbers_meet_tensors_of_any_device() {
    const Tensor b = tensor({1.f, 2.f}).cuda();
    QVERIFY((b * 3 + 1).cpu().equal(tensor({4.f, 7.f})));
    QVERIFY((2.0 / b).cpu().equal(tensor({2.f, 1.f})));
    QVERIFY((b * tensor(2.f)).cpu().equal(tensor({2.f, 4.f})));  // 0-dim on the CPU
    QCOMPARE((tensor({1, 2}).cuda() + 1).dtype(), kLong);
  }

  void other_mixtures_are_refused() {
    const Tensor a = ones({2, 2}), b = ones({2, 2}).cuda();
    const std::string mixed = test::error_of([&] { add(a, b); });
    QVERIFY(test::has(mixed, "device|add: expected all operands on one device"));
    QVERIFY(test::has(mixed, "[2, 2] float32 on cpu, [2, 2] float32 on cuda:0"));
    QVERIFY(test::has(test::error_of([&] { mm(b, a); }), "device|mm"));
    Tensor c = ones({2, 2});
    QVERIFY(test::has(test::error_of([&] { c.add_(b); }), "device|add"));
    QVERIFY(test::has(test::error_of([&] { zeros({1}, TensorOptions(Device("cuda:7"))); }), "this machine has 1 CUDA device"));
  }

  void a_missing_kernel_says_so() {
    const Tensor x = ones({1, 1, 4, 4}).cuda(), w = ones({1, 1, 2, 2}).cuda();
    const ops::OpDef& conv = ops::get("conv2d");
    if (conv.cuda) return;
    QVERIFY(test::has(test::error_of([&] { conv2d(x, w); }), "not implemented|conv2d: has no CUDA kernel"));
  }

  void bad_values_are_told_by_operator_and_place() {
    const Tensor x = zeros({3, 4}, TensorOptions(kCUDA));
    const Tensor loss = nll_loss(x, tensor({1, 9, 7}).cuda());
    const std::string told = test::error_of([&] { loss.item(); });
    QVERIFY(test::has(told, "index|nll_loss: target 9 of sample 1 in the batch is not a class: there are 4 (0 to 3)"));
    QVERIFY(x.cpu().equal(zeros({3, 4})));  // told once; the device goes on
    const Tensor picked = index_select(x, 0, tensor({0, 5}).cuda());
    QVERIFY(test::has(test::error_of([&] { cuda::synchronize(); }), "index_select: index 5 at position 1 is out of range for a dimension of size 3"));
    const Tensor q = remainder(tensor({4, 5}).cuda(), tensor({2, 0}).cuda());
    QVERIFY(test::has(test::error_of([&] { q.cpu(); }), "integer division by zero"));
    // more calls than there are places for reports
    for (int i = 0; i < 600; ++i) index_select(x, 0, tensor({0}).cuda());
    cuda::synchronize();
  }

  void not_a_number_and_infinities_as_on_the_cpu() {
    const float inf = HUGE_VALF, nan = std::nanf("");
    const Tensor x = tensor({nan, inf, -inf, 0.f, -0.f, 1e-42f, 3e38f, -1.f, 100.f});
    for (const char* name : {"exp", "log", "sqrt", "sigmoid", "tanh", "relu", "sign", "abs", "softplus", "isnan", "isinf", "isfinite", "erf", "floor", "round",
                             "logical_not", "silu", "log1p"}) {
      const Tensor cpu = ops::call(name, {x}).to_tensor(), gpu = ops::call(name, {x.cuda()}).to_tensor().cpu();
      QVERIFY2(allclose(gpu.to(kDouble), cpu.to(kDouble), 1e-6, 1e-7, true), (std::string(name) + gpu.toString() + cpu.toString()).c_str());
    }
    const Tensor y = tensor({1.f, nan, 2.f});
    QVERIFY(std::isnan(amax(y.cuda()).item<float>()) && std::isnan(amin(y.cuda()).item<float>()));
    QCOMPARE(argmax(y.cuda()).item<int64_t>(), int64_t{1});
    QVERIFY(std::isnan(maximum(y.cuda(), ones({3}, TensorOptions(kCUDA)))[1].item<float>()));
    QVERIFY(std::isnan(mean(empty({0}, TensorOptions(kCUDA))).item<float>()));
    QCOMPARE(sum(empty({0}, TensorOptions(kCUDA))).item<float>(), 0.f);
  }

  void large_reductions_have_the_same_bits_each_time() {
    manual_seed(1);
    const Tensor x = randn({300, 1000});
    const Tensor g = x.cuda();
    QVERIFY(std::abs(sum(g).item<float>() - sum(x).item<float>()) < 1e-2);
    QVERIFY(allclose(sum(g, 0).cpu(), sum(x, 0), 1e-5, 1e-5));
    QVERIFY(allclose(sum(g, 1).cpu(), sum(x, 1), 1e-5, 1e-5));
    QVERIFY(allclose(mean(g.view({3, 100, 10, 100}), {0, 2}).cpu(), mean(x.view({3, 100, 10, 100}), {0, 2}), 1e-5, 1e-6));
    QVERIFY(sum(g).cpu().equal(sum(g).cpu()));
    QVERIFY(argmax(g, 1).cpu().equal(argmax(x, 1)));
    QVERIFY(argmin(g, 0).cpu().equal(argmin(x, 0)));
    QVERIFY(argmax(zeros({700}, TensorOptions(kCUDA))).item<int64_t>() == 0);
    QVERIFY(allclose(log_softmax(g, 1).cpu(), log_softmax(x, 1), 1e-5, 1e-5));
    QVERIFY(allclose(softmax(g, 0).cpu(), softmax(x, 0), 1e-5, 1e-7));
  }

  void products_of_any_layout() {
    manual_seed(2);
    const Tensor a = randn({5, 7}), b = randn({7, 3}), bias = randn({5});
    for (const bool ta : {false, true})
      for (const bool tb : {false, true}) {
        const Tensor x = ta ? t(t(a).contiguous()) : a, y = tb ? t(t(b).contiguous()) : b;
        QVERIFY(allclose(mm(x.cuda().contiguous(), y.cuda()).cpu(), mm(x, y), 1e-5, 1e-5));
        const Tensor gx = ta ? t(t(a).contiguous().cuda()) : a.cuda(), gy = tb ? t(t(b).contiguous().cuda()) : b.cuda();
        QVERIFY(allclose(mm(gx, gy).cpu(), mm(x, y), 1e-5, 1e-5));
      }
    const Tensor w = randn({4, 7}), wide = randn({9});
    QVERIFY(allclose(linear(a.cuda(), w.cuda(), wide.narrow(0, 0, 4).cuda()).cpu(), linear(a, w, wide.narrow(0, 0, 4)), 1e-5, 1e-5));
    QVERIFY(allclose(linear(a.cuda(), w.cuda(), wide.cuda().narrow(0, 1, 4)).cpu(), linear(a, w, wide.narrow(0, 1, 4)), 1e-5, 1e-5));  // a bias off alignment
    for (const auto& [m, k, n] : {std::tuple(1, 7, 3), std::tuple(5, 1, 3), std::tuple(5, 7, 1), std::tuple(1, 1, 1), std::tuple(1, 5, 1), std::tuple(3, 0, 2)}) {
      const Tensor x = randn({m, k}), y = randn({k, n});
      QVERIFY(allclose(mm(x.cuda(), y.cuda()).cpu(), mm(x, y), 1e-5, 1e-5));
      QVERIFY(allclose(mm(t(t(x).contiguous().cuda()), y.cuda()).cpu(), mm(x, y), 1e-5, 1e-5));
    }
    QVERIFY(mm(tensor({1, 2, 3, 4}).view({2, 2}).cuda(), tensor({1, 0, 2, 1}).view({2, 2}).cuda()).cpu().equal(tensor({5, 2, 11, 4}).view({2, 2})));
    const Tensor p = randn({3, 4, 5}), q = randn({3, 5, 2});
    QVERIFY(allclose(bmm(p.cuda(), q.cuda()).cpu(), bmm(p, q), 1e-5, 1e-5));
    QVERIFY(allclose(bmm(p.transpose(1, 2).contiguous().cuda().transpose(1, 2), q.cuda()).cpu(), bmm(p, q), 1e-5, 1e-5));
  }

  void dropout_masks_equal_the_cpus() {
    const Tensor x = ones({7, 33});
    for (const ScalarType type : {kFloat, kDouble}) {
      const Value attr[] = {0.3, int64_t{1}}, channels[] = {0.3, int64_t{11}};
      const Tensor state = tensor(std::vector<int64_t>{-1234567, 987654321987});
      for (const auto& a : {attr, channels}) {
        const Tensor cpu[] = {x.to(type), state}, gpu[] = {x.to(type).cuda(), state.cuda()};
        QVERIFY(ops::call1(ops::get("philox_dropout"), gpu, ArrayRef<Value>(a, 2)).cpu().equal(ops::call1(ops::get("philox_dropout"), cpu, ArrayRef<Value>(a, 2))));
      }
    }
  }

  void memory_is_counted_reused_and_runs_out_with_a_sentence() {
    cuda::synchronize();
    const int64_t before = cuda::memory_stats().allocated;
    {
      const Tensor a = zeros({1024, 256}, TensorOptions(kCUDA));
      QCOMPARE(cuda::memory_stats().allocated - before, int64_t{1} << 20);
    }
    QCOMPARE(cuda::memory_stats().allocated, before);
    const int64_t system = cuda::memory_stats().system_allocations;
    for (int i = 0; i < 10; ++i) zeros({1024, 256}, TensorOptions(kCUDA));
    QCOMPARE(cuda::memory_stats().system_allocations, system);
    QVERIFY(test::has(test::error_of([] { empty({1 << 20, 1 << 12}, TensorOptions(kCUDA)); }), "on cuda:0"));
    cuda::empty_cache();
    QCOMPARE(cuda::memory_stats().cached, int64_t{0});
    QVERIFY(sum(ones({10}, TensorOptions(kCUDA))).item<float>() == 10.f);
  }

  void other_threads_may_use_the_device() {
    const Tensor x = ones({1000}, TensorOptions(kCUDA));
    std::string why = "not run";
    std::thread other([&] { why = test::error_of([&] { if (sum(x * 2).item<float>() != 2000.f) throw Error(ErrorCategory::value, "sum", "wrong"); }); });
    other.join();
    QCOMPARE(why, std::string("accepted"));
  }
};
TL_TEST_CLASS(TestCudaOperators)
#include "test_cuda_operators.moc"
