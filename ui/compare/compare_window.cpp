// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/compare_window.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScreen>
#include <QScrollBar>
#include <QSplitter>
#include <QStyle>
#include <QTimer>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <array>

#include "nodes/groups.h"
#include "ui/canvas/graph_scene.h"
#include "ui/canvas/graph_view.h"
#include "ui/compare/mark_layer.h"
#include "ui/document/background.h"
#include "ui/document/graph_editor.h"
#include "ui/support/languages.h"
#include "ui/theme/theme.h"

namespace tl::ui {

using nodes::Change;
using nodes::NodeId;

namespace {
constexpr size_t kRowsAtOnce = 150;   ///< of a long list: the window goes on answering

QIcon sign_icon(Change change) {
  QPixmap picture(32, 32);
  picture.setDevicePixelRatio(2);
  picture.fill(Qt::transparent);
  QPainter painter(&picture);
  painter.setRenderHint(QPainter::Antialiasing);
  paint_sign(painter, {8, 8}, 7, change);
  painter.end();
  return picture;
}

QString summary_of(const nodes::Diff& d) {
  const auto wires = [&](Change change) {
    return int(std::count_if(d.wires.begin(), d.wires.end(), [&](const nodes::WireDiff& w) { return w.change == change; }));
  };
  QStringList parts;
  const auto tell = [&](int count, const QString& text) {
    if (count) parts << text;
  };
  const int added = int(d.count(Change::added)), removed = int(d.count(Change::removed)), changed = int(d.count(Change::changed));
  tell(added, CompareWindow::tr("%n node(s) added", nullptr, added));
  tell(removed, CompareWindow::tr("%n node(s) removed", nullptr, removed));
  tell(changed, CompareWindow::tr("%n node(s) changed", nullptr, changed));
  tell(wires(Change::added), CompareWindow::tr("%n wire(s) added", nullptr, wires(Change::added)));
  tell(wires(Change::removed), CompareWindow::tr("%n wire(s) removed", nullptr, wires(Change::removed)));
  tell(int(d.groups.size()), CompareWindow::tr("%n group(s) different", nullptr, int(d.groups.size())));
  tell(int(d.frames.size()), CompareWindow::tr("%n frame(s) different", nullptr, int(d.frames.size())));
  tell(int(d.run.size()), CompareWindow::tr("%n run setting(s) changed", nullptr, int(d.run.size())));
  tell(int(d.document.size()), CompareWindow::tr("%n other field(s) changed", nullptr, int(d.document.size())));
  if (d.same()) parts << CompareWindow::tr("no difference");
  tell(int(d.moved), CompareWindow::tr("%n node(s) moved", nullptr, int(d.moved)));
  tell(int(d.bent), CompareWindow::tr("%n wire(s) led another way", nullptr, int(d.bent)));
  return parts.join(QStringLiteral(", "));
}

QString word(Change change) {
  return change == Change::added ? CompareWindow::tr("added") : change == Change::removed ? CompareWindow::tr("removed") : CompareWindow::tr("changed");
}
}  // namespace

CompareWindow::CompareWindow(Version before, Version after, QWidget* parent) : QDialog(parent) {
  setObjectName("compare");
  setWindowTitle(tr("Compare %1 with %2").arg(before.title, after.title));
  setWindowFlag(Qt::WindowMaximizeButtonHint);
  setAttribute(Qt::WA_DeleteOnClose);
  resize(QSize(1360, 820).boundedTo(screen()->availableSize() * 9 / 10));
  sides_[0].version = std::move(before);
  sides_[1].version = std::move(after);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);

  auto* head = new QWidget(this);
  auto* line = new QHBoxLayout(head);
  line->setContentsMargins(12, 8, 12, 8);
  summary_ = new QLabel(tr("Reading both versions…"), head);
  summary_->setObjectName("compareSummary");
  summary_->setTextFormat(Qt::PlainText);
  line->addWidget(summary_, 1);
  for (Change change : {Change::added, Change::removed, Change::changed}) {
    auto* sign = new QLabel(head);
    sign->setPixmap(sign_icon(change).pixmap(16, 16));
    line->addWidget(sign);
    auto* label = new QLabel(word(change), head);
    label->setProperty("role", "muted");
    line->addWidget(label);
    line->addSpacing(8);
  }
  const auto button = [&](const char* name, const QString& text, const QKeySequence& keys, int way) {
    auto* b = new QPushButton(text, head);
    b->setObjectName(name);
    b->setToolTip(keys.toString(QKeySequence::NativeText));
    b->setShortcut(keys);
    b->setAutoDefault(false);
    b->setEnabled(false);
    connect(b, &QPushButton::clicked, this, [this, way] { step(way); });
    line->addWidget(b);
    return b;
  };
  previous_ = button("comparePrevious", tr("Previous"), QKeySequence(Qt::SHIFT | Qt::Key_F8), -1);
  next_ = button("compareNext", tr("Next"), QKeySequence(Qt::Key_F8), 1);
  column->addWidget(head);

  splitter_ = new QSplitter(Qt::Horizontal, this);
  splitter_->setChildrenCollapsible(false);
  for (int side : {0, 1}) build_side(side, splitter_);
  list_ = new QTreeWidget(splitter_);
  list_->setObjectName("compareList");
  list_->setAccessibleName(tr("Differences"));
  list_->setHeaderLabels({tr("What"), tr("Before"), tr("After")});
  list_->setUniformRowHeights(true);
  list_->setWordWrap(false);
  list_->header()->setStretchLastSection(false);
  list_->header()->setSectionResizeMode(QHeaderView::Interactive);
  list_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  list_->setColumnWidth(1, 118), list_->setColumnWidth(2, 118);
  connect(list_, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) { go_to(item); });
  connect(list_, &QTreeWidget::itemClicked, this, [this](QTreeWidgetItem* item) { go_to(item); });
  splitter_->addWidget(list_);
  splitter_->setSizes({460, 460, 440});
  splitter_->setStretchFactor(0, 1), splitter_->setStretchFactor(1, 1), splitter_->setStretchFactor(2, 0);
  column->addWidget(splitter_, 1);
  connect(ThemeNotifier::instance(), &ThemeNotifier::changed, this, [this] {
    for (int i = 0; i < list_->topLevelItemCount(); ++i)
      if (const QVariant row = list_->topLevelItem(i)->data(0, Qt::UserRole); row.isValid() && !rows_[row.toUInt()].headline)
        list_->topLevelItem(i)->setIcon(0, sign_icon(rows_[row.toUInt()].change));
  });

  in_background(this, [a = sides_[0].version, b = sides_[1].version] { return std::make_shared<Compared>(compare(a, b)); },
                [this](Outcome<std::shared_ptr<Compared>> outcome) {
                  if (outcome) return take(std::move(**outcome.value));
                  summary_->setText(translated(outcome.failed.text()));
                  summary_->setWordWrap(true);
                  summary_->setProperty("role", "error");
                  summary_->style()->polish(summary_);
                  Q_EMIT failed(outcome.failed.text());
                });
}

CompareWindow::~CompareWindow() {
  list_->disconnect(this);
  // The views go before the scenes that they show.
  for (Side& side : sides_) delete std::exchange(side.view, nullptr);
}

void CompareWindow::build_side(int side, QWidget* parent) {
  Side& s = sides_[side];
  auto* box = new QWidget(parent);
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  s.title = new QLabel((side ? tr("After: %1") : tr("Before: %1")).arg(s.version.title), box);
  s.title->setTextFormat(Qt::PlainText);
  s.title->setContentsMargins(12, 4, 12, 6);
  s.title->setMinimumWidth(80);
  s.title->setToolTip(s.version.file);
  column->addWidget(s.title);
  s.editor = std::make_unique<GraphEditor>();
  s.scene = std::make_unique<GraphScene>(*s.editor);
  s.view = new GraphView(*s.scene, box);
  s.view->setObjectName(side ? "compareAfter" : "compareBefore");
  s.view->setAccessibleName(side ? tr("Newer version") : tr("Older version"));
  s.view->set_read_only(true);
  s.view->show_minimap(false);
  column->addWidget(s.view, 1);
  s.node_marks = new MarkLayer(*s.scene, MarkLayer::Of::nodes);
  s.wire_marks = new MarkLayer(*s.scene, MarkLayer::Of::wires);
  s.scene->addItem(s.wire_marks);
  s.scene->addItem(s.node_marks);
  const auto settle = [this, side] { sides_[side].node_marks->settle(), sides_[side].wire_marks->settle(); };
  connect(s.scene.get(), &GraphScene::layout_changed, this, settle);
  connect(s.editor.get(), &GraphEditor::level_changed, this, [this, side] { follow_level(side); });
  connect(s.view, &GraphView::zoom_changed, this, [this, side] { follow(side); });
  for (QScrollBar* bar : {s.view->horizontalScrollBar(), s.view->verticalScrollBar()})
    connect(bar, &QScrollBar::valueChanged, this, [this, side] { follow(side); });
}

// ---- comparing, on a helper thread ------------------------------------------------------------------------------------------

CompareWindow::Compared CompareWindow::compare(const Version& before, const Version& after) {
  Compared c;
  c.states[0] = before.read();
  c.states[1] = after.read();
  c.diff = nodes::diff(c.states[0], c.states[1]);
  c.rows = rows_of(c.diff, c.states[0], c.states[1]);
  return c;
}

std::vector<CompareWindow::Row> CompareWindow::rows_of(const nodes::Diff& diff, const nodes::GraphState& before, const nodes::GraphState& after) {
  std::vector<Row> rows;
  const auto text = [](const std::string& s) { return QString::fromStdString(s); };
  const auto head = [&](const QString& title, size_t count) {
    Row row;
    row.headline = true, row.what = tr("%1 (%2)").arg(title).arg(count);
    rows.push_back(std::move(row));
  };
  const auto fields = [&](Row& row, const std::vector<nodes::FieldDiff>& list) {
    for (const nodes::FieldDiff& f : list)
      row.fields.push_back({text(f.key), row.change == Change::added ? QString() : text(nodes::diff_value_text(f.before, f.set_before)),
                            row.change == Change::removed ? QString() : text(nodes::diff_value_text(f.after, f.set_after))});
    row.expanded = row.change == Change::changed;
  };
  if (!diff.nodes.empty()) head(tr("Nodes"), diff.nodes.size());
  for (const nodes::NodeDiff& n : diff.nodes) {
    Row row;
    row.change = n.change;
    row.ids[0] = n.before, row.ids[1] = n.after;
    const nodes::Node *was = before.find(n.before), *now = after.find(n.after);
    const nodes::Node& node = now ? *now : *was;
    row.what = text(node.name);
    if (was) row.before = text(was->type);
    if (now) row.after = text(now->type);
    fields(row, n.fields);
    rows.push_back(std::move(row));
  }
  if (!diff.wires.empty()) head(tr("Wires"), diff.wires.size());
  for (const nodes::WireDiff& w : diff.wires) {
    const nodes::GraphState& state = w.change == Change::removed ? before : after;
    Row row;
    row.change = w.change, row.wire = w.edge, row.wire_side = w.change == Change::removed ? 0 : 1;
    row.what = text(state.find(w.edge.from.node)->name + " → " + state.find(w.edge.to.node)->name);
    (row.wire_side ? row.after : row.before) = text(w.edge.from.port + " → " + w.edge.to.port);
    rows.push_back(std::move(row));
  }
  const auto parts = [&](const QString& title, const auto& list) {
    if (!list.empty()) head(title, list.size());
    for (const auto& p : list) {
      Row row;
      row.change = p.change, row.what = p.title.empty() ? tr("without a title") : text(p.title);
      fields(row, p.fields);
      rows.push_back(std::move(row));
    }
  };
  parts(tr("Groups"), diff.groups);
  parts(tr("Frames"), diff.frames);
  for (const auto& [title, list] : {std::pair(tr("Run settings"), &diff.run), std::pair(tr("Project"), &diff.document)}) {
    if (!list->empty()) head(title, list->size());
    for (const nodes::FieldDiff& f : *list) {
      Row row;
      row.change = f.set_before && f.set_after ? Change::changed : f.set_after ? Change::added : Change::removed;
      row.what = text(f.key);
      row.before = text(nodes::diff_value_text(f.before, f.set_before)), row.after = text(nodes::diff_value_text(f.after, f.set_after));
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

// ---- showing ----------------------------------------------------------------------------------------------------------------

QString CompareWindow::summary() const { return summary_->text(); }

void CompareWindow::take(Compared compared) {
  compared_ = std::make_unique<Compared>(std::move(compared));
  diff_ = std::make_unique<nodes::Diff>(std::move(compared_->diff));
  rows_ = std::move(compared_->rows);
  summary_->setText(summary_of(*diff_));
  // One canvas after the other: the window answers in between.
  show_side(0);
  QTimer::singleShot(0, this, [this] {
    show_side(1);
    compared_.reset();
    mark();
    fit_both();
    QTimer::singleShot(0, this, [this] { fill_list(); });
  });
}

void CompareWindow::show_side(int side) {
  Side& s = sides_[side];
  s.editor->show_version(std::move(compared_->states[side]), s.version.file);
}

void CompareWindow::mark() {
  for (int side : {0, 1}) {
    std::unordered_map<NodeId, Change> marks;
    std::map<nodes::Edge, Change> wires;
    for (const nodes::NodeDiff& n : diff_->nodes)
      if (const NodeId id = side ? n.after : n.before) marks[id] = n.change;
    // A group whose definition is another one, or holds what is: its instances are what is seen of that.
    const nodes::GraphState& state = sides_[side].editor->state();
    std::set<NodeId> other;
    for (const nodes::GroupDiff& g : diff_->groups)
      if (const NodeId id = side ? g.after : g.before; id && g.change == Change::changed) other.insert(id);
    for (const auto& [id, change] : std::unordered_map<NodeId, Change>(marks))
      if (const nodes::Node* node = state.find(id); node && node->home) other.insert(node->home);
    for (bool more = !other.empty(); more;) {
      more = false;
      for (const auto& [id, node] : state.nodes)
        if (const NodeId group = nodes::group_of(*node); group && other.count(group)) {
          marks.emplace(id, Change::changed);
          more = (node->home && other.insert(node->home).second) || more;
        }
    }
    for (const nodes::WireDiff& w : diff_->wires)
      if ((w.change == Change::added) == (side == 1)) wires[w.edge] = w.change;
    sides_[side].node_marks->set_marks(std::move(marks));
    sides_[side].wire_marks->set_marks(std::move(wires));
  }
}

void CompareWindow::fill_list() {
  const size_t end = std::min(rows_.size(), listed_ + kRowsAtOnce);
  while (listed_ < end) add_row(rows_[listed_]), ++listed_;
  if (listed_ < rows_.size()) return QTimer::singleShot(0, this, [this] { fill_list(); });
  const bool any = !rows_.empty();
  next_->setEnabled(any), previous_->setEnabled(any);
  Q_EMIT compared();
}

void CompareWindow::add_row(const Row& row) {
  auto* item = new QTreeWidgetItem(list_);
  item->setText(0, row.what);
  item->setText(1, row.before);
  item->setText(2, row.after);
  for (int c = 0; c < 3; ++c) item->setToolTip(c, item->text(c));
  item->setData(0, Qt::UserRole, uint(listed_));
  if (row.headline) {
    item->setFirstColumnSpanned(true);
    item->setFlags(Qt::ItemIsEnabled);
    item->setForeground(0, theme().muted);
    item->setFont(0, ui_font(11, QFont::DemiBold));
    return;
  }
  item->setIcon(0, sign_icon(row.change));
  item->setData(0, Qt::AccessibleTextRole, tr("%1, %2").arg(row.what, word(row.change)));
  for (const auto& field : row.fields) {
    // Names of parameters stay; "group around" is said in the language of the window.
    const QString key = field[0].contains(' ') ? translated(field[0]) : field[0];
    auto* inner = new QTreeWidgetItem(item, {key, field[1], field[2]});
    for (int c = 0; c < 3; ++c) inner->setToolTip(c, field[size_t(c)]);
    inner->setData(0, Qt::UserRole, uint(listed_));
    inner->setData(0, Qt::AccessibleTextRole, tr("%1: %2 → %3").arg(key, field[1], field[2]));
  }
  item->setExpanded(row.expanded);
}

void CompareWindow::step(int way) {
  const int count = list_->topLevelItemCount();
  const QTreeWidgetItem* current = list_->currentItem();
  while (current && current->parent()) current = current->parent();
  int at = current ? list_->indexOfTopLevelItem(const_cast<QTreeWidgetItem*>(current)) : way > 0 ? -1 : 0;
  for (int i = 0; i < count; ++i) {
    at = (at + way + count) % count;
    if (!rows_[list_->topLevelItem(at)->data(0, Qt::UserRole).toUInt()].headline) break;
  }
  if (count) list_->setCurrentItem(list_->topLevelItem(at));
}

/// Where on a canvas a row is; null: nowhere at the level that is seen.
QRectF CompareWindow::place_of(int side, const Row& row) const {
  const GraphScene& scene = *sides_[side].scene;
  if (row.ids[side])
    if (const NodeItem* item = scene.item(row.ids[side])) return item->scene_rect();
  if (row.wire_side == side && scene.item(row.wire.from.node) && scene.item(row.wire.to.node))
    return QRectF(scene.layer().middle(row.wire) - QPointF(20, 20), QSizeF(40, 40));
  return {};
}

void CompareWindow::go_to(const QTreeWidgetItem* item) {
  if (!item || !item->data(0, Qt::UserRole).isValid()) return;
  const Row& row = rows_[item->data(0, Qt::UserRole).toUInt()];
  if (row.headline) return;
  const int leading = row.wire_side >= 0 ? row.wire_side : row.ids[1] ? 1 : 0;
  const NodeId id = row.wire_side >= 0 ? row.wire.from.node : row.ids[leading];
  if (!id) return;
  GraphEditor& editor = *sides_[leading].editor;
  if (const nodes::Node* node = editor.state().find(id); node && node->home != editor.level().home)
    editor.go_to(nodes::path_to(editor.state(), node->home));
  if (sides_[leading].view->zoom() < 0.45) sides_[leading].view->set_zoom(0.8, QPointF(sides_[leading].view->viewport()->rect().center()));
  for (int side : {0, 1}) {
    GraphScene& scene = *sides_[side].scene;
    if (row.wire_side >= 0) scene.choose({}, row.wire_side == side ? std::set<nodes::Edge>{row.wire} : std::set<nodes::Edge>{});
    else scene.choose(row.ids[side] ? std::set<NodeId>{row.ids[side]} : std::set<NodeId>{});
  }
  const QRectF there = place_of(leading, row), other = place_of(1 - leading, row);
  if (there.isNull()) return;
  // What stands elsewhere in the other version is in the middle there too; what is not there leaves the other canvas where it corresponds.
  if (!other.isNull()) apart_ = leading ? there.center() - other.center() : other.center() - there.center();
  centre(leading, there.center());
}

void CompareWindow::centre(int side, QPointF at) {
  sides_[side].view->centerOn(at);
  follow(side);
}

void CompareWindow::follow(int moved) {
  if (following_) return;
  following_ = true;
  GraphView &from = *sides_[moved].view, &to = *sides_[1 - moved].view;
  const QPointF seen = from.mapToScene(from.viewport()->rect().center());
  if (to.zoom() != from.zoom()) to.set_zoom(from.zoom(), QPointF(to.viewport()->rect().center()));
  to.centerOn(moved ? seen - apart_ : seen + apart_);
  following_ = false;
}

void CompareWindow::follow_level(int moved) {
  if (following_ || !diff_) return;
  const auto& twins = moved ? diff_->older_of : diff_->newer_of;
  std::vector<NodeId> path;
  for (NodeId id : sides_[moved].editor->level().path) {
    const auto twin = twins.find(id);
    if (twin == twins.end()) break;  // a group that the other version does not have
    path.push_back(twin->second);
  }
  following_ = true;
  sides_[1 - moved].editor->go_to(path);
  following_ = false;
  apart_ = {};
  QTimer::singleShot(0, this, [this] { fit_both(); });
}

void CompareWindow::fit_both() {
  const QRectF all = sides_[0].scene->all_rect().united(sides_[1].scene->all_rect()).adjusted(-40, -40, 40, 40);
  if (all.isNull()) return;
  for (Side& s : sides_) s.scene->setSceneRect(s.scene->sceneRect().united(all.adjusted(-4000, -3000, 4000, 3000)));
  GraphView& view = *sides_[1].view;
  const double fit = std::min(view.viewport()->width() / all.width(), view.viewport()->height() / all.height());
  apart_ = {};
  view.set_zoom(std::clamp(fit, 0.05, 1.0), QPointF(view.viewport()->rect().center()));
  centre(1, all.center());
}

void CompareWindow::showEvent(QShowEvent* event) {
  QDialog::showEvent(event);
  if (diff_ && !std::exchange(fitted_, true)) fit_both();
}

}  // namespace tl::ui
