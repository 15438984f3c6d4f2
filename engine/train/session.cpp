// SPDX-License-Identifier: Apache-2.0
#include "engine/train/session.h"

#include <algorithm>
#include <thread>

#include "engine/train/run_loop.h"
#include "engine/train/session_link.h"

namespace tl::train {

const char* state_name(State state) {
  constexpr const char* names[] = {"idle", "preparing", "running", "paused", "stopping", "finished", "failed", "stalled"};
  return names[static_cast<int>(state)];
}

struct Session::Impl {
  SessionOptions options;
  SessionLink link;
  RunLoop loop;
  std::thread trainer, watcher;

  Impl(TrainSpec spec, SessionOptions o) : options(std::move(o)), loop(std::move(spec), options, link) {
    trainer = std::thread([this] { loop.run(); });
    watcher = std::thread([this] { watch(); });
  }
  void watch() {
    const double tick = std::clamp(options.stall_seconds / 4, 0.005, 0.1);
    while (!link.finished()) {
      if (auto command = link.next_command(tick)) link.dispatch(std::move(*command));
      link.watch_heartbeat(options.stall_seconds);
    }
    // Commands that came too late are answered, too.
    while (auto command = link.next_command(0)) link.dispatch(std::move(*command));
  }
};

Session::Session(TrainSpec spec, SessionOptions options) : impl_(std::make_unique<Impl>(std::move(spec), std::move(options))) {}

Session::~Session() {
  impl_->link.stop_from_destructor();
  impl_->trainer.join();
  impl_->watcher.join();
}

void Session::post(Command command) { impl_->link.post(std::move(command)); }
bool Session::poll(Event& event) { return impl_->link.poll(event); }
Status Session::status() const { return impl_->link.status(); }
bool Session::wait(double seconds) { return impl_->link.wait(seconds); }
std::shared_ptr<StepModule> Session::module() const { return impl_->link.finished() ? impl_->loop.module() : nullptr; }
const std::filesystem::path& Session::run_dir() const { return impl_->options.run_dir; }

}  // namespace tl::train
