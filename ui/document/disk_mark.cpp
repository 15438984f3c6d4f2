// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/disk_mark.h"

#include <QCryptographicHash>
#include <QFile>
#include <sys/stat.h>

#include "ui/document/background.h"

namespace tl::ui {

DiskMark disk_mark(const QString& file, const DiskMark& before) {
  forbid_window_thread("asking the disk for a file");
  DiskMark mark;
  mark.taken = true;
  struct stat s {};
  if (::stat(QFile::encodeName(file).constData(), &s) != 0 || !S_ISREG(s.st_mode)) return mark;  // a pipe would be waited for
  mark.there = true;
  mark.size = s.st_size;
  mark.time = qint64(s.st_mtim.tv_sec) * 1'000'000'000 + s.st_mtim.tv_nsec;
  mark.number = s.st_ino;
  mark.content = before.content;
  if (before.there && before.size == mark.size && before.time == mark.time && before.number == mark.number) return mark;
  QFile in(file);
  QCryptographicHash digest(QCryptographicHash::Sha1);
  if (in.open(QIODevice::ReadOnly) && digest.addData(&in)) mark.content = digest.result();
  return mark;
}

}  // namespace tl::ui
