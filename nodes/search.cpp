// SPDX-License-Identifier: Apache-2.0
// Type-ahead over the node types. Each typed word must match somewhere; the sum of the words' ranks decides, palette order breaks ties.
#include <algorithm>
#include <cctype>
#include <sstream>

#include "nodes/node_type.h"
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

}  // namespace

std::vector<const NodeType*> search_node_types(const std::string& query) {
  std::vector<std::string> words;
  std::istringstream in(lower_case(query));
  for (std::string word; in >> word;) words.push_back(word);
  std::vector<std::pair<int, const NodeType*>> hits;
  for (const NodeType& type : node_types()) {
    int total = 0;
    for (const std::string& word : words) {
      const int rank = rank_word(type, word);
      if (rank < 0) {
        total = -1;
        break;
      }
      total += rank;
    }
    if (total >= 0) hits.emplace_back(total, &type);
  }
  std::stable_sort(hits.begin(), hits.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<const NodeType*> result;
  for (const auto& [rank, type] : hits) result.push_back(type);
  return result;
}

}  // namespace tl::nodes
