// SPDX-License-Identifier: Apache-2.0
#include "engine/core/allocator.h"
#include "engine/core/device_backend.h"
#include "engine/core/error.h"
#include "engine/core/log.h"
#include "engine/train/run_loop.h"

namespace tl::train {

/// A run that diverged tells whether something good is left of it.
Error RunLoop::with_last_checkpoint(const Error& error) const {
  if (error.category() != ErrorCategory::diverged) return error;
  const auto kept = list_checkpoints(options_.run_dir);
  Error more(error.category(), error.operation(), error.message(),
             error.remedy() + (kept.empty() ? std::string(" There is no checkpoint yet.")
                                            : str(" The checkpoint of step ", checkpoint_step(kept.back()), " is good.")),
             error.argument());
  return error.context().empty() ? more : more.add_context(error.context());
}

void RunLoop::fail(const Error& cause) {
  const Error error = with_last_checkpoint(cause);
  Failure failure{error.category(), error.what(), error.remedy(), progress_.step, error.argument()};
  // "node conv_2: …" is how the network names the place of an error that its node did not know.
  if (const std::string& place = error.context(); failure.node.empty() && place.starts_with("node "))
    failure.node = place.substr(5, place.find(':') - 5);
  link_.send(failure);
  end(State::failed, error.what());
}

/// Memory goes back before anyone is told that the run has ended.
void RunLoop::release() {
  progress_.active_seconds = active_seconds();
  active_ = false;
  loader_.reset();
  last_batch_.reset();
  if (stepper_) {
    module_ = stepper_->share_module();
    stepper_.reset();
    for (Tensor& p : module_->parameters()) p.mutable_grad() = Tensor();
    if (const Device device = device_of(*module_); !device.is_cpu()) {
      module_->to(Device());
      device_backend(device).empty_cache(device.index());
    }
  }
  spec_.train.source.reset();
  spec_.validation.source.reset();
  spec_.test.source.reset();
  spec_.make_module = nullptr;
  empty_cache();
}

void RunLoop::end(State state, const std::string& reason) {
  std::string remark = reason;
  try {
    if (recorder_ && !recorder_->drain(5))
      if (const auto error = recorder_->error())
        link_.note("warning", str("The last points of the curves could not be written: ", error->what()));
    if (!facts_.started.empty()) {
      facts_.state = state_name(state);
      facts_.reason = reason;
      facts_.ended = runs::utc_now();
      facts_.steps = progress_.step;
      runs::write_run_facts(options_.run_dir, facts_);
    }
  } catch (const std::exception& e) {
    link_.note("warning", e.what());
  }
  try {
    release();
    recorder_.reset();
  } catch (const std::exception& e) {
    logging::error(e.what());
  }
  link_.update([&](Status& s) {
    s.samples_per_second = s.steps_per_second = 0;
    s.eta_seconds = state == State::finished ? 0 : -1;
    s.memory_bytes = memory_stats().allocated;
    s.validating = false;
  });
  link_.set_state(state, remark, progress_.step);
  link_.finish();
}

}  // namespace tl::train
