// SPDX-License-Identifier: GPL-3.0-or-later
// Every command by name (Ctrl+K), and what is asked for in a line.
#include <QAction>
#include <QInputDialog>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>

#include "nodes/node_type.h"
#include "ui/canvas/graph_scene.h"
#include "ui/canvas/graph_view.h"
#include "ui/palette/blocks.h"
#include "ui/palette/quick_popup.h"
#include "ui/panels/problems_panel.h"
#include "ui/support/languages.h"
#include "ui/theme/theme.h"
#include "ui/window/gallery.h"
#include "ui/window/main_window.h"

namespace tl::ui {
namespace {

QString plain(QString text) {
  static const QRegularExpression apart("\\(&\\w\\)");  // "ファイル(&F)": the key is no part of the word
  text = text.section('\t', 0, 0).remove(apart);
  return text.replace("&&", "\x01").remove('&').replace('\x01', '&');
}

/// The actions of a menu and of the menus in it; `path` says where.
void collect(const QMenu* menu, const QString& path, std::vector<QuickEntry>& entries) {
  for (QAction* a : menu->actions()) {
    if (a->isSeparator() || !a->isVisible()) continue;
    if (const QMenu* inner = a->menu()) {
      collect(inner, path + QStringLiteral(" ▸ ") + plain(a->text()), entries);
      continue;
    }
    QuickEntry e;
    e.title = plain(a->text());
    if (a->isCheckable()) e.title += a->isChecked() ? QStringLiteral(" ✓") : QString();
    e.words = path;
    e.enabled = a->isEnabled();
    const QString keys = a->shortcut().isEmpty() ? a->text().section('\t', 1) : a->shortcut().toString(QKeySequence::NativeText);
    e.note = e.enabled || a->statusTip().isEmpty() ? (keys.isEmpty() ? path : path + QStringLiteral("   ") + keys) : a->statusTip();
    e.run = [a] { a->trigger(); };
    entries.push_back(std::move(e));
  }
}

}  // namespace

void MainWindow::open_commands() {
  std::vector<QuickEntry> entries;
  for (QAction* a : menuBar()->actions())
    if (const QMenu* menu = a->menu()) collect(menu, plain(a->text()), entries);
  for (const OpenDocument* d : editor_->documents()) {
    if (d == &editor_->current()) continue;
    QuickEntry e;
    e.title = tr("Go to %1").arg(d->title());
    e.note = d->is_modified() ? tr("document, unsaved") : tr("document");
    e.words = d->file();
    e.run = [this, id = d->id()] {
      if (OpenDocument* there = editor_->find(id)) editor_->show(*there);
    };
    entries.push_back(std::move(e));
  }
  const nodes::Analysis& analysis = editor_->analysis();
  for (size_t i = 0; i < analysis.problems.size() && i < 100; ++i) {
    const nodes::Problem& p = analysis.problems[i];
    if (p.fix.label.empty()) continue;
    QuickEntry e;
    e.title = tr("Mend: %1").arg(translated(p.fix.label));
    e.note = translated(p.text);
    e.color = p.severity == nodes::Severity::error ? theme().error : theme().warning;
    e.run = [this, i] { problems_->apply_fix(int(i)); };
    entries.push_back(std::move(e));
  }
  for (const Block& block : blocks_->list()) {
    QuickEntry e;
    e.title = tr("Add %1").arg(block.title);
    e.note = tr("My blocks");
    e.color = category_color(QStringLiteral("group"));
    e.run = [this, key = Blocks::key_of(block)] { view_->add_in_view(key); };
    entries.push_back(std::move(e));
  }
  for (const nodes::NodeType& type : nodes::node_types()) {
    QuickEntry e;
    e.title = tr("Add %1").arg(QString::fromStdString(type.title));
    e.note = tr(nodes::category_title(type.category));
    e.color = category_color(nodes::category_id(type.category));
    e.run = [this, key = QString::fromStdString(type.key)] { view_->add_in_view(key); };
    entries.push_back(std::move(e));
  }
  if (!commands_) {
    commands_ = new QuickPopup(this);
    connect(commands_, &QuickPopup::refused, this, &MainWindow::set_hint);
  }
  commands_->open(tr("Type a command…"), std::move(entries));
}

void MainWindow::open_gallery() {
  QStringList files = examples_.values();
  files.sort();
  if (files.isEmpty()) return complain(tr("No templates"), tr("No templates are installed."), tr("Begin with a new project, or open one."));
  auto* gallery = new Gallery(files, this);
  connect(gallery, &Gallery::chosen, this, [this](const QString& file) { open_file(file, true); }, Qt::QueuedConnection);
  gallery->open();
}

void MainWindow::ask_frame_name() {
  const auto found = editor_->state().frames.find(scene_->chosen_frame());
  if (found == editor_->state().frames.end()) return;
  auto* dialog = new QInputDialog(this);
  dialog->setObjectName("frameName");
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(tr("Name of the frame"));
  dialog->setLabelText(tr("What the nodes in this frame do:"));
  dialog->setTextValue(QString::fromStdString(found->second.title).left(200));
  connect(dialog, &QInputDialog::textValueSelected, this, [this, id = found->first](const QString& title) {
    scene_->choose_frame(id);
    view_->rename_frame(title.left(200));
    scene_->choose_frame(id);
  });
  dialog->open();
}

}  // namespace tl::ui
