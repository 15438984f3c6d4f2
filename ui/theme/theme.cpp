// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QHash>
#include <QMenu>
#include <QPainter>
#include <QPalette>
#include <QProxyStyle>
#include <QStyleFactory>
#include <QToolTip>
#include <cmath>

/// Resources of a static library are not found unless someone asks for them; outside any namespace, as Qt wants it.
static void init_icons() { Q_INIT_RESOURCE(icons); }

namespace tl::ui {
namespace {

Theme make_dark() {
  Theme t;
  t.dark = true;
  t.canvas = QColor(0x15171c), t.panel = QColor(0x1b1e25), t.raised = QColor(0x20242c), t.field = QColor(0x15171c);
  t.line = QColor(0x2c313b), t.node_line = QColor(0x343a46), t.body = QColor(0x22262e);
  t.grid = QColor(0x1d2027), t.grid_major = QColor(0x23272f);
  t.accent = QColor(0x4f8cff), t.ok = QColor(0x3fb27f), t.warning = QColor(0xe0a63f), t.error = QColor(0xe5534b);
  t.text = QColor(0xe6e9ef), t.muted = QColor(0x8b93a3), t.hint = QColor(0x868d9c), t.dim = QColor(0x5f6775);
  t.on_ok = QColor(0x0d1512), t.on_accent = QColor(0x0b1220);
  t.shadow = QColor(0, 0, 0, 89);
  t.image_low = QColor(0xe0a63f), t.image_mid = QColor(0x0c0d10), t.image_high = QColor(0x8ea2ff);
  t.series = {QColor(0x4f8cff), QColor(0xe0a63f), QColor(0x3fb27f), QColor(0xd970b0),
              QColor(0xa58fd8), QColor(0x4fb6d6), QColor(0xd98b5f), QColor(0x9aa4b2)};
  return t;
}

Theme make_light() {
  Theme t;
  t.dark = false;
  t.canvas = QColor(0xf3f4f7), t.panel = QColor(0xfbfbfd), t.raised = QColor(0xeceef3), t.field = QColor(0xffffff);
  t.line = QColor(0xd5d9e2), t.node_line = QColor(0xc3c9d5), t.body = QColor(0xffffff);
  t.grid = QColor(0xe9ebf0), t.grid_major = QColor(0xdfe2e9);
  t.accent = QColor(0x2563d9), t.ok = QColor(0x1d7a52), t.warning = QColor(0x8f5e00), t.error = QColor(0xc4302b);
  t.text = QColor(0x1a1e26), t.muted = QColor(0x545c6b), t.hint = QColor(0x5d6574), t.dim = QColor(0x9aa2b0);
  t.on_ok = QColor(0xffffff), t.on_accent = QColor(0xffffff);
  t.shadow = QColor(30, 40, 60, 38);
  t.image_low = QColor(0xb36b00), t.image_mid = QColor(0xf6f7fa), t.image_high = QColor(0x2f3fb8);
  t.series = {QColor(0x2563d9), QColor(0xb87400), QColor(0x1d8a5b), QColor(0xb23c86),
              QColor(0x7a5fc0), QColor(0x1b87a8), QColor(0xb3612f), QColor(0x6a7482)};
  return t;
}

Theme& current() {
  static Theme t = make_dark();
  return t;
}
ThemeChoice g_choice = ThemeChoice::desktop;

double channel(double v) { return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); }
double luminance(const QColor& c) {
  return 0.2126 * channel(c.redF()) + 0.7152 * channel(c.greenF()) + 0.0722 * channel(c.blueF());
}

/// Fusion that underlines the letters of menus and buttons only while Alt is held, and those of an open menu: calm otherwise.
class CalmStyle : public QProxyStyle {
 public:
  CalmStyle() : QProxyStyle(QStyleFactory::create("Fusion")) {}
  int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const override {
    if (hint == SH_UnderlineShortcut)
      return (QGuiApplication::keyboardModifiers() & Qt::AltModifier) || qobject_cast<const QMenu*>(widget);
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons) return 0;
    return QProxyStyle::styleHint(hint, option, widget, data);
  }
  QIcon standardIcon(StandardPixmap which, const QStyleOption* option, const QWidget* widget) const override {
    switch (which) {
      case SP_MessageBoxQuestion: return sign('?', theme().accent);
      case SP_MessageBoxInformation: return sign('i', theme().accent);
      case SP_MessageBoxWarning: return sign('!', theme().warning);
      case SP_MessageBoxCritical: return sign('!', theme().error);
      default: return QProxyStyle::standardIcon(which, option, widget);
    }
  }

 private:
  /// Of a message: a letter in a disc, in the colours of the theme.
  static QIcon sign(QChar letter, const QColor& color) {
    QIcon icon;
    for (int pixels : {32, 64, 96}) {  // 100, 200 and 300 %
      QPixmap picture(pixels, pixels);
      picture.fill(Qt::transparent);
      QPainter p(&picture);
      p.setRenderHint(QPainter::Antialiasing);
      const QRectF disc = QRectF(picture.rect()).adjusted(1, 1, -1, -1);
      p.setPen(Qt::NoPen);
      p.setBrush(blend(color, theme().panel, 0.2));
      p.drawEllipse(disc);
      p.setPen(readable(color, blend(color, theme().panel, 0.2)));
      p.setFont(ui_font(pixels * 0.6, QFont::DemiBold));
      p.drawText(disc, Qt::AlignCenter, letter);
      p.end();
      icon.addPixmap(picture);
    }
    return icon;
  }
};

/// First installed family of the list, else the desktop's own.
QString first_family(std::initializer_list<const char*> wanted, QFontDatabase::SystemFont fallback) {
  const QStringList installed = QFontDatabase::families();
  for (const char* name : wanted)
    if (installed.contains(QLatin1String(name))) return QLatin1String(name);
  return QFontDatabase::systemFont(fallback).family();
}

/// A desktop that says nothing gets the dark surface; one with a platform theme is followed.
bool desktop_is_dark() {
  static const bool dark = [] {
    if (qEnvironmentVariableIsEmpty("XDG_CURRENT_DESKTOP") && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORMTHEME")) return true;
    const QPalette p = QApplication::palette();
    return luminance(p.color(QPalette::Window)) < luminance(p.color(QPalette::WindowText));
  }();
  return dark;
}

QPalette palette_for(const Theme& t) {
  QPalette p;
  p.setColor(QPalette::Window, t.panel);
  p.setColor(QPalette::WindowText, t.text);
  p.setColor(QPalette::Base, t.field);
  p.setColor(QPalette::AlternateBase, t.raised);
  p.setColor(QPalette::Text, t.text);
  p.setColor(QPalette::PlaceholderText, t.hint);
  p.setColor(QPalette::Button, t.raised);
  p.setColor(QPalette::ButtonText, t.text);
  p.setColor(QPalette::BrightText, t.error);
  p.setColor(QPalette::ToolTipBase, t.raised);
  p.setColor(QPalette::ToolTipText, t.text);
  p.setColor(QPalette::Highlight, t.accent);
  p.setColor(QPalette::HighlightedText, t.on_accent);
  p.setColor(QPalette::Link, t.accent);
  p.setColor(QPalette::Light, t.raised.lighter(115));
  p.setColor(QPalette::Midlight, t.raised);
  p.setColor(QPalette::Mid, t.line);
  p.setColor(QPalette::Dark, t.line);
  p.setColor(QPalette::Shadow, t.canvas);
  for (auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) p.setColor(QPalette::Disabled, role, t.dim);
  return p;
}
}  // namespace

const Theme& theme() { return current(); }
const Theme& dark_theme() {
  static const Theme t = make_dark();
  return t;
}
const Theme& light_theme() {
  static const Theme t = make_light();
  return t;
}

QColor category_color(const QString& category, const Theme& of) {
  static const QHash<QString, QColor> colors = {
      {"data", QColor(0x3fa7a0)},          {"augmentation", QColor(0x3fa7a0)}, {"linear", QColor(0x4f8cff)},
      {"convolution", QColor(0x7a6ff0)},   {"activation", QColor(0xe0a63f)},   {"normalization", QColor(0x5bb974)},
      {"pooling", QColor(0x4fb6d6)},       {"recurrent", QColor(0xa58fd8)},    {"attention", QColor(0xa58fd8)},
      {"regularization", QColor(0xa58fd8)}, {"loss", QColor(0xe5534b)},        {"metric", QColor(0xd98b5f)},
      {"group", QColor(0xc678b4)},         {"optimizer", QColor(0x9aa4b2)},     {"scheduler", QColor(0x9aa4b2)},    {"optimization", QColor(0x9aa4b2)}};
  QString key = category.toLower();
  QColor c = colors.value(key);
  if (!c.isValid() && key.endsWith('s')) c = colors.value(key.chopped(1));
  if (!c.isValid()) c = QColor(0x7f8898);
  return of.dark ? c : c.darker(112);
}

double contrast(const QColor& a, const QColor& b) {
  const double la = luminance(a), lb = luminance(b);
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

QColor blend(const QColor& over, const QColor& base, double alpha) {
  return QColor::fromRgbF(float(over.redF() * alpha + base.redF() * (1 - alpha)),
                          float(over.greenF() * alpha + base.greenF() * (1 - alpha)),
                          float(over.blueF() * alpha + base.blueF() * (1 - alpha)));
}

QColor readable(const QColor& color, const QColor& background, double ratio) {
  const QColor target = luminance(background) < 0.18 ? QColor(Qt::white) : QColor(Qt::black);
  QColor c = color;
  for (int i = 1; i <= 20 && contrast(c, background) < ratio; ++i) c = blend(target, color, i / 20.0);
  return c;
}

QFont ui_font(double pixels, int weight) {
  static const QString family = first_family({"Inter", "Inter Variable", "Noto Sans", "DejaVu Sans"}, QFontDatabase::GeneralFont);
  QFont f(family);
  f.setPixelSize(int(std::lround(pixels)));
  f.setWeight(QFont::Weight(weight));
  f.setHintingPreference(QFont::PreferNoHinting);
  return f;
}

QFont mono_font(double pixels, int weight) {
  static const QString family = first_family({"JetBrains Mono", "DejaVu Sans Mono", "Noto Sans Mono"}, QFontDatabase::FixedFont);
  QFont f(family);
  f.setPixelSize(int(std::lround(pixels)));
  f.setWeight(QFont::Weight(weight));
  f.setHintingPreference(QFont::PreferNoHinting);
  f.setStyleHint(QFont::Monospace);
  return f;
}

ThemeNotifier* ThemeNotifier::instance() {
  static ThemeNotifier notifier;
  return &notifier;
}

void apply_theme(QApplication& app, ThemeChoice choice) {
  const bool dark = choice == ThemeChoice::dark || (choice == ThemeChoice::desktop && desktop_is_dark());
  g_choice = choice;
  current() = dark ? make_dark() : make_light();
  static bool styled = false;
  if (!styled) {
    init_icons();
    app.setStyle(new CalmStyle);
  }
  styled = true;
  app.setPalette(palette_for(theme()));
  app.setFont(ui_font(12));
  QToolTip::setFont(ui_font(12));
  app.setStyleSheet(style_sheet(theme()));
  Q_EMIT ThemeNotifier::instance()->changed();
}

ThemeChoice theme_choice() { return g_choice; }
ThemeChoice theme_choice_from(const QString& text) {
  return text == "dark" ? ThemeChoice::dark : text == "light" ? ThemeChoice::light : ThemeChoice::desktop;
}
QString theme_choice_name(ThemeChoice choice) {
  return choice == ThemeChoice::dark ? "dark" : choice == ThemeChoice::light ? "light" : "desktop";
}

}  // namespace tl::ui
