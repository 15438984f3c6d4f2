// SPDX-License-Identifier: Apache-2.0
// `run.json`: what a run is and how it ended, for lists of runs and for going on with one.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace tl::runs {

struct RunFacts {
  std::string project_name;
  std::string started, ended;  ///< UTC, "2026-11-21T20:05:33Z"; `ended` empty while it runs (or was killed)
  std::string state, reason;   ///< last state ("running", "finished", "failed" …) and why
  uint64_t seed = 0;
  int64_t epochs = 0, steps = 0, parameters = 0;
  std::vector<std::string> class_names;
  std::string version;         ///< of the program
};

/// Durable; throws tl::Error (io).
void write_run_facts(const std::filesystem::path& run_dir, const RunFacts& facts);
/// Throws tl::Error (input) where the file is missing or wrong.
RunFacts read_run_facts(const std::filesystem::path& run_dir);
/// Now, as RunFacts writes it.
std::string utc_now();

}  // namespace tl::runs
