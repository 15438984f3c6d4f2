// SPDX-License-Identifier: Apache-2.0
#include "engine/io/durable_writer.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <vector>

#include "engine/core/error.h"

namespace tl::io {
namespace {
std::shared_ptr<const FaultHook>& hook_slot() {
  static std::shared_ptr<const FaultHook> hook;
  return hook;
}

/// 0, or sets errno to the injected fault and answers -1.
int fault(IoCall call, const std::filesystem::path& file) {
  const int error = injected_fault(call, file);
  if (error > 0) errno = error;
  return error > 0 ? -1 : 0;
}

[[noreturn]] void refuse(const std::string& operation, const std::filesystem::path& file, const char* verb, int error) {
  const char* remedy = error == ENOSPC || error == EDQUOT ? "Free some space on that disk and save again."
                       : error == EACCES || error == EPERM ? "Check the permissions of the folder, or choose another one."
                       : error == EROFS                    ? "That disk is read-only: choose another folder."
                       : error == ENOENT || error == ENOTDIR ? "Check that the folder exists."
                       : error == EIO ? "The disk reports a fault: save to another disk."
                                      : "Choose another place and save again.";
  throw Error(ErrorCategory::io, operation, str("'", file.string(), "' cannot be ", verb, ": ", std::strerror(error)), remedy);
}

std::filesystem::path parent_of(const std::filesystem::path& path) { return path.has_parent_path() ? path.parent_path() : "."; }

std::filesystem::path temporary_name(const std::filesystem::path& path) {
  static std::atomic<unsigned> counter{0};
  return parent_of(path) / ("." + path.filename().string() + "." + std::to_string(::getpid()) + "-" + std::to_string(counter++) + ".tmp");
}

void sync_folder(const std::filesystem::path& folder, const std::filesystem::path& file, const std::string& operation) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) refuse(operation, file, "made durable", errno);
  const int rc = fault(IoCall::fsync_folder, file) ? -1 : ::fsync(fd);
  const int error = errno;
  ::close(fd);
  // Some network and container file systems cannot sync a folder; they then order the rename themselves.
  if (rc != 0 && error != EINVAL && error != ENOTSUP) refuse(operation, file, "made durable", error);
}
}  // namespace

void set_fault_hook(FaultHook hook) {
  std::atomic_store(&hook_slot(), hook ? std::make_shared<const FaultHook>(std::move(hook)) : nullptr);
}
int injected_fault(IoCall call, const std::filesystem::path& file) {
  const auto hook = std::atomic_load(&hook_slot());
  return hook ? (*hook)(call, file) : 0;
}

DurableFile::DurableFile(std::filesystem::path path, std::string operation) : path_(std::move(path)), operation_(std::move(operation)) {
  std::error_code ignored;
  if (std::filesystem::is_symlink(path_, ignored)) {
    const auto target = std::filesystem::weakly_canonical(path_, ignored);
    if (!ignored) path_ = target;
  }
  if (path_.filename().empty()) refuse(operation_, path_, "created", EISDIR);
  temporary_ = temporary_name(path_);
  fd_ = fault(IoCall::create, path_) ? -1 : ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (fd_ < 0) refuse(operation_, path_, "created", errno);
  struct stat old {};
  if (::stat(path_.c_str(), &old) == 0 && S_ISREG(old.st_mode)) (void)!::fchmod(fd_, old.st_mode & 07777);
}

DurableFile::~DurableFile() { discard(); }

void DurableFile::discard() noexcept {
  if (fd_ >= 0) ::close(fd_);
  fd_ = -1;
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
  temporary_.clear();
}

void DurableFile::write(const void* data, uint64_t bytes) {
  TL_ASSERT(fd_ >= 0);
  const char* at = static_cast<const char*>(data);
  while (bytes > 0) {
    uint64_t chunk = std::min<uint64_t>(bytes, 1u << 30);
    const int injected = injected_fault(IoCall::write, path_);
    if (injected == short_write) chunk = std::max<uint64_t>(1, chunk / 2);
    if (injected > 0) errno = injected;
    const ssize_t done = injected > 0 ? -1 : ::write(fd_, at, chunk);
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) {
      const int error = errno;
      discard();
      refuse(operation_, path_, "written", error);
    }
    at += done;
    bytes -= static_cast<uint64_t>(done);
    written_ += static_cast<uint64_t>(done);
  }
}

void DurableFile::commit() {
  TL_ASSERT(fd_ >= 0);
  const auto fail = [&](const char* verb) {
    const int error = errno;
    discard();
    refuse(operation_, path_, verb, error);
  };
  if (fault(IoCall::fsync, path_) || ::fsync(fd_) != 0) fail("written to the disk");
  const int fd = fd_;
  fd_ = -1;
  if (::close(fd) != 0 || fault(IoCall::close, path_)) fail("written to the disk");
  if (fault(IoCall::rename, path_) || ::rename(temporary_.c_str(), path_.c_str()) != 0) fail("replaced");
  temporary_.clear();
  sync_folder(parent_of(path_), path_, operation_);
}

void save_file(const std::filesystem::path& path, std::string_view content, const std::string& operation) {
  DurableFile file(path, operation);
  file.write(content);
  file.commit();
}

DurableDirectory::DurableDirectory(std::filesystem::path final_path, std::string operation)
    : final_(std::move(final_path)), operation_(std::move(operation)) {
  make_directories(parent_of(final_), operation_);
  temporary_ = temporary_name(final_);
  if (fault(IoCall::create, final_) || ::mkdir(temporary_.c_str(), 0777) != 0) {
    temporary_.clear();
    refuse(operation_, final_, "created", errno);
  }
}

DurableDirectory::~DurableDirectory() {
  std::error_code ignored;
  if (!temporary_.empty()) std::filesystem::remove_all(temporary_, ignored);
}

/// Network and older file systems cannot exchange two names. The older folder steps aside for a moment; a crash just then leaves both under
/// other names. Back as it was when the second rename fails.
bool DurableDirectory::put_beside_and_replace() {
  const std::filesystem::path aside = temporary_name(final_);
  if (::rename(final_.c_str(), aside.c_str()) != 0) return false;
  if (::rename(temporary_.c_str(), final_.c_str()) != 0) {
    const int error = errno;
    (void)!::rename(aside.c_str(), final_.c_str());
    errno = error;
    return false;
  }
  temporary_ = aside;  // removed as the older folder is after an exchange
  return true;
}

void DurableDirectory::commit() {
  TL_ASSERT(!temporary_.empty());
  sync_folder(temporary_, final_, operation_);
  std::error_code ignored;
  const bool exchange = std::filesystem::exists(final_, ignored);
  const unsigned flags = exchange ? RENAME_EXCHANGE : 0;
  if (fault(IoCall::rename, final_) || ::renameat2(AT_FDCWD, temporary_.c_str(), AT_FDCWD, final_.c_str(), flags) != 0) {
    const bool cannot_exchange = exchange && (errno == EINVAL || errno == ENOSYS);
    if (!cannot_exchange || !put_beside_and_replace()) refuse(operation_, final_, "put in place", errno);
  }
  // After an exchange the temporary name holds the older folder.
  if (exchange) std::filesystem::remove_all(temporary_, ignored);
  temporary_.clear();
  sync_folder(parent_of(final_), final_, operation_);
}

void remove_stale_temporaries(const std::filesystem::path& folder) {
  std::error_code ignored;
  std::vector<std::filesystem::path> stale;
  for (std::filesystem::directory_iterator it(folder, ignored), end; !ignored && it != end; it.increment(ignored)) {
    const std::string name = it->path().filename().string();  // ".step-00000120.4711-3.tmp"
    const size_t dash = name.rfind('-');
    if (!name.starts_with('.') || !name.ends_with(".tmp") || dash == std::string::npos) continue;
    const size_t dot = name.rfind('.', dash);
    const long pid = dot == std::string::npos ? 0 : std::atol(name.c_str() + dot + 1);
    if (pid > 0 && ::kill(static_cast<pid_t>(pid), 0) != 0 && errno == ESRCH) stale.push_back(it->path());
  }
  for (const auto& path : stale) std::filesystem::remove_all(path, ignored);
}

void make_directories(const std::filesystem::path& path, const std::string& operation) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) refuse(operation, path, "created", error.value());
}

}  // namespace tl::io
