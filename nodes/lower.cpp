// SPDX-License-Identifier: Apache-2.0
// Only nodes that lead to a loss, a metric or a probe become part of the run. Sample nodes become steps of the data plans, the rest
// instructions of a Program; a sample port that meets a tensor port becomes a batch field named "node.port".
#include "nodes/lower.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

#include "engine/core/error.h"
#include "engine/optim/registry.h"
#include "nodes/data_recipe.h"
#include "nodes/expansion.h"
#include "nodes/graph_module.h"
#include "nodes/node_build.h"
#include "nodes/patch.h"
#include "nodes/port_rules.h"
#include "nodes/project_io.h"
#include "nodes/references.h"
#include "nodes/run_settings.h"

namespace tl::nodes {

namespace {

[[noreturn]] void refuse(const std::string& text, const std::string& remedy) {
  throw Error(ErrorCategory::input, "check project", text, remedy);
}

class Lowering {
 public:
  Lowering(const Snapshot& document, const LowerOptions& options)
      : document_(document), expansion_(document), s_(*expansion_.flat()), options_(options) {}

  train::TrainSpec run() {
    analysis_ = analyze(s_, {options_.project_dir, true});
    for (const GroupFault& fault : expansion_.faults())
      if (fault.error) refuse(fault.text, fault.remedy);
    require_sound();
    choose_nodes();
    lower_data();
    lower_network();
    for (const Node* node : in_turn(with_role(Role::optimizer))) lower_optimizer(*node);
    finish();
    return std::move(spec_);
  }

 private:
  const NodeType& type_of(const Node& node) const { return *find_node_type(node.type); }

  void require_sound() const {
    size_t errors = 0;
    const Problem* first = nullptr;
    for (const Problem& p : analysis_.problems)
      if (p.severity == Severity::error && ++errors == 1) first = &p;
    if (first) refuse(first->text + (errors > 1 ? str(" (and ", errors - 1, " more)") : ""), first->remedy);
  }

  std::vector<const Node*> with_role(Role role) const {
    std::vector<const Node*> found;
    for (NodeId id : order_) {
      const Node& node = *s_.find(id);
      if (type_of(node).role == role && (used_.count(id) || role == Role::optimizer)) found.push_back(&node);
    }
    return found;
  }

  bool wired(const Node& node) const {
    for (const PortDesc& port : type_of(node).inputs)
      if (!port.optional && s_.sources({node.id, port.name}).empty()) return false;
    return true;
  }

  /// Everything upstream of losses that an optimizer follows, of metrics and of probes.
  void choose_nodes() {
    order_ = s_.topological_order();
    std::vector<NodeId> todo;
    for (NodeId id : order_) {
      const Node& node = *s_.find(id);
      const Role role = type_of(node).role;
      const bool followed = role == Role::loss && !s_.targets({id, type_of(node).outputs.front().name}).empty();
      if (wired(node) && (followed || role == Role::metric || role == Role::probe)) todo.push_back(id);
    }
    while (!todo.empty()) {
      const NodeId id = todo.back();
      todo.pop_back();
      if (!used_.insert(id).second) continue;
      for (const Edge& e : s_.edges_of(id))
        if (e.to.node == id) todo.push_back(e.from.node);
    }
  }

  // ---- data ----
  void lower_data() {
    const auto sources = with_role(Role::source);
    if (sources.empty()) refuse("no data reaches the loss", "Wire a data node to the network and to the loss.");
    if (sources.size() > 1)
      refuse(str("two data nodes feed the network: ", sources[0]->name, " and ", sources[1]->name), "Use one data node.");
    const Node& source = *sources.front();
    const NodeType& type = type_of(source);
    const DataRecipe recipe = type.source(Value(all_params(source, type)), options_.project_dir);
    data::DataPlan plan;
    for (const PortDesc& port : type.outputs) slot_of_[{source.id, port.name}] = plan.slot_count++;
    for (const Node* node : with_role(Role::sample_step)) {
      if (passed_by(*node))
        for (const auto& [out, from] : passed_on(*node)) slot_of_[out] = slot_of_.at(from);
      else plan.steps.push_back(lower_step(*node, plan));
    }
    for (const auto& [port, slot] : collated_slots()) {
      batch_value_[port] = program_->values++;
      plan.batch.push_back({place(port), slot});
    }
    plan.batch_size = recipe.batch_size;
    spec_.train = spec_.validation = spec_.test = plan;
    spec_.train.source = recipe.train, spec_.validation.source = recipe.validation, spec_.test.source = recipe.test;
    spec_.train.shuffle = recipe.shuffle, spec_.train.drop_last = recipe.drop_last;
    spec_.class_names = recipe.class_names;
  }

  data::SampleStep lower_step(const Node& node, data::DataPlan& plan) {
    const NodeType& type = type_of(node);
    data::SampleStep step;
    step.transform = type.transform(Value(all_params(node, type)));
    step.id = node.id.value;
    step.training_only = type.training_only;
    for (const PortDesc& port : type.inputs) step.inputs.push_back(slot_of_.at(s_.sources({node.id, port.name}).front()));
    for (const PortDesc& port : type.outputs) step.outputs.push_back(slot_of_[{node.id, port.name}] = plan.slot_count++);
    return step;
  }

  bool passed_by(const Node& node) const { return node.bypassed && can_bypass(type_of(node)); }
  /// For each output of a node that is passed by: the output upstream that takes its place.
  std::vector<std::pair<PortRef, PortRef>> passed_on(const Node& node) const {
    std::vector<std::pair<PortRef, PortRef>> ways;
    for (const PortDesc& out : type_of(node).outputs)
      if (const PortDesc* in = bypass_input(s_, node.id, type_of(node), out))
        ways.push_back({{node.id, out.name}, s_.sources({node.id, in->name}).front()});
    return ways;
  }

  std::string place(const PortRef& port) const { return s_.find(port.node)->name + "." + port.port; }

  /// Sample outputs that meet a tensor port of a node that takes part, by place so that the order does not depend on ids.
  std::vector<std::pair<PortRef, int>> collated_slots() const {
    std::map<std::string, std::pair<PortRef, int>> by_place;
    for (const auto& [port, slot] : slot_of_)
      for (const PortRef& to : s_.targets(port)) {
        if (!used_.count(to.node)) continue;
        const PortDesc* in = type_of(*s_.find(to.node)).input(to.port);
        if (in && in->kind == PortKind::tensor) by_place[place(port)] = {port, slot};
      }
    std::vector<std::pair<PortRef, int>> result;
    for (const auto& [name, entry] : by_place) result.push_back(entry);
    return result;
  }

  // ---- network ----
  void lower_network() {
    std::map<PortRef, int> value_of(batch_value_.begin(), batch_value_.end());
    for (NodeId id : order_) {
      const Node& node = *s_.find(id);
      const NodeType& type = type_of(node);
      if (!used_.count(id) || type.role == Role::source || type.role == Role::sample_step) continue;
      if (passed_by(node)) {
        for (const auto& [out, from] : passed_on(node)) value_of[out] = value_of.at(from);
        continue;
      }
      Instruction in;
      in.type = &type, in.name = node.name, in.id = id.value;
      const Node& owner = *weights_owner(s_, node);
      in.weights = owner.name, in.weights_id = owner.id.value;
      in.params = completed(all_params(node, type), analysis_.nodes.at(id)->automatic);
      in.for_prediction = type.role != Role::loss && type.role != Role::metric;
      for (const PortDesc& port : type.inputs) {
        const auto& sources = s_.sources({id, port.name});
        in.inputs.push_back(sources.empty() ? -1 : value_of.at(sources.front()));
      }
      for (const PortDesc& port : type.outputs) {
        in.outputs.push_back(value_of[{id, port.name}] = program_->values++);
        in.places.push_back(place({id, port.name}));
      }
      add_terms(node, type, in);
      program_->instructions.push_back(std::move(in));
    }
    add_outputs(value_of);
    mark_prediction();
  }

  void add_terms(const Node& node, const NodeType& type, const Instruction& in) {
    spec_.node_ids[node.name] = node.id.value;
    if (type.role == Role::loss) spec_.losses.push_back({node.name, find_entry(in.params, "loss_weight")->to_double()});
    if (type.role == Role::metric) spec_.metrics.push_back({node.name, type.metric_label, type.metric_higher_is_better});
  }

  /// What feeds the first input of losses and metrics is what the network says.
  void add_outputs(const std::map<PortRef, int>& value_of) {
    std::set<PortRef> said;
    for (Role role : {Role::loss, Role::metric})
      for (const Node* node : with_role(role)) said.insert(s_.sources({node->id, type_of(*node).inputs.front().name}).front());
    for (const PortRef& port : said)
      if (!batch_value_.count(port)) program_->outputs.push_back({place(port), value_of.at(port)});
  }

  /// Values that only losses and metrics need are not asked for when predicting.
  void mark_prediction() {
    std::set<int> needed;
    for (const auto& output : program_->outputs) needed.insert(output.value);
    for (auto it = program_->instructions.rbegin(); it != program_->instructions.rend(); ++it) {
      const bool probe = it->type->role == Role::probe;
      it->for_prediction =
          it->for_prediction && (probe || std::any_of(it->outputs.begin(), it->outputs.end(), [&](int v) { return needed.count(v) > 0; }));
      if (it->for_prediction) needed.insert(it->inputs.begin(), it->inputs.end());
    }
    for (const auto& [port, value] : batch_value_) program_->inputs.push_back({place(port), value, needed.count(value) > 0});
  }

  // ---- optimizers ----
  /// By their turn; those of one turn by name, so that the order rests on what is seen.
  std::vector<const Node*> in_turn(std::vector<const Node*> optimizers) const {
    const auto rank = [&](const Node* n) {
      const Value turn = param_or_default(*n, type_of(*n), "turn");
      return std::pair(turn.is_int() ? turn.to_int() : 0, n->name);
    };
    std::sort(optimizers.begin(), optimizers.end(), [&](const Node* a, const Node* b) { return rank(a) < rank(b); });
    return optimizers;
  }

  void lower_optimizer(const Node& node) {
    const NodeType& type = type_of(node);
    train::OptimizerSpec o;
    o.name = node.name, o.type = type.optimizer->name;
    const Value::Dict params = all_params(node, type);
    o.options = engine_options(*type.optimizer->options, params);
    for (const PortRef& loss : s_.sources({node.id, "loss"})) o.losses.push_back(s_.find(loss.node)->name);
    if (o.losses.empty()) return;  // not wired: the analysis has warned
    std::sort(o.losses.begin(), o.losses.end());
    for (const std::string& name : listed_names(find_entry(params, "scope")->to_string()))
      o.scope.push_back(weights_owner(s_, *s_.find_by_name(name))->name);
    if (const auto& schedule = s_.sources({node.id, "schedule"}); !schedule.empty())
      o.scheduler = lower_schedule(*s_.find(schedule.front().node));
    spec_.optimizers.push_back(std::move(o));
  }

  train::SchedulerSpec lower_schedule(const Node& node) const {
    const NodeType& type = type_of(node);
    const Value::Dict params = all_params(node, type);
    train::SchedulerSpec schedule{type.scheduler->name, engine_options(*type.scheduler->options, params), false};
    if (type.scheduler->takes_metric) schedule.metric = find_entry(params, "metric")->to_string();
    else schedule.per_step = find_entry(params, "interval")->to_string() == "step";
    return schedule;
  }

  void finish() {
    Value::Dict run = s_.run;
    for (const auto& [key, value] : options_.run) set_entry(run, key, value);
    spec_.settings = run_settings(run);
    spec_.project_name = !options_.project_name.empty() ? options_.project_name : s_.title;
    spec_.project_json = project_text(*document_);
    std::shared_ptr<const Program> program = program_;
    spec_.make_module = [program](uint64_t seed) { return std::make_shared<GraphModule>(program, seed); };
  }

  const Snapshot& document_;
  const Expansion expansion_;
  const GraphState& s_;       ///< the flat document
  const LowerOptions& options_;
  Analysis analysis_;
  train::TrainSpec spec_;
  std::shared_ptr<Program> program_ = std::make_shared<Program>();
  std::vector<NodeId> order_;
  std::unordered_set<NodeId> used_;
  std::map<PortRef, int> slot_of_, batch_value_;
};

}  // namespace

train::TrainSpec lower(const Snapshot& snapshot, const LowerOptions& options) { return Lowering(snapshot, options).run(); }

}  // namespace tl::nodes
