// SPDX-License-Identifier: Apache-2.0
#include "engine/ops/sobol.h"

#include <bit>
#include <iterator>
#include <string_view>

#include "engine/core/error.h"
#include "engine/core/generator.h"
#include "engine/ops/fill_each.h"

namespace tl::quasirandom {
namespace {
#include "engine/ops/sobol_numbers.inc"
static_assert(std::size(polynomials) + 1 == static_cast<size_t>(SobolEngine::max_dimension));

/// Reads `directions` from the start, a number of bits at a time.
class Bits {
 public:
  uint32_t take(int count) {
    uint32_t v = 0;
    for (int i = 0; i < count; ++i, ++at_) {
      const char c = directions[at_ / 6];
      const int six = c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'Z' ? c - 'A' + 10 : c >= 'a' && c <= 'z' ? c - 'a' + 36 : c == '+' ? 62 : 63;
      v = v << 1 | (static_cast<uint32_t>(six) >> (5 - at_ % 6) & 1u);
    }
    return v;
  }

 private:
  size_t at_ = 0;
};
}  // namespace

SobolEngine::SobolEngine(int64_t dimension, bool scramble, std::optional<uint64_t> seed)
    : dimension_(dimension), scramble_(scramble) {
  TL_CHECK(dimension >= 1 && dimension <= max_dimension, value, "SobolEngine", "supported range of dimensionality for SobolEngine is [1, ", max_dimension,
           "], but got ", dimension);
  make_directions();
  first_.assign(static_cast<size_t>(dimension), 0);
  if (scramble) {
    Generator entropy;
    this->scramble(seed ? *seed : entropy.seed());
  }
  point_ = first_;
}

void SobolEngine::make_directions() {
  directions_.resize(static_cast<size_t>(dimension_) * bits);
  for (int j = 0; j < bits; ++j) directions_[static_cast<size_t>(j)] = 1u << (bits - 1 - j);
  Bits stored;
  for (size_t d = 1; d < static_cast<size_t>(dimension_); ++d) {
    const uint32_t polynomial = polynomials[d - 1];
    const int degree = std::bit_width(polynomial) - 1;
    uint32_t m[bits];
    for (int j = 0; j < degree; ++j) m[j] = stored.take(j) << 1 | 1u;
    for (int j = degree; j < bits; ++j) {  // the recurrence that the polynomial stands for
      m[j] = m[j - degree];
      for (int k = 1; k <= degree; ++k)
        if (polynomial >> (degree - k) & 1u) m[j] ^= m[j - k] << k;
    }
    for (int j = 0; j < bits; ++j) directions_[d * bits + static_cast<size_t>(j)] = m[j] << (bits - 1 - j);
  }
}

/// Draws all shifts first, then the matrices: the order of the reference, so that a seed gives its points.
void SobolEngine::scramble(uint64_t seed) {
  Generator g(seed);
  for (uint32_t& shift : first_)
    for (int j = 0; j < bits; ++j) shift |= (g.random() & 1u) << j;
  for (size_t d = 0; d < static_cast<size_t>(dimension_); ++d) {
    uint32_t row[bits];  // of the matrix: column k at bit `bits - 1 - k`
    for (int i = 0; i < bits; ++i) {
      row[i] = 0;
      for (int k = 0; k < bits; ++k) {
        const uint32_t bit = g.random() & 1u;
        if (k < i) row[i] |= bit << (bits - 1 - k);
      }
      row[i] |= 1u << (bits - 1 - i);
    }
    for (int j = 0; j < bits; ++j) {
      uint32_t& v = directions_[d * bits + static_cast<size_t>(j)];
      uint32_t mixed = 0;
      for (int i = 0; i < bits; ++i) mixed |= (static_cast<uint32_t>(std::popcount(row[i] & v)) & 1u) << (bits - 1 - i);
      v = mixed;
    }
  }
}

void SobolEngine::step() {
  const int zero = std::countr_one(static_cast<uint64_t>(generated_));
  TL_CHECK(zero < bits, value, "SobolEngine", "all 2^", bits, " points were drawn");
  for (size_t d = 0; d < point_.size(); ++d) point_[d] ^= directions_[d * bits + static_cast<size_t>(zero)];
  ++generated_;
}

Tensor SobolEngine::draw(int64_t n, std::optional<ScalarType> dtype) {
  TL_CHECK(n >= 0, value, "SobolEngine.draw", "n must not be negative, but is ", n);
  const ScalarType type = dtype.value_or(default_dtype());
  TL_CHECK(is_floating_point(type), type, "SobolEngine.draw", "points are floating point, not ", type);
  Tensor out = empty_tensor({n, dimension_}, type);
  ops::fill_each(out, [&](int64_t i) {
    if (i % dimension_ == 0) step();
    return static_cast<double>(point_[static_cast<size_t>(i % dimension_)]) / static_cast<double>(1u << bits);
  });
  return out;
}

SobolEngine& SobolEngine::fast_forward(int64_t n) {
  TL_CHECK(n >= 0, value, "SobolEngine.fast_forward", "n must not be negative, but is ", n);
  for (int64_t i = 0; i < n; ++i) step();
  return *this;
}

SobolEngine& SobolEngine::reset() {
  point_ = first_;
  generated_ = 0;
  return *this;
}

}  // namespace tl::quasirandom
