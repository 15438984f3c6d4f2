// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/live_preview.h"

#include "ui/document/graph_editor.h"
#include "ui/support/languages.h"

namespace tl::ui {

LivePreview::LivePreview(GraphEditor& editor, QObject* parent)
    : QObject(parent), editor_(editor), data_(std::make_shared<nodes::LiveData>()), generation_(editor.generation()) {
  connect(&editor, &GraphEditor::analysed, this, &LivePreview::want);
  connect(&editor, &GraphEditor::changed, this, [this](const nodes::ChangeSet& change) {
    if (change.reset) forget();
  });
}

LivePreview::~LivePreview() {
  if (stop_) *stop_ = true;
}

void LivePreview::forget() {
  if (stop_) *stop_ = true;
  // Many tensors: they are freed elsewhere.
  if (!busy_) in_background(nullptr, [old = std::move(data_)]() mutable { return old.reset(), true; }, [](const Outcome<bool>&) {});
  data_ = std::make_shared<nodes::LiveData>();
  generation_ = editor_.generation();
  wanted_batch_ = 0;
  if (batch_) batch_.reset(), Q_EMIT updated();
}

void LivePreview::set_on(bool on, bool tell) {
  if (on == on_) return;
  on_ = on;
  if (!on) return forget();
  asked_ = tell;
  want();
}

void LivePreview::next_batch() {
  if (on_) ++wanted_batch_;
  on_ = asked_ = true;
  want();
}

void LivePreview::want() {
  if (!on_ || !editor_.analysis_is_current()) return;  // the analysis says when it is there
  again_ = true;
  if (busy_) *stop_ = true;  // what it has computed by then is kept
  else start();
}

void LivePreview::start() {
  again_ = false;
  busy_ = true;
  stop_ = std::make_shared<std::atomic<bool>>(false);
  nodes::LiveOptions options;
  options.project_dir = editor_.project_dir().toStdString();
  options.batch = wanted_batch_;
  options.interrupted = [stop = stop_] { return stop->load(); };
  in_background(
      this,
      [data = data_, snapshot = editor_.snapshot(), analysis = editor_.shared_analysis(), options] {
        return std::make_shared<const nodes::LiveBatch>(data->look(*snapshot, *analysis, options));
      },
      [this, stop = stop_, generation = generation_](Outcome<std::shared_ptr<const nodes::LiveBatch>> outcome) {
        busy_ = false;
        const bool ours = on_ && generation == generation_;
        if (ours && outcome) {
          batch_ = *outcome.value;
          if (!again_) wanted_batch_ = batch_->batch;  // begun anew after the last one
          Q_EMIT updated();
          if (std::exchange(asked_, false)) Q_EMIT told(headline());
        } else if (ours && !*stop) {
          Q_EMIT failed(translated(outcome.failed.text()));
        }
        if (again_) want();
      });
}

QString LivePreview::headline() const {
  if (!batch_ || batch_->indices.empty()) return tr("Live data: no samples yet. Add a data node.");
  const auto shown = qlonglong(batch_->indices.size());
  const QString which = tr("Live data: batch %1 of the first epoch").arg(batch_->batch + 1);
  return shown < batch_->batch_size ? tr("%1, %2 of its %3 samples").arg(which).arg(shown).arg(batch_->batch_size)
                                    : tr("%1, all its %2 samples").arg(which).arg(shown);
}

}  // namespace tl::ui
