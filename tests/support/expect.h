// SPDX-License-Identifier: Apache-2.0
// What tests of failures need: the error's category and text in one string, and a search that shows the text when it is not found.
#pragma once
#include <QString>
#include <QtGlobal>
#include <string>

#include "engine/core/error.h"

namespace tl::test {

/// "input|read data: …", or "accepted" when nothing was thrown.
template <class F>
std::string error_of(F&& f) {
  try {
    f();
  } catch (const Error& e) {
    return std::string(category_name(e.category())) + "|" + e.what();
  }
  return "accepted";
}

/// What the error says, for Qt's comparisons; empty when nothing was thrown.
template <class F>
QString message_of(F&& f) {
  try {
    f();
  } catch (const Error& e) {
    return QString::fromStdString(e.what());
  }
  return {};
}

inline bool has(const std::string& text, const std::string& part) {
  if (text.find(part) != std::string::npos) return true;
  qWarning("'%s' lacks '%s'", text.c_str(), part.c_str());
  return false;
}

}  // namespace tl::test
