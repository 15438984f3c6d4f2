// SPDX-License-Identifier: Apache-2.0
// Modules as values of calls by name: building them from documented arguments, calling them and their documented methods.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "engine/nn/registry.h"

namespace tl::nn {

struct ModuleObject final : Object {
  explicit ModuleObject(std::shared_ptr<Module> m) : module(std::move(m)) {}
  std::string type_name() const override { return module->name(); }
  Value attribute(const std::string& name) override;
  void set_attribute(const std::string& name, const Value& value) override;
  Value call(const std::string& method, const std::vector<Value>& args, const Value::Dict& kwargs) override;
  std::shared_ptr<Module> module;
};

Value wrap(std::shared_ptr<Module> module);
/// Null for anything that is no module.
std::shared_ptr<Module> module_in(const Value& v);
/// Throws TypeError for anything that is no module.
std::shared_ptr<Module> module_of(const Value& v, const std::string& operation);

/// Calls a module with its hooks.
Value call_module(Module& module, const std::vector<Value>& args, const Value::Dict& kwargs = {});
/// Positional and keyword arguments as options of a description, by its order of fields.
Value::Dict bind_options(const OptionsDescription& d, const std::string& operation, const std::vector<Value>& args, const Value::Dict& kwargs,
                         size_t skip = 0);
std::shared_ptr<Module> construct(const ModuleDef& def, const std::vector<Value>& args, const Value::Dict& kwargs);

/// Reads the arguments of one call by position or keyword.
class Arguments {
 public:
  /// `names`: in documented order. Throws TypeError for too many, unknown or twice given ones.
  Arguments(std::string operation, std::vector<const char*> names, const std::vector<Value>& args, const Value::Dict& kwargs);
  bool has(const char* name) const { return find(name) != nullptr; }
  /// None where it was not given.
  Value get(const char* name) const;
  const Value& required(const char* name) const;
  Tensor tensor(const char* name) const { return get(name).to_tensor(); }  ///< undefined for none
  bool flag(const char* name, bool otherwise) const { return has(name) ? find(name)->to_bool() : otherwise; }

 private:
  const Value* find(const char* name) const;
  std::string operation_;
  Value::Dict values_;
};

}  // namespace tl::nn
