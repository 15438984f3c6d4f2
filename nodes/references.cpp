// SPDX-License-Identifier: Apache-2.0
#include "nodes/references.h"

#include <algorithm>
#include <array>
#include <optional>

#include "nodes/groups.h"
#include "nodes/node_build.h"
#include "nodes/node_type.h"

namespace tl::nodes {
namespace {

constexpr const char* scope_key = "scope";
constexpr std::array<const char*, 2> naming_keys{scope_key, shares_key};

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

/// What the text says when each name in it leads another way; nullopt where all stay.
std::optional<std::string> rewritten(const std::string& text, const std::function<void(std::vector<std::string>&)>& change) {
  std::vector<std::string> names = listed_names(text);
  bool any = false;
  for (std::string& name : names) {
    std::vector<std::string> way = way_parts(name);
    change(way);
    std::string now = way_text(way);
    any = any || now != name;
    name = std::move(now);
  }
  return any ? std::optional<std::string>(joined(names)) : std::nullopt;
}

std::optional<std::string> exchanged(const std::string& text, const std::map<std::string, std::string>& renamed) {
  return rewritten(text, [&](std::vector<std::string>& way) {
    for (std::string& part : way)
      if (const auto to = renamed.find(part); to != renamed.end()) part = to->second;
  });
}

}  // namespace

std::vector<std::string> way_parts(const std::string& name) {
  std::vector<std::string> parts(1);
  for (const char c : name) {
    if (c == '/') parts.emplace_back();
    else parts.back() += c;
  }
  return parts;
}

std::string way_text(const std::vector<std::string>& parts) {
  std::string text;
  for (size_t i = 0; i < parts.size(); ++i) text += (i ? "/" : "") + parts[i];
  return text;
}

const Node* named_node(const GraphState& state, const std::string& name) {
  const Node* found = state.find_by_name(name);  // of an unfolded document: names there say the way
  const size_t last = name.rfind('/');
  return found || last == std::string::npos ? found : state.find_by_name(name.substr(last + 1));
}

std::string shared_name(const Node& node) {
  const Value* value = naming(node, shares_key);
  return value ? value->to_string() : std::string();
}

const Node* weights_owner(const GraphState& state, const Node& node) {
  const Node* at = &node;
  for (size_t steps = 0; steps <= state.nodes.size(); ++steps) {
    const std::string name = shared_name(*at);
    if (name.empty()) return at;
    at = named_node(state, name);
    if (!at) return nullptr;
  }
  return nullptr;
}

Naming naming_of(const std::string& key) { return key == shares_key ? Naming::one : key == scope_key ? Naming::several : Naming::none; }

std::vector<std::string> names_that_fit(const GraphState& state, const Node& node, const std::string& key) {
  const Naming naming = naming_of(key);
  std::vector<std::string> names;
  if (naming == Naming::none) return names;
  for (const auto& [id, other] : state.nodes) {
    if (id == node.id || other->home != node.home) continue;
    const NodeType* type = find_node_type(other->type);
    const bool layer = type && type->field(shares_key);
    if (naming == Naming::several ? layer || other->type == group_type : layer && other->type == node.type && weights_owner(state, *other) != &node)
      names.push_back(other->name);
  }
  std::sort(names.begin(), names.end());
  return names;
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

std::vector<Edit> follow_ways(const GraphState& state, const std::function<void(const Node&, std::vector<std::string>&)>& change) {
  std::vector<Edit> edits;
  for (const auto& [id, node] : state.nodes)
    for (const char* key : naming_keys)
      if (const Value* value = naming(*node, key)) {
        const Node& who = *node;
        if (auto text = rewritten(value->to_string(), [&](std::vector<std::string>& way) { change(who, way); }))
          edits.push_back(SetParam{who.id, key, *value, Value(*text)});
      }
  return edits;
}

std::vector<Edit> hand_over(const GraphState& state, const std::unordered_set<NodeId>& removed) {
  std::vector<Edit> edits;
  std::map<std::string, std::string> heirs;  // by the name of a removed owner
  const auto goes = [&](const Node* node) { return node && removed.count(node->id) > 0; };
  /// The node itself, or an instance on the way to it.
  const auto leads_nowhere = [&](const std::string& name) {
    const std::vector<std::string> way = way_parts(name);
    return std::any_of(way.begin(), way.end(), [&](const std::string& part) { return goes(state.find_by_name(part)); });
  };
  for (const auto& [id, node] : state.nodes) {
    if (removed.count(id)) continue;
    if (const Value* scope = naming(*node, "scope")) {
      std::vector<std::string> left = listed_names(scope->to_string());
      const size_t before = left.size();
      std::erase_if(left, leads_nowhere);
      if (!left.empty() && left.size() < before) edits.push_back(SetParam{id, "scope", *scope, Value(joined(left))});
    }
    const std::string name = shared_name(*node);
    if (name.empty() || !leads_nowhere(name)) continue;
    // The one behind the removed ones, if any stays; else the first that shared takes over.
    std::string owner = name;
    while (const Node* at = named_node(state, owner)) {
      if (!goes(at) || shared_name(*at).empty() || !weights_owner(state, *at)) break;
      owner = shared_name(*at);
    }
    const std::string heir = !leads_nowhere(owner) && named_node(state, owner) ? owner : heirs.try_emplace(owner, node->name).first->second;
    edits.push_back(SetParam{id, shares_key, Value(name), heir == node->name ? std::optional<Value>() : std::optional<Value>(Value(heir))});
  }
  return edits;
}

}  // namespace tl::nodes
