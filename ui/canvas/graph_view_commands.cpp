// SPDX-License-Identifier: GPL-3.0-or-later
// Commands of the menus and what a right click offers: adding, deleting, copying, arranging.
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <cmath>

#include "engine/core/error.h"
#include "nodes/arrange.h"
#include "nodes/node_type.h"
#include "nodes/project_io.h"
#include "ui/canvas/graph_scene.h"
#include "ui/canvas/graph_view.h"
#include "ui/document/graph_editor.h"
#include "ui/palette/blocks.h"
#include "ui/support/format.h"
#include "ui/support/languages.h"
#include "ui/theme/theme.h"

namespace tl::ui {

using nodes::NodeId;

// ---- commands -------------------------------------------------------------------------------------------------------------

void GraphView::add_at(const QString& type_key, QPointF at, tl::Value::Dict params) {
  NodeId id;
  nodes::GraphPatch patch = nodes::make_add_node(editor().state(), type_key.toStdString(),
                                                 snapped(at - QPointF(metrics::node_width / 2, metrics::header / 2), false), std::move(params), &id, editor().level().home);
  if (editor().apply(std::move(patch))) choose_new({id});
}

QPointF GraphView::place_of_next() {
  if (const NodeItem* after = scene_.item(scene_.single()))
    return after->scene_rect().topRight() + QPointF(32 + metrics::node_width / 2, metrics::header / 2);
  return mapToScene(viewport()->rect().center());
}

QPointF GraphView::free_place(QPointF at) {
  for (int i = 0; i < 40 && !scene_.nodes_in(QRectF(at.x() - metrics::node_width / 2, at.y() - metrics::header / 2, metrics::node_width, 90)).empty(); ++i) at += QPointF(0, 24);
  return at;
}

/// Adds a node that takes the first free output of the chosen one, with its wire; false: there is none, or it does not fit.
bool GraphView::add_behind_chosen(const QString& type_key, QPointF at) {
  const nodes::Node* node = editor().state().find(scene_.single());
  const nodes::NodeType* from = node ? editor().state().type_of(*node) : nullptr;
  const nodes::NodeType* type = nodes::find_node_type(type_key.toStdString());
  if (!from || !type || type->inputs.empty()) return false;
  const auto free = std::find_if(from->outputs.begin(), from->outputs.end(),
                                 [&](const nodes::PortDesc& p) { return editor().state().targets({node->id, p.name}).empty(); });
  if (free == from->outputs.end()) return false;
  const nodes::NodeReport* report = editor().report(node->id);
  const nodes::Offer offer = nodes::offer_for(*type, free->kind, report ? report->output(free->name) : nullptr);
  if (!offer.fits) return false;
  NodeId id;
  nodes::GraphPatch patch = nodes::make_add_node(
      editor().state(), type->key, snapped(at - QPointF(metrics::node_width / 2, metrics::header / 2), false), {}, &id, editor().level().home);
  patch.edits.push_back(nodes::AddEdge{{{node->id, free->name}, {id, offer.input}}});
  const bool added = editor().apply(std::move(patch));
  if (added) choose_new({id});
  return added;
}

void GraphView::add_in_view(const QString& type_key) {
  const QPointF at = free_place(place_of_next());
  if (const QString block = Blocks::file_in(type_key); !block.isEmpty()) return add_block(block, at);
  if (!add_behind_chosen(type_key, at)) add_at(type_key, at);
  if (const NodeItem* item = scene_.item(scene_.single())) ensureVisible(item->scene_rect(), 20, 20);
}

void GraphView::delete_selection(bool rejoin) {
  if (const NodeId frame = scene_.chosen_frame()) return void(editor().apply(nodes::make_set_frame(editor().state(), frame, std::nullopt)));
  const auto ids = scene_.chosen();
  const auto wires = scene_.chosen_wires();
  nodes::GraphPatch patch;
  if (!ids.empty()) patch = nodes::make_remove_nodes(editor().state(), {ids.begin(), ids.end()}, rejoin);
  for (const nodes::Edge& e : wires)
    if (!ids.count(e.from.node) && !ids.count(e.to.node)) {
      nodes::GraphPatch cut_patch = nodes::make_disconnect(editor().state(), e);
      if (patch.empty()) patch = std::move(cut_patch);
      else patch.append(std::move(cut_patch));
    }
  nodes::GraphPatch fewer = without_chosen_bends();
  scene_.choose(ids, wires);  // another bend may get the number of one that goes
  if (patch.empty()) patch = std::move(fewer);
  else patch.append(std::move(fewer));
  editor().apply(std::move(patch));
}

void GraphView::copy() {
  const auto& ids = scene_.chosen();
  if (ids.empty()) return;
  const QString text = QString::fromStdString(nodes::copy_to_text(editor().state(), {ids.begin(), ids.end()}));
  QApplication::clipboard()->setText(text);
  Q_EMIT hint(tr("%n node(s) copied", nullptr, int(ids.size())));
}

void GraphView::cut() {
  copy();
  delete_selection(false);
}

void GraphView::paste(bool outer_wires) {
  const QString text = QApplication::clipboard()->text();
  if (text.trimmed().isEmpty()) return Q_EMIT hint(tr("The clipboard holds no nodes."));
  try {
    if (text.size() < 200'000) return paste_state(nodes::parse_project(text.toStdString(), "clipboard").state, outer_wires);
  } catch (const Error& e) {
    return Q_EMIT hint(tr("The clipboard holds no nodes: %1").arg(translated(e.message())));
  }
  // Reading thousands of nodes takes time.
  Q_EMIT hint(tr("Reading the clipboard…"));
  in_background(this, [text = text.toStdString()] { return nodes::parse_project(text, "clipboard").state; },
                [this, outer_wires](Outcome<nodes::GraphState> read) {
                  if (read) paste_state(*read.value, outer_wires);
                  else Q_EMIT hint(tr("The clipboard holds no nodes: %1").arg(translated(read.failed.message)));
                });
}

void GraphView::paste_state(const nodes::GraphState& pasted, bool outer_wires) {
  std::vector<NodeId> ids;
  nodes::GraphPatch patch = nodes::make_paste(editor().state(), pasted, {40, 40}, &ids, outer_wires, editor().level().home);
  if (editor().apply(std::move(patch))) choose_new(ids);
  if (!ids.empty()) ensureVisible(scene_.rect_of(scene_.chosen()), 20, 20);
}

void GraphView::duplicate(bool outer_wires) {
  const auto& ids = scene_.chosen();
  if (ids.empty()) return;
  std::vector<NodeId> made;
  if (editor().apply(nodes::make_duplicate(editor().state(), {ids.begin(), ids.end()}, {32, 40}, outer_wires, &made))) choose_new(made);
}

void GraphView::duplicate_sharing() {
  const auto& ids = scene_.chosen();
  if (ids.empty()) return;
  std::vector<NodeId> made;
  if (editor().apply(nodes::make_duplicate_sharing(editor().state(), {ids.begin(), ids.end()}, {32, 40}, &made))) choose_new(made);
}

void GraphView::arrange() {
  constexpr size_t at_once = 300;   // nodes; laying out more takes longer than a frame
  const auto& ids = scene_.chosen();
  std::vector<NodeId> some;
  if (ids.size() > 1) some.assign(ids.begin(), ids.end());
  const auto take = [this, all = some.empty()](nodes::GraphPatch patch) {
    if (editor().apply(std::move(patch)) && all) fit_all();
  };
  const auto make = [snapshot = editor().snapshot(), some, beneath = scene_.live().wanted_heights(), home = editor().level().home] {
    return nodes::make_arrange(*snapshot, some, beneath, home);
  };
  if ((some.empty() ? scene_.items_by_id().size() : some.size()) <= at_once) return take(make());
  in_background(this, make, [this, take, generation = editor().generation(), revision = editor().state().revision](Outcome<nodes::GraphPatch> patch) {
    if (!patch) return Q_EMIT hint(translated(patch.failed.text()));
    if (editor().generation() == generation && editor().state().revision == revision) take(std::move(*patch.value));
    else Q_EMIT hint(tr("The document has changed meanwhile: arrange it again."));
  });
}

void GraphView::contextMenuEvent(QContextMenuEvent* event) {
  if (read_only_) return;
  if (std::exchange(gave_up_, false) && event->reason() == QContextMenuEvent::Mouse) return;
  // The menu key means the chosen node, wherever the mouse rests.
  const NodeItem* chosen = event->reason() == QContextMenuEvent::Keyboard ? scene_.item(scene_.single()) : nullptr;
  const QPointF at = chosen ? chosen->scene_rect().center() : mapToScene(event->pos());
  const QPoint on_screen = chosen ? viewport()->mapToGlobal(mapFromScene(at)) : event->globalPos();
  QMenu menu(this);
  if (NodeItem* item = scene_.node_at(at)) {
    if (!scene_.chosen().count(item->id())) scene_.choose({item->id()});
    fill_node_menu(menu);
    menu.addAction(tr("Duplicate"), this, [this] { duplicate(); });
    menu.addAction(tr("Duplicate with the wires into it"), this, [this] { duplicate(true); });
    menu.addAction(tr("Duplicate, sharing the weights"), this, &GraphView::duplicate_sharing);
    menu.addAction(tr("Copy"), this, &GraphView::copy);
    menu.addAction(tr("Cut"), this, &GraphView::cut);
    menu.addSeparator();
    menu.addAction(tr("Delete and rejoin"), this, [this] { delete_selection(true); });
    menu.addAction(tr("Delete with its wires"), this, [this] { delete_selection(false); });
  } else if (const auto bend = bend_at(at)) {
    if (!scene_.chosen_bends().count(*bend)) scene_.choose({}, {}, {*bend});
    menu.addAction(tr("Delete the bend"), this, [this] { delete_selection(); });
    menu.addAction(tr("Straighten the wire"), this, &GraphView::straighten);
  } else if (const auto wire = scene_.wire_at(at, 7 / zoom())) {
    scene_.choose({}, {*wire});
    menu.addAction(tr("Add a bend"), this, [this, wire, at] {
      if (editor().state().edges.count(*wire) && put_bend(*wire, at)) drop_nodes();
    });
    menu.addAction(tr("Straighten the wire"), this, &GraphView::straighten)->setEnabled(!editor().state().bends_of(*wire).empty());
    menu.addAction(tr("Put a node into it…"), this, [this, wire] { open_search_in_wire(*wire); });
    menu.addAction(tr("Delete the wire"), this, [this] { delete_selection(); });
  } else if (const NodeId frame = scene_.frames().at(at, nullptr)) {
    scene_.choose_frame(frame);
    fill_frame_menu(menu);
  } else {
    menu.addAction(tr("Add a node…"), this, [this, at, p = event->pos()] {
      insert_wire_.reset();
      search_by_key_ = false;
      search_place_ = at;
      popup_->open_at(p);
    });
    menu.addAction(tr("Paste"), this, [this] { paste(); });
    menu.addAction(tr("Paste with the wires into it"), this, [this] { paste(true); });
    menu.addSeparator();
    menu.addAction(tr("Select all"), this, [this] { scene_.choose_all(); });
    menu.addAction(tr("Arrange"), this, &GraphView::arrange);
    menu.addAction(tr("Show everything"), this, &GraphView::fit_all);
  }
  menu.exec(on_screen);
}

}  // namespace tl::ui
