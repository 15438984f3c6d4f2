// SPDX-License-Identifier: GPL-3.0-or-later
// Several documents: going from one to another, closing them, and the questions before something would be lost.
#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QFileInfo>
#include <utility>

#include "ui/canvas/graph_scene.h"
#include "ui/canvas/graph_view.h"
#include "ui/charts/curves_panel.h"
#include "ui/document/background.h"
#include "ui/document/live_preview.h"
#include "ui/document/recovery.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/panels/log_panel.h"
#include "ui/panels/tensors_panel.h"
#include "ui/window/document_tabs.h"
#include "ui/window/main_window.h"
#include "ui/window/settings.h"

namespace tl::ui {

void MainWindow::connect_documents() {
  const auto begin = [this](OpenDocument* d) { d->live = settings_.value("live", false).toBool(); };
  begin(&editor_->current());
  curves_->show_document(editor_->current().id());
  connect(editor_.get(), &GraphEditor::added, this, begin);
  connect(editor_.get(), &GraphEditor::leaving, this, [this] {
    // A value that is being typed belongs to the document that is left.
    if (QWidget* focus = QApplication::focusWidget(); focus && inspector_->isAncestorOf(focus)) view_->setFocus(Qt::OtherFocusReason);
  });
  connect(editor_.get(), &GraphEditor::switched, this, &MainWindow::take_document);
  connect(editor_.get(), &GraphEditor::closing, this, [this](OpenDocument* d) {
    after_save_.erase(d->id());
    curves_->forget_document(d->id());
  });
  connect(editor_.get(), &GraphEditor::opened, this, &MainWindow::open_next_again, Qt::QueuedConnection);
  connect(editor_.get(), &GraphEditor::file_failed, this, &MainWindow::open_next_again, Qt::QueuedConnection);
  connect(editor_.get(), &GraphEditor::listed, this, [this] { update_actions(); });
  // A program that does not come to its end opens them again all the same.
  for (auto signal : {&GraphEditor::listed, &GraphEditor::switched}) connect(editor_.get(), signal, this, [this] { remember_documents(); });
  connect(editor_.get(), &GraphEditor::saved, this, [this] { remember_documents(); });
  view_->tab_under = [this](QPoint global) { return tabs_->hold_over(global); };
  connect(tabs_, &DocumentTabs::held, view_, &GraphView::carry_to);
  connect(view_, &GraphView::hand_empty, tabs_, &DocumentTabs::end_hold);
  connect(tabs_, &DocumentTabs::new_wanted, this, &MainWindow::new_file);
  connect(tabs_, &DocumentTabs::close_wanted, this, &MainWindow::close_document);
  connect(tabs_, &DocumentTabs::close_others_wanted, this, &MainWindow::close_others);
}

void MainWindow::take_document() {
  const OpenDocument& d = editor_->current();
  curves_->show_document(d.id());
  tensors_->clear();
  inspector_->clear_tensors();
  live_->set_on(d.live, false);
  action("viewLive")->setChecked(d.live);
  show_run_marks();
  list_runs();
  update_run_controls();
  update_watch();
  update_title();
  update_actions();
}

void MainWindow::guard(OpenDocument& document, std::function<void()> next) {
  if (!document.is_modified()) return next();
  editor_->show(document);  // the question is about what is seen
  switch (ask_unsaved(document.title())) {
    case GuardAnswer::cancel:
      closing_ = false;
      close_refused_ = true;
      return;
    case GuardAnswer::discard: return next();
    case GuardAnswer::save: return save(document, std::move(next));
  }
}

void MainWindow::close_document(uint64_t id) {
  OpenDocument* d = editor_->find(id);
  if (!d) return;
  if (runs_->active() && run_document() == d) {
    const bool stopping = bool(after_run_);  // agreed to already: a second stop would give up the running step
    if (!stopping && ask_close_running(d->title()) == StopAnswer::cancel) {
      close_refused_ = true;
      return;
    }
    if (runs_->active()) {  // it may have ended while the question stood
      after_run_ = [this, id] { close_document(id); };
      if (!stopping) runs_->post(train::Stop{});
      return set_hint(tr("Saving the run…"));
    }
  }
  guard(*d, [this, id] {
    OpenDocument* mine = editor_->find(id);
    if (!mine) return;
    if (runs_->active() && run_document() == mine) close_document(id);  // begun while the edits were saved
    else editor_->close(*mine);
  });
}

void MainWindow::close_others(uint64_t kept) {
  std::vector<uint64_t> ids;
  for (const OpenDocument* d : editor_->documents())
    if (d->id() != kept) ids.push_back(d->id());
  close_refused_ = false;
  for (uint64_t id : ids)
    if (!close_refused_) close_document(id);
  if (OpenDocument* d = editor_->find(kept); d && editor_->documents().size() == 1) editor_->show(*d);
}

void MainWindow::remember_documents() {
  QStringList files;
  for (const OpenDocument* d : editor_->documents())
    if (!d->file().isEmpty() && !d->is_example()) files << d->file();
  settings_.set("openDocuments", files);
  settings_.set("frontDocument", editor_->is_example() ? QString() : editor_->file());
}

void MainWindow::open_again() {
  const QStringList files = settings_.value("reopen", true).toBool() ? settings_.value("openDocuments").toStringList() : QStringList();
  if (files.isEmpty()) return show_example("digits-mlp");
  in_background(this, [files] {
    QStringList there;
    for (const QString& file : files)
      if (QFileInfo::exists(file)) there << file;
    return there;
  }, [this, files](Outcome<QStringList> there) {
    const QStringList found = there.value.value_or(QStringList());
    for (const QString& file : files)
      if (!found.contains(file)) log_->add("info", tr("%1 was open the last time, and is not there any more.").arg(file));
    if (found.isEmpty()) return show_example("digits-mlp");
    open_files(found, settings_.value("frontDocument").toString());
  });
}

void MainWindow::open_files(const QStringList& files, const QString& front) {
  again_ = files;
  front_again_ = front;
  open_next_again();
}

void MainWindow::open_next_again() {
  if (!again_.isEmpty()) return editor_->open(again_.takeFirst());
  if (front_again_.isEmpty()) return;
  if (OpenDocument* d = editor_->document_of(std::exchange(front_again_, {})); d && editor_->find(d->id())) editor_->show(*d);
}

void MainWindow::offer_left_edits() {
  recovery_->find_left([this](QList<LeftCopy> left) { offer_next(std::move(left)); });
}

void MainWindow::offer_next(QList<LeftCopy> left) {
  while (!left.isEmpty()) {
    const LeftCopy first = left.takeFirst();
    switch (ask_recover(first)) {
      case RecoverAnswer::recover:
        recovery_->take_over(first, editor_->recover(first.copy, first.file));
        log_->add("info", tr("Recovered the unsaved changes of %1").arg(first.title));
        break;
      case RecoverAnswer::discard: recovery_->discard(first); break;
      case RecoverAnswer::later: break;
    }
  }
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (quit_agreed_) {
    save_layout();
    remember_documents();
    recovery_->forget();  // what is unsaved now was given up
    return event->accept();
  }
  event->ignore();
  if (closing_) return;  // a save or a stop is under way
  closing_ = true;
  restart_wanted_ = std::exchange(restart_asked_, false);
  ask_to_quit({});
}

void MainWindow::ask_to_quit(std::set<uint64_t> settled) {
  for (OpenDocument* d : editor_->documents()) {
    if (!d->is_modified() || settled.count(d->id())) continue;
    settled.insert(d->id());
    return guard(*d, [this, settled] { ask_to_quit(settled); });
  }
  finish_close();
}

void MainWindow::finish_close() {
  if (runs_->active()) {
    switch (ask_quit_running()) {
      case QuitAnswer::cancel: closing_ = false; return;
      case QuitAnswer::save_run:
        close_after_run_ = true;
        runs_->post(train::Stop{});
        set_hint(tr("Saving the run…"));
        return;  // the run's end closes the window
      case QuitAnswer::abandon_run:
        runs_->post(train::Stop{});
        runs_->post(train::Stop{});
        break;
    }
  }
  quit_agreed_ = true;
  // Not from within the event that asked: a widget that is being closed ignores a second request.
  QMetaObject::invokeMethod(this, [this] { close(); }, Qt::QueuedConnection);
}

}  // namespace tl::ui
