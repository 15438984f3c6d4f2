// SPDX-License-Identifier: GPL-3.0-or-later
// The open documents as the window sees them: one of them is in front, and everything that is not said of another one is about it. Going to
// another document tells the panels what opening one does (`changed` with `reset`, then `analysed`), so that they need not know of it.
#pragma once
#include <QObject>
#include <QString>
#include <QUndoGroup>
#include <functional>
#include <memory>
#include <vector>

#include "ui/document/background.h"
#include "ui/document/open_document.h"

namespace tl::ui {

class GraphEditor : public QObject {
  Q_OBJECT
 public:
  /// Begins with an empty document.
  explicit GraphEditor(QObject* parent = nullptr);
  ~GraphEditor() override;

  // ---- documents ----
  OpenDocument& current() const { return *current_; }
  /// In the order of the tabs; never empty.
  std::vector<OpenDocument*> documents() const;
  OpenDocument* find(uint64_t id) const;                   ///< nullptr: it is closed
  /// The one that was read from this file, or that it is being read into; nullptr: none.
  OpenDocument* document_of(const QString& file) const;
  /// A new empty document behind all others, in front from now on.
  OpenDocument& add();
  /// Brings a document to the front.
  void show(OpenDocument& document);
  /// The document `step` tabs further on, round the ends.
  void show_next(int step);
  /// Closes a document without asking; its neighbour comes to the front, or an empty one where it was the last.
  void close(OpenDocument& document);
  void move(int from, int to);                             ///< of the tabs
  /// Reads in the background; then the document is in front and `opened` goes out, or `file_failed`. It takes the place of the one in front
  /// when nobody has done anything with that. A file that is open already only comes to the front.
  void open(const QString& file, bool example = false);
  /// Reads edits that a crash left behind, into the document of that file or one of their own; returns it.
  OpenDocument& recover(const QString& copy, const QString& file);
  QUndoGroup& undo_group() { return undo_; }

  // ---- the document in front ----
  const nodes::GraphState& state() const { return current_->state(); }
  nodes::Snapshot snapshot() const { return current_->snapshot(); }
  QUndoStack& undo_stack() { return current_->undo_stack(); }
  bool apply(nodes::GraphPatch patch) { return current_->apply(std::move(patch)); }
  const nodes::Analysis& analysis() const { return *current_->analysis(); }
  std::shared_ptr<const nodes::Analysis> shared_analysis() const { return current_->analysis(); }
  bool analysis_is_current() const { return current_->analysis_is_current(); }
  const QString& file() const { return current_->file(); }
  QString title() const { return current_->title(); }
  QString project_name() const { return current_->project_name(); }
  QString project_dir() const { return current_->project_dir(); }
  bool is_modified() const { return current_->is_modified(); }
  bool is_example() const { return current_->is_example(); }
  uint64_t generation() const { return current_->generation(); }
  /// A file is being read or written: that of the document in front, or one that will come to the front.
  bool busy() const { return current_->busy() || !opening_.empty(); }
  void save_as(const QString& file) { current_->save_as(file); }
  void show_version(nodes::GraphState state, const QString& file) { current_->show_version(std::move(state), file); }
  std::function<nodes::GraphState()> state_at(int index) const { return current_->state_at(index); }

  // ---- groups: which level of them is worked on ----
  const nodes::Level& level() const { return current_->level(); }
  /// Opens an instance of a group that stands at this level; one that cannot be opened is left alone.
  void enter(nodes::NodeId instance);
  void leave();                                            ///< to the level around
  void go_to(const std::vector<nodes::NodeId>& path) { current_->go_to(path); }
  /// What the newest analysis says of a node of this level; nullptr: nothing yet.
  const nodes::NodeReport* report(nodes::NodeId id) const { return analysis().node(level().flat(id)); }
  /// What a run calls a node of this level.
  std::string run_name(const nodes::Node& node) const { return level().prefix + node.name; }

 Q_SIGNALS:
  // Of the document in front.
  void changed(const tl::nodes::ChangeSet& change);
  /// Another level is worked on: before `changed` where an edit took the old one away.
  void level_changed();
  void analysed();
  void refused(const QString& reason);
  void modified_changed();
  void opened(const QStringList& warnings);
  /// After `opened`: the project names libraries that were not loaded; its nodes of their types are placeholders.
  void plugins_wanted(const QStringList& libraries);

  // Of any.
  void added(tl::ui::OpenDocument* document);
  void closing(tl::ui::OpenDocument* document);            ///< it is not in front any more, and about to go
  void listed();                                           ///< documents came, went, or stand in another order
  void told_apart(tl::ui::OpenDocument* document);         ///< its name or its saved state is another
  void saved(quint64 document);
  void overtaken(tl::ui::OpenDocument* document);          ///< not saved: another program has changed its file
  void disk_changed(tl::ui::OpenDocument* document);       ///< on_disk() or reread_trouble() is another
  void file_failed(const QString& text, quint64 document);
  /// Another document is about to come to the front: what is half done belongs to the one that is left.
  void leaving(tl::ui::OpenDocument* document);
  /// After `changed`: another document is in front.
  void switched();

 private:
  OpenDocument& make();
  void adopt(OpenDocument& document);
  void bring(OpenDocument& document);
  int free_number() const;

  QUndoGroup undo_;
  std::vector<std::unique_ptr<OpenDocument>> documents_, opening_;  ///< the second: not listed until they are read
  OpenDocument* current_ = nullptr;
  const OpenDocument* going_ = nullptr;                    ///< being closed
};

}  // namespace tl::ui
