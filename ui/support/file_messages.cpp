// SPDX-License-Identifier: GPL-3.0-or-later
// What the engine says of files that cannot be read or written, for the catalogues: its sentences are put together from a verb and what the
// system says, and a catalogue needs them whole.
#include <QtGlobal>

namespace tl::ui {

[[maybe_unused]] static const char* const file_messages[] = {
    QT_TRANSLATE_NOOP("tl::nodes", "the file '%1' cannot be opened: %2"),
    QT_TRANSLATE_NOOP("tl::nodes", "the file '%1' cannot be read: %2"),
    QT_TRANSLATE_NOOP("tl::nodes", "'%1' cannot be created: %2"),
    QT_TRANSLATE_NOOP("tl::nodes", "'%1' cannot be written: %2"),
    QT_TRANSLATE_NOOP("tl::nodes", "No such file or directory"),
    QT_TRANSLATE_NOOP("tl::nodes", "No space left on device"),
    QT_TRANSLATE_NOOP("tl::nodes", "Permission denied"),
    QT_TRANSLATE_NOOP("tl::nodes", "Is a directory"),
    QT_TRANSLATE_NOOP("tl::nodes", "Read-only file system"),
    QT_TRANSLATE_NOOP("tl::nodes", "this is not valid JSON: %1"),
    QT_TRANSLATE_NOOP("tl::nodes", "the file is empty"),
    QT_TRANSLATE_NOOP("tl::nodes", "arrays and objects are nested more than %1 deep"),
    QT_TRANSLATE_NOOP("tl::nodes", "the key '%1' appears twice in one object"),
    QT_TRANSLATE_NOOP("tl::nodes", "Check the path."),
    QT_TRANSLATE_NOOP("tl::nodes", "Name a file inside it."),
    QT_TRANSLATE_NOOP("tl::nodes", "Check the permissions of the file and its folders."),
    QT_TRANSLATE_NOOP("tl::nodes", "Check the permissions of the folder, or choose another one."),
    QT_TRANSLATE_NOOP("tl::nodes", "Check the disk and try again."),
    QT_TRANSLATE_NOOP("tl::nodes", "Check that the folder exists."),
    QT_TRANSLATE_NOOP("tl::nodes", "That disk is read-only: choose another folder."),
    QT_TRANSLATE_NOOP("tl::nodes", "The disk reports a fault: save to another disk."),
    QT_TRANSLATE_NOOP("tl::nodes", "Free some space on that disk and save again."),
    QT_TRANSLATE_NOOP("tl::nodes", "Choose another place and save again."),
    QT_TRANSLATE_NOOP("tl::nodes", "Correct the text there, or restore the file from a copy."),
    QT_TRANSLATE_NOOP("tl::nodes", "Restore it from a copy."),
    QT_TRANSLATE_NOOP("tl::nodes", "Remove or rename one of the two."),
    QT_TRANSLATE_NOOP("tl::nodes", "Such a file is damaged or was not written by this program."),
};

}  // namespace tl::ui
