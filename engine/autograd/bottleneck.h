// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <string>

namespace tl::utils {

/// Runs the program once under the profiler and says where its time went: what it ran on, the operators that took longest together, and the
/// single longest calls (`rows` of each). A first look; nothing is changed by it but the time that recording takes. What the program throws
/// goes through. One profile at a time, as profiler::profile.
std::string bottleneck(const std::function<void()>& program, size_t rows = 15);

}  // namespace tl::utils
