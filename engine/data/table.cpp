// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>

#include "engine/core/error.h"
#include "engine/data/csv.h"
#include "engine/data/number.h"

namespace tl::data {
namespace {
constexpr const char* operation = "read data";
constexpr size_t max_classes = 10000;

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& message, const std::string& remedy) {
  throw Error(ErrorCategory::input, operation, str("'", file.string(), "'", message), remedy);
}

class Table final : public Source {
 public:
  std::vector<float> features, targets;  // targets: regression
  std::vector<int64_t> labels;           // classification
  std::vector<std::string> names;
  std::vector<FieldSpec> specs;
  int64_t rows = 0, width = 0;

  int64_t size() const override { return rows; }
  const std::vector<FieldSpec>& fields() const override { return specs; }
  std::vector<std::string> class_names() const override { return names; }
  std::optional<int64_t> class_of(int64_t index) const override {
    return labels.empty() ? std::nullopt : std::optional(labels[static_cast<size_t>(index)]);
  }
  Sample get(int64_t index) const override {
    TL_CHECK(index >= 0 && index < rows, index, operation, "sample ", index, " out of range for ", rows, " samples");
    Tensor x = empty_tensor(specs[0].sizes, kFloat), y = empty_tensor(specs[1].sizes, specs[1].dtype);
    std::copy_n(features.data() + index * width, width, x.data_ptr<float>());
    if (labels.empty())
      *y.data_ptr<float>() = targets[static_cast<size_t>(index)];
    else
      *y.data_ptr<int64_t>() = labels[static_cast<size_t>(index)];
    return {x, y};
  }
};

int64_t find_target(const std::filesystem::path& file, const CsvTable& t, const std::string& wanted) {
  if (wanted.empty()) return t.columns - 1;
  const auto named = std::find(t.names.begin(), t.names.end(), wanted);
  if (named != t.names.end()) return named - t.names.begin();
  const auto number = parse_number(wanted);
  if (number && *number >= 1 && *number <= static_cast<double>(t.columns) && *number == static_cast<double>(static_cast<int64_t>(*number)))
    return static_cast<int64_t>(*number) - 1;
  std::string known;
  for (size_t i = 0; i < t.names.size() && i < 12; ++i) known += (i ? ", " : "") + t.names[i];
  refuse(file, str(" has no column '", wanted, "'"), "Its columns are: " + known + (t.names.size() > 12 ? " …" : "") + ".");
}

float number_at(const std::filesystem::path& file, const CsvTable& t, int64_t row, int64_t column) {
  const auto text = t.cell(row, column);
  const auto value = parse_number(text);
  if (!value)
    refuse(file,
           str(", line ", t.lines[static_cast<size_t>(row)], ", column '", t.names[static_cast<size_t>(column)], "': '", text.substr(0, 60),
               "' is not a number"),
           text.empty() ? "Fill the empty cell, or remove the row." : "Correct the cell, or choose that column as the target.");
  return static_cast<float>(*value);
}

/// Distinct values in order: by number when all are numbers, else by text.
std::vector<std::string> distinct_values(const std::filesystem::path& file, const CsvTable& t, int64_t column) {
  std::set<std::string, std::less<>> values;
  bool numbers = true;
  for (int64_t r = 0; r < t.rows; ++r) {
    const auto text = t.cell(r, column);
    if (values.contains(text)) continue;
    values.emplace(text);
    numbers = numbers && parse_number(text);
    if (values.size() > max_classes)
      refuse(file,
             str(": the column '", t.names[static_cast<size_t>(column)], "' has more than ", max_classes,
                 " different values, too many for classes"),
             "Choose another target column, or regression.");
  }
  std::vector<std::string> ordered(values.begin(), values.end());
  if (numbers)
    std::stable_sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) { return *parse_number(a) < *parse_number(b); });
  return ordered;
}

void read_labels(const std::filesystem::path& file, const CsvTable& t, int64_t column, std::vector<std::string> classes, Table& out) {
  out.names = classes.empty() ? distinct_values(file, t, column) : std::move(classes);
  std::map<std::string, int64_t, std::less<>> place;
  for (const auto& name : out.names) place.emplace(name, static_cast<int64_t>(place.size()));
  for (int64_t r = 0; r < t.rows; ++r) {
    const auto found = place.find(t.cell(r, column));
    if (found == place.end())
      refuse(file,
             str(", line ", t.lines[static_cast<size_t>(r)], ", column '", t.names[static_cast<size_t>(column)], "': '",
                 t.cell(r, column).substr(0, 60), "' is not one of the ", out.names.size(), " classes"),
             "Correct the cell, or name the class.");
    out.labels.push_back(found->second);
  }
}
}  // namespace

void TableOptions::describe(Describer<TableOptions>& d) {
  d.field("target", &TableOptions::target)
      .label("target column")
      .help("Name, or number from 1, of the column to predict; empty: the last one");
  d.field("task", &TableOptions::task).choices({"classification", "regression"}).help("Classes from a closed set, or a number");
  d.field("separator", &TableOptions::separator).choices({"auto", "comma", "semicolon", "tab"}).help("What stands between cells").expert();
  d.field("header", &TableOptions::header).choices({"auto", "yes", "no"}).help("Whether the first line names the columns").expert();
  d.field("shape", &TableOptions::shape).help("Shape of one sample's features, such as 1, 8, 8; empty: one vector");
  d.field("scale", &TableOptions::scale).help("Features are multiplied by this").expert();
}

std::shared_ptr<Source> open_table(const std::filesystem::path& file, const TableOptions& options, std::vector<std::string> classes) {
  const char separator = options.separator == "comma"       ? ','
                         : options.separator == "semicolon" ? ';'
                         : options.separator == "tab"       ? '\t'
                                                            : '\0';
  const Header header = options.header == "yes" ? Header::present : options.header == "no" ? Header::absent : Header::automatic;
  const CsvTable t = read_csv(file, separator, header);
  if (t.columns < 2) refuse(file, " has only one column", "A table needs at least one feature column and a target column.");
  if (t.rows == 0) refuse(file, " has a header and no rows", "Add rows to the table.");
  const int64_t target = find_target(file, t, options.target);
  auto table = std::make_shared<Table>();
  table->rows = t.rows;
  table->width = t.columns - 1;
  DimVector shape{table->width};
  if (!options.shape.empty()) {
    shape = DimVector(options.shape.begin(), options.shape.end());
    int64_t count = 1;
    for (const int64_t s : shape) count *= s > 0 && s <= table->width ? s : 0;
    if (count != table->width)
      refuse(file, str(" has ", table->width, " feature columns, which do not fill the shape ", shape), "Correct the shape.");
  }
  table->features.reserve(static_cast<size_t>(t.rows * table->width));
  for (int64_t r = 0; r < t.rows; ++r)
    for (int64_t c = 0; c < t.columns; ++c)
      if (c != target) table->features.push_back(number_at(file, t, r, c) * static_cast<float>(options.scale));
  if (options.task == "regression") {
    for (int64_t r = 0; r < t.rows; ++r) table->targets.push_back(number_at(file, t, r, target));
    table->specs = {{"features", shape, kFloat}, {"target", {1}, kFloat}};
  } else {
    read_labels(file, t, target, std::move(classes), *table);
    table->specs = {{"features", shape, kFloat}, {"labels", {}, kLong}};
  }
  return table;
}

}  // namespace tl::data
