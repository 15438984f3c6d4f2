// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/run_controller.h"

#include <QDir>
#include <QElapsedTimer>
#include <QMetaObject>
#include <QTimer>
#include <algorithm>
#include <atomic>

#include "engine/core/error.h"
#include "engine/core/log.h"
#include "engine/train/checkpoint.h"
#include "nodes/expansion.h"
#include "nodes/lower.h"
#include "nodes/node_type.h"
#include "ui/document/background.h"

namespace tl::ui {

namespace {
constexpr size_t kMostProbes = 64;  ///< that are watched without being chosen: each is copied out twice a second
}

/// Lives on the helper thread; the only place that touches the session and the run's files.
class RunWorker : public QObject {
 public:
  explicit RunWorker(RunController* controller) : controller_(controller) {
    timer_ = new QTimer(this);
    timer_->setInterval(80);
    connect(timer_, &QTimer::timeout, this, [this] { poll(); });
    log_timer_ = new QTimer(this);
    log_timer_->setInterval(250);
    connect(log_timer_, &QTimer::timeout, this, [this] { poll_log(); });
  }

  void begin() { log_timer_->start(); }

  void start(RunRequest request, quint64 run) {
    forbid_window_thread("start of a run");
    session_.reset();
    reader_.reset();
    pending_.reset();  // what the run before had left to say is not about this one
    reason_.clear();
    delivered_ = false;
    polls_after_end_ = 0;
    run_ = run;
    run_dir_ = request.run_dir;
    try {
      nodes::LowerOptions lower_options;
      lower_options.project_dir = request.project_dir.toStdString();
      lower_options.project_name = request.project_name.toStdString();
      train::TrainSpec spec = nodes::lower(request.snapshot, lower_options);
      find_probes(*nodes::unfolded(request.snapshot));
      refuse_complete(request.resume_from, spec.settings.epochs);
      train::SessionOptions options;
      options.run_dir = request.run_dir.toStdString();
      if (!request.resume_from.isEmpty()) options.resume = request.resume_from.toStdString();
      session_ = std::make_unique<train::Session>(std::move(spec), std::move(options));
      post_watch();
      // Told to go n steps before it began, a session begins and pauses after them.
      if (request.one_step) session_->post(train::StepN{1});
      else session_->post(train::Start{});
    } catch (...) {
      const Failed failed = detail::describe_current_exception();
      session_.reset();
      QMetaObject::invokeMethod(controller_, [c = controller_, text = failed.text()] {
        c->lowering_ = c->has_session_ = false;
        c->run_dir_.clear();
        c->released_ = true;
        Q_EMIT c->state_changed();
        Q_EMIT c->start_failed(text);
      }, Qt::QueuedConnection);
      return;
    }
    QMetaObject::invokeMethod(controller_, [c = controller_] {
      c->lowering_ = false;
      c->has_session_ = true;
      Q_EMIT c->state_changed();
    }, Qt::QueuedConnection);
    timer_->start();
  }

  void post(train::Command command) {
    if (session_) session_->post(std::move(command));
  }

  void watch(std::vector<train::SetWatch::Item> items, double per_second) {
    watch_.items = std::move(items);
    watch_.per_second = per_second;
    post_watch();
  }

  /// Set by the window when it has taken a batch: no two batches wait in its queue.
  std::atomic<bool> taken{true};

 private:
  /// A run that has nothing left to do would leave an empty one behind.
  static void refuse_complete(const QString& resume_from, int64_t epochs) {
    if (resume_from.isEmpty()) return;
    const int64_t done = train::read_progress(train::resolve_checkpoint(resume_from.toStdString())).epoch;
    if (done >= epochs)
      throw Error(ErrorCategory::state, "train", QString::fromUtf8(QT_TRANSLATE_NOOP("tl::nodes", "the run has done all its epochs, %1 of %2")).arg(done).arg(epochs).toStdString(),
                  QT_TRANSLATE_NOOP("tl::nodes", "Raise epochs in the run settings, then go on with it."));
  }
  void post_watch() {
    // Nothing is left to watch in a run that has ended; it would answer with a warning.
    if (!session_ || train::is_terminal(session_->status().state)) return;
    train::SetWatch all = watch_;
    for (const std::string& place : probes_)
      if (std::none_of(all.items.begin(), all.items.end(), [&](const auto& item) { return item.place == place; }))
        all.items.push_back({place});
    session_->post(std::move(all));
  }
  /// Probes are watched as long as the run goes on, in groups too, whatever is chosen in the window.
  void find_probes(const nodes::GraphState& flat) {
    probes_.clear();
    for (const auto& [id, node] : flat.nodes) {
      const nodes::NodeType* type = nodes::find_node_type(node->type);
      if (!type || type->role != nodes::Role::probe || node->bypassed || probes_.size() >= kMostProbes) continue;
      probes_.push_back(node->name + "." + type->outputs.front().name);
    }
  }

  /// The ring's lock is taken here, never by the window.
  void poll_log() {
    QStringList levels, lines;
    for (logging::Message& m : logging::log_since(log_seen_)) {
      log_seen_ = m.sequence;
      if (m.level < logging::Level::info) continue;
      levels << QString::fromUtf8(logging::level_name(m.level));
      lines << QString::fromStdString(m.text);
    }
    if (lines.isEmpty()) return;
    QMetaObject::invokeMethod(controller_, [c = controller_, levels, lines] { Q_EMIT c->log_lines(levels, lines); }, Qt::QueuedConnection);
  }

  void poll() {
    if (!session_) return;
    drain(*pending());
    if (!taken.exchange(false)) return;
    const bool ended = train::is_terminal(pending_->status.state);
    auto batch = std::move(pending_);
    QMetaObject::invokeMethod(controller_, [c = controller_, batch] { c->take(batch); }, Qt::QueuedConnection);
    if (ended && ++polls_after_end_ > 4) {  // the recorder may write its last points after the state turned
      timer_->stop();
      session_.reset();  // a stopped run returns its memory
      QMetaObject::invokeMethod(controller_, [c = controller_] { c->released_ = true; }, Qt::QueuedConnection);
    }
  }

  RunNews* pending() {
    if (!pending_) pending_ = std::make_shared<RunNews>();
    pending_->run = run_;
    pending_->run_dir = run_dir_;
    return pending_.get();
  }

  void drain(RunNews& news) {
    news.status = session_->status();
    if (!train::is_terminal(news.status.state)) polls_after_end_ = 0;
    train::Event event;
    while (session_->poll(event)) {
      std::visit([&](auto& e) { sort_in(news, e); }, event);
    }
    news.reason = reason_;
    try {
      bool restarted = false, anew = false;
      if (!reader_) {
        reader_ = std::make_unique<runs::RunReader>(run_dir_.toStdString());
        anew = delivered_;  // it reads from the first point again
      }
      std::vector<runs::Record> fresh = reader_->poll(&restarted);
      if (restarted || anew) news.records.clear(), news.restarted = true;
      delivered_ = delivered_ || !fresh.empty();
      news.records.insert(news.records.end(), fresh.begin(), fresh.end());
      news.series = reader_->series();
    } catch (const Error& e) {
      reader_.reset();  // not there yet: the session makes it when it starts
    }
  }

  void sort_in(RunNews&, train::StateChanged& e) { reason_ = QString::fromStdString(e.reason); }
  void sort_in(RunNews& news, train::WatchData& e) {
    // Only the newest of each place is of interest to a window that was slow.
    std::erase_if(news.watched, [&](const auto& old) { return old->place == e.place; });
    news.watched.push_back(std::make_shared<const train::WatchData>(std::move(e)));
  }
  void sort_in(RunNews& news, train::CheckpointWritten& e) { news.checkpoint = QString::fromStdString(e.path); }
  void sort_in(RunNews& news, train::Marker& e) { news.markers.push_back(std::move(e)); }
  void sort_in(RunNews& news, train::Failure& e) { news.failures.push_back(std::move(e)); }
  void sort_in(RunNews& news, train::Note& e) { news.notes.push_back(std::move(e)); }

  RunController* controller_;
  QTimer *timer_ = nullptr, *log_timer_ = nullptr;
  uint64_t log_seen_ = 0;
  std::unique_ptr<train::Session> session_;
  std::unique_ptr<runs::RunReader> reader_;
  std::shared_ptr<RunNews> pending_;
  train::SetWatch watch_;
  std::vector<std::string> probes_;   ///< places
  QString run_dir_, reason_;
  quint64 run_ = 0;
  int polls_after_end_ = 0;
  bool delivered_ = false;  ///< points of this run were read
};

RunController::RunController(QObject* parent) : QObject(parent), worker_(new RunWorker(this)) {
  worker_->moveToThread(&thread_);
  connect(&thread_, &QThread::finished, worker_, &QObject::deleteLater);
  thread_.setObjectName(QStringLiteral("run"));
  thread_.start();
  QMetaObject::invokeMethod(worker_, [w = worker_] { w->begin(); }, Qt::QueuedConnection);
}

RunController::~RunController() {
  thread_.quit();  // the worker dies on its own thread, and with it the session: it stops and is joined there
  thread_.wait();
}

void RunController::start(RunRequest request) {
  if (active()) return;
  lowering_ = true;
  has_session_ = false;
  released_ = false;
  failure_.clear();
  checkpoint_.clear();
  reason_.clear();
  status_ = train::Status();
  run_dir_ = request.run_dir;
  ++run_;
  Q_EMIT state_changed();
  QMetaObject::invokeMethod(
      worker_, [w = worker_, request = std::move(request), run = run_]() mutable { w->start(std::move(request), run); },
      Qt::QueuedConnection);
}

void RunController::post(train::Command command) {
  QMetaObject::invokeMethod(
      worker_, [w = worker_, command = std::move(command)]() mutable { w->post(std::move(command)); }, Qt::QueuedConnection);
}

void RunController::watch(std::vector<train::SetWatch::Item> items, double per_second) {
  QMetaObject::invokeMethod(
      worker_, [w = worker_, items = std::move(items), per_second]() mutable { w->watch(std::move(items), per_second); },
      Qt::QueuedConnection);
}

RunContext RunController::context() const {
  RunContext c;
  c.state = status_.state;
  c.reason = reason_;
  c.lowering = lowering_;
  c.has_session = has_session_;
  c.step = status_.step;
  return c;
}

bool RunController::active() const {
  return lowering_ || (has_session_ && status_.state != train::State::idle && !train::is_terminal(status_.state)) ||
         (has_session_ && status_.state == train::State::idle);
}

void RunController::take(std::shared_ptr<RunNews> batch) {
  worker_->taken = true;
  if (batch->run != run_) return;  // of a run that was replaced meanwhile
  const train::State before = status_.state;
  status_ = batch->status;
  reason_ = batch->reason;
  if (!batch->checkpoint.isEmpty()) checkpoint_ = batch->checkpoint;
  for (const train::Failure& f : batch->failures)
    failure_ = QString::fromStdString(f.remedy.empty() ? f.message : f.message + "\n" + f.remedy);
  if (before != status_.state) Q_EMIT state_changed();
  Q_EMIT news(*batch);
}

}  // namespace tl::ui
