// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences that nodes and engine put together, taken apart again: "waiting for conv_3" is "waiting for %1" with conv_3, and is said in another
// language by the translation of that pattern. The patterns are read from the sources (scripts/extract-messages.py), so that each sentence is
// written once, where it is said.
#pragma once
#include <QHash>
#include <QString>
#include <QStringList>
#include <QVector>
#include <optional>

namespace tl::ui {

class MessagePatterns {
 public:
  /// None: translates nothing.
  MessagePatterns() = default;
  /// `file` has a pattern a line, as in the context "tl::nodes" of the catalogues.
  explicit MessagePatterns(const QString& file);
  /// As `translated` (ui/support/languages.h). What is put into a sentence is translated too where the catalogue has it.
  QString translate(const QString& text) const;

 private:
  struct Pattern {
    QString source;
    QStringList literals;  ///< between the holes: one more than those, possibly empty
    qsizetype length = 0;  ///< of the literals together
  };
  std::optional<QString> look(const QString& text, int depth) const;
  const QVector<int>& candidates(QChar first) const;
  static std::optional<QStringList> match(const Pattern& pattern, const QString& text);
  QVector<Pattern> patterns_;  ///< the most literal first
  mutable QHash<QString, QString> known_;
  mutable QHash<QChar, QVector<int>> starting_;  ///< places in `patterns_` of those that a text may match by its first character
};

}  // namespace tl::ui
