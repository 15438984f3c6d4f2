// SPDX-License-Identifier: Apache-2.0
// Help with code from before broadcasting.
#pragma once
#include <atomic>

namespace tl::utils::backcompat {

namespace detail {
inline std::atomic<bool> broadcast_warning{false};
}

/// Off by default. On: an element-wise call warns in the log when its operands have different shapes with the same number of elements. Once
/// they were taken as rows; now they broadcast, and the result may be larger than either. Any thread.
inline void set_broadcast_warning(bool on) { detail::broadcast_warning.store(on, std::memory_order_relaxed); }
inline bool broadcast_warning() { return detail::broadcast_warning.load(std::memory_order_relaxed); }

}  // namespace tl::utils::backcompat
