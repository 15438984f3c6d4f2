// SPDX-License-Identifier: Apache-2.0
// What differs between two versions of a document: nodes, parameters, wires, groups, run settings. Where things stand is told, but is no
// difference: nothing that is trained hangs on it.
#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "nodes/document.h"

namespace tl::nodes {

enum class Change { added, removed, changed };
const char* change_sign(Change change);   ///< "+", "−", "~"

/// One value before and after. What is not set has its default here; none where the type is not known.
struct FieldDiff {
  std::string key;                        ///< "out_channels", "epochs"; of a node also "name", "type", "bypassed", "group around"
  Value before, after;
  bool set_before = false, set_after = false;
};

struct NodeDiff {
  Change change = Change::changed;
  NodeId before, after;                   ///< 0 where there is none
  std::vector<FieldDiff> fields;          ///< of one that changed; of one that came or went what was set
};

struct WireDiff {
  Change change = Change::added;          ///< added or removed
  Edge edge;                              ///< in the document that has it
};

struct GroupDiff {
  Change change = Change::changed;
  NodeId before, after;
  std::string title;
  std::vector<FieldDiff> fields;          ///< "title", "inputs", "outputs", "parameters"
};

struct FrameDiff {
  Change change = Change::changed;
  NodeId before, after;
  std::string title;
  std::vector<FieldDiff> fields;          ///< "title", "note"
};

struct Diff {
  std::vector<NodeDiff> nodes;            ///< in the order of the newer network, then what went in the order of the older one
  std::vector<WireDiff> wires;
  std::vector<GroupDiff> groups;
  std::vector<FrameDiff> frames;
  std::vector<FieldDiff> run;             ///< run settings
  std::vector<FieldDiff> document;        ///< "title", "plugins", "other fields"
  size_t moved = 0, bent = 0, frames_moved = 0;   ///< nodes, wires and frames that only look different
  std::unordered_map<NodeId, NodeId> newer_of, older_of;  ///< nodes that are the same one in both

  /// Nothing but the layout differs.
  bool same() const { return nodes.empty() && wires.empty() && groups.empty() && frames.empty() && run.empty() && document.empty(); }
  bool same_layout() const { return moved == 0 && bent == 0 && frames_moved == 0; }
  size_t count(Change change) const;      ///< of nodes
};

/// A node is the same one in both where id and name or type agree; else by its name, else by its type and what it is wired to. Takes time
/// in proportion to the sizes of both documents.
Diff diff(const GraphState& before, const GraphState& after);

/// "3×3", "0.5 (default)", "—" where nothing is known.
std::string diff_value_text(const Value& value, bool set);
/// "2 nodes added, 1 changed; 3 wires added; 4 nodes moved"; "no difference".
std::string diff_summary(const Diff& diff);
/// For reading in a terminal: one line for each difference, what changed in a node indented below it. Ends with a newline.
std::string diff_text(const Diff& diff, const GraphState& before, const GraphState& after);
/// For programs: one object.
std::string diff_json(const Diff& diff, const GraphState& before, const GraphState& after);
/// A document as lines that can be compared: no ids, no places, what is set; for `git diff`. Ends with a newline.
std::string comparable_text(const GraphState& state);

}  // namespace tl::nodes
