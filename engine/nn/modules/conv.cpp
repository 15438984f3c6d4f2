// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/conv.h"

#include <cmath>

#include "engine/nn/init.h"
#include "engine/nn/module_list.h"
#include "engine/ops/nn.h"

namespace tl::nn {
namespace {
template <size_t D> constexpr const char* conv_name = D == 1 ? "Conv1d" : D == 2 ? "Conv2d" : "Conv3d";
template <size_t D> constexpr const char* transpose_name = D == 1 ? "ConvTranspose1d" : D == 2 ? "ConvTranspose2d" : "ConvTranspose3d";

void check_groups(const char* name, int64_t in_channels, int64_t out_channels, int64_t groups) {
  TL_CHECK(groups > 0 && in_channels % groups == 0, value, name, "in_channels ", in_channels, " must be divisible by groups ", groups);
  TL_CHECK(out_channels % groups == 0, value, name, "out_channels ", out_channels, " must be divisible by groups ", groups);
}
void draw(Tensor& weight, Tensor& bias) {
  init::kaiming_uniform_(weight, std::sqrt(5.0));
  if (!bias.defined()) return;
  const double fan_in = std::max(1.0, static_cast<double>(init::fans(weight).first));
  init::uniform_(bias, -1 / std::sqrt(fan_in), 1 / std::sqrt(fan_in));
}
DimVector weight_size(int64_t first, int64_t second, IntArrayRef kernel) {
  DimVector s{first, second};
  for (const int64_t k : kernel) s.push_back(k);
  return s;
}
/// What both kinds print alike: options that are not the default.
template <size_t D, class Options>
void print_options(std::ostream& out, const Options& o) {
  out << o.in_channels() << ", " << o.out_channels() << ", kernel_size=" << o.kernel_size() << ", stride=" << o.stride();
  if (!(o.padding() == ExpandingArray<D>(0))) out << ", padding=" << o.padding();
  if (!(o.dilation() == ExpandingArray<D>(1))) out << ", dilation=" << o.dilation();
  if (o.groups() != 1) out << ", groups=" << o.groups();
  if (!o.bias()) out << ", bias=false";
  if (o.padding_mode() != "zeros") out << ", padding_mode=" << o.padding_mode();
}
}  // namespace

template <size_t D>
ConvOptions<D> ConvOptions<D>::prototype() { return {0, 0, 3}; }
template <size_t D>
void ConvOptions<D>::describe(auto& d) {
  using O = ConvOptions;
  d.field("in_channels", &O::in_channels_).help("Channels of the input; found from the input.").min(1).automatic().default_value({});
  d.field("out_channels", &O::out_channels_).label("channels").help("Number of filters, the channels of the output.").min(1).required().on_node();
  d.field("kernel_size", &O::kernel_size_).label("kernel").help(D == 2 ? "Height and width of each filter." : "Size of each filter.").unit("px").min(1).on_node();
  d.field("stride", &O::stride_).help("Step of the filter over the input.").unit("px").min(1);
  d.field("padding", &O::padding_).help("Border added on each side of the input.").unit("px").min(0);
  d.field("dilation", &O::dilation_).help("Distance between the points of the filter.").unit("px").min(1);
  d.field("groups", &O::groups_).help("Groups of channels that are not connected with each other; must divide both channel counts.").min(1);
  d.field("bias", &O::bias_).help("Add a learnable value to each output channel.");
  d.field("padding_mode", &O::padding_mode_).help("What the padding holds.").choices({"zeros", "reflect", "replicate", "circular"});
}
template <size_t D, class Derived>
ConvNdImpl<D, Derived>::ConvNdImpl(int64_t in_channels, int64_t out_channels, ExpandingArray<D> kernel_size)
    : ConvNdImpl(ConvOptions<D>(in_channels, out_channels, kernel_size)) {}
template <size_t D, class Derived>
ConvNdImpl<D, Derived>::ConvNdImpl(const ConvOptions<D>& o) : options(o) { reset(); }
template <size_t D, class Derived>
void ConvNdImpl<D, Derived>::reset() {
  const auto& o = options;
  check_groups(conv_name<D>, o.in_channels(), o.out_channels(), o.groups());
  weight = this->register_parameter("weight", empty(weight_size(o.out_channels(), o.in_channels() / o.groups(), o.kernel_size())));
  bias = this->register_parameter("bias", o.bias() ? empty({o.out_channels()}) : Tensor());
  reset_parameters();
}
template <size_t D, class Derived>
void ConvNdImpl<D, Derived>::reset_parameters() { draw(weight, bias); }
template <size_t D, class Derived>
void ConvNdImpl<D, Derived>::pretty_print(std::ostream& out) const {
  out << conv_name<D> << "(";
  print_options<D>(out, options);
  out << ")";
}
template <size_t D, class Derived>
Tensor ConvNdImpl<D, Derived>::forward(const Tensor& input) {
  const auto& o = options;
  Tensor x = input;
  ExpandingArray<D> padding = o.padding();
  if (o.padding_mode() != "zeros") {
    DimVector border;
    for (size_t i = D; i-- > 0;) {
      border.push_back(o.padding()[i]);
      border.push_back(o.padding()[i]);
    }
    x = pad(x, border, o.padding_mode());
    padding = 0;
  }
  if constexpr (D == 1) return conv1d(x, weight, bias, o.stride(), padding, o.dilation(), o.groups());
  else if constexpr (D == 2) return conv2d(x, weight, bias, o.stride(), padding, o.dilation(), o.groups());
  else return conv3d(x, weight, bias, o.stride(), padding, o.dilation(), o.groups());
}

template <size_t D>
ConvTransposeOptions<D> ConvTransposeOptions<D>::prototype() { return {0, 0, 3}; }
template <size_t D>
void ConvTransposeOptions<D>::describe(auto& d) {
  using O = ConvTransposeOptions;
  d.field("in_channels", &O::in_channels_).help("Channels of the input; found from the input.").min(1).automatic().default_value({});
  d.field("out_channels", &O::out_channels_).label("channels").help("Channels of the output.").min(1).required().on_node();
  d.field("kernel_size", &O::kernel_size_).label("kernel").help("Size of what each input value spreads over.").unit("px").min(1).on_node();
  d.field("stride", &O::stride_).help("Distance in the output between neighbours of the input.").unit("px").min(1);
  d.field("padding", &O::padding_).help("Border cut from each side of the output.").unit("px").min(0);
  d.field("output_padding", &O::output_padding_).help("Added to one side of the output; smaller than stride or dilation.").unit("px").min(0);
  d.field("groups", &O::groups_).help("Groups of channels that are not connected with each other; must divide both channel counts.").min(1);
  d.field("bias", &O::bias_).help("Add a learnable value to each output channel.");
  d.field("dilation", &O::dilation_).help("Distance between the points of the filter.").unit("px").min(1);
  d.field("padding_mode", &O::padding_mode_).help("What the padding holds.").choices({"zeros"});
}
template <size_t D, class Derived>
ConvTransposeNdImpl<D, Derived>::ConvTransposeNdImpl(int64_t in_channels, int64_t out_channels, ExpandingArray<D> kernel_size)
    : ConvTransposeNdImpl(ConvTransposeOptions<D>(in_channels, out_channels, kernel_size)) {}
template <size_t D, class Derived>
ConvTransposeNdImpl<D, Derived>::ConvTransposeNdImpl(const ConvTransposeOptions<D>& o) : options(o) { reset(); }
template <size_t D, class Derived>
void ConvTransposeNdImpl<D, Derived>::reset() {
  const auto& o = options;
  TL_CHECK(o.padding_mode() == "zeros", value, transpose_name<D>, "only padding_mode zeros is supported, not ", o.padding_mode());
  check_groups(transpose_name<D>, o.in_channels(), o.out_channels(), o.groups());
  weight = this->register_parameter("weight", empty(weight_size(o.in_channels(), o.out_channels() / o.groups(), o.kernel_size())));
  bias = this->register_parameter("bias", o.bias() ? empty({o.out_channels()}) : Tensor());
  reset_parameters();
}
template <size_t D, class Derived>
void ConvTransposeNdImpl<D, Derived>::reset_parameters() { draw(weight, bias); }
template <size_t D, class Derived>
void ConvTransposeNdImpl<D, Derived>::pretty_print(std::ostream& out) const {
  out << transpose_name<D> << "(";
  print_options<D>(out, options);
  if (!(options.output_padding() == ExpandingArray<D>(0))) out << ", output_padding=" << options.output_padding();
  out << ")";
}
template <size_t D, class Derived>
Tensor ConvTransposeNdImpl<D, Derived>::forward(const Tensor& input, const std::optional<IntArrayRef>& output_size) {
  const auto& o = options;
  ExpandingArray<D> more = o.output_padding();
  if (output_size) {
    const IntArrayRef wanted = *output_size;
    TL_CHECK(wanted.size() == D || wanted.size() == D + 2, value, transpose_name<D>, "output_size must have ", D, " or ", D + 2, " numbers, but is ", wanted);
    TL_CHECK(input.dim() == static_cast<int64_t>(D) + 2, shape, transpose_name<D>, "input must be N×C and ", D, " sizes, but is ", input.sizes());
    for (size_t i = 0; i < D; ++i) {
      const int64_t least = (input.size(static_cast<int64_t>(i) + 2) - 1) * o.stride()[i] - 2 * o.padding()[i] + o.dilation()[i] * (o.kernel_size()[i] - 1) + 1;
      const int64_t n = wanted[wanted.size() - D + i];
      TL_CHECK(n >= least && n < least + std::max(o.stride()[i], o.dilation()[i]), value, transpose_name<D>, "output_size ", wanted, " cannot be reached from input ", input.sizes(),
               ": dimension ", i + 2, " can have ", least, " to ", least + std::max(o.stride()[i], o.dilation()[i]) - 1);
      (*more)[i] = n - least;
    }
  }
  if constexpr (D == 1) return conv_transpose1d(input, weight, bias, o.stride(), o.padding(), more, o.groups(), o.dilation());
  else if constexpr (D == 2) return conv_transpose2d(input, weight, bias, o.stride(), o.padding(), more, o.groups(), o.dilation());
  else return conv_transpose3d(input, weight, bias, o.stride(), o.padding(), more, o.groups(), o.dilation());
}

template class ConvNdImpl<1, Conv1dImpl>;
template class ConvNdImpl<2, Conv2dImpl>;
template class ConvNdImpl<3, Conv3dImpl>;
template class ConvTransposeNdImpl<1, ConvTranspose1dImpl>;
template class ConvTransposeNdImpl<2, ConvTranspose2dImpl>;
template class ConvTransposeNdImpl<3, ConvTranspose3dImpl>;

void families::register_conv(ModuleDefs& list) {
  list.add<Conv2dImpl, Conv2dOptions>("Conv2d", "Convolution", "2-d convolution over an N×C×H×W input", "N×C×H×W", from_dim("in_channels", 1, "Conv2d", 4));
  list.add<Conv1dImpl, Conv1dOptions>("Conv1d", "Convolution", "1-d convolution over an N×C×L input", "N×C×L", from_dim("in_channels", 1, "Conv1d", 3));
  list.add<Conv3dImpl, Conv3dOptions>("Conv3d", "Convolution", "3-d convolution over an N×C×D×H×W input", "N×C×D×H×W", from_dim("in_channels", 1, "Conv3d", 5));
  list.add<ConvTranspose2dImpl, ConvTranspose2dOptions>("ConvTranspose2d", "Convolution", "Transposed 2-d convolution: makes images larger", "N×C×H×W",
                                                        from_dim("in_channels", 1, "ConvTranspose2d", 4))
      .sized<ConvTranspose2dImpl>();
  list.add<ConvTranspose1dImpl, ConvTranspose1dOptions>("ConvTranspose1d", "Convolution", "Transposed 1-d convolution: makes signals longer", "N×C×L",
                                                        from_dim("in_channels", 1, "ConvTranspose1d", 3))
      .sized<ConvTranspose1dImpl>();
  list.add<ConvTranspose3dImpl, ConvTranspose3dOptions>("ConvTranspose3d", "Convolution", "Transposed 3-d convolution: makes volumes larger", "N×C×D×H×W",
                                                        from_dim("in_channels", 1, "ConvTranspose3d", 5))
      .sized<ConvTranspose3dImpl>();
}

}  // namespace tl::nn
