// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/document_tabs.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QTabBar>
#include <QToolButton>
#include <algorithm>
#include <utility>

#include "ui/document/graph_editor.h"
#include "ui/theme/theme.h"

namespace tl::ui {
namespace {
constexpr int kHold = 400;   ///< ms that nodes are held over a tab before its document comes to the front

/// At the right of a tab: a dot while something is unsaved, a cross under the mouse and on the tab in front.
class CloseButton : public QAbstractButton {
 public:
  CloseButton(QTabBar* bar, uint64_t document) : QAbstractButton(bar), document_(document) {
    setFocusPolicy(Qt::NoFocus);
    setCursor(Qt::PointingHandCursor);
    setFixedSize(18, 18);
  }
  uint64_t document() const { return document_; }
  void set(bool unsaved, bool in_front) {
    if (unsaved == unsaved_ && in_front == in_front_) return;
    unsaved_ = unsaved, in_front_ = in_front;
    update();
  }

 protected:
  void enterEvent(QEnterEvent*) override { update(); }
  void leaveEvent(QEvent*) override { update(); }
  void paintEvent(QPaintEvent*) override {
    const Theme& t = theme();
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const QPointF c = QRectF(rect()).center();
    if (underMouse()) {
      p.setPen(Qt::NoPen);
      p.setBrush(t.line);
      p.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    } else if (unsaved_) {
      p.setPen(Qt::NoPen);
      p.setBrush(readable(t.warning, in_front_ ? t.canvas : t.panel, 3));
      return p.drawEllipse(c, 3.5, 3.5);
    }
    p.setPen(QPen(underMouse() ? t.text : in_front_ ? t.muted : t.dim, 1.4, Qt::SolidLine, Qt::RoundCap));
    p.drawLine(c - QPointF(3.5, 3.5), c + QPointF(3.5, 3.5));
    p.drawLine(c - QPointF(3.5, -3.5), c + QPointF(3.5, -3.5));
  }

 private:
  const uint64_t document_;
  bool unsaved_ = false, in_front_ = false;
};

class Strip : public QTabBar {
 public:
  using QTabBar::QTabBar;
  void mark(int index) {
    if (index == std::exchange(marked_, index)) return;
    update();
  }

 protected:
  /// A long name leaves room for the other tabs.
  QSize tabSizeHint(int index) const override { return QTabBar::tabSizeHint(index).boundedTo(QSize(240, 1000)); }
  void paintEvent(QPaintEvent* event) override {
    QTabBar::paintEvent(event);
    if (marked_ < 0) return;
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(QPen(theme().accent, 1.5));
    p.drawRoundedRect(QRectF(tabRect(marked_)).adjusted(1.5, 3.5, -1.5, -1.5), 5, 5);
  }

 private:
  int marked_ = -1;
};

CloseButton* button_of(const QTabBar* bar, int index) { return static_cast<CloseButton*>(bar->tabButton(index, QTabBar::RightSide)); }
}  // namespace

DocumentTabs::DocumentTabs(GraphEditor& editor, QWidget* parent) : QWidget(parent), editor_(editor) {
  setObjectName("documentStrip");
  setFixedHeight(32);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(4, 0, 8, 0);
  row->setSpacing(2);
  bar_ = new Strip(this);
  bar_->setObjectName("documentTabs");
  bar_->setAccessibleName(tr("Open documents"));
  bar_->setDrawBase(false);
  bar_->setExpanding(false);
  bar_->setMovable(true);
  bar_->setElideMode(Qt::ElideMiddle);
  bar_->setUsesScrollButtons(true);
  bar_->setFocusPolicy(Qt::TabFocus);
  bar_->setIconSize(QSize(10, 10));
  bar_->setChangeCurrentOnDrag(true);  // a row of the palette, held over a tab
  bar_->installEventFilter(this);
  add_ = new QToolButton(this);
  add_->setObjectName("newDocument");
  add_->setText(QStringLiteral("+"));
  add_->setAutoRaise(true);
  add_->setFocusPolicy(Qt::NoFocus);
  add_->setCursor(Qt::PointingHandCursor);
  add_->setAccessibleName(tr("New document"));
  add_->setToolTip(tr("New document (Ctrl+T)"));
  row->addWidget(bar_);
  row->addWidget(add_);
  row->addStretch(1);
  installEventFilter(this);
  connect(add_, &QToolButton::clicked, this, &DocumentTabs::new_wanted);
  connect(bar_, &QTabBar::currentChanged, this, [this](int index) {
    OpenDocument* d = syncing_ ? nullptr : editor_.find(document_at(index));
    if (d) editor_.show(*d);
  });
  connect(bar_, &QTabBar::tabMoved, this, [this](int from, int to) {
    if (syncing_) return;
    syncing_ = true;  // the bar has them in this order already
    editor_.move(from, to);
    syncing_ = false;
  });
  connect(&editor, &GraphEditor::listed, this, [this] { sync(); });
  connect(&editor, &GraphEditor::switched, this, [this] { sync(); });
  connect(&editor, &GraphEditor::told_apart, this, [this](OpenDocument* d) {
    if (tab_of(d->id()) >= 0) describe_all();  // another name may tell others apart
  });
  connect(ThemeNotifier::instance(), &ThemeNotifier::changed, this, [this] { describe_all(), update(); });
  hold_.setSingleShot(true);
  hold_.setInterval(kHold);
  connect(&hold_, &QTimer::timeout, this, [this] {
    if (held_over_) Q_EMIT held(held_over_);
  });
  sync();
}

uint64_t DocumentTabs::document_at(int index) const { return index < 0 ? 0 : bar_->tabData(index).toULongLong(); }

int DocumentTabs::tab_of(uint64_t document) const {
  for (int i = 0; i < bar_->count(); ++i)
    if (document_at(i) == document) return i;
  return -1;
}

/// The tabs become what the editor lists.
void DocumentTabs::sync() {
  if (syncing_) return;
  syncing_ = true;
  const std::vector<OpenDocument*> documents = editor_.documents();
  for (int i = bar_->count() - 1; i >= 0; --i)
    if (!editor_.find(document_at(i))) {
      if (QWidget* button = bar_->tabButton(i, QTabBar::RightSide)) button->hide(), button->deleteLater();
      bar_->setTabButton(i, QTabBar::RightSide, nullptr);
      bar_->removeTab(i);
    }
  for (int i = 0; i < int(documents.size()); ++i) {
    const uint64_t id = documents[size_t(i)]->id();
    const int at = tab_of(id);
    if (at < 0) {
      bar_->insertTab(i, QString());
      bar_->setTabData(i, qulonglong(id));
      auto* button = new CloseButton(bar_, id);
      connect(button, &QAbstractButton::clicked, this, [this, id] { Q_EMIT close_wanted(id); }, Qt::QueuedConnection);
      bar_->setTabButton(i, QTabBar::RightSide, button);
    } else if (at != i) {
      bar_->moveTab(at, i);
    }
  }
  bar_->setCurrentIndex(tab_of(editor_.current().id()));
  syncing_ = false;
  describe_all();
}

void DocumentTabs::describe_all() {
  for (OpenDocument* d : editor_.documents())
    if (const int index = tab_of(d->id()); index >= 0) describe(index, *d);
}

/// The file's name; with as much of its folder as tells it from files of the same name in other tabs.
QString DocumentTabs::name_of(const OpenDocument& d) const {
  if (d.file().isEmpty()) return d.title();
  const QStringList mine = QFileInfo(d.file()).absolutePath().split('/', Qt::SkipEmptyParts);
  qsizetype told = 0;  // folders, from the innermost
  for (const OpenDocument* other : editor_.documents()) {
    if (other == &d || other->file().isEmpty() || other->title() != d.title()) continue;
    const QStringList theirs = QFileInfo(other->file()).absolutePath().split('/', Qt::SkipEmptyParts);
    qsizetype same = 0;
    while (same < std::min(mine.size(), theirs.size()) && mine[mine.size() - 1 - same] == theirs[theirs.size() - 1 - same]) ++same;
    told = std::max(told, same + 1);
  }
  return told == 0 ? d.title() : tr("%1 — %2").arg(d.title(), mine.mid(std::max<qsizetype>(0, mine.size() - told)).join('/'));
}

void DocumentTabs::describe(int index, const OpenDocument& d) {
  const bool trained = d.id() == training_;
  if (const QString name = name_of(d).replace('&', QLatin1String("&&")); bar_->tabText(index) != name) bar_->setTabText(index, name);
  bar_->setTabIcon(index, trained ? training_icon() : QIcon());
  QStringList lines{d.file().isEmpty() ? tr("%1, not saved yet").arg(d.title()) : QDir::toNativeSeparators(d.file())};
  if (d.is_example()) lines << tr("An example: saving asks for a place of its own.");
  if (d.on_disk() == OnDisk::gone) lines << tr("Its file is not there any more.");
  else if (d.on_disk() == OnDisk::changed) lines << tr("Another program has changed its file.");
  if (d.is_modified()) lines << tr("It has changes that are not saved.");
  if (trained) lines << tr("Its network: %1.").arg(training_state_);
  bar_->setTabToolTip(index, lines.join('\n'));
  bar_->setAccessibleTabName(index, d.is_modified() ? tr("%1, unsaved").arg(d.title()) : d.title());
  if (CloseButton* button = button_of(bar_, index)) {
    button->set(d.is_modified(), &d == &editor_.current());
    button->setAccessibleName(tr("Close %1").arg(d.title()));
    button->setToolTip(&d == &editor_.current() ? tr("Close (Ctrl+W)") : tr("Close"));
  }
}

QIcon DocumentTabs::training_icon() const {
  const double ratio = devicePixelRatioF();
  QPixmap picture(QSize(10, 10) * ratio);
  picture.setDevicePixelRatio(ratio);
  picture.fill(Qt::transparent);
  QPainter p(&picture);
  p.setRenderHint(QPainter::Antialiasing);
  p.setPen(Qt::NoPen);
  p.setBrush(theme().accent);
  p.drawPolygon(QPolygonF({QPointF(1.5, 0.8), QPointF(9.2, 5), QPointF(1.5, 9.2)}));
  p.end();
  return QIcon(picture);
}

void DocumentTabs::set_training(uint64_t document, const QString& state) {
  if (document == training_ && state == training_state_) return;
  training_ = document;
  training_state_ = state;
  describe_all();
}

uint64_t DocumentTabs::hold_over(QPoint global) {
  const int index = bar_->tabAt(bar_->mapFromGlobal(global));
  const uint64_t over = index >= 0 && bar_->rect().contains(bar_->mapFromGlobal(global)) ? document_at(index) : 0;
  if (over == held_over_) return over;
  held_over_ = over;
  static_cast<Strip*>(bar_)->mark(over ? index : -1);
  if (over) hold_.start();
  else hold_.stop();
  return over;
}

void DocumentTabs::end_hold() {
  held_over_ = 0;
  hold_.stop();
  static_cast<Strip*>(bar_)->mark(-1);
}

void DocumentTabs::show_menu(int index, QPoint global) {
  const uint64_t id = document_at(index);
  const OpenDocument* d = editor_.find(id);
  if (!d) return;
  QMenu menu(this);
  menu.addAction(tr("Close"), this, [this, id] { Q_EMIT close_wanted(id); });
  menu.addAction(tr("Close the others"), this, [this, id] { Q_EMIT close_others_wanted(id); })->setEnabled(bar_->count() > 1);
  menu.addSeparator();
  menu.addAction(tr("Copy its path"), this, [file = d->file()] { QApplication::clipboard()->setText(file); })->setEnabled(!d->file().isEmpty());
  menu.exec(global);
}

bool DocumentTabs::eventFilter(QObject* object, QEvent* event) {
  if (object == bar_) {
    const auto tab_at = [&](const QMouseEvent* e) { return bar_->tabAt(e->position().toPoint()); };
    switch (event->type()) {
      case QEvent::MouseButtonRelease:
        if (auto* e = static_cast<QMouseEvent*>(event); e->button() == Qt::MiddleButton && tab_at(e) >= 0) {
          Q_EMIT close_wanted(document_at(tab_at(e)));
          return true;
        }
        break;
      case QEvent::ContextMenu: {
        auto* e = static_cast<QContextMenuEvent*>(event);
        const bool by_key = e->reason() == QContextMenuEvent::Keyboard;
        const int index = by_key ? bar_->currentIndex() : bar_->tabAt(e->pos());
        if (index < 0) break;
        show_menu(index, by_key ? bar_->mapToGlobal(bar_->tabRect(index).bottomLeft()) : e->globalPos());
        return true;
      }
      default: break;
    }
  } else if (object == this && event->type() == QEvent::MouseButtonDblClick) {
    Q_EMIT new_wanted();
    return true;
  }
  return QWidget::eventFilter(object, event);
}

}  // namespace tl::ui
