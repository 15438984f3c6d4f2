// SPDX-License-Identifier: Apache-2.0
// Memory formats: strides as PyTorch has them, kept through operators; values never change.
#include "engine/autograd/autograd.h"
#include "engine/ops/by_name.h"
#include "engine/ops/functions.h"
#include "engine/ops/op_def.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace tl;

namespace {
constexpr MemoryFormat last = MemoryFormat::ChannelsLast;
Tensor image() {
  manual_seed(5);
  return randn({2, 3, 4, 5});
}
bool kept(const Tensor& y, const Tensor& plain) {
  return y.is_contiguous(last) && !y.is_contiguous() && y.suggest_memory_format() == last && plain.is_contiguous() && y.equal(plain);
}
}  // namespace

class TestMemoryFormat : public QObject {
  Q_OBJECT
 private slots:
  void strides_of_formats() {
    const Tensor x = image(), c = x.contiguous(last);
    QVERIFY(c.strides() == IntArrayRef({60, 1, 15, 3}) && c.equal(x) && c.is_contiguous(last) && !c.is_contiguous() &&
            c.contiguous(last).is_same(c));
    QVERIFY(c.contiguous().strides() == x.strides() && x.contiguous().is_same(x) && x.suggest_memory_format() == MemoryFormat::Contiguous);
    QVERIFY(empty({2, 3, 4, 5}, last).strides() == IntArrayRef({60, 1, 15, 3}) &&
            empty({2, 3, 4, 5, 6}, MemoryFormat::ChannelsLast3d).strides() == IntArrayRef({360, 1, 90, 18, 3}));
    QVERIFY(empty({2, 1, 4, 5}, last).is_contiguous() && empty({2, 1, 4, 5}, last).suggest_memory_format() == last);
    QVERIFY(randn({2, 3, 1, 1}).suggest_memory_format() == MemoryFormat::Contiguous);
    QVERIFY(x.to(last).is_contiguous(last) && x.to(TensorOptions(kDouble).memory_format(last)).is_contiguous(last) &&
            x.to(Device(kCPU), kFloat, false, false, last).is_contiguous(last));
    for (const auto& wrong : {std::function<void()>([&] { x[0].contiguous(last); }), std::function<void()>([&] {
                                empty({2, 3}, last);
                              }),
                              std::function<void()>([&] { x.contiguous(MemoryFormat::Preserve); })})
      QVERIFY_THROWS_EXCEPTION(Error, wrong());
    QVERIFY(!x[0].is_contiguous(last));
  }
  void copies_preserve() {
    const Tensor c = image().contiguous(last);
    QVERIFY(c.clone().is_contiguous(last) && c.clone(MemoryFormat::Contiguous).is_contiguous() &&
            c.clone(MemoryFormat::Preserve).strides() == c.strides());
    for (const Tensor& t : {empty_like(c), zeros_like(c), ones_like(c), full_like(c, 2), rand_like(c), randn_like(c)})
      QVERIFY(t.strides() == c.strides());
    QVERIFY(empty_like(c, MemoryFormat::Contiguous).is_contiguous() && empty_like(image(), last).is_contiguous(last));
    QVERIFY(c.to(kDouble).is_contiguous(last) && c.to(kHalf).is_contiguous(last) && c.to(kDouble).equal(image().to(kDouble)));
    const Tensor m = randn({3, 4}).t();
    QVERIFY(m.clone().strides() == m.strides() && m.clone().equal(m) && m.contiguous().is_contiguous());
    const Tensor gaps = randn({4, 6}).slice(1, 0, 6, 2), spread = randn({3, 1}).expand({3, 4});
    QVERIFY(gaps.clone().is_contiguous() && spread.clone().is_contiguous() && spread.clone().equal(spread));
  }
  void operators_keep_channels_last() {
    const Tensor x = image(), c = x.contiguous(last), scale = randn({1, 3, 1, 1}), w = randn({4, 3, 3, 3}), b = randn({4});
    QVERIFY(kept(c.relu(), x.relu()) && kept(c * 2 + 1, x * 2 + 1) && kept(c + c, x + x) && kept(c * scale, x * scale) &&
            kept(scale * c, scale * x) && kept(gt(c, 0), gt(x, 0)));
    QVERIFY(kept(c + x, x + x) && (x + c).is_contiguous());  // the first operand decides
    QVERIFY(kept(where(gt(c, 0), c, c * 0.1), where(gt(x, 0), x, x * 0.1)));
    QVERIFY(kept(conv2d(c, w, b, 1, 1), conv2d(x, w, b, 1, 1)) && kept(conv2d(x, w.contiguous(last), b, 1, 1), conv2d(x, w, b, 1, 1)));
    QVERIFY(kept(max_pool2d(c, 2), max_pool2d(x, 2)) && kept(avg_pool2d(c, 2), avg_pool2d(x, 2)) && kept(softmax(c, 1), softmax(x, 1)));
    const auto [y, at] = max_pool2d_with_indices(c, 2);
    QVERIFY(kept(y, max_pool2d(x, 2)) && at.is_contiguous(last));
    const Tensor gamma = randn({3}), beta = randn({3}), mean = randn({3}), var = rand({3}) + 0.5;
    QVERIFY(kept(batch_norm(c, gamma, beta, {}, {}, true, 0.1, 1e-5), batch_norm(x, gamma, beta, {}, {}, true, 0.1, 1e-5)));
    QVERIFY(kept(batch_norm(c, gamma, beta, mean, var, false, 0.1, 1e-5), batch_norm(x, gamma, beta, mean, var, false, 0.1, 1e-5)));
    QVERIFY(allclose(c.sum({2, 3}), x.sum({2, 3})) && allclose(c.mean(), x.mean()) && c.reshape({2, -1}).equal(x.reshape({2, -1})));
    const Tensor d = randn({2, 3, 2, 3, 4}), d3 = d.contiguous(MemoryFormat::ChannelsLast3d);
    QVERIFY(d3.relu().is_contiguous(MemoryFormat::ChannelsLast3d) && d3.relu().equal(d.relu()));
    for (const int64_t dim : {0, 1, 2, 3, -1, -3}) QVERIFY(kept(cat({c, c * 2}, dim), cat({x, x * 2}, dim)));
    QVERIFY(kept(cat({c, c.slice(1, 0, 2)}, 1), cat({x, x.slice(1, 0, 2)}, 1)) && cat({c, x}, 1).is_contiguous());
    QVERIFY(test::has(test::error_of([&] { cat({c, c.slice(2, 0, 2)}, 1); }), "except in dimension 1"));
    QVERIFY(kept(flip(c, {0, 2}), flip(x, {0, 2})) && kept(roll(c, {1}, {1}), roll(x, {1}, {1})));
    QVERIFY(kept(constant_pad_nd(c, {1, 1, 2, 0}), constant_pad_nd(x, {1, 1, 2, 0})));
    // Reductions lie row by row, so that view() takes their results as it takes libtorch's.
    QVERIFY(c.sum({0}, true).view({-1}).equal(x.sum({0}, true).view({-1})) && std::get<0>(c.max(2, true)).is_contiguous());
    QVERIFY(cat({d3, d3}, 1).is_contiguous(MemoryFormat::ChannelsLast3d) && cat({d3, d3}, 1).equal(cat({d, d}, 1)));
    Tensor self = c.clone();
    self.mul_(3).add_(1);
    QVERIFY(kept(self, x * 3 + 1));
  }
  void a_network_gives_the_same_numbers() {
    const Tensor w = randn({6, 3, 3, 3});
    std::vector<Tensor> first;
    for (const bool format : {false, true}) {
      const Tensor x = (format ? image().contiguous(last) : image()).requires_grad_(), weight = w.clone().requires_grad_();
      Tensor y = max_pool2d(relu(batch_norm(conv2d(x, weight, {}, 1, 1), {}, {}, {}, {}, true, 0.1, 1e-5)), 2);
      QVERIFY(y.is_contiguous(format ? last : MemoryFormat::Contiguous));
      (y * y * y).sum().backward();
      const std::vector<Tensor> now{y.detach(), x.grad(), weight.grad()};
      if (format) {
        for (size_t i = 0; i < now.size(); ++i) QVERIFY2(now[i].equal(first[i]), std::to_string(i).c_str());
        QVERIFY(x.grad().is_contiguous(last));
      }
      first = now;
    }
  }
  /// Channels-last operands change no operator's result.
  void every_operator_gives_the_same_values() {
    int tried = 0;
    for (const ops::OpDef* def : ops::all()) {
      if (!def->samples || def->is(ops::random) || def->name == "as_strided" || def->name == "view") continue;
      for (const ops::OpSample& sample : def->samples()) {
        std::vector<Value> args = sample.args;
        bool any = false;
        for (Value& v : args)
          if (v.is_tensor() && v.to_tensor().defined() && !v.to_tensor().is_sparse() && v.to_tensor().dim() == 4) {
            v = v.to_tensor().contiguous(last);
            any = true;
          }
        if (!any) continue;
        ++tried;
        const Value a = ops::call(def->name, sample.args), b = ops::call(def->name, args);
        const auto list = [](const Value& v) { return v.is_list() ? v.to_list() : Value::List{v}; };
        for (size_t i = 0; i < list(a).size(); ++i) {
          const Tensor p = list(a)[i].to_tensor(), q = list(b)[i].to_tensor();
          if (p.defined())
            QVERIFY2(p.sizes() == q.sizes() && allclose(p.to(kDouble), q.to(kDouble), 1e-12, 1e-12, true), def->name.c_str());
        }
      }
    }
    QVERIFY2(tried > 10, std::to_string(tried).c_str());
  }
  void by_documented_name() {
    using by_name::call;
    const Value x = image(), format = call("torch.channels_last", {});
    const Value c = call("torch.Tensor.contiguous", {x}, {{"memory_format", format}});
    QVERIFY(call("torch.Tensor.is_contiguous", {c}, {{"memory_format", format}}).to_bool() &&
            !call("torch.Tensor.is_contiguous", {c}).to_bool());
    QVERIFY(call("torch.Tensor.to", {x}, {{"memory_format", format}}).to_tensor().is_contiguous(last));
    QVERIFY(call("torch.empty_like", {c}).to_tensor().is_contiguous(last) &&
            call("torch.empty_like", {c}, {{"memory_format", call("torch.contiguous_format", {})}}).to_tensor().is_contiguous());
    QVERIFY(call("torch.Tensor.clone", {c}).to_tensor().is_contiguous(last));
  }
};
TL_TEST_CLASS(TestMemoryFormat)
#include "test_memory_format.moc"
