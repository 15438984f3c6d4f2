// SPDX-License-Identifier: Apache-2.0
// What a graph means before it runs: shapes on every port, cost, and what is wrong, where, and how to mend it. The network's modules run
// on meta tensors (shapes flow, no data) with two batch sizes, so that the batch axis is found and shown as N.
// Reads snapshots only: run it off the window's thread.
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "nodes/document.h"
#include "nodes/node_type.h"
#include "nodes/patch.h"

namespace tl::nodes {

/// One axis: scale·N + offset, N = batch size. A plain size has scale 0.
struct Dim {
  int64_t scale = 0, offset = 0;
  std::string text() const;  ///< "32", "N", "2N", "N+1"
  bool operator==(const Dim&) const = default;
};

struct TensorMeta {
  std::vector<Dim> dims;
  ScalarType dtype = kFloat;
  bool per_sample = false;       ///< a sample port: one example, no batch axis
  bool operator==(const TensorMeta&) const = default;
  std::string shape_text() const;  ///< "N×32×28×28"; "scalar" for no axes; "1×28×28 sample"
  std::string text() const;        ///< shape, then dtype unless float32: "N int64"
};

enum class NodeStatus { ok, warning, error, blocked };
/// Advice: it can be trained, but is hardly meant or seldom wise.
enum class Severity { advice, warning, error };

struct PortReport {
  std::string port;
  bool is_output = false;
  PortKind kind = PortKind::tensor;
  std::optional<TensorMeta> meta;  ///< known shape
  bool operator==(const PortReport&) const = default;
};

struct NodeReport {
  NodeStatus status = NodeStatus::ok;
  std::string message;         ///< what is wrong, or "waiting for conv_3"
  std::string remedy;          ///< what to do
  NodeId blocked_by;           ///< status blocked: the faulty node at the root
  int64_t parameters = 0;      ///< elements of its own parameters
  int64_t flops = 0;           ///< forward, per sample; a multiply-add counts as 2
  std::string summary;         ///< the small line on the node: "N×32×28×28", "60 000 samples", "scalar"
  Value::Dict automatic;       ///< resolved automatic parameters: in_features = 12544
  std::vector<PortReport> ports;

  const TensorMeta* input(const std::string& port) const;
  const TensorMeta* output(const std::string& port) const;
  bool operator==(const NodeReport&) const = default;
};

/// A mend that can be offered; `make_fix` turns it into a patch.
struct Fix {
  std::string label;  ///< "Insert Flatten"; empty: none
  std::string kind;   ///< "insert_flatten", "insert", "retype", "add_node", "connect", "set_param", "reset_param", "remove_edge",
                      ///< "remove_node", "use_logits" (practice.h)
  Edge edge;          ///< the wire concerned
  std::string key;    ///< parameter or node type concerned
  Value::Dict params; ///< of the node to insert; the new value under `key`
  NodeId node;        ///< whose type or parameter is set; 0: the problem's node
};

struct Problem {
  Severity severity = Severity::error;
  NodeId node;         ///< 0: the document as a whole
  std::string port, param;
  std::string text;    ///< what, where, why
  std::string remedy;  ///< what to do
  Fix fix;
  std::vector<Fix> more = {};  ///< other mends that work too, likeliest first
  std::vector<NodeId> path = {};  ///< the instances of groups around the node, from the outside inwards
};

/// Of a document with groups: what is in an instance is told for each instance and repetition. `nodes` and `wires` go by flat ids, which
/// `Level::flat` (nodes/groups.h) finds; outside groups they are the nodes' own. Problems go by the nodes of the document.
struct Analysis {
  uint64_t revision = 0;
  std::map<NodeId, Shared<NodeReport>> nodes;
  std::map<Edge, Shared<TensorMeta>> wires;  ///< what flows on a wire, where known
  std::vector<Problem> problems;      ///< errors first, in graph order
  int64_t node_count = 0, wire_count = 0;
  int64_t parameters = 0;
  int64_t flops = 0;                  ///< forward, per sample
  int64_t forecast_bytes = 0;         ///< parameters, gradients, optimizer state and a batch's activations
  int64_t fixed_bytes = 0;            ///< of it: parameters, gradients, optimizer state
  int64_t sample_bytes = 0;           ///< what each further sample of a batch adds to it
  int64_t batch_size = 0;
  int64_t train_samples = 0, validation_samples = 0, test_samples = 0;
  int64_t steps_per_epoch = 0;
  bool valid() const;                 ///< no problem of severity error
  /// The largest batch whose training is forecast to take no more than `bytes`; 0 when none fits or nothing is known.
  int64_t largest_batch(int64_t bytes) const;
  const NodeReport* node(NodeId id) const;
};

struct AnalyzeOptions {
  std::filesystem::path project_dir;  ///< data files are found against it
  bool need_training = true;          ///< also ask for a loss, an optimizer and data
};

/// Never throws for what a person can do wrong: that is a Problem.
Analysis analyze(const GraphState& state, const AnalyzeOptions& options = {});

/// Adds what is to be said of the instances of groups, and brings problems of the flat document back to the nodes that a person sees.
void report_groups(Analysis& analysis, const class Expansion& expansion);
/// A problem of the flat document as one of the document itself; mends that mean nothing there are left out.
void bring_home(Problem& problem, const class Expansion& expansion);

class Analyzer;
/// `analyze` for one document again and again: only what an edit changed, and what follows from it, is looked into. One thread at a time.
class IncrementalAnalyzer {
 public:
  IncrementalAnalyzer();
  ~IncrementalAnalyzer();
  /// The same as `analyze(*snapshot, options)`.
  Analysis analyze(Snapshot snapshot, const AnalyzeOptions& options = {});
  size_t visited() const;  ///< nodes that the last call looked into

 private:
  std::unique_ptr<Analyzer> analyzer_;
};

/// Whether a wire may be drawn, in words when not: wrong direction, kind mismatch, cycle, unknown port. Looks at the graph, not at shapes;
/// microseconds, so it may be asked for every port while a wire is dragged.
struct Verdict {
  bool ok = true;
  std::string reason;
  explicit operator bool() const { return ok; }
};
Verdict can_connect(const GraphState& state, const PortRef& from, const PortRef& to);
/// `can_connect` for every input port of the document from one output (or every output to one input) in one walk.
std::map<PortRef, Verdict> fitting_ports(const GraphState& state, const PortRef& from, bool from_is_output);
/// Would a new node of this type accept the wire's tensor at its first free input, and what would come out: for the search list.
struct Offer {
  bool fits = false;
  std::string input;   ///< the port it would take
  std::string text;    ///< "N×64×14×14" when it fits, else why not: "needs N×C×H×W"
};
/// `params` of the new node; what is not in it has its default.
Offer offer_for(const NodeType& type, PortKind kind, const TensorMeta* meta, const Value::Dict& params = {});

/// The patch for a problem's fix (0) or one of its others (1 …); nullopt when the graph has moved on.
std::optional<GraphPatch> make_fix(const GraphState& state, const Problem& problem, size_t which = 0);

}  // namespace tl::nodes
