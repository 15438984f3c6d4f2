// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_window.h"

#include <QCloseEvent>
#include <QDockWidget>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QScreen>
#include <QStatusBar>
#include <QResizeEvent>
#include <QTabBar>
#include <QToolBar>
#include <QUndoGroup>
#include <QUndoView>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/canvas/graph_scene.h"
#include "ui/canvas/graph_view.h"
#include "ui/canvas/node_tips.h"
#include "ui/charts/curves_panel.h"
#include "ui/document/live_preview.h"
#include "ui/document/recovery.h"
#include "ui/document/run_forecast.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/palette/blocks.h"
#include "ui/palette/palette_panel.h"
#include "ui/panels/log_panel.h"
#include "ui/panels/preflight_panel.h"
#include "ui/panels/problems_panel.h"
#include "ui/panels/tensors_panel.h"
#include "ui/run/run_bar.h"
#include "ui/run/run_edits.h"
#include "ui/support/elided_label.h"
#include "ui/support/format.h"
#include "ui/theme/theme.h"
#include "ui/window/disk_bar.h"
#include "ui/window/document_tabs.h"
#include "ui/window/settings.h"

namespace tl::ui {

MainWindow::MainWindow(Settings& settings, QWidget* parent)
    : QMainWindow(parent), settings_(settings), editor_(std::make_unique<GraphEditor>()), runs_(std::make_unique<RunController>()) {
  setObjectName("mainWindow");
  setWindowIcon(QIcon(":/icons/tensorloom.svg"));
  setDockOptions(QMainWindow::AllowTabbedDocks | QMainWindow::AllowNestedDocks | QMainWindow::GroupedDragging);
  setDockNestingEnabled(true);
  setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
  setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
  setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
  setContextMenuPolicy(Qt::NoContextMenu);

  ask_unsaved = [this](const QString& title) {
    QMessageBox box(QMessageBox::Question, tr("Unsaved changes"), tr("“%1” has changes that are not saved.").arg(title),
                    QMessageBox::NoButton, this);
    box.setInformativeText(tr("Without saving they are lost."));
    QPushButton* keep = box.addButton(tr("&Save"), QMessageBox::AcceptRole);
    QPushButton* drop = box.addButton(tr("&Discard"), QMessageBox::DestructiveRole);
    box.addButton(tr("&Cancel"), QMessageBox::RejectRole);
    box.setDefaultButton(keep);
    box.exec();
    return box.clickedButton() == keep ? GuardAnswer::save : box.clickedButton() == drop ? GuardAnswer::discard : GuardAnswer::cancel;
  };
  ask_quit_running = [this] {
    QMessageBox box(QMessageBox::Question, tr("A run is going on"), tr("The network is still being trained."), QMessageBox::NoButton, this);
    box.setInformativeText(tr("Stop it, keep what it has learnt, and go on another time?"));
    QPushButton* keep = box.addButton(tr("&Save the run and quit"), QMessageBox::AcceptRole);
    QPushButton* drop = box.addButton(tr("&Quit without saving it"), QMessageBox::DestructiveRole);
    box.addButton(tr("&Cancel"), QMessageBox::RejectRole);
    box.setDefaultButton(keep);
    box.exec();
    return box.clickedButton() == keep ? QuitAnswer::save_run : box.clickedButton() == drop ? QuitAnswer::abandon_run : QuitAnswer::cancel;
  };

  ask_recover = [this](const LeftCopy& left) {
    QMessageBox box(QMessageBox::Question, tr("Unsaved changes were found"),
                    tr("“%1” had changes that were not saved when Tensorloom last ended.").arg(left.title), QMessageBox::NoButton, this);
    box.setInformativeText(tr("The last of them is from %1. Recovering opens them; your file stays as it is until you save.")
                               .arg(QLocale().toString(left.when, QLocale::ShortFormat)));
    QPushButton* take = box.addButton(tr("&Recover"), QMessageBox::AcceptRole);
    QPushButton* drop = box.addButton(tr("&Discard"), QMessageBox::DestructiveRole);
    box.addButton(tr("&Later"), QMessageBox::RejectRole);
    box.setDefaultButton(take);
    box.exec();
    return box.clickedButton() == take ? RecoverAnswer::recover : box.clickedButton() == drop ? RecoverAnswer::discard : RecoverAnswer::later;
  };
  ask_plugins = [this](const QStringList& libraries) {
    QMessageBox box(QMessageBox::Question, tr("The project brings programs along"),
                    tr("“%1” asks for libraries with node types of their own.").arg(editor_->title()), QMessageBox::NoButton, this);
    box.setInformativeText(tr("%1\n\nA library can do whatever a program can. Load it only if you trust where the project came from; "
                              "without it its nodes are placeholders.").arg(libraries.mid(0, 10).join('\n').left(600)));
    box.setTextFormat(Qt::PlainText);
    QPushButton* load = box.addButton(tr("&Load them"), QMessageBox::AcceptRole);
    QPushButton* leave = box.addButton(tr("&Do not load"), QMessageBox::RejectRole);
    box.setDefaultButton(leave);
    box.exec();
    return box.clickedButton() == load;
  };
  ask_close_running = [this](const QString& title) {
    QMessageBox box(QMessageBox::Question, tr("A run is going on"), tr("“%1” is still being trained.").arg(title), QMessageBox::NoButton, this);
    box.setInformativeText(tr("Stop it, keep what it has learnt, and then close the document?"));
    QPushButton* stop = box.addButton(tr("&Stop and save the run, then close"), QMessageBox::AcceptRole);
    box.addButton(tr("&Cancel"), QMessageBox::RejectRole);
    box.setDefaultButton(stop);
    box.exec();
    return box.clickedButton() == stop ? StopAnswer::stop_run : StopAnswer::cancel;
  };

  recovery_ = std::make_unique<Recovery>(*editor_, QFileInfo(settings_.file()).absolutePath() + QStringLiteral("/recovery"));
  connect(recovery_.get(), &Recovery::failed, this, [this](const QString& text) {
    set_hint(text);
    log_->add("warning", text);
  });
  scene_ = new GraphScene(*editor_, this);
  view_ = new GraphView(*scene_, this);
  new NodeTips(*view_, *scene_);
  tabs_ = new DocumentTabs(*editor_, this);
  auto* middle = new QWidget(this);
  auto* column = new QVBoxLayout(middle);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  disk_bar_ = new DiskBar(*editor_, this);
  column->addWidget(tabs_);
  column->addWidget(disk_bar_);
  column->addWidget(view_, 1);
  setCentralWidget(middle);
  view_->installEventFilter(this);
  build_panels();
  build_menus();
  connect_run();
  connect_live();
  connect_documents();
  connect_disk();

  connect(view_, &GraphView::hint, this, [this](const QString& text) { set_hint(text); });
  connect(view_, &GraphView::zoom_changed, this, [this] { update_status(); });
  connect(view_, &GraphView::frame_name_wanted, this, &MainWindow::ask_frame_name);
  connect(view_, &GraphView::edit_wanted, this, [this] { enter(inspector_); });
  connect(palette_, &PalettePanel::add_requested, view_, &GraphView::add_in_view);
  connect(palette_, &PalettePanel::hint, this, &MainWindow::set_hint);
  blocks_ = new Blocks(QFileInfo(settings_.file()).absolutePath() + QStringLiteral("/blocks"), this);
  connect(blocks_, &Blocks::changed, this, [this] {
    palette_->set_blocks(blocks_->list());
    view_->set_blocks(blocks_->list());
  });
  connect(blocks_, &Blocks::told, this, &MainWindow::set_hint);
  connect(palette_, &PalettePanel::remove_wanted, blocks_, &Blocks::remove);
  connect(inspector_, &InspectorPanel::hint, this, &MainWindow::set_hint);
  connect(inspector_, &InspectorPanel::promote_wanted, view_, [this](nodes::NodeId id, QMenu& menu) { view_->fill_promote_menu(menu, id); });
  connect(editor_.get(), &GraphEditor::level_changed, this, [this] {
    update_actions();
    update_watch();
  });
  connect(problems_, &ProblemsPanel::node_wanted, view_, &GraphView::show_node);
  connect(problems_, &ProblemsPanel::mend_pointed, this, [this](const nodes::Fix& fix, const QString& what) {
    view_->mark_wire(editor_->state().edges.count(fix.edge) ? std::optional<nodes::Edge>(fix.edge) : std::nullopt);
    set_hint(what);
  });
  connect(preflight_, &PreflightPanel::node_wanted, view_, &GraphView::show_node);
  connect(preflight_, &PreflightPanel::to_mend_changed, this,
          [this](int to_mend) { preflight_dock_->setWindowTitle(to_mend ? tr("Pre-flight  %1").arg(to_mend) : tr("Pre-flight")); });
  connect(problems_, &ProblemsPanel::count_changed, this, [this](int, int all) {
    problems_dock_->setWindowTitle(tr("Problems  %1").arg(all));
    update_run_controls();
  });
  connect(editor_.get(), &GraphEditor::refused, this, [this](const QString& why) {
    set_hint(why);
    log_->add("warning", why);
  });
  connect(editor_.get(), &GraphEditor::changed, this, [this](const nodes::ChangeSet&) {
    set_hint({});  // what it said was about the document before
    update_status();
    update_actions();
  });
  connect(editor_.get(), &GraphEditor::analysed, this, [this] { update_status(); });
  connect(editor_.get(), &GraphEditor::modified_changed, this, [this] { update_title(); });
  connect(editor_.get(), &GraphEditor::opened, this, [this](const QStringList& warnings) {
    for (const QString& w : warnings) log_->add("warning", w);
    const bool again = editor_->current().was_reread();
    if (!editor_->file().isEmpty()) {
      log_->add("info", (again ? tr("Read again, because another program has changed it: %1") : tr("Opened %1")).arg(editor_->file()));
      if (!editor_->is_example()) settings_.add_recent(editor_->file());
    }
    update_watch();
    if (!again) {
      view_->fit_all();
      view_->setFocus(Qt::OtherFocusReason);  // the keys go to what was opened
    }
    list_runs();
    update_title();
    update_status();
    fill_recent();
    if (!warnings.isEmpty()) set_hint(tr("Opened with %n warning(s): %1", nullptr, int(warnings.size())).arg(warnings.front()));
    else if (again) set_hint(tr("Another program has changed %1: it was read again").arg(editor_->title()));
  });
  connect(editor_.get(), &GraphEditor::plugins_wanted, this, &MainWindow::offer_plugins, Qt::QueuedConnection);
  connect(editor_.get(), &GraphEditor::saved, this, [this](quint64 document) {
    if (OpenDocument* d = editor_->find(document)) take_saved(*d);
  });
  connect(editor_.get(), &GraphEditor::file_failed, this, [this](const QString& text, quint64 document) {
    after_save_.erase(document);
    closing_ = false;
    tell_failed(text, !editor_->find(document));
  });
  connect(scene_, &GraphScene::selection_changed, this, [this] {
    update_actions();
    update_watch();
    update_status();
  });
  connect(&editor_->undo_group(), &QUndoGroup::indexChanged, this, [this] { update_actions(); });
  restore_layout();
  update_title();
  update_status();
  update_actions();
  update_run_controls();
}

MainWindow::~MainWindow() {
  // What lives longer than the panels must not call them any more.
  QObject::disconnect(&editor_->undo_group(), nullptr, nullptr, nullptr);
  QObject::disconnect(editor_.get(), nullptr, nullptr, nullptr);
  live_.reset();
  forecast_.reset();
  QObject::disconnect(scene_, nullptr, nullptr, nullptr);
  QObject::disconnect(runs_.get(), nullptr, nullptr, nullptr);
  for (QTabBar* bar : findChildren<QTabBar*>()) bar->removeEventFilter(this);
  for (QDockWidget* dock : std::as_const(docks_)) QObject::disconnect(dock, nullptr, this, nullptr);
  // Panels and canvas read the editor to the last: they go first.
  qDeleteAll(docks_);
  delete tabs_;
  delete view_;
  delete scene_;
  runs_.reset();
  recovery_.reset();
  editor_.reset();  // large documents are freed by helpers, which are waited for
  finish_background_work();
}

QDockWidget* MainWindow::add_panel(const char* name, const QString& title, QWidget* content, Qt::DockWidgetArea area) {
  auto* dock = new QDockWidget(title, this);
  dock->setObjectName(name);
  dock->setWidget(content);
  dock->setFeatures(QDockWidget::DockWidgetClosable | QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetFloatable);
  addDockWidget(area, dock);
  docks_ << dock;
  connect(dock, &QDockWidget::visibilityChanged, this, [this] {
    QMetaObject::invokeMethod(
        this, [this] { place_curve_controls(); }, Qt::QueuedConnection);
  });
  // A floating panel gets the ordinary title bar; a docked one none, for calm (Window ▸ Panel titles shows them).
  connect(dock, &QDockWidget::topLevelChanged, this, [this](bool) { show_titles(settings_.value("panelTitles", false).toBool()); });
  return dock;
}

void MainWindow::show_titles(bool on) {
  for (QDockWidget* d : std::as_const(docks_)) {
    const bool wanted = on || d->isFloating();
    if (wanted == (d->titleBarWidget() == nullptr)) continue;
    QWidget* old = d->titleBarWidget();
    d->setTitleBarWidget(wanted ? nullptr : new QWidget(d));
    if (old) old->deleteLater();
  }
}

void MainWindow::build_panels() {
  run_bar_ = new RunBar(this);
  auto* bar = new QToolBar(tr("Run"), this);
  bar->setObjectName("runToolBar");
  bar->setMovable(false);
  bar->setFloatable(false);
  bar->toggleViewAction()->setEnabled(false);
  bar->addWidget(run_bar_);
  addToolBar(Qt::TopToolBarArea, bar);

  palette_ = new PalettePanel(this);
  inspector_ = new InspectorPanel(*editor_, *scene_, this);
  curves_ = new CurvesPanel(this);
  tensors_ = new TensorsPanel(this);
  runs_panel_ = new RunsPanel(this);
  problems_ = new ProblemsPanel(*editor_, this);
  log_ = new LogPanel(this);
  auto* palette_dock = add_panel("paletteDock", tr("Nodes"), palette_, Qt::LeftDockWidgetArea);
  auto* inspector_dock = add_panel("inspectorDock", tr("Inspector"), inspector_, Qt::RightDockWidgetArea);
  curves_dock_ = add_panel("curvesDock", tr("Curves"), curves_, Qt::BottomDockWidgetArea);
  QDockWidget* last = curves_dock_;
  const auto tab = [&](const char* name, const QString& title, QWidget* content) {
    QDockWidget* d = add_panel(name, title, content, Qt::BottomDockWidgetArea);
    tabifyDockWidget(last, d);
    last = d;
    return d;
  };
  tab("tensorsDock", tr("Tensors"), tensors_);
  runs_dock_ = tab("runsDock", tr("Runs"), runs_panel_);
  problems_dock_ = tab("problemsDock", tr("Problems  %1").arg(0), problems_);
  tab("logDock", tr("Log"), log_);
  auto* history = new QUndoView(&editor_->undo_group(), this);
  history->setObjectName("historyView");
  history->setAccessibleName(tr("History of the edits: choosing one goes back or forward to it"));
  history->setEmptyLabel(tr("As it was opened"));
  history->setCleanIcon(QIcon(":/icons/tensorloom.svg"));
  tab("historyDock", tr("History"), history);
  preflight_ = new PreflightPanel(*editor_, this);
  preflight_dock_ = tab("preflightDock", tr("Pre-flight"), preflight_);
  curves_dock_->raise();
  palette_->setMinimumWidth(190);
  inspector_->setMinimumWidth(316);  // its fields and their margins
  // As in the design, but with its frame on the screen: title bar and borders take some of what is there.
  const QSize room = screen()->availableSize() - QSize(16, 48);
  resize(QSize(1680, 1020).boundedTo(room));
  resizeDocks({palette_dock}, {248}, Qt::Horizontal);
  resizeDocks({inspector_dock}, {316}, Qt::Horizontal);
  resizeDocks({curves_dock_}, {std::min(300, height() * 9 / 25)}, Qt::Vertical);

  status_left_ = new ElidedLabel(this);
  hint_ = new ElidedLabel(this);
  hint_->setObjectName("hint");
  hint_dot_ = new QLabel(this);
  status_right_ = new QLabel(this);
  statusBar()->setSizeGripEnabled(false);
  statusBar()->setFixedHeight(26);
  statusBar()->setContentsMargins(8, 0, 8, 0);
  statusBar()->addWidget(status_left_);
  statusBar()->addWidget(hint_dot_);
  statusBar()->addWidget(hint_, 1);
  statusBar()->addPermanentWidget(status_right_);
}

void MainWindow::restore_layout() {
  show_titles(settings_.value("panelTitles", false).toBool());
  const QByteArray geometry = settings_.value("geometry").toByteArray(), state = settings_.value("state").toByteArray();
  if (!geometry.isEmpty()) restoreGeometry(geometry);
  if (!state.isEmpty()) restoreState(state, 1);
  view_->show_minimap(settings_.value("minimap", true).toBool());
}

void MainWindow::save_layout() {
  settings_.set("geometry", saveGeometry());
  settings_.set("state", saveState(1));
}

QDockWidget* MainWindow::panel_below() const {
  for (QDockWidget* d : docks_)
    if (dockWidgetArea(d) == Qt::BottomDockWidgetArea && !d->isFloating() && !d->visibleRegion().isEmpty()) return d;
  return nullptr;
}

void MainWindow::remember_share() {
  const QDockWidget* below = panel_below();
  if (!below || sharing_) return;
  const double panels = below->height(), canvas = view_->height();
  if (panels + canvas > 0) panel_share_ = panels / (panels + canvas);
}

void MainWindow::resizeEvent(QResizeEvent* event) {
  QMainWindow::resizeEvent(event);
  if (!isVisible() || event->oldSize().height() == event->size().height()) return;
  // A window that gets lower divides its height as before, but leaves the panels three tenths; left alone, they keep all of theirs and
  // squeeze the canvas. One that gets higher again gives them their share back.
  const bool lower = event->size().height() < event->oldSize().height();
  sharing_ = true;
  QMetaObject::invokeMethod(this, [this, lower] {
    if (QDockWidget* below = panel_below()) {
      const int wanted = int(std::lround(std::max(panel_share_, 0.3) * (below->height() + view_->height())));
      if (lower ? wanted < below->height() : wanted > below->height()) resizeDocks({below}, {wanted}, Qt::Vertical);
    }
    sharing_ = false;
  }, Qt::QueuedConnection);
}

void MainWindow::showEvent(QShowEvent* event) {
  QMainWindow::showEvent(event);
  if (!event->spontaneous() && !focusWidget()) view_->setFocus(Qt::OtherFocusReason);
  QMetaObject::invokeMethod(this, [this] { place_curve_controls(); }, Qt::QueuedConnection);
}

bool MainWindow::eventFilter(QObject* object, QEvent* event) {
  if (object == view_) {
    if (event->type() == QEvent::Resize) QMetaObject::invokeMethod(this, [this] { remember_share(); }, Qt::QueuedConnection);
    return false;
  }
  if (event->type() == QEvent::Resize || event->type() == QEvent::Move || event->type() == QEvent::Show || event->type() == QEvent::Hide)
    QMetaObject::invokeMethod(this, [this] { place_curve_controls(); }, Qt::QueuedConnection);
  return QMainWindow::eventFilter(object, event);
}

void MainWindow::place_curve_controls() {
  // The controls of the curves stand beside the tabs, as long as the curves are on top of a group of tabs.
  QTabBar* tabs = nullptr;
  for (QTabBar* bar : findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly)) {
    if (!bar->property("watched").toBool()) {
      bar->setProperty("watched", true);
      bar->setExpanding(false);
      bar->setAccessibleName(tr("Panels"));
      bar->installEventFilter(this);
      connect(bar, &QTabBar::currentChanged, this, [this] { place_curve_controls(); });
    }
    if (bar->isVisible() && bar->count() && bar->tabText(bar->currentIndex()) == curves_dock_->windowTitle()) tabs = bar;
  }
  QWidget* controls = curves_->controls();
  const int wanted = controls->sizeHint().width();
  int used = 0;
  if (tabs) used = tabs->tabRect(tabs->count() - 1).right() + 16;
  if (tabs && !curves_dock_->isFloating() && tabs->width() - used >= wanted) {
    if (controls->parentWidget() != this) controls->setParent(this);
    controls->setGeometry(tabs->geometry().right() - wanted - 10, tabs->geometry().top() + 3, wanted, tabs->height() - 4);
    controls->show();
    controls->raise();
  } else if (curves_dock_->isFloating() || !tabs) {
    if (curves_dock_->isFloating() && controls->parentWidget() != curves_) curves_->take_controls_back();
    else if (!curves_dock_->isFloating()) controls->hide();
  } else if (controls->parentWidget() != curves_) {
    curves_->take_controls_back();
  }
}

QString MainWindow::status_text() const { return status_left_->text(); }

void MainWindow::set_hint(const QString& text) {
  hint_->setText(text);
  hint_dot_->setText(text.isEmpty() ? QString() : QStringLiteral("·"));
}

void MainWindow::update_status() {
  const nodes::Analysis& a = editor_->analysis();
  QStringList parts;
  parts << tr("%n node(s)", nullptr, int(editor_->state().nodes.size()))
        << tr("%n wire(s)", nullptr, int(editor_->state().edges.size()));
  const int errors = problems_->errors();
  if (editor_->state().nodes.empty()) parts << tr("empty");
  else {
    if (errors) parts << tr("%n error(s)", nullptr, errors);
    const auto hints = size_t(std::count_if(a.problems.begin(), a.problems.end(), [](const nodes::Problem& p) { return p.severity == nodes::Severity::advice; }));
    const int warnings = std::max(0, problems_->count() - errors - int(hints));
    if (warnings) parts << tr("%n warning(s)", nullptr, warnings);
    else if (!errors) parts << tr("graph valid");
    if (hints) parts << tr("%n hint(s)", nullptr, int(hints));
  }
  if (a.parameters > 0) parts << tr("%1 parameters").arg(grouped(a.parameters));
  if (a.flops > 0) parts << tr("%1/sample").arg(flops_text(double(a.flops)));
  if (const auto f = forecast_ ? forecast_->newest() : nullptr; f && f->trouble.empty())
    parts << tr("plan %1").arg(bytes_text(double(f->train_bytes))) << tr("epoch about %1").arg(about_text(f->epoch_seconds));
  else if (a.forecast_bytes > 0) parts << tr("plan %1").arg(bytes_text(double(a.forecast_bytes)));
  if (runs_->active() && runs_->status().memory_bytes > 0) parts << tr("in use %1").arg(bytes_text(double(runs_->status().memory_bytes)));
  if (run_edits_ && run_edits_->waiting() && runs_->active() && run_is_of_document()) parts << tr("edits apply at the next Train");
  status_left_->setText(parts.join(QStringLiteral(" · ")));
  const QString zoom = tr("zoom %1 %").arg(int(view_->zoom() * 100 + 0.5));
  status_right_->setText(zoom + QStringLiteral("   ") +
                         (editor_->busy()          ? tr("working…")
                          : editor_->is_modified() ? tr("not saved")
                          : editor_->file().isEmpty() ? tr("new")
                          : editor_->is_example()  ? tr("example")
                                                   : tr("saved")));
}

void MainWindow::update_title() {
  const bool fresh = editor_->file().isEmpty() && !editor_->is_modified();
  const QString state = editor_->current().busy() ? tr("saving…")
                        : editor_->is_modified() ? tr("unsaved")
                        : fresh                  ? tr("new")
                        : editor_->is_example()  ? tr("example")
                                                 : tr("saved");
  run_bar_->set_file(editor_->title(), state, !editor_->is_modified());
  setWindowTitle(tr("%1%2 — Tensorloom").arg(editor_->title(), editor_->is_modified() ? QStringLiteral(" •") : QString()));
  update_status();
}

}  // namespace tl::ui
