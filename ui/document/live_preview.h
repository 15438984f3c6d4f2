// SPDX-License-Identifier: GPL-3.0-or-later
// Live data of the open document: what comes out of every node with one real batch, computed off the window's thread after each edit.
#pragma once
#include <QObject>
#include <QString>
#include <atomic>
#include <memory>

#include "nodes/live.h"

namespace tl::ui {
class GraphEditor;

class LivePreview : public QObject {
  Q_OBJECT
 public:
  explicit LivePreview(GraphEditor& editor, QObject* parent = nullptr);
  ~LivePreview() override;

  bool on() const { return on_; }
  /// `tell`: which batch is shown goes out by `told`.
  void set_on(bool on, bool tell = true);
  /// The next batch of the first epoch; after the last one the first. Turns live data on.
  void next_batch();
  bool busy() const { return busy_; }
  /// The newest; null while live data is off, and until something was computed.
  std::shared_ptr<const nodes::LiveBatch> batch() const { return batch_; }
  /// "Live data: batch 2 of the first epoch, 16 of its 64 samples"
  QString headline() const;

 Q_SIGNALS:
  void updated();                      ///< batch() is another one, or none any more
  void told(const QString& text);      ///< which batch is shown, after it was asked for
  void failed(const QString& text);

 private:
  void want();
  void start();
  void forget();

  GraphEditor& editor_;
  std::shared_ptr<nodes::LiveData> data_;              ///< used by one worker at a time
  std::shared_ptr<std::atomic<bool>> stop_;            ///< of the worker that computes now
  std::shared_ptr<const nodes::LiveBatch> batch_;
  uint64_t generation_ = 0;                            ///< of the document that `data_` belongs to
  int64_t wanted_batch_ = 0;
  bool on_ = false, busy_ = false, again_ = false, asked_ = false;
};

}  // namespace tl::ui
