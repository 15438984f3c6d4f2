// SPDX-License-Identifier: GPL-3.0-or-later
// The Tensors dock: histograms and maps of the selected node's weights, gradients and output, as copied out by the running session.
#pragma once
#include <QString>
#include <QWidget>
#include <map>
#include <memory>
#include <string>

#include "engine/train/session.h"

class QHBoxLayout;
class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace tl::ui {
class FeatureMapsView;
class HistogramView;

class TensorsPanel : public QWidget {
  Q_OBJECT
 public:
  explicit TensorsPanel(QWidget* parent = nullptr);
  /// Whose tensors are wanted; empty: none selected.
  void set_node(const QString& name, const QColor& color, bool running);
  /// `ended`: of a run that is over.
  void show_tensor(const std::shared_ptr<const train::WatchData>& data, bool ended = false);
  void clear();
  int shown() const { return int(cards_.size()); }

 private:
  struct Card {
    QWidget* frame = nullptr;
    QLabel *title = nullptr, *numbers = nullptr;
    HistogramView* histogram = nullptr;
    FeatureMapsView* maps = nullptr;
  };
  Card make_card(const QString& place);
  std::map<std::string, Card> cards_;
  QString node_;
  QColor color_;
  QHBoxLayout* row_ = nullptr;
  QLabel* empty_ = nullptr;
};

}  // namespace tl::ui
