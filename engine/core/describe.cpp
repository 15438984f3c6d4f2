// SPDX-License-Identifier: Apache-2.0
#include "engine/core/describe.h"

#include <algorithm>
#include <cmath>

#include "engine/core/quote.h"
#include "engine/core/tensor.h"

namespace tl {
namespace {
std::string number(double v) { return Value(v).repr(); }

std::string range_text(const FieldDesc& f) {
  const bool lo = std::isfinite(f.min), hi = std::isfinite(f.max);
  const std::string low = std::string(f.min_exclusive ? "above " : "at least ") + number(f.min);
  if (lo && hi) return low + " and at most " + number(f.max);
  return lo ? low : "at most " + number(f.max);
}
bool in_range(const FieldDesc& f, double v) { return (f.min_exclusive ? v > f.min : v >= f.min) && v <= f.max && !std::isnan(v); }
}  // namespace

std::vector<double> numbers_of(const Value& v) {
  if (v.is_number()) return {v.to_double()};
  std::vector<double> out;
  if (v.is_ints())
    for (const int64_t i : v.to_ints()) out.push_back(static_cast<double>(i));
  else
    for (const Value& e : v.to_list()) out.push_back(e.to_double());
  return out;
}

Value detail::FieldTraits<Tensor>::to(const Tensor& t) { return t.defined() ? Value(t) : Value(); }
Tensor detail::FieldTraits<Tensor>::from(const Value& v) {
  if (v.is_none() || v.is_tensor()) return v.to_tensor();
  const auto numbers = numbers_of(v);
  const Tensor t = empty_tensor({static_cast<int64_t>(numbers.size())}, kDouble);
  std::copy(numbers.begin(), numbers.end(), t.data_ptr<double>());
  return t.to(default_dtype());
}

void FieldDesc::check(const std::string& operation, const Value& v) const {
  if (v.is_none()) {
    if (automatic || !required) return;
    throw ValueError(ErrorCategory::value, operation, str("option '", name, "' is required"), "Give it a value.", name);
  }
  const auto fail = [&](const std::string& why) {
    throw ValueError(ErrorCategory::value, operation, str("option '", name, "' ", why, ", but is ", quotable(v.repr())), {}, name);
  };
  const auto number_in_range = [&](double x) {
    if (!in_range(*this, x)) fail("must be " + range_text(*this));
  };
  try {
    switch (kind) {
      case FieldKind::boolean: v.to_bool(); break;
      case FieldKind::integer: case FieldKind::seed:
        if (v.is_ints() || v.is_list()) fail("must be a whole number");  // a list of one is a number elsewhere, a mistake here
        number_in_range(static_cast<double>(v.to_int()));
        break;
      case FieldKind::real: number_in_range(v.to_double()); break;
      case FieldKind::text: case FieldKind::path: v.to_string(); break;
      case FieldKind::choice: {
        std::string list;
        for (const auto& c : choices) {
          if (c == v.to_string()) return;
          list += (list.empty() ? "" : ", ") + c;
        }
        fail("must be one of " + list);
        break;
      }
      case FieldKind::ints: {
        const auto ints = v.to_ints();
        if (ints_size > 0 && ints.size() != 1 && static_cast<int>(ints.size()) != ints_size)
          fail(str("takes ", ints_size, " numbers (or one for all)"));
        for (const int64_t x : ints) number_in_range(static_cast<double>(x));
        break;
      }
      case FieldKind::numbers:
        if (!v.is_tensor())
          for (const double x : numbers_of(v)) number_in_range(x);
        break;
    }
  } catch (const TypeError&) {
    constexpr const char* kinds[] = {"true or false", "a whole number", "a number",      "a text",        "a text",
                                     "whole numbers", "a path",         "a whole number", "a list of numbers"};
    fail(str("must be ", kinds[static_cast<int>(kind)]));
  }
}

OptionsDescription::OptionsDescription() { fields.reserve(32); }
OptionsDescription::OptionsDescription(OptionsDescription&&) noexcept = default;
OptionsDescription::OptionsDescription(const OptionsDescription&) = default;
OptionsDescription& OptionsDescription::operator=(const OptionsDescription&) = default;
OptionsDescription& OptionsDescription::operator=(OptionsDescription&&) noexcept = default;
OptionsDescription::~OptionsDescription() = default;
const FieldDesc* OptionsDescription::find(const std::string& name) const {
  for (const auto& f : fields)
    if (f.name == name) return &f;
  return nullptr;
}

namespace {
/// Where -1 means "what the input has", none among the numbers of a list says the same.
Value none_as_minus_one(const FieldDesc& f, const Value& v) {
  if (f.kind != FieldKind::ints || f.min != -1 || !v.is_list()) return v;
  Value::List list = v.to_list();
  for (Value& e : list)
    if (e.is_none()) e = Value(-1);
  return Value(std::move(list));
}
}  // namespace

void apply_options(const OptionsDescription& description, void* options, const Value& values, const std::string& operation) {
  for (const auto& [key, given] : values.to_dict()) {
    const FieldDesc* f = description.find(key);
    if (!f) {
      std::string known;
      for (const auto& g : description.fields) known += (known.empty() ? "" : ", ") + g.name;
      throw ValueError(ErrorCategory::value, operation, str("there is no option '", key, "'"), str("Known options: ", known, "."), key);
    }
    const Value value = none_as_minus_one(*f, given);
    f->check(operation, value);
    if (value.is_none() && f->automatic) continue;
    // None is a value only of options that may have none; others would silently keep their default.
    try {
      f->set(options, value);
    } catch (const TypeError&) {
      if (!value.is_none()) throw;
      throw ValueError(ErrorCategory::value, operation, str("option '", key, "' cannot be none"), str("Leave it out for its default, ", f->default_value.repr(), "."), key);
    }
  }
  for (const auto& f : description.fields) {
    if (!f.required && !f.automatic) continue;
    const Value* v = values.find(f.name);
    if (v && !v->is_none()) continue;
    throw ValueError(ErrorCategory::value, operation, str("option '", f.name, "' is required"),
                     f.automatic ? "Connect the input, so that it can be found, or give it a value." : "Give it a value.", f.name);
  }
}

Value::Dict changed_options(const OptionsDescription& description, const void* options) {
  Value::Dict out;
  for (const auto& f : description.fields) {
    Value v = f.get(options);
    if (!(v == f.default_value)) out.emplace_back(f.name, std::move(v));
  }
  return out;
}

}  // namespace tl
