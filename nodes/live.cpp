// SPDX-License-Identifier: Apache-2.0
// Invariant: an entry's `key` names everything its values depend on: type, parameters, seed and, by version, what flows in. A node whose
// values come out as they were keeps their versions, so that what follows it is left alone too.
#include "nodes/live.h"

#include <algorithm>
#include <cstring>
#include <set>

#include "engine/autograd/grad_mode.h"
#include "engine/core/error.h"
#include "engine/core/random_context.h"
#include "engine/data/loader.h"
#include "engine/nn/registry.h"
#include "engine/ops/functions.h"
#include "engine/train/watch.h"
#include "nodes/data_recipe.h"
#include "nodes/expansion.h"
#include "nodes/graph_module.h"
#include "nodes/live_maps.h"
#include "nodes/node_build.h"
#include "nodes/patch.h"
#include "nodes/port_rules.h"
#include "nodes/references.h"
#include "nodes/run_settings.h"

namespace tl::nodes {

namespace {

using Names = std::shared_ptr<const std::vector<std::string>>;
using Indices = std::shared_ptr<const std::vector<int64_t>>;

/// What flows out of a port: samples lie along the first axis, on the sample side too.
struct Flowing {
  Tensor value;
  uint64_t version = 0;
  Names classes;     ///< of labels: what their numbers mean
  Indices indices;   ///< of the sample side: which samples these are
};

struct Key {
  std::string type;
  Value::Dict params;
  uint64_t seed = 0;
  std::vector<uint64_t> inputs;   ///< versions; 0: not wired
  bool operator==(const Key&) const = default;
};

bool same_bytes(const Tensor& a, const Tensor& b) {
  if (a.defined() != b.defined()) return false;
  if (!a.defined()) return true;
  return a.dtype() == b.dtype() && std::equal(a.sizes().begin(), a.sizes().end(), b.sizes().begin(), b.sizes().end()) &&
         (a.numel() == 0 || std::memcmp(a.data_ptr(), b.data_ptr(), a.nbytes()) == 0);
}

int64_t bytes_at(const NodeReport& report, int64_t n) {
  int64_t sum = 0;
  for (const PortReport& port : report.ports) {
    if (!port.is_output || !port.meta) continue;
    auto bytes = static_cast<int64_t>(element_size(port.meta->dtype)) * (port.meta->per_sample ? n : 1);
    for (const Dim& d : port.meta->dims) bytes *= d.scale * n + d.offset;
    sum += bytes;
  }
  return sum;
}

std::string size_text(int64_t bytes) {
  const double mega = static_cast<double>(bytes) / (1 << 20);
  return mega >= 1024 ? str(static_cast<int64_t>(mega / 102.4) / 10.0, " GB") : str(static_cast<int64_t>(mega + 0.5), " MB");
}

std::vector<std::string> words_of(const Flowing& from) {
  std::vector<std::string> words;
  if (!from.classes || from.value.dim() != 1 || from.value.dtype() != kLong) return words;
  const auto* labels = from.value.data_ptr<int64_t>();
  const auto count = static_cast<int64_t>(from.classes->size());
  for (int64_t i = 0; i < from.value.size(0); ++i) {
    if (labels[i] < 0 || labels[i] >= count) return {};
    words.push_back((*from.classes)[static_cast<size_t>(labels[i])]);
  }
  return words;
}

}  // namespace

struct LiveData::Entry {
  Key key;
  std::string name;
  std::vector<Flowing> outputs;
  std::shared_ptr<const LiveNode> shown;
  int64_t bytes() const {
    int64_t sum = 0;
    for (const Flowing& out : outputs)
      if (out.value.defined()) sum += static_cast<int64_t>(out.value.nbytes());
    return sum;
  }
};

class LiveData::Walk {
 public:
  Walk(LiveData& live, const GraphState& state, const Analysis& analysis, const LiveOptions& options)
      : live_(live), s_(state), analysis_(analysis), options_(options) {}

  LiveBatch run() {
    const NoGradGuard no_grad;
    found_.revision = s_.revision, found_.batch = options_.batch, found_.batch_size = analysis_.batch_size;
    try {
      seed_ = run_settings(s_.run).seed;
    } catch (const Error&) {
      seed_ = 0;  // the settings are wrong, and the analysis has said so
    }
    const std::vector<NodeId> order = s_.topological_order();
    std::erase_if(live_.entries_, [this](const auto& entry) { return !s_.find(entry.first); });
    samples_ = affordable(order);
    for (NodeId id : order) {
      if (options_.interrupted && options_.interrupted()) throw Error(ErrorCategory::interrupted, "live data", "stopped", "");
      visit(*s_.find(id));
    }
    return std::move(found_);
  }

 private:
  int64_t needs(const NodeReport& report, int64_t samples) const { return bytes_at(report, samples) + 4 * report.parameters; }

  /// The largest number of samples, halved from what was asked for, whose values and computing stay within the limits; at least one. Nodes
  /// that are too large by themselves do not count: they say so, and the others go on.
  int64_t affordable(const std::vector<NodeId>& order) const {
    int64_t n = std::max<int64_t>(1, options_.samples);
    if (analysis_.batch_size > 0) n = std::min(n, analysis_.batch_size);
    const auto bytes = [&](int64_t samples) {
      int64_t sum = 0;
      for (NodeId id : order)
        if (const NodeReport* report = analysis_.node(id); report && needs(*report, 1) <= options_.max_bytes)
          sum += needs(*report, samples);
      return sum;
    };
    while (n > 1 && (bytes(n) > options_.max_bytes || analysis_.flops * n > options_.max_flops)) n /= 2;
    return n;
  }

  /// What a node has to say instead of values.
  void refuse(const Node& node, std::string why) {
    Entry& entry = live_.entries_[node.id];
    if (!entry.shown || entry.shown->trouble != why || !entry.outputs.empty()) {
      entry = {};
      LiveNode shown;
      shown.trouble = std::move(why);
      entry.shown = std::make_shared<const LiveNode>(std::move(shown));
    }
    entry.name = node.name;
    found_.nodes[node.id] = entry.shown;
  }

  const Flowing* flowing(const PortRef& from) const {
    const Node* node = s_.find(from.node);
    const NodeType* type = node ? find_node_type(node->type) : nullptr;
    const auto entry = live_.entries_.find(from.node);
    if (!type || entry == live_.entries_.end()) return nullptr;
    for (size_t o = 0; o < type->outputs.size() && o < entry->second.outputs.size(); ++o)
      if (type->outputs[o].name == from.port) return entry->second.outputs[o].value.defined() ? &entry->second.outputs[o] : nullptr;
    return nullptr;
  }

  void visit(const Node& node) {
    const NodeType* type = find_node_type(node.type);
    const NodeReport* report = analysis_.node(node.id);
    if (!type || !report) return;
    if (type->role == Role::optimizer || type->role == Role::scheduler) return;
    if (report->status == NodeStatus::error || report->status == NodeStatus::blocked) return refuse(node, report->message);
    std::vector<const Flowing*> inputs;
    for (const PortDesc& port : type->inputs) {
      const auto& sources = s_.sources({node.id, port.name});
      inputs.push_back(sources.empty() ? nullptr : flowing(sources.front()));
      if (inputs.back() || (sources.empty() && port.optional)) continue;
      if (sources.empty()) return refuse(node, str("input '", port.name, "' is not wired"));
      return refuse(node, str("waiting for ", s_.find(sources.front().node)->name));
    }
    const int64_t needed = needs(*report, samples_);
    if (held_ + needed > options_.max_bytes)
      return refuse(node, str("too large to look at before training: it needs ", size_text(needed), " for ", samples_,
                              samples_ == 1 ? " sample" : " samples"));
    try {
      if (type->role == Role::source) look_at_source(node, *type);
      else if (node.bypassed && can_bypass(*type)) pass_on(node, *type);
      else look_at(node, *type, *report, inputs);
    } catch (const Error& e) {
      if (e.category() == ErrorCategory::interrupted) throw;
      return refuse(node, e.message());
    } catch (const std::bad_alloc&) {
      return refuse(node, "there is not enough memory to look at it");
    }
    held_ += live_.entries_[node.id].bytes();
    found_.held_bytes = held_;
  }

  /// Takes what was computed, keeping the versions of values that are as before.
  void keep(const Node& node, const NodeType& type, Key key, std::vector<Flowing> outputs, std::optional<double> number) {
    Entry& entry = live_.entries_[node.id];
    bool same = entry.shown && entry.shown->trouble.empty() && entry.outputs.size() == outputs.size() && entry.shown->number == number &&
                entry.name == node.name && entry.key.type == key.type;
    for (size_t o = 0; o < outputs.size(); ++o) {
      if (outputs[o].value.defined()) outputs[o].value = outputs[o].value.detach().contiguous();
      const bool as_before = o < entry.outputs.size() && same_bytes(entry.outputs[o].value, outputs[o].value) &&
                             same_meaning(entry.outputs[o], outputs[o]);
      outputs[o].version = as_before ? entry.outputs[o].version : ++live_.versions_;
      same = same && as_before;
    }
    entry.key = std::move(key), entry.outputs = std::move(outputs), entry.name = node.name;
    if (!same) entry.shown = std::make_shared<const LiveNode>(show(node, type, entry.outputs, number));
    found_.nodes[node.id] = entry.shown;
  }

  static bool same_meaning(const Flowing& a, const Flowing& b) {
    const auto same = [](const auto& x, const auto& y) { return x == y || (x && y && *x == *y); };
    return same(a.classes, b.classes) && same(a.indices, b.indices);
  }

  static LiveNode show(const Node& node, const NodeType& type, const std::vector<Flowing>& outputs, std::optional<double> number) {
    LiveNode shown;
    shown.number = number;
    for (size_t o = 0; o < outputs.size() && o < type.outputs.size(); ++o) {
      if (!outputs[o].value.defined() || type.role == Role::loss) continue;
      LiveOutput out;
      out.port = type.outputs[o].name;
      out.data = train::summarise(node.name + "." + out.port, outputs[o].value, true, int64_t{256} << 10, -1);
      out.maps = live_maps(outputs[o].value);
      out.words = words_of(outputs[o]);
      shown.outputs.push_back(std::move(out));
    }
    return shown;
  }

  /// Reads the samples anew each time: the files may have changed. What they hold decides whether anything follows from it.
  void look_at_source(const Node& node, const NodeType& type) {
    const Value::Dict params = all_params(node, type);
    const DataRecipe recipe = type.source(Value(params), options_.project_dir);
    TL_CHECK(recipe.train && recipe.train->size() > 0, input, "live data", "there are no training samples");
    const auto order = data::epoch_order(recipe.train->size(), recipe.shuffle, seed_, 0);
    const auto all = static_cast<int64_t>(order.size());
    const int64_t batches = std::max<int64_t>(1, (all + (recipe.drop_last ? 0 : recipe.batch_size - 1)) / recipe.batch_size);
    const int64_t begin = (options_.batch % batches) * recipe.batch_size;
    const auto chosen = std::make_shared<std::vector<int64_t>>(order.begin() + begin, order.begin() + std::min(all, begin + samples_));
    std::vector<std::vector<Tensor>> fields(type.outputs.size());
    for (int64_t index : *chosen) {
      data::Sample sample = recipe.train->get(index);
      for (size_t f = 0; f < fields.size() && f < sample.size(); ++f) fields[f].push_back(std::move(sample[f]));
    }
    const Names names = recipe.class_names.empty() ? nullptr : std::make_shared<const std::vector<std::string>>(recipe.class_names);
    std::vector<Flowing> outputs;
    for (const auto& field : fields) outputs.push_back({stack(field), 0, names, chosen});
    if (found_.indices.empty()) found_.indices = *chosen, found_.batch = options_.batch % batches;
    const Entry& before = live_.entries_[node.id];
    const std::shared_ptr<const LiveNode> shown = before.shown;
    keep(node, type, {type.key, params, seed_, {}}, std::move(outputs), std::nullopt);
    if (live_.entries_[node.id].shown != shown) found_.computed.push_back(node.id);
  }

  void pass_on(const Node& node, const NodeType& type) {
    std::vector<Flowing> outputs(type.outputs.size());
    Key key{"passed by", {}, 0, {}};
    for (size_t o = 0; o < type.outputs.size(); ++o) {
      const PortDesc* in = bypass_input(s_, node.id, type, type.outputs[o]);
      const Flowing* from = in ? flowing(s_.sources({node.id, in->name}).front()) : nullptr;
      if (from) outputs[o] = *from;
      key.inputs.push_back(from ? from->version : 0);
    }
    const Entry& entry = live_.entries_[node.id];
    if (entry.shown && entry.key == key && entry.name == node.name) return void(found_.nodes[node.id] = entry.shown);
    keep(node, type, std::move(key), std::move(outputs), std::nullopt);
    found_.computed.push_back(node.id);
  }

  void look_at(const Node& node, const NodeType& type, const NodeReport& report, const std::vector<const Flowing*>& inputs) {
    Key key{type.key, completed(all_params(node, type), report.automatic), seed_, {}};
    for (const Flowing* in : inputs) key.inputs.push_back(in ? in->version : 0);
    const Entry& entry = live_.entries_[node.id];
    if (entry.shown && entry.shown->trouble.empty() && entry.key == key && entry.name == node.name)
      return void(found_.nodes[node.id] = entry.shown);
    std::optional<double> number;
    std::vector<Flowing> outputs =
        type.role == Role::sample_step ? prepare_samples(node, type, key.params, inputs) : compute(node, type, key.params, inputs, number);
    keep(node, type, std::move(key), std::move(outputs), number);
    found_.computed.push_back(node.id);
  }

  std::vector<Flowing> prepare_samples(const Node& node, const NodeType& type, const Value::Dict& params,
                                       const std::vector<const Flowing*>& inputs) const {
    const auto transform = type.transform(Value(params));
    const Indices& indices = inputs.front()->indices;
    std::vector<std::vector<Tensor>> made(type.outputs.size());
    for (size_t i = 0; i < indices->size(); ++i) {
      data::Sample sample;
      for (const Flowing* in : inputs) sample.push_back(in->value.select(0, static_cast<int64_t>(i)));
      const data::SampleRandom random{seed_, 0, static_cast<uint64_t>((*indices)[i]), node.id.value};
      data::Sample result = transform->apply(sample, random);
      for (size_t o = 0; o < made.size() && o < result.size(); ++o) made[o].push_back(std::move(result[o]));
    }
    std::vector<Flowing> outputs;
    for (const auto& values : made) outputs.push_back({stack(values), 0, inputs.front()->classes, indices});
    return outputs;
  }

  std::vector<Flowing> compute(const Node& node, const NodeType& type, const Value::Dict& params, const std::vector<const Flowing*>& inputs,
                               std::optional<double>& number) const {
    std::vector<Tensor> values;
    for (const Flowing* in : inputs) values.push_back(in ? in->value : Tensor());
    if (type.role == Role::metric) {
      const Tensor sums = type.metric(Value(params), values).to(kDouble);
      const double weight = sums.data_ptr<double>()[1];
      if (weight != 0) number = sums.data_ptr<double>()[0] / weight;
      return {};
    }
    // As in the first step of a run: weights and masks are drawn from the seed and the node's id alone.
    const RandomContext step(seed_, 0, 0);
    const RandomScope scope(node.id.value);
    std::vector<Tensor> results;
    if (type.module) {
      const Node* owner = weights_owner(s_, node);
      const auto module = build_module(type, params, stream_of(seed_, (owner ? *owner : node).id.value));
      module->train();
      results = type.module->forward(*module, values);
    } else {
      results = type.function(Value(params), values);
    }
    if (type.role == Role::loss && results.at(0).numel() == 1) number = results[0].to(kDouble).item<double>();
    std::vector<Flowing> outputs;
    for (size_t o = 0; o < type.outputs.size() && o < results.size(); ++o) outputs.push_back({std::move(results[o]), 0, nullptr, nullptr});
    return outputs;
  }

  LiveData& live_;
  const GraphState& s_;
  const Analysis& analysis_;
  const LiveOptions& options_;
  LiveBatch found_;
  uint64_t seed_ = 0;
  int64_t samples_ = 0, held_ = 0;
};

LiveData::LiveData() = default;
LiveData::~LiveData() = default;
void LiveData::forget() { entries_.clear(); }

namespace {

/// An instance of a group shows what comes out of it.
void show_group(const Unfolded& group, const Expansion& expansion, LiveBatch& found) {
  LiveNode shown;
  if (!group.type) return;
  for (const PortDesc& port : group.type->outputs) {
    const auto from = group.outputs.find(port.name);
    const auto inner = from == group.outputs.end() ? found.nodes.end() : found.nodes.find(from->second.node);
    if (inner == found.nodes.end()) continue;
    for (LiveOutput out : inner->second->outputs)
      if (out.port == from->second.port) {
        out.port = port.name;
        out.data.place = group.name + "." + port.name;
        shown.outputs.push_back(std::move(out));
      }
    if (shown.trouble.empty() && !inner->second->trouble.empty())
      shown.trouble = "in " + expansion.flat()->find(from->second.node)->name + ": " + inner->second->trouble;
  }
  if (!shown.outputs.empty()) shown.trouble.clear();
  if (!shown.outputs.empty() || !shown.trouble.empty()) found.nodes[group.id] = std::make_shared<const LiveNode>(std::move(shown));
}

}  // namespace

LiveBatch LiveData::look(const GraphState& state, const Analysis& analysis, const LiveOptions& options) {
  const Expansion expansion(Snapshot(std::shared_ptr<const GraphState>(), &state));
  LiveBatch found = Walk(*this, *expansion.flat(), analysis, options).run();
  for (const Unfolded& group : expansion.groups()) show_group(group, expansion, found);
  return found;
}

}  // namespace tl::nodes
