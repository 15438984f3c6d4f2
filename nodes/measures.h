// SPDX-License-Identifier: Apache-2.0
// How large a node is drawn, in scene units: what lays graphs out and what draws them must agree.
#pragma once

namespace tl::nodes::measures {

inline constexpr double node_width = 152, header = 28, port_row = 20, param_row = 19;
inline constexpr double first_port = header + 14;      ///< from a node's upper edge to the middle of its first port
inline constexpr double column_pitch = node_width + 32; ///< from one node to the next that stands beside it

}  // namespace tl::nodes::measures
