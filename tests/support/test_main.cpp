// SPDX-License-Identifier: Apache-2.0
#include "support/test_main.h"

#include <clocale>
#include <cstdio>
#include <cstring>
#include <map>
#include <memory>
#include <string>
#include <vector>

#ifdef QT_WIDGETS_LIB
#include <QApplication>
#else
#include <QCoreApplication>
#endif

namespace {
std::map<std::string, std::function<QObject*()>>& classes() {
  static std::map<std::string, std::function<QObject*()>> map;
  return map;
}
}  // namespace

int tl::test::register_class(const char* file, std::function<QObject*()> make) {
  std::string name = file;
  name = name.substr(name.find_last_of('/') + 1);
  classes()[name.substr(0, name.rfind('.'))] = std::move(make);
  return 0;
}

int main(int argc, char** argv) {
#ifdef QT_WIDGETS_LIB
  QApplication app(argc, argv);
#else
  QCoreApplication app(argc, argv);
#endif
  std::setlocale(LC_NUMERIC, "C");
  std::string wanted;
  std::vector<char*> rest{argv[0]};
  for (int i = 1; i < argc; ++i) {
    if (!std::strcmp(argv[i], "--class") && i + 1 < argc) wanted = argv[++i];
    else rest.push_back(argv[i]);
  }
  if (!wanted.empty() && !classes().count(wanted)) {
    std::fprintf(stderr, "no test class '%s' in %s\n", wanted.c_str(), argv[0]);
    return 2;
  }
  int failures = 0;
  for (auto& [name, make] : classes()) {
    if (!wanted.empty() && name != wanted) continue;
    std::unique_ptr<QObject> object(make());
    failures += QTest::qExec(object.get(), static_cast<int>(rest.size()), rest.data());
  }
  return failures ? 1 : 0;
}
