// SPDX-License-Identifier: GPL-3.0-or-later
// What a run of the open document would need, rehearsed off the window's thread a moment after each edit.
#pragma once
#include <QObject>
#include <QTimer>
#include <atomic>
#include <memory>

#include "nodes/forecast.h"

namespace tl::ui {
class GraphEditor;

class RunForecast : public QObject {
  Q_OBJECT
 public:
  explicit RunForecast(GraphEditor& editor, QObject* parent = nullptr);
  ~RunForecast() override;
  /// Of the document as it is now; null while it is not known, or there is nothing that could be trained.
  std::shared_ptr<const nodes::Forecast> newest() const { return newest_; }
  bool busy() const { return busy_ || wait_.isActive(); }

 Q_SIGNALS:
  void updated();

 private:
  void start();
  void search(nodes::Snapshot snapshot, nodes::ForecastOptions options);
  void end(bool stopped);
  GraphEditor& editor_;
  std::shared_ptr<const nodes::Forecast> newest_;
  std::shared_ptr<std::atomic<bool>> stop_;   ///< of the worker that rehearses now
  QTimer wait_;
  bool busy_ = false, again_ = false;
};

/// Memory of this machine that a run may use: a fifth is left to everything else.
int64_t usable_memory();

}  // namespace tl::ui
