// SPDX-License-Identifier: Apache-2.0
// Several test classes in one executable. Each test_<name>.cpp declares one QObject `Test…` and ends with
//   TL_TEST_CLASS(TestName)
//   #include "test_<name>.moc"
// `test_engine --class test_<name> [Qt Test arguments]` runs that file's class; without --class all run.
#pragma once
#include <QObject>
#include <QTest>
#include <functional>

namespace tl::test {
/// Registers a factory under the test file's base name; returns a dummy so that a namespace-scope constant can call it.
int register_class(const char* file, std::function<QObject*()> make);
}  // namespace tl::test

#define TL_TEST_CLASS(Class) \
  static const int tl_registered_##Class = tl::test::register_class(__FILE__, []() -> QObject* { return new Class; });
