// SPDX-License-Identifier: GPL-3.0-or-later
// The open document as the window sees it: every change is a patch on the undo stack, every change is analysed off the window's thread,
// files are read and written off it too.
#pragma once
#include <QObject>
#include <QString>
#include <QTimer>
#include <QUndoStack>
#include <memory>
#include <set>

#include "nodes/analyze.h"
#include "nodes/document.h"
#include "nodes/groups.h"
#include "nodes/patch.h"
#include "ui/document/background.h"

namespace tl::ui {

class GraphEditor : public QObject {
  Q_OBJECT
 public:
  explicit GraphEditor(QObject* parent = nullptr);
  ~GraphEditor() override;

  const nodes::GraphState& state() const { return document_.state(); }
  nodes::Snapshot snapshot() const { return document_.snapshot(); }
  QUndoStack& undo_stack() { return undo_; }

  // ---- groups: which level of them is worked on ----
  const nodes::Level& level() const { return level_; }
  /// Opens an instance of a group that stands at this level; one that cannot be opened is left alone.
  void enter(nodes::NodeId instance);
  void leave();                                            ///< to the level around
  void go_to(const std::vector<nodes::NodeId>& path);
  /// What the newest analysis says of a node of this level; nullptr: nothing yet.
  const nodes::NodeReport* report(nodes::NodeId id) const { return analysis_->node(level_.flat(id)); }
  /// What a run calls a node of this level.
  std::string run_name(const nodes::Node& node) const { return level_.prefix + node.name; }

  /// One gesture, one undo step. An empty patch does nothing. False: refused, the reason went out by `refused`.
  bool apply(nodes::GraphPatch patch);

  /// The newest finished analysis (never null); `analysis().revision` tells for which revision.
  const nodes::Analysis& analysis() const { return *analysis_; }
  std::shared_ptr<const nodes::Analysis> shared_analysis() const { return analysis_; }
  bool analysis_is_current() const { return !analysing_ && !analysis_wanted_; }

  // ---- file ----
  const QString& file() const { return file_; }            ///< empty: never saved
  QString title() const;                                   ///< "fashion-cnn.json", "untitled.json"
  QString project_name() const;                            ///< "fashion-cnn"
  QString project_dir() const;
  bool is_modified() const { return !undo_.isClean(); }
  bool is_example() const { return example_; }             ///< opened from the bundled projects: saving asks for a place
  /// Another number for each document that is opened or begun: tells what belongs to the one that is open now.
  uint64_t generation() const { return generation_; }
  bool busy() const { return busy_; }                      ///< a file is being read or written
  void new_document();
  /// Reads in the background; then `opened` or `file_failed`.
  /// `allow_plugins`: a person has agreed that the libraries that the project names are loaded.
  void open(const QString& file, bool example = false, bool allow_plugins = false);
  /// Reads edits that a crash left behind, in the background: the document has them unsaved and its place is `file` (empty: none yet).
  void recover(const QString& copy, const QString& file);
  /// Writes durably in the background; then `saved` or `file_failed`.
  void save_as(const QString& file);

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
  void file_failed(const QString& text);

 private:
  friend class PatchCommand;
  void apply_now(const nodes::GraphPatch& patch);
  void set_level(nodes::Level level);
  void read(const QString& from, const QString& file, bool example, bool unsaved, bool allow_plugins = false);
  void want_analysis();
  void start_analysis();

  nodes::GraphDocument document_;
  nodes::Level level_;
  QUndoStack undo_;
  QString file_;
  bool example_ = false, busy_ = false;
  uint64_t generation_ = 1;
  std::shared_ptr<const nodes::Analysis> analysis_;
  std::shared_ptr<nodes::IncrementalAnalyzer> analyzer_;  ///< used by one worker at a time
  bool analysing_ = false, analysis_wanted_ = false;
  QTimer analysis_timer_;
};

}  // namespace tl::ui
