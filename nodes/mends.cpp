// SPDX-License-Identifier: Apache-2.0
#include "nodes/mends.h"

#include <algorithm>
#include <cmath>

#include "engine/core/error.h"
#include "nodes/infer_node.h"

namespace tl::nodes {

namespace {

using Inputs = std::vector<std::optional<TensorMeta>>;
using Ints = std::vector<int64_t>;

bool plain(const Dim& d) { return d.scale == 0; }
bool ends_with(const std::string& text, const char* end) {
  const std::string_view e(end);
  return text.size() >= e.size() && std::string_view(text).substr(text.size() - e.size()) == e;
}

class Search {
 public:
  Search(const Node& node, const NodeType& type, const Inputs& inputs, const std::vector<Edge>& wires)
      : node_(node), type_(type), inputs_(inputs), wires_(wires) {}

  std::vector<Fix> run() {
    if (inputs_.empty() || !inputs_[0]) return {};
    const bool scores = type_.role == Role::loss || type_.role == Role::metric;
    if (scores && rank(0) == 3 && inputs_.size() > 1 && inputs_[1] && rank(1) == 2)
      insert(0, "Transpose", {{"dim0", 1}, {"dim1", 2}}, "Insert Transpose");  // N×T×C scores beside N×T labels
    if ((scores || type_.category == Category::linear) && rank(0) > 2) insert(0, "Flatten", {}, "Insert Flatten");
    if (rank(0) != 2) other_rank();
    if (type_.category == Category::normalization) other_rank();
    if (type_.category == Category::convolution || type_.category == Category::pooling) window();
    if (inputs_.size() >= 2 && inputs_[1]) pair();
    other_rank();
    number_format();
    return std::move(found_);
  }

 private:
  size_t rank(size_t i) const { return inputs_[i]->dims.size(); }
  int64_t size(size_t input, size_t axis) const { return inputs_[input]->dims[axis].offset; }
  bool plain_from(size_t input, size_t axis) const {
    const auto& dims = inputs_[input]->dims;
    return std::all_of(dims.begin() + static_cast<ptrdiff_t>(axis), dims.end(), plain);
  }

  static Node made(const std::string& key, Value::Dict params) {
    Node n;
    n.type = key;
    for (auto& [name, value] : params) set_entry(n.params, name, value);
    return n;
  }

  /// What Reshape makes, what Pad adds: " 1×28×28".
  static std::string details(const Value::Dict& params) {
    std::string text;
    for (const auto& [name, value] : params)
      if (name == "shape" || name == "pad") {
        const auto sizes = value.to_ints();
        for (size_t i = 0; i < sizes.size(); ++i) text += str(i ? "×" : " ", sizes[i]);
      }
    return text;
  }

  /// Takes the mend if the node then accepts what comes in.
  void insert(size_t at, const char* key, Value::Dict params, std::string label) {
    if (found_.size() >= most_mends || !wires_[at].to.node) return;
    const NodeType* type = find_node_type(key);
    if (!type) return;
    const Node fresh = made(key, params);
    for (const Fix& known : found_)
      if (known.key == key && known.edge == wires_[at] && known.params == fresh.params) return;
    const auto between = infer_node(*type, all_params(fresh, *type), {inputs_[at]});
    if (!between->error.empty() || between->outputs.empty()) return;
    Inputs mended = inputs_;
    mended[at] = between->outputs[0];
    if (!infer_node(type_, all_params(node_, type_), mended)->error.empty()) return;
    const bool flatten = std::string_view(key) == "Flatten";
    if (!found_.empty()) {
      label += details(params);
      if (inputs_.size() > 1) label += " at " + wires_[at].to.port;
    }
    found_.push_back({std::move(label), flatten ? "insert_flatten" : "insert", wires_[at], key, fresh.params, {}});
  }

  void retype(const std::string& key) {
    if (found_.size() >= most_mends || key == type_.key) return;
    for (const Fix& known : found_)
      if (known.kind == "retype" && known.key == key) return;
    const NodeType* type = find_node_type(key);
    if (!type || type->inputs.size() != type_.inputs.size()) return;
    Node other = node_;
    std::erase_if(other.params, [&](const auto& p) { return !check_param(*type, p.first, p.second).empty(); });
    if (infer_node(*type, all_params(other, *type), inputs_)->error.empty())
      found_.push_back({str("Change to ", type->title), "retype", {}, key, {}, node_.id});
  }

  /// BatchNorm2d on N×C: BatchNorm1d, and so on.
  void other_rank() {
    for (const char* end : {"1d", "2d", "3d"})
      if (ends_with(type_.key, end))
        for (const char* other : {"1d", "2d", "3d"}) retype(type_.key.substr(0, type_.key.size() - 2) + other);
  }

  /// What slides over images: needs another arrangement of a sample, or a border.
  void window() {
    if (!plain_from(0, 1)) return;
    if (rank(0) == 2) {
      const int64_t n = size(0, 1);
      for (int64_t channels : {1, 3}) {
        const auto side = static_cast<int64_t>(std::llround(std::sqrt(static_cast<double>(n) / static_cast<double>(channels))));
        if (side > 1 && side * side * channels == n) insert(0, "Reshape", {{"shape", Ints{channels, side, side}}}, "Insert Reshape");
      }
      insert(0, "Reshape", {{"shape", Ints{1, n}}}, "Insert Reshape");
      insert(0, "Reshape", {{"shape", Ints{n, 1, 1}}}, "Insert Reshape");
    }
    if (rank(0) == 3) insert(0, "Reshape", {{"shape", Ints{1, size(0, 1), size(0, 2)}}}, "Insert Reshape");
    border();
  }

  /// The window is larger than what it slides over.
  void border() {
    const Value::Dict params = all_params(node_, type_);
    const Value* kernel = find_entry(params, "kernel_size");
    if (!kernel || kernel->is_none() || rank(0) < 3) return;
    const auto sizes = kernel->to_ints();
    Ints pad;
    for (size_t i = 0; i < rank(0) - 2; ++i) {  // last axis first
      const int64_t window = sizes[sizes.size() == 1 ? 0 : sizes.size() - 1 - std::min(i, sizes.size() - 1)];
      const int64_t lack = std::max<int64_t>(0, window - size(0, rank(0) - 1 - i));
      pad.push_back(lack / 2), pad.push_back(lack - lack / 2);
    }
    if (std::any_of(pad.begin(), pad.end(), [](int64_t p) { return p > 0; })) insert(0, "Pad", {{"pad", pad}}, "Insert Pad");
  }

  /// Two inputs that do not fit each other; the second is mended first: it is the way that was taken beside the main one.
  void pair() {
    const auto last = static_cast<int64_t>(rank(1)) - 1;
    if (type_.key == "MatMul" && last >= 1) insert(1, "Transpose", {{"dim0", last - 1}, {"dim1", last}}, "Insert Transpose");
    const bool scores = type_.role == Role::loss || type_.role == Role::metric;
    for (size_t mend : {size_t{1}, size_t{0}}) {
      const size_t keep = 1 - mend;
      if (scores && mend == 1) continue;  // the truth is not to be changed
      if (rank(mend) != rank(keep)) {
        if (rank(keep) == 2) insert(mend, "Flatten", {}, "Insert Flatten");
        continue;
      }
      if (rank(mend) < 2 || !plain_from(0, 1) || !plain_from(1, 1)) continue;
      if (rank(mend) == 4) project(mend, keep), fit_border(mend, keep);
      else insert(mend, "Linear", {{"out_features", size(keep, rank(keep) - 1)}}, "Insert Linear projection");
    }
  }

  /// A 1×1 convolution to the other's channels, with a stride where its images are a whole times larger.
  void project(size_t mend, size_t keep) {
    Ints stride;
    for (size_t axis : {size_t{2}, size_t{3}}) {
      if (size(keep, axis) < 1 || size(mend, axis) % size(keep, axis) != 0) return;
      stride.push_back(size(mend, axis) / size(keep, axis));
    }
    Value::Dict params{{"kernel_size", Ints{1, 1}}, {"out_channels", size(keep, 1)}};
    if (stride != Ints{1, 1}) params.emplace_back("stride", stride);
    insert(mend, "Conv2d", std::move(params), "Insert 1×1 projection");
  }

  /// A border that makes the smaller images as large as the others.
  void fit_border(size_t mend, size_t keep) {
    Ints pad;
    for (size_t axis : {size_t{3}, size_t{2}}) {
      const int64_t lack = size(keep, axis) - size(mend, axis);
      if (lack < 0) return;
      pad.push_back(lack / 2), pad.push_back(lack - lack / 2);
    }
    insert(mend, "Pad", {{"pad", pad}}, "Insert Pad");
  }

  void number_format() {
    for (size_t i = inputs_.size(); i-- > 0;)
      if (inputs_[i]) {
        const bool real = is_floating_point(inputs_[i]->dtype);
        insert(i, "ToType", {{"dtype", std::string(real ? "int64" : "float32")}}, real ? "Insert Cast to int64" : "Insert Cast to float32");
      }
  }

  const Node& node_;
  const NodeType& type_;
  const Inputs& inputs_;
  const std::vector<Edge>& wires_;
  std::vector<Fix> found_;
};

}  // namespace

std::vector<Fix> find_mends(const Node& node, const NodeType& type, const std::vector<std::optional<TensorMeta>>& inputs,
                            const std::vector<Edge>& wires) {
  return Search(node, type, inputs, wires).run();
}

}  // namespace tl::nodes
