// SPDX-License-Identifier: Apache-2.0
#include "engine/optim/optimizer.h"

#include <charconv>
#include <unordered_set>

#include "engine/autograd/grad_mode.h"
#include "engine/core/api_usage.h"
#include "engine/core/error.h"
#include "engine/optim/device_updates.h"

namespace tl::optim {
namespace {
std::string key_of(const Tensor& t) { return std::to_string(reinterpret_cast<uintptr_t>(t.unsafe_impl())); }
}  // namespace

OptimizerOptions::~OptimizerOptions() = default;
double* OptimizerOptions::momentum_option() { return nullptr; }
OptimizerParamState::~OptimizerParamState() = default;

struct Optimizer::Content {
  std::vector<OptimizerParamGroup> groups;
  std::unique_ptr<OptimizerOptions> defaults;
  std::unordered_map<std::string, std::unique_ptr<OptimizerParamState>> state;
};
Optimizer::~Optimizer() = default;
std::vector<OptimizerParamGroup>& Optimizer::param_groups() { return content_->groups; }
const std::vector<OptimizerParamGroup>& Optimizer::param_groups() const { return content_->groups; }
OptimizerOptions& Optimizer::defaults() { return *content_->defaults; }
const OptimizerOptions& Optimizer::defaults() const { return *content_->defaults; }
std::unordered_map<std::string, std::unique_ptr<OptimizerParamState>>& Optimizer::state() { return content_->state; }

OptimizerParamGroup::OptimizerParamGroup(std::vector<Tensor> params) : params_(std::move(params)) {}
OptimizerParamGroup::OptimizerParamGroup(std::vector<Tensor> params, std::unique_ptr<OptimizerOptions> options)
    : params_(std::move(params)), options_(options.release()) {}
OptimizerParamGroup::OptimizerParamGroup(const OptimizerParamGroup& o)
    : params_(o.params_), options_(o.options_ ? o.options_->clone().release() : nullptr) {}
OptimizerParamGroup::OptimizerParamGroup(OptimizerParamGroup&& o) noexcept = default;
OptimizerParamGroup::~OptimizerParamGroup() = default;
void OptimizerParamGroup::set_options(std::unique_ptr<OptimizerOptions> options) {
  options_ = OwnedPtr<OptimizerOptions>(options.release());
}

std::vector<OptimizerParamGroup> detail::one_group(std::vector<Tensor> params) {
  std::vector<OptimizerParamGroup> groups;
  groups.emplace_back(std::move(params));
  return groups;
}

OptimizerOptions& OptimizerParamGroup::options() {
  TL_CHECK(options_, state, "optimizer", "the parameter group has no options yet");
  return *options_;
}
const OptimizerOptions& OptimizerParamGroup::options() const {
  TL_CHECK(options_, state, "optimizer", "the parameter group has no options yet");
  return *options_;
}

DeviceUpdates& device_updates(DeviceType type) {
  static DeviceUpdates updates[3];
  return updates[static_cast<size_t>(type)];
}

Optimizer::Optimizer(std::vector<OptimizerParamGroup> groups, std::unique_ptr<OptimizerOptions> defaults)
    : content_(new Content{{}, std::move(defaults), {}}) {
  TL_LOG_API_USAGE_ONCE("optim.optimizer");
  for (const auto& group : groups) add_param_group(group);
}

void Optimizer::add_param_group(const OptimizerParamGroup& group) {
  std::unordered_set<const TensorImpl*> seen;
  for (const Tensor& p : parameters()) seen.insert(p.unsafe_impl());
  for (const Tensor& p : group.params()) {
    TL_CHECK(p.defined() && p.is_leaf(), value, "optimizer", "can't optimize a non-leaf Tensor");
    TL_CHECK(seen.insert(p.unsafe_impl()).second, value, "optimizer",
             "some parameters appear in more than one parameter group, or twice in one");
  }
  content_->groups.push_back(group);
  if (!content_->groups.back().has_options()) content_->groups.back().set_options(content_->defaults->clone());
}

bool OptimizerParamState::fits(const std::string&, IntArrayRef sizes, const Tensor& parameter) const {
  return sizes.empty() || sizes == parameter.sizes();
}

std::unique_ptr<OptimizerParamState>& Optimizer::state_of(const Tensor& parameter) { return content_->state[key_of(parameter)]; }

Tensor Optimizer::step(LossClosure closure) {
  Tensor loss;
  if (closure) {
    const AutoGradMode on(true);
    loss = closure();
  }
  const NoGradGuard no_grad;
  for (auto& group : content_->groups)
    for (Tensor& p : group.params()) {
      const Tensor& gradient = p.grad();
      if (gradient.defined()) update(p, gradient, group.options(), state_of(p));
    }
  return loss;
}

void Optimizer::zero_grad() {
  const NoGradGuard no_grad;
  for (auto& group : content_->groups)
    for (Tensor& p : group.params())
      if (p.mutable_grad().defined()) {
        p.mutable_grad() = p.grad().detach();  // a gradient may be a view, which cannot be detached in place
        p.mutable_grad().zero_();
      }
}

std::vector<Tensor> Optimizer::parameters() const {
  std::vector<Tensor> all;
  for (const auto& group : content_->groups) all.insert(all.end(), group.params().begin(), group.params().end());
  return all;
}

size_t Optimizer::size() const {
  size_t n = 0;
  for (const auto& group : content_->groups) n += group.params().size();
  return n;
}

std::vector<std::pair<std::string, Tensor>> Optimizer::state_tensors() const {
  std::vector<std::pair<std::string, Tensor>> all;
  const auto parameters = this->parameters();
  for (size_t i = 0; i < parameters.size(); ++i) {
    const auto found = content_->state.find(key_of(parameters[i]));
    if (found == content_->state.end() || !found->second) continue;
    for (auto& [key, tensor] : found->second->tensors()) all.emplace_back(std::to_string(i) + "." + key, tensor);
  }
  return all;
}

void Optimizer::load_state_tensors(const std::vector<std::pair<std::string, Tensor>>& tensors) {
  const NoGradGuard no_grad;
  const auto parameters = this->parameters();
  std::unordered_map<std::string, std::unique_ptr<OptimizerParamState>> fresh;
  for (const auto& [name, tensor] : tensors) {
    size_t number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    TL_CHECK(error == std::errc() && *end == '.' && number < parameters.size(), input, "load optimizer state", "'", name,
             "' belongs to none of the ", parameters.size(), " parameters");
    const Tensor& p = parameters[number];
    auto& state = fresh[key_of(p)];
    if (!state) state = make_state();
    const std::string key(end + 1);
    TL_CHECK(state->fits(key, tensor.sizes(), p), input, "load optimizer state", "'", name, "' is ", tensor.sizes(), ", its parameter is ",
             p.sizes());
    state->set(key, tensor.to(p.device(), false, true));
  }
  content_->state = std::move(fresh);
}

}  // namespace tl::optim
