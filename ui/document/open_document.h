// SPDX-License-Identifier: GPL-3.0-or-later
// One document of the window with all that is its own: its undo stack, its place on disk, the level of groups that is worked on, its
// analysis. Every change is a patch on the undo stack, every change is analysed off the window's thread, files are read and written off it.
#pragma once
#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>
#include <QUndoStack>
#include <functional>
#include <memory>
#include <vector>

#include "nodes/analyze.h"
#include "nodes/document.h"
#include "nodes/groups.h"
#include "nodes/patch.h"
#include "nodes/preflight.h"
#include "ui/document/disk_mark.h"

namespace tl::ui {

/// What a pre-flight check said of a document.
struct CheckResult {
  std::vector<nodes::Finding> findings;
  QString note;               ///< how it ended, in words
  uint64_t generation = 0;    ///< of the document that was looked at
  bool outdated = false;      ///< the document was edited since
};

/// What has become of a document's file since it was read or written here.
enum class OnDisk { same, changed, gone };

class OpenDocument : public QObject {
  Q_OBJECT
 public:
  /// `number` tells documents without a place apart: "untitled.json", "untitled-2.json".
  explicit OpenDocument(int number = 1, QObject* parent = nullptr);
  ~OpenDocument() override;

  uint64_t id() const { return id_; }                      ///< of this document alone, as long as the program lives
  int number() const { return number_; }
  const nodes::GraphState& state() const { return document_.state(); }
  nodes::Snapshot snapshot() const { return document_.snapshot(); }
  QUndoStack& undo_stack() { return undo_; }
  const QUndoStack& undo_stack() const { return undo_; }
  const nodes::Level& level() const { return level_; }
  void go_to(const std::vector<nodes::NodeId>& path);
  /// One gesture, one undo step. An empty patch does nothing. False: refused, the reason went out by `refused`.
  bool apply(nodes::GraphPatch patch);

  /// The newest finished analysis, never null.
  std::shared_ptr<const nodes::Analysis> analysis() const { return analysis_; }
  bool analysis_is_current() const { return !analysing_ && !analysis_wanted_; }

  // ---- file ----
  const QString& file() const { return file_; }            ///< empty: never saved
  const QString& being_read() const { return being_read_; } ///< the file that is being opened; empty: none
  QString title() const;                                   ///< "fashion-cnn.json", "untitled-2.json"
  QString project_name() const;                            ///< "fashion-cnn"
  QString project_dir() const;
  bool is_modified() const { return !undo_.isClean(); }
  bool is_example() const { return example_; }             ///< opened from the bundled projects: saving asks for a place
  /// New, empty, and nobody has done anything with it: another document may take its place.
  bool is_untouched() const;
  /// Another number for each document, and for each time that a file is read into it: tells whose results those of a worker or a run are.
  uint64_t generation() const { return generation_; }
  bool busy() const { return busy_; }                      ///< a file is being read or written
  /// Reads in the background; then `opened` or `file_failed`.
  /// `allow_plugins`: a person has agreed that the libraries that the project names are loaded.
  void open(const QString& file, bool example = false, bool allow_plugins = false);
  /// Reads edits that a crash left behind, in the background: the document has them unsaved and its place is `file` (empty: none yet).
  void recover(const QString& copy, const QString& file);
  /// A version to look at, from `file` (data files are found beside it): every edit is refused from then on.
  void show_version(nodes::GraphState state, const QString& file);
  /// The document as it was, or will be after redo, at a place of the undo stack; what is returned takes time and runs on any thread.
  std::function<nodes::GraphState()> state_at(int index) const;
  /// Writes durably in the background; then `saved`, `file_failed`, or `overtaken`: another program has changed the file of the document since
  /// it was read, and nothing was written. `over`: it is written over all the same.
  void save_as(const QString& file, bool over = false);

  // ---- what other programs do to the file ----
  OnDisk on_disk() const { return on_disk_; }
  /// Why the changed file could not be read again; empty: it was not tried, or it could.
  const QString& reread_trouble() const { return reread_trouble_; }
  /// Asks the disk in the background; `disk_changed` when the file has become another one. A document whose file is gone is unsaved.
  void look_at_disk();
  /// Reads the file again in the background, edits are given up; then `opened`, or `disk_changed` with the trouble.
  void reread();
  /// The document stays as it is here and is unsaved; saving writes over what is on the disk.
  void keep_mine();
  /// `opened` is told of a document that was there already: what is seen of it stays in view.
  bool was_reread() const { return was_reread_; }

  // ---- what the window keeps with it ----
  QStringList runs;    ///< folders of the runs that were made from it since it was opened, the newest last
  bool live = false;   ///< live data is shown beneath its nodes
  CheckResult checked; ///< by the newest pre-flight check

 Q_SIGNALS:
  void changed(const tl::nodes::ChangeSet& change);
  /// Another level is worked on: before `changed` where an edit took the old one away.
  void level_changed();
  void analysed();
  void refused(const QString& reason);
  void modified_changed();
  void opened(const QStringList& warnings);
  /// After `opened`: the project names libraries that were not loaded; its nodes of their types are placeholders.
  void plugins_wanted(const QStringList& libraries);
  void saved();
  void overtaken();
  void disk_changed();
  void file_failed(const QString& text);

 private:
  friend class PatchCommand;
  void apply_now(const nodes::GraphPatch& patch);
  void set_level(nodes::Level level);
  void read(const QString& from, const QString& file, bool example, bool unsaved, bool allow_plugins = false);
  void take_mark(DiskMark mark);
  void want_analysis();
  void start_analysis();

  const uint64_t id_;
  const int number_;
  nodes::GraphDocument document_;
  nodes::Level level_;
  QUndoStack undo_;
  QString file_, being_read_;
  bool example_ = false, busy_ = false, read_only_ = false, plugins_allowed_ = false;
  DiskMark disk_, seen_;                                  ///< the file as it was read or written here; as it was seen last
  OnDisk on_disk_ = OnDisk::same;
  QString reread_trouble_;
  bool looking_ = false, rereading_ = false, was_reread_ = false;
  int clean_before_ = -1;                                 ///< place of the undo stack that was saved when the file went
  uint64_t generation_, readings_ = 0;
  std::shared_ptr<const nodes::Analysis> analysis_;
  std::shared_ptr<nodes::IncrementalAnalyzer> analyzer_;  ///< used by one worker at a time
  bool analysing_ = false, analysis_wanted_ = false;
  QTimer analysis_timer_;
};

}  // namespace tl::ui
