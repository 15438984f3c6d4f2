// SPDX-License-Identifier: GPL-3.0-or-later
// Follows a run for the terminal: one line per epoch from the run's own record, and a progress bar where there is a terminal.
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "cli.h"
#include "engine/runs/run_store.h"
#include "engine/train/session.h"

namespace tl::cli {

/// Samples of one optimizer step: `each`, and `last` of an epoch with `steps` steps.
struct StepSizes {
  int64_t steps = 1, each = 1, last = 1;
};
StepSizes step_sizes(const train::TrainSpec& spec);

class TrainMonitor {
 public:
  /// `first_epoch`: where a resumed run goes on; epochs before it are in the record and not told again.
  /// `sizes`: how much each optimizer step of an epoch counts in the epoch's means.
  TrainMonitor(const std::filesystem::path& run_dir, int64_t first_epoch, const StepSizes& sizes, const Shared& shared);
  ~TrainMonitor();
  /// Reads what was recorded since, tells finished epochs, draws the bar. Call some ten times a second.
  void update(const train::Status& status);
  /// The rest of the record, after the run ended; the bar goes.
  void finish(const train::Status& status);
  /// Last mean of each series: "train/loss", "validation/accuracy".
  const std::map<std::string, double>& last() const { return last_; }
  void clear_bar();

 private:
  struct Mean { double sum = 0, weight = 0; };
  void read();
  void tell_before(int64_t epoch, int64_t total);
  void tell(int64_t epoch, int64_t total, const std::map<std::string, Mean>& means);
  void draw(const train::Status& status);

  std::filesystem::path run_dir_;
  const Shared& shared_;
  std::unique_ptr<runs::RunReader> reader_;
  std::map<int64_t, std::map<std::string, Mean>> epochs_;   ///< recorded and not yet told
  int64_t told_ = -1, newest_ = -1;
  int64_t first_epoch_ = 0;
  StepSizes sizes_;
  std::map<std::string, double> last_;
  bool terminal_ = false, bar_shown_ = false;
};

}  // namespace tl::cli
