// SPDX-License-Identifier: Apache-2.0
// Shorthand for the files that define workloads.
#pragma once
#include "engine/bench/workload.h"

namespace tl::bench {

template <class N>
std::shared_ptr<Network> make() {
  return std::make_shared<N>();
}

inline train::OptimizerSpec sgd(double lr) { return {"sgd", "SGD", Value(Value::Dict{{"lr", lr}, {"momentum", 0.9}}), {}, {}, {}}; }
inline train::OptimizerSpec adam(double lr) { return {"adam", "Adam", Value(Value::Dict{{"lr", lr}}), {}, {}, {}}; }

}  // namespace tl::bench
