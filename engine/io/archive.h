// SPDX-License-Identifier: Apache-2.0
// One file with a tree of named tensors and values. It is a safetensors file whose metadata holds a manifest (format "tensorloom.archive",
// version 1, checksums): the data of each storage once, and which part of which storage each tensor is. So tensors keep strides and
// requires_grad, what shared memory shares it again, and other programs read the weights. Not thread-safe; one archive, one thread.
// Reading trusts nothing: a damaged file is an Error (input) that names file, place and rule, and leaves the target as it was.
#pragma once
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/core/value.h"
#include "engine/io/locations.h"

namespace tl::nn { class Module; }

namespace tl::serialize {

/// Files that travel inside an archive, by name: who made it, a vocabulary, a picture. Any bytes.
using ExtraFilesMap = std::unordered_map<std::string, std::string>;

/// Gets bytes, answers how many it took; fewer than given is a failed save.
using Writer = std::function<size_t(const void* data, size_t bytes)>;
/// Fills `data` with up to `bytes` bytes from `position` on, answers how many.
using ReaderAt = std::function<size_t(uint64_t position, void* data, size_t bytes)>;
/// How many bytes there are.
using SizeOf = std::function<size_t()>;

class OutputArchive {
 public:
  OutputArchive() = default;
  // Each key once, else Error (value). Tensors are written as they are when the archive is saved, not when they are named here.
  /// `is_buffer` is PyTorch's: the file makes no difference between parameters and buffers. Undefined tensors are allowed.
  void write(const std::string& key, const Tensor& tensor, bool is_buffer = false);
  void write(const std::string& key, const Value& value);
  void write(const std::string& key, const OutputArchive& nested);
  /// write(args…).
  template <class... Args>
  void operator()(Args&&... args) { write(std::forward<Args>(args)...); }
  /// The whole content is one value without a key; not together with keys.
  void set_root(Value value);
  void add_extra_files(const ExtraFilesMap& files);

  /// Durably: the old file or the new one, never a mix. Throws Error: io; value for a key twice in a dict, values nested deeper than 100 or
  /// more than 100 MB of structure; type for objects (modules, generators), which have a state to be saved instead.
  void save_to(const std::string& file) const;
  /// From where the stream stands; several archives may follow one another.
  void save_to(std::ostream& stream) const;
  void save_to(const Writer& writer) const;
  /// What would be saved.
  Value root() const;

 private:
  void insert(const std::string& key, Value value);
  Value::Dict entries_;
  Value root_;  ///< of a single value
  bool has_root_ = false;
  ExtraFilesMap files_;
};

class InputArchive {
 public:
  InputArchive() = default;
  // Replaces the content. `map_location` decides on which device storages end up (locations.h).
  void load_from(const std::string& file, const MapLocation& map_location = {});
  /// Reads one archive from where the stream stands, and not a byte more.
  void load_from(std::istream& stream, const MapLocation& map_location = {});
  void load_from(const char* data, size_t bytes, const MapLocation& map_location = {});
  void load_from(const ReaderAt& reader, const SizeOf& size, const MapLocation& map_location = {});

  // `read` throws Error (input) with the dotted path when there is no such key or it holds something else; `try_read` answers false then.
  /// A defined tensor keeps its identity and requires_grad and takes on data, shape and type; an undefined one becomes the archive's.
  void read(const std::string& key, Tensor& tensor, bool is_buffer = false);
  void read(const std::string& key, Value& value);
  void read(const std::string& key, InputArchive& nested);
  bool try_read(const std::string& key, Tensor& tensor, bool is_buffer = false);
  bool try_read(const std::string& key, Value& value);
  bool try_read(const std::string& key, InputArchive& nested);
  template <class... Args>
  void operator()(Args&&... args) { read(std::forward<Args>(args)...); }
  /// In the order in which they were written; empty when the content is a single value.
  std::vector<std::string> keys() const;
  /// Everything, as a value; nested archives are dicts.
  const Value& root() const { return root_; }
  const ExtraFilesMap& extra_files() const { return files_; }
  /// "layer.0." of a nested archive.
  const std::string& prefix() const { return prefix_; }

 private:
  const Value* find(const std::string& key) const { return root_.find(key); }
  Value root_;
  ExtraFilesMap files_;
  std::string prefix_;
};

/// Called for each module that is saved as a whole (tl::save); its files go into the archive beside those named there. Null removes it.
using ExportModuleExtraFilesHook = std::function<ExtraFilesMap(const nn::Module&)>;
void SetExportModuleExtraFilesHook(ExportModuleExtraFilesHook hook);
/// What the hook answers; nothing without one.
ExtraFilesMap extra_files_of(const nn::Module& module);

}  // namespace tl::serialize

namespace tl {
using serialize::SetExportModuleExtraFilesHook;
}  // namespace tl
