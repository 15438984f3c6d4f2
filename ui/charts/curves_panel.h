// SPDX-License-Identifier: GPL-3.0-or-later
// The Curves dock: one chart per metric with train and validation together, shared crosshair, smoothing, log axis, x axis, earlier runs.
#pragma once
#include <QWidget>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "engine/runs/run_store.h"
#include "ui/charts/curve_chart.h"
#include "ui/run/run_controller.h"

class QCheckBox;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QScrollArea;
class QSlider;

namespace tl::ui {

/// The series of one run, by name; addresses stay.
class RunCurves {
 public:
  CurveSeries& series(const std::string& name, bool* added = nullptr);
  const std::deque<CurveSeries>& all() const { return series_; }
  /// Appends records; returns true when a series came that was not there.
  bool append(const std::vector<std::string>& names, const std::vector<runs::Record>& records);
  std::vector<CurveMarker> markers;
  QString title;
  double steps_per_epoch = 1;
  size_t points() const;

 private:
  std::deque<CurveSeries> series_;
};

class CurvesPanel : public QWidget {
  Q_OBJECT
 public:
  explicit CurvesPanel(QWidget* parent = nullptr);
  /// A run begins: what was shown becomes a grey reference when the person wants earlier runs.
  void begin_run(const QString& title);
  void take(const RunNews& news);
  /// Shows a finished run from disk.
  void show_run(const QString& title, const std::vector<std::string>& names, const std::vector<runs::Record>& records);
  const std::vector<CurveChart*>& charts() const { return charts_; }
  const RunCurves* current() const { return runs_.empty() ? nullptr : runs_.back().get(); }
  size_t point_count() const { return runs_.empty() ? 0 : runs_.back()->points(); }
  QSlider* smoothing() { return smoothing_; }
  QCheckBox* log_y() { return log_y_; }
  QComboBox* x_axis() { return x_axis_; }
  /// The row of controls, for a place beside the dock's tabs.
  QWidget* controls() { return controls_; }
  void take_controls_back();   ///< into the panel itself
  /// Another document is in front: its runs are shown, and not compared with those of others. News goes on to that in which the run began.
  void show_document(quint64 document);
  void forget_document(quint64 document);
  /// Forgets the runs of the document in front.
  void clear();
  /// Where "Save picture…" begins; empty: wherever the dialog likes.
  std::function<QString()> export_folder;
  void save_picture(const QString& file);
  void save_table(const QString& file);

 Q_SIGNALS:
  void told(const QString& text);                                                ///< something was written
  void failed(const QString& title, const QString& message, const QString& remedy);

 private:
  void rebuild_charts();
  void apply_controls();
  void export_to(const QString& title, const QString& filter, const QString& suffix, void (CurvesPanel::*save)(const QString&));

  using Runs = std::vector<std::unique_ptr<RunCurves>>;
  Runs runs_;                                      ///< of the document in front, oldest first; the last is current
  std::map<quint64, Runs> others_;                 ///< of the documents behind it
  quint64 document_ = 0, training_ = 0;            ///< in front; whose run the news is about
  std::vector<CurveChart*> charts_;
  std::vector<QWidget*> cards_;
  QWidget *controls_ = nullptr, *page_ = nullptr;
  QScrollArea* area_ = nullptr;
  QHBoxLayout* row_ = nullptr;
  QLabel *empty_ = nullptr, *smoothing_label_ = nullptr;
  QSlider* smoothing_ = nullptr;
  QCheckBox* log_y_ = nullptr;
  QComboBox *x_axis_ = nullptr, *earlier_ = nullptr;
};

}  // namespace tl::ui
