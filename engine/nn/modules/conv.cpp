// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/conv.h"

#include <cmath>

#include "engine/nn/init.h"
#include "engine/nn/module_list.h"
#include "engine/ops/functions.h"

namespace tl::nn {

Conv2dImpl::Conv2dImpl(const Conv2dOptions& o) : options(o) { reset(); }
void Conv2dImpl::reset() {
  const auto& o = options;
  TL_CHECK(o.groups() > 0 && o.in_channels() % o.groups() == 0, value, "Conv2d", "in_channels ", o.in_channels(), " must be divisible by groups ", o.groups());
  TL_CHECK(o.out_channels() % o.groups() == 0, value, "Conv2d", "out_channels ", o.out_channels(), " must be divisible by groups ", o.groups());
  weight = register_parameter("weight", empty({o.out_channels(), o.in_channels() / o.groups(), o.kernel_size()[0], o.kernel_size()[1]}));
  bias = register_parameter("bias", o.bias() ? empty({o.out_channels()}) : Tensor());
  reset_parameters();
}
void Conv2dImpl::reset_parameters() {
  init::kaiming_uniform_(weight, std::sqrt(5.0));
  if (!bias.defined()) return;
  const double fan_in = static_cast<double>(std::max<int64_t>(1, weight.size(1) * weight.size(2) * weight.size(3)));
  init::uniform_(bias, -1 / std::sqrt(fan_in), 1 / std::sqrt(fan_in));
}
void Conv2dImpl::pretty_print(std::ostream& out) const {
  const auto& o = options;
  out << "Conv2d(" << o.in_channels() << ", " << o.out_channels() << ", kernel_size=" << o.kernel_size() << ", stride=" << o.stride();
  if (!(o.padding() == ExpandingArray<2>(0))) out << ", padding=" << o.padding();
  if (!(o.dilation() == ExpandingArray<2>(1))) out << ", dilation=" << o.dilation();
  if (o.groups() != 1) out << ", groups=" << o.groups();
  if (!o.bias()) out << ", bias=false";
  out << ")";
}
Tensor Conv2dImpl::forward(const Tensor& input) {
  const auto& o = options;
  return conv2d(input, weight, bias, o.stride(), o.padding(), o.dilation(), o.groups());
}

void families::register_conv(ModuleList& list) {
  list.add<Conv2dImpl, Conv2dOptions>("Conv2d", "Convolution", "2-d convolution over an N×C×H×W input", "N×C×H×W",
                                      from_dim("in_channels", 1, "Conv2d", 4));
}

}  // namespace tl::nn
