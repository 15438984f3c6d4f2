// SPDX-License-Identifier: Apache-2.0
#include "engine/train/run_loop.h"

#include <cmath>

#include "engine/core/error.h"

namespace tl::train {

/// Beats the heart at every node, offers what is watched, and carries a second Stop into the middle of a step.
class RunLoop::StepObserver final : public Observer {
 public:
  StepObserver(RunLoop& loop, bool collecting) : loop_(loop), collecting_(collecting) {}
  void on_output(const std::string& place, const Tensor& value) override {
    loop_.link_.beat("computing");
    if (loop_.link_.abandon_requested()) throw Abandoned{};
    if (collecting_) loop_.watch_.offer(place, value);
  }

 private:
  RunLoop& loop_;
  bool collecting_;
};

RunLoop::RunLoop(TrainSpec spec, const SessionOptions& options, SessionLink& link)
    : spec_(std::move(spec)), options_(options), link_(link) {}
RunLoop::~RunLoop() = default;

void RunLoop::run() {
  try {
    while (!link_.stop_requested()) {
      auto command = link_.take(true);
      if (!command) continue;
      if (std::holds_alternative<Start>(*command)) break;
      if (const auto* steps = std::get_if<StepN>(&*command)) {
        steps_left_ = steps->n;
        break;
      }
      if (auto* watch = std::get_if<SetWatch>(&*command))
        watch_.set(std::move(*watch));
      else
        link_.note("warning", "The run has not started yet; this command has no effect.");
    }
    if (link_.stop_requested()) return end(State::finished, "Stopped before it began.");
    link_.set_state(State::preparing, "Building the network and opening the data.", 0);
    prepare();
    link_.set_state(State::running, progress_.step ? str("Goes on at step ", progress_.step, ".") : "Training.", progress_.step);
    const End how = train();
    try {
      show_last_batch();  // what is looked at is seen as the run leaves it
    } catch (const Abandoned&) {
      // A second Stop: everything is saved, only the last look is given up.
    }
    switch (how) {
      case End::completed:
        return end(State::finished, str("All ", spec_.settings.epochs, " epochs are done."));
      case End::early:
        return end(State::finished, str("Stopped early: ", spec_.settings.early_stop.series, " did not improve in ",
                                        spec_.settings.early_stop.patience, " validations."));
      case End::stopped:
        return end(State::finished, str("Stopped at step ", progress_.step, "."));
    }
  } catch (const Abandoned&) {
    end(State::finished, saved_step_ >= 0 ? str("Stopped in the middle of a step; the checkpoint of step ", saved_step_, " is kept.")
                                          : "Stopped in the middle of a step, before the first checkpoint.");
  } catch (const Error& e) {
    fail(e);
  } catch (const std::bad_alloc&) {
    fail(Error(ErrorCategory::memory, "train", "there is not enough memory", "Use a smaller batch or a smaller network."));
  } catch (const std::exception& e) {
    fail(Error(ErrorCategory::internal, "train", e.what(), "This is a bug in Tensorloom; please report it."));
  }
}

RunLoop::End RunLoop::train() {
  segment_start_ = Clock::now();
  active_ = true;
  while (progress_.epoch < spec_.settings.epochs) {
    if (prefetched_epoch_ != progress_.epoch)
      loader_->start(progress_.epoch, (progress_.position + spec_.train.batch_size - 1) / spec_.train.batch_size * spec_.train.batch_size);
    prefetched_epoch_ = -1;
    while (progress_.position < samples_per_epoch_) {
      if (!between_steps()) return save(false, "stop"), End::stopped;
      const auto group = next_group();
      if (!group) return save(false, "stop"), End::stopped;
      one_step(*group);
    }
    if (!between_steps()) return save(false, "stop"), End::stopped;
    const bool exhausted = end_epoch();
    if (link_.stop_requested()) return save(false, "stop"), End::stopped;
    if (exhausted) return save(false, "end"), End::early;
  }
  save(false, "end");
  return End::completed;
}

/// Handles what was asked for since the last step and stays here while paused. False: stop.
bool RunLoop::between_steps() {
  // However often a snapshot was asked for since the last step, one answers: training goes on even when they come faster than the disk.
  bool snapshot = false;
  while (auto command = link_.take(false)) {
    if (std::holds_alternative<Snapshot>(*command))
      snapshot = true;
    else
      handle(*command);
  }
  if (snapshot) {
    Command one = Snapshot{};
    handle(one);
  }
  if (steps_left_ == 0 && !paused_) {
    steps_left_ = -1;
    pause("The steps that were asked for are done.");
  }
  if (const auto error = recorder_->error(); error && !paused_) pause_because(*error);
  while (paused_ && !link_.stop_requested())
    if (auto command = link_.take(true)) handle(*command);
  return !link_.stop_requested();
}

void RunLoop::pause(const std::string& reason) {
  paused_ = true;
  progress_.active_seconds = active_seconds();
  active_ = false;
  recorder_->drain(2);  // what is shown while paused is complete
  link_.send(Marker{"pause", reason, progress_.step});
  link_.update([](Status& s) {
    s.samples_per_second = s.steps_per_second = 0;
    s.eta_seconds = -1;
  });
  link_.set_state(State::paused, reason, progress_.step);
}

/// Nobody asked for this pause: it is told, not only shown as a state.
void RunLoop::pause_because(const Error& error) {
  link_.note("warning", str("Paused at step ", progress_.step, ": ", error.what()));
  pause(error.what());
}

void RunLoop::go_on(const std::string& reason) {
  if (!recorder_->retry())
    if (const auto error = recorder_->error()) return link_.note("warning", str("Still paused: ", error->what()));
  paused_ = false;
  active_ = true;
  segment_start_ = Clock::now();
  rates_ = {};
  link_.beat("computing");
  link_.send(Marker{"resume", reason, progress_.step});
  link_.set_state(State::running, reason, progress_.step);
}

void RunLoop::handle(Command& command) {
  if (std::holds_alternative<Start>(command)) {
    link_.note("warning", "The run has already started.");
  } else if (std::holds_alternative<Pause>(command)) {
    steps_left_ = -1;
    if (paused_)
      link_.note("info", "The run is already paused.");
    else
      pause("Pause was asked for.");
  } else if (std::holds_alternative<Resume>(command)) {
    if (!paused_) return link_.note("info", "The run is not paused.");
    steps_left_ = -1;
    go_on("Resume was asked for.");
  } else if (const auto* steps = std::get_if<StepN>(&command)) {
    if (steps->n < 1) return link_.note("warning", "The number of steps must be at least 1.");
    steps_left_ = steps->n;
    if (paused_) go_on(steps->n == 1 ? "One step." : str(steps->n, " steps."));
  } else if (std::holds_alternative<Snapshot>(command)) {
    if (saved_step_ == progress_.step && saved_epoch_ == progress_.epoch)
      return link_.note("info", str("The checkpoint of step ", progress_.step, " is already written."));
    save(false, "snapshot");
  } else if (const auto* lr = std::get_if<SetLearningRate>(&command)) {
    if (!(lr->lr >= 0) || !std::isfinite(lr->lr)) return link_.note("warning", "A learning rate must be a number from 0 up.");
    if (!stepper_->set_learning_rate(lr->optimizer, lr->lr)) return link_.note("warning", "There is no optimizer '" + lr->optimizer + "'.");
    record_learning_rates();
    saved_step_ = -1;
    link_.send(Marker{"live-edit", str("learning rate of ", lr->optimizer, " set to ", lr->lr), progress_.step});
  } else if (const auto* weight = std::get_if<SetLossWeight>(&command)) {
    if (!std::isfinite(weight->weight)) return link_.note("warning", "The weight of a loss must be a number.");
    if (!stepper_->set_loss_weight(weight->loss, weight->weight)) return link_.note("warning", "There is no loss '" + weight->loss + "'.");
    for (LossTerm& term : spec_.losses)
      if (term.name == weight->loss) term.weight = weight->weight;
    saved_step_ = -1;
    link_.send(Marker{"live-edit", str("weight of ", weight->loss, " set to ", weight->weight), progress_.step});
  } else if (auto* watch = std::get_if<SetWatch>(&command)) {
    watch_.set(std::move(*watch));
    if (paused_) show_last_batch();
  }
}

/// The micro-batches of the next step; nothing when Stop came while data was awaited.
std::optional<std::vector<data::Batch>> RunLoop::next_group() {
  link_.beat("waiting for data");
  std::vector<data::Batch> group;
  try {
    while (static_cast<int64_t>(group.size()) < spec_.settings.accumulation) {
      auto batch = loader_->next();
      if (!batch) break;
      group.push_back(std::move(*batch));
    }
  } catch (const Error& e) {
    if (e.category() == ErrorCategory::interrupted) return {};
    throw;
  }
  TL_CHECK(!group.empty(), internal, "train", "the loader ended at sample ", progress_.position, " of ", samples_per_epoch_);
  link_.beat("computing");
  return group;
}

void RunLoop::one_step(const std::vector<data::Batch>& group) {
  const auto now = Clock::now();
  const bool collecting = watch_.due(now);
  if (collecting) watch_.begin(now, progress_.step + 1);
  StepObserver observer(*this, collecting);
  const StepResult result = stepper_->step(group, progress_.step, &observer, [&] {
    link_.beat("computing");
    if (link_.abandon_requested()) throw Abandoned{};
    if (collecting) show_parameters();
  });
  ++progress_.step;
  progress_.position += result.samples;
  progress_.samples += result.samples;
  if (steps_left_ > 0) --steps_left_;
  last_loss_ = result.loss;
  if (!watch_.empty()) last_batch_ = group.back();
  if (collecting) deliver_watched();
  record_step(result);
}

void RunLoop::show_parameters() {
  for (const auto& [name, tensor] : state_of(stepper_->module())) {
    if (watch_.wants(name)) watch_.offer(name, tensor);
    if (watch_.wants(name + ".grad")) watch_.offer(name + ".grad", tensor.grad());
  }
}

/// While paused and at the end no step comes by: weights are shown as they are, activations by a prediction on the last batch.
void RunLoop::show_last_batch() {
  if (watch_.empty()) return;
  watch_.begin(Clock::now(), progress_.step);
  show_parameters();
  if (last_batch_) {
    StepObserver observer(*this, true);
    try {
      predict(stepper_->module(), last_batch_->fields, &observer);
    } catch (const Error& e) {
      link_.note("warning", str("The last batch cannot be shown: ", e.what()));
    }
  }
  deliver_watched();
}

void RunLoop::deliver_watched() {
  for (auto& data : watch_.take()) link_.send(std::move(data));
}

double RunLoop::active_seconds() const {
  return progress_.active_seconds + (active_ ? std::chrono::duration<double>(Clock::now() - segment_start_).count() : 0);
}

}  // namespace tl::train
