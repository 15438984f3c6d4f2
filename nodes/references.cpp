// SPDX-License-Identifier: Apache-2.0
#include "nodes/references.h"

#include <algorithm>
#include <array>
#include <optional>

#include "nodes/node_build.h"
#include "nodes/node_type.h"

namespace tl::nodes {
namespace {

constexpr std::array<const char*, 2> naming_keys{"scope", shares_key};

/// The text under a key that names nodes, where the node's type says it does.
const Value* naming(const Node& node, const char* key) {
  const Value* value = node.param(key);
  if (!value || !value->is_string() || value->to_string().empty()) return nullptr;
  const NodeType* type = find_node_type(node.type);
  const FieldDesc* field = type ? type->field(key) : nullptr;
  return field && field->kind == FieldKind::text ? value : nullptr;
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

/// What the text says after the exchange; nullopt where it names none of them.
std::optional<std::string> exchanged(const std::string& text, const std::map<std::string, std::string>& renamed) {
  std::vector<std::string> names = listed_names(text);
  bool any = false;
  for (std::string& name : names)
    if (auto it = renamed.find(name); it != renamed.end()) name = it->second, any = true;
  return any ? std::optional<std::string>(joined(names)) : std::nullopt;
}

}  // namespace

std::string shared_name(const Node& node) {
  const Value* value = naming(node, shares_key);
  return value ? value->to_string() : std::string();
}

const Node* weights_owner(const GraphState& state, const Node& node) {
  const Node* at = &node;
  for (size_t steps = 0; steps <= state.nodes.size(); ++steps) {
    const std::string name = shared_name(*at);
    if (name.empty()) return at;
    at = state.find_by_name(name);
    if (!at) return nullptr;
  }
  return nullptr;
}

std::vector<const Node*> sharing_with(const GraphState& state, const Node& node) {
  const Node* owner = weights_owner(state, node);
  std::vector<const Node*> all;
  if (owner)
    for (const auto& [id, other] : state.nodes)
      if (other.get() == owner || (!shared_name(*other).empty() && weights_owner(state, *other) == owner)) all.push_back(other.get());
  if (all.empty()) all.push_back(&node);
  return all;
}

void rename_references(Node& node, const std::map<std::string, std::string>& renamed) {
  for (const char* key : naming_keys)
    if (const Value* value = naming(node, key))
      if (auto text = exchanged(value->to_string(), renamed)) set_entry(node.params, key, Value(*text));
}

std::vector<Edit> follow_renames(const GraphState& state, const std::map<std::string, std::string>& renamed) {
  std::vector<Edit> edits;
  for (const auto& [id, node] : state.nodes)
    for (const char* key : naming_keys)
      if (const Value* value = naming(*node, key))
        if (auto text = exchanged(value->to_string(), renamed)) edits.push_back(SetParam{id, key, *value, Value(*text)});
  return edits;
}

std::vector<Edit> hand_over(const GraphState& state, const std::unordered_set<NodeId>& removed) {
  std::vector<Edit> edits;
  std::map<std::string, std::string> heirs;  // by the name of a removed owner
  for (const auto& [id, node] : state.nodes) {
    if (removed.count(id)) continue;
    if (const Value* scope = naming(*node, "scope")) {
      std::vector<std::string> left = listed_names(scope->to_string());
      const size_t before = left.size();
      std::erase_if(left, [&](const std::string& name) {
        const Node* named = state.find_by_name(name);
        return named && removed.count(named->id);
      });
      if (!left.empty() && left.size() < before) edits.push_back(SetParam{id, "scope", *scope, Value(joined(left))});
    }
    const std::string name = shared_name(*node);
    const Node* named = name.empty() ? nullptr : state.find_by_name(name);
    if (!named || !removed.count(named->id)) continue;
    // The one behind the removed ones, if any stays; else the first that shared takes over.
    while (named && removed.count(named->id) && !shared_name(*named).empty() && weights_owner(state, *named))
      named = state.find_by_name(shared_name(*named));
    const std::string heir = named && !removed.count(named->id) ? named->name : heirs.try_emplace(named ? named->name : name, node->name).first->second;
    edits.push_back(SetParam{id, shares_key, Value(name), heir == node->name ? std::optional<Value>() : std::optional<Value>(Value(heir))});
  }
  return edits;
}

}  // namespace tl::nodes
