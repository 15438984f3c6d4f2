// SPDX-License-Identifier: Apache-2.0
#include "conformance/objects.h"
#include "conformance/run.h"
#include "engine/autograd/grad_mode.h"
#include "engine/ops/by_name.h"

namespace tl::conformance {

void run_module(const Json& c) {
  const std::string name = c.at("name").get<std::string>();
  if (!name_exists(name)) throw Mismatch("the name does not exist yet: " + name);
  Reader setup;
  const Json& init = c.at("init");
  Value module = construct(name, setup.read_args(init.at("args")), setup.read_kwargs(init.at("kwargs")));
  if (c.contains("dtype")) {
    const Json& d = c["dtype"];
    call_method(module, "to", {d.is_object() ? setup.read(d) : Value(*dtype_from_name(d.get<std::string>()))}, {});
  }
  if (c.contains("wrap")) {
    const Json& w = c["wrap"];
    std::vector<Value> args{module};
    for (const Value& v : setup.read_args(w.value("args", Json::array()))) args.push_back(v);
    std::string fn = w.at("fn").get<std::string>();
    if (fn.find('.') == std::string::npos) fn = "torch.nn.utils." + fn;
    module = call_name(fn, args, setup.read_kwargs(w.value("kwargs", Json::object())));
  }
  Value::Dict state;
  for (const auto& [key, value] : c.at("state_dict").items()) state.emplace_back(key, setup.read(value));
  call_method(module, "load_state_dict", {Value(state)}, {});
  call_method(module, "train", {Value(c.value("training", true))}, {});

  Reader reader;
  const std::vector<Value> inputs = reader.read_args(c.at("inputs"));
  const Value::Dict kwargs = reader.read_kwargs(c.value("call_kwargs", Json::object()));
  std::map<std::string, Tensor> by_key;
  for (const auto& [path, t] : reader.tensors) by_key["input." + path] = t;
  want_gradients(c, by_key);
  for (const auto& p : nn::module_of(module, name)->named_parameters()) by_key[p.key()] = p.value();

  const Value result = call_method(module, c.value("method", std::string("__call__")), inputs, kwargs);
  const Tolerance tol = tolerance_of(c);
  compare(result, c.at("expected"), tol, c.value("mask", false));
  check_gradients(c, result, by_key);
  const Json after = c.value("state_after", Json::object());
  const Value now = call_method(module, "state_dict", {}, {});
  for (const auto& [key, before] : c.at("state_dict").items()) {
    const Value* mine = now.find(key);
    if (!mine) throw Mismatch("the state has no entry " + key + " after the call");
    compare(*mine, after.contains(key) ? after[key] : before, tol, false, "the state's " + key + " after the call");
  }
}

}  // namespace tl::conformance
