// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/runs_panel.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <functional>

#include "engine/core/error.h"
#include "ui/document/background.h"
#include "ui/support/format.h"
#include "ui/support/languages.h"
#include "ui/theme/theme.h"

namespace tl::ui {

/// The state of a run, in which its record writes the engine's word.
static QString state_word(const std::string& state) {
  [[maybe_unused]] static constexpr const char* words[] = {
      QT_TRANSLATE_NOOP("tl::ui::RunsPanel", "preparing"), QT_TRANSLATE_NOOP("tl::ui::RunsPanel", "running"),
      QT_TRANSLATE_NOOP("tl::ui::RunsPanel", "paused"),    QT_TRANSLATE_NOOP("tl::ui::RunsPanel", "stopping"),
      QT_TRANSLATE_NOOP("tl::ui::RunsPanel", "finished"),  QT_TRANSLATE_NOOP("tl::ui::RunsPanel", "failed"),
      QT_TRANSLATE_NOOP("tl::ui::RunsPanel", "stalled"),   QT_TRANSLATE_NOOP("tl::ui::RunsPanel", "interrupted")};
  return QCoreApplication::translate("tl::ui::RunsPanel", state.c_str());
}

static QString tr_interrupted() {
  return RunsPanel::tr("The program ended before the run did. “Go on with this run” takes it up at its newest checkpoint.");
}

std::vector<RunRow> read_runs(const QString& folder, const QStringList& also, int most) {
  forbid_window_thread("the list of runs");
  std::vector<RunRow> rows;
  QStringList dirs = also;
  if (!folder.isEmpty())
    for (const QString& name : QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) dirs << folder + QLatin1Char('/') + name;
  // A run's folder is named after the time at which it began.
  std::sort(dirs.begin(), dirs.end(), [](const QString& a, const QString& b) { return QDir(a).dirName() > QDir(b).dirName(); });
  for (const QString& dir : std::as_const(dirs)) {
    if (int(rows.size()) >= most) break;
    RunRow row;
    row.dir = dir;
    try {
      row.facts = runs::read_run_facts(row.dir.toStdString());
      if (row.facts.ended.empty() && !runs::is_being_written(row.dir.toStdString()))
        row.facts.state = "interrupted", row.facts.reason = tr_interrupted().toStdString();
      runs::RunReader reader(row.dir.toStdString());
      const std::vector<runs::Record> records = reader.poll();
      const auto& series = reader.series();
      for (const runs::Record& r : records) {
        if (r.series >= series.size()) continue;
        const std::string& s = series[r.series];
        if (s == "train/loss") row.last_train_loss = r.value, row.has_loss = true;
        else if (s == "validation/loss") row.last_validation_loss = r.value, row.has_validation = true;
        else if (s == "validation/accuracy") row.best_accuracy = std::max(row.best_accuracy, r.value), row.has_accuracy = true;
      }
    } catch (const Error&) {
      continue;  // a folder that is no run, or one that is just being made
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

RunRecord read_run(const QString& dir) {
  forbid_window_thread("reading a run");
  RunRecord record;
  runs::RunReader reader(dir.toStdString());
  record.records = reader.poll();
  record.names = reader.series();
  const runs::RunFacts facts = runs::read_run_facts(dir.toStdString());
  const QDateTime started = QDateTime::fromString(QString::fromStdString(facts.started), Qt::ISODate);
  record.title = started.isValid() ? QLocale().toString(started.toLocalTime(), QStringLiteral("dd MMM HH:mm")) : QDir(dir).dirName();
  return record;
}

RunsPanel::RunsPanel(QWidget* parent) : QWidget(parent) {
  setObjectName("runsPanel");
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(12, 2, 12, 8);
  view_ = new QTreeWidget(this);
  view_->setObjectName("runsView");
  view_->setAccessibleName(tr("Runs"));
  view_->setRootIsDecorated(false);
  view_->setHeaderLabels(
      {tr("Started"), tr("State"), tr("Steps"), tr("Train loss"), tr("Validation loss"), tr("Best accuracy"), tr("Seed"), tr("Folder")});
  view_->setTextElideMode(Qt::ElideMiddle);  // the end of a folder's path tells the runs apart
  for (int i = 0; i < view_->columnCount(); ++i)  // as in the design, or what their titles need
    view_->header()->resizeSection(i, std::max(i == 0 ? 150 : 110, view_->header()->sectionSizeHint(i) + 8));
  view_->setContextMenuPolicy(Qt::CustomContextMenu);
  column->addWidget(view_, 1);
  buttons_ = new QWidget(this);
  auto* line = new QHBoxLayout(buttons_);
  line->setContentsMargins(0, 4, 0, 0);
  const auto button = [&](const char* name, const QString& text, std::function<void(const QString&)> run) {
    auto* b = new QPushButton(text, buttons_);
    b->setObjectName(name);
    b->setEnabled(false);
    b->setToolTip(tr("Choose a run first"));
    connect(b, &QPushButton::clicked, this, [this, run = std::move(run)] {
      if (const QString dir = chosen_run(); !dir.isEmpty()) run(dir);
    });
    connect(view_, &QTreeWidget::itemSelectionChanged, b, [this, b] {
      b->setEnabled(!chosen_run().isEmpty());
      b->setToolTip(chosen_run().isEmpty() ? tr("Choose a run first") : QString());
    });
    line->addWidget(b);
  };
  button("runShow", tr("Show in the curves"), [this](const QString& dir) { show_run(dir); });
  button("runGoOn", tr("Go on with this run"), [this](const QString& dir) { Q_EMIT resume_wanted(dir); });
  button("runExport", tr("Export its weights…"), [this](const QString& dir) { Q_EMIT export_wanted(dir); });
  line->addStretch(1);
  column->addWidget(buttons_);
  buttons_->hide();
  empty_ = new QLabel(tr("No runs of this project yet. Each run that you train is kept and listed here."), this);
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setProperty("role", "hint");
  column->addWidget(empty_, 1);
  view_->hide();
  connect(view_, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) { show_run(item->data(0, Qt::UserRole).toString()); });
  connect(view_, &QTreeWidget::customContextMenuRequested, this, [this](QPoint at) {
    QTreeWidgetItem* item = view_->itemAt(at);
    if (!item) return;
    const QString dir = item->data(0, Qt::UserRole).toString();
    QMenu menu(this);
    menu.addAction(tr("Show in the curves"), this, [this, dir] { show_run(dir); });
    menu.addAction(tr("Go on with this run"), this, [this, dir] { Q_EMIT resume_wanted(dir); });
    menu.addAction(tr("Export its weights…"), this, [this, dir] { Q_EMIT export_wanted(dir); });
    menu.exec(view_->viewport()->mapToGlobal(at));
  });
}

void RunsPanel::set_folder(const QString& folder, const QStringList& also) {
  if (folder == folder_ && also == also_) return;
  folder_ = folder;
  also_ = also;
  refresh();
}

void RunsPanel::refresh() {
  in_background(this, [folder = folder_, also = also_] { return read_runs(folder, also); }, [this, folder = folder_, also = also_](Outcome<std::vector<RunRow>> rows) {
    if (rows && folder == folder_ && also == also_) fill(*rows.value);
  });
}

void RunsPanel::fill(const std::vector<RunRow>& rows) {
  const QString chosen = view_->currentItem() ? view_->currentItem()->data(0, Qt::UserRole).toString() : QString();
  view_->clear();
  for (const RunRow& r : rows) {
    const QDateTime started = QDateTime::fromString(QString::fromStdString(r.facts.started), Qt::ISODate);
    const auto number = [](bool has, double v) { return has ? QString::number(v, 'g', 4) : QStringLiteral("–"); };
    auto* item = new QTreeWidgetItem(view_, {started.toLocalTime().toString("yyyy-MM-dd HH:mm:ss"), state_word(r.facts.state),
                                             grouped(r.facts.steps), number(r.has_loss, r.last_train_loss),
                                             number(r.has_validation, r.last_validation_loss), number(r.has_accuracy, r.best_accuracy),
                                             QString::number(r.facts.seed), r.dir});
    item->setData(0, Qt::UserRole, r.dir);
    item->setToolTip(7, r.dir);
    item->setToolTip(1, translated(r.facts.reason));
    for (int c = 2; c <= 6; ++c) item->setFont(c, mono_font(11));
    if (r.dir == chosen) view_->setCurrentItem(item);
  }
  view_->setVisible(!rows.empty());
  buttons_->setVisible(!rows.empty());
  empty_->setVisible(rows.empty());
}

QString RunsPanel::chosen_run() const {
  const QList<QTreeWidgetItem*> chosen = view_->selectedItems();
  return chosen.isEmpty() ? QString() : chosen.first()->data(0, Qt::UserRole).toString();
}

void RunsPanel::show_run(const QString& dir) {
  in_background(this, [dir] { return read_run(dir); }, [this](Outcome<RunRecord> run) {
    if (run) Q_EMIT run_read(*run.value);
    else Q_EMIT failed(tr("The run cannot be shown"), run.failed.message, run.failed.remedy);
  });
}

}  // namespace tl::ui
