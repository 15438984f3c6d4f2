// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace tl::data {

/// Folders searched for data files, in order: the project's, $TL_DATA, the user's (XDG data folder)/tensorloom/data, the program's own
/// data, and /usr/share/datasets, where Debian's data packages live.
std::vector<std::filesystem::path> data_folders(const std::filesystem::path& project_dir);

/// The file `name` ("fashion-mnist/train-images-idx3-ubyte.gz", "digits.csv.gz" or an absolute path); with and without ".gz". Throws
/// tl::Error (category input) that says where it was looked for and what to do.
std::filesystem::path find_data_file(const std::string& name, const std::filesystem::path& project_dir = {});

}  // namespace tl::data
