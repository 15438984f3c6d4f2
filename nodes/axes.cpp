// SPDX-License-Identifier: Apache-2.0
#include "nodes/axes.h"

#include <algorithm>
#include <sstream>

#include "nodes/node_type.h"
#include "nodes/port_rules.h"

namespace tl::nodes {

namespace {

using Letters = std::vector<std::string>;

Letters split(const std::string& text, const std::string& by) {
  Letters parts;
  for (size_t begin = 0;;) {
    const size_t end = text.find(by, begin);
    parts.push_back(text.substr(begin, end == std::string::npos ? end : end - begin));
    if (end == std::string::npos) return parts;
    begin = end + by.size();
  }
}

/// "C×H×W, 0…1" says C, H, W; no letters in other texts.
Letters of_help(const std::string& help) {
  Letters letters = split(help.substr(0, help.find(',')), "×");
  const bool all = letters.size() > 1 && std::all_of(letters.begin(), letters.end(), [](const std::string& l) { return l.size() == 1 && l[0] >= 'A' && l[0] <= 'Z'; });
  return all ? letters : Letters();
}

bool has(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

/// N, C and the axes that a layer for 1, 2 or 3 dimensions slides over.
Letters of_dimensions(const std::string& key) {
  if (has(key, "1d")) return {"N", "C", "L"};
  if (has(key, "2d")) return {"N", "C", "H", "W"};
  if (has(key, "3d")) return {"N", "C", "D", "H", "W"};
  return {};
}

class Walk {
 public:
  Walk(const GraphState& state, const Analysis& analysis) : s_(state), a_(analysis) {}

  Letters at(const PortRef& output, int left = 200) const {
    const Node* node = s_.find(output.node);
    const NodeType* type = node ? find_node_type(node->type) : nullptr;
    const NodeReport* report = a_.node(output.node);
    const TensorMeta* meta = report ? report->output(output.port) : nullptr;
    const PortDesc* port = type ? type->output(output.port) : nullptr;
    if (!meta || !port || left == 0) return {};
    const TensorMeta seen = seen_by_tensors(*meta);
    Letters letters(seen.dims.size());
    if (node->bypassed) {
      const PortDesc* in = bypass_input(s_, node->id, *type, *port);
      if (in) letters = before(*node, in->name, letters.size(), left);
    } else {
      letters = own(*node, *type, *port, letters.size(), left);
    }
    letters.resize(seen.dims.size());
    for (size_t i = 0; i < letters.size(); ++i) {
      const bool batch = seen.dims[i].scale == 1 && seen.dims[i].offset == 0;
      if (batch) letters[i] = "N";
      else if (letters[i] == "N") letters[i].clear();  // it was moved
    }
    return letters;
  }

  static TensorMeta seen_by_tensors(TensorMeta meta) {
    if (meta.per_sample) meta.dims.insert(meta.dims.begin(), Dim{1, 0}), meta.per_sample = false;
    return meta;
  }

 private:
  /// Of what comes in at a port; none where it has another number of axes.
  Letters before(const Node& node, const std::string& port, size_t rank, int left) const {
    const auto& from = s_.sources({node.id, port});
    Letters letters = from.empty() ? Letters() : at(from.front(), left - 1);
    return letters.size() == rank ? letters : Letters(rank);
  }

  Letters own(const Node& node, const NodeType& type, const PortDesc& port, size_t rank, int left) const {
    if (Letters said = of_help(port.help); !said.empty()) {
      if (said.size() + 1 == rank) said.insert(said.begin(), "N");
      if (said.size() == rank) return said;
    }
    if (type.role == Role::source || type.inputs.empty()) return Letters(rank);
    const std::string& in = type.inputs.front().name;
    if (type.category == Category::convolution || type.category == Category::pooling)
      if (Letters known = of_dimensions(type.key); known.size() == rank) return known;
    if (type.key == "Flatten" && rank == 2) return {"N", "F"};
    if (type.key == "Reshape") return Letters(rank);
    if (type.key == "Transpose") return transposed(node, type, before(node, in, rank, left));
    if (type.category == Category::recurrent || type.category == Category::attention) {
      if (rank == 3 && &port == &type.outputs.front()) {
        const Value first = type.field("batch_first") ? param_or_default(node, type, "batch_first") : Value(true);
        return first.is_bool() && !first.to_bool() ? Letters{"T", "N", "F"} : Letters{"N", "T", "F"};
      }
      return Letters(rank);
    }
    Letters letters = before(node, in, rank, left);
    if (type.category == Category::linear && !letters.empty()) letters.back() = "F";
    if (type.key == "Embedding") {
      letters = before(node, in, rank - 1, left);
      letters.push_back("F");
    }
    return letters;
  }

  Letters transposed(const Node& node, const NodeType& type, Letters letters) const {
    const auto axis = [&](const char* key) {
      const Value v = type.field(key) ? param_or_default(node, type, key) : Value();
      const int64_t given = v.is_int() ? v.to_int() : -1000, rank = static_cast<int64_t>(letters.size());
      return given < 0 ? given + rank : given;
    };
    const int64_t a = axis("dim0"), b = axis("dim1"), rank = static_cast<int64_t>(letters.size());
    if (a >= 0 && b >= 0 && a < rank && b < rank) std::swap(letters[static_cast<size_t>(a)], letters[static_cast<size_t>(b)]);
    return letters;
  }

  const GraphState& s_;
  const Analysis& a_;
};

}  // namespace

std::vector<std::string> axis_letters(const GraphState& state, const Analysis& analysis, const PortRef& output) {
  return Walk(state, analysis).at(output);
}

std::string lettered_text(const GraphState& state, const Analysis& analysis, const Edge& wire) {
  const auto found = analysis.wires.find(wire);
  if (found == analysis.wires.end()) return {};
  TensorMeta meta = *found->second;
  const bool sample = meta.per_sample;
  Letters letters = axis_letters(state, analysis, wire.from);
  if (sample && !letters.empty()) letters.erase(letters.begin());
  letters.resize(meta.dims.size());
  std::string text;
  for (size_t i = 0; i < meta.dims.size(); ++i) {
    const std::string size = meta.dims[i].text();
    text += (i ? " × " : "") + (letters[i].empty() || letters[i] == size ? size : letters[i] + " " + size);
  }
  if (text.empty()) text = "scalar";
  std::ostringstream type;
  type << meta.dtype;
  return text + ", " + type.str() + (sample ? ", one sample" : "");
}

}  // namespace tl::nodes
