// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <chrono>
#include <thread>

#include "engine/core/log.h"
#include "engine/train/session_link.h"
#include "support/test_main.h"

using namespace tl::train;

class TestTrainLink : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() { tl::logging::silence_stderr(); }

  /// The engine holds its lock for as long as this test likes; the controlling side gets through all the same.
  void the_controlling_thread_never_waits_for_the_engine() {
    SessionLink link;
    link.update([](Status& s) { s.step = 5; });
    std::atomic<bool> held{false}, release{false};
    std::thread engine([&] {
      link.update([&](Status& s) {
        s.step = 6;
        held = true;
        while (!release) std::this_thread::yield();
      });
    });
    while (!held) std::this_thread::yield();
    Event event;
    for (int i = 0; i < 2000; ++i) {  // also far more than the ring holds
      link.post(Pause{});
      QVERIFY(!link.poll(event));
      QCOMPARE(link.status().step, int64_t(5));
    }
    release = true;  // had any call waited, this line would never have been reached
    engine.join();
    QCOMPARE(link.status().step, int64_t(6));
    int received = 0;
    for (int quiet = 0; quiet < 3;) {
      if (link.next_command(0.01)) ++received, quiet = 0;
      else ++quiet;
      link.poll(event);  // passes on what did not fit the ring
    }
    QCOMPARE(received, 2000);
  }
  void status_is_never_torn() {
    SessionLink link;
    std::atomic<bool> done{false};
    std::thread engine([&] {
      for (int64_t i = 1; !done; ++i)
        link.update([i](Status& s) {
          s.step = s.epoch = s.step_in_epoch = i;
          s.loss = static_cast<double>(i);
        });
    });
    int64_t last = 0;
    for (int i = 0; i < 200000; ++i) {
      const Status s = link.status();
      if (s.epoch != s.step || s.step_in_epoch != s.step || s.loss != static_cast<double>(s.step) || s.step < last) {
        done = true;
        engine.join();
        QFAIL("a status mixed two moments or went back");
      }
      last = s.step;
    }
    done = true;
    engine.join();
    QVERIFY(last > 0);
  }
  void only_the_newest_picture_waits() {
    SessionLink link;
    for (int i = 0; i < 100; ++i) {
      WatchData d;
      d.place = "conv.output";
      d.step = i;
      link.send(d);
      link.note("info", "n");
    }
    Event e;
    int pictures = 0, notes = 0;
    while (link.poll(e)) {
      if (const auto* d = std::get_if<WatchData>(&e)) {
        ++pictures;
        QCOMPARE(d->step, int64_t(99));
      } else {
        ++notes;
      }
    }
    QCOMPARE(pictures, 1);
    QCOMPARE(notes, 100);
  }
};

TL_TEST_CLASS(TestTrainLink)
#include "test_train_link.moc"
