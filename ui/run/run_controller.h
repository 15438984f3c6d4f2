// SPDX-License-Identifier: GPL-3.0-or-later
// The window's side of a training run. A helper thread owns the session and the run's reader; the window posts wishes and gets one batch
// of news at a time (at most 12 a second, never two waiting), so that neither ever waits for the other.
#pragma once
#include <QObject>
#include <QString>
#include <QStringList>
#include <QThread>
#include <memory>
#include <vector>

#include "engine/runs/run_store.h"
#include "engine/train/session.h"
#include "nodes/document.h"
#include "ui/run/run_state.h"

namespace tl::ui {

/// Everything new since the last batch.
struct RunNews {
  quint64 run = 0;                            ///< number of the run in this window, from 1
  train::Status status;
  QString reason;                             ///< of the state
  std::vector<std::string> series;            ///< all names known so far
  std::vector<runs::Record> records;          ///< appended points
  bool restarted = false;                     ///< forget the points so far: the record became shorter (resume)
  std::vector<train::Marker> markers;
  std::vector<std::shared_ptr<const train::WatchData>> watched;
  std::vector<train::Note> notes;
  std::vector<train::Failure> failures;
  QString checkpoint;                         ///< newest written
  QString run_dir;
};

struct RunRequest {
  nodes::Snapshot snapshot;
  QString project_dir, project_name;
  QString run_dir;                            ///< folder to be made for this run
  QString resume_from;                        ///< checkpoint or run folder; empty: from the start
  bool one_step = false;
};

class RunWorker;

class RunController : public QObject {
  Q_OBJECT
 public:
  explicit RunController(QObject* parent = nullptr);
  ~RunController() override;  ///< stops a run and waits for it: after the window closed

  void start(RunRequest request);
  void post(train::Command command);
  /// What to look at; kept for runs that start later.
  void watch(std::vector<train::SetWatch::Item> items, double per_second);

  RunContext context() const;
  bool active() const;                        ///< a run is prepared, running, paused or stopping
  const train::Status& status() const { return status_; }
  const QString& run_dir() const { return run_dir_; }
  const QString& checkpoint() const { return checkpoint_; }  ///< newest checkpoint of the last run, empty: none
  const QString& failure() const { return failure_; }
  quint64 run() const { return run_; }
  /// The ended session is gone and with it its tensors.
  bool session_released() const { return released_; }

 Q_SIGNALS:
  void news(const tl::ui::RunNews& news);
  void state_changed();
  void start_failed(const QString& text);
  void log_lines(const QStringList& levels, const QStringList& lines);  ///< new messages of the engine's log

 private:
  friend class RunWorker;
  void take(std::shared_ptr<RunNews> news);   ///< on the window's thread

  QThread thread_;
  RunWorker* worker_ = nullptr;
  train::Status status_;
  QString reason_, run_dir_, checkpoint_, failure_;
  bool lowering_ = false, has_session_ = false, released_ = true;
  quint64 run_ = 0;
};

}  // namespace tl::ui
