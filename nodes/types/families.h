// SPDX-License-Identifier: Apache-2.0
// One function per family of node types; node_type.cpp calls them in palette order.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nodes/node_type.h"

namespace tl::nodes {

std::vector<NodeType> data_node_types();
std::vector<NodeType> transform_node_types();  ///< sample side: from data::transforms
std::vector<NodeType> module_node_types();     ///< from nn::modules(): layers and losses
std::vector<NodeType> math_node_types();       ///< functions without parameters: add, concat, reshape …
std::vector<NodeType> metric_node_types();
std::vector<NodeType> optimizer_node_types();  ///< from optim::optimizers() and schedulers()
std::vector<NodeType> probe_node_types();
/// From ops::all(): the element-wise operators that none of `others` stands for.
std::vector<NodeType> operator_node_types(const std::vector<NodeType>& others);

/// Keys of what most networks are made of, commonest first within their category (familiar.cpp).
std::span<const std::string_view> familiar_types();
/// The place in it; its size for everything else.
size_t familiarity(const std::string& key);

/// ASCII letters only: keys, titles and words are English.
std::string lower_case(std::string text);
/// A described parameter that belongs to no options struct.
FieldDesc make_field(std::string name, FieldKind kind, Value default_value, std::string help);

}  // namespace tl::nodes
