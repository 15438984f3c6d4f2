// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/settings.h"

#include <QSettings>
#include <QStandardPaths>

#include "ui/document/background.h"

namespace tl::ui {
namespace {
void write_file(const QString& file, const QVariantMap& values) {
  QSettings out(file, QSettings::IniFormat);
  for (auto it = values.begin(); it != values.end(); ++it) out.setValue(it.key(), it.value());
  out.sync();
}
}  // namespace

Settings::Settings(QString file, QObject* parent) : QObject(parent), file_(std::move(file)) {
  if (file_.isEmpty()) {
    QString dir = qEnvironmentVariable("TL_CONFIG_DIR");
    if (dir.isEmpty()) dir = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + QStringLiteral("/tensorloom");
    file_ = dir + QStringLiteral("/window.ini");
  }
  const QSettings in(file_, QSettings::IniFormat);
  for (const QString& key : in.allKeys()) values_[key] = in.value(key);
  timer_.setSingleShot(true);
  timer_.setInterval(400);
  connect(&timer_, &QTimer::timeout, this, [this] { write(); });
}

Settings::~Settings() {
  if (!timer_.isActive()) return;
  write();
  finish_background_work();
}

void Settings::set(const QString& key, const QVariant& value) {
  if (values_.value(key) == value) return;
  values_[key] = value;
  timer_.start();
}

void Settings::add_recent(const QString& file) {
  QStringList list = recent_files();
  list.removeAll(file);
  list.prepend(file);
  while (list.size() > 10) list.removeLast();
  set("recentFiles", list);
}

void Settings::remove_recent(const QString& file) {
  QStringList list = recent_files();
  if (list.removeAll(file)) set("recentFiles", list);
}

void Settings::write() {
  timer_.stop();
  detail::post_task([file = file_, values = values_] { write_file(file, values); });
}

}  // namespace tl::ui
