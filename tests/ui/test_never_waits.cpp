// SPDX-License-Identifier: Apache-2.0
// The window's thread never takes a lock of the engine and never touches a file while a network trains. This program's own versions of
// the C library's entry points stand before the real ones and note who calls them from the window's thread.
#include <dlfcn.h>
#include <fcntl.h>
#include <link.h>
#include <pthread.h>

#include <QFile>
#include <QTabBar>
#include <QTimer>
#include <atomic>
#include <cstdarg>
#include <cstring>
#include <mutex>
#include <set>
#include <string>

#include "engine/core/allocator.h"
#include "engine/core/log.h"
#include "support/test_main.h"
#include "ui/charts/curves_panel.h"
#include "ui/inspector/field_editor.h"
#include "ui/inspector/inspector_panel.h"
#include "window_fixture.h"

namespace {
std::atomic<bool> g_armed{false};
pthread_t g_window;
std::atomic<int> g_locks{0}, g_waits{0}, g_files{0};
char g_first_file[512];
struct Range { uintptr_t lo = 0, hi = 0; bool holds(const void* p) const { return uintptr_t(p) >= lo && uintptr_t(p) < hi; } };
Range g_engine, g_program;

bool watched() { return g_armed.load(std::memory_order_relaxed) && pthread_equal(pthread_self(), g_window); }
bool ours(const void* caller) { return g_engine.holds(caller) || g_program.holds(caller); }

template <class F>
F real(std::atomic<F>& cache, const char* name) {
  F f = cache.load(std::memory_order_relaxed);
  if (!f) cache = f = reinterpret_cast<F>(dlsym(RTLD_NEXT, name));
  return f;
}

void note_file(const char* path) {
  // What the toolkit reads for itself (fonts, icons, its plugins) is not the program's doing.
  for (const char* allowed : {"/usr/share/", "/etc/", "/proc/", "/dev/", "/sys/", "/usr/lib/", "/lib/", "/var/cache/fontconfig"})
    if (!std::strncmp(path, allowed, std::strlen(allowed))) return;
  if (std::strstr(path, "fontconfig")) return;
  if (g_files++ == 0) std::strncpy(g_first_file, path, sizeof g_first_file - 1);
}

int find_ranges(dl_phdr_info* info, size_t, void*) {
  Range r{UINTPTR_MAX, 0};
  for (int i = 0; i < info->dlpi_phnum; ++i)
    if (info->dlpi_phdr[i].p_type == PT_LOAD && info->dlpi_phdr[i].p_flags & PF_X) {
      const uintptr_t lo = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
      r.lo = std::min(r.lo, lo), r.hi = std::max(r.hi, lo + info->dlpi_phdr[i].p_memsz);
    }
  const char* name = info->dlpi_name ? info->dlpi_name : "";
  if (!*name && !g_program.hi) g_program = r;
  if (std::strstr(name, "libtensorloom")) g_engine = r;
  return 0;
}
}  // namespace

extern "C" {
int pthread_mutex_lock(pthread_mutex_t* mutex) {
  static std::atomic<int (*)(pthread_mutex_t*)> cache{nullptr};
  if (watched() && ours(__builtin_return_address(0))) ++g_locks;
  return real(cache, "pthread_mutex_lock")(mutex);
}
int pthread_cond_wait(pthread_cond_t* condition, pthread_mutex_t* mutex) {
  static std::atomic<int (*)(pthread_cond_t*, pthread_mutex_t*)> cache{nullptr};
  if (watched()) ++g_waits;
  return real(cache, "pthread_cond_wait")(condition, mutex);
}
int open64(const char* path, int flags, ...) {
  static std::atomic<int (*)(const char*, int, ...)> cache{nullptr};
  va_list list;
  va_start(list, flags);
  const int mode = va_arg(list, int);
  va_end(list);
  if (watched()) note_file(path);
  return real(cache, "open64")(path, flags, mode);
}
int open(const char* path, int flags, ...) {
  static std::atomic<int (*)(const char*, int, ...)> cache{nullptr};
  va_list list;
  va_start(list, flags);
  const int mode = va_arg(list, int);
  va_end(list);
  if (watched()) note_file(path);
  return real(cache, "open")(path, flags, mode);
}
FILE* fopen64(const char* path, const char* mode) {
  static std::atomic<FILE* (*)(const char*, const char*)> cache{nullptr};
  if (watched()) note_file(path);
  return real(cache, "fopen64")(path, mode);
}
FILE* fopen(const char* path, const char* mode) {
  static std::atomic<FILE* (*)(const char*, const char*)> cache{nullptr};
  if (watched()) note_file(path);
  return real(cache, "fopen")(path, mode);
}
int fsync(int fd) {
  static std::atomic<int (*)(int)> cache{nullptr};
  if (watched()) note_file("fsync");
  return real(cache, "fsync")(fd);
}
}

using namespace tl::ui;
using tl::ui::test::WindowFixture;

class TestNeverWaits : public QObject {
  Q_OBJECT
  std::unique_ptr<WindowFixture> f;
  void reset_counts() { g_locks = 0, g_waits = 0, g_files = 0; }

 private Q_SLOTS:
  void initTestCase() {
    g_window = pthread_self();
    dl_iterate_phdr(find_ranges, nullptr);
    QVERIFY2(g_engine.hi > g_engine.lo && g_program.hi > g_program.lo, "engine and program must be found in memory");
  }

  /// The instrument itself: it must notice an engine lock, a wait and a file.
  void the_instrument_notices() {
    reset_counts();
    g_armed = true;
    tl::logging::debug("from the window's thread, to be noticed");
    (void)tl::logging::log_since(0);
    QFile file(QStringLiteral(TL_SOURCE_DIR "/CMakeLists.txt"));
    (void)file.open(QIODevice::ReadOnly);
    g_armed = false;
    QVERIFY2(g_locks > 0, "a lock taken inside the engine was not noticed");
    QVERIFY2(g_files > 0, "an opened file was not noticed");
  }

  void while_training_editing_and_saving() {
    f = std::make_unique<WindowFixture>();
    QVERIFY(f->open_example("digits-mlp"));
    f->window->editor().apply(tl::nodes::make_set_run(f->state(), "epochs", tl::Value(100000)));
    QVERIFY(f->analysed());
    f->window->graph().choose({f->named("fc_1")->id});
    f->view().grab();
    f->window->perform(RunAction::train);
    QTRY_VERIFY_WITH_TIMEOUT(f->window->curves().point_count() > 100, 30000);
    reset_counts();
    g_armed = true;
    // Everything a person does while a network trains.
    for (int round = 0; round < 6; ++round) {
      for (const char* name : {"fc_1", "relu_1", "fc_2", "loss"}) {
        f->window->graph().choose({f->named(name)->id});
        QTest::qWait(60);
      }
      f->window->editor().apply(tl::nodes::make_set_param(f->state(), f->named("adam")->id, "lr", tl::Value(0.001 + round * 1e-4)));
      f->view().add_at("ReLU", {300, 500});
      QTest::qWait(60);
      f->view().delete_selection();
      f->view().set_zoom(round % 2 ? 1.0 : 0.5, QPointF(200, 200));
      f->window->perform(RunAction::pause);
      QTest::qWait(150);
      f->window->perform(RunAction::resume);
      f->settings->set("round", round);
      f->window->editor().save_as(f->dir.path() + "/while-training.json");
      QTest::qWait(250);
      f->window->action("graphArrange")->trigger();
      f->window->export_weights(f->window->runs().run_dir(), f->dir.path() + "/x.safetensors");
      QTest::qWait(100);
    }
    f->window->perform(RunAction::stop);
    QTRY_VERIFY_WITH_TIMEOUT(!f->window->runs().active(), 30000);
    QTest::qWait(600);
    g_armed = false;
    QVERIFY(QFile::exists(f->dir.path() + "/while-training.json"));
    QVERIFY2(g_files == 0, g_first_file);
    QCOMPARE(g_waits.load(), 0);
    QCOMPARE(g_locks.load(), 0);
    f.reset();
  }

  void a_stopped_run_returns_its_memory() {
    f = std::make_unique<WindowFixture>();
    QVERIFY(f->open_example("digits-mlp"));
    const int64_t before = tl::memory_stats().allocated;
    f->window->perform(RunAction::train);
    QTRY_VERIFY_WITH_TIMEOUT(f->window->curves().point_count() > 50, 30000);
    QVERIFY(tl::memory_stats().allocated > before);
    f->window->perform(RunAction::stop);
    QTRY_VERIFY_WITH_TIMEOUT(!f->window->runs().active(), 30000);
    QTRY_VERIFY_WITH_TIMEOUT(f->window->runs().session_released(), 10000);
    QVERIFY2(tl::memory_stats().allocated <= before,
             qPrintable(QString("%1 bytes before, %2 after").arg(before).arg(tl::memory_stats().allocated)));
    f.reset();
  }
};
TL_TEST_CLASS(TestNeverWaits)
#include "test_never_waits.moc"
