// SPDX-License-Identifier: Apache-2.0
// The walk behind analyze(). Internal to nodes/.
// Invariant: when a node is visited, all its sources have a report; a node is looked into only when all that feeds it is sound, else it is
// "blocked" and names the faulty node at the root, so that one mistake is one red node. Between two runs the reports of nodes whose own
// values, wires and sources' results are the same are kept.
#pragma once
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "nodes/advice.h"
#include "nodes/analyze.h"
#include "nodes/circles.h"
#include "nodes/data_recipe.h"

namespace tl::nodes {

class Analyzer {
 public:
  Analysis run(Snapshot snapshot, const AnalyzeOptions& options);
  size_t visited() const { return visited_; }

 private:
  /// What the nodes after it see of a node: when it stays the same they need not be looked at again.
  struct Flow {
    std::string type, name;
    NodeStatus status = NodeStatus::ok;
    NodeId blocked_by;
    std::string waiting;                                      ///< of a blocked node: for whom, by name
    std::vector<std::pair<std::string, TensorMeta>> outputs;  ///< by port
    std::vector<data::FieldSpec> specs;                       ///< of a node on the sample side, by output
    std::vector<std::string> classes;                         ///< of a source
    bool same_as(const Flow& other) const;
  };

  // analyze.cpp
  void forget();
  void compare(const GraphState* before);
  void drop(NodeId id);
  void walk();
  void report_circles();
  void fill_wires(NodeId id);
  Analysis assemble();
  void check_training(Analysis& a);
  void check_scope(Analysis& a, const Node& optimizer);
  void check_optimizer(Analysis& a, const Node& optimizer);
  void check_gradients_are_sparse(Analysis& a, const Node& optimizer);
  void check_shares(Analysis& a);
  void check_share(Analysis& a, const Node& node);
  void complain(Analysis& a, const Node& node, const NodeType& type, const Error& e);
  void totals(Analysis& a);
  bool loose(NodeId id) const { return s_->edges_of(id).empty(); }

  void note(Analysis& a, std::vector<Problem>& list, Severity severity, const Node& node, std::string text, Advice advice);
  void fail(const Node& node, std::string text, Advice advice = {}) {
    note(base_, problems_[node.id], Severity::error, node, std::move(text), std::move(advice));
  }
  void warn(const Node& node, std::string text, Advice advice = {}) {
    note(base_, problems_[node.id], Severity::warning, node, std::move(text), std::move(advice));
  }

  // analyze_node.cpp
  bool broken(NodeId id) const;
  void block(const Node& node, NodeId by);
  void visit(const Node& node);
  void check_params(const Node& node, const NodeType& type);
  void check_ports(const Node& node, const NodeType& type);
  bool gather(const Node& node, const NodeType& type, std::vector<Edge>& wires, std::vector<std::optional<TensorMeta>>& inputs);
  bool misfit(const Node& node, const PortRef& from, const PortRef& to);
  const TensorMeta* flowing(const PortRef& from) const;
  void pass_on(const Node& node, const NodeType& type);
  void set_output(const Node& node, const PortDesc& port, TensorMeta meta);
  void set_sample_outputs(const Node& node, const NodeType& type, const std::vector<data::FieldSpec>& fields);
  void visit_source(const Node& node, const NodeType& type);
  void visit_sample_step(const Node& node, const NodeType& type);
  void visit_tensor_node(const Node& node, const NodeType& type, const std::vector<std::optional<TensorMeta>>& inputs,
                         const std::vector<Edge>& wires);
  void check_class_count(const Node& node, const std::vector<std::optional<TensorMeta>>& inputs, const std::vector<Edge>& wires);

  Snapshot s_;
  AnalyzeOptions options_;
  const void* types_ = nullptr;                 ///< the list of node types that was read
  WalkOrder order_;
  Analysis base_;                               ///< reports and wires; problems, totals and the rest are put together per run
  std::unordered_map<NodeId, std::vector<Problem>> problems_;
  std::unordered_map<NodeId, Flow> flows_;
  std::map<NodeId, DataRecipe> recipes_;
  std::unordered_set<NodeId> sources_;          ///< looked at in every run: their files may have changed
  std::set<NodeId> sharing_;                    ///< layers that use another one's weights
  std::unordered_set<NodeId> far_;              ///< what is said of them rests on more than their own sources: looked at in every run
  std::unordered_set<NodeId> dirty_, on_circle_;
  size_t visited_ = 0;
  bool sound_ = false;                          ///< the last run came to its end: what it left can be built on
};

/// A sample that meets a tensor port is collated: a batch axis comes in front.
TensorMeta seen_at(TensorMeta meta, PortKind kind);

}  // namespace tl::nodes
