// SPDX-License-Identifier: Apache-2.0
// Small graphs for tests, built by the same patches that the window uses.
#pragma once
#include <filesystem>
#include <string>

#include "nodes/document.h"
#include "nodes/patch.h"
#include "nodes/project_io.h"

namespace tl::nodes::test {

/// A document with nodes added by type and wires by "name.port". The n-th node has the same id in each run, so it starts with the same weights.
class Graph {
 public:
  NodeId add(const std::string& type, Value::Dict params = {}) {
    GraphPatch patch = make_add_node(document.state(), type, {}, std::move(params));
    Node& node = std::get<AddNode>(patch.edits.front()).node;
    do node.id = NodeId{++added_ * 0x9E3779B97F4A7C15u};
    while (state().find(node.id));
    const NodeId id = node.id;
    document.apply(std::move(patch));
    return id;
  }
  /// Adds and renames.
  NodeId add_as(const std::string& name, const std::string& type, Value::Dict params = {}) {
    const NodeId id = add(type, std::move(params));
    document.apply(make_rename(document.state(), id, name));
    return id;
  }
  PortRef port(const std::string& place) const {
    const auto dot = place.find('.');
    const Node* node = document.state().find_by_name(place.substr(0, dot));
    return {node ? node->id : NodeId{}, place.substr(dot + 1)};
  }
  Graph& wire(const std::string& from, const std::string& to) {
    document.apply(make_connect(document.state(), port(from), port(to)));
    return *this;
  }
  /// "a.output" → "b.input" → … along one chain of nodes whose ports have these usual names.
  Graph& chain(const std::string& from, const std::vector<std::string>& names) {
    std::string at = from;
    for (const auto& name : names) {
      wire(at, name + ".input");
      at = name + ".output";
    }
    return *this;
  }
  const GraphState& state() const { return document.state(); }
  NodeId id(const std::string& name) const { return state().find_by_name(name)->id; }

  GraphDocument document;

 private:
  uint64_t added_ = 0;
};

inline std::filesystem::path source_dir() { return TL_SOURCE_DIR; }
inline GraphState example(const std::string& name) { return load_project(source_dir() / "projects" / (name + ".json")).state; }

/// data → flat → fc → loss, acc, adam on the digits.
inline Graph digits_classifier() {
  Graph g;
  g.add_as("data", "Digits"), g.add_as("flat", "Flatten"), g.add_as("fc", "Linear", {{"out_features", 10}});
  g.add_as("loss", "CrossEntropyLoss"), g.add_as("acc", "Accuracy"), g.add_as("adam", "Adam");
  g.chain("data.images", {"flat", "fc"});
  g.wire("fc.output", "loss.input").wire("data.labels", "loss.target").wire("fc.output", "acc.input").wire("data.labels", "acc.target");
  g.wire("loss.loss", "adam.loss");
  return g;
}

}  // namespace tl::nodes::test
