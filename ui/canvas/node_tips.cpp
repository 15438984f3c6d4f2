// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/node_tips.h"

#include <QHelpEvent>
#include <QStringList>
#include <QToolTip>

#include "nodes/analyze.h"
#include "nodes/node_type.h"
#include "ui/canvas/graph_scene.h"
#include "ui/canvas/graph_view.h"
#include "ui/canvas/node_item.h"
#include "ui/canvas/node_visual.h"
#include "ui/document/graph_editor.h"
#include "ui/support/format.h"
#include "ui/support/languages.h"

namespace tl::ui {

NodeTips::NodeTips(GraphView& view, GraphScene& scene) : QObject(&view), view_(view), scene_(scene) { view.viewport()->installEventFilter(this); }

QString NodeTips::tip(nodes::NodeId id) const {
  const NodeItem* item = scene_.item(id);
  const nodes::Node* node = scene_.editor().state().find(id);
  if (!item || !node) return {};
  NodeVisual seen = item->visual();
  fit_texts(seen);
  const auto cut = [](const QString& text) { return text.endsWith(u'…'); };
  bool some = cut(seen.title) || cut(seen.name) || cut(seen.foot) || seen.name.isEmpty();
  for (const RowVisual& row : seen.rows) some = some || cut(row.label) || cut(row.value);
  if (!some) return {};
  const nodes::NodeType* type = scene_.editor().state().type_of(*node);
  QStringList lines{QString::fromStdString(type ? type->title : node->type).left(200), QString::fromStdString(node->name).left(200)};
  const nodes::NodeReport* report = scene_.editor().report(id);
  for (const FieldDesc& f : type ? type->fields : std::vector<FieldDesc>{}) {
    if (!f.on_node) continue;
    const Value value = nodes::param_or_default(*node, *type, f.name);
    const Value* found = report && value.is_none() ? nodes::find_entry(report->automatic, f.name) : nullptr;
    lines << translated(f.label) + QLatin1Char(' ') + value_text(found ? *found : value).left(200);
  }
  if (report && !report->summary.empty()) lines << translated(report->summary);
  return lines.join('\n');
}

bool NodeTips::eventFilter(QObject*, QEvent* event) {
  if (event->type() != QEvent::ToolTip) return false;
  auto* help = static_cast<QHelpEvent*>(event);
  const NodeItem* item = scene_.node_at(view_.mapToScene(help->pos()));
  const QString text = item ? tip(item->id()) : QString();
  if (text.isEmpty()) QToolTip::hideText();
  else QToolTip::showText(help->globalPos(), text, view_.viewport());
  return true;
}

}  // namespace tl::ui
