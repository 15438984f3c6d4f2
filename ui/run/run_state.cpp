// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/run_state.h"

#include <QCoreApplication>

namespace tl::ui {
namespace {
QString tr(const char* text, const char* = nullptr, int n = -1) { return QCoreApplication::translate("tl::ui", text, nullptr, n); }
RunButton on(QString text, QString what, RunAction action) { return {true, std::move(text), std::move(what), action}; }
RunButton off(QString text, QString why) { return {false, std::move(text), std::move(why), RunAction::none}; }
}  // namespace

QString state_text(train::State state) {
  switch (state) {
    case train::State::idle: return tr("ready");
    case train::State::preparing: return tr("preparing");
    case train::State::running: return tr("training");
    case train::State::paused: return tr("paused");
    case train::State::stopping: return tr("stopping");
    case train::State::finished: return tr("finished");
    case train::State::failed: return tr("failed");
    case train::State::stalled: return tr("stalled");
  }
  return {};
}

QString state_text(train::State state, const QString& reason) {
  // The engine ends both ways in one state; "Stopped early" is the training's own decision.
  const bool by_person = reason.startsWith(QLatin1String("Stopped ")) && !reason.startsWith(QLatin1String("Stopped early"));
  return state == train::State::finished && by_person ? tr("stopped") : state_text(state);
}

RunControls run_controls(const RunContext& c) {
  using train::State;
  const auto here = [&](const QString& why, const QString& otherwise) { return c.elsewhere.isEmpty() ? why : otherwise.arg(c.elsewhere); };
  const QString train = tr("Train"), pause = tr("Pause"), step = tr("Step"), stop = tr("Stop");
  RunControls r;
  r.headline = c.lowering ? tr("preparing") : c.has_session ? state_text(c.state, c.reason) : state_text(State::idle);
  const State state = c.lowering ? State::preparing : c.has_session ? c.state : State::idle;
  switch (state) {
    case State::idle:
    case State::finished:
    case State::failed: {
      const QString nothing = tr("No run is going on. Press Train (F5) first.");
      if (c.graph_empty)
        r.train = on(train, tr("There is nothing to train yet: add nodes or open an example. Shows what is missing."), RunAction::train);
      else if (c.errors > 0)
        r.train = on(train,
                     tr("%n problem(s) block the run; Train shows them.", nullptr, c.errors),
                     RunAction::train);
      else r.train = on(train, tr("Train the network from the start (F5)"), RunAction::train);
      r.pause = off(pause, nothing);
      r.step = c.graph_empty || c.errors > 0 ? off(step, tr("The graph has problems: see the Problems panel (F8)."))
                                             : on(step, tr("Start and stop after one step (F10)"), RunAction::step);
      r.stop = off(stop, nothing);
      break;
    }
    case State::preparing:
      r.train = off(train, here(tr("The run is being prepared: data and network are set up."),
                                tr("“%1” is about to be trained, and one network is trained at a time.")));
      r.pause = off(pause, tr("Not yet: the run is being prepared."));
      r.step = off(step, tr("Not yet: the run is being prepared."));
      r.stop = c.lowering ? off(stop, tr("Not yet: the run is being prepared.")) : on(stop, tr("Stop the run (Shift+F5)"), RunAction::stop);
      break;
    case State::running:
    case State::stalled:
      r.train = off(train, here(tr("Training goes on already. Stop it (Shift+F5) to start anew."),
                                tr("“%1” is being trained. Stop it (Shift+F5) to train this one.")));
      r.pause = on(pause, tr("Pause between two steps (Space)"), RunAction::pause);
      r.step = off(step, tr("Pause first (Space), then go step by step."));
      r.stop = on(stop, tr("Finish the step, write a snapshot and free the memory (Shift+F5)"), RunAction::stop);
      break;
    case State::paused:
      r.train = on(tr("Resume"), here(tr("Go on from step %1 (F5 or Space)").arg(c.step), tr("Go on training “%1”, which is paused (F5 or Space)")),
                   RunAction::resume);
      r.pause = off(pause, tr("The run is paused: Resume (F5 or Space) goes on."));
      r.step = on(step, tr("One optimizer step, then pause again (F10)"), RunAction::step);
      r.stop = on(stop, tr("Write a snapshot and free the memory (Shift+F5)"), RunAction::stop);
      break;
    case State::stopping:
      r.train = off(train, tr("The run is stopping: the snapshot is being written."));
      r.pause = off(pause, tr("The run is stopping."));
      r.step = off(step, tr("The run is stopping."));
      r.stop = on(tr("Stop now"), tr("Abandon the running step and keep the last snapshot"), RunAction::stop);
      break;
  }
  return r;
}

}  // namespace tl::ui
