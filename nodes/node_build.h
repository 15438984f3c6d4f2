// SPDX-License-Identifier: Apache-2.0
// From a node's parameters to the engine object it stands for. Shared by the analysis (on meta tensors) and the lowering.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/nn/module.h"
#include "nodes/node_type.h"

namespace tl::nodes {

/// The part of `params` that `description` knows: what the engine's constructor takes.
Value engine_options(const OptionsDescription& description, const Value::Dict& params);

/// Values of the automatic options (in_features …) that `params` leaves open, found from the inputs.
Value::Dict automatic_options(const NodeType& type, const Value::Dict& params, const std::vector<Tensor>& inputs);

/// `params` with `more` entered in place of what is open there.
Value::Dict completed(Value::Dict params, const Value::Dict& more);

/// "conv_1, fc_2" → both names: an optimizer's scope.
std::vector<std::string> listed_names(const std::string& text);

/// The module of a node of role module or loss; `params` complete (no automatic option open). Throws tl::Error naming the option.
/// With a seed: parameters drawn from it alone, then as the node's init parameters say ("default": as the layer itself does), frozen
/// where asked. Layers draw from the process's generator, so seeded building is serialised; without a seed build on meta only.
std::shared_ptr<nn::Module> build_module(const NodeType& type, const Value::Dict& params, std::optional<uint64_t> seed = {});

}  // namespace tl::nodes
