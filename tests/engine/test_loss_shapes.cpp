// SPDX-License-Identifier: Apache-2.0
// Losses of differences broadcast, and say so once; networks are refused before they run.
#include "engine/core/log.h"
#include "engine/ops/functions.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace tl;
using test::error_of;
using test::has;

namespace {
using Loss = Tensor (*)(const Tensor&, const Tensor&);
constexpr std::pair<const char*, Loss> losses[] = {
    {"mse_loss", [](const Tensor& x, const Tensor& y) { return mse_loss(x, y); }},
    {"l1_loss", [](const Tensor& x, const Tensor& y) { return l1_loss(x, y); }},
    {"smooth_l1_loss", [](const Tensor& x, const Tensor& y) { return smooth_l1_loss(x, y); }}};
int warnings(const std::string& part) {
  int n = 0;
  for (const auto& m : logging::log_since(0)) n += m.level == logging::Level::warning && m.text.find(part) != std::string::npos;
  return n;
}
}  // namespace

class TestLossShapes : public QObject {
  Q_OBJECT
 private slots:
  void they_broadcast_and_warn_once() {
    const Tensor x = arange(6, kFloat).view({6, 1}), y = arange(6, kFloat);
    for (const auto& [name, loss] : losses) {
      const std::string text = std::string(name) + ": target [6] has another size than input [6, 1]";
      for (int i = 0; i < 3; ++i) QVERIFY(allclose(loss(x, y), loss(expand(x, {6, 6}).contiguous(), expand(y, {6, 6}).contiguous())));
      QCOMPARE(warnings(text), 1);
      Tensor leaf = x.clone().set_requires_grad(true);
      loss(leaf, y).backward();
      QVERIFY(leaf.grad().sizes() == IntArrayRef({6, 1}));
    }
    QVERIFY(mse_loss(x, y, "none").sizes() == IntArrayRef({6, 6}));
  }
  void equal_shapes_say_nothing() {
    const int before = warnings("has another size");
    (void)mse_loss(ones({7, 2}), zeros({7, 2}));
    QCOMPARE(warnings("has another size"), before);
  }
  void what_cannot_be_broadcast_is_an_error() {
    for (const auto& [name, loss] : losses)
      QVERIFY(has(error_of([&, f = loss] { f(zeros({2, 3}), zeros({4})); }), std::string("shape|") + name));
  }
  void a_network_is_refused_before_it_runs() {
    const Tensor x = empty({4, 1}, TensorOptions(kMeta)), y = empty({4}, TensorOptions(kMeta));
    for (const auto& [name, loss] : losses)
      QVERIFY(has(error_of([&, f = loss] { f(x, y); }), "input [4, 1] and target [4] must have the same shape"));
  }
};
TL_TEST_CLASS(TestLossShapes)
#include "test_loss_shapes.moc"
