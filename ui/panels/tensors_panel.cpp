// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/tensors_panel.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/support/format.h"
#include "ui/tensors/feature_maps_view.h"
#include "ui/tensors/histogram_view.h"
#include "ui/theme/theme.h"

namespace tl::ui {

TensorsPanel::TensorsPanel(QWidget* parent) : QWidget(parent) {
  setObjectName("tensorsPanel");
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(16, 4, 16, 10);
  auto* area = new QScrollArea(this);
  area->setWidgetResizable(true);
  area->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
  auto* page = new QWidget(area);
  row_ = new QHBoxLayout(page);
  row_->setContentsMargins(0, 0, 0, 0);
  row_->setSpacing(12);
  empty_ = new QLabel(page);
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setWordWrap(true);
  empty_->setProperty("role", "hint");
  row_->addWidget(empty_, 1);
  row_->addSpacerItem(new QSpacerItem(0, 0, QSizePolicy::Expanding, QSizePolicy::Minimum));  // cards stand at the left
  area->setWidget(page);
  column->addWidget(area);
  set_node({}, {}, false);
}

void TensorsPanel::set_node(const QString& name, const QColor& color, bool running) {
  if (name != node_) clear();
  node_ = name;
  color_ = color;
  empty_->setText(name.isEmpty() ? tr("Select a node to look at its weights, gradients and output while the network trains.")
                  : running      ? tr("Waiting for the tensors of %1…").arg(name)
                                 : tr("Train (F5) to see the weights, gradients and output of %1.").arg(name));
}

void TensorsPanel::clear() {
  for (auto& [place, card] : cards_) {
    row_->removeWidget(card.frame);
    card.frame->deleteLater();
  }
  cards_.clear();
  empty_->show();
}

TensorsPanel::Card TensorsPanel::make_card(const QString& place) {
  Card c;
  auto* frame = new QFrame;
  frame->setObjectName("card");
  frame->setFixedWidth(300);
  c.frame = frame;
  auto* box = new QVBoxLayout(frame);
  box->setContentsMargins(12, 8, 12, 8);
  box->setSpacing(5);
  c.title = new QLabel(place, frame);
  c.title->setProperty("role", "section");
  box->addWidget(c.title);
  c.numbers = new QLabel(frame);
  c.numbers->setProperty("role", "muted");
  c.numbers->setFont(mono_font(10.5));
  c.numbers->setWordWrap(true);
  box->addWidget(c.numbers);
  c.histogram = new HistogramView(frame);
  c.histogram->setMinimumHeight(64);
  c.histogram->setMaximumHeight(120);
  box->addWidget(c.histogram, 1);
  c.maps = new FeatureMapsView(frame);
  c.maps->set_columns(8);
  c.maps->set_max_rows(2);
  box->addWidget(c.maps);
  box->addStretch(1);
  row_->insertWidget(int(cards_.size()), frame);
  return c;
}

void TensorsPanel::show_tensor(const std::shared_ptr<const train::WatchData>& data, bool ended) {
  if (node_.isEmpty() || data->place.rfind(node_.toStdString() + ".", 0) != 0) return;
  auto it = cards_.find(data->place);
  if (it == cards_.end()) it = cards_.emplace(data->place, make_card(QString::fromStdString(data->place))).first;
  Card& c = it->second;
  QStringList sizes;
  for (int64_t s : data->sizes) sizes << QString::number(s);
  c.title->setText(QStringLiteral("%1   %2").arg(QString::fromStdString(data->place), sizes.join(QStringLiteral("×"))));
  c.numbers->setText((ended ? tr("ended run, step %1  mean %2  std %3") : tr("step %1  mean %2  std %3"))
                         .arg(grouped(data->step), QString::number(data->mean, 'g', 3), QString::number(data->std, 'g', 3)));
  c.histogram->set_data(*data, color_);
  c.maps->set_data(*data);
  c.maps->setVisible(c.maps->map_count() > 0);
  empty_->hide();
}

}  // namespace tl::ui
