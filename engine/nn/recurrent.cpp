// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/recurrent.h"

#include <algorithm>

#include "engine/ops/functions.h"

namespace tl::nn::recurrent {
namespace {
Tensor rows(const Tensor& t, int64_t start, int64_t length) {
  return !t.defined() || (start == 0 && length == t.size(0)) ? t : narrow(t, 0, start, length);
}
State rows(const State& s, int64_t start, int64_t length) { return {rows(s.h, start, length), rows(s.c, start, length)}; }
Tensor join(const std::vector<Tensor>& parts) { return parts.size() == 1 ? parts[0] : cat(parts, 0); }
State join(const std::vector<State>& parts) {
  std::vector<Tensor> h, c;
  for (const State& s : parts) {
    h.push_back(s.h);
    if (s.c.defined()) c.push_back(s.c);
  }
  return {join(h), c.empty() ? Tensor() : join(c)};
}
}  // namespace

int64_t gates(Kind kind) { return kind == Kind::lstm ? 4 : kind == Kind::gru ? 3 : 1; }

State step(Kind kind, const Tensor& from_input, const State& before, const Weights& w) {
  const Tensor from_state = linear(before.h, w.weight_hh, w.bias_hh);
  if (kind == Kind::rnn_tanh) return {tanh(from_input + from_state), {}};
  if (kind == Kind::rnn_relu) return {relu(from_input + from_state), {}};
  const int64_t n = from_state.size(1) / gates(kind);
  if (kind == Kind::gru) {
    const Tensor open = sigmoid(narrow(from_input, 1, 0, 2 * n) + narrow(from_state, 1, 0, 2 * n));
    const Tensor reset = narrow(open, 1, 0, n), update = narrow(open, 1, n, n);
    const Tensor fresh = tanh(narrow(from_input, 1, 2 * n, n) + reset * narrow(from_state, 1, 2 * n, n));
    return {fresh + update * (before.h - fresh), {}};
  }
  const Tensor sums = from_input + from_state, open = sigmoid(narrow(sums, 1, 0, 2 * n));
  const Tensor c = narrow(open, 1, n, n) * before.c + narrow(open, 1, 0, n) * tanh(narrow(sums, 1, 2 * n, n));
  const Tensor h = sigmoid(narrow(sums, 1, 3 * n, n)) * tanh(c);
  return {w.weight_hr.defined() ? linear(h, w.weight_hr) : h, c};
}

Direction run(Kind kind, const Tensor& data, const std::vector<int64_t>& sizes, const State& first, const Weights& w, bool reverse) {
  // One product for the inputs of all steps; a step then needs that of the state only.
  const Tensor from_input = linear(data, w.weight_ih, w.bias_ih);
  const size_t steps = sizes.size();
  std::vector<int64_t> start(steps, 0);
  for (size_t t = 1; t < steps; ++t) start[t] = start[t - 1] + sizes[t - 1];
  std::vector<Tensor> outputs(steps);
  std::vector<State> ended;  // of sequences that are over, the longest last
  State now = rows(first, 0, reverse ? sizes.back() : sizes[0]);
  for (size_t k = 0; k < steps; ++k) {
    const size_t t = reverse ? steps - 1 - k : k;
    const int64_t have = now.h.size(0), want = sizes[t];
    if (want > have) now = join({now, rows(first, have, want - have)});
    if (want < have) {
      ended.push_back(rows(now, want, have - want));
      now = rows(now, 0, want);
    }
    now = step(kind, rows(from_input, start[t], want), now, w);
    outputs[t] = now.h;
  }
  ended.push_back(now);
  std::reverse(ended.begin(), ended.end());
  return {join(outputs), join(ended)};
}

}  // namespace tl::nn::recurrent
