// SPDX-License-Identifier: Apache-2.0
// What kinds of node exist. Each type is declared once, from the engine's registries wherever one knows it; palette, search, inspector,
// JSON, shape labels and lowering read it here. No user-interface code.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/core/describe.h"
#include "engine/core/tensor.h"
#include "nodes/document.h"

namespace tl::nn { struct ModuleDef; }
namespace tl::optim { struct OptimizerDef; struct SchedulerDef; }
namespace tl::data { class SampleTransform; }

namespace tl::nodes {
struct DataRecipe;

enum class Category {
  data, linear, convolution, recurrent, attention, activation, normalization, pooling, regularization, loss, metric, optimizer, scheduler, shape,
  math, probe, group
};
const char* category_id(Category category);     ///< "convolution": the theme's key
const char* category_title(Category category);  ///< "Convolution"
const std::vector<Category>& categories();      ///< in palette order; without that of groups, which are no types of the palette

/// What flows through a port. Samples are collated where a sample port meets a tensor port; any other mix is an error with a fix.
enum class PortKind { sample, tensor, loss, metric, schedule };
const char* port_kind_name(PortKind kind);

struct PortDesc {
  std::string name;            ///< "images", "input", "target", "output", "loss"
  PortKind kind = PortKind::tensor;
  std::string help;            ///< "N×C×H×W"
  bool optional = false;       ///< input: may stay unwired
  bool multiple = false;       ///< input: takes several wires (an optimizer's loss)
};

/// What a node of the type does; decides how it is analysed and lowered.
/// A group is unfolded into its nodes before either (nodes/expansion.h).
enum class Role { source, sample_step, module, function, loss, metric, optimizer, scheduler, probe, group };

class NodeType {
 public:
  std::string key;            ///< "Conv2d"; written to files
  std::string title;          ///< "Conv2d"
  Category category = Category::math;
  std::string doc;            ///< one line
  std::string stem;           ///< "conv": names of new nodes
  bool numbered = true;       ///< conv_1, conv_2 …; else "loss", "loss_2"
  bool common = false;        ///< one of those that most networks are made of: offered before the others of its category
  std::vector<std::string> keywords;  ///< further words that search finds
  std::vector<PortDesc> inputs, outputs;
  std::vector<FieldDesc> fields;      ///< parameters in form order
  Role role = Role::module;

  const PortDesc* input(const std::string& name) const;
  const PortDesc* output(const std::string& name) const;
  const FieldDesc* field(const std::string& name) const;

  // ---- how it works; which are set depends on the role ----
  const nn::ModuleDef* module = nullptr;             ///< role module, loss
  const optim::OptimizerDef* optimizer = nullptr;    ///< role optimizer
  const optim::SchedulerDef* scheduler = nullptr;    ///< role scheduler
  /// role function: outputs for inputs; also on meta tensors.
  std::function<std::vector<Tensor>(const Value& params, const std::vector<Tensor>& inputs)> function;
  /// role metric: (weighted sum, weight) as a float64 tensor {2}.
  std::function<Tensor(const Value& params, const std::vector<Tensor>& inputs)> metric;
  std::string metric_label;                          ///< "accuracy": the series' name
  bool metric_higher_is_better = true;
  /// role sample_step.
  std::function<std::shared_ptr<data::SampleTransform>(const Value& params)> transform;
  bool training_only = false;                        ///< role sample_step: left out for validation, test and prediction
  /// role source: where the samples of the three splits come from (files are found against `project_dir`).
  std::function<DataRecipe(const Value& params, const std::filesystem::path& project_dir)> source;
};

/// All types, grouped by category in palette order, stable addresses. A library that registers one makes another list; the older one stays
/// valid. Thread-safe.
const std::vector<NodeType>& node_types();
const NodeType* find_node_type(const std::string& key);

/// Search for palette and Tab: every typed word must match; best first (title prefix, word prefix, substring, keyword, scattered letters).
std::vector<const NodeType*> search_node_types(const std::string& query);
/// The same with the parameters that were typed along: "conv 32 k5" finds Conv2d with out_channels 32 and kernel_size 5×5, "dropout 0.3",
/// "conv 64 3 stride=2".
struct TypeHit {
  const NodeType* type = nullptr;
  Value::Dict params;  ///< sorted by key
};
std::vector<TypeHit> search_with_values(const std::string& query);

/// The parameter as set on the node, else the default of its type; none when the type has no such field.
Value param_or_default(const Node& node, const NodeType& type, const std::string& key);
/// All fields with their values (defaults filled in), in form order.
Value::Dict all_params(const Node& node, const NodeType& type);
/// Empty when `value` may be set; else why not, in words.
std::string check_param(const NodeType& type, const std::string& key, const Value& value);

}  // namespace tl::nodes
