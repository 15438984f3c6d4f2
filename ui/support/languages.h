// SPDX-License-Identifier: GPL-3.0-or-later
// The languages of the window. Its own texts go through tr(); what nodes and engine say in English, which know nothing of Qt, is looked up by
// `translated`. Catalogues: resources/translations, kept up by scripts/update-translations.sh; docs/translations.md says how.
#pragma once
#include <QList>
#include <QString>
#include <QStringList>
#include <string>

class QCoreApplication;

namespace tl::ui {

struct Language {
  QString code;  ///< "de"
  QString name;  ///< in the language itself: "Deutsch"
};

/// Those there is a catalogue for, English first.
const QList<Language>& languages();

/// The code of the language that `choice` means. A code is itself; anything else ("system") is the first of `wanted`, such as "ja-JP", that there
/// is a catalogue for, else English.
QString language_of(const QString& choice, const QStringList& wanted);
/// With the languages of the desktop (LANGUAGE, LC_ALL, LC_MESSAGES, LANG).
QString language_of(const QString& choice);

/// Texts, Qt's own texts, dates and sizes of paper in this language. For the start of the program: widgets keep the texts they were made with.
void apply_language(QCoreApplication& app, const QString& code);
/// The code that is in force; "en" before any.
QString current_language();

/// A text of nodes or engine in the language of the window: one that is in the catalogue as it stands ("Largest norm of all gradients together"),
/// or a sentence that was put together ("waiting for conv_3" from "waiting for %1"), with the names and numbers in it. English where the
/// catalogue has none. The window's thread only.
QString translated(const std::string& text);
QString translated(const QString& text);

}  // namespace tl::ui
