// SPDX-License-Identifier: Apache-2.0
#include "nodes/preflight_data.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <map>
#include <set>

#include "engine/autograd/grad_mode.h"
#include "engine/ops/functions.h"

namespace tl::nodes {

namespace {

constexpr int64_t most_read = 1024;      ///< samples that are decoded to see their scale
constexpr double largest_value = 12;     ///< of an input that is scaled well
constexpr double rare = 0.25;            ///< of an even share: a class below it is rare

Finding finding(const char* check, bool good, NodeId node, std::string text, std::string remedy = {}, Fix fix = {}) {
  return {check, good, {Severity::warning, node, "", "", std::move(text), std::move(remedy), std::move(fix)}};
}

NodeId node_of(const GraphState& state, const std::string& place) {
  const Node* node = state.find_by_name(place.substr(0, place.find('.')));
  return node ? node->id : NodeId{};
}

/// The batch field that is wired to an input of a loss or metric; empty: something is computed in between.
std::string field_at(const GraphState& state, NodeId node, const std::string& input) {
  const auto& sources = state.sources({node, input});
  const Node* from = sources.empty() ? nullptr : state.find(sources.front().node);
  return from ? from->name + "." + sources.front().port : std::string();
}

/// How many training samples each class has, without decoding them where the source can tell; empty: there are no classes.
std::vector<int64_t> class_counts(const train::TrainSpec& spec, const std::function<void()>& pause) {
  const data::Source& source = *spec.train.source;
  if (source.size() == 0 || !source.class_of(0)) return {};
  std::vector<int64_t> counts(spec.class_names.size(), 0);
  for (int64_t i = 0; i < source.size(); ++i) {
    if (i % 4096 == 0) pause();
    const auto c = source.class_of(i);
    if (!c || *c < 0 || *c > 1'000'000) continue;
    if (static_cast<size_t>(*c) >= counts.size()) counts.resize(static_cast<size_t>(*c) + 1, 0);
    ++counts[static_cast<size_t>(*c)];
  }
  return counts;
}

void look_at_balance(const GraphState& state, const train::TrainSpec& spec, const std::function<void()>& pause, std::vector<Finding>& found) {
  const auto counts = class_counts(spec, pause);
  if (counts.size() < 2) return;
  NodeId source;
  for (const auto& [id, node] : state.nodes)
    if (const NodeType* type = find_node_type(node->type); type && type->role == Role::source) source = id;
  int64_t all = 0;
  for (int64_t c : counts) all += c;
  const auto [least, most] = std::minmax_element(counts.begin(), counts.end());
  const auto name = [&](std::vector<int64_t>::const_iterator at) {
    const auto i = static_cast<size_t>(at - counts.begin());
    return i < spec.class_names.size() ? spec.class_names[i] : std::to_string(i);
  };
  const auto percent = [&](int64_t count) { return 100.0 * static_cast<double>(count) / static_cast<double>(std::max<int64_t>(all, 1)); };
  const double even = 100.0 / static_cast<double>(counts.size());
  const std::string text = fmt::format("{} classes have {:.1f} % (“{}”) to {:.1f} % (“{}”) of {} samples", counts.size(), percent(*least), name(least),
                                       percent(*most), name(most), all);
  if (*least == 0)
    found.push_back(finding("balance", false, source, text + ": one class never occurs", "Take that class away, or samples of it in."));
  else if (percent(*least) < rare * even || percent(*most) > 100 - rare * even)
    found.push_back(finding("balance", false, source, text, fmt::format("Whoever always answers “{}” is right in {:.0f} %: judge by the confusion matrix, "
                                                                        "weight the classes or gather more of the rare ones.", name(most), percent(*most))));
  else found.push_back(finding("balance", true, source, text));
}

/// Sums over all values of one batch field.
struct Scale {
  double sum = 0, squares = 0, largest = 0;
  int64_t values = 0, odd = 0;   ///< odd: NaN or infinite
  void add(const Tensor& t) {
    const Tensor x = t.to(kFloat).contiguous();
    const auto* p = x.data_ptr<float>();
    for (int64_t i = 0; i < x.numel(); ++i) {
      const double v = p[i];
      if (!std::isfinite(v)) {
        ++odd;
        continue;
      }
      sum += v, squares += v * v, largest = std::max(largest, std::fabs(v)), ++values;
    }
  }
};

void judge_scale(const GraphState& state, const std::string& place, const Scale& s, std::vector<Finding>& found) {
  const NodeId node = node_of(state, place);
  if (s.odd > 0)
    found.push_back(finding("scale", false, node, fmt::format("{} values of {} are NaN or infinite", s.odd, place), "Mend the data: one such value spoils every weight."));
  if (s.values == 0) return;
  const double n = static_cast<double>(s.values), mean = s.sum / n, deviation = std::sqrt(std::max(0.0, s.squares / n - mean * mean));
  const std::string text = fmt::format("{} has mean {:.3g} and deviation {:.3g}, at most {:.3g}", place, mean, deviation, s.largest);
  if (deviation < 1e-6) {
    found.push_back(finding("scale", false, node, text + ": all samples are the same", "See what the data node reads."));
  } else if (s.largest > largest_value) {
    // Into the wires that leave the port; one of them is enough where it is the only one.
    Fix fix;
    for (const Edge& e : state.edges_of(node))
      if (e.from.node == node && state.find(node)->name + "." + e.from.port == place && fix.label.empty())
        fix = {"Insert Scale samples", "insert", e, "SampleScale", {{"factor", Value(1 / s.largest)}}, {}};
    found.push_back(finding("scale", false, node, text, "Bring the inputs near 0 and 1: Scale samples or Normalize.", std::move(fix)));
  } else {
    found.push_back(finding("scale", true, node, text));
  }
}

void look_at_scale(const GraphState& state, const train::TrainSpec& spec, const std::function<void()>& pause, std::vector<Finding>& found) {
  std::set<std::string> truths;
  for (const train::LossTerm& loss : spec.losses) truths.insert(field_at(state, state.find_by_name(loss.name)->id, "target"));
  const int64_t size = std::min(spec.train.source->size(), most_read);
  const auto order = data::epoch_order(spec.train.source->size(), spec.train.shuffle, spec.settings.seed, 0);
  std::map<std::string, Scale> scales;
  for (int64_t at = 0; at < size; at += 64) {
    pause();
    const std::vector<int64_t> some(order.begin() + at, order.begin() + std::min(size, at + 64));
    for (const auto& [place, value] : data::make_batch(spec.train, some, spec.settings.seed, 0, false).fields)
      if (value.is_floating_point() && !truths.count(place)) scales[place].add(value);
  }
  for (const auto& [place, scale] : scales) judge_scale(state, place, scale, found);
}

double spread(const Tensor& target, bool squared) {
  const Tensor t = target.to(kDouble);
  const Tensor d = t - t.mean();
  return (squared ? d * d : d.abs()).mean().item<double>();
}

}  // namespace

data::Batch first_batch(const train::TrainSpec& spec, int64_t samples) {
  auto order = data::epoch_order(spec.train.source->size(), spec.train.shuffle, spec.settings.seed, 0);
  order.resize(static_cast<size_t>(std::min(samples, static_cast<int64_t>(order.size()))));
  return data::make_batch(spec.train, order, spec.settings.seed, 0, true);
}

std::vector<Finding> look_at_data(const GraphState& state, const train::TrainSpec& spec, const std::function<void()>& pause) {
  std::vector<Finding> found;
  const NoGradGuard no_grad;
  look_at_balance(state, spec, pause, found);
  look_at_scale(state, spec, pause, found);
  return found;
}

std::optional<Guess> loss_of_guessing(const GraphState& state, const Analysis& analysis, const Node& loss, const data::Batch& batch) {
  const NoGradGuard no_grad;
  const NodeType& type = *find_node_type(loss.type);
  const Value reduction = param_or_default(loss, type, "reduction");
  if (reduction.is_string() && reduction.to_string() != "mean") return std::nullopt;
  if (loss.type == "CrossEntropyLoss" || loss.type == "NLLLoss") {
    const NodeReport* report = analysis.node(loss.id);
    const TensorMeta* scores = report ? report->input("input") : nullptr;
    if (!scores || scores->dims.size() < 2 || scores->dims[1].scale != 0 || scores->dims[1].offset < 2) return std::nullopt;
    const int64_t classes = scores->dims[1].offset;
    return Guess{std::log(static_cast<double>(classes)), fmt::format("guessing among {} classes", classes)};
  }
  if (loss.type == "BCELoss" || loss.type == "BCEWithLogitsLoss") return Guess{std::log(2.0), "guessing between two answers"};
  const bool squared = loss.type == "MSELoss";
  const auto target = batch.fields.find(field_at(state, loss.id, "target"));
  if ((!squared && loss.type != "L1Loss") || target == batch.fields.end()) return std::nullopt;
  return Guess{spread(target->second, squared), "always answering the mean"};
}

const Node* last_layer(const GraphState& state, NodeId loss) {
  NodeId at = loss;
  for (int steps = 0; steps < 64; ++steps) {
    const Node* node = state.find(at);
    const NodeType* type = node ? find_node_type(node->type) : nullptr;
    if (!type || type->inputs.empty()) return nullptr;
    if (type->field("weight_init")) return node;
    const auto& before = state.sources({at, type->inputs.front().name});
    if (before.empty()) return nullptr;
    at = before.front().node;
  }
  return nullptr;
}

}  // namespace tl::nodes
