// SPDX-License-Identifier: GPL-3.0-or-later
// Drawing wires by hand: from a port to a port that fits, off and elsewhere, or into space to search for what takes it.
#include <cmath>

#include "nodes/node_type.h"
#include "ui/canvas/graph_scene.h"
#include "ui/canvas/graph_view.h"
#include "ui/document/graph_editor.h"
#include "ui/support/languages.h"
#include "ui/support/languages.h"
#include "ui/theme/theme.h"

namespace tl::ui {

using nodes::NodeId;

void GraphView::begin_wire(nodes::PortRef port, bool is_output, std::optional<nodes::Edge> lifted) {
  gesture_ = Gesture::wire;
  wire_port_ = std::move(port);
  wire_from_output_ = is_output;
  refusal_ = {};
  lifted_ = std::move(lifted);
  wire_over_.reset();
  wire_end_ = press_scene_;
  verdicts_ = nodes::fitting_ports(editor().state(), wire_port_, is_output);
  if (lifted_) verdicts_[lifted_->to] = nodes::Verdict{};  // it may go back where it was
  scene_.light_ports(verdicts_, !is_output);
  viewport()->setCursor(Qt::CrossCursor);
}

std::optional<nodes::PortRef> GraphView::wire_target(QPointF at) {
  bool is_output = false;
  if (const auto port = scene_.port_at(at, &is_output); port && is_output != wire_from_output_) return port;
  // Over a node's body the first fitting free port is meant, or the only one.
  const NodeItem* item = scene_.node_at(at);
  if (!item || item->id() == wire_port_.node) return std::nullopt;
  std::optional<nodes::PortRef> taken, first;
  for (const PortVisual& p : item->visual().ports) {
    if (p.is_output == wire_from_output_) continue;
    const nodes::PortRef ref{item->id(), p.name.toStdString()};
    if (!first) first = ref;
    const auto v = verdicts_.find(ref);
    if (v == verdicts_.end() || !v->second.ok) continue;
    if (!p.connected) return ref;
    if (!taken) taken = ref;
  }
  return taken ? taken : first;
}

void GraphView::drag_wire(QPointF at) {
  if (!editor().state().find(wire_port_.node)) return end_gesture();  // undone under the hand
  const auto over = wire_target(at);
  if (wire_over_ && wire_over_ != over) {
    const auto v = verdicts_.find(*wire_over_);
    scene_.light_port(*wire_over_, !wire_from_output_, v != verdicts_.end() && v->second.ok ? PortLight::lit : PortLight::dimmed);
  }
  wire_over_ = over;
  wire_end_ = at;
  wire_ok_ = false;
  if (over) {
    const auto v = verdicts_.find(*over);
    wire_ok_ = v != verdicts_.end() && v->second.ok;
    if (wire_ok_) {
      wire_end_ = scene_.port_place(*over, !wire_from_output_);
      scene_.light_port(*over, !wire_from_output_, PortLight::hovered);
    }
    const nodes::Node* node = editor().state().find(over->node);
    const QString place = QString::fromStdString(node->name + "." + over->port);
    Q_EMIT hint(wire_ok_ ? tr("Connect to %1").arg(place)
                       : tr("%1: %2").arg(place, v == verdicts_.end() ? tr("does not fit") : translated(v->second.reason)));
  } else {
    Q_EMIT hint(lifted_ ? tr("Let go in space to remove the wire") : tr("Let go in space to search for a fitting node"));
  }
  viewport()->update();
}

void GraphView::end_wire(QPointF at, QPoint view_point) {
  drag_wire(at);
  if (gesture_ != Gesture::wire) return;
  const auto over = wire_over_;
  const bool ok = wire_ok_;
  const std::optional<nodes::Edge> lifted = lifted_;
  if (over && ok) {
    nodes::PortRef from = wire_port_, to = *over;
    if (!wire_from_output_) std::swap(from, to);
    end_gesture();
    if (lifted && lifted->to == to) return;  // put back
    nodes::GraphPatch patch;
    if (lifted) {
      if (!editor().state().edges.count(*lifted)) return;
      patch = nodes::make_disconnect(editor().state(), *lifted);
      nodes::GraphState after = editor().state();
      after.erase_edge(*lifted);
      nodes::GraphPatch connect_patch = nodes::make_connect(after, from, to);
      patch.label = connect_patch.label;
      patch.append(std::move(connect_patch));
    } else {
      // The document may be another one than when the wire was taken up.
      const nodes::Verdict now = nodes::can_connect(editor().state(), from, to);
      if (!now) return Q_EMIT hint(translated(now.reason));
      patch = nodes::make_connect(editor().state(), from, to);
    }
    editor().apply(std::move(patch));
    return;
  }
  if (over) {  // refused: the status bar goes on saying why
    const auto v = verdicts_.find(*over);
    const nodes::Node* node = editor().state().find(over->node);
    const QString why = tr("%1: %2").arg(QString::fromStdString(node->name + "." + over->port),
                                         v == verdicts_.end() ? tr("does not fit") : translated(v->second.reason));
    end_gesture();
    refusal_.setRemainingTime(4000);
    Q_EMIT hint(why);
    return;
  }
  if (lifted) {
    end_gesture();
    if (moved_) editor().apply(nodes::make_disconnect(editor().state(), *lifted));
    return;
  }
  if (!moved_) return end_gesture();
  // Let go in space: search for a node that fits.
  search_by_key_ = false;
  search_for_wire(at, view_point + QPoint(8, -18));
}

void GraphView::search_for_wire(QPointF at, QPoint view_point) {
  WireInHand wire;
  wire.port = wire_port_;
  wire.from_output = wire_from_output_;
  const nodes::Node* node = editor().state().find(wire_port_.node);
  const nodes::NodeType* type = node ? editor().state().type_of(*node) : nullptr;
  const nodes::PortDesc* desc = !type ? nullptr : wire_from_output_ ? type->output(wire_port_.port) : type->input(wire_port_.port);
  if (desc) wire.kind = desc->kind;
  if (const nodes::NodeReport* report = editor().report(wire_port_.node)) {
    const nodes::TensorMeta* meta = wire_from_output_ ? report->output(wire_port_.port) : report->input(wire_port_.port);
    if (meta) wire.meta = *meta;
  }
  scene_.clear_lights();
  gesture_ = Gesture::none;
  viewport()->unsetCursor();
  search_place_ = wire_end_ = at;
  popup_->open_at(view_point, std::move(wire), node_in_view(wire_port_.node));
}

void GraphView::choose_new(const std::vector<NodeId>& ids) { scene_.choose({ids.begin(), ids.end()}); }

void GraphView::take_choice(const SearchEntry& entry) {
  if (entry.block) return take_block(*entry.block);
  const std::optional<WireInHand> wire = popup_->wire();
  if (const auto edge = std::exchange(insert_wire_, std::nullopt); edge && editor().state().edges.count(*edge)) {
    NodeId id;
    const nodes::Point at = clear_of_source(*edge, snapped(search_place_ - QPointF(metrics::node_width / 2, metrics::first_port), false));
    nodes::GraphPatch patch = nodes::make_insert_on_edge(editor().state(), entry.type->key, *edge, at, &id, entry.params);
    if (!patch.empty()) patch.append(make_room(*edge, at));
    end_gesture();
    if (editor().apply(std::move(patch))) choose_new({id});
    return;
  }
  if (!wire) {
    add_at(QString::fromStdString(entry.type->key), search_by_key_ ? free_place(search_place_) : search_place_, entry.params);
    if (const NodeItem* item = scene_.item(scene_.single())) ensureVisible(item->scene_rect(), 20, 20);
    return;
  }
  const nodes::NodeType* type = entry.type;
  // The new node and its wire are one step: the wire is judged on a copy that has the node already.
  NodeId id;
  const double shift = wire->from_output ? 0 : metrics::node_width;
  const nodes::Point place = snapped(search_place_ - QPointF(shift, metrics::first_port), false);
  nodes::GraphPatch patch = nodes::make_add_node(editor().state(), type->key, place, entry.params, &id, editor().level().home);
  nodes::GraphState after = editor().state();
  for (const nodes::Edit& e : patch.edits)
    if (const auto* add = std::get_if<nodes::AddNode>(&e)) after.insert_node(add->node);
  QString reason;
  for (const nodes::PortDesc& p : wire->from_output ? type->inputs : type->outputs) {
    nodes::PortRef from = wire->port, to{id, p.name};
    if (!wire->from_output) std::swap(from, to);
    const nodes::Verdict verdict = nodes::can_connect(after, from, to);
    if (verdict.ok) {
      nodes::GraphPatch connection = nodes::make_connect(after, from, to);
      patch.append(std::move(connection));
      reason.clear();
      break;
    }
    if (reason.isEmpty()) reason = translated(verdict.reason);
  }
  end_gesture();
  if (editor().apply(std::move(patch))) choose_new({id});
  if (const NodeItem* item = scene_.item(scene_.single()); item && search_by_key_) ensureVisible(item->scene_rect(), 20, 20);
  if (!reason.isEmpty()) Q_EMIT hint(tr("Added without a wire: %1").arg(reason));
}

}  // namespace tl::ui
