// SPDX-License-Identifier: GPL-3.0-or-later
// `tensorloom --inspect NAME`: a local socket that tells scripts what the window shows, one line of JSON for each line of request.
//   state             everything visible: file, nodes with their places on the screen, wires, buttons, run, curves, problems, texts
//   screenshot FILE   writes a PNG of the window
// Read-only: it cannot change a thing. Off unless asked for; only the user who started the program can connect.
#pragma once
#include <QObject>
#include <QString>
#include <nlohmann/json_fwd.hpp>

class QLocalServer;

namespace tl::ui {
class MainWindow;

class InspectServer : public QObject {
  Q_OBJECT
 public:
  InspectServer(MainWindow& window, const QString& name, QObject* parent = nullptr);
  bool listening() const;
  nlohmann::json state() const;

 private:
  void serve();
  MainWindow& window_;
  QLocalServer* server_ = nullptr;
};

}  // namespace tl::ui
