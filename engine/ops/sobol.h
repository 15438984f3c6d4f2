// SPDX-License-Identifier: Apache-2.0
// Sobol sequences: points that fill the unit cube evenly, one after the other.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/core/tensor.h"

namespace tl::quasirandom {

/// Not thread-safe: drawing moves the engine on.
class SobolEngine {
 public:
  static constexpr int64_t max_dimension = 1111;
  /// 1 to 1,111 dimensions. Scrambled (a random lower triangular matrix per dimension, then a random shift), every point is uniformly
  /// distributed; without a seed the scrambling is drawn from the system's entropy.
  explicit SobolEngine(int64_t dimension, bool scramble = false, std::optional<uint64_t> seed = std::nullopt);
  /// The next n points, n × dimension, of the default float type unless told otherwise. The point at the origin is left out.
  Tensor draw(int64_t n = 1, std::optional<ScalarType> dtype = std::nullopt);
  SobolEngine& fast_forward(int64_t n);
  /// Back to the first point.
  SobolEngine& reset();
  int64_t dimension() const { return dimension_; }
  bool scrambled() const { return scramble_; }
  int64_t num_generated() const { return generated_; }

 private:
  static constexpr int bits = 30;
  void make_directions();
  void scramble(uint64_t seed);
  void step();

  int64_t dimension_;
  bool scramble_;
  int64_t generated_ = 0;
  std::vector<uint32_t> directions_;  // dimension × bits
  std::vector<uint32_t> first_, point_;
};

}  // namespace tl::quasirandom
