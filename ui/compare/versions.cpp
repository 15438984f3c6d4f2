// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/versions.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

#include "engine/core/error.h"
#include "nodes/project_io.h"
#include "ui/document/background.h"

namespace tl::ui {
namespace {

constexpr int kPatience = 20'000;   ///< milliseconds that git may take

QString told(const char* text) { return QCoreApplication::translate("tl::ui::Versions", text); }

struct Answer {
  bool ok = false;
  QByteArray out, err;
};

Answer ask_git(const QString& folder, const QStringList& arguments) {
  forbid_window_thread("asking git");
  Answer answer;
  const QString git = QStandardPaths::findExecutable("git");
  if (git.isEmpty()) {
    answer.err = "git is not installed";
    return answer;
  }
  QProcess process;
  process.setWorkingDirectory(folder);
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert("LC_ALL", "C");
  environment.insert("GIT_OPTIONAL_LOCKS", "0");  // looking changes nothing, not even the index
  environment.insert("GIT_TERMINAL_PROMPT", "0");
  process.setProcessEnvironment(environment);
  process.start(git, arguments, QIODevice::ReadOnly);
  if (!process.waitForFinished(kPatience)) {
    process.kill();
    process.waitForFinished(1000);
    answer.err = "git did not answer";
    return answer;
  }
  answer.ok = process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
  answer.out = process.readAllStandardOutput();
  answer.err = process.readAllStandardError();
  return answer;
}

}  // namespace

Version file_version(const QString& file, const QString& title) {
  return {title, file, [path = file.toStdString()] {
            if (path == "/dev/null") return nodes::GraphState();  // what git names where a file came or went
            return nodes::load_project(path).state;
          }};
}

Version state_version(nodes::Snapshot state, const QString& title, const QString& file) {
  return {title, file, [state = std::move(state)] { return *state; }};
}

Version git_version(const QString& file, const QString& commit, const QString& title) {
  return {title, file, [file, commit] {
            const QFileInfo info(file);
            const Answer answer = ask_git(info.absolutePath(), {"show", commit + ":./" + info.fileName()});
            if (!answer.ok)
              throw Error(ErrorCategory::input, "compare", str("git has no version ", commit.toStdString(), " of ", info.fileName().toStdString(), ": ",
                                                               QString::fromUtf8(answer.err).section('\n', 0, 0).left(200).toStdString()),
                          told("Choose another version, or commit the file first.").toStdString());
            return nodes::parse_project(answer.out.toStdString(), (info.fileName() + " @ " + commit).toStdString()).state;
          }};
}

QList<Commit> commits_of(const QString& file, int most) {
  const QFileInfo info(file);
  const Answer answer = ask_git(info.absolutePath(), {"log", QStringLiteral("-n%1").arg(most), "--date=short", "--format=%h%x1f%ad%x1f%s", "--",
                                                      info.fileName()});
  QList<Commit> commits;
  if (!answer.ok) return commits;
  for (const QByteArray& line : answer.out.split('\n')) {
    const QStringList parts = QString::fromUtf8(line).split(QChar(0x1f));
    if (parts.size() == 3) commits << Commit{parts[0], parts[1], parts[2].left(80)};
  }
  return commits;
}

}  // namespace tl::ui
