// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QImage>

#include "nodes/document.h"

namespace tl::ui {

/// A small picture of a graph: nodes in the colours of their categories, wires as lines. From any thread.
QImage thumbnail(const nodes::GraphState& state, QSize size);

}  // namespace tl::ui
