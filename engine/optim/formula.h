// SPDX-License-Identifier: Apache-2.0
// A number that depends on one other, written as text: "0.95^epoch", "1 / (1 + 0.1 * epoch)".
#pragma once
#include <functional>
#include <string>

namespace tl::optim {

/// Reads + - * / ^ (or **), parentheses, numbers, pi, the variable, and exp log sqrt sin cos abs floor ceil, min and max of two. `^` binds
/// tighter than a sign and to the right. Throws Error (value) that says where the text cannot be read.
std::function<double(double)> parse_formula(const std::string& text, const std::string& variable);

}  // namespace tl::optim
