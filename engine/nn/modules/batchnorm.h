// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>

#include "engine/nn/module.h"
#include "engine/nn/options.h"

namespace tl::nn {

struct BatchNormOptions {
  BatchNormOptions(int64_t num_features) : num_features_(num_features) {}
  static BatchNormOptions prototype();
  static void describe(auto& d);
  TL_ARG(int64_t, num_features);
  TL_ARG(double, eps) = 1e-5;
  TL_ARG(std::optional<double>, momentum) = 0.1;  ///< nullopt: the running statistics are the mean over all batches seen
  TL_ARG(bool, affine) = true;
  TL_ARG(bool, track_running_stats) = true;
};
using BatchNorm1dOptions = BatchNormOptions;
using BatchNorm2dOptions = BatchNormOptions;
using BatchNorm3dOptions = BatchNormOptions;

/// Normalises each channel over the batch. Buffers running_mean, running_var (unbiased), num_batches_tracked.
class BatchNormImplBase : public Module {
 public:
  explicit BatchNormImplBase(const BatchNormOptions& options);
  void reset() override;
  void reset_parameters();
  void reset_running_stats();
  void pretty_print(std::ostream& out) const override;
  Tensor forward(const Tensor& input);
  BatchNormOptions options;
  Tensor weight, bias, running_mean, running_var, num_batches_tracked;

 protected:
  virtual void check_input(const Tensor& input) const = 0;
};
template <class Derived>
class BatchNormCloneable : public BatchNormImplBase {
 public:
  explicit BatchNormCloneable(const BatchNormOptions& o) : BatchNormImplBase(o) { reset(); }
  std::shared_ptr<Module> clone(const std::optional<Device>& device = std::nullopt) const override {
    return finish_clone(std::shared_ptr<Module>(static_cast<Module*>(new Derived(static_cast<const Derived&>(*this)))), device);
  }
};
/// input N×C or N×C×L.
class BatchNorm1dImpl : public BatchNormCloneable<BatchNorm1dImpl> {
 public:
  using BatchNormCloneable::BatchNormCloneable;
  void check_input(const Tensor& input) const override;
};
/// input N×C×H×W.
class BatchNorm2dImpl : public BatchNormCloneable<BatchNorm2dImpl> {
 public:
  using BatchNormCloneable::BatchNormCloneable;
  void check_input(const Tensor& input) const override;
};
/// input N×C×D×H×W.
class BatchNorm3dImpl : public BatchNormCloneable<BatchNorm3dImpl> {
 public:
  using BatchNormCloneable::BatchNormCloneable;
  void check_input(const Tensor& input) const override;
};
TL_MODULE(BatchNorm1d);
TL_MODULE(BatchNorm2d);
TL_MODULE(BatchNorm3d);

struct LayerNormOptions {
  LayerNormOptions(std::vector<int64_t> normalized_shape);
  static LayerNormOptions prototype();
  static void describe(auto& d);
  TL_ARG(std::vector<int64_t>, normalized_shape);
  TL_ARG(double, eps) = 1e-5;
  TL_ARG(bool, elementwise_affine) = true;
};
class LayerNormImpl : public Cloneable<LayerNormImpl> {
 public:
  explicit LayerNormImpl(const LayerNormOptions& o);
  void reset() override;
  void reset_parameters();
  void pretty_print(std::ostream& out) const override;
  Tensor forward(const Tensor& input);
  LayerNormOptions options;
  Tensor weight, bias;
};
TL_MODULE(LayerNorm);

}  // namespace tl::nn
