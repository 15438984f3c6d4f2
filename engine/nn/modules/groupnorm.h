// SPDX-License-Identifier: Apache-2.0
// Normalisation within one sample: over groups of channels, single channels, and neighbouring channels.
#pragma once
#include "engine/nn/modules/batchnorm.h"

namespace tl::nn {

struct GroupNormOptions {
  GroupNormOptions(int64_t num_groups, int64_t num_channels) : num_groups_(num_groups), num_channels_(num_channels) {}
  static GroupNormOptions prototype();
  static void describe(auto& d);
  TL_ARG(int64_t, num_groups);
  TL_ARG(int64_t, num_channels);
  TL_ARG(double, eps) = 1e-5;
  TL_ARG(bool, affine) = true;
};
class GroupNormImpl : public Cloneable<GroupNormImpl> {
 public:
  explicit GroupNormImpl(const GroupNormOptions& o);
  void reset() override;
  void pretty_print(std::ostream& out) const override;
  Tensor forward(const Tensor& input);
  GroupNormOptions options;
  Tensor weight, bias;
};
TL_MODULE(GroupNorm);

/// As BatchNormOptions, but nothing is learned or tracked unless asked for.
struct InstanceNormOptions {
  InstanceNormOptions(int64_t num_features) : num_features_(num_features) {}
  static InstanceNormOptions prototype();
  static void describe(auto& d);
  TL_ARG(int64_t, num_features);
  TL_ARG(double, eps) = 1e-5;
  TL_ARG(double, momentum) = 0.1;
  TL_ARG(bool, affine) = false;
  TL_ARG(bool, track_running_stats) = false;
};
using InstanceNorm1dOptions = InstanceNormOptions;
using InstanceNorm2dOptions = InstanceNormOptions;
using InstanceNorm3dOptions = InstanceNormOptions;

/// Normalises each channel of each sample. Parameters and buffers as BatchNorm's, where they are asked for.
class InstanceNormImplBase : public Module {
 public:
  explicit InstanceNormImplBase(const InstanceNormOptions& options);
  void reset() override;
  void pretty_print(std::ostream& out) const override;
  Tensor forward(const Tensor& input);
  InstanceNormOptions options;
  Tensor weight, bias, running_mean, running_var, num_batches_tracked;

 protected:
  virtual int64_t dims() const = 0;  ///< of the input
};
template <class Derived, int64_t Dims>
class InstanceNormCloneable : public InstanceNormImplBase {
 public:
  explicit InstanceNormCloneable(const InstanceNormOptions& o) : InstanceNormImplBase(o) { reset(); }
  std::shared_ptr<Module> clone(const std::optional<Device>& device = std::nullopt) const override {
    return finish_clone(std::shared_ptr<Module>(static_cast<Module*>(new Derived(static_cast<const Derived&>(*this)))), device);
  }

 protected:
  int64_t dims() const override { return Dims; }
};
class InstanceNorm1dImpl : public InstanceNormCloneable<InstanceNorm1dImpl, 3> {
 public:
  using InstanceNormCloneable::InstanceNormCloneable;
};
class InstanceNorm2dImpl : public InstanceNormCloneable<InstanceNorm2dImpl, 4> {
 public:
  using InstanceNormCloneable::InstanceNormCloneable;
};
class InstanceNorm3dImpl : public InstanceNormCloneable<InstanceNorm3dImpl, 5> {
 public:
  using InstanceNormCloneable::InstanceNormCloneable;
};
TL_MODULE(InstanceNorm1d);
TL_MODULE(InstanceNorm2d);
TL_MODULE(InstanceNorm3d);

struct LocalResponseNormOptions {
  LocalResponseNormOptions(int64_t size) : size_(size) {}
  static LocalResponseNormOptions prototype();
  static void describe(auto& d);
  TL_ARG(int64_t, size);
  TL_ARG(double, alpha) = 1e-4;
  TL_ARG(double, beta) = 0.75;
  TL_ARG(double, k) = 1;
};
class LocalResponseNormImpl : public Cloneable<LocalResponseNormImpl> {
 public:
  explicit LocalResponseNormImpl(const LocalResponseNormOptions& o);
  void reset() override;
  void pretty_print(std::ostream& out) const override;
  Tensor forward(const Tensor& input);
  LocalResponseNormOptions options;
};
TL_MODULE(LocalResponseNorm);

}  // namespace tl::nn
