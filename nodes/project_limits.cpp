// SPDX-License-Identifier: Apache-2.0
// Invariant of the walk: `depth_` containers are open; at depth 1 `key_` is the last text read, and `counted_` is the limit of the list or
// object that is open at depth 2, if it is one that is limited.
#include "nodes/project_limits.h"

#include <algorithm>
#include <cstring>

#include "engine/core/error.h"

namespace tl::nodes {

namespace {

struct Limit {
  std::string_view key;
  size_t most;
  const char* what;
};
constexpr Limit limits[] = {
    {"nodes", max_project_nodes, "nodes"},
    {"edges", max_project_wires, "wires"},
    {"groups", max_project_groups, "groups"},
    {"links", max_project_wires, "wires"},  // of version 0
};

class SizeCheck {
 public:
  SizeCheck(std::string_view text, const std::string& source) : text_(text), source_(source) {}

  void run() {
    for (size_t i = 0; i < text_.size(); ++i) switch (text_[i]) {
        case '"': begin_entry(), i = end_of_text(i); break;
        case '{': case '[': begin_entry(), open(); break;
        case '}': case ']': close(); break;
        case ',':
          if (depth_ == 2) in_entry_ = false;
          break;
        case ' ': case '\n': case '\r': case '\t': case ':': break;
        default: begin_entry();
      }
  }

 private:
  void begin_entry() {
    if (depth_ != 2 || !counted_ || in_entry_) return;
    in_entry_ = true;
    if (++entries_ > counted_->most)
      throw Error(ErrorCategory::input, "open project", str(source_, " has more than ", counted_->most, " ", counted_->what),
                  "Split the network into several projects.");
  }

  /// The closing quote of the text that opens at `start`.
  size_t end_of_text(size_t start) {
    size_t at = start + 1;
    while (at < text_.size()) {
      const void* quote = std::memchr(text_.data() + at, '"', text_.size() - at);
      if (!quote) break;
      at = static_cast<size_t>(static_cast<const char*>(quote) - text_.data());
      size_t slashes = 0;
      while (text_[at - 1 - slashes] == '\\') ++slashes;  // ends at the opening quote
      if (slashes % 2 == 0) break;
      ++at;
    }
    const size_t end = std::min(at, text_.size());
    if (end - start > max_project_text)
      throw Error(ErrorCategory::input, "open project", str(source_, " holds a text of more than ", max_project_text, " bytes"),
                  "Keep such data in a file of its own and name the file.");
    if (depth_ == 1) key_ = text_.substr(start + 1, end - start - 1);
    return end;
  }

  void open() {
    if (++depth_ != 2) return;
    counted_ = nullptr, entries_ = 0, in_entry_ = false;
    for (const Limit& limit : limits)
      if (limit.key == key_) counted_ = &limit;
  }
  void close() {
    if (depth_-- == 2) counted_ = nullptr;
  }

  std::string_view text_, key_;
  const std::string& source_;
  const Limit* counted_ = nullptr;
  size_t entries_ = 0;
  int depth_ = 0;
  bool in_entry_ = false;
};

}  // namespace

void check_project_size(std::string_view text, const std::string& source) { SizeCheck(text, source).run(); }

}  // namespace tl::nodes
