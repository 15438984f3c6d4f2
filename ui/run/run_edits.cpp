// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/run_edits.h"

#include <algorithm>

#include "ui/document/background.h"
#include "ui/run/run_controller.h"

namespace tl::ui {

RunEdits::RunEdits(RunController& runs, QObject* parent) : QObject(parent), runs_(runs) {}

void RunEdits::begin(nodes::Snapshot document) {
  ++run_;
  begun_ = std::move(document);
  newest_.reset();
  unfolded_.reset();
  known_ = {};
  set_waiting(false);
}

void RunEdits::take(const nodes::ChangeSet& change, nodes::Snapshot document) {
  if (!begun_ || change.reset || !change.semantic()) return;
  // Said at once where it is plain; what groups hide and what an undo takes back is found by the comparison.
  const bool structural = change.run_changed || !change.added.empty() || !change.removed.empty() || !change.edges_added.empty() ||
                          !change.edges_removed.empty() || !change.renamed.empty();
  const auto plain = [&](nodes::NodeId id) {
    const nodes::Node *before = begun_->find(id), *now = document->find(id);
    return before && now && nodes::differs_beyond_live(*before, *now);
  };
  if (structural || std::any_of(change.changed.begin(), change.changed.end(), plain)) set_waiting(true);
  newest_ = std::move(document);
  compare();
}

void RunEdits::compare() {
  if (comparing_) return void(again_ = true);
  comparing_ = true, again_ = false;
  in_background(
      this,
      [run = unfolded_, begun = begun_, now = newest_] {
        Compared c;
        c.run = run ? run : std::make_shared<const nodes::Expansion>(begun);
        if (!run) c.begun = nodes::live_values(*c.run);
        c.edits = nodes::live_edits(*c.run, nodes::Expansion(now));
        return c;
      },
      [this, number = run_](Outcome<Compared> found) {
        comparing_ = false;
        if (found && number == run_) {
          if (!unfolded_) known_ = std::move(found.value->begun);
          unfolded_ = found.value->run;
          send(found.value->edits.values);
          if (!again_) set_waiting(found.value->edits.others);
        }
        if (again_ && newest_) compare();
      });
}

void RunEdits::send(const nodes::LiveValues& values) {
  if (!runs_.active()) return;
  for (const auto& [name, lr] : values.learning_rates) {
    double& known = known_.learning_rates[name];
    if (known == lr) continue;
    known = lr;
    runs_.post(train::SetLearningRate{name, lr});
    Q_EMIT sent(tr("Learning rate of %1 set to %2 while the run goes on").arg(QString::fromStdString(name)).arg(lr));
  }
  for (const auto& [name, weight] : values.loss_weights) {
    double& known = known_.loss_weights[name];
    if (known == weight) continue;
    known = weight;
    runs_.post(train::SetLossWeight{name, weight});
    Q_EMIT sent(tr("Weight of %1 set to %2 while the run goes on").arg(QString::fromStdString(name)).arg(weight));
  }
}

void RunEdits::set_waiting(bool on) {
  if (std::exchange(waiting_, on) != on) Q_EMIT waiting_changed();
}

}  // namespace tl::ui
