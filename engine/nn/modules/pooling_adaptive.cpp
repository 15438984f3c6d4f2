// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/pooling_adaptive.h"

#include <cmath>

#include "engine/nn/module_list.h"
#include "engine/ops/nn.h"
#include "engine/ops/random_noise.h"

namespace tl::nn {
namespace {
/// The sizes asked for; where one is -1 (by name none), that of the input N×C×….
template <size_t D>
DimVector adaptive_size(const Tensor& x, const ExpandingArray<D>& asked) {
  DimVector size;
  for (size_t i = 0; i < D; ++i) size.push_back(asked[i] == -1 && x.dim() == static_cast<int64_t>(D) + 2 ? x.size(static_cast<int64_t>(i) + 2) : asked[i]);
  return size;
}
}  // namespace

template <size_t D>
void AdaptiveAvgPoolOptions<D>::describe(auto& d) {
  d.field("output_size", &AdaptiveAvgPoolOptions::output_size_)
      .label("output")
      .help(D == 2 ? "Height and width of the output; -1 keeps the input's." : "Size of the output; -1 keeps the input's.")
      .unit("px").min(-1).on_node();
}
template <size_t D>
void AdaptiveMaxPoolOptions<D>::describe(auto& d) {
  using O = AdaptiveMaxPoolOptions;
  d.field("output_size", &O::output_size_).label("output").help("Size of the output; -1 keeps the input's.").unit("px").min(-1).on_node();
  d.field("return_indices", &O::return_indices_).help("Also give the places of the largest values, as unpooling needs them.").expert();
}
void FractionalMaxPool2dOptions::describe(auto& d) {
  using O = FractionalMaxPool2dOptions;
  d.field("kernel_size", &O::kernel_size_).label("kernel").help("Height and width of each window.").unit("px").min(1).on_node();
  d.field("output_size", &O::output_size_).label("output").help("Height and width of the output; this or output_ratio.").unit("px").min(1).on_node();
  d.field("output_ratio", &O::output_ratio_).help("Size of the output as a share of the input's, one number or two between 0 and 1.").above(0).max(1);
  d.field("return_indices", &O::return_indices_).help("Also give the places of the largest values, as unpooling needs them.").expert();
  d.field("_random_samples", &O::_random_samples_).help("Samples N×C×2 instead of drawn ones.").ignored();
}

#define TL_ADAPTIVE_POOL_MEMBERS(D, text)                                                                                                              \
  AdaptiveAvgPool##D##Impl::AdaptiveAvgPool##D##Impl(const AdaptiveAvgPool##D##Options& o) : options(o) {}                                             \
  void AdaptiveAvgPool##D##Impl::reset() {}                                                                                                            \
  void AdaptiveAvgPool##D##Impl::pretty_print(std::ostream& out) const { out << "AdaptiveAvgPool" text "(output_size=" << options.output_size() << ")"; } \
  Tensor AdaptiveAvgPool##D##Impl::forward(const Tensor& x) { return adaptive_avg_pool##D(x, adaptive_size(x, options.output_size())); }               \
  AdaptiveMaxPool##D##Impl::AdaptiveMaxPool##D##Impl(const AdaptiveMaxPool##D##Options& o) : options(o) {}                                             \
  void AdaptiveMaxPool##D##Impl::reset() {}                                                                                                            \
  void AdaptiveMaxPool##D##Impl::pretty_print(std::ostream& out) const { out << "AdaptiveMaxPool" text "(output_size=" << options.output_size() << ")"; } \
  Tensor AdaptiveMaxPool##D##Impl::forward(const Tensor& x) { return std::get<0>(forward_with_indices(x)); }                                           \
  std::tuple<Tensor, Tensor> AdaptiveMaxPool##D##Impl::forward_with_indices(const Tensor& x) {                                                         \
    return adaptive_max_pool##D(x, adaptive_size(x, options.output_size()));                                                                           \
  }
TL_ADAPTIVE_POOL_MEMBERS(1d, "1d")
TL_ADAPTIVE_POOL_MEMBERS(2d, "2d")
TL_ADAPTIVE_POOL_MEMBERS(3d, "3d")
#undef TL_ADAPTIVE_POOL_MEMBERS

FractionalMaxPool2dOptions::FractionalMaxPool2dOptions(ExpandingArray<2> kernel_size) : kernel_size_(kernel_size) {}
FractionalMaxPool2dOptions FractionalMaxPool2dOptions::prototype() { return {2}; }
FractionalMaxPool2dImpl::FractionalMaxPool2dImpl(const FractionalMaxPool2dOptions& o) : options(o) {
  if (o._random_samples().defined()) register_buffer("_random_samples", o._random_samples().detach().clone());
  const auto& ratio = o.output_ratio();
  TL_CHECK(o.output_size() || !ratio.empty(), value, "FractionalMaxPool2d", "output_size or output_ratio must be given");
  TL_CHECK(!o.output_size() || ratio.empty(), value, "FractionalMaxPool2d", "only one of output_size and output_ratio can be given");
  TL_CHECK(ratio.size() <= 2, value, "FractionalMaxPool2d", "output_ratio takes one or two numbers, not ", ratio.size());
  for (const double r : ratio) TL_CHECK(r > 0 && r < 1, value, "FractionalMaxPool2d", "output_ratio must be between 0 and 1, but is ", r);
}
void FractionalMaxPool2dImpl::reset() {}
void FractionalMaxPool2dImpl::pretty_print(std::ostream& out) const { out << "FractionalMaxPool2d()"; }
Tensor FractionalMaxPool2dImpl::forward(const Tensor& x) { return std::get<0>(forward_with_indices(x)); }
std::tuple<Tensor, Tensor> FractionalMaxPool2dImpl::forward_with_indices(const Tensor& x) {
  TL_CHECK(x.dim() == 4, shape, "FractionalMaxPool2d", "input must be N×C×H×W, but is ", x.sizes());
  ExpandingArray<2> size = options.output_size().value_or(ExpandingArray<2>(1));
  if (const auto& ratio = options.output_ratio(); !ratio.empty())
    for (size_t i = 0; i < 2; ++i) (*size)[i] = static_cast<int64_t>(static_cast<double>(x.size(2 + static_cast<int64_t>(i))) * ratio[ratio.size() == 1 ? 0 : i]);
  // The buffer, which a loaded state may have changed.
  const Tensor samples = options._random_samples().defined() ? named_buffers()["_random_samples"] : ops::uniform_noise({x.size(0), x.size(1), 2}, x.options());
  return fractional_max_pool2d(x, options.kernel_size(), size, samples);
}

void families::register_pooling_adaptive(ModuleDefs& list) {
  const auto largest = [](const char* name) {
    return std::vector<ModulePort>{{"output", "", false}, {"indices", std::string("places of the largest values, with return_indices of ") + name, true}};
  };
  list.add<AdaptiveAvgPool2dImpl, AdaptiveAvgPool2dOptions>("AdaptiveAvgPool2d", "Pooling", "Means over as many windows as make the output size", "N×C×H×W");
  list.add<AdaptiveAvgPool1dImpl, AdaptiveAvgPool1dOptions>("AdaptiveAvgPool1d", "Pooling", "Means over as many windows as make the output size", "N×C×L");
  list.add<AdaptiveAvgPool3dImpl, AdaptiveAvgPool3dOptions>("AdaptiveAvgPool3d", "Pooling", "Means over as many windows as make the output size", "N×C×D×H×W");
  list.add<AdaptiveMaxPool2dImpl, AdaptiveMaxPool2dOptions>("AdaptiveMaxPool2d", "Pooling", "Largest values of as many windows as make the output size", "N×C×H×W")
      .outputs(largest("AdaptiveMaxPool2d"));
  list.add<AdaptiveMaxPool1dImpl, AdaptiveMaxPool1dOptions>("AdaptiveMaxPool1d", "Pooling", "Largest values of as many windows as make the output size", "N×C×L")
      .outputs(largest("AdaptiveMaxPool1d"));
  list.add<AdaptiveMaxPool3dImpl, AdaptiveMaxPool3dOptions>("AdaptiveMaxPool3d", "Pooling", "Largest values of as many windows as make the output size", "N×C×D×H×W")
      .outputs(largest("AdaptiveMaxPool3d"));
  list.add<FractionalMaxPool2dImpl, FractionalMaxPool2dOptions>("FractionalMaxPool2d", "Pooling", "Largest values of windows at drawn places", "N×C×H×W")
      .outputs(largest("FractionalMaxPool2d"))
      .sample([]() -> std::vector<Tensor> { return {rand({2, 3, 8, 8})}; }, {{"output_size", 3}});
}

}  // namespace tl::nn
