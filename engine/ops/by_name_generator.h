// SPDX-License-Identifier: Apache-2.0
// The generator as by-name calls hand it around.
#pragma once
#include "engine/core/generator.h"
#include "engine/ops/by_name.h"

namespace tl::by_name {

struct GeneratorObject final : Object {
  GeneratorObject() = default;
  explicit GeneratorObject(Generator* shared) : g(shared) {}
  std::string type_name() const override { return "Generator"; }
  Value attribute(const std::string& name) override;
  Value call(const std::string& method, const std::vector<Value>& args, const Value::Dict& kwargs) override;
  Generator own;
  Generator* g = &own;
};
/// Null for none; throws Error (type) for anything that is no generator.
Generator* generator_of(const Value& v);

}  // namespace tl::by_name
