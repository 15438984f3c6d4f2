// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace tl::distributions {
void register_same_family();      ///< kl_same.cpp
void register_across_families();  ///< kl_across.cpp
}  // namespace tl::distributions
