// SPDX-License-Identifier: Apache-2.0
// How shapes read.
#include "nodes/analyze.h"

namespace tl::nodes {

std::string Dim::text() const {
  if (scale == 0) return std::to_string(offset);
  std::string text = scale == 1 ? "N" : std::to_string(scale) + "N";
  if (offset > 0) text += "+" + std::to_string(offset);
  if (offset < 0) text += "−" + std::to_string(-offset);
  return text;
}

std::string TensorMeta::shape_text() const {
  std::string text;
  for (const Dim& d : dims) text += (text.empty() ? "" : "×") + d.text();
  if (text.empty()) text = "scalar";
  return per_sample ? text + " sample" : text;
}

std::string TensorMeta::text() const {
  std::string text = shape_text();
  if (dtype != kFloat) text += std::string(" ") + dtype_name(dtype);
  return text;
}

bool Analysis::valid() const {
  for (const Problem& p : problems)
    if (p.severity == Severity::error) return false;
  return true;
}

const NodeReport* Analysis::node(NodeId id) const {
  auto it = nodes.find(id);
  return it == nodes.end() ? nullptr : &*it->second;
}

namespace {
const TensorMeta* find_port(const NodeReport& report, const std::string& port, bool is_output) {
  for (const PortReport& p : report.ports)
    if (p.is_output == is_output && p.port == port) return p.meta ? &*p.meta : nullptr;
  return nullptr;
}
}  // namespace

const TensorMeta* NodeReport::input(const std::string& port) const { return find_port(*this, port, false); }
const TensorMeta* NodeReport::output(const std::string& port) const { return find_port(*this, port, true); }

}  // namespace tl::nodes
