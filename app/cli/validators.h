// SPDX-License-Identifier: GPL-3.0-or-later
// Checks of option values that several commands share.
#pragma once
#include <CLI/CLI.hpp>

namespace tl::cli {

/// A 64-bit integer from `least` up; CLI11's own check would clip what is too large and print its limits with 309 digits.
CLI::Validator whole_number(int64_t least);
CLI::Validator number_above_zero();

}  // namespace tl::cli
