// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/problems_panel.h"

#include <QEvent>
#include <QHeaderView>
#include <QIcon>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTreeView>
#include <QVBoxLayout>
#include <utility>

#include "ui/document/graph_editor.h"
#include "ui/support/languages.h"
#include "ui/theme/theme.h"

namespace tl::ui {
namespace {
QIcon dot(const QColor& color) {
  QPixmap p(14, 14);
  p.fill(Qt::transparent);
  QPainter painter(&p);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(color);
  painter.drawEllipse(2, 2, 10, 10);
  painter.end();
  QIcon icon(p);
  icon.addPixmap(p, QIcon::Selected);  // not tinted: its colour is its meaning
  return icon;
}
/// Long texts take as many lines as they need: a row is as high as its longest one in the width of its column.
class WrappingDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const QSize plain = QStyledItemDelegate::sizeHint(option, index);
    const auto* view = static_cast<const QTreeView*>(option.widget);
    const QString text = index.data(Qt::DisplayRole).toString();
    if (!view || text.isEmpty()) return plain;
    QStyleOptionViewItem drawn = option;
    initStyleOption(&drawn, index);
    const int icon = drawn.icon.isNull() ? 0 : drawn.decorationSize.width() + 8;
    const int margin = 2 * (view->style()->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, view) + 1) + 2;
    const int width = std::max(40, view->columnWidth(index.column()) - icon - margin);
    const int height = drawn.fontMetrics.boundingRect(QRect(0, 0, width, 10000), Qt::TextWordWrap, text).height() + 8;
    return {plain.width(), std::max(plain.height(), height)};
  }
};
}  // namespace

ProblemsModel::ProblemsModel(GraphEditor& editor, QObject* parent)
    : QAbstractTableModel(parent), editor_(editor), analysis_(editor.shared_analysis()) {}

void ProblemsModel::take(std::shared_ptr<const nodes::Analysis> analysis) {
  beginResetModel();
  analysis_ = std::move(analysis);
  endResetModel();
}

int ProblemsModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(analysis_->problems.size()); }

QVariant ProblemsModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const nodes::Problem& p = problem(index.row());
  if (role == Qt::DecorationRole && index.column() == 0) return dot(p.severity == nodes::Severity::error ? theme().error : p.severity == nodes::Severity::warning ? theme().warning : theme().accent);
  if (role == Qt::SizeHintRole && !p.fix.label.empty()) return QSize(120, 34);
  if (role == Qt::DisplayRole) {
    const nodes::Node* node = editor_.state().find(p.node);
    switch (index.column()) {
      case 0: return node ? QString::fromStdString(node->name) : ProblemsPanel::tr("project");
      case 1: return translated(p.text);
      case 2: return p.fix.label.empty() ? translated(p.remedy) : QString();
    }
  }
  if (role == Qt::ToolTipRole) return translated(p.remedy.empty() ? p.text : p.text + "\n" + p.remedy);
  if (role == Qt::FontRole && index.column() == 0) return mono_font(11);
  if (role == Qt::ForegroundRole && index.column() == 2) return theme().muted;
  return {};
}

QVariant ProblemsModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  return section == 0 ? ProblemsPanel::tr("Where") : section == 1 ? ProblemsPanel::tr("What and why") : ProblemsPanel::tr("How to mend it");
}

ProblemsPanel::ProblemsPanel(GraphEditor& editor, QWidget* parent) : QWidget(parent), editor_(editor) {
  setObjectName("problemsPanel");
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(12, 2, 12, 8);
  model_ = new ProblemsModel(editor, this);
  view_ = new QTreeView(this);
  view_->setObjectName("problemsView");
  view_->setAccessibleName(tr("Problems"));
  view_->setModel(model_);
  view_->setRootIsDecorated(false);
  view_->setUniformRowHeights(false);
  view_->setWordWrap(true);
  view_->setTextElideMode(Qt::ElideNone);
  view_->setItemDelegate(new WrappingDelegate(view_));
  view_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  view_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  view_->header()->setStretchLastSection(true);
  view_->header()->resizeSection(0, 130);
  connect(view_->header(), &QHeaderView::sectionResized, view_, [this] { view_->doItemsLayout(); });
  column->addWidget(view_, 1);
  empty_ = new QLabel(tr("No problems: the graph can be trained."), this);
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setProperty("role", "hint");
  column->addWidget(empty_, 1);
  connect(view_, &QTreeView::clicked, this, [this](const QModelIndex& i) { go(i.row()); });
  connect(view_, &QTreeView::activated, this, [this](const QModelIndex& i) { go(i.row()); });
  connect(&editor, &GraphEditor::analysed, this, [this] { refresh(); });
  refresh();
}

void ProblemsPanel::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  const int room = width() - 24 - view_->columnWidth(0);  // the list itself may be hidden, and has no width of its own then
  if (room > 200) view_->header()->resizeSection(1, room * 3 / 5);
}

int ProblemsPanel::count() const { return model_->rowCount(); }
int ProblemsPanel::errors() const {
  int n = 0;
  for (int i = 0; i < model_->rowCount(); ++i) n += model_->problem(i).severity == nodes::Severity::error;
  return n;
}

void ProblemsPanel::refresh() {
  const int row = view_->currentIndex().row();
  model_->take(editor_.shared_analysis());
  for (int i = 0; i < model_->rowCount(); ++i) {
    const nodes::Problem& p = model_->problem(i);
    if (p.fix.label.empty()) continue;
    auto* holder = new QWidget;
    auto* line = new QHBoxLayout(holder);
    line->setContentsMargins(2, 1, 2, 1);
    auto* button = new QPushButton(translated(p.fix.label), holder);
    button->setToolTip(translated(p.remedy));
    button->setStyleSheet("QPushButton { padding: 2px 10px; }");
    connect(button, &QPushButton::clicked, this, [this, i] { apply_fix(i); }, Qt::QueuedConnection);  // the button dies with its row
    button->setProperty("problem", i);
    button->installEventFilter(this);
    line->addWidget(button);
    if (!p.more.empty()) line->addWidget(others_button(i, p, holder));
    line->addStretch(1);
    view_->setIndexWidget(model_->index(i, 2), holder);
  }
  if (row >= 0 && row < model_->rowCount()) view_->setCurrentIndex(model_->index(row, 0));
  view_->setVisible(count() > 0);
  empty_->setVisible(count() == 0);
  Q_EMIT count_changed(errors(), count());
}

/// Opens the list of the other mends; going through it shows what each would do.
QPushButton* ProblemsPanel::others_button(int row, const nodes::Problem& problem, QWidget* parent) {
  auto* button = new QPushButton(tr("%1 more").arg(problem.more.size()), parent);
  button->setObjectName("otherMends");
  button->setStyleSheet("QPushButton { padding: 2px 10px; }");
  button->setToolTip(tr("Other ways to mend it"));
  auto* menu = new QMenu(button);
  for (size_t i = 0; i < problem.more.size(); ++i) {
    const nodes::Fix& fix = problem.more[i];
    QAction* action = menu->addAction(translated(fix.label).replace('&', QLatin1String("&&")));
    connect(action, &QAction::triggered, this, [this, row, i] { apply_fix(row, i + 1); }, Qt::QueuedConnection);
    connect(action, &QAction::hovered, this, [this, fix] { Q_EMIT mend_pointed(fix, translated(fix.label)); });
  }
  connect(menu, &QMenu::aboutToHide, this, [this] { Q_EMIT mend_pointed({}, {}); });
  button->setMenu(menu);
  return button;
}

bool ProblemsPanel::eventFilter(QObject* object, QEvent* event) {
  const int row = object->property("problem").isValid() ? object->property("problem").toInt() : -1;
  if (event->type() == QEvent::Enter && row >= 0 && row < count()) {
    const nodes::Problem& p = model_->problem(row);
    pointed_ = true;
    Q_EMIT mend_pointed(p.fix, translated(p.fix.label) + (p.remedy.empty() ? QString() : QStringLiteral(": ") + translated(p.remedy)));
  } else if (event->type() == QEvent::Leave || event->type() == QEvent::Hide) {
    // Buttons go with every analysis: only one that was pointed at has shown something.
    if (row >= 0 && std::exchange(pointed_, false)) Q_EMIT mend_pointed({}, {});
  }
  return QWidget::eventFilter(object, event);
}

void ProblemsPanel::go(int row) {
  if (row < 0 || row >= count()) return;
  const nodes::Problem problem = model_->problem(row);
  if (!problem.node) return;
  editor_.go_to(problem.path);
  Q_EMIT node_wanted(problem.node);
}

void ProblemsPanel::next() {
  if (count() == 0) return;
  const int row = (view_->currentIndex().row() + 1) % count();
  view_->setCurrentIndex(model_->index(row, 0));
  go(row);
}

void ProblemsPanel::apply_fix(int row, size_t which) {
  if (row < 0 || row >= count()) return;
  if (auto patch = nodes::make_fix(editor_.state(), model_->problem(row), which)) editor_.apply(std::move(*patch));
}

}  // namespace tl::ui
