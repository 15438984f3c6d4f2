// SPDX-License-Identifier: Apache-2.0
// A language that nobody speaks: every text 40 % longer and with marks above, in brackets, so that one that is cut off or was never
// translated stands out.
#pragma once
#include <QRegularExpression>
#include <QTranslator>

namespace tl::ui::test {

class PseudoLocale : public QTranslator {
 public:
  using QTranslator::QTranslator;
  bool isEmpty() const override { return false; }
  QString translate(const char*, const char* source, const char*, int n) const override {
    QString text = QString::fromUtf8(source);
    if (text.isEmpty()) return {};
    if (n >= 0) text.replace(QLatin1String("%n"), QString::number(n)).replace(QLatin1String("(s)"), n == 1 ? QString() : QStringLiteral("s"));
    return longer(text);
  }

  static QString longer(const QString& text) {
    // The tab and the keys behind it, file patterns, tags and places for values stay as they are; so do texts without words.
    if (!text.contains(QRegularExpression("[A-Za-z]{2}")) || text.contains(QLatin1String("(*"))) return text;
    const QString shown = text.section('\t', 0, 0), keys = text.mid(shown.size());
    QString out;
    int letters = 0;
    static const QRegularExpression fixed("<[^>]*>|%L?[0-9n]|&.");
    qsizetype at = 0;
    const auto mark = [&](QStringView part) {
      static const QString plain = QStringLiteral("aouAOUenci"), marked = QStringLiteral("äöüÄÖÜéñçï");
      for (QChar c : part) {
        const auto i = plain.indexOf(c);
        out += i < 0 ? c : marked[i];
        letters += !c.isSpace();
      }
    };
    for (auto it = fixed.globalMatch(shown); it.hasNext();) {
      const auto m = it.next();
      mark(QStringView(shown).mid(at, m.capturedStart() - at));
      out += m.captured();
      at = m.capturedEnd();
    }
    mark(QStringView(shown).mid(at));
    QString more;
    for (int i = 0; i < (letters * 2 + 4) / 5; ++i) more += i % 7 == 0 ? QChar(' ') : QChar(u'ö');
    const bool leads_on = out.endsWith(u'…');
    if (leads_on) out.chop(1);
    return QStringLiteral("[") + out + more + (leads_on ? QStringLiteral("…]") : QStringLiteral("]")) + keys;
  }
};

}  // namespace tl::ui::test
