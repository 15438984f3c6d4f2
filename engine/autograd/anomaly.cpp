// SPDX-License-Identifier: Apache-2.0
#include "engine/autograd/anomaly.h"

#include <cxxabi.h>
#include <execinfo.h>

#include <atomic>
#include <cstdlib>

#include "engine/autograd/gradient_state.h"
#include "engine/core/error.h"
#include "engine/core/log.h"

namespace tl::autograd {
namespace {
std::atomic<bool> enabled{false}, check_nan_too{true};
thread_local const Node* evaluating = nullptr;

/// "program(tl::relu(tl::Tensor const&)+0x1c)": the mangled part of one line of backtrace_symbols, read by a person.
std::string readable(const char* line) {
  const std::string text = line;
  const size_t open = text.find('('), plus = text.find('+', open == std::string::npos ? 0 : open);
  if (open == std::string::npos || plus == std::string::npos || plus == open + 1) return text;
  int status = 0;
  char* name = abi::__cxa_demangle(text.substr(open + 1, plus - open - 1).c_str(), nullptr, nullptr, &status);
  std::string out = status == 0 && name ? name : text.substr(open + 1, plus - open - 1);
  std::free(name);
  return out;
}

std::string call_stack() {
  void* frames[48];
  const int count = ::backtrace(frames, 48);
  char** lines = ::backtrace_symbols(frames, count);
  std::string out;
  for (int i = 2; lines && i < count; ++i) out += "\n  " + readable(lines[i]);  // without this function and its caller
  std::free(lines);
  return out;
}
}  // namespace

bool AnomalyMode::is_enabled() { return enabled.load(std::memory_order_relaxed); }
bool AnomalyMode::should_check_nan() { return check_nan_too.load(std::memory_order_relaxed); }
void AnomalyMode::set_enabled(bool on, bool check_nan) {
  enabled = on;
  check_nan_too = check_nan;
}

void remember_forward(Node& node, const std::string& name, ArrayRef<Tensor> inputs) {
  OwnedPtr<ForwardRecord> record(new ForwardRecord);
  record->call = name + "(";
  for (size_t i = 0; i < inputs.size(); ++i) record->call += (i ? ", " : "") + (inputs[i].defined() ? inputs[i].brief() : std::string("none"));
  record->call += ")";
  const ForwardRecord* by = evaluating ? forward_record(*evaluating) : nullptr;
  if (evaluating) record->call += ", called in backward by " + evaluating->name() + (by ? " of " + by->call : std::string());
  record->stack = call_stack();
  attachments_of(node).forward = std::move(record);
}

std::string report_forward(const Node& node) {
  const ForwardRecord* record = forward_record(node);
  if (!record) return "a forward call that was not recorded: turn anomaly detection on before the forward pass to see which";
  logging::warning("Call stack of the forward call " + record->call + " whose backward failed:" + record->stack);
  return record->call;
}

EvaluatingNode::EvaluatingNode(const Node* node) : before_(evaluating) { evaluating = node; }
EvaluatingNode::~EvaluatingNode() { evaluating = before_; }

}  // namespace tl::autograd
