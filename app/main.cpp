// SPDX-License-Identifier: GPL-3.0-or-later
// tensorloom: the window. Reads the command line and the settings, opens a project, and gets out of the way.
#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QImage>
#include <QTimer>
#include <clocale>
#include <cstdio>

#include "ui/document/background.h"
#include "ui/inspect/inspect_server.h"
#include "ui/theme/theme.h"
#include "ui/window/main_window.h"
#include "ui/window/settings.h"

int main(int argc, char** argv) {
  QApplication app(argc, argv);
  // QApplication takes over the desktop's locale; numbers in files must not depend on it.
  std::setlocale(LC_NUMERIC, "C");
  app.setApplicationName("tensorloom");
  app.setApplicationDisplayName("Tensorloom");
  app.setApplicationVersion(TL_VERSION);
  app.setDesktopFileName("tensorloom");
  tl::ui::mark_window_thread();

  QCommandLineParser parser;
  parser.setApplicationDescription(QApplication::translate("main", "Design, train and export neural networks by wiring nodes."));
  parser.addHelpOption();
  parser.addVersionOption();
  parser.addPositionalArgument("project", QApplication::translate("main", "Project file to open"), "[project.json]");
  const QCommandLineOption theme_option("theme", QApplication::translate("main", "Theme: desktop, dark or light"), "name");
  const QCommandLineOption example_option("example", QApplication::translate("main", "Open an example: digits-mlp, iris-mlp, …"), "name");
  const QCommandLineOption settings_option("settings", QApplication::translate("main", "Settings file instead of the user's"), "file");
  const QCommandLineOption inspect_option(
      "inspect", QApplication::translate("main", "Tell scripts what the window shows, on this local socket"), "name");
  const QCommandLineOption screenshot_option("screenshot", QApplication::translate("main", "Write a picture of the window and quit"),
                                             "file");
  const QCommandLineOption train_option("train", QApplication::translate("main", "Start training as soon as the project is open"));
  parser.addOptions({theme_option, example_option, settings_option, inspect_option, screenshot_option, train_option});
  parser.process(app);

  tl::ui::Settings settings(parser.value(settings_option));
  QString choice = parser.value(theme_option);
  if (choice.isEmpty()) choice = qEnvironmentVariable("TL_THEME", settings.value("theme", "desktop").toString());
  tl::ui::apply_theme(app, tl::ui::theme_choice_from(choice));

  tl::ui::MainWindow window(settings);
  window.show();
  if (parser.isSet(inspect_option)) {
    auto* server = new tl::ui::InspectServer(window, parser.value(inspect_option), &window);
    if (!server->listening()) {
      std::fprintf(stderr, "tensorloom: cannot listen on the local socket '%s'\n", qPrintable(parser.value(inspect_option)));
      return 2;
    }
  }
  const QStringList files = parser.positionalArguments();
  if (!files.isEmpty()) window.open_file(files.first());
  else if (parser.isSet(example_option)) window.show_example(parser.value(example_option));
  else window.show_example("digits-mlp");

  if (parser.isSet(train_option))
    QObject::connect(&window.editor(), &tl::ui::GraphEditor::analysed, &window, [&window] {
      static bool started = false;
      if (!std::exchange(started, true)) window.perform(tl::ui::RunAction::train);
    });
  if (parser.isSet(screenshot_option))
    QTimer::singleShot(parser.isSet(train_option) ? 8000 : 1500, &window, [&] {
      const bool ok = window.grab().save(parser.value(screenshot_option));
      QCoreApplication::exit(ok ? 0 : 6);
    });
  return app.exec();
}
