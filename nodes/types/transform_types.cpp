// SPDX-License-Identifier: Apache-2.0
// What happens to single samples before they join a batch: the engine's transforms, and Augment, which bundles the usual ones.
#include <map>

#include "engine/core/error.h"
#include "engine/data/transforms.h"
#include "nodes/types/families.h"

namespace tl::nodes {

namespace {

/// Transforms one after another; each draws from random numbers of its own.
class Chain final : public data::SampleTransform {
 public:
  explicit Chain(std::vector<std::shared_ptr<data::SampleTransform>> parts) : parts_(std::move(parts)) {}
  std::vector<data::FieldSpec> infer(const std::vector<data::FieldSpec>& inputs) const override {
    auto fields = inputs;
    for (const auto& part : parts_) fields = part->infer(fields);
    return fields;
  }
  data::Sample apply(const data::Sample& inputs, const data::SampleRandom& random) const override {
    data::Sample sample = inputs;
    for (size_t i = 0; i < parts_.size(); ++i) {
      data::SampleRandom own = random;
      own.step_id += (i + 1) * 0x9e3779b97f4a7c15ull;
      sample = parts_[i]->apply(sample, own);
    }
    return sample;
  }

 private:
  std::vector<std::shared_ptr<data::SampleTransform>> parts_;
};

std::shared_ptr<data::SampleTransform> named(const char* name, Value::Dict options) {
  const data::TransformDef* def = data::find_transform(name);
  TL_CHECK(def, internal, "Augment", "the transform '", name, "' is missing");
  return def->make(Value(std::move(options)));
}

std::shared_ptr<data::SampleTransform> make_augment(const Value& params) {
  std::vector<std::shared_ptr<data::SampleTransform>> parts;
  if (const double p = params.find("flip")->to_double(); p > 0) parts.push_back(named("RandomHorizontalFlip", {{"p", p}}));
  if (const double p = params.find("flip_vertical")->to_double(); p > 0) parts.push_back(named("RandomVerticalFlip", {{"p", p}}));
  return std::make_shared<Chain>(std::move(parts));
}

NodeType augment() {
  NodeType type;
  type.key = type.title = "Augment";
  type.category = Category::data;
  type.role = Role::sample_step;
  type.stem = "aug", type.numbered = false;
  type.doc = "Random changes of training images that keep their class";
  type.keywords = {"augmentation", "flip", "mirror"};
  type.inputs = {{"input", PortKind::sample, "C×H×W", false, false}};
  type.outputs = {{"output", PortKind::sample, "C×H×W", false, false}};
  auto chance = [&](const char* name, const char* label, double value, const char* help) {
    FieldDesc f = make_field(name, FieldKind::real, value, help);
    f.label = label, f.min = 0, f.max = 1;
    return f;
  };
  type.fields = {chance("flip", "flip", 0.5, "Chance that an image is mirrored left to right"),
                 chance("flip_vertical", "flip vertical", 0.0, "Chance that an image is turned upside down")};
  type.fields[0].on_node = true;
  type.transform = make_augment;
  type.training_only = true;
  return type;
}

struct Presentation {
  const char *title, *stem;
  std::vector<std::string> keywords;
};

NodeType from_transform(const data::TransformDef& def) {
  static const std::map<std::string, Presentation> table{
      {"RandomHorizontalFlip", {"Random flip", "flip", {"mirror", "augment"}}},
      {"RandomVerticalFlip", {"Random vertical flip", "vflip", {"mirror", "augment"}}},
      {"RandomCrop", {"Random crop", "crop", {"augment", "shift"}}},
      {"Normalize", {"Normalize", "norm", {"standardise", "mean", "std"}}},
      {"Scale", {"Scale samples", "scaled", {"multiply"}}},
      {"Cast", {"Cast", "cast", {"dtype", "convert"}}},
  };
  NodeType type;
  type.key = def.name, type.title = def.name, type.doc = def.doc;
  type.stem = "step";
  // A transform and a function of the same name are told apart by their key.
  if (def.name == "Scale") type.key = "SampleScale";
  if (auto it = table.find(def.name); it != table.end())
    type.title = it->second.title, type.stem = it->second.stem, type.keywords = it->second.keywords;
  type.numbered = false;
  type.category = Category::data;
  type.role = Role::sample_step;
  for (const std::string& name : def.inputs) type.inputs.push_back({name, PortKind::sample, "", false, false});
  for (const std::string& name : def.outputs) type.outputs.push_back({name, PortKind::sample, "", false, false});
  type.fields = def.options->fields;
  type.transform = [make = def.make](const Value& params) { return make(params); };
  type.training_only = def.training_only;
  return type;
}

}  // namespace

std::vector<NodeType> transform_node_types() {
  std::vector<NodeType> types{augment()};
  for (const auto& def : data::transforms()) types.push_back(from_transform(def));
  return types;
}

}  // namespace tl::nodes
