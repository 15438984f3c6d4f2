// SPDX-License-Identifier: Apache-2.0
#include "engine/data/source.h"

#include "engine/core/philox.h"

namespace tl::data {

std::optional<int64_t> Source::class_of(int64_t) const { return {}; }

std::string Source::summary() const {
  std::string digits = std::to_string(size());
  for (auto at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) digits.insert(static_cast<size_t>(at), " ");
  return digits + " samples";
}

double SampleRandom::uniform(uint32_t i) const {
  // 64 bits each of seed, epoch, index and step do not fit one counter: a first call turns seed, epoch and step into a key.
  const auto mixed = philox4x32({static_cast<uint32_t>(step_id), static_cast<uint32_t>(step_id >> 32), static_cast<uint32_t>(epoch),
                                 static_cast<uint32_t>(epoch >> 32)},
                                philox_key(seed));
  constexpr uint32_t purpose = 0x61756731;  // keeps these numbers apart from permutations and dropout masks of the same seed
  const auto words = philox4x32({i, purpose, static_cast<uint32_t>(index), static_cast<uint32_t>(index >> 32)}, {mixed[0], mixed[1]});
  return philox_uniform_double(words[0], words[1]);
}

}  // namespace tl::data
