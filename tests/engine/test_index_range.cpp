// SPDX-License-Identifier: Apache-2.0
// Indices outside their dimension are told and touch no memory, whichever operator is given them; which of them count from the end.
#include <random>

#include "engine/autograd/autograd.h"
#include "engine/nn/functional/embedding.h"
#include "engine/ops/functions.h"
#include "engine/ops/index.h"
#include "engine/sparse/sparse.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace tl;
using test::error_of;
using test::has;

namespace {
constexpr int64_t rows = 4, columns = 3;
/// One operator on a table of rows × columns: `call` with a vector of indices into its rows; `full` with a matrix of them.
struct Case {
  const char* name;
  bool negative;  ///< -1 is the last one
  int64_t n;      ///< how many places there are
  std::function<Tensor(const Tensor& x, const Tensor& index)> call;
};
Tensor wide(const Tensor& index) { return expand(unsqueeze(index, 1), {index.numel(), columns}).contiguous(); }
std::vector<Case> cases() {
  const auto source = [](const Tensor& index) { return ones({index.numel(), columns}); };
  return {
      {"index_select", false, rows, [](const Tensor& x, const Tensor& i) { return index_select(x, 0, i); }},
      {"embedding", false, rows, [](const Tensor& x, const Tensor& i) { return embedding(x, i); }},
      {"embedding with padding", false, rows, [](const Tensor& x, const Tensor& i) { return embedding(x, i, 1); }},
      {"embedding by frequency", false, rows, [](const Tensor& x, const Tensor& i) { return embedding(x, i, -1, true); }},
      {"embedding, sparse", false, rows, [](const Tensor& x, const Tensor& i) { return embedding(x, i, -1, false, true); }},
      {"nn::functional::embedding, max_norm", false, rows,
       [](const Tensor& x, const Tensor& i) { return nn::functional::embedding(i, x.detach().clone(), std::nullopt, 1.0); }},
      {"gather", false, rows, [](const Tensor& x, const Tensor& i) { return gather(x, 0, wide(i)); }},
      {"gather along the last", false, columns,
       [](const Tensor& x, const Tensor& i) {
         return gather(x, 1, expand(unsqueeze(i, 0), {rows, i.numel()}).contiguous());
       }},
      {"gather of fewer", false, columns,
       [](const Tensor& x, const Tensor& i) {
         return gather(x, 1, expand(unsqueeze(i, 0), {2, i.numel()}).contiguous());
       }},
      {"scatter", false, rows, [=](const Tensor& x, const Tensor& i) { return scatter(x, 0, wide(i), source(i)); }},
      {"scatter_add", false, rows, [=](const Tensor& x, const Tensor& i) { return scatter_add(x, 0, wide(i), source(i)); }},
      {"index_add", false, rows, [=](const Tensor& x, const Tensor& i) { return index_add(x, 0, i, source(i)); }},
      {"index_copy", false, rows, [=](const Tensor& x, const Tensor& i) { return index_copy(x, 0, i, source(i)); }},
      {"index_fill", true, rows, [](const Tensor& x, const Tensor& i) { return index_fill(x, 0, i, 7.0); }},
      {"take", true, rows * columns, [](const Tensor& x, const Tensor& i) { return take(x, i); }},
      {"index", true, rows, [](const Tensor& x, const Tensor& i) { return x.index({i}); }},
      {"index_put_", true, rows,
       [=](const Tensor& x, const Tensor& i) {
         Tensor y = x.detach().clone();
         return y.index_put_({i}, source(i));
       }},
  };
}
}  // namespace

class TestIndexRange : public QObject {
  Q_OBJECT
 private slots:
  void the_last_one_by_minus_one() {
    const Tensor x = arange(rows * columns, kFloat).view({rows, columns});
    for (const Case& c : cases()) {
      const std::string said = error_of([&] { c.call(x, tensor({0, -1})); });
      if (c.negative) {
        QVERIFY2(said == "accepted", (c.name + (": " + said)).c_str());
        QVERIFY2(c.call(x, tensor({-1})).equal(c.call(x, tensor({c.n - 1}))), c.name);
      } else {
        QVERIFY2(said.rfind("index|", 0) == 0 && said.find("index -1 at position") != std::string::npos &&
                     said.find("out of range") != std::string::npos,
                 (c.name + (": " + said)).c_str());
      }
    }
  }
  void wild_indices() {
    std::mt19937_64 random(20191101);
    const std::vector<Case> all = cases();
    const Tensor x = arange(rows * columns, kFloat).view({rows, columns}).clone();
    int refused = 0, taken = 0;
    for (int round = 0; round < 400; ++round)
      for (const Case& c : all) {
        std::vector<int64_t> at(1 + random() % 3);
        bool inside = true;
        for (int64_t& i : at) {
          switch (random() % 8) {
            case 0:
              i = static_cast<int64_t>(random());
              break;  // anything
            case 1:
              i = -c.n - 1 + static_cast<int64_t>(random() % 3);
              break;
            case 2:
              i = c.n - 1 + static_cast<int64_t>(random() % 3);
              break;
            default:
              i = static_cast<int64_t>(random() % static_cast<uint64_t>(c.n));
          }
          inside &= i >= (c.negative ? -c.n : 0) && i < c.n;
        }
        Tensor leaf = x.clone().set_requires_grad(true);
        const std::string said = error_of([&] {
          const Tensor y = c.call(leaf, tensor(at));
          if (y.requires_grad()) y.sum().backward();
        });
        QVERIFY2(inside ? said == "accepted" : said.rfind("index|", 0) == 0,
                 str(c.name, " at ", tensor(at).sizes(), " first ", at[0], ": ", said).c_str());
        ++(inside ? taken : refused);
      }
    QVERIFY2(taken > 1000 && refused > 1000, str(taken, " taken, ", refused, " refused").c_str());
  }
  void nothing_to_index() {
    QVERIFY(has(error_of([] {
                  index_select(zeros({0, 2}), 0, tensor({0}));
                }),
                "index 0 at position 0 is out of range for a dimension of size 0"));
    QVERIFY(has(error_of([] { gather(zeros({0}), 0, tensor({0})); }), "out of range"));
    QVERIFY(has(error_of([] { take(zeros({0}), tensor({0})); }), "out of range for an input of 0 elements"));
    QVERIFY(index_select(zeros({0, 2}), 0, empty({0}, kLong)).sizes() == IntArrayRef({0, 2}));
  }
  void the_hint_is_given_where_it_helps() {
    QVERIFY(has(error_of([] { index_select(zeros({3}), 0, tensor({-1})); }), "indices count from 0"));
    QVERIFY(error_of([] { index_select(zeros({3}), 0, tensor({-4})); }).find("count from 0") == std::string::npos);
  }
  void gather_with_a_sparse_gradient() {
    for (const int64_t dim : {0, 1, -1}) {
      const Tensor index = tensor({{0, 2, 1}, {1, 0, 1}});
      Tensor dense = arange(12, kDouble).view({4, 3}).clone().set_requires_grad(true),
             sparse = dense.detach().clone().set_requires_grad(true);
      const Tensor g = arange(6, kDouble).view({2, 3}) + 1.0;
      gather(dense, dim, index).backward(g);
      const Tensor y = dim ? gather(sparse, dim, index, true) : sparse.gather(dim, index, true);
      y.backward(g);
      QVERIFY(sparse.grad().is_sparse() && sparse.grad()._nnz() == 6);
      QVERIFY(sparse.grad().to_dense().equal(dense.grad()));
    }
    const Tensor none = gather(ones({2, 2}).set_requires_grad(true), 0, empty({0, 2}, kLong), true);
    QCOMPARE(none.numel(), int64_t{0});
  }
};
TL_TEST_CLASS(TestIndexRange)
#include "test_index_range.moc"
