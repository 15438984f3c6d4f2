// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/languages.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>
#include <clocale>

#include "ui/support/message_patterns.h"

static void init_translations() { Q_INIT_RESOURCE(translations); }

namespace tl::ui {
namespace {

struct InForce {
  QString code = QStringLiteral("en");
  QTranslator texts, qt;
  MessagePatterns patterns;
};
InForce& in_force() {
  static InForce f;
  return f;
}

/// English needs no catalogue but for "1 node" and "2 nodes".
void load_plurals() {
  init_translations();
  auto* plurals = new QTranslator(QCoreApplication::instance());
  if (plurals->load(QStringLiteral(":/translations/tensorloom_en.qm"))) QCoreApplication::installTranslator(plurals);
}

}  // namespace

const QList<Language>& languages() {
  static const QList<Language> list{{"en", "English"}, {"de", "Deutsch"}, {"ja", QStringLiteral("日本語")}};
  return list;
}

QString language_of(const QString& choice, const QStringList& wanted) {
  const auto known = [](const QString& code) {
    for (const Language& l : languages())
      if (l.code == code) return true;
    return false;
  };
  if (known(choice)) return choice;
  for (const QString& w : wanted)
    if (const QString code = w.section('-', 0, 0).section('_', 0, 0); known(code)) return code;
  return languages().front().code;
}

QString language_of(const QString& choice) { return language_of(choice, QLocale::system().uiLanguages()); }

void apply_language(QCoreApplication& app, const QString& code) {
  InForce& f = in_force();
  app.removeTranslator(&f.texts);
  app.removeTranslator(&f.qt);
  f.code = code;
  f.patterns = {};
  // A person who reads German in Zürich keeps the dates of Zürich.
  const QLocale desktop = QLocale::system();
  QLocale::setDefault(desktop.language() == QLocale(code).language() ? desktop : QLocale(code));
  if (code == languages().front().code) return;
  if (f.qt.load(QStringLiteral("qtbase_") + code, QLibraryInfo::path(QLibraryInfo::TranslationsPath))) app.installTranslator(&f.qt);
  if (f.texts.load(QStringLiteral(":/translations/tensorloom_") + code + QStringLiteral(".qm"))) app.installTranslator(&f.texts);
  f.patterns = MessagePatterns(QStringLiteral(":/translations/patterns.txt"));
}

QString current_language() { return in_force().code; }

QString translated(const std::string& text) { return translated(QString::fromStdString(text)); }
QString translated(const QString& text) { return in_force().patterns.translate(text); }

Q_COREAPP_STARTUP_FUNCTION(load_plurals)

}  // namespace tl::ui
