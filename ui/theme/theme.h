// SPDX-License-Identifier: GPL-3.0-or-later
// Every colour and font of the window, in one place. Widgets ask for a role, never for a number.
#pragma once
#include <QColor>
#include <QFont>
#include <QObject>
#include <QString>
#include <array>

class QApplication;

namespace tl::ui {

/// The roles of one theme. `hint` is the weakest colour that may carry text (4.5:1); `dim` is for decoration and disabled things only.
struct Theme {
  bool dark = true;
  QColor canvas, panel, raised, field;      ///< surfaces
  QColor line, node_line, body;             ///< separators, node outline, node body
  QColor grid, grid_major;                  ///< canvas and chart grid
  QColor accent, ok, warning, error;
  QColor text, muted, hint, dim;
  QColor on_ok, on_accent;                  ///< text on a filled button
  QColor shadow;
  QColor image_low, image_mid, image_high;  ///< diverging palette of feature maps: negative, zero, positive
  std::array<QColor, 8> series;             ///< curves, in order of appearance
};

enum class ThemeChoice { desktop, dark, light };

const Theme& theme();
const Theme& dark_theme();
const Theme& light_theme();

/// The colour of a node category; unknown categories are grey like shape and math.
QColor category_color(const QString& category, const Theme& of = theme());

/// WCAG contrast ratio, 1…21.
double contrast(const QColor& a, const QColor& b);
/// `color` moved towards the theme's text until it reads on `background` with at least `ratio`.
QColor readable(const QColor& color, const QColor& background, double ratio = 4.5);
/// `over` laid on `base` with `alpha` (0…1), opaque.
QColor blend(const QColor& over, const QColor& base, double alpha);

/// Inter where installed, else the desktop's sans. Sizes in pixels; weights as QFont::Weight.
QFont ui_font(double pixels, int weight = QFont::Normal);
/// JetBrains Mono where installed, else the desktop's fixed-pitch face: shapes and numbers.
QFont mono_font(double pixels, int weight = QFont::Normal);

/// Tells prepared drawings to prepare again.
class ThemeNotifier : public QObject {
  Q_OBJECT
 public:
  static ThemeNotifier* instance();
 Q_SIGNALS:
  void changed();
};

/// Sets style, palette, fonts and style sheet of the application and emits ThemeNotifier::changed.
void apply_theme(QApplication& app, ThemeChoice choice);
ThemeChoice theme_choice();
ThemeChoice theme_choice_from(const QString& text);  ///< "dark", "light", anything else = desktop
QString theme_choice_name(ThemeChoice choice);

/// The style sheet of the whole window for a theme (style_sheet.cpp).
QString style_sheet(const Theme& of);

}  // namespace tl::ui
