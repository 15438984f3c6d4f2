// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/unpooling.h"

#include "engine/nn/module_list.h"
#include "engine/ops/nn.h"
#include "engine/ops/sizes.h"

namespace tl::nn {

template <size_t D>
void MaxUnpoolOptions<D>::describe(auto& d) {
  using O = MaxUnpoolOptions;
  d.field("kernel_size", &O::kernel_size_).label("kernel").help("Size of the windows of the pooling.").unit("px").min(1).on_node();
  d.field("stride", &O::stride_).help("Step of the pooling; as kernel_size unless given.").unit("px").min(1);
  d.field("padding", &O::padding_).help("Border that the pooling added.").unit("px").min(0);
}

DimVector unpooled_size(const char* op, const Tensor& input, IntArrayRef kernel_size, IntArrayRef stride, IntArrayRef padding, const std::optional<IntArrayRef>& wanted) {
  const size_t dims = static_cast<size_t>(std::max<int64_t>(input.dim() - 2, 0));
  const DimVector k = ops::spread_sizes(op, "kernel_size", kernel_size, dims), s = ops::spread_sizes(op, "stride", stride, dims, k),
                  p = ops::spread_sizes(op, "padding", padding, dims, 0);
  DimVector size;
  for (size_t i = 0; i < dims; ++i) size.push_back((input.size(static_cast<int64_t>(i) + 2) - 1) * s[i] - 2 * p[i] + k[i]);
  if (!wanted || wanted->empty()) return size;
  TL_CHECK(wanted->size() == dims || wanted->size() == dims + 2, value, op, "output_size must have ", dims, " or ", dims + 2, " numbers, but is ", *wanted);
  for (size_t i = 0; i < dims; ++i) {
    const int64_t n = (*wanted)[wanted->size() - dims + i];
    TL_CHECK(n > size[i] - s[i] && n < size[i] + s[i], value, op, "output_size ", *wanted, " must be within a stride of ", size);
    size[i] = n;
  }
  return size;
}

template <class Derived>
Tensor MaxUnpoolForward<Derived>::forward(const Tensor& x, const Tensor& indices, const std::optional<IntArrayRef>& output_size) {
  const auto& o = static_cast<const Derived&>(*this).options;
  const auto size = [&](const char* op) { return unpooled_size(op, x, o.kernel_size(), o.stride().value_or(o.kernel_size()), o.padding(), output_size); };
  if constexpr (std::is_same_v<Derived, MaxUnpool1dImpl>) return max_unpool1d(x, indices, size("MaxUnpool1d"));
  else if constexpr (std::is_same_v<Derived, MaxUnpool2dImpl>) return max_unpool2d(x, indices, size("MaxUnpool2d"));
  else return max_unpool3d(x, indices, size("MaxUnpool3d"));
}

#define TL_MAX_UNPOOL_MEMBERS(D, text)                                                                                                        \
  template class MaxUnpoolForward<MaxUnpool##D##Impl>;                                                                                        \
  MaxUnpool##D##Impl::MaxUnpool##D##Impl(const MaxUnpool##D##Options& o) : options(o) {}                                                      \
  void MaxUnpool##D##Impl::reset() {}                                                                                                         \
  void MaxUnpool##D##Impl::pretty_print(std::ostream& out) const { out << "MaxUnpool" text "(kernel_size=" << options.kernel_size() << ")"; }
TL_MAX_UNPOOL_MEMBERS(1d, "1d")
TL_MAX_UNPOOL_MEMBERS(2d, "2d")
TL_MAX_UNPOOL_MEMBERS(3d, "3d")
#undef TL_MAX_UNPOOL_MEMBERS

void families::register_unpooling(ModuleDefs& list) {
  const auto ports = [](const char* form) {
    return std::vector<ModulePort>{{"input", form, false}, {"indices", "the indices of the pooling, which needs return_indices", false}};
  };
  list.add<MaxUnpool2dImpl, MaxUnpool2dOptions>("MaxUnpool2d", "Pooling", "Values back at the places where a pooling found them", "").inputs(ports("N×C×H×W"))
      .sized<MaxUnpool2dImpl>()
      .sample([]() -> std::vector<Tensor> { return {rand({2, 3, 8, 8}), zeros({2, 3, 8, 8}, kLong)}; });
  list.add<MaxUnpool1dImpl, MaxUnpool1dOptions>("MaxUnpool1d", "Pooling", "Values back at the places where a pooling found them", "").inputs(ports("N×C×L"))
      .sized<MaxUnpool1dImpl>()
      .sample([]() -> std::vector<Tensor> { return {rand({2, 3, 8}), zeros({2, 3, 8}, kLong)}; });
  list.add<MaxUnpool3dImpl, MaxUnpool3dOptions>("MaxUnpool3d", "Pooling", "Values back at the places where a pooling found them", "").inputs(ports("N×C×D×H×W"))
      .sized<MaxUnpool3dImpl>()
      .sample([]() -> std::vector<Tensor> { return {rand({2, 3, 4, 4, 4}), zeros({2, 3, 4, 4, 4}, kLong)}; });
}

}  // namespace tl::nn
