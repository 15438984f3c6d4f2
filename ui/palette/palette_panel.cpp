// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/palette_panel.h"

#include <QDrag>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTreeView>
#include <QVBoxLayout>

#include "nodes/node_type.h"
#include "ui/support/languages.h"
#include "ui/theme/theme.h"

namespace tl::ui {
namespace {
constexpr int kKeyRole = Qt::UserRole + 1, kCategoryRole = Qt::UserRole + 2, kCommonRole = Qt::UserRole + 3, kMoreRole = Qt::UserRole + 4;
constexpr int kFewMore = 4;  ///< rarer types of a category are folded away when there are at least so many

/// A header line, or a raised row with the category's bar at its left edge.
class RowDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override {
    return {100, index.data(kKeyRole).isNull() ? 30 : 28};
  }
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const Theme& t = theme();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool current = option.state & (QStyle::State_Selected), hover = option.state & QStyle::State_MouseOver;
    const QString text = index.data(Qt::DisplayRole).toString();
    const QRectF r(option.rect);
    if (!index.data(kMoreRole).isNull()) {
      painter->setFont(ui_font(11.5));
      painter->setPen(current || hover ? t.text : readable(t.hint, t.panel));
      painter->drawText(r.adjusted(31, 0, -10, 0), Qt::AlignVCenter, text);
    } else if (index.data(kKeyRole).isNull()) {
      const bool open = static_cast<const QTreeView*>(option.widget)->isExpanded(index);
      painter->setPen(Qt::NoPen);
      painter->setBrush(t.muted);
      const QPointF c(r.left() + 21, r.center().y() + 3);
      QPolygonF arrow = open ? QPolygonF{c + QPointF(-3.2, -1.8), c + QPointF(3.2, -1.8), c + QPointF(0, 2.4)}
                             : QPolygonF{c + QPointF(-1.8, -3.2), c + QPointF(2.4, 0), c + QPointF(-1.8, 3.2)};
      painter->drawPolygon(arrow);
      painter->setFont(ui_font(11.5, QFont::DemiBold));
      painter->setPen(current ? t.text : t.muted);
      painter->drawText(r.adjusted(30, 4, -10, 0), Qt::AlignVCenter, text);
      if (!open) {  // folded: how many are inside
        const int rows = index.model()->rowCount(index), last = rows - 1;
        const bool more = rows && !index.model()->index(last, 0, index).data(kMoreRole).isNull();
        painter->setPen(t.hint);
        painter->drawText(r.adjusted(30, 4, -14, 0), Qt::AlignVCenter | Qt::AlignRight, QString::number(rows - more));
      }
    } else {
      const QRectF row(r.left() + 16.5, r.top() + 2.5, r.width() - 27, 23);
      painter->setPen(QPen(current ? t.accent : hover ? t.muted : t.line, 1));
      painter->setBrush(t.raised);
      painter->drawRoundedRect(row, 5, 5);
      painter->setPen(Qt::NoPen);
      painter->setBrush(category_color(index.data(kCategoryRole).toString()));
      painter->drawRoundedRect(QRectF(row.left() - 0.5, row.top() - 0.5, 4, 24), 2, 2);
      painter->setFont(ui_font(12));
      painter->setPen(t.text);
      painter->drawText(row.adjusted(14, 0, -6, 0), Qt::AlignVCenter,
                        QFontMetricsF(ui_font(12)).elidedText(text, Qt::ElideRight, row.width() - 20));
    }
    painter->restore();
  }
};

/// Drags a small picture of the row instead of a bare list item.
class PaletteTree : public QTreeView {
 public:
  using QTreeView::QTreeView;

 protected:
  void startDrag(Qt::DropActions) override {
    const QModelIndex index = currentIndex();
    if (index.data(kKeyRole).isNull()) return;
    auto* drag = new QDrag(this);
    drag->setMimeData(model()->mimeData({index}));
    const Theme& t = theme();
    QPixmap picture(QSize(152, 30) * devicePixelRatioF());
    picture.setDevicePixelRatio(devicePixelRatioF());
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor category = category_color(index.data(kCategoryRole).toString());
    painter.setPen(QPen(t.accent, 1));
    painter.setBrush(blend(category, t.body, 0.28));
    painter.drawRoundedRect(QRectF(0.5, 0.5, 151, 28), 9, 9);
    painter.setPen(Qt::NoPen);
    painter.setBrush(category);
    painter.drawRoundedRect(QRectF(10, 9.5, 10, 10), 3, 3);
    painter.setPen(t.text);
    painter.setFont(ui_font(12, QFont::DemiBold));
    painter.drawText(QPointF(26, 19), index.data(Qt::DisplayRole).toString());
    painter.end();
    drag->setPixmap(picture);
    drag->setHotSpot(QPoint(24, 14));
    drag->exec(Qt::CopyAction);
  }
};
}  // namespace

void PaletteModel::fill(const QString& query, const QList<Block>& blocks) {
  clear();
  setColumnCount(1);
  QStandardItem* own = nullptr;
  for (const Block& block : blocks) {
    if (!block.title.contains(query.trimmed(), Qt::CaseInsensitive)) continue;
    if (!own) {
      own = new QStandardItem(PalettePanel::tr("My blocks"));
      own->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
      invisibleRootItem()->appendRow(own);
    }
    auto* row = new QStandardItem(block.title);
    row->setData(Blocks::key_of(block), kKeyRole);
    row->setData(QStringLiteral("group"), kCategoryRole);
    row->setData(true, kCommonRole);
    row->setToolTip(PalettePanel::tr("A group of your own. Right click removes it from the palette."));
    row->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled);
    own->appendRow(row);
  }
  QHash<int, QStandardItem*> groups;
  const auto group_of = [&](nodes::Category c) {
    QStandardItem*& g = groups[int(c)];
    if (!g) {
      g = new QStandardItem(translated(std::string(nodes::category_title(c))));
      g->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    }
    return g;
  };
  const auto row_of = [](const nodes::NodeType& type) {
    auto* row = new QStandardItem(QString::fromStdString(type.title));
    row->setData(QString::fromStdString(type.key), kKeyRole);
    row->setData(QString::fromUtf8(nodes::category_id(type.category)), kCategoryRole);
    row->setData(type.common, kCommonRole);
    row->setToolTip(translated(type.doc));
    row->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled);
    return row;
  };
  if (query.trimmed().isEmpty()) {
    for (const nodes::NodeType& type : nodes::node_types()) group_of(type.category)->appendRow(row_of(type));
    for (QStandardItem* group : std::as_const(groups)) {
      int rare = 0;
      for (int r = 0; r < group->rowCount(); ++r) rare += !group->child(r)->data(kCommonRole).toBool();
      if (rare < kFewMore || rare == group->rowCount()) continue;
      auto* more = new QStandardItem;
      more->setData(rare, kMoreRole);
      more->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
      group->appendRow(more);
    }
  } else {
    for (const nodes::TypeHit& hit : nodes::search_with_values(query.trimmed().toStdString()))
      if (hit.params.empty()) group_of(hit.type->category)->appendRow(row_of(*hit.type));  // a row is dragged without values
  }
  for (nodes::Category c : nodes::categories())
    if (groups.contains(int(c))) invisibleRootItem()->appendRow(groups[int(c)]);
}

QMimeData* PaletteModel::mimeData(const QModelIndexList& indexes) const {
  auto* data = new QMimeData;
  if (!indexes.isEmpty()) data->setData(QString::fromLatin1(kNodeMime), indexes.first().data(kKeyRole).toString().toUtf8());
  return data;
}

PalettePanel::PalettePanel(QWidget* parent) : QWidget(parent) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 11, 0, 4);
  layout->setSpacing(4);
  field_ = new QLineEdit(this);
  field_->setObjectName("searchField");
  field_->setPlaceholderText(tr("Search %1 nodes…").arg(nodes::node_types().size()));
  field_->setAccessibleName(tr("Search node types"));
  field_->setClearButtonEnabled(true);
  auto* row = new QHBoxLayout;
  row->setContentsMargins(12, 0, 12, 0);
  row->addWidget(field_);
  layout->addLayout(row);
  model_ = new PaletteModel(this);
  tree_ = new PaletteTree(this);
  tree_->setObjectName("paletteTree");
  tree_->setAccessibleName(tr("Node types"));
  tree_->setModel(model_);
  tree_->setItemDelegate(new RowDelegate(tree_));
  tree_->setHeaderHidden(true);
  tree_->setRootIsDecorated(false);
  tree_->setIndentation(0);
  tree_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  tree_->setDragEnabled(true);
  tree_->setDragDropMode(QAbstractItemView::DragOnly);
  tree_->setExpandsOnDoubleClick(false);
  tree_->setMouseTracking(true);
  tree_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  tree_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  tree_->setStyleSheet("QTreeView::item, QTreeView::branch { background: transparent; }");
  layout->addWidget(tree_);
  connect(field_, &QLineEdit::textChanged, this, [this] { refill(); });
  connect(tree_, &QTreeView::clicked, this, [this](const QModelIndex& i) {
    if (!i.data(kMoreRole).isNull()) show_rare(i.parent(), !opened_.contains(i.parent().data().toString()));
    else if (i.data(kKeyRole).isNull()) tree_->setExpanded(i, !tree_->isExpanded(i));
    else Q_EMIT hint(i.data(Qt::ToolTipRole).toString());
  });
  // Operators of arithmetic are many and seldom wanted: folded, they do not stand between the layers and the losses.
  folded_.insert(translated(std::string(nodes::category_title(nodes::Category::math))));
  const auto remember = [this](const QModelIndex& group, bool folded) {
    if (filling_ || !field_->text().trimmed().isEmpty()) return;
    const QString title = group.data(Qt::DisplayRole).toString();
    if (folded) folded_.insert(title);
    else folded_.remove(title);
  };
  connect(tree_, &QTreeView::collapsed, this, [remember](const QModelIndex& i) { remember(i, true); });
  connect(tree_, &QTreeView::expanded, this, [remember](const QModelIndex& i) { remember(i, false); });
  connect(tree_, &QTreeView::doubleClicked, this, [this](const QModelIndex& i) {
    if (!i.data(kKeyRole).isNull()) activate(i);  // a header's clicks have folded it already
  });
  tree_->setContextMenuPolicy(Qt::CustomContextMenu);
  connect(tree_, &QTreeView::customContextMenuRequested, this, [this](QPoint at) {
    const QString file = Blocks::file_in(tree_->indexAt(at).data(kKeyRole).toString());
    if (file.isEmpty()) return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Remove from the palette"), this, [this, file] { Q_EMIT remove_wanted(file); });
    menu->popup(tree_->viewport()->mapToGlobal(at));
  });
  tree_->installEventFilter(this);
  field_->installEventFilter(this);
  refill();
}

QModelIndex PalettePanel::index_of(const QString& type_key) const {
  for (int g = 0; g < model_->rowCount(); ++g)
    for (int r = 0; r < model_->item(g)->rowCount(); ++r)
      if (model_->item(g)->child(r)->data(kKeyRole).toString() == type_key) return model_->item(g)->child(r)->index();
  return {};
}

void PalettePanel::set_blocks(QList<Block> blocks) {
  blocks_ = std::move(blocks);
  refill();
}

void PalettePanel::refill() {
  const bool searching = !field_->text().trimmed().isEmpty();
  filling_ = true;
  model_->fill(field_->text(), blocks_);
  for (int g = 0; g < model_->rowCount(); ++g)  // what a search finds is always shown
    tree_->setExpanded(model_->index(g, 0), searching || !folded_.contains(model_->item(g)->text()));
  for (int g = 0; g < model_->rowCount(); ++g) show_rare(model_->index(g, 0), opened_.contains(model_->item(g)->text()));
  filling_ = false;
  if (searching && model_->rowCount()) tree_->setCurrentIndex(model_->item(0)->child(0)->index());
}

/// Shows or folds away what few networks need of a category; the row at its end says how many there are.
void PalettePanel::show_rare(const QModelIndex& group, bool on) {
  QStandardItem* item = model_->itemFromIndex(group);
  QStandardItem* more = item && item->rowCount() ? item->child(item->rowCount() - 1) : nullptr;
  if (!more || more->data(kMoreRole).isNull()) return;
  if (on) opened_.insert(item->text());
  else opened_.remove(item->text());
  more->setText(on ? tr("Fewer") : tr("%1 more…").arg(more->data(kMoreRole).toInt()));
  for (int r = 0; r + 1 < item->rowCount(); ++r) tree_->setRowHidden(r, group, !on && !item->child(r)->data(kCommonRole).toBool());
}

void PalettePanel::activate(const QModelIndex& index) {
  if (!index.isValid()) return;
  if (!index.data(kMoreRole).isNull()) return show_rare(index.parent(), !opened_.contains(index.parent().data().toString()));
  const QString key = index.data(kKeyRole).toString();
  if (!key.isEmpty()) Q_EMIT add_requested(key);
  else tree_->setExpanded(index, !tree_->isExpanded(index));
}

bool PalettePanel::eventFilter(QObject* object, QEvent* event) {
  if (event->type() == QEvent::KeyPress) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
      activate(tree_->currentIndex());
      return true;
    }
    if (object == field_ && key == Qt::Key_Down) {
      tree_->setFocus(Qt::TabFocusReason);
      if (!tree_->currentIndex().isValid() && model_->rowCount()) tree_->setCurrentIndex(model_->item(0)->child(0)->index());
      return true;
    }
    if (object == field_ && key == Qt::Key_Escape) field_->clear();
  }
  return QWidget::eventFilter(object, event);
}

}  // namespace tl::ui
