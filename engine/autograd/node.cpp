// SPDX-License-Identifier: Apache-2.0
// Gradient state of tensors: leaves, views and their bases, saved tensors, and teardown without recursion.
#include "engine/autograd/node.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <utility>
#include <vector>

#include "engine/autograd/checkpoint.h"
#include "engine/autograd/grad_mode.h"
#include "engine/autograd/gradient_state.h"
#include "engine/autograd/op_node.h"
#include "engine/ops/factories.h"
#include "engine/ops/functions.h"

namespace tl {
namespace {
thread_local bool grad_enabled = true;
}
bool GradMode::is_enabled() { return grad_enabled; }
void GradMode::set_enabled(bool on) { grad_enabled = on; }

namespace autograd {
namespace {
std::atomic<uint64_t> next_sequence{1};

}  // namespace
uint64_t next_sequence_nr() { return next_sequence.load(std::memory_order_relaxed); }
namespace {

/// Nodes waiting to be destroyed on this thread. Only the outermost call makes the list and drains it, so the stack stays flat however long
/// the chain is. A plain pointer: nothing is left to destroy when a thread ends, and static tensors may die after it.
thread_local std::vector<NodePtr>* waiting = nullptr;
void bury(NodePtr&& node) {
  if (!node) return;
  if (waiting) {
    waiting->push_back(std::move(node));
    return;
  }
  std::vector<NodePtr> list;
  waiting = &list;
  list.push_back(std::move(node));
  while (!list.empty()) {
    NodePtr last = std::move(list.back());
    list.pop_back();
    last.reset();
  }
  waiting = nullptr;
}

/// Adds incoming gradients to a leaf.
class AccumulateGrad final : public Node {
 public:
  explicit AccumulateGrad(const Tensor& leaf) : leaf_(leaf) {
    sequence_nr = UINT64_MAX;  // as early as possible: frees gradients
    inputs.push_back({leaf.unsafe_impl()->sizes, leaf.dtype()});
  }
  std::string name() const override { return "AccumulateGrad"; }
  variable_list apply(variable_list&& grads) override {
    Tensor g = std::move(grads[0]);
    if (!g.defined()) return {};
    AutogradMeta& m = ensure_meta(leaf_);
    // As the leaf is now: set_data may have given it another shape or type since the call.
    const InputMetadata wanted{leaf_.unsafe_impl()->sizes, leaf_.dtype()};
    g = fitted_gradient(std::move(g), wanted, name(), 0);
    for (auto& [id, hook] : m.hooks) {
      Tensor changed = hook(g);
      if (changed.defined()) g = fitted_gradient(std::move(changed), wanted, "hook of a leaf", 0);
    }
    // Backward may run on several threads over networks that share this leaf.
    const std::lock_guard lock(mutex_);
    if (!m.grad.defined()) {
      const bool own = g.unsafe_impl()->use_count() == 1 && g.storage()->use_count() == 1 && g.is_contiguous() && !g.requires_grad();
      m.grad = own ? g : GradMode::is_enabled() ? clone(g) : clone(g).detach();
    } else if (GradMode::is_enabled() || m.grad.is_sparse()) {
      m.grad = m.grad + g;
    } else {
      m.grad.add_(g);
    }
    return {};
  }
  const Tensor& leaf() const { return leaf_; }

 private:
  Tensor leaf_;
  std::mutex mutex_;
};

/// Two threads that use one leaf at the same time must get one node. A few locks for all leaves: they are held for nanoseconds, and a leaf
/// needs no lock of its own for its whole life.
std::mutex& accumulator_lock(const AutogradMeta& m) {
  static std::mutex locks[64];
  return locks[reinterpret_cast<uintptr_t>(&m) / alignof(AutogradMeta) / 16 % 64];
}

/// Each element has a place of its own and none is left over, in whatever order: channels last, say, or transposed.
bool fills_its_memory(const Tensor& t) {
  const DimVector &sizes = t.unsafe_impl()->sizes, &strides = t.unsafe_impl()->strides;
  std::vector<std::pair<int64_t, int64_t>> dims;  // stride, size
  for (size_t d = 0; d < sizes.size(); ++d)
    if (sizes[d] != 1) dims.emplace_back(strides[d], sizes[d]);
  std::sort(dims.begin(), dims.end());
  int64_t next = 1;
  for (const auto& [stride, size] : dims)
    if (stride != next || __builtin_mul_overflow(next, size, &next)) return false;
  return true;
}

/// In-place on a view: the base's gradient loses the written slice, which goes through the function instead.
class CopySlices final : public Node {
 public:
  CopySlices(const Tensor& base, const Tensor& view, NodePtr fn)
      : base_sizes_(base.unsafe_impl()->sizes), base_strides_(base.unsafe_impl()->strides), by_rows_(base.is_contiguous()),
        sizes_(view.unsafe_impl()->sizes), strides_(view.unsafe_impl()->strides), offset_(view.storage_offset() - base.storage_offset()), fn_(std::move(fn)) {
    TL_CHECK(by_rows_ || fills_its_memory(base), not_implemented, "in-place on a view", "the base ", base.sizes(), " with strides ", base.strides(),
             " has gaps or overlaps; use the out-of-place form");
    inputs.push_back({base_sizes_, base.dtype()});
    next_edges.resize(fn_->next_edges.size() + 1);
    next_edges[0] = gradient_edge(base);
    for (size_t i = 1; i < fn_->next_edges.size(); ++i) next_edges[i] = fn_->next_edges[i];
  }
  ~CopySlices() override { bury(std::move(fn_)); }
  std::string name() const override { return "CopySlices"; }
  void release_variables() override { fn_->release_variables(); }
  variable_list apply(variable_list&& grads) override {
    if (!grads[0].defined()) return variable_list(next_edges.size());
    // The view's strides mean something only in memory that lies as the base's does.
    Tensor result = by_rows_ ? clone(grads[0].contiguous()) : empty_strided(base_sizes_, base_strides_, grads[0].options()).copy_(grads[0]);
    Tensor slice = result.as_strided(sizes_, strides_, offset_);
    variable_list inner = fn_->apply({clone(slice)});
    if (!inner.empty() && inner[0].defined()) slice.copy_(inner[0]);
    else slice.zero_();
    inner.resize(next_edges.size());
    inner[0] = result;
    return inner;
  }

 private:
  DimVector base_sizes_, base_strides_;
  bool by_rows_;
  DimVector sizes_, strides_;
  int64_t offset_;
  NodePtr fn_;
};
}  // namespace

Node::Node() : sequence_nr(next_sequence.fetch_add(1, std::memory_order_relaxed)) {}
Node::~Node() {
  for (Edge& e : next_edges) bury(std::move(e.function));
}
void Node::release_variables() {}
NodeAttachments& attachments_of(Node& node) {
  if (!node.attachments) node.attachments = OwnedPtr(new NodeAttachments);
  return *node.attachments;
}
const ForwardRecord* forward_record(const Node& node) { return node.attachments ? node.attachments->forward.get() : nullptr; }
AutogradMeta::~AutogradMeta() { bury(std::move(grad_fn)); }

AutogradMeta* meta_of(const Tensor& t) { return t.defined() ? static_cast<AutogradMeta*>(t.unsafe_impl()->autograd.get()) : nullptr; }
AutogradMeta& ensure_meta(const Tensor& t) {
  auto& slot = t.unsafe_impl()->autograd;
  if (!slot) slot = OwnedPtr<AutogradMetaBase>(new AutogradMeta);
  return static_cast<AutogradMeta&>(*slot);
}

NodePtr current_grad_fn(const Tensor& t) {
  AutogradMeta* m = meta_of(t);
  if (!m) return nullptr;
  if (m->base.defined() && m->view_version != t._version()) {
    // The storage changed under the view: if the base has history now, the view is a fresh as_strided of it.
    m->view_version = t._version();
    if (m->base.requires_grad()) {
      const TensorImpl& i = *t.unsafe_impl();
      const Value attrs[] = {Value(i.sizes), Value(i.strides), Value(i.offset)};
      const Tensor in[] = {m->base};
      const ops::OpDef& def = TL_OP("as_strided");
      NodePtr node = make_node(def, in, attrs, 1);
      set_edges(*node, in, 1);
      node->inputs.push_back({i.sizes, i.dtype});
      m->grad_fn = node;
      m->output_nr = 0;
      m->requires_grad = true;
    }
  }
  return m->grad_fn;
}

Edge gradient_edge(const Tensor& t) {
  if (!t.requires_grad()) return {};
  if (NodePtr fn = current_grad_fn(t)) return {fn, meta_of(t)->output_nr};
  AutogradMeta& m = ensure_meta(t);
  const std::lock_guard lock(accumulator_lock(m));
  NodePtr acc = m.grad_accumulator.lock();
  if (!acc) {
    acc = std::make_shared<AccumulateGrad>(t);
    m.grad_accumulator = acc;
  }
  return {acc, 0};
}

void set_history(const Tensor& output, const NodePtr& fn, uint32_t output_nr) {
  AutogradMeta& m = ensure_meta(output);
  m.requires_grad = true;
  m.grad_fn = fn;
  m.output_nr = output_nr;
}

void set_view(const Tensor& view, const Tensor& base) {
  AutogradMeta& m = ensure_meta(view);
  const AutogradMeta* b = meta_of(base);
  m.base = b && b->base.defined() ? b->base : base;
  m.view_no_grad = !GradMode::is_enabled();
  m.view_version = view._version();
}

void check_inplace(const Tensor& self, const char* operation) {
  TL_CHECK(self.defined(), value, operation, "self is undefined");
  if (!GradMode::is_enabled()) return;
  TL_CHECK(!(self.requires_grad() && self.is_leaf()), state, operation,
           "a leaf tensor that requires grad is used in an in-place operation; wrap it in NoGradGuard or work on a clone");
  const AutogradMeta* m = meta_of(self);
  if (m && m->base.defined())
    TL_CHECK(!(m->base.requires_grad() && m->base.is_leaf()), state, operation,
             "a view of a leaf tensor that requires grad is used in an in-place operation; wrap it in NoGradGuard or work on a clone");
}

void rebase_history(const Tensor& self, const NodePtr& fn) {
  fn->inputs.assign(1, {self.unsafe_impl()->sizes, self.dtype()});
  AutogradMeta& m = ensure_meta(self);
  if (m.base.defined()) {
    TL_CHECK(!m.view_no_grad, state, "in-place on a view", "the view was made under NoGradGuard but is written with gradients on; make it outside");
    const Tensor base = m.base;
    set_history(base, std::make_shared<CopySlices>(base, self, fn), 0);
    m.requires_grad = true;
    m.view_version = self._version() - 1;  // stale on purpose: the next look makes it an as_strided of the base
    current_grad_fn(self);
    return;
  }
  m.requires_grad = true;
  m.grad_fn = fn;
  m.output_nr = 0;
}

Tensor fitted_gradient(Tensor g, const InputMetadata& expected, const std::string& source, size_t index) {
  const DimVector &have = g.unsafe_impl()->sizes, &want = expected.sizes;
  if (!(have == want)) {
    bool fits = have.size() >= want.size() && !g.is_sparse();
    for (size_t i = 0; fits && i < want.size(); ++i) {
      const int64_t n = have[have.size() - want.size() + i];
      fits = want[i] == n || want[i] == 1;
    }
    TL_CHECK(fits, shape, source, "returned an invalid gradient at index ", index, ": got ", have, " but expected a shape compatible with ", want);
    g = sum_to(g, want);
  }
  if (g.dtype() != expected.dtype && is_floating_point(expected.dtype)) g = g.to(expected.dtype);
  return g;
}

SavedTensor::SavedTensor(const Tensor& t, bool owner_output) : owner_output_(owner_output) {
  if (!t.defined()) return;
  if (CheckpointFrame::is_active()) [[unlikely]]
    if ((dropped_ = CheckpointFrame::take(t, owner_output))) return;
  version_ = t._version();
  leaf_ = t.is_leaf();
  if (owner_output) {
    output_nr_ = meta_of(t) ? meta_of(t)->output_nr : 0;
    data_ = t.data();
  } else {
    data_ = t;
  }
}

Tensor SavedTensor::unpack(const std::string& operation, size_t index, const NodePtr& owner) const {
  if (dropped_) return dropped_->restore(operation, index, owner);
  if (!data_.defined()) return {};
  const uint32_t now = data_._version();
  TL_CHECK(now == version_, state, operation, "one of the variables needed for gradient computation has been modified by an inplace operation: ",
           owner_output_ ? "output " : "input ", index, " ", data_.brief(), " is at version ", now, "; expected version ", version_,
           ". Use the out-of-place form or clone() before changing it.");
  if (!owner_output_) return data_;
  Tensor t = data_.data();
  set_history(t, owner, output_nr_);
  return t;
}

}  // namespace autograd
}  // namespace tl
