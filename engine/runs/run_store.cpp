// SPDX-License-Identifier: Apache-2.0
// Invariants: metrics.bin only ever grows by whole records, and a series' name is in series.json before the first record that uses it.
// Dropping records writes a new file and renames it over the old one, so a reader that still holds the old one sees another inode, even
// when the new file has already outgrown it.
#include "engine/runs/run_store.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

#include "engine/core/error.h"
#include "engine/io/durable_writer.h"
#include "engine/io/json_reader.h"

namespace tl::runs {
namespace {
static_assert(std::endian::native == std::endian::little, "records are stored as they lie in memory");
constexpr const char* operation = "record metrics";
constexpr uint32_t max_series = 10000;

[[noreturn]] void refuse(const std::filesystem::path& file, const char* verb, int error) {
  throw Error(ErrorCategory::io, operation, str("'", file.string(), "' cannot be ", verb, ": ", std::strerror(error)),
              error == ENOSPC || error == EDQUOT ? "Free some space on that disk, then resume."
                                                 : "Check the disk and the permissions of the folder.");
}

struct File {
  int fd = -1;
  File() = default;
  explicit File(int d) : fd(d) {}
  File(File&& o) noexcept : fd(std::exchange(o.fd, -1)) {}
  File& operator=(File&& o) noexcept {
    std::swap(fd, o.fd);
    return *this;
  }
  ~File() {
    if (fd >= 0) ::close(fd);
  }
};

std::vector<std::string> read_series(const std::filesystem::path& file) {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return {};
  const auto json = io::read_json_file(file, {8, 16 << 20});
  if (!json.is_object() || !json.contains("names") || !json["names"].is_array() || json["names"].size() > max_series)
    throw Error(ErrorCategory::input, "read run", str("'", file.string(), "' is not a list of series"),
                "Restore the run's folder from a copy.");
  std::vector<std::string> names;
  for (const auto& name : json["names"]) names.push_back(name.is_string() ? name.get<std::string>() : std::string());
  return names;
}

/// Up to `count` whole records from `offset`; answers how many were there.
size_t read_records(int fd, uint64_t offset, Record* out, size_t count, const std::filesystem::path& file) {
  size_t bytes = 0;
  while (bytes < count * sizeof(Record)) {
    const ssize_t got =
        ::pread(fd, reinterpret_cast<char*>(out) + bytes, count * sizeof(Record) - bytes, static_cast<off_t>(offset + bytes));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) refuse(file, "read", errno);
    if (got == 0) break;
    bytes += static_cast<size_t>(got);
  }
  return bytes / sizeof(Record);
}
}  // namespace

struct RunWriter::Impl {
  std::filesystem::path dir, metrics, series_file;
  File lock, file;
  uint64_t end = 0;  // bytes of whole records
  std::vector<std::string> names;

  explicit Impl(const std::filesystem::path& d) : dir(d), metrics(d / "metrics.bin"), series_file(d / "series.json") {
    io::make_directories(dir, operation);
    lock = File(::open((dir / ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
    if (lock.fd < 0) refuse(dir / ".lock", "opened", errno);
    if (::flock(lock.fd, LOCK_EX | LOCK_NB) != 0)
      throw Error(ErrorCategory::state, operation, str("the run in '", dir.string(), "' is being written by another session"),
                  "Wait for it to end, or choose another folder.");
    names = read_series(series_file);
    open();
  }
  void open() {
    file = File(::open(metrics.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
    struct stat info {};
    if (file.fd < 0 || ::fstat(file.fd, &info) != 0) refuse(metrics, "opened", errno);
    end = static_cast<uint64_t>(info.st_size) / sizeof(Record) * sizeof(Record);
    if (static_cast<uint64_t>(info.st_size) != end) cut();  // the torn tail of a power cut
  }
  void cut() {
    if (::ftruncate(file.fd, static_cast<off_t>(end)) != 0) refuse(metrics, "shortened", errno);
  }
};

bool is_being_written(const std::filesystem::path& run_dir) {
  const File lock(::open((run_dir / ".lock").c_str(), O_RDONLY | O_CLOEXEC));
  // A shared lock, given back at once: two who ask do not mistake each other for the writer.
  return lock.fd >= 0 && ::flock(lock.fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

RunWriter::RunWriter(const std::filesystem::path& run_dir) : impl_(std::make_unique<Impl>(run_dir)) {}
RunWriter::~RunWriter() = default;

uint32_t RunWriter::series(const std::string& name) {
  auto& names = impl_->names;
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<uint32_t>(found - names.begin());
  TL_CHECK(names.size() < max_series, state, operation, "a run holds at most ", max_series, " series");
  auto longer = names;
  longer.push_back(name);
  const nlohmann::json json{{"format", "tensorloom.series"}, {"version", 1}, {"names", longer}};
  io::save_file(impl_->series_file, json.dump(1), operation);
  names = std::move(longer);
  return static_cast<uint32_t>(names.size() - 1);
}

void RunWriter::append(const Record* records, size_t count) {
  const char* at = reinterpret_cast<const char*>(records);
  uint64_t offset = impl_->end, left = count * sizeof(Record);
  while (left > 0) {
    const int injected = io::injected_fault(io::IoCall::write, impl_->metrics);
    if (injected > 0) errno = injected;
    const uint64_t chunk = injected == io::short_write ? (left + 1) / 2 : left;
    const ssize_t done = injected > 0 ? -1 : ::pwrite(impl_->file.fd, at, chunk, static_cast<off_t>(offset));
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) {
      const int error = errno;
      (void)!::ftruncate(impl_->file.fd, static_cast<off_t>(impl_->end));
      refuse(impl_->metrics, "written", error);
    }
    at += done;
    offset += static_cast<uint64_t>(done);
    left -= static_cast<uint64_t>(done);
  }
  impl_->end = offset;
}

void RunWriter::flush() {
  const int injected = io::injected_fault(io::IoCall::fsync, impl_->metrics);
  if (injected > 0) errno = injected;
  if (injected > 0 || ::fdatasync(impl_->file.fd) != 0) refuse(impl_->metrics, "written to the disk", errno);
}

void RunWriter::truncate_after(int64_t step, std::optional<uint32_t> epoch) {
  const auto goes = [&](const Record& r) {
    if (r.step != step) return r.step > step;
    return epoch && r.epoch >= *epoch && r.series < impl_->names.size() && impl_->names[r.series].rfind("validation/", 0) == 0;
  };
  std::vector<Record> block(8192), kept;
  std::unique_ptr<io::DurableFile> rewritten;
  // Nothing is rewritten unless a record has to go; then the records before it are copied first.
  const auto each_block = [&](uint64_t until, auto&& visit) {
    for (uint64_t offset = 0; offset < until;) {
      const size_t got = read_records(impl_->file.fd, offset, block.data(),
                                      std::min<size_t>(block.size(), (until - offset) / sizeof(Record)), impl_->metrics);
      if (got == 0) break;
      visit(got);
      offset += got * sizeof(Record);
    }
  };
  bool any = false;
  each_block(impl_->end,
             [&](size_t n) { any = any || std::any_of(block.begin(), block.begin() + n, goes); });
  if (!any) return;
  rewritten = std::make_unique<io::DurableFile>(impl_->metrics, operation);
  each_block(impl_->end, [&](size_t n) {
    kept.clear();
    std::copy_if(block.begin(), block.begin() + n, std::back_inserter(kept), [&](const Record& r) { return !goes(r); });
    rewritten->write(kept.data(), kept.size() * sizeof(Record));
  });
  rewritten->commit();
  impl_->open();
}

struct RunReader::Impl {
  std::filesystem::path metrics, series_file;
  File file;
  uint64_t offset = 0;
  std::vector<std::string> names;
};

RunReader::RunReader(const std::filesystem::path& run_dir) : impl_(std::make_unique<Impl>()) {
  impl_->metrics = run_dir / "metrics.bin";
  impl_->series_file = run_dir / "series.json";
}
RunReader::~RunReader() = default;

const std::vector<std::string>& RunReader::series() const { return impl_->names; }

std::vector<Record> RunReader::poll(bool* restarted) {
  if (restarted) *restarted = false;
  struct stat held {
  }, named{};
  if (::stat(impl_->metrics.c_str(), &named) != 0) return {};
  const bool other =
      impl_->file.fd >= 0 && (::fstat(impl_->file.fd, &held) != 0 || held.st_ino != named.st_ino || held.st_dev != named.st_dev);
  if (impl_->file.fd < 0 || other) {
    impl_->file = File(::open(impl_->metrics.c_str(), O_RDONLY | O_CLOEXEC));
    if (impl_->file.fd < 0 || ::fstat(impl_->file.fd, &named) != 0) refuse(impl_->metrics, "opened", errno);
  }
  const uint64_t end = static_cast<uint64_t>(named.st_size) / sizeof(Record) * sizeof(Record);
  if (other || end < impl_->offset) {
    impl_->offset = 0;
    impl_->names.clear();
    if (restarted) *restarted = true;
  }
  std::vector<Record> records(static_cast<size_t>((end - impl_->offset) / sizeof(Record)));
  records.resize(read_records(impl_->file.fd, impl_->offset, records.data(), records.size(), impl_->metrics));
  uint32_t highest = 0;
  for (const Record& r : records) highest = std::max(highest, r.series);
  if (!records.empty() && highest >= impl_->names.size()) {
    auto names = read_series(impl_->series_file);
    if (highest >= max_series)
      throw Error(ErrorCategory::input, "read run",
                  str("'", impl_->metrics.string(), "' holds a record of series ", highest, ", which cannot be"),
                  "The file is damaged: restore the run's folder from a copy.");
    while (names.size() <= highest) names.push_back("unnamed/" + std::to_string(names.size()));
    impl_->names = std::move(names);
  }
  impl_->offset += records.size() * sizeof(Record);
  return records;
}

}  // namespace tl::runs
