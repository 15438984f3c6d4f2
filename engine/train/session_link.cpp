// SPDX-License-Identifier: Apache-2.0
#include "engine/train/session_link.h"

#include <algorithm>

#include "engine/core/log.h"

namespace tl::train {

void SessionLink::post(Command command) {
  overflow_.push_back(std::move(command));
  while (!overflow_.empty() && commands_.push(overflow_.front())) {
    overflow_.pop_front();
    wake_.release();
  }
}

bool SessionLink::poll(Event& event) {
  while (!overflow_.empty() && commands_.push(overflow_.front())) {
    overflow_.pop_front();
    wake_.release();
  }
  const std::unique_lock lock(mutex_, std::try_to_lock);
  if (!lock || events_.empty()) return false;
  event = std::move(events_.front());
  events_.pop_front();
  return true;
}

Status SessionLink::status() const {
  published_.read(last_status_);
  Status s = last_status_;
  const auto age = Clock::now().time_since_epoch() - Clock::duration(beat_.load(std::memory_order_relaxed));
  s.heartbeat_age = is_terminal(s.state) ? 0 : std::chrono::duration<double>(age).count();
  return s;
}

std::optional<Command> SessionLink::next_command(double seconds) {
  if (!wake_.try_acquire_for(std::chrono::duration<double>(seconds))) return {};
  Command command;
  return commands_.pop(&command, 1) ? std::optional(std::move(command)) : std::nullopt;
}

void SessionLink::dispatch(Command command) {
  const std::lock_guard lock(mutex_);
  if (!std::holds_alternative<Stop>(command)) {
    if (is_terminal(status_.state))
      send_locked(Note{"warning", "The run has ended; this command has no effect any more."});
    else
      inbox_.push_back(std::move(command));
  } else if (is_terminal(status_.state)) {
    send_locked(Note{"info", "The run has already ended."});
  } else if (const int stops = stops_.load() + 1; stops == 1) {
    set_state_locked(State::stopping, "Stop was asked for: the step is finished and a checkpoint written.", status_.step);
    stops_ = stops;
  } else {
    send_locked(Note{"warning", "Stop was asked for again: the step is abandoned, the last checkpoint is kept."});
    stops_ = stops;
  }
  inbox_changed_.notify_all();
}

void SessionLink::watch_heartbeat(double stall_seconds) {
  const auto age =
      std::chrono::duration<double>(Clock::now().time_since_epoch() - Clock::duration(beat_.load(std::memory_order_relaxed))).count();
  const std::lock_guard lock(mutex_);
  if (status_.state == State::running && age > stall_seconds)
    set_state_locked(State::stalled,
                     str("No progress for ", static_cast<int64_t>(age), " seconds while ", activity_.load(std::memory_order_relaxed), "."),
                     status_.step);
  else if (status_.state == State::stalled && age <= stall_seconds)
    set_state_locked(State::running, "It goes on.", status_.step);
}

std::optional<Command> SessionLink::take(bool wait) {
  std::unique_lock lock(mutex_);
  if (wait) inbox_changed_.wait(lock, [&] { return !inbox_.empty() || stop_requested(); });
  if (inbox_.empty()) return {};
  Command command = std::move(inbox_.front());
  inbox_.pop_front();
  return command;
}

void SessionLink::set_state(State state, const std::string& reason, int64_t step) {
  const std::lock_guard lock(mutex_);
  if (stop_requested() && !is_terminal(state)) return;
  set_state_locked(state, reason, step);
}

State SessionLink::state() const {
  const std::lock_guard lock(mutex_);
  return status_.state;
}

void SessionLink::set_state_locked(State state, const std::string& reason, int64_t step) {
  status_.state = state;
  published_.write(status_);
  send_locked(StateChanged{state, reason, step});
}

void SessionLink::send(Event event) {
  const std::lock_guard lock(mutex_);
  send_locked(std::move(event));
}

void SessionLink::send_locked(Event event) {
  // Nobody may be looking: only the newest picture of a place is kept.
  if (const auto* fresh = std::get_if<WatchData>(&event))
    std::erase_if(events_, [&](const Event& e) {
      const auto* old = std::get_if<WatchData>(&e);
      return old && old->place == fresh->place;
    });
  if (const auto* n = std::get_if<Note>(&event)) {
    if (n->level == "warning")
      logging::warning(n->text);
    else
      logging::debug(n->text);
  }
  events_.push_back(std::move(event));
}

void SessionLink::finish() {
  {
    const std::lock_guard lock(mutex_);
    finished_.store(true, std::memory_order_release);
  }
  ended_.notify_all();
  wake_.release();
}

bool SessionLink::wait(double seconds) {
  std::unique_lock lock(mutex_);
  const auto done = [&] { return finished(); };
  if (seconds < 0) return ended_.wait(lock, done), true;
  return ended_.wait_for(lock, std::chrono::duration<double>(seconds), done);
}

void SessionLink::stop_from_destructor() {
  const std::lock_guard lock(mutex_);
  if (stops_ == 0) stops_ = 1;
  inbox_changed_.notify_all();
}

}  // namespace tl::train
