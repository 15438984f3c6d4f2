// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>

#include "engine/core/dtype.h"
#include "engine/core/owned_ptr.h"
#include "engine/core/small_vector.h"
#include "engine/core/storage.h"

namespace tl {

/// Gradient state of a tensor; defined in engine/autograd (core knows no operator).
struct AutogradMetaBase {
  virtual ~AutogradMetaBase();
};

/// How elements are kept when they are not plain numbers at strides: sparse coordinates (engine/sparse) or integers with a scale
/// (engine/ops/quantize.h). Never changed once made, so handles share it. Only operators that know an encoding are given tensors that
/// have one: dispatch sees to that, and data_ptr() and make_alias() refuse.
struct Encoding {
  enum class Kind : uint8_t { sparse, quantized };
  explicit Encoding(Kind k) : kind(k) {}
  virtual ~Encoding();
  const Kind kind;
};
using EncodingPtr = std::shared_ptr<const Encoding>;

/// What every handle of one tensor shares.
class TensorImpl final : public RefCounted {
 public:
  TensorImpl() = default;
  TensorImpl(const TensorImpl&) = delete;
  TensorImpl& operator=(const TensorImpl&) = delete;
  ~TensorImpl() override;
  Storage storage;
  int64_t offset = 0;  ///< in elements
  DimVector sizes, strides;
  ScalarType dtype = kFloat;
  bool contiguous = true;
  bool wrapped_number = false;  ///< a Scalar operand made into a tensor: does not take part in dtype promotion as a tensor would
  int64_t numel = 1;
  EncodingPtr encoding;  ///< null: plain numbers at strides
  bool has(Encoding::Kind k) const { return encoding && encoding->kind == k; }
  OwnedPtr<AutogradMetaBase> autograd;  ///< null: no gradient state at all

  void refresh();  ///< recomputes numel and contiguous after sizes or strides changed
};

/// Row-major strides.
DimVector contiguous_strides(const DimVector& sizes);
int64_t product(const DimVector& sizes);
bool strides_contiguous(const DimVector& sizes, const DimVector& strides);

}  // namespace tl
