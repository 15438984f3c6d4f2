// SPDX-License-Identifier: Apache-2.0
// How a file of engine/nn/modules offers its modules: it defines `void register_<file name>(ModuleList&)` in namespace tl::nn::families. The
// list of those functions is made from the files that are there (engine/CMakeLists.txt), so that a new module is one header/source pair.
#pragma once
#include <concepts>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/nn/registry.h"

namespace tl::nn {

/// Takes down the modules of one family after the other.
class ModuleDefs {
 public:
  using Automatic = std::function<Value::Dict(const std::vector<Tensor>&)>;
  std::vector<ModuleDef> defs;

  /// One input, one output (or a loss of input and target); the options struct describes itself.
  template <class Impl, class Options>
  void add(const char* name, const char* category, const char* doc, const char* input_help, Automatic automatic = {}) {
    ModuleDef d;
    d.name = name;
    d.category = category;
    d.doc = doc;
    d.options = &description_of<Options>();
    d.is_loss = std::string(category) == "Loss";
    d.inputs = {{"input", input_help, false}};
    if (d.is_loss) d.inputs.push_back({"target", "as the loss expects", false});
    d.outputs = {{d.is_loss ? "loss" : "output", d.is_loss ? "one number" : "", false}};
    d.make = [name](const Value& values) -> std::shared_ptr<Module> {
      Options options = Options::prototype();
      apply_options(description_of<Options>(), &options, values, name);
      return std::make_shared<Impl>(options);
    };
    // Modules with several results say themselves how they are called.
    if constexpr (requires(Impl& i, Tensor t) { { i.forward(t, t) } -> std::same_as<Tensor>; })
      d.forward = [](Module& m, const std::vector<Tensor>& in) -> std::vector<Tensor> { return {static_cast<Impl&>(m).forward(in[0], in[1])}; };
    else if constexpr (requires(Impl& i, Tensor t) { { i.forward(t) } -> std::same_as<Tensor>; })
      d.forward = [](Module& m, const std::vector<Tensor>& in) -> std::vector<Tensor> { return {static_cast<Impl&>(m).forward(in[0])}; };
    d.automatic = automatic ? std::move(automatic) : [](const std::vector<Tensor>&) { return Value::Dict(); };
    defs.push_back(std::move(d));
  }
};

/// The size of one dimension of the input, as the value of one option.
inline ModuleDefs::Automatic from_dim(const char* option, int64_t dim, const char* module, int64_t least_dims) {
  return [=](const std::vector<Tensor>& in) -> Value::Dict {
    TL_CHECK(!in.empty() && in[0].defined(), value, module, "the input is not connected, so ", option, " cannot be found");
    TL_CHECK(in[0].dim() >= least_dims, shape, module, "expected an input with at least ", least_dims, " dimensions, but it is ", in[0].sizes());
    return {{option, in[0].size(dim)}};
  };
}

namespace families {
using ModuleList = ModuleDefs;  ///< nn::ModuleList is the container
#define TL_MODULE_FAMILY(name) void register_##name(ModuleList& list);
#include "engine/module_families.inc"
#undef TL_MODULE_FAMILY
}  // namespace families

}  // namespace tl::nn
