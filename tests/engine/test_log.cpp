// SPDX-License-Identifier: Apache-2.0
#include <thread>
#include <vector>

#include "engine/core/log.h"
#include "support/test_main.h"

class TestLog : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() { tl::logging::silence_stderr(); }
  void keeps_the_last_messages_in_order() {
    const auto before = tl::logging::log_since(0);
    const uint64_t start = before.empty() ? 0 : before.back().sequence;
    tl::logging::warning("disk nearly full");
    const auto fresh = tl::logging::log_since(start);
    QCOMPARE(fresh.size(), size_t(1));
    QCOMPARE(fresh[0].text, std::string("disk nearly full"));
    QVERIFY(fresh[0].level == tl::logging::Level::warning);
    QVERIFY(tl::logging::log_since(fresh[0].sequence).empty());
  }
  void several_threads_leave_no_gap() {
    const auto before = tl::logging::log_since(0);
    const uint64_t start = before.empty() ? 0 : before.back().sequence;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
      threads.emplace_back([] {
        for (int i = 0; i < 1000; ++i) tl::logging::debug("message");
      });
    for (auto& t : threads) t.join();
    const auto all = tl::logging::log_since(start);
    QCOMPARE(all.size(), size_t(2000));  // 4,000 written, the last 2,000 kept
    QCOMPARE(all.back().sequence, start + 4000);
    for (size_t i = 1; i < all.size(); ++i) QCOMPARE(all[i].sequence, all[i - 1].sequence + 1);
  }
};

TL_TEST_CLASS(TestLog)
#include "test_log.moc"
