// SPDX-License-Identifier: Apache-2.0
#include "engine/core/context.h"

#include "engine/core/device_backend.h"

namespace tl {

Context& globalContext() {
  static Context context;
  return context;
}
bool Context::hasCUDA() const { return cuda::is_available(); }

}  // namespace tl
