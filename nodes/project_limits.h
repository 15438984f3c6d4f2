// SPDX-License-Identifier: Apache-2.0
// How large a project may be: what is opened, and what edits may make of it, so that what was saved can be opened again.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "engine/core/quote.h"

namespace tl::nodes {

inline constexpr size_t max_project_nodes = 20'000;
inline constexpr size_t max_project_wires = 60'000;
inline constexpr size_t max_project_frames = 2'000;
inline constexpr size_t max_project_groups = 2'000;
inline constexpr size_t max_project_text = size_t{1} << 20;  ///< bytes of one text: a name, a path, a note
inline constexpr size_t max_wire_bends = 100;                ///< points that one wire passes
inline constexpr double max_coordinate = 1e7;                ///< scene units; beyond it nothing can be scrolled to

/// Throws tl::Error (category input) for project text that is larger than that, after one walk over its bytes that builds nothing: a file
/// with a million nodes is refused in the time it takes to read it. Says nothing about text that is no JSON.
void check_project_size(std::string_view text, const std::string& source);

}  // namespace tl::nodes
