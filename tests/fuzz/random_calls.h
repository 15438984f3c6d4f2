// SPDX-License-Identifier: Apache-2.0
// Calls of registered operators as nobody would write them: right ones from the samples, bent a little, and wholly random ones.
#pragma once
#include <random>
#include <string>
#include <vector>

#include "engine/ops/op_def.h"

namespace tl::fuzz {

struct Call {
  const ops::OpDef* def = nullptr;
  std::vector<Value> args;
  /// One line, enough to write the call down as a test.
  std::string text() const;
};

/// The n-th call of a seed; the same for the same registry.
class RandomCalls {
 public:
  explicit RandomCalls(const std::string& only = {});
  Call make(uint64_t seed, uint64_t n);

 private:
  Value value(const ops::ArgDef& arg);
  Value bent(const Value& v, const ops::ArgDef& arg);
  Tensor tensor();
  Tensor restrided(Tensor t);
  Tensor encoded(const Tensor& t);
  int64_t integer();
  double real();
  bool chance(int percent) { return static_cast<int>(random_() % 100) < percent; }
  size_t below(size_t n) { return static_cast<size_t>(random_() % n); }
  std::vector<const ops::OpDef*> defs_;
  std::mt19937_64 random_;
};

}  // namespace tl::fuzz
