// SPDX-License-Identifier: Apache-2.0
// What a module keeps of its hooks.
#pragma once
#include <map>

#include "engine/nn/hooks.h"

namespace tl::nn {

struct ModuleHooks {
  std::map<int64_t, ForwardPreHook> before;
  std::map<int64_t, ForwardHook> after;
  std::map<int64_t, BackwardHook> backward;
  int64_t next = 0;
  /// Pre-hooks that compute a parameter from others (weight_norm): `prepare` gives the copy of a module the same parameters.
  struct Named {
    int64_t id;
    std::function<void(Module&)> prepare;
  };
  std::map<std::string, Named> named;
};

}  // namespace tl::nn
