// SPDX-License-Identifier: Apache-2.0
// Bracket indexing: `t.index({Slice(1, 3), None, "...", mask})`.
#pragma once
#include <optional>

#include "engine/core/tensor.h"

namespace tl::indexing {

struct EllipsisType {};
inline constexpr EllipsisType Ellipsis{};
inline constexpr std::nullopt_t None = std::nullopt;

/// start:stop:step; the step must be positive.
struct Slice {
  /// Throws Error (value) for another step.
  explicit Slice(std::optional<int64_t> from = std::nullopt, std::optional<int64_t> to = std::nullopt, std::optional<int64_t> by = std::nullopt);
  std::optional<int64_t> start, stop;
  int64_t step;
};

class TensorIndex {
 public:
  enum class Kind { none, ellipsis, integer, boolean, slice, tensor };
  TensorIndex(std::nullopt_t) : kind(Kind::none) {}
  TensorIndex(EllipsisType) : kind(Kind::ellipsis) {}
  TensorIndex(const char* dots);
  TensorIndex(int64_t i) : kind(Kind::integer), number(i) {}
  TensorIndex(int i) : TensorIndex(static_cast<int64_t>(i)) {}
  template <class T, class = std::enable_if_t<std::is_same_v<T, bool>>>
  TensorIndex(T b) : kind(Kind::boolean), truth(b) {}
  TensorIndex(const Slice& s);
  TensorIndex(Tensor t);

  Kind kind;
  int64_t number = 0;
  bool truth = false;
  std::optional<int64_t> start, stop;
  int64_t step = 1;
  Tensor tensor;
};

}  // namespace tl::indexing
