// SPDX-License-Identifier: Apache-2.0
// What analyze() says of layers that use the weights of another one.
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
  if (!s_->find_by_name(name)) return say(str("it shares the weights of '", quotable(name), "', which does not exist"), "Name a layer that exists.");
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
