// SPDX-License-Identifier: GPL-3.0-or-later
// The dialog that every choice of a file or folder opens.
#pragma once
#include <QString>

class QFileDialog;
class QWidget;

namespace tl::ui {

enum class FileDialog { open, save, folder };

/// The toolkit's own dialog: the same everywhere, and it reads folders on a thread of its own. Deletes itself when it closes.
QFileDialog* make_file_dialog(QWidget* parent, const QString& title, const QString& dir, const QString& filter, FileDialog kind);

}  // namespace tl::ui
