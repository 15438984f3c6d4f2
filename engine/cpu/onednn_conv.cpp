// SPDX-License-Identifier: Apache-2.0
// Convolution through oneDNN in float32; in float64 see plain_conv.cpp. The batch is cut into parts by shape alone; weight
// gradients of the parts are summed in part order, so any number of threads gives the same bits.
#include <algorithm>
#include <vector>

#include "engine/core/error.h"
#include "engine/core/pool.h"
#include "engine/cpu/conv.h"
#include "engine/cpu/onednn.h"

namespace tl::ops {
namespace {
using dnnl::memory;

using onednn::round64;

/// One primitive for a piece of the batch, with the reorders into and out of the layouts it prefers; each part reorders for itself.
class DnnlConv final : public PreparedKernel {
 public:
  DnnlConv(ConvPass pass, const ConvShape& s) : pass_(pass), s_(s) {
    const double flops = 2.0 * static_cast<double>(s.n * s.result()) * static_cast<double>(s.c / s.groups * s.product(s.kernel));
    parts_ = static_cast<int>(std::min<int64_t>(parts_for(static_cast<int64_t>(flops), 16'000'000, 4), std::max<int64_t>(1, s.n / 4)));
    for (int p = 0; p < parts_; ++p) {
      const Range r = part_range(s.n, parts_, p);
      ranges_.push_back(r);
      const int64_t size = r.end - r.begin;
      auto it = std::find_if(pieces_.begin(), pieces_.end(), [&](const Piece& e) { return e.size == size; });
      if (it == pieces_.end()) {
        pieces_.push_back(build(size));
        it = pieces_.end() - 1;
      }
      which_.push_back(static_cast<size_t>(it - pieces_.begin()));
    }
    for (const Piece& p : pieces_) piece_bytes_ = std::max(piece_bytes_, p.bytes);
    weight_bytes_ = round64(static_cast<size_t>(s.weight()) * 4);
  }
  int parts() const override { return parts_; }
  size_t scratch_bytes() const override {
    return static_cast<size_t>(parts_) * (piece_bytes_ + (pass_ == ConvPass::grad_weight ? weight_bytes_ : 0));
  }
  void run(int part, const RunArgs& a) override {
    const onednn::OneThread one;
    const Range r = ranges_[static_cast<size_t>(part)];
    if (r.begin == r.end) {  // an empty batch says nothing about the weight
      if (pass_ == ConvPass::grad_weight) std::fill_n(a.o<float>(), s_.weight(), 0.0f);
      return;
    }
    const Piece& p = pieces_[which_[static_cast<size_t>(part)]];
    char* scratch = a.scratch + static_cast<size_t>(part) * piece_bytes_;
    const float *in0 = a.i<float>(0), *in1 = a.i<float>(1);
    float* out = a.o<float>();
    const int64_t image = s_.image(), result = s_.result();
    switch (pass_) {
      case ConvPass::forward: in0 += r.begin * image; out += r.begin * result; break;
      case ConvPass::grad_input: in0 += r.begin * result; out += r.begin * image; break;
      case ConvPass::grad_weight:
        in0 += r.begin * result;
        in1 += r.begin * image;
        if (parts_ > 1) out = reinterpret_cast<float*>(a.scratch + static_cast<size_t>(parts_) * piece_bytes_ + static_cast<size_t>(part) * weight_bytes_);
        break;
    }
    memory m0 = bring(p.reorder0, p.plain0, p.want0, in0, scratch, scratch + p.at_scratch), m1 = bring(p.reorder1, p.plain1, p.want1, in1, scratch + p.at1, scratch + p.at_scratch);
    const bool direct = p.plain_out == p.want_out;
    memory mo = onednn::view(p.want_out, direct ? static_cast<void*>(out) : scratch + p.at_out);
    memory bias;
    std::vector<dnnl_exec_arg_t> args;
    if (pass_ == ConvPass::forward) {
      args = {{DNNL_ARG_SRC, m0.get()}, {DNNL_ARG_WEIGHTS, m1.get()}, {DNNL_ARG_DST, mo.get()}};
      if (s_.bias) {
        bias = onednn::view(onednn::plain({s_.o}), a.in[2]);
        args.push_back({DNNL_ARG_BIAS, bias.get()});
      }
    } else if (pass_ == ConvPass::grad_input) {
      args = {{DNNL_ARG_DIFF_DST, m0.get()}, {DNNL_ARG_WEIGHTS, m1.get()}, {DNNL_ARG_DIFF_SRC, mo.get()}};
    } else {
      args = {{DNNL_ARG_DIFF_DST, m0.get()}, {DNNL_ARG_SRC, m1.get()}, {DNNL_ARG_DIFF_WEIGHTS, mo.get()}};
    }
    const memory workspace = onednn::view(p.scratch, scratch + p.at_scratch);
    args.push_back({DNNL_ARG_SCRATCHPAD, workspace.get()});
    dnnl::error::wrap_c_api(dnnl_primitive_execute(p.primitive.get(), onednn::stream().get(), static_cast<int>(args.size()), args.data()),
                            "convolution failed");
    if (!direct) {
      const memory plain = onednn::view(p.plain_out, out);
      convert(p.reorder_out, mo, plain, scratch + p.at_scratch);
    }
  }
  void finish(const RunArgs& a) override {
    if (pass_ != ConvPass::grad_weight || parts_ == 1) return;
    const int64_t n = s_.weight();
    float* out = a.o<float>();
    for (int p = 0; p < parts_; ++p) {
      const float* from = reinterpret_cast<const float*>(a.scratch + static_cast<size_t>(parts_) * piece_bytes_ + static_cast<size_t>(p) * weight_bytes_);
      if (p == 0) std::copy_n(from, n, out);
      else for (int64_t i = 0; i < n; ++i) out[i] += from[i];
    }
  }

 private:
  struct Piece {
    int64_t size = 0;
    memory::desc plain0, want0, plain1, want1, plain_out, want_out;
    memory::desc scratch;
    size_t at1 = 0, at_out = 0, at_scratch = 0, bytes = 0;
    dnnl::primitive primitive;
    struct Reorder {
      dnnl::reorder primitive;
      memory::desc scratch;
    } reorder0, reorder1, reorder_out;
  };
  static Piece::Reorder make_reorder(const memory::desc& from, const memory::desc& to) {
    if (from == to) return {};
    const dnnl::reorder::primitive_desc pd(onednn::engine(), from, onednn::engine(), to, onednn::user_scratch());
    return {dnnl::reorder(pd), pd.scratchpad_desc()};
  }
  static void convert(const Piece::Reorder& r, const memory& from, const memory& to, char* scratch) {
    const memory workspace = onednn::view(r.scratch, scratch);
    const dnnl_exec_arg_t args[] = {{DNNL_ARG_FROM, from.get()}, {DNNL_ARG_TO, to.get()}, {DNNL_ARG_SCRATCHPAD, workspace.get()}};
    dnnl::error::wrap_c_api(dnnl_primitive_execute(r.primitive.get(), onednn::stream().get(), 3, args), "reorder failed");
  }
  static memory bring(const Piece::Reorder& r, const memory::desc& plain, const memory::desc& want, const void* p, char* to_bytes, char* scratch) {
    memory from = onednn::view(plain, p);
    if (plain == want) return from;
    memory to = onednn::view(want, to_bytes);
    convert(r, from, to, scratch);
    return to;
  }
  Piece build(int64_t size) const {
    const onednn::OneThread one;
    Piece p;
    p.size = size;
    const auto& s = s_;
    const auto sizes = [&](memory::dims lead, const int64_t (&spatial)[3]) {
      lead.insert(lead.end(), spatial, spatial + s.dims);
      return lead;
    };
    const memory::dims src = sizes({size, s.c}, s.in), dst = sizes({size, s.o}, s.out);
    const memory::dims weight = s.groups > 1 ? sizes({s.groups, s.o / s.groups, s.c / s.groups}, s.kernel) : sizes({s.o, s.c}, s.kernel);
    const memory::dims strides = sizes({}, s.stride), pad = sizes({}, s.padding);
    memory::dims dilation, pad_r;  // pad_r: what is left on the far side after the last window, possibly negative
    for (int i = 0; i < s.dims; ++i) {
      dilation.push_back(s.dilation[i] - 1);
      pad_r.push_back((s.out[i] - 1) * s.stride[i] + (s.kernel[i] - 1) * s.dilation[i] + 1 - s.in[i] - s.padding[i]);
    }
    const auto any = [](const memory::dims& d) { return memory::desc(d, memory::data_type::f32, memory::format_tag::any); };
    // The library knows where Winograd's 3×3 is faster, except with few channels, where it thinks so but is several times slower
    // (bench cnn-fashion: 32 → 64 channels a third faster, 1 → 32 seven times slower).
    const bool wide = s.c >= 16 && s.o >= 16 && s.groups == 1;
    const auto kind = wide ? dnnl::algorithm::convolution_auto : dnnl::algorithm::convolution_direct;
    const dnnl::convolution_forward::primitive_desc forward(
        s.bias && pass_ == ConvPass::forward
            ? dnnl::convolution_forward::desc(dnnl::prop_kind::forward_training, kind, any(src), any(weight), onednn::plain({s.o}), any(dst), strides, dilation, pad, pad_r)
            : dnnl::convolution_forward::desc(dnnl::prop_kind::forward_training, kind, any(src), any(weight), any(dst), strides, dilation, pad, pad_r),
        onednn::user_scratch(), onednn::engine());
    if (pass_ == ConvPass::forward) {
      p.scratch = forward.scratchpad_desc();
      p.plain0 = onednn::plain(src), p.want0 = forward.src_desc();
      p.plain1 = onednn::plain(weight), p.want1 = forward.weights_desc();
      p.plain_out = onednn::plain(dst), p.want_out = forward.dst_desc();
      p.primitive = dnnl::convolution_forward(forward);
    } else if (pass_ == ConvPass::grad_input) {
      const dnnl::convolution_backward_data::primitive_desc d({kind, any(src), any(weight), any(dst), strides, dilation, pad, pad_r}, onednn::user_scratch(),
                                                              onednn::engine(), forward);
      p.scratch = d.scratchpad_desc();
      p.plain0 = onednn::plain(dst), p.want0 = d.diff_dst_desc();
      p.plain1 = onednn::plain(weight), p.want1 = d.weights_desc();
      p.plain_out = onednn::plain(src), p.want_out = d.diff_src_desc();
      p.primitive = dnnl::convolution_backward_data(d);
    } else {
      // Blocks of 16 channels would be mostly padding, and the library then takes its AVX2 kernel (bench lenet5).
      const auto activations = s.dims == 2 && s.c > 1 && s.c < 16 && s.groups == 1 ? memory::format_tag::nhwc : memory::format_tag::any;
      const auto act = [&](const memory::dims& d) { return memory::desc(d, memory::data_type::f32, activations); };
      const dnnl::convolution_backward_weights::primitive_desc d({kind, act(src), any(weight), act(dst), strides, dilation, pad, pad_r},
                                                                 onednn::user_scratch(), onednn::engine(), forward);
      p.scratch = d.scratchpad_desc();
      p.plain0 = onednn::plain(dst), p.want0 = d.diff_dst_desc();
      p.plain1 = onednn::plain(src), p.want1 = d.src_desc();
      p.plain_out = onednn::plain(weight), p.want_out = d.diff_weights_desc();
      p.primitive = dnnl::convolution_backward_weights(d);
    }
    p.at1 = p.plain0 == p.want0 ? 0 : round64(p.want0.get_size());
    p.at_out = p.at1 + (p.plain1 == p.want1 ? 0 : round64(p.want1.get_size()));
    p.at_scratch = p.at_out + (p.plain_out == p.want_out ? 0 : round64(p.want_out.get_size()));
    p.reorder0 = make_reorder(p.plain0, p.want0);
    p.reorder1 = make_reorder(p.plain1, p.want1);
    p.reorder_out = make_reorder(p.want_out, p.plain_out);
    size_t scratch = p.scratch.get_size();
    for (const auto* r : {&p.reorder0, &p.reorder1, &p.reorder_out}) scratch = std::max(scratch, r->scratch.get_size());
    p.bytes = p.at_scratch + round64(scratch);
    return p;
  }
  ConvPass pass_;
  ConvShape s_;
  int parts_ = 1;
  std::vector<Range> ranges_;
  std::vector<size_t> which_;
  std::vector<Piece> pieces_;
  size_t piece_bytes_ = 0, weight_bytes_ = 0;
};
}  // namespace

KernelPtr prepare_conv(ConvPass pass, const ConvShape& s, ScalarType dtype) {
  TL_CHECK(s.c > 0 && s.o > 0 && s.product(s.kernel) > 0, shape, s.dims == 3 ? "conv3d" : "conv2d", "there is nothing to convolve: ", s.c, " input channels, ", s.o,
           " output channels and ", s.product(s.kernel), " elements in each window must all be at least 1");
  if (dtype == kFloat) return std::make_unique<DnnlConv>(pass, s);
  if (dtype == kDouble) return prepare_plain_conv(pass, s);
  return nullptr;
}

}  // namespace tl::ops
