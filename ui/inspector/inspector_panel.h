// SPDX-License-Identifier: GPL-3.0-or-later
// The right panel: the selected node's parameters from its description, shapes, cost, and what its tensors look like;
// without a selection the run settings of the project.
#pragma once
#include <QWidget>
#include <memory>
#include <vector>

#include "engine/train/session.h"
#include "nodes/forecast.h"
#include "nodes/ids.h"
#include "nodes/live.h"
#include "nodes/patch.h"

class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace tl::ui {
class FeatureMapsView;
class FieldEditor;
class GraphEditor;
class GraphScene;
class HistogramView;

class InspectorPanel : public QWidget {
  Q_OBJECT
 public:
  InspectorPanel(GraphEditor& editor, GraphScene& scene, QWidget* parent = nullptr);
  /// New copies of watched tensors; those of the selected node are shown.
  /// `ended`: of a run that is over.
  void show_tensor(const std::shared_ptr<const train::WatchData>& data, bool ended = false);
  void clear_tensors();
  /// What comes out of the selected node with a real batch; null: live data is off.
  void show_live(std::shared_ptr<const nodes::LiveBatch> batch);
  /// What a run would need; null: not known now.
  void show_forecast(std::shared_ptr<const nodes::Forecast> forecast);
  FieldEditor* field(const std::string& key) const;
  /// Gives the keys to the first parameter, or to the name where there is none.
  void focus_first();
  QLineEdit* name_field() { return name_; }

 Q_SIGNALS:
  void hint(const QString& text);
  /// The menu of what a node in a group may show on it is to be filled.
  void promote_wanted(tl::nodes::NodeId id, QMenu& menu);

 private:
  void rebuild();            ///< another node: other fields
  void refresh();            ///< same node: other values
  void refresh_texts();
  void refresh_live();
  void edit_param(const std::string& key, std::optional<Value> value);
  void rename();

  GraphEditor& editor_;
  GraphScene& scene_;
  nodes::NodeId node_;
  std::string type_;
  bool project_form_ = false;
  QLabel *title_ = nullptr, *doc_ = nullptr, *problem_ = nullptr;
  QLineEdit *name_ = nullptr, *title_edit_ = nullptr;
  QPushButton* promote_ = nullptr;
  QVBoxLayout* form_ = nullptr;
  std::vector<FieldEditor*> fields_;
  QWidget* shapes_box_ = nullptr;
  QLabel *shapes_title_ = nullptr, *shapes_ = nullptr, *cost_ = nullptr;
  QLabel *weights_title_ = nullptr, *maps_title_ = nullptr;
  HistogramView* weights_ = nullptr;
  FeatureMapsView* maps_ = nullptr;
  QString forecast_text() const;
  std::shared_ptr<const nodes::Forecast> forecast_;
  std::shared_ptr<const nodes::LiveBatch> batch_;
  std::shared_ptr<const nodes::LiveNode> live_shown_;   ///< what the widgets below were filled from
  QLabel *live_title_ = nullptr, *live_text_ = nullptr;
  FeatureMapsView* live_maps_ = nullptr;
  HistogramView* live_histogram_ = nullptr;
  bool live_dark_ = true;
};

}  // namespace tl::ui
