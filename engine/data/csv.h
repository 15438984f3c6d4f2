// SPDX-License-Identifier: Apache-2.0
// Comma-separated tables (RFC 4180: quoted cells, doubled quotes, line breaks inside quotes), also packed with gzip.
#pragma once
#include <deque>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/describe.h"
#include "engine/data/source.h"

namespace tl::data {

enum class Header { automatic, present, absent };

/// All cells as text. Blank lines are left out. Moving it keeps the cells valid, copying is not possible.
struct CsvTable {
  std::vector<std::string> names;  ///< from the header, else "column 1", "column 2" …
  int64_t rows = 0, columns = 0;
  std::vector<int64_t> lines;  ///< line of each row in the file, from 1
  std::string_view cell(int64_t row, int64_t column) const { return cells[static_cast<size_t>(row * columns + column)]; }

  CsvTable() = default;
  CsvTable(CsvTable&&) = default;
  CsvTable& operator=(CsvTable&&) = default;
  std::vector<uint8_t> bytes;           ///< the file
  std::deque<std::string> unquoted;     ///< cells that had doubled quotes
  std::vector<std::string_view> cells;  ///< into the two above
};

/// `separator` 0: the first of , ; tab that the first line has outside quotes. A header is assumed (`automatic`) when a cell of the
/// first line is not a number while the cell below it is, or when no row is numeric at all. Throws tl::Error (category input) naming
/// file and line: rows of different length, an open quote, an empty file.
CsvTable read_csv(const std::filesystem::path& file, char separator = 0, Header header = Header::automatic);

/// Which columns become what.
struct TableOptions {
  std::string target;  ///< name, or number from 1, of the column to predict; empty = the last one
  std::string task = "classification";
  std::string separator = "auto";
  std::string header = "auto";
  std::vector<int64_t> shape;  ///< of the features, e.g. {1, 8, 8}; empty = one vector
  double scale = 1;            ///< features are multiplied by it
  static TableOptions prototype() { return {}; }
  static void describe(Describer<TableOptions>& d);
};

/// A table of numbers with one target column. Fields: `features` (float32) and, for classification, `labels` (int64 class: the column's
/// distinct values in order, or their place in `classes`) or, for regression, `target` (float32 {1}). Text in a number column is an error
/// naming file, line, column and value.
std::shared_ptr<Source> open_table(const std::filesystem::path& file, const TableOptions& options = {},
                                   std::vector<std::string> classes = {});

}  // namespace tl::data
