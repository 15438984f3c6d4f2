// SPDX-License-Identifier: GPL-3.0-or-later
// The strip below the menu: file and its state, run buttons from the state machine, device, precision, progress.
#pragma once
#include <QStringList>
#include <QWidget>

#include "engine/train/session.h"
#include "ui/run/run_state.h"

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace tl::ui {

class RunBar : public QWidget {
  Q_OBJECT
 public:
  explicit RunBar(QWidget* parent = nullptr);
  void set_file(const QString& title, const QString& state, bool saved);
  void set_controls(const RunControls& controls);
  /// `elsewhere`: title of the document that the run is of, when another one is in front.
  void set_status(const train::Status& status, bool has_session, const QString& headline, const QString& elsewhere = {});
  void set_precision(const QString& precision);
  void set_device(const QString& device);
  QPushButton* button(RunAction action) const;
  QString progress_text() const;   ///< all of it
  QString shown_progress() const;  ///< what there is room for
  QSize sizeHint() const override { return {1200, 44}; }
  QSize minimumSizeHint() const override { return {560, 44}; }
  QPushButton *train = nullptr, *pause = nullptr, *step = nullptr, *stop = nullptr;

 Q_SIGNALS:
  void wanted(tl::ui::RunAction action);
  void device_chosen(const QString& device);
  void precision_chosen(const QString& precision);

 protected:
  void resizeEvent(QResizeEvent*) override;

 private:
  void restyle();
  void fit_buttons();
  void fit_file();
  void fit_progress();
  void look_for_cuda();
  /// An empty reason: CUDA can be chosen.
  void set_cuda(const QString& why_not, const QString& name);
  RunControls controls_;
  QLabel *file_ = nullptr, *saved_ = nullptr, *progress_label_ = nullptr;
  QWidget *left_ = nullptr, *middle_ = nullptr, *right_ = nullptr;
  QComboBox *device_ = nullptr, *precision_ = nullptr;
  QProgressBar* progress_ = nullptr;
  QString title_;
  QStringList progress_parts_, progress_drops_;  ///< the second: in the order they give way
  bool saved_state_ = true, waiting_ = false;
};

}  // namespace tl::ui
