// SPDX-License-Identifier: Apache-2.0
// Fourier transforms as the manual of 2019 has them: a complex number is a last dimension of size two. One kernel transforms the lines along
// one dimension; everything else is a body in other operators, so gradients of any order follow.
#include "engine/ops/spectral.h"

#include <cmath>
#include <complex>
#include <vector>

#include "engine/core/pool.h"
#include "engine/cpu/fft.h"
#include "engine/ops/border.h"
#include "engine/ops/define_composite.h"
#include "engine/ops/functions.h"
#include "engine/ops/register_all.h"
#include "engine/ops/sample_tensor.h"

namespace tl {
namespace ops {
namespace {

void infer_lines(const OpCall& c, OutMetas& out) {
  const DimVector& s = sizes_of(c.in[0]);
  TL_CHECK(c.in[0].dtype() == kFloat || c.in[0].dtype() == kDouble, type, "fft", "needs an input of float32 or float64, not ", c.in[0].dtype());
  TL_CHECK(!s.empty() && s.back() == 2, shape, "fft", "the last dimension of input ", s, " must have size 2: real and imaginary part");
  const int64_t dim = c.i(0);
  TL_CHECK(dim >= 0 && dim + 1 < static_cast<int64_t>(s.size()), shape, "fft", "dimension ", dim, " of input ", s, " is not one of a signal");
  TL_CHECK(s[static_cast<size_t>(dim)] > 0, shape, "fft", "dimension ", dim, " of input ", s, " is empty; a signal has at least one element");
  out[0].sizes = s;
  out[0].dtype = c.in[0].dtype();
}

/// Lines along a dimension, gathered into float64, transformed and put back; a part owns whole lines.
KernelPtr prepare_lines(const PrepareArgs& a) {
  if (!a.in[0].contiguous) return nullptr;
  const DimVector& s = a.in[0].sizes;
  const size_t dim = static_cast<size_t>(a.attr[0].i());
  int64_t inner = 1;
  for (size_t i = dim + 1; i + 1 < s.size(); ++i) inner *= s[i];
  const int64_t n = s[dim], lines = a.in[0].numel / 2 / n;
  const int parts = parts_for(a.in[0].numel * 8, 1 << 15);
  const auto transform = std::make_shared<const cpu::Fourier>(static_cast<size_t>(n), a.attr[1].b());
  return visit_dtype(a.in[0].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    if constexpr (!std::is_floating_point_v<T>) return nullptr;
    else
      return make_kernel(parts, [=](int part, const RunArgs& r) {
        const Range range = part_range(lines, parts, part);
        std::vector<std::complex<double>> x(static_cast<size_t>(n)), y(static_cast<size_t>(n));
        for (int64_t line = range.begin; line < range.end; ++line) {
          const int64_t base = (line / inner * n * inner + line % inner) * 2;
          const T* from = r.i<T>(0) + base;
          T* to = r.o<T>() + base;
          for (size_t j = 0; j < x.size(); ++j, from += 2 * inner) x[j] = {static_cast<double>(from[0]), static_cast<double>(from[1])};
          transform->run(x.data(), y.data());
          for (size_t j = 0; j < y.size(); ++j, to += 2 * inner) {
            to[0] = static_cast<T>(y[j].real());
            to[1] = static_cast<T>(y[j].imag());
          }
        }
      });
  });
}

Tensor lines(const Tensor& x, int64_t dim, bool inverse) {
  const Tensor in[] = {x};
  const Value attr[] = {dim, inverse};
  return call1(TL_OP("fft_lines"), in, attr);
}
/// The transpose of a Fourier matrix over pairs of real numbers is the matrix of the other direction.
void vjp_lines(const VjpContext& c) { c.set(0, lines(c.grad(), c.attr(0).i(), !c.attr(1).b())); }

/// `more`: dimensions beside those of the signal, for the pairs of complex numbers.
void check_signal(const char* op, const Tensor& x, int64_t signal_ndim, int64_t more) {
  TL_CHECK(signal_ndim >= 1 && signal_ndim <= 3, value, op, "expected signal_ndim to be 1, 2, or 3, but got ", signal_ndim);
  TL_CHECK(x.is_floating_point(), type, op, "expected a tensor of floating point type, but got input of type ", x.dtype());
  TL_CHECK(x.dim() >= signal_ndim + more, shape, op, "given signal_ndim=", signal_ndim, ", expected an input tensor of at least ", signal_ndim + more, "D, but got input ",
           x.sizes());
}
void check_pairs(const char* op, const Tensor& x) {
  TL_CHECK(x.size(-1) == 2, shape, op, "expected an input tensor with a last dimension of size 2 representing real + imaginary components, but got input ",
           x.sizes());
}
/// Product of the signal's sizes: dims [first, last).
double elements(const Tensor& x, int64_t first, int64_t last) {
  double n = 1;
  for (int64_t d = first; d < last; ++d) n *= static_cast<double>(x.size(d));
  return n;
}
Tensor scaled(const Tensor& x, double factor) { return factor == 1 ? x : x * factor; }

Tensor complex_transform(const char* op, const Tensor& input, int64_t signal_ndim, bool normalized, bool inverse) {
  check_signal(op, input, signal_ndim, 1);
  check_pairs(op, input);
  const int64_t end = input.dim() - 1, begin = end - signal_ndim;
  const double n = elements(input, begin, end);
  Tensor x = input;
  for (int64_t d = end - 1; d >= begin; --d) x = lines(x, d, inverse);
  return scaled(x, normalized ? 1 / std::sqrt(n) : inverse ? 1 / n : 1);
}

Tensor real_transform(const Tensor& input, int64_t signal_ndim, bool normalized, bool onesided) {
  check_signal("rfft", input, signal_ndim, 0);
  const int64_t end = input.dim(), begin = end - signal_ndim;
  const double n = elements(input, begin, end);
  const Tensor pair[] = {input, zeros_like(input)};
  Tensor x = lines(stack(pair, -1), end - 1, false);
  if (onesided) x = narrow(x, end - 1, 0, input.size(-1) / 2 + 1);
  for (int64_t d = end - 2; d >= begin; --d) x = lines(x, d, false);
  return scaled(x, normalized ? 1 / std::sqrt(n) : 1);
}

/// The other half of the spectrum is implied: its bins count twice, but for the first one and, when n is even, the middle one.
Tensor weights_of_half(int64_t half, int64_t n, const TensorOptions& options) {
  std::vector<double> w(static_cast<size_t>(half), 2.0);
  w[0] = 1;
  if (n % 2 == 0 && half == n / 2 + 1) w.back() = 1;
  return tl::tensor(w, kDouble).to(options.dtype()).to(options.device()).unsqueeze(-1);
}

Tensor real_inverse(const Tensor& input, int64_t signal_ndim, bool normalized, bool onesided, const Value::Ints* signal_sizes) {
  check_signal("irfft", input, signal_ndim, 1);
  check_pairs("irfft", input);
  const int64_t end = input.dim() - 1, begin = end - signal_ndim;
  int64_t n = onesided ? 2 * (input.size(end - 1) - 1) : input.size(end - 1);
  if (signal_sizes) {
    TL_CHECK(static_cast<int64_t>(signal_sizes->size()) == signal_ndim, value, "irfft", "expected signal_sizes to be of length signal_ndim=", signal_ndim,
             ", but got signal_sizes ", *signal_sizes);
    n = signal_sizes->back();
    for (int64_t d = 0; d < signal_ndim; ++d) {
      const int64_t want = (*signal_sizes)[static_cast<size_t>(d)], have = input.size(begin + d);
      TL_CHECK(d + 1 == signal_ndim && onesided ? want / 2 + 1 == have : want == have, shape, "irfft", "signal_sizes ", *signal_sizes,
               " do not fit input ", input.sizes(), onesided ? " with onesided=true" : " with onesided=false");
    }
  }
  TL_CHECK(n > 0, shape, "irfft", "the last signal dimension of input ", input.sizes(), " leaves an empty signal; give signal_sizes");
  Tensor x = input;
  for (int64_t d = begin; d < end - 1; ++d) x = lines(x, d, true);
  const int64_t half = n / 2 + 1;
  x = narrow(x, end - 1, 0, half) * weights_of_half(half, n, x.options());
  x = constant_pad_nd(x, {0, 0, 0, n - half});
  const Tensor y = select(lines(x, end - 1, true), -1, 0);
  const double total = elements(y, begin, end);
  return scaled(y, normalized ? 1 / std::sqrt(total) : 1 / total);
}

Tensor short_time(const Tensor& input, int64_t n_fft, int64_t hop, int64_t length, const Tensor& window, bool center, const std::string& mode, bool normalized,
                  bool onesided) {
  const char* op = "stft";
  TL_CHECK(input.is_floating_point(), type, op, "expected a tensor of floating point values, but got ", input.dtype());
  TL_CHECK(input.dim() == 1 || input.dim() == 2, shape, op, "expected a 1D or 2D tensor, but got input ", input.sizes());
  Tensor x = input.dim() == 1 ? unsqueeze(input, 0) : input;
  if (center) x = border(op, x, 1, n_fft / 2, n_fft / 2, mode);
  TL_CHECK(n_fft > 0 && n_fft <= x.size(1), value, op, "expected 0 < n_fft <= ", x.size(1), ", but got n_fft=", n_fft);
  TL_CHECK(hop > 0, value, op, "expected hop_length > 0, but got hop_length=", hop);
  TL_CHECK(length > 0 && length <= n_fft, value, op, "expected 0 < win_length <= n_fft, but got win_length=", length);
  TL_CHECK(!window.defined() || (window.dim() == 1 && window.size(0) == length), shape, op, "expected a 1D window tensor of size equal to win_length=",
           length, ", but got window with size ", window.defined() ? sizes_of(window) : DimVector());
  const Tensor in[] = {x};
  const Value attr[] = {int64_t{1}, n_fft, hop};
  Tensor frames = call1(TL_OP("unfold"), in, attr);  // batch × frames × n_fft
  if (window.defined() || length < n_fft) {
    Tensor w = window.defined() ? window : ones({length}, x.options());
    if (length < n_fft) w = constant_pad_nd(w, {(n_fft - length) / 2, n_fft - length - (n_fft - length) / 2});
    frames = frames * w;
  }
  const Tensor y = transpose(real_transform(frames, 1, normalized, onesided), 1, 2);
  return input.dim() == 1 ? squeeze(y, 0) : y;
}

}  // namespace

Tensor border(const char* op, const Tensor& x, int64_t dim, int64_t before, int64_t after, const std::string& mode) {
  TL_CHECK(mode == "reflect" || mode == "replicate" || mode == "circular", not_implemented, op, "there is no padding mode \"", mode,
           "\"; use reflect, replicate or circular");
  const int64_t n = x.size(dim);
  TL_CHECK(mode != "reflect" || (before < n && after < n), shape, op, "a reflected border (", before, ", ", after, ") must be smaller than the size ", n);
  TL_CHECK(n > 0 || (before <= 0 && after <= 0), shape, op, "an empty dimension has no entries to make a border of: input ", x.sizes());
  int64_t width = 0, all = 0;
  TL_CHECK(!__builtin_add_overflow(before, after, &width) && !__builtin_add_overflow(n, width, &all), shape, op, "a border (", before, ", ", after,
           ") around ", n, " entries is larger than any tensor can be");
  TL_CHECK(before >= -n && after >= -n && all >= 0, shape, op, "a border (", before, ", ", after, ") takes away more than the ", n, " entries that are there");
  const Tensor index = empty({all}, kLong);
  int64_t* at = index.data_ptr<int64_t>();
  for (int64_t k = 0; k < all; ++k) {
    const int64_t i = k - before;
    if (mode == "reflect") at[k] = i < 0 ? -i : i >= n ? 2 * n - 2 - i : i;
    else if (mode == "circular") at[k] = (i % n + n) % n;
    else at[k] = std::min(std::max<int64_t>(i, 0), n - 1);
  }
  return index_select(x, dim, x.is_meta() ? index : index.to(x.device()));
}

void register_spectral() {
  using enum ArgKind;
  add({.name = "fft_lines", .category = "Spectral", .doc = "Fourier transform of the lines along one dimension, not normalised.",
       .args = {{"input"}, {"dim", integer}, {"inverse", boolean, false}}, .infer = infer_lines, .vjp = vjp_lines, .traits = hidden, .cpu = prepare_lines,
       .samples = [] {
         return Samples{{{sample_tensor({2, 5, 2}), 1}}, {{sample_tensor({4, 3, 2}), 0, true}}, {{sample_tensor({67, 2}), 0}}};
       }});
  const std::vector<ArgDef> complex_args = {{"input"}, {"signal_ndim", integer}, {"normalized", boolean, false}};
  const auto samples = [] {
    return Samples{{{sample_tensor({3, 4, 2}), 1}}, {{sample_tensor({2, 3, 5, 2}), 2, true}}, {{sample_tensor({2, 3, 2, 2}), 3}}};
  };
  define_composite("fft", "Spectral", "Discrete Fourier transform over the last 1 to 3 dimensions before the pairs (real, imaginary).", complex_args,
                   [](const OpCall& c) { return one(complex_transform("fft", c.in[0], c.i(0), c.b(1), false)); }, samples);
  define_composite("ifft", "Spectral", "The inverse of fft: divided by the number of elements, or by its root when normalized.", complex_args,
                   [](const OpCall& c) { return one(complex_transform("ifft", c.in[0], c.i(0), c.b(1), true)); }, samples);
  define_composite("rfft", "Spectral", "Fourier transform of a real signal; onesided leaves out the half that symmetry implies.",
                   {{"input"}, {"signal_ndim", integer}, {"normalized", boolean, false}, {"onesided", boolean, true}},
                   [](const OpCall& c) { return one(real_transform(c.in[0], c.i(0), c.b(1), c.b(2))); },
                   [] { return Samples{{{sample_tensor({3, 5}), 1}}, {{sample_tensor({4, 6}), 2, true}}, {{sample_tensor({2, 3, 4}), 3, false, false}}}; });
  define_composite("irfft", "Spectral", "The inverse of rfft: a real signal of signal_sizes, by default of even length.",
                   {{"input"}, {"signal_ndim", integer}, {"normalized", boolean, false}, {"onesided", boolean, true}, {"signal_sizes", ints, {}, true}},
                   [](const OpCall& c) { return one(real_inverse(c.in[0], c.i(0), c.b(1), c.b(2), c.has(3) && !c.ints(3).empty() ? &c.ints(3) : nullptr)); },
                   [] {
                     return Samples{{{sample_tensor({3, 4, 2}), 1}},
                                    {{sample_tensor({4, 3, 2}), 2, true, true, Value::Ints{4, 5}}},
                                    {{sample_tensor({2, 5, 2}), 1, false, false}}};
                   });
  define_composite("stft", "Spectral", "Fourier transforms of overlapping windowed frames: batch × frequencies × frames × 2.",
                   {{"input"}, {"n_fft", integer}, {"hop_length", integer, {}, true}, {"win_length", integer, {}, true}, {"window", optional_tensor},
                    {"center", boolean, true}, {"pad_mode", text, "reflect"}, {"normalized", boolean, false}, {"onesided", boolean, true}},
                   [](const OpCall& c) {
                     const int64_t n = c.i(0);
                     const Tensor window = c.in.size() > 1 ? c.in[1] : Tensor();
                     return one(short_time(c.in[0], n, c.has(1) ? c.i(1) : n / 4, c.has(2) ? c.i(2) : n, window, c.b(3), c.attr[4].to_string(), c.b(5), c.b(6)));
                   },
                   [] {
                     return Samples{{{sample_tensor({12}), 4}}, {{sample_tensor({2, 9}), 6, 2, 4, sample_tensor({4}, 3), false, "reflect", true, false}}};
                   });
}
}  // namespace ops

namespace manual {
Tensor fft(const Tensor& input, int64_t signal_ndim, bool normalized) { return ops::complex_transform("fft", input, signal_ndim, normalized, false); }
Tensor ifft(const Tensor& input, int64_t signal_ndim, bool normalized) { return ops::complex_transform("ifft", input, signal_ndim, normalized, true); }
Tensor rfft(const Tensor& input, int64_t signal_ndim, bool normalized, bool onesided) {
  return ops::real_transform(input, signal_ndim, normalized, onesided);
}
Tensor irfft(const Tensor& input, int64_t signal_ndim, bool normalized, bool onesided, IntArrayRef signal_sizes) {
  const Value::Ints sizes(signal_sizes.begin(), signal_sizes.end());
  return ops::real_inverse(input, signal_ndim, normalized, onesided, sizes.empty() ? nullptr : &sizes);
}
Tensor stft(const Tensor& input, int64_t n_fft, std::optional<int64_t> hop_length, std::optional<int64_t> win_length, const Tensor& window, bool center,
            const std::string& pad_mode, bool normalized, bool onesided) {
  return ops::short_time(input, n_fft, hop_length.value_or(n_fft / 4), win_length.value_or(n_fft), window, center, pad_mode, normalized, onesided);
}
}  // namespace manual
}  // namespace tl
