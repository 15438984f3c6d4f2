// SPDX-License-Identifier: Apache-2.0
// The four places that an archive is read from, seen as bytes one after another. Internal to engine/io.
#pragma once
#include <istream>
#include <memory>
#include <optional>
#include <string>

#include "engine/io/archive.h"
#include "engine/io/bounded_reader.h"

namespace tl::serialize {

class Source {
 public:
  virtual ~Source() = default;
  /// Exactly `bytes` bytes; `what` stands in the error when fewer are left.
  void read(void* out, uint64_t bytes, const char* what);
  /// The same for a size that nobody vouches for: memory grows with what arrives.
  io::Bytes read_growing(uint64_t bytes, const char* what);
  /// How many are left, where that is known.
  std::optional<uint64_t> remaining() const { return size_ ? std::optional(*size_ - position_) : std::nullopt; }
  uint64_t position() const { return position_; }
  /// Whether nothing may follow the archive.
  virtual bool is_whole() const { return true; }
  const std::string& name() const { return name_; }
  [[noreturn]] void fail(uint64_t offset, const std::string& rule, const std::string& remedy = {}) const;

 protected:
  Source(std::string name, std::optional<uint64_t> size) : name_(std::move(name)), size_(size) {}
  /// As many of `bytes` as there are.
  virtual uint64_t fetch(uint64_t position, void* out, uint64_t bytes) = 0;

 private:
  [[noreturn]] void too_short(uint64_t bytes, uint64_t left, const char* what) const;
  std::string name_;
  std::optional<uint64_t> size_;
  uint64_t position_ = 0;
};

std::unique_ptr<Source> file_source(const std::filesystem::path& file);
std::unique_ptr<Source> memory_source(const char* data, size_t bytes);
std::unique_ptr<Source> function_source(const ReaderAt& reader, const SizeOf& size);
std::unique_ptr<Source> stream_source(std::istream& stream);

}  // namespace tl::serialize
