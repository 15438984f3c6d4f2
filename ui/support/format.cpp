// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/format.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <QStringList>
#include <charconv>
#include <cmath>

namespace tl::ui {

namespace {
/// 1e-03 → 1e-3. By hand: thousands of numbers stand on a large graph.
QString short_exponent(QString text) {
  const qsizetype e = text.indexOf('e');
  while (e >= 0 && text.size() > e + 3 && text[e + 2] == '0') text.remove(e + 2, 1);
  return text;
}
}  // namespace

QString real_text(double value) {
  char buffer[40];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  QString text = short_exponent(QString::fromLatin1(buffer, int(end - buffer)));
  // 0.001 → 1e-3 for the powers of ten people say that way.
  const double magnitude = std::fabs(value);
  if (magnitude > 0 && magnitude < 0.01 && !text.contains('e')) {
    const auto scientific = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific).ptr;
    text = short_exponent(QString::fromLatin1(buffer, int(scientific - buffer)));
  }
  return text;
}

QString value_text(const Value& value, ValueStyle style) {
  if (value.is_none()) return QCoreApplication::translate("tl::ui", "none");
  if (value.is_bool()) return value.to_bool() ? QCoreApplication::translate("tl::ui", "on") : QCoreApplication::translate("tl::ui", "off");
  if (value.is_int()) return QString::number(value.to_int());
  if (value.is_double()) return real_text(value.to_double());
  if (value.is_string()) return QString::fromStdString(value.to_string());
  if (value.is_ints()) {
    QStringList parts;
    for (int64_t v : value.to_ints()) parts << QString::number(v);
    return parts.join(style == ValueStyle::narrow ? QStringLiteral("×") : QStringLiteral(" × "));
  }
  if (value.is_list()) {
    QStringList parts;
    for (const Value& v : value.to_list()) parts << value_text(v, style);
    return parts.join(QStringLiteral(", "));
  }
  return QString::fromStdString(value.repr());
}

std::optional<std::vector<double>> parse_numbers(const QString& text) {
  std::vector<double> values;
  for (const QString& p : text.trimmed().split(QRegularExpression("\\s*[,; ]\\s*"), Qt::SkipEmptyParts)) {
    bool ok = false;
    values.push_back(QLocale::c().toDouble(p, &ok));
    if (!ok) return std::nullopt;
  }
  return values.empty() ? std::nullopt : std::optional(values);
}

std::optional<std::vector<int64_t>> parse_ints(const QString& text, int size) {
  const QStringList parts = text.trimmed().split(QRegularExpression("\\s*[×xX*,; ]\\s*"), Qt::SkipEmptyParts);
  std::vector<int64_t> values;
  for (const QString& p : parts) {
    bool ok = false;
    values.push_back(p.toLongLong(&ok));
    if (!ok) return std::nullopt;
  }
  if (values.empty()) return std::nullopt;
  if (size > 1 && values.size() == 1) values.assign(size_t(size), values.front());
  if (size > 0 && values.size() != size_t(size)) return std::nullopt;
  return values;
}

QString grouped(int64_t value) {
  QString digits = QString::number(value);
  for (qsizetype i = digits.size() - 3; i > (value < 0 ? 1 : 0); i -= 3) digits.insert(i, QChar(0x202f));
  return digits;
}

static QString scaled(double value, double base, const QStringList& units) {
  int unit = 0;
  while (std::fabs(value) >= base && unit + 1 < units.size()) value /= base, ++unit;
  const QString number = unit == 0 ? QString::number(value, 'f', 0) : QString::number(value, 'f', value < 10 ? 2 : value < 100 ? 1 : 0);
  return number + QLatin1Char(' ') + units[unit];
}

QString flops_text(double flops) { return scaled(flops, 1000, {"FLOP", "kFLOP", "MFLOP", "GFLOP", "TFLOP"}); }
QString bytes_text(double bytes) { return scaled(bytes, 1024, {"B", "kB", "MB", "GB", "TB"}); }

QString about_text(double seconds) {
  const auto tr = [](const char* text) { return QCoreApplication::translate("tl::ui", text); };
  const auto short_number = [](double v) { return v < 9.95 ? QString::number(v, 'g', 2) : QString::number(v, 'f', 0); };
  if (seconds < 1) return tr("%1 ms").arg(short_number(std::max(1.0, seconds * 1e3)));
  if (seconds < 90) return tr("%1 s").arg(short_number(seconds));
  return seconds < 5400 ? tr("%1 min").arg(short_number(seconds / 60)) : tr("%1 h").arg(short_number(seconds / 3600));
}

QString duration_text(double seconds) {
  if (!(seconds >= 0) || seconds > 1e7) return QStringLiteral("–");
  const int64_t s = int64_t(seconds + 0.5), h = s / 3600, m = s / 60 % 60;
  if (h) return QStringLiteral("%1:%2:%3").arg(h).arg(m, 2, 10, QLatin1Char('0')).arg(s % 60, 2, 10, QLatin1Char('0'));
  return QStringLiteral("%1:%2").arg(m).arg(s % 60, 2, 10, QLatin1Char('0'));
}

}  // namespace tl::ui
