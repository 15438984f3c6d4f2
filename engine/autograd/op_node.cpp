// SPDX-License-Identifier: Apache-2.0
#include "engine/autograd/gradient_state.h"
#include "engine/autograd/op_node.h"

#include "engine/autograd/anomaly.h"
#include "engine/autograd/grad_mode.h"
#include "engine/ops/functions.h"

namespace tl::autograd {
namespace {

class OpNode final : public Node {
 public:
  OpNode(const ops::OpDef& def, ArrayRef<Tensor> in, ArrayRef<Value> attr, uint32_t needed)
      : def_(def), attr_(attr.begin(), attr.end()), needed_(needed), saved_inputs_(def.saved_inputs(needed)),
        saved_outputs_(def.saved_outputs(needed)), saved_in_(in.size()), in_meta_(in.size()) {
    for (size_t i = 0; i < in.size(); ++i) {
      if (!in[i].defined()) continue;
      in_meta_[i] = {in[i].unsafe_impl()->sizes, in[i].dtype()};
      defined_ |= i < 64 ? uint64_t{1} << i : 0;
      if (i == 0 && def.is(ops::view)) {
        viewed_strides_ = in[i].unsafe_impl()->strides;
        viewed_offset_ = in[i].unsafe_impl()->offset;
      }
      if (i < 32 && (saved_inputs_ >> i & 1u)) saved_in_[i] = SavedTensor(in[i], false);
    }
  }
  std::string name() const override { return def_.name + "_backward"; }
  void save_outputs(const Tensor* outputs) {
    for (int k = 0; k < def_.outputs; ++k)
      if (saved_outputs_ >> k & 1u) saved_out_[k] = SavedTensor(outputs[k], true);
  }
  void release_variables() override {
    released_ = true;
    for (auto& s : saved_in_) s = SavedTensor();
    for (auto& s : saved_out_) s = SavedTensor();
  }
  variable_list apply(variable_list&& grads) override {
    TL_CHECK(!released_ || !(saved_inputs_ | saved_outputs_), state, name(),
             "backward through this graph a second time: its saved tensors were freed; use retain_graph=true at the first backward");
    TL_CHECK(!(GradMode::is_enabled() && def_.is(ops::no_double_backward)), not_implemented, name(),
             "the gradient of this gradient is not defined here; call backward without create_graph");
    const NodePtr self = shared_from_this();
    std::vector<Tensor> in(saved_in_.size());
    for (size_t i = 0; i < in.size(); ++i) {
      if (saved_in_[i].defined()) in[i] = saved_in_[i].unpack(def_.name, i, nullptr);
      else if (i < 64 ? (defined_ >> i & 1u) : true) in[i] = empty_tensor(in_meta_[i].sizes, in_meta_[i].dtype, Device(kMeta));
    }
    if (def_.is(ops::view)) {
      TensorImpl& viewed = *in[0].unsafe_impl();
      viewed.strides = viewed_strides_;
      viewed.offset = viewed_offset_;
      viewed.refresh();
    }
    Tensor out[ops::max_outputs];
    for (int k = 0; k < def_.outputs; ++k)
      if (saved_out_[k].defined()) out[k] = saved_out_[k].unpack(def_.name, static_cast<size_t>(k), self);
    variable_list results(in.size());
    grads.resize(ops::max_outputs);
    const ops::OpCall call{&def_, in, attr_};
    if (def_.vjp) def_.vjp(ops::VjpContext(call, out, grads.data(), results.data(), needed_));
    for (size_t i = 0; i < results.size(); ++i) {
      Tensor& g = results[i];
      if (!g.defined()) continue;
      if (!(g.unsafe_impl()->sizes == in_meta_[i].sizes)) g = sum_to(g, in_meta_[i].sizes);
      if (g.dtype() != in_meta_[i].dtype && is_floating_point(in_meta_[i].dtype)) g = g.to(in_meta_[i].dtype);
    }
    return results;
  }

 private:
  const ops::OpDef& def_;
  std::vector<Value> attr_;
  uint32_t needed_, saved_inputs_, saved_outputs_;
  bool released_ = false;
  uint64_t defined_ = 0;
  std::vector<SavedTensor> saved_in_;
  SavedTensor saved_out_[ops::max_outputs];
  std::vector<InputMetadata> in_meta_;
  DimVector viewed_strides_;  // the geometry of a view's input: backward of as_strided depends on it
  int64_t viewed_offset_ = 0;
};
}  // namespace

NodePtr make_node(const ops::OpDef& def, ArrayRef<Tensor> in, ArrayRef<Value> attr, uint32_t needed) {
  auto node = std::make_shared<OpNode>(def, in, attr, needed);
  if (AnomalyMode::is_enabled()) [[unlikely]] remember_forward(*node, def.name, in);
  return node;
}

void set_edges(Node& node, ArrayRef<Tensor> in, uint32_t needed) {
  node.next_edges.resize(in.size());
  for (size_t i = 0; i < in.size(); ++i)
    if (in[i].defined() && (i >= 31 || (needed >> i & 1u))) node.next_edges[i] = gradient_edge(in[i]);
}

void save_outputs(Node& node, const ops::OpDef&, const Tensor* outputs) { static_cast<OpNode&>(node).save_outputs(outputs); }

void record(const ops::OpDef& def, ArrayRef<Tensor> in, ArrayRef<Value> attr, const Tensor* outputs, uint32_t needed) {
  NodePtr node = make_node(def, in, attr, needed);
  set_edges(*node, in, needed);
  bool any = false;
  for (int k = 0; k < def.outputs; ++k) {
    const Tensor& t = outputs[k];
    node->inputs.push_back(t.defined() ? InputMetadata{t.unsafe_impl()->sizes, t.dtype()} : InputMetadata{});
    if (!t.defined() || !t.is_floating_point() || (def.nondifferentiable_outputs >> k & 1u)) continue;
    set_history(t, node, static_cast<uint32_t>(k));
    any = true;
  }
  if (any) static_cast<OpNode&>(*node).save_outputs(outputs);
}

}  // namespace tl::autograd
