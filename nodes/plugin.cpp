// SPDX-License-Identifier: Apache-2.0
#include "nodes/plugin.h"

namespace tl::nodes {

void load_plugins(const std::vector<std::string>& plugins, const std::filesystem::path& project_dir) {
  node_types();  // so that a name that is taken is found out while its library is loaded
  for (const std::string& plugin : plugins) load_library(project_dir / plugin);
}

}  // namespace tl::nodes
