// SPDX-License-Identifier: Apache-2.0
// Node types from libraries (engine/ops/library.h), and the libraries that a project asks for.
#pragma once
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "engine/ops/library.h"
#include "nodes/node_type.h"

namespace tl::nodes {

/// For a library's TL_LIBRARY body. A library may only use what is declared inline in nodes/, and all of the engine.
inline void add_node_type(LibraryRegistrar& registrar, NodeType type) {
  std::string key = type.key;
  registrar.add("node_type", std::move(key), std::move(type));
}

/// Loads what a project's "plugins" list names, found against the folder of the project. Whoever calls this has asked a person first:
/// a library is code. Throws Error as load_library does; those before the failing one stay.
void load_plugins(const std::vector<std::string>& plugins, const std::filesystem::path& project_dir);

}  // namespace tl::nodes
