// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <ostream>
#include <string_view>

namespace tl {

/// Element types. The numbers are part of file formats and cache keys: append only.
enum class ScalarType : int8_t { Byte = 0, Char, Short, Int, Long, Half, Float, Double, ComplexHalf, ComplexFloat, ComplexDouble, Bool, BFloat16, Undefined,
                                QInt8, QUInt8, QInt32 };
using Dtype = ScalarType;

constexpr ScalarType kByte = ScalarType::Byte, kChar = ScalarType::Char, kShort = ScalarType::Short, kInt = ScalarType::Int,
                     kLong = ScalarType::Long, kHalf = ScalarType::Half, kFloat = ScalarType::Float, kDouble = ScalarType::Double,
                     kBool = ScalarType::Bool, kBFloat16 = ScalarType::BFloat16, kComplexFloat = ScalarType::ComplexFloat,
                     kComplexDouble = ScalarType::ComplexDouble;
/// Integers that stand for real numbers by a scale and a zero point (engine/ops/quantize.h).
constexpr ScalarType kQInt8 = ScalarType::QInt8, kQUInt8 = ScalarType::QUInt8, kQInt32 = ScalarType::QInt32;
constexpr ScalarType kUInt8 = kByte, kInt8 = kChar, kInt16 = kShort, kInt32 = kInt, kInt64 = kLong, kFloat16 = kHalf, kFloat32 = kFloat,
                     kFloat64 = kDouble, kU8 = kByte, kI8 = kChar, kI16 = kShort, kI32 = kInt, kI64 = kLong, kF16 = kHalf, kF32 = kFloat,
                     kF64 = kDouble;

constexpr size_t element_size(ScalarType t) {
  switch (t) {
    case kByte: case kChar: case kBool: case kQInt8: case kQUInt8: return 1;
    case kShort: case kHalf: case kBFloat16: return 2;
    case kInt: case kFloat: case ScalarType::ComplexHalf: case kQInt32: return 4;
    case kLong: case kDouble: case kComplexFloat: return 8;
    case kComplexDouble: return 16;
    default: return 0;
  }
}
constexpr bool is_floating_point(ScalarType t) { return t == kFloat || t == kDouble || t == kHalf || t == kBFloat16; }
/// float16 and bfloat16: stored in two bytes, computed in float32.
constexpr bool is_narrow_float(ScalarType t) { return t == kHalf || t == kBFloat16; }
constexpr bool is_integral(ScalarType t, bool include_bool = true) {
  return t == kByte || t == kChar || t == kShort || t == kInt || t == kLong || (include_bool && t == kBool);
}
constexpr bool is_quantized_type(ScalarType t) { return t == kQInt8 || t == kQUInt8 || t == kQInt32; }
/// How quantized elements map to real numbers: one scale and zero point for all, or one pair per entry of a dimension.
enum class QScheme : int8_t { PerTensorAffine, PerChannelAffine, PerTensorSymmetric, PerChannelSymmetric };
constexpr QScheme kPerTensorAffine = QScheme::PerTensorAffine, kPerChannelAffine = QScheme::PerChannelAffine,
                  kPerTensorSymmetric = QScheme::PerTensorSymmetric, kPerChannelSymmetric = QScheme::PerChannelSymmetric;
/// "per_tensor_affine" …
const char* qscheme_name(QScheme s);
inline std::ostream& operator<<(std::ostream& out, QScheme s) { return out << qscheme_name(s); }
/// "float32", "int64", "bool" …
const char* dtype_name(ScalarType t);
std::optional<ScalarType> dtype_from_name(std::string_view name);
/// The common type of two operands of equal rank of kind (table of the manual's chapter on tensor attributes).
ScalarType promote_types(ScalarType a, ScalarType b);
/// Whether results of type `from` may be written into `to`: not from float to integer, nor from a number to bool.
bool can_cast(ScalarType from, ScalarType to);
inline std::ostream& operator<<(std::ostream& out, ScalarType t) { return out << dtype_name(t); }

/// float32 unless set; what factories use for floats without a dtype. Process-wide.
ScalarType default_dtype();
void set_default_dtype(ScalarType t);

struct Half;
struct BFloat16;
template <class T> struct CppTypeToScalarType;
template <> struct CppTypeToScalarType<Half> { static constexpr ScalarType value = kHalf; };
template <> struct CppTypeToScalarType<BFloat16> { static constexpr ScalarType value = kBFloat16; };
template <> struct CppTypeToScalarType<uint8_t> { static constexpr ScalarType value = kByte; };
template <> struct CppTypeToScalarType<int8_t> { static constexpr ScalarType value = kChar; };
template <> struct CppTypeToScalarType<int16_t> { static constexpr ScalarType value = kShort; };
template <> struct CppTypeToScalarType<int32_t> { static constexpr ScalarType value = kInt; };
template <> struct CppTypeToScalarType<int64_t> { static constexpr ScalarType value = kLong; };
template <> struct CppTypeToScalarType<long long> { static constexpr ScalarType value = kLong; };
template <> struct CppTypeToScalarType<float> { static constexpr ScalarType value = kFloat; };
template <> struct CppTypeToScalarType<double> { static constexpr ScalarType value = kDouble; };
template <> struct CppTypeToScalarType<bool> { static constexpr ScalarType value = kBool; };

}  // namespace tl
