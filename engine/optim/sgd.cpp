// SPDX-License-Identifier: Apache-2.0
#include "engine/optim/sgd.h"

#include "engine/cpu/optim_kernels.h"
#include "engine/optim/fused.h"
#include "engine/optim/registry.h"

namespace tl::optim {

SGDOptions::SGDOptions(double lr) : lr_(lr) {}
SGDOptions SGDOptions::prototype() { return {0.01}; }
SGD::SGD(std::vector<Tensor> params, SGDOptions defaults) : SGD(detail::one_group(std::move(params)), std::move(defaults)) {}
std::unique_ptr<OptimizerParamState> SGD::make_state() const { return std::unique_ptr<OptimizerParamState>(new SGDParamState); }

void SGDOptions::describe(Describer<SGDOptions>& d) {
  d.field("lr", &SGDOptions::lr_).label("learning rate").help("Size of a step").min(0).on_node();
  d.field("momentum", &SGDOptions::momentum_).help("Share of the last step that goes on").min(0).max(1);
  d.field("dampening", &SGDOptions::dampening_).help("Takes this share off the gradient that enters the momentum").min(0).max(1).expert();
  d.field("weight_decay", &SGDOptions::weight_decay_).label("weight decay").help("Pulls weights towards zero").min(0);
  d.field("nesterov", &SGDOptions::nesterov_).help("Looks ahead along the momentum; needs momentum and no dampening").expert();
}

std::vector<std::pair<std::string, Tensor>> SGDParamState::tensors() const {
  if (!momentum_buffer_.defined()) return {};
  return {{"momentum_buffer", momentum_buffer_}};
}
void SGDParamState::set(const std::string& key, const Tensor& value) {
  TL_CHECK(key == "momentum_buffer", input, "load optimizer state", "SGD keeps no '", key, "'");
  momentum_buffer_ = value;
}

SGD::SGD(std::vector<OptimizerParamGroup> groups, SGDOptions defaults)
    : Optimizer(std::move(groups), std::make_unique<SGDOptions>(defaults)) {
  TL_CHECK(defaults.lr() >= 0, value, "SGD", "Invalid learning rate: ", defaults.lr());
  TL_CHECK(defaults.momentum() >= 0, value, "SGD", "Invalid momentum value: ", defaults.momentum());
  TL_CHECK(defaults.weight_decay() >= 0, value, "SGD", "Invalid weight_decay value: ", defaults.weight_decay());
  check_option(!defaults.nesterov() || (defaults.momentum() > 0 && defaults.dampening() == 0), "SGD", "nesterov",
               "Nesterov momentum requires a momentum and zero dampening",
               "Set momentum above 0 (0.9 is usual) and dampening to 0, or turn nesterov off.");
}

namespace {
template <class T>
void update_typed(Tensor& p, const Tensor& g, const SGDOptions& o, Tensor* buffer, bool first) {
  const cpu::SgdUpdate<T> u{p.data_ptr<T>(),
                            buffer ? buffer->data_ptr<T>() : nullptr,
                            g.data_ptr<T>(),
                            static_cast<T>(o.lr()),
                            static_cast<T>(o.momentum()),
                            static_cast<T>(o.dampening()),
                            static_cast<T>(o.weight_decay()),
                            o.nesterov(),
                            first};
  detail::run_fused(p, u, [](const auto& w, int64_t begin, int64_t end) { cpu::sgd_update(w, begin, end); });
}
}  // namespace

void SGD::update(Tensor& p, const Tensor& gradient, const OptimizerOptions& options, std::unique_ptr<OptimizerParamState>& state) {
  const auto& o = static_cast<const SGDOptions&>(options);
  const Tensor g = detail::plain_gradient("SGD", p, gradient.is_sparse() ? gradient.to_dense() : gradient);
  Tensor* buffer = nullptr;
  bool first = false;
  if (o.momentum() != 0) {
    if (!state) state = make_state();
    buffer = &static_cast<SGDParamState&>(*state).momentum_buffer();
    first = !buffer->defined();
    if (first) *buffer = detail::zeros_for(p);
  }
  if (p.dtype() == kFloat)
    update_typed<float>(p, g, o, buffer, first);
  else
    update_typed<double>(p, g, o, buffer, first);
}

}  // namespace tl::optim
