// SPDX-License-Identifier: Apache-2.0
#include "nodes/infer_node.h"

#include <cctype>
#include <list>
#include <mutex>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "engine/autograd/grad_mode.h"
#include "engine/core/error.h"
#include "engine/nn/registry.h"
#include "engine/ops/functions.h"
#include "nodes/cost.h"
#include "nodes/node_build.h"
#include "nodes/project_json.h"

namespace tl::nodes {

namespace {

Tensor meta_tensor(const TensorMeta& meta, int64_t n) {
  DimVector sizes;
  for (const Dim& d : meta.dims) sizes.push_back(d.scale * n + d.offset);
  return empty_tensor(sizes, meta.dtype, Device(kMeta));
}

/// Reads each size as scale·N + offset from its values at N = 2 and N = 3.
TensorMeta meta_of(const Tensor& at2, const Tensor& at3) {
  TensorMeta meta;
  meta.dtype = at2.dtype();
  TL_CHECK(at2.dim() == at3.dim(), shape, "infer", "the number of axes depends on the batch size");
  for (int64_t i = 0; i < at2.dim(); ++i) {
    const int64_t a = at2.size(i), b = at3.size(i);
    meta.dims.push_back({b - a, a - 2 * (b - a)});
  }
  return meta;
}

std::vector<Tensor> run_node(const NodeType& type, const Value::Dict& params, nn::Module* module, const std::vector<Tensor>& inputs) {
  switch (type.role) {
    case Role::module:
    case Role::loss: return type.module->forward(*module, inputs);
    case Role::metric: type.metric(Value(params), inputs); return {};
    default: return type.function(Value(params), inputs);
  }
}

/// What the node says to inputs of batch size n.
Error complaint_at(int64_t n, const NodeType& type, Value::Dict params, const std::vector<std::optional<TensorMeta>>& inputs) {
  try {
    std::vector<Tensor> at;
    for (const auto& meta : inputs) at.push_back(meta ? meta_tensor(*meta, n) : Tensor());
    std::shared_ptr<nn::Module> module;
    if (type.module) {
      params = completed(params, automatic_options(type, params, at));
      const DefaultDeviceGuard on_meta{Device(kMeta)};
      module = build_module(type, params);
    }
    run_node(type, params, module.get(), at);
  } catch (const Error& e) {
    return e;
  }
  return Error(ErrorCategory::internal, "", "");
}

/// Two sentences that differ only in numbers that follow the batch size (2 in the first, 3 in the second), with N in their place:
/// "[2, 8, 128]" and "[3, 8, 128]" give "[N, 8, 128]". The first as it is when they differ otherwise.
std::string with_batch_symbol(const std::string& at2, const std::string& at3) {
  const auto number = [](const std::string& text, size_t& i) {
    const size_t begin = i;
    while (i < text.size() && std::isdigit(static_cast<unsigned char>(text[i]))) ++i;
    return text.substr(begin, i - begin);
  };
  std::string out;
  size_t i = 0, j = 0;
  while (i < at2.size() && j < at3.size()) {
    const std::string a = number(at2, i), b = number(at3, j);
    if (a.empty() != b.empty() || a.size() > 15 || b.size() > 15) return at2;
    if (a.empty()) {
      if (at2[i] != at3[j]) return at2;
      out += at2[i++], ++j;
    } else if (a == b) {
      out += a;
    } else {
      const int64_t scale = std::stoll(b) - std::stoll(a);
      out += Dim{scale, std::stoll(a) - 2 * scale}.text();
    }
  }
  return i == at2.size() && j == at3.size() ? out : at2;
}

NodeFacts compute(const NodeType& type, Value::Dict params, const std::vector<std::optional<TensorMeta>>& inputs) {
  NodeFacts facts;
  NoGradGuard no_grad;
  try {
    std::vector<Tensor> at2, at3, at1;
    for (const auto& meta : inputs) {
      at1.push_back(meta ? meta_tensor(*meta, 1) : Tensor());
      at2.push_back(meta ? meta_tensor(*meta, 2) : Tensor());
      at3.push_back(meta ? meta_tensor(*meta, 3) : Tensor());
    }
    std::shared_ptr<nn::Module> module;
    Shapes weights;
    if (type.module) {
      facts.automatic = automatic_options(type, params, at2);
      params = completed(std::move(params), facts.automatic);
      const DefaultDeviceGuard on_meta{Device(kMeta)};  // no memory, no random draws
      module = build_module(type, params);
      module->eval();
      for (const auto& item : module->named_parameters()) {
        facts.parameters += item.value().numel();
        weights.emplace_back(item.value().sizes().begin(), item.value().sizes().end());
      }
    }
    const auto out2 = run_node(type, params, module.get(), at2), out3 = run_node(type, params, module.get(), at3);
    Shapes in_sizes, out_sizes;
    for (const Tensor& t : at1)
      in_sizes.push_back(t.defined() ? std::vector<int64_t>(t.sizes().begin(), t.sizes().end()) : std::vector<int64_t>());
    for (size_t i = 0; i < out2.size(); ++i) {
      facts.outputs.push_back(meta_of(out2[i], out3[i]));
      std::vector<int64_t> sizes;
      for (const Dim& d : facts.outputs.back().dims) sizes.push_back(d.scale + d.offset);
      out_sizes.push_back(std::move(sizes));
    }
    facts.flops = forward_flops(type, params, in_sizes, out_sizes, weights);
  } catch (const Error& e) {
    facts.outputs.clear();
    const Error other = complaint_at(3, type, params, inputs);
    const std::string message = with_batch_symbol(e.message(), other.message());
    // A shape beyond all memory is refused where it would be made: the operation says nothing to a person.
    const bool too_large = e.category() == ErrorCategory::memory;
    facts.error = e.operation().empty() || e.operation() == type.title || too_large ? message : e.operation() + ": " + message;
    facts.remedy = with_batch_symbol(e.remedy(), other.remedy());
    if (too_large && facts.remedy.empty()) facts.remedy = str("Make the sizes of ", type.title, " or of its input smaller.");
    facts.argument = e.argument();
  }
  return facts;
}

/// Least recently used out first.
class Cache {
 public:
  std::shared_ptr<const NodeFacts> find(const std::string& key) {
    std::lock_guard lock(mutex_);
    auto it = map_.find(key);
    if (it == map_.end()) return nullptr;
    order_.splice(order_.begin(), order_, it->second);
    return it->second->second;
  }
  void insert(const std::string& key, std::shared_ptr<const NodeFacts> facts) {
    std::lock_guard lock(mutex_);
    ++computed_;
    if (map_.count(key)) return;
    order_.emplace_front(key, std::move(facts));
    map_[key] = order_.begin();
    if (map_.size() <= infer_cache_capacity) return;
    map_.erase(order_.back().first);
    order_.pop_back();
  }
  InferCacheStats stats() {
    std::lock_guard lock(mutex_);
    return {map_.size(), computed_};
  }

 private:
  using Entry = std::pair<std::string, std::shared_ptr<const NodeFacts>>;
  std::mutex mutex_;
  std::list<Entry> order_;
  std::unordered_map<std::string, std::list<Entry>::iterator> map_;
  size_t computed_ = 0;
};

Cache& cache() {
  static Cache instance;
  return instance;
}

std::string key_of(const NodeType& type, const Value::Dict& params, const std::vector<std::optional<TensorMeta>>& inputs) {
  std::string key = type.key + '|' + json_from_dict(params).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  for (const auto& meta : inputs) {
    key += '|';
    if (!meta) continue;
    key += std::to_string(static_cast<int>(meta->dtype));
    for (const Dim& d : meta->dims) key += ',' + std::to_string(d.scale) + '*' + std::to_string(d.offset);
  }
  return key;
}

}  // namespace

std::shared_ptr<const NodeFacts> infer_node(const NodeType& type, const Value::Dict& params,
                                            const std::vector<std::optional<TensorMeta>>& inputs) {
  const std::string key = key_of(type, params, inputs);
  if (auto known = cache().find(key)) return known;
  auto facts = std::make_shared<const NodeFacts>(compute(type, params, inputs));
  cache().insert(key, facts);
  return facts;
}

InferCacheStats infer_cache_stats() { return cache().stats(); }

}  // namespace tl::nodes
