// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/patches.h"

#include "engine/nn/module_list.h"
#include "engine/ops/nn.h"

namespace tl::nn {

UnfoldOptions UnfoldOptions::prototype() { return {3}; }
void UnfoldOptions::describe(auto& d) {
  using O = UnfoldOptions;
  d.field("kernel_size", &O::kernel_size_).label("kernel").help("Height and width of each patch.").unit("px").min(1).on_node();
  d.field("dilation", &O::dilation_).help("Distance between the points of a patch.").unit("px").min(1);
  d.field("padding", &O::padding_).help("Zeros added on each side of the image.").unit("px").min(0);
  d.field("stride", &O::stride_).help("Distance between patches.").unit("px").min(1);
}
UnfoldImpl::UnfoldImpl(const UnfoldOptions& o) : options(o) {}
void UnfoldImpl::reset() {}
void UnfoldImpl::pretty_print(std::ostream& out) const {
  out << "Unfold(kernel_size=" << options.kernel_size() << ", dilation=" << options.dilation() << ", padding=" << options.padding() << ", stride=" << options.stride() << ")";
}
Tensor UnfoldImpl::forward(const Tensor& x) { return im2col(x, options.kernel_size(), options.dilation(), options.padding(), options.stride()); }

FoldOptions FoldOptions::prototype() { return {28, 3}; }
void FoldOptions::describe(auto& d) {
  using O = FoldOptions;
  d.field("output_size", &O::output_size_).label("output").help("Height and width of the image.").unit("px").min(1).on_node();
  d.field("kernel_size", &O::kernel_size_).label("kernel").help("Height and width of each patch.").unit("px").min(1).on_node();
  d.field("dilation", &O::dilation_).help("Distance between the points of a patch.").unit("px").min(1);
  d.field("padding", &O::padding_).help("Border of the image that is left out.").unit("px").min(0);
  d.field("stride", &O::stride_).help("Distance between patches.").unit("px").min(1);
}
FoldImpl::FoldImpl(const FoldOptions& o) : options(o) {}
void FoldImpl::reset() {}
void FoldImpl::pretty_print(std::ostream& out) const {
  out << "Fold(output_size=" << options.output_size() << ", kernel_size=" << options.kernel_size() << ", dilation=" << options.dilation() << ", padding=" << options.padding()
      << ", stride=" << options.stride() << ")";
}
Tensor FoldImpl::forward(const Tensor& x) { return col2im(x, options.output_size(), options.kernel_size(), options.dilation(), options.padding(), options.stride()); }

void families::register_patches(ModuleDefs& list) {
  list.add<UnfoldImpl, UnfoldOptions>("Unfold", "Shape", "All patches of an image as columns", "N×C×H×W");
  list.add<FoldImpl, FoldOptions>("Fold", "Shape", "Columns of patches summed into an image", "N×(C·kH·kW)×L")
      .sample([]() -> std::vector<Tensor> { return {rand({2, 18, 5 * 7})}; }, {{"output_size", Value::Ints{7, 9}}, {"kernel_size", 3}});
}

}  // namespace tl::nn
