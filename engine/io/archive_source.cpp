// SPDX-License-Identifier: Apache-2.0
#include "engine/io/archive_source.h"

#include <algorithm>
#include <cstring>

#include "engine/core/error.h"

namespace tl::serialize {
namespace {
class FileSource final : public Source {
 public:
  explicit FileSource(std::shared_ptr<io::FileReader> file) : Source(file->path().string(), file->size()), file_(std::move(file)) {}

 private:
  uint64_t fetch(uint64_t position, void* out, uint64_t bytes) override {
    file_->read(position, out, bytes, "the archive");
    return bytes;
  }
  std::shared_ptr<io::FileReader> file_;
};

class MemorySource final : public Source {
 public:
  MemorySource(const char* data, size_t bytes) : Source("buffer", bytes), data_(data) {}

 private:
  uint64_t fetch(uint64_t position, void* out, uint64_t bytes) override {
    std::memcpy(out, data_ + position, bytes);
    return bytes;
  }
  const char* data_;
};

class FunctionSource final : public Source {
 public:
  FunctionSource(const ReaderAt& reader, size_t size) : Source("reader", size), reader_(reader) {}

 private:
  uint64_t fetch(uint64_t position, void* out, uint64_t bytes) override {
    uint64_t done = 0;
    while (done < bytes) {
      const size_t got = reader_(position + done, static_cast<char*>(out) + done, static_cast<size_t>(bytes - done));
      TL_CHECK(got <= bytes - done, value, "load", "the reader says that it read ", got, " bytes where ", bytes - done, " were asked for");
      if (got == 0) break;
      done += got;
    }
    return done;
  }
  const ReaderAt& reader_;
};

/// What is left of a stream that can be sought in.
std::optional<uint64_t> left_in(std::istream& stream) {
  const auto here = stream.tellg();
  if (here == std::istream::pos_type(-1)) {
    stream.clear(stream.rdstate() & ~std::ios::failbit);
    return std::nullopt;
  }
  stream.seekg(0, std::ios::end);
  const auto end = stream.tellg();
  stream.clear();
  stream.seekg(here);
  if (end == std::istream::pos_type(-1) || end < here) return std::nullopt;
  return static_cast<uint64_t>(end - here);
}

class StreamSource final : public Source {
 public:
  explicit StreamSource(std::istream& stream) : Source("stream", left_in(stream)), stream_(stream) {}
  bool is_whole() const override { return false; }

 private:
  uint64_t fetch(uint64_t, void* out, uint64_t bytes) override {
    stream_.read(static_cast<char*>(out), static_cast<std::streamsize>(bytes));
    return static_cast<uint64_t>(stream_.gcount());
  }
  std::istream& stream_;
};
}  // namespace

void Source::fail(uint64_t offset, const std::string& rule, const std::string& remedy) const {
  throw Error(ErrorCategory::input, "load", str("'", name_, "', offset ", offset, ": ", rule),
              remedy.empty() ? "The archive is damaged or incomplete: save it again, or restore it from a copy." : remedy);
}
void Source::too_short(uint64_t bytes, uint64_t left, const char* what) const {
  fail(position_, str(what, " needs ", bytes, " bytes, but only ", left, " are left"));
}

void Source::read(void* out, uint64_t bytes, const char* what) {
  if (size_ && bytes > *size_ - position_) too_short(bytes, *size_ - position_, what);
  if (bytes == 0) return;
  const uint64_t got = fetch(position_, out, bytes);
  if (got < bytes) too_short(bytes, got, what);
  position_ += bytes;
}

io::Bytes Source::read_growing(uint64_t bytes, const char* what) {
  constexpr uint64_t step = 16 << 20;
  if (size_ && bytes > *size_ - position_) too_short(bytes, *size_ - position_, what);
  io::Bytes all;
  while (all.size() < bytes) {
    const size_t before = all.size(), more = static_cast<size_t>(std::min<uint64_t>(size_ ? bytes : step, bytes - before));
    all.resize(before + more);
    read(all.data() + before, more, what);
  }
  return all;
}

std::unique_ptr<Source> file_source(const std::filesystem::path& file) {
  return std::make_unique<FileSource>(std::make_shared<io::FileReader>(file, "load"));
}
std::unique_ptr<Source> memory_source(const char* data, size_t bytes) {
  TL_CHECK(data || bytes == 0, value, "load", "the buffer of ", bytes, " bytes has no address");
  return std::make_unique<MemorySource>(data, bytes);
}
std::unique_ptr<Source> function_source(const ReaderAt& reader, const SizeOf& size) {
  TL_CHECK(reader && size, value, "load", "the reader is empty");
  return std::make_unique<FunctionSource>(reader, size());
}
std::unique_ptr<Source> stream_source(std::istream& stream) {
  TL_CHECK(stream.good(), io, "load", "the stream cannot be read");
  return std::make_unique<StreamSource>(stream);
}

}  // namespace tl::serialize
