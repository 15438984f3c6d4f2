// SPDX-License-Identifier: GPL-3.0-or-later
// Work off the window's thread: files, analysis, lowering. Results come back in one queued call.
#pragma once
#include <QObject>
#include <QPointer>
#include <QString>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace tl::ui {

/// What a background task made, or why it could not.
struct Failed {
  QString message;  ///< what, where, why
  QString remedy;   ///< what to do; may be empty
  QString text() const { return remedy.isEmpty() ? message : message + QLatin1Char('\n') + remedy; }
};
template <class T>
struct Outcome {
  std::optional<T> value;
  Failed failed;
  explicit operator bool() const { return value.has_value(); }
};

namespace detail {
void post_task(std::function<void()> task);                                    ///< to the pool of the window's helpers
void post_result(QPointer<QObject> context, std::function<void()> result);    ///< to the window's thread; dropped when the context died
Failed describe_current_exception();
}  // namespace detail

/// Remembers which thread draws; called once by the program and by each test.
void mark_window_thread();
bool on_window_thread();
/// Stops the program (debug and tests) when called on the window's thread: for everything that touches a file or waits for the engine.
void forbid_window_thread(const char* what);
/// Waits until no background task runs: at exit and in tests only.
void finish_background_work();

/// Runs `work` on a helper thread, then `done(Outcome<T>)` on the window's thread unless `context` is gone.
template <class Work, class Done>
void in_background(QObject* context, Work work, Done done) {
  using T = std::invoke_result_t<Work>;
  detail::post_task([context = QPointer<QObject>(context), work = std::move(work), done = std::move(done)]() mutable {
    auto outcome = std::make_shared<Outcome<T>>();
    try {
      outcome->value.emplace(work());
    } catch (...) {
      outcome->failed = detail::describe_current_exception();
    }
    detail::post_result(context, [outcome, done = std::move(done)]() mutable { done(std::move(*outcome)); });
  });
}

}  // namespace tl::ui
