// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/run_bar.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardItemModel>
#include <QThreadPool>
#include <cmath>

#include "engine/core/device_backend.h"
#include "engine/core/error.h"
#include "ui/support/format.h"
#include "ui/theme/theme.h"

namespace tl::ui {
namespace {
constexpr int kFileRoom = 220, kProgressRoom = 250;

/// A picture for the button as it is and one for when it can not be pressed: each is seen on its ground.
QIcon button_icon(const QString& on, const QString& off) {
  // Pixmaps only: an icon made from an SVG file draws that file again for every size that was not added.
  const QSize size(48, 48);
  QIcon icon(QIcon(on).pixmap(size));
  icon.addPixmap(QIcon(off).pixmap(size, QIcon::Disabled), QIcon::Disabled);
  return icon;
}
}  // namespace

RunBar::RunBar(QWidget* parent) : QWidget(parent) {
  setObjectName("runBar");
  setFixedHeight(44);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  left_ = new QWidget(this);
  auto* l = new QHBoxLayout(left_);
  l->setContentsMargins(16, 0, 8, 0);
  l->setSpacing(14);
  file_ = new QLabel(left_);
  saved_ = new QLabel(left_);
  l->addWidget(file_);
  l->addWidget(saved_);
  l->addStretch(1);

  middle_ = new QWidget(this);
  auto* m = new QHBoxLayout(middle_);
  m->setContentsMargins(0, 0, 0, 0);
  m->setSpacing(7);
  const auto make = [&](const char* name, int width, const QString& accessible) {
    auto* b = new QPushButton(middle_);
    b->setObjectName(name);
    b->setFixedSize(width, 28);
    b->setAccessibleName(accessible);
    b->setFocusPolicy(Qt::TabFocus);
    b->setIconSize(QSize(12, 12));
    m->addWidget(b);
    return b;
  };
  train = make("trainButton", 98, tr("Train"));
  pause = make("pauseButton", 84, tr("Pause"));
  step = make("stepButton", 78, tr("Step"));
  stop = make("stopButton", 92, tr("Stop"));
  m->addSpacing(9);
  device_ = new QComboBox(middle_);
  device_->setObjectName("toolCombo");
  device_->setAccessibleName(tr("Device"));
  device_->addItem(tr("CPU · oneDNN"), "cpu");
  device_->addItem(tr("CUDA"), "cuda");
  look_for_cuda();
  device_->setFixedSize(132, 28);
  device_->setFocusPolicy(Qt::TabFocus);
  m->addWidget(device_);
  precision_ = new QComboBox(middle_);
  precision_->setObjectName("toolCombo");
  precision_->setAccessibleName(tr("Precision"));
  precision_->addItem(tr("Precision f32"), "f32");
  precision_->setFixedSize(128, 28);
  precision_->setFocusPolicy(Qt::TabFocus);
  m->addWidget(precision_);

  right_ = new QWidget(this);
  auto* r = new QVBoxLayout(right_);
  r->setContentsMargins(8, 6, 16, 8);
  r->setSpacing(4);
  progress_label_ = new QLabel(right_);
  progress_label_->setObjectName("progressText");
  progress_ = new QProgressBar(right_);
  progress_->setTextVisible(false);
  progress_->setFixedHeight(4);
  progress_->setRange(0, 1000);
  progress_->setAccessibleName(tr("Progress of the run"));
  r->addWidget(progress_label_);
  r->addWidget(progress_);

  connect(train, &QPushButton::clicked, this, [this] { Q_EMIT wanted(controls_.train.action); });
  connect(pause, &QPushButton::clicked, this, [this] { Q_EMIT wanted(controls_.pause.action); });
  connect(step, &QPushButton::clicked, this, [this] { Q_EMIT wanted(controls_.step.action); });
  connect(stop, &QPushButton::clicked, this, [this] { Q_EMIT wanted(controls_.stop.action); });
  connect(device_, &QComboBox::activated, this, [this](int i) { Q_EMIT device_chosen(device_->itemData(i).toString()); });
  connect(precision_, &QComboBox::activated, this, [this](int i) { Q_EMIT precision_chosen(precision_->itemData(i).toString()); });
  connect(ThemeNotifier::instance(), &ThemeNotifier::changed, this, [this] { restyle(); });
  restyle();
  fit_buttons();
  set_controls(run_controls({}));
  set_status({}, false, {});
}

void RunBar::resizeEvent(QResizeEvent*) {
  // The buttons stand in the middle of the window. When it gets narrow, precision and device give way first (the run settings hold
  // them too), then the file: its name is in the title of the window.
  const auto extra = [](const QWidget* w) { return w->width() + 7; };
  const int room = width() - kFileRoom - kProgressRoom;
  int buttons = 9;
  for (const QPushButton* b : {train, pause, step, stop}) buttons += extra(b);
  device_->setVisible(room >= buttons + extra(device_));
  precision_->setVisible(room >= buttons + extra(device_) + extra(precision_));
  middle_->layout()->invalidate();
  const int middle = middle_->sizeHint().width();
  const int at = std::max(std::min((width() - middle) / 2 + 28, width() - middle - kProgressRoom), std::min(kFileRoom, width() - middle));
  middle_->setGeometry(std::max(0, at), 0, middle, height());
  left_->setGeometry(0, 0, std::max(0, at), height());
  right_->setGeometry(at + middle, 0, std::max(0, width() - at - middle), height());
  fit_file();
  fit_progress();
}

/// Wide enough for each of their texts, in any language; not narrower than in the design.
void RunBar::fit_buttons() {
  // The largest of the states that show more than one.
  RunContext paused, stopping;
  paused.has_session = stopping.has_session = true;
  paused.state = train::State::paused;
  stopping.state = train::State::stopping;
  for (const RunContext& c : {RunContext{}, paused, stopping}) {
    set_controls(run_controls(c));
    for (QPushButton* b : {train, pause, step, stop}) {
      b->ensurePolished();
      b->setFixedWidth(std::max(b->width(), b->fontMetrics().horizontalAdvance(b->text()) + b->iconSize().width() + 30));
    }
  }
  for (QComboBox* box : {device_, precision_}) {
    box->ensurePolished();
    int widest = 0;
    for (int i = 0; i < box->count(); ++i) widest = std::max(widest, box->fontMetrics().horizontalAdvance(box->itemText(i)));
    box->setFixedWidth(std::max(box->width(), widest + 44));
  }
}

void RunBar::fit_file() {
  // Cut in the middle: beginning and ".json" tell most.
  const QFontMetrics m(file_->font());
  const int room = left_->width() - 16 - 8 - 14 - QFontMetrics(saved_->font()).horizontalAdvance(saved_->text()) - 6;
  file_->setText(m.elidedText(title_, Qt::ElideMiddle, std::max(room, 40)));
  file_->setToolTip(file_->text() == title_ ? QString() : title_);
}

void RunBar::fit_progress() {
  // What tells least goes first: speed, then what is left, then the step; never the epoch's state cut off in a word.
  QStringList parts = progress_parts_;
  const QFontMetrics m(progress_label_->font());
  const int room = right_->width() - 8 - 16;
  const auto text = [&] { return parts.join(QStringLiteral(" · ")); };
  for (const QString& drop : progress_drops_) {
    if (m.horizontalAdvance(text()) <= room) break;
    parts.removeOne(drop);
  }
  progress_label_->setText(m.elidedText(text(), Qt::ElideRight, std::max(room, 0)));
}

void RunBar::restyle() {
  const Theme& t = theme();
  file_->setFont(ui_font(13, QFont::DemiBold));
  saved_->setFont(ui_font(11));
  saved_->setStyleSheet(QStringLiteral("color: %1;").arg(readable(saved_state_ ? t.ok : t.warning, t.raised).name()));
  progress_label_->setFont(mono_font(11));
  progress_label_->setStyleSheet(QStringLiteral("color: %1;").arg((waiting_ ? readable(t.warning, t.raised) : t.muted).name()));
  const QString mode = t.dark ? "dark" : "light";
  pause->setIcon(QIcon(QStringLiteral(":/icons/%1/pause.svg").arg(mode)));
  step->setIcon(QIcon(QStringLiteral(":/icons/%1/step.svg").arg(mode)));
  stop->setIcon(QIcon(QStringLiteral(":/icons/%1/stop.svg").arg(mode)));
  // The picture for the coloured button is invisible on the plain one: unpressable, it is drawn from the other theme's.
  train->setIcon(button_icon(QStringLiteral(":/icons/train-%1.svg").arg(mode),
                             QStringLiteral(":/icons/train-%1.svg").arg(t.dark ? "light" : "dark")));
}

void RunBar::set_file(const QString& title, const QString& state, bool saved) {
  title_ = title;
  saved_->setText(QStringLiteral("● ") + state);
  saved_state_ = saved;
  restyle();
  fit_file();
}

void RunBar::set_controls(const RunControls& c) {
  controls_ = c;
  const auto put = [](QPushButton* b, const RunButton& r) {
    b->setText(QLatin1Char(' ') + r.text);
    b->setEnabled(r.enabled);
    b->setToolTip(r.why);
    b->setAccessibleDescription(r.why);
  };
  put(train, c.train), put(pause, c.pause), put(step, c.step), put(stop, c.stop);
}

void RunBar::set_status(const train::Status& s, bool has_session, const QString& headline, const QString& elsewhere) {
  QStringList parts, drops;
  waiting_ = false;
  if (!has_session) {
    parts << (headline.isEmpty() ? tr("ready") : headline);
    progress_->setValue(0);
  } else {
    if (!elsewhere.isEmpty()) parts << elsewhere;
    const int64_t epoch = std::min(s.epoch + 1, std::max<int64_t>(s.epochs_total, 1));
    if (s.state != train::State::running) parts << headline;
    if (s.epochs_total > 0) parts << tr("epoch %1/%2").arg(epoch).arg(s.epochs_total);
    if (s.steps_total > 0) parts << tr("step %1/%2").arg(grouped(s.step), grouped(s.steps_total));
    if (s.validating) parts << tr("validating");
    if (s.samples_per_second > 0 && s.state == train::State::running)
      drops << tr("%1 samples/s").arg(grouped(int64_t(s.samples_per_second))), parts << drops.last();
    if (s.steps_total > 0) drops << tr("step %1/%2").arg(grouped(s.step), grouped(s.steps_total));
    if (s.eta_seconds >= 0 && s.state == train::State::running)
      drops << tr("ETA %1").arg(duration_text(s.eta_seconds)), parts << drops.last();
    waiting_ = s.state == train::State::running && s.data_wait_share > 0.5;
    if (waiting_) parts << tr("waits for data");
    if (s.state == train::State::stalled) parts << tr("no progress for %1 s").arg(int(s.heartbeat_age));
    progress_->setValue(s.steps_total > 0 ? int(std::lround(1000.0 * double(s.step) / double(s.steps_total))) : 0);
  }
  progress_parts_ = parts;
  progress_drops_ = drops;
  progress_label_->setToolTip(parts.join(QStringLiteral(" · ")));
  fit_progress();
  const QColor color = waiting_ ? readable(theme().warning, theme().raised) : theme().muted;
  const QString sheet = QStringLiteral("color: %1;").arg(color.name());
  if (progress_label_->styleSheet() != sheet) progress_label_->setStyleSheet(sheet);
}

void RunBar::set_precision(const QString& precision) { precision_->setCurrentIndex(std::max(0, precision_->findData(precision))); }
/// Starting a driver takes a while: a worker asks, and until it has answered CUDA cannot be chosen.
void RunBar::look_for_cuda() {
  set_cuda(tr("Looking for a CUDA device…"), {});
  QThreadPool::globalInstance()->start([self = QPointer<RunBar>(this)] {
    const QString why = QString::fromStdString(cuda::why_not());
    QString name;
    try {
      if (why.isEmpty()) name = QString::fromStdString(device_backend(Device(kCUDA)).facts(0).name);
    } catch (const Error&) {
    }
    QMetaObject::invokeMethod(qApp, [self, why, name] { if (self) self->set_cuda(why, name); }, Qt::QueuedConnection);
  });
}

void RunBar::set_cuda(const QString& why_not, const QString& name) {
  QStandardItem* item = qobject_cast<QStandardItemModel*>(device_->model())->item(device_->findData("cuda"));
  item->setEnabled(why_not.isEmpty());
  item->setToolTip(why_not.isEmpty() ? name : why_not);
}

void RunBar::set_device(const QString& device) { device_->setCurrentIndex(std::max(0, device_->findData(device))); }

QPushButton* RunBar::button(RunAction action) const {
  switch (action) {
    case RunAction::train:
    case RunAction::resume: return train;
    case RunAction::pause: return pause;
    case RunAction::step: return step;
    case RunAction::stop: return stop;
    case RunAction::none: break;
  }
  return nullptr;
}

QString RunBar::progress_text() const { return progress_parts_.join(QStringLiteral(" · ")); }
QString RunBar::shown_progress() const { return progress_label_->text(); }

}  // namespace tl::ui
