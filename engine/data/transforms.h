// SPDX-License-Identifier: Apache-2.0
// What can happen to one sample on its way into a batch, by name with described options: node types, inspector and docs read it here.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/core/describe.h"
#include "engine/data/source.h"

namespace tl::data {

struct TransformDef {
  std::string name;      ///< "RandomHorizontalFlip"
  std::string category;  ///< "Data"
  std::string doc;       ///< one line
  const OptionsDescription* options = nullptr;
  std::vector<std::string> inputs, outputs;  ///< one name per slot; all of today's transforms have one each
  bool training_only = false;                ///< augmentation: left out for validation, test and prediction
  /// From a dict of options (missing = default). Throws tl::Error for an unknown option or one out of range.
  std::function<std::shared_ptr<SampleTransform>(const Value& options)> make;
};

/// RandomHorizontalFlip, RandomVerticalFlip, RandomCrop, Normalize, Scale, Cast. Registered by explicit calls; stable addresses.
const std::vector<TransformDef>& transforms();
const TransformDef* find_transform(const std::string& name);

}  // namespace tl::data
