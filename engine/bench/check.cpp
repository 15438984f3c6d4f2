// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "engine/bench/run.h"
#include "engine/nn/modules/activation.h"
#include "engine/nn/modules/dropout.h"
#include "engine/train/stepper.h"

namespace tl::bench {
namespace {
NormAndSum norm_and_sum(const Tensor& tensor) {
  const Tensor t = tensor.detach().contiguous();
  double squares = 0, sum = 0;
  for (int64_t i = 0; i < t.numel(); ++i) {
    const auto v = static_cast<double>(t.data_ptr<float>()[i]);
    squares += v * v;
    sum += v;
  }
  return {std::sqrt(squares), sum};
}
}  // namespace

Check check(const Workload& workload, uint64_t stream_offset, int64_t steps) {
  const train::TrainSpec spec = make_spec(workload, stream_offset);
  const std::vector<data::Batch> batches = make_batches(workload, stream_offset);
  train::Stepper stepper(spec, 0);
  for (const auto& module : stepper.module().modules())
    if (auto* dropout = module->as<nn::DropoutImpl>()) dropout->options.p(0);
  Check result;
  for (int64_t step = 0; step < (steps > 0 ? steps : workload.check_steps); ++step)
    result.losses.push_back(stepper.step({batches[static_cast<size_t>(step) % batches.size()]}, step).loss);
  for (const auto& item : stepper.module().named_parameters())
    result.tensors.push_back({item.key(), norm_and_sum(item.value()), norm_and_sum(item.value().grad())});
  return result;
}

}  // namespace tl::bench
