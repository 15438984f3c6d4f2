// SPDX-License-Identifier: GPL-3.0-or-later
// What the open document can be compared with.
#include <QFileDialog>
#include <QFileInfo>
#include <QUndoStack>

#include "ui/compare/compare_window.h"
#include "ui/compare/versions.h"
#include "ui/palette/quick_popup.h"
#include "ui/support/file_dialog.h"
#include "ui/window/main_window.h"
#include "ui/window/settings.h"

namespace tl::ui {

namespace {
constexpr int kStepsListed = 100;   ///< of the undo history, the newest
}

void MainWindow::open_compare() {
  const QString file = editor_->is_example() ? QString() : editor_->file();
  if (file.isEmpty()) return list_versions({});
  in_background(this, [file] { return commits_of(file); }, [this](Outcome<QList<Commit>> commits) { list_versions(commits.value.value_or(QList<Commit>())); });
}

void MainWindow::list_versions(const QList<Commit>& commits) {
  std::vector<QuickEntry> entries;
  const auto offer = [&](const QString& title, const QString& note, std::function<void()> run) {
    QuickEntry e;
    e.title = title, e.note = note, e.run = std::move(run);
    entries.push_back(std::move(e));
  };
  const QString file = editor_->file(), name = editor_->title();
  if (!file.isEmpty())
    offer(tr("The file as it is saved"), name, [this, file, name] { compare_with(file_version(file, tr("%1, as saved").arg(name))); });
  for (const Commit& c : commits) {
    const QString title = &c == &commits.front() ? tr("Newest version in git, %1").arg(c.id) : tr("Version %1 in git").arg(c.id);
    offer(title, tr("%1  %2").arg(c.date, c.subject),
          [this, file, name, c] { compare_with(git_version(file, c.id, tr("%1 in git at %2").arg(name, c.id))); });
  }
  offer(tr("Another file…"), {}, [this] { compare_with_file(); });
  const QUndoStack& stack = editor_->undo_stack();
  for (int i = stack.index(); i-- > 0 && stack.index() - i <= kStepsListed;) {
    const QString step = stack.text(i);
    offer(tr("Before “%1”").arg(step), tr("undo history, %1 back").arg(stack.index() - i), [this, i, step, file] {
      if (i < editor_->undo_stack().count()) compare_with({tr("before “%1”").arg(step), file, editor_->state_at(i)});
    });
  }
  if (!commands_) {
    commands_ = new QuickPopup(this);
    connect(commands_, &QuickPopup::refused, this, &MainWindow::set_hint);
  }
  commands_->open(tr("Compare with which version?"), std::move(entries));
}

void MainWindow::compare_with(Version older) {
  auto* window = new CompareWindow(std::move(older), state_version(editor_->snapshot(), tr("%1, as it is now").arg(editor_->title()), editor_->file()), this);
  window->show();
}

void MainWindow::compare_with_file() {
  const QString here = editor_->file().isEmpty() ? QString() : editor_->project_dir();
  QFileDialog* d = make_file_dialog(this, tr("Compare with an older version"), settings_.value("lastFolder", here).toString(),
                                    tr("Tensorloom projects (*.json);;All files (*)"), FileDialog::open);
  connect(d, &QFileDialog::fileSelected, this, [this](const QString& file) { compare_with(file_version(file, QFileInfo(file).fileName())); },
          Qt::QueuedConnection);
  d->open();
}

}  // namespace tl::ui
