// SPDX-License-Identifier: GPL-3.0-or-later
#include "validators.h"

#include <charconv>

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

}  // namespace tl::cli
