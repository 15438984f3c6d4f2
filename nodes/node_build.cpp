// SPDX-License-Identifier: Apache-2.0
#include "nodes/node_build.h"

#include <mutex>
#include <utility>

#include "engine/core/error.h"
#include "engine/core/generator.h"
#include "engine/nn/registry.h"

namespace tl::nodes {

Value engine_options(const OptionsDescription& description, const Value::Dict& params) {
  Value::Dict options;
  for (const auto& [key, value] : params)
    if (const FieldDesc* field = description.find(key); field && !(value.is_none() && (field->automatic || field->required)))
      options.emplace_back(key, value);
  return options;
}

Value::Dict automatic_options(const NodeType& type, const Value::Dict& params, const std::vector<Tensor>& inputs) {
  Value::Dict found;
  if (!type.module || !type.module->automatic) return found;
  for (auto& [key, value] : type.module->automatic(inputs)) {
    const Value* given = find_entry(params, key);
    if (!given || given->is_none()) found.emplace_back(key, value);
  }
  return found;
}

Value::Dict completed(Value::Dict params, const Value::Dict& more) {
  for (const auto& [key, value] : more) {
    bool placed = false;
    for (auto& [k, v] : params)
      if (k == key) v = value, placed = true;
    if (!placed) params.emplace_back(key, value);
  }
  return params;
}

std::vector<std::string> listed_names(const std::string& text) {
  std::vector<std::string> names;
  std::string name;
  for (char c : text + ",") {
    if (c == ',' && !name.empty()) names.push_back(std::exchange(name, {}));
    else if (c != ',' && c != ' ') name += c;
  }
  return names;
}

namespace {

void require_options(const NodeType& type, const Value::Dict& params) {
  for (const FieldDesc& field : type.module->options->fields) {
    const Value* value = find_entry(params, field.name);
    if (field.required && (!value || value->is_none()))
      throw Error(ErrorCategory::value, type.title, str(field.name, " is not set"), str("Set ", field.name, "."), field.name);
  }
}

void initialise(nn::Module& module, const Value::Dict& params) {
  const Value* frozen = find_entry(params, "frozen");
  for (auto& item : module.named_parameters()) {
    const bool bias = item.key().find("bias") != std::string::npos;
    const Value* how = find_entry(params, bias ? "bias_init" : "weight_init");
    if (how && how->is_string() && how->to_string() != "default") {
      const nn::InitDef* init = nn::find_initialiser(how->to_string());
      TL_CHECK(init, value, "initialise", "there is no initialiser '", how->to_string(), "'");
      init->apply(item.value(), Value(Value::Dict{}));
    }
    if (frozen && frozen->to_bool()) item.value().requires_grad_(false);
  }
}

}  // namespace

std::shared_ptr<nn::Module> build_module(const NodeType& type, const Value::Dict& params, std::optional<uint64_t> seed) {
  static std::mutex building;
  require_options(type, params);
  const Value options = engine_options(*type.module->options, params);
  if (!seed) return type.module->make(options);
  std::lock_guard lock(building);
  default_generator().manual_seed(*seed);
  auto module = type.module->make(options);
  initialise(*module, params);
  return module;
}

}  // namespace tl::nodes
