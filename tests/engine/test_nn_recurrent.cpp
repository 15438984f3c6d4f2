// SPDX-License-Identifier: Apache-2.0
// Recurrent layers and cells against loops written out, packed sequences against sequences one by one, gradients by finite differences.
#include <cmath>

#include "engine/autograd/autograd.h"
#include "engine/nn/modules/rnn.h"
#include "engine/nn/modules/rnn_cell.h"
#include "engine/ops/functions.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace tl;
using namespace tl::nn;
using tl::test::error_of;
using tl::test::has;
namespace rnn = tl::nn::utils::rnn;

class TestNnRecurrent : public QObject {
  Q_OBJECT

  /// The weights of one layer of `layer` in a cell.
  template <class Cell, class Layer>
  static Cell cell_of(const Layer& layer, const std::string& suffix, int64_t in, int64_t hidden) {
    Cell cell(in, hidden);
    cell->to(kDouble);
    const auto p = layer->named_parameters();
    const NoGradGuard guard;
    for (const char* name : {"weight_ih", "weight_hh", "bias_ih", "bias_hh"}) cell->member(name)->copy_(p[std::string(name) + suffix]);
    return cell;
  }
  static Tensor last(const Tensor& t) { return t.select(0, t.size(0) - 1); }

 private slots:
  void layers_are_loops_over_cells() {
    manual_seed(4);
    const Tensor x = randn({5, 3, 4}, kDouble), h0 = randn({2, 3, 6}, kDouble), c0 = randn({2, 3, 6}, kDouble);
    GRU gru(GRUOptions(4, 6).num_layers(2));
    gru->to(kDouble);
    Tensor below = x;
    std::vector<Tensor> ends;
    for (int layer = 0; layer < 2; ++layer) {
      auto cell = cell_of<GRUCell>(gru, "_l" + std::to_string(layer), layer == 0 ? 4 : 6, 6);
      Tensor h = h0.select(0, layer);
      std::vector<Tensor> out;
      for (int t = 0; t < 5; ++t) out.push_back(h = cell(below.select(0, t), h));
      below = stack(out);
      ends.push_back(h);
    }
    const auto [y, hn] = gru(x, h0);
    QVERIFY(allclose(y, below, 1e-12, 1e-12) && allclose(hn, stack(ends), 1e-12, 1e-12));

    LSTM lstm(LSTMOptions(4, 6).bidirectional(true));
    lstm->to(kDouble);
    std::vector<Tensor> halves, hs, cs;
    for (int d = 0; d < 2; ++d) {
      auto cell = cell_of<LSTMCell>(lstm, d ? "_l0_reverse" : "_l0", 4, 6);
      Tensor h = h0.select(0, d), c = c0.select(0, d);
      std::vector<Tensor> out(5);
      for (int k = 0; k < 5; ++k) {
        const int t = d ? 4 - k : k;
        std::tie(h, c) = cell(x.select(0, t), std::optional(std::tuple(h, c)));
        out[static_cast<size_t>(t)] = h;
      }
      halves.push_back(stack(out));
      hs.push_back(h);
      cs.push_back(c);
    }
    const auto [ly, states] = lstm(x, std::optional(std::tuple(h0, c0)));
    QVERIFY(allclose(ly, cat(halves, 2), 1e-12, 1e-12));
    QVERIFY(allclose(std::get<0>(states), stack(hs), 1e-12, 1e-12) && allclose(std::get<1>(states), stack(cs), 1e-12, 1e-12));

    RNN relu_net(RNNOptions(4, 6).nonlinearity("relu").bias(false));
    relu_net->to(kDouble);
    Tensor h = zeros({3, 6}, kDouble);
    const auto p = relu_net->named_parameters();
    for (int t = 0; t < 5; ++t) h = tl::relu(mm(x.select(0, t), p["weight_ih_l0"].t()) + mm(h, p["weight_hh_l0"].t()));
    QVERIFY(allclose(std::get<1>(relu_net(x)).select(0, 0), h, 1e-12, 1e-12));
  }
  void cells_are_their_formulas() {
    manual_seed(5);
    const Tensor x = randn({3, 4}, kDouble), h = randn({3, 2}, kDouble), c = randn({3, 2}, kDouble);
    LSTMCell lstm(4, 2);
    lstm->to(kDouble);
    const auto gates = chunk(linear(x, lstm->weight_ih, lstm->bias_ih) + linear(h, lstm->weight_hh, lstm->bias_hh), 4, 1);
    const Tensor expected_c = sigmoid(gates[1]) * c + sigmoid(gates[0]) * tanh(gates[2]);
    const auto [h1, c1] = lstm(x, std::optional(std::tuple(h, c)));
    QVERIFY(allclose(c1, expected_c, 1e-12, 1e-12) && allclose(h1, sigmoid(gates[3]) * tanh(expected_c), 1e-12, 1e-12));
    GRUCell gru(4, 2);
    gru->to(kDouble);
    const auto i = chunk(linear(x, gru->weight_ih, gru->bias_ih), 3, 1), s = chunk(linear(h, gru->weight_hh, gru->bias_hh), 3, 1);
    const Tensor r = sigmoid(i[0] + s[0]), z = sigmoid(i[1] + s[1]), n = tanh(i[2] + r * s[2]);
    QVERIFY(allclose(gru(x, h), (1.0 - z) * n + z * h, 1e-12, 1e-12));
    QVERIFY(allclose(gru(x[0], h[0]), gru(x, h)[0], 1e-12, 1e-12));  // one sample alone
  }
  void packed_sequences_equal_sequences_one_by_one_data() {
    QTest::addColumn<bool>("bidirectional");
    QTest::addColumn<bool>("sorted");
    for (const bool b : {false, true})
      for (const bool s : {false, true}) QTest::addRow("%s %s", b ? "both ways" : "forwards", s ? "sorted" : "unsorted") << b << s;
  }
  void packed_sequences_equal_sequences_one_by_one() {
    QFETCH(bool, bidirectional);
    QFETCH(bool, sorted);
    manual_seed(6);
    const std::vector<int64_t> lengths = sorted ? std::vector<int64_t>{5, 3, 3, 1} : std::vector<int64_t>{3, 5, 1, 3};
    std::vector<Tensor> sequences;
    for (const int64_t l : lengths) sequences.push_back(randn({l, 2}, kDouble));
    LSTM lstm(LSTMOptions(2, 3).num_layers(2).bidirectional(bidirectional));
    lstm->to(kDouble);
    const auto packed = rnn::pack_sequence(sequences, sorted);
    const int64_t stacked = bidirectional ? 4 : 2;
    const Tensor h0 = randn({stacked, 4, 3}, kDouble), c0 = randn({stacked, 4, 3}, kDouble);
    const auto [out, states] = lstm->forward_with_packed_input(packed, std::optional(std::tuple(h0, c0)));
    const auto [padded, counts] = rnn::pad_packed_sequence(out, true, -7);
    for (size_t b = 0; b < 4; ++b) {
      const int64_t at = static_cast<int64_t>(b);
      QCOMPARE(counts[at].item<int64_t>(), lengths[b]);
      const auto [alone, end] = lstm(sequences[b].unsqueeze(1), std::optional(std::tuple(h0.narrow(1, at, 1), c0.narrow(1, at, 1))));
      QVERIFY(allclose(padded[at].narrow(0, 0, lengths[b]), alone.squeeze(1), 1e-12, 1e-12));
      if (lengths[b] < 5) QVERIFY(equal(padded[at].narrow(0, lengths[b], 5 - lengths[b]), full({5 - lengths[b], padded.size(2)}, -7.0, kDouble)));
      QVERIFY(allclose(std::get<0>(states).narrow(1, at, 1), std::get<0>(end), 1e-12, 1e-12));
      QVERIFY(allclose(std::get<1>(states).narrow(1, at, 1), std::get<1>(end), 1e-12, 1e-12));
    }
  }
  void packing_and_back_is_the_identity_with_gradient() {
    Tensor x = randn({4, 3, 2}, kDouble);
    const Tensor lengths = tensor({2, 4, 1});
    const auto pack = [&](const Tensor& t) { return std::get<0>(rnn::pad_packed_sequence(rnn::pack_padded_sequence(t, lengths, false, false))); };
    const Tensor back = pack(x);
    for (int64_t b = 0; b < 3; ++b) {
      const int64_t l = lengths[b].item<int64_t>();
      QVERIFY(equal(back.select(1, b).narrow(0, 0, l), x.select(1, b).narrow(0, 0, l)));
      QVERIFY(back.select(1, b).narrow(0, l, 4 - l).abs().sum().item<double>() == 0);
    }
    std::string why;
    QVERIFY2(autograd::gradcheck([&](const autograd::variable_list& v) { return autograd::variable_list{pack(v[0])}; }, {x.requires_grad_()}, 1e-6, 1e-7, 1e-6, &why), why.c_str());
    QCOMPARE(std::get<0>(rnn::pad_packed_sequence(rnn::pack_padded_sequence(x, lengths, false, false), true, 0, 6)).size(1), int64_t{6});
    const auto packed = rnn::pack_padded_sequence(x, lengths, false, false);
    QVERIFY(equal(packed.sorted_indices(), tensor({1, 0, 2})) && equal(packed.unsorted_indices(), tensor({1, 0, 2})));
    QVERIFY(equal(packed.batch_sizes(), tensor({3, 2, 1, 1})));
  }
  void gradients_by_finite_differences_data() {
    QTest::addColumn<QString>("kind");
    for (const char* k : {"tanh", "relu", "lstm", "lstm projected", "gru"}) QTest::newRow(k) << QString(k);
  }
  void gradients_by_finite_differences() {
    QFETCH(QString, kind);
    manual_seed(7);
    const bool projected = kind == "lstm projected";
    std::function<autograd::variable_list(const autograd::variable_list&)> f;
    std::shared_ptr<RecurrentBase> net;
    if (kind == "gru") {
      auto m = GRU(GRUOptions(2, 2).bidirectional(true).num_layers(2)).ptr();
      net = m;
      f = [m](const autograd::variable_list& v) { auto [y, h] = m->forward(v[0], v[1]); return autograd::variable_list{y, h}; };
    } else if (kind.startsWith("lstm")) {
      auto m = LSTM(LSTMOptions(2, 3).bidirectional(true).proj_size(projected ? 2 : 0)).ptr();
      net = m;
      f = [m](const autograd::variable_list& v) {
        auto [y, s] = m->forward(v[0], std::tuple(v[1], v[2]));
        return autograd::variable_list{y, std::get<0>(s), std::get<1>(s)};
      };
    } else {
      auto m = RNN(RNNOptions(2, 3).nonlinearity(kind.toStdString())).ptr();
      net = m;
      f = [m](const autograd::variable_list& v) { auto [y, h] = m->forward(v[0], v[1]); return autograd::variable_list{y, h}; };
    }
    net->to(kDouble);
    const int64_t stacked = kind == "gru" ? 4 : kind.startsWith("lstm") ? 2 : 1;
    const int64_t hidden = kind == "gru" ? 2 : 3;
    autograd::variable_list in{randn({2, 2, 2}, kDouble), randn({stacked, 2, projected ? 2 : hidden}, kDouble), randn({stacked, 2, hidden}, kDouble)};
    if (!kind.startsWith("lstm")) in.pop_back();
    for (Tensor& t : in) t.requires_grad_();
    const size_t states = in.size();
    for (const Tensor& w : net->parameters()) in.push_back(w);
    std::string why;
    QVERIFY2(autograd::gradcheck(f, in, 1e-6, 1e-6, 1e-4, &why), why.c_str());
    in.resize(states);
    QVERIFY2(autograd::gradgradcheck(f, in, 1e-5, 1e-5, 1e-3, &why), why.c_str());
  }
  void layouts_of_the_batch() {
    manual_seed(8);
    GRU first(GRUOptions(2, 3).batch_first(true)), other(GRUOptions(2, 3));
    other->load_state_dict(first->state_dict());
    const Tensor x = randn({4, 5, 2});
    QVERIFY(allclose(std::get<0>(first(x)), transpose(std::get<0>(other(transpose(x, 0, 1))), 0, 1)));
    const auto [y, h] = first(x[1]);  // one sequence
    QVERIFY(allclose(y, std::get<0>(first(x))[1], 1e-5, 1e-6) && h.sizes() == IntArrayRef({1, 3}));
  }
  void initial_values_and_dropout() {
    manual_seed(9);
    LSTM net(LSTMOptions(10, 16).num_layers(2).dropout(0.5));
    for (const auto& p : net->named_parameters()) QVERIFY(p.value().abs().max().item<double>() <= 0.25);
    QCOMPARE(net->all_weights().size(), size_t{8});
    const Tensor x = randn({3, 2, 10});
    QVERIFY(!equal(std::get<0>(net(x)), std::get<0>(net(x))));
    net->eval();
    QVERIFY(equal(std::get<0>(net(x)), std::get<0>(net(x))));
    const auto copy = std::static_pointer_cast<LSTMImpl>(net->clone());
    QVERIFY(equal(std::get<0>(copy->forward(x)), std::get<0>(net(x))));
    {
      const NoGradGuard guard;
      copy->all_weights()[0].zero_();
    }
    QVERIFY(!equal(std::get<0>(copy->forward(x)), std::get<0>(net(x))));
  }
  void misuse_is_refused() {
    LSTM net(LSTMOptions(2, 3));
    QVERIFY(has(error_of([&] { net(zeros({2, 1, 4})); }), "Expected 2, got 4"));
    QVERIFY(has(error_of([&] { net(zeros({2, 1, 2}), std::optional(std::tuple(zeros({1, 2, 3}), zeros({1, 2, 3})))); }), "Expected hidden size [1, 1, 3], got [1, 2, 3]"));
    QVERIFY(has(error_of([&] { net(zeros({0, 1, 2})); }), "sequence length"));
    QVERIFY(has(error_of([] { GRU g(GRUOptions(2, 3).dropout(2)); }), "dropout"));
    QVERIFY(has(error_of([] { RNN r(RNNOptions(2, 3).nonlinearity("cube")); }), "Unknown nonlinearity"));
    QVERIFY(has(error_of([] { RNNCell c(2, 3); c(zeros({1, 4})); }), "got 4, expected 2"));
    QVERIFY(has(error_of([] { rnn::pack_padded_sequence(zeros({3, 2, 1}), tensor({1, 3})); }), "sorted in decreasing order"));
    QVERIFY(has(error_of([] { rnn::pack_padded_sequence(zeros({3, 2, 1}), tensor({4, 3})); }), "greater than 0 and at most 3"));
    QVERIFY(has(error_of([] { rnn::pack_padded_sequence(zeros({3, 2, 1}), tensor({3})); }), "batch_size=2"));
    QVERIFY(has(error_of([] { rnn::pad_packed_sequence(rnn::pack_sequence({zeros({3, 1})}), false, 0, 2); }), "total_length=2"));
    QVERIFY(has(error_of([] { rnn::PackedSequence(zeros({3, 1}), tensor({1, 1})); }), "add up"));
  }
};

TL_TEST_CLASS(TestNnRecurrent)
#include "test_nn_recurrent.moc"
