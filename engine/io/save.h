// SPDX-License-Identifier: Apache-2.0
// tl::save(value, where…) and tl::load(value, where…[, map_location]) for tensors, vectors of tensors, values, modules (holders and shared
// pointers) and optimizers. `where` is a path, a stream, a writer function, or for loading also a buffer with its size or two functions
// (archive.h). One file per call; archive.h says what is kept and what is refused. A type of your own joins in with two functions found by
// its namespace: `OutputArchive& operator<<(OutputArchive&, const T&)` and `InputArchive& operator>>(InputArchive&, T&)`.
#pragma once
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/core/error.h"
#include "engine/io/archive.h"
#include "engine/nn/module.h"
#include "engine/optim/optimizer.h"

namespace tl::serialize {

OutputArchive& operator<<(OutputArchive& archive, const Tensor& tensor);
/// Replaces the handle: a new tensor on its own storage.
InputArchive& operator>>(InputArchive& archive, Tensor& tensor);
OutputArchive& operator<<(OutputArchive& archive, const std::vector<Tensor>& tensors);
InputArchive& operator>>(InputArchive& archive, std::vector<Tensor>& tensors);
OutputArchive& operator<<(OutputArchive& archive, const Value& value);
InputArchive& operator>>(InputArchive& archive, Value& value);
/// With the files of the extra-files hook (archive.h).
OutputArchive& save_module(OutputArchive& archive, const nn::Module* module);
InputArchive& load_module(InputArchive& archive, nn::Module* module);
OutputArchive& operator<<(OutputArchive& archive, const optim::Optimizer& optimizer);
InputArchive& operator>>(InputArchive& archive, optim::Optimizer& optimizer);

template <class M, class = std::enable_if_t<std::is_base_of_v<nn::Module, M>>>
OutputArchive& operator<<(OutputArchive& archive, const std::shared_ptr<M>& module) { return save_module(archive, module.get()); }
template <class M, class = std::enable_if_t<std::is_base_of_v<nn::Module, M>>>
InputArchive& operator>>(InputArchive& archive, const std::shared_ptr<M>& module) { return load_module(archive, module.get()); }
template <class M>
OutputArchive& operator<<(OutputArchive& archive, const nn::ModuleHolder<M>& module) { return save_module(archive, module.get()); }
template <class M>
InputArchive& operator>>(InputArchive& archive, const nn::ModuleHolder<M>& module) { return load_module(archive, module.get()); }
template <class O, class = std::enable_if_t<std::is_base_of_v<optim::Optimizer, O>>>
OutputArchive& operator<<(OutputArchive& archive, const std::unique_ptr<O>& optimizer) { return archive << *optimizer; }
template <class O, class = std::enable_if_t<std::is_base_of_v<optim::Optimizer, O>>>
InputArchive& operator>>(InputArchive& archive, const std::unique_ptr<O>& optimizer) { return archive >> *optimizer; }

}  // namespace tl::serialize

namespace tl {

template <class T, class... Where>
void save(const T& value, Where&&... where) {
  static_assert(sizeof...(Where) > 0, "say where to save: a path, a stream or a writer");
  serialize::OutputArchive archive;
  archive << value;
  archive.save_to(std::forward<Where>(where)...);
}
/// With further files beside what the hook gives.
template <class T, class... Where>
void save_with_files(const T& value, const serialize::ExtraFilesMap& files, Where&&... where) {
  serialize::OutputArchive archive;
  archive << value;
  archive.add_extra_files(files);
  archive.save_to(std::forward<Where>(where)...);
}

template <class T, class... Where>
void load(T& value, Where&&... where) {
  static_assert(sizeof...(Where) > 0, "say where to load from: a path, a stream, a buffer or a reader");
  serialize::InputArchive archive;
  archive.load_from(std::forward<Where>(where)...);
  archive >> value;
}
/// `files`: those named in it are filled in (and stay as they are where the archive has none of that name); all of them when it is empty.
template <class T, class... Where>
void load_with_files(T& value, serialize::ExtraFilesMap& files, Where&&... where) {
  serialize::InputArchive archive;
  archive.load_from(std::forward<Where>(where)...);
  archive >> value;
  if (files.empty()) files = archive.extra_files();
  for (auto& [name, content] : files)
    if (const auto found = archive.extra_files().find(name); found != archive.extra_files().end()) content = found->second;
}

}  // namespace tl
