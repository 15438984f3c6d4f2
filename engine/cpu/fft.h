// SPDX-License-Identifier: Apache-2.0
// Discrete Fourier transforms of complex lines on the CPU: KISS FFT for small prime factors, Bluestein's chirp for the others.
#pragma once
#include <complex>
#include <cstddef>
#include <memory>

namespace tl::cpu {

/// One length and direction, unnormalised: y[k] = Σ x[j]·exp(∓2πi·jk/n), minus when forward. O(n log n) for every n ≥ 1; computed in float64.
/// `run` may be called by several threads at once.
class Fourier {
 public:
  Fourier(size_t n, bool inverse);
  ~Fourier();
  Fourier(const Fourier&) = delete;
  Fourier& operator=(const Fourier&) = delete;
  /// `x` and `y` hold n numbers each and do not overlap.
  void run(const std::complex<double>* x, std::complex<double>* y) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tl::cpu
