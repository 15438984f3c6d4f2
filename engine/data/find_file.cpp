// SPDX-License-Identifier: Apache-2.0
#include "engine/data/find_file.h"

#include <cstdlib>

#include "engine/core/error.h"

namespace tl::data {
namespace fs = std::filesystem;

std::vector<fs::path> data_folders(const fs::path& project_dir) {
  std::vector<fs::path> folders;
  if (!project_dir.empty()) folders.push_back(project_dir);
  if (const char* data = std::getenv("TL_DATA"); data && *data) folders.emplace_back(data);
  if (const char* xdg = std::getenv("XDG_DATA_HOME"); xdg && *xdg)
    folders.push_back(fs::path(xdg) / "tensorloom/data");
  else if (const char* home = std::getenv("HOME"); home && *home)
    folders.push_back(fs::path(home) / ".local/share/tensorloom/data");
  // The program's own: PREFIX/bin beside PREFIX/share when installed, and the tree it was built in.
  std::error_code error;
  fs::path up = fs::read_symlink("/proc/self/exe", error).parent_path();
  for (int level = 0; level < 5 && !error && up.has_relative_path(); ++level, up = up.parent_path())
    for (const char* inside : {"share/tensorloom/data", "resources/data"})
      if (std::error_code missing; fs::is_directory(up / inside, missing)) folders.push_back(up / inside);
  folders.emplace_back("/usr/share/datasets");
  return folders;
}

fs::path find_data_file(const std::string& name, const fs::path& project_dir) {
  TL_CHECK(!name.empty(), input, "find data", "no file is chosen");
  const auto folders = data_folders(project_dir);
  std::error_code ignored;
  std::string places;
  for (const auto& folder : folders) {
    const fs::path plain = folder / name;  // an absolute name replaces the folder
    for (const fs::path& path :
         {plain, fs::path(plain.string() + ".gz"), plain.extension() == ".gz" ? fs::path(plain).replace_extension() : plain})
      if (fs::is_regular_file(path, ignored)) return path;
    if (fs::path(name).is_absolute()) break;
    places += (places.empty() ? "" : ", ") + folder.string();
  }
  const bool fashion = name.find("fashion-mnist") != std::string::npos;
  throw Error(
      ErrorCategory::input, "find data",
      fs::path(name).is_absolute() ? "the file '" + name + "' does not exist" : "the file '" + name + "' is in none of: " + places,
      fashion ? "Install it with: apt install dataset-fashion-mnist" : "Put the file beside the project, or choose it in the data node.");
}

}  // namespace tl::data
