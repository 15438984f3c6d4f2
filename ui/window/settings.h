// SPDX-License-Identifier: GPL-3.0-or-later
// What the window remembers, in an INI file under the XDG config folder. Read once before the window opens; written by a helper thread,
// so that the window never waits for the disk.
#pragma once
#include <QObject>
#include <QString>
#include <QTimer>
#include <QVariantMap>

namespace tl::ui {

class Settings : public QObject {
 public:
  /// Reads `file`; empty: the default place, or TL_CONFIG_DIR.
  explicit Settings(QString file = {}, QObject* parent = nullptr);
  ~Settings() override;
  QVariant value(const QString& key, const QVariant& fallback = {}) const { return values_.value(key, fallback); }
  void set(const QString& key, const QVariant& value);
  /// Most recent first, at most ten.
  QStringList recent_files() const { return value("recentFiles").toStringList(); }
  void add_recent(const QString& file);
  void remove_recent(const QString& file);
  const QString& file() const { return file_; }

 private:
  void write();
  QString file_;
  QVariantMap values_;
  QTimer timer_;
};

}  // namespace tl::ui
