// SPDX-License-Identifier: GPL-3.0-or-later
// Opening, saving, exporting.
#include <QCryptographicHash>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMessageBox>
#include <QStandardPaths>

#include "engine/io/checkpoint.h"
#include "ui/canvas/graph_view.h"
#include "ui/panels/log_panel.h"
#include "ui/support/file_dialog.h"
#include "ui/support/format.h"
#include "ui/support/languages.h"
#include "ui/window/main_window.h"
#include "ui/window/settings.h"

namespace tl::ui {

void MainWindow::new_file() {
  editor_->add();
  view_->setFocus(Qt::OtherFocusReason);  // the keys go to what was opened
}

void MainWindow::open_file(const QString& file, bool example) {
  if (const OpenDocument* there = editor_->document_of(file); there && there == &editor_->current())
    return set_hint(tr("%1 is open already: this is it.").arg(there->title()));
  editor_->open(file, example);
}

void MainWindow::offer_plugins(const QStringList& libraries) {
  const QString file = editor_->file();
  if (file.isEmpty() || editor_->is_modified() || !ask_plugins(libraries)) return;
  log_->add("info", tr("Loading the libraries of %1: %2").arg(editor_->title(), libraries.join(QStringLiteral(", ")).left(600)));
  editor_->current().open(file, editor_->is_example(), true);
}

void MainWindow::open_dialog() {
  const QString here = editor_->file().isEmpty() || editor_->is_example() ? QDir::homePath() : editor_->project_dir();
  const QString dir = settings_.value("lastFolder", here).toString();
  QFileDialog* d = make_file_dialog(this, tr("Open a project"), dir, tr("Tensorloom projects (*.json);;All files (*)"), FileDialog::open);
  connect(d, &QFileDialog::fileSelected, this, [this](const QString& file) {
    settings_.set("lastFolder", QFileInfo(file).absolutePath());
    open_file(file);
  }, Qt::QueuedConnection);  // what opening asks is asked after the dialog has gone
  d->open();
}

void MainWindow::save(OpenDocument& document, std::function<void()> next) {
  if (document.file().isEmpty() || document.is_example()) return save_as(document, std::move(next));
  after_save_[document.id()] = std::move(next);
  document.save_as(document.file());
}

void MainWindow::save_as(OpenDocument& document, std::function<void()> next) {
  const QString dir = settings_.value("lastFolder", QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)).toString();
  QFileDialog* d = make_file_dialog(this, tr("Save the project as"), dir, tr("Tensorloom projects (*.json)"), FileDialog::save);
  d->setDefaultSuffix("json");
  d->selectFile(document.title());
  connect(d, &QFileDialog::rejected, this, [this] { closing_ = false; });
  connect(d, &QFileDialog::fileSelected, this, [this, id = document.id(), next = std::move(next)](const QString& file) {
    OpenDocument* mine = editor_->find(id);
    if (!mine) return;
    settings_.set("lastFolder", QFileInfo(file).absolutePath());
    // Two tabs of one file would write over each other.
    if (const OpenDocument* there = editor_->document_of(file); there && there != mine) {
      closing_ = false;
      return complain(tr("The file is open"), tr("“%1” is open in another tab.").arg(there->title()),
                      tr("Close that tab first, or save under another name."));
    }
    after_save_[id] = next;
    mine->save_as(file);
  });
  d->open();
}

void MainWindow::take_saved(OpenDocument& document) {
  settings_.add_recent(document.file());
  // What was trained before the project had this place stays its newest run.
  const bool trained = run_document() == &document && !runs_->run_dir().isEmpty();
  if (const QString run = trained ? runs_->run_dir() : document.runs.isEmpty() ? QString() : document.runs.constLast(); !run.isEmpty())
    settings_.set("lastRun/" + runs_key(document), run);
  QStringList runs = settings_.value("movedRuns/" + runs_key(document)).toStringList();
  for (const QString& run : std::as_const(document.runs))
    if (!run.startsWith(runs_folder(document) + QLatin1Char('/')) && !runs.contains(run)) runs << run;
  if (!runs.isEmpty()) settings_.set("movedRuns/" + runs_key(document), runs);
  fill_recent();
  if (&document == &editor_->current()) {
    set_hint(tr("Saved"));
    list_runs();
    update_title();
  }
  const auto found = after_save_.find(document.id());
  if (found == after_save_.end()) return;
  const std::function<void()> next = std::move(found->second);
  after_save_.erase(found);
  if (next) next();
}

QString MainWindow::runs_key(const OpenDocument& document) const {
  if (document.file().isEmpty()) return document.project_name();
  const QByteArray place = QDir::cleanPath(QFileInfo(document.file()).absoluteFilePath()).toUtf8();
  return document.project_name() + QLatin1Char('-') +
         QString::fromLatin1(QCryptographicHash::hash(place, QCryptographicHash::Sha256).toHex().left(8));
}

QString MainWindow::last_run() const {
  if (run_is_of_document() && !runs_->run_dir().isEmpty()) return runs_->run_dir();
  // A document without a place shares its name with every other new one: their runs are not its own.
  const OpenDocument& document = editor_->current();
  if (document.file().isEmpty()) return document.runs.isEmpty() ? QString() : document.runs.constLast();
  return settings_.value("lastRun/" + runs_key(document)).toString();
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

void MainWindow::tell_failed(const QString& text, bool opening) {
  constexpr int listed = 8;
  log_->add("error", text);
  if (!failed_box_) {
    failed_.clear();
    failed_box_ = new QMessageBox(QMessageBox::Warning, opening ? tr("Not opened") : tr("Not saved"), QString(), QMessageBox::Ok, this);
    failed_box_->setAttribute(Qt::WA_DeleteOnClose);
    failed_box_->setTextFormat(Qt::PlainText);
  }
  failed_ << text;
  if (failed_.size() == 1) {
    failed_box_->setText(text.section('\n', 0, 0));
    failed_box_->setInformativeText(text.section('\n', 1));
  } else {
    QStringList lines = failed_.mid(0, listed);
    for (QString& line : lines) line = line.section('\n', 0, 0).left(300);
    if (failed_.size() > listed) lines << tr("and %n more; the Log has them all", nullptr, int(failed_.size()) - listed);
    failed_box_->setText(tr("%n file(s) could not be read or written.", nullptr, int(failed_.size())));
    failed_box_->setInformativeText(lines.join(QStringLiteral("\n\n")));
  }
  failed_box_->open();
}

QString MainWindow::runs_folder(const OpenDocument& document) const {
  QString base = qEnvironmentVariable("TL_RUNS_DIR");
  if (base.isEmpty()) base = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/tensorloom/runs");
  return base + QLatin1Char('/') + runs_key(document);
}

QString MainWindow::runs_folder() const { return runs_folder(editor_->current()); }

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
  QFileDialog* d = make_file_dialog(this, tr("Export trained weights"), export_folder(), tr("safetensors (*.safetensors)"), FileDialog::save);
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

}  // namespace tl::ui
