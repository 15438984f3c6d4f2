// SPDX-License-Identifier: Apache-2.0
// Runs the cases of a file in a process of their own, so that a crash or an endless loop costs one case and no more.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "conformance/case_file.h"

namespace tl::conformance {

struct Outcome {
  std::string id, name;
  std::optional<std::string> why;  ///< empty: passed
};

/// One outcome per case, in order. A case that ends its process fails with the signal's name, one that runs longer than `limit_s` is stopped.
std::vector<Outcome> run_file(const CaseFile& file, int limit_s);

}  // namespace tl::conformance
