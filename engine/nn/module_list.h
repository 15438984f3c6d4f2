// SPDX-License-Identifier: Apache-2.0
// How a file of engine/nn/modules offers its modules: it defines `void register_<file name>(ModuleDefs&)` in namespace tl::nn::families. The
// list of those functions is made from the files that are there (engine/CMakeLists.txt), so that a new module is one header/source pair.
#pragma once
#include <concepts>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "engine/nn/describe_options.h"
#include "engine/nn/registry.h"

namespace tl::nn {

/// How the forward of a module is called with a list of tensors.
namespace calls {
inline std::vector<Tensor> as_list(Tensor t) { return {std::move(t)}; }
inline std::vector<Tensor> as_list(std::vector<Tensor> list) { return list; }
/// What has an output and a loss: the loss, which is what there is to train on.
template <class Both>
  requires requires(Both b) { b.output; b.loss; }
std::vector<Tensor> as_list(const Both& both) { return {both.loss}; }
inline std::vector<Tensor> as_list(std::tuple<Tensor, Tensor> pair) { return {std::get<0>(pair), std::get<1>(pair)}; }

/// Whether forward takes tensors alone and answers with tensors; other modules say themselves how they are called.
template <class Impl>
concept of_tensors = requires(Impl& m, Tensor t) { as_list(m.forward(t)); } || requires(Impl& m, Tensor t) { as_list(m.forward(t, t)); } ||
                     requires(Impl& m, Tensor t) { as_list(m.forward(t, t, t)); } || requires(Impl& m, Tensor t) { as_list(m.forward(t, t, t, t)); };

/// forward with as many of the tensors as it takes and are there. Pooling that is asked for indices answers them too.
template <class Impl>
std::vector<Tensor> forward_tensors(Impl& m, const std::vector<Tensor>& in) {
  if constexpr (requires { m.forward_with_indices(in[0]); m.options.return_indices(); })
    if (m.options.return_indices()) return as_list(m.forward_with_indices(in[0]));
  if constexpr (requires { as_list(m.forward(in[0], in[1], in[2], in[3])); })
    if (in.size() > 3) return as_list(m.forward(in[0], in[1], in[2], in[3]));
  if constexpr (requires { as_list(m.forward(in[0], in[1], in[2])); })
    if (in.size() > 2) return as_list(m.forward(in[0], in[1], in[2]));
  if constexpr (requires { as_list(m.forward(in[0], in[1])); })
    if (in.size() > 1) return as_list(m.forward(in[0], in[1]));
  if constexpr (requires { as_list(m.forward(in[0])); })
    if (!in.empty()) return as_list(m.forward(in[0]));
  TL_THROW(value, "forward", "takes more than ", in.size(), " tensors");
}
}  // namespace calls

/// Takes down the modules of one family after the other.
class ModuleDefs {
 public:
  using Automatic = std::function<Value::Dict(const std::vector<Tensor>&)>;
  std::vector<ModuleDef> defs;

  /// What may be said of the module just added; use it before the next one is.
  class Added {
   public:
    explicit Added(ModuleDef& d) : d_(d) {}
    Added& inputs(std::vector<ModulePort> ports) { d_.inputs = std::move(ports); return *this; }
    Added& outputs(std::vector<ModulePort> ports) { d_.outputs = std::move(ports); return *this; }
    /// By name every argument is taken and ignored.
    Added& ignores_arguments() { d_.ignores_arguments = true; return *this; }
    /// For tests (ModuleDef::sample).
    Added& sample(std::vector<Tensor> (*inputs)(), Value::Dict options = {}) {
      d_.sample = inputs;
      d_.sample_options = std::move(options);
      return *this;
    }
    Added& method(const char* name, ModuleDef::Method body) { d_.methods[name] = std::move(body); return *this; }
    /// By name, the tensors may be followed by the size of the output.
    template <class Impl>
    Added& sized() {
      const size_t tensors = d_.inputs.size();
      return method("forward", [tensors](Module& m, const std::vector<Value>& args, const Value::Dict& kwargs) -> Value {
        std::vector<Tensor> in;
        for (size_t i = 0; i < tensors; ++i) {
          TL_CHECK(i < args.size(), type, m.name(), "takes ", tensors, " tensors, not ", args.size());
          in.push_back(args[i].to_tensor());
        }
        Value size = args.size() > tensors ? args[tensors] : Value();
        for (const auto& [key, value] : kwargs) {
          TL_CHECK(key == "output_size", type, m.name(), "takes no keyword argument ", key);
          size = value;
        }
        const Value::Ints numbers = size.is_none() ? Value::Ints() : size.to_ints();
        const std::optional<IntArrayRef> wanted = size.is_none() ? std::nullopt : std::optional<IntArrayRef>(numbers);
        Impl& self = static_cast<Impl&>(m);
        if constexpr (requires { self.forward(in[0], in[1], wanted); }) return self.forward(in[0], in[1], wanted);
        else return self.forward(in[0], wanted);
      });
    }

   private:
    ModuleDef& d_;
  };

  /// One input, one output (or a loss of input and target) unless told otherwise; the options struct describes itself.
  template <class Impl, class Options>
  Added add(const char* name, const char* category, const char* doc, const char* input_help, Automatic automatic = {}) {
    ModuleDef d;
    d.name = name;
    d.category = category;
    d.doc = doc;
    d.options = &description_of<Options>();
    d.is_loss = std::string(category) == "Loss";
    d.inputs = {{"input", input_help, false}};
    if (d.is_loss) d.inputs.push_back({"target", "as the loss expects", false});
    d.outputs = {{d.is_loss ? "loss" : "output", d.is_loss ? "one number" : "", false}};
    d.make = [name, loss = d.is_loss](const Value& values) -> std::shared_ptr<Module> {
      Options options = Options::prototype();
      apply_options(description_of<Options>(), &options, loss ? Value(with_reduction(values.to_dict())) : values, name);
      return std::make_shared<Impl>(options);
    };
    // Modules with several results say themselves how they are called.
    if constexpr (calls::of_tensors<Impl>)
      d.forward = [](Module& m, const std::vector<Tensor>& in) { return calls::forward_tensors(static_cast<Impl&>(m), in); };
    d.automatic = automatic ? std::move(automatic) : [](const std::vector<Tensor>&) { return Value::Dict(); };
    defs.push_back(std::move(d));
    return Added(defs.back());
  }

 private:
  /// size_average and reduce, the older way of saying `reduction`.
  static Value::Dict with_reduction(const Value::Dict& given) {
    Value::Dict out;
    std::optional<bool> average, reduce;
    for (const auto& [key, value] : given) {
      if (key != "size_average" && key != "reduce") out.emplace_back(key, value);
      else if (!value.is_none()) (key == "reduce" ? reduce : average) = value.to_bool();
    }
    if (average || reduce) out.emplace_back("reduction", reduce.value_or(true) ? average.value_or(true) ? "mean" : "sum" : "none");
    return out;
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
#define TL_MODULE_FAMILY(name) void register_##name(ModuleDefs& list);
#include "engine/module_families.inc"
#undef TL_MODULE_FAMILY
}  // namespace families

}  // namespace tl::nn
