// SPDX-License-Identifier: Apache-2.0
// Fourier transforms against the defining sum, for lengths of every kind; shapes and errors as documented.
#include "engine/ops/spectral.h"

#include <cmath>
#include <complex>

#include "engine/core/pool.h"
#include "engine/ops/functions.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace tl;

namespace {
/// The sum of the definition, over one line of pairs.
std::vector<std::complex<double>> by_definition(const Tensor& line, bool inverse) {
  const int64_t n = line.size(0);
  const double* x = line.data_ptr<double>();
  std::vector<std::complex<double>> y(static_cast<size_t>(n));
  for (int64_t k = 0; k < n; ++k)
    for (int64_t j = 0; j < n; ++j)
      y[static_cast<size_t>(k)] += std::complex<double>(x[2 * j], x[2 * j + 1]) *
                                   std::polar(1.0, (inverse ? 2 : -2) * M_PI * static_cast<double>(j * k % n) / static_cast<double>(n));
  return y;
}
double distance(const Tensor& got, const std::vector<std::complex<double>>& want) {
  double worst = 0;
  for (size_t k = 0; k < want.size(); ++k)
    worst = std::max(worst, std::abs(std::complex<double>(got.data_ptr<double>()[2 * k], got.data_ptr<double>()[2 * k + 1]) - want[k]));
  return worst;
}
std::string error_of(const std::function<void()>& f) {
  try {
    f();
  } catch (const Error& e) {
    return e.what();
  }
  return {};
}
}  // namespace

class TestSpectral : public QObject {
  Q_OBJECT
 private slots:
  void every_length_agrees_with_the_sum() {
    manual_seed(3);
    std::vector<int64_t> lengths = {97, 127, 128, 134, 201, 243, 1009};  // primes and products of large primes go through the chirp
    for (int64_t n = 1; n <= 70; ++n) lengths.push_back(n);
    for (const int64_t n : lengths) {
      const Tensor x = randn({n, 2}, kDouble);
      QVERIFY2(distance(manual::fft(x, 1), by_definition(x, false)) < 1e-10 * static_cast<double>(n), std::to_string(n).c_str());
      QVERIFY2(distance(manual::ifft(x, 1) * static_cast<double>(n), by_definition(x, true)) < 1e-10 * static_cast<double>(n), std::to_string(n).c_str());
    }
  }
  void a_line_of_length_n_and_its_inverse_are_one() {
    manual_seed(4);
    const Tensor x = randn({2, 3, 4, 5, 2}, kDouble), r = randn({3, 4, 7}, kDouble);
    for (int64_t dims = 1; dims <= 3; ++dims)
      for (const bool normalized : {false, true}) {
        QVERIFY(allclose(manual::ifft(manual::fft(x, dims, normalized), dims, normalized), x, 1e-12, 1e-12));
        std::vector<int64_t> sizes(r.sizes().end() - dims, r.sizes().end());
        for (const bool onesided : {false, true})
          QVERIFY(allclose(manual::irfft(manual::rfft(r, dims, normalized, onesided), dims, normalized, onesided, sizes), r, 1e-12, 1e-12));
      }
    // A unitary transform keeps the length of the vector.
    QVERIFY(std::abs(norm(manual::fft(x, 3, true)).item<double>() - norm(x).item<double>()) < 1e-10);
  }
  void strided_and_empty_batches() {
    manual_seed(5);
    const Tensor x = randn({4, 6, 2}, kDouble);
    QVERIFY(allclose(manual::fft(transpose(x, 0, 1), 1), transpose(manual::fft(x.transpose(0, 1).contiguous(), 1), 0, 1).transpose(0, 1), 1e-12, 1e-12));
    QVERIFY(manual::fft(zeros({0, 5, 2}), 1).sizes() == IntArrayRef({0, 5, 2}));
    QVERIFY(manual::rfft(zeros({0, 5}), 1).sizes() == IntArrayRef({0, 3, 2}));
    QVERIFY(manual::rfft(randn({3, 1}), 1).sizes() == IntArrayRef({3, 1, 2}));
  }
  void frames_of_a_signal() {
    // A cosine of k periods a frame has its energy in bin k of every frame; hand count: amplitude n_fft / 2.
    const int64_t n = 16, k = 3;
    const Tensor t = arange(0, 64, 1, kDouble), x = cos(t * (2 * M_PI * static_cast<double>(k) / static_cast<double>(n)));
    const Tensor s = manual::stft(x, n, 4, std::nullopt, {}, false);
    QVERIFY(s.sizes() == IntArrayRef({n / 2 + 1, 13, 2}));
    const Tensor energy = s.select(-1, 0) * s.select(-1, 0) + s.select(-1, 1) * s.select(-1, 1);
    for (int64_t bin = 0; bin <= n / 2; ++bin)
      QVERIFY(allclose(energy.select(0, bin), full({13}, bin == k ? 64.0 : 0.0, kDouble), 1e-9, 1e-9));
    QVERIFY(manual::stft(x, n).sizes() == IntArrayRef({n / 2 + 1, 17, 2}));
  }
  void same_bits_for_any_number_of_threads() {
    manual_seed(6);
    const Tensor x = randn({300, 131, 2});
    const int before = get_num_threads();
    set_num_threads(1);
    const Tensor one = manual::fft(x, 2);
    for (const int threads : {2, 3, 8}) {
      set_num_threads(threads);
      QVERIFY(manual::fft(x, 2).equal(one));
    }
    set_num_threads(before);
  }
  void wrong_calls_say_what_is_wrong() {
    const Tensor x = randn({4, 2});
    QVERIFY(error_of([&] { manual::fft(x, 4); }).find("signal_ndim") != std::string::npos);
    QVERIFY(error_of([&] { manual::fft(x, 2); }).find("at least 3D") != std::string::npos);
    QVERIFY(error_of([&] { manual::fft(randn({4, 3}), 1); }).find("size 2") != std::string::npos);
    QVERIFY(error_of([&] { manual::fft(x.to(kLong), 1); }).find("floating point") != std::string::npos);
    QVERIFY(error_of([&] { manual::fft(zeros({3, 0, 2}), 1); }).find("empty") != std::string::npos);
    QVERIFY(error_of([&] { manual::irfft(x, 1, false, true, {9}); }).find("signal_sizes") != std::string::npos);
    QVERIFY(error_of([&] { manual::stft(randn({3}), 8); }).find("reflected border") != std::string::npos);
    QVERIFY(error_of([&] { manual::stft(randn({30}), 8, 0); }).find("hop_length") != std::string::npos);
    QVERIFY(error_of([&] { manual::stft(randn({30}), 8, 2, 4, ones({5})); }).find("win_length=4") != std::string::npos);
  }
};
TL_TEST_CLASS(TestSpectral)
#include "test_spectral.moc"
