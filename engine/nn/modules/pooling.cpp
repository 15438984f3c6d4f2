// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/pooling.h"

#include "engine/nn/module_list.h"
#include "engine/ops/nn.h"

namespace tl::nn {

template <size_t D>
void MaxPoolOptions<D>::describe(auto& d) {
  using O = MaxPoolOptions;
  d.field("kernel_size", &O::kernel_size_).label("kernel").help(D == 2 ? "Height and width of each window." : "Size of each window.").unit("px").min(1).on_node();
  d.field("stride", &O::stride_).help("Step of the window; as kernel_size unless given.").unit("px").min(1);
  d.field("padding", &O::padding_).help("Border added on each side; never the largest value. At most half of kernel_size.").unit("px").min(0);
  d.field("dilation", &O::dilation_).help("Distance between the points of the window.").unit("px").min(1);
  d.field("return_indices", &O::return_indices_).help("Also give the places of the largest values, as unpooling needs them.").expert();
  d.field("ceil_mode", &O::ceil_mode_).help("Keep the last, incomplete window.");
}
template <size_t D>
void AvgPoolOptions<D>::describe(auto& d) {
  using O = AvgPoolOptions;
  d.field("kernel_size", &O::kernel_size_).label("kernel").help(D == 2 ? "Height and width of each window." : "Size of each window.").unit("px").min(1).on_node();
  d.field("stride", &O::stride_).help("Step of the window; as kernel_size unless given.").unit("px").min(1);
  d.field("padding", &O::padding_).help("Zeros added on each side. At most half of kernel_size.").unit("px").min(0);
  d.field("ceil_mode", &O::ceil_mode_).help("Keep the last, incomplete window.");
  d.field("count_include_pad", &O::count_include_pad_).help("Count the padding when the mean is taken.");
  if (D > 1) d.field("divisor_override", &O::divisor_override_).help("Divide sums by this instead of the number of elements.").min(1).expert();
}
template <size_t D>
void LPPoolOptions<D>::describe(auto& d) {
  using O = LPPoolOptions;
  d.field("norm_type", &O::norm_type_).help("The power: 1 sums, larger ones come near to the maximum.").above(0).on_node();
  d.field("kernel_size", &O::kernel_size_).label("kernel").help("Size of each window.").unit("px").min(1).on_node();
  d.field("stride", &O::stride_).help("Step of the window; as kernel_size unless given.").unit("px").min(1);
  d.field("ceil_mode", &O::ceil_mode_).help("Keep the last, incomplete window.");
}

#define TL_MAX_POOL_MEMBERS(D, text)                                                                                                                   \
  MaxPool##D##Impl::MaxPool##D##Impl(const MaxPool##D##Options& o) : options(o) {}                                                                     \
  void MaxPool##D##Impl::reset() {}                                                                                                                    \
  void MaxPool##D##Impl::pretty_print(std::ostream& out) const {                                                                                       \
    out << "MaxPool" text "(kernel_size=" << options.kernel_size() << ", stride=" << options.stride().value_or(options.kernel_size()) << ")";          \
  }                                                                                                                                                    \
  Tensor MaxPool##D##Impl::forward(const Tensor& x) {                                                                                                  \
    const auto& o = options;                                                                                                                           \
    return max_pool##D(x, o.kernel_size(), o.stride().value_or(o.kernel_size()), o.padding(), o.dilation(), o.ceil_mode());                            \
  }                                                                                                                                                    \
  std::tuple<Tensor, Tensor> MaxPool##D##Impl::forward_with_indices(const Tensor& x) {                                                                 \
    const auto& o = options;                                                                                                                           \
    return max_pool##D##_with_indices(x, o.kernel_size(), o.stride().value_or(o.kernel_size()), o.padding(), o.dilation(), o.ceil_mode());             \
  }
TL_MAX_POOL_MEMBERS(1d, "1d")
TL_MAX_POOL_MEMBERS(2d, "2d")
TL_MAX_POOL_MEMBERS(3d, "3d")
#undef TL_MAX_POOL_MEMBERS

#define TL_AVG_POOL_MEMBERS(D, text, ...)                                                                                                              \
  AvgPool##D##Impl::AvgPool##D##Impl(const AvgPool##D##Options& o) : options(o) {}                                                                     \
  void AvgPool##D##Impl::reset() {}                                                                                                                    \
  void AvgPool##D##Impl::pretty_print(std::ostream& out) const { out << "AvgPool" text "(kernel_size=" << options.kernel_size() << ")"; }              \
  Tensor AvgPool##D##Impl::forward(const Tensor& x) {                                                                                                  \
    const auto& o = options;                                                                                                                           \
    return avg_pool##D(x, o.kernel_size(), o.stride().value_or(o.kernel_size()), o.padding(), o.ceil_mode(), o.count_include_pad() __VA_ARGS__);       \
  }
TL_AVG_POOL_MEMBERS(1d, "1d")
TL_AVG_POOL_MEMBERS(2d, "2d", , o.divisor_override())
TL_AVG_POOL_MEMBERS(3d, "3d", , o.divisor_override())
#undef TL_AVG_POOL_MEMBERS

#define TL_LP_POOL_MEMBERS(D, text)                                                                                                                    \
  LPPool##D##Impl::LPPool##D##Impl(const LPPool##D##Options& o) : options(o) {}                                                                        \
  void LPPool##D##Impl::reset() {}                                                                                                                     \
  void LPPool##D##Impl::pretty_print(std::ostream& out) const {                                                                                        \
    out << "LPPool" text "(norm_type=" << options.norm_type() << ", kernel_size=" << options.kernel_size() << ")";                                     \
  }                                                                                                                                                    \
  Tensor LPPool##D##Impl::forward(const Tensor& x) {                                                                                                   \
    const auto& o = options;                                                                                                                           \
    return lp_pool##D(x, o.norm_type(), o.kernel_size(), o.stride().value_or(o.kernel_size()), o.ceil_mode());                                         \
  }
TL_LP_POOL_MEMBERS(1d, "1d")
TL_LP_POOL_MEMBERS(2d, "2d")
#undef TL_LP_POOL_MEMBERS

void families::register_pooling(ModuleDefs& list) {
  const auto largest = [](const char* name) {
    return std::vector<ModulePort>{{"output", "", false}, {"indices", std::string("places of the largest values, with return_indices of ") + name, true}};
  };
  list.add<MaxPool2dImpl, MaxPool2dOptions>("MaxPool2d", "Pooling", "Largest value of each window", "N×C×H×W").outputs(largest("MaxPool2d"));
  list.add<MaxPool1dImpl, MaxPool1dOptions>("MaxPool1d", "Pooling", "Largest value of each window", "N×C×L").outputs(largest("MaxPool1d"));
  list.add<MaxPool3dImpl, MaxPool3dOptions>("MaxPool3d", "Pooling", "Largest value of each window", "N×C×D×H×W").outputs(largest("MaxPool3d"));
  list.add<AvgPool2dImpl, AvgPool2dOptions>("AvgPool2d", "Pooling", "Mean of each window", "N×C×H×W");
  list.add<AvgPool1dImpl, AvgPool1dOptions>("AvgPool1d", "Pooling", "Mean of each window", "N×C×L");
  list.add<AvgPool3dImpl, AvgPool3dOptions>("AvgPool3d", "Pooling", "Mean of each window", "N×C×D×H×W");
  list.add<LPPool1dImpl, LPPool1dOptions>("LPPool1d", "Pooling", "Power average of each window", "N×C×L");
  list.add<LPPool2dImpl, LPPool2dOptions>("LPPool2d", "Pooling", "Power average of each window", "N×C×H×W");
}

}  // namespace tl::nn
