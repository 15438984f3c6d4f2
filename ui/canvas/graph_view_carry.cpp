// SPDX-License-Identifier: GPL-3.0-or-later
// Nodes that are dragged to the tab of another document: held there they come along to its canvas, let go there they are copied at once.
#include <QPainter>
#include <algorithm>

#include "engine/core/error.h"
#include "nodes/project_io.h"
#include "ui/canvas/graph_scene.h"
#include "ui/canvas/graph_view.h"
#include "ui/document/graph_editor.h"
#include "ui/support/languages.h"
#include "ui/theme/theme.h"

namespace tl::ui {
namespace {
constexpr size_t kMostOutlines = 300;      ///< drawn while nodes are carried
constexpr double kStep = 24;               ///< looking for free ground
constexpr int kMostSteps = 60;
constexpr size_t kReadAtOnce = 200'000;    ///< characters; more is read beside the window's thread
}  // namespace

/// What is dragged becomes a copy in hand; the nodes themselves go back to where they stood.
void GraphView::take_along() {
  const auto& ids = scene_.chosen();
  Carried c;
  c.from = editor().current().id();
  c.text = nodes::copy_to_text(editor().state(), {ids.begin(), ids.end()});
  c.grabbed = press_scene_;
  c.what = ids.size() == 1 ? QString::fromStdString(editor().state().find(*ids.begin())->name)
                           : tr("%n node(s)", nullptr, int(ids.size()));
  c.title = editor().title();
  over_tab_ = false;
  cancel_gesture();
  for (nodes::NodeId id : scene_.chosen())
    if (const NodeItem* item = scene_.item(id); item && c.rects.size() < kMostOutlines)
      c.rects.push_back(item->scene_rect().translated(-c.grabbed));
  carried_ = std::move(c);
}

void GraphView::carry_to(uint64_t document) {
  OpenDocument* there = editor().find(document);
  if (!there || there == &editor().current()) return;
  if (gesture_ == Gesture::move && moved_) take_along();
  else if (gesture_ != Gesture::carry) return;
  gesture_ = Gesture::none;
  Carried mine = std::move(*carried_);
  carried_.reset();
  editor().show(*there);
  carried_ = std::move(mine);
  carried_at_ = mapToScene(last_view_);
  gesture_ = Gesture::carry;
  viewport()->setCursor(Qt::ClosedHandCursor);
  viewport()->update();
  Q_EMIT hint(carried_->from == document ? tr("Back in its own document: letting go leaves everything as it was")
                                         : tr("Let go to copy %1 here; Esc leaves both documents as they were").arg(carried_->what));
}

bool GraphView::let_go_outside(QPoint view_point) {
  if (viewport()->rect().contains(view_point)) return false;
  const bool carried = gesture_ == Gesture::carry;
  const uint64_t there = tab_under ? tab_under(viewport()->mapToGlobal(view_point)) : 0;
  if (!there || (!carried && there == editor().current().id())) {
    if (!carried) return false;  // beside the canvas: the nodes stand where they were drawn, as ever
    cancel_gesture();
    return true;
  }
  carry_to(there);
  if (!carried_) return true;
  // In the middle of what is seen, or as little below it as leaves them on free ground.
  QRectF all;
  for (const QRectF& r : carried_->rects) all = all.united(r);
  const QPointF middle = mapToScene(viewport()->rect().center()) - all.center();
  const auto free = [&](QPointF at) {
    return std::none_of(carried_->rects.begin(), carried_->rects.end(),
                        [&](const QRectF& r) { return !scene_.nodes_in(r.translated(at).adjusted(-8, -8, 8, 8)).empty(); });
  };
  QPointF at = middle;
  for (int step = 0; step < kMostSteps && !free(at); ++step) at.ry() += kStep;
  put_down(free(at) ? at : middle);
  return true;
}

void GraphView::put_down(QPointF at) {
  if (!carried_) return;
  const Carried c = *std::exchange(carried_, std::nullopt);
  end_gesture();
  Q_EMIT hand_empty();
  setFocus(Qt::MouseFocusReason);
  if (c.from == editor().current().id()) return;
  const nodes::Point offset = snapped(at - c.grabbed, false);
  const auto paste = [this, offset, what = c.what, title = c.title](const nodes::GraphState& carried) {
    try {
      std::vector<nodes::NodeId> ids;
      nodes::GraphPatch patch = nodes::make_paste(editor().state(), carried, offset, &ids, false, editor().level().home);
      patch.label = tr("Copy %1 from %2").arg(what, title).toStdString();
      if (!editor().apply(std::move(patch))) return;
      scene_.choose({ids.begin(), ids.end()});
      Q_EMIT hint(tr("%1 copied from %2").arg(what, title));
    } catch (const Error& e) {
      Q_EMIT hint(tr("%1 cannot be copied here: %2").arg(what, translated(e.message())));
    }
  };
  if (c.text.size() < kReadAtOnce) return paste(nodes::parse_project(c.text, "nodes in hand").state);
  in_background(this, [text = c.text] { return nodes::parse_project(text, "nodes in hand").state; },
                [this, paste, there = editor().current().id()](Outcome<nodes::GraphState> read) {
                  if (read && editor().current().id() == there) paste(*read.value);
                });
}

void GraphView::draw_carried(QPainter* painter) {
  const Theme& t = theme();
  QColor fill = t.accent;
  fill.setAlphaF(0.14f);
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setPen(QPen(t.accent, 1.6 / std::min(1.0, zoom())));
  painter->setBrush(fill);
  for (const QRectF& r : carried_->rects) painter->drawRoundedRect(r.translated(carried_at_), metrics::radius, metrics::radius);
}

}  // namespace tl::ui
