// SPDX-License-Identifier: Apache-2.0
// What a data node yields: the samples of the three splits and how batches are made of them.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/data/source.h"

namespace tl::nodes {

struct DataRecipe {
  /// Null where a split has no samples. All three have the same fields, in the order of the node's output ports.
  std::shared_ptr<data::Source> train, validation, test;
  int64_t batch_size = 64;
  bool shuffle = true;     ///< training batches only
  bool drop_last = false;  ///< training batches only
  std::vector<std::string> class_names;
  std::string summary;     ///< "60 000 samples", shown on the node
};

}  // namespace tl::nodes
