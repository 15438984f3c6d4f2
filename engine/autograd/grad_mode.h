// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace tl {

/// Whether operations record a backward graph; one flag per thread, on by default.
struct GradMode {
  static bool is_enabled();
  static void set_enabled(bool on);
};
class AutoGradMode {
 public:
  explicit AutoGradMode(bool on) : before_(GradMode::is_enabled()) { GradMode::set_enabled(on); }
  ~AutoGradMode() { GradMode::set_enabled(before_); }
  AutoGradMode(const AutoGradMode&) = delete;
  AutoGradMode& operator=(const AutoGradMode&) = delete;

 private:
  bool before_;
};
struct NoGradGuard : AutoGradMode {
  NoGradGuard() : AutoGradMode(false) {}
};
/// Today the same as no_grad: results take part in no gradient.
class InferenceMode {
 public:
  explicit InferenceMode(bool on = true) : guard_(!on && GradMode::is_enabled()) {}

 private:
  AutoGradMode guard_;
};

}  // namespace tl
