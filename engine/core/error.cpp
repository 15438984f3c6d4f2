// SPDX-License-Identifier: Apache-2.0
#include "engine/core/error.h"

#include <sstream>

namespace tl {

detail::TextStream::TextStream() : out_(new std::ostringstream) {}
detail::TextStream::~TextStream() { delete out_; }
std::string detail::TextStream::text() const { return static_cast<std::ostringstream*>(out_)->str(); }

std::string detail::check_message(const char* condition) { return std::string("Expected ") + condition + " to be true, but got false"; }

Error::Error(ErrorCategory category, std::string operation, std::string message, std::string remedy, std::string argument)
    : category_(category), operation_(std::move(operation)), message_(std::move(message)), remedy_(std::move(remedy)),
      argument_(std::move(argument)) {
  compose();
}

void Error::compose() {
  what_.clear();
  if (!context_.empty()) what_ += context_ + ": ";
  if (!operation_.empty()) what_ += operation_ + ": ";
  what_ += message_;
  if (!remedy_.empty()) {
    if (!what_.empty() && what_.back() != '.' && what_.back() != ';') what_ += '.';
    what_ += ' ' + remedy_;
  }
}

Error& Error::add_context(std::string place) {
  context_ = context_.empty() ? std::move(place) : place + ": " + context_;
  compose();
  return *this;
}

namespace {
struct CategoryRow {
  ErrorCategory category;
  const char* name;
  int exit_code;
};
constexpr CategoryRow rows[] = {
    {ErrorCategory::shape, "shape", 1},         {ErrorCategory::type, "type", 1},
    {ErrorCategory::value, "value", 1},         {ErrorCategory::index, "index", 1},
    {ErrorCategory::state, "state", 1},         {ErrorCategory::not_implemented, "not implemented", 1},
    {ErrorCategory::internal, "internal", 1},   {ErrorCategory::usage, "usage", 2},
    {ErrorCategory::input, "input", 3},         {ErrorCategory::io, "io", 6},
    {ErrorCategory::memory, "memory", 5},       {ErrorCategory::diverged, "diverged", 4},
    {ErrorCategory::interrupted, "interrupted", 130}, {ErrorCategory::peer, "peer", 7},
    {ErrorCategory::device, "device", 1},
};
const CategoryRow& row(ErrorCategory category) {
  for (const auto& r : rows)
    if (r.category == category) return r;
  return rows[6];
}
}  // namespace

int exit_code(ErrorCategory category) { return row(category).exit_code; }
const char* category_name(ErrorCategory category) { return row(category).name; }

namespace detail {
void throw_error(ErrorCategory category, std::string operation, std::string message) {
  switch (category) {
    case ErrorCategory::index: throw IndexError(category, std::move(operation), std::move(message));
    case ErrorCategory::value: throw ValueError(category, std::move(operation), std::move(message));
    case ErrorCategory::type: throw TypeError(category, std::move(operation), std::move(message));
    case ErrorCategory::not_implemented: throw NotImplementedError(category, std::move(operation), std::move(message));
    case ErrorCategory::memory: throw OutOfMemoryError(category, std::move(operation), std::move(message));
    default: throw Error(category, std::move(operation), std::move(message));
  }
}
void internal_assert_failed(const char* condition, const char* file, int line) {
  throw Error(ErrorCategory::internal, "internal check", str(condition, " does not hold (", file, ":", line, ")"),
              "This is a bug in Tensorloom; please report it.");
}
}  // namespace detail
}  // namespace tl
