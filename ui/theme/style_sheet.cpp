// SPDX-License-Identifier: GPL-3.0-or-later
#include <QString>

#include "ui/theme/theme.h"

namespace tl::ui {
namespace {
// @role@ is replaced by the theme's colour. Sizes are those of the drawn target picture.
const char* const kSheet = R"(
QMainWindow, QMainWindow::separator { background: @panel@; }
QMainWindow::separator { width: 1px; height: 1px; background: @line@; }
QMainWindow::separator:hover { background: @accent@; }
QMenuBar { background: @panel@; color: @text@; padding: 2px 4px; spacing: 0px; }
QMenuBar::item { padding: 4px 11px; border-radius: 5px; background: transparent; }
QMenuBar::item:selected { background: @raised@; }
QMenu { background: @raised@; color: @text@; border: 1px solid @line@; padding: 5px; }
QMenu::item { padding: 5px 26px 5px 22px; border-radius: 4px; }
QMenu::item:selected { background: @select@; }
QMenu::item:disabled { color: @dim@; }
QMenu::separator { height: 1px; background: @line@; margin: 5px 8px; }
QMenu::indicator { width: 12px; height: 12px; left: 5px; }
QToolBar { background: @raised@; border: none; border-bottom: 1px solid @line@; padding: 0; spacing: 0; }
QStatusBar { background: @panel@; color: @muted@; border-top: 1px solid @line@; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: @muted@; font-size: 11px; }
QToolTip { background: @raised@; color: @text@; border: 1px solid @line@; padding: 4px 6px; }
QDockWidget { color: @muted@; border: none; }
QTabBar { background: @panel@; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: @muted@; padding: 5px 9px; margin: 5px 3px 3px 3px; border-radius: 5px; }
QTabBar::tab:selected { background: @raised@; color: @text@; font-weight: 600; }
QTabBar::tab:hover:!selected { color: @text@; }
QWidget#documentStrip, QTabBar#documentTabs { background: @panel@; }
QTabBar#documentTabs::tab { color: @muted@; padding: 6px 4px 6px 12px; margin: 4px 1px 0 1px; border-radius: 0; border-top-left-radius: 6px;
  border-top-right-radius: 6px; }
QTabBar#documentTabs::tab:selected { background: @canvas@; color: @text@; font-weight: 500; }
QTabBar#documentTabs::tab:hover:!selected { background: @raised@; }
QFrame#diskBar { background: @raised@; border: none; border-left: 3px solid @warning@; }
QToolButton#newDocument { color: @muted@; background: transparent; border: none; border-radius: 5px; padding: 1px 7px 3px 7px; font-size: 16px; }
QToolButton#newDocument:hover { color: @text@; background: @raised@; }
QPushButton, QToolButton#toolButton { background: @panel@; color: @text@; border: 1px solid @line@; border-radius: 6px; padding: 4px 12px; }
QPushButton:hover { border-color: @muted@; }
QPushButton:pressed { background: @canvas@; }
QPushButton:disabled { color: @dim@; }
QPushButton:focus, QComboBox:focus, QLineEdit:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus { border: 1px solid @accent@; }
QPushButton:default { border-color: @accent@; }
QPushButton[role="toggle"] { text-align: left; padding: 3px 8px; background: @field@; border-radius: 5px; }
QPushButton#trainButton { background: @ok@; color: @on_ok@; border: none; font-size: 13px; font-weight: 600; }
QPushButton#trainButton:hover { background: @ok_hover@; }
QPushButton#trainButton:focus { border: 1px solid @text@; }
QPushButton#trainButton:disabled { background: @raised@; color: @dim@; border: 1px solid @line@; }
QLineEdit, QAbstractSpinBox, QComboBox, QPlainTextEdit { background: @field@; color: @text@; border: 1px solid @line@; border-radius: 5px;
  padding: 3px 8px; selection-background-color: @accent@; selection-color: @on_accent@; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled { color: @dim@; }
QToolButton[role="beside"] { background: @field@; color: @muted@; border: 1px solid @line@; border-radius: 5px; padding: 0; }
QToolButton[role="beside"]:hover { color: @text@; border-color: @muted@; }
QToolButton[role="beside"]:focus { border-color: @accent@; }
QToolButton[role="beside"]::menu-indicator { image: none; }
QLineEdit#searchField { border-radius: 6px; padding: 5px 10px; }
QLineEdit[invalid="true"], QAbstractSpinBox[invalid="true"] { border-color: @error@; }
QAbstractSpinBox { padding-right: 16px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 15px; border: none; background: transparent; }
QAbstractSpinBox::up-arrow { image: url(:/icons/@mode@/chevron-up.svg); width: 9px; height: 9px; }
QAbstractSpinBox::down-arrow { image: url(:/icons/@mode@/chevron-down.svg); width: 9px; height: 9px; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url(:/icons/@mode@/chevron-down.svg); width: 10px; height: 10px; }
QComboBox QAbstractItemView { background: @raised@; color: @text@; border: 1px solid @line@; selection-background-color: @select@;
  selection-color: @text@; outline: 0; padding: 3px; }
QComboBox#toolCombo { background: @panel@; border-radius: 6px; }
QCheckBox { color: @text@; spacing: 7px; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid @node_line@; border-radius: 4px; background: @field@; }
QCheckBox::indicator:checked { background: @accent@; border-color: @accent@; image: url(:/icons/check.svg); }
QCheckBox::indicator:focus { border-color: @accent@; }
QLabel { background: transparent; }
QLabel[role="muted"] { color: @muted@; }
QLabel[role="hint"] { color: @hint@; }
QLabel[role="section"] { color: @muted@; font-size: 11px; font-weight: 600; }
QLabel[role="error"] { color: @error_text@; }
QLabel[role="warning"] { color: @warning_text@; }
QSlider::groove:horizontal { height: 2px; background: @node_line@; border-radius: 1px; }
QSlider::sub-page:horizontal { background: @muted@; border-radius: 1px; }
QSlider::handle:horizontal { width: 10px; height: 10px; margin: -4px 0; border-radius: 5px; background: @text@; }
QSlider::handle:horizontal:focus { background: @accent@; }
QProgressBar { background: @line@; border: none; border-radius: 2px; }
QProgressBar::chunk { background: @accent@; border-radius: 2px; }
QTreeView, QListView, QTableView { background: @panel@; color: @text@; border: none; outline: 0; selection-background-color: @select@;
  selection-color: @text@; gridline-color: @line@; }
QTreeView::item, QListView::item, QTableView::item { padding: 4px 6px; border: none; }
QTreeView::item:selected, QListView::item:selected, QTableView::item:selected { background: @select@; color: @text@; }
QHeaderView { background: @panel@; }
QHeaderView::section { background: @panel@; color: @muted@; border: none; border-bottom: 1px solid @line@; padding: 4px 6px; }
QPlainTextEdit#log { background: @canvas@; border: 1px solid @line@; border-radius: 6px; padding: 4px; }
QFrame#card { background: @canvas@; border: 1px solid @line@; border-radius: 6px; }
QFrame#popup { background: @raised@; border: 1px solid @accent@; border-radius: 8px; }
QFrame#separator { background: @line@; border: none; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 9px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 9px; margin: 0; }
QScrollBar::handle { background: @node_line@; border-radius: 3px; margin: 1px; }
QScrollBar::handle:vertical { min-height: 28px; margin: 1px 2px; }
QScrollBar::handle:horizontal { min-width: 28px; margin: 2px 1px; }
QScrollBar::handle:hover { background: @dim@; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QDialog, QMessageBox { background: @panel@; }
)";
}  // namespace

QString style_sheet(const Theme& t) {
  QString sheet = QString::fromLatin1(kSheet);
  const auto put = [&sheet](const char* role, const QColor& color) {
    sheet.replace(QLatin1Char('@') + QLatin1String(role) + QLatin1Char('@'), color.name());
  };
  put("canvas", t.canvas), put("panel", t.panel), put("raised", t.raised), put("field", t.field);
  put("line", t.line), put("node_line", t.node_line), put("accent", t.accent), put("ok", t.ok);
  put("ok_hover", t.dark ? t.ok.lighter(110) : t.ok.darker(108));
  put("text", t.text), put("muted", t.muted), put("hint", t.hint), put("dim", t.dim);
  put("warning", t.warning);
  put("on_ok", t.on_ok), put("on_accent", t.on_accent), put("error", t.error);
  put("error_text", readable(t.error, t.raised)), put("warning_text", readable(t.warning, t.raised));
  put("select", blend(t.accent, t.raised, 0.22));
  return sheet.replace("@mode@", t.dark ? "dark" : "light");
}

}  // namespace tl::ui
