// SPDX-License-Identifier: Apache-2.0
// The tree of an archive in memory; archive_write.cpp and archive_read.cpp know the bytes.
#include "engine/io/archive.h"

#include <mutex>

#include "engine/autograd/grad_mode.h"
#include "engine/core/error.h"

namespace tl::serialize {
namespace {
std::mutex hook_mutex;
ExportModuleExtraFilesHook& hook_slot() {
  static auto* hook = new ExportModuleExtraFilesHook;
  return *hook;
}
[[noreturn]] void missing(const char* what, const std::string& path) {
  throw Error(ErrorCategory::input, "load", str("no such serialized ", what, " '", path, "'"),
              "Load into the same kind of object that was saved.");
}
}  // namespace

void SetExportModuleExtraFilesHook(ExportModuleExtraFilesHook hook) {
  const std::lock_guard lock(hook_mutex);
  hook_slot() = std::move(hook);
}
ExtraFilesMap extra_files_of(const nn::Module& module) {
  ExportModuleExtraFilesHook hook;
  {
    const std::lock_guard lock(hook_mutex);
    hook = hook_slot();
  }
  return hook ? hook(module) : ExtraFilesMap();
}

void OutputArchive::insert(const std::string& key, Value value) {
  TL_CHECK(!has_root_, state, "save", "an archive that is a single value takes no key '", key, "'");
  for (const auto& entry : entries_) TL_CHECK(entry.first != key, value, "save", "the archive has a '", key, "' already");
  entries_.emplace_back(key, std::move(value));
}
void OutputArchive::write(const std::string& key, const Tensor& tensor, bool) { insert(key, Value(tensor)); }
void OutputArchive::write(const std::string& key, const Value& value) { insert(key, value); }
void OutputArchive::write(const std::string& key, const OutputArchive& nested) { insert(key, nested.root()); }

void OutputArchive::set_root(Value value) {
  TL_CHECK(entries_.empty() && !has_root_, state, "save", "the archive holds something already");
  root_ = std::move(value);
  has_root_ = true;
}
void OutputArchive::add_extra_files(const ExtraFilesMap& files) {
  for (const auto& [name, content] : files) {
    TL_CHECK(!name.empty(), value, "save", "an extra file needs a name");
    TL_CHECK(files_.emplace(name, content).second, value, "save", "two extra files are named '", name, "'");
  }
}
Value OutputArchive::root() const { return has_root_ ? root_ : Value(entries_); }

bool InputArchive::try_read(const std::string& key, Tensor& tensor, bool) {
  const Value* found = find(key);
  if (!found || !found->is_tensor()) return false;
  const Tensor saved = found->to_tensor();
  if (!tensor.defined() || !saved.defined()) {
    tensor = saved;
    return true;
  }
  const NoGradGuard no_grad;
  tensor.set_data(saved);
  return true;
}
bool InputArchive::try_read(const std::string& key, Value& value) {
  const Value* found = find(key);
  if (found) value = *found;
  return found != nullptr;
}
bool InputArchive::try_read(const std::string& key, InputArchive& nested) {
  const Value* found = find(key);
  if (!found || !found->is_dict()) return false;
  Value inner = *found;
  std::string path = prefix_ + key + ".";
  nested = InputArchive();
  nested.root_ = std::move(inner);
  nested.prefix_ = std::move(path);
  return true;
}
void InputArchive::read(const std::string& key, Tensor& tensor, bool is_buffer) {
  if (!try_read(key, tensor, is_buffer)) missing("tensor", prefix_ + key);
}
void InputArchive::read(const std::string& key, Value& value) {
  if (!try_read(key, value)) missing("value", prefix_ + key);
}
void InputArchive::read(const std::string& key, InputArchive& nested) {
  if (!try_read(key, nested)) missing("submodule", prefix_ + key);
}

std::vector<std::string> InputArchive::keys() const {
  std::vector<std::string> all;
  if (root_.is_dict())
    for (const auto& entry : root_.to_dict()) all.push_back(entry.first);
  return all;
}

}  // namespace tl::serialize
