// SPDX-License-Identifier: Apache-2.0
// Shared by the files that expand pointwise.def.
#pragma once
namespace tl::ops::reads {
constexpr unsigned NONE = 0, A = 1, B = 2, C = 4, Y = 8;
}
