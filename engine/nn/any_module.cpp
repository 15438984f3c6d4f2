// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/any_module.h"

#include "engine/autograd/autograd.h"
#include "engine/nn/module_object.h"

namespace tl::nn {

void detail::wrong_argument_count(const Module& module, size_t expected, size_t received) {
  TL_THROW(type, module.name(), module.name(), "'s forward() method expects ", expected, " argument(s), but received ", received, ". If ", module.name(),
           "'s forward() method has default arguments, please make sure the forward() method is declared with a corresponding `FORWARD_HAS_DEFAULT_ARGS` macro.");
}
void detail::wrong_argument(const Module& module, size_t index, const std::type_info& expected, const std::type_info& received) {
  TL_THROW(type, module.name(), "Expected argument #", index, " to be of type ", autograd::demangled_name(expected.name()), ", but received value of type ",
           autograd::demangled_name(received.name()));
}
detail::AnyModuleHolderBase::~AnyModuleHolderBase() = default;

namespace {
struct DescribedHolder final : detail::AnyModuleHolderBase {
  explicit DescribedHolder(std::shared_ptr<Module> m) : module(std::move(m)) {}
  AnyValue forward(AnyValue* arguments, size_t count) override {
    std::vector<Value> args;
    for (size_t i = 0; i < count; ++i) {
      const AnyValue& a = arguments[i];
      if (const Value* v = a.try_get<Value>()) args.push_back(*v);
      else args.emplace_back(a.get<Tensor>());
    }
    const Value out = call_module(*module, args);
    return out.is_tensor() ? AnyValue(out.to_tensor()) : AnyValue(out);
  }
  std::shared_ptr<Module> ptr() const override { return module; }
  const std::type_info& type_info() const override { return typeid(*module); }
  std::shared_ptr<AnyModuleHolderBase> with(std::shared_ptr<Module> m) const override { return std::make_shared<DescribedHolder>(std::move(m)); }
  std::shared_ptr<Module> module;
};
}  // namespace

AnyModule AnyModule::described(std::shared_ptr<Module> module) {
  AnyModule any;
  any.content_ = std::make_shared<DescribedHolder>(std::move(module));
  return any;
}
void AnyModule::check(const char* method) const {
  TL_CHECK(!is_empty(), state, "AnyModule", "Cannot call ", method, "() on an empty AnyModule");
}
void AnyModule::wrong_module(const std::type_info& wanted) const {
  TL_THROW(type, "AnyModule", "Attempted to cast module of type ", autograd::demangled_name(type_info().name()), " to type ", autograd::demangled_name(wanted.name()));
}
std::shared_ptr<Module> AnyModule::ptr() const {
  check("ptr");
  return content_->ptr();
}
AnyModule AnyModule::clone(std::optional<Device> device) const {
  AnyModule copy;
  if (!is_empty()) copy.content_ = content_->with(ptr()->clone(device));
  return copy;
}
const std::type_info& AnyModule::type_info() const {
  check("type_info");
  return content_->type_info();
}

}  // namespace tl::nn
