// SPDX-License-Identifier: GPL-3.0-or-later
// Menus and keys.
#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QDialogButtonBox>
#include <QDir>
#include <QDockWidget>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QScreen>
#include <QScrollArea>
#include <QUndoGroup>
#include <QVBoxLayout>
#include <algorithm>

#include "nodes/groups.h"
#include "nodes/node_type.h"
#include "nodes/project_io.h"
#include "ui/canvas/graph_scene.h"
#include "ui/canvas/graph_view.h"
#include "ui/document/live_preview.h"
#include "ui/palette/blocks.h"
#include "ui/palette/palette_panel.h"
#include "ui/panels/preflight_panel.h"
#include "ui/panels/problems_panel.h"
#include "ui/theme/theme.h"
#include "ui/window/main_window.h"
#include "ui/window/settings.h"

namespace tl::ui {

QAction* MainWindow::make_action(QMenu* menu, const char* name, const QString& text, const QKeySequence& keys, std::function<void()> run,
                                 bool on_canvas) {
  auto* a = new QAction(text, this);
  a->setObjectName(name);
  if (!keys.isEmpty()) a->setShortcut(keys);
  // Keys that text fields need too (Delete, Ctrl+C …) act on the canvas only while it has the focus.
  if (on_canvas) {
    a->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    view_->addAction(a);
  }
  connect(a, &QAction::triggered, this, [run = std::move(run)] { run(); });
  menu->addAction(a);
  return a;
}

QAction* MainWindow::action(const QString& name) const { return findChild<QAction*>(name); }

void MainWindow::build_menus() {
  QMenu* file = menuBar()->addMenu(tr("&File"));
  make_action(file, "fileNew", tr("&New"), QKeySequence::New, [this] { new_file(); })
      ->setShortcuts({QKeySequence(QKeySequence::New), QKeySequence(Qt::CTRL | Qt::Key_T)});
  const QKeySequence templates(Qt::CTRL | Qt::SHIFT | Qt::Key_N);
  make_action(file, "fileTemplates", tr("New from a &template…"), templates, [this] { open_gallery(); });
  make_action(file, "fileOpen", tr("&Open…"), QKeySequence::Open, [this] { open_dialog(); });
  recent_menu_ = file->addMenu(tr("Open &recent"));
  examples_menu_ = file->addMenu(tr("&Examples"));
  file->addSeparator();
  make_action(file, "fileSave", tr("&Save"), QKeySequence::Save, [this] { save(editor_->current()); });
  make_action(file, "fileSaveAs", tr("Save &as…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), [this] { save_as(editor_->current()); });
  make_action(file, "fileCompare", tr("Compare wit&h…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), [this] { open_compare(); });
  file->addSeparator();
  make_action(file, "fileExport", tr("E&xport trained weights…"), QKeySequence(Qt::CTRL | Qt::Key_E), [this] { export_dialog({}); });
  file->addSeparator();
  make_action(file, "fileClose", tr("&Close"), QKeySequence(Qt::CTRL | Qt::Key_W), [this] { close_document(editor_->current().id()); });
  make_action(file, "fileCloseOthers", tr("C&lose the others"), {}, [this] { close_others(editor_->current().id()); });
  make_action(file, "fileQuit", tr("&Quit"), QKeySequence::Quit, [this] { close(); });

  QMenu* edit = menuBar()->addMenu(tr("&Edit"));
  QAction* undo = editor_->undo_group().createUndoAction(this, tr("&Undo"));
  undo->setObjectName("editUndo");
  undo->setShortcut(QKeySequence::Undo);
  QAction* redo = editor_->undo_group().createRedoAction(this, tr("&Redo"));
  redo->setObjectName("editRedo");
  redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
  edit->addActions({undo, redo});
  edit->addSeparator();
  make_action(edit, "editCut", tr("Cu&t"), QKeySequence::Cut, [this] { view_->cut(); }, true);
  make_action(edit, "editCopy", tr("&Copy"), QKeySequence::Copy, [this] { view_->copy(); }, true);
  make_action(edit, "editPaste", tr("&Paste"), QKeySequence::Paste, [this] { view_->paste(); }, true);
  make_action(edit, "editPasteWired", tr("Paste with the &wires into it"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_V),
              [this] { view_->paste(true); }, true);
  make_action(edit, "editDuplicate", tr("&Duplicate"), QKeySequence(Qt::CTRL | Qt::Key_D), [this] { view_->duplicate(); }, true);
  make_action(edit, "editDuplicateWired", tr("Dupl&icate with the wires into it"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D),
              [this] { view_->duplicate(true); }, true);
  make_action(edit, "editDuplicateSharing", tr("Duplicate, s&haring the weights"), QKeySequence(Qt::ALT | Qt::Key_D),
              [this] { view_->duplicate_sharing(); }, true);
  make_action(edit, "editDelete", tr("De&lete and rejoin"), QKeySequence::Delete, [this] { view_->delete_selection(true); }, true)
      ->setShortcuts({QKeySequence(Qt::Key_Delete), QKeySequence(Qt::Key_Backspace)});
  make_action(
      edit, "editDeleteHard", tr("D&elete with its wires"), QKeySequence(Qt::SHIFT | Qt::Key_Delete),
      [this] { view_->delete_selection(false); }, true);
  edit->addSeparator();
  make_action(edit, "editFind", tr("&Find a node…"), QKeySequence::Find, [this] { view_->open_find(); });
  make_action(edit, "editSelectAll", tr("Select &all"), QKeySequence::SelectAll, [this] { scene_->choose_all(); }, true);

  QMenu* see = menuBar()->addMenu(tr("&View"));
  make_action(see, "viewZoomIn", tr("Zoom &in"), QKeySequence(Qt::CTRL | Qt::Key_Plus), [this] { view_->zoom_by(1.25); })
      ->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)});
  make_action(see, "viewZoomOut", tr("Zoom &out"), QKeySequence(Qt::CTRL | Qt::Key_Minus), [this] { view_->zoom_by(0.8); });
  make_action(see, "viewZoomReset", tr("&100 %"), QKeySequence(Qt::CTRL | Qt::Key_0), [this] { view_->zoom_reset(); });
  make_action(see, "viewFit", tr("Show &everything"), QKeySequence(Qt::Key_Home), [this] { view_->fit_all(); }, true);
  const QKeySequence fit_some(Qt::SHIFT | Qt::Key_Home);
  make_action(see, "viewFitSelection", tr("Show the &selection"), fit_some, [this] { view_->fit_selection(); }, true);
  see->addSeparator();
  QAction* map = make_action(see, "viewMinimap", tr("Overview &map"), {}, [this] {
    settings_.set("minimap", !view_->minimap_shown());
    view_->show_minimap(!view_->minimap_shown());
  });
  map->setCheckable(true);
  map->setChecked(settings_.value("minimap", true).toBool());
  see->addSeparator();
  QAction* live = make_action(see, "viewLive", tr("&Live data beneath the nodes"), QKeySequence(Qt::Key_L), [this] { show_live(!live_->on()); }, true);
  live->setCheckable(true);
  live->setChecked(settings_.value("live", false).toBool());
  make_action(see, "viewLiveNext", tr("Live data of the &next batch"), QKeySequence(Qt::SHIFT | Qt::Key_L), [this] {
    if (!live_->on()) return show_live(true);
    live_->next_batch();
  }, true);
  see->addSeparator();
  QMenu* look = see->addMenu(tr("&Theme"));
  auto* group = new QActionGroup(this);
  for (const auto& [key, label] : std::initializer_list<std::pair<const char*, QString>>{
           {"desktop", tr("As the desktop")}, {"dark", tr("Dark")}, {"light", tr("Light")}}) {
    QAction* a = make_action(look, (std::string("theme_") + key).c_str(), label, {}, [this, key = QString(key)] { choose_theme(key); });
    a->setCheckable(true);
    a->setChecked(theme_choice_name(theme_choice()) == key);
    group->addAction(a);
  }
  build_language_menu(see);

  QMenu* graph = menuBar()->addMenu(tr("&Graph"));
  make_action(graph, "graphAdd", tr("&Add a node…\tTab"), {}, [this] { view_->open_search_at_cursor(); });
  make_action(graph, "graphAddAfter", tr("Add the ne&xt node…\tShift+Tab"), {}, [this] { view_->open_search_after(); });
  make_action(graph, "graphWire", tr("&Wire the node…"), QKeySequence(Qt::Key_W), [this] { view_->open_wires(); }, true);
  make_action(graph, "graphFindType", tr("&Search the palette"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F), [this] {
    palette_->field()->setFocus(Qt::ShortcutFocusReason);
    palette_->field()->selectAll();
  });
  make_action(graph, "graphRename", tr("&Rename the node"), QKeySequence(Qt::Key_F2), [this] {
    if (auto* field = findChild<QLineEdit*>("nodeName"); field && field->isVisible()) {
      field->setFocus(Qt::ShortcutFocusReason);
      field->selectAll();
    }
  });
  graph->addSeparator();
  make_action(graph, "graphSwap", tr("Change its t&ype…"), QKeySequence(Qt::Key_T), [this] { view_->open_swap(); }, true);
  make_action(graph, "graphBypass", tr("&Bypass, or put back to work"), QKeySequence(Qt::Key_M), [this] { view_->toggle_bypass(); }, true);
  make_action(graph, "graphFreeze", tr("&Freeze, or let it learn"), QKeySequence(Qt::Key_F), [this] { view_->toggle_frozen(); }, true);
  make_action(graph, "graphLift", tr("Take it &out of its wires"), QKeySequence(Qt::Key_X), [this] { view_->lift_out(); }, true);
  make_action(graph, "graphBend", tr("Add a ben&d to the wire"), QKeySequence(Qt::Key_B), [this] { view_->add_bend(); }, true);
  make_action(graph, "graphStraighten", tr("Straig&hten the wire"), QKeySequence(Qt::SHIFT | Qt::Key_B), [this] { view_->straighten(); }, true);
  make_action(graph, "graphFrame", tr("Fra&me the selection"), QKeySequence(Qt::CTRL | Qt::Key_B), [this] { view_->frame_selection(); });
  graph->addSeparator();
  make_action(graph, "graphGroup", tr("&Group the selection"), QKeySequence(Qt::CTRL | Qt::Key_G), [this] { view_->group_selection(); });
  make_action(graph, "graphUngroup", tr("&Ungroup"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_G), [this] { view_->ungroup_selection(); });
  make_action(graph, "graphOpenGroup", tr("Open the group\tEnter"), {}, [this] { view_->open_group(scene_->single()); });
  make_action(graph, "graphLeaveGroup", tr("Lea&ve the group\tEsc"), {}, [this] { editor_->leave(); });
  make_action(graph, "graphKeepBlock", tr("&Keep the group in the palette"), {}, [this] { blocks_->save(editor_->state(), scene_->single()); });
  make_action(graph, "graphIndependent", tr("Make the group &independent"), {}, [this] { view_->make_independent(); });
  graph->addSeparator();
  QMenu* lines = graph->addMenu(tr("A&lign"));
  const auto align = [&](const char* name, const QString& text, nodes::Side side) {
    make_action(lines, name, text, {}, [this, side] { view_->align(side); });
  };
  align("alignLeft", tr("&Left sides"), nodes::Side::left);
  align("alignMiddleX", tr("&Centres, one above the other"), nodes::Side::middle_x);
  align("alignRight", tr("&Right sides"), nodes::Side::right);
  align("alignTop", tr("&Tops"), nodes::Side::top);
  align("alignMiddleY", tr("C&entres, side by side"), nodes::Side::middle_y);
  align("alignBottom", tr("&Bottoms"), nodes::Side::bottom);
  lines->addSeparator();
  make_action(lines, "distributeLevel", tr("Even gaps si&de by side"), {}, [this] { view_->distribute(true); });
  make_action(lines, "distributeUpright", tr("Even gaps &one above the other"), {}, [this] { view_->distribute(false); });
  make_action(graph, "graphArrange", tr("Arrang&e"), QKeySequence(Qt::CTRL | Qt::Key_L), [this] { view_->arrange(); });
  graph->addSeparator();
  make_action(graph, "graphNextProblem", tr("&Next problem"), QKeySequence(Qt::Key_F8), [this] {
    problems_dock_->show();
    problems_dock_->raise();
    problems_->next();
  });

  QMenu* run = menuBar()->addMenu(tr("&Run"));
  make_action(run, "runPreflight", tr("Pre-&flight check"), QKeySequence(Qt::Key_F9), [this] {
    preflight_dock_->show();
    preflight_dock_->raise();
    preflight_->start();
  });
  make_action(run, "runTrain", tr("&Train"), QKeySequence(Qt::Key_F5), [this] {
    const RunControls c = run_controls(runs_->context());
    perform(c.train.action);
  });
  make_action(run, "runPause", tr("&Pause or resume"), QKeySequence(Qt::Key_Space), [this] {
    const RunControls c = run_controls(runs_->context());
    perform(c.train.action == RunAction::resume ? RunAction::resume : c.pause.action);
  });
  make_action(run, "runStep", tr("&Step"), QKeySequence(Qt::Key_F10), [this] { perform(RunAction::step); });
  make_action(run, "runStop", tr("St&op"), QKeySequence(Qt::SHIFT | Qt::Key_F5), [this] { perform(RunAction::stop); });
  run->addSeparator();
  make_action(run, "runSnapshot", tr("Write a s&napshot"), {}, [this] { runs_->post(train::Snapshot{}); });
  make_action(run, "runResumeLast", tr("&Go on with the last run"), {}, [this] {
    if (const QString dir = last_run(); !dir.isEmpty()) start_run(false, dir);
  });

  QMenu* window = menuBar()->addMenu(tr("&Window"));
  for (QDockWidget* d : std::as_const(docks_)) {
    QAction* a = d->toggleViewAction();
    a->setObjectName("show_" + d->objectName());
    window->addAction(a);
  }
  window->addSeparator();
  QAction* titles = make_action(window, "windowTitles", tr("Panel &titles (to move and float)"), {}, [this] {
    settings_.set("panelTitles", !settings_.value("panelTitles", false).toBool());
    show_titles(settings_.value("panelTitles").toBool());
  });
  titles->setCheckable(true);
  titles->setChecked(settings_.value("panelTitles", false).toBool());

  window->addSeparator();
  make_action(window, "nextDocument", tr("&Next document"), {}, [this] { editor_->show_next(1); })
      ->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Tab), QKeySequence(Qt::CTRL | Qt::Key_PageDown)});
  make_action(window, "previousDocument", tr("&Previous document"), {}, [this] { editor_->show_next(-1); })
      ->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Tab), QKeySequence(Qt::CTRL | Qt::Key_PageUp)});
  QAction* again = make_action(window, "windowReopen", tr("Open the documents &again at the next start"), {}, [this] {
    settings_.set("reopen", !settings_.value("reopen", true).toBool());
  });
  again->setCheckable(true);
  again->setChecked(settings_.value("reopen", true).toBool());
  window->addSeparator();
  QMenu* into = window->addMenu(tr("&Go to"));
  make_action(into, "nextArea", tr("&Next area"), QKeySequence(Qt::Key_F6), [this] { enter_next_area(1); });
  make_action(into, "previousArea", tr("&Previous area"), QKeySequence(Qt::SHIFT | Qt::Key_F6), [this] { enter_next_area(-1); });
  into->addSeparator();
  int digit = 0;
  const auto go_to = [&](const char* name, const QString& text, QWidget* area) {
    ++digit;
    // Ctrl+0 is the zoom of 100 %: areas after the ninth begin anew with Alt.
    const QKeySequence keys = digit <= 9 ? QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_0 + digit)) : QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key(Qt::Key_0 + digit - 9));
    make_action(into, name, digit <= 9 ? tr("&%1 %2").arg(digit).arg(text) : text, keys, [this, area] { enter(area); });
  };
  go_to("goToCanvas", tr("Canvas"), view_);
  for (QDockWidget* d : std::as_const(docks_))
    go_to(("goTo_" + d->objectName().toStdString()).c_str(), d == problems_dock_ ? tr("Problems") : d->windowTitle(), d->widget());

  QMenu* help = menuBar()->addMenu(tr("&Help"));
  make_action(help, "helpCommands", tr("&Every command…"), QKeySequence(Qt::CTRL | Qt::Key_K), [this] { open_commands(); });
  make_action(help, "helpKeys", tr("&Keys and mouse"), QKeySequence(Qt::Key_F1), [this] { show_shortcuts(); });
  make_action(help, "helpAbout", tr("&About Tensorloom"), {}, [this] { show_about(); });

  connect(recent_menu_, &QMenu::aboutToShow, this, [this] { fill_recent(); });
  fill_recent();
  find_examples();
}

void MainWindow::update_actions() {
  const bool some = !scene_->chosen().empty(), any = some || !scene_->chosen_wires().empty() || !scene_->chosen_bends().empty() || scene_->chosen_frame();
  for (const char* name : {"editCut", "editCopy", "editDuplicate", "editDuplicateWired"}) action(name)->setEnabled(some);
  for (const char* name : {"editDelete", "editDeleteHard"}) action(name)->setEnabled(any);
  const bool wired = some || !scene_->chosen_wires().empty() || !scene_->chosen_bends().empty();
  for (const char* name : {"graphBend", "graphStraighten"}) action(name)->setEnabled(wired);
  for (const char* name : {"graphRename", "graphSwap", "graphLift"}) action(name)->setEnabled(bool(scene_->single()));
  for (const char* name : {"graphBypass", "graphFreeze", "graphGroup"}) action(name)->setEnabled(some);
  const nodes::Node* only = editor_->state().find(scene_->single());
  const nodes::NodeId group = only ? nodes::group_of(*only) : nodes::NodeId{};
  for (const char* name : {"graphUngroup", "graphOpenGroup", "graphKeepBlock"}) action(name)->setEnabled(bool(group));
  action("graphIndependent")->setEnabled(group && nodes::instances_of(editor_->state(), group).size() > 1);
  action("fileCloseOthers")->setEnabled(editor_->documents().size() > 1);
  action("graphLeaveGroup")->setEnabled(!editor_->level().path.empty());
}

void MainWindow::fill_recent() {
  recent_menu_->clear();
  const QStringList files = settings_.recent_files();
  for (const QString& f : files)
    recent_menu_->addAction(QString(f).replace('&', QLatin1String("&&")), this, [this, f] { open_file(f); })->setData(f);
  recent_menu_->setEnabled(!files.isEmpty());
  // Files that are no more leave the list; looking for them may take long, on a far disk.
  in_background(this, [files] {
    QStringList missing;
    for (const QString& f : files)
      if (!QFileInfo::exists(f)) missing << f;
    return missing;
  }, [this](Outcome<QStringList> missing) {
    for (const QString& f : missing.value.value_or(QStringList())) {
      settings_.remove_recent(f);
      for (QAction* a : recent_menu_->actions())
        if (a->data() == f) delete a;
    }
    recent_menu_->setEnabled(!recent_menu_->isEmpty());
  });
}

void MainWindow::find_examples() {
  examples_menu_->setEnabled(false);
  QStringList places;
  if (const QString wanted = qEnvironmentVariable("TL_PROJECTS_DIR"); !wanted.isEmpty()) places << wanted;
  const QDir app(QCoreApplication::applicationDirPath());
  places << app.filePath("../projects") << app.filePath("../../projects") << app.filePath("../../../projects")
         << app.filePath("../share/tensorloom/projects");
  in_background(this, [places] {
    QStringList files;
    for (const QString& p : places) {
      const QDir dir(p);
      for (const QString& name : dir.entryList({"*.json"}, QDir::Files, QDir::Name)) files << dir.absoluteFilePath(name);
      if (!files.isEmpty()) break;
    }
    return files;
  }, [this](Outcome<QStringList> found) {
    examples_found_ = true;
    for (const QString& file : found.value.value_or(QStringList())) {
      const QString name = QFileInfo(file).completeBaseName();
      examples_[name] = file;
      examples_menu_->addAction(name, this, [this, file] { open_file(file, true); });
    }
    examples_menu_->setEnabled(!examples_.isEmpty());
    if (!wanted_example_.isEmpty()) show_example(std::exchange(wanted_example_, {}));
  });
}

void MainWindow::show_example(const QString& name) {
  if (!examples_found_) {
    wanted_example_ = name;
  } else if (examples_.contains(name)) {
    open_file(examples_[name], true);
  } else {
    QStringList known = examples_.keys();
    known.sort();
    complain(tr("No such example"), tr("There is no example “%1”.").arg(name),
             known.isEmpty() ? tr("No examples are installed: open a project from the File menu, or start with a new one.")
                             : tr("Choose one of %1: they are in the File menu too.").arg(known.join(QStringLiteral(", "))));
  }
}

void MainWindow::choose_theme(const QString& name) {
  settings_.set("theme", name);
  apply_theme(*qApp, theme_choice_from(name));
}

void MainWindow::show_shortcuts() {
  auto* box = new QDialog(this);
  box->setObjectName("keysBox");
  box->setWindowTitle(tr("Keys and mouse"));
  box->setAttribute(Qt::WA_DeleteOnClose);
  const QList<QPair<QString, QString>> rows = {
      {tr("Tab, double click on the canvas"), tr("search for a node and add it there")},
      {tr("Shift + Tab"), tr("search for the node that follows the chosen one; it comes wired")},
      {tr("W"), tr("wire the chosen node by name, or cut a wire")},
      {tr("Enter, Esc"), tr("to the parameters of the chosen node, back to the canvas")},
      {tr("F6, Ctrl 1 … 8"), tr("next area; canvas, nodes, inspector and the panels below")},
      {tr("Drag from the palette"), tr("add a node; onto a wire: insert it")},
      {tr("Drag from a port"), tr("draw a wire; let go in space: search for what fits")},
      {tr("Drag a wired input"), tr("take the wire off or put it elsewhere")},
      {tr("The + on a wire"), tr("put a new node into it; dragging a node onto a wire puts that one in")},
      {tr("Alt + drag a node, X"), tr("take it out of its wires, which are joined behind it")},
      {tr("Double click or Alt + click on a wire, B"), tr("a bend in it, to drag; Delete takes it away, Shift + B all of a wire")},
      {tr("T, M, F"), tr("another type with the same wires; bypass; freeze")},
      {tr("L, Shift L"), tr("live data: what comes out of every node with a real batch; the next batch")},
      {tr("Ctrl T, Ctrl W, Ctrl Tab"), tr("a new document; close it; the next one")},
      {tr("Drag nodes to a tab"), tr("copy them into that document: held there, it comes to the front")},
      {tr("Ctrl Shift C"), tr("compare with the saved file, versions in git, earlier edits or another file")},
      {tr("Ctrl F, Ctrl K"), tr("find a node; every command by name")},
      {tr("Ctrl G, Ctrl Shift G"), tr("the chosen nodes become a group; ungroup")},
      {tr("Double click or Enter on a group"), tr("open it; Esc or Backspace with nothing chosen leaves it")},
      {tr("Ctrl B"), tr("a frame around the chosen nodes")},
      {tr("Wheel, Ctrl + / −, Ctrl 0"), tr("zoom")},
      {tr("Middle button, Shift + wheel"), tr("move the canvas")},
      {tr("Arrows"), tr("go along the wires; with Alt: move the nodes")},
      {tr("Delete"), tr("delete and rejoin; Shift + Delete: with its wires")},
      {tr("Ctrl D, Ctrl C, Ctrl V"), tr("duplicate, copy, paste; Ctrl Shift D and V: with the wires into them")},
      {tr("F5, Space, F10, Shift F5"), tr("train, pause, one step, stop")},
      {tr("F8, F9"), tr("next problem; check before a long run")},
      {tr("In a chart"), tr("wheel zooms, drag selects a box, Shift + drag pans, double click shows all")}};
  QString html = "<table cellpadding='3'>";
  for (const auto& [key, what] : rows)
    html += QStringLiteral("<tr><td><b>%1</b>&nbsp;&nbsp;</td><td>%2</td></tr>").arg(key.toHtmlEscaped(), what.toHtmlEscaped());
  // Scrolls where the screen is low: at 300 % there are few lines on it.
  auto* column = new QVBoxLayout(box);
  auto* area = new QScrollArea(box);
  area->setWidgetResizable(true);
  auto* table = new QLabel(html + "</table>", area);
  table->setWordWrap(true);
  table->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  area->setWidget(table);
  column->addWidget(area);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, box);
  connect(buttons, &QDialogButtonBox::rejected, box, &QDialog::reject);
  column->addWidget(buttons);
  const QSize most = screen()->availableSize() * 9 / 10;
  const int wide = std::min(820, most.width());
  box->resize(wide, std::min(table->heightForWidth(wide - 40) + 80, most.height()));
  box->open();
}

void MainWindow::show_about() {
  auto* box = new QMessageBox(QMessageBox::NoIcon, tr("About Tensorloom"), {}, QMessageBox::Close, this);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setIconPixmap(windowIcon().pixmap(64, 64));
  box->setText(
      tr("<b>Tensorloom %1</b><br>Design, train and export neural networks by wiring nodes.").arg(QCoreApplication::applicationVersion()));
  box->setInformativeText(
      tr("Engine and nodes: Apache-2.0. Window and programs: GPL-3.0-or-later. Made with Qt %1 and oneDNN.").arg(qVersion()));
  box->open();
}

}  // namespace tl::ui
