// SPDX-License-Identifier: GPL-3.0-or-later
// What a file on disk is like, to notice that another program has changed it: told by what is in it, not by when it was touched.
#pragma once
#include <QByteArray>
#include <QString>

namespace tl::ui {

struct DiskMark {
  bool taken = false;      ///< false: the disk was not asked yet
  bool there = false;
  qint64 size = -1;        ///< bytes
  qint64 time = -1;        ///< of the last change, nanoseconds since 1970
  quint64 number = 0;      ///< of the file on its disk: another one after it was replaced
  QByteArray content;      ///< a digest

  bool same_content(const DiskMark& other) const { return there == other.there && content == other.content; }
};

/// Any thread but the window's. A file that has size, time and number of `before` is not read again. One that is there and cannot be read
/// keeps the content of `before`: nobody can say that it has changed.
DiskMark disk_mark(const QString& file, const DiskMark& before = {});

}  // namespace tl::ui
