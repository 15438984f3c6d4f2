// SPDX-License-Identifier: Apache-2.0
// Quantized tensors: numbers by hand, round trips, what they offer and what they refuse.
#include <cmath>

#include "engine/autograd/autograd.h"
#include "engine/ops/by_name.h"
#include "engine/ops/functions.h"
#include "engine/ops/op_def.h"
#include "engine/ops/tensor_repr.h"
#include "support/test_main.h"

using namespace tl;

namespace {
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
Tensor longs(const std::vector<int64_t>& v) { return tensor(v, kLong); }
Tensor counted() { return quantize_per_tensor(arange(6, kFloat).view({2, 3}), 0.5, 3, kQInt8); }
}  // namespace

class TestQuantize : public QObject {
  Q_OBJECT
 private slots:
  void per_tensor_by_hand() {
    const Tensor x = tensor({-1.05f, -0.25f, 0.f, 0.05f, 0.15f, 0.25f, 1.f, 1e9f, -1e9f, 0.35f});
    const Tensor q = quantize_per_tensor(x, 0.1, 10, kQUInt8);
    QVERIFY(q.int_repr().equal(tensor({0, 8, 10, 10, 12, 12, 20, 255, 0, 14}, kByte)));
    QVERIFY(q.is_quantized() && q.dtype() == kQUInt8 && q.q_scale() == 0.1 && q.q_zero_point() == 10 && q.qscheme() == kPerTensorAffine &&
            q.element_size() == 1);
    QVERIFY(allclose(q.dequantize(), tensor({-1.f, -0.2f, 0.f, 0.f, 0.2f, 0.2f, 1.f, 24.5f, -1.f, 0.4f}), 1e-6, 1e-6));
    QVERIFY(quantize_per_tensor(x, 0.1, 10, kQInt8).int_repr().equal(tensor({0, 8, 10, 10, 12, 12, 20, 127, -128, 14}, kChar)));
    const Tensor wide = quantize_per_tensor(x, 0.1, 10, kQInt32);
    QVERIFY(wide.int_repr().dtype() == kInt && wide.int_repr()[7].item<int32_t>() == INT32_MAX &&
            wide.int_repr()[8].item<int32_t>() == INT32_MIN);
    QVERIFY(quantize_per_tensor(tensor({INFINITY, -INFINITY, NAN}), 0.1, 10, kQUInt8).int_repr().equal(tensor({255, 0, 10}, kByte)));
    QVERIFY(quantize_per_tensor(x.view({2, 5}).t(), 0.1, 10, kQUInt8).int_repr().equal(q.int_repr().view({2, 5}).t()));
    QVERIFY(quantize_per_tensor(empty({0, 3}), 0.1, 0, kQInt8).dequantize().sizes() == IntArrayRef({0, 3}));
  }
  void per_channel_by_hand() {
    const Tensor x = tensor({{-1.f, 0.f, 1.f}, {2.f, 3.f, 4.f}});
    const Tensor q = quantize_per_channel(x, tensor({0.1f, 0.01f}), longs({10, 0}), 0, kQUInt8);
    QVERIFY(q.int_repr().equal(tensor({{0, 10, 20}, {200, 255, 255}}, kByte)) && q.qscheme() == kPerChannelAffine &&
            q.q_per_channel_axis() == 0);
    QVERIFY(allclose(q.dequantize(), tensor({{-1.f, 0.f, 1.f}, {2.f, 2.55f, 2.55f}}), 1e-6, 1e-6));
    QVERIFY(q.q_per_channel_scales().dtype() == kDouble && q.q_per_channel_zero_points().equal(longs({10, 0})));
    const Tensor columns = quantize_per_channel(x.t(), tensor({0.1f, 0.01f}), longs({10, 0}), -1, kQUInt8);
    QVERIFY(columns.int_repr().equal(q.int_repr().t()) && columns.q_per_channel_axis() == 1);
    REFUSES(q.q_scale(), "per channel");
    REFUSES(counted().q_per_channel_axis(), "as a whole");
    REFUSES(quantize_per_channel(x, tensor({0.1f}), longs({10}), 0, kQUInt8), "one entry per channel");
    REFUSES(quantize_per_channel(x, tensor({0.1f, -1.f}), longs({10, 0}), 0, kQUInt8), "positive");
  }
  void wrong_calls() {
    const Tensor x = ones({2});
    REFUSES(quantize_per_tensor(x, 0.1, 300, kQUInt8), "from 0 to 255");
    REFUSES(quantize_per_tensor(x, 0, 3, kQUInt8), "positive and finite");
    REFUSES(quantize_per_tensor(x.to(kDouble), 0.1, 3, kQUInt8), "float32");
    REFUSES(quantize_per_tensor(x, 0.1, 3, kInt), "qint8, quint8 or qint32");
    REFUSES(empty({2}, kQInt8), "needs a scale");
    REFUSES(x.q_scale(), "expected a quantized tensor");
    REFUSES(counted() + counted(), "Use dequantize() first");
    REFUSES(counted().to(kFloat), "quantized");
    REFUSES(counted().item(), "cannot be converted");
    REFUSES(ones({2, 3}).copy_(counted()), "dequantize()");
  }
  void views_copies_and_equality() {
    const Tensor q = counted();
    const Tensor real = arange(6, kFloat).view({2, 3});
    QVERIFY(q.dequantize().equal(real) && q.t().dequantize().equal(real.t()) && q[1].dequantize().equal(real[1]) &&
            q.view({3, 2}).dequantize().equal(real.view({3, 2})));
    QVERIFY(q.reshape({6}).is_quantized() && q.t().reshape({6}).dequantize().equal(real.t().reshape({6})) &&
            q.t().contiguous().dequantize().equal(real.t()));
    QVERIFY(equal(q, q.clone()) && !equal(q, quantize_per_tensor(real, 0.25, 3, kQInt8)) && q.detach().is_quantized());
    Tensor target = q.clone();
    target.copy_(tensor({{0.f, 0.6f, 9.f}, {1.f, 1.f, 100.f}}));
    QVERIFY(target.int_repr().equal(tensor({{3, 4, 21}, {5, 5, 127}}, kChar)));
    target.copy_(quantize_per_tensor(real, 2, 0, kQInt8));
    QVERIFY(target.q_scale() == 2 && target.int_repr().equal(tensor({{0, 0, 1}, {2, 2, 2}}, kChar)));
    QVERIFY(_make_per_tensor_quantized_tensor(q.int_repr(), 0.5, 3).dequantize().equal(real));
    QVERIFY(_empty_affine_quantized({2, 2}, TensorOptions(kQUInt8), 0.5, 1).copy_(ones({2, 2})).int_repr().equal(full({2, 2}, 3, kByte)));
  }
  void fake_quantize_passes_gradients_inside() {
    const Tensor x = tensor({-5.f, -0.44f, 0.06f, 3.f, 80.f}).requires_grad_();
    const Tensor y = fake_quantize_per_tensor_affine(x, 0.1, 10, 0, 255);
    QVERIFY(allclose(y.detach(), quantize_per_tensor(x.detach(), 0.1, 10, kQUInt8).dequantize(), 1e-6, 1e-6));
    y.sum().backward();
    QVERIFY(x.grad().equal(tensor({0.f, 1.f, 1.f, 1.f, 0.f})));
  }
  /// Every operator answers a quantized operand or refuses it; none computes with its bytes.
  void no_operator_reads_the_bytes() {
    int refused = 0;
    for (const ops::OpDef* def : ops::all()) {
      if (!def->samples || def->is(ops::random)) continue;
      for (const ops::OpSample& sample : def->samples())
        for (size_t k = 0; k < sample.args.size(); ++k) {
          if (!sample.args[k].is_tensor() || !sample.args[k].to_tensor().defined() || !sample.args[k].to_tensor().is_floating_point() ||
              sample.args[k].to_tensor().is_sparse())
            continue;
          std::vector<Value> args = sample.args;
          args[k] = quantize_per_tensor(sample.args[k].to_tensor().to(kFloat), 0.25, 100, kQUInt8);
          try {
            const Value y = ops::call(def->name, args);
            if (y.is_tensor())
              QVERIFY2(y.to_tensor().is_quantized() || def->name == "dequantize" || def->name == "int_repr", def->name.c_str());
          } catch (const Error& e) {
            ++refused;
            QVERIFY2(e.category() != ErrorCategory::internal, e.what());
          }
        }
    }
    QVERIFY2(refused > 300, std::to_string(refused).c_str());
  }
  void printing_and_names() {
    QCOMPARE(QString::fromStdString(repr(quantize_per_tensor(tensor({{0.2f, 0.6f}, {-0.4f, -0.7f}}), 0.1, 10, kQUInt8))),
             QString("tensor([[ 0.2000,  0.6000],\n        [-0.4000, -0.7000]], size=(2, 2), dtype=torch.quint8,\n"
                     "       quantization_scheme=torch.per_tensor_affine, scale=0.1, zero_point=10)"));
    using by_name::call;
    const Value q = call("torch.quantize_per_tensor", {Value(ones({2})), Value(0.5), Value(1), Value(kQInt32)});
    QVERIFY(call("torch.Tensor.q_scale", {q}).to_double() == 0.5 && call("torch.Tensor.q_zero_point", {q}).to_int() == 1 &&
            call("torch.Tensor.is_quantized", {q}).to_bool());
    QVERIFY(call("torch.Tensor.dequantize", {q}).to_tensor().equal(ones({2})) &&
            call("torch.Tensor.int_repr", {q}).to_tensor().equal(tensor({3, 3}, kInt)));
    QCOMPARE(QString(dtype_name(*dtype_from_name("quint8"))), QString("quint8"));
  }
};
TL_TEST_CLASS(TestQuantize)
#include "test_quantize.moc"
