// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/quick_popup.h"

#include <QAbstractListModel>
#include <QApplication>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QPointer>
#include <QStyledItemDelegate>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/theme/theme.h"

namespace tl::ui {
namespace {
constexpr int kWidth = 520, kRow = 28, kRows = 12;

/// 0: the title begins so, 1: a word of it does, 2: it is somewhere; -1: nowhere.
int rank_of(const QuickEntry& e, const QString& word) {
  if (e.title.startsWith(word, Qt::CaseInsensitive)) return 0;
  for (qsizetype at = e.title.indexOf(word, 0, Qt::CaseInsensitive); at >= 0; at = e.title.indexOf(word, at + 1, Qt::CaseInsensitive))
    if (at == 0 || !e.title[at - 1].isLetterOrNumber()) return 1;
  if (e.title.contains(word, Qt::CaseInsensitive)) return 2;
  if (e.words.contains(word, Qt::CaseInsensitive) || e.note.contains(word, Qt::CaseInsensitive)) return 3;
  return -1;
}
}  // namespace

std::vector<QuickEntry> matching_entries(const std::vector<QuickEntry>& all, const QString& query) {
  const QStringList words = query.split(' ', Qt::SkipEmptyParts);
  std::vector<std::pair<int, const QuickEntry*>> found;
  for (const QuickEntry& e : all) {
    int sum = e.enabled ? 0 : 1000;
    for (const QString& w : words) {
      const int rank = rank_of(e, w);
      sum = rank < 0 ? -1 : sum + rank;
      if (sum < 0) break;
    }
    if (sum >= 0) found.emplace_back(sum, &e);
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<QuickEntry> entries;
  for (const auto& [rank, e] : found) entries.push_back(*e);
  return entries;
}

class QuickModel : public QAbstractListModel {
 public:
  using QAbstractListModel::QAbstractListModel;
  void set(std::vector<QuickEntry> entries) {
    beginResetModel();
    entries_ = std::move(entries);
    endResetModel();
  }
  const QuickEntry& entry(int row) const { return entries_[size_t(row)]; }
  int rowCount(const QModelIndex& = {}) const override { return int(entries_.size()); }
  QVariant data(const QModelIndex& index, int role) const override {
    if (!index.isValid()) return {};
    const QuickEntry& e = entry(index.row());
    if (role == Qt::DisplayRole) return e.title;
    if (role == Qt::ToolTipRole) return e.note;
    if (role == Qt::AccessibleTextRole) return e.note.isEmpty() ? e.title : e.title + QStringLiteral(", ") + e.note;
    return {};
  }

 private:
  std::vector<QuickEntry> entries_;
};

namespace {
class QuickDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {kWidth - 10, kRow}; }
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const QuickEntry& e = static_cast<const QuickModel*>(index.model())->entry(index.row());
    const Theme& t = theme();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    const QRectF r = QRectF(option.rect).adjusted(1, 0, -1, 0);
    const bool current = option.state & QStyle::State_Selected;
    const QColor back = current ? blend(t.accent, t.raised, 0.22) : t.raised;
    if (current) {
      painter->setBrush(back);
      painter->drawRoundedRect(r, 4, 4);
    }
    double left = r.left() + 9;
    if (e.color.isValid()) {
      painter->setBrush(e.color);
      painter->drawRoundedRect(QRectF(left, r.center().y() - 5, 10, 10), 3, 3);
      left += 18;
    }
    const QFont note_font = ui_font(10.5), title_font = ui_font(12);
    const QFontMetricsF note_m(note_font), title_m(title_font);
    const QString note = note_m.elidedText(e.note, Qt::ElideRight, r.width() * 0.55);
    const double note_width = note_m.horizontalAdvance(note);
    painter->setFont(note_font);
    painter->setPen(readable(t.hint, back));
    painter->drawText(QRectF(r.right() - 9 - note_width - 2, r.top(), note_width + 4, r.height()), Qt::AlignVCenter | Qt::AlignRight, note);
    painter->setFont(title_font);
    painter->setPen(e.enabled ? t.text : t.muted);
    const double room = r.right() - 9 - note_width - 14 - left;
    painter->drawText(QRectF(left, r.top(), room, r.height()), Qt::AlignVCenter, title_m.elidedText(e.title, Qt::ElideRight, room));
    painter->restore();
  }
};
}  // namespace

QuickPopup::QuickPopup(QWidget* parent) : QFrame(parent) {
  setObjectName("popup");
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(5, 8, 5, 5);
  column->setSpacing(5);
  field_ = new QLineEdit(this);
  field_->setObjectName("quickField");
  column->addWidget(field_);
  list_ = new QListView(this);
  list_->setObjectName("quickList");
  list_->setItemDelegate(new QuickDelegate(list_));
  list_->setUniformItemSizes(true);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list_->setFocusPolicy(Qt::NoFocus);
  list_->setMouseTracking(true);
  list_->setStyleSheet("background: transparent;");
  model_ = new QuickModel(this);
  list_->setModel(model_);
  column->addWidget(list_);
  empty_ = new QLabel(this);
  empty_->setObjectName("quickEmpty");
  empty_->setProperty("role", "hint");
  empty_->setAlignment(Qt::AlignCenter);
  empty_->hide();
  column->addWidget(empty_);
  connect(field_, &QLineEdit::textChanged, this, [this] { refill(); });
  connect(list_, &QListView::clicked, this, [this](const QModelIndex& i) { accept(i.row()); });
  connect(list_, &QListView::entered, list_, &QListView::setCurrentIndex);
  connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& i) {
    if (open_ && i.isValid() && model_->entry(i.row()).look) model_->entry(i.row()).look();
  });
  field_->installEventFilter(this);
  // A click into the list leaves the keys where they are: else the canvas behind would take them and the popup would close under the click.
  list_->setFocusProxy(field_);
  setFocusProxy(field_);
  hide();
}

int QuickPopup::count() const { return model_->rowCount(); }
const QuickEntry& QuickPopup::entry(int row) const { return model_->entry(row); }

void QuickPopup::open(const QString& question, std::vector<QuickEntry> entries, QPoint place) {
  before_ = QApplication::focusWidget();
  all_ = std::move(entries);
  setAccessibleName(question);
  field_->setPlaceholderText(question);
  field_->setAccessibleName(question);
  field_->setFont(ui_font(13));
  open_ = false;  // the first entry is not what anybody chose: nothing is shown of it yet
  field_->clear();
  refill();
  const int room = parentWidget()->width();
  if (place.x() < 0) place = QPoint((room - width()) / 2, parentWidget()->height() / 8);
  place.setX(std::clamp(place.x(), 8, std::max(8, room - width() - 8)));
  place.setY(std::clamp(place.y(), 8, std::max(8, parentWidget()->height() - height() - 8)));
  move(place);
  show();
  raise();
  open_ = true;
  field_->setFocus(Qt::PopupFocusReason);
}

void QuickPopup::refill() {
  model_->set(matching_entries(all_, field_->text()));
  const bool none = model_->rowCount() == 0;
  if (none) empty_->setText(tr("Nothing is found by “%1”. Try fewer letters, or another word for it.").arg(field_->text().trimmed().left(40)));
  empty_->setVisible(none);
  list_->setVisible(!none);
  const int rows = std::clamp(model_->rowCount(), 1, kRows);
  setFixedSize(std::min(kWidth, parentWidget()->width() - 16), std::min(8 + 30 + 5 + rows * kRow + 9, parentWidget()->height() - 16));
  if (model_->rowCount()) list_->setCurrentIndex(model_->index(0));
}

void QuickPopup::accept(int row) {
  if (!open_ || row < 0 || row >= model_->rowCount()) return;
  const QuickEntry chosen = model_->entry(row);
  close_with(true);
  if (!chosen.enabled) Q_EMIT refused(chosen.title + QStringLiteral(": ") + chosen.note);
  else if (chosen.run) chosen.run();
}

void QuickPopup::give_up() {
  if (open_) close_with(false);
}

void QuickPopup::close_with(bool chosen) {
  open_ = false;
  const QPointer<QWidget> back = before_;
  hide();
  if (back && back->isVisible()) back->setFocus(Qt::PopupFocusReason);
  else parentWidget()->setFocus(Qt::PopupFocusReason);
  if (!chosen) Q_EMIT cancelled();
}

bool QuickPopup::eventFilter(QObject* object, QEvent* event) {
  if (event->type() == QEvent::FocusOut && open_ && isVisible()) {
    open_ = false;
    hide();
    Q_EMIT cancelled();
  }
  if (event->type() == QEvent::KeyPress) {
    const int row = list_->currentIndex().row(), rows = model_->rowCount();
    const auto go = [&](int to) {
      if (rows) list_->setCurrentIndex(model_->index(std::clamp(to, 0, rows - 1)));
      return true;
    };
    switch (static_cast<QKeyEvent*>(event)->key()) {
      case Qt::Key_Down: case Qt::Key_Tab: return go(row + 1);
      case Qt::Key_Up: case Qt::Key_Backtab: return go(row - 1);
      case Qt::Key_PageDown: return go(row + kRows - 1);
      case Qt::Key_PageUp: return go(row - kRows + 1);
      case Qt::Key_Return: case Qt::Key_Enter: accept(row); return true;
      case Qt::Key_Escape: give_up(); return true;
      default: break;
    }
  }
  return QFrame::eventFilter(object, event);
}

}  // namespace tl::ui
