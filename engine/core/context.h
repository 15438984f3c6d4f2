// SPDX-License-Identifier: Apache-2.0
// What this build and machine can do, and the switches that PyTorch's back ends have. Thread-safe.
#pragma once
#include <atomic>

namespace tl {

/// The one context: globalContext(). The switches are remembered and change nothing: every run on one device repeats its bits, and nothing
/// is tuned by timing while it runs.
class Context {
 public:
  bool hasCUDA() const;                  ///< a device that tensors can be made on
  bool hasMKL() const { return false; }  ///< OpenBLAS and this library's own transforms stand for it
  bool hasMKLDNN() const { return true; }
  bool hasLAPACK() const { return true; }
  bool hasOpenMP() const { return false; }  ///< one thread pool of our own (engine/core/pool.h)

  bool benchmarkCuDNN() const { return benchmark_; }  ///< false unless set
  void setBenchmarkCuDNN(bool on) { benchmark_ = on; }
  bool deterministicCuDNN() const { return deterministic_; }  ///< true unless set: results are repeatable either way
  void setDeterministicCuDNN(bool on) { deterministic_ = on; }

 private:
  std::atomic<bool> benchmark_{false}, deterministic_{true};
};
Context& globalContext();

inline bool hasCUDA() { return globalContext().hasCUDA(); }
inline bool hasMKL() { return globalContext().hasMKL(); }

}  // namespace tl
