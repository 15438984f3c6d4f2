// SPDX-License-Identifier: Apache-2.0
// What the three sides of a session share: the controlling thread (post, poll, status), the watcher (takes commands, notices stalls) and
// the trainer (runs the steps). Commands go controller → watcher → trainer; events and status come back. Only the short critical sections
// of `mutex` are ever waited for, and never by the controller: it uses a ring, a try-lock and a sequence lock.
#pragma once
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <semaphore>

#include "engine/train/seqlock.h"
#include "engine/train/session.h"
#include "engine/train/spsc_ring.h"

namespace tl::train {

using Clock = std::chrono::steady_clock;

class SessionLink {
 public:
  // ---- controller
  void post(Command command);
  bool poll(Event& event);
  Status status() const;

  // ---- watcher
  /// Waits up to `seconds` for a command.
  std::optional<Command> next_command(double seconds);
  /// Stop takes effect on the state at once; anything else waits for the trainer.
  void dispatch(Command command);
  /// Turns running into stalled and back by the age of the heartbeat.
  void watch_heartbeat(double stall_seconds);

  // ---- trainer
  /// Next command for the trainer; waits until there is one, or Stop, when `wait`.
  std::optional<Command> take(bool wait);
  void beat(const char* activity) {
    activity_.store(activity, std::memory_order_relaxed);
    beat_.store(Clock::now().time_since_epoch().count(), std::memory_order_relaxed);
  }
  bool stop_requested() const { return stops_.load(std::memory_order_relaxed) > 0; }
  bool abandon_requested() const { return stops_.load(std::memory_order_relaxed) > 1; }
  /// Changes the state unless a Stop has already made it `stopping` (terminal states always win).
  void set_state(State state, const std::string& reason, int64_t step);
  State state() const;
  /// Changes the numbers of the status; the state stays.
  template <class F>
  void update(F&& change) {
    const std::lock_guard lock(mutex_);
    change(status_);
    published_.write(status_);
  }
  void send(Event event);
  void note(const char* level, std::string text) { send(Note{level, std::move(text)}); }

  /// After the terminal state and everything that belongs to it: lets `wait` return.
  void finish();
  bool finished() const { return finished_.load(std::memory_order_acquire); }
  bool wait(double seconds);
  void stop_from_destructor();

 private:
  void set_state_locked(State state, const std::string& reason, int64_t step);
  void send_locked(Event event);

  SpscRing<Command> commands_{256};
  std::deque<Command> overflow_;  // the controller's own: commands that found the ring full
  std::counting_semaphore<> wake_{0};
  mutable Status last_status_;  // the controller's own
  std::atomic<int64_t> beat_{Clock::now().time_since_epoch().count()};
  std::atomic<const char*> activity_{"preparing"};
  std::atomic<int> stops_{0};
  std::atomic<bool> finished_{false};
  SeqLock<Status> published_;

  mutable std::mutex mutex_;  // guards what follows
  std::condition_variable inbox_changed_, ended_;
  std::deque<Command> inbox_;
  std::deque<Event> events_;
  Status status_;
};

}  // namespace tl::train
