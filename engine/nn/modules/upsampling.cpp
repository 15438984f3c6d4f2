// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/upsampling.h"

#include "engine/nn/module_list.h"
#include "engine/ops/nn.h"

namespace tl::nn {
namespace {
/// The factor when neither is given, so that a module just made works.
std::vector<double> factor(const std::vector<int64_t>& size, const std::vector<double>& scale) { return size.empty() && scale.empty() ? std::vector<double>{2.0} : scale; }
}  // namespace

void UpsampleImpl::pretty_print(std::ostream& out) const {
  out << "Upsample(";
  if (!options.size().empty()) out << "size=" << IntArrayRef(options.size());
  else out << "scale_factor=" << ArrayRef<double>(factor(options.size(), options.scale_factor()));
  out << ", mode=" << options.mode() << ")";
}
Tensor UpsampleImpl::forward(const Tensor& x) {
  return interpolate(x, options.size(), factor(options.size(), options.scale_factor()), options.mode(), options.align_corners().value_or(false));
}
Tensor UpsamplingNearest2dImpl::forward(const Tensor& x) {
  TL_CHECK(x.dim() == 4, shape, "UpsamplingNearest2d", "input must be N×C×H×W, but is ", x.sizes());
  return interpolate(x, options.size(), factor(options.size(), options.scale_factor()));
}
Tensor UpsamplingBilinear2dImpl::forward(const Tensor& x) { return interpolate(x, options.size(), factor(options.size(), options.scale_factor()), "bilinear", true); }
Tensor PixelShuffleImpl::forward(const Tensor& x) { return pixel_shuffle(x, options.upscale_factor()); }

void families::register_upsampling(ModuleDefs& list) {
  list.add<UpsampleImpl, UpsampleOptions>("Upsample", "Shape", "Signals, images or volumes in another size", "N×C×…");
  list.add<UpsamplingNearest2dImpl, Upsampling2dOptions>("UpsamplingNearest2d", "Shape", "Images in another size, each pixel the nearest old one", "N×C×H×W");
  list.add<UpsamplingBilinear2dImpl, Upsampling2dOptions>("UpsamplingBilinear2d", "Shape", "Images in another size, linear between the old pixels", "N×C×H×W");
  list.add<PixelShuffleImpl, PixelShuffleOptions>("PixelShuffle", "Shape", "Channels into space: a larger image with fewer channels", "N×C×H×W")
      .sample([]() -> std::vector<Tensor> { return {rand({2, 9, 3, 3})}; }, {{"upscale_factor", 3}});
}

}  // namespace tl::nn
