// SPDX-License-Identifier: Apache-2.0
// Signals, images and volumes in another size.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/nn/module.h"
#include "engine/nn/options.h"

namespace tl::nn {

struct UpsampleOptions {
  static UpsampleOptions prototype();
  static void describe(auto& d);
  TL_ARG(std::vector<int64_t>, size);
  TL_ARG(std::vector<double>, scale_factor);
  TL_ARG(std::string, mode) = "nearest";
  TL_ARG(std::optional<bool>, align_corners);
};
/// input N×C and one to three sizes. Without size and scale_factor the factor is 2.
class UpsampleImpl : public Cloneable<UpsampleImpl> {
 public:
  explicit UpsampleImpl(const UpsampleOptions& o = {});
  void reset() override;
  void pretty_print(std::ostream& out) const override;
  Tensor forward(const Tensor& x);
  UpsampleOptions options;
};
TL_MODULE(Upsample);

/// Options of the forms whose mode is fixed.
struct Upsampling2dOptions {
  static Upsampling2dOptions prototype();
  static void describe(auto& d);
  TL_ARG(std::vector<int64_t>, size);
  TL_ARG(std::vector<double>, scale_factor);
};
class UpsamplingNearest2dImpl : public Cloneable<UpsamplingNearest2dImpl> {
 public:
  explicit UpsamplingNearest2dImpl(const Upsampling2dOptions& o = {});
  void reset() override;
  Tensor forward(const Tensor& x);
  Upsampling2dOptions options;
};
/// Corners aligned.
class UpsamplingBilinear2dImpl : public Cloneable<UpsamplingBilinear2dImpl> {
 public:
  explicit UpsamplingBilinear2dImpl(const Upsampling2dOptions& o = {});
  void reset() override;
  Tensor forward(const Tensor& x);
  Upsampling2dOptions options;
};
TL_MODULE(UpsamplingNearest2d);
TL_MODULE(UpsamplingBilinear2d);

struct PixelShuffleOptions {
  PixelShuffleOptions(int64_t upscale_factor) : upscale_factor_(upscale_factor) {}
  static PixelShuffleOptions prototype() { return {2}; }
  static void describe(auto& d);
  TL_ARG(int64_t, upscale_factor);
};
class PixelShuffleImpl : public Cloneable<PixelShuffleImpl> {
 public:
  explicit PixelShuffleImpl(const PixelShuffleOptions& o);
  void reset() override;
  void pretty_print(std::ostream& out) const override;
  Tensor forward(const Tensor& x);
  PixelShuffleOptions options;
};
TL_MODULE(PixelShuffle);

}  // namespace tl::nn
