// SPDX-License-Identifier: Apache-2.0
// An archive's bytes: a safetensors file (safetensors_header.h) with one entry per storage and per extra file, and the manifest as text in
// its metadata. Wider types come first, so that all data is aligned.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>
#include <unordered_set>

#include "engine/core/error.h"
#include "engine/io/archive.h"
#include "engine/io/archive_manifest.h"
#include "engine/io/durable_writer.h"
#include "engine/io/safetensors_header.h"

namespace tl::serialize {
namespace {
using nlohmann::json;
using io::SafetensorsEntry;

/// Everything that goes into the file: its beginning, then the parts.
struct Packed {
  struct Part {
    const void* data;
    uint64_t bytes;
  };
  std::string beginning;
  std::vector<Part> parts;
  std::vector<Storage> held;  // storages brought from other devices
  Value value;                // keeps the tensors' memory
};

/// Names of entries: unique, UTF-8, not empty.
class Names {
 public:
  std::string take(std::string wanted, const std::string& otherwise) {
    if (wanted.empty() || wanted == "__metadata__" || !encode_text(wanted).is_string()) wanted = otherwise;
    std::string name = wanted;
    for (int n = 2; !taken_.insert(name).second; ++n) name = wanted + "#" + std::to_string(n);
    return name;
  }

 private:
  std::unordered_set<std::string> taken_;
};

struct Item {
  SafetensorsEntry entry;
  Packed::Part part;
};

json storage_row(const SavedStorage& s, Names& names, std::vector<Item>& items, Packed& out) {
  if (s.storage->device().is_meta()) return {{"location", s.location}, {"bytes", s.storage->nbytes()}};
  const Storage host = storage_to(s.storage, kCPU);
  out.held.push_back(host);
  Item item{{names.take(s.name, "tensor"), s.dtype, s.sizes, 0, 0}, {host->data(), host->nbytes()}};
  json row{{"location", s.location}, {"entry", item.entry.name}, {"xxh3", checksum(host->data(), host->nbytes())}};
  items.push_back(std::move(item));
  return row;
}

Packed pack(const Value& root, const ExtraFilesMap& files) {
  Packed out;
  out.value = root;
  Encoder encoder;
  json manifest{{"format", manifest_format}, {"version", manifest_version}, {"value", encoder.encode(root)}};
  manifest["tensors"] = encoder.tensors();
  Names names;
  std::vector<Item> items;
  json storages = json::array(), extra = json::array();
  for (const SavedStorage& s : encoder.storages()) storages.push_back(storage_row(s, names, items, out));
  std::vector<std::pair<std::string, const std::string*>> sorted;
  for (const auto& [name, content] : files) sorted.emplace_back(name, &content);
  std::sort(sorted.begin(), sorted.end());
  for (const auto& [name, content] : sorted) {
    Item item{{names.take("extra/" + name, "extra"), kByte, {static_cast<int64_t>(content->size())}, 0, 0}, {content->data(), content->size()}};
    extra.push_back({{"name", encode_text(name)}, {"entry", item.entry.name}, {"xxh3", checksum(content->data(), content->size())}});
    items.push_back(std::move(item));
  }
  manifest["storages"] = std::move(storages);
  manifest["files"] = std::move(extra);
  std::stable_sort(items.begin(), items.end(),
                   [](const Item& a, const Item& b) { return element_size(a.entry.dtype) > element_size(b.entry.dtype); });
  uint64_t at = 0;
  std::vector<SafetensorsEntry> entries;
  for (Item& item : items) {
    item.entry.begin = at;
    item.entry.end = at += item.part.bytes;
    entries.push_back(item.entry);
    out.parts.push_back(item.part);
  }
  const std::string text = manifest.dump();
  out.beginning = io::safetensors_beginning(entries, {{manifest_key, text}, {manifest_sum_key, checksum(text.data(), text.size())}}, "save");
  return out;
}

template <class Sink>
void emit(const Packed& packed, Sink&& sink) {
  sink(packed.beginning.data(), packed.beginning.size());
  for (const auto& part : packed.parts)
    if (part.bytes) sink(part.data, part.bytes);
}
}  // namespace

void OutputArchive::save_to(const std::string& file) const {
  const Packed packed = pack(root(), files_);
  io::DurableFile out(file, "save");
  emit(packed, [&](const void* data, uint64_t bytes) { out.write(data, bytes); });
  out.commit();
}

void OutputArchive::save_to(std::ostream& stream) const {
  emit(pack(root(), files_), [&](const void* data, uint64_t bytes) {
    stream.write(static_cast<const char*>(data), static_cast<std::streamsize>(bytes));
    if (!stream) throw Error(ErrorCategory::io, "save", "the stream does not take what is written", "Check free space and the receiving end.");
  });
  stream.flush();
  if (!stream) throw Error(ErrorCategory::io, "save", "the stream does not take what is written", "Check free space and the receiving end.");
}

void OutputArchive::save_to(const Writer& writer) const {
  TL_CHECK(writer, value, "save", "the writer is empty");
  emit(pack(root(), files_), [&](const void* data, uint64_t bytes) {
    const size_t took = writer(data, static_cast<size_t>(bytes));
    if (took != bytes)
      throw Error(ErrorCategory::io, "save", str("the writer took ", took, " of ", bytes, " bytes"), "Check free space and the receiving end.");
  });
}

}  // namespace tl::serialize
