// SPDX-License-Identifier: Apache-2.0
// A workload as data and TrainSpec.
#include <unordered_map>

#include "engine/autograd/grad_mode.h"
#include "engine/bench/run.h"
#include "engine/bench/streams.h"
#include "engine/core/error.h"
#include "engine/nn/modules/batchnorm.h"
#include "engine/nn/modules/conv.h"
#include "engine/nn/modules/linear.h"
#include "engine/ops/functions.h"

namespace tl::bench {
namespace {
constexpr uint64_t input_stream = 1000, target_stream = 2000;
constexpr int64_t batch_count = 4;

/// Where the initial values of each parameter lie, found by the kind of its module.
class Starts {
 public:
  Starts(const nn::Module& network, const Scheme& scheme) : scheme_(scheme) {
    for (const auto& module : network.modules()) add(*module);
  }
  const TensorStart& of(const Tensor& parameter) const {
    const auto found = starts_.find(parameter.unsafe_impl());
    TL_CHECK(found != starts_.end(), internal, "bench", "no rule says how a parameter ", parameter.brief(), " starts");
    return found->second;
  }

 private:
  void add(nn::Module& module) {
    if (const auto* m = module.as<nn::LinearImpl>()) weighted(m->weight, m->bias, m->weight.size(1));
    if (const auto* m = module.as<nn::Conv2dImpl>()) weighted(m->weight, m->bias, m->weight.numel() / m->weight.size(0));
    if (const auto* m = module.as<nn::BatchNormImplBase>()) norm(m->weight, m->bias);
    if (const auto* m = module.as<nn::LayerNormImpl>()) norm(m->weight, m->bias);
  }
  void weighted(const Tensor& weight, const Tensor& bias, int64_t fan_in) {
    const auto fan = static_cast<double>(fan_in);
    starts_[weight.unsafe_impl()] = {{}, {}, 0, scheme_.weight_bound(fan)};
    if (bias.defined()) starts_[bias.unsafe_impl()] = {{}, {}, 0, scheme_.bias_bound(fan)};
  }
  void norm(const Tensor& weight, const Tensor& bias) {
    if (weight.defined()) starts_[weight.unsafe_impl()] = {{}, {}, 1, 0};
    if (bias.defined()) starts_[bias.unsafe_impl()] = {{}, {}, 0, 0};
  }
  const Scheme& scheme_;
  std::unordered_map<const TensorImpl*, TensorStart> starts_;
};

/// Parameter number k takes stream k + 1; norm parameters keep their number.
std::vector<TensorStart> initialise(Network& network, const Workload& workload, uint64_t stream_offset) {
  const NoGradGuard no_grad;
  const Starts starts(network, workload.scheme);
  std::vector<TensorStart> rows;
  uint64_t stream = stream_offset;
  for (const auto& item : network.named_parameters()) {
    ++stream;
    Tensor parameter = item.value();
    TensorStart row = starts.of(parameter);
    row.name = item.key(), row.sizes = parameter.unsafe_impl()->sizes;
    if (row.bound > 0) parameter.copy_(uniform_stream(stream, row.sizes, -row.bound, row.bound));
    else parameter.fill_(row.value);
    rows.push_back(std::move(row));
  }
  return rows;
}

std::shared_ptr<Network> make_network(const Workload& workload, uint64_t stream_offset) {
  auto network = workload.make();
  initialise(*network, workload, stream_offset);
  return network;
}
}  // namespace

std::vector<data::Batch> make_batches(const Workload& workload, uint64_t stream_offset) {
  std::vector<data::Batch> batches;
  DimVector sizes{workload.batch};
  for (const int64_t s : workload.input) sizes.push_back(s);
  for (int64_t j = 0; j < batch_count; ++j) {
    const uint64_t k = stream_offset + static_cast<uint64_t>(j);
    data::Batch batch;
    batch.fields["input"] = uniform_stream(input_stream + k, sizes, 0, 1);
    batch.fields["target"] = integer_stream(target_stream + k, {workload.batch}, workload.classes);
    batch.samples = workload.batch;
    batch.position = j * workload.batch;
    for (int64_t i = 0; i < batch.samples; ++i) batch.indices.push_back(batch.position + i);
    batches.push_back(std::move(batch));
  }
  return batches;
}

train::TrainSpec make_spec(const Workload& workload, uint64_t stream_offset) {
  train::TrainSpec spec;
  spec.project_name = workload.name;
  spec.make_module = [&workload, stream_offset](uint64_t) { return make_network(workload, stream_offset); };
  spec.losses = {{"loss", 1.0}};
  spec.optimizers = {workload.optimizer};
  return spec;
}

std::vector<TensorStart> describe(const Workload& workload) {
  const auto network = workload.make();
  return initialise(*network, workload, 0);
}

}  // namespace tl::bench
