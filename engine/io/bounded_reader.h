// SPDX-License-Identifier: Apache-2.0
// Reading what nobody vouches for. Nothing is allocated from a declared size before that size was compared with the bytes present;
// every refusal names file, offset, the rule that was broken and what to do (category input; io where the system refuses to read).
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace tl::io {

using Bytes = std::vector<uint8_t>;

/// The whole file, at most `max_bytes`. `operation` ("read data", "open project") begins each error.
Bytes read_file(const std::filesystem::path& path, uint64_t max_bytes, const std::string& operation);
/// The same, unpacked when the file begins like gzip; `max_bytes` then limits the unpacked size.
Bytes read_file_or_gzip(const std::filesystem::path& path, uint64_t max_bytes, const std::string& operation);
/// Unpacks gzip (several members allowed) with a checked checksum. `name` and `operation` are for errors.
Bytes gunzip(std::span<const uint8_t> packed, uint64_t max_bytes, const std::string& name, const std::string& operation);

/// Walks over bytes in memory. Not thread-safe; the bytes must outlive it.
class BoundedReader {
 public:
  BoundedReader(std::span<const uint8_t> bytes, std::string name, std::string operation);
  uint64_t offset() const { return offset_; }
  uint64_t size() const { return bytes_.size(); }
  uint64_t remaining() const { return bytes_.size() - offset_; }
  /// The next `n` bytes, in place. `what` ("the header", "image data") stands in the error when fewer are left.
  std::span<const uint8_t> take(uint64_t n, const char* what);
  uint8_t u8(const char* what);
  uint32_t u32_be(const char* what);
  uint32_t u32_le(const char* what);
  uint64_t u64_le(const char* what);
  void expect_end(const char* what);
  /// Throws: "name, offset 16: rule. remedy"
  [[noreturn]] void fail(const std::string& rule, const std::string& remedy = {}) const;

 private:
  std::span<const uint8_t> bytes_;
  uint64_t offset_ = 0;
  std::string name_, operation_;
};

/// A file of any size, read by position. Const methods are thread-safe.
class FileReader {
 public:
  FileReader(std::filesystem::path path, std::string operation);
  ~FileReader();
  FileReader(const FileReader&) = delete;
  FileReader& operator=(const FileReader&) = delete;
  uint64_t size() const { return size_; }
  const std::filesystem::path& path() const { return path_; }
  /// Reads exactly `n` bytes into `out`; they must lie inside the file.
  void read(uint64_t offset, void* out, uint64_t n, const char* what) const;
  [[noreturn]] void fail(uint64_t offset, const std::string& rule, const std::string& remedy = {}) const;

 private:
  std::filesystem::path path_;
  std::string operation_;
  int fd_ = -1;
  uint64_t size_ = 0;
};

}  // namespace tl::io
