// SPDX-License-Identifier: Apache-2.0
// The optimizers' one pass over a parameter, on a device other than the CPU: filled by its plugin.
#pragma once
#include <cstdint>

#include "engine/core/device.h"
#include "engine/cpu/optim_kernels.h"

namespace tl::optim {

/// All elements of a parameter whose pointers are in the device's memory; returns before the work is done.
struct DeviceUpdates {
  void (*sgd_f32)(const cpu::SgdUpdate<float>& u, int64_t n, Device device) = nullptr;
  void (*sgd_f64)(const cpu::SgdUpdate<double>& u, int64_t n, Device device) = nullptr;
  void (*adam_f32)(const cpu::AdamUpdate<float>& u, int64_t n, Device device) = nullptr;
  void (*adam_f64)(const cpu::AdamUpdate<double>& u, int64_t n, Device device) = nullptr;
};
/// Null functions until a plugin has filled them, before any tensor can be on its device.
DeviceUpdates& device_updates(DeviceType type);

inline void update_on(Device d, const cpu::SgdUpdate<float>& u, int64_t n) { device_updates(d.type()).sgd_f32(u, n, d); }
inline void update_on(Device d, const cpu::SgdUpdate<double>& u, int64_t n) { device_updates(d.type()).sgd_f64(u, n, d); }
inline void update_on(Device d, const cpu::AdamUpdate<float>& u, int64_t n) { device_updates(d.type()).adam_f32(u, n, d); }
inline void update_on(Device d, const cpu::AdamUpdate<double>& u, int64_t n) { device_updates(d.type()).adam_f64(u, n, d); }

}  // namespace tl::optim
