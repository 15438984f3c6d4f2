// SPDX-License-Identifier: Apache-2.0
// The rules of a safetensors header, for everything that is written in that form: weights (checkpoint.h) and archives (archive.h).
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/dtype.h"
#include "engine/core/small_vector.h"

namespace tl::io {

inline constexpr uint64_t max_safetensors_header = 100'000'000;  ///< bytes

/// One tensor of the header; `begin` and `end` count from the first byte of data.
struct SafetensorsEntry {
  std::string name;
  ScalarType dtype = kFloat;
  DimVector sizes;
  uint64_t begin = 0, end = 0;
};

/// "F32" of float32; null for a type that the format does not know.
const char* safetensors_type(ScalarType dtype);

/// Throws an error that names the file and the offset.
using RefuseAt = std::function<void(uint64_t offset, const std::string& rule)>;

/// Entries in the order of their data, which has neither hole nor overlap. `size` is the number of bytes of data that are there; without it
/// (a stream) the caller finds out while reading. `refuse` must throw.
std::vector<SafetensorsEntry> parse_safetensors_header(const std::string& header, std::optional<uint64_t> size, const std::string& file,
                                                       const RefuseAt& refuse, std::map<std::string, std::string>* metadata);
/// The file's beginning: length and header, padded so that the data begins at a multiple of 64. Throws Error (value) when it is too large.
std::string safetensors_beginning(const std::vector<SafetensorsEntry>& entries, const std::map<std::string, std::string>& metadata,
                                  const std::string& operation);
/// Throws through `refuse` when one of the bytes is neither 0 nor 1: in a bool that is undefined behaviour in C++.
void check_flags(const void* data, uint64_t bytes, uint64_t offset, const std::string& name, const RefuseAt& refuse);

}  // namespace tl::io
