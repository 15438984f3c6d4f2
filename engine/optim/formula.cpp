// SPDX-License-Identifier: Apache-2.0
#include "engine/optim/formula.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <numbers>
#include <vector>

#include "engine/core/error.h"

namespace tl::optim {
namespace {
using F = std::function<double(double)>;

class Parser {
 public:
  Parser(const std::string& text, const std::string& variable) : text_(text), variable_(variable) {
    if (text.size() > 1000) fail("is longer than 1000 characters");
  }
  F whole() {
    F f = sum();
    if (peek()) fail("goes on where it should end");
    return f;
  }

 private:
  F sum() {
    if (++depth_ > 64) fail("is nested too deep");
    F left = product();
    while (peek() == '+' || peek() == '-') {
      const bool plus = text_[at_++] == '+';
      left = [a = std::move(left), b = product(), plus](double x) { return plus ? a(x) + b(x) : a(x) - b(x); };
    }
    --depth_;
    return left;
  }
  F product() {
    F left = signed_power();
    while ((peek() == '*' && !starts("**")) || peek() == '/') {
      const bool times = text_[at_++] == '*';
      left = [a = std::move(left), b = signed_power(), times](double x) { return times ? a(x) * b(x) : a(x) / b(x); };
    }
    return left;
  }
  F signed_power() {
    bool minus = false;
    while (peek() == '-' || peek() == '+') minus ^= text_[at_++] == '-';
    F base = primary();
    if (peek() == '^' || starts("**")) {
      at_ += starts("**") ? 2 : 1;
      if (++depth_ > 64) fail("is nested too deep");
      base = [a = std::move(base), b = signed_power()](double x) { return std::pow(a(x), b(x)); };
      --depth_;
    }
    if (!minus) return base;
    return [a = std::move(base)](double x) { return -a(x); };
  }
  F primary() {
    const char c = peek();
    if (c == '(') {
      ++at_;
      F inside = sum();
      expect(')');
      return inside;
    }
    if ((c >= '0' && c <= '9') || c == '.') {
      double value = 0;
      const auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), value);
      if (error != std::errc()) fail("has a number that cannot be read");
      at_ = static_cast<size_t>(end - text_.data());
      return [value](double) { return value; };
    }
    std::string name;
    while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) || text_[at_] == '_')) name += text_[at_++];
    if (name.empty()) fail(c ? "has something here that is no number, name or parenthesis" : "ends too early");
    if (name == variable_) return [](double x) { return x; };
    if (name == "pi") return [](double) { return std::numbers::pi; };
    return call(name);
  }
  F call(const std::string& name) {
    static const std::map<std::string, double (*)(double)> one{{"exp", std::exp}, {"log", std::log}, {"sqrt", std::sqrt}, {"sin", std::sin},
                                                              {"cos", std::cos}, {"abs", std::fabs}, {"floor", std::floor}, {"ceil", std::ceil}};
    const auto found = one.find(name);
    const bool two = name == "min" || name == "max";
    if (found == one.end() && !two) fail("knows no '" + name + "'");
    expect('(');
    F a = sum();
    if (!two) {
      expect(')');
      return [f = found->second, a = std::move(a)](double x) { return f(a(x)); };
    }
    expect(',');
    F b = sum();
    expect(')');
    return [a = std::move(a), b = std::move(b), low = name == "min"](double x) { return low ? std::min(a(x), b(x)) : std::max(a(x), b(x)); };
  }

  char peek() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  bool starts(const char* s) { return peek() && text_.compare(at_, 2, s) == 0; }
  void expect(char c) {
    if (peek() != c) fail(std::string("lacks a '") + c + "'");
    ++at_;
  }
  [[noreturn]] void fail(const std::string& why) const {
    throw ValueError(ErrorCategory::value, "formula", str("'", text_.substr(0, 100), "' ", why, ", at character ", at_ + 1),
                     "Write it with " + variable_ + ", numbers, + - * / ^ and parentheses, like 0.95^" + variable_ + ".");
  }

  const std::string& text_;
  const std::string& variable_;
  size_t at_ = 0;
  int depth_ = 0;
};
}  // namespace

std::function<double(double)> parse_formula(const std::string& text, const std::string& variable) { return Parser(text, variable).whole(); }

}  // namespace tl::optim
