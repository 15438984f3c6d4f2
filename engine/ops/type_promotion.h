// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/core/dtype.h"
#include "engine/ops/kernel.h"

namespace tl::ops {

/// Promotion with the categories of the manual: tensors with dims before 0-dim tensors before plain numbers; a lower category matters only
/// when its kind (bool < integer < float) is higher.
class TypePromotion {
 public:
  void add(ScalarType t, bool has_dims, bool wrapped_number) {
    ScalarType& slot = wrapped_number ? wrapped_ : has_dims ? dims_ : zero_;
    if (wrapped_number && is_floating_point(t)) t = default_dtype();
    slot = slot == ScalarType::Undefined ? t : promote_types(slot, t);
  }
  ScalarType result() const { return combine(dims_, combine(zero_, wrapped_)); }

 private:
  static ScalarType combine(ScalarType higher, ScalarType lower) {
    if (higher == ScalarType::Undefined) return lower;
    if (lower == ScalarType::Undefined || is_floating_point(higher)) return higher;
    if (higher == kBool || is_floating_point(lower)) return promote_types(higher, lower);
    return higher;
  }
  ScalarType dims_ = ScalarType::Undefined, zero_ = ScalarType::Undefined, wrapped_ = ScalarType::Undefined;
};

inline ScalarType result_type_of(ArrayRef<TensorMeta> metas) {
  TypePromotion p;
  for (const TensorMeta& m : metas)
    if (m.defined) p.add(m.dtype, !m.sizes.empty(), m.wrapped_number);
  return p.result();
}

}  // namespace tl::ops
