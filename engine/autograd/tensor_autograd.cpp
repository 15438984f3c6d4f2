// SPDX-License-Identifier: Apache-2.0
// The autograd methods of Tensor.
#include "engine/autograd/autograd.h"
#include "engine/autograd/gradient_state.h"
#include "engine/core/error.h"

namespace tl {
using autograd::ensure_meta;
using autograd::meta_of;

bool Tensor::requires_grad() const {
  const auto* m = meta_of(*this);
  if (!m) return false;
  if (m->requires_grad || !m->base.defined()) return m->requires_grad;
  return m->view_version != _version() && m->base.requires_grad();  // the base got a history through another view
}

const Tensor& Tensor::set_requires_grad(bool r) const {
  if (!r && !requires_grad()) return *this;
  TL_CHECK(!r || is_floating_point(), type, "requires_grad_", "only floating point tensors can require gradients, not ", dtype());
  TL_CHECK(r || is_leaf(), state, "requires_grad_", "you can only change requires_grad flags of leaf variables; use detach()");
  ensure_meta(*this).requires_grad = r;
  return *this;
}
Tensor& Tensor::requires_grad_(bool r) const {
  set_requires_grad(r);
  return self();
}

const Tensor& Tensor::grad() const {
  static const Tensor undefined;
  const auto* m = meta_of(*this);
  return m ? (m->retained ? *m->retained : m->grad) : undefined;
}
Tensor& Tensor::mutable_grad() const {
  impl();
  auto& m = ensure_meta(*this);
  return m.retained ? *m.retained : m.grad;
}
std::shared_ptr<autograd::Node> Tensor::grad_fn() const { return autograd::current_grad_fn(*this); }
bool Tensor::is_leaf() const { return !autograd::current_grad_fn(*this); }
int64_t Tensor::output_nr() const { return meta_of(*this) ? meta_of(*this)->output_nr : 0; }
bool Tensor::is_view() const { return meta_of(*this) && meta_of(*this)->base.defined(); }
bool Tensor::retains_grad() const { return meta_of(*this) && meta_of(*this)->retains_grad; }

void Tensor::retain_grad() const {
  TL_CHECK(requires_grad(), state, "retain_grad", "can't retain_grad on a tensor that has requires_grad=false");
  if (is_leaf() || retains_grad()) return;
  auto& m = ensure_meta(*this);
  m.retains_grad = true;
  // The node must not own the tensor (the tensor owns the node): it keeps the tensor's gradient slot alive instead.
  m.retained = std::make_shared<Tensor>();
  attachments_of(*m.grad_fn).output_hooks[m.output_nr].retained = m.retained;
}

void Tensor::backward(const Tensor& gradient, std::optional<bool> retain_graph, bool create_graph, std::optional<std::vector<Tensor>> inputs) const {
  autograd::backward({*this}, gradient.defined() ? autograd::variable_list{gradient} : autograd::variable_list{}, retain_graph, create_graph,
                     inputs.value_or(autograd::variable_list{}));
}

unsigned Tensor::add_hook(std::function<Tensor(const Tensor&)> hook) const {
  TL_CHECK(requires_grad(), state, "register_hook", "cannot register a hook on a tensor that doesn't require gradient");
  auto& m = ensure_meta(*this);
  const unsigned id = m.next_hook++;
  if (auto fn = autograd::current_grad_fn(*this)) attachments_of(*fn).output_hooks[m.output_nr].hooks[id] = std::move(hook);
  else m.hooks[id] = std::move(hook);
  return id;
}
void Tensor::remove_hook(unsigned id) const {
  auto* m = meta_of(*this);
  if (!m) return;
  m->hooks.erase(id);
  if (auto fn = m->grad_fn; fn && fn->attachments) {
    auto& by_output = fn->attachments->output_hooks;
    if (auto it = by_output.find(m->output_nr); it != by_output.end()) it->second.hooks.erase(id);
  }
}

Tensor Tensor::detach_plain() const {
  const TensorImpl& from = impl();
  if (!is_sparse()) return make_alias(*this, from.sizes, from.strides, from.offset);
  auto* to = new TensorImpl;  // both parts and the version counter are shared
  Tensor t{IntrusivePtr<TensorImpl>(to)};
  to->storage = from.storage;
  to->sizes = from.sizes;
  to->strides = from.strides;
  to->dtype = from.dtype;
  to->encoding = from.encoding;
  to->refresh();
  return t;
}
Tensor Tensor::detach() const { return detach_plain(); }
Tensor& Tensor::detach_() const {
  TL_CHECK(!is_view(), state, "detach_", "can't detach views in-place; use detach() instead");
  if (auto* m = meta_of(self())) {
    m->grad_fn = nullptr;
    m->requires_grad = false;
    m->output_nr = 0;
  }
  return self();
}
void Tensor::set_data(const Tensor& other) const {
  TL_CHECK(other.defined(), value, "set_data", "the tensor to take data from is undefined; a tensor always has data");
  TensorImpl& a = impl();
  const TensorImpl& b = *other.unsafe_impl();
  a.storage = b.storage;
  a.offset = b.offset;
  a.sizes = b.sizes;
  a.strides = b.strides;
  a.dtype = b.dtype;
  a.encoding = b.encoding;
  a.refresh();
}

}  // namespace tl
