// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/rnn.h"

#include <cmath>

#include "engine/nn/init.h"
#include "engine/nn/module_list.h"
#include "engine/nn/module_object.h"
#include "engine/nn/packed_object.h"
#include "engine/ops/functions.h"

namespace tl::nn {
using recurrent::Kind;
using recurrent::State;
using utils::rnn::PackedSequence;

template <class Derived>
void RNNOptionsBase<Derived>::describe_fields(Describer<Derived>& d) {
  d.field("input_size", static_cast<int64_t Derived::*>(&Derived::input_size_)).label("in").help("Features of each element of the sequence.").min(1).automatic().default_value({});
  d.field("hidden_size", static_cast<int64_t Derived::*>(&Derived::hidden_size_)).label("hidden").help("Size of the state.").min(1).required().on_node();
  d.field("num_layers", static_cast<int64_t Derived::*>(&Derived::num_layers_)).label("layers").help("Layers on top of each other.").min(1);
  d.field("bias", static_cast<bool Derived::*>(&Derived::bias_)).help("Add a learned constant in each layer.");
  d.field("batch_first", static_cast<bool Derived::*>(&Derived::batch_first_)).label("batch first").help("Input and output are N×T×C instead of T×N×C.").expert();
  d.field("dropout", static_cast<double Derived::*>(&Derived::dropout_)).help("Share of the values between layers that is dropped in training.").min(0).max(1);
  d.field("bidirectional", static_cast<bool Derived::*>(&Derived::bidirectional_)).help("Also read the sequence backwards; the output is twice as wide.");
}
void RNNOptions::describe(Describer<RNNOptions>& d) {
  describe_fields(d);
  d.field("nonlinearity", &RNNOptions::nonlinearity_).help("What the sums go through.").choices({"tanh", "relu"});
}
void LSTMOptions::describe(Describer<LSTMOptions>& d) {
  describe_fields(d);
  d.field("proj_size", &LSTMOptions::proj_size_).label("projection").help("Project the output down to this size; 0: not.").min(0).expert();
}
void GRUOptions::describe(Describer<GRUOptions>& d) { describe_fields(d); }
RNNOptions RNNOptions::prototype() { return {1, 1}; }
LSTMOptions LSTMOptions::prototype() { return {1, 1}; }
GRUOptions GRUOptions::prototype() { return {1, 1}; }

// ---- parameters
void RecurrentBase::reset() {
  const Shape s = shape();
  TL_CHECK(s.input_size > 0 && s.hidden_size > 0 && s.num_layers > 0, value, name(), "input_size, hidden_size and num_layers must be at least 1");
  TL_CHECK(s.dropout >= 0 && s.dropout <= 1, value, name(), "dropout should be a number in range [0, 1] representing the probability of an element being zeroed, but is ", s.dropout);
  TL_CHECK(s.proj_size >= 0 && s.proj_size < s.hidden_size, value, name(), "proj_size has to be smaller than hidden_size, but is ", s.proj_size);
  names_.clear();
  weights_.clear();
  const int64_t rows = recurrent::gates(s.kind) * s.hidden_size, state = s.proj_size > 0 ? s.proj_size : s.hidden_size;
  const auto make = [&](const std::string& name, IntArrayRef sizes) {
    names_.push_back(name);
    weights_.push_back(register_parameter(name, empty(sizes)));
  };
  for (int64_t layer = 0; layer < s.num_layers; ++layer)
    for (int direction = 0; direction <= s.bidirectional; ++direction) {
      const std::string suffix = "_l" + std::to_string(layer) + (direction ? "_reverse" : "");
      make("weight_ih" + suffix, {rows, layer == 0 ? s.input_size : state * (1 + s.bidirectional)});
      make("weight_hh" + suffix, {rows, state});
      if (s.bias) {
        make("bias_ih" + suffix, {rows});
        make("bias_hh" + suffix, {rows});
      }
      if (s.proj_size > 0) make("weight_hr" + suffix, {s.proj_size, s.hidden_size});
    }
  reset_parameters();
}
void RecurrentBase::reset_parameters() {
  const double bound = 1 / std::sqrt(static_cast<double>(shape().hidden_size));
  for (Tensor& w : weights_) init::uniform_(w, -bound, bound);
}
std::vector<Tensor> RecurrentBase::all_weights() const { return weights_; }
Tensor* RecurrentBase::member(const std::string& name) {
  for (size_t i = 0; i < names_.size(); ++i)
    if (names_[i] == name) return &weights_[i];
  return nullptr;
}
recurrent::Weights RecurrentBase::weights_of(int64_t layer, bool reverse) const {
  const Shape s = shape();
  const size_t each = 2 + (s.bias ? 2 : 0) + (s.proj_size > 0 ? 1 : 0);
  const size_t at = each * static_cast<size_t>(layer * (1 + s.bidirectional) + reverse);
  recurrent::Weights w{weights_[at], weights_[at + 1], {}, {}, {}};
  if (s.bias) w.bias_ih = weights_[at + 2], w.bias_hh = weights_[at + 3];
  if (s.proj_size > 0) w.weight_hr = weights_[at + each - 1];
  return w;
}

// ---- forward
RecurrentBase::Result RecurrentBase::run(const Tensor& data, const std::vector<int64_t>& sizes, State first) {
  const Shape s = shape();
  TL_CHECK(data.size(-1) == s.input_size, shape, name(), "input.size(-1) must be equal to input_size. Expected ", s.input_size, ", got ", data.size(-1));
  const int64_t directions = 1 + s.bidirectional, stacked = s.num_layers * directions, batch = sizes.at(0);
  const int64_t state = s.proj_size > 0 ? s.proj_size : s.hidden_size;
  const auto settle = [&](Tensor& t, int64_t width) {
    if (!t.defined()) t = zeros({stacked, batch, width}, data.options());
    const DimVector expected{stacked, batch, width};
    TL_CHECK(t.sizes() == expected, shape, name(), "Expected hidden size ", expected, ", got ", t.sizes());
  };
  settle(first.h, state);
  if (s.kind == Kind::lstm) settle(first.c, s.hidden_size);
  std::vector<Tensor> h, c;
  Tensor x = data;
  for (int64_t layer = 0; layer < s.num_layers; ++layer) {
    if (layer > 0 && s.dropout > 0) x = dropout(x, s.dropout, is_training());
    std::vector<Tensor> outputs;
    for (int64_t d = 0; d < directions; ++d) {
      const int64_t at = layer * directions + d;
      const State begin{select(first.h, 0, at), first.c.defined() ? select(first.c, 0, at) : Tensor()};
      auto r = recurrent::run(s.kind, x, sizes, begin, weights_of(layer, d == 1), d == 1);
      outputs.push_back(r.output);
      h.push_back(r.last.h);
      if (r.last.c.defined()) c.push_back(r.last.c);
    }
    x = outputs.size() == 1 ? outputs[0] : cat(outputs, -1);
  }
  return {x, {stack(h), c.empty() ? Tensor() : stack(c)}};
}

RecurrentBase::Result RecurrentBase::run_padded(const Tensor& input, const State& first) {
  const Shape s = shape();
  TL_CHECK(input.dim() == 2 || input.dim() == 3, shape, name(), "Expected input to be 2-D or 3-D but received ", input.sizes());
  const bool single = input.dim() == 2;
  const auto batched = [&](const Tensor& t) {
    TL_CHECK(!t.defined() || t.dim() == (single ? 2 : 3), shape, name(), "For ", single ? "unbatched 2-D" : "batched 3-D", " input, hx should also be ", single ? 2 : 3,
             "-D but got ", t.defined() ? str(t.sizes()) : "");
    return single && t.defined() ? unsqueeze(t, 1) : t;
  };
  const Tensor steps = single ? unsqueeze(input, 1) : s.batch_first ? transpose(input, 0, 1) : input;
  const int64_t length = steps.size(0), batch = steps.size(1);
  TL_CHECK(length > 0, shape, name(), "Expected sequence length to be larger than 0, but input is ", input.sizes());
  const std::vector<int64_t> sizes(static_cast<size_t>(length), batch);
  Result r = run(reshape(steps, {length * batch, steps.size(2)}), sizes, {batched(first.h), batched(first.c)});
  r.output = reshape(r.output, {length, batch, r.output.size(1)});
  if (single) {
    r.output = squeeze(r.output, 1);
    r.last = {squeeze(r.last.h, 1), r.last.c.defined() ? squeeze(r.last.c, 1) : Tensor()};
  } else if (s.batch_first) {
    r.output = transpose(r.output, 0, 1);
  }
  return r;
}

RecurrentBase::Result RecurrentBase::run_packed(const PackedSequence& input, const State& first) {
  const Tensor& b = input.batch_sizes();
  TL_CHECK(b.defined() && b.numel() > 0, value, name(), "the packed sequence is empty");
  const std::vector<int64_t> sizes(b.data_ptr<int64_t>(), b.data_ptr<int64_t>() + b.numel());
  const auto order = [](const Tensor& t, const Tensor& indices) { return t.defined() && indices.defined() ? index_select(t, 1, indices) : t; };
  Result r = run(input.data(), sizes, {order(first.h, input.sorted_indices()), order(first.c, input.sorted_indices())});
  r.last = {order(r.last.h, input.unsorted_indices()), order(r.last.c, input.unsorted_indices())};
  return r;
}

template <class Derived, class Options>
RNNImplBase<Derived, Options>::RNNImplBase(const Options& o) : options(o) {}
template <class Derived, class Options>
RecurrentBase::Shape RNNImplBase<Derived, Options>::base_shape(recurrent::Kind kind) const {
  const auto& o = options;
  return {kind, o.input_size(), o.hidden_size(), o.num_layers(), 0, o.bias(), o.batch_first(), o.bidirectional(), o.dropout()};
}
template <class Derived, class Options>
std::shared_ptr<Module> RNNImplBase<Derived, Options>::clone(const std::optional<Device>& device) const {
  return this->finish_clone(std::shared_ptr<Module>(static_cast<Module*>(new Derived(static_cast<const Derived&>(*this)))), device);
}

template <class Derived, class Options>
void RNNImplBase<Derived, Options>::pretty_print(std::ostream& out) const {
  out << name() << "(" << options.input_size() << ", " << options.hidden_size();
  if (options.num_layers() != 1) out << ", num_layers=" << options.num_layers();
  if (!options.bias()) out << ", bias=false";
  if (options.batch_first()) out << ", batch_first=true";
  if (options.dropout() != 0) out << ", dropout=" << options.dropout();
  if (options.bidirectional()) out << ", bidirectional=true";
  out << ")";
}

template class RNNImplBase<RNNImpl, RNNOptions>;
template class RNNImplBase<GRUImpl, GRUOptions>;
template class RNNImplBase<LSTMImpl, LSTMOptions>;

RNNImpl::RNNImpl(int64_t input_size, int64_t hidden_size) : RNNImpl(RNNOptions(input_size, hidden_size)) {}
RNNImpl::RNNImpl(const RNNOptions& o) : RNNImplBase(o) {
  TL_CHECK(o.nonlinearity() == "tanh" || o.nonlinearity() == "relu", value, "RNN", "Unknown nonlinearity '", o.nonlinearity(), "'");
  reset();
}
RecurrentBase::Shape RNNImpl::shape() const { return base_shape(options.nonlinearity() == "relu" ? Kind::rnn_relu : Kind::rnn_tanh); }
std::tuple<Tensor, Tensor> RNNImpl::forward(const Tensor& input, Tensor hx) {
  auto r = run_padded(input, {hx, {}});
  return {r.output, r.last.h};
}
namespace {
PackedSequence repacked(const PackedSequence& like, const Tensor& data) { return PackedSequence(data, like.batch_sizes(), like.sorted_indices(), like.unsorted_indices()); }
}  // namespace
std::tuple<PackedSequence, Tensor> RNNImpl::forward_with_packed_input(const PackedSequence& input, Tensor hx) {
  auto r = run_packed(input, {hx, {}});
  return {repacked(input, r.output), r.last.h};
}

GRUImpl::GRUImpl(int64_t input_size, int64_t hidden_size) : GRUImpl(GRUOptions(input_size, hidden_size)) {}
GRUImpl::GRUImpl(const GRUOptions& o) : RNNImplBase(o) { reset(); }
RecurrentBase::Shape GRUImpl::shape() const { return base_shape(Kind::gru); }
std::tuple<Tensor, Tensor> GRUImpl::forward(const Tensor& input, Tensor hx) {
  auto r = run_padded(input, {hx, {}});
  return {r.output, r.last.h};
}
std::tuple<PackedSequence, Tensor> GRUImpl::forward_with_packed_input(const PackedSequence& input, Tensor hx) {
  auto r = run_packed(input, {hx, {}});
  return {repacked(input, r.output), r.last.h};
}

LSTMImpl::LSTMImpl(int64_t input_size, int64_t hidden_size) : LSTMImpl(LSTMOptions(input_size, hidden_size)) {}
LSTMImpl::LSTMImpl(const LSTMOptions& o) : LSTMForward(o) { reset(); }
RecurrentBase::Shape LSTMImpl::shape() const {
  Shape s = base_shape(Kind::lstm);
  s.proj_size = options.proj_size();
  return s;
}
template <class Derived>
std::tuple<Tensor, typename LSTMForward<Derived>::States> LSTMForward<Derived>::forward(const Tensor& input, std::optional<States> hx) {
  auto r = this->run_padded(input, hx ? State{std::get<0>(*hx), std::get<1>(*hx)} : State{});
  return {r.output, {r.last.h, r.last.c}};
}
template <class Derived>
std::tuple<PackedSequence, typename LSTMForward<Derived>::States> LSTMForward<Derived>::forward_with_packed_input(const PackedSequence& input, std::optional<States> hx) {
  auto r = this->run_packed(input, hx ? State{std::get<0>(*hx), std::get<1>(*hx)} : State{});
  return {repacked(input, r.output), {r.last.h, r.last.c}};
}
template class LSTMForward<LSTMImpl>;

// ---- by description and by name
namespace {
/// The documented call: input (also packed), hx (a tensor, for LSTM a pair); answers (output, states) likewise.
template <class Impl>
Value call_documented(Module& m, const std::vector<Value>& args, const Value::Dict& kwargs) {
  constexpr bool lstm = std::is_same_v<Impl, LSTMImpl>;
  auto& impl = static_cast<Impl&>(m);
  const Arguments a(m.name(), {"input", "hx"}, args, kwargs);
  const Value &input = a.required("input"), hx = a.get("hx");
  const auto pair = [](const auto& output, const auto& states) {
    if constexpr (lstm) return Value(Value::List{output, Value(Value::List{Value(std::get<0>(states)), Value(std::get<1>(states))})});
    else return Value(Value::List{output, Value(states)});
  };
  const auto first = [&] {
    if constexpr (!lstm) return hx.to_tensor();
    else {
      std::optional<LSTMImpl::States> states;
      if (hx.is_none()) return states;
      TL_CHECK(hx.is_list() && hx.to_list().size() == 2, type, "LSTM", "hx must be a pair of tensors (h_0, c_0)");
      states.emplace(hx.to_list()[0].to_tensor(), hx.to_list()[1].to_tensor());
      return states;
    }
  }();
  if (const auto packed = packed_in(input)) {
    const auto [output, states] = impl.forward_with_packed_input(*packed, first);
    return pair(packed_value(output), states);
  }
  const auto [output, states] = impl.forward(input.to_tensor(), first);
  return pair(Value(output), states);
}

template <class Impl, class Options>
void add_recurrent(ModuleDefs& list, const char* name, const char* doc) {
  list.add<Impl, Options>(name, "Recurrent", doc, "N×T×C, or T×N×C", from_dim("input_size", -1, name, 2));
  ModuleDef& d = list.defs.back();
  d.sample = []() -> std::vector<Tensor> { return {rand({2, 4, 5})}; };
  d.inputs.push_back({"h_0", "first state: layers·directions × N × hidden", true});
  d.outputs = {{"output", "the state after each step", false}, {"h_n", "the last state", false}};
  if constexpr (std::is_same_v<Impl, LSTMImpl>) {
    d.inputs.push_back({"c_0", "first cell state", true});
    d.outputs.push_back({"c_n", "the last cell state", false});
    d.forward = [](Module& m, const std::vector<Tensor>& in) -> std::vector<Tensor> {
      TL_CHECK(in[1].defined() == in[2].defined(), value, "LSTM", "h_0 and c_0 must be given both or not at all");
      std::optional<LSTMImpl::States> first;
      if (in[1].defined()) first.emplace(in[1], in[2]);
      const auto [output, states] = static_cast<LSTMImpl&>(m).forward(in[0], first);
      return {output, std::get<0>(states), std::get<1>(states)};
    };
  } else {
    d.forward = [](Module& m, const std::vector<Tensor>& in) -> std::vector<Tensor> {
      const auto [output, last] = static_cast<Impl&>(m).forward(in[0], in[1]);
      return {output, last};
    };
  }
  d.methods["forward"] = call_documented<Impl>;
  d.methods["flatten_parameters"] = [](Module&, const std::vector<Value>&, const Value::Dict&) { return Value(); };
}
}  // namespace

void families::register_rnn(ModuleDefs& list) {
  add_recurrent<RNNImpl, RNNOptions>(list, "RNN", "A state that each element of a sequence changes (Elman network)");
  add_recurrent<LSTMImpl, LSTMOptions>(list, "LSTM", "A state with gates and a memory cell, for long sequences");
  add_recurrent<GRUImpl, GRUOptions>(list, "GRU", "A state with gates, simpler than LSTM");
}

}  // namespace tl::nn
