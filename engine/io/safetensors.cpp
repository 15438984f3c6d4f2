// SPDX-License-Identifier: Apache-2.0
// The safetensors format: 8 bytes little-endian header length, a JSON header (name → dtype, shape, data_offsets; `__metadata__`), then the
// data without holes. We write wider types first and pad the header with spaces so that the data begins at a multiple of 64: every
// tensor is aligned to its element size, as the format's own writer does it.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "engine/core/error.h"
#include "engine/io/bounded_reader.h"
#include "engine/io/checkpoint.h"
#include "engine/io/durable_writer.h"
#include "engine/io/json_reader.h"

namespace tl::io {
namespace {
constexpr uint64_t max_header = 100'000'000;
constexpr const char* reading = "read weights";
constexpr const char* writing = "write weights";

struct TypeRow {
  const char* name;
  ScalarType dtype;
};
constexpr TypeRow types[] = {{"F64", kDouble}, {"F32", kFloat}, {"F16", kHalf}, {"BF16", kBFloat16}, {"I64", kLong},
                             {"I32", kInt},    {"I16", kShort}, {"I8", kChar},  {"U8", kByte},       {"BOOL", kBool}};

struct Entry {
  std::string name;
  ScalarType dtype = kFloat;
  DimVector sizes;
  uint64_t begin = 0, end = 0;
};

/// Checks one tensor's row of the header; `fail` throws with its name.
template <class Fail>
Entry parse_entry(const std::string& name, const nlohmann::json& row, Fail&& fail) {
  Entry e;
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

void check_flags(const FileReader& file, uint64_t offset, const Tensor& t, const std::string& name) {
  // A byte other than 0 and 1 in a bool is undefined behaviour in C++.
  if (t.dtype() != kBool) return;
  const auto* bytes = static_cast<const uint8_t*>(t.data_ptr());
  for (int64_t i = 0; i < t.numel(); ++i)
    if (bytes[i] > 1) file.fail(offset + static_cast<uint64_t>(i), "the tensor '" + name + "' holds a bool that is neither 0 nor 1");
}
}  // namespace

NamedTensors load_safetensors(const std::filesystem::path& path, std::map<std::string, std::string>* metadata) {
  const FileReader file(path, reading);
  uint8_t prefix[8];
  file.read(0, prefix, 8, "the header's length");
  uint64_t length = 0;
  for (int i = 7; i >= 0; --i) length = length << 8 | prefix[i];
  if (length > max_header)
    file.fail(0, str("this is not a safetensors file: its header would have ", length, " bytes, more than the ", max_header, " allowed"),
              "Choose a .safetensors file.");
  if (length > file.size() - 8) file.fail(0, str("the header needs ", length, " bytes, but only ", file.size() - 8, " are left"));
  std::string header(static_cast<size_t>(length), '\0');
  file.read(8, header.data(), length, "the header");
  if (header.empty() || header[0] != '{') file.fail(8, "the header does not begin with '{'");
  const auto json = parse_json(header, path.string() + " (header)", {8, max_header});
  const uint64_t data = 8 + length, size = file.size() - data;

  std::vector<Entry> entries;
  for (const auto& [name, row] : json.items()) {
    if (name == "__metadata__") {
      for (const auto& [key, value] : row.items()) {
        if (!value.is_string()) file.fail(8, "the metadata holds something other than text");
        if (metadata) (*metadata)[key] = value;
      }
      continue;
    }
    entries.push_back(
        parse_entry(name, row, [&file, &name = name](const std::string& rule) { file.fail(8, "the tensor '" + name.substr(0, 100) + "' " + rule); }));
  }
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry& a, const Entry& b) { return std::pair(a.begin, a.end) < std::pair(b.begin, b.end); });
  uint64_t at = 0;
  for (const Entry& e : entries) {
    if (e.begin != at)
      file.fail(data + std::min(at, size), str("the data of '", e.name, "' begins at ", e.begin, ", where ", at,
                                               " follows from the tensors before: there must be no hole and no overlap"));
    if (e.end > size)
      file.fail(data + e.begin, str("the tensor '", e.name, "' needs ", e.end - e.begin, " bytes, but only ", size - e.begin, " are left"));
    at = e.end;
  }
  if (at != size) file.fail(data + at, str(size - at, " bytes belong to no tensor"));

  NamedTensors tensors;
  for (const Entry& e : entries) {
    Tensor t = empty_tensor(e.sizes, e.dtype);
    if (e.end > e.begin) file.read(data + e.begin, t.data_ptr(), e.end - e.begin, "a tensor");
    check_flags(file, data + e.begin, t, e.name);
    tensors.emplace_back(e.name, std::move(t));
  }
  return tensors;
}

void save_safetensors(const std::filesystem::path& path, const NamedTensors& given, const std::map<std::string, std::string>& metadata) {
  NamedTensors tensors = given;
  std::stable_sort(tensors.begin(), tensors.end(), [](const auto& a, const auto& b) {
    const auto width = [](const Tensor& t) { return t.defined() ? t.element_size() : 0; };
    return width(a.second) != width(b.second) ? width(a.second) > width(b.second) : a.first < b.first;
  });
  nlohmann::ordered_json header = nlohmann::ordered_json::object();
  if (!metadata.empty()) header["__metadata__"] = metadata;
  std::set<std::string> names;
  uint64_t at = 0;
  for (auto& [name, tensor] : tensors) {
    TL_CHECK(tensor.defined(), value, writing, "the tensor '", name, "' is undefined");
    TL_CHECK(!name.empty() && name != "__metadata__", value, writing, "a tensor may not be named '", name, "'");
    TL_CHECK(names.insert(name).second, value, writing, "two tensors are named '", name, "'");
    const auto* type = std::find_if(std::begin(types), std::end(types), [type = tensor.dtype()](const TypeRow& t) { return type == t.dtype; });
    TL_CHECK(type != std::end(types), type, writing, "the tensor '", name, "' is of type ", dtype_name(tensor.dtype()),
             ", which the format does not know");
    if (!tensor.is_contiguous()) tensor = tensor.detach().contiguous();
    if (!tensor.is_cpu()) tensor = tensor.detach().cpu();
    header[name] = {{"dtype", type->name},
                    {"shape", std::vector<int64_t>(tensor.sizes().begin(), tensor.sizes().end())},
                    {"data_offsets", {at, at + tensor.nbytes()}}};
    at += tensor.nbytes();
  }
  std::string text = header.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  text.append((64 - (8 + text.size()) % 64) % 64, ' ');
  TL_CHECK(text.size() <= max_header, value, writing, "the header would have ", text.size(), " bytes; the format allows ", max_header);
  DurableFile file(path, writing);
  char prefix[8];
  for (int i = 0; i < 8; ++i) prefix[i] = static_cast<char>(text.size() >> (8 * i));
  file.write(prefix, 8);
  file.write(text);
  for (const auto& [name, tensor] : tensors)
    if (tensor.nbytes()) file.write(tensor.data_ptr(), tensor.nbytes());
  file.commit();
}

}  // namespace tl::io
