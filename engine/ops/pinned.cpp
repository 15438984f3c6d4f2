// SPDX-License-Identifier: Apache-2.0
// The copies between host and device have pinned memory of their own, so this is for code that asks.
#include "engine/ops/pinned.h"

#include <mutex>
#include <unordered_set>

#include "engine/core/device_backend.h"
#include "engine/core/error.h"
#include "engine/ops/functions.h"

namespace tl {
namespace {
/// Beginnings of the pinned pieces that are in use.
struct Pinned {
  std::mutex mutex;
  std::unordered_set<const void*> pieces;
};
Pinned& pinned() {
  static auto* p = new Pinned;  // never destroyed: static tensors are freed late
  return *p;
}
bool holds(const void* data) {
  const std::lock_guard lock(pinned().mutex);
  return pinned().pieces.count(data) != 0;
}
}  // namespace

bool is_pinned(const Tensor& x) {
  if (!x.is_cpu() || x.unsafe_impl()->encoding) return false;
  return holds(x.storage()->data());
}

Tensor pin_memory(const Tensor& x) {
  TL_CHECK(x.is_cpu() && !x.unsafe_impl()->encoding, value, "pin_memory", "only dense CPU tensors can be pinned, not ", x.brief(), " on ",
           x.device(),
           x.is_sparse()      ? " (sparse)"
           : x.is_quantized() ? " (quantized)"
                              : "");
  if (is_pinned(x)) return x;
  DeviceBackend& backend = device_backend(usable_device(kCUDA));
  void* data = backend.allocate_pinned(x.nbytes());
  {
    const std::lock_guard lock(pinned().mutex);
    pinned().pieces.insert(data);
  }
  const auto give_back = [&backend](void* p) {
    {
      const std::lock_guard lock(pinned().mutex);
      pinned().pieces.erase(p);
    }
    backend.release_pinned(p);
  };
  Tensor out = from_blob(data, x.sizes(), give_back, TensorOptions(x.dtype()));
  return out.copy_(x);
}

Tensor Tensor::pin_memory(std::optional<Device> device) const {
  TL_CHECK(!device || device->is_cuda(), device, "pin_memory", "memory is pinned for CUDA devices, not for ", *device);
  return tl::pin_memory(*this);
}
bool Tensor::is_pinned(std::optional<Device> device) const {
  TL_CHECK(!device || device->is_cuda(), device, "is_pinned", "memory is pinned for CUDA devices, not for ", *device);
  return tl::is_pinned(*this);
}

}  // namespace tl
