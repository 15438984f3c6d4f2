// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/search_popup.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>
#include <algorithm>

#include "nodes/search.h"
#include "ui/palette/blocks.h"
#include "ui/support/format.h"
#include "ui/support/languages.h"
#include "ui/theme/theme.h"

namespace tl::ui {
namespace {
constexpr int kWidth = 280, kWireWidth = 420, kRow = 28, kRows = 8;

QString title_of(const SearchEntry& e) { return e.title.isEmpty() ? QString::fromStdString(e.type->title) : e.title; }

/// Coloured square, title, and at the right what it accepts or why it does not.
class EntryDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {kWidth - 10, kRow}; }  // the list stretches it
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const auto& entry = static_cast<const SearchModel*>(index.model())->entry(index.row());
    const Theme& t = theme();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF r = QRectF(option.rect).adjusted(1, 0, -1, 0);
    const bool current = option.state & QStyle::State_Selected;
    const QColor background = current ? blend(t.accent, t.raised, 0.22) : t.raised;
    if (current) {
      painter->setPen(Qt::NoPen);
      painter->setBrush(background);
      painter->drawRoundedRect(r, 4, 4);
    }
    painter->setPen(Qt::NoPen);
    painter->setBrush(category_color(nodes::category_id(entry.type->category)));
    painter->drawRoundedRect(QRectF(r.left() + 9, r.center().y() - 5, 10, 10), 3, 3);
    const QFont note_font = ui_font(9.5), title_font = ui_font(12);
    const double note_width = std::min(QFontMetricsF(note_font).horizontalAdvance(entry.note), r.width() * 0.6);
    painter->setFont(note_font);
    painter->setPen(entry.fits ? readable(t.ok, background) : readable(t.hint, background));
    const QString note = QFontMetricsF(note_font).elidedText(entry.note, Qt::ElideRight, r.width() * 0.6);
    painter->drawText(QRectF(r.right() - 7 - note_width - 2, r.top(), note_width + 4, r.height()), Qt::AlignVCenter | Qt::AlignRight, note);
    painter->setFont(title_font);
    painter->setPen(entry.fits ? t.text : t.muted);
    const double room = r.width() - 27 - note_width - 14;
    painter->drawText(QRectF(r.left() + 27, r.top(), room, r.height()), Qt::AlignVCenter,
                      QFontMetricsF(title_font).elidedText(title_of(entry), Qt::ElideMiddle, room));
    painter->restore();
  }
};

/// "Conv2d · channels 32 · kernel 5×5"
QString with_values(const nodes::NodeType& type, const tl::Value::Dict& params) {
  QString text = QString::fromStdString(type.title);
  for (const tl::FieldDesc& field : type.fields)
    if (const tl::Value* value = nodes::find_entry(params, field.name))
      text += QStringLiteral(" · %1 %2").arg(translated(field.label), value_text(*value, ValueStyle::narrow));
  return text;
}

QString first_input_help(const nodes::NodeType& type) {
  for (const nodes::PortDesc& p : type.inputs)
    if (!p.help.empty()) return translated(p.help);
  return {};
}
}  // namespace

std::vector<SearchEntry> search_entries(const QString& query, const std::optional<WireInHand>& wire, bool fits_first,
                                        const std::vector<BlockPtr>& blocks) {
  std::vector<const nodes::NodeType*> own;
  for (const BlockPtr& block : blocks) own.push_back(block->type.get());
  std::vector<SearchEntry> entries;
  for (nodes::TypeHit& hit : nodes::search_with_values(query.trimmed().toStdString(), own)) {
    const nodes::NodeType* type = hit.type;
    SearchEntry e;
    e.type = type;
    e.params = std::move(hit.params);
    if (!e.params.empty()) e.title = with_values(*type, e.params);
    for (const BlockPtr& block : blocks)
      if (block->type.get() == type) e.block = block;
    if (wire && wire->from_output) {
      const nodes::Offer offer = nodes::offer_for(*type, wire->kind, wire->meta ? &*wire->meta : nullptr, e.params);
      e.fits = offer.fits;
      e.note = translated(offer.text);
      if (e.fits && !e.note.isEmpty()) e.note = QStringLiteral("→ ") + e.note;
      if (e.fits && wire->in_wire && type->outputs.empty()) e.fits = false, e.note = SearchPopup::tr("gives nothing on");
    } else if (wire) {
      const auto fitting = std::find_if(type->outputs.begin(), type->outputs.end(), [&](const nodes::PortDesc& p) {
        return p.kind == wire->kind || (p.kind == nodes::PortKind::sample && wire->kind == nodes::PortKind::tensor);
      });
      e.fits = fitting != type->outputs.end();
      e.note = e.fits ? SearchPopup::tr("gives %1").arg(QString::fromStdString(fitting->name))
                      : SearchPopup::tr("gives no %1").arg(QString::fromUtf8(nodes::port_kind_name(wire->kind)));
    } else if (e.block) {
      e.note = SearchPopup::tr("My blocks");
    } else {
      const QString help = first_input_help(*type);
      e.note = help.isEmpty() ? translated(std::string(nodes::category_title(type->category))) : SearchPopup::tr("accepts %1").arg(help);
    }
    entries.push_back(std::move(e));
  }
  if (wire && fits_first) std::stable_partition(entries.begin(), entries.end(), [](const SearchEntry& e) { return e.fits; });
  return entries;
}

void SearchModel::set_entries(std::vector<SearchEntry> entries) {
  beginResetModel();
  entries_ = std::move(entries);
  endResetModel();
}

QVariant SearchModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const SearchEntry& e = entry(index.row());
  if (role == Qt::DisplayRole) return title_of(e);
  if (role == Qt::ToolTipRole) return e.edge ? e.note : e.block ? SearchPopup::tr("A group of your own") : translated(e.type->doc);
  if (role == Qt::AccessibleTextRole) return title_of(e) + QStringLiteral(", ") + e.note;
  return {};
}

SearchPopup::SearchPopup(QWidget* parent) : QFrame(parent) {
  setObjectName("popup");
  setAccessibleName(tr("Add a node"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(5, 8, 5, 5);
  layout->setSpacing(5);
  field_ = new QLineEdit(this);
  field_->setObjectName("searchPopupField");
  field_->setPlaceholderText(tr("Search nodes…"));
  field_->setAccessibleName(tr("Search nodes"));
  auto* row = new QHBoxLayout;
  row->setContentsMargins(3, 0, 3, 0);
  row->addWidget(field_);
  layout->addLayout(row);
  list_ = new QListView(this);
  list_->setObjectName("searchPopupList");
  list_->setAccessibleName(tr("Matching nodes"));
  list_->setItemDelegate(new EntryDelegate(list_));
  list_->setUniformItemSizes(true);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list_->setFocusPolicy(Qt::NoFocus);
  list_->setMouseTracking(true);
  list_->setStyleSheet("background: transparent;");
  model_ = new SearchModel(this);
  list_->setModel(model_);
  layout->addWidget(list_);
  empty_ = new QLabel(this);
  empty_->setObjectName("searchPopupEmpty");
  empty_->setProperty("role", "hint");
  empty_->setWordWrap(true);
  empty_->setAlignment(Qt::AlignCenter);
  empty_->hide();
  layout->addWidget(empty_);
  connect(field_, &QLineEdit::textChanged, this, [this] { refill(); });
  connect(list_, &QListView::clicked, this, [this](const QModelIndex& i) { accept(i.row()); });
  connect(list_, &QListView::entered, list_, &QListView::setCurrentIndex);
  field_->installEventFilter(this);
  // A click into the list leaves the keys where they are: else the canvas behind would take them and the popup would close under the click.
  list_->setFocusProxy(field_);
  setFocusProxy(field_);
  const auto restyle = [this] { field_->setFont(mono_font(12)); };
  connect(ThemeNotifier::instance(), &ThemeNotifier::changed, this, restyle);
  restyle();
  hide();
}

void SearchPopup::open_beside(QPoint place, WireInHand context, QRect clear) {
  wire_.reset();
  context_ = std::move(context);
  wires_.clear();
  field_->setPlaceholderText(tr("Search nodes…"));
  open(place, clear);
}

void SearchPopup::open_at(QPoint place, std::optional<WireInHand> wire, QRect clear) {
  wire_ = std::move(wire);
  context_.reset();
  wires_.clear();
  field_->setPlaceholderText(tr("Search nodes…"));
  open(place, clear);
}

void SearchPopup::open_wires_at(QPoint place, const QString& question, std::vector<SearchEntry> wires, QRect clear) {
  wire_.reset();
  context_.reset();
  wires_ = std::move(wires);
  field_->setPlaceholderText(question);
  open(place, clear);
}

void SearchPopup::open(QPoint place, QRect clear) {
  done_ = false;
  place_ = place;
  clear_ = clear;
  field_->clear();
  refill();
  settle();
  show();
  raise();
  field_->setFocus(Qt::PopupFocusReason);
}

void SearchPopup::settle() {
  constexpr int edge = 8, gap = 6;
  const QRect room = parentWidget()->rect().adjusted(edge, edge, -edge, -edge);
  const auto inside = [&](QPoint p) {
    return QPoint(std::clamp(p.x(), room.left(), std::max(room.left(), room.right() + 1 - width())),
                  std::clamp(p.y(), room.top(), std::max(room.top(), room.bottom() + 1 - height())));
  };
  const auto covered = [&](QPoint p) {
    const QRect both = QRect(p, size()).intersected(clear_);
    return both.isEmpty() ? 0 : both.width() * both.height();
  };
  // Beneath the node, above it, beside it: the first that leaves it in sight, else what hides least of it.
  const auto find = [&] {
    QPoint best = inside(place_);
    for (const QPoint p : {QPoint(place_.x(), clear_.bottom() + gap), QPoint(place_.x(), clear_.top() - gap - height()),
                           QPoint(clear_.right() + gap, place_.y()), QPoint(clear_.left() - gap - width(), place_.y())})
      if (covered(best) > 0 && covered(inside(p)) < covered(best)) best = inside(p);
    return best;
  };
  QPoint best = clear_.isEmpty() ? inside(place_) : find();
  // Nowhere: fewer rows do beneath it or above it.
  const int fits = std::max(room.bottom() - clear_.bottom() - gap, clear_.top() - gap - room.top());
  if (!clear_.isEmpty() && covered(best) > 0 && fits >= 8 + 28 + 5 + 3 * kRow + 8) {
    setFixedHeight(std::min(height(), fits));
    best = find();
  }
  move(best);
}

void SearchPopup::refill() {
  if (wires_.empty()) {
    model_->set_entries(wire_ ? search_entries(field_->text(), wire_, true, blocks_)
                              : search_entries(field_->text(), context_, field_->text().isEmpty(), blocks_));
  } else {
    const QStringList words = field_->text().split(' ', Qt::SkipEmptyParts);
    std::vector<SearchEntry> found;
    for (const SearchEntry& e : wires_)
      if (std::all_of(words.begin(), words.end(), [&](const QString& w) { return e.title.contains(w, Qt::CaseInsensitive); }))
        found.push_back(e);
    model_->set_entries(std::move(found));
  }
  if (model_->rowCount()) list_->setCurrentIndex(model_->index(0));
  const bool none = model_->rowCount() == 0;
  if (none)
    empty_->setText((wires_.empty() ? tr("No node is found by “%1”. Try fewer letters, or what it does: pool, normalize, loss.")
                                    : tr("No wire is found by “%1”. Try the name of a node or of a port."))
                        .arg(field_->text().trimmed().left(40)));
  empty_->setVisible(none);
  list_->setVisible(!none);
  const int rows = none ? 2 : std::min(model_->rowCount(), kRows);
  bool values = false;
  for (int row = 0; row < model_->rowCount(); ++row) values = values || !model_->entry(row).params.empty();
  setFixedSize(wires_.empty() && !values ? kWidth : kWireWidth, std::min(8 + 28 + 5 + rows * kRow + 8, parentWidget()->height() - 16));
  if (isVisible()) settle();
}

void SearchPopup::accept(int row) {
  if (done_ || row < 0 || row >= model_->rowCount()) return;
  const SearchEntry entry = model_->entry(row);
  close_quietly();
  if (entry.edge) Q_EMIT wire_chosen(entry);
  else Q_EMIT chosen(entry);
}

void SearchPopup::give_up() {
  if (!isVisible()) return;
  close_quietly();
  Q_EMIT cancelled();
}

void SearchPopup::close_quietly() {
  done_ = true;
  hide();
  parentWidget()->setFocus(Qt::PopupFocusReason);
}

bool SearchPopup::eventFilter(QObject* object, QEvent* event) {
  if (event->type() == QEvent::FocusOut && !done_ && isVisible()) {
    done_ = true;
    hide();
    Q_EMIT cancelled();
  }
  if (event->type() == QEvent::KeyPress) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    const int row = list_->currentIndex().row(), rows = model_->rowCount();
    const auto go = [&](int to) {
      if (rows) list_->setCurrentIndex(model_->index(std::clamp(to, 0, rows - 1)));
      return true;
    };
    switch (key) {
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
