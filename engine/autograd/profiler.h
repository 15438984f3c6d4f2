// SPDX-License-Identifier: Apache-2.0
// How long each operator takes: events of one stretch of the program, averaged, printed as a table, or written for a trace viewer.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/autograd/record_function.h"

namespace tl::autograd::profiler {

/// One call. Times in microseconds from the beginning of the profile.
struct FunctionEvent {
  std::string name;
  RecordScope scope = RecordScope::function;
  uint64_t thread = 0, sequence_nr = 0;
  int depth = 0;
  double start_us = 0, end_us = 0;
  double children_us = 0;                 ///< recorded calls right inside this one
  double cuda_us = 0;                     ///< until the device was done; 0 unless `use_cuda`
  std::vector<DimVector> input_shapes;    ///< with `record_shapes`
  double cpu_time_total() const { return end_us - start_us; }
  double self_cpu_time_total() const { return cpu_time_total() - children_us; }
};

struct FunctionEventAvg {
  std::string key;
  int64_t count = 0;
  double cpu_time_total = 0, self_cpu_time_total = 0, cuda_time_total = 0;  ///< µs
  double cpu_time() const { return count ? cpu_time_total / static_cast<double>(count) : 0; }
  double cuda_time() const { return count ? cuda_time_total / static_cast<double>(count) : 0; }
  /// "mul: 3 calls, 12.4us".
  std::string toString() const;
};

/// Records every operator and step of backward on all threads while it lives or until stop(). One profile at a time: another one throws. With
/// `use_cuda` each operator waits for the device, so that its time is its own: the whole gets slower; throws where there is no device.
/// Not thread-safe itself: made, stopped and read by one thread.
class profile {
 public:
  explicit profile(bool enabled = true, bool use_cuda = false, bool record_shapes = false);
  ~profile();
  profile(const profile&) = delete;
  profile& operator=(const profile&) = delete;
  void stop();

  // After stop(); earlier they throw.
  /// In order of their beginnings.
  const std::vector<FunctionEvent>& function_events() const;
  /// By name, in order of first appearance.
  std::vector<FunctionEventAvg> key_averages() const;
  FunctionEventAvg total_average() const;
  /// Every event, or sorted (largest first) by one of cpu_time, cuda_time, cpu_time_total, cuda_time_total, self_cpu_time_total, count, which
  /// stand for key_averages(). Throws ValueError for another key.
  std::string table(const std::string& sort_by = {}) const;
  /// For chrome://tracing and Perfetto. Errors of category io.
  void export_chrome_trace(const std::string& path) const;

 private:
  struct State;
  std::shared_ptr<State> state_;
  CallbackHandle handle_ = 0;
  bool running_ = false;
};

/// The same as a table, of averages.
std::string table_of(const std::vector<FunctionEventAvg>& averages, const std::string& sort_by = {});

}  // namespace tl::autograd::profiler
