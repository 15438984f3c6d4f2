// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/any_value.h"

#include "engine/autograd/autograd.h"
#include "engine/core/error.h"

namespace tl::nn {

detail::HeldValue::~HeldValue() = default;
void detail::wrong_value(const std::type_info& wanted, const std::type_info& actual) {
  TL_THROW(type, "AnyValue", "Attempted to cast AnyValue to ", autograd::demangled_name(wanted.name()), ", but its actual type is ", autograd::demangled_name(actual.name()));
}

AnyValue::AnyValue(const AnyValue& other) : held_(other.held_ ? other.held_->copy() : nullptr) {}
AnyValue::AnyValue(AnyValue&& other) noexcept : held_(std::exchange(other.held_, nullptr)) {}
AnyValue& AnyValue::operator=(AnyValue other) noexcept {
  std::swap(held_, other.held_);
  return *this;
}
AnyValue::~AnyValue() { delete held_; }
const std::type_info& AnyValue::type_info() const { return held_ ? held_->type() : typeid(void); }

}  // namespace tl::nn
