// SPDX-License-Identifier: Apache-2.0
#include "nodes/ids.h"

#include <random>

namespace tl::nodes {

std::string NodeId::to_string() const {
  std::string text(16, '0');
  for (int i = 0; i < 16; ++i) text[i] = "0123456789abcdef"[(value >> (60 - 4 * i)) & 15];
  return text;
}

std::optional<NodeId> NodeId::parse(std::string_view text) {
  if (text.size() != 16) return std::nullopt;
  uint64_t v = 0;
  for (char c : text) {
    int digit;
    if (c >= '0' && c <= '9') digit = c - '0';
    else if (c >= 'a' && c <= 'f') digit = c - 'a' + 10;
    else if (c >= 'A' && c <= 'F') digit = c - 'A' + 10;
    else return std::nullopt;
    v = v << 4 | static_cast<uint64_t>(digit);
  }
  if (v == 0) return std::nullopt;
  return NodeId{v};
}

NodeId NodeId::random() {
  thread_local std::mt19937_64 engine = [] {
    std::random_device device;
    std::seed_seq seed{device(), device(), device(), device()};
    return std::mt19937_64(seed);
  }();
  uint64_t v = 0;
  while (v == 0) v = engine();
  return NodeId{v};
}

}  // namespace tl::nodes
