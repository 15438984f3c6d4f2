// SPDX-License-Identifier: Apache-2.0
// nlohmann's SAX parser keeps its own stack on the heap, so depth costs no C stack; the handler below refuses what the limits forbid
// before it is built. The parser reads through an iterator that shares its position, which gives every refusal a line and a column.
#include "engine/io/json_reader.h"

#include <nlohmann/json.hpp>
#include <set>

#include "engine/core/error.h"
#include "engine/io/bounded_reader.h"

namespace tl::io {
namespace {
using nlohmann::json;

/// Input iterator that tells the handler how far the parser has read.
struct TrackedIterator {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;
  const char* at = nullptr;
  const char** shared = nullptr;
  reference operator*() const { return *at; }
  TrackedIterator& operator++() {
    *shared = ++at;
    return *this;
  }
  TrackedIterator operator++(int) {
    TrackedIterator old = *this;
    ++*this;
    return old;
  }
  bool operator==(const TrackedIterator& o) const { return at == o.at; }
  bool operator!=(const TrackedIterator& o) const { return at != o.at; }
};

class Builder : public nlohmann::json_sax<json> {
 public:
  Builder(std::string_view text, const std::string& name, const JsonLimits& limits, const char** position)
      : text_(text), name_(name), limits_(limits), position_(position) {}

  bool null() override { return add(nullptr); }
  bool boolean(bool v) override { return add(v); }
  bool number_integer(number_integer_t v) override { return add(v); }
  bool number_unsigned(number_unsigned_t v) override { return add(v); }
  bool number_float(number_float_t v, const string_t&) override { return add(v); }
  bool string(string_t& v) override { return add(std::move(v)); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(json::object()); }
  bool start_array(std::size_t) override { return open(json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& v) override {
    auto [slot, fresh] = stack_.back()->get_ref<json::object_t&>().emplace(v, nullptr);
    if (!fresh) fail(key_start(), "the key '" + v + "' appears twice in one object", "Remove or rename one of the two.");
    slot_ = &slot->second;
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& e) override {
    const std::size_t offset = position > 0 ? position - 1 : 0;
    if (text_.find_first_not_of(" \t\r\n") == std::string::npos) fail(0, "the file is empty", "Restore it from a copy.");
    fail(std::min(offset, text_.size()), "this is not valid JSON: " + reason(e.what()),
         "Correct the text there, or restore the file from a copy.");
  }

  json take() { return std::move(root_); }

 private:
  template <class T>
  json* add_value(T&& v) {
    if (stack_.empty()) {
      root_ = std::forward<T>(v);
      return &root_;
    }
    if (stack_.back()->is_object()) {
      *slot_ = std::forward<T>(v);
      return slot_;
    }
    auto& items = stack_.back()->get_ref<json::array_t&>();
    items.emplace_back(std::forward<T>(v));
    return &items.back();
  }
  template <class T>
  bool add(T&& v) {
    add_value(std::forward<T>(v));
    return true;
  }
  bool open(json empty) {
    if (static_cast<int>(stack_.size()) >= limits_.max_depth)
      fail(offset() - 1, "arrays and objects are nested more than " + std::to_string(limits_.max_depth) + " deep",
           "Such a file is damaged or was not written by this program.");
    stack_.push_back(add_value(std::move(empty)));
    return true;
  }
  bool close() {
    stack_.pop_back();
    return true;
  }
  std::size_t offset() const { return static_cast<std::size_t>(*position_ - text_.data()); }
  /// The opening quote of the key that was just read: the last quote before its closing one that no backslash escapes.
  std::size_t key_start() const {
    std::size_t i = offset() - 1;
    while (i > 0) {
      --i;
      if (text_[i] != '"') continue;
      std::size_t slashes = 0;
      while (slashes < i && text_[i - 1 - slashes] == '\\') ++slashes;
      if (slashes % 2 == 0) return i;
    }
    return 0;
  }
  /// "[json.exception.parse_error.101] parse error at line 1, column 2: syntax error while parsing value - unexpected …" → the last part.
  static std::string reason(std::string what) {
    for (const char* mark : {"] ", "column "})
      if (auto at = what.find(mark); at != std::string::npos) what.erase(0, at + std::string_view(mark).size());
    if (!what.empty() && what[0] >= '0' && what[0] <= '9')
      if (auto at = what.find(": "); at != std::string::npos) what.erase(0, at + 2);
    if (auto at = what.find(" - "); at != std::string::npos) what.erase(0, at + 3);
    if (auto at = what.find("; last read: "); at != std::string::npos) {
      auto end = what.find("; expected", at);
      what.erase(at, end == std::string::npos ? std::string::npos : end - at);
    }
    if (what.size() > 200) what = what.substr(0, 200) + "…";
    return what;
  }
  [[noreturn]] void fail(std::size_t at, const std::string& message, const char* remedy) const {
    std::size_t line = 1, start = 0;
    for (std::size_t i = 0; i < at && i < text_.size(); ++i)
      if (text_[i] == '\n') ++line, start = i + 1;
    throw Error(ErrorCategory::input, "read JSON", str(name_, ':', line, ':', at - start + 1, ": ", message), remedy);
  }

  std::string_view text_;
  const std::string& name_;
  const JsonLimits& limits_;
  const char** position_;
  json root_;
  std::vector<json*> stack_;  // open containers; a container never moves while it is open, because only its innermost child grows
  json* slot_ = nullptr;      // where the value of the last key goes
};
}  // namespace

nlohmann::json parse_json(std::string_view text, const std::string& name, JsonLimits limits) {
  if (text.size() > limits.max_bytes)
    throw Error(ErrorCategory::input, "read JSON",
                str(name, ": the text has ", text.size(), " bytes; at most ", limits.max_bytes, " are read"),
                "Such a file is damaged or was not written by this program.");
  const char* position = text.data();
  Builder builder(text, name, limits, &position);
  json::sax_parse(TrackedIterator{text.data(), &position}, TrackedIterator{text.data() + text.size(), &position}, &builder);
  return builder.take();
}

nlohmann::json read_json_file(const std::filesystem::path& path, JsonLimits limits) {
  const auto bytes = read_file(path, limits.max_bytes, "read JSON");
  return parse_json({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, path.string(), limits);
}

}  // namespace tl::io
