// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <vector>

#include "engine/core/philox.h"
#include "support/test_main.h"

class TestPhilox : public QObject {
  Q_OBJECT
 private slots:
  /// The published known-answer vectors of Random123 1.14 (tests/kat_vectors, philox4x32 10).
  void known_answers() {
    using C = tl::PhiloxCounter;
    QVERIFY((tl::philox4x32({0, 0, 0, 0}, {0, 0}) == C{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
    QVERIFY((tl::philox4x32({~0u, ~0u, ~0u, ~0u}, {~0u, ~0u}) == C{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
    QVERIFY((tl::philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
             C{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
  }
  void uniform_numbers_stay_below_one() {
    QCOMPARE(tl::philox_uniform_float(~0u), 1.0f - 0x1p-24f);
    QVERIFY(tl::philox_uniform_double(~0u, ~0u) < 1.0);
    QCOMPARE(tl::philox_uniform_double(0, 0), 0.0);
  }
  void streams_differ_and_repeat() {
    tl::PhiloxStream a(7, 1, 3), same(7, 1, 3), other(7, 1, 4), purpose(7, 2, 3);
    std::vector<uint64_t> first, again, elsewhere, third;
    for (int i = 0; i < 8; ++i) {
      first.push_back(a.next64());
      again.push_back(same.next64());
      elsewhere.push_back(other.next64());
      third.push_back(purpose.next64());
    }
    QVERIFY(first == again);
    QVERIFY(first != elsewhere && first != third);
  }
  void below_is_even() {
    tl::PhiloxStream stream(1, 0, 0);
    std::vector<int> counts(10);
    for (int i = 0; i < 100000; ++i) counts[stream.below(10)]++;
    // 100,000 draws over 10 cells: standard deviation 95; five of them each way.
    QVERIFY(*std::min_element(counts.begin(), counts.end()) > 10000 - 475);
    QVERIFY(*std::max_element(counts.begin(), counts.end()) < 10000 + 475);
  }
};

TL_TEST_CLASS(TestPhilox)
#include "test_philox.moc"
