// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/patches.h"

#include "engine/nn/module_list.h"
#include "engine/ops/nn.h"

namespace tl::nn {

void UnfoldImpl::pretty_print(std::ostream& out) const {
  out << "Unfold(kernel_size=" << options.kernel_size() << ", dilation=" << options.dilation() << ", padding=" << options.padding() << ", stride=" << options.stride() << ")";
}
Tensor UnfoldImpl::forward(const Tensor& x) { return im2col(x, options.kernel_size(), options.dilation(), options.padding(), options.stride()); }

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
