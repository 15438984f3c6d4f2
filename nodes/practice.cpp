// SPDX-License-Identifier: Apache-2.0
#include "nodes/practice.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "engine/core/error.h"
#include "nodes/node_type.h"
#include "nodes/patch.h"
#include "nodes/port_rules.h"

namespace tl::nodes {

namespace {

constexpr int64_t most_rows = 64;       ///< of a table that are looked at for their scale
constexpr double largest_value = 12;    ///< of an input that is scaled well; as in the pre-flight check

bool starts_with(const std::string& text, const char* start) { return text.rfind(start, 0) == 0; }
bool is_linear(const Node& n) { return n.type == "Linear"; }
bool is_batch_norm(const Node& n) { return starts_with(n.type, "BatchNorm"); }
bool is_softmax(const Node& n) { return n.type == "Softmax" || n.type == "LogSoftmax"; }

class Look {
 public:
  Look(const GraphState& state, const std::map<NodeId, DataRecipe>& recipes, Analysis& a) : s_(state), recipes_(recipes), a_(a) {}

  void run() {
    for (const auto& [id, node] : s_.nodes) {
      const NodeType* type = find_node_type(node->type);
      if (!type || node->bypassed || !sound(id)) continue;
      if (type->role == Role::loss) loss(*node);
      if (type->role == Role::module) layer(*node, *type);
      if (type->role == Role::optimizer) learning_rate(*node, *type);
      if (type->role == Role::source) data(*node, *type);
    }
  }

 private:
  bool sound(NodeId id) const {
    const NodeReport* r = a_.node(id);
    return r && r->status != NodeStatus::error && r->status != NodeStatus::blocked;
  }
  void say(const Node& node, std::string param, std::string text, std::string remedy, Fix fix = {}) {
    a_.problems.push_back({Severity::advice, node.id, "", std::move(param), str(node.name, ": ", text), std::move(remedy), std::move(fix)});
  }

  /// What feeds an input, past nodes that are bypassed; nullptr: nothing, or several.
  const Node* feeder(NodeId id, const std::string& port) const {
    PortRef at{id, port};
    for (int steps = 0; steps < 64; ++steps) {
      const auto& from = s_.sources(at);
      const Node* node = from.size() == 1 ? s_.find(from.front().node) : nullptr;
      const NodeType* type = node ? find_node_type(node->type) : nullptr;
      if (!type || !node->bypassed) return type ? node : nullptr;
      const PortDesc* out = type->output(from.front().port);
      const PortDesc* in = out ? bypass_input(s_, node->id, *type, *out) : nullptr;
      if (!in) return nullptr;
      at = {node->id, in->name};
    }
    return nullptr;
  }
  bool feeds_only(const Node& node, NodeId target) const {
    const std::vector<Edge> edges = s_.edges_of(node.id);
    return std::all_of(edges.begin(), edges.end(), [&](const Edge& e) { return e.from.node != node.id || e.to.node == target; });
  }
  static Fix remove(const Node& node) { return {str("Remove ", node.name), "remove_node", {}, "", {}, node.id}; }
  static Fix set(const Node& node, const std::string& key, Value value, std::string label) {
    return {std::move(label), "set_param", {}, key, {{key, std::move(value)}}, node.id};
  }
  /// Takes a node out of the way into a loss, leaving it to others that it feeds.
  Fix lead_past(const Node& between, const Node& loss) const {
    if (feeds_only(between, loss.id)) return remove(between);
    const NodeType& type = *find_node_type(between.type);
    const auto& from = s_.sources({between.id, type.inputs.front().name});
    const Node* source = from.size() == 1 ? s_.find(from.front().node) : nullptr;
    if (!source) return {};
    return {str("Wire ", source->name, " to ", loss.name, " past ", between.name), "connect", {from.front(), {loss.id, "input"}}, "", {}, {}};
  }

  void loss(const Node& node) {
    const Node* from = feeder(node.id, "input");
    if (!from) return;
    const std::string& type = from->type;
    const bool logits = node.type == "CrossEntropyLoss", binary = node.type == "BCEWithLogitsLoss";
    if (logits && is_softmax(*from))
      return say(node, "", str(from->name, " feeds it, and it takes the softmax itself: done twice, differences between scores nearly vanish"),
                 str("Give it the scores before ", from->name, "."), lead_past(*from, node));
    if (binary && type == "Sigmoid")
      return say(node, "", str(from->name, " feeds it, and it takes the sigmoid itself: done twice, every answer lies between 0.5 and 0.73"),
                 str("Give it the scores before ", from->name, "."), lead_past(*from, node));
    if (node.type == "BCELoss" && type == "Sigmoid") {
      const Edge wire{s_.sources({node.id, "input"}).front(), {node.id, "input"}};
      return say(node, "", str(from->name, " and the loss are computed one after the other: where the sigmoid saturates, the gradient is lost"),
                 "Use BCEWithLogitsLoss, which does both in one.",
                 {str("Use BCEWithLogitsLoss without ", from->name), "use_logits", wire, "BCEWithLogitsLoss", {}, node.id});
    }
    if (node.type == "NLLLoss" && type == "Softmax")
      return say(node, "", str("it expects logarithms of probabilities, and ", from->name, " gives probabilities"), str("Make ", from->name, " a LogSoftmax."),
                 {str("Change ", from->name, " to LogSoftmax"), "retype", {}, "LogSoftmax", {}, from->id});
    if (node.type == "NLLLoss" && is_linear(*from))
      return say(node, "", str("it expects logarithms of probabilities, and ", from->name, " gives scores of any size"), "Use CrossEntropy, which takes scores.",
                 {str("Change ", node.name, " to CrossEntropy"), "retype", {}, "CrossEntropyLoss", {}, node.id});
    if ((logits || binary) && (type == "ReLU" || type == "ReLU6"))
      return say(node, "", str(from->name, " cuts off all scores below 0 on their way to it: what is cut off learns nothing"),
                 str("Give it the scores before ", from->name, "."), lead_past(*from, node));
    if (starts_with(type, "Dropout"))
      say(node, "", str(from->name, " wipes out answers at random on their way to it: the loss counts wrong what was right"),
          str("Place ", from->name, " before the last layer, or leave it out."), lead_past(*from, node));
  }

  void layer(const Node& node, const NodeType& type) {
    if (is_batch_norm(node)) batch_norm(node);
    if (!type.field("bias") || (type.category != Category::linear && type.category != Category::convolution)) return;
    const Value bias = param_or_default(node, type, "bias");
    if (!bias.is_bool() || !bias.to_bool()) return;
    const Node* norm = nullptr;
    for (const Edge& e : s_.edges_of(node.id)) {
      if (e.from.node != node.id) continue;
      norm = s_.find(e.to.node);
      if (!norm || norm->bypassed || !is_batch_norm(*norm)) return;
    }
    if (norm)
      say(node, "bias", str("its bias has no effect: ", norm->name, " right behind it takes each channel's mean away, and adds a bias of its own"), "Turn the bias off.",
          set(node, "bias", Value(false), str("Turn off the bias of ", node.name)));
  }

  const Node* only_source() const {
    return recipes_.size() == 1 ? s_.find(recipes_.begin()->first) : nullptr;
  }

  void batch_norm(const Node& node) {
    const Node* source = only_source();
    if (!source || a_.train_samples < 2) return;
    if (a_.batch_size == 1)
      return say(node, "", "it compares the samples of a batch, and each batch has 1", "Use batches of 8 or more, or GroupNorm.",
                 set(*source, "batch_size", Value(int64_t{32}), str("Set batch_size of ", source->name, " to 32")));
    const NodeReport* report = a_.node(node.id);
    const TensorMeta* in = report ? report->input("input") : nullptr;
    const DataRecipe& recipe = recipes_.begin()->second;
    if (!in || in->dims.size() != 2 || recipe.drop_last || a_.train_samples % a_.batch_size != 1) return;
    say(node, "", str("the last of an epoch's batches has 1 sample (", a_.train_samples, " = ", a_.train_samples / a_.batch_size, " · ", a_.batch_size,
                      " + 1), and over one there is nothing to normalise: the run would stop there"),
        "Drop the last batch, or choose another batch size.", set(*source, "drop_last", Value(true), str("Set drop_last of ", source->name)));
  }

  void learning_rate(const Node& node, const NodeType& type) {
    if (!type.field("lr")) return;
    const Value set_to = param_or_default(node, type, "lr");
    if (!set_to.is_double() && !set_to.is_int()) return;
    const double lr = set_to.to_double();
    // Steps of these are about as long as lr, whatever the gradient; SGD's are lr times the gradient.
    const bool own_length = starts_with(node.type, "Adam") || node.type == "RMSprop" || node.type == "SparseAdam";
    const double most = own_length ? 0.05 : 2, usual = own_length ? 0.001 : 0.1;
    if ((!own_length && node.type != "SGD") || !(lr > most)) return;
    say(node, "lr", fmt::format("its learning rate is {:g}: {}", lr, own_length ? "each step moves every weight about as far as that, and few weights are larger than 0.1"
                                                                               : "a step goes that many times as far as the gradient reaches, and most networks diverge above 1"),
        fmt::format("Begin with {:g}.", usual), set(node, "lr", Value(usual), fmt::format("Set lr of {} to {:g}", node.name, usual)));
  }

  void data(const Node& node, const NodeType& type) {
    const auto found = recipes_.find(node.id);
    if (found == recipes_.end() || !found->second.train) return;
    const DataRecipe& recipe = found->second;
    const int64_t samples = recipe.train->size();
    if (recipe.batch_size > samples) {
      int64_t fewer = 1;
      while (fewer * 8 <= samples) fewer *= 2;
      say(node, "batch_size", str("a batch takes ", recipe.batch_size, " samples, and there are ", samples, " to train with",
                                  recipe.drop_last ? ": with drop_last not one step is made" : ": every step sees them all"),
          "Use a smaller batch.", set(node, "batch_size", Value(fewer), str("Set batch_size of ", node.name, " to ", fewer)));
    }
    if (type.field("standardize") && !param_or_default(node, type, "standardize").to_bool()) scale(node, recipe);
  }

  /// A table whose columns go in as they are.
  void scale(const Node& node, const DataRecipe& recipe) {
    const auto& fields = recipe.train->fields();
    if (fields.empty() || fields[0].dtype != kFloat) return;
    for (const Edge& e : s_.edges_of(node.id))
      if (const Node* to = e.from.node == node.id ? s_.find(e.to.node) : nullptr; to && (starts_with(to->type, "Sample") || is_batch_norm(*to) || to->type == "Normalize")) return;
    double largest = 0;
    const int64_t rows = std::min(recipe.train->size(), most_rows);
    try {
      for (int64_t i = 0; i < rows; ++i) {
        const Tensor row = recipe.train->get(i * recipe.train->size() / rows)[0].contiguous();
        for (int64_t k = 0; k < row.numel(); ++k)
          if (const double v = std::fabs(static_cast<double>(row.data_ptr<float>()[k])); std::isfinite(v)) largest = std::max(largest, v);
      }
    } catch (const Error&) {
      return;  // told where the data is read
    }
    if (largest <= largest_value) return;
    say(node, "standardize", fmt::format("its columns go in as they are, and values reach {:g}: large columns drown the others", largest), "Turn standardize on.",
        set(node, "standardize", Value(true), str("Standardize ", node.name)));
  }

  const GraphState& s_;
  const std::map<NodeId, DataRecipe>& recipes_;
  Analysis& a_;
};

}  // namespace

void give_advice(const GraphState& state, const std::map<NodeId, DataRecipe>& recipes, Analysis& a) { Look(state, recipes, a).run(); }

GraphPatch make_advised(const GraphState& state, const Fix& fix, NodeId node) {
  if (!state.find(node)) return {};
  if (fix.kind == "remove_node") return make_remove_nodes(state, {node}, true);
  const Node* between = state.find(fix.edge.from.node);
  const NodeType* type = between ? find_node_type(between->type) : nullptr;
  if (!type || type->inputs.empty() || !state.edges.count(fix.edge)) return {};
  const auto& from = state.sources({between->id, type->inputs.front().name});
  if (from.size() != 1) return {};
  // Each builder reads the state that the one before has left.
  GraphDocument document;
  document.reset(state);
  GraphPatch all;
  const auto then = [&](GraphPatch patch) {
    document.apply(patch);
    all = all.empty() ? std::move(patch) : all.merged_with(patch);
  };
  const PortRef source = from.front();
  const NodeId gone = between->id;
  then(make_connect(document.state(), source, fix.edge.to));
  const std::vector<Edge> left = document.state().edges_of(gone);
  const bool alone = std::none_of(left.begin(), left.end(), [&](const Edge& e) { return e.from.node == gone; });
  if (alone) then(make_remove_nodes(document.state(), {gone}));
  then(make_retype(document.state(), node, fix.key));
  all.merge_id.clear();
  return all;
}

}  // namespace tl::nodes
