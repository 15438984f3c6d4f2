// SPDX-License-Identifier: Apache-2.0
// What analyze() says of layers that use the weights of another one.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/core/error.h"
#include "engine/core/quote.h"
#include "nodes/analyzer.h"
#include "nodes/project_json.h"
#include "nodes/references.h"

namespace tl::nodes {
namespace {
std::string in_words(const Value& value) {
  return json_from_value(value).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

constexpr size_t max_offered = 3;

/// Where a node of this name stands in groups, by the names that say it.
std::vector<std::string> places_named(const GraphState& flat, const std::string& name) {
  const std::string end = "/" + way_parts(name).back();
  std::vector<std::string> found;
  for (const auto& [id, node] : flat.nodes)
    if (node->name.size() > end.size() && node->name.ends_with(end)) found.push_back(node->name);
  std::sort(found.begin(), found.end());
  return found;
}
}  // namespace

/// After the walk: the layer whose weights are shared may stand behind the one that shares them.
void Analyzer::check_shares(Analysis& a) {
  for (NodeId id : sharing_) {
    if (a.nodes[id]->parameters != 0) a.nodes[id].write().parameters = 0;  // counted where they belong
    check_share(a, *s_->find(id));
  }
}

void Analyzer::check_share(Analysis& a, const Node& node) {
  const Node* owner = weights_owner(*s_, node);
  Advice advice;
  advice.param = shares_key;
  const Fix own{TL_TR("Give it weights of its own"), "reset_param", {}, shares_key, {}, {}};
  advice.fix = own;
  const std::string name = shared_name(node);
  const auto say = [&](std::string text, std::string remedy) {
    advice.remedy = std::move(remedy);
    note(a, a.problems, Severity::error, node, std::move(text), std::move(advice));
  };
  if (!s_->find_by_name(name)) {
    const std::vector<std::string> places = places_named(*s_, name);
    for (size_t i = 0; i < places.size() && i < max_offered; ++i)
      advice.more.push_back({str("Share with ", places[i]), "set_param", {}, shares_key, {{shares_key, Value(places[i])}}, node.id});
    if (!places.empty()) advice.more.push_back(own), advice.fix = advice.more.front(), advice.more.erase(advice.more.begin());
    if (places.size() < 2)
      return say(str("it shares the weights of '", quotable(name), "', which does not exist"), "Name a layer that exists.");
    return say(str("it shares the weights of '", quotable(name), "', which stands in ", places.size(), " places"),
               str("Say which one, like ", places.front(), "."));
  }
  if (!owner) return say(str("it shares the weights of ", name, ", which has none of its own"), "Let one of them have its own.");
  if (owner->type != node.type) {
    const NodeType* other = find_node_type(owner->type);
    return say(str("it shares the weights of ", owner->name, ", which is of another type (", other ? other->title : owner->type, ")"),
               "Share with a layer of the same type.");
  }
  const NodeType& type = *find_node_type(node.type);
  const Value::Dict mine = all_params(node, type), theirs = all_params(*owner, type);
  for (size_t i = 0; i < mine.size(); ++i) {
    const auto& [key, value] = mine[i];
    if (key == shares_key || value == theirs[i].second) continue;
    advice.param = key;
    advice.fix = {str("Set ", key, " as in ", owner->name), "set_param", {}, key, {{key, theirs[i].second}}, node.id};
    advice.more = {own};
    return say(str("it is ", owner->name, " applied again, but ", key, " differs: ", in_words(value), " here, ", in_words(theirs[i].second),
                   " there"),
               str("Set ", key, " alike in both."));
  }
  const NodeReport &here = *a.nodes[node.id], &there = *a.nodes[owner->id];
  if (here.status == NodeStatus::error || there.status == NodeStatus::error || there.status == NodeStatus::blocked) return;
  for (const auto& [key, value] : here.automatic)
    if (const Value* other = find_entry(there.automatic, key); other && !(*other == value)) {
      advice.param.clear();
      advice.port = type.inputs.front().name;
      return say(str("it is ", owner->name, " applied again, but its input asks for ", key, " ", in_words(value), " and ", owner->name, " has ",
                     in_words(*other)),
                 str("Give it an input like that of ", owner->name, "."));
    }
}

}  // namespace tl::nodes
