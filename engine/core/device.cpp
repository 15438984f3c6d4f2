// SPDX-License-Identifier: Apache-2.0
#include "engine/core/device.h"

#include <charconv>

#include "engine/core/error.h"

namespace tl {

Device::Device(const std::string& text) : type_(kCPU), index_(-1) {
  const auto colon = text.find(':');
  const std::string kind = text.substr(0, colon);
  if (kind == "cpu") type_ = kCPU;
  else if (kind == "cuda") type_ = kCUDA;
  else if (kind == "meta") type_ = kMeta;
  else TL_THROW(value, "device", "unknown device '", text, "'; known are cpu, cuda, cuda:N, meta");
  if (colon == std::string::npos) return;
  int index = -1;
  const char* end = text.data() + text.size();
  const auto [p, ec] = std::from_chars(text.data() + colon + 1, end, index);
  TL_CHECK(ec == std::errc() && p == end && index >= 0 && index < 127, value, "device", "bad device number in '", text, "'");
  index_ = static_cast<int8_t>(index);
}

std::string Device::str() const {
  const char* names[] = {"cpu", "cuda", "meta"};
  std::string s = names[static_cast<int>(type_)];
  if (index_ >= 0) s += ":" + std::to_string(index_);
  return s;
}

}  // namespace tl
