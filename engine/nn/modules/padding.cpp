// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/padding.h"

#include "engine/nn/module_list.h"

namespace tl::nn {

template <size_t D>
PadOptions<D> PadOptions<D>::prototype() { return {1}; }
template <size_t D>
void PadOptions<D>::describe(auto& d) {
  d.field("padding", &PadOptions::padding_).help(D == 1 ? "Border on the left and right." : D == 2 ? "Border on the left, right, top and bottom."
                                                                                                   : "Border on the left, right, top, bottom, front and back.").unit("px").on_node();
}
template <size_t D>
ConstantPadOptions<D> ConstantPadOptions<D>::prototype() { return {1, 0}; }
template <size_t D>
void ConstantPadOptions<D>::describe(auto& d) {
  d.field("padding", &ConstantPadOptions::padding_).help("Border on each side: left, right, then top, bottom, front, back.").unit("px").on_node();
  d.field("value", &ConstantPadOptions::value_).help("What the border holds.").on_node();
}

#define TL_DEFINE_PAD_MODULE(Name, D, call)                                                                                             \
  Name##Impl::Name##Impl(const Name##Options& o) : options(o) {}                                                                        \
  void Name##Impl::reset() {}                                                                                                           \
  void Name##Impl::pretty_print(std::ostream& out) const { out << #Name "(padding=" << options.padding() << ")"; }                      \
  Tensor Name##Impl::forward(const Tensor& x) {                                                                                         \
    TL_CHECK(x.dim() == D + 2 || x.dim() == D + 1, shape, #Name, "expected an input of ", D + 2, " dimensions, but it is ", x.sizes()); \
    return call;                                                                                                                        \
  }
TL_DEFINE_PAD_MODULE(ReflectionPad1d, 1, pad(x, options.padding(), "reflect"))
TL_DEFINE_PAD_MODULE(ReflectionPad2d, 2, pad(x, options.padding(), "reflect"))
TL_DEFINE_PAD_MODULE(ReplicationPad1d, 1, pad(x, options.padding(), "replicate"))
TL_DEFINE_PAD_MODULE(ReplicationPad2d, 2, pad(x, options.padding(), "replicate"))
TL_DEFINE_PAD_MODULE(ReplicationPad3d, 3, pad(x, options.padding(), "replicate"))
TL_DEFINE_PAD_MODULE(ZeroPad2d, 2, pad(x, options.padding()))
TL_DEFINE_PAD_MODULE(ConstantPad1d, 1, pad(x, options.padding(), "constant", options.value()))
TL_DEFINE_PAD_MODULE(ConstantPad2d, 2, pad(x, options.padding(), "constant", options.value()))
TL_DEFINE_PAD_MODULE(ConstantPad3d, 3, pad(x, options.padding(), "constant", options.value()))
#undef TL_DEFINE_PAD_MODULE

void families::register_padding(ModuleDefs& list) {
  list.add<ZeroPad2dImpl, ZeroPad2dOptions>("ZeroPad2d", "Shape", "A border of zeros", "N×C×H×W");
  list.add<ConstantPad1dImpl, ConstantPad1dOptions>("ConstantPad1d", "Shape", "A border of one value", "N×C×L");
  list.add<ConstantPad2dImpl, ConstantPad2dOptions>("ConstantPad2d", "Shape", "A border of one value", "N×C×H×W");
  list.add<ConstantPad3dImpl, ConstantPad3dOptions>("ConstantPad3d", "Shape", "A border of one value", "N×C×D×H×W");
  list.add<ReflectionPad1dImpl, ReflectionPad1dOptions>("ReflectionPad1d", "Shape", "A border that mirrors the input", "N×C×L");
  list.add<ReflectionPad2dImpl, ReflectionPad2dOptions>("ReflectionPad2d", "Shape", "A border that mirrors the input", "N×C×H×W");
  list.add<ReplicationPad1dImpl, ReplicationPad1dOptions>("ReplicationPad1d", "Shape", "A border that repeats the outermost values", "N×C×L");
  list.add<ReplicationPad2dImpl, ReplicationPad2dOptions>("ReplicationPad2d", "Shape", "A border that repeats the outermost values", "N×C×H×W");
  list.add<ReplicationPad3dImpl, ReplicationPad3dOptions>("ReplicationPad3d", "Shape", "A border that repeats the outermost values", "N×C×D×H×W");
}

}  // namespace tl::nn
