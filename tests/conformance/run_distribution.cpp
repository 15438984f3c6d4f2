// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "conformance/objects.h"
#include "conformance/run.h"
#include "engine/core/generator.h"
#include "engine/ops/functions.h"

namespace tl::conformance {
namespace {
void need_name(const std::string& name) {
  if (!name_exists(name)) throw Mismatch("the name does not exist yet: " + name);
}

void check_sample(const Value& d, const Json& c) {
  const Json& s = c.at("sample");
  const Json& st = s.at("statistics");
  Value::Ints shape;
  for (const Json& n : s.at("shape")) shape.push_back(n.get<int64_t>());
  const auto draw = [&] {
    manual_seed(s.at("seed").get<uint64_t>());
    return call_method(d, "sample", {Value(shape)}, {}).to_tensor();
  };
  const Tensor x = draw();
  if (numbers(x) != numbers(draw())) throw Mismatch("the same seed gave other samples the second time");
  check_statistics(x, Json{{"shape", st.at("shape")}}, "the sample");
  if (st.contains("mean_each")) {
    const auto mean = numbers(tl::mean(x.to(kDouble), {0})), expected = numbers(read_tensor(st["mean_each"].at("tensor")));
    const auto tolerance = numbers(read_tensor(st.at("mean_tolerance").at("tensor")));
    for (size_t i = 0; i < mean.size(); ++i)
      if (!(std::abs(mean[i] - expected.at(i)) <= tolerance.at(i))) throw Mismatch(str("the mean of the samples is ", mean[i], " at ", i, ", expected ", expected[i]));
  }
  if (st.value("in_support", false)) {
    const Value inside = call_method(get_attribute(d, "support"), "check", {Value(x)}, {});
    for (const double v : numbers(inside.to_tensor()))
      if (v == 0) throw Mismatch("a sample lies outside the support");
  }
  const Tensor three = call_method(d, "sample_n", {Value(3)}, {}).to_tensor();
  if (three.dim() < 1 || three.size(0) != 3) throw Mismatch(str("sample_n(3) has the shape ", three.sizes()));
  if (s.value("rsample", false)) {
    const Tensor r = call_method(d, "rsample", {Value(Value::Ints{2})}, {}).to_tensor();
    if (c.contains("grads") && !r.requires_grad()) throw Mismatch("rsample is not differentiable");
  }
}

Value names_of(const Value& constraints) {
  std::vector<std::string> keys;
  for (const auto& [key, v] : constraints.to_dict()) keys.push_back(key);
  std::sort(keys.begin(), keys.end());
  return Value::List(keys.begin(), keys.end());
}
}  // namespace

void run_distribution(const Json& c) {
  need_name(c.at("name").get<std::string>());
  Reader reader;
  const Json& init = c.at("init");
  const std::vector<Value> args = reader.read_args(init.at("args"));
  const Value::Dict kwargs = reader.read_kwargs(init.at("kwargs"));
  want_gradients(c, reader.tensors);
  const Value d = construct(c.at("name").get<std::string>(), args, kwargs);
  const Tolerance tol = tolerance_of(c);
  Reader values;
  const auto given = [&](const char* key) { return values.read(c.at(key)); };
  Value log_prob;
  for (const auto& [key, expected] : c.at("expected").items()) {
    Value got;
    if (key == "log_prob") got = log_prob = call_method(d, key, {given("value")}, {});
    else if (key == "cdf") got = call_method(d, key, {given("value")}, {});
    else if (key == "icdf") got = call_method(d, key, {given("quantile")}, {});
    else if (key == "entropy" || key == "perplexity" || key == "enumerate_support") got = call_method(d, key, {}, {});
    else if (key == "enumerate_support_unexpanded") got = call_method(d, "enumerate_support", {}, {{"expand", Value(false)}});
    else if (key == "support_check") got = call_method(get_attribute(d, "support"), "check", {given("support_value")}, {});
    else if (key == "arg_constraints") got = names_of(get_attribute(d, key));
    else if (key == "expand") {
      if (expected.is_null()) continue;
      const Value wide = call_method(d, "expand", {values.read(expected.at("batch_shape"))}, {});
      compare(get_attribute(wide, "batch_shape"), expected.at("batch_shape"), tol, false, "the expanded batch_shape");
      if (!expected.at("log_prob").is_null()) compare(call_method(wide, "log_prob", {given("value")}, {}), expected["log_prob"], tol, false, "the expanded log_prob");
      continue;
    } else {
      got = get_attribute(d, key);
    }
    compare(got, expected, tol, key == "support_check", key);
  }
  if (c.contains("grads")) check_gradients(c, log_prob, reader.tensors);
  check_sample(d, c);
}

void run_transform(const Json& c) {
  need_name(c.at("name").get<std::string>());
  Reader reader;
  const Value t = reader.read(c.at("transform")), x = reader.read(c.at("x"));
  const Tolerance tol = tolerance_of(c);
  const Value y = apply(t, {x});
  for (const auto& [key, expected] : c.at("expected").items()) {
    Value got;
    if (key == "y") got = y;
    else if (key == "log_abs_det_jacobian") got = call_method(t, key, {x, y}, {});
    else if (key == "inverse") got = apply(get_attribute(t, "inv"), {y});
    else if (key == "domain_check" || key == "codomain_check") got = call_method(get_attribute(t, key.substr(0, key.find('_'))), "check", {reader.read(c.at("probe"))}, {});
    else got = get_attribute(t, key);
    compare(got, expected, tol, key.find("check") != std::string::npos, key);
  }
}

void run_constraint(const Json& c) {
  const std::string name = c.at("name").get<std::string>();
  need_name(name);
  Reader reader;
  const Value constraint = reader.read(c.at("constraint"));
  const Value got = c.at("kind") == "registry" ? apply(call_name(name, {constraint}, {}), {reader.read(c.at("x"))})
                                               : call_method(constraint, "check", {reader.read(c.at("value"))}, {});
  compare(got, c.at("expected"), tolerance_of(c), c.value("mask", false));
}

}  // namespace tl::conformance
