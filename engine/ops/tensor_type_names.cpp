// SPDX-License-Identifier: Apache-2.0
#include "engine/ops/tensor_type_names.h"

namespace tl::by_name {

const std::vector<ScalarType>& named_types() {
  static const auto* types = new std::vector<ScalarType>{kFloat, kDouble, kHalf, kByte, kChar, kShort, kInt, kLong, kBool, kBFloat16};
  return *types;
}

const char* type_prefix(ScalarType t) {
  switch (t) {
    case kFloat:
      return "Float";
    case kDouble:
      return "Double";
    case kHalf:
      return "Half";
    case kByte:
      return "Byte";
    case kChar:
      return "Char";
    case kShort:
      return "Short";
    case kInt:
      return "Int";
    case kLong:
      return "Long";
    case kBool:
      return "Bool";
    case kBFloat16:
      return "BFloat16";
    case kQInt8:
      return "QInt8";
    case kQUInt8:
      return "QUInt8";
    case kQInt32:
      return "QInt32";
    default:
      return nullptr;
  }
}

std::string tensor_type_name(const TensorType& type) {
  const char* prefix = type_prefix(type.dtype);
  return std::string("torch.") + (is_quantized_type(type.dtype) ? "quantized." : "") +
         (type.device == kCUDA   ? "cuda."
          : type.device == kMeta ? "meta."
                                 : "") +
         (type.layout == kSparse ? "sparse." : "") + (prefix ? prefix : dtype_name(type.dtype)) + "Tensor";
}
std::string tensor_type_name(const Tensor& t) { return tensor_type_name({t.dtype(), t.device().type(), t.layout()}); }

std::optional<TensorType> tensor_type_from(const std::string& name) {
  for (const DeviceType device : {kCPU, kCUDA})
    for (const Layout layout : {kStrided, kSparse})
      for (const ScalarType dtype : named_types())
        if (const TensorType t{dtype, device, layout}; tensor_type_name(t) == name) return t;
  return std::nullopt;
}

}  // namespace tl::by_name
