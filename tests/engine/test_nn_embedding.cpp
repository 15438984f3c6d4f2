// SPDX-License-Identifier: Apache-2.0
// Tables of vectors: values, bags against loops, gradients dense and sparse, norms that are kept.
#include "engine/autograd/autograd.h"
#include "engine/nn/modules/embedding.h"
#include "engine/ops/functions.h"
#include "engine/optim/sgd.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace tl;
using namespace tl::nn;
using tl::test::error_of;
using tl::test::has;
namespace F = tl::nn::functional;

class TestNnEmbedding : public QObject {
  Q_OBJECT

 private slots:
  void rows_padding_and_frequency() {
    manual_seed(1);
    Embedding e(EmbeddingOptions(5, 3).padding_idx(-2).scale_grad_by_freq(true));
    QCOMPARE(*e->options.padding_idx(), int64_t{3});
    QVERIFY(equal(e->weight.detach()[3], zeros({3})));
    const Tensor index = tensor({{1, 3, 1}, {4, 1, 3}});
    const Tensor y = e(index);
    QVERIFY(y.sizes() == IntArrayRef({2, 3, 3}) && equal(y[1][0], e->weight.detach()[4]));
    y.sum().backward();
    // Row 1 was asked for three times, each with gradient one: their mean. The padding has none.
    QVERIFY(allclose(e->weight.grad(), tensor({{0., 0., 0.}, {1., 1., 1.}, {0., 0., 0.}, {0., 0., 0.}, {1., 1., 1.}}).to(kFloat)));
  }
  void sparse_gradient_trains_like_the_dense_one() {
    manual_seed(2);
    Embedding dense(EmbeddingOptions(6, 2)), sparse(EmbeddingOptions(6, 2).sparse(true));
    sparse->load_state_dict(dense->state_dict());
    optim::SGD a(dense->parameters(), optim::SGDOptions(0.1)), b(sparse->parameters(), optim::SGDOptions(0.1));
    const Tensor index = tensor({1, 4, 1});
    for (int i = 0; i < 3; ++i) {
      a.zero_grad();
      sparse->weight.mutable_grad().reset();
      square(dense(index)).sum().backward();
      square(sparse(index)).sum().backward();
      QVERIFY(sparse->weight.grad().is_sparse());
      a.step();
      b.step();
    }
    QVERIFY(allclose(dense->weight, sparse->weight, 1e-6, 1e-7));
  }
  void long_rows_are_shortened_where_they_are_used() {
    Embedding e = Embedding::from_pretrained(tensor({{3., 4.}, {0.3, 0.4}, {6., 8.}}, kDouble), false, std::nullopt, 1.0);
    QVERIFY(allclose(e(tensor({0, 1})), tensor({{0.6, 0.8}, {0.3, 0.4}}, kDouble), 1e-6, 1e-6));
    QVERIFY(allclose(e->weight.detach(), tensor({{0.6, 0.8}, {0.3, 0.4}, {6., 8.}}, kDouble), 1e-6, 1e-6));
    QVERIFY(e->weight.requires_grad() && !Embedding::from_pretrained(ones({2, 2}))->weight.requires_grad());
  }
  void bags_are_loops_data() {
    QTest::addColumn<QString>("mode");
    for (const char* m : {"sum", "mean", "max"}) QTest::newRow(m) << QString(m);
  }
  void bags_are_loops() {
    QFETCH(QString, mode);
    manual_seed(3);
    const Tensor weight = randn({7, 3}, kDouble).requires_grad_(), index = tensor({1, 2, 6, 2, 0, 4, 4}), offsets = tensor({0, 3, 3, 6});
    F::BagOptions o;
    o.mode = mode.toStdString();
    const Tensor y = F::embedding_bag(index, weight, offsets, o);
    const int64_t borders[] = {0, 3, 3, 6, 7};
    for (int b = 0; b < 4; ++b) {
      const int64_t n = borders[b + 1] - borders[b];
      const Tensor rows = weight.detach().index_select(0, index.narrow(0, borders[b], n));
      const Tensor expected = n == 0 ? zeros({3}, kDouble) : mode == "sum" ? rows.sum({0}) : mode == "mean" ? rows.sum({0}) / static_cast<double>(n) : amax(rows, {0});
      QVERIFY(allclose(y[b], expected, 1e-12, 1e-12));
    }
    std::string why;
    QVERIFY2(autograd::gradcheck([&](const autograd::variable_list& v) { return autograd::variable_list{F::embedding_bag(index, v[0], offsets, o)}; }, {weight}, 1e-6, 1e-7, 1e-6, &why), why.c_str());
    // A matrix of indices is a bag for each row.
    EmbeddingBag bag(EmbeddingBagOptions(7, 3).mode(o.mode)._weight(weight.detach().clone()));
    const Tensor matrix = tensor({{1, 2}, {5, 5}});
    QVERIFY(equal(bag(matrix), F::embedding_bag(matrix.view({4}), bag->weight, tensor({0, 2}), o)));
    o.include_last_offset = true;
    QVERIFY(equal(F::embedding_bag(index, weight, tensor({0, 3, 3, 6, 7}), o), y));
    o.include_last_offset = false;
    o.padding_idx = 2;
    const Tensor without = F::embedding_bag(index, weight, offsets, o);
    o.padding_idx = std::nullopt;
    QVERIFY(allclose(without.detach(), F::embedding_bag(tensor({1, 6, 0, 4, 4}), weight, tensor({0, 2, 2, 4}), o).detach(), 1e-12, 1e-12));
  }
  void weights_of_samples() {
    const Tensor table = randn({4, 2}, kDouble).requires_grad_(), factor = randn({3}, kDouble).requires_grad_();
    F::BagOptions o;
    o.mode = "sum";
    const auto f = [&](const autograd::variable_list& v) {
      F::BagOptions with = o;
      with.per_sample_weights = v[1];
      return autograd::variable_list{F::embedding_bag(tensor({3, 0, 3}), v[0], tensor({0, 2}), with)};
    };
    QVERIFY(allclose(f({table, factor})[0][1], table[3] * factor[2], 1e-12, 1e-12));
    std::string why;
    QVERIFY2(autograd::gradcheck(f, {table, factor}, 1e-6, 1e-7, 1e-6, &why), why.c_str());
  }
  void misuse_is_refused() {
    const Tensor table = ones({3, 2});
    QVERIFY(error_of([&] { F::embedding(tensor({3}), table); }) != "accepted");
    QVERIFY(has(error_of([&] { F::embedding(ones({1}), table); }), "indices must be int64"));
    QVERIFY(has(error_of([&] { Embedding e(EmbeddingOptions(3, 2).padding_idx(5)); }), "Padding_idx"));
    QVERIFY(has(error_of([&] { F::embedding_bag(tensor({1, 2}), table); }), "offsets has to be"));
    QVERIFY(has(error_of([&] { F::embedding_bag(tensor({1, 2}), table, tensor({1})); }), "offsets[0] has to be 0"));
    QVERIFY(has(error_of([&] { F::embedding_bag(tensor({1, 2}), table, tensor({0, 3})); }), "offsets[-1]"));
    F::BagOptions o;
    o.per_sample_weights = ones({2});
    QVERIFY(has(error_of([&] { F::embedding_bag(tensor({1, 2}), table, tensor({0}), o); }), "mode 'mean'"));
    o = {};
    o.mode = "median";
    QVERIFY(has(error_of([&] { F::embedding_bag(tensor({1, 2}), table, tensor({0}), o); }), "sum, mean or max"));
  }
};

TL_TEST_CLASS(TestNnEmbedding)
#include "test_nn_embedding.moc"
