// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "conformance/objects.h"
#include "conformance/run.h"
#include "engine/autograd/grad_mode.h"
#include "engine/core/generator.h"
#include "engine/ops/functions.h"

namespace tl::conformance {
namespace {
std::string last_part(const std::string& name) { return name.substr(name.rfind('.') + 1); }

void need_name(const std::string& name) {
  if (!name_exists(name)) throw Mismatch("the name does not exist yet: " + name);
}

Value call_as(const Json& c, const std::string& name, const std::vector<Value>& args, const Value::Dict& kwargs) {
  const std::string kind = c.at("kind").get<std::string>(), as = kind == "error" ? c.at("call").get<std::string>() : kind;
  const std::string last = last_part(name);
  if (as == "method" && (last == "__getitem__" || last == "__setitem__"))
    return call_method(args.at(0), last, {args.begin() + 1, args.end()}, kwargs);
  return call_name(name, args, kwargs);
}

bool bracket(const std::string& name) { return last_part(name) == "__getitem__" || last_part(name) == "__setitem__"; }
}  // namespace

void run_call(const Json& c) {
  const std::string name = c.at("name").get<std::string>();
  if (!bracket(name)) need_name(name);
  Reader reader;
  std::vector<Value> args = reader.read_args(c.at("args"));
  const Value::Dict kwargs = reader.read_kwargs(c.at("kwargs"));
  want_gradients(c, reader.tensors);
  // An in-place method may not write to a leaf that needs a gradient.
  const bool writes = c.contains("self_after") || (c.contains("grads") && name.back() == '_' && !bracket(name));
  if (writes && !args.empty() && args[0].is_tensor() && args[0].to_tensor().requires_grad()) args[0] = args[0].to_tensor().clone();
  const Value result = call_as(c, name, args, kwargs);
  const Tolerance tol = tolerance_of(c);
  if (c.contains("properties")) check_properties(c, result, args, kwargs);
  else if (c.contains("expected")) compare(result, c["expected"], tol, c.value("mask", false));
  check_gradients(c, result, reader.tensors);
  if (c.contains("self_after")) compare(args.at(0), c["self_after"], tol, c.value("mask", false), "self afterwards");
  if (c.contains("args_after"))
    for (const auto& [key, expected] : c["args_after"].items()) {
      const auto found = reader.tensors.find(key);
      if (found == reader.tensors.end()) throw Mismatch("there is no argument " + key);
      compare(found->second, expected, tol, false, "argument " + key + " afterwards");
    }
}

void run_attribute(const Json& c) {
  need_name(c.at("name").get<std::string>());
  Reader reader;
  const Value self = reader.read_args(c.at("args")).at(0);
  compare(get_attribute(self, last_part(c.at("name").get<std::string>())), c.at("expected"), tolerance_of(c), c.value("mask", false));
}

/// Passed only when the name exists and the call raises an error of the library.
void run_error(const Json& c) {
  const std::string name = c.at("name").get<std::string>(), as = c.at("call").get<std::string>();
  if (!bracket(name)) need_name(name);
  Reader reader;
  const Json init = c.value("init", Json::object());
  const std::vector<Value> args = reader.read_args(c.value("args", Json::array()));
  const Value::Dict kwargs = reader.read_kwargs(c.value("kwargs", Json::object()));
  const std::vector<Value> init_args = reader.read_args(init.value("args", Json::array()));
  const Value::Dict init_kwargs = reader.read_kwargs(init.value("kwargs", Json::object()));
  const Json inputs = c.value("inputs", Json());
  const std::vector<Value> in = inputs.is_array() ? reader.read_args(inputs) : std::vector<Value>();
  const Value::Dict options = reader.read_kwargs(c.value("options", Json::object()));
  try {
    if (as == "module") {
      const Value module = construct(name, init_args, init_kwargs);
      if (inputs.is_array()) apply(module, in);
    } else if (as == "optim") {
      Tensor p = zeros({2});
      p.set_requires_grad(true);
      construct(name, {Value(Value::List{Value(p)})}, options);
    } else {
      call_as(c, name, args, kwargs);
    }
  } catch (const NotImplementedError& e) {
    throw Mismatch(str("not implemented: ", e.what()));  // refusing everything is not refusing this
  } catch (const Error&) {
    return;
  }
  throw Mismatch("no error was raised; expected one about: " + c.at("expected").value("about", std::string("?")));
}

void run_init(const Json& c) {
  const std::string name = c.at("name").get<std::string>();
  need_name(name);
  Reader reader;
  std::vector<Value> args = reader.read_args(c.at("args"));
  const Value::Dict kwargs = reader.read_kwargs(c.at("kwargs"));
  if (!c.contains("statistics")) return compare(call_name(name, args, kwargs), c.at("expected"), tolerance_of(c));
  DimVector shape;
  for (const Json& n : c.at("shape")) shape.push_back(n.get<int64_t>());
  const auto draw = [&] {
    manual_seed(c.at("seed").get<uint64_t>());
    std::vector<Value> all{Value(zeros(shape))};
    all.insert(all.end(), args.begin(), args.end());
    call_name(name, all, kwargs);
    return all[0].to_tensor();
  };
  const Tensor first = draw();
  check_statistics(first, c["statistics"]);
  if (numbers(first) != numbers(draw())) throw Mismatch("the same seed gave other numbers the second time");
}

void run_random(const Json& c) {
  const std::string name = c.at("name").get<std::string>();
  need_name(name);
  const auto draw = [&]() -> Value {
    Reader reader;
    const std::vector<Value> args = reader.read_args(c.at("args"));
    const Value::Dict kwargs = reader.read_kwargs(c.at("kwargs"));
    manual_seed(c.at("seed").get<uint64_t>());
    if (!c.contains("init")) {
      const Value result = call_name(name, args, kwargs);
      return c.value("inplace", false) ? args.at(0) : result;
    }
    const Value module = construct(name, reader.read_args(c["init"].at("args")), reader.read_kwargs(c["init"].at("kwargs")));
    call_method(module, "train", {Value(c.value("training", true))}, {});
    if (c["statistics"].contains("parameter")) return get_attribute(module, c["statistics"]["parameter"].get<std::string>());
    return apply(module, args, kwargs);
  };
  const Value first = draw();
  check_statistics(first, c.at("statistics"));
  const Value second = draw();
  std::vector<Tensor> a, b;
  flatten(first, &a);
  flatten(second, &b);
  for (size_t i = 0; i < a.size(); ++i)
    if (numbers(a[i]) != numbers(b.at(i))) throw Mismatch("the same seed gave other numbers the second time");
}

void run_sobol(const Json& c) {
  const std::string name = "torch.quasirandom.SobolEngine";
  need_name(name);
  Value::Dict kwargs;
  if (c.contains("scramble")) kwargs.emplace_back("scramble", c["scramble"].get<bool>());
  if (c.contains("seed")) kwargs.emplace_back("seed", c["seed"].get<int64_t>());
  const Value engine = construct(name, {Value(c.at("dimension").get<int64_t>())}, kwargs);
  if (c.contains("reset_first")) {
    call_method(engine, "draw", {Value(5)}, {});
    call_method(engine, "reset", {}, {});
  }
  if (c.contains("fast_forward")) call_method(engine, "fast_forward", {Value(c["fast_forward"].get<int64_t>())}, {});
  const Value drawn = call_method(engine, "draw", {Value(c.at("draws").get<int64_t>())}, {});
  if (c.contains("expected")) compare(drawn, c["expected"], tolerance_of(c));
  if (c.contains("statistics")) check_statistics(drawn, c["statistics"]);
}

}  // namespace tl::conformance
