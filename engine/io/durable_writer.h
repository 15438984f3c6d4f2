// SPDX-License-Identifier: Apache-2.0
// The one way in which files are saved: write a new file in the same folder → fsync → rename → fsync the folder. After a crash at any
// moment the old content or the new is there, never a mix; a failed fsync is a failed save. Errors are of category io and name the file,
// what the system refused and what to do; the temporary file is then gone and the old content untouched.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace tl::io {

/// One file being replaced. Not thread-safe; several at once are fine.
class DurableFile {
 public:
  /// `operation` ("save project") begins each error. A symbolic link is followed: its target is replaced, the link stays.
  DurableFile(std::filesystem::path path, std::string operation);
  /// Without a commit nothing has happened: the temporary file is removed.
  ~DurableFile();
  DurableFile(const DurableFile&) = delete;
  DurableFile& operator=(const DurableFile&) = delete;

  void write(const void* data, uint64_t bytes);
  void write(std::string_view text) { write(text.data(), text.size()); }
  uint64_t written() const { return written_; }
  /// Puts the new content in place of the old. Call once, last.
  void commit();

 private:
  void discard() noexcept;
  std::filesystem::path path_, temporary_;
  std::string operation_;
  int fd_ = -1;
  uint64_t written_ = 0;
};

void save_file(const std::filesystem::path& path, std::string_view content, const std::string& operation);

/// A folder that appears whole or not at all. Fill `path()` with DurableFile, then commit.
class DurableDirectory {
 public:
  DurableDirectory(std::filesystem::path final_path, std::string operation);
  ~DurableDirectory();
  DurableDirectory(const DurableDirectory&) = delete;
  DurableDirectory& operator=(const DurableDirectory&) = delete;
  const std::filesystem::path& path() const { return temporary_; }
  /// Renames it to its final name; an older folder of that name is exchanged for it and removed.
  void commit();

 private:
  bool put_beside_and_replace();
  std::filesystem::path final_, temporary_;
  std::string operation_;
};

/// Removes what saves of processes that no longer live left in `folder`. What cannot be removed stays.
void remove_stale_temporaries(const std::filesystem::path& folder);

/// Creates the folder and its parents; errors as above.
void make_directories(const std::filesystem::path& path, const std::string& operation);

// ---- for tests ------------------------------------------------------------------------------------------------------------
enum class IoCall { create, write, fsync, close, rename, fsync_folder };
/// Asked before each system call; a number other than 0 makes the call fail with that errno, `short_write` makes a write take half.
using FaultHook = std::function<int(IoCall call, const std::filesystem::path& file)>;
inline constexpr int short_write = -1;
/// Installs (or with null removes) the hook for the whole process. Not while files are being written by other threads.
void set_fault_hook(FaultHook hook);
/// The hook's answer for a call made elsewhere in the engine (the run store's appends); 0 without a hook.
int injected_fault(IoCall call, const std::filesystem::path& file);

}  // namespace tl::io
