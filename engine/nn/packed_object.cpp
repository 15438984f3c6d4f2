// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/packed_object.h"

#include "engine/core/error.h"
#include "engine/nn/module_object.h"
#include "engine/ops/by_name_rows.h"

namespace tl::nn {
namespace {
using utils::rnn::PackedSequence;

struct PackedObject final : Object {
  explicit PackedObject(PackedSequence s) : sequence(std::move(s)) {}
  std::string type_name() const override { return "PackedSequence"; }
  Value attribute(const std::string& name) override {
    const auto optional = [](const Tensor& t) { return t.defined() ? Value(t) : Value(); };
    if (name == "data") return sequence.data();
    if (name == "batch_sizes") return sequence.batch_sizes();
    if (name == "sorted_indices") return optional(sequence.sorted_indices());
    if (name == "unsorted_indices") return optional(sequence.unsorted_indices());
    if (name == "is_cuda") return sequence.is_cuda();
    return Object::attribute(name);
  }
  Value call(const std::string& method, const std::vector<Value>& args, const Value::Dict& kwargs) override {
    if (method == "__getitem__" || method == "__iter__") {
      Value::List parts;
      for (const char* name : {"data", "batch_sizes", "sorted_indices", "unsorted_indices"}) parts.push_back(attribute(name));
      return method == "__iter__" ? Value(parts) : parts.at(static_cast<size_t>(args.at(0).to_int()));
    }
    if (method == "cpu") return packed_value(sequence.cpu());
    if (method == "cuda") return packed_value(sequence.to(Device(kCUDA, 0)));
    for (const auto& [name, dtype] : {std::pair("double", kDouble), std::pair("float", kFloat), std::pair("half", kHalf), std::pair("long", kLong),
                                      std::pair("int", kInt), std::pair("short", kShort), std::pair("char", kChar), std::pair("byte", kByte)})
      if (method == name) return packed_value(sequence.to(dtype));
    if (method == "to" && args.size() == 1) return packed_value(args[0].is_device() || args[0].is_string() ? sequence.to(args[0].to_device()) : sequence.to(args[0].to_dtype()));
    return Object::call(method, args, kwargs);
  }
  PackedSequence sequence;
};
}  // namespace

Value packed_value(PackedSequence sequence) { return Value(ObjectPtr(std::make_shared<PackedObject>(std::move(sequence)))); }
std::optional<PackedSequence> packed_in(const Value& v) {
  const auto* p = v.is_object() ? dynamic_cast<const PackedObject*>(v.to_object().get()) : nullptr;
  return p ? std::optional(p->sequence) : std::nullopt;
}
}  // namespace tl::nn
