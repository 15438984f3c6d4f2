// SPDX-License-Identifier: Apache-2.0
// Signals, images and volumes in another size.
#pragma once
#include "engine/nn/module.h"
#include "engine/nn/options.h"

namespace tl::nn {

struct UpsampleOptions {
  static UpsampleOptions prototype() { return {}; }
  static void describe(auto& d) {
    using O = UpsampleOptions;
    d.field("size", &O::size_).help("Size of the output, one number for all dimensions or one each; this or scale_factor.").unit("px").min(1);
    d.field("scale_factor", &O::scale_factor_).label("scale").help("Factor of the size, one number for all dimensions or one each.").above(0).on_node();
    d.field("mode", &O::mode_).help("How values between the old ones are found: linear for signals, bilinear and bicubic for images, trilinear for volumes.")
        .choices({"nearest", "linear", "bilinear", "bicubic", "trilinear"}).on_node();
    d.field("align_corners", &O::align_corners_).help("The centres of the outermost old and new pixels fall together.");
  }
  TL_ARG(std::vector<int64_t>, size);
  TL_ARG(std::vector<double>, scale_factor);
  TL_ARG(std::string, mode) = "nearest";
  TL_ARG(std::optional<bool>, align_corners);
};
/// input N×C and one to three sizes. Without size and scale_factor the factor is 2.
class UpsampleImpl : public Cloneable<UpsampleImpl> {
 public:
  explicit UpsampleImpl(const UpsampleOptions& o = {}) : options(o) {}
  void reset() override {}
  void pretty_print(std::ostream& out) const override;
  Tensor forward(const Tensor& x);
  UpsampleOptions options;
};
TL_MODULE(Upsample);

/// Options of the forms whose mode is fixed.
struct Upsampling2dOptions {
  static Upsampling2dOptions prototype() { return {}; }
  static void describe(auto& d) {
    using O = Upsampling2dOptions;
    d.field("size", &O::size_).help("Height and width of the output; this or scale_factor.").unit("px").min(1);
    d.field("scale_factor", &O::scale_factor_).label("scale").help("Factor of the size.").above(0).on_node();
  }
  TL_ARG(std::vector<int64_t>, size);
  TL_ARG(std::vector<double>, scale_factor);
};
class UpsamplingNearest2dImpl : public Cloneable<UpsamplingNearest2dImpl> {
 public:
  explicit UpsamplingNearest2dImpl(const Upsampling2dOptions& o = {}) : options(o) {}
  void reset() override {}
  Tensor forward(const Tensor& x);
  Upsampling2dOptions options;
};
/// Corners aligned.
class UpsamplingBilinear2dImpl : public Cloneable<UpsamplingBilinear2dImpl> {
 public:
  explicit UpsamplingBilinear2dImpl(const Upsampling2dOptions& o = {}) : options(o) {}
  void reset() override {}
  Tensor forward(const Tensor& x);
  Upsampling2dOptions options;
};
TL_MODULE(UpsamplingNearest2d);
TL_MODULE(UpsamplingBilinear2d);

struct PixelShuffleOptions {
  PixelShuffleOptions(int64_t upscale_factor) : upscale_factor_(upscale_factor) {}
  static PixelShuffleOptions prototype() { return {2}; }
  static void describe(auto& d) {
    d.field("upscale_factor", &PixelShuffleOptions::upscale_factor_).label("factor").help("Factor of height and width; its square must divide the channels.").min(1).on_node();
  }
  TL_ARG(int64_t, upscale_factor);
};
class PixelShuffleImpl : public Cloneable<PixelShuffleImpl> {
 public:
  explicit PixelShuffleImpl(const PixelShuffleOptions& o) : options(o) {}
  void reset() override {}
  void pretty_print(std::ostream& out) const override { out << "PixelShuffle(upscale_factor=" << options.upscale_factor() << ")"; }
  Tensor forward(const Tensor& x);
  PixelShuffleOptions options;
};
TL_MODULE(PixelShuffle);

}  // namespace tl::nn
