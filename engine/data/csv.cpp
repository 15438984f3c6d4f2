// SPDX-License-Identifier: Apache-2.0
#include "engine/data/csv.h"

#include <charconv>
#include <cmath>

#include "engine/core/error.h"
#include "engine/data/number.h"
#include "engine/io/bounded_reader.h"

namespace tl::data {
namespace {
constexpr uint64_t max_file = 8ull << 30;
constexpr const char* operation = "read data";

[[noreturn]] void refuse(const std::filesystem::path& file, int64_t line, const std::string& message, const std::string& remedy) {
  throw Error(ErrorCategory::input, operation, str("'", file.string(), "', line ", line, ": ", message), remedy);
}

/// Splits the text into rows of cells, in place.
class Splitter {
 public:
  Splitter(const std::filesystem::path& file, CsvTable& table, char separator) : file_(file), table_(table), separator_(separator) {
    text_ = {reinterpret_cast<const char*>(table.bytes.data()), table.bytes.size()};
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
  }
  void run() {
    while (at_ < text_.size()) {
      if (skip_blank_line()) continue;
      const int64_t line = line_;
      const size_t before = table_.cells.size();
      while (cell()) {
      }
      const auto width = static_cast<int64_t>(table_.cells.size() - before);
      if (table_.columns == 0) table_.columns = width;
      if (width != table_.columns)
        refuse(file_, line, str("this row has ", width, " cells, the first row has ", table_.columns),
               "Give every row the same number of cells.");
      table_.lines.push_back(line);
      ++table_.rows;
    }
  }

 private:
  bool line_break() {
    if (at_ < text_.size() && text_[at_] == '\r') {
      ++at_;
      if (at_ < text_.size() && text_[at_] == '\n') ++at_;
    } else if (at_ < text_.size() && text_[at_] == '\n') {
      ++at_;
    } else {
      return false;
    }
    ++line_;
    return true;
  }
  bool skip_blank_line() {
    size_t i = at_;
    while (i < text_.size() && text_[i] == ' ') ++i;
    if (i < text_.size() && text_[i] != '\n' && text_[i] != '\r') return false;
    at_ = i;
    line_break();
    return true;
  }
  /// Reads one cell; false when it was the last of its row.
  bool cell() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    if (at_ < text_.size() && text_[at_] == '"')
      quoted();
    else
      plain();
    if (at_ < text_.size() && text_[at_] == separator_) {
      ++at_;
      return true;
    }
    if (at_ < text_.size() && !line_break())
      refuse(file_, line_, "text follows the closing quote of a cell", "Put the whole cell inside the quotes.");
    return false;
  }
  void plain() {
    const size_t start = at_;
    while (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n' && text_[at_] != '\r') ++at_;
    std::string_view cell = text_.substr(start, at_ - start);
    while (!cell.empty() && (cell.back() == ' ' || cell.back() == '\t')) cell.remove_suffix(1);
    table_.cells.push_back(cell);
  }
  void quoted() {
    const int64_t opened = line_;
    const size_t start = ++at_;
    bool doubled = false;
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\n') ++line_;
      if (text_[at_] != '"') continue;
      if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
        doubled = true;
        ++at_;
      } else {
        break;
      }
    }
    if (at_ >= text_.size())
      refuse(file_, opened, "a quote is opened and never closed", "Close the quote, or double it if it is part of the text.");
    std::string_view cell = text_.substr(start, at_ - start);
    ++at_;
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    if (doubled) {
      std::string plain;
      for (size_t i = 0; i < cell.size(); ++i) {
        plain += cell[i];
        if (cell[i] == '"') ++i;
      }
      cell = table_.unquoted.emplace_back(std::move(plain));
    }
    table_.cells.push_back(cell);
  }

  const std::filesystem::path& file_;
  CsvTable& table_;
  char separator_;
  std::string_view text_;
  size_t at_ = 0;
  int64_t line_ = 1;
};

char find_separator(const std::vector<uint8_t>& bytes) {
  int commas = 0, semicolons = 0, tabs = 0;
  bool quoted = false;
  for (const uint8_t c : bytes) {
    if (c == '"') quoted = !quoted;
    if (c == '\n' && !quoted && commas + semicolons + tabs > 0) break;
    if (quoted) continue;
    commas += c == ',';
    semicolons += c == ';';
    tabs += c == '\t';
  }
  return commas ? ',' : semicolons ? ';' : tabs ? '\t' : ',';
}

bool looks_like_header(const CsvTable& t) {
  if (t.rows == 0) return false;
  bool any_number_below = false;
  for (int64_t c = 0; c < t.columns; ++c) {
    const bool top = parse_number(t.cell(0, c)).has_value();
    const bool below = t.rows > 1 && parse_number(t.cell(1, c)).has_value();
    if (!top && below) return true;
    any_number_below = any_number_below || below || top;
  }
  return !any_number_below;
}
}  // namespace

CsvTable read_csv(const std::filesystem::path& file, char separator, Header header) {
  CsvTable table;
  table.bytes = io::read_file_or_gzip(file, max_file, operation);
  if (separator == 0) separator = find_separator(table.bytes);
  Splitter(file, table, separator).run();
  if (table.rows == 0) refuse(file, 1, "the table is empty", "Choose a file with at least one row.");
  if (header == Header::present || (header == Header::automatic && looks_like_header(table))) {
    for (int64_t c = 0; c < table.columns; ++c) table.names.emplace_back(table.cell(0, c));
    table.cells.erase(table.cells.begin(), table.cells.begin() + table.columns);
    table.lines.erase(table.lines.begin());
    --table.rows;
  } else {
    for (int64_t c = 1; c <= table.columns; ++c) table.names.push_back("column " + std::to_string(c));
  }
  return table;
}

}  // namespace tl::data
