// SPDX-License-Identifier: Apache-2.0
// Invariant: what libraries registered is published only after every name of the library was found free, under one lock, so that a library
// counts as a whole or not at all.
#include "engine/ops/library.h"

#include <dlfcn.h>

#include <deque>
#include <map>
#include <mutex>

#include "engine/core/error.h"
#include "engine/core/log.h"
#include "engine/ops/library_entry.h"

namespace tl {
namespace fs = std::filesystem;
namespace {
constexpr const char* operation = "load library";

struct Loaded {
  void* handle;
  Library library;
};
struct State {
  std::recursive_mutex mutex;  // a library may load another one
  std::deque<Loaded> libraries;
  std::map<std::string, LibraryTaker> takers;
};
State& state() {
  static auto* s = new State;
  return *s;
}

[[noreturn]] void refuse(ErrorCategory category, const fs::path& file, const std::string& why, const std::string& remedy) {
  throw Error(category, operation, str("'", file.string(), "' ", why), remedy);
}

fs::path existing(const fs::path& file) {
  std::error_code error;
  const fs::path path = fs::canonical(file, error);
  if (error || !fs::is_regular_file(path, error)) refuse(ErrorCategory::input, file, "does not exist or is no file", "Check the path; build the library first.");
  return path;
}

void* open(const fs::path& path) {
  // Never closed: its operators live as long as the graphs that call them.
  if (void* handle = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL)) return handle;
  std::string why = dlerror();
  if (const std::string prefix = path.string() + ": "; why.starts_with(prefix)) why.erase(0, prefix.size());
  const bool foreign = why.find("undefined symbol") != std::string::npos;
  refuse(ErrorCategory::input, path, "cannot be opened as a library: " + why,
         foreign ? "It was probably built for another version: build it again with the headers of this one." : "Choose a shared library (.so) for this machine.");
}

template <class F>
F symbol(void* handle, const fs::path& path, const char* name) {
  void* address = dlsym(handle, name);
  if (!address) refuse(ErrorCategory::input, path, str("is no library of Tensorloom: it has no ", name), "Its source needs TL_LIBRARY(registrar) { … }.");
  return reinterpret_cast<F>(address);
}
}  // namespace

void LibraryRegistrar::op(ops::OpDef def) {
  TL_CHECK(!def.name.empty(), value, "register operator", "an operator needs a name");
  for (const char c : def.name)
    TL_CHECK((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_', value, "register operator", "'", def.name,
             "' may only have small letters, digits and underscores");
  TL_CHECK(def.composite || (def.infer && def.cpu), value, "register operator", "'", def.name,
           "' needs a composite body, or both infer and a kernel for the CPU");
  TL_CHECK(def.outputs >= 1 && def.outputs <= ops::max_outputs, value, "register operator", "'", def.name, "' has ", def.outputs, " outputs; 1 to ",
           ops::max_outputs, " are possible");
  ops_.push_back(std::move(def));
}

struct LibraryLoader {
  static const Library& load(const fs::path& file) {
    State& s = state();
    const std::lock_guard lock(s.mutex);
    const fs::path path = existing(file);
    void* handle = open(path);
    for (const Loaded& l : s.libraries)
      if (l.handle == handle) return l.library;
    const std::string abi = symbol<const char* (*)()>(handle, path, "tl_library_abi")();
    if (abi != TL_LIBRARY_ABI)
      refuse(ErrorCategory::input, path, "was built for " + abi.substr(0, 100) + ", this program is " TL_LIBRARY_ABI, "Build it again with the headers of this version.");
    LibraryRegistrar registrar;
    std::string why;
    if (symbol<int (*)(LibraryRegistrar*, void*)>(handle, path, "tl_library_register")(&registrar, &why) != 0)
      refuse(ErrorCategory::state, path, "failed to register: " + why, "Nothing of it was taken; ask whoever made it.");
    return publish(path, handle, std::move(registrar));
  }

  static const Library& publish(const fs::path& path, void* handle, LibraryRegistrar registrar) {
    State& s = state();
    try {
      check_items(registrar.items_);
      Library library{path, {}, {}};
      for (const auto& def : registrar.ops_) library.operators.push_back(def.name);
      ops::add_all(std::move(registrar.ops_));  // throws before it adds any
      library.items = std::move(registrar.items_);
      s.libraries.push_back({handle, std::move(library)});
    } catch (const Error& e) {
      refuse(e.category(), path, "cannot be taken: " + e.message(), "Rename it in the library, or leave one of the two out.");
    }
    const Library& library = s.libraries.back().library;
    for (const LibraryItem& item : library.items)
      if (const auto taker = s.takers.find(item.kind); taker != s.takers.end()) taker->second.take(item);
    return library;
  }

  static void check_items(const std::vector<LibraryItem>& items) {
    State& s = state();
    for (size_t i = 0; i < items.size(); ++i) {
      const auto clash = [&](const LibraryItem& other) {
        TL_CHECK(other.kind != items[i].kind || other.name != items[i].name, value, operation, items[i].kind, " '", items[i].name, "' is there already");
      };
      for (size_t k = 0; k < i; ++k) clash(items[k]);
      for (const Loaded& l : s.libraries)
        for (const LibraryItem& other : l.library.items) clash(other);
      if (const auto taker = s.takers.find(items[i].kind); taker != s.takers.end()) taker->second.check(items[i]);
    }
  }
};

const Library& load_library(const fs::path& file) { return LibraryLoader::load(file); }

std::vector<const Library*> loaded_libraries() {
  State& s = state();
  const std::lock_guard lock(s.mutex);
  std::vector<const Library*> all;
  for (const Loaded& l : s.libraries) all.push_back(&l.library);
  return all;
}

void set_library_taker(const std::string& kind, LibraryTaker taker) {
  State& s = state();
  const std::lock_guard lock(s.mutex);
  for (const Loaded& l : s.libraries)
    for (const LibraryItem& item : l.library.items) {
      if (item.kind != kind) continue;
      try {
        taker.check(item);
        taker.take(item);
      } catch (const Error& e) {
        logging::warning(str("'", l.library.file.string(), "': ", e.message(), "; it is left out"));
      }
    }
  s.takers[kind] = std::move(taker);
}

}  // namespace tl
