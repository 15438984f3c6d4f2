// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/message_patterns.h"

#include <QCoreApplication>
#include <QFile>
#include <QRegularExpression>
#include <algorithm>

namespace tl::ui {
namespace {
constexpr const char* kContext = "tl::nodes";
constexpr qsizetype kMostKnown = 4000;  ///< remembered answers: messages with numbers that change all the time must not fill the memory
constexpr int kDeepest = 4;             ///< sentences within sentences
constexpr qsizetype kLongest = 2000;    ///< characters; what is longer is no sentence of ours

/// The catalogue's, none when it has none.
std::optional<QString> entry(const QString& source) {
  const QByteArray key = source.toUtf8();
  const QString found = QCoreApplication::translate(kContext, key.constData());
  return found == source ? std::nullopt : std::optional(found);
}
}  // namespace

MessagePatterns::MessagePatterns(const QString& name) {
  QFile file(name);
  if (!file.open(QIODevice::ReadOnly)) return;
  static const QRegularExpression hole("%[1-9]");
  for (const QString& line : QString::fromUtf8(file.readAll()).split('\n', Qt::SkipEmptyParts)) {
    Pattern p{line, line.split(hole), 0};
    for (const QString& l : p.literals) p.length += l.size();
    patterns_.push_back(std::move(p));
  }
  std::stable_sort(patterns_.begin(), patterns_.end(), [](const Pattern& a, const Pattern& b) { return a.length > b.length; });
}

std::optional<QStringList> MessagePatterns::match(const Pattern& p, const QString& text) {
  if (text.size() < p.length || !text.startsWith(p.literals.first()) || !text.endsWith(p.literals.last())) return std::nullopt;
  QStringList holes;
  qsizetype at = p.literals.first().size();
  const qsizetype end = text.size() - p.literals.last().size();
  for (qsizetype i = 1; i < p.literals.size(); ++i) {
    const bool last = i + 1 == p.literals.size();
    // Holes that touch each other: the first takes all.
    const qsizetype to = last ? end : p.literals[i].isEmpty() ? end : text.indexOf(p.literals[i], at);
    if (to < at || to > end) return std::nullopt;
    holes << text.mid(at, to - at);
    at = to + (last ? 0 : p.literals[i].size());
  }
  return holes;
}

const QVector<int>& MessagePatterns::candidates(QChar first) const {
  const auto known = starting_.constFind(first);
  if (known != starting_.constEnd()) return *known;
  QVector<int>& list = starting_[first];
  for (int i = 0; i < patterns_.size(); ++i)
    if (const QString& start = patterns_[i].literals.first(); start.isEmpty() || start.front() == first) list << i;
  return list;
}

std::optional<QString> MessagePatterns::look(const QString& text, int depth) const {
  if (auto found = entry(text)) return found;
  if (depth > kDeepest || text.size() > kLongest || !text.contains(' ')) return std::nullopt;
  // Names of nodes, parameters and ports have no space and stay: a node may be called "loss".
  const auto inner = [&](const QString& part) { return part.contains(' ') ? look(part, depth + 1).value_or(part) : part; };
  for (const int place : candidates(text.front())) {
    const Pattern& p = patterns_[place];
    const auto holes = match(p, text);
    if (!holes) continue;
    const auto pattern = entry(p.source);
    if (!pattern) continue;
    QString out;
    for (qsizetype i = 0; i < pattern->size(); ++i) {  // by hand: what is put in may hold %1 itself
      const QChar c = pattern->at(i);
      const int n = c == '%' && i + 1 < pattern->size() ? pattern->at(i + 1).digitValue() : -1;
      if (n < 1 || n > holes->size()) { out += c; continue; }
      out += inner(holes->at(n - 1));
      ++i;
    }
    return out;
  }
  // "conv_1: …", "open project: …": the place, and what is said of it.
  if (const qsizetype colon = text.indexOf(QStringLiteral(": ")); colon > 0)
    if (const QString rest = text.mid(colon + 2); !rest.isEmpty())
      if (const auto said = look(rest, depth + 1)) return inner(text.left(colon)) + QStringLiteral(": ") + *said;
  return std::nullopt;
}

QString MessagePatterns::translate(const QString& text) const {
  if (patterns_.isEmpty() || text.isEmpty()) return text;
  if (const auto it = known_.constFind(text); it != known_.constEnd()) return *it;
  if (known_.size() >= kMostKnown) known_.clear();
  if (const auto whole = entry(text)) return known_[text] = *whole;
  QStringList lines = text.split('\n');
  for (QString& line : lines) line = look(line, 0).value_or(line);
  return known_[text] = lines.join('\n');
}

}  // namespace tl::ui
