// SPDX-License-Identifier: Apache-2.0
// Where samples come from and what happens to one sample before it joins a batch.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/tensor.h"

namespace tl::data {

/// What one sample holds under one name: shape without the batch axis.
struct FieldSpec {
  std::string name;  ///< "images", "labels"
  DimVector sizes;   ///< {1, 28, 28}; empty for a scalar
  ScalarType dtype = kFloat;
};

using Sample = std::vector<Tensor>;

/// A random-access set of samples. Const methods are safe from several loader workers at once.
class Source {
 public:
  virtual ~Source() = default;
  virtual int64_t size() const = 0;
  virtual const std::vector<FieldSpec>& fields() const = 0;
  /// Tensors in the order of `fields()`. Throws tl::Error naming file and sample.
  virtual Sample get(int64_t index) const = 0;
  /// Class of a sample without decoding it, where the label is one of a closed set: what a stratified split reads.
  virtual std::optional<int64_t> class_of(int64_t index) const;
  /// Names of the classes where the label is one of a closed set; else empty.
  virtual std::vector<std::string> class_names() const { return {}; }
  /// "60 000 samples", shown on the node.
  virtual std::string summary() const;
};

/// The random numbers of one sample in one epoch: a pure function of (seed, epoch, sample index, step id); the worker does not matter.
struct SampleRandom {
  uint64_t seed = 0, epoch = 0, index = 0, step_id = 0;
  /// The i-th uniform number in [0, 1).
  double uniform(uint32_t i) const;
};

/// One step of a sample's way: crop, flip, normalise, cast. Stateless, thread-safe.
class SampleTransform {
 public:
  virtual ~SampleTransform() = default;
  /// Shapes and types of the outputs for the inputs; throws tl::Error where they do not fit.
  virtual std::vector<FieldSpec> infer(const std::vector<FieldSpec>& inputs) const = 0;
  virtual Sample apply(const Sample& inputs, const SampleRandom& random) const = 0;
};

/// A transform wired into slots. Slots 0…n-1 are the source's fields.
struct SampleStep {
  std::shared_ptr<SampleTransform> transform;
  std::vector<int> inputs, outputs;  ///< slot numbers
  uint64_t id = 0;                   ///< stable: the node's id
  bool training_only = false;        ///< skipped (input passed on) for validation, test and prediction
};

/// How the batches of one split are made.
struct DataPlan {
  std::shared_ptr<Source> source;  ///< null: the split does not exist
  std::vector<SampleStep> steps;
  int slot_count = 0;                ///< Qt claims the shorter word
  struct BatchField { std::string name; int slot = 0; };
  std::vector<BatchField> batch;   ///< slots collated along a new first axis, under these names
  int64_t batch_size = 64;
  bool shuffle = false;
  bool drop_last = false;
};

}  // namespace tl::data
