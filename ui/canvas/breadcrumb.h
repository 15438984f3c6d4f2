// SPDX-License-Identifier: GPL-3.0-or-later
// Where in its groups the document is seen: "fashion-cnn ▸ layer1 ▸ block ×3" above the canvas. Hidden in the document itself.
#pragma once
#include <QWidget>

class QHBoxLayout;

namespace tl::ui {
class GraphEditor;

class Breadcrumb : public QWidget {
  Q_OBJECT
 public:
  /// Lies on `canvas`, which places it when its size changes.
  Breadcrumb(GraphEditor& editor, QWidget* canvas);
  void place();

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void rebuild();

  GraphEditor& editor_;
  QHBoxLayout* row_ = nullptr;
  QStringList shown_;
};

}  // namespace tl::ui
