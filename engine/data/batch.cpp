// SPDX-License-Identifier: Apache-2.0
#include <cstring>
#include <numeric>

#include "engine/core/error.h"
#include "engine/core/philox.h"
#include "engine/data/loader.h"

namespace tl::data {
namespace {
constexpr const char* operation = "load data";

/// The sample's tensors in their slots, after all steps.
std::vector<Tensor> run_steps(const DataPlan& plan, int64_t index, uint64_t seed, int64_t epoch, bool training) {
  std::vector<Tensor> slots(static_cast<size_t>(plan.slot_count));
  Sample sample = plan.source->get(index);
  TL_CHECK(sample.size() <= slots.size(), value, operation, "the source gives ", sample.size(), " tensors for ", slots.size(), " slots");
  std::move(sample.begin(), sample.end(), slots.begin());
  for (const SampleStep& step : plan.steps) {
    Sample inputs;
    for (const int slot : step.inputs) inputs.push_back(slots.at(static_cast<size_t>(slot)));
    const SampleRandom random{seed, static_cast<uint64_t>(epoch), static_cast<uint64_t>(index), step.id};
    const Sample outputs = step.training_only && !training ? inputs : step.transform->apply(inputs, random);
    for (size_t i = 0; i < step.outputs.size(); ++i) slots.at(static_cast<size_t>(step.outputs[i])) = outputs.at(i);
  }
  return slots;
}
}  // namespace

std::vector<int64_t> epoch_order(int64_t samples, bool shuffle, uint64_t seed, int64_t epoch) {
  std::vector<int64_t> order(static_cast<size_t>(samples));
  std::iota(order.begin(), order.end(), int64_t{0});
  if (!shuffle) return order;
  constexpr uint32_t purpose = 0x6f726465;
  PhiloxStream random(seed, purpose, static_cast<uint64_t>(epoch));
  for (size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
  return order;
}

Batch make_batch(const DataPlan& plan, const std::vector<int64_t>& indices, uint64_t seed, int64_t epoch, bool training) {
  Batch batch;
  batch.samples = static_cast<int64_t>(indices.size());
  batch.indices = indices;
  std::vector<Tensor> collated(plan.batch.size());
  for (size_t n = 0; n < indices.size(); ++n) {
    std::vector<Tensor> slots;
    try {
      slots = run_steps(plan, indices[n], seed, epoch, training);
    } catch (Error& e) {
      throw e.add_context("sample " + std::to_string(indices[n]));
    }
    for (size_t f = 0; f < plan.batch.size(); ++f) {
      Tensor value = slots.at(static_cast<size_t>(plan.batch[f].slot));
      TL_CHECK(value.defined(), value, operation, "nothing fills the batch field '", plan.batch[f].name, "'");
      if (!value.is_contiguous()) value = value.contiguous();
      Tensor& out = collated[f];
      if (n == 0) {
        DimVector sizes{batch.samples};
        for (const int64_t s : value.sizes()) sizes.push_back(s);
        out = empty_tensor(sizes, value.dtype());
      }
      TL_CHECK(value.dtype() == out.dtype() && value.numel() * batch.samples == out.numel(), shape, operation, "sample ", indices[n],
               " has ", value.brief(), " in field '", plan.batch[f].name, "', the first of its batch fits ", out.brief(),
               "; samples of one batch must have one shape");
      std::memcpy(static_cast<char*>(out.data_ptr()) + n * value.nbytes(), value.data_ptr(), value.nbytes());
    }
  }
  for (size_t f = 0; f < plan.batch.size(); ++f) batch.fields[plan.batch[f].name] = collated[f];
  return batch;
}

std::vector<FieldSpec> infer_slots(const DataPlan& plan) {
  TL_CHECK(plan.source, value, operation, "the split has no data");
  std::vector<FieldSpec> slots(static_cast<size_t>(plan.slot_count));
  const auto& fields = plan.source->fields();
  TL_CHECK(fields.size() <= slots.size(), value, operation, "the source gives ", fields.size(), " fields for ", slots.size(), " slots");
  std::copy(fields.begin(), fields.end(), slots.begin());
  for (const SampleStep& step : plan.steps) {
    std::vector<FieldSpec> inputs;
    for (const int slot : step.inputs) inputs.push_back(slots.at(static_cast<size_t>(slot)));
    const auto outputs = step.transform->infer(inputs);
    for (size_t i = 0; i < step.outputs.size(); ++i) slots.at(static_cast<size_t>(step.outputs[i])) = outputs.at(i);
  }
  return slots;
}

}  // namespace tl::data
