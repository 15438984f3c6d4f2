// SPDX-License-Identifier: Apache-2.0
// Attention and transformers against the formulas written out, masks, copies, gradients by finite differences.
#include <cmath>
#include <limits>

#include "engine/autograd/autograd.h"
#include "engine/nn/modules/transformer.h"
#include "engine/ops/functions.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace tl;
using namespace tl::nn;
using tl::test::error_of;
using tl::test::has;

class TestNnAttention : public QObject {
  Q_OBJECT

  static constexpr double infinity = std::numeric_limits<double>::infinity();
  template <class Holder>
  static Holder in_double(Holder m) {
    m->to(kDouble);
    m->eval();
    return m;
  }

 private slots:
  void one_query_and_head_after_the_other() {
    manual_seed(1);
    auto m = in_double(MultiheadAttention(MultiheadAttentionOptions(6, 3)));
    {
      const NoGradGuard guard;
      m->in_proj_bias.copy_(randn({18}, kDouble));
      m->out_proj->bias.copy_(randn({6}, kDouble));
    }
    const Tensor q = randn({4, 2, 6}, kDouble), k = randn({5, 2, 6}, kDouble), v = randn({5, 2, 6}, kDouble);
    const auto [out, weights] = m(q, k, v);
    const auto w = chunk(m->in_proj_weight, 3), b = chunk(m->in_proj_bias, 3);
    for (int64_t n = 0; n < 2; ++n)
      for (int64_t l = 0; l < 4; ++l) {
        std::vector<Tensor> heads;
        Tensor mean_weight = zeros({5}, kDouble);
        for (int64_t h = 0; h < 3; ++h) {
          const auto part = [&](const Tensor& x, size_t i) { return linear(x, w[i], b[i]).narrow(-1, 2 * h, 2); };
          const Tensor a = softmax(matmul(part(k.select(1, n), 1), part(q[l][n], 0)) / std::sqrt(2.0), 0);
          heads.push_back(matmul(a, part(v.select(1, n), 2)));
          mean_weight = mean_weight + a / 3.0;
        }
        QVERIFY(allclose(out[l][n], linear(cat(heads), m->out_proj->weight, m->out_proj->bias), 1e-10, 1e-10));
        QVERIFY(allclose(weights[n][l], mean_weight, 1e-10, 1e-10));
      }
  }
  void masks_hide_what_they_say() {
    manual_seed(2);
    auto m = in_double(MultiheadAttention(4, 2));
    const Tensor x = randn({3, 2, 4}, kDouble);
    const Tensor causal = TransformerImpl::generate_square_subsequent_mask(3).to(kDouble);
    QVERIFY(causal[0][1].item<double>() == -infinity && causal[1][0].item<double>() == 0 && causal[1][1].item<double>() == 0);
    const auto [y, w] = m->forward(x, x, x, {}, true, causal);
    QVERIFY(w.triu(1).abs().sum().item<double>() == 0);
    QVERIFY(allclose(y[0], std::get<0>(m(x.narrow(0, 0, 1), x.narrow(0, 0, 1), x.narrow(0, 0, 1)))[0], 1e-10, 1e-10));
    // The same as truth values, and for each head on its own.
    const Tensor hidden = causal.lt(0);
    QVERIFY(equal(std::get<0>(m->forward(x, x, x, {}, true, hidden)), y));
    QVERIFY(allclose(std::get<0>(m->forward(x, x, x, {}, true, hidden.unsqueeze(0).expand({4, 3, 3}))), y, 1e-12, 1e-12));
    // A padded key counts for nothing: the result is that without it.
    const Tensor padding = tensor({{false, false, true}, {false, true, true}});
    const auto [p, pw] = m->forward(x, x, x, padding);
    QVERIFY(allclose(p.select(1, 0), std::get<0>(m(x.select(1, 0).unsqueeze(1), x.narrow(0, 0, 2).select(1, 0).unsqueeze(1), x.narrow(0, 0, 2).select(1, 0).unsqueeze(1))).select(1, 0), 1e-10, 1e-10));
    QVERIFY(equal(pw[1].narrow(1, 1, 2), zeros({3, 2}, kDouble)));
    QVERIFY(!std::get<1>(m->forward(x, x, x, {}, false)).defined());
    QCOMPARE(std::get<1>(m->forward(x, x, x, {}, true, {}, false)).dim(), int64_t{4});
  }
  void further_options() {
    manual_seed(3);
    auto m = in_double(MultiheadAttention(MultiheadAttentionOptions(4, 2).kdim(3).vdim(5).add_bias_kv(true).add_zero_attn(true).batch_first(true)));
    const Tensor q = randn({2, 3, 4}, kDouble), k = randn({2, 6, 3}, kDouble), v = randn({2, 6, 5}, kDouble);
    const auto [y, w] = m->forward(q, k, v, zeros({2, 6}, kBool), true, zeros({3, 6}, kDouble));
    QVERIFY(y.sizes() == IntArrayRef({2, 3, 4}) && w.sizes() == IntArrayRef({2, 3, 8}));
    QVERIFY(allclose(w.sum({2}), ones({2, 3}, kDouble), 1e-10, 1e-10));
    const auto [alone, weights] = m->forward(q[1], k[1], v[1]);
    QVERIFY(allclose(alone, y[1], 1e-10, 1e-10) && weights.dim() == 2);
    MultiheadAttention dropping(MultiheadAttentionOptions(4, 2).dropout(0.5));
    const Tensor x = randn({6, 2, 4});
    QVERIFY(!equal(std::get<0>(dropping(x, x, x)), std::get<0>(dropping(x, x, x))));
  }
  void encoder_layer_is_its_formula() {
    manual_seed(4);
    const Tensor x = randn({3, 2, 4}, kDouble);
    for (const bool first : {false, true}) {
      auto m = in_double(TransformerEncoderLayer(TransformerLayerOptions(4, 2).dim_feedforward(5).activation("gelu").norm_first(first)));
      const auto attend = [&](const Tensor& t) { return std::get<0>(m->self_attn(t, t, t)); };
      const auto feed = [&](const Tensor& t) { return m->linear2(gelu(m->linear1(t))); };
      Tensor y = first ? x + attend(m->norm1(x)) : m->norm1(x + attend(x));
      y = first ? y + feed(m->norm2(y)) : m->norm2(y + feed(y));
      QVERIFY(allclose(m(x), y, 1e-12, 1e-12));
    }
  }
  void stacks_hold_copies() {
    manual_seed(5);
    TransformerEncoderLayer layer(TransformerLayerOptions(4, 2).dim_feedforward(5).dropout(0));
    TransformerEncoder encoder(TransformerEncoderOptions(layer, 2).norm(AnyModule(LayerNorm(LayerNormOptions({4})))));
    const auto names = encoder->named_parameters();
    QVERIFY(names.contains("layers.0.self_attn.in_proj_weight") && names.contains("layers.1.linear2.bias") && names.contains("norm.weight"));
    QVERIFY(equal(names["layers.0.linear1.weight"], layer->linear1->weight) && equal(names["layers.1.linear1.weight"], layer->linear1->weight));
    QVERIFY(!names["layers.0.linear1.weight"].is_same(layer->linear1->weight));
    const Tensor x = randn({3, 2, 4});
    QVERIFY(allclose(encoder(x), LayerNorm(LayerNormOptions({4}))(layer(layer(x))), 1e-5, 1e-6));
    const auto copy = std::static_pointer_cast<TransformerEncoderImpl>(encoder->clone());
    QVERIFY(equal(copy->forward(x), encoder(x)));
    {
      const NoGradGuard guard;
      copy->named_parameters()["layers.1.linear1.weight"].zero_();
    }
    QVERIFY(!equal(copy->forward(x), encoder(x)));
    // Building copies moves no random stream: the next numbers are those without them.
    manual_seed(6);
    const Tensor next = randn({3});
    manual_seed(6);
    encoder->clone();
    QVERIFY(equal(randn({3}), next));
  }
  void the_whole() {
    manual_seed(7);
    Transformer m(TransformerOptions(4, 2, 1, 2).dim_feedforward(6).dropout(0));
    m->to(kDouble);
    for (const auto& p : m->named_parameters())
      if (p.value().dim() > 1) QVERIFY(p.value().abs().max().item<double>() <= std::sqrt(6.0 / static_cast<double>(p.value().size(0) + p.value().size(1))));
    const Tensor src = randn({3, 2, 4}, kDouble), tgt = randn({5, 2, 4}, kDouble), mask = TransformerImpl::generate_square_subsequent_mask(5).to(kDouble);
    const Tensor y = m(src, tgt, Tensor(), mask);
    // With the mask a later target changes nothing before it.
    Tensor later = tgt.clone();
    later[4].fill_(3);
    QVERIFY(equal(m(src, later, Tensor(), mask).narrow(0, 0, 4), y.narrow(0, 0, 4)) && !equal(m(src, later, Tensor(), mask)[4], y[4]));
    Transformer batch(TransformerOptions(4, 2, 1, 2).dim_feedforward(6).dropout(0).batch_first(true));
    batch->to(kDouble);
    batch->load_state_dict(m->state_dict());
    QVERIFY(allclose(transpose(batch(transpose(src, 0, 1), transpose(tgt, 0, 1), Tensor(), mask), 0, 1), y, 1e-10, 1e-10));
    QVERIFY(has(error_of([&] { m(src, tgt.narrow(1, 0, 1)); }), "batch number"));
    QVERIFY(has(error_of([&] { m(src.narrow(2, 0, 3), tgt); }), "feature number"));
  }
  void gradients_by_finite_differences() {
    manual_seed(8);
    auto m = in_double(TransformerDecoderLayer(TransformerLayerOptions(4, 2).dim_feedforward(5).activation("gelu")));
    const Tensor mask = TransformerImpl::generate_square_subsequent_mask(3).to(kDouble);
    autograd::variable_list in{randn({3, 1, 4}, kDouble), randn({2, 1, 4}, kDouble)};
    for (Tensor& t : in) t.requires_grad_();
    const auto f = [&](const autograd::variable_list& v) { return autograd::variable_list{m(v[0], v[1], mask)}; };
    std::string why;
    QVERIFY2(autograd::gradgradcheck(f, in, 1e-5, 1e-5, 1e-3, &why), why.c_str());
    for (const Tensor& p : m->parameters()) in.push_back(p);
    QVERIFY2(autograd::gradcheck(f, in, 1e-6, 1e-6, 1e-4, &why), why.c_str());
  }
  void misuse_is_refused() {
    QVERIFY(has(error_of([] { MultiheadAttention m(5, 2); }), "must be divisible by num_heads"));
    MultiheadAttention m(4, 2);
    const Tensor x = zeros({3, 2, 4});
    QVERIFY(has(error_of([&] { m(x, zeros({3, 1, 4}), zeros({3, 1, 4})); }), "batch size"));
    QVERIFY(has(error_of([&] { m->forward(x, x, x, {}, true, zeros({2, 3})); }), "The shape of the attn_mask is [2, 3]"));
    QVERIFY(has(error_of([&] { m->forward(x, x, x, zeros({3, 2}, kBool)); }), "key_padding_mask"));
    QVERIFY(has(error_of([] { TransformerEncoderLayer t(TransformerLayerOptions(4, 2).activation("tanh")); }), "relu or gelu"));
  }
};

TL_TEST_CLASS(TestNnAttention)
#include "test_nn_attention.moc"
