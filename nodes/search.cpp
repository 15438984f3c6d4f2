// SPDX-License-Identifier: Apache-2.0
// Type-ahead over the node types. Each typed word must match somewhere or be the value of a parameter; the sum of the words' ranks decides,
// palette order breaks ties.
#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>
#include <sstream>
#include <string_view>

#include "nodes/node_type.h"
#include "nodes/search.h"
#include "nodes/types/families.h"

namespace tl::nodes {

namespace {

/// A word begins after a space, at a capital after a small letter (`BatchNorm`), or at a digit after a letter.
bool begins_word(const std::string& original, size_t i) {
  if (i == 0) return true;
  const auto before = static_cast<unsigned char>(original[i - 1]), at = static_cast<unsigned char>(original[i]);
  return !std::isalnum(before) || (std::isupper(at) && !std::isupper(before)) || (std::isdigit(at) && !std::isdigit(before));
}

bool scattered(const std::string& text, const std::string& letters) {
  size_t i = 0;
  for (char c : text)
    if (i < letters.size() && c == letters[i]) ++i;
  return i == letters.size();
}

/// Small is good; -1: no match.
int rank_word(const NodeType& type, const std::string& word) {
  const std::string title = lower_case(type.title);
  if (title == word) return 0;
  if (title.rfind(word, 0) == 0) return 1;
  for (size_t at = title.find(word); at != std::string::npos; at = title.find(word, at + 1))
    if (begins_word(type.title, at)) return 2;
  if (title.find(word) != std::string::npos) return 3;
  for (const std::string& keyword : type.keywords)
    if (lower_case(keyword).rfind(word, 0) == 0) return 4;
  if (lower_case(type.key).find(word) != std::string::npos) return 5;
  if (lower_case(category_title(type.category)).rfind(word, 0) == 0) return 6;
  if (word.size() >= 3 && lower_case(type.doc).find(word) != std::string::npos) return 7;
  if (word.size() >= 2 && scattered(title, word)) return 8;
  return -1;
}

/// Letters, then perhaps '=', then a value: "k3", "kernel=3", "bias=off". A number alone has no letters.
struct TypedValue {
  std::string field, value;
  bool plain() const { return field.empty(); }
};

std::optional<TypedValue> typed_value(const std::string& word) {
  size_t i = 0;
  while (i < word.size() && ((word[i] >= 'a' && word[i] <= 'z') || word[i] == '_')) ++i;
  TypedValue typed{word.substr(0, i), word.substr(i)};
  if (!typed.field.empty() && !typed.value.empty() && typed.value[0] == '=') {
    typed.value.erase(0, 1);
    return typed.value.empty() ? std::nullopt : std::optional(typed);
  }
  const bool number = !typed.value.empty() && std::all_of(typed.value.begin(), typed.value.end(), [](char c) {
    return std::isdigit(static_cast<unsigned char>(c)) || std::string_view(".-+exX*,").find(c) != std::string_view::npos;
  });
  return number ? std::optional(typed) : std::nullopt;
}

template <class T>
std::optional<T> number_in(std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// What a word means for a field; nullopt when it cannot be its value.
std::optional<Value> read_value(const FieldDesc& field, const std::string& text) {
  switch (field.kind) {
    case FieldKind::integer:
      if (const auto n = number_in<int64_t>(text)) return Value(*n);
      return std::nullopt;
    case FieldKind::real:
      if (const auto x = number_in<double>(text)) return Value(*x);
      return std::nullopt;
    case FieldKind::boolean:
      if (text == "true" || text == "on" || text == "yes" || text == "1") return Value(true);
      if (text == "false" || text == "off" || text == "no" || text == "0") return Value(false);
      return std::nullopt;
    case FieldKind::choice:
      for (const std::string& choice : field.choices)
        if (lower_case(choice).rfind(text, 0) == 0) return Value(choice);
      return std::nullopt;
    case FieldKind::ints: {
      std::vector<int64_t> sizes;
      for (size_t begin = 0, end = 0; begin <= text.size(); begin = end + 1) {
        end = std::min(text.find_first_of("x*,", begin), text.size());
        const auto n = number_in<int64_t>(std::string_view(text).substr(begin, end - begin));
        if (!n) return std::nullopt;
        sizes.push_back(*n);
      }
      if (sizes.size() == 1 && field.ints_size > 1) sizes.assign(static_cast<size_t>(field.ints_size), sizes[0]);
      return Value(sizes);
    }
    default: return std::nullopt;
  }
}

/// Gives typed values to the fields that they are meant for: named ones by the beginning of the name, numbers alone to what the node shows,
/// then to its other fields in the order of its form.
class ValueTaker {
 public:
  explicit ValueTaker(const NodeType& type) : type_(type) {}

  bool take(const TypedValue& typed) {
    if (!typed.plain()) {
      for (const FieldDesc& field : type_.fields)
        if (field.name.rfind(typed.field, 0) == 0 || lower_case(field.label).rfind(typed.field, 0) == 0)
          if (set(field, typed.value)) return true;
      return false;
    }
    for (const bool shown : {true, false})
      for (const FieldDesc& field : type_.fields)
        if (field.on_node == shown && (shown || (!field.automatic && !field.expert)) && field.kind != FieldKind::boolean &&
            field.kind != FieldKind::choice && set(field, typed.value))
          return true;
    return false;
  }
  Value::Dict params;

 private:
  bool set(const FieldDesc& field, const std::string& text) {
    if (find_entry(params, field.name)) return false;
    const auto value = read_value(field, text);
    if (!value || !check_param(type_, field.name, *value).empty()) return false;
    set_entry(params, field.name, *value);
    return true;
  }
  const NodeType& type_;
};

/// Small is good; nullopt: the query does not mean this type.
std::optional<std::pair<int, TypeHit>> match(const NodeType& type, const std::vector<std::string>& words) {
  int total = 0;
  ValueTaker taker(type);
  for (const std::string& word : words) {
    const auto typed = typed_value(word);
    int rank = rank_word(type, word);
    if (typed && rank > (typed->plain() ? 3 : 5)) rank = -1;  // a chance likeness of a number or of "k3" is none
    // "conv 1" means Conv1d rather than one channel; a further number means a value.
    if (typed && (rank < 0 || !taker.params.empty())) {
      const int as_value = taker.params.empty() ? 3 : 1;
      if (taker.take(*typed)) rank = as_value;
    }
    if (rank < 0) return std::nullopt;
    total += rank;
  }
  return std::pair(total, TypeHit{&type, std::move(taker.params)});
}

}  // namespace

std::vector<TypeHit> search_with_values(const std::string& query) { return search_with_values(query, {}); }

std::vector<TypeHit> search_with_values(const std::string& query, const std::vector<const NodeType*>& more) {
  std::vector<std::string> words;
  std::istringstream in(lower_case(query));
  for (std::string word; in >> word;) words.push_back(word);
  std::vector<std::pair<int, TypeHit>> hits;
  for (const NodeType* type : more)
    if (auto hit = match(*type, words); hit && hit->second.params.empty()) hits.push_back(std::move(*hit));
  for (const NodeType& type : node_types())
    if (auto hit = match(type, words)) hits.push_back(std::move(*hit));
  std::stable_sort(hits.begin(), hits.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<TypeHit> result;
  for (auto& [rank, hit] : hits) result.push_back(std::move(hit));
  return result;
}

std::vector<const NodeType*> search_node_types(const std::string& query) {
  std::vector<const NodeType*> types;
  for (const TypeHit& hit : search_with_values(query)) types.push_back(hit.type);
  return types;
}

}  // namespace tl::nodes
