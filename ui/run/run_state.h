// SPDX-License-Identifier: GPL-3.0-or-later
// The one state machine behind the run controls: from the session's state to what each button does and says. Pure, so that a table tests
// it.
#pragma once
#include <QString>

#include "engine/train/session.h"

namespace tl::ui {

enum class RunAction { train, pause, resume, step, stop, none };

struct RunButton {
  bool enabled = false;
  QString text;
  QString why;                      ///< tooltip: what it does, or why it cannot
  RunAction action = RunAction::none;
};

struct RunControls {
  RunButton train, pause, step, stop;
  QString headline;                 ///< "running", "paused at step 120", …
};

struct RunContext {
  train::State state = train::State::idle;
  QString reason;                   ///< of the last state change
  bool lowering = false;            ///< Train was pressed, the session is not made yet
  bool has_session = false;
  bool graph_empty = false;
  int errors = 0;                   ///< problems that block training
  int64_t step = 0;
  QString elsewhere;                ///< title of the document that the run is of, when another one is in front
};

RunControls run_controls(const RunContext& context);
QString state_text(train::State state);
/// Also tells a run that was stopped ("stopped") from one that came to its end.
QString state_text(train::State state, const QString& reason);

}  // namespace tl::ui
