// SPDX-License-Identifier: Apache-2.0
// Backward: nodes run when all gradients that flow into them have arrived, later forward calls first. No recursion anywhere.
#include <algorithm>
#include <optional>
#include <queue>
#include <unordered_map>
#include <unordered_set>

#include "engine/autograd/anomaly.h"
#include "engine/autograd/autograd.h"
#include "engine/autograd/gradient_state.h"
#include "engine/autograd/record_function.h"
#include "engine/core/api_usage.h"
#include "engine/core/error.h"
#include "engine/ops/functions.h"

namespace tl::autograd {
namespace {

struct Later {
  bool operator()(const NodePtr& a, const NodePtr& b) const { return a->sequence_nr < b->sequence_nr; }
};

void accumulate(Tensor& slot, const Tensor& g) {
  if (!g.defined()) return;
  slot = slot.defined() ? slot + g : g;
}

/// Which nodes lie on a path from a root to one of the wanted edges; all of them when nothing in particular is wanted.
std::unordered_set<Node*> needed_nodes(const std::vector<Node*>& order, const std::unordered_set<Node*>& wanted) {
  std::unordered_set<Node*> needed(wanted.begin(), wanted.end());
  for (auto it = order.rbegin(); it != order.rend(); ++it)
    for (const Edge& e : (*it)->next_edges)
      if (e.function && needed.count(e.function.get())) {
        needed.insert(*it);
        break;
      }
  return needed;
}

/// Depth-first order (a node before everything that depends on it last), with an explicit stack.
std::vector<Node*> topological(const std::vector<NodePtr>& roots, std::unordered_map<Node*, int>& dependencies) {
  std::vector<Node*> post;
  std::unordered_set<Node*> seen;
  std::vector<std::pair<Node*, size_t>> stack;
  for (const NodePtr& r : roots) {
    if (!seen.insert(r.get()).second) continue;
    stack.emplace_back(r.get(), 0);
    while (!stack.empty()) {
      auto& [node, next] = stack.back();
      if (next < node->next_edges.size()) {
        Node* child = node->next_edges[next++].function.get();
        if (!child) continue;
        ++dependencies[child];
        if (seen.insert(child).second) stack.emplace_back(child, 0);
      } else {
        post.push_back(node);
        stack.pop_back();
      }
    }
  }
  std::reverse(post.begin(), post.end());
  return post;
}

/// A value that is not a number among the gradients that `node` made: an error that names the forward call.
void refuse_nan(const Node& node, const variable_list& gradients) {
  NoGradGuard guard;
  for (size_t i = 0; i < gradients.size(); ++i) {
    const Tensor g = gradients[i].defined() && gradients[i].is_sparse() ? gradients[i]._values() : gradients[i];
    if (!g.defined() || !g.is_floating_point() || g.is_meta() || !any(g != g).item<bool>()) continue;
    TL_THROW(diverged, "backward", "function '", node.name(), "' returned nan values in its output ", i, "; it belongs to ", report_forward(node));
  }
}

/// Runs one node: seen by callbacks, errors placed, in anomaly mode with its forward call.
variable_list apply(Node& node, variable_list&& gradients) {
  profiler::RecordGuard record;
  if (profiler::recording()) [[unlikely]]
    record.begin(profiler::RecordScope::backward_function, node.name(), ArrayRef<Tensor>(gradients), node.sequence_nr);
  const bool anomaly = AnomalyMode::is_enabled();
  std::optional<EvaluatingNode> evaluating;
  if (anomaly) evaluating.emplace(&node);
  variable_list out;
  try {
    out = node.apply(std::move(gradients));
  } catch (Error& e) {
    e.add_context(anomaly ? "backward of " + report_forward(node) : std::string("backward"));
    throw;
  } catch (...) {
    if (anomaly) report_forward(node);
    throw;
  }
  if (anomaly && AnomalyMode::should_check_nan()) refuse_nan(node, out);
  return out;
}

struct Capture {
  uint32_t nr;
  size_t index;
};
}  // namespace

variable_list run_backward(const variable_list& roots, const variable_list& gradients, const BackwardOptions& options, const variable_list& inputs) {
  const AutoGradMode mode(options.create_graph);
  std::unordered_map<Node*, std::vector<Tensor>> buffers;
  std::vector<NodePtr> root_nodes;
  for (size_t i = 0; i < roots.size(); ++i) {
    const Edge e = gradient_edge(roots[i]);
    root_nodes.push_back(e.function);
    auto& buffer = buffers[e.function.get()];
    buffer.resize(std::max<size_t>(buffer.size(), e.function->inputs.size()));
    accumulate(buffer[e.input_nr], gradients[i]);
  }
  std::unordered_map<Node*, int> dependencies;
  const std::vector<Node*> order = topological(root_nodes, dependencies);

  std::unordered_map<Node*, std::vector<Capture>> captures;
  std::unordered_set<Node*> wanted;
  variable_list results(inputs.size());
  for (size_t i = 0; i < inputs.size(); ++i) {
    TL_CHECK(inputs[i].requires_grad(), state, "grad", "input ", i, " ", inputs[i].brief(), " does not require grad");
    const Edge e = gradient_edge(inputs[i]);
    captures[e.function.get()].push_back({e.input_nr, i});
    wanted.insert(e.function.get());
  }
  const bool partial = !inputs.empty();
  const std::unordered_set<Node*> needed = partial ? needed_nodes(order, wanted) : std::unordered_set<Node*>();

  std::priority_queue<NodePtr, std::vector<NodePtr>, Later> ready;
  for (const NodePtr& r : root_nodes)
    if (!dependencies.count(r.get())) {
      ready.push(r);
      dependencies[r.get()] = -1;  // queued once even if it is root twice
    }
  while (!ready.empty()) {
    const NodePtr node = ready.top();
    ready.pop();
    variable_list grads = std::move(buffers[node.get()]);
    buffers.erase(node.get());
    grads.resize(std::max<size_t>(grads.size(), node->inputs.size()));
    if (node->attachments) [[unlikely]]
      for (auto& [nr, h] : node->attachments->output_hooks) {
        if (!grads[nr].defined()) continue;
        for (auto& [id, hook] : h.hooks) {
          Tensor changed = hook(grads[nr]);
          if (!changed.defined()) continue;
          grads[nr] = nr < node->inputs.size() ? fitted_gradient(std::move(changed), node->inputs[nr], "hook on a result of " + node->name(), nr)
                                               : changed;
        }
        if (h.retained) accumulate(*h.retained, options.create_graph ? grads[nr] : grads[nr].detach());
      }
    bool run = !partial || needed.count(node.get());
    if (const auto it = captures.find(node.get()); it != captures.end()) {
      for (const Capture& c : it->second) accumulate(results[c.index], grads[c.nr]);
      // A captured leaf's accumulator runs only when grads are to be left in the leaves.
      if (node->next_edges.empty() && !options.accumulate) run = false;
    } else if (partial && node->next_edges.empty()) {
      run = false;
    }
    const bool any = std::any_of(grads.begin(), grads.end(), [](const Tensor& g) { return g.defined(); });
    variable_list out;
    if (run && any) {
      out = apply(*node, std::move(grads));
      if (!options.retain_graph) node->release_variables();
    }
    grads.clear();
    for (size_t i = 0; i < node->next_edges.size(); ++i) {
      const Edge& e = node->next_edges[i];
      if (!e.function) continue;
      auto& buffer = buffers[e.function.get()];
      buffer.resize(std::max<size_t>({buffer.size(), e.function->inputs.size(), size_t{e.input_nr} + 1}));
      if (i < out.size()) accumulate(buffer[e.input_nr], out[i]);
      if (--dependencies[e.function.get()] == 0) ready.push(e.function);
    }
  }
  return results;
}

namespace {
variable_list check_gradients(const char* operation, const variable_list& tensors, const variable_list& grads) {
  TL_CHECK(grads.empty() || grads.size() == tensors.size(), value, operation, "got ", tensors.size(), " tensors and ", grads.size(), " gradients");
  variable_list out(tensors.size());
  for (size_t i = 0; i < tensors.size(); ++i) {
    TL_CHECK(tensors[i].defined() && tensors[i].requires_grad(), state, operation, "element ", i,
             " of tensors does not require grad and does not have a grad_fn");
    if (grads.empty() || !grads[i].defined()) {
      TL_CHECK(tensors[i].numel() == 1, shape, operation, "grad can be implicitly created only for scalar outputs, not for ", tensors[i].brief());
      out[i] = ones_like(tensors[i]);
    } else {
      TL_CHECK(grads[i].sizes() == tensors[i].sizes(), shape, operation, "mismatch in shape: gradient ", grads[i].sizes(), " for output ",
               tensors[i].sizes());
      out[i] = grads[i];
    }
  }
  return out;
}
}  // namespace

void backward(const variable_list& tensors, const variable_list& grad_tensors, std::optional<bool> retain_graph, bool create_graph,
              const variable_list& inputs) {
  TL_LOG_API_USAGE_ONCE("autograd.backward");
  const variable_list grads = check_gradients("backward", tensors, grad_tensors);
  run_backward(tensors, grads, {retain_graph.value_or(create_graph), create_graph, true, true}, inputs);
}

variable_list grad(const variable_list& outputs, const variable_list& inputs, const variable_list& grad_outputs, std::optional<bool> retain_graph,
                   bool create_graph, bool allow_unused) {
  TL_CHECK(!inputs.empty(), value, "grad", "requires non-empty inputs");
  const variable_list grads = check_gradients("grad", outputs, grad_outputs);
  variable_list result = run_backward(outputs, grads, {retain_graph.value_or(create_graph), create_graph, allow_unused, false}, inputs);
  for (size_t i = 0; i < result.size(); ++i)
    TL_CHECK(result[i].defined() || allow_unused, state, "grad", "input ", i,
             " appears to not have been used in the graph; set allow_unused=true if this is desired");
  return result;
}

}  // namespace tl::autograd
