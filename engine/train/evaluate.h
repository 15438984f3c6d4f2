// SPDX-License-Identifier: Apache-2.0
// Loss and metrics on held-out data, and predictions: evaluation mode, no gradient.
#pragma once
#include <functional>
#include <map>
#include <string>

#include "engine/io/checkpoint.h"
#include "engine/train/train_spec.h"

namespace tl::train {

struct Evaluation {
  double loss = 0;                        ///< weighted sum of the losses, mean over the samples
  std::map<std::string, double> losses;   ///< by name, unweighted
  std::map<std::string, double> metrics;  ///< by label: "accuracy"
  int64_t samples = 0;
};

/// The live module on all samples of `plan`, in their order, the last batch included. Leaves the module in the mode it was in.
/// `after_batch(samples done)` may throw to break off.
Evaluation evaluate(StepModule& module, const TrainSpec& spec, const data::DataPlan& plan, int workers,
                    const std::function<void(int64_t)>& after_batch = {}, Observer* observer = nullptr);

/// A fresh module with these weights on one split. Throws tl::Error (input) when the split does not exist or weights are missing or do not
/// fit.
enum class SplitName { train, validation, test };
Evaluation evaluate(const TrainSpec& spec, const io::NamedTensors& weights, SplitName split);
const data::DataPlan& plan_of(const TrainSpec& spec, SplitName split);

/// Named outputs for one batch. Leaves the module in the mode it was in.
/// Where a module's parameters are; the CPU when it has none.
Device device_of(const nn::Module& module);
/// The same tensors on another device, one by one; nothing is copied where they are.
TensorMap on_device(const TensorMap& tensors, Device device);
TensorMap predict(StepModule& module, const TensorMap& batch, Observer* observer = nullptr);

/// Parameters and buffers by name, as a checkpoint holds them: the tensors themselves, not copies.
io::NamedTensors state_of(const nn::Module& module);
/// Copies the weights in. Every parameter and buffer must be there with its shape; names that the module does not know are an error, too.
void load_state(nn::Module& module, const io::NamedTensors& weights);

}  // namespace tl::train
