// SPDX-License-Identifier: Apache-2.0
// What decides the bits of a result besides the spec. The number of threads does not: work is cut by shapes alone.
#include <oneapi/dnnl/dnnl.h>
#include <hwy/targets.h>
#include <xxhash.h>

#include <nlohmann/json.hpp>

#include <cstdio>

#include "engine/core/error.h"
#include "engine/train/checkpoint.h"

namespace tl::train {

std::map<std::string, std::string> fingerprint() {
  const dnnl_version_t* v = dnnl_version();
  return {{"tensorloom", TL_VERSION},
          {"onednn", str(v->major, '.', v->minor, '.', v->patch, ' ', v->hash)},
          {"onednn_isa", std::to_string(static_cast<int>(dnnl_get_effective_cpu_isa()))},
          {"highway_targets", std::to_string(hwy::SupportedTargets())}};
}

std::string network_hash(const std::string& project_json) {
  using nlohmann::json;
  const json project = json::parse(project_json, nullptr, false);
  if (!project.is_object() || !project.contains("nodes") || !project["nodes"].is_object()) return {};
  json meaning;
  for (const auto& [id, node] : project["nodes"].items())
    if (node.is_object()) meaning["nodes"][id] = {node.value("type", json()), node.value("params", json())};
  meaning["edges"] = project.value("edges", json());
  if (const json run = project.value("run", json()); run.is_object())
    for (const char* key : {"precision", "clip_grad_norm", "clip_grad_value"})
      if (run.contains(key)) meaning["run"][key] = run[key];
  const std::string text = meaning.dump(-1, ' ', false, json::error_handler_t::replace);
  char hex[20];
  std::snprintf(hex, sizeof hex, "%016llx", static_cast<unsigned long long>(XXH3_64bits(text.data(), text.size())));
  return hex;
}

}  // namespace tl::train
