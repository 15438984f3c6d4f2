// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/curves_panel.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSaveFile>
#include <QScrollArea>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <map>

#include "engine/core/error.h"
#include "ui/document/background.h"
#include "ui/support/elided_label.h"
#include "ui/support/format.h"
#include "ui/theme/theme.h"

namespace tl::ui {
namespace {
constexpr int kCardWidth = 190;

/// "train/loss" → metric "loss", label "train".
std::pair<QString, QString> split_name(const QString& name) {
  const qsizetype slash = name.indexOf('/');
  return slash < 0 ? std::pair{name, QString()} : std::pair{name.mid(slash + 1), name.left(slash)};
}

bool is_metric_of_a_split(const QString& name) {
  return name.startsWith("train/") || name.startsWith("validation/") || name.startsWith("test/");
}

QColor color_of_split(const QString& label, size_t index) {
  if (label == "train") return theme().series[0];
  if (label == "validation") return theme().series[1];
  if (label == "test") return theme().series[2];
  return theme().series[(index + 3) % theme().series.size()];
}
}  // namespace

CurveSeries& RunCurves::series(const std::string& name, bool* added) {
  const QString wanted = QString::fromStdString(name);
  for (CurveSeries& s : series_)
    if (s.name == wanted) return s;
  if (added) *added = true;
  series_.emplace_back(wanted, split_name(wanted).second);
  series_.back().color = color_of_split(series_.back().label, series_.size());
  return series_.back();
}

bool RunCurves::append(const std::vector<std::string>& names, const std::vector<runs::Record>& records) {
  bool added = false;
  for (const runs::Record& r : records)
    if (r.series < names.size()) series(names[r.series], &added).append(double(r.step), r.seconds, r.value);
  return added;
}

size_t RunCurves::points() const {
  size_t n = 0;
  for (const CurveSeries& s : series_) n += s.size();
  return n;
}

CurvesPanel::CurvesPanel(QWidget* parent) : QWidget(parent) {
  setObjectName("curvesPanel");
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(16, 2, 16, 12);
  column->setSpacing(6);
  controls_ = new QWidget(this);
  auto* bar = new QHBoxLayout(controls_);
  bar->setContentsMargins(0, 0, 0, 0);
  bar->setSpacing(8);
  bar->addStretch(1);
  smoothing_label_ = new ElidedLabel(controls_);
  smoothing_label_->setProperty("role", "muted");
  smoothing_label_->setToolTip(tr("Exponential moving average over the raw points; the raw line stays visible behind"));
  smoothing_ = new QSlider(Qt::Horizontal, controls_);
  smoothing_->setRange(0, 99);
  smoothing_->setValue(80);
  smoothing_->setMinimumWidth(36);
  smoothing_->setMaximumWidth(90);
  smoothing_->setAccessibleName(tr("Smoothing"));
  log_y_ = new QCheckBox(tr("log y"), controls_);
  log_y_->setAccessibleName(tr("Logarithmic y axis"));
  x_axis_ = new QComboBox(controls_);
  x_axis_->setAccessibleName(tr("x axis"));
  x_axis_->addItems({tr("x: step"), tr("x: epoch"), tr("x: time")});
  earlier_ = new QComboBox(controls_);
  earlier_->setAccessibleName(tr("Earlier runs shown"));
  earlier_->addItems({tr("this run"), tr("runs: 2"), tr("runs: 3"), tr("runs: 5")});
  earlier_->setCurrentIndex(2);
  auto* more = new QToolButton(controls_);
  more->setText(QStringLiteral("⋯"));
  more->setAccessibleName(tr("Export the curves"));
  more->setAutoRaise(true);
  more->setPopupMode(QToolButton::InstantPopup);
  more->setStyleSheet("QToolButton { border: none; padding: 2px 6px; } QToolButton::menu-indicator { image: none; }");
  auto* menu = new QMenu(more);
  QList<QAction*> exports;
  exports << menu->addAction(tr("Save picture…"), this, [this] {
    export_to(tr("Save picture"), tr("PNG picture (*.png)"), QStringLiteral("png"), &CurvesPanel::save_picture);
  });
  exports << menu->addAction(tr("Save points as CSV…"), this, [this] {
    export_to(tr("Save points"), tr("CSV table (*.csv)"), QStringLiteral("csv"), &CurvesPanel::save_table);
  });
  exports << menu->addAction(tr("Copy picture"), this, [this] {
    QApplication::clipboard()->setPixmap(grab());
    Q_EMIT told(tr("Picture copied"));
  });
  connect(menu, &QMenu::aboutToShow, this, [this, exports] {  // without a curve there is nothing to give away
    for (QAction* a : exports) a->setEnabled(point_count() > 0);
  });
  more->setMenu(menu);
  for (QWidget* w : std::initializer_list<QWidget*>{smoothing_label_, smoothing_, log_y_, x_axis_, earlier_, more}) bar->addWidget(w);
  controls_->setStyleSheet(
      "QComboBox { border: none; background: transparent; padding: 1px 4px; } QLabel, QCheckBox, QComboBox { font-size: 11px; }");
  column->addWidget(controls_);
  // As many charts as there are metrics: those that do not fit are scrolled to.
  area_ = new QScrollArea(this);
  area_->setWidgetResizable(true);
  area_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  area_->setFocusPolicy(Qt::NoFocus);
  page_ = new QWidget(area_);
  row_ = new QHBoxLayout(page_);
  row_->setContentsMargins(0, 0, 0, 0);
  row_->setSpacing(14);
  area_->setWidget(page_);
  column->addWidget(area_, 1);
  empty_ = new QLabel(tr("Press Train (F5): loss and metrics of training and validation are drawn here while the network learns."), this);
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setWordWrap(true);
  empty_->setProperty("role", "hint");
  row_->addWidget(empty_, 1);
  connect(smoothing_, &QSlider::valueChanged, this, [this] { apply_controls(); });
  connect(log_y_, &QCheckBox::toggled, this, [this] { apply_controls(); });
  connect(x_axis_, &QComboBox::currentIndexChanged, this, [this] { apply_controls(); });
  connect(earlier_, &QComboBox::currentIndexChanged, this, [this] { rebuild_charts(); });
  connect(ThemeNotifier::instance(), &ThemeNotifier::changed, this, [this] {
    const auto colour = [](const Runs& runs) {
      for (const auto& run : runs) {
        size_t i = 0;
        for (const CurveSeries& s : run->all()) const_cast<CurveSeries&>(s).color = color_of_split(s.label, ++i);
      }
    };
    colour(runs_);
    for (const auto& [document, runs] : others_) colour(runs);
    rebuild_charts();
  });
  apply_controls();
}

void CurvesPanel::take_controls_back() {
  static_cast<QVBoxLayout*>(layout())->insertWidget(0, controls_);
  controls_->show();
}

void CurvesPanel::clear() {
  if (runs_.empty()) return;
  for (CurveChart* c : charts_) c->set_markers(nullptr), c->set_series({});
  runs_.clear();
  rebuild_charts();
}

void CurvesPanel::show_document(quint64 document) {
  if (document == document_) return;
  const bool shown = !runs_.empty();
  for (CurveChart* c : charts_) c->set_markers(nullptr), c->set_series({});
  if (shown) others_[document_] = std::move(runs_);
  document_ = document;
  runs_.clear();
  if (const auto kept = others_.find(document); kept != others_.end()) {
    runs_ = std::move(kept->second);
    others_.erase(kept);
  }
  if (shown || !runs_.empty()) rebuild_charts();
}

void CurvesPanel::forget_document(quint64 document) {
  others_.erase(document);
  if (document == document_) clear();
}

void CurvesPanel::begin_run(const QString& title) {
  training_ = document_;
  runs_.push_back(std::make_unique<RunCurves>());
  runs_.back()->title = title;
  while (runs_.size() > 5) runs_.erase(runs_.begin());
  rebuild_charts();
}

void CurvesPanel::take(const RunNews& news) {
  const bool seen = training_ == document_;
  const auto behind = others_.find(training_);
  if (seen ? runs_.empty() : behind == others_.end()) return;
  Runs& runs = seen ? runs_ : behind->second;
  if (news.restarted) {
    auto fresh = std::make_unique<RunCurves>();
    fresh->title = runs.back()->title;
    if (seen)
      for (CurveChart* c : charts_) c->set_markers(nullptr), c->set_series({});
    runs.back() = std::move(fresh);
    if (seen) rebuild_charts();
  }
  RunCurves& run = *runs.back();
  if (news.status.steps_per_epoch > 0 && double(news.status.steps_per_epoch) != run.steps_per_epoch) {
    run.steps_per_epoch = double(news.status.steps_per_epoch);
    if (seen)
      for (CurveChart* c : charts_) c->set_steps_per_epoch(run.steps_per_epoch);
  }
  const double seconds = news.records.empty() ? (run.markers.empty() ? 0 : run.markers.back().seconds) : news.records.back().seconds;
  for (const train::Marker& m : news.markers)
    run.markers.push_back({double(m.step), seconds, QString::fromStdString(m.kind), QString::fromStdString(m.text)});
  if (news.records.empty() && news.markers.empty()) return;
  const bool more = run.append(news.series, news.records);
  if (!seen) return;
  if (more) return rebuild_charts();
  for (CurveChart* c : charts_) c->refresh();
}

void CurvesPanel::show_run(const QString& title, const std::vector<std::string>& names, const std::vector<runs::Record>& records) {
  auto run = std::make_unique<RunCurves>();
  run->title = title;
  run->append(names, records);
  // Beneath the current run, as a reference; on its own when there is none.
  runs_.insert(runs_.empty() ? runs_.end() : runs_.end() - 1, std::move(run));
  if (earlier_->currentIndex() == 0) earlier_->setCurrentIndex(2);
  rebuild_charts();
}

void CurvesPanel::rebuild_charts() {
  static const int shown_runs[] = {1, 2, 3, 5};
  const size_t first = runs_.size() - std::min(runs_.size(), size_t(shown_runs[std::max(0, earlier_->currentIndex())]));
  std::vector<QString> metrics;
  std::map<QString, std::vector<const CurveSeries*>> groups;
  for (size_t r = first; r < runs_.size(); ++r) {
    const bool current = r + 1 == runs_.size();
    for (const CurveSeries& s : runs_[r]->all()) {
      if (!is_metric_of_a_split(s.name)) continue;
      const auto [metric, label] = split_name(s.name);
      if (!current && label != "validation" && label != "train") continue;
      if (std::find(metrics.begin(), metrics.end(), metric) == metrics.end()) metrics.push_back(metric);
      const_cast<CurveSeries&>(s).reference = !current;
      if (!current) {
        if (label != "train") continue;  // one grey line per earlier run is enough to compare with
        const_cast<CurveSeries&>(s).label = runs_[r]->title;
      }
      groups[metric].push_back(&s);
    }
  }
  std::stable_sort(metrics.begin(), metrics.end(), [](const QString& a, const QString& b) { return (a == "loss") > (b == "loss"); });
  bool same = metrics.size() == charts_.size();
  for (size_t i = 0; same && i < metrics.size(); ++i) same = charts_[i]->metric() == metrics[i];
  if (!same) {
    for (CurveChart* c : charts_) {  // they live on until the event loop comes round: let them forget the series now
      c->set_markers(nullptr);
      c->set_series({});
    }
    for (QWidget* w : cards_) {
      row_->removeWidget(w);
      w->hide();
      w->deleteLater();
    }
    cards_.clear();
    charts_.clear();
    for (const QString& metric : metrics) {
      auto* card = new QFrame(page_);
      card->setMinimumWidth(kCardWidth);
      card->setObjectName("card");
      auto* box = new QVBoxLayout(card);
      box->setContentsMargins(8, 7, 8, 3);
      box->setSpacing(2);
      auto* legend = new QLabel(card);
      legend->setObjectName("legend");
      legend->setTextFormat(Qt::RichText);
      legend->setContentsMargins(4, 0, 6, 0);
      box->addWidget(legend);
      auto* chart = new CurveChart(metric, card);
      box->addWidget(chart, 1);
      row_->addWidget(card, 1);
      cards_.push_back(card);
      charts_.push_back(chart);
      connect(chart, &CurveChart::hovered, this, [this](double x) {
        for (CurveChart* c : charts_) c->show_crosshair(x);
      });
      connect(chart, &CurveChart::left, this, [this] {
        for (CurveChart* c : charts_) c->hide_crosshair();
      });
    }
  }
  empty_->setVisible(charts_.empty());
  for (size_t i = 0; i < charts_.size(); ++i) {
    std::vector<const CurveSeries*> series = groups[metrics[i]];
    std::stable_sort(series.begin(), series.end(), [](const CurveSeries* a, const CurveSeries* b) { return a->reference > b->reference; });
    QString legend = QStringLiteral("<table width='100%'><tr><td><span style='color:%1;font-weight:600'>%2</span></td><td align='right'>")
                         .arg(theme().muted.name(), metrics[i].toHtmlEscaped());
    for (const bool reference : {false, true})
      for (const CurveSeries* s : series)
        if (s->reference == reference)
          legend += QStringLiteral("&nbsp;&nbsp;&nbsp;&nbsp;<span style='color:%1'>%2</span>")
                        .arg(reference ? theme().hint.name() : readable(s->color, theme().canvas).name(), s->label.toHtmlEscaped());
    legend += "</td></tr></table>";
    auto* label = cards_[i]->findChild<QLabel*>("legend");
    label->setFont(ui_font(11));
    label->setText(legend);
    charts_[i]->set_markers(&runs_.back()->markers);
    charts_[i]->set_series(std::move(series));
    charts_[i]->set_steps_per_epoch(runs_.back()->steps_per_epoch);
  }
  apply_controls();
}

void CurvesPanel::apply_controls() {
  const double weight = smoothing_->value() / 100.0;
  smoothing_label_->setText(weight > 0 ? tr("smoothing (EMA) %1").arg(weight, 0, 'f', 2) : tr("no smoothing"));
  smoothing_label_->setMaximumWidth(QFontMetrics(smoothing_label_->font()).horizontalAdvance(tr("smoothing (EMA) %1").arg(0.99)) + 4);
  for (CurveChart* c : charts_) {
    c->set_smoothing(weight);
    c->set_log_y(log_y_->isChecked());
    c->set_x_axis(XAxis(std::max(0, x_axis_->currentIndex())));
  }
}

void CurvesPanel::export_to(const QString& title, const QString& filter, const QString& suffix, void (CurvesPanel::*save)(const QString&)) {
  auto* dialog = new QFileDialog(this, title, export_folder ? export_folder() : QString(), filter);
  dialog->setOption(QFileDialog::DontUseNativeDialog);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(suffix);
  dialog->selectFile(tr("curves") + QLatin1Char('.') + suffix);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QFileDialog::fileSelected, this, save);
  dialog->open();
}

namespace {
/// Written beside its place and put there whole; throws tl::Error (io) with what the system said.
void write_whole(const QString& file, const std::function<bool(QIODevice&)>& write) {
  QSaveFile out(file);
  if (out.open(QIODevice::WriteOnly) && write(out) && out.commit()) return;
  throw Error(ErrorCategory::io, "save", QStringLiteral("'%1' could not be written: %2").arg(file, out.errorString()).toStdString(),
              "Choose another folder, or make room on the disk.");
}
}  // namespace

void CurvesPanel::save_picture(const QString& file) {
  in_background(this, [image = grab().toImage(), file] {
    write_whole(file, [&](QIODevice& out) { return image.save(&out, "PNG"); });
    return true;
  }, [this, file](Outcome<bool> done) {
    if (done) Q_EMIT told(tr("Picture saved to %1").arg(file));
    else Q_EMIT failed(tr("The picture was not saved"), done.failed.message, done.failed.remedy);
  });
}

void CurvesPanel::save_table(const QString& file) {
  QByteArray text = "series,step,seconds,value\n";
  if (const RunCurves* run = current())
    for (const CurveSeries& s : run->all())
      for (size_t i = 0; i < s.size(); ++i)
        text += s.name.toUtf8() + ',' + QByteArray::number(qint64(s.step(i))) + ',' + real_text(s.x(i, XAxis::time, 1)).toUtf8() + ',' +
                real_text(s.value(i)).toUtf8() + '\n';
  in_background(this, [text, file] {
    write_whole(file, [&](QIODevice& out) { return out.write(text) == text.size(); });
    return true;
  }, [this, file](Outcome<bool> done) {
    if (done) Q_EMIT told(tr("Points saved to %1").arg(file));
    else Q_EMIT failed(tr("The points were not saved"), done.failed.message, done.failed.remedy);
  });
}

}  // namespace tl::ui
