// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/any_value.h"

#include "engine/autograd/autograd.h"
#include "engine/core/error.h"

namespace tl::nn {

void detail::wrong_value(const std::type_info& wanted, const std::type_info& actual) {
  TL_THROW(type, "AnyValue", "Attempted to cast AnyValue to ", autograd::demangled_name(wanted.name()), ", but its actual type is ", autograd::demangled_name(actual.name()));
}

}  // namespace tl::nn
