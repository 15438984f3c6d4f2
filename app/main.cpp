// SPDX-License-Identifier: GPL-3.0-or-later
// tensorloom: the window. Reads the command line and the settings, opens a project, and gets out of the way.
#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QIcon>
#include <QImage>
#include <QProcess>
#include <QTimer>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>

#include "app/window_options.h"
#include "ui/compare/compare_window.h"
#include "ui/document/background.h"
#include "ui/inspect/inspect_server.h"
#include "ui/support/languages.h"
#include "ui/theme/theme.h"
#include "ui/window/main_window.h"
#include "ui/window/settings.h"

namespace {
/// What a person asks from a terminal needs no screen: a QApplication would end without one before it could answer.
bool only_asks(int argc, char** argv) {
  for (int i = 1; i < argc; ++i)
    for (const char* word : {"-h", "--help", "--help-all", "-v", "--version"})
      if (std::strcmp(argv[i], word) == 0) return true;
  return false;
}

void name_program() {
  QCoreApplication::setApplicationName("tensorloom");
  QCoreApplication::setApplicationVersion(TL_VERSION);
}

void read_options(QCommandLineParser& parser) {
  // What a terminal is told stays English, as the manual page and tensorloom-cli are.
  parser.setApplicationDescription(tl::app::window_summary);
  parser.addHelpOption();
  parser.addVersionOption();
  parser.addPositionalArgument("project", "Project files to open", "[project.json...]");
  for (const tl::app::WindowOption& o : tl::app::window_options) {
    QCommandLineOption option(o.name, o.help);
    if (o.value) option.setValueName(o.value);
    parser.addOption(option);
  }
  if (parser.parse(QCoreApplication::arguments())) {
    if (parser.isSet("help") || parser.isSet("help-all") || parser.isSet("version")) parser.process(*QCoreApplication::instance());  // answers and ends
    return;
  }
  std::fprintf(stderr, "tensorloom: error: %s `tensorloom --help` lists what it takes.\n", qPrintable(parser.errorText()));
  std::exit(2);
}

/// Two files side by side, as a difftool: ends with the window; 1 when a file cannot be read.
int compare_files(const QString& before, const QStringList& after) {
  if (after.size() != 1) {
    std::fprintf(stderr, "tensorloom: error: --diff compares two files: tensorloom --diff OLD.json NEW.json\n");
    return 2;
  }
  const auto name = [](const QString& file) { return QFileInfo(file).fileName(); };
  int code = 0;
  auto* window = new tl::ui::CompareWindow(tl::ui::file_version(before, name(before)), tl::ui::file_version(after[0], name(after[0])));
  QObject::connect(window, &tl::ui::CompareWindow::failed, window, [&code](const QString& text) {
    code = 1;
    std::fprintf(stderr, "tensorloom: error: %s\n", qPrintable(text));
  });
  window->show();
  QApplication::exec();
  return code;
}

/// Qt ends the program where it finds no screen, with several lines and an abort: one sentence instead.
void without_screen(QtMsgType type, const QMessageLogContext&, const QString& text) {
  if (type != QtFatalMsg) return;
  std::fprintf(stderr, "tensorloom: error: no window can be opened here (%s). Start it in a desktop session, or use tensorloom-cli.\n",
               qPrintable(text.section('\n', 0, 0)));
  std::_Exit(1);
}
/// Until it is closed. `again`: with what arguments the program is to be started once more, if it is.
int show_window(QApplication& app, const QCommandLineParser& parser, std::optional<QStringList>& again) {
  tl::ui::Settings settings(parser.value("settings"));
  QString choice = parser.value("theme");
  if (choice.isEmpty()) choice = qEnvironmentVariable("TL_THEME", settings.value("theme", "desktop").toString());
  QString language = parser.value("language");
  if (language.isEmpty()) language = qEnvironmentVariable("TL_LANGUAGE", settings.value("language", "system").toString());
  tl::ui::apply_language(app, tl::ui::language_of(language));
  tl::ui::apply_theme(app, tl::ui::theme_choice_from(choice));
  QApplication::setWindowIcon(QIcon(":/icons/tensorloom.svg"));  // of every window, a comparison alone too

  if (parser.isSet("diff")) return compare_files(parser.value("diff"), parser.positionalArguments());

  tl::ui::MainWindow window(settings);
  window.show();
  if (parser.isSet("inspect")) {
    auto* server = new tl::ui::InspectServer(window, parser.value("inspect"), &window);
    if (!server->listening()) {
      std::fprintf(stderr, "tensorloom: cannot listen on the local socket '%s'\n", qPrintable(parser.value("inspect")));
      return 2;
    }
  }
  const QStringList files = parser.positionalArguments();
  if (!files.isEmpty()) window.open_files(files);
  else if (parser.isSet("example")) window.show_example(parser.value("example"));
  else window.open_again();
  window.offer_left_edits();

  if (parser.isSet("train"))
    QObject::connect(&window.editor(), &tl::ui::GraphEditor::analysed, &window, [&window] {
      static bool started = false;
      if (window.editor().state().nodes.empty() || !window.editor().analysis_is_current()) return;  // what is asked for is being read
      if (!std::exchange(started, true)) window.perform(tl::ui::RunAction::train);
    });
  if (parser.isSet("screenshot"))
    QTimer::singleShot(parser.isSet("train") ? 8000 : 1500, &window, [&] {
      const bool ok = window.grab().save(parser.value("screenshot"));
      QCoreApplication::exit(ok ? 0 : 6);
    });
  const int ended = QCoreApplication::exec();
  if (!window.restart_wanted()) return ended;
  again.emplace();
  for (const bool front : {false, true})  // the last one comes to the front
    for (const tl::ui::OpenDocument* d : window.editor().documents())
      if (!d->file().isEmpty() && !d->is_example() && (d == &window.editor().current()) == front) *again << d->file();
  if (!parser.value("settings").isEmpty()) *again << "--settings" << parser.value("settings");
  return ended;
}
}  // namespace

int main(int argc, char** argv) {
  QCommandLineParser parser;
  name_program();
  if (only_asks(argc, argv)) {
    QCoreApplication asked(argc, argv);
    read_options(parser);  // answers and ends the program
  }
  const QtMessageHandler usual = qInstallMessageHandler(without_screen);
  QApplication app(argc, argv);
  qInstallMessageHandler(usual);
  // QApplication takes over the desktop's locale; numbers in files must not depend on it.
  std::setlocale(LC_NUMERIC, "C");
  app.setApplicationDisplayName("Tensorloom");
  app.setDesktopFileName("tensorloom");
  tl::ui::mark_window_thread();

  read_options(parser);
  std::optional<QStringList> again;
  const int ended = show_window(app, parser, again);
  if (again) QProcess::startDetached(QCoreApplication::applicationFilePath(), *again);  // the settings are written by now
  return ended;
}
