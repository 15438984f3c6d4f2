// SPDX-License-Identifier: Apache-2.0
#include "nodes/analyze.h"

#include <algorithm>
#include <compare>
#include <utility>

#include "engine/core/error.h"
#include "engine/core/quote.h"
#include "engine/ops/functions.h"
#include "engine/optim/optimizer.h"
#include "engine/optim/registry.h"
#include "engine/optim/scheduler.h"
#include "nodes/analyzer.h"
#include "nodes/cost.h"
#include "nodes/expansion.h"
#include "nodes/node_build.h"
#include "nodes/practice.h"
#include "nodes/references.h"
#include "nodes/run_settings.h"

namespace tl::nodes {

namespace {

int64_t bytes_of(const TensorMeta& meta, int64_t n) {
  auto bytes = static_cast<int64_t>(element_size(meta.dtype));
  if (meta.per_sample) bytes *= n;  // it is collated where it meets the network
  for (const Dim& d : meta.dims) bytes *= d.scale * n + d.offset;
  return bytes;
}

bool same_specs(const std::vector<data::FieldSpec>& a, const std::vector<data::FieldSpec>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const data::FieldSpec& x, const data::FieldSpec& y) {
    return x.name == y.name && x.dtype == y.dtype && std::equal(x.sizes.begin(), x.sizes.end(), y.sizes.begin(), y.sizes.end());
  });
}

/// The nodes of each role that the whole graph is asked about.
struct ByRole {
  std::vector<const Node*> sources, losses, optimizers;
  explicit ByRole(const GraphState& state) {
    for (const auto& [id, node] : state.nodes)
      if (const NodeType* type = find_node_type(node->type)) {
        if (type->role == Role::source) sources.push_back(node.get());
        if (type->role == Role::loss) losses.push_back(node.get());
        if (type->role == Role::optimizer) optimizers.push_back(node.get());
      }
  }
};

void whole(Analysis& a, std::string text, std::string remedy, Fix fix = {}) {
  a.problems.push_back({Severity::error, {}, "", "", std::move(text), std::move(remedy), std::move(fix)});
}

}  // namespace

// ---- between two runs -----------------------------------------------------------------------------------------------------------

bool Analyzer::Flow::same_as(const Flow& other) const {
  return type == other.type && name == other.name && status == other.status && blocked_by == other.blocked_by &&
         waiting == other.waiting && outputs == other.outputs && classes == other.classes && same_specs(specs, other.specs);
}

void Analyzer::forget() {
  order_ = {}, base_ = {};
  problems_.clear(), flows_.clear(), recipes_.clear(), sources_.clear(), sharing_.clear(), far_.clear();
  on_circle_.clear();
}

void Analyzer::drop(NodeId id) {
  base_.nodes.erase(id), problems_.erase(id), flows_.erase(id), recipes_.erase(id), sources_.erase(id), sharing_.erase(id), far_.erase(id);
}

/// Fills `dirty_` with what an edit changed itself; what follows from it is found on the way.
void Analyzer::compare(const GraphState* before) {
  const auto touch = [this](const Edge& e) { dirty_.insert(e.from.node), dirty_.insert(e.to.node); };
  bool structure = !before;
  if (before) {
    auto old = before->nodes.begin();
    for (const auto& [id, node] : s_->nodes) {
      for (; old != before->nodes.end() && old->first < id; ++old) drop(old->first), structure = true;
      if (old == before->nodes.end() || old->first != id) dirty_.insert(id), structure = true;
      else {
        const Node &a = *old->second, &b = *node;
        if (&a != &b && !(a.type == b.type && a.name == b.name && a.bypassed == b.bypassed && a.params == b.params)) dirty_.insert(id);
        ++old;
      }
    }
    for (; old != before->nodes.end(); ++old) drop(old->first), structure = true;
    const bool same_wires = before->edges == s_->edges;
    auto gone = same_wires ? before->edges.end() : before->edges.begin(), here = same_wires ? s_->edges.end() : s_->edges.begin();
    while (gone != before->edges.end() || here != s_->edges.end()) {
      const bool end_gone = gone == before->edges.end(), end_here = here == s_->edges.end();
      const auto way = end_gone ? std::strong_ordering::greater : end_here ? std::strong_ordering::less : *gone <=> *here;
      if (way < 0) touch(*gone), base_.wires.erase(*gone), ++gone, structure = true;
      else if (way > 0) touch(*here), ++here, structure = true;
      else ++gone, ++here;
    }
  } else {
    for (const auto& [id, node] : s_->nodes) dirty_.insert(id);
  }
  if (structure) order_ = walk_order(*s_);
  dirty_.insert(sources_.begin(), sources_.end());
  dirty_.insert(far_.begin(), far_.end());
}

Analysis Analyzer::run(Snapshot snapshot, const AnalyzeOptions& options) {
  const Snapshot before = std::exchange(s_, std::move(snapshot));
  // Circles are mistakes that are soon mended: while there is one everything is looked at.
  const bool anew = !before || !std::exchange(sound_, false) || types_ != &node_types() || options.project_dir != options_.project_dir ||
                    !order_.circles.empty();
  options_ = options, types_ = &node_types();
  dirty_.clear(), visited_ = 0;
  if (anew) forget();
  compare(anew ? nullptr : before.get());
  if (!order_.circles.empty()) {
    forget();
    compare(nullptr);
    report_circles();
  }
  walk();
  Analysis analysis = assemble();
  sound_ = true;
  return analysis;
}

void Analyzer::report_circles() {
  for (const Circle& circle : order_.circles) {
    const Node& node = *s_->find(circle.all.front());
    std::string way;
    for (size_t i = 0; i < circle.way.size(); ++i) {
      if (i == 12 && circle.way.size() > 14) way += "… → ", i = circle.way.size() - 2;
      way += s_->find(circle.way[i])->name + " → ";
    }
    Advice advice;
    advice.remedy = "Remove one of its wires.";
    for (const Edge& e : s_->edges_of(circle.way.back()))
      if (e.from.node == circle.way.back() && e.to.node == node.id)
        advice.fix = {TL_TR("Remove the closing wire"), "remove_edge", e, "", {}, {}}, advice.port = e.to.port;
    fail(node, "the wires form a circle: " + way + node.name, advice);
    for (NodeId id : circle.all) {
      on_circle_.insert(id);
      if (id != node.id) block(*s_->find(id), node.id);
    }
  }
}

void Analyzer::walk() {
  for (NodeId id : order_.ids) {
    if (!dirty_.count(id) || on_circle_.count(id)) continue;
    const Node& node = *s_->find(id);
    const bool known = flows_.count(id) > 0;
    const Flow before = known ? std::move(flows_[id]) : Flow();
    drop(id);
    ++visited_;
    visit(node);
    if (const NodeType* type = find_node_type(node.type); type && type->role == Role::source) sources_.insert(id);
    if (!shared_name(node).empty()) sharing_.insert(id);
    Flow& flow = flows_[id];
    flow.type = node.type, flow.name = node.name;
    const NodeReport& report = *base_.nodes[id];
    flow.status = report.status, flow.blocked_by = report.blocked_by;
    if (report.status == NodeStatus::blocked) flow.waiting = report.message;
    fill_wires(id);
    if (known && flow.same_as(before)) continue;
    for (const Edge& e : s_->edges_of(id))
      if (e.from.node == id) dirty_.insert(e.to.node);
  }
}

/// What flows on the wires that leave a node, as their other ends see it.
void Analyzer::fill_wires(NodeId id) {
  for (const Edge& e : s_->edges_of(id)) {
    const TensorMeta* meta = flowing(e.from);
    const Node* to = s_->find(e.to.node);
    const NodeType* type = find_node_type(to->type);
    const PortDesc* port = type ? type->input(e.to.port) : nullptr;
    if (meta) base_.wires[e].write() = seen_at(*meta, port ? port->kind : PortKind::tensor);
    else base_.wires.erase(e);
  }
}

// ---- the whole ------------------------------------------------------------------------------------------------------------------

void Analyzer::note(Analysis& a, std::vector<Problem>& list, Severity severity, const Node& node, std::string text, Advice advice) {
  NodeReport& r = a.nodes[node.id].write();
  const bool error = severity == Severity::error;
  if (error ? r.status != NodeStatus::error : r.status == NodeStatus::ok)
    r.status = error ? NodeStatus::error : NodeStatus::warning, r.message = text, r.remedy = advice.remedy;
  list.push_back({severity, node.id, std::move(advice.port), std::move(advice.param), str(node.name, ": ", text), std::move(advice.remedy),
                  std::move(advice.fix), std::move(advice.more)});
}

Analysis Analyzer::assemble() {
  Analysis a = base_;
  a.revision = s_->revision;
  a.node_count = static_cast<int64_t>(s_->nodes.size()), a.wire_count = static_cast<int64_t>(s_->edges.size());
  if (!problems_.empty())
    for (NodeId id : order_.ids)
      if (auto found = problems_.find(id); found != problems_.end())
        a.problems.insert(a.problems.end(), found->second.begin(), found->second.end());
  check_shares(a);
  if (options_.need_training) check_training(a);
  totals(a);
  if (options_.need_training) give_advice(*s_, recipes_, a);
  std::stable_sort(a.problems.begin(), a.problems.end(), [](const Problem& x, const Problem& y) { return x.severity > y.severity; });
  return a;
}

void Analyzer::check_training(Analysis& a) {
  const ByRole found(*s_);
  if (found.sources.empty()) whole(a, "There is no data", "Add a data node.", {TL_TR("Add digits data"), "add_node", {}, "Digits", {}, {}});
  const auto &losses = found.losses, &optimizers = found.optimizers;
  if (losses.empty())
    whole(a, "There is no loss to minimise", "Add a loss node and wire the network's output and the labels to it.",
          {TL_TR("Add CrossEntropy"), "add_node", {}, "CrossEntropyLoss", {}, {}});
  if (optimizers.empty()) {
    whole(a, "There is no optimizer", "Add an optimizer and wire the loss to it.", {TL_TR("Add Adam"), "add_node", {}, "Adam", {}, {}});
  } else {
    const bool any = std::any_of(optimizers.begin(), optimizers.end(), [&](const Node* o) {
      return !s_->sources({o->id, "loss"}).empty();
    });
    if (!any && !losses.empty())
      whole(a, "No optimizer follows a loss", "Wire the loss to the optimizer.",
            {str("Wire ", losses[0]->name, " to ", optimizers[0]->name), "connect",
             {{losses[0]->id, "loss"}, {optimizers[0]->id, "loss"}}, "", {}, {}});
    for (const Node* loss : losses)
      if (any && !a.nodes[loss->id]->summary.empty() && s_->targets({loss->id, "loss"}).empty())
        note(a, a.problems, Severity::warning, *loss, "no optimizer follows this loss", {"Wire it to an optimizer.", {}, "loss", ""});
  }
  for (const Node* o : optimizers) check_scope(a, *o), check_optimizer(a, *o);
  for (const auto& [key, value] : s_->run)
    if (!run_settings_description().find(key))
      a.problems.push_back(
          {Severity::warning, {}, "", key, str("Run setting '", quotable(key), "' is not known here"), "It is kept but has no effect.", {}});
  try {
    run_settings(s_->run);
  } catch (const Error& e) {
    whole(a, "Run settings: " + e.message(), e.remedy().empty() ? str("Correct ", e.argument(), ".") : e.remedy());
  }
}

void Analyzer::check_scope(Analysis& a, const Node& optimizer) {
  const NodeType& type = *find_node_type(optimizer.type);
  const Value scope = param_or_default(optimizer, type, "scope");
  if (!scope.is_string()) return;
  for (const std::string& name : listed_names(scope.to_string()))
    if (!s_->find_by_name(name))
      note(a, a.problems, Severity::error, optimizer, str("scope names '", quotable(name), "', which does not exist"),
           {"Correct the scope.", {}, "", "scope"});
}

/// Whatever its constructor refuses is told here instead of when training begins; the same for the schedule that is wired to it.
void Analyzer::check_optimizer(Analysis& a, const Node& optimizer) {
  if (a.nodes[optimizer.id]->status == NodeStatus::error) return;
  const NodeType& type = *find_node_type(optimizer.type);
  std::unique_ptr<optim::Optimizer> built;
  try {
    built = type.optimizer->make({zeros({1})}, engine_options(*type.optimizer->options, all_params(optimizer, type)));
  } catch (const Error& e) {
    return complain(a, optimizer, type, e);
  }
  if (type.optimizer->sparse_only) check_gradients_are_sparse(a, optimizer);
  const auto& wired = s_->sources({optimizer.id, "schedule"});
  const Node* schedule = wired.empty() ? nullptr : s_->find(wired.front().node);
  const NodeType* kind = schedule ? find_node_type(schedule->type) : nullptr;
  if (!kind || !kind->scheduler || a.nodes[schedule->id]->status == NodeStatus::error) return;
  try {
    kind->scheduler->make(*built, engine_options(*kind->scheduler->options, all_params(*schedule, *kind)));
  } catch (const Error& e) {
    complain(a, *schedule, *kind, e);
  }
}

void Analyzer::complain(Analysis& a, const Node& node, const NodeType& type, const Error& e) {
  Advice advice;
  advice.remedy = e.remedy().empty() ? str("Correct the parameters of ", node.name, ".") : e.remedy();
  if (type.field(e.argument())) advice.param = e.argument(), advice.fix = {str("Reset ", e.argument()), "reset_param", {}, e.argument(), {}, {}};
  note(a, a.problems, Severity::error, node, e.message(), std::move(advice));
}

void Analyzer::check_gradients_are_sparse(Analysis& a, const Node& optimizer) {
  const NodeType& type = *find_node_type(optimizer.type);
  const std::vector<std::string> scope = listed_names(param_or_default(optimizer, type, "scope").to_string());
  for (NodeId id : order_.ids) {
    const Node& node = *s_->find(id);
    const NodeType* layer = find_node_type(node.type);
    const bool trained = scope.empty() || std::find(scope.begin(), scope.end(), node.name) != scope.end();
    if (!layer || !trained || a.nodes[id]->parameters == 0) continue;
    const Value sparse = layer->field("sparse") ? param_or_default(node, *layer, "sparse") : Value(false);
    if (sparse.is_bool() && sparse.to_bool()) continue;
    return note(a, a.problems, Severity::error, optimizer,
                str(type.title, " takes sparse gradients only, and those of ", node.name, " are dense"),
                {"Use Adam, or name in scope only embeddings with sparse on.", {}, "", "scope"});
  }
}

void Analyzer::totals(Analysis& a) {
  int64_t activations = 0, one = 0, two = 0, state_floats = 0;
  for (const auto& [id, recipe] : recipes_) {
    a.batch_size = recipe.batch_size;
    auto size = [](const auto& source) { return source ? source->size() : 0; };
    a.train_samples = size(recipe.train), a.validation_samples = size(recipe.validation), a.test_samples = size(recipe.test);
    a.steps_per_epoch =
        recipe.drop_last ? a.train_samples / recipe.batch_size : (a.train_samples + recipe.batch_size - 1) / recipe.batch_size;
  }
  for (const auto& [id, r] : a.nodes) {
    a.parameters += r->parameters, a.flops += r->flops;
    for (const PortReport& p : r->ports)
      if (p.is_output && p.meta)
        activations += bytes_of(*p.meta, a.batch_size), one += bytes_of(*p.meta, 1), two += bytes_of(*p.meta, 2);
  }
  for (const Node* o : ByRole(*s_).optimizers) {
    const NodeType& type = *find_node_type(o->type);
    state_floats = std::max(state_floats, optimizer_state_floats(type, all_params(*o, type)));
  }
  a.fixed_bytes = a.parameters * 4 * (2 + state_floats);
  a.sample_bytes = 2 * (two - one);
  a.forecast_bytes = a.fixed_bytes + 2 * activations;
  if (options_.need_training && a.parameters == 0 && a.valid() && !a.nodes.empty())
    whole(a, "Nothing can be trained: no layer has parameters", "Add a layer such as Linear.");
}

int64_t Analysis::largest_batch(int64_t bytes) const {
  if (sample_bytes <= 0 || batch_size <= 0) return 0;
  const int64_t at_none = forecast_bytes - batch_size * sample_bytes;  // what does not grow with the batch
  return std::max<int64_t>(0, (bytes - at_none) / sample_bytes);
}

// ---- as seen from outside -------------------------------------------------------------------------------------------------------

namespace {
Analysis analyze_unfolded(Analyzer& analyzer, Snapshot snapshot, const AnalyzeOptions& options) {
  const Expansion expansion(std::move(snapshot));
  Analysis analysis = analyzer.run(expansion.flat(), options);
  if (!expansion.trivial()) report_groups(analysis, expansion);
  return analysis;
}
}  // namespace

Analysis analyze(const GraphState& state, const AnalyzeOptions& options) {
  Analyzer analyzer;
  return analyze_unfolded(analyzer, Snapshot(std::shared_ptr<const GraphState>(), &state), options);
}

IncrementalAnalyzer::IncrementalAnalyzer() : analyzer_(std::make_unique<Analyzer>()) {}
IncrementalAnalyzer::~IncrementalAnalyzer() = default;
Analysis IncrementalAnalyzer::analyze(Snapshot snapshot, const AnalyzeOptions& options) {
  return analyze_unfolded(*analyzer_, std::move(snapshot), options);
}
size_t IncrementalAnalyzer::visited() const { return analyzer_->visited(); }

}  // namespace tl::nodes
