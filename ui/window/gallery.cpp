// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/gallery.h"

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

#include "nodes/project_io.h"
#include "ui/canvas/thumbnail.h"
#include "ui/document/background.h"
#include "ui/support/format.h"
#include "ui/support/languages.h"
#include "ui/theme/theme.h"

namespace tl::ui {
namespace {
constexpr QSize kPicture(240, 150);

struct Card {
  QImage picture;
  QString title, about;
};

Card read_card(const QString& file) {
  const nodes::LoadedProject project = nodes::load_project(file.toStdString());
  Card card;
  card.picture = thumbnail(project.state, kPicture);
  card.title = QString::fromStdString(project.state.title).left(80);
  card.about = Gallery::tr("%n node(s)", nullptr, int(project.state.nodes.size()));
  return card;
}
}  // namespace

Gallery::Gallery(const QStringList& files, QWidget* parent) : QDialog(parent) {
  setObjectName("gallery");
  setWindowTitle(tr("Begin with a template"));
  setAttribute(Qt::WA_DeleteOnClose);
  resize(QSize(860, 560).boundedTo(screen()->availableSize() * 9 / 10));
  auto* column = new QVBoxLayout(this);
  auto* head = new QLabel(tr("Each of them trains right away; saving asks for a place of its own."), this);
  head->setProperty("role", "muted");
  column->addWidget(head);
  list_ = new QListWidget(this);
  list_->setObjectName("galleryList");
  list_->setAccessibleName(tr("Templates"));
  list_->setViewMode(QListView::IconMode);
  list_->setIconSize(kPicture);
  list_->setGridSize(kPicture + QSize(24, 44));
  list_->setResizeMode(QListView::Adjust);
  list_->setMovement(QListView::Static);
  list_->setWordWrap(true);
  QPixmap blank(kPicture);
  blank.fill(theme().canvas);
  for (const QString& file : files) {
    auto* item = new QListWidgetItem(QIcon(blank), QFileInfo(file).completeBaseName(), list_);
    item->setData(Qt::UserRole, file);
    in_background(this, [file] { return read_card(file); }, [this, item](Outcome<Card> card) {
      if (!card) {
        item->setToolTip(translated(card.failed.text()));
        return item->setFlags(Qt::NoItemFlags);
      }
      item->setIcon(QPixmap::fromImage(card.value->picture));
      const QString& title = card.value->title;
      const QString about = title.isEmpty() ? card.value->about : title + QStringLiteral(" · ") + card.value->about;
      item->setToolTip(about);
      item->setData(Qt::AccessibleDescriptionRole, about);
    });
  }
  column->addWidget(list_, 1);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Open | QDialogButtonBox::Cancel, this);
  buttons->button(QDialogButtonBox::Open)->setEnabled(false);
  column->addWidget(buttons);
  connect(list_, &QListWidget::itemSelectionChanged, this,
          [this, buttons] { buttons->button(QDialogButtonBox::Open)->setEnabled(!list_->selectedItems().isEmpty()); });
  connect(list_, &QListWidget::itemActivated, this, [this] { accept_current(); });
  connect(buttons, &QDialogButtonBox::accepted, this, [this] { accept_current(); });
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void Gallery::accept_current() {
  const QList<QListWidgetItem*> items = list_->selectedItems();
  if (items.isEmpty()) return;
  const QString file = items.first()->data(Qt::UserRole).toString();
  accept();
  Q_EMIT chosen(file);
}

}  // namespace tl::ui
