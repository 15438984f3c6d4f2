// SPDX-License-Identifier: Apache-2.0
// A document with its groups unfolded: what is analysed, trained, exported and looked at. Nodes of the document itself keep id and name; a
// node in a group has an id made from those of the instances around it, so that its weights begin the same in every run, and a name that
// says where it is: "layer1/conv_1", in the second of several repetitions "layer1/2/conv_1".
#pragma once
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "nodes/document.h"

namespace tl::nodes {

/// Where a node of the flat document comes from.
struct FlatPlace {
  std::vector<NodeId> path;   ///< the instances around it, from the outside inwards
  NodeId node;                ///< of the document
  int64_t repetition = 0;     ///< of the innermost instance
};

/// An instance of a group. Port references are those of the flat document.
struct Unfolded {
  NodeId id;                  ///< its flat id; no node of the flat document has it
  FlatPlace place;
  std::string name;           ///< flat: "layer1/block"
  const NodeType* type = nullptr;                      ///< ports and parameters; lives as long as the document does
  bool bypassed = false;
  std::map<std::string, std::vector<PortRef>> inputs;  ///< what each input feeds
  std::map<std::string, PortRef> outputs;              ///< what each output is
  std::vector<NodeId> members;                         ///< nodes in it, however deep, without groups
};

/// Why an instance is not unfolded.
struct GroupFault {
  NodeId id;                  ///< flat id of the instance
  bool error = true;          ///< false: a warning
  std::string text, remedy;
};

class Expansion {
 public:
  explicit Expansion(Snapshot document);
  const Snapshot& document() const { return document_; }
  const Snapshot& flat() const { return flat_; }      ///< the document itself where it has no groups
  bool trivial() const { return flat_ == document_; }

  const std::vector<Unfolded>& groups() const { return groups_; }     ///< outer ones before those in them
  const std::vector<GroupFault>& faults() const { return faults_; }
  /// nullptr: a node of the document itself, or none.
  const FlatPlace* place(NodeId flat) const;
  /// Wires of all levels that begin or end at an instance, in flat ids: level edge and the flat port that feeds it (node 0: none).
  const std::vector<std::pair<Edge, PortRef>>& group_wires() const { return group_wires_; }

 private:
  class Unfolding;
  Snapshot document_, flat_;
  std::vector<Unfolded> groups_;
  std::vector<GroupFault> faults_;
  std::unordered_map<NodeId, FlatPlace> places_;
  std::vector<std::pair<Edge, PortRef>> group_wires_;
};

/// The flat document; the snapshot itself where there are no groups.
Snapshot unfolded(const Snapshot& document);

}  // namespace tl::nodes
