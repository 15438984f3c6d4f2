// SPDX-License-Identifier: Apache-2.0
// Every module, loss and initialiser by name, with its described options: node types, by-name construction and docs read it here.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/core/describe.h"
#include "engine/nn/module.h"

namespace tl::nn {

struct ModulePort {
  std::string name;      ///< "input", "target", "output", "loss"
  std::string help;      ///< "N×C×H×W"
  bool optional = false;
};

/// One module. Registered by explicit calls from engine/nn/register_all.cpp.
struct ModuleDef {
  std::string name;       ///< "Conv2d"
  std::string category;   ///< "Convolution", "Linear", "Activation", "Pooling", "Normalization", "Regularization", "Shape", "Loss", …
  std::string doc;        ///< one line: "2-d convolution over an N×C×H×W input"
  const OptionsDescription* options = nullptr;  ///< never null once registered
  std::vector<ModulePort> inputs, outputs;
  bool is_loss = false;
  bool ignores_arguments = false;  ///< by name, any argument is taken and ignored (Identity)
  /// From a dict of options (missing = default). Throws when a required or automatic option is missing or any is out of range.
  std::function<std::shared_ptr<Module>(const Value& options)> make;
  /// Calls the module; as many tensors as inputs, and as outputs but for those that its options turn off (indices), which come last.
  std::function<std::vector<Tensor>(Module&, const std::vector<Tensor>&)> forward;
  /// What a call by name can do beyond tensors in, tensors out: "log_prob", or "forward" with a size.
  using Method = std::function<Value(Module&, const std::vector<Value>& args, const Value::Dict& kwargs)>;
  std::map<std::string, Method> methods;
  /// Values for the automatic options (in_features …) from the (meta) inputs; empty when there are none.
  std::function<Value::Dict(const std::vector<Tensor>& inputs)> automatic;
  /// The documented constructor where options cannot say it (it takes modules or tensors); else null: arguments are options in their order.
  std::function<std::shared_ptr<Module>(const std::vector<Value>& args, const Value::Dict& kwargs)> construct;
  /// Inputs that it takes with `sample_options`, every other required option 3, for tests; null: tensors as the help of its input says.
  std::vector<Tensor> (*sample)() = nullptr;
  Value::Dict sample_options;
  bool is_node = true;  ///< false: it only makes sense in code (a container)
};

const std::vector<ModuleDef>& modules();
const ModuleDef* find_module(const std::string& name);

/// One of nn.init: "kaiming_uniform_", options described (nonlinearity, mode, gain …). Runs without gradient.
struct InitDef {
  std::string name, doc;
  const OptionsDescription* options = nullptr;
  int min_dims = 0;  ///< tensors with fewer dimensions are refused
  std::function<void(Tensor& tensor, const Value& options)> apply;
};
const std::vector<InitDef>& initialisers();
const InitDef* find_initialiser(const std::string& name);

}  // namespace tl::nn
