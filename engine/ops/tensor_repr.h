// SPDX-License-Identifier: Apache-2.0
// A tensor as text in the form of the reference's Python front end: "tensor([1.2346, 2.0000])".
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "engine/core/tensor.h"

namespace tl {

struct PrintOptions {
  int precision = 4;                ///< digits after the point
  int64_t threshold = 1000;         ///< tensors of more elements are summarised
  int64_t edge_items = 3;           ///< shown at either end of a summarised dimension
  int64_t line_width = 80;          ///< characters
  std::optional<bool> sci_mode;     ///< scientific notation; none: where numbers are far apart, very large or very small
  /// "default", "short" or "full"; throws Error (value) for anything else.
  static PrintOptions profile(const std::string& name);
};
/// Process-wide; thread-safe.
PrintOptions get_printoptions();
void set_printoptions(const PrintOptions& options);
std::string repr(const Tensor& t);

}  // namespace tl
