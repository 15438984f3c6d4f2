// SPDX-License-Identifier: Apache-2.0
// One walk in topological order. Invariant: when a node is visited, all its sources have a report; a node is looked into only when all
// that feeds it is sound, else it is "blocked" and names the faulty node at the root, so that one mistake is one red node.
#include "nodes/analyze.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "engine/core/error.h"
#include "nodes/advice.h"
#include "nodes/cost.h"
#include "nodes/data_recipe.h"
#include "nodes/infer_node.h"
#include "nodes/node_build.h"
#include "nodes/port_rules.h"
#include "nodes/run_settings.h"

namespace tl::nodes {

namespace {

int64_t bytes_of(const TensorMeta& meta, int64_t n) {
  auto bytes = static_cast<int64_t>(element_size(meta.dtype));
  for (const Dim& d : meta.dims) bytes *= d.scale * n + d.offset;
  return bytes;
}

class Analyzer {
 public:
  Analyzer(const GraphState& state, const AnalyzeOptions& options) : s_(state), options_(options) {}

  Analysis run() {
    a_.revision = s_.revision;
    a_.node_count = static_cast<int64_t>(s_.nodes.size()), a_.wire_count = static_cast<int64_t>(s_.edges.size());
    std::vector<NodeId> cyclic;
    const auto order = s_.topological_order(&cyclic);
    if (!cyclic.empty()) report_cycles(cyclic);
    for (NodeId id : order)
      if (!on_cycle_.count(id)) visit(*s_.find(id));
    fill_wires();
    if (options_.need_training) check_training();
    totals();
    std::stable_sort(a_.problems.begin(), a_.problems.end(), [](const Problem& x, const Problem& y) { return x.severity > y.severity; });
    return std::move(a_);
  }

 private:
  // ---- reports ----
  void fail(const Node& node, std::string text, Advice advice = {}) {
    NodeReport& r = a_.nodes[node.id];
    if (r.status != NodeStatus::error) r.status = NodeStatus::error, r.message = text, r.remedy = advice.remedy;
    a_.problems.push_back({Severity::error, node.id, std::move(advice.port), std::move(advice.param), str(node.name, ": ", text),
                           std::move(advice.remedy), std::move(advice.fix)});
  }
  void warn(const Node& node, std::string text, Advice advice = {}) {
    NodeReport& r = a_.nodes[node.id];
    if (r.status == NodeStatus::ok) r.status = NodeStatus::warning, r.message = text, r.remedy = advice.remedy;
    a_.problems.push_back({Severity::warning, node.id, std::move(advice.port), std::move(advice.param), str(node.name, ": ", text),
                           std::move(advice.remedy), std::move(advice.fix)});
  }
  void whole(std::string text, std::string remedy, Fix fix = {}) {
    a_.problems.push_back({Severity::error, {}, "", "", std::move(text), std::move(remedy), std::move(fix)});
  }
  bool broken(NodeId id) const {
    const NodeStatus status = a_.nodes.at(id).status;
    return status == NodeStatus::error || status == NodeStatus::blocked;
  }
  void block(const Node& node, NodeId by) {
    NodeReport& r = a_.nodes[node.id];
    const NodeReport& cause = a_.nodes.at(by);
    const NodeId root = cause.status == NodeStatus::blocked ? cause.blocked_by : by;
    r.status = NodeStatus::blocked;
    r.blocked_by = root;
    r.message = str("waiting for ", s_.find(root)->name);
  }

  // ---- cycles ----
  void report_cycles(const std::vector<NodeId>& cyclic) {
    const std::unordered_set<NodeId> candidates = without_followers(cyclic);
    for (NodeId id : cyclic) {
      if (on_cycle_.count(id) || !candidates.count(id)) continue;
      const std::vector<NodeId> circle = circle_through(id, candidates);
      if (circle.empty()) continue;
      const Node& node = *s_.find(id);
      std::string way;
      for (NodeId n : circle) way += s_.find(n)->name + " → ";
      Advice advice;
      advice.remedy = "Remove one of its wires.";
      for (const Edge& e : s_.edges_of(circle.back()))
        if (e.from.node == circle.back() && e.to.node == id) advice.fix = {TL_TR("Remove the closing wire"), "remove_edge", e, ""};
      fail(node, "the wires form a circle: " + way + node.name, advice);
      on_cycle_.insert(id);
      for (NodeId n : circle)
        if (n != id && on_cycle_.insert(n).second) block(*s_.find(n), id);
    }
  }

  /// Drops, again and again, nodes that lead to none of the others: what only hangs below a circle.
  std::unordered_set<NodeId> without_followers(const std::vector<NodeId>& cyclic) const {
    std::unordered_set<NodeId> left(cyclic.begin(), cyclic.end());
    std::unordered_map<NodeId, int> leads;
    std::vector<NodeId> loose;
    for (NodeId id : cyclic) {
      for (const Edge& e : s_.edges_of(id)) leads[id] += e.from.node == id && left.count(e.to.node);
      if (leads[id] == 0) loose.push_back(id);
    }
    while (!loose.empty()) {
      const NodeId id = loose.back();
      loose.pop_back();
      left.erase(id);
      for (const Edge& e : s_.edges_of(id))
        if (e.to.node == id && left.count(e.from.node) && --leads[e.from.node] == 0) loose.push_back(e.from.node);
    }
    return left;
  }

  /// Nodes from `start` back to `start` along wires, breadth first; empty when there is no such way.
  std::vector<NodeId> circle_through(NodeId start, const std::unordered_set<NodeId>& among) const {
    std::unordered_map<NodeId, NodeId> came_from;
    std::vector<NodeId> todo{start};
    for (size_t i = 0; i < todo.size(); ++i)
      for (const Edge& e : s_.edges_of(todo[i])) {
        if (e.from.node != todo[i] || !among.count(e.to.node)) continue;
        if (e.to.node == start) {
          std::vector<NodeId> circle;
          for (NodeId n = todo[i]; n != start; n = came_from.at(n)) circle.push_back(n);
          circle.push_back(start);
          std::reverse(circle.begin(), circle.end());
          return circle;
        }
        if (came_from.emplace(e.to.node, todo[i]).second) todo.push_back(e.to.node);
      }
    return {};
  }

  // ---- one node ----
  void visit(const Node& node) {
    a_.nodes[node.id];
    const NodeType* type = find_node_type(node.type);
    if (!type) {
      Advice advice;
      advice.remedy = "Remove it, or open the project with a version that knows it.";
      return fail(node, str("node type '", node.type, "' is not known here (kept as a placeholder)"), advice);
    }
    check_params(node, *type);
    check_ports(node, *type);
    if (a_.nodes[node.id].status == NodeStatus::error) return;
    std::vector<Edge> wires;
    std::vector<std::optional<TensorMeta>> inputs;
    if (!gather(node, *type, wires, inputs)) return;
    switch (type->role) {
      case Role::source: return visit_source(node, *type);
      case Role::sample_step: return visit_sample_step(node, *type);
      case Role::optimizer:
      case Role::scheduler: return;
      default: return visit_tensor_node(node, *type, inputs, wires);
    }
  }

  void check_params(const Node& node, const NodeType& type) {
    for (const auto& [key, value] : node.params) {
      Advice advice;
      advice.param = key;
      if (!type.field(key)) {
        advice.remedy = "It is kept but has no effect.";
        warn(node, str(type.title, " has no parameter '", key, "'"), advice);
      } else if (std::string why = check_param(type, key, value); !why.empty()) {
        advice.remedy = str("Correct ", key, ".");
        advice.fix = {str("Reset ", key), "reset_param", {}, key};
        fail(node, why, advice);
      }
    }
  }

  /// Wires at ports that the type does not have, and several at a port that takes one.
  void check_ports(const Node& node, const NodeType& type) {
    for (const Edge& e : s_.edges_of(node.id)) {
      Advice advice;
      advice.remedy = "Remove the wire.";
      advice.fix = {TL_TR("Remove the wire"), "remove_edge", e, ""};
      if (e.from.node == node.id && !type.output(e.from.port)) fail(node, str("there is no output '", e.from.port, "'"), advice);
      if (e.to.node != node.id) continue;
      advice.port = e.to.port;
      const PortDesc* port = type.input(e.to.port);
      if (!port) fail(node, str("there is no input '", e.to.port, "'"), advice);
      else if (!port->multiple && s_.sources(e.to).size() > 1 && s_.sources(e.to).front() != e.from)
        fail(node, str("several wires at '", port->name, "', which takes one"), advice);
    }
  }

  /// The inputs' shapes; false when the node cannot be looked into.
  bool gather(const Node& node, const NodeType& type, std::vector<Edge>& wires, std::vector<std::optional<TensorMeta>>& inputs) {
    const bool lonely = s_.edges_of(node.id).empty();
    bool complete = true;
    NodeId blocker;
    for (const PortDesc& port : type.inputs) {
      const PortRef to{node.id, port.name};
      const auto& sources = s_.sources(to);
      wires.push_back(sources.empty() ? Edge{} : Edge{sources.front(), to});
      inputs.emplace_back();
      PortReport report{port.name, false, port.kind, std::nullopt};
      if (sources.empty() && !port.optional) {
        complete = false;
        Advice advice;
        advice.port = port.name;
        advice.remedy = str("Wire ", port.kind == PortKind::loss ? "a loss" : "an output", " to it.");
        if (!lonely) fail(node, str("input '", port.name, "' is not wired"), advice);
      }
      for (const PortRef& from : sources) {
        const PortDesc* out = output_port(s_, from);
        if (broken(from.node) || !out) blocker = from.node;
        else if (!kinds_fit(out->kind, port.kind)) complete = misfit(node, from, to);
        else if (auto meta = metas_.find(from); meta != metas_.end()) inputs.back() = seen_at(meta->second, port.kind);
      }
      report.meta = inputs.back();
      a_.nodes[node.id].ports.push_back(std::move(report));
    }
    if (lonely && !complete) {
      Advice advice;
      advice.remedy = "Wire it, or delete it.";
      warn(node, "not wired yet", advice);
    }
    if (complete && blocker) block(node, blocker), complete = false;
    return complete;
  }

  bool misfit(const Node& node, const PortRef& from, const PortRef& to) {
    Advice advice;
    advice.port = to.port;
    advice.remedy = "Wire another output to it.";
    advice.fix = {TL_TR("Remove the wire"), "remove_edge", {from, to}, ""};
    fail(node, can_connect(s_, from, to).reason, advice);
    return false;
  }

  /// A sample that meets a tensor port is collated: a batch axis comes in front.
  static TensorMeta seen_at(TensorMeta meta, PortKind kind) {
    if (meta.per_sample && kind == PortKind::tensor) {
      meta.dims.insert(meta.dims.begin(), Dim{1, 0});
      meta.per_sample = false;
    }
    return meta;
  }

  void set_output(const Node& node, const PortDesc& port, TensorMeta meta) {
    a_.nodes[node.id].ports.push_back({port.name, true, port.kind, meta});
    metas_[{node.id, port.name}] = std::move(meta);
  }

  void set_sample_outputs(const Node& node, const NodeType& type, const std::vector<data::FieldSpec>& fields) {
    for (size_t i = 0; i < type.outputs.size() && i < fields.size(); ++i) {
      TensorMeta meta;
      meta.per_sample = true;
      meta.dtype = fields[i].dtype;
      for (int64_t size : fields[i].sizes) meta.dims.push_back({0, size});
      specs_[{node.id, type.outputs[i].name}] = fields[i];
      set_output(node, type.outputs[i], std::move(meta));
    }
  }

  void visit_source(const Node& node, const NodeType& type) {
    try {
      DataRecipe recipe = type.source(Value(all_params(node, type)), options_.project_dir);
      set_sample_outputs(node, type, recipe.train->fields());
      a_.nodes[node.id].summary = recipe.summary;
      recipes_[node.id] = std::move(recipe);
    } catch (const Error& e) {
      Advice advice;
      advice.remedy = e.remedy();
      if (type.field(e.argument())) advice.param = e.argument();
      fail(node, e.message(), advice);
    }
  }

  void visit_sample_step(const Node& node, const NodeType& type) {
    try {
      std::vector<data::FieldSpec> inputs;
      for (const PortDesc& port : type.inputs) inputs.push_back(specs_.at(s_.sources({node.id, port.name}).front()));
      set_sample_outputs(node, type, type.transform(Value(all_params(node, type)))->infer(inputs));
      a_.nodes[node.id].summary = metas_.at({node.id, type.outputs.front().name}).shape_text();
    } catch (const Error& e) {
      Advice advice;
      advice.remedy = e.remedy();
      fail(node, e.message(), advice);
    }
  }

  void visit_tensor_node(const Node& node, const NodeType& type, const std::vector<std::optional<TensorMeta>>& inputs,
                         const std::vector<Edge>& wires) {
    const auto facts = infer_node(type, all_params(node, type), inputs);
    NodeReport& r = a_.nodes[node.id];
    r.automatic = facts->automatic;
    if (!facts->error.empty()) return fail(node, facts->error, advise(node, type, *facts, inputs, wires));
    r.parameters = facts->parameters;
    r.flops = facts->flops;
    for (size_t i = 0; i < type.outputs.size() && i < facts->outputs.size(); ++i) set_output(node, type.outputs[i], facts->outputs[i]);
    if (!facts->outputs.empty()) r.summary = facts->outputs[0].shape_text();
    if (type.key == "CrossEntropyLoss" || type.key == "NLLLoss") check_class_count(node, inputs, wires);
    std::string text;
    if (Advice advice = doubt(node, type, inputs, wires, text); !text.empty()) warn(node, text, advice);
  }

  void check_class_count(const Node& node, const std::vector<std::optional<TensorMeta>>& inputs, const std::vector<Edge>& wires) {
    if (wires.size() < 2 || !inputs[0] || inputs[0]->dims.size() < 2) return;
    auto recipe = recipes_.find(wires[1].from.node);
    if (recipe == recipes_.end()) return;
    const auto classes = static_cast<int64_t>(recipe->second.class_names.size());
    const Dim given = inputs[0]->dims[1];
    if (classes == 0 || given.scale != 0 || given.offset >= classes) return;
    Advice advice;
    advice.port = "input";
    advice.remedy = str("Set out_features of the last Linear to ", classes, ".");
    fail(node, str("the network gives ", given.offset, " scores, the data has ", classes, " classes"), advice);
  }

  // ---- the whole ----
  void fill_wires() {
    for (const Edge& e : s_.edges) {
      auto meta = metas_.find(e.from);
      const PortDesc* to = input_port(s_, e.to);
      if (meta != metas_.end()) a_.wires[e] = seen_at(meta->second, to ? to->kind : PortKind::tensor);
    }
  }

  std::vector<const Node*> with_role(Role role) const {
    std::vector<const Node*> found;
    for (const auto& [id, node] : s_.nodes)
      if (const NodeType* type = find_node_type(node->type); type && type->role == role) found.push_back(node.get());
    return found;
  }

  void check_training() {
    if (with_role(Role::source).empty())
      whole("There is no data", "Add a data node.", {TL_TR("Add digits data"), "add_node", {}, "Digits"});
    const auto losses = with_role(Role::loss), optimizers = with_role(Role::optimizer);
    if (losses.empty())
      whole("There is no loss to minimise", "Add a loss node and wire the network's output and the labels to it.",
            {TL_TR("Add CrossEntropy"), "add_node", {}, "CrossEntropyLoss"});
    if (optimizers.empty()) {
      whole("There is no optimizer", "Add an optimizer and wire the loss to it.", {TL_TR("Add Adam"), "add_node", {}, "Adam"});
    } else {
      const bool any = std::any_of(optimizers.begin(), optimizers.end(), [&](const Node* o) {
        return !s_.sources({o->id, "loss"}).empty();
      });
      if (!any && !losses.empty())
        whole("No optimizer follows a loss", "Wire the loss to the optimizer.",
              {str("Wire ", losses[0]->name, " to ", optimizers[0]->name), "connect",
               {{losses[0]->id, "loss"}, {optimizers[0]->id, "loss"}}, ""});
      for (const Node* loss : losses)
        if (any && !a_.nodes[loss->id].summary.empty() && s_.targets({loss->id, "loss"}).empty())
          warn(*loss, "no optimizer follows this loss", {"Wire it to an optimizer.", {}, "loss", ""});
    }
    for (const Node* o : optimizers) check_scope(*o);
    for (const auto& [key, value] : s_.run)
      if (!run_settings_description().find(key))
        a_.problems.push_back(
            {Severity::warning, {}, "", key, str("Run setting '", key, "' is not known here"), "It is kept but has no effect.", {}});
    try {
      run_settings(s_.run);
    } catch (const Error& e) {
      whole("Run settings: " + e.message(), e.remedy());
    }
  }

  void check_scope(const Node& optimizer) {
    const NodeType& type = *find_node_type(optimizer.type);
    const Value scope = param_or_default(optimizer, type, "scope");
    if (!scope.is_string()) return;
    for (const std::string& name : listed_names(scope.to_string()))
      if (!s_.find_by_name(name))
        fail(optimizer, str("scope names '", name, "', which does not exist"), {"Correct the scope.", {}, "", "scope"});
  }

  void totals() {
    int64_t activations = 0, state_floats = 0;
    for (const auto& [id, recipe] : recipes_) {
      a_.batch_size = recipe.batch_size;
      auto size = [](const auto& source) { return source ? source->size() : 0; };
      a_.train_samples = size(recipe.train), a_.validation_samples = size(recipe.validation), a_.test_samples = size(recipe.test);
      a_.steps_per_epoch =
          recipe.drop_last ? a_.train_samples / recipe.batch_size : (a_.train_samples + recipe.batch_size - 1) / recipe.batch_size;
    }
    for (const auto& [id, r] : a_.nodes) {
      a_.parameters += r.parameters, a_.flops += r.flops;
      for (const PortReport& p : r.ports)
        if (p.is_output && p.meta) activations += bytes_of(seen_at(*p.meta, PortKind::tensor), a_.batch_size);
    }
    for (const Node* o : with_role(Role::optimizer)) {
      const NodeType& type = *find_node_type(o->type);
      state_floats = std::max(state_floats, optimizer_state_floats(type, all_params(*o, type)));
    }
    a_.forecast_bytes = a_.parameters * 4 * (2 + state_floats) + 2 * activations;
    if (options_.need_training && a_.parameters == 0 && a_.valid() && !a_.nodes.empty())
      whole("Nothing can be trained: no layer has parameters", "Add a layer such as Linear.");
  }

  const GraphState& s_;
  const AnalyzeOptions& options_;
  Analysis a_;
  std::unordered_set<NodeId> on_cycle_;
  std::unordered_map<PortRef, TensorMeta> metas_;
  std::unordered_map<PortRef, data::FieldSpec> specs_;
  std::map<NodeId, DataRecipe> recipes_;
};

}  // namespace

Analysis analyze(const GraphState& state, const AnalyzeOptions& options) { return Analyzer(state, options).run(); }

}  // namespace tl::nodes
