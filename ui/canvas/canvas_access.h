// SPDX-License-Identifier: GPL-3.0-or-later
// The canvas for screen readers: each node a list item with its name, what it gives, what it is wired to and what is wrong with it.
#pragma once

namespace tl::ui {

class GraphView;

/// Makes every GraphView accessible; more than once is no harm.
void install_canvas_access();
/// Tells that another node (or none) has the keys now.
void announce_choice(GraphView& view);

}  // namespace tl::ui
