// SPDX-License-Identifier: Apache-2.0
// The record of a run on disk: `run.json` (facts), `series.json` (names), `metrics.bin` (32-byte records, append-only), `checkpoints/`.
// A writer and any number of readers may work at once, also from different processes.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tl::runs {

/// One measured point. Little-endian on disk, exactly these 32 bytes.
struct Record {
  uint32_t series = 0;   ///< index into the list of names
  uint32_t epoch = 0;
  int64_t step = 0;      ///< optimizer steps done when it was measured
  double value = 0;      ///< may be NaN or infinite: kept, never dropped
  double seconds = 0;    ///< active time since the run began (pauses not counted)
};
static_assert(sizeof(Record) == 32);

/// Appends records; call from one thread (the recorder). Disk trouble throws tl::Error (category io). After a refused append nothing of
/// the batch is in the file, so that it may simply be tried again.
class RunWriter {
 public:
  /// Creates the folder where it is missing; goes on behind the records that are there. Throws (category state) while another writer,
  /// of this process or another, has the run open.
  explicit RunWriter(const std::filesystem::path& run_dir);
  ~RunWriter();
  RunWriter(const RunWriter&) = delete;
  RunWriter& operator=(const RunWriter&) = delete;
  /// The number of a series, added on first use: "train/loss", "validation/accuracy", "lr/adam".
  uint32_t series(const std::string& name);
  void append(const Record* records, size_t count);
  /// Returns when everything appended so far would survive a power cut. (A killed process loses nothing even without it.)
  void flush();
  /// Drops every record with a step beyond `step` (a resume starts from an older checkpoint).
  /// With `epoch`, the one in progress then, also what a validation at the end of that epoch recorded at `step`: it will be made again.
  void truncate_after(int64_t step, std::optional<uint32_t> epoch = {});

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Whether a session, of this process or another, has the run open now. A run that says "running" and is not open was killed.
bool is_being_written(const std::filesystem::path& run_dir);

/// Reads a run, finished or growing. Not for the window's thread: it touches files. One thread at a time.
class RunReader {
 public:
  /// A run that does not exist yet is an empty one.
  explicit RunReader(const std::filesystem::path& run_dir);
  ~RunReader();
  RunReader(const RunReader&) = delete;
  RunReader& operator=(const RunReader&) = delete;
  /// Records appended since the last call. When records were dropped (resume) it restarts from the beginning: then `restarted` is true.
  std::vector<Record> poll(bool* restarted = nullptr);
  /// Names known so far, by series number.
  const std::vector<std::string>& series() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tl::runs
