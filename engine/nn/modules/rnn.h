// SPDX-License-Identifier: Apache-2.0
// Recurrent layers over whole sequences. input T×N×input_size (N×T×input_size with batch_first, T×input_size for one sequence); states
// layers·directions×N×hidden_size, zero unless given; output T×N×directions·hidden_size.
#pragma once
#include <optional>
#include <tuple>

#include "engine/nn/module.h"
#include "engine/nn/options.h"
#include "engine/nn/recurrent.h"
#include "engine/nn/utils/rnn.h"

namespace tl::nn {

/// What the kinds have in common; `Derived` adds its own.
template <class Derived>
struct RNNOptionsBase {
  RNNOptionsBase(int64_t input_size, int64_t hidden_size) : input_size_(input_size), hidden_size_(hidden_size) {}
#define TL_RNN_ARG(T, name)                   \
  Derived& name(T v) {                        \
    name##_ = v;                              \
    return static_cast<Derived&>(*this);      \
  }                                           \
  const T& name() const { return name##_; }   \
  T& name() { return name##_; }
  TL_RNN_ARG(int64_t, input_size)
  TL_RNN_ARG(int64_t, hidden_size)
  TL_RNN_ARG(int64_t, num_layers)
  TL_RNN_ARG(bool, bias)
  TL_RNN_ARG(bool, batch_first)
  TL_RNN_ARG(double, dropout)
  TL_RNN_ARG(bool, bidirectional)
#undef TL_RNN_ARG
  static void describe_fields(Describer<Derived>& d);
  int64_t input_size_, hidden_size_, num_layers_ = 1;
  bool bias_ = true, batch_first_ = false;
  double dropout_ = 0;
  bool bidirectional_ = false;
};
struct RNNOptions : RNNOptionsBase<RNNOptions> {
  using RNNOptionsBase::RNNOptionsBase;
  static RNNOptions prototype();
  static void describe(Describer<RNNOptions>& d);
  TL_ARG(std::string, nonlinearity) = "tanh";  ///< or "relu"
};
struct LSTMOptions : RNNOptionsBase<LSTMOptions> {
  using RNNOptionsBase::RNNOptionsBase;
  static LSTMOptions prototype();
  static void describe(Describer<LSTMOptions>& d);
  TL_ARG(int64_t, proj_size) = 0;  ///< the state h is projected down to it; 0: not
};
struct GRUOptions : RNNOptionsBase<GRUOptions> {
  using RNNOptionsBase::RNNOptionsBase;
  static GRUOptions prototype();
  static void describe(Describer<GRUOptions>& d);
};

/// Parameters weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0 (weight_hr_l0), the second direction with _reverse, then l1, …; all drawn
/// from U(±1/√hidden_size).
class RecurrentBase : public Module {
 public:
  struct Shape {
    recurrent::Kind kind;
    int64_t input_size, hidden_size, num_layers, proj_size;
    bool bias, batch_first, bidirectional;
    double dropout;
  };
  void reset() override;
  void reset_parameters();
  /// Kept for code that calls it: the weights need no common memory here.
  void flatten_parameters() {}
  /// In the order of registration.
  std::vector<Tensor> all_weights() const;
  Tensor* member(const std::string& name) override;

 protected:
  using Module::Module;
  virtual Shape shape() const = 0;
  struct Result {
    Tensor output;
    recurrent::State last;
  };
  Result run_padded(const Tensor& input, const recurrent::State& first);
  Result run_packed(const utils::rnn::PackedSequence& input, const recurrent::State& first);

 private:
  Result run(const Tensor& data, const std::vector<int64_t>& batch_sizes, recurrent::State first);
  recurrent::Weights weights_of(int64_t layer, bool reverse) const;
  std::vector<std::string> names_;
  std::vector<Tensor> weights_;
};

template <class Derived, class Options>
class RNNImplBase : public RecurrentBase {
 public:
  explicit RNNImplBase(const Options& o);
  std::shared_ptr<Module> clone(const std::optional<Device>& device = std::nullopt) const override;
  void pretty_print(std::ostream& out) const override;
  Options options;

 protected:
  Shape base_shape(recurrent::Kind kind) const;
};

class RNNImpl;
class GRUImpl;
class LSTMImpl;
extern template class RNNImplBase<RNNImpl, RNNOptions>;
extern template class RNNImplBase<GRUImpl, GRUOptions>;
extern template class RNNImplBase<LSTMImpl, LSTMOptions>;

class RNNImpl : public RNNImplBase<RNNImpl, RNNOptions> {
 public:
  RNNImpl(int64_t input_size, int64_t hidden_size);
  explicit RNNImpl(const RNNOptions& o);
  std::tuple<Tensor, Tensor> forward(const Tensor& input, Tensor hx = {});
  std::tuple<utils::rnn::PackedSequence, Tensor> forward_with_packed_input(const utils::rnn::PackedSequence& input, Tensor hx = {});

 protected:
  Shape shape() const override;
};
TL_MODULE(RNN);

class GRUImpl : public RNNImplBase<GRUImpl, GRUOptions> {
 public:
  GRUImpl(int64_t input_size, int64_t hidden_size);
  explicit GRUImpl(const GRUOptions& o);
  std::tuple<Tensor, Tensor> forward(const Tensor& input, Tensor hx = {});
  std::tuple<utils::rnn::PackedSequence, Tensor> forward_with_packed_input(const utils::rnn::PackedSequence& input, Tensor hx = {});

 protected:
  Shape shape() const override;
};
TL_MODULE(GRU);

/// forward of LSTM. A template, so that the type of hx costs only those who call it.
template <class Derived>
class LSTMForward : public RNNImplBase<Derived, LSTMOptions> {
 public:
  using RNNImplBase<Derived, LSTMOptions>::RNNImplBase;
  using States = std::tuple<Tensor, Tensor>;  ///< h and c
  std::tuple<Tensor, States> forward(const Tensor& input, std::optional<States> hx = std::nullopt);
  std::tuple<utils::rnn::PackedSequence, States> forward_with_packed_input(const utils::rnn::PackedSequence& input,
                                                                           std::optional<States> hx = std::nullopt);
};
extern template class LSTMForward<LSTMImpl>;

class LSTMImpl : public LSTMForward<LSTMImpl> {
 public:
  LSTMImpl(int64_t input_size, int64_t hidden_size);
  explicit LSTMImpl(const LSTMOptions& o);

 protected:
  Shape shape() const override;
};
TL_MODULE(LSTM);

}  // namespace tl::nn
