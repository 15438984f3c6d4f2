// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/any_module.h"

#include "engine/nn/module_object.h"

namespace tl::nn {
namespace {
struct DescribedHolder final : detail::AnyModuleHolderBase {
  explicit DescribedHolder(std::shared_ptr<Module> m) : module(std::move(m)) {}
  AnyValue forward(std::vector<AnyValue>&& arguments) override {
    std::vector<Value> args;
    for (const AnyValue& a : arguments) {
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

}  // namespace tl::nn
