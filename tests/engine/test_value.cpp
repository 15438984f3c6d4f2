// SPDX-License-Identifier: Apache-2.0
// Value keeps every kind through copies, moves and assignments to itself, shares what it may share, and lets go of what it held.
#include <cmath>

#include "engine/core/error.h"
#include "engine/core/value.h"
#include "engine/ops/functions.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace tl;
using test::message_of;

namespace {
struct Thing : Object {
  static inline int alive = 0;
  Thing() { ++alive; }
  ~Thing() override { --alive; }
  std::string type_name() const override { return "Thing"; }
};
std::vector<Value> one_of_each() {
  return {Value(), true, int64_t{7}, 2.5, kHalf, Device("cuda:1"), Value(Value::Ints{1, 2, 3, 4, 5, 6, 7, 8, 9}), "a text that is longer than a few characters",
          Value(ones({2, 3})), Value(Value::List{1, "two"}), Value(Value::Dict{{"a", 1}, {"b", 2.0}}), Value(std::make_shared<Thing>())};
}
}  // namespace

class TestValue : public QObject {
  Q_OBJECT
 private slots:
  void every_kind_survives_every_way_of_passing_it_on() {
    const auto all = one_of_each();
    for (const Value& v : all) {
      Value copy(v);
      QVERIFY2(copy == v, v.type_name());
      Value moved(std::move(copy));
      QVERIFY2(moved == v, v.type_name());
      for (const Value& before : all) {  // over every other kind
        Value target(before);
        target = v;
        QVERIFY2(target == v && v == target, v.type_name());
        target = before;
        QVERIFY2(target == before, v.type_name());
        Value source(v);
        target = std::move(source);
        QVERIFY2(target == v, v.type_name());
      }
      const Value& same = moved;
      moved = same;
      QVERIFY2(moved == v, v.type_name());
      Value& also = moved;
      moved = std::move(also);
      QVERIFY2(moved == v, v.type_name());
    }
  }
  void what_was_taken_from_is_none() {
    for (Value& v : one_of_each()) {
      if (v.is_number() || v.is_dtype() || v.is_device()) continue;  // those are copied
      const Value taken(std::move(v));
      QVERIFY2(v.is_none(), taken.type_name());
    }
  }
  void an_entry_may_be_assigned_to_its_own_container() {
    Value nested(Value::List{Value(Value::List{"inner", 3})});
    nested = nested.to_list()[0];
    QCOMPARE(nested.to_list().size(), size_t{2});
    nested = nested.to_list()[0];
    QCOMPARE(QString::fromStdString(nested.to_string()), QString("inner"));
  }
  void owned_things_are_shared_and_let_go() {
    const Tensor t = ones({2});
    {
      Value a(t), b(a);
      QVERIFY(b.to_tensor().is_same(t));
      a = 3;
      QVERIFY(b.to_tensor().is_same(t));
    }
    QCOMPARE(Thing::alive, 0);
    {
      Value object(std::make_shared<Thing>());
      const Value list(Value::List{object, object});
      QCOMPARE(Thing::alive, 1);
      object = {};
      QCOMPARE(Thing::alive, 1);
    }
    QCOMPARE(Thing::alive, 0);
    QCOMPARE(t.unsafe_impl()->use_count(), uint32_t{1});
  }
  void getters_convert_without_loss_or_name_what_is_there() {
    QCOMPARE(Value(2.0).to_int(), int64_t{2});
    QVERIFY(message_of([] { (void)Value(2.5).to_int(); }).contains("expected an integer but got float 2.5"));
    QCOMPARE(Value(Value::List{1, 2}).to_ints().size(), size_t{2});
    QVERIFY(Value(std::nan("")) == Value(std::nan("")));
    QVERIFY(!(Value(1) == Value(true)));
    QVERIFY(message_of([] { (void)Value("x").i(); }).contains("expected int but got text \"x\""));
    QVERIFY(message_of([] { (void)Value(1).ints(); }).contains("expected ints but got int 1"));
  }
};
TL_TEST_CLASS(TestValue)
#include "test_value.moc"
