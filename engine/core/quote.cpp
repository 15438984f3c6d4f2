// SPDX-License-Identifier: Apache-2.0
#include "engine/core/quote.h"

#include <cstdint>
#include <cstdio>

namespace tl {

namespace {

/// Bytes of the UTF-8 character that begins at `at`, and its number; 0 bytes where there is none.
size_t character(std::string_view text, size_t at, uint32_t& number) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at);
  const size_t length = first < 0x80 ? 1 : first >> 5 == 6 ? 2 : first >> 4 == 14 ? 3 : first >> 3 == 30 ? 4 : 0;
  if (length == 0 || at + length > text.size()) return 0;
  number = length == 1 ? first : first & (0x7fu >> length);
  for (size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xc0) != 0x80) return 0;
    number = number << 6 | (byte(at + i) & 0x3fu);
  }
  constexpr uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  return number >= least[length] && number <= 0x10ffff && !(number >= 0xd800 && number < 0xe000) ? length : 0;
}

bool steers(uint32_t c) {
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x200e || c == 0x200f || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    uint32_t c = 0;
    const size_t length = character(text, at, c);
    char escape[8];
    if (length > 0 && !steers(c)) {
      out.append(text.substr(at, length));
    } else if (c == '\n' || c == '\t' || c == '\r') {
      out += c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\r";
    } else {
      std::snprintf(escape, sizeof escape, c < 0x100 || length == 0 ? "\\x%02x" : "\\u%04x", length ? c : static_cast<unsigned char>(text[at]));
      out += escape;
    }
    at += length ? length : 1;
  }
  return out;
}

std::string quotable(std::string_view text, size_t most) {
  const std::string out = printable(text.substr(0, most + 8));  // enough to tell that there was more
  if (out.size() <= most && text.size() <= most) return out;
  size_t end = most < out.size() ? most : out.size();
  while (end > 0 && end < out.size() && (static_cast<unsigned char>(out[end]) & 0xc0) == 0x80) --end;
  return out.substr(0, end) + "…";
}

}  // namespace tl
