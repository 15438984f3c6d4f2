// SPDX-License-Identifier: Apache-2.0
// The safetensors format: 8 bytes little-endian header length, a JSON header (name → dtype, shape, data_offsets; `__metadata__`), then the
// data without holes. We write wider types first and pad the header with spaces so that the data begins at a multiple of 64: every
// tensor is aligned to its element size, as the format's own writer does it.
#include <algorithm>
#include <set>

#include "engine/core/error.h"
#include "engine/io/bounded_reader.h"
#include "engine/io/checkpoint.h"
#include "engine/io/durable_writer.h"
#include "engine/io/safetensors_header.h"

namespace tl::io {
namespace {
constexpr const char* reading = "read weights";
constexpr const char* writing = "write weights";
}  // namespace

NamedTensors load_safetensors(const std::filesystem::path& path, std::map<std::string, std::string>* metadata) {
  const FileReader file(path, reading);
  uint8_t prefix[8];
  file.read(0, prefix, 8, "the header's length");
  uint64_t length = 0;
  for (int i = 7; i >= 0; --i) length = length << 8 | prefix[i];
  if (length > max_safetensors_header)
    file.fail(0, str("this is not a safetensors file: its header would have ", length, " bytes, more than the ", max_safetensors_header, " allowed"),
              "Choose a .safetensors file.");
  if (length > file.size() - 8) file.fail(0, str("the header needs ", length, " bytes, but only ", file.size() - 8, " are left"));
  std::string header(static_cast<size_t>(length), '\0');
  file.read(8, header.data(), length, "the header");
  const RefuseAt refuse = [&](uint64_t offset, const std::string& rule) { file.fail(offset, rule); };
  const uint64_t data = 8 + length;
  NamedTensors tensors;
  for (const SafetensorsEntry& e : parse_safetensors_header(header, file.size() - data, path.string(), refuse, metadata)) {
    Tensor t = empty_tensor(e.sizes, e.dtype);
    if (e.end > e.begin) file.read(data + e.begin, t.data_ptr(), e.end - e.begin, "a tensor");
    if (e.dtype == kBool) check_flags(t.data_ptr(), t.nbytes(), data + e.begin, e.name, refuse);
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
  std::set<std::string> names;
  std::vector<SafetensorsEntry> entries;
  uint64_t at = 0;
  for (auto& [name, tensor] : tensors) {
    TL_CHECK(tensor.defined(), value, writing, "the tensor '", name, "' is undefined");
    TL_CHECK(!name.empty() && name != "__metadata__", value, writing, "a tensor may not be named '", name, "'");
    TL_CHECK(names.insert(name).second, value, writing, "two tensors are named '", name, "'");
    TL_CHECK(safetensors_type(tensor.dtype()), type, writing, "the tensor '", name, "' is of type ", dtype_name(tensor.dtype()),
             ", which the format does not know");
    if (!tensor.is_contiguous()) tensor = tensor.detach().contiguous();
    if (!tensor.is_cpu()) tensor = tensor.detach().cpu();
    entries.push_back({name, tensor.dtype(), DimVector(tensor.sizes().begin(), tensor.sizes().end()), at, at + tensor.nbytes()});
    at += tensor.nbytes();
  }
  const std::string beginning = safetensors_beginning(entries, metadata, writing);
  DurableFile file(path, writing);
  file.write(beginning);
  for (const auto& [name, tensor] : tensors)
    if (tensor.nbytes()) file.write(tensor.data_ptr(), tensor.nbytes());
  file.commit();
}

}  // namespace tl::io
