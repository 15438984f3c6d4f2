// SPDX-License-Identifier: Apache-2.0
#include "nodes/node_type.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>

#include "engine/core/error.h"
#include "engine/core/quote.h"
#include "engine/ops/library.h"
#include "nodes/types/families.h"

namespace tl::nodes {

namespace {

struct CategoryRow {
  Category category;
  const char *id, *title;
};
constexpr std::array category_rows{
    CategoryRow{Category::data, "data", TL_TR("Data")},
    CategoryRow{Category::convolution, "convolution", TL_TR("Convolution")},
    CategoryRow{Category::linear, "linear", TL_TR("Linear")},
    CategoryRow{Category::recurrent, "recurrent", TL_TR("Recurrent")},
    CategoryRow{Category::attention, "attention", TL_TR("Attention")},
    CategoryRow{Category::activation, "activation", TL_TR("Activation")},
    CategoryRow{Category::pooling, "pooling", TL_TR("Pooling")},
    CategoryRow{Category::normalization, "normalization", TL_TR("Normalization")},
    CategoryRow{Category::regularization, "regularization", TL_TR("Regularization")},
    CategoryRow{Category::shape, "shape", TL_TR("Shape")},
    CategoryRow{Category::math, "math", TL_TR("Math")},
    CategoryRow{Category::loss, "loss", TL_TR("Loss")},
    CategoryRow{Category::metric, "metric", TL_TR("Metric")},
    CategoryRow{Category::optimizer, "optimizer", TL_TR("Optimizer")},
    CategoryRow{Category::scheduler, "scheduler", TL_TR("Scheduler")},
    CategoryRow{Category::probe, "probe", TL_TR("Probe")},
    CategoryRow{Category::group, "group", TL_TR("Group")},
};

const CategoryRow& row(Category category) {
  return *std::find_if(category_rows.begin(), category_rows.end(), [&](const CategoryRow& r) { return r.category == category; });
}

template <class T>
const T* find_named(const std::vector<T>& list, const std::string& name) {
  for (const T& item : list)
    if (item.name == name) return &item;
  return nullptr;
}

size_t palette_rank(Category category) {
  return static_cast<size_t>(&row(category) - category_rows.data());
}

std::vector<NodeType> collect() {
  std::vector<NodeType> all;
  for (auto* family : {data_node_types, transform_node_types, module_node_types, math_node_types, metric_node_types,
                       optimizer_node_types, probe_node_types})
    for (NodeType& type : family()) all.push_back(std::move(type));
  for (NodeType& type : operator_node_types(all)) all.push_back(std::move(type));
  for (NodeType& type : all) type.common = familiarity(type.key) < familiar_types().size();
  std::stable_sort(all.begin(), all.end(), [](const NodeType& a, const NodeType& b) {
    return std::pair(palette_rank(a.category), familiarity(a.key)) < std::pair(palette_rank(b.category), familiarity(b.key));
  });
  return all;
}

}  // namespace

const char* category_id(Category category) { return row(category).id; }
const char* category_title(Category category) { return row(category).title; }

const std::vector<Category>& categories() {
  static const std::vector<Category> list = [] {
    std::vector<Category> all;
    for (const auto& r : category_rows)
      if (r.category != Category::group) all.push_back(r.category);
    return all;
  }();
  return list;
}

const char* port_kind_name(PortKind kind) {
  switch (kind) {
    case PortKind::sample: return TL_TR("sample");
    case PortKind::tensor: return TL_TR("tensor");
    case PortKind::loss: return TL_TR("loss");
    case PortKind::metric: return TL_TR("metric");
    case PortKind::schedule: return TL_TR("schedule");
  }
  return "";
}

const PortDesc* NodeType::input(const std::string& name) const { return find_named(inputs, name); }
const PortDesc* NodeType::output(const std::string& name) const { return find_named(outputs, name); }
const FieldDesc* NodeType::field(const std::string& name) const { return find_named(fields, name); }

namespace {

/// Never changed once it is published and kept for good: whoever holds a type of an older one goes on with it.
struct Types {
  std::vector<NodeType> list;
  std::unordered_map<std::string, const NodeType*> by_key;
  explicit Types(std::vector<NodeType> all) : list(std::move(all)) {
    for (const NodeType& type : list) {
      TL_ASSERT(!by_key.count(type.key));
      by_key[type.key] = &type;
    }
  }
};
struct Published {
  std::atomic<const Types*> current{nullptr};
  std::vector<std::unique_ptr<const Types>> all;
  void publish(std::vector<NodeType> list) {
    all.push_back(std::make_unique<Types>(std::move(list)));
    current.store(all.back().get(), std::memory_order_release);
  }
};
Published& published() {
  static auto* p = new Published;
  return *p;
}

const NodeType& type_in(const LibraryItem& item) {
  const auto* type = std::any_cast<NodeType>(&item.content);
  TL_CHECK(type, value, "register node type", "'", item.name, "' is no NodeType");
  return *type;
}

/// Whether a library's type can be taken.
void check_type(const LibraryItem& item) {
  const NodeType& type = type_in(item);
  const auto need = [&](bool good, const char* what) { TL_CHECK(good, value, "register node type", "the node type '", type.key, "' needs ", what); };
  need(!type.key.empty() && !type.title.empty() && !type.stem.empty(), "a key, a title and a stem");
  need(!type.outputs.empty() || type.role == Role::metric || type.role == Role::optimizer, "an output");
  need(type.role != Role::function || type.function, "a function");
  need((type.role != Role::module && type.role != Role::loss) || type.module, "a module");
  need(type.role != Role::metric || type.metric, "a metric");
  need(type.role != Role::sample_step || type.transform, "a transform");
  need(type.role != Role::source || type.source, "a source");
  need(type.role != Role::optimizer || type.optimizer, "an optimizer");
  need(type.role != Role::scheduler || type.scheduler, "a scheduler");
  TL_CHECK(!published().current.load()->by_key.count(type.key), value, "register node type", "there is a node type '", type.key, "' already");
}

/// Runs under the lock of load_library.
void take_type(const LibraryItem& item) {
  std::vector<NodeType> list = published().current.load()->list;
  NodeType type = type_in(item);
  type.common = true;  // whoever loads a library looks for what is in it
  const auto behind = std::upper_bound(list.begin(), list.end(), palette_rank(type.category),
                                       [](size_t rank, const NodeType& t) { return rank < palette_rank(t.category); });
  list.insert(behind, std::move(type));
  published().publish(std::move(list));
}

const Types& types() {
  static std::once_flag once;
  std::call_once(once, [] {
    published().publish(collect());
    set_library_taker("node_type", {check_type, take_type});
  });
  return *published().current.load(std::memory_order_acquire);
}

}  // namespace

const std::vector<NodeType>& node_types() { return types().list; }

const NodeType* find_node_type(const std::string& key) {
  const auto& by_key = types().by_key;
  auto it = by_key.find(key);
  return it == by_key.end() ? nullptr : it->second;
}

Value param_or_default(const Node& node, const NodeType& type, const std::string& key) {
  if (const Value* set = node.param(key)) return *set;
  const FieldDesc* field = type.field(key);
  return field ? field->default_value : Value();
}

Value::Dict all_params(const Node& node, const NodeType& type) {
  Value::Dict dict;
  dict.reserve(type.fields.size());
  for (const FieldDesc& field : type.fields) dict.emplace_back(field.name, param_or_default(node, type, field.name));
  return dict;
}

std::string check_param(const NodeType& type, const std::string& key, const Value& value) {
  const FieldDesc* field = type.field(key);
  if (!field) return str(type.title, " has no parameter '", quotable(key), "'");
  try {
    field->check(type.title, value);
  } catch (const Error& e) {
    return e.message();
  }
  return {};
}

std::string lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

FieldDesc make_field(std::string name, FieldKind kind, Value default_value, std::string help) {
  FieldDesc f;
  f.label = name;
  f.name = std::move(name);
  f.kind = kind;
  f.default_value = std::move(default_value);
  f.help = std::move(help);
  return f;
}

}  // namespace tl::nodes
