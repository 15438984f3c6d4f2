// SPDX-License-Identifier: Apache-2.0
// The document-wide run settings: epochs, seed, device, precision, accumulation, clipping, validation, early stop.
#pragma once
#include <optional>

#include "engine/core/describe.h"
#include "engine/train/train_spec.h"
#include "nodes/document.h"

namespace tl::nodes {

/// Described for the form and the file; keys are those of `GraphState::run`.
const OptionsDescription& run_settings_description();
/// Settings with defaults filled in; unknown keys (of a newer version) have no effect. Throws tl::Error naming a value out of range.
train::RunSettings run_settings(const Value::Dict& run);
/// The number that means "chosen by the program" for a setting that has one (0 threads).
std::optional<int64_t> automatic_run_value(const std::string& key);
/// As set, else the default.
Value run_setting(const GraphState& state, const std::string& key);

}  // namespace tl::nodes
