// SPDX-License-Identifier: GPL-3.0-or-later
// Versions of a document that can be compared: a file, what git keeps of it, a point of the undo history. Reading one takes time and happens
// on a helper thread.
#pragma once
#include <QList>
#include <QString>
#include <functional>

#include "nodes/document.h"

namespace tl::ui {

struct Version {
  QString title;                              ///< "fashion-cnn.json, as saved"
  QString file;                               ///< data files are found beside it; may be empty
  std::function<nodes::GraphState()> read;    ///< on a helper thread; throws tl::Error
};

/// A project as it is on the disk. Libraries that it names are not loaded.
Version file_version(const QString& file, const QString& title);
Version state_version(nodes::Snapshot state, const QString& title, const QString& file);
/// As git has it at a commit ("HEAD", "1a2b3c").
Version git_version(const QString& file, const QString& commit, const QString& title);

struct Commit {
  QString id, date, subject;   ///< "1a2b3c4", "2026-11-20", "Add dropout"
};
/// The newest commits that changed a file, the last first; empty where it lies in no repository, or git is not installed. On a helper thread.
QList<Commit> commits_of(const QString& file, int most = 20);

}  // namespace tl::ui
