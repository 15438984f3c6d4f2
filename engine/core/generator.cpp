// SPDX-License-Identifier: Apache-2.0
#include "engine/core/generator.h"

#include <cmath>
#include <cstring>
#include <mutex>
#include <random>

#include "engine/core/error.h"

namespace tl {
namespace {
constexpr int n = 624, m = 397;
}

struct GeneratorMutex::Mutex {
  std::mutex mutex;
};
GeneratorMutex::GeneratorMutex() : mutex_(new Mutex) {}
GeneratorMutex::~GeneratorMutex() { delete mutex_; }
void GeneratorMutex::lock() { mutex_->mutex.lock(); }
bool GeneratorMutex::try_lock() { return mutex_->mutex.try_lock(); }
void GeneratorMutex::unlock() { mutex_->mutex.unlock(); }

Generator::Generator(uint64_t seed) { manual_seed(seed); }
void Generator::manual_seed(uint64_t seed) {
  seed_ = seed;
  state_[0] = static_cast<uint32_t>(seed);
  for (uint32_t i = 1; i < n; ++i) state_[i] = 1812433253u * (state_[i - 1] ^ (state_[i - 1] >> 30)) + i;
  left_ = 1;
  next_ = 0;
  cached_normal_.reset();
}

void Generator::refill() {
  const auto twist = [](uint32_t u, uint32_t v) {
    return (((u & 0x80000000u) | (v & 0x7fffffffu)) >> 1) ^ ((v & 1u) ? 0x9908b0dfu : 0u);
  };
  uint32_t* p = state_.data();
  left_ = n;
  next_ = 0;
  for (int j = n - m + 1; --j; ++p) *p = p[m] ^ twist(p[0], p[1]);
  for (int j = m; --j; ++p) *p = p[m - n] ^ twist(p[0], p[1]);
  *p = p[m - n] ^ twist(p[0], state_[0]);
}

uint32_t Generator::random() {
  if (--left_ == 0) refill();
  uint32_t y = state_[next_++];
  y ^= y >> 11;
  y ^= (y << 7) & 0x9d2c5680u;
  y ^= (y << 15) & 0xefc60000u;
  return y ^ (y >> 18);
}

uint64_t Generator::random64() {
  const uint64_t high = random();
  return high << 32 | random();
}

double Generator::normal_double(double mean, double std) {
  if (cached_normal_) {
    const double v = *cached_normal_;
    cached_normal_.reset();
    return v * std + mean;
  }
  const double u1 = uniform_double(), u2 = uniform_double();
  const double r = std::sqrt(-2.0 * std::log1p(-u2)), theta = 2.0 * M_PI * u1;
  cached_normal_ = r * std::sin(theta);
  return r * std::cos(theta) * std + mean;
}

uint64_t Generator::seed() {
  std::random_device entropy;
  manual_seed((uint64_t{entropy()} << 32 | entropy()) & 0x1FFFFFFFFFFFFFull);  // 53 bits: a double holds it
  return seed_;
}

namespace {
/// The reference's record of the state of a generator on the CPU.
struct StateBytes {
  uint64_t seed;
  int32_t left, seeded;
  uint64_t next;
  uint64_t words[n];
  double normal_x, normal_y, normal_rho;
  int32_t normal_valid, padding;
  float float_normal;
  uint32_t float_normal_valid;
};
static_assert(sizeof(StateBytes) == 5056);
}  // namespace

std::vector<uint8_t> Generator::get_state() const {
  StateBytes s{};
  s.seed = seed_;
  s.left = left_;
  s.seeded = 1;
  s.next = next_;
  for (size_t i = 0; i < n; ++i) s.words[i] = state_[i];
  s.normal_valid = cached_normal_.has_value();
  s.normal_y = cached_normal_.value_or(0);
  std::vector<uint8_t> bytes(sizeof s);
  std::memcpy(bytes.data(), &s, sizeof s);
  return bytes;
}

void Generator::set_state(const std::vector<uint8_t>& bytes) {
  StateBytes s;
  TL_CHECK(bytes.size() == sizeof s, value, "set_state", "expected the state of a generator, which has ", sizeof s, " bytes, but found ", bytes.size());
  std::memcpy(&s, bytes.data(), sizeof s);
  TL_CHECK(s.seeded == 1 && s.left >= 1 && s.left <= n && s.next <= n && s.next + static_cast<uint64_t>(s.left) <= n + 1, value, "set_state",
           "these ", bytes.size(), " bytes are not the state of a generator");
  seed_ = s.seed;
  left_ = s.left;
  next_ = static_cast<size_t>(s.next);
  for (size_t i = 0; i < n; ++i) state_[i] = static_cast<uint32_t>(s.words[i]);
  cached_normal_.reset();
  if (s.normal_valid) cached_normal_ = s.normal_y;
}

Generator& default_generator() {
  static Generator* g = new Generator(5489);
  return *g;
}

}  // namespace tl
