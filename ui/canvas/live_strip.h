// SPDX-License-Identifier: GPL-3.0-or-later
// What hangs beneath a node while live data is on: small pictures, a histogram or words, prepared once; paint_strip() reads only this.
#pragma once
#include <QColor>
#include <QImage>
#include <QString>
#include <QStringList>
#include <memory>
#include <vector>

#include "nodes/live.h"

class QPainter;

namespace tl::ui {

/// How much of a strip is shown: as much as there is room for down to the next node.
enum class StripForm { full, compact, line, none };

struct LiveStrip {
  std::shared_ptr<const nodes::LiveNode> node;
  bool natural = false;            ///< values are what the samples hold: grey and colour as they are, not negative, zero, positive
  QColor color;                    ///< of the node's category
  bool trouble = false, waiting = false;
  StripForm form = StripForm::none;
  // prepared from `node` by prepare_strip()
  bool prepared = false;
  QImage picture, compact_picture; ///< twice as fine as they are drawn at 100 %
  std::vector<float> bars;         ///< heights 0…1 of the histogram
  QStringList lines;               ///< captions, cut to the width
};

/// The strip of a node: what it shows is settled, nothing is drawn yet.
LiveStrip make_strip(std::shared_ptr<const nodes::LiveNode> node, bool natural, const QColor& category);
/// Height in scene units.
double strip_height(const LiveStrip& strip, StripForm form);
/// The fullest form that fits.
StripForm strip_form(const LiveStrip& strip, double room);
/// Makes pictures and texts, in the colours of the theme. Only for what is seen: about 0.1 ms.
void prepare_strip(LiveStrip& strip);
void forget_pictures(LiveStrip& strip);
/// Draws beneath a node whose lower left corner is at the origin; `detail` as of detail_level(), 0 or 1.
void paint_strip(QPainter& painter, const LiveStrip& strip, int detail);
/// All that is known, a line for each output: "conv_1.output  16×32×26×26  mean 0.02, deviation 0.5, −1 … 3, 48 % zero".
QString live_details(const nodes::LiveNode& node);

/// One of the pictures of a value; the same scale for all of them. `natural`: black to white, or red, green and blue.
QImage live_picture(const nodes::LiveMaps& maps, int64_t index, bool natural);

}  // namespace tl::ui
