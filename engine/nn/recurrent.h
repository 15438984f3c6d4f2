// SPDX-License-Identifier: Apache-2.0
// The arithmetic of recurrent networks, in public operators: one step of each kind of cell, one direction of one layer.
#pragma once
#include <vector>

#include "engine/core/tensor.h"

namespace tl::nn::recurrent {

enum class Kind { rnn_tanh, rnn_relu, lstm, gru };
/// Rows of the weights per hidden unit: 1, 4 (input, forget, cell, output gate) or 3 (reset, update, new).
int64_t gates(Kind kind);

/// bias_* and weight_hr (the projection of LSTM) may be undefined.
struct Weights {
  Tensor weight_ih, weight_hh, bias_ih, bias_hh, weight_hr;
};
/// h N×hidden (N×proj); c (LSTM only) N×hidden.
struct State {
  Tensor h, c;
};
/// One step from what the input gives (`linear(x, weight_ih, bias_ih)`, N×gates·hidden) and the state before.
State step(Kind kind, const Tensor& from_input, const State& before, const Weights& w);

/// One direction over packed data: sum(batch_sizes)×features, rows of a step together, batch_sizes descending.
struct Direction {
  Tensor output;  ///< sum(batch_sizes)×hidden
  State last;     ///< after the last step of each sequence, in the order of the batch
};
Direction run(Kind kind, const Tensor& data, const std::vector<int64_t>& batch_sizes, const State& first, const Weights& w, bool reverse);

}  // namespace tl::nn::recurrent
