// SPDX-License-Identifier: Apache-2.0
// Libraries that add to the program: operators, and what the layers above take (node types: nodes/plugin.h). library_entry.h is what such a
// library includes. A library is code: it can do whatever the program can. Nothing loads one without being told to.
#pragma once
#include <any>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "engine/ops/op_def.h"

namespace tl {
namespace ops {
/// Adds all or none, at any time, while other threads call operators. Throws Error (value) when a name is taken.
void add_all(std::vector<OpDef> defs);
}  // namespace ops

/// Something for a layer above the engine.
struct LibraryItem {
  std::string kind, name;  ///< "node_type", "SoftStep"
  std::any content;
};

/// What a library hands over while it registers. It all counts once the whole registration has succeeded, and none of it otherwise.
class LibraryRegistrar {
 public:
  /// An operator with a composite body, or with `infer` and a CPU kernel; `samples` are not needed. Throws Error (value) for one that lacks them.
  void op(ops::OpDef def);
  template <class T>
  void add(std::string kind, std::string name, T content) { items_.push_back({std::move(kind), std::move(name), std::any(std::move(content))}); }

 private:
  friend struct LibraryLoader;
  std::vector<ops::OpDef> ops_;
  std::vector<LibraryItem> items_;
};

struct Library {
  std::filesystem::path file;           ///< absolute
  std::vector<std::string> operators;   ///< what it registered
  std::vector<LibraryItem> items;
};

/// Opens the library and registers what it has. It stays open until the program ends; loading it again answers the first record. Throws Error
/// with one sentence: input for a file that is missing, no library, or built for another version; value for a name that is taken; state when
/// its registration threw. Nothing is registered then. Thread-safe; other threads may call operators meanwhile.
const Library& load_library(const std::filesystem::path& file);
/// In the order of loading.
std::vector<const Library*> loaded_libraries();

/// The layer that takes items of a kind. `check` throws for one that cannot be taken, `take` then takes it. Items of libraries that are
/// loaded already come at once; one of those that `check` refuses is logged and left out.
struct LibraryTaker {
  std::function<void(const LibraryItem&)> check, take;
};
void set_library_taker(const std::string& kind, LibraryTaker taker);

}  // namespace tl
