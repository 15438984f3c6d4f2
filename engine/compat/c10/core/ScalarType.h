// SPDX-License-Identifier: Apache-2.0
// Questions about dtypes under their names of the front end.
#pragma once
#include "engine/core/dtype.h"
#include "engine/core/half.h"

namespace c10 {
using tl::BFloat16;
using tl::Half;
using tl::ScalarType;
/// The name, like "float32".
inline const char* toString(ScalarType t) { return tl::dtype_name(t); }
inline size_t elementSize(ScalarType t) { return tl::element_size(t); }
inline bool isFloatingType(ScalarType t) { return tl::is_floating_point(t); }
inline bool isIntegralType(ScalarType t, bool include_bool) { return tl::is_integral(t) && (include_bool || t != tl::kBool); }
inline ScalarType promoteTypes(ScalarType a, ScalarType b) { return tl::promote_types(a, b); }
}  // namespace c10
namespace at {
using c10::elementSize;
using c10::isFloatingType;
using c10::isIntegralType;
using c10::promoteTypes;
using c10::toString;
}  // namespace at
