// SPDX-License-Identifier: Apache-2.0
// Checkpoints and exported weights, for programs that only look or evaluate. Sessions write and resume them through engine/train.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/tensor.h"
#include "engine/core/value.h"

namespace tl::io {

using NamedTensors = std::vector<std::pair<std::string, Tensor>>;

/// Reads a .safetensors file with every rule of the format checked (bounded reader: errors give file, offset, rule, remedy).
NamedTensors load_safetensors(const std::filesystem::path& file, std::map<std::string, std::string>* metadata = nullptr);
/// Writes durably: the old file or the new one, never a mix. Names must be unique; header ≤ 100 MB; data 64-byte aligned, contiguous.
void save_safetensors(const std::filesystem::path& file, const NamedTensors& tensors,
                      const std::map<std::string, std::string>& metadata = {});

/// The weights of a checkpoint: a checkpoint folder, a run folder (its newest checkpoint), or a .safetensors file.
NamedTensors load_weights(const std::filesystem::path& path);

}  // namespace tl::io
