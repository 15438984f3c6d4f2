// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/rnn_cell.h"

#include <cmath>

#include "engine/nn/init.h"
#include "engine/nn/module_list.h"
#include "engine/nn/module_object.h"
#include "engine/ops/functions.h"

namespace tl::nn {
using recurrent::Kind;
using recurrent::State;

namespace {
template <class O>
void describe_cell(Describer<O>& d) {
  d.field("input_size", &O::input_size_).label("in").help("Features of the input.").min(1).automatic().default_value({});
  d.field("hidden_size", &O::hidden_size_).label("hidden").help("Size of the state.").min(1).required().on_node();
  d.field("bias", &O::bias_).help("Add a learned constant.");
}
}  // namespace
RNNCellOptions::RNNCellOptions(int64_t input_size, int64_t hidden_size) : input_size_(input_size), hidden_size_(hidden_size) {}
RNNCellOptions RNNCellOptions::prototype() { return {1, 1}; }
void RNNCellOptions::describe(Describer<RNNCellOptions>& d) {
  describe_cell(d);
  d.field("nonlinearity", &RNNCellOptions::nonlinearity_).help("What the sums go through.").choices({"tanh", "relu"});
}
void CellOptions::describe(Describer<CellOptions>& d) { describe_cell(d); }

template <class Derived, class Options>
RNNCellImplBase<Derived, Options>::RNNCellImplBase(const Options& o) : options(o) {}
template <class Derived, class Options>
void RNNCellImplBase<Derived, Options>::reset() {
  const int64_t rows = recurrent::gates(kind()) * options.hidden_size();
  const bool bias = options.bias();
  weight_ih = this->register_parameter("weight_ih", empty({rows, options.input_size()}));
  weight_hh = this->register_parameter("weight_hh", empty({rows, options.hidden_size()}));
  bias_ih = this->register_parameter("bias_ih", bias ? empty({rows}) : Tensor());
  bias_hh = this->register_parameter("bias_hh", bias ? empty({rows}) : Tensor());
  reset_parameters();
}
template <class Derived, class Options>
void RNNCellImplBase<Derived, Options>::reset_parameters() {
  const double bound = 1 / std::sqrt(static_cast<double>(options.hidden_size()));
  for (Tensor* t : {&weight_ih, &weight_hh, &bias_ih, &bias_hh})
    if (t->defined()) init::uniform_(*t, -bound, bound);
}
template <class Derived, class Options>
void RNNCellImplBase<Derived, Options>::pretty_print(std::ostream& out) const {
  out << this->name() << "(" << options.input_size() << ", " << options.hidden_size();
  if (!options.bias()) out << ", bias=false";
  if constexpr (requires { options.nonlinearity(); })
    if (options.nonlinearity() != "tanh") out << ", nonlinearity=" << options.nonlinearity();
  out << ")";
}
template <class Derived, class Options>
Tensor* RNNCellImplBase<Derived, Options>::member(const std::string& name) {
  for (const auto& [key, t] : {std::pair("weight_ih", &weight_ih), std::pair("weight_hh", &weight_hh), std::pair("bias_ih", &bias_ih), std::pair("bias_hh", &bias_hh)})
    if (name == key) return t;
  return nullptr;
}
template <class Derived, class Options>
State RNNCellImplBase<Derived, Options>::step(const Tensor& input, State before) {
  const std::string& operation = this->name();
  TL_CHECK(input.dim() == 1 || input.dim() == 2, shape, operation, "Expected input to be 1-D or 2-D but received ", input.sizes());
  const bool single = input.dim() == 1;
  const Tensor x = single ? unsqueeze(input, 0) : input;
  TL_CHECK(x.size(1) == options.input_size(), shape, operation, "input has inconsistent input_size: got ", x.size(1), ", expected ", options.input_size());
  const auto settle = [&](Tensor& t, const char* which) {
    if (!t.defined()) t = zeros({x.size(0), options.hidden_size()}, x.options());
    else if (single) t = unsqueeze(t, 0);
    TL_CHECK(t.dim() == 2 && t.size(0) == x.size(0), shape, operation, "Input batch size ", x.size(0), " doesn't match ", which, " ", t.sizes());
    TL_CHECK(t.size(1) == options.hidden_size(), shape, operation, which, " has inconsistent hidden_size: got ", t.size(1), ", expected ", options.hidden_size());
  };
  settle(before.h, "hx");
  if (kind() == Kind::lstm) settle(before.c, "cx");
  State after = recurrent::step(kind(), linear(x, weight_ih, bias_ih), before, {weight_ih, weight_hh, bias_ih, bias_hh, {}});
  if (single) after = {squeeze(after.h, 0), after.c.defined() ? squeeze(after.c, 0) : Tensor()};
  return after;
}

template class RNNCellImplBase<RNNCellImpl, RNNCellOptions>;
template class RNNCellImplBase<GRUCellImpl, CellOptions>;
template class RNNCellImplBase<LSTMCellImpl, CellOptions>;

RNNCellImpl::RNNCellImpl(int64_t input_size, int64_t hidden_size) : RNNCellImpl(RNNCellOptions(input_size, hidden_size)) {}
RNNCellImpl::RNNCellImpl(const RNNCellOptions& o) : RNNCellImplBase(o) {
  TL_CHECK(o.nonlinearity() == "tanh" || o.nonlinearity() == "relu", value, "RNNCell", "Unknown nonlinearity '", o.nonlinearity(), "'");
  reset();
}
Tensor RNNCellImpl::forward(const Tensor& input, Tensor hx) { return step(input, {hx, {}}).h; }
Kind RNNCellImpl::kind() const { return options.nonlinearity() == "relu" ? Kind::rnn_relu : Kind::rnn_tanh; }

GRUCellImpl::GRUCellImpl(int64_t input_size, int64_t hidden_size) : GRUCellImpl(CellOptions(input_size, hidden_size)) {}
GRUCellImpl::GRUCellImpl(const CellOptions& o) : RNNCellImplBase(o) { reset(); }
Tensor GRUCellImpl::forward(const Tensor& input, Tensor hx) { return step(input, {hx, {}}).h; }
Kind GRUCellImpl::kind() const { return Kind::gru; }

LSTMCellImpl::LSTMCellImpl(int64_t input_size, int64_t hidden_size) : LSTMCellImpl(CellOptions(input_size, hidden_size)) {}
LSTMCellImpl::LSTMCellImpl(const CellOptions& o) : LSTMCellForward(o) { reset(); }
Kind LSTMCellImpl::kind() const { return Kind::lstm; }
template <class Derived>
std::tuple<Tensor, Tensor> LSTMCellForward<Derived>::forward(const Tensor& input, std::optional<std::tuple<Tensor, Tensor>> hx) {
  const State after = this->step(input, hx ? State{std::get<0>(*hx), std::get<1>(*hx)} : State{});
  return {after.h, after.c};
}
template class LSTMCellForward<LSTMCellImpl>;

void families::register_rnn_cell(ModuleDefs& list) {
  const auto automatic = [](const char* name) { return from_dim("input_size", -1, name, 1); };
  const auto state_port = [&] {
    ModuleDef& d = list.defs.back();
    d.inputs.push_back({"hx", "the state before: N × hidden", true});
    d.outputs = {{"h", "the state after", false}};
  };
  list.add<RNNCellImpl, RNNCellOptions>("RNNCell", "Recurrent", "One step of an Elman network", "N×C", automatic("RNNCell"));
  state_port();
  list.defs.back().forward = [](Module& m, const std::vector<Tensor>& in) -> std::vector<Tensor> { return {static_cast<RNNCellImpl&>(m).forward(in[0], in[1])}; };
  list.add<GRUCellImpl, CellOptions>("GRUCell", "Recurrent", "One step of a gated recurrent unit", "N×C", automatic("GRUCell"));
  state_port();
  list.defs.back().forward = [](Module& m, const std::vector<Tensor>& in) -> std::vector<Tensor> { return {static_cast<GRUCellImpl&>(m).forward(in[0], in[1])}; };
  list.add<LSTMCellImpl, CellOptions>("LSTMCell", "Recurrent", "One step of a long short-term memory", "N×C", automatic("LSTMCell"));
  ModuleDef& d = list.defs.back();
  d.inputs.push_back({"h_0", "the state before: N × hidden", true});
  d.inputs.push_back({"c_0", "the cell state before", true});
  d.outputs = {{"h_1", "the state after", false}, {"c_1", "the cell state after", false}};
  d.forward = [](Module& m, const std::vector<Tensor>& in) -> std::vector<Tensor> {
    TL_CHECK(in[1].defined() == in[2].defined(), value, "LSTMCell", "h_0 and c_0 must be given both or not at all");
    std::optional<std::tuple<Tensor, Tensor>> before;
    if (in[1].defined()) before.emplace(in[1], in[2]);
    const auto [h, c] = static_cast<LSTMCellImpl&>(m).forward(in[0], before);
    return {h, c};
  };
  d.methods["forward"] = [](Module& m, const std::vector<Value>& args, const Value::Dict& kwargs) {
    const Arguments a("LSTMCell", {"input", "hx"}, args, kwargs);
    std::optional<std::tuple<Tensor, Tensor>> before;
    if (const Value hx = a.get("hx"); !hx.is_none()) {
      TL_CHECK(hx.is_list() && hx.to_list().size() == 2, type, "LSTMCell", "hx must be a pair of tensors (h_0, c_0)");
      before.emplace(hx.to_list()[0].to_tensor(), hx.to_list()[1].to_tensor());
    }
    const auto [h, c] = static_cast<LSTMCellImpl&>(m).forward(a.required("input").to_tensor(), before);
    return Value(Value::List{Value(h), Value(c)});
  };
}

}  // namespace tl::nn
