// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/run_forecast.h"

#include <unistd.h>

#include "ui/document/graph_editor.h"

namespace tl::ui {
namespace {
constexpr int kQuiet = 250;             ///< ms without an edit before a run is rehearsed
}  // namespace

int64_t usable_memory() {
  const int64_t memory = int64_t(sysconf(_SC_PHYS_PAGES)) * int64_t(sysconf(_SC_PAGESIZE));
  return memory - memory / 5;
}

RunForecast::RunForecast(GraphEditor& editor, QObject* parent) : QObject(parent), editor_(editor) {
  wait_.setSingleShot(true);
  wait_.setInterval(kQuiet);
  connect(&wait_, &QTimer::timeout, this, &RunForecast::start);
  connect(&editor, &GraphEditor::changed, this, [this](const nodes::ChangeSet& change) {
    if (!change.semantic()) return;
    if (stop_) *stop_ = true;
    if (newest_) newest_.reset(), Q_EMIT updated();  // it was about the document before
  });
  connect(&editor, &GraphEditor::analysed, this, [this] { wait_.start(); });
}

RunForecast::~RunForecast() {
  if (stop_) *stop_ = true;
}

void RunForecast::start() {
  if (busy_) return void(again_ = true);
  again_ = false;
  const nodes::Analysis& a = editor_.analysis();
  if (!editor_.analysis_is_current() || !a.valid() || a.parameters == 0) return;
  busy_ = true;
  stop_ = std::make_shared<std::atomic<bool>>(false);
  nodes::ForecastOptions options;
  options.project_dir = editor_.project_dir().toStdString();
  options.interrupted = [stop = stop_] { return stop->load(); };
  in_background(
      this, [snapshot = editor_.snapshot(), options] { return std::make_shared<const nodes::Forecast>(nodes::forecast(snapshot, options)); },
      [this, stop = stop_, snapshot = editor_.snapshot(), options](Outcome<std::shared_ptr<const nodes::Forecast>> outcome) mutable {
        if (*stop || !outcome) return end(*stop);
        newest_ = *outcome.value;
        Q_EMIT updated();
        options.memory = usable_memory();
        search(snapshot, std::move(options));
      });
}

/// The largest batch takes a dozen rehearsals: what is known without it has been shown by then.
void RunForecast::search(nodes::Snapshot snapshot, nodes::ForecastOptions options) {
  in_background(
      this,
      [known = newest_, snapshot = std::move(snapshot), options = std::move(options)] {
        return std::make_shared<const nodes::Forecast>(nodes::with_largest_batch(*known, snapshot, options));
      },
      [this, stop = stop_](Outcome<std::shared_ptr<const nodes::Forecast>> outcome) {
        if (!*stop && outcome) newest_ = *outcome.value, Q_EMIT updated();
        end(*stop);
      });
}

void RunForecast::end(bool stopped) {
  busy_ = false;
  if (again_ || stopped) wait_.start();
}

}  // namespace tl::ui
