// SPDX-License-Identifier: Apache-2.0
// Features brought to mean 0 and standard deviation 1, column by column, measured on the training samples only.
#pragma once
#include <memory>
#include <vector>

#include "engine/data/source.h"

namespace tl::nodes {

struct FeatureStatistics {
  std::vector<float> mean, scale;  ///< per element of field 0; scale = 1 / standard deviation, 1 where a feature never varies
};

/// Population mean and standard deviation of field 0 (float32) over a source.
FeatureStatistics feature_statistics(const data::Source& source);
/// The same samples with field 0 standardized; null stays null.
std::shared_ptr<data::Source> standardized(std::shared_ptr<data::Source> source, std::shared_ptr<const FeatureStatistics> statistics);

}  // namespace tl::nodes
