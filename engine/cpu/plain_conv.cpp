// SPDX-License-Identifier: Apache-2.0
// Convolution in float64 by plain loops, for what the library computes in float32 only: gradient checks, and whoever needs the digits.
// Everything goes row by row: for one place of the kernel the elements of an input row and of an output row that meet lie a stride apart,
// and which those are is known before the row.
#include <algorithm>

#include "engine/core/pool.h"
#include "engine/cpu/clones.h"
#include "engine/cpu/conv.h"
#include "engine/cpu/lanes.h"

namespace tl::ops {
namespace {

/// Three sizes for any number of them: the missing ones, in front, are 1.
struct Cube {
  int64_t v[3];
  Cube(const ConvShape& s, const int64_t (&sizes)[3], int64_t missing) : v{missing, missing, missing} {
    for (int i = 0; i < s.dims; ++i) v[3 - s.dims + i] = sizes[i];
  }
  int64_t operator[](size_t i) const { return v[i]; }
  int64_t size() const { return v[0] * v[1] * v[2]; }
};

/// Output places first…last-1 of one dimension whose input place o * stride + shift lies inside.
struct Span {
  int64_t first, last, shift;
  Span(int64_t in, int64_t out, int64_t stride, int64_t shifted) : shift(shifted) {
    first = shift < 0 ? (-shift + stride - 1) / stride : 0;
    last = in > shift ? std::min(out, (in - 1 - shift) / stride + 1) : 0;
  }
  bool has(int64_t o) const { return o >= first && o < last; }
};

/// y[i] += w * x[i * step]
TL_CLONES void gather_row(double* __restrict__ y, const double* __restrict__ x, double w, int64_t n, int64_t step) {
  if (step == 1)
    for (int64_t i = 0; i < n; ++i) y[i] += w * x[i];
  else
    for (int64_t i = 0; i < n; ++i) y[i] += w * x[i * step];
}
/// x[i * step] += w * y[i]
TL_CLONES void scatter_row(double* __restrict__ x, const double* __restrict__ y, double w, int64_t n, int64_t step) {
  if (step == 1)
    for (int64_t i = 0; i < n; ++i) x[i] += w * y[i];
  else
    for (int64_t i = 0; i < n; ++i) x[i * step] += w * y[i];
}
/// Sum of y[i] * x[i * step], in an order that depends on n alone.
TL_CLONES double dot_row(const double* y, const double* x, int64_t n, int64_t step) {
  double total = 0;
  int64_t i = 0;
  if (step == 1) {
    cpu::Lanes<double> sums{};
    for (; i + 8 <= n; i += 8) {
      cpu::Lanes<double> a, b;
      a.load(y + i), b.load(x + i);
      sums += a *= b;
    }
    for (int64_t l = 0; l < 8; ++l) total += sums[l];
  }
  for (; i < n; ++i) total += y[i] * x[i * step];
  return total;
}

class PlainConv final : public PreparedKernel {
 public:
  PlainConv(ConvPass pass, const ConvShape& s)
      : pass_(pass),
        s_(s),
        in_(s, s.in, 1),
        k_(s, s.kernel, 1),
        out_(s, s.out, 1),
        stride_(s, s.stride, 1),
        pad_(s, s.padding, 0),
        dil_(s, s.dilation, 1),
        cg_(s.c / s.groups),
        og_(s.o / s.groups),
        owned_(pass == ConvPass::grad_weight ? s.o : s.n) {
    parts_ = static_cast<int>(std::min<int64_t>(std::max<int64_t>(1, owned_), parts_for(s.n * s.result() * cg_ * k_.size(), 1 << 18)));
  }
  int parts() const override { return parts_; }
  /// A part owns what it writes: images, or the weights of some filters.
  void run(int part, const RunArgs& a) override {
    const Range mine = part_range(owned_, parts_, part);
    for (int64_t i = mine.begin; i < mine.end; ++i) {
      if (pass_ == ConvPass::forward)
        forward(i, a);
      else if (pass_ == ConvPass::grad_input)
        grad_input(i, a);
      else
        grad_weight(i, a);
    }
  }

 private:
  Span span(size_t d, int64_t place) const { return {in_[d], out_[d], stride_[d], place * dil_[d] - pad_[d]}; }
  /// Calls f(output row, input row, first output column, columns, first input column) for the rows that meet at one place of the kernel.
  template <class F>
  void rows(int64_t q, F&& f) const {
    const Span z = span(0, q / (k_[1] * k_[2])), y = span(1, q / k_[2] % k_[1]), x = span(2, q % k_[2]);
    if (x.first >= x.last) return;
    for (int64_t oz = z.first; oz < z.last; ++oz)
      for (int64_t oy = y.first; oy < y.last; ++oy)
        f((oz * out_[1] + oy) * out_[2] + x.first,
          ((oz * stride_[0] + z.shift) * in_[1] + oy * stride_[1] + y.shift) * in_[2] + x.first * stride_[2] + x.shift, x.last - x.first);
  }
  void forward(int64_t n, const RunArgs& a) const {
    for (int64_t o = 0; o < s_.o; ++o) {
      double* out = a.o<double>() + (n * s_.o + o) * out_.size();
      std::fill_n(out, out_.size(), s_.bias ? a.i<double>(2)[o] : 0.0);
      for (int64_t c = 0; c < cg_; ++c) {
        const double *in = a.i<double>(0) + (n * s_.c + o / og_ * cg_ + c) * in_.size(), *w = a.i<double>(1) + (o * cg_ + c) * k_.size();
        for (int64_t q = 0; q < k_.size(); ++q)
          rows(q, [&](int64_t to, int64_t from, int64_t count) { gather_row(out + to, in + from, w[q], count, stride_[2]); });
      }
    }
  }
  void grad_input(int64_t n, const RunArgs& a) const {
    double* image = a.o<double>() + n * s_.image();
    std::fill_n(image, s_.image(), 0.0);
    for (int64_t o = 0; o < s_.o; ++o)
      for (int64_t c = 0; c < cg_; ++c) {
        const double *g = a.i<double>(0) + (n * s_.o + o) * out_.size(), *w = a.i<double>(1) + (o * cg_ + c) * k_.size();
        double* to = image + (o / og_ * cg_ + c) * in_.size();
        for (int64_t q = 0; q < k_.size(); ++q)
          rows(q, [&](int64_t at, int64_t from, int64_t count) { scatter_row(to + from, g + at, w[q], count, stride_[2]); });
      }
  }
  void grad_weight(int64_t o, const RunArgs& a) const {
    double* w = a.o<double>() + o * cg_ * k_.size();
    std::fill_n(w, cg_ * k_.size(), 0.0);
    for (int64_t n = 0; n < s_.n; ++n)
      for (int64_t c = 0; c < cg_; ++c) {
        const double *g = a.i<double>(0) + (n * s_.o + o) * out_.size(), *in = a.i<double>(1) + (n * s_.c + o / og_ * cg_ + c) * in_.size();
        for (int64_t q = 0; q < k_.size(); ++q)
          rows(q, [&](int64_t at, int64_t from, int64_t count) { w[c * k_.size() + q] += dot_row(g + at, in + from, count, stride_[2]); });
      }
  }

  ConvPass pass_;
  ConvShape s_;
  Cube in_, k_, out_, stride_, pad_, dil_;
  int64_t cg_, og_, owned_;
  int parts_ = 1;
};
}  // namespace

KernelPtr prepare_plain_conv(ConvPass pass, const ConvShape& s) { return std::make_unique<PlainConv>(pass, s); }

}  // namespace tl::ops
