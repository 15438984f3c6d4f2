// SPDX-License-Identifier: Apache-2.0
// Patches of every kind that a person could make, chosen at random but repeatably, for any state of a document.
#pragma once
#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "engine/core/error.h"
#include "nodes/analyze.h"
#include "nodes/bends.h"
#include "nodes/groups.h"
#include "nodes/node_type.h"
#include "nodes/patch.h"

namespace tl::nodes::test {

class RandomPatches {
 public:
  explicit RandomPatches(uint64_t seed) : random_(seed) {}

  static constexpr int kinds = 28;
  /// May be empty where the kind finds nothing to do.
  GraphPatch of_kind(const GraphState& s, int kind) {
    const std::vector<NodeId> some = few(s);
    switch (kind) {
      case 0: return make_add_node(s, type().key, place());
      case 1: return make_remove_nodes(s, some, coin());
      case 2: return connect(s);
      case 3: return s.edges.empty() ? GraphPatch() : make_disconnect(s, edge(s));
      case 4: return set_param(s);
      case 5: return make_set_run(s, coin() ? "epochs" : "seed", coin() ? std::optional<Value>(Value(number(1, 99))) : std::nullopt);
      case 6: return some.empty() ? GraphPatch() : make_rename(s, some[0], fresh(s));
      case 7: return make_move(s, moves(some));
      case 8: return some.empty() ? GraphPatch() : make_retype(s, some[0], type().key);
      case 9: return make_duplicate(s, some, {24, 24}, coin());
      case 10: return some.empty() ? GraphPatch() : make_paste(s, copy_to_text(s, some), {24, 24});
      case 11: return s.edges.empty() ? GraphPatch() : make_insert_on_edge(s, type().key, edge(s), place());
      case 12: return make_arrange(s, coin() ? some : std::vector<NodeId>{});
      case 13: return make_bypass(s, some, coin());
      case 14: return make_add_frame(s, frame());
      case 15: return s.frames.empty() ? GraphPatch() : make_set_frame(s, any_frame(s), coin() ? std::optional<Frame>(frame()) : std::nullopt);
      case 16: return some.empty() || s.edges.empty() ? GraphPatch() : make_put_into_edge(s, some[0], edge(s));
      case 17: return some.empty() ? GraphPatch() : make_lift_out(s, some[0]);
      case 18: return coin() ? make_align(s, sizes(some), Side(number(0, 5))) : make_distribute(s, sizes(few(s, 8)), coin());
      case 19: return make_duplicate_sharing(s, some, {24, 24});
      case 20: return fix(s);
      case 21: return attempted([&] { return make_group(s, few(s, 6)); });
      case 22: return attempted([&] { return make_ungroup(s, instance(s)); });
      case 23: return attempted([&] { return make_independent(s, instance(s)); });
      case 24: return attempted([&] { return promote(s); });
      case 25: return withdraw(s);
      case 26: return s.edges.empty() ? GraphPatch() : make_set_bends(s, edge(s), bends(), "Bend");
      default: return bent_edges(s);
    }
  }
  GraphPatch any(const GraphState& s) {
    // A document that only grows is no test of what follows from taking away.
    if (s.nodes.size() > 60) return make_remove_nodes(s, few(s, 20), coin());
    return of_kind(s, number(0, kinds - 1));
  }
  int number(int from, int to) { return std::uniform_int_distribution<int>(from, to)(random_); }
  bool coin() { return number(0, 1); }

  /// Some groupings are refused in words: then there is no patch.
  template <class Make>
  static GraphPatch attempted(Make make) {
    try {
      return make();
    } catch (const Error& e) {
      if (e.category() == ErrorCategory::internal) throw;
      return {};
    }
  }

 private:
  NodeId instance(const GraphState& s) {
    std::vector<NodeId> all;
    for (const auto& [id, n] : s.nodes)
      if (n->type == group_type) all.push_back(id);
    return all.empty() ? NodeId{} : all[size_t(number(0, int(all.size()) - 1))];
  }
  GraphPatch promote(const GraphState& s) {
    if (s.nodes.empty()) return {};
    const NodeId id = node(s);
    const NodeType* t = s.type_of(id);
    if (!t || !s.find(id)->home) return {};
    switch (number(0, 2)) {
      case 0: return t->inputs.empty() ? GraphPatch() : make_promote_port(s, {id, t->inputs.back().name}, false);
      case 1: return t->outputs.empty() ? GraphPatch() : make_promote_port(s, {id, t->outputs.back().name}, true);
      default: return t->fields.empty() ? GraphPatch() : make_promote_param(s, id, t->fields[size_t(number(0, int(t->fields.size()) - 1))].name);
    }
  }
  GraphPatch withdraw(const GraphState& s) {
    if (s.groups.empty()) return {};
    const auto& [id, group] = *std::next(s.groups.begin(), number(0, int(s.groups.size()) - 1));
    if (coin() && !group.params.empty()) return make_withdraw_param(s, id, group.params[0].name);
    const bool output = coin();
    const auto& ports = output ? group.outputs : group.inputs;
    return ports.empty() ? make_retitle_group(s, id, "group of " + std::to_string(number(1, 9))) : make_withdraw_port(s, id, ports[0].name, output);
  }
  const NodeType& type() {
    // Often what networks are made of, now and then anything.
    static const char* const usual[] = {"Digits", "Flatten", "Linear", "Conv2d", "ReLU", "MaxPool2d", "Add", "Concat", "Reshape",
                                        "BatchNorm2d", "Dropout", "CrossEntropyLoss", "MSELoss", "Accuracy", "Adam", "Normalize"};
    const auto& all = node_types();
    if (number(0, 3))
      if (const NodeType* t = find_node_type(usual[number(0, int(std::size(usual)) - 1)])) return *t;
    return all[size_t(number(0, int(all.size()) - 1))];
  }
  Point place() { return {double(number(-2000, 2000)), double(number(-2000, 2000))}; }
  NodeId node(const GraphState& s) { return std::next(s.nodes.begin(), number(0, int(s.nodes.size()) - 1))->first; }
  Edge edge(const GraphState& s) { return *std::next(s.edges.begin(), number(0, int(s.edges.size()) - 1)); }
  std::vector<NodeId> few(const GraphState& s, int most = 4) {
    std::vector<NodeId> ids;
    if (s.nodes.empty()) return ids;
    for (int i = number(1, most); i > 0; --i) ids.push_back(node(s));
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
  }
  Frame frame() {
    static const char* const colors[] = {"", "convolution", "loss"};
    return {place(), double(number(40, 900)), double(number(40, 900)), "frame " + std::to_string(number(1, 9)), coin() ? "a note" : "",
            colors[number(0, 2)], ""};
  }
  Bends bends() {
    Bends points;
    for (int i = number(0, 4); i > 0; --i) points.push_back(place());
    return points;
  }
  /// Bends of several wires at once, moved by themselves or taken away.
  GraphPatch bent_edges(const GraphState& s) {
    std::vector<Edge> some;
    std::map<Edge, Bends> moved;
    for (const auto& [e, points] : s.bends())
      if (coin()) some.push_back(e), moved[e] = shifted(points, place());
    return coin() ? make_straighten(s, some) : make_move(s, moves(few(s)), moved);
  }
  NodeId any_frame(const GraphState& s) { return std::next(s.frames.begin(), number(0, int(s.frames.size()) - 1))->first; }
  std::map<NodeId, Point> sizes(const std::vector<NodeId>& ids) {
    std::map<NodeId, Point> map;
    for (NodeId id : ids) map[id] = {152, double(number(60, 120))};
    return map;
  }
  std::string fresh(const GraphState& s) {
    std::string name;
    do name = "n" + std::to_string(number(0, 1 << 20));
    while (s.find_by_name(name));
    return name;
  }
  std::map<NodeId, Point> moves(const std::vector<NodeId>& ids) {
    std::map<NodeId, Point> to;
    for (NodeId id : ids) to[id] = place();
    return to;
  }
  GraphPatch connect(const GraphState& s) {
    // A wire that fits, if a few tries find one; else any: a file may hold such too.
    for (int i = 0; i < 30 && !s.nodes.empty(); ++i) {
      const NodeId a = node(s), b = node(s);
      const NodeType *from = s.type_of(a), *to = s.type_of(b);
      if (!from || !to || from->outputs.empty() || to->inputs.empty()) continue;
      const PortRef out{a, from->outputs[size_t(number(0, int(from->outputs.size()) - 1))].name};
      const PortRef in{b, to->inputs[size_t(number(0, int(to->inputs.size()) - 1))].name};
      if (can_connect(s, out, in) || i == 29) return make_connect(s, out, in);
    }
    return {};
  }
  GraphPatch set_param(const GraphState& s) {
    if (s.nodes.empty()) return {};
    const NodeId id = node(s);
    const NodeType* type = s.type_of(id);
    if (!type || type->fields.empty()) return {};
    const NodeType& t = *type;
    const FieldDesc& f = t.fields[size_t(number(0, int(t.fields.size()) - 1))];
    if (number(0, 4) == 0) return make_set_param(s, id, f.name, std::nullopt);
    // Each repetition is a network of its own to look at.
    if (f.name == repeat_key || (f.default_value.is_int() && s.find(id)->type == group_type)) return make_set_param(s, id, f.name, Value(number(0, 3)));
    switch (f.kind) {
      case FieldKind::integer: case FieldKind::seed: return make_set_param(s, id, f.name, Value(number(-1, 64)));
      case FieldKind::real: return make_set_param(s, id, f.name, Value(number(0, 10) / 10.0));
      case FieldKind::boolean: return make_set_param(s, id, f.name, Value(coin()));
      case FieldKind::ints: return make_set_param(s, id, f.name, Value(std::vector<int64_t>(size_t(std::max(1, f.ints_size)), number(1, 5))));
      case FieldKind::choice:
        return f.choices.empty() ? GraphPatch() : make_set_param(s, id, f.name, Value(f.choices[size_t(number(0, int(f.choices.size()) - 1))]));
      default: return {};  // paths: files are no part of this
    }
  }
  GraphPatch fix(const GraphState& s) {
    for (const Problem& p : analyze(s).problems)
      if (!p.fix.label.empty() && coin())
        if (auto patch = make_fix(s, p)) return *patch;
    return {};
  }

  std::mt19937_64 random_;
};

}  // namespace tl::nodes::test
