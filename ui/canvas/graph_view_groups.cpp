// SPDX-License-Identifier: GPL-3.0-or-later
// Groups on the canvas: making and dissolving them, going in and out, and what they show.
#include <QMenu>

#include "engine/core/error.h"
#include "nodes/groups.h"
#include "nodes/node_type.h"
#include "nodes/project_io.h"
#include "ui/canvas/graph_scene.h"
#include "ui/canvas/graph_view.h"
#include "ui/document/graph_editor.h"
#include "ui/palette/blocks.h"
#include "ui/palette/quick_popup.h"
#include "ui/support/languages.h"
#include "ui/theme/theme.h"

namespace tl::ui {

using nodes::NodeId;

namespace {
QString sentence(const Error& e) { return e.remedy().empty() ? translated(e.message()) : translated(e.message()) + QStringLiteral(". ") + translated(e.remedy()); }
}  // namespace

void GraphView::group_selection() {
  const std::vector<NodeId> ids(scene_.chosen().begin(), scene_.chosen().end());
  if (ids.empty()) return Q_EMIT hint(tr("Choose the nodes that are to become a group."));
  try {
    NodeId made;
    if (!editor().apply(nodes::make_group(editor().state(), ids, &made))) return;
    scene_.choose({made});
    Q_EMIT hint(tr("Double click or Enter opens the group."));
  } catch (const Error& e) {
    Q_EMIT hint(tr("They cannot be a group: %1").arg(sentence(e)));
  }
}

void GraphView::ungroup_selection() {
  std::vector<NodeId> freed;
  QString why;
  // Each is a patch on what the one before has left; together they are one step.
  nodes::GraphPatch all;
  nodes::GraphDocument after;
  after.reset(editor().state());
  for (NodeId id : scene_.chosen()) {
    if (editor().state().find(id)->type != nodes::group_type) continue;
    try {
      std::vector<NodeId> some;
      nodes::GraphPatch patch = nodes::make_ungroup(after.state(), id, &some);
      after.apply(patch);
      freed.insert(freed.end(), some.begin(), some.end());
      if (all.empty()) all = std::move(patch);
      else all.append(std::move(patch));
    } catch (const Error& e) {
      why = sentence(e);
    }
  }
  if (all.empty()) return Q_EMIT hint(why.isEmpty() ? tr("Choose the group that is to be dissolved.") : why);
  if (editor().apply(std::move(all))) choose_new(freed);
}

bool GraphView::open_group(NodeId id) {
  const nodes::Node* node = editor().state().find(id);
  if (!node || node->type != nodes::group_type) return false;
  if (!editor().state().groups.count(nodes::group_of(*node))) {
    Q_EMIT hint(tr("The group that %1 was an instance of is not in the project.").arg(QString::fromStdString(node->name)));
    return true;
  }
  editor().enter(id);
  return true;
}

void GraphView::make_independent() {
  const nodes::Node* node = editor().state().find(scene_.single());
  if (!node || node->type != nodes::group_type) return Q_EMIT hint(tr("Choose the group that is to have nodes of its own."));
  nodes::GraphPatch patch = nodes::make_independent(editor().state(), node->id);
  if (patch.empty()) return Q_EMIT hint(tr("%1 is the only instance of its group.").arg(QString::fromStdString(node->name)));
  const QString name = QString::fromStdString(node->name);
  if (editor().apply(std::move(patch))) Q_EMIT hint(tr("%1 has nodes of its own now.").arg(name));
}

void GraphView::add_block(const QString& file, QPointF at) {
  in_background(this, [file = file.toStdString()] { return nodes::load_project(file).state; },
                [this, at, home = editor().level().home](Outcome<nodes::GraphState> read) {
                  if (!read) return Q_EMIT hint(tr("The block cannot be read: %1").arg(translated(read.failed.text())));
                  if (home != editor().level().home) return;  // it was meant for a level that is no longer seen
                  const std::vector<NodeId> shown = nodes::nodes_in(*read.value, {});
                  if (shown.empty()) return Q_EMIT hint(tr("The block is empty."));
                  const nodes::Point from = read.value->find(shown.front())->position;
                  const nodes::Point to = snapped(at - QPointF(metrics::node_width / 2, metrics::header / 2), false);
                  std::vector<NodeId> made;
                  nodes::GraphPatch patch = nodes::make_paste(editor().state(), *read.value, {to.x - from.x, to.y - from.y}, &made, false, home);
                  patch.label = str("Add ", read.value->title);
                  if (editor().apply(std::move(patch))) choose_new(made);
                });
}

void GraphView::set_blocks(const QList<Block>& blocks) {
  std::vector<BlockPtr> shared;
  for (const Block& block : blocks) shared.push_back(std::make_shared<const Block>(block));
  popup_->set_blocks(std::move(shared));
}

/// A block that was found by the search: with the wire in hand, or in the wire that it was to go into, as one step.
void GraphView::take_block(const Block& block) {
  const std::optional<WireInHand> wire = popup_->wire();
  const std::optional<nodes::Edge> into = std::exchange(insert_wire_, std::nullopt);
  const bool wired = wire && !wire->in_wire;
  const std::vector<NodeId> shown = nodes::nodes_in(*block.state, {});
  const nodes::Point from = block.state->find(shown.front())->position;
  nodes::Point to;
  if (wired) to = snapped(search_place_ - QPointF(wire->from_output ? 0 : metrics::node_width, metrics::first_port), false);
  else to = snapped((search_by_key_ ? free_place(search_place_) : search_place_) - QPointF(metrics::node_width / 2, metrics::header / 2), false);
  if (into && editor().state().edges.count(*into)) to = clear_of_source(*into, to);
  try {
    std::vector<NodeId> made;
    nodes::GraphPatch patch =
        nodes::make_paste(editor().state(), *block.state, {to.x - from.x, to.y - from.y}, &made, false, editor().level().home);
    nodes::GraphDocument after;
    after.reset(editor().state());
    after.apply(patch);
    const NodeId id = made.empty() ? NodeId{} : made.front();
    bool left_alone = into || wired;
    if (into && after.state().edges.count(*into)) {
      nodes::GraphPatch put = nodes::make_put_into_edge(after.state(), id, *into);
      left_alone = put.empty();
      if (!left_alone) patch.append(std::move(put)), patch.append(make_room(*into, to));
    } else if (const nodes::NodeType* type = wired ? after.state().type_of(id) : nullptr) {
      for (const nodes::PortDesc& p : wire->from_output ? type->inputs : type->outputs) {
        nodes::PortRef a = wire->port, b{id, p.name};
        if (!wire->from_output) std::swap(a, b);
        if (!left_alone || !nodes::can_connect(after.state(), a, b)) continue;
        patch.append(nodes::make_connect(after.state(), a, b));
        left_alone = false;
      }
    }
    patch.label = tr("Add %1").arg(block.title).toStdString();
    end_gesture();
    if (editor().apply(std::move(patch))) choose_new(made);
    if (left_alone) Q_EMIT hint(tr("Added without a wire: no port of %1 fits.").arg(block.title));
  } catch (const Error& e) {
    end_gesture();
    Q_EMIT hint(tr("%1 cannot stand here: %2").arg(block.title, sentence(e)));
  }
}

void GraphView::fill_promote_menu(QMenu& menu, NodeId id) {
  const nodes::GraphState& state = editor().state();
  const nodes::Node* node = state.find(id);
  const nodes::NodeType* type = node ? state.type_of(*node) : nullptr;
  const auto around = node ? state.groups.find(node->home) : state.groups.end();
  if (!type || around == state.groups.end()) return;
  const NodeId home = node->home;
  const auto attempt = [this](const auto& make) {
    try {
      editor().apply(make());
    } catch (const Error& e) {
      Q_EMIT hint(sentence(e));
    }
  };
  const auto entry = [&](const QString& text, bool on, auto promote, auto withdraw) {
    QAction* a = menu.addAction(text);
    a->setCheckable(true);
    a->setChecked(on);
    connect(a, &QAction::triggered, this, [attempt, promote, withdraw](bool wanted) {
      if (wanted) attempt(promote);
      else attempt(withdraw);
    }, Qt::QueuedConnection);
  };
  menu.addSection(tr("Parameters"));
  for (const FieldDesc& field : type->fields) {
    if (field.name == nodes::group_key) continue;
    std::string as;
    for (const nodes::GroupParam& param : around->second.params)
      for (const auto& target : param.targets)
        if (target.node == id && target.key == field.name) as = param.name;
    const QString label = QString::fromStdString(field.name);
    entry(as.empty() || as == field.name ? label : tr("%1, as %2").arg(label, QString::fromStdString(as)), !as.empty(),
          [this, id, key = field.name] { return nodes::make_promote_param(editor().state(), id, key); },
          [this, home, as] { return nodes::make_withdraw_param(editor().state(), home, as); });
    // A parameter that the group has already may set this one too.
    if (as.empty())
      for (const nodes::GroupParam& param : around->second.params)
        if (param.targets.front().key == field.name && param.targets.front().node != id)
          entry(tr("%1, together with %2").arg(label, QString::fromStdString(param.name)), false,
                [this, id, key = field.name, name = param.name] { return nodes::make_promote_param(editor().state(), id, key, name); },
                [] { return nodes::GraphPatch(); });
  }
  for (const bool is_output : {false, true}) {
    const auto& ports = is_output ? type->outputs : type->inputs;
    if (ports.empty()) continue;
    menu.addSection(is_output ? tr("Outputs") : tr("Inputs"));
    for (const nodes::PortDesc& port : ports) {
      const nodes::PortRef ref{id, port.name};
      std::string as;
      for (const nodes::GroupPort& shown : is_output ? around->second.outputs : around->second.inputs)
        if (std::find(shown.inner.begin(), shown.inner.end(), ref) != shown.inner.end()) as = shown.name;
      entry(QString::fromStdString(port.name), !as.empty(),
            [this, ref, is_output] { return nodes::make_promote_port(editor().state(), ref, is_output); },
            [this, home, as, is_output] { return nodes::make_withdraw_port(editor().state(), home, as, is_output); });
    }
  }
}

void GraphView::leave_document(OpenDocument& document) {
  popup_->give_up();
  quick_->give_up();
  if (gesture_ == Gesture::carry) carried_.reset(), end_gesture(), Q_EMIT hand_empty();  // it is gone elsewhere already
  cancel_gesture();
  left_[document.id()] = {std::move(seen_before_), {zoom(), mapToScene(viewport()->rect().center())}, fitted_, scene_.chosen(),
                          scene_.chosen_wires(), scene_.chosen_frame()};
}

void GraphView::take_document() {
  level_shown_ = editor().level().path;
  const auto found = left_.find(editor().current().id());
  if (found == left_.end()) return fit_all();
  Left left = std::move(found->second);
  left_.erase(found);
  seen_before_ = std::move(left.seen_before);
  if (left.fitted) {
    fit_all();
  } else {
    set_zoom(left.seen.zoom, QPointF(viewport()->rect().center()));
    centerOn(left.seen.centre);
  }
  scene_.choose(std::move(left.chosen), std::move(left.wires));
  if (left.frame) scene_.choose_frame(left.frame);
}

void GraphView::take_level() {
  seen_before_[level_shown_] = {zoom(), mapToScene(viewport()->rect().center())};
  const std::vector<NodeId> came_from = std::exchange(level_shown_, editor().level().path);
  end_gesture();
  const auto seen = seen_before_.find(level_shown_);
  if (seen == seen_before_.end()) {
    fit_all();
  } else {
    set_zoom(seen->second.zoom, QPointF(viewport()->rect().center()));
    centerOn(seen->second.centre);
  }
  // Outside again the group that was left is chosen.
  if (came_from.size() > level_shown_.size() && std::equal(level_shown_.begin(), level_shown_.end(), came_from.begin()))
    scene_.choose({came_from[level_shown_.size()]});
}

}  // namespace tl::ui
