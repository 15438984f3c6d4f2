// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/background.h"

#include <QCoreApplication>
#include <QMetaObject>
#include <QThread>
#include <QThreadPool>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <exception>

#include "engine/core/error.h"

namespace tl::ui {
namespace {
std::atomic<Qt::HANDLE> g_window_thread{nullptr};

QThreadPool& pool() {
  // Two threads: a long save or load never holds up the analysis. Owned by no one, ended by finish_background_work.
  static QThreadPool* p = [] {
    auto* made = new QThreadPool;
    made->setMaxThreadCount(2);
    made->setExpiryTimeout(-1);
    return made;
  }();
  return *p;
}
}  // namespace

namespace detail {
void post_task(std::function<void()> task) { pool().start(std::move(task)); }

void post_result(QPointer<QObject> context, std::function<void()> result) {
  if (!QCoreApplication::instance()) return;
  QMetaObject::invokeMethod(
      QCoreApplication::instance(),
      [context = std::move(context), result = std::move(result)] {
        if (context) result();
      },
      Qt::QueuedConnection);
}

Failed describe_current_exception() {
  try {
    throw;
  } catch (const Error& e) {
    QString message = QString::fromStdString(e.context().empty() ? e.message() : e.context() + ": " + e.message());
    if (!e.operation().empty()) message = QString::fromStdString(e.operation()) + QStringLiteral(": ") + message;
    return {message, QString::fromStdString(e.remedy())};
  } catch (const std::bad_alloc&) {
    return {QCoreApplication::translate("tl::ui", "Out of memory."),
            QCoreApplication::translate("tl::ui", "Close other programs or make the network smaller.")};
  } catch (const std::exception& e) {
    return {QString::fromUtf8(e.what()), {}};
  } catch (...) {
    return {QCoreApplication::translate("tl::ui", "An unknown error occurred."), {}};
  }
}
}  // namespace detail

void mark_window_thread() { g_window_thread = QThread::currentThreadId(); }
bool on_window_thread() { return g_window_thread.load() == QThread::currentThreadId(); }

void forbid_window_thread(const char* what) {
  if (!on_window_thread()) return;
  std::fprintf(stderr, "tensorloom: %s was called on the window's thread\n", what);
  std::abort();
}

void finish_background_work() { pool().waitForDone(); }

}  // namespace tl::ui
