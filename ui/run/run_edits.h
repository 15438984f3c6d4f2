// SPDX-License-Identifier: GPL-3.0-or-later
// Edits of a document that is being trained: what the run takes while it goes on is sent to it, the rest waits for the next Train.
#pragma once
#include <QObject>
#include <QString>
#include <memory>

#include "nodes/document.h"
#include "nodes/live_edits.h"

namespace tl::ui {
class RunController;

class RunEdits : public QObject {
  Q_OBJECT
 public:
  explicit RunEdits(RunController& runs, QObject* parent = nullptr);
  /// A run of this document begins.
  void begin(nodes::Snapshot document);
  /// After an edit of the document that is being trained.
  void take(const nodes::ChangeSet& change, nodes::Snapshot document);
  /// Something was edited that the run does not take.
  bool waiting() const { return waiting_; }

 Q_SIGNALS:
  void sent(const QString& text);   ///< to the run: what, in words
  void waiting_changed();

 private:
  struct Compared {
    std::shared_ptr<const nodes::Expansion> run;
    nodes::LiveValues begun;                         ///< what the run began with, the first time
    nodes::LiveEdits edits;
  };
  void compare();
  void send(const nodes::LiveValues& values);
  void set_waiting(bool on);

  RunController& runs_;
  nodes::Snapshot begun_, newest_;                   ///< null: no run has begun
  std::shared_ptr<const nodes::Expansion> unfolded_; ///< `begun_`, once it was needed
  nodes::LiveValues known_;                          ///< to the run
  quint64 run_ = 0;                                  ///< grows with every run: a comparison may come late
  bool comparing_ = false, again_ = false, waiting_ = false;
};

}  // namespace tl::ui
