// SPDX-License-Identifier: Apache-2.0
// Text from files, in messages: whatever a file holds, it can neither steer the terminal nor pass for a line of the program.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace tl {

/// The same text with "\n", "\x1b", "\u202e" written out in place of control characters, of marks that turn the direction of writing, and
/// of bytes that are no UTF-8. Text without such comes back as it is.
std::string printable(std::string_view text);

/// `printable`, and at most `most` bytes of it (60), cut between characters: what a message quotes.
std::string quotable(std::string_view text, size_t most = 60);

}  // namespace tl
