// SPDX-License-Identifier: Apache-2.0
// Errors a person can act on: what went wrong, where, why, and what to do.
#pragma once
#include <exception>
#include <ostream>
#include <string>
#include <string_view>

namespace tl {

/// Decides the exit code (`exit_code`) and the wording of the window; one table in error.cpp.
enum class ErrorCategory {
  shape, type, value, index, state, not_implemented, internal,  // wrong call
  usage,                                                        // wrong command line
  input,                                                        // bad file: project, data, checkpoint
  io,                                                           // the system refused: disk full, permission
  memory, diverged, interrupted, peer, device
};

/// Thrown inside a library; caught at the session loop, the command line's main and each worker.
class Error : public std::exception {
 public:
  Error(ErrorCategory category, std::string operation, std::string message, std::string remedy = {}, std::string argument = {});
  const char* what() const noexcept override { return what_.c_str(); }
  ErrorCategory category() const { return category_; }
  const std::string& operation() const { return operation_; }  ///< "softmax", "open project", …
  const std::string& argument() const { return argument_; }    ///< "dim", "input"; may be empty
  const std::string& message() const { return message_; }      ///< one sentence without operation and remedy
  const std::string& remedy() const { return remedy_; }        ///< what to do; may be empty
  const std::string& msg() const { return message_; }
  const char* what_without_backtrace() const noexcept { return what(); }
  /// Prefixes a place ("node conv_2", "sample 17") that the thrower could not know.
  Error& add_context(std::string place);
  const std::string& context() const { return context_; }

 private:
  void compose();
  ErrorCategory category_;
  std::string operation_, message_, remedy_, argument_, context_, what_;
};

struct IndexError : Error { using Error::Error; };
struct ValueError : Error { using Error::Error; };
struct TypeError : Error { using Error::Error; };
struct NotImplementedError : Error { using Error::Error; };
struct LinAlgError : Error { using Error::Error; };
struct OutOfMemoryError : Error { using Error::Error; };

/// 0 done, 1 failed, 2 usage, 3 bad input file, 4 diverged, 5 out of memory, 6 I/O, 7 peer lost, 130 interrupted.
int exit_code(ErrorCategory category);
const char* category_name(ErrorCategory category);

namespace detail {
/// A std::ostringstream whose header stays out of this one, which everybody includes.
class TextStream {
 public:
  TextStream();
  TextStream(const TextStream&) = delete;
  TextStream& operator=(const TextStream&) = delete;
  ~TextStream();
  std::ostream& out() { return *out_; }
  std::string text() const;

 private:
  std::ostream* out_;
};
}  // namespace detail

/// Streams its arguments into one string.
template <class... Parts>
std::string str(const Parts&... parts) {
  detail::TextStream stream;
  (stream.out() << ... << parts);
  return stream.text();
}

namespace detail {
[[noreturn]] void throw_error(ErrorCategory category, std::string operation, std::string message);
/// What a check without words of its own says: "Expected <condition> to be true, but got false."
std::string check_message(const char* condition);
inline const std::string& check_message(const char*, const std::string& message) { return message; }
[[noreturn]] void internal_assert_failed(const char* condition, const char* file, int line);
}  // namespace detail
}  // namespace tl

/// TL_CHECK(cond, category, "operation", parts…): throws the subclass that belongs to the category.
#define TL_CHECK(cond, category, operation, ...)                                                              \
  do {                                                                                                        \
    if (!(cond)) [[unlikely]]                                                                                 \
      ::tl::detail::throw_error(::tl::ErrorCategory::category, operation, ::tl::str(__VA_ARGS__));            \
  } while (0)
#define TL_THROW(category, operation, ...) ::tl::detail::throw_error(::tl::ErrorCategory::category, operation, ::tl::str(__VA_ARGS__))
#define TL_ASSERT(cond)                                                                      \
  do {                                                                                       \
    if (!(cond)) [[unlikely]] ::tl::detail::internal_assert_failed(#cond, __FILE__, __LINE__); \
  } while (0)
/// Marks an English text that a person sees, for the translators of the window.
#define TL_TR(text) text
