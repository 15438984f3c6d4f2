// SPDX-License-Identifier: Apache-2.0
// Factories and draws of engine/ops/out_variants.h.
#include "engine/ops/factories.h"
#include "engine/ops/functions.h"
#include "engine/ops/out.h"
#include "engine/ops/out_variants.h"
#include "engine/ops/sampling.h"

namespace tl {
using ops::OutCall;
namespace {
using Format = std::optional<MemoryFormat>;

Format format_for(const Tensor& t, Format format) { return format == MemoryFormat::Preserve ? t.suggest_memory_format() : format; }
}  // namespace

// Nothing is written here, so out may take new memory whose strides are those asked for.
Tensor& empty_out(Tensor& out, IntArrayRef size, Format format) {
  OutCall call("empty", {&out}, {});
  return format ? out.set_(empty(size, call.options().memory_format(format))) : call.shaped(size);
}
Tensor& empty_strided_out(Tensor& out, IntArrayRef size, IntArrayRef stride) {
  OutCall call("empty_strided", {&out}, {});
  return out.set_(empty_strided(size, stride, call.options()));
}

Tensor& zeros_out(Tensor& out, IntArrayRef size) { return OutCall("zeros", {&out}, {}).shaped(size).zero_(); }
Tensor& ones_out(Tensor& out, IntArrayRef size) { return OutCall("ones", {&out}, {}).shaped(size).fill_(1); }
Tensor& full_out(Tensor& out, IntArrayRef size, const Scalar& value) { return OutCall("full", {&out}, {}).shaped(size).fill_(value); }
Tensor& eye_out(Tensor& out, int64_t n, int64_t m) {
  OutCall call("eye", {&out}, {});
  return call.same(eye(n, m, call.options()));
}
Tensor& eye_out(Tensor& out, int64_t n) { return eye_out(out, n, n); }
Tensor& arange_out(Tensor& out, const Scalar& start, const Scalar& end, const Scalar& step) {
  OutCall call("arange", {&out}, {});
  return call.same(arange(start, end, step, call.options()));
}
Tensor& arange_out(Tensor& out, const Scalar& end) { return arange_out(out, 0, end, 1); }
Tensor& range_out(Tensor& out, const Scalar& start, const Scalar& end, const Scalar& step) {
  OutCall call("range", {&out}, {});
  return call.same(range(start, end, step, call.options()));
}
Tensor& linspace_out(Tensor& out, const Scalar& start, const Scalar& end, int64_t steps) {
  OutCall call("linspace", {&out}, {});
  return call.same(linspace(start, end, steps, call.options()));
}
Tensor& logspace_out(Tensor& out, const Scalar& start, const Scalar& end, int64_t steps, double base) {
  OutCall call("logspace", {&out}, {});
  return call.same(logspace(start, end, steps, base, call.options()));
}
#define TL_OUT(name)                                                                    \
  Tensor& name##_indices_out(Tensor& out, int64_t row, int64_t col, int64_t offset) {   \
    OutCall call(#name "_indices", {&out}, {});                                         \
    return call.same(name##_indices(row, col, offset, call.options()));                 \
  }
TL_OUT(tril) TL_OUT(triu)
#undef TL_OUT
Tensor& sparse_coo_tensor_out(Tensor& out, IntArrayRef size) {
  OutCall call("sparse_coo_tensor", {&out}, {});
  return call.same(sparse_coo_tensor(size, call.options()));
}
#define TL_OUT(name)                                                                    \
  Tensor& name##_window_out(Tensor& out, int64_t window_length, bool periodic) {        \
    OutCall call(#name "_window", {&out}, {});                                          \
    return call.same(name##_window(window_length, periodic, call.options()));           \
  }
TL_OUT(bartlett) TL_OUT(blackman) TL_OUT(hann) TL_OUT(hamming)
#undef TL_OUT
Tensor& hamming_window_out(Tensor& out, int64_t window_length, bool periodic, double alpha, double beta) {
  OutCall call("hamming_window", {&out}, {});
  return call.same(hamming_window(window_length, periodic, alpha, beta, call.options()));
}

// ---- the sizes of another tensor
Tensor& empty_like_out(Tensor& out, const Tensor& t, Format format) { return empty_out(out, t.sizes(), format_for(t, format)); }
Tensor& zeros_like_out(Tensor& out, const Tensor& t, Format) { return OutCall("zeros_like", {&out}, {t}).shaped(t.sizes()).zero_(); }
Tensor& ones_like_out(Tensor& out, const Tensor& t, Format) { return OutCall("ones_like", {&out}, {t}).shaped(t.sizes()).fill_(1); }
Tensor& full_like_out(Tensor& out, const Tensor& t, const Scalar& value, Format) {
  return OutCall("full_like", {&out}, {t}).shaped(t.sizes()).fill_(value);
}
Tensor& rand_like_out(Tensor& out, const Tensor& t, Format) { return OutCall("rand_like", {&out}, {t}).shaped(t.sizes()).uniform_(); }
Tensor& randn_like_out(Tensor& out, const Tensor& t, Format) { return OutCall("randn_like", {&out}, {t}).shaped(t.sizes()).normal_(); }
Tensor& randint_like_out(Tensor& out, const Tensor& t, int64_t low, int64_t high, Format) {
  return OutCall("randint_like", {&out}, {t}).shaped(t.sizes()).random_(low, high);
}
Tensor& randint_like_out(Tensor& out, const Tensor& t, int64_t high, Format format) { return randint_like_out(out, t, 0, high, format); }
Tensor& new_empty_out(Tensor& out, const Tensor&, IntArrayRef size) { return empty_out(out, size); }
Tensor& new_zeros_out(Tensor& out, const Tensor&, IntArrayRef size) { return zeros_out(out, size); }
Tensor& new_ones_out(Tensor& out, const Tensor&, IntArrayRef size) { return ones_out(out, size); }
Tensor& new_full_out(Tensor& out, const Tensor&, IntArrayRef size, const Scalar& value) { return full_out(out, size, value); }

// ---- draws
Tensor& rand_out(Tensor& out, IntArrayRef size, Generator* g) { return OutCall("rand", {&out}, {}).shaped(size).uniform_(0, 1, g); }
Tensor& randn_out(Tensor& out, IntArrayRef size, Generator* g) { return OutCall("randn", {&out}, {}).shaped(size).normal_(0, 1, g); }
Tensor& randint_out(Tensor& out, int64_t low, int64_t high, IntArrayRef size, Generator* g) {
  return OutCall("randint", {&out}, {}).shaped(size).random_(low, high, g);
}
Tensor& randint_out(Tensor& out, int64_t high, IntArrayRef size, Generator* g) { return randint_out(out, 0, high, size, g); }
Tensor& randperm_out(Tensor& out, int64_t n, Generator* g) {
  OutCall call("randperm", {&out}, {});
  return call.same(randperm(n, g, call.options()));
}
Tensor& bernoulli_out(Tensor& out, const Tensor& x, Generator* g) {
  OutCall call("bernoulli", {&out}, {x});
  // Out may be of any type, and in the memory of the probabilities.
  return call.same(empty(x.sizes(), call.options()).bernoulli_(x, g));
}
Tensor& bernoulli_out(Tensor& out, const Tensor& x, double p, Generator* g) { return OutCall("bernoulli", {&out}, {x}).same(x.bernoulli(p, g)); }
Tensor& bernoulli_out(Tensor& out, const Tensor& x, const Tensor& p, Generator* g) {
  return OutCall("bernoulli", {&out}, {x, p}).same(empty_like(x).bernoulli_(p, g));
}
Tensor& multinomial_out(Tensor& out, const Tensor& x, int64_t num_samples, bool replacement, Generator* g) {
  return OutCall("multinomial", {&out}, {x}).same(multinomial(x, num_samples, replacement, g));
}
Tensor& normal_out(Tensor& out, const Tensor& mean, double std, Generator* g) { return OutCall("normal", {&out}, {mean}).cast(normal(mean, std, g)); }
Tensor& normal_out(Tensor& out, double mean, const Tensor& std, Generator* g) { return OutCall("normal", {&out}, {std}).cast(normal(mean, std, g)); }
Tensor& normal_out(Tensor& out, const Tensor& mean, const Tensor& std, Generator* g) {
  return OutCall("normal", {&out}, {mean, std}).cast(normal(mean, std, g));
}
Tensor& normal_out(Tensor& out, double mean, double std, IntArrayRef size, Generator* g) {
  return OutCall("normal", {&out}, {}).shaped(size).normal_(mean, std, g);
}
Tensor& poisson_out(Tensor& out, const Tensor& x, Generator* g) { return OutCall("poisson", {&out}, {x}).same(poisson(x, g)); }

}  // namespace tl
