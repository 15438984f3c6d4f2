// SPDX-License-Identifier: Apache-2.0
#include "engine/io/bounded_reader.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "engine/core/error.h"

namespace tl::io {
namespace {
constexpr const char* damaged = "The file is damaged or incomplete: get it again or restore it from a copy.";

[[noreturn]] void throw_errno(const std::string& operation, const std::filesystem::path& path, const char* verb, int error) {
  const bool missing = error == ENOENT || error == ENOTDIR || error == EISDIR;
  const char* remedy = error == ENOENT || error == ENOTDIR ? "Check the path."
                       : error == EISDIR                   ? "Name a file inside it."
                       : error == EACCES                   ? "Check the permissions of the file and its folders."
                                                           : "Check the disk and try again.";
  throw Error(missing ? ErrorCategory::input : ErrorCategory::io, operation,
              str("the file '", path.string(), "' cannot be ", verb, ": ", std::strerror(error)), remedy);
}

int open_for_reading(const std::filesystem::path& path, const std::string& operation, struct stat& info) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) throw_errno(operation, path, "opened", errno);
  if (::fstat(fd, &info) != 0 || S_ISDIR(info.st_mode)) {
    const int error = S_ISDIR(info.st_mode) ? EISDIR : errno;
    ::close(fd);
    throw_errno(operation, path, "opened", error);
  }
  return fd;
}

struct Closer {
  int fd;
  ~Closer() { ::close(fd); }
};

[[noreturn]] void too_large(const std::string& operation, const std::string& name, uint64_t limit) {
  throw Error(ErrorCategory::input, operation, str("'", name, "' holds more than the ", limit, " bytes that are read"),
              "Check that this is the right file.");
}
}  // namespace

Bytes read_file(const std::filesystem::path& path, uint64_t max_bytes, const std::string& operation) {
  struct stat info {};
  const Closer file{open_for_reading(path, operation, info)};
  if (static_cast<uint64_t>(info.st_size) > max_bytes) too_large(operation, path.string(), max_bytes);
  Bytes bytes(static_cast<size_t>(info.st_size));
  size_t filled = 0;
  for (;;) {
    // One byte more than the size tells the end from a file that grew (or a pipe, whose size reads 0).
    if (filled == bytes.size()) bytes.resize(filled + (filled == static_cast<size_t>(info.st_size) ? 1 : std::max<size_t>(filled, 65536)));
    const ssize_t got = ::read(file.fd, bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw_errno(operation, path, "read", errno);
    if (got == 0) break;
    filled += static_cast<size_t>(got);
    if (filled > max_bytes) too_large(operation, path.string(), max_bytes);
  }
  bytes.resize(filled);
  return bytes;
}

Bytes read_file_or_gzip(const std::filesystem::path& path, uint64_t max_bytes, const std::string& operation) {
  Bytes bytes = read_file(path, max_bytes, operation);
  if (bytes.size() < 2 || bytes[0] != 0x1f || bytes[1] != 0x8b) return bytes;
  return gunzip(bytes, max_bytes, path.string(), operation);
}

Bytes gunzip(std::span<const uint8_t> packed, uint64_t max_bytes, const std::string& name, const std::string& operation) {
  z_stream z{};
  if (inflateInit2(&z, 16 + MAX_WBITS) != Z_OK)
    throw OutOfMemoryError(ErrorCategory::memory, operation, "no memory to unpack '" + name + "'");
  struct Ender {
    z_stream* z;
    ~Ender() { inflateEnd(z); }
  } ender{&z};
  Bytes out;
  size_t filled = 0, consumed = 0;
  const auto refuse = [&](const char* rule) {
    throw Error(ErrorCategory::input, operation, str("'", name, "', offset ", consumed, ": ", rule), damaged);
  };
  for (;;) {
    if (filled == out.size()) out.resize(std::max<size_t>(65536, filled * 2));
    const size_t input = std::min<size_t>(packed.size() - consumed, 1u << 30), room = std::min<size_t>(out.size() - filled, 1u << 30);
    z.next_in = const_cast<Bytef*>(packed.data() + consumed);
    z.avail_in = static_cast<uInt>(input);
    z.next_out = out.data() + filled;
    z.avail_out = static_cast<uInt>(room);
    const int rc = inflate(&z, Z_NO_FLUSH);
    consumed += input - z.avail_in;
    filled += room - z.avail_out;
    if (filled > max_bytes) too_large(operation, name, max_bytes);
    if (rc == Z_STREAM_END) {
      const auto rest = packed.subspan(consumed);
      if (std::all_of(rest.begin(), rest.end(), [](uint8_t b) { return b == 0; })) break;
      if (rest.size() < 2 || rest[0] != 0x1f || rest[1] != 0x8b) refuse("bytes follow the end of the gzip stream");
      inflateReset(&z);
    } else if (rc == Z_BUF_ERROR || (rc == Z_OK && consumed == packed.size() && z.avail_out > 0)) {
      refuse("the gzip stream ends too early");
    } else if (rc != Z_OK) {
      refuse(z.msg ? z.msg : "the gzip stream is damaged");
    }
  }
  out.resize(filled);
  return out;
}

BoundedReader::BoundedReader(std::span<const uint8_t> bytes, std::string name, std::string operation)
    : bytes_(bytes), name_(std::move(name)), operation_(std::move(operation)) {}

std::span<const uint8_t> BoundedReader::take(uint64_t n, const char* what) {
  if (n > remaining()) fail(str(what, " needs ", n, " bytes, but only ", remaining(), " are left"), damaged);
  const auto part = bytes_.subspan(offset_, n);
  offset_ += n;
  return part;
}
uint8_t BoundedReader::u8(const char* what) { return take(1, what)[0]; }
uint32_t BoundedReader::u32_be(const char* what) {
  const auto b = take(4, what);
  return uint32_t{b[0]} << 24 | uint32_t{b[1]} << 16 | uint32_t{b[2]} << 8 | b[3];
}
uint32_t BoundedReader::u32_le(const char* what) {
  const auto b = take(4, what);
  return uint32_t{b[3]} << 24 | uint32_t{b[2]} << 16 | uint32_t{b[1]} << 8 | b[0];
}
uint64_t BoundedReader::u64_le(const char* what) {
  const uint64_t low = u32_le(what);
  return low | uint64_t{u32_le(what)} << 32;
}
void BoundedReader::expect_end(const char* what) {
  if (remaining()) fail(str(remaining(), " bytes follow the end of ", what), damaged);
}
void BoundedReader::fail(const std::string& rule, const std::string& remedy) const {
  throw Error(ErrorCategory::input, operation_, str("'", name_, "', offset ", offset_, ": ", rule), remedy.empty() ? damaged : remedy);
}

FileReader::FileReader(std::filesystem::path path, std::string operation) : path_(std::move(path)), operation_(std::move(operation)) {
  struct stat info {};
  fd_ = open_for_reading(path_, operation_, info);
  size_ = static_cast<uint64_t>(info.st_size);
}
FileReader::~FileReader() { ::close(fd_); }

void FileReader::read(uint64_t offset, void* out, uint64_t n, const char* what) const {
  if (offset > size_ || n > size_ - offset)
    fail(offset, str(what, " needs ", n, " bytes, but only ", offset > size_ ? 0 : size_ - offset, " are left"));
  auto* at = static_cast<uint8_t*>(out);
  while (n > 0) {
    const ssize_t got = ::pread(fd_, at, std::min<uint64_t>(n, 1u << 30), static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw_errno(operation_, path_, "read", errno);
    if (got == 0) fail(offset, str("the file became shorter while ", what, " was read"));
    at += got;
    offset += static_cast<uint64_t>(got);
    n -= static_cast<uint64_t>(got);
  }
}

void FileReader::fail(uint64_t offset, const std::string& rule, const std::string& remedy) const {
  throw Error(ErrorCategory::input, operation_, str("'", path_.string(), "', offset ", offset, ": ", rule),
              remedy.empty() ? damaged : remedy);
}

}  // namespace tl::io
