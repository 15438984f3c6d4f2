// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/recovery.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QSaveFile>
#include <QUuid>
#include <algorithm>
#include <utility>

#include "engine/core/error.h"
#include "nodes/project_io.h"
#include "ui/document/background.h"
#include "ui/document/graph_editor.h"
#include "ui/support/languages.h"

namespace tl::ui {
namespace {
QString project_of(const QString& base) { return base + QStringLiteral(".json"); }
QString info_of(const QString& base) { return base + QStringLiteral(".info"); }
QString lock_of(const QString& base) { return base + QStringLiteral(".lock"); }

void remove_copy(const QString& base) {
  QFile::remove(info_of(base));  // first: without it the copy is nobody's
  QFile::remove(project_of(base));
}

/// The lock of a program that lives is held; that of one that is gone can be taken, whatever it left.
bool is_left(const QString& base) {
  QLockFile lock(lock_of(base));
  lock.setStaleLockTime(0);  // age says nothing: only whether the process lives
  return lock.tryLock(0);
}

QList<LeftCopy> left_in(const QString& folder) {
  QList<LeftCopy> found;
  const auto infos = QDir(folder).entryInfoList({QStringLiteral("*.info")}, QDir::Files);
  for (const QFileInfo& info : infos) {
    const QString base = info.absolutePath() + QLatin1Char('/') + info.completeBaseName();
    QFile in(info.absoluteFilePath());
    if (!QFile::exists(project_of(base)) || !in.open(QIODevice::ReadOnly) || !is_left(base)) continue;
    const QJsonObject o = QJsonDocument::fromJson(in.readAll()).object();
    found << LeftCopy{project_of(base), o["file"].toString(), o["title"].toString(), QFileInfo(project_of(base)).lastModified()};
  }
  std::sort(found.begin(), found.end(), [](const LeftCopy& a, const LeftCopy& b) { return a.when > b.when; });
  return found;
}

void discard_copy(const LeftCopy& left) {
  in_background(
      nullptr,
      [copy = left.copy] {
        const QString base = QFileInfo(copy).absolutePath() + QLatin1Char('/') + QFileInfo(copy).completeBaseName();
        remove_copy(base);
        QFile::remove(lock_of(base));
        return true;
      },
      [](const Outcome<bool>&) {});
}
}  // namespace

SafetyCopy::SafetyCopy(OpenDocument& document, QString folder, QObject* parent)
    : QObject(parent), document_(&document), folder_(std::move(folder)), name_(QUuid::createUuid().toString(QUuid::WithoutBraces)) {
  timer_.setSingleShot(true);
  timer_.setInterval(1000);  // with the writing itself well within the two seconds
  connect(&timer_, &QTimer::timeout, this, [this] { write_copy(); });
  connect(&document, &OpenDocument::changed, this, [this] { want_copy(); });
  connect(&document, &OpenDocument::modified_changed, this, [this] {
    if (unsaved()) want_copy();
    else if (!document_->busy()) forget();
  });
}

SafetyCopy::~SafetyCopy() = default;

bool SafetyCopy::unsaved() const { return document_ && document_->is_modified(); }

void SafetyCopy::want_copy() {
  if (!unsaved()) return;
  wanted_ = true;
  if (!writing_ && !timer_.isActive()) timer_.start();
}

void SafetyCopy::write_copy() {
  if (!wanted_ || writing_ || !unsaved()) return;
  wanted_ = false;
  writing_ = true;
  const QString file = document_->is_example() ? QString() : document_->file();
  const QJsonObject info{{"file", file}, {"title", document_->title()}};
  const bool first = !lock_;
  if (first) lock_ = std::make_shared<QLockFile>(lock_of(folder_ + QLatin1Char('/') + name_));
  in_background(
      this,
      [snapshot = document_->snapshot(), base = folder_ + QLatin1Char('/') + name_, folder = folder_, info, lock = lock_, first] {
        if (!QDir().mkpath(folder)) throw Error(ErrorCategory::io, "safety copy", str("the folder ", folder.toStdString(), " cannot be made"), {});
        if (first) {
          lock->setStaleLockTime(0);
          lock->tryLock(0);
        }
        nodes::save_project(*snapshot, project_of(base).toStdString());
        QSaveFile out(info_of(base));
        const QByteArray text = QJsonDocument(info).toJson();
        if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size() || !out.commit())
          throw Error(ErrorCategory::io, "safety copy", str(info_of(base).toStdString(), ": ", out.errorString().toStdString()), {});
        return true;
      },
      [this](Outcome<bool> done) {
        writing_ = false;
        written_ = true;  // in part, perhaps: it is removed all the same
        if (done)
          for (const LeftCopy& left : std::exchange(taken_over_, {})) discard_copy(left);
        if (!done && !told_) Q_EMIT failed(tr("The safety copy of this document could not be written: %1").arg(translated(done.failed.text())));
        told_ = !done;
        if (!unsaved()) forget();
        else if (wanted_) timer_.start();
        if (!document_) deleteLater();
      });
}

void SafetyCopy::forget() {
  wanted_ = false;
  timer_.stop();
  if (!written_ || writing_) return;  // one that is being written is removed when it is there
  written_ = false;
  in_background(
      this, [base = folder_ + QLatin1Char('/') + name_] { return remove_copy(base), true; }, [](Outcome<bool>) {});
}

void SafetyCopy::retire() {
  document_ = nullptr;
  forget();
  // A copy that this one replaced, before it was written itself: its edits were given up with the document.
  for (const LeftCopy& left : std::exchange(taken_over_, {})) discard_copy(left);
  if (!writing_) deleteLater();
}

Recovery::Recovery(GraphEditor& editor, QString folder, QObject* parent) : QObject(parent), folder_(std::move(folder)) {
  for (OpenDocument* d : editor.documents()) copy_of(*d);
  connect(&editor, &GraphEditor::added, this, [this](OpenDocument* d) { copy_of(*d); });
  connect(&editor, &GraphEditor::closing, this, [this](OpenDocument* d) {
    const auto at = copies_.find(d->id());
    if (at == copies_.end()) return;
    d->disconnect(at->second.get());
    at->second->retire();
    at->second.release()->setParent(this);
    copies_.erase(at);
  });
}

Recovery::~Recovery() = default;

SafetyCopy& Recovery::copy_of(OpenDocument& document) {
  std::unique_ptr<SafetyCopy>& mine = copies_[document.id()];
  if (!mine) {
    mine = std::make_unique<SafetyCopy>(document, folder_);
    connect(mine.get(), &SafetyCopy::failed, this, &Recovery::failed);
  }
  return *mine;
}

void Recovery::find_left(std::function<void(QList<LeftCopy>)> found) {
  in_background(
      this, [folder = folder_] { return left_in(folder); },
      [found = std::move(found)](Outcome<QList<LeftCopy>> left) {
        if (left) found(std::move(*left.value));
      });
}

void Recovery::take_over(const LeftCopy& left, OpenDocument& document) { copy_of(document).take_over(left); }

void Recovery::discard(const LeftCopy& left) { discard_copy(left); }

void Recovery::forget() {
  for (const auto& [id, copy] : copies_) copy->forget();
}

}  // namespace tl::ui
