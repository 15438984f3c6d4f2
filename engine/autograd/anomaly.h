// SPDX-License-Identifier: Apache-2.0
// Anomaly mode: a backward that fails, or makes a value that is not a number, names the forward call it belongs to.
#pragma once
#include <string>

#include "engine/core/array_ref.h"
#include "engine/core/tensor.h"

namespace tl::autograd {

class Node;

/// One switch for the process, off by default. Forward calls made while it is on remember their operands and call stack: slow, for debugging.
struct AnomalyMode {
  static bool is_enabled();
  static bool should_check_nan();
  static void set_enabled(bool on, bool check_nan = true);
};

/// On while it lives; afterwards as before.
class DetectAnomalyGuard {
 public:
  explicit DetectAnomalyGuard(bool check_nan = true) : on_(AnomalyMode::is_enabled()), check_(AnomalyMode::should_check_nan()) {
    AnomalyMode::set_enabled(true, check_nan);
  }
  ~DetectAnomalyGuard() { AnomalyMode::set_enabled(on_, check_); }
  DetectAnomalyGuard(const DetectAnomalyGuard&) = delete;
  DetectAnomalyGuard& operator=(const DetectAnomalyGuard&) = delete;

 private:
  bool on_, check_;
};

/// Keeps at `node` which call made it; called only while the mode is on.
void remember_forward(Node& node, const std::string& name, ArrayRef<Tensor> inputs);
/// Writes the call stack of the forward call to the log and returns what an error says of it: "sqrt([2] float32)", or that nothing is known.
std::string report_forward(const Node& node);
/// The node that backward runs on this thread, to name it as the parent of nodes made meanwhile.
class EvaluatingNode {
 public:
  explicit EvaluatingNode(const Node* node);
  ~EvaluatingNode();
  EvaluatingNode(const EvaluatingNode&) = delete;
  EvaluatingNode& operator=(const EvaluatingNode&) = delete;

 private:
  const Node* before_;
};

}  // namespace tl::autograd
