// SPDX-License-Identifier: Apache-2.0
// Saving a project or a checkpoint while the process is killed, or a file call fails, at every single system call on the way: afterwards
// the old content or the new is there, never a mix, and a save that says it is done is done.
#include <QTemporaryDir>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "engine/core/error.h"
#include "engine/core/log.h"
#include "engine/ops/functions.h"
#include "engine/train/checkpoint.h"
#include "graphs.h"
#include "nodes/patch.h"
#include "nodes/project_io.h"
#include "support/syscall_faults.h"
#include "support/test_main.h"

using namespace tl::nodes;
namespace fs = std::filesystem;
using tl::test::FaultOutcome;
using tl::test::run_with_fault;

namespace {
enum Exit { saved = 0, refused = 6, surprised = 7 };

std::string content(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// What a save ends with: done, or an error of category io with a remedy.
int attempt(const std::function<void()>& save) {
  try {
    save();
    return saved;
  } catch (const tl::Error& e) {
    return e.category() == tl::ErrorCategory::io && !e.remedy().empty() ? refused : surprised;
  } catch (...) {
    return surprised;
  }
}

/// In memory where there is such a folder: processes die here, not the power.
QString scratch() { return fs::is_directory("/dev/shm") ? QString("/dev/shm/tensorloom-XXXXXX") : QString(); }

/// Temporary files in `folder`.
int leftovers(const fs::path& folder) {
  int n = 0;
  for (const auto& entry : fs::directory_iterator(folder)) n += entry.path().filename().string().ends_with(".tmp");
  return n;
}

tl::train::Checkpoint checkpoint_of(int64_t step, float value) {
  tl::train::Checkpoint c;
  c.progress.step = step;
  c.progress.seed = 5;
  c.model = {{"fc.weight", tl::full({3, 4}, value)}, {"fc.bias", tl::full({3}, value)}};
  c.optimizer = {{"adam/fc.weight/exp_avg", tl::full({3, 4}, value)}};
  return c;
}
}  // namespace

class TestSaveFaults : public QObject {
  Q_OBJECT

  /// Goes through all calls of `save`: n = 1, 2, … until it comes through untouched. `check` looks at the disk after each.
  static void sweep(int error, const std::function<void()>& prepare, const std::function<void()>& save,
                    const std::function<void(const FaultOutcome&)>& check) {
    int calls = 0;
    for (int n = 1; n < 5000; ++n) {
      prepare();
      const FaultOutcome outcome = run_with_fault([&] { return attempt(save); }, n, error);
      if (!outcome.traced) QSKIP("this system does not allow ptrace");
      QVERIFY2(outcome.exit_code != surprised, qPrintable(QString("call %1 (number %2)").arg(n).arg(outcome.call)));
      check(outcome);
      if (QTest::currentTestFailed()) {
        qWarning("at call %d (number %ld), error %d", n, outcome.call, error);
        return;
      }
      if (!outcome.reached) {
        QCOMPARE(outcome.exit_code, int(saved));
        break;
      }
      ++calls;
    }
    QVERIFY2(calls >= 6, "open, write, fsync, close, rename, fsync of the folder");
  }

  static void faults() {
    QTest::addColumn<int>("error");
    QTest::newRow("killed") << 0;
    for (const int error : {EIO, ENOSPC, EACCES}) QTest::newRow(strerrorname_np(error)) << error;
  }

 private slots:
  void initTestCase() { tl::logging::silence_stderr(); }

  void project_data() { faults(); }
  void project() {
    QFETCH(int, error);
    QTemporaryDir dir(scratch());
    const fs::path file = fs::path(dir.path().toStdString()) / "p.json";
    const GraphState before = test::digits_classifier().state();
    GraphDocument changed;
    changed.reset(before);
    changed.apply(make_add_node(before, "ReLU", {1, 2}));
    const std::string older = project_text(before), newer = project_text(changed.state());
    sweep(error, [&] { fs::remove_all(file.parent_path()), fs::create_directories(file.parent_path()), save_project(before, file); },
          [&] { save_project(changed.state(), file); },
          [&](const FaultOutcome& o) {
            const std::string now = content(file);
            QVERIFY2(now == older || now == newer, "the file is a mix");
            if (o.exit_code == saved) QVERIFY(now == newer);
            if (error) QCOMPARE(leftovers(file.parent_path()), 0);
            QCOMPARE(project_text(load_project(file).state), now);
          });
  }

  void checkpoint_data() { faults(); }
  void checkpoint() {
    QFETCH(int, error);
    QTemporaryDir dir(scratch());
    const fs::path run = fs::path(dir.path().toStdString()) / "run";
    const auto first = checkpoint_of(1, 1.0f), second = checkpoint_of(2, 2.0f);
    sweep(error, [&] { fs::remove_all(run), tl::train::write_checkpoint(run, first, true); },
          [&] { tl::train::write_checkpoint(run, second, true); }, [&](const FaultOutcome& o) { look_at(run, 2, o, error); });
  }

  void checkpoint_over_an_older_one_of_the_same_step() {
    QTemporaryDir dir(scratch());
    const fs::path run = fs::path(dir.path().toStdString()) / "run";
    for (const int error : {0, EIO})
      sweep(error, [&] { fs::remove_all(run), tl::train::write_checkpoint(run, checkpoint_of(1, 1.0f), true); },
            [&] { tl::train::write_checkpoint(run, checkpoint_of(1, 2.0f), true); }, [&](const FaultOutcome& o) { look_at(run, 1, o, error); });
  }

 private:
  /// The newest checkpoint is whole: the old one (all ones) or the new one (all twos, of step `step`).
  static void look_at(const fs::path& run, int64_t step, const FaultOutcome& o, int error) {
    const auto all = tl::train::list_checkpoints(run);
    QVERIFY(!all.empty());
    for (const fs::path& path : all) {
      const auto c = tl::train::read_checkpoint(path);  // compares every checksum
      const float value = c.model[0].second.data_ptr<float>()[0];
      QVERIFY(value == 1.0f || value == 2.0f);
      for (const auto* list : {&c.model, &c.optimizer})
        for (const auto& [name, t] : *list)
          for (int64_t i = 0; i < t.numel(); ++i) QCOMPARE(t.data_ptr<float>()[i], value);
    }
    if (o.exit_code == saved) {
      const auto c = tl::train::read_checkpoint(all.back());
      QCOMPARE(c.progress.step, step);
      QCOMPARE(c.model[0].second.data_ptr<float>()[0], 2.0f);
    }
    const auto best = tl::train::best_checkpoint(run);
    QVERIFY(best && (*best == all.front() || *best == all.back()));
    // A done save may be unable to remove the older folder; whatever stays goes with the next pruning after the process is gone.
    if (error && o.exit_code != saved) QCOMPARE(leftovers(run / "checkpoints"), 0);
    tl::train::prune_checkpoints(run, 5);
    QCOMPARE(leftovers(run / "checkpoints"), 0);
    QCOMPARE(tl::train::list_checkpoints(run), all);
  }
};

TL_TEST_CLASS(TestSaveFaults)
#include "test_save_faults.moc"
