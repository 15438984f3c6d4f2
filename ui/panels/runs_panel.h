// SPDX-License-Identifier: GPL-3.0-or-later
// The Runs dock: the runs of this project on disk, newest first. Double click or Enter lays one under the current curves.
#pragma once
#include <QString>
#include <QWidget>
#include <vector>

#include "engine/runs/run_facts.h"
#include "engine/runs/run_store.h"

class QLabel;
class QTreeWidget;

namespace tl::ui {

struct RunRow {
  QString dir;
  runs::RunFacts facts;
  double last_train_loss = 0, last_validation_loss = 0, best_accuracy = 0;
  bool has_loss = false, has_validation = false, has_accuracy = false;
};

struct RunRecord {
  QString title;
  std::vector<std::string> names;
  std::vector<runs::Record> records;
};

/// Reads all runs below a folder; touches files, so never on the window's thread.
std::vector<RunRow> read_runs(const QString& folder, const QStringList& also = {}, int most = 100);  ///< newest first
RunRecord read_run(const QString& dir);

class RunsPanel : public QWidget {
  Q_OBJECT
 public:
  explicit RunsPanel(QWidget* parent = nullptr);
  /// `also`: folders of single runs elsewhere, trained before the project had its place.
  void set_folder(const QString& folder, const QStringList& also = {});
  void refresh();
  QTreeWidget* view() { return view_; }

 Q_SIGNALS:
  void run_read(const tl::ui::RunRecord& run);
  void resume_wanted(const QString& dir);
  void export_wanted(const QString& dir);
  void failed(const QString& title, const QString& message, const QString& remedy);

 private:
  void fill(const std::vector<RunRow>& rows);
  void show_run(const QString& dir);
  QString chosen_run() const;   ///< its folder; empty when none is chosen
  QString folder_;
  QStringList also_;
  QTreeWidget* view_ = nullptr;
  QLabel* empty_ = nullptr;
  QWidget* buttons_ = nullptr;
};

}  // namespace tl::ui
