// SPDX-License-Identifier: Apache-2.0
#include "nodes/preflight.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <map>
#include <set>
#include <unistd.h>

#include "engine/autograd/grad_mode.h"
#include "engine/core/error.h"
#include "engine/data/loader.h"
#include "engine/ops/functions.h"
#include "engine/train/stepper.h"
#include "nodes/expansion.h"
#include "nodes/forecast.h"
#include "nodes/lower.h"
#include "nodes/preflight_data.h"

namespace tl::nodes {

namespace {

constexpr int64_t most_samples = 64;   ///< of the batch that is looked at
constexpr double many = 0.5;           ///< share of units that may be dead or saturated

bool is_rectifier(const std::string& type) { return type == "ReLU" || type == "ReLU6"; }
bool saturates(const std::string& type) { return type == "Sigmoid" || type == "Tanh"; }

/// The units of each activation that say the same whatever they are shown.
class Units final : public train::Observer {
 public:
  explicit Units(const GraphState& state) : state_(state) {}
  struct Count {
    int64_t units = 0, idle = 0;
  };
  std::map<NodeId, Count> counts;

  void on_output(const std::string& place, const Tensor& value) override {
    const Node* node = state_.find_by_name(place.substr(0, place.find('.')));
    if (!node || value.dim() < 2 || !value.is_floating_point()) return;
    const bool dead = is_rectifier(node->type), full = saturates(node->type);
    if (!dead && !full) return;
    const NoGradGuard no_grad;
    // One row for each unit: a feature, or a channel of an image.
    const Tensor rows = value.detach().to(kFloat).cpu().transpose(0, 1).reshape({value.size(1), -1}).contiguous();
    const float limit = node->type == "Sigmoid" ? 0.49f : 0.98f;
    Count count;
    count.units = rows.size(0);
    const auto* x = rows.data_ptr<float>();
    for (int64_t u = 0; u < rows.size(0); ++u, x += rows.size(1))
      count.idle += std::all_of(x, x + rows.size(1), [&](float v) {
        return dead ? v == 0 : std::fabs(node->type == "Sigmoid" ? v - 0.5f : v) >= limit;
      });
    counts[node->id] = count;
  }

 private:
  const GraphState& state_;
};

class Preflight {
 public:
  Preflight(const Snapshot& document, const PreflightOptions& options) : expansion_(document), s_(*expansion_.flat()), options_(options) {
    say("building the network");
    spec_ = lower(document, {options.project_dir, "", options.run});
    analysis_ = analyze(s_, {options.project_dir, true});
    batch_ = first_batch(spec_, std::min(spec_.train.batch_size, most_samples));
  }

  std::vector<Finding> run() {
    say("looking at the data");
    for (Finding& f : look_at_data(s_, spec_, [this] { stop_if_asked(); })) found_.push_back(std::move(f));
    unused();
    say("rehearsing the run");
    memory();
    say("making one step");
    first_step();
    say("learning one batch by heart");
    by_heart();
    std::stable_sort(found_.begin(), found_.end(), [](const Finding& a, const Finding& b) { return a.good < b.good; });
    for (Finding& f : found_) bring_home(f.problem, expansion_);
    return std::move(found_);
  }

 private:
  void say(const std::string& what) const {
    stop_if_asked();
    if (options_.progress) options_.progress(what);
  }
  void stop_if_asked() const {
    if (options_.interrupted && options_.interrupted()) throw Error(ErrorCategory::interrupted, "pre-flight check", "stopped", "");
  }
  void good(const char* check, std::string text) { found_.push_back({check, true, {Severity::warning, {}, "", "", std::move(text), "", {}}}); }
  void bad(const char* check, NodeId node, std::string text, std::string remedy, Fix fix = {}) {
    found_.push_back({check, false, {Severity::warning, node, "", "", std::move(text), std::move(remedy), std::move(fix)}});
  }
  NodeId id_of(const std::string& name) const {
    const Node* node = s_.find_by_name(name);
    return node ? node->id : NodeId{};
  }
  static std::string node_of(const std::string& parameter) { return parameter.substr(0, parameter.find('.')); }
  static std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (size_t i = 0; i < names.size(); ++i) {
      if (i == 4 && names.size() > 5) return text + str(" and ", names.size() - i, " more");
      text += (i ? ", " : "") + names[i];
    }
    return text;
  }

  /// Nodes from which no wire leads to anything that is measured or minimised.
  void unused() {
    std::set<NodeId> used;
    std::vector<NodeId> todo;
    for (const auto& [id, node] : s_.nodes)
      if (const NodeType* type = find_node_type(node->type))
        if (type->role == Role::optimizer || type->role == Role::metric || type->role == Role::probe) todo.push_back(id);
    while (!todo.empty()) {
      const NodeId id = todo.back();
      todo.pop_back();
      if (!used.insert(id).second) continue;
      for (const Edge& e : s_.edges_of(id))
        if (e.to.node == id) todo.push_back(e.from.node);
    }
    std::vector<std::string> idle;
    NodeId first;
    for (NodeId id : s_.topological_order())
      if (!used.count(id)) idle.push_back(s_.find(id)->name), first = first ? first : id;
    if (idle.empty()) good("use", fmt::format("each of the {} nodes leads to a loss, a metric or an optimizer", s_.nodes.size()));
    else bad("use", first, listed(idle) + (idle.size() == 1 ? " leads" : " lead") + " to no loss and no metric", "Wire what is meant to count, delete the rest.");
  }

  static std::string size(int64_t bytes) {
    const auto b = static_cast<double>(bytes);
    return b < 1e6 ? fmt::format("{:.0f} kB", b / 1e3) : b < 1e9 ? fmt::format("{:.3g} MB", b / 1e6) : fmt::format("{:.3g} GB", b / 1e9);
  }

  /// What the whole run will take, against what this machine has.
  void memory() {
    const int64_t have = options_.memory > 0 ? options_.memory : static_cast<int64_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<int64_t>(sysconf(_SC_PAGESIZE)) / 5 * 4;
    const Forecast f = nodes::forecast(expansion_.document(), {options_.project_dir, options_.run, have, options_.interrupted});
    if (!f.trouble.empty()) return good("memory", "what the run will take cannot be told before it: " + f.trouble);
    const std::string parts = fmt::format("batches of {} take {}: parameters {}, gradients {}, optimizer {}, data {}, activations and scratch memory {}", f.batch_size,
                                          size(f.train_bytes), size(f.parameter_bytes), size(f.gradient_bytes), size(f.state_bytes), size(f.data_bytes), size(f.activation_bytes));
    const std::string most = f.whole_data_fits ? str("; even all ", f.largest_batch, " training samples at once fit into ", size(have))
                             : f.largest_batch > 0 ? str("; batches of up to ", f.largest_batch, " fit into ", size(have))
                                                   : str("; not even batches of 1 fit into ", size(have));
    if (f.train_bytes <= have) return good("memory", parts + most);
    const Node* source = nullptr;
    for (const auto& [id, node] : s_.nodes)
      if (const NodeType* type = find_node_type(node->type); type && type->role == Role::source) source = node.get();
    Fix fix;
    if (f.largest_batch > 0 && source)
      fix = {str("Set batch_size of ", source->name, " to ", f.largest_batch), "set_param", {}, "batch_size", {{"batch_size", Value(f.largest_batch)}}, source->id};
    bad("memory", source ? source->id : NodeId{}, parts + most, f.largest_batch > 0 ? "Use smaller batches." : "Make the network smaller.", std::move(fix));
  }

  void first_step() {
    train::Stepper stepper(spec_, spec_.settings.seed);
    Units units(s_);
    std::map<std::string, double> norms;  // of each parameter's gradient; the largest of all phases
    const auto look = [&] {
      for (const auto& item : stepper.module().named_parameters()) {
        if (!item.value().requires_grad()) continue;
        const Tensor& g = item.value().grad();
        double& norm = norms[item.key()];
        if (g.defined()) norm = std::max(norm, g.detach().to(kDouble).norm().item<double>());
      }
    };
    try {
      const train::StepResult result = stepper.step({batch_}, 0, &units, look);
      for (const auto& [name, value] : result.losses) first_loss(name, value);
    } catch (const Error& e) {
      if (e.category() != ErrorCategory::diverged) throw;
      bad("first loss", id_of(e.argument()), e.message(), "Look at the data and at how the weights are drawn: nothing can be learnt from this.");
    }
    idle_units(units);
    gradients(norms);
  }

  void first_loss(const std::string& name, double value) {
    const Node& node = *s_.find_by_name(name);
    const auto guess = loss_of_guessing(s_, analysis_, node, batch_);
    if (!guess) return good("first loss", fmt::format("{} starts at {:.4g}", name, value));
    const std::string text = fmt::format("{} starts at {:.3g}; {} gives {:.3g}", name, value, guess->who, guess->loss);
    if (value <= 1.6 * guess->loss + 0.2 && value >= 0.3 * guess->loss - 0.05) return good("first loss", text);
    if (value < guess->loss)
      return bad("first loss", node.id, text + ": it knows the answers before it has learnt", "See whether the labels reach the network as an input.");
    const Node* layer = last_layer(s_, node.id);
    Fix fix;
    std::string remedy = "Scale the inputs, or draw the weights of the last layer smaller.";
    if (layer && layer->param("weight_init")) {
      remedy = str("Let ", layer->name, " draw its weights as usual.");
      fix = {str("Reset weight_init of ", layer->name), "reset_param", {}, "weight_init", {}, layer->id};
    }
    bad("first loss", node.id, text + ": it is sure of wrong answers", remedy, std::move(fix));
  }

  void idle_units(const Units& units) {
    double most = 0;
    bool fine = true;
    for (const auto& [id, count] : units.counts) {
      const double share = static_cast<double>(count.idle) / static_cast<double>(std::max<int64_t>(count.units, 1));
      most = std::max(most, share);
      if (share <= many) continue;
      fine = false;
      const Node& node = *s_.find(id);
      const bool dead = is_rectifier(node.type);
      Fix fix;
      if (dead) fix = {str("Change ", node.name, " to LeakyReLU"), "retype", {}, "LeakyReLU", {}, id};
      bad("units", id,
          fmt::format("{} of {}'s {} units {} for each of {} samples", count.idle, node.name, count.units, dead ? "give 0" : "are saturated",
                      batch_.samples),
          dead ? "Draw the weights or biases before it otherwise, or take LeakyReLU: what gives 0 learns nothing."
               : "Scale the inputs or the weights before it: what is saturated learns slowly.",
          std::move(fix));
    }
    if (!units.counts.empty() && fine)
      good("units", fmt::format("at most {:.0f} % of the units of an activation are dead or saturated at the start", most * 100));
  }

  void gradients(const std::map<std::string, double>& norms) {
    if (norms.empty()) return;
    std::vector<std::string> none;
    double least = std::numeric_limits<double>::infinity(), most = 0;
    std::string weakest;
    for (const auto& [name, norm] : norms) {
      if (norm == 0) none.push_back(name);
      if (!name.ends_with(".weight") || norm == 0) continue;
      if (norm < least) least = norm, weakest = name;
      most = std::max(most, norm);
    }
    if (!none.empty())
      bad("gradients", id_of(node_of(none.front())), "no gradient reaches " + listed(none), "See what stands between it and the loss: a wire, a dead unit, a step without a derivative.");
    else if (most > 0 && least / most < 1e-5)
      bad("gradients", id_of(node_of(weakest)), fmt::format("the gradient of {} is {:.1e} of the strongest one", weakest, least / most),
          "Put a normalization or a way past between the layers, or take another activation.");
    else if (most > 0) good("gradients", fmt::format("gradients reach all {} parameters; their norms are {:.2g} to {:.2g}", norms.size(), least, most));
    untrained(norms);
  }

  /// Trainable parameters that are in no optimizer's scope.
  void untrained(const std::map<std::string, double>& norms) {
    std::vector<std::string> left;
    for (const auto& [name, norm] : norms) {
      const bool taken = std::any_of(spec_.optimizers.begin(), spec_.optimizers.end(), [&, n = name](const train::OptimizerSpec& o) {
        return o.scope.empty() ||
               std::any_of(o.scope.begin(), o.scope.end(), [&](const std::string& s) { return n == s || n.starts_with(s + "."); });
      });
      if (!taken) left.push_back(name);
    }
    if (!left.empty())
      bad("use", id_of(node_of(left.front())), "no optimizer trains " + listed(left), "Widen the scope of an optimizer, or freeze the layer.");
  }

  void by_heart() {
    train::Stepper stepper(spec_, spec_.settings.seed);
    const auto start = std::chrono::steady_clock::now();
    double first = 0, last = 0;
    int64_t made = 0;
    std::vector<double> took;
    const Node* optimizer = s_.find_by_name(spec_.optimizers.front().name);
    const double lr = stepper.learning_rate(spec_.optimizers.front().name);
    const auto with_lr = [&](double value) {
      return Fix{fmt::format("Set lr of {} to {:g}", optimizer->name, value), "set_param", {}, "lr", {{"lr", Value(value)}}, optimizer->id};
    };
    try {
      for (; made < options_.steps && (made == 0 || last > 0.1 * first); ++made) {
        stop_if_asked();
        const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
        if (made >= 5 && spent.count() > options_.seconds) break;
        const auto before = std::chrono::steady_clock::now();
        last = stepper.step({batch_}, made).loss;
        if (made == 0) first = last;
        else took.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count());  // the first one warms up
      }
    } catch (const Error& e) {
      if (e.category() != ErrorCategory::diverged) throw;
      return bad("one batch", optimizer->id, fmt::format("one batch of {}: {}", batch_.samples, e.message()), "Lower the learning rate.", with_lr(lr / 10));
    }
    forecast(took);
    const std::string text = fmt::format("one batch of {}: the loss goes from {:.3g} to {:.3g} in {} steps", batch_.samples, first, last, made);
    if (last <= 0.7 * first) good("one batch", text);
    else if (last > 1.05 * first) bad("one batch", optimizer->id, text + ": it grows", "Lower the learning rate.", with_lr(lr / 10));
    else if (made < options_.steps) good("one batch", text + "; there was no time for more");
    else bad("one batch", optimizer->id, text + ": not even one batch is learnt", "Raise the learning rate, or give the network more to learn with.", with_lr(lr * 10));
  }

  static std::string duration(double seconds) {
    if (seconds < 1) return "less than a second";
    if (seconds < 90) return fmt::format("about {:.0f} s", seconds);
    return seconds < 5400 ? fmt::format("about {:.0f} min", seconds / 60) : fmt::format("about {:.1f} h", seconds / 3600);
  }

  /// From the steps just made: how long the run will compute. Reading the data goes on beside it.
  void forecast(std::vector<double> took) {
    if (took.empty() || analysis_.steps_per_epoch <= 0) return;
    std::nth_element(took.begin(), took.begin() + static_cast<ptrdiff_t>(took.size() / 2), took.end());
    const double samples = static_cast<double>(batch_.samples), full = static_cast<double>(spec_.train.batch_size);
    const double epoch = took[took.size() / 2] * full / samples * static_cast<double>(analysis_.steps_per_epoch);
    good("time", fmt::format("an epoch of {} steps takes {} of computing here, {} epochs {}", analysis_.steps_per_epoch, duration(epoch),
                             spec_.settings.epochs, duration(epoch * static_cast<double>(spec_.settings.epochs))));
  }

  const Expansion expansion_;
  const GraphState& s_;  ///< the flat document
  const PreflightOptions& options_;
  train::TrainSpec spec_;
  Analysis analysis_;
  data::Batch batch_;
  std::vector<Finding> found_;
};

}  // namespace

std::vector<Finding> preflight(const Snapshot& snapshot, const PreflightOptions& options) { return Preflight(snapshot, options).run(); }

}  // namespace tl::nodes
