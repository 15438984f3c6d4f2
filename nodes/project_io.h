// SPDX-License-Identifier: Apache-2.0
// Project files: JSON, "format": "tensorloom.project", version 1. Meaning apart from layout, sorted and stable, so that diffs are small;
// unknown fields and unknown node types are kept. resources/schema/project.schema.json describes the format.
#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "nodes/document.h"

namespace tl::nodes {

/// The newest version this program writes; older ones are migrated step by step while loading.
inline constexpr int project_version = 1;

struct Diagnostic {
  bool error = false;
  std::string where;    ///< "nodes[3].params.kernel_size", "line 12"
  std::string message;
  std::string remedy;
};

struct LoadedProject {
  GraphState state;
  int version = project_version;          ///< as found in the file, before migration
  std::vector<Diagnostic> diagnostics;    ///< warnings: unknown node type kept as placeholder, wire to a missing node dropped …
};

/// Called with a project's list of plugins, when it has any, before its nodes are read: loads them (nodes/plugin.h) or throws. Without it
/// they are not loaded; their nodes become placeholders and a warning says so.
using PluginsAsked = std::function<void(const std::vector<std::string>& plugins)>;

/// Throws tl::Error (category input) with place and remedy for text that is no project: not JSON, too deep or large, a key twice,
/// another format, a newer version. `source` names the text in messages.
LoadedProject parse_project(const std::string& text, const std::string& source = "project", const PluginsAsked& asked = {});
/// As parse_project; a missing or unreadable file is category input as well.
LoadedProject load_project(const std::filesystem::path& file, const PluginsAsked& asked = {});

/// Ends with a newline; the same state gives the same bytes.
std::string project_text(const GraphState& state);
/// Writes durably: the old file or the new one, never a mix; throws tl::Error (category io).
void save_project(const GraphState& state, const std::filesystem::path& file);

}  // namespace tl::nodes
