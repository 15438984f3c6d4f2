// SPDX-License-Identifier: Apache-2.0
// Numbers in text, the same on every desktop: std::from_chars knows no locale.
#pragma once
#include <charconv>
#include <optional>
#include <string_view>

namespace tl::data {

/// The whole text as one number; nothing for anything else. "nan" and "inf" are numbers, a leading plus is allowed.
inline std::optional<double> parse_number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) return {};
  return value;
}

}  // namespace tl::data
