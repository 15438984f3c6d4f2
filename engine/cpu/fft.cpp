// SPDX-License-Identifier: Apache-2.0
#include "engine/cpu/fft.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wextra"
#endif
#include <kissfft/kissfft.hh>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

namespace tl::cpu {
namespace {
using Complex = std::complex<double>;

size_t largest_prime_factor(size_t n) {
  size_t largest = 1;
  for (size_t p = 2; p * p <= n; ++p)
    while (n % p == 0) {
      largest = p;
      n /= p;
    }
  return n > 1 ? std::max(largest, n) : largest;
}

/// exp(∓2πi·k/n) with k reduced first, so that the angle stays exact for any k.
Complex root(size_t k, size_t n, bool inverse) {
  const double angle = 2 * M_PI * static_cast<double>(k % n) / static_cast<double>(n);
  return {std::cos(angle), inverse ? std::sin(angle) : -std::sin(angle)};
}
}  // namespace

// KISS FFT spends O(n·p) on a prime factor p. From some p on the transform is a convolution with a chirp instead: jk = (j² + k² − (k−j)²)/2.
struct Fourier::Impl {
  size_t n, wide = 0;                    // wide: power of two that holds the convolution; 0 = direct
  bool inverse;
  std::vector<Complex> chirp, spectrum;  // exp(∓πi·j²/n); the transformed conjugate chirp, already divided by `wide`
  static constexpr size_t largest_direct_factor = 61;

  Impl(size_t length, bool inv) : n(length), inverse(inv) {
    if (largest_prime_factor(n) <= largest_direct_factor) return;
    wide = 1;
    while (wide < 2 * n - 1) wide *= 2;
    chirp.resize(n);
    for (size_t j = 0, square = 0; j < n; square = (square + 2 * j + 1) % (2 * n), ++j) chirp[j] = root(square, 2 * n, inverse);
    std::vector<Complex> filter(wide);
    for (size_t j = 0; j < n; ++j) filter[j] = filter[(wide - j) % wide] = std::conj(chirp[j]);
    spectrum.resize(wide);
    kissfft<double>(wide, false).transform(filter.data(), spectrum.data());
    for (Complex& c : spectrum) c /= static_cast<double>(wide);
  }
};

Fourier::Fourier(size_t n, bool inverse) : impl_(std::make_unique<Impl>(n, inverse)) {}
Fourier::~Fourier() = default;

void Fourier::run(const Complex* x, Complex* y) const {
  const Impl& f = *impl_;
  // The plan holds scratch memory, so each thread keeps its own of the last length and direction.
  struct Kept {
    size_t n = 0;
    std::optional<kissfft<double>> forward, backward;
  };
  thread_local Kept kept;
  const size_t n = f.wide ? f.wide : f.n;
  if (kept.n != n) kept = Kept{n, {}, {}};
  const auto plan = [&](bool inverse) -> kissfft<double>& {
    auto& slot = inverse ? kept.backward : kept.forward;
    if (!slot) slot.emplace(n, inverse);
    return *slot;
  };
  if (!f.wide) {
    plan(f.inverse).transform(x, y);
    return;
  }
  std::vector<Complex> a(f.wide), b(f.wide);
  for (size_t j = 0; j < f.n; ++j) a[j] = x[j] * f.chirp[j];
  plan(false).transform(a.data(), b.data());
  for (size_t j = 0; j < f.wide; ++j) b[j] *= f.spectrum[j];
  plan(true).transform(b.data(), a.data());
  for (size_t j = 0; j < f.n; ++j) y[j] = a[j] * f.chirp[j];
}

}  // namespace tl::cpu
