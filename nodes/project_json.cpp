// SPDX-License-Identifier: Apache-2.0
#include "nodes/project_json.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/core/error.h"

namespace tl::nodes {

using nlohmann::json;

Value value_from_json(const json& j) {
  switch (j.type()) {
    case json::value_t::boolean: return j.get<bool>();
    case json::value_t::number_integer: return j.get<int64_t>();
    case json::value_t::number_unsigned:
      if (j.get<uint64_t>() <= static_cast<uint64_t>(INT64_MAX)) return static_cast<int64_t>(j.get<uint64_t>());
      return static_cast<double>(j.get<uint64_t>());
    case json::value_t::number_float: return j.get<double>();
    case json::value_t::string: return j.get<std::string>();
    case json::value_t::object: return dict_from_json(j);
    case json::value_t::array: {
      const bool ints = !j.empty() && std::all_of(j.begin(), j.end(), [](const json& e) { return e.is_number_integer(); });
      if (ints) return j.get<std::vector<int64_t>>();
      Value::List list;
      for (const json& e : j) list.push_back(value_from_json(e));
      return list;
    }
    default: return {};
  }
}

json json_from_value(const Value& v) {
  if (v.is_bool()) return v.to_bool();
  if (v.is_int()) return v.to_int();
  if (v.is_double()) {
    const double d = v.to_double();
    if (std::isnan(d)) return "nan";
    if (std::isinf(d)) return d > 0 ? "inf" : "-inf";
    return d;
  }
  if (v.is_string()) return v.to_string();
  if (v.is_ints()) {
    json list = json::array();
    for (int64_t i : v.ints()) list.push_back(i);
    return list;
  }
  if (v.is_list()) {
    json list = json::array();
    for (const Value& e : v.to_list()) list.push_back(json_from_value(e));
    return list;
  }
  if (v.is_dict()) return json_from_dict(v.to_dict());
  if (v.is_none()) return nullptr;
  throw Error(ErrorCategory::internal, "save project", str("a parameter of type ", v.type_name(), " has no JSON form"));
}

Value::Dict dict_from_json(const json& object) {
  Value::Dict dict;
  for (const auto& [key, value] : object.items()) dict.emplace_back(key, value_from_json(value));
  return dict;
}

json json_from_dict(const Value::Dict& dict) {
  json object = json::object();
  for (const auto& [key, value] : dict) object[key] = json_from_value(value);
  return object;
}

namespace {

std::string compact(const json& j) {
  if (j.is_array() || j.is_object()) {
    std::string text(1, j.is_array() ? '[' : '{');
    bool first = true;
    for (const auto& [key, value] : j.items()) {
      if (!first) text += ", ";
      first = false;
      if (j.is_object()) text += json(key).dump(-1, ' ', false, json::error_handler_t::replace) + ": ";
      text += compact(value);
    }
    return text + (j.is_array() ? ']' : '}');
  }
  return j.dump(-1, ' ', false, json::error_handler_t::replace);
}

void write(const json& j, int level, std::string& out) {
  if (!j.is_structured() || j.empty()) {
    out += compact(j);
    return;
  }
  if (level >= 2) {
    std::string line = compact(j);
    if (line.size() <= 100) {
      out += line;
      return;
    }
  }
  const std::string indent(static_cast<size_t>(level + 1) * 2, ' ');
  out += j.is_array() ? "[\n" : "{\n";
  bool first = true;
  const auto member = [&](const std::string& key, const json& value) {
    if (!first) out += ",\n";
    first = false;
    out += indent;
    if (j.is_object()) out += json(key).dump(-1, ' ', false, json::error_handler_t::replace) + ": ";
    write(value, level + 1, out);
  };
  // What the file is stands at its top, where the desktop's file type detection looks.
  const auto leads = [&](const std::string& key) { return level == 0 && j.is_object() && (key == "format" || key == "version"); };
  for (const char* key : {"format", "version"})
    if (leads(key) && j.contains(key)) member(key, j[key]);
  for (const auto& [key, value] : j.items())
    if (!leads(key)) member(key, value);
  out += '\n' + std::string(static_cast<size_t>(level) * 2, ' ') + (j.is_array() ? ']' : '}');
}

}  // namespace

std::string pretty_json(const json& j) {
  std::string text;
  write(j, 0, text);
  return text + '\n';
}

// ---- migrations -----------------------------------------------------------------------------------------------------------------

namespace {

/// Version 0 (before the first release) kept nodes in a list with their positions, and wires as "links" of four texts.
void from_0_to_1(json& project) {
  json nodes = json::object(), layout = json::object(), edges = json::array();
  for (json& node : project["nodes"]) {
    if (!node.is_object() || !node.contains("id") || !node["id"].is_string()) continue;
    const std::string id = node["id"];
    if (node.contains("pos") && node["pos"].is_array() && node["pos"].size() == 2)
      layout[id] = {{"x", node["pos"][0]}, {"y", node["pos"][1]}};
    node.erase("id"), node.erase("pos");
    nodes[id] = std::move(node);
  }
  if (project.contains("links"))
    for (const json& link : project["links"])
      if (link.is_array() && link.size() == 4 && std::all_of(link.begin(), link.end(), [](const json& e) { return e.is_string(); }))
        edges.push_back({link[0].get<std::string>() + ":" + link[1].get<std::string>(),
                         link[2].get<std::string>() + ":" + link[3].get<std::string>()});
  project.erase("links");
  project["nodes"] = std::move(nodes);
  project["edges"] = std::move(edges);
  project["layout"] = {{"nodes", std::move(layout)}};
}

constexpr void (*migrations[])(json&) = {from_0_to_1};
static_assert(std::size(migrations) == project_version, "one migration per version");

}  // namespace

void migrate_project(json& project, const std::string& source, std::vector<Diagnostic>& diagnostics) {
  if (!project.contains("version") || !project["version"].is_number_integer())
    throw Error(ErrorCategory::input, "open project", str(source, " has no whole number \"version\""),
                str("Add \"version\": ", project_version, "."));
  const auto found = project["version"].get<int64_t>();
  if (found > project_version || found < 0)
    throw Error(ErrorCategory::input, "open project",
                str(source, " has version ", found, ", this program reads up to version ", project_version),
                found < 0 ? "Correct the version." : "Open it with a newer Tensorloom.");
  if (found < project_version && !project["nodes"].is_array() && found == 0)
    throw Error(ErrorCategory::input, "open project", str(source, ": \"nodes\" is no list"), "Restore the file from a backup.");
  for (int64_t v = found; v < project_version; ++v) {
    migrations[v](project);
    diagnostics.push_back({false, "", str("brought from version ", v, " to ", v + 1), "Save to keep the new form."});
  }
  project["version"] = project_version;
}

}  // namespace tl::nodes
