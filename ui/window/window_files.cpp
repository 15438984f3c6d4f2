// SPDX-License-Identifier: GPL-3.0-or-later
// Opening, saving, exporting, and the questions before something would be lost.
#include <QCloseEvent>
#include <QCryptographicHash>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMessageBox>
#include <QStandardPaths>

#include "engine/io/checkpoint.h"
#include "ui/document/recovery.h"
#include "ui/panels/log_panel.h"
#include "ui/support/format.h"
#include "ui/support/languages.h"
#include "ui/window/main_window.h"
#include "ui/window/settings.h"

namespace tl::ui {
namespace {
QFileDialog* make_dialog(QWidget* parent, const QString& title, const QString& dir, const QString& filter, bool save) {
  auto* d = new QFileDialog(parent, title, dir, filter);
  // The toolkit's own dialog: the same everywhere, and it reads folders on a thread of its own.
  d->setOption(QFileDialog::DontUseNativeDialog);
  d->setAttribute(Qt::WA_DeleteOnClose);
  if (save) d->setAcceptMode(QFileDialog::AcceptSave);
  else d->setFileMode(QFileDialog::ExistingFile);
  return d;
}
}  // namespace

void MainWindow::guard(std::function<void()> next) {
  if (!editor_->is_modified()) return next();
  switch (ask_unsaved(editor_->title())) {
    case GuardAnswer::cancel: closing_ = false; return;
    case GuardAnswer::discard: return next();
    case GuardAnswer::save: return save(std::move(next));
  }
}

void MainWindow::replace_document(std::function<void()> open) {
  if (runs_->active()) {
    const bool stopping = bool(after_run_);  // agreed to already: a second stop would give up the running step
    if (!stopping && ask_open_running() == OpenAnswer::cancel) return;
    if (runs_->active()) {  // it may have ended while the question stood
      after_run_ = [this, open = std::move(open)] { replace_document(open); };
      if (!stopping) runs_->post(train::Stop{});
      return set_hint(tr("Saving the run…"));
    }
  }
  guard([this, open = std::move(open)] {
    if (runs_->active()) replace_document(open);  // begun while the edits were saved
    else open();
  });
}

void MainWindow::new_file() {
  replace_document([this] { editor_->new_document(); });
}

void MainWindow::open_file(const QString& file, bool example) {
  replace_document([this, file, example] { editor_->open(file, example); });
}

void MainWindow::offer_left_edits() {
  recovery_->find_left([this](QList<LeftCopy> left) { offer_next(std::move(left)); });
}

void MainWindow::offer_next(QList<LeftCopy> left) {
  if (left.isEmpty()) return;
  const LeftCopy first = left.takeFirst();
  switch (ask_recover(first)) {
    case RecoverAnswer::recover:
      return replace_document([this, first] {  // one document is open at a time: others are offered at the next start
        recovery_->take_over(first);
        editor_->recover(first.copy, first.file);
        log_->add("info", tr("Recovered the unsaved changes of %1").arg(first.title));
      });
    case RecoverAnswer::discard: recovery_->discard(first); break;
    case RecoverAnswer::later: break;
  }
  offer_next(std::move(left));
}

void MainWindow::offer_plugins(const QStringList& libraries) {
  const QString file = editor_->file();
  if (file.isEmpty() || editor_->is_modified() || !ask_plugins(libraries)) return;
  log_->add("info", tr("Loading the libraries of %1: %2").arg(editor_->title(), libraries.join(QStringLiteral(", ")).left(600)));
  editor_->open(file, editor_->is_example(), true);
}

void MainWindow::open_dialog() {
  const QString here = editor_->file().isEmpty() || editor_->is_example() ? QDir::homePath() : editor_->project_dir();
  const QString dir = settings_.value("lastFolder", here).toString();
  QFileDialog* d = make_dialog(this, tr("Open a project"), dir, tr("Tensorloom projects (*.json);;All files (*)"), false);
  connect(d, &QFileDialog::fileSelected, this, [this](const QString& file) {
    settings_.set("lastFolder", QFileInfo(file).absolutePath());
    open_file(file);
  }, Qt::QueuedConnection);  // what opening asks is asked after the dialog has gone
  d->open();
}

void MainWindow::save(std::function<void()> next) {
  if (editor_->file().isEmpty() || editor_->is_example()) return save_as(std::move(next));
  after_save_ = std::move(next);
  editor_->save_as(editor_->file());
}

void MainWindow::save_as(std::function<void()> next) {
  const QString dir = settings_.value("lastFolder", QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)).toString();
  QFileDialog* d = make_dialog(this, tr("Save the project as"), dir, tr("Tensorloom projects (*.json)"), true);
  d->setDefaultSuffix("json");
  d->selectFile(editor_->title());
  connect(d, &QFileDialog::rejected, this, [this] { closing_ = false; });
  connect(d, &QFileDialog::fileSelected, this, [this, next = std::move(next)](const QString& file) {
    settings_.set("lastFolder", QFileInfo(file).absolutePath());
    after_save_ = next;
    editor_->save_as(file);
  });
  d->open();
}

QString MainWindow::runs_key() const {
  if (editor_->file().isEmpty()) return editor_->project_name();
  const QByteArray place = QDir::cleanPath(QFileInfo(editor_->file()).absoluteFilePath()).toUtf8();
  return editor_->project_name() + QLatin1Char('-') +
         QString::fromLatin1(QCryptographicHash::hash(place, QCryptographicHash::Sha256).toHex().left(8));
}

QString MainWindow::last_run() const {
  if (run_is_of_document() && !runs_->run_dir().isEmpty()) return runs_->run_dir();
  // A document without a place shares its name with every other new one: their runs are not its own.
  if (editor_->file().isEmpty()) return document_runs_.isEmpty() ? QString() : document_runs_.constLast();
  return settings_.value("lastRun/" + runs_key()).toString();
}

QString MainWindow::export_folder() const {
  const QString beside = editor_->file().isEmpty() || editor_->is_example() ? QString() : editor_->project_dir();
  const QString home = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
  return settings_.value("lastExportFolder", beside.isEmpty() ? settings_.value("lastFolder", home) : beside).toString();
}

void MainWindow::complain(const QString& title, const QString& what, const QString& mend) {
  const QString message = translated(what), remedy = translated(mend);
  set_hint(title);
  log_->add("error", remedy.isEmpty() ? message : message + QLatin1Char('\n') + remedy);
  auto* box = new QMessageBox(QMessageBox::Warning, title, message, QMessageBox::Ok, this);
  box->setInformativeText(remedy);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->open();
}

QString MainWindow::runs_folder() const {
  QString base = qEnvironmentVariable("TL_RUNS_DIR");
  if (base.isEmpty()) base = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/tensorloom/runs");
  return base + QLatin1Char('/') + runs_key();
}

void MainWindow::export_dialog(const QString& run_or_checkpoint) {
  QString from = run_or_checkpoint;
  if (from.isEmpty()) from = runs_->checkpoint().isEmpty() || !run_is_of_document() ? last_run() : runs_->checkpoint();
  if (from.isEmpty()) {
    auto* box = new QMessageBox(QMessageBox::Information, tr("Nothing to export yet"), tr("This project has not been trained yet."),
                                QMessageBox::Ok, this);
    box->setInformativeText(tr("Train it first (F5): each run keeps checkpoints, and the newest can be exported."));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
    return;
  }
  QFileDialog* d = make_dialog(this, tr("Export trained weights"), export_folder(), tr("safetensors (*.safetensors)"), true);
  d->setDefaultSuffix("safetensors");
  d->selectFile(editor_->project_name() + ".safetensors");
  connect(d, &QFileDialog::fileSelected, this, [this, from](const QString& file) {
    settings_.set("lastExportFolder", QFileInfo(file).absolutePath());
    export_weights(from, file);
  });
  d->open();
}

void MainWindow::export_weights(const QString& run_or_checkpoint, const QString& file) {
  set_hint(tr("Exporting…"));
  in_background(
      this,
      [from = run_or_checkpoint.toStdString(), to = file.toStdString(), project = editor_->project_name().toStdString()] {
        const io::NamedTensors weights = io::load_weights(from);
        io::save_safetensors(to, weights, {{"format", "pt"}, {"project", project}});
        return weights.size();
      },
      [this, file](Outcome<size_t> done) {
        if (done) {
          const QString text = tr("Exported %1 to %2").arg(tr("%n tensor(s)", nullptr, int(*done.value)), file);
          set_hint(text);
          log_->add("info", text);
        } else {
          complain(tr("Export failed"), done.failed.message, done.failed.remedy);
        }
      });
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (quit_agreed_) {
    save_layout();
    recovery_->forget();  // what is unsaved now was given up
    return event->accept();
  }
  event->ignore();
  if (closing_) return;  // a save or a stop is under way
  closing_ = true;
  restart_wanted_ = std::exchange(restart_asked_, false);
  guard([this] { finish_close(); });
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
