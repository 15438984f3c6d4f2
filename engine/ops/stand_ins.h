// SPDX-License-Identifier: Apache-2.0
// Documented names that cannot be called by name, since something of another form stands for them. The same rows are in
// docs/for-pytorch-users.md; a test compares.
#pragma once
#include <string>
#include <vector>

namespace tl::by_name {

struct StandIn {
  const char *name;  ///< as documented: "torch.jit._fork", "OMP_NUM_THREADS"
  const char *text;  ///< what stands for it, in one sentence; code in backquotes
};
const std::vector<StandIn>& stand_ins();
/// Null when the name is called, or is none of the manual's.
const StandIn* stand_in(const std::string& documented);

}  // namespace tl::by_name
