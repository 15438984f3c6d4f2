// SPDX-License-Identifier: Apache-2.0
// What cases build and hand around besides tensors and numbers, and the one way from a documented class name to the registries.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "conformance/values.h"
#include "engine/nn/module_object.h"
#include "engine/optim/optimizer.h"
#include "engine/optim/registry.h"

namespace tl::conformance {

/// Whether a documented name leads to a function, module, optimizer, schedule or initialiser.
bool name_exists(const std::string& documented);
/// Builds an object of a documented class: "torch.nn.Linear", "torch.optim.SGD" or a class known to the by-name call.
Value construct(const std::string& documented, const std::vector<Value>& args, const Value::Dict& kwargs);
/// Calls a documented function or class.
Value call_name(const std::string& documented, const std::vector<Value>& args, const Value::Dict& kwargs);
Value call_method(const Value& self, const std::string& method, const std::vector<Value>& args, const Value::Dict& kwargs);
/// An attribute; "name()" calls a method without arguments.
Value get_attribute(const Value& self, const std::string& name);
void set_attribute(const Value& self, const std::string& name, const Value& value);
/// Calls a module or a callable.
Value apply(const Value& callee, const std::vector<Value>& args, const Value::Dict& kwargs = {});
/// `self[key]`.
Value get_item(const Value& self, const Value& key);
/// The tensors inside an object that is a result (a packed sequence), as a list; none otherwise.
Value tensor_parts(const ObjectPtr& object);
bool same_object(const Value& a, const Value& b);

struct SliceObject final : Object {
  explicit SliceObject(std::vector<Value> p) : parts(std::move(p)) { parts.resize(3); }
  std::string type_name() const override { return "slice"; }
  std::vector<Value> parts;
};
struct EllipsisObject final : Object {
  std::string type_name() const override { return "ellipsis"; }
};
/// One of FORMAT.md's functions with a fixed meaning.
struct CallableObject final : Object {
  explicit CallableObject(std::string n) : name(std::move(n)) {}
  std::string type_name() const override { return name; }
  Value call(const std::string& method, const std::vector<Value>& args, const Value::Dict& kwargs) override;
  std::string name;
};
/// Counts how often it is called in a variable of the program.
struct CounterObject final : Object {
  CounterObject(Variables* v, std::string n) : variables(v), name(std::move(n)) { variables->emplace(name, int64_t{0}); }
  std::string type_name() const override { return "counter"; }
  Value call(const std::string& method, const std::vector<Value>& args, const Value::Dict& kwargs) override;
  Variables* variables;
  std::string name;
};
struct OptimizerObject final : Object {
  std::string type_name() const override { return name; }
  Value call(const std::string& method, const std::vector<Value>& args, const Value::Dict& kwargs) override;
  std::string name;
  std::unique_ptr<optim::Optimizer> optimizer;
};
using nn::bind_options;

}  // namespace tl::conformance
