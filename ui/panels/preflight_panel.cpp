// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/preflight_panel.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/document/background.h"
#include "ui/document/graph_editor.h"
#include "ui/support/format.h"
#include "ui/support/languages.h"
#include "ui/theme/theme.h"

namespace tl::ui {

PreflightPanel::PreflightPanel(GraphEditor& editor, QWidget* parent) : QWidget(parent), editor_(editor) {
  setObjectName("preflightPanel");
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(12, 2, 12, 8);
  auto* line = new QHBoxLayout;
  button_ = new QPushButton(this);
  button_->setObjectName("preflightButton");
  connect(button_, &QPushButton::clicked, this, [this] { busy() ? stop() : start(); });
  line->addWidget(button_);
  status_ = new QLabel(this);
  status_->setObjectName("preflightStatus");
  status_->setProperty("role", "hint");
  status_->setWordWrap(true);
  line->addWidget(status_, 1);
  column->addLayout(line);
  view_ = new QTreeWidget(this);
  view_->setObjectName("preflightView");
  view_->setAccessibleName(tr("What the pre-flight check found"));
  view_->setColumnCount(3);
  view_->setHeaderLabels({tr("Check"), tr("What was found"), tr("How to mend it")});
  view_->setRootIsDecorated(false);
  view_->setWordWrap(true);
  view_->setTextElideMode(Qt::ElideNone);
  view_->header()->setStretchLastSection(true);
  view_->header()->resizeSection(0, 150);
  column->addWidget(view_, 1);
  const auto go = [this](QTreeWidgetItem* item) {
    const int row = view_->indexOfTopLevelItem(item);
    const nodes::NodeId node = row >= 0 && row < int(findings().size()) ? findings()[size_t(row)].problem.node : nodes::NodeId{};
    if (node) Q_EMIT node_wanted(node);
  };
  connect(view_, &QTreeWidget::itemClicked, this, go);
  connect(view_, &QTreeWidget::itemActivated, this, go);
  connect(&editor, &GraphEditor::changed, this, [this](const nodes::ChangeSet& change) {
    CheckResult& checked = editor_.current().checked;
    if (change.reset) return show_document();
    if (change.semantic() && busy() && document_ == editor_.current().id()) edited_ = true;
    if (change.semantic() && about_current() && !checked.findings.empty()) checked.outdated = true, show_status();
  });
  connect(ThemeNotifier::instance(), &ThemeNotifier::changed, this, [this] { show_findings(); });
  show_document();
}

PreflightPanel::~PreflightPanel() { stop(); }

bool PreflightPanel::about_current() const { return editor_.current().checked.generation == editor_.generation(); }

const std::vector<nodes::Finding>& PreflightPanel::findings() const {
  static const std::vector<nodes::Finding> none;
  return about_current() ? editor_.current().checked.findings : none;
}

void PreflightPanel::show_document() {
  show_findings();
  show_status();
  update_button();
}

void PreflightPanel::show_status() {
  const CheckResult& checked = editor_.current().checked;
  const OpenDocument* looked_at = busy() ? editor_.find(document_) : nullptr;
  QString text;
  if (busy() && document_ == editor_.current().id()) text = progress_;
  else if (about_current() && checked.outdated) text = tr("The project has changed since. Check again to see whether it helped.");
  else if (about_current()) text = checked.note;
  else if (looked_at) text = tr("“%1” is being checked.").arg(looked_at->title());
  status_->setText(!text.isEmpty() ? text
                                   : tr("Looks at the data, the first loss, dead units, gradients, and whether one batch can be learnt. "
                                        "Nothing is changed."));
}

void PreflightPanel::update_button() {
  button_->setText(busy() ? tr("Stop") : tr("Check now"));
  button_->setAccessibleName(busy() ? tr("Stop the pre-flight check") : tr("Run the pre-flight check now"));
  button_->setEnabled(busy() || obstacle_.isEmpty());
  button_->setToolTip(busy() ? QString() : obstacle_);
}

void PreflightPanel::set_obstacle(const QString& why) {
  obstacle_ = why;
  update_button();
}

void PreflightPanel::stop() {
  if (stop_) stop_->store(true);
}

void PreflightPanel::start() {
  if (busy()) return;
  if (!obstacle_.isEmpty()) return void(status_->setText(obstacle_));
  stop_ = std::make_shared<std::atomic<bool>>(false);
  document_ = editor_.current().id();
  generation_ = editor_.generation();
  edited_ = false;
  editor_.current().checked = {};
  progress_ = tr("Beginning…");
  show_document();
  nodes::PreflightOptions options;
  options.project_dir = editor_.project_dir().toStdString();
  options.interrupted = [stop = stop_] { return stop->load(); };
  options.progress = [context = QPointer<QObject>(this), this, stop = stop_](const std::string& what) {
    detail::post_result(context, [this, stop, text = translated(what)] {  // not called once this panel is gone
      if (stop_ == stop) progress_ = text + QStringLiteral("…"), show_status();
    });
  };
  in_background(
      this, [snapshot = editor_.snapshot(), options] { return nodes::preflight(snapshot, options); },
      [this](Outcome<std::vector<nodes::Finding>> outcome) {
        const bool stopped = std::exchange(stop_, nullptr)->load();
        if (!outcome) return take({}, stopped ? tr("Stopped.") : translated(outcome.failed.text()));
        const auto open = std::count_if(outcome.value->begin(), outcome.value->end(), [](const nodes::Finding& f) { return !f.good; });
        const QString note = open ? tr("%n thing(s) to look at.", nullptr, int(open))
                                  : tr("All is well: %1 checks found nothing to mend.").arg(outcome.value->size());
        take(std::move(*outcome.value), note);
      });
}

/// What the check of a document came to; nobody's, where it was closed or another file was read into it.
void PreflightPanel::take(std::vector<nodes::Finding> findings, const QString& note) {
  const bool empty = findings.empty();
  if (OpenDocument* d = editor_.find(document_); d && d->generation() == generation_)
    d->checked = {std::move(findings), note, generation_, edited_ && !empty};
  show_document();
}

void PreflightPanel::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  // The evidence is longer than what to do about it.
  const int room = width() - 24 - view_->columnWidth(0);
  if (room > 200) view_->header()->resizeSection(1, room * 2 / 3);
}

/// What a check is called; its name is the engine's word.
static QString check_name(const std::string& check) {
  [[maybe_unused]] static constexpr const char* names[] = {
      QT_TRANSLATE_NOOP("tl::ui::PreflightPanel", "balance"),    QT_TRANSLATE_NOOP("tl::ui::PreflightPanel", "scale"),
      QT_TRANSLATE_NOOP("tl::ui::PreflightPanel", "use"),        QT_TRANSLATE_NOOP("tl::ui::PreflightPanel", "memory"),
      QT_TRANSLATE_NOOP("tl::ui::PreflightPanel", "time"),       QT_TRANSLATE_NOOP("tl::ui::PreflightPanel", "first loss"),
      QT_TRANSLATE_NOOP("tl::ui::PreflightPanel", "units"),      QT_TRANSLATE_NOOP("tl::ui::PreflightPanel", "gradients"),
      QT_TRANSLATE_NOOP("tl::ui::PreflightPanel", "one batch")};
  return QCoreApplication::translate("tl::ui::PreflightPanel", check.c_str());
}

void PreflightPanel::show_findings() {
  view_->clear();
  const std::vector<nodes::Finding>& all = findings();
  for (size_t i = 0; i < all.size(); ++i) {
    const nodes::Finding& f = all[i];
    auto* item = new QTreeWidgetItem(view_);
    item->setText(0, (f.good ? QStringLiteral("✓  ") : QStringLiteral("!  ")) + check_name(f.check));
    item->setForeground(0, readable(f.good ? theme().ok : theme().warning, theme().panel));
    item->setFont(0, ui_font(12, QFont::DemiBold));
    item->setText(1, translated(f.problem.text));
    item->setToolTip(1, item->text(1));
    item->setToolTip(1, translated(f.problem.remedy.empty() ? f.problem.text : f.problem.text + "\n" + f.problem.remedy));
    if (f.problem.fix.label.empty()) {
      item->setText(2, translated(f.problem.remedy));
      continue;
    }
    auto* holder = new QWidget;
    auto* line = new QHBoxLayout(holder);
    line->setContentsMargins(2, 1, 2, 1);
    auto* button = new QPushButton(translated(f.problem.fix.label), holder);
    button->setStyleSheet("QPushButton { padding: 2px 10px; }");
    button->setToolTip(translated(f.problem.remedy));
    connect(button, &QPushButton::clicked, this, [this, i] { apply_fix(int(i)); }, Qt::QueuedConnection);
    line->addWidget(button);
    line->addStretch(1);
    item->setSizeHint(2, QSize(120, 34));
    view_->setItemWidget(item, 2, holder);
  }
  Q_EMIT to_mend_changed(int(std::count_if(all.begin(), all.end(), [](const nodes::Finding& f) { return !f.good; })));
}

void PreflightPanel::apply_fix(int row) {
  if (row < 0 || row >= int(findings().size())) return;
  if (auto patch = nodes::make_fix(editor_.state(), findings()[size_t(row)].problem)) editor_.apply(std::move(*patch));
  else status_->setText(tr("The project has changed since: check again."));
}

}  // namespace tl::ui
