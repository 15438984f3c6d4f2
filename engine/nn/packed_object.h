// SPDX-License-Identifier: Apache-2.0
// Packed sequences as values of calls by name.
#pragma once
#include <optional>

#include "engine/core/value.h"
#include "engine/nn/utils/rnn.h"

namespace tl::nn {

Value packed_value(utils::rnn::PackedSequence sequence);
/// Nothing for a value that is no packed sequence.
std::optional<utils::rnn::PackedSequence> packed_in(const Value& v);

}  // namespace tl::nn
