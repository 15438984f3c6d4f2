// SPDX-License-Identifier: Apache-2.0
// Where samples come from. Each data node owns its splits: training, validation and test without overlap, stratified by class.
#include "engine/core/error.h"
#include "engine/data/csv.h"
#include "engine/data/find_file.h"
#include "engine/data/idx.h"
#include "engine/data/split.h"
#include "nodes/data_recipe.h"
#include "nodes/node_build.h"
#include "nodes/source_cache.h"
#include "nodes/standardize.h"
#include "nodes/types/families.h"

namespace tl::nodes {

namespace {

using std::filesystem::path;
using SourcePtr = std::shared_ptr<data::Source>;

/// A file that comes with the program: nobody chose it, so nobody can choose another.
path bundled_file(const std::string& name) {
  try {
    return data::find_data_file(name);
  } catch (const Error& e) {
    throw Error(e.category(), e.operation(), e.message(),
                "It comes with the program: install Tensorloom again, or name the folder that holds it in the environment variable TL_DATA.");
  }
}

path find_file(const Value& params, const std::string& key, const path& project_dir) {
  std::string name = params.find(key)->to_string();
  if (name.empty()) throw Error(ErrorCategory::input, "read data", str(key, " is not set"), "Choose a file.", key);
  constexpr std::string_view bundled = "resource:";
  try {
    if (name.rfind(bundled, 0) == 0) return bundled_file(name.substr(bundled.size()));
    return data::find_data_file(name, project_dir);
  } catch (const Error& e) {
    throw Error(e.category(), e.operation(), e.message(), e.remedy(), key);
  }
}

// ---- parameters that all data nodes share -----------------------------------------------------------------------------------------

FieldDesc share_field(const char* name, double value, const char* help) {
  FieldDesc f = make_field(name, FieldKind::real, value, help);
  f.min = 0, f.max = 0.9;
  return f;
}

void add_batch_fields(NodeType& type, bool with_test_share, double validation) {
  FieldDesc share = share_field("validation", validation, "Share of the training samples that is held out for validation, class by class");
  share.on_node = true;
  type.fields.push_back(std::move(share));
  if (with_test_share) type.fields.push_back(share_field("test", 0.2, "Share of all samples that is kept for the test, class by class"));
  FieldDesc batch = make_field("batch_size", FieldKind::integer, 64, "Samples that go through the network together");
  batch.label = "batch", batch.min = 1, batch.max = 1 << 20, batch.unit = "samples", batch.on_node = true;
  type.fields.push_back(std::move(batch));
  FieldDesc seed = make_field("split_seed", FieldKind::seed, 0, "Decides which samples go to which part");
  seed.min = 0, seed.expert = true;
  type.fields.push_back(std::move(seed));
  FieldDesc shuffle = make_field("shuffle", FieldKind::boolean, true, "Show the training samples in another order each epoch");
  shuffle.expert = true;
  type.fields.push_back(std::move(shuffle));
  FieldDesc drop = make_field("drop_last", FieldKind::boolean, false, "Leave out the last training batch when it is not full");
  drop.expert = true;
  type.fields.push_back(std::move(drop));
}

DataRecipe batches(const Value& params) {
  DataRecipe recipe;
  recipe.batch_size = params.find("batch_size")->to_int();
  recipe.shuffle = params.find("shuffle")->to_bool();
  recipe.drop_last = params.find("drop_last")->to_bool();
  return recipe;
}

uint64_t split_seed(const Value& params) { return static_cast<uint64_t>(params.find("split_seed")->to_int()); }

/// Holds `share` of `all` out as validation; the rest is for training.
void hold_out(DataRecipe& recipe, SourcePtr all, double share, uint64_t seed) {
  recipe.train = all;
  if (share <= 0) return;
  data::Split split = data::stratified_split(*all, share, seed);
  if (!split.second.empty()) recipe.validation = data::subset(all, std::move(split.second));
  recipe.train = data::subset(all, std::move(split.first));
}

void finish(DataRecipe& recipe, const data::Source& whole) {
  recipe.class_names = whole.class_names();
  recipe.summary = whole.summary();
  TL_CHECK(recipe.train && recipe.train->size() > 0, input, "read data", "no training samples are left after the split");
}

// ---- image files ------------------------------------------------------------------------------------------------------------------

std::vector<PortDesc> image_ports() {
  return {{"images", PortKind::sample, "C×H×W, 0…1", false, false}, {"labels", PortKind::sample, "class number", false, false}};
}

SourcePtr open_images(const path& images, const path& labels, const std::vector<std::string>& classes) {
  return cached_source({images, labels}, "idx", [&] { return data::open_idx_images(images, labels, classes); });
}

DataRecipe idx_recipe(const Value& params, SourcePtr train, SourcePtr test) {
  DataRecipe recipe = batches(params);
  hold_out(recipe, train, params.find("validation")->to_double(), split_seed(params));
  recipe.test = std::move(test);
  finish(recipe, *train);
  return recipe;
}

const std::vector<std::string>& fashion_classes() {
  static const std::vector<std::string> names{"T-shirt/top", "trouser", "pullover", "dress", "coat",
                                              "sandal",      "shirt",   "sneaker",  "bag",   "ankle boot"};
  return names;
}

DataRecipe open_fashion(const Value& params, const path& project_dir) {
  auto file = [&](const char* name) {
    const std::string full = (path(params.find("folder")->to_string()) / name).string();
    return find_file(Value(Value::Dict{{"folder", full}}), "folder", project_dir);
  };
  const path train_images = file("train-images-idx3-ubyte.gz"), train_labels = file("train-labels-idx1-ubyte.gz");
  const path test_images = file("t10k-images-idx3-ubyte.gz"), test_labels = file("t10k-labels-idx1-ubyte.gz");
  return idx_recipe(params, open_images(train_images, train_labels, fashion_classes()),
                    open_images(test_images, test_labels, fashion_classes()));
}

NodeType fashion() {
  NodeType type;
  type.key = "FashionMNIST", type.title = "Fashion-MNIST";
  type.doc = "60,000 training and 10,000 test images of clothing, 1×28×28, ten classes";
  type.keywords = {"image dataset", "clothes", "mnist", "data"};
  type.outputs = image_ports();
  type.fields.push_back(make_field("folder", FieldKind::path, std::string("fashion-mnist"),
                                   "Folder of the four IDX files; Debian's package dataset-fashion-mnist installs them"));
  add_batch_fields(type, false, 0.1);
  type.source = open_fashion;
  return type;
}

DataRecipe open_image_files(const Value& params, const path& project_dir) {
  const SourcePtr train = open_images(find_file(params, "images", project_dir), find_file(params, "labels", project_dir), {});
  SourcePtr test;
  if (!params.find("test_images")->to_string().empty())
    test = open_images(find_file(params, "test_images", project_dir), find_file(params, "test_labels", project_dir), {});
  return idx_recipe(params, train, test);
}

NodeType image_dataset() {
  NodeType type;
  type.key = "ImageDataset", type.title = "Image dataset";
  type.doc = "Images and labels from IDX files (the format of MNIST), also packed with gzip";
  type.keywords = {"idx", "mnist", "pictures", "data"};
  type.outputs = image_ports();
  for (auto [name, help] : {std::pair{"images", "IDX file of the training images"}, {"labels", "IDX file of their labels"},
                            {"test_images", "IDX file of the test images; may be empty"}, {"test_labels", "IDX file of their labels"}})
    type.fields.push_back(make_field(name, FieldKind::path, std::string(), help));
  add_batch_fields(type, false, 0.1);
  type.source = open_image_files;
  return type;
}

// ---- tables -----------------------------------------------------------------------------------------------------------------------

/// Test, validation and training parts of one table.
DataRecipe table_recipe(const Value& params, SourcePtr whole, bool standardize) {
  DataRecipe recipe = batches(params);
  const double test = params.find("test")->to_double(), validation = params.find("validation")->to_double();
  const uint64_t seed = split_seed(params);
  SourcePtr rest = whole;
  if (test > 0) {
    data::Split split = data::stratified_split(*whole, test, seed);
    if (!split.second.empty()) recipe.test = data::subset(whole, std::move(split.second));
    rest = data::subset(whole, std::move(split.first));
  }
  hold_out(recipe, rest, validation, seed + 1);
  finish(recipe, *whole);
  if (standardize) {
    const auto statistics = std::make_shared<const FeatureStatistics>(feature_statistics(*recipe.train));
    for (SourcePtr* part : {&recipe.train, &recipe.validation, &recipe.test}) *part = standardized(*part, statistics);
  }
  return recipe;
}

DataRecipe open_digits(const Value& params, const path&) {
  const path file = bundled_file("digits.csv.gz");
  const SourcePtr whole = cached_source({file}, "digits", [&] {
    data::TableOptions options;
    options.target = "digit";
    options.shape = {1, 8, 8};
    options.scale = 1.0 / 16;
    return data::open_table(file, options);
  });
  return table_recipe(params, whole, false);
}

NodeType digits() {
  NodeType type;
  type.key = "Digits", type.title = "Digits";
  type.doc = "1,797 handwritten digits, 1×8×8, ten classes; comes with the program";
  type.keywords = {"handwritten", "numbers", "image dataset", "data"};
  type.outputs = image_ports();
  add_batch_fields(type, true, 0.1);
  type.source = open_digits;
  return type;
}

DataRecipe open_csv(const Value& params, const path& project_dir) {
  const path file = find_file(params, "file", project_dir);
  const auto& description = description_of<data::TableOptions>();
  const Value chosen = engine_options(description, params.to_dict());
  const SourcePtr whole = cached_source({file}, "csv " + chosen.repr(), [&] {
    data::TableOptions options;
    apply_options(description, &options, chosen, "CSV table");
    return data::open_table(file, options);
  });
  return table_recipe(params, whole, params.find("standardize")->to_bool());
}

NodeType csv_table() {
  NodeType type;
  type.key = "CSVTable", type.title = "CSV table";
  type.doc = "Rows of numbers from a comma-separated file, one column of which is to be predicted";
  type.keywords = {"csv", "tabular", "spreadsheet", "iris", "data"};
  type.outputs = {{"features", PortKind::sample, "numbers of one row", false, false},
                  {"target", PortKind::sample, "class number, or the number to predict", false, false}};
  FieldDesc file = make_field("file", FieldKind::path, std::string(), "The table; resource:iris.csv comes with the program");
  type.fields.push_back(std::move(file));
  for (const FieldDesc& f : description_of<data::TableOptions>().fields) type.fields.push_back(f);
  type.fields.push_back(make_field("standardize", FieldKind::boolean, true,
                                   "Bring each column to mean 0 and standard deviation 1, as measured on the training part"));
  add_batch_fields(type, true, 0.1);
  type.source = open_csv;
  return type;
}

}  // namespace

std::vector<NodeType> data_node_types() {
  std::vector<NodeType> types{fashion(), digits(), csv_table(), image_dataset()};
  for (NodeType& type : types) {
    type.category = Category::data;
    type.role = Role::source;
    type.stem = "data", type.numbered = false;
  }
  return types;
}

}  // namespace tl::nodes
