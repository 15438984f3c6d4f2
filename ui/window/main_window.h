// SPDX-License-Identifier: GPL-3.0-or-later
// The window: canvas, panels, menus, run controls. It decides nothing about graphs or training; it connects those who do.
#pragma once
#include <QMainWindow>
#include <QHash>
#include <QPointer>
#include <QTimer>
#include <QVariant>
#include <QVector>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "nodes/ids.h"
#include "ui/document/graph_editor.h"
#include "ui/panels/runs_panel.h"
#include "ui/run/run_controller.h"

class QAction;
class QDockWidget;
class QLabel;
class QMenu;
class QMessageBox;

namespace tl::ui {
class Blocks;
class CurvesPanel;
class DiskBar;
class DocumentTabs;
class GraphScene;
class GraphView;
class InspectorPanel;
class LivePreview;
class LogPanel;
class PalettePanel;
class PreflightPanel;
class ProblemsPanel;
class QuickPopup;
class Recovery;
class RunBar;
class RunEdits;
class RunForecast;
class Settings;
class TensorsPanel;
struct Commit;
struct LeftCopy;
struct Version;

enum class GuardAnswer { save, discard, cancel };
enum class QuitAnswer { save_run, abandon_run, cancel };
enum class StopAnswer { stop_run, cancel };
enum class OvertakenAnswer { save_over, compare, cancel };
enum class RecoverAnswer { recover, discard, later };

class MainWindow : public QMainWindow {
  Q_OBJECT
 public:
  explicit MainWindow(Settings& settings, QWidget* parent = nullptr);
  ~MainWindow() override;

  GraphEditor& editor() { return *editor_; }
  DocumentTabs& tabs() { return *tabs_; }
  DiskBar& disk_bar() { return *disk_bar_; }
  GraphView& canvas() { return *view_; }
  GraphScene& graph() { return *scene_; }
  RunController& runs() { return *runs_; }
  RunBar& run_bar() { return *run_bar_; }
  CurvesPanel& curves() { return *curves_; }
  ProblemsPanel& problems() { return *problems_; }
  PreflightPanel& preflight() { return *preflight_; }
  InspectorPanel& inspector() { return *inspector_; }
  TensorsPanel& tensors() { return *tensors_; }
  PalettePanel& palette() { return *palette_; }
  LogPanel& log() { return *log_; }
  LivePreview& live() { return *live_; }
  RunForecast& forecast() { return *forecast_; }
  QAction* action(const QString& name) const;     ///< by object name, "editUndo"
  QString status_text() const;

  /// Opens it as another document, or brings it to the front where it is open already.
  void open_file(const QString& file, bool example = false);
  void new_file();
  /// Asks when it is being trained or has unsaved edits; then closes.
  void close_document(uint64_t document);
  void close_others(uint64_t document);
  void show_example(const QString& name);          ///< "digits-mlp", once the list of examples is there
  /// One after the other, in this order; the last one is in front, or `front`.
  void open_files(const QStringList& files, const QString& front = {});
  /// The documents of the last time, those that are still there; an example where there are none.
  void open_again();
  /// Offers edits that a crash left behind, the newest first; called once at the start.
  void offer_left_edits();
  void perform(RunAction action);
  /// Where runs of the open project are kept.
  QString runs_folder() const;
  /// The newest run of the open project, empty when there is none: what "Go on with the last run" and the export mean.
  QString last_run() const;
  void export_weights(const QString& run_or_checkpoint, const QString& file);
  /// Shows what comes out of every node with a real batch, or no more.
  void show_live(bool on);
  /// The window was closed to be opened anew, in another language.
  bool restart_wanted() const { return restart_wanted_; }

  /// The questions, replaceable in tests; by default message boxes.
  std::function<GuardAnswer(const QString& title)> ask_unsaved;
  std::function<QuitAnswer()> ask_quit_running;
  std::function<StopAnswer(const QString& title)> ask_close_running;  ///< before the document that trains is closed
  std::function<RecoverAnswer(const LeftCopy&)> ask_recover;
  std::function<OvertakenAnswer(const QString& title)> ask_overtaken;  ///< before a file that another program changed is written over
  std::function<bool(const QStringList& libraries)> ask_plugins;  ///< true: load what the project names

 protected:
  void closeEvent(QCloseEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  bool eventFilter(QObject* object, QEvent* event) override;
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  // window_focus.cpp
  /// Brings an area to the front and gives it the keys.
  void enter(QWidget* area);
  void enter_next_area(int step);
  // main_window.cpp
  void build_panels();
  QDockWidget* add_panel(const char* name, const QString& title, QWidget* content, Qt::DockWidgetArea area);
  void show_titles(bool on);
  void restore_layout();
  void save_layout();
  void place_curve_controls();
  QDockWidget* panel_below() const;               ///< the one that is seen under the canvas, if any
  void remember_share();
  void update_status();
  void set_hint(const QString& text);
  void update_title();
  // window_actions.cpp
  void build_menus();
  QAction* make_action(QMenu* menu, const char* name, const QString& text, const QKeySequence& keys, std::function<void()> run,
                       bool on_canvas = false);
  void update_actions();
  void fill_recent();
  void find_examples();
  void choose_theme(const QString& name);
  void show_about();
  // window_language.cpp
  void build_language_menu(QMenu* see);
  /// A code of ui/support/languages.h, or "system".
  void choose_language(const QString& choice);
  /// Every command of the menus and every mend of a problem, by name.
  void open_commands();
  void ask_frame_name();
  void open_gallery();
  // window_compare.cpp
  /// Lists what the document can be compared with: as saved, as git has it, earlier points of its history, another file.
  void open_compare();
  void list_versions(const QList<Commit>& commits);
  void compare_with(Version older);
  void compare_with_file();
  void show_shortcuts();
  // window_documents.cpp
  void connect_documents();
  void take_document();                           ///< another one is in front
  /// Runs `next` at once, or after the person has saved or given up the edits of the document.
  void guard(OpenDocument& document, std::function<void()> next);
  /// Asks about the edits of one document after the other, but for the settled ones; then ends the program.
  void ask_to_quit(std::set<uint64_t> settled);
  void finish_close();
  void offer_next(QList<LeftCopy> left);
  void remember_documents();
  void open_next_again();
  // window_disk.cpp
  void connect_disk();
  void compare_with_disk();
  void take_disk_change(OpenDocument* document);
  void take_overtaken(OpenDocument* document);
  // window_files.cpp
  QString runs_key(const OpenDocument& document) const;  ///< of the project's place: two projects of one name are two
  QString runs_folder(const OpenDocument& document) const;
  QString export_folder() const;                  ///< where exports begin: where the last went, else beside the project
  void complain(const QString& title, const QString& message, const QString& remedy);
  /// A file that could not be read or written. Several together are one message: none covers another.
  void tell_failed(const QString& text, bool opening);
  void take_saved(OpenDocument& document);
  void save(OpenDocument& document, std::function<void()> next = {});
  void save_as(OpenDocument& document, std::function<void()> next = {});
  void open_dialog();
  void export_dialog(const QString& run_or_checkpoint);
  void offer_plugins(const QStringList& libraries);
  // window_run.cpp
  void connect_live();
  void connect_run();
  void start_run(bool one_step, const QString& resume_from = {});
  void list_runs();
  void update_run_controls();
  void update_watch();
  /// Without a run: the weights of the chosen node as the newest checkpoint keeps them, read in the background.
  void show_kept_weights();
  void show_kept_values(const std::string& name);
  void keep_watched(const std::shared_ptr<const train::WatchData>& data);
  void take_news(const RunNews& news);
  void show_in_graph(const RunNews& news);
  void take_edit(const nodes::ChangeSet& change);
  /// The document in front is the one the newest run was started from.
  bool run_is_of_document() const;
  /// The one the newest run was started from; nullptr: none, or it is closed.
  OpenDocument* run_document() const;
  /// What the newest run has said of the nodes, on the canvas of its document.
  void show_run_marks();
  void show_run_status();
  RunContext run_context() const;                 ///< as the document in front sees the run
  void after_run();

  Settings& settings_;
  std::unique_ptr<GraphEditor> editor_;
  std::unique_ptr<LivePreview> live_;
  std::unique_ptr<RunForecast> forecast_;
  std::unique_ptr<Recovery> recovery_;
  std::unique_ptr<RunController> runs_;
  std::unique_ptr<RunEdits> run_edits_;
  DocumentTabs* tabs_ = nullptr;
  DiskBar* disk_bar_ = nullptr;
  QTimer disk_timer_;
  QPointer<QMessageBox> failed_box_;
  QStringList failed_;           ///< what it tells
  GraphScene* scene_ = nullptr;
  GraphView* view_ = nullptr;
  PalettePanel* palette_ = nullptr;
  InspectorPanel* inspector_ = nullptr;
  CurvesPanel* curves_ = nullptr;
  TensorsPanel* tensors_ = nullptr;
  RunsPanel* runs_panel_ = nullptr;
  ProblemsPanel* problems_ = nullptr;
  PreflightPanel* preflight_ = nullptr;
  LogPanel* log_ = nullptr;
  RunBar* run_bar_ = nullptr;
  QList<QDockWidget*> docks_;
  QuickPopup* commands_ = nullptr;
  Blocks* blocks_ = nullptr;
  QDockWidget *curves_dock_ = nullptr, *problems_dock_ = nullptr, *preflight_dock_ = nullptr, *runs_dock_ = nullptr;
  QLabel *status_left_ = nullptr, *status_right_ = nullptr, *hint_ = nullptr, *hint_dot_ = nullptr;
  QMenu *recent_menu_ = nullptr, *examples_menu_ = nullptr;
  QHash<QString, QString> examples_;
  QString wanted_example_;
  bool examples_found_ = false;  ///< the folders were looked through
  double panel_share_ = 0;       ///< of the panels below in the height that they share with the canvas
  bool sharing_ = false;         ///< the window was resized and the height is about to be divided
  QVariant run_before_;          ///< the newest run of the document before the one that is being started
  std::map<uint64_t, std::function<void()>> after_save_;  ///< by document
  std::function<void()> after_run_;
  QStringList again_;            ///< files that are opened one after the other, as they stood the last time
  QString front_again_;
  bool restart_wanted_ = false, restart_asked_ = false;  ///< by the closing that goes on; by the next one
  bool closing_ = false, close_after_run_ = false, quit_agreed_ = false;
  bool close_refused_ = false;   ///< the person would rather go on with the document that was about to be closed
  QString last_run_title_;
  uint64_t kept_request_ = 0;                     ///< of show_kept_weights(): an answer to an older one is not shown
  uint64_t run_generation_ = 0;                   ///< of the document the newest run was started from, as it was then
  std::map<std::string, QVector<float>> gradient_norms_;  ///< by node name, the newest last
  std::map<std::string, QString> run_feet_;       ///< what metric nodes say, by name
  std::map<std::string, std::shared_ptr<const train::WatchData>> last_watched_;  ///< of the newest run, by place
};

}  // namespace tl::ui
