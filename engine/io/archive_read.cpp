// SPDX-License-Identifier: Apache-2.0
// Reading an archive: header and manifest are checked against one another and against the bytes that are there before anything is
// allocated; then the data is read once, in order.
#include <cstring>
#include <nlohmann/json.hpp>

#include "engine/core/error.h"
#include "engine/io/archive.h"
#include "engine/io/archive_manifest.h"
#include "engine/io/archive_source.h"
#include "engine/io/json_reader.h"
#include "engine/io/safetensors_header.h"

namespace tl::serialize {
namespace {
using io::SafetensorsEntry;
using nlohmann::json;

/// A storage as the manifest tells of it.
struct StorageRow {
  std::string location, sum;
  const SafetensorsEntry* entry = nullptr;  // null: meta
  uint64_t bytes = 0;
  Storage storage;
};
struct FileRow {
  std::string name, sum, content;
  const SafetensorsEntry* entry = nullptr;
};

class ArchiveReader {
 public:
  explicit ArchiveReader(Source& source) : source_(source) {}

  void read(const MapLocation& map_location, Value& root, ExtraFilesMap& files) {
    read_header();
    const json manifest = read_manifest();
    for (const json& row : rows(manifest, "storages")) storages_.push_back(storage_row(row));
    for (const json& row : rows(manifest, "files")) files_.push_back(file_row(row));
    if (!unused_.empty()) refuse("the data of '" + unused_.begin()->first.substr(0, 100) + "' belongs to nothing");
    std::vector<uint64_t> bytes;
    for (const StorageRow& s : storages_) bytes.push_back(s.bytes);
    check_tensors(manifest.at("tensors"), bytes, refuse_);
    read_data();
    std::vector<Storage> storages;
    for (const StorageRow& s : storages_) storages.push_back(map_location(s.storage, s.location));
    Value value = decode(manifest.at("value"), decode_tensors(manifest.at("tensors"), storages, refuse_), refuse_);
    ExtraFilesMap found;
    for (FileRow& f : files_)
      if (!found.emplace(f.name, std::move(f.content)).second) refuse("two extra files are named '" + f.name.substr(0, 100) + "'");
    root = std::move(value);
    files = std::move(found);
  }

 private:
  [[noreturn]] void refuse(const std::string& rule) const { source_.fail(8, rule); }

  void read_header() {
    uint8_t prefix[8];
    source_.read(prefix, 8, "the header's length");
    if (std::memcmp(prefix, "PK\3\4", 4) == 0)
      source_.fail(0, "this is a zip file, as PyTorch writes them, and no archive of Tensorloom", "Save the weights as safetensors there, and read those.");
    uint64_t length = 0;
    for (int i = 7; i >= 0; --i) length = length << 8 | prefix[i];
    if (length > io::max_safetensors_header)
      source_.fail(0, str("this is no archive: its header would have ", length, " bytes, more than the ", io::max_safetensors_header, " allowed"),
                   "Choose a file that tl::save wrote.");
    const io::Bytes bytes = source_.read_growing(length, "the header");
    const std::string header(bytes.begin(), bytes.end());
    data_ = 8 + length;
    const auto left = source_.is_whole() ? source_.remaining() : std::nullopt;
    entries_ = io::parse_safetensors_header(header, left, source_.name(),
                                            [this](uint64_t offset, const std::string& rule) { source_.fail(offset, rule); }, &metadata_);
    for (const SafetensorsEntry& e : entries_) unused_.emplace(e.name, &e);
    const uint64_t needed = entries_.empty() ? 0 : entries_.back().end;
    if (const auto rest = source_.remaining(); rest && needed > *rest)
      source_.fail(data_, str("the data needs ", needed, " bytes, but only ", *rest, " are left"));
  }

  json read_manifest() {
    const auto text = metadata_.find(manifest_key), sum = metadata_.find(manifest_sum_key);
    if (text == metadata_.end())
      source_.fail(8, "this is a safetensors file without an archive's manifest", "Read its tensors with tl::io::load_safetensors.");
    if (sum == metadata_.end() || sum->second != checksum(text->second.data(), text->second.size())) refuse("the manifest does not match its checksum");
    json manifest = io::parse_json(text->second, source_.name() + " (manifest)", {4 * max_depth + 16, io::max_safetensors_header});
    if (!manifest.is_object() || !manifest.contains("format") || manifest["format"] != manifest_format) refuse("the manifest is of another format");
    if (!manifest.contains("version") || !manifest["version"].is_number_integer()) refuse("the manifest has no version");
    if (manifest["version"] != manifest_version)
      source_.fail(8, str("the archive has version ", manifest["version"].dump(), ", this program reads version ", manifest_version),
                   "Open it with a newer version of this program.");
    for (const char* key : {"value", "tensors", "storages", "files"})
      if (!manifest.contains(key)) refuse(str("the manifest has no ", key));
    return manifest;
  }

  const json& rows(const json& manifest, const char* key) const {
    if (!manifest.at(key).is_array()) refuse(str("the manifest's ", key, " are no list"));
    return manifest.at(key);
  }
  std::string text_of(const json& row, const char* key) const {
    if (!row.is_object() || !row.contains(key) || !row[key].is_string()) refuse(str("an entry of the manifest has no ", key));
    return row[key];
  }
  const SafetensorsEntry* entry_of(const json& row) {
    const std::string name = text_of(row, "entry");
    const auto found = unused_.find(name);
    if (found == unused_.end()) refuse("the manifest names the data '" + name.substr(0, 100) + "', which is not there or has been named before");
    const SafetensorsEntry* entry = found->second;
    unused_.erase(found);
    return entry;
  }

  StorageRow storage_row(const json& row) {
    StorageRow s;
    s.location = text_of(row, "location");
    if (!row.contains("entry")) {
      if (s.location != "meta" || !row.contains("bytes") || !row["bytes"].is_number_unsigned() || row["bytes"].get<uint64_t>() > (1ull << 52))
        refuse("a storage has no data");
      s.bytes = row["bytes"];
      return s;
    }
    s.entry = entry_of(row);
    s.bytes = s.entry->end - s.entry->begin;
    s.sum = text_of(row, "xxh3");
    return s;
  }
  FileRow file_row(const json& row) {
    FileRow f;
    if (!row.is_object() || !row.contains("name")) refuse("an extra file has no name");
    f.name = decode_text(row["name"], refuse_);
    f.entry = entry_of(row);
    f.sum = text_of(row, "xxh3");
    return f;
  }

  /// In the order of the data, each part with its checksum compared.
  void read_data() {
    for (StorageRow& s : storages_)
      if (!s.entry) s.storage = Storage(new StorageImpl(s.bytes, kMeta));
    std::unordered_map<const SafetensorsEntry*, StorageRow*> storage_at;
    std::unordered_map<const SafetensorsEntry*, FileRow*> file_at;
    for (StorageRow& s : storages_)
      if (s.entry) storage_at[s.entry] = &s;
    for (FileRow& f : files_) file_at[f.entry] = &f;
    for (const SafetensorsEntry& e : entries_) {
      const uint64_t bytes = e.end - e.begin, offset = source_.position();
      std::string sum;
      if (const auto s = storage_at.find(&e); s != storage_at.end()) {
        read_storage(*s->second);
        sum = checksum(s->second->storage->data(), bytes);
        if (sum != s->second->sum) source_.fail(offset, "the data of '" + e.name.substr(0, 100) + "' does not match its checksum");
      } else {
        FileRow& f = *file_at.at(&e);
        const io::Bytes content = source_.read_growing(bytes, "an extra file");
        f.content.assign(content.begin(), content.end());
        if (checksum(f.content.data(), f.content.size()) != f.sum)
          source_.fail(offset, "the extra file '" + f.name.substr(0, 100) + "' does not match its checksum");
      }
    }
  }

  void read_storage(StorageRow& s) {
    if (source_.remaining()) {
      s.storage = Storage(new StorageImpl(s.bytes, kCPU));
      source_.read(s.storage->data(), s.bytes, "a tensor");
      return;
    }
    const io::Bytes bytes = source_.read_growing(s.bytes, "a tensor");
    s.storage = Storage(new StorageImpl(s.bytes, kCPU));
    if (s.bytes) std::memcpy(s.storage->data(), bytes.data(), s.bytes);
  }

  Source& source_;
  const Refuse refuse_ = [this](const std::string& rule) { refuse(rule); };
  std::map<std::string, std::string> metadata_;
  std::vector<SafetensorsEntry> entries_;
  std::unordered_map<std::string, const SafetensorsEntry*> unused_;  // by the manifest, so far
  std::vector<StorageRow> storages_;
  std::vector<FileRow> files_;
  uint64_t data_ = 0;
};
}  // namespace

void InputArchive::load_from(const std::string& file, const MapLocation& map_location) {
  prefix_.clear();
  ArchiveReader(*file_source(file)).read(map_location, root_, files_);
}
void InputArchive::load_from(std::istream& stream, const MapLocation& map_location) {
  prefix_.clear();
  ArchiveReader(*stream_source(stream)).read(map_location, root_, files_);
}
void InputArchive::load_from(const char* data, size_t bytes, const MapLocation& map_location) {
  prefix_.clear();
  ArchiveReader(*memory_source(data, bytes)).read(map_location, root_, files_);
}
void InputArchive::load_from(const ReaderAt& reader, const SizeOf& size, const MapLocation& map_location) {
  prefix_.clear();
  ArchiveReader(*function_source(reader, size)).read(map_location, root_, files_);
}

}  // namespace tl::serialize
