// SPDX-License-Identifier: Apache-2.0
#include "engine/io/safetensors_header.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/core/array_ref.h"
#include "engine/core/error.h"
#include "engine/io/json_reader.h"

namespace tl::io {
namespace {
struct TypeRow {
  const char* name;
  ScalarType dtype;
};
constexpr TypeRow types[] = {{"F64", kDouble}, {"F32", kFloat}, {"F16", kHalf}, {"BF16", kBFloat16}, {"I64", kLong},
                             {"I32", kInt},    {"I16", kShort}, {"I8", kChar},  {"U8", kByte},       {"BOOL", kBool}};

/// Checks one tensor's row of the header; `fail` throws with its name.
template <class Fail>
SafetensorsEntry parse_entry(const std::string& name, const nlohmann::json& row, Fail&& fail) {
  SafetensorsEntry e;
  e.name = name;
  if (!row.is_object() || row.size() != 3 || !row.contains("dtype") || !row.contains("shape") || !row.contains("data_offsets") ||
      !row["dtype"].is_string() || !row["shape"].is_array() || !row["data_offsets"].is_array() || row["data_offsets"].size() != 2)
    fail("needs exactly dtype, shape and data_offsets");
  const std::string dtype = row["dtype"];
  const auto* type = std::find_if(std::begin(types), std::end(types), [&](const TypeRow& t) { return dtype == t.name; });
  if (type == std::end(types)) fail("has the type '" + dtype.substr(0, 20) + "', which is not supported");
  e.dtype = type->dtype;
  uint64_t count = 1;
  for (const auto& size : row["shape"]) {
    if (!size.is_number_unsigned()) fail("has a shape that is not a list of sizes");
    const auto s = size.get<uint64_t>();
    if (s > (1ull << 48) || (s != 0 && count > (1ull << 48) / s)) fail("has a shape too large for any file");
    count *= s;
    e.sizes.push_back(static_cast<int64_t>(s));
  }
  const auto& offsets = row["data_offsets"];
  if (!offsets[0].is_number_unsigned() || !offsets[1].is_number_unsigned()) fail("has data_offsets that are not two positions");
  e.begin = offsets[0];
  e.end = offsets[1];
  if (e.begin > e.end || e.end - e.begin != count * element_size(e.dtype))
    fail(str("has ", e.end - e.begin, " bytes where its shape ", e.sizes, " needs ", count * element_size(e.dtype)));
  return e;
}
}  // namespace

const char* safetensors_type(ScalarType dtype) {
  for (const TypeRow& t : types)
    if (t.dtype == dtype) return t.name;
  return nullptr;
}

std::vector<SafetensorsEntry> parse_safetensors_header(const std::string& header, std::optional<uint64_t> size, const std::string& file,
                                                       const RefuseAt& refuse, std::map<std::string, std::string>* metadata) {
  if (header.empty() || header[0] != '{') refuse(8, "the header does not begin with '{'");
  const auto json = parse_json(header, file + " (header)", {8, max_safetensors_header});
  const uint64_t data = 8 + header.size();
  std::vector<SafetensorsEntry> entries;
  for (const auto& [name, row] : json.items()) {
    if (name == "__metadata__") {
      for (const auto& [key, value] : row.items()) {
        if (!value.is_string()) refuse(8, "the metadata holds something other than text");
        if (metadata) (*metadata)[key] = value;
      }
      continue;
    }
    entries.push_back(
        parse_entry(name, row, [&refuse, &name = name](const std::string& rule) { refuse(8, "the tensor '" + name.substr(0, 100) + "' " + rule); }));
  }
  std::stable_sort(entries.begin(), entries.end(), [](const SafetensorsEntry& a, const SafetensorsEntry& b) {
    return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
  });
  uint64_t at = 0;
  for (const SafetensorsEntry& e : entries) {
    if (e.begin != at)
      refuse(data + std::min(at, size.value_or(at)), str("the data of '", e.name, "' begins at ", e.begin, ", where ", at,
                                                         " follows from the tensors before: there must be no hole and no overlap"));
    if (size && e.end > *size)
      refuse(data + e.begin, str("the tensor '", e.name, "' needs ", e.end - e.begin, " bytes, but only ", *size - e.begin, " are left"));
    at = e.end;
  }
  if (size && at != *size) refuse(data + at, str(*size - at, " bytes belong to no tensor"));
  return entries;
}

std::string safetensors_beginning(const std::vector<SafetensorsEntry>& entries, const std::map<std::string, std::string>& metadata,
                                  const std::string& operation) {
  nlohmann::ordered_json header = nlohmann::ordered_json::object();
  if (!metadata.empty()) header["__metadata__"] = metadata;
  for (const SafetensorsEntry& e : entries)
    header[e.name] = {{"dtype", safetensors_type(e.dtype)},
                      {"shape", std::vector<int64_t>(e.sizes.begin(), e.sizes.end())},
                      {"data_offsets", {e.begin, e.end}}};
  std::string text = header.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  text.append((64 - (8 + text.size()) % 64) % 64, ' ');
  TL_CHECK(text.size() <= max_safetensors_header, value, operation, "the header would have ", text.size(), " bytes; the format allows ",
           max_safetensors_header);
  std::string beginning(8, '\0');
  for (size_t i = 0; i < 8; ++i) beginning[i] = static_cast<char>(text.size() >> (8 * i));
  return beginning + text;
}

void check_flags(const void* data, uint64_t bytes, uint64_t offset, const std::string& name, const RefuseAt& refuse) {
  const auto* at = static_cast<const uint8_t*>(data);
  for (uint64_t i = 0; i < bytes; ++i)
    if (at[i] > 1) refuse(offset + i, "the tensor '" + name + "' holds a bool that is neither 0 nor 1");
}

}  // namespace tl::io
