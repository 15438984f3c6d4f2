// SPDX-License-Identifier: Apache-2.0
#include "engine/core/dtype.h"

#include <atomic>
#include <iterator>

#include "engine/core/error.h"

namespace tl {
namespace {
constexpr const char* names[] = {"uint8", "int8", "int16", "int32", "int64", "float16", "float32", "float64", "complex32", "complex64", "complex128",
                                 "bool", "bfloat16", "undefined", "qint8", "quint8", "qint32"};
std::atomic<ScalarType> default_type{kFloat};
/// Rank inside the promotion order; uint8 with a signed type goes to the next larger signed one.
int rank(ScalarType t) {
  switch (t) {
    case kBool: return 0;
    case kByte: return 1;
    case kChar: return 2;
    case kShort: return 3;
    case kInt: return 4;
    case kLong: return 5;
    case kHalf: return 6;
    case kBFloat16: return 7;
    case kFloat: return 8;
    case kDouble: return 9;
    default: return 10 + static_cast<int>(t);
  }
}
}  // namespace

const char* dtype_name(ScalarType t) { return names[static_cast<int>(t)]; }

const char* qscheme_name(QScheme s) {
  constexpr const char* scheme_names[] = {"per_tensor_affine", "per_channel_affine", "per_tensor_symmetric", "per_channel_symmetric"};
  return scheme_names[static_cast<int>(s)];
}

std::optional<ScalarType> dtype_from_name(std::string_view name) {
  for (int i = 0; i < static_cast<int>(std::size(names)); ++i)
    if (i != static_cast<int>(ScalarType::Undefined) && name == names[i]) return static_cast<ScalarType>(i);
  if (name == "float") return kFloat;
  if (name == "double") return kDouble;
  if (name == "half") return kHalf;
  if (name == "long") return kLong;
  if (name == "int") return kInt;
  if (name == "short") return kShort;
  return std::nullopt;
}

ScalarType promote_types(ScalarType a, ScalarType b) {
  if (a == b) return a;
  if ((a == kByte && b == kChar) || (a == kChar && b == kByte)) return kShort;
  if ((a == kHalf && b == kBFloat16) || (a == kBFloat16 && b == kHalf)) return kFloat;
  return rank(a) > rank(b) ? a : b;
}

bool can_cast(ScalarType from, ScalarType to) {
  return !(is_floating_point(from) && is_integral(to)) && (to != kBool || from == kBool);
}

ScalarType default_dtype() { return default_type.load(std::memory_order_relaxed); }
void set_default_dtype(ScalarType t) {
  TL_CHECK(is_floating_point(t), type, "set_default_dtype", "only floating-point types can be the default, not ", t);
  default_type.store(t, std::memory_order_relaxed);
}

}  // namespace tl
