// SPDX-License-Identifier: Apache-2.0
// Checks and warnings by the names of PyTorch's C++ front end. The parts of a message are streamed one after the other.
#pragma once
#include "engine/core/error.h"

namespace tl::detail {
/// To the log, as a warning.
void warn(const char* file, int line, const std::string& message);
}  // namespace tl::detail

#define TL_COMPAT_CHECK(condition, category, ...)                                                                                  \
  do {                                                                                                                             \
    if (!(condition)) [[unlikely]]                                                                                                 \
      ::tl::detail::throw_error(::tl::ErrorCategory::category, __func__,                                                           \
                                ::tl::detail::check_message(#condition __VA_OPT__(, ::tl::str(__VA_ARGS__))));                     \
  } while (0)
#ifndef TORCH_CHECK
#define TORCH_CHECK(condition, ...) TL_COMPAT_CHECK(condition, value, __VA_ARGS__)
#endif
#define TORCH_CHECK_INDEX(condition, ...) TL_COMPAT_CHECK(condition, index, __VA_ARGS__)
#define TORCH_CHECK_VALUE(condition, ...) TL_COMPAT_CHECK(condition, value, __VA_ARGS__)
#define TORCH_CHECK_TYPE(condition, ...) TL_COMPAT_CHECK(condition, type, __VA_ARGS__)
#define TORCH_CHECK_NOT_IMPLEMENTED(condition, ...) TL_COMPAT_CHECK(condition, not_implemented, __VA_ARGS__)
#define TORCH_INTERNAL_ASSERT(condition, ...) TL_COMPAT_CHECK(condition, internal, __VA_ARGS__)
#define AT_ASSERT(condition) TL_COMPAT_CHECK(condition, internal)
#define AT_ASSERTM(condition, ...) TL_COMPAT_CHECK(condition, internal, __VA_ARGS__)
#define AT_CHECK(condition, ...) TORCH_CHECK(condition, __VA_ARGS__)
#define AT_ERROR(...) ::tl::detail::throw_error(::tl::ErrorCategory::value, __func__, ::tl::str(__VA_ARGS__))
#define TORCH_WARN(...) ::tl::detail::warn(__FILE__, __LINE__, ::tl::str(__VA_ARGS__))
#define TORCH_WARN_ONCE(...)                                                \
  do {                                                                      \
    static const bool warned = (TORCH_WARN(__VA_ARGS__), true);             \
    static_cast<void>(warned);                                              \
  } while (0)
