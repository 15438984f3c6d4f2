// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/upsampling.h"

#include "engine/nn/module_list.h"
#include "engine/ops/nn.h"

namespace tl::nn {
namespace {
/// The factor when neither is given, so that a module just made works.
std::vector<double> factor(const std::vector<int64_t>& size, const std::vector<double>& scale) { return size.empty() && scale.empty() ? std::vector<double>{2.0} : scale; }
}  // namespace

void UpsampleOptions::describe(auto& d) {
  using O = UpsampleOptions;
  d.field("size", &O::size_).help("Size of the output, one number for all dimensions or one each; this or scale_factor.").unit("px").min(1);
  d.field("scale_factor", &O::scale_factor_).label("scale").help("Factor of the size, one number for all dimensions or one each.").above(0).on_node();
  d.field("mode", &O::mode_).help("How values between the old ones are found: linear for signals, bilinear and bicubic for images, trilinear for volumes.")
      .choices({"nearest", "linear", "bilinear", "bicubic", "trilinear"}).on_node();
  d.field("align_corners", &O::align_corners_).help("The centres of the outermost old and new pixels fall together.");
}
void Upsampling2dOptions::describe(auto& d) {
  using O = Upsampling2dOptions;
  d.field("size", &O::size_).help("Height and width of the output; this or scale_factor.").unit("px").min(1);
  d.field("scale_factor", &O::scale_factor_).label("scale").help("Factor of the size.").above(0).on_node();
}
void PixelShuffleOptions::describe(auto& d) {
  d.field("upscale_factor", &PixelShuffleOptions::upscale_factor_).label("factor").help("Factor of height and width; its square must divide the channels.").min(1).on_node();
}
UpsampleOptions UpsampleOptions::prototype() { return {}; }
Upsampling2dOptions Upsampling2dOptions::prototype() { return {}; }

UpsampleImpl::UpsampleImpl(const UpsampleOptions& o) : options(o) {}
void UpsampleImpl::reset() {}
void UpsampleImpl::pretty_print(std::ostream& out) const {
  out << "Upsample(";
  if (!options.size().empty()) out << "size=" << IntArrayRef(options.size());
  else out << "scale_factor=" << ArrayRef<double>(factor(options.size(), options.scale_factor()));
  out << ", mode=" << options.mode() << ")";
}
Tensor UpsampleImpl::forward(const Tensor& x) {
  return interpolate(x, options.size(), factor(options.size(), options.scale_factor()), options.mode(), options.align_corners().value_or(false));
}
UpsamplingNearest2dImpl::UpsamplingNearest2dImpl(const Upsampling2dOptions& o) : options(o) {}
void UpsamplingNearest2dImpl::reset() {}
Tensor UpsamplingNearest2dImpl::forward(const Tensor& x) {
  TL_CHECK(x.dim() == 4, shape, "UpsamplingNearest2d", "input must be N×C×H×W, but is ", x.sizes());
  return interpolate(x, options.size(), factor(options.size(), options.scale_factor()));
}
UpsamplingBilinear2dImpl::UpsamplingBilinear2dImpl(const Upsampling2dOptions& o) : options(o) {}
void UpsamplingBilinear2dImpl::reset() {}
Tensor UpsamplingBilinear2dImpl::forward(const Tensor& x) { return interpolate(x, options.size(), factor(options.size(), options.scale_factor()), "bilinear", true); }
PixelShuffleImpl::PixelShuffleImpl(const PixelShuffleOptions& o) : options(o) {}
void PixelShuffleImpl::reset() {}
void PixelShuffleImpl::pretty_print(std::ostream& out) const { out << "PixelShuffle(upscale_factor=" << options.upscale_factor() << ")"; }
Tensor PixelShuffleImpl::forward(const Tensor& x) { return pixel_shuffle(x, options.upscale_factor()); }

void families::register_upsampling(ModuleDefs& list) {
  list.add<UpsampleImpl, UpsampleOptions>("Upsample", "Shape", "Signals, images or volumes in another size", "N×C×…");
  list.add<UpsamplingNearest2dImpl, Upsampling2dOptions>("UpsamplingNearest2d", "Shape", "Images in another size, each pixel the nearest old one", "N×C×H×W");
  list.add<UpsamplingBilinear2dImpl, Upsampling2dOptions>("UpsamplingBilinear2d", "Shape", "Images in another size, linear between the old pixels", "N×C×H×W");
  list.add<PixelShuffleImpl, PixelShuffleOptions>("PixelShuffle", "Shape", "Channels into space: a larger image with fewer channels", "N×C×H×W")
      .sample([]() -> std::vector<Tensor> { return {rand({2, 9, 3, 3})}; }, {{"upscale_factor", 3}});
}

}  // namespace tl::nn
