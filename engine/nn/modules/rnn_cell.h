// SPDX-License-Identifier: Apache-2.0
// Single steps of recurrent networks. input N×input_size (or input_size alone), state N×hidden_size, zero unless given.
#pragma once
#include <optional>
#include <tuple>

#include "engine/nn/module.h"
#include "engine/nn/options.h"
#include "engine/nn/recurrent.h"

namespace tl::nn {

struct RNNCellOptions {
  RNNCellOptions(int64_t input_size, int64_t hidden_size);
  static RNNCellOptions prototype();
  static void describe(Describer<RNNCellOptions>& d);
  TL_ARG(int64_t, input_size);
  TL_ARG(int64_t, hidden_size);
  TL_ARG(bool, bias) = true;
  TL_ARG(std::string, nonlinearity) = "tanh";  ///< or "relu"
};
/// Of LSTMCell and GRUCell.
struct CellOptions {
  CellOptions(int64_t input_size, int64_t hidden_size) : input_size_(input_size), hidden_size_(hidden_size) {}
  static CellOptions prototype() { return {1, 1}; }
  static void describe(Describer<CellOptions>& d);
  TL_ARG(int64_t, input_size);
  TL_ARG(int64_t, hidden_size);
  TL_ARG(bool, bias) = true;
};
using LSTMCellOptions = CellOptions;
using GRUCellOptions = CellOptions;

/// Parameters weight_ih, weight_hh, bias_ih, bias_hh, drawn from U(±1/√hidden_size).
template <class Derived, class Options>
class RNNCellImplBase : public Cloneable<Derived> {
 public:
  explicit RNNCellImplBase(const Options& o);
  void reset() override;
  void reset_parameters();
  void pretty_print(std::ostream& out) const override;
  Tensor* member(const std::string& name) override;
  Options options;
  Tensor weight_ih, weight_hh, bias_ih, bias_hh;

 protected:
  virtual recurrent::Kind kind() const = 0;
  recurrent::State step(const Tensor& input, recurrent::State before);
};

class RNNCellImpl;
class GRUCellImpl;
class LSTMCellImpl;
extern template class RNNCellImplBase<RNNCellImpl, RNNCellOptions>;
extern template class RNNCellImplBase<GRUCellImpl, CellOptions>;
extern template class RNNCellImplBase<LSTMCellImpl, CellOptions>;

class RNNCellImpl : public RNNCellImplBase<RNNCellImpl, RNNCellOptions> {
 public:
  RNNCellImpl(int64_t input_size, int64_t hidden_size);
  explicit RNNCellImpl(const RNNCellOptions& o);
  Tensor forward(const Tensor& input, Tensor hx = {});

 protected:
  recurrent::Kind kind() const override;
};
TL_MODULE(RNNCell);

class GRUCellImpl : public RNNCellImplBase<GRUCellImpl, CellOptions> {
 public:
  GRUCellImpl(int64_t input_size, int64_t hidden_size);
  explicit GRUCellImpl(const CellOptions& o);
  Tensor forward(const Tensor& input, Tensor hx = {});

 protected:
  recurrent::Kind kind() const override;
};
TL_MODULE(GRUCell);

/// forward of LSTMCell. A template, so that the type of hx costs only those who call it.
template <class Derived>
class LSTMCellForward : public RNNCellImplBase<Derived, CellOptions> {
 public:
  using RNNCellImplBase<Derived, CellOptions>::RNNCellImplBase;
  /// The new h and c.
  std::tuple<Tensor, Tensor> forward(const Tensor& input, std::optional<std::tuple<Tensor, Tensor>> hx = std::nullopt);
};
extern template class LSTMCellForward<LSTMCellImpl>;

class LSTMCellImpl : public LSTMCellForward<LSTMCellImpl> {
 public:
  LSTMCellImpl(int64_t input_size, int64_t hidden_size);
  explicit LSTMCellImpl(const CellOptions& o);

 protected:
  recurrent::Kind kind() const override;
};
TL_MODULE(LSTMCell);

}  // namespace tl::nn
