// SPDX-License-Identifier: GPL-3.0-or-later
#include "validators.h"

#include <charconv>
#include <cmath>

namespace tl::cli {

CLI::Validator whole_number(int64_t least) {
  return CLI::Validator(
      [least](std::string& text) -> std::string {
        int64_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error == std::errc() && end == text.data() + text.size() && value >= least) return {};
        return "takes a whole number from " + std::to_string(least) + " up, not '" + text + "'";
      },
      "NUMBER");
}

CLI::Validator number_above_zero() {
  return CLI::Validator(
      [](std::string& text) -> std::string {
        double value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error == std::errc() && end == text.data() + text.size() && value > 0 && std::isfinite(value)) return {};
        return "takes a number above 0, not '" + text + "'";
      },
      "NUMBER");
}

}  // namespace tl::cli
