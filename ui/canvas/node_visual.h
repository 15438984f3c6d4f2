// SPDX-License-Identifier: GPL-3.0-or-later
// Everything a node's picture needs, prepared when the document, the analysis or the run changes. paint_node() reads only this.
#pragma once
#include <QColor>
#include <QPointF>
#include <QRectF>
#include <QString>
#include <QVector>
#include <vector>

#include "nodes/measures.h"

class QPainter;

namespace tl::ui {

/// Sizes in scene units (1 = 1 px at 100 %), as in the drawn target.
namespace metrics {
using namespace nodes::measures;
inline constexpr double foot = 22, foot_empty = 8, spark = 24, radius = 9;
inline constexpr double port_radius = 5, port_reach = 13, grid = 24;
}  // namespace metrics

enum class PortLight { plain, lit, dimmed, hovered };

struct PortVisual {
  QString name;
  QPointF at;              ///< centre, relative to the node's top-left corner
  bool is_output = false;
  bool connected = false;
  PortLight light = PortLight::plain;
  double name_width = 0;   ///< prepared with the texts
};

struct RowVisual {
  QString label, value;
  bool automatic = false;  ///< found by analysis, not set: dimmed
  double value_width = 0;  ///< prepared with the texts
};

enum class NodeBadge { none, warning, error, blocked };

struct NodeVisual {
  QString title, name, foot;
  QColor category;                 ///< header wash, square, ports, sparkline
  QColor foot_color, header_color; ///< prepared from `category`: readable on the body
  std::vector<PortVisual> ports;
  std::vector<RowVisual> rows;
  QVector<float> spark;            ///< recent values of one small curve, any scale; empty: no curve
  bool has_spark = false;          ///< room is kept for the curve even before its first value
  NodeBadge badge = NodeBadge::none;
  bool placeholder = false;        ///< unknown type, drawn dashed
  bool stacked = false;            ///< a group: drawn as if others lay beneath it
  bool bypassed = false;           ///< passes on what it gets: drawn faint, with a line through it
  bool fitted = false;             ///< fit_texts() was called: texts are as long as there is room
  double name_width = 0;           ///< prepared with the texts
  QString look;                    ///< prepared with them: nodes with the same one look alike but for name, values and foot
  double height = 70;

  QRectF rect() const { return {0, 0, metrics::node_width, height}; }
  const PortVisual* port(const QString& name, bool is_output) const;
};

/// Fills height and port places from what was set so far; measures no text.
void layout_node(NodeVisual& node, int input_count, int output_count);
/// Cuts the texts to the room they have and prepares colours, once. Takes a hundred times as long as the layout: only for what is seen.
void fit_texts(NodeVisual& node);

/// Level of detail: 0 everything, 1 no small text, 2 body and header only, 3 a filled rectangle.
int detail_level(double zoom);

/// Draws at the origin, detail 0 or 1; texts must fit.
void paint_node(QPainter& painter, const NodeVisual& node, bool selected, bool hovered, int detail);
/// The two parts of it: what nodes of the same look share, and what is this one's own.
void paint_node_face(QPainter& painter, const NodeVisual& node, bool selected, bool hovered, int detail);
void paint_node_own(QPainter& painter, const NodeVisual& node, int detail);

/// Draws details 2 and 3, without outlines finer than a pixel.
void paint_node_far(QPainter& painter, const QRectF& rect, const NodeVisual& node, bool selected, bool hovered, int detail, double zoom);

}  // namespace tl::ui
