// SPDX-License-Identifier: Apache-2.0
// User-facing random numbers: MT19937, the word order and transforms of the field's reference, so that the same seed gives the same values.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace tl {

/// Locked like a std::mutex, by std::lock_guard and its kin.
class GeneratorMutex {
 public:
  GeneratorMutex();
  GeneratorMutex(const GeneratorMutex&) = delete;
  GeneratorMutex& operator=(const GeneratorMutex&) = delete;
  ~GeneratorMutex();
  void lock();
  bool try_lock();
  void unlock();

 private:
  struct Mutex;
  Mutex* mutex_;
};

class Generator {
 public:
  explicit Generator(uint64_t seed = 5489);
  void manual_seed(uint64_t seed);
  uint64_t initial_seed() const { return seed_; }
  /// Seeds from the system's entropy; returns the seed.
  uint64_t seed();
  /// Everything the next numbers depend on, as bytes in the reference's layout (5,056 of them): seed, words left, position, 624 words, cached normal.
  std::vector<uint8_t> get_state() const;
  /// Takes what get_state gave; throws Error (value) for anything else and then stays as it is.
  void set_state(const std::vector<uint8_t>& state);
  uint32_t random();
  /// First word high, second low.
  uint64_t random64();
  /// 24 random bits over 2^24.
  float uniform_float() { return static_cast<float>(random() & 0xFFFFFFu) * (1.0f / 16777216.0f); }
  /// 53 random bits over 2^53.
  double uniform_double() { return static_cast<double>(random64() & ((uint64_t{1} << 53) - 1)) * (1.0 / 9007199254740992.0); }
  /// Box–Muller in double, the second value cached.
  double normal_double(double mean, double std);
  /// Held while a tensor is filled; one fill draws its words in one go.
  GeneratorMutex& mutex() { return mutex_; }

 private:
  void refill();
  std::array<uint32_t, 624> state_;
  int32_t left_ = 1;
  size_t next_ = 0;
  uint64_t seed_ = 0;
  std::optional<double> cached_normal_;
  GeneratorMutex mutex_;
};

/// The generator of calls that name none. Thread-safe through its mutex.
Generator& default_generator();

}  // namespace tl
