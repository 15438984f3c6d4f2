// SPDX-License-Identifier: Apache-2.0
// Between values and the manifest of an archive. Internal to engine/io.
#pragma once
#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/core/value.h"

namespace tl::serialize {

inline constexpr const char* manifest_key = "tensorloom.archive";          ///< in the metadata of the file
inline constexpr const char* manifest_sum_key = "tensorloom.archive.xxh3"; ///< checksum of the manifest's text
inline constexpr const char* manifest_format = "tensorloom.archive";
inline constexpr int manifest_version = 1;
inline constexpr int max_depth = 100;  ///< lists and dicts inside one another

/// 16 hexadecimal digits of XXH3-64.
std::string checksum(const void* data, size_t bytes);

/// One storage to be written: named and typed after the first tensor that uses it.
struct SavedStorage {
  Storage storage;
  std::string name, location;
  ScalarType dtype = kByte;
  DimVector sizes;
};

/// What a value becomes: its tree, the tensors it names, the storages they share. Each tensor and each storage stands once.
class Encoder {
 public:
  Encoder();
  ~Encoder();
  /// Throws Error as OutputArchive::save_to says.
  nlohmann::json encode(const Value& value, const std::string& path = {}, int depth = 0);
  const nlohmann::json& tensors() const { return *tensors_; }
  const std::vector<SavedStorage>& storages() const { return storages_; }

 private:
  nlohmann::json encode_tensor(const Tensor& tensor, const std::string& path);
  /// Of a sparse or quantized tensor.
  nlohmann::json encode_parts(const Tensor& tensor, const std::string& path);
  size_t storage_number(const Tensor& tensor, const std::string& path);
  std::unique_ptr<nlohmann::json> tensors_;
  std::vector<SavedStorage> storages_;
  std::vector<Tensor> seen_;
  std::unordered_map<const void*, size_t> tensor_numbers_, storage_numbers_;
};

/// Throws through `refuse(rule)` for anything that `encode` does not write.
using Refuse = std::function<void(const std::string& rule)>;
/// The tensors of a manifest on the given storages, every size, stride and offset checked against their bytes.
std::vector<Tensor> decode_tensors(const nlohmann::json& rows, const std::vector<Storage>& storages, const Refuse& refuse);
/// The same check before the storages are read: `bytes` of each.
void check_tensors(const nlohmann::json& rows, const std::vector<uint64_t>& bytes, const Refuse& refuse);
Value decode(const nlohmann::json& json, const std::vector<Tensor>& tensors, const Refuse& refuse, int depth = 0);

/// Text as it stands in the manifest: UTF-8 as a string, other bytes as {"bytes": "hex"}.
nlohmann::json encode_text(const std::string& text);
std::string decode_text(const nlohmann::json& json, const Refuse& refuse);

}  // namespace tl::serialize
