// SPDX-License-Identifier: Apache-2.0
// One description per options struct. `static void describe(auto& d)` visits each field once; by-name construction,
// pretty_print, node type, inspector, JSON, code export and docs read it from `OptionsDescription`.
#pragma once
#include <functional>
#include <limits>
#include <string>
#include <type_traits>
#include <vector>

#include "engine/core/describe_fwd.h"
#include "engine/core/error.h"
#include "engine/core/value.h"

namespace tl {

enum class FieldKind { boolean, integer, real, text, choice, ints, path, seed, numbers };

/// One number or a list of them; throws TypeError for anything else.
std::vector<double> numbers_of(const Value& v);

/// Everything a form, a file format and a constructor need to know about one option.
struct FieldDesc {
  std::string name;   ///< the field's standard term, `out_channels`
  std::string label;  ///< short form for narrow places, `channels`; equals name when unset
  std::string help;   ///< one sentence
  std::string unit;   ///< "samples", "px"; may be empty
  FieldKind kind = FieldKind::integer;
  Value default_value;                 ///< none when required
  bool required = false;
  bool automatic = false;              ///< may be "auto": found from the input by analysis (in_features …); value none = auto
  bool expert = false;                 ///< folded away at first
  bool on_node = false;                ///< shown as a row on the node itself
  bool ignored = false;                ///< taken by name because the reference has it, and without effect here: no form shows it
  double min = -std::numeric_limits<double>::infinity(), max = std::numeric_limits<double>::infinity();
  bool min_exclusive = false;
  std::vector<std::string> choices;    ///< for kind choice
  int ints_size = 0;                   ///< for kind ints: 2 for kernel_size of Conv2d; one given int means all equal
  std::function<Value(const void*)> get;
  std::function<void(void*, const Value&)> set;  ///< converts; range is checked by `check`

  /// Throws ValueError/TypeError naming `operation` and this field when `v` is not acceptable.
  void check(const std::string& operation, const Value& v) const;
};

struct OptionsDescription {
  OptionsDescription();
  OptionsDescription(OptionsDescription&&) noexcept;
  OptionsDescription(const OptionsDescription&);
  OptionsDescription& operator=(const OptionsDescription&);
  OptionsDescription& operator=(OptionsDescription&&) noexcept;
  ~OptionsDescription();
  std::vector<FieldDesc> fields;
  const FieldDesc* find(const std::string& name) const;
};

/// Chainable setters for the field just visited.
class FieldBuilder {
 public:
  explicit FieldBuilder(FieldDesc& f) : f_(f) {}
  FieldBuilder& label(std::string v) { f_.label = std::move(v); return *this; }
  FieldBuilder& help(std::string v) { f_.help = std::move(v); return *this; }
  FieldBuilder& unit(std::string v) { f_.unit = std::move(v); return *this; }
  FieldBuilder& min(double v) { f_.min = v; return *this; }
  FieldBuilder& above(double v) { f_.min = v; f_.min_exclusive = true; return *this; }
  FieldBuilder& max(double v) { f_.max = v; return *this; }
  FieldBuilder& choices(std::vector<std::string> v) { f_.choices = std::move(v); f_.kind = FieldKind::choice; return *this; }
  FieldBuilder& kind(FieldKind v) { f_.kind = v; return *this; }
  FieldBuilder& required() { f_.required = true; f_.default_value = Value(); return *this; }
  FieldBuilder& automatic() { f_.automatic = true; return *this; }
  FieldBuilder& expert() { f_.expert = true; return *this; }
  FieldBuilder& on_node() { f_.on_node = true; return *this; }
  FieldBuilder& ignored() { f_.ignored = true; return *this; }
  FieldBuilder& default_value(Value v) { f_.default_value = std::move(v); return *this; }

 private:
  FieldDesc& f_;
};

namespace detail {
/// Converts between a C++ member and a Value; specialised for further member types beside their class (ExpandingArray …).
template <class T, class = void>
struct FieldTraits;
template <>
struct FieldTraits<bool> {
  static constexpr FieldKind kind = FieldKind::boolean;
  static Value to(bool v) { return v; }
  static bool from(const Value& v) { return v.to_bool(); }
};
template <class T>
struct FieldTraits<T, std::enable_if_t<std::is_integral_v<T> && !std::is_same_v<T, bool>>> {
  static constexpr FieldKind kind = FieldKind::integer;
  static Value to(T v) { return static_cast<int64_t>(v); }
  static T from(const Value& v) { return static_cast<T>(v.to_int()); }
};
template <class T>
struct FieldTraits<T, std::enable_if_t<std::is_floating_point_v<T>>> {
  static constexpr FieldKind kind = FieldKind::real;
  static Value to(T v) { return static_cast<double>(v); }
  static T from(const Value& v) { return static_cast<T>(v.to_double()); }
};
template <>
struct FieldTraits<std::string> {
  static constexpr FieldKind kind = FieldKind::text;
  static Value to(const std::string& v) { return v; }
  static std::string from(const Value& v) { return v.to_string(); }
};
template <>
struct FieldTraits<std::vector<int64_t>> {
  static constexpr FieldKind kind = FieldKind::ints;
  static Value to(const std::vector<int64_t>& v) { return v; }
  static std::vector<int64_t> from(const Value& v) { auto i = v.to_ints(); return {i.begin(), i.end()}; }
};
template <>
struct FieldTraits<std::vector<double>> {
  static constexpr FieldKind kind = FieldKind::numbers;
  static Value to(const std::vector<double>& v) { return Value(Value::List(v.begin(), v.end())); }
  static std::vector<double> from(const Value& v) { return numbers_of(v); }
};
/// Undefined is none. By name a tensor of any shape; documents keep a list of numbers, which becomes a vector of the default type.
template <>
struct FieldTraits<Tensor> {
  static constexpr FieldKind kind = FieldKind::numbers;
  static Value to(const Tensor& t);
  static Tensor from(const Value& v);
};
template <class T>
struct FieldTraits<std::optional<T>> {
  static constexpr FieldKind kind = FieldTraits<T>::kind;
  static Value to(const std::optional<T>& v) { return v ? FieldTraits<T>::to(*v) : Value(); }
  static std::optional<T> from(const Value& v) { return v.is_none() ? std::nullopt : std::optional<T>(FieldTraits<T>::from(v)); }
};
template <class T, class = void>
struct IntsSize { static constexpr int value = 0; };
}  // namespace detail

/// Visits the fields of one options struct; the prototype supplies the defaults.
template <class Options>
class Describer {
 public:
  Describer(OptionsDescription& out, const Options& prototype) : out_(out), prototype_(prototype) {}
  template <class T>
  FieldBuilder field(std::string name, T Options::*member) {
    FieldDesc f;
    f.label = name;
    f.name = std::move(name);
    f.kind = detail::FieldTraits<T>::kind;
    f.ints_size = detail::IntsSize<T>::value;
    f.default_value = detail::FieldTraits<T>::to(prototype_.*member);
    f.get = [member](const void* o) { return detail::FieldTraits<T>::to(static_cast<const Options*>(o)->*member); };
    f.set = [member](void* o, const Value& v) { static_cast<Options*>(o)->*member = detail::FieldTraits<T>::from(v); };
    out_.fields.push_back(std::move(f));
    return FieldBuilder(out_.fields.back());
  }

 private:
  OptionsDescription& out_;
  const Options& prototype_;
};

/// The description of an options struct, built on first use from a default prototype `Options::prototype()`. Never inlined: programs that
/// see only describe_fwd.h link against the library's instance, which a compiler that inlined every call would not have emitted.
template <class Options>
[[gnu::noinline]] const OptionsDescription& description_of() {
  static const OptionsDescription description = [] {
    OptionsDescription d;
    const Options prototype = Options::prototype();
    Describer<Options> describer(d, prototype);
    Options::describe(describer);
    return d;
  }();
  return description;
}

/// Sets the fields named in `values` (a dict) on `options`; unknown names and values out of range throw, naming `operation`.
void apply_options(const OptionsDescription& description, void* options, const Value& values, const std::string& operation);
/// All fields that differ from their default, in declaration order.
Value::Dict changed_options(const OptionsDescription& description, const void* options);

}  // namespace tl
