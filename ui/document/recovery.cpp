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
}  // namespace

Recovery::Recovery(GraphEditor& editor, QString folder, QObject* parent)
    : QObject(parent), editor_(editor), folder_(std::move(folder)), name_(QUuid::createUuid().toString(QUuid::WithoutBraces)) {
  timer_.setSingleShot(true);
  timer_.setInterval(1000);  // with the writing itself well within the two seconds
  connect(&timer_, &QTimer::timeout, this, [this] { write_copy(); });
  connect(&editor_, &GraphEditor::changed, this, [this] { want_copy(); });
  connect(&editor_, &GraphEditor::modified_changed, this, [this] {
    if (editor_.is_modified()) want_copy();
    else if (!editor_.busy()) forget();
  });
}

Recovery::~Recovery() = default;

void Recovery::want_copy() {
  if (!editor_.is_modified()) return;
  wanted_ = true;
  if (!writing_ && !timer_.isActive()) timer_.start();
}

void Recovery::write_copy() {
  if (!wanted_ || writing_ || !editor_.is_modified()) return;
  wanted_ = false;
  writing_ = true;
  const QString file = editor_.is_example() ? QString() : editor_.file();
  const QJsonObject info{{"file", file}, {"title", editor_.title()}};
  const bool first = !lock_;
  if (first) lock_ = std::make_shared<QLockFile>(lock_of(folder_ + QLatin1Char('/') + name_));
  in_background(
      this,
      [snapshot = editor_.snapshot(), base = folder_ + QLatin1Char('/') + name_, folder = folder_, info, lock = lock_, first] {
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
          for (const LeftCopy& left : std::exchange(taken_over_, {})) discard(left);
        if (!done && !told_) Q_EMIT failed(tr("The safety copy of this document could not be written: %1").arg(translated(done.failed.text())));
        told_ = !done;
        if (!editor_.is_modified()) forget();
        else if (wanted_) timer_.start();
      });
}

void Recovery::forget() {
  wanted_ = false;
  timer_.stop();
  if (!written_ || writing_) return;  // one that is being written is removed when it is there
  written_ = false;
  in_background(
      this, [base = folder_ + QLatin1Char('/') + name_] { return remove_copy(base), true; }, [](Outcome<bool>) {});
}

void Recovery::find_left(std::function<void(QList<LeftCopy>)> found) {
  in_background(
      this, [folder = folder_] { return left_in(folder); },
      [found = std::move(found)](Outcome<QList<LeftCopy>> left) {
        if (left) found(std::move(*left.value));
      });
}

void Recovery::take_over(const LeftCopy& left) { taken_over_ << left; }

void Recovery::discard(const LeftCopy& left) {
  in_background(
      this,
      [copy = left.copy] {
        const QString base = QFileInfo(copy).absolutePath() + QLatin1Char('/') + QFileInfo(copy).completeBaseName();
        remove_copy(base);
        QFile::remove(lock_of(base));
        return true;
      },
      [](Outcome<bool>) {});
}

}  // namespace tl::ui
