// SPDX-License-Identifier: Apache-2.0
// Methods of Tensor that sort, count and transform, and those that make new tensors like this one.
#include "engine/core/error.h"
#include "engine/ops/functions.h"
#include "engine/ops/sort.h"
#include "engine/ops/spectral.h"
#include "engine/ops/write_back.h"

namespace tl {
namespace {
using Two = std::tuple<Tensor, Tensor>;
using Maybe = const std::optional<bool>&;

TensorOptions like(const Tensor& t, const TensorOptions& o) {
  TensorOptions out = o;
  if (!o.has_dtype()) out = out.dtype(t.dtype());
  if (!o.has_device()) out = out.device(t.device());
  return out;
}
Tensor& cumulate(const char* op, Tensor& self, const Tensor& result, std::optional<ScalarType> dtype) {
  TL_CHECK(!dtype || *dtype == self.dtype(), type, op, "the tensor is ", self.dtype(), " and cannot hold a result of type ", *dtype);
  return self.copy_(result);
}
}  // namespace

Two Tensor::sort(int64_t dim, bool descending) const { return tl::sort(*this, dim, descending); }
Two Tensor::sort(Maybe, int64_t dim, bool descending) const { return tl::sort(*this, dim, descending); }
Tensor Tensor::argsort(int64_t dim, bool descending) const { return tl::argsort(*this, dim, descending); }
Two Tensor::topk(int64_t k, int64_t dim, bool largest, bool sorted) const { return tl::topk(*this, k, dim, largest, sorted); }
Two Tensor::kthvalue(int64_t k, int64_t dim, bool keepdim) const { return tl::kthvalue(*this, k, dim, keepdim); }
Tensor Tensor::median() const { return tl::median(*this); }
Two Tensor::median(int64_t dim, bool keepdim) const { return tl::median(*this, dim, keepdim); }
Two Tensor::mode(int64_t dim, bool keepdim) const { return tl::mode(*this, dim, keepdim); }
std::tuple<Tensor, Tensor, Tensor> Tensor::unique(bool sorted, bool inverse, bool counts, std::optional<int64_t> dim) const {
  return dim ? unique_dim(*this, *dim, sorted, inverse, counts) : _unique2(*this, sorted, inverse, counts);
}
Tensor Tensor::bincount(const Tensor& weights, int64_t minlength) const { return tl::bincount(*this, weights, minlength); }
Tensor Tensor::histc(int64_t bins, const Scalar& min, const Scalar& max) const { return tl::histc(*this, bins, min, max); }
Tensor Tensor::nonzero() const { return tl::nonzero(*this); }

Tensor Tensor::fft(int64_t ndim, bool normalized) const { return manual::fft(*this, ndim, normalized); }
Tensor Tensor::ifft(int64_t ndim, bool normalized) const { return manual::ifft(*this, ndim, normalized); }
Tensor Tensor::rfft(int64_t ndim, bool normalized, bool onesided) const { return manual::rfft(*this, ndim, normalized, onesided); }
Tensor Tensor::irfft(int64_t ndim, bool normalized, bool onesided, IntArrayRef sizes) const {
  return manual::irfft(*this, ndim, normalized, onesided, sizes);
}
Tensor stft(const Tensor& x, int64_t n_fft, std::optional<int64_t> hop, std::optional<int64_t> length, const Tensor& window, bool center,
            const std::string& pad_mode, bool normalized, Maybe onesided, Maybe return_complex) {
  TL_CHECK(!return_complex.value_or(false), not_implemented, "stft", "there are no complex types; without return_complex the numbers are pairs in a last dimension");
  const bool zeros = center && pad_mode == "constant";
  const Tensor bordered = zeros ? constant_pad_nd(x, {n_fft / 2, n_fft / 2}) : x;
  return manual::stft(bordered, n_fft, hop, length, window, center && !zeros, pad_mode, normalized, onesided.value_or(true));
}
Tensor stft(const Tensor& x, int64_t n_fft, std::optional<int64_t> hop, std::optional<int64_t> length, const Tensor& window, bool center,
            const char* pad_mode, bool normalized, Maybe onesided, Maybe return_complex) {
  return stft(x, n_fft, hop, length, window, center, std::string(pad_mode), normalized, onesided, return_complex);
}
Tensor stft(const Tensor& x, int64_t n_fft, std::optional<int64_t> hop, std::optional<int64_t> length, const Tensor& window, bool normalized,
            Maybe onesided, Maybe return_complex) {
  return stft(x, n_fft, hop, length, window, false, "constant", normalized, onesided, return_complex);
}
Tensor Tensor::stft(int64_t n_fft, std::optional<int64_t> hop, std::optional<int64_t> length, const Tensor& window, bool normalized, Maybe onesided,
                    Maybe return_complex) const {
  return tl::stft(*this, n_fft, hop, length, window, normalized, onesided, return_complex);
}
Tensor Tensor::stft(int64_t n_fft, std::optional<int64_t> hop, std::optional<int64_t> length, const Tensor& window, bool center,
                    const std::string& pad_mode, bool normalized, Maybe onesided, Maybe return_complex) const {
  return tl::stft(*this, n_fft, hop, length, window, center, pad_mode, normalized, onesided, return_complex);
}
Tensor Tensor::stft(int64_t n_fft, std::optional<int64_t> hop, std::optional<int64_t> length, const Tensor& window, bool center,
                    const char* pad_mode, bool normalized, Maybe onesided, Maybe return_complex) const {
  return tl::stft(*this, n_fft, hop, length, window, center, pad_mode, normalized, onesided, return_complex);
}

Tensor& Tensor::cumsum_(int64_t dim, std::optional<ScalarType> t) const { return cumulate("cumsum_", self(), tl::cumsum(clone(), dim, t), t); }
Tensor& Tensor::cumprod_(int64_t dim, std::optional<ScalarType> t) const { return cumulate("cumprod_", self(), tl::cumprod(clone(), dim, t), t); }
Tensor& addmv_(Tensor& x, const Tensor& mat, const Tensor& vec, const Scalar& beta, const Scalar& alpha) { return x.addmv_(mat, vec, beta, alpha); }

Tensor Tensor::new_empty(IntArrayRef size, const TensorOptions& o) const { return tl::empty(size, like(*this, o)); }
Tensor Tensor::new_full(IntArrayRef size, const Scalar& value, const TensorOptions& o) const { return tl::full(size, value, like(*this, o)); }
Tensor Tensor::new_zeros(IntArrayRef size, const TensorOptions& o) const { return tl::zeros(size, like(*this, o)); }
Tensor Tensor::new_ones(IntArrayRef size, const TensorOptions& o) const { return tl::ones(size, like(*this, o)); }
Tensor Tensor::new_tensor(const Tensor& data, const TensorOptions& o) const {
  return data.detach().to(like(*this, o), false, true).set_requires_grad(o.requires_grad());
}
Tensor Tensor::new_tensor(const detail::TensorInit& data, const TensorOptions& o) const { return tensor(data, like(*this, o)); }

}  // namespace tl
