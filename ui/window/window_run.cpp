// SPDX-License-Identifier: GPL-3.0-or-later
// The window and the running session.
#include <QAction>
#include <QDateTime>
#include <QDockWidget>
#include <QLabel>
#include <algorithm>
#include <cmath>

#include "engine/io/checkpoint.h"
#include "engine/train/checkpoint.h"
#include "engine/train/watch.h"
#include "nodes/groups.h"
#include "nodes/node_type.h"
#include "nodes/run_settings.h"
#include "ui/canvas/graph_scene.h"
#include "ui/charts/curves_panel.h"
#include "ui/document/background.h"
#include "ui/document/live_preview.h"
#include "ui/document/run_forecast.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/panels/log_panel.h"
#include "ui/panels/preflight_panel.h"
#include "ui/panels/problems_panel.h"
#include "ui/panels/tensors_panel.h"
#include "ui/run/run_bar.h"
#include "ui/run/run_edits.h"
#include "ui/support/format.h"
#include "ui/support/languages.h"
#include "ui/theme/theme.h"
#include "ui/window/document_tabs.h"
#include "ui/window/main_window.h"
#include "ui/window/settings.h"

namespace tl::ui {

void MainWindow::connect_run() {
  connect(run_bar_, &RunBar::wanted, this, &MainWindow::perform);
  connect(run_bar_, &RunBar::device_chosen, this, [this](const QString& device) {
    editor_->apply(nodes::make_set_run(editor_->state(), "device", Value(device.toStdString())));
  });
  connect(run_bar_, &RunBar::precision_chosen, this, [this](const QString& precision) {
    editor_->apply(nodes::make_set_run(editor_->state(), "precision", Value(precision.toStdString())));
  });
  connect(runs_.get(), &RunController::state_changed, this, [this] {
    update_run_controls();
    update_watch();
    update_status();
  });
  connect(runs_.get(), &RunController::news, this, &MainWindow::take_news);
  connect(runs_.get(), &RunController::log_lines, this, [this](const QStringList& levels, const QStringList& lines) {
    for (qsizetype i = 0; i < lines.size(); ++i) log_->add(levels[i], lines[i]);
  });
  connect(runs_.get(), &RunController::start_failed, this, [this](const QString& text) {
    log_->add("error", text);
    set_hint(text.section('\n', 0, 0));
    // Nothing was trained: what was the newest run is it again.
    if (OpenDocument* d = run_document(); d && !d->runs.isEmpty()) {
      d->runs.removeLast();
      settings_.set("lastRun/" + runs_key(*d), run_before_);
      list_runs();
    }
    problems_dock_->show();
    if (problems_->count()) problems_dock_->raise();
    update_run_controls();
    after_run();
  });
  connect(runs_panel_, &RunsPanel::run_read, this, [this](const RunRecord& run) {
    curves_->show_run(run.title, run.names, run.records);
    curves_dock_->show();
    curves_dock_->raise();
  });
  connect(runs_panel_, &RunsPanel::failed, this, &MainWindow::complain);
  connect(runs_panel_, &RunsPanel::resume_wanted, this, [this](const QString& dir) { start_run(false, dir); });
  connect(runs_panel_, &RunsPanel::export_wanted, this, [this](const QString& dir) { export_dialog(dir); });
  connect(editor_.get(), &GraphEditor::changed, this, &MainWindow::take_edit);
  run_edits_ = std::make_unique<RunEdits>(*runs_);
  connect(run_edits_.get(), &RunEdits::sent, this, [this](const QString& text) { log_->add("info", text); });
  connect(run_edits_.get(), &RunEdits::waiting_changed, this, &MainWindow::update_status);
  curves_->export_folder = [this] { return export_folder(); };
  connect(curves_, &CurvesPanel::told, this, [this](const QString& text) {
    set_hint(text);
    log_->add("info", text);
  });
  connect(curves_, &CurvesPanel::failed, this, &MainWindow::complain);
}

void MainWindow::connect_live() {
  live_ = std::make_unique<LivePreview>(*editor_);
  connect(live_.get(), &LivePreview::updated, this, [this] {
    scene_->show_live(live_->batch());
    inspector_->show_live(live_->batch());
  });
  connect(live_.get(), &LivePreview::told, this, [this](const QString& text) { set_hint(text); });
  connect(live_.get(), &LivePreview::failed, this, [this](const QString& text) {
    set_hint(text.section('\n', 0, 0));
    log_->add("error", text);
  });
  live_->set_on(settings_.value("live", false).toBool());
  forecast_ = std::make_unique<RunForecast>(*editor_);
  connect(forecast_.get(), &RunForecast::updated, this, [this] {
    inspector_->show_forecast(forecast_->newest());
    update_status();
  });
}

void MainWindow::show_live(bool on) {
  settings_.set("live", on);
  editor_->current().live = on;
  action("viewLive")->setChecked(on);
  live_->set_on(on);
  set_hint(on ? tr("Looking at one batch…") : tr("Live data is off"));
}

/// A document without a place shares its name with every other new one: only what was trained since it was opened is its own.
void MainWindow::list_runs() {
  const OpenDocument& d = editor_->current();
  if (d.file().isEmpty()) runs_panel_->set_folder({}, d.runs);
  else runs_panel_->set_folder(runs_folder(), settings_.value("movedRuns/" + runs_key(d)).toStringList());
}

bool MainWindow::run_is_of_document() const { return run_generation_ == editor_->generation(); }

OpenDocument* MainWindow::run_document() const {
  for (OpenDocument* d : editor_->documents())
    if (d->generation() == run_generation_) return d;
  return nullptr;
}

void MainWindow::take_edit(const nodes::ChangeSet& change) {
  if (runs_->active() && run_is_of_document()) run_edits_->take(change, editor_->snapshot());
}

void MainWindow::perform(RunAction action) {
  switch (action) {
    case RunAction::none: return;
    case RunAction::train: return start_run(false);
    case RunAction::pause: return runs_->post(train::Pause{});
    case RunAction::resume: return runs_->post(train::Resume{});
    case RunAction::stop: return runs_->post(train::Stop{});
    case RunAction::step:
      if (runs_->active()) runs_->post(train::StepN{1});
      else start_run(true);
      return;
  }
}

void MainWindow::start_run(bool one_step, const QString& resume_from) {
  if (runs_->active()) {
    if (!run_is_of_document()) set_hint(run_controls(run_context()).train.why);
    return;
  }
  if (editor_->state().nodes.empty() || (editor_->analysis_is_current() && problems_->errors() > 0)) {
    problems_dock_->show();
    problems_dock_->raise();
    problems_->next();
    set_hint(editor_->state().nodes.empty()
                 ? tr("There is nothing to train yet: add nodes, or open an example from the File menu.")
                 : tr("%n problem(s) block the run.", nullptr, int(problems_->errors())));
    return;
  }
  RunRequest request;
  request.snapshot = editor_->snapshot();
  request.project_dir = editor_->project_dir();
  request.project_name = editor_->project_name();
  request.one_step = one_step;
  const QDateTime now = QDateTime::currentDateTimeUtc();
  request.run_dir = runs_folder() + QLatin1Char('/') + now.toString("yyyyMMdd-HHmmss-zzz");
  request.resume_from = resume_from;
  scene_->clear_live();
  gradient_norms_.clear();
  run_feet_.clear();
  last_watched_.clear();
  tensors_->clear();
  inspector_->clear_tensors();
  run_edits_->begin(request.snapshot);
  run_generation_ = editor_->generation();
  curves_->begin_run(now.toLocalTime().toString("HH:mm:ss"));
  run_before_ = settings_.value("lastRun/" + runs_key(editor_->current()));
  settings_.set("lastRun/" + runs_key(editor_->current()), request.run_dir);
  editor_->current().runs << request.run_dir;
  list_runs();
  log_->add("info", tr("Training %1, run folder %2").arg(request.project_name, request.run_dir));
  runs_->start(std::move(request));
  curves_dock_->show();
  curves_dock_->raise();
}

RunContext MainWindow::run_context() const {
  RunContext c;
  // What an ended run of another document came to is not about this one.
  if (runs_->active() || run_is_of_document()) c = runs_->context();
  if (runs_->active() && !run_is_of_document())
    if (const OpenDocument* d = run_document()) c.elsewhere = d->title();
  c.graph_empty = editor_->state().nodes.empty();
  c.errors = problems_->errors();
  return c;
}

void MainWindow::show_run_status() {
  const RunContext c = run_context();
  run_bar_->set_status(runs_->status(), c.has_session, run_controls(c).headline, c.elsewhere);
}

void MainWindow::update_run_controls() {
  const RunContext c = run_context();
  const RunControls controls = run_controls(c);
  run_bar_->set_controls(controls);
  show_run_status();
  const OpenDocument* trained = runs_->active() ? run_document() : nullptr;
  tabs_->set_training(trained ? trained->id() : 0, state_text(runs_->context().lowering ? train::State::preparing : runs_->status().state));
  run_bar_->set_device(QString::fromStdString(nodes::run_setting(editor_->state(), "device").to_string()));
  run_bar_->set_precision(QString::fromStdString(nodes::run_setting(editor_->state(), "precision").to_string()));
  preflight_->set_obstacle(runs_->active()  ? tr("A run is going on: check before it or after it.")
                           : c.graph_empty  ? tr("There is nothing to check yet: the canvas is empty.")
                           : c.errors > 0   ? tr("The graph has errors that come first: see Problems.")
                                            : QString());
  if (!action("runTrain")) return;  // the menus come later
  const auto mirror = [this](const char* name, const RunButton& b) {
    action(name)->setEnabled(b.enabled);
    action(name)->setStatusTip(b.why);
    action(name)->setToolTip(b.why);
  };
  mirror("runTrain", controls.train);
  // Space pauses and resumes.
  mirror("runPause", controls.train.action == RunAction::resume ? controls.train : controls.pause);
  mirror("runStep", controls.step);
  mirror("runStop", controls.stop);
  action("runSnapshot")->setEnabled(runs_->active() && !c.lowering);
  action("runResumeLast")->setEnabled(!runs_->active() && !last_run().isEmpty());
}

void MainWindow::update_watch() {
  std::vector<train::SetWatch::Item> items;
  const nodes::Node* node = editor_->state().find(scene_->single());
  const nodes::NodeType* type = node ? editor_->state().type_of(*node) : nullptr;
  const std::string name = node ? editor_->run_name(*node) : std::string();
  QColor color;
  if (type) {
    color = category_color(nodes::category_id(type->category));
    const nodes::NodeReport* report = editor_->report(node->id);
    const bool has_weights = report && report->parameters > 0;
    if (has_weights) items.push_back({name + ".weight"}), items.push_back({name + ".weight.grad"});
    if (type->role == nodes::Role::module || type->role == nodes::Role::function || type->role == nodes::Role::probe)
      for (const nodes::PortDesc& p : type->outputs) items.push_back({name + "." + p.name});
  }
  // The small line at a node's foot: the norm of its weights' gradient. A summary costs one pass over the gradient twice a second.
  int lines = 0;
  for (const auto& [id, other] : editor_->state().nodes) {
    if (other->home != editor_->level().home) continue;
    const nodes::NodeReport* report = editor_->report(id);
    const nodes::NodeType* other_type = nodes::find_node_type(other->type);
    if (!report || report->parameters <= 0 || !other_type || other_type->role != nodes::Role::module || (node && id == node->id) ||
        ++lines > 60)
      continue;
    items.push_back({editor_->run_name(*other) + ".weight.grad", false});
  }
  tensors_->set_node(QString::fromStdString(name), color, runs_->active());
  // The places of another document mean nothing to a run that goes on.
  if (runs_->active() && !run_is_of_document()) items.clear();
  runs_->watch(std::move(items), 2);
  if (runs_->active()) return;
  show_kept_values(name);
  show_kept_weights();
}

/// What the run that has ended last saw of a node stays to be looked at.
void MainWindow::show_kept_values(const std::string& name) {
  if (name.empty() || !run_is_of_document()) return;
  for (const auto& [place, data] : last_watched_)
    if (place.starts_with(name + ".")) inspector_->show_tensor(data, true), tensors_->show_tensor(data, true);
}

/// The newest of each place, within a bound: what was seen longest ago goes first.
void MainWindow::keep_watched(const std::shared_ptr<const train::WatchData>& data) {
  constexpr size_t most_floats = size_t{8} << 20;
  last_watched_[data->place] = data;
  size_t floats = 0;
  for (const auto& [place, kept] : last_watched_) floats += kept->values.size();
  while (floats > most_floats && last_watched_.size() > 1) {
    const auto oldest = std::min_element(last_watched_.begin(), last_watched_.end(),
                                         [](const auto& a, const auto& b) { return a.second->step < b.second->step; });
    floats -= oldest->second->values.size();
    last_watched_.erase(oldest);
  }
}

void MainWindow::show_kept_weights() {
  const uint64_t request = ++kept_request_;
  const nodes::Node* node = editor_->state().find(scene_->single());
  const nodes::NodeReport* report = node ? editor_->report(node->id) : nullptr;
  const QString run = last_run();
  if (!report || report->parameters <= 0 || run.isEmpty()) return;
  using Kept = std::vector<std::shared_ptr<const train::WatchData>>;
  in_background(
      this,
      [run = run.toStdString(), prefix = editor_->run_name(*node) + "."] {
        Kept kept;
        if (train::list_checkpoints(run).empty()) return kept;  // a run that was stopped before its first
        const int64_t step = train::read_progress(train::resolve_checkpoint(run)).step;
        for (const auto& [name, tensor] : io::load_weights(run))
          if (name.starts_with(prefix))
            kept.push_back(std::make_shared<const train::WatchData>(train::summarise(name, tensor, true, int64_t{256} << 10, step)));
        return kept;
      },
      [this, request](Outcome<Kept> kept) {
        if (request != kept_request_ || runs_->active() || !kept) return;
        for (const auto& data : *kept.value) {
          inspector_->show_tensor(data, true);
          tensors_->show_tensor(data, true);
        }
      });
}

void MainWindow::after_run() {
  if (std::exchange(close_after_run_, false)) {
    quit_agreed_ = true;
    close();
  } else if (after_run_) {  // asks on, perhaps: not within the news
    QMetaObject::invokeMethod(this, std::exchange(after_run_, {}), Qt::QueuedConnection);
  }
}

/// What a run says about the nodes it was made from. It is kept while another document is in front.
void MainWindow::show_in_graph(const RunNews& news) {
  const OpenDocument* document = run_document();
  if (!document) return;
  const bool seen = run_is_of_document();
  for (const auto& data : news.watched) {
    keep_watched(data);
    static const std::string suffix = ".weight.grad";
    if (data->place.size() > suffix.size() && data->place.ends_with(suffix)) {
      double elements = 1;
      for (int64_t s : data->sizes) elements *= double(s);
      const double norm = std::sqrt(elements * (data->std * data->std + data->mean * data->mean));
      const std::string name = data->place.substr(0, data->place.size() - suffix.size());
      QVector<float>& line = gradient_norms_[name];
      line.push_back(std::isfinite(norm) ? float(norm) : 0);
      if (line.size() > 40) line.removeFirst();
      if (seen) scene_->set_spark(name, line);
    }
    if (!seen) continue;
    const bool ended = !runs_->active();
    inspector_->show_tensor(data, ended);
    tensors_->show_tensor(data, ended);
  }
  // Metric nodes show their newest value, validation before training; losses that of training, where live data is shown.
  std::map<std::string, double> newest;
  for (const runs::Record& r : news.records)
    if (r.series < news.series.size()) newest[news.series[r.series]] = r.value;
  if (newest.empty()) return;
  const nodes::Level& level = document->level();
  for (const auto& [id, node] : document->state().nodes) {
    const nodes::NodeType* type = nodes::find_node_type(node->type);
    if (!type || node->home != level.home) continue;
    auto it = newest.end();
    if (type->role == nodes::Role::metric) {
      it = newest.find("validation/" + type->metric_label);
      if (it == newest.end() && news.status.epoch == 0) it = newest.find("train/" + type->metric_label);
    } else if (type->role == nodes::Role::loss) {
      it = newest.find("train/" + level.prefix + node->name);  // one of several
      if (it == newest.end()) it = newest.find("train/loss");
    }
    if (it == newest.end()) continue;
    const QString& text = run_feet_[level.prefix + node->name] = QString::number(it->second, 'f', 3);
    if (seen) scene_->set_live_foot(level.prefix + node->name, text);
  }
}

void MainWindow::show_run_marks() {
  if (!run_is_of_document()) return;
  for (const auto& [name, line] : gradient_norms_) scene_->set_spark(name, line);
  for (const auto& [name, text] : run_feet_) scene_->set_live_foot(name, text);
}

void MainWindow::take_news(const RunNews& news) {
  curves_->take(news);
  show_in_graph(news);
  for (const train::Note& n : news.notes) {
    log_->add(QString::fromStdString(n.level), translated(n.text));
    set_hint(translated(n.text).section('\n', 0, 0));
  }
  for (const train::Failure& f : news.failures) {
    const QString text = translated(f.remedy.empty() ? f.message : f.message + "\n" + f.remedy);
    log_->add("error", text);
    set_hint(text.section('\n', 0, 0));
    std::vector<nodes::NodeId> path;
    if (const nodes::Node* n = nodes::find_by_flat_name(editor_->state(), f.node, &path); n && run_is_of_document()) {
      editor_->go_to(path);
      scene_->choose({n->id});
    }
  }
  show_run_status();
  if (train::is_terminal(news.status.state) && last_run_title_ != news.run_dir) {
    last_run_title_ = news.run_dir;
    log_->add(news.status.state == train::State::failed ? "error" : "info",
              tr("The run %1 at step %2%3")
                  .arg(state_text(news.status.state, news.reason))
                  .arg(news.status.step)
                  .arg(news.reason.isEmpty() ? QString() : ": " + translated(news.reason)));
    runs_panel_->refresh();
    after_run();
  }
  update_status();
}

}  // namespace tl::ui
