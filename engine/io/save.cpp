// SPDX-License-Identifier: Apache-2.0
#include "engine/io/save.h"

#include "engine/core/api_usage.h"

namespace tl::serialize {
namespace {
[[noreturn]] void another_kind(const InputArchive& archive, const char* wanted) {
  const Value& root = archive.root();
  const std::string held = root.is_dict()   ? str("a dict with ", root.to_dict().size(), " entries")
                           : root.is_list() ? str("a list with ", root.to_list().size(), " entries")
                                            : str("a value of the type ", root.type_name());
  throw Error(ErrorCategory::input, "load", str("the archive holds ", held, ", not ", wanted), "Load into the same kind of object that was saved.");
}
}  // namespace

OutputArchive& operator<<(OutputArchive& archive, const Tensor& tensor) {
  TL_LOG_API_USAGE_ONCE("serialize.save");
  archive.set_root(tensor);
  return archive;
}
InputArchive& operator>>(InputArchive& archive, Tensor& tensor) {
  if (!archive.root().is_tensor()) another_kind(archive, "a tensor");
  tensor = archive.root().to_tensor();
  return archive;
}

OutputArchive& operator<<(OutputArchive& archive, const std::vector<Tensor>& tensors) {
  archive.set_root(Value::List(tensors.begin(), tensors.end()));
  return archive;
}
InputArchive& operator>>(InputArchive& archive, std::vector<Tensor>& tensors) {
  if (!archive.root().is_list()) another_kind(archive, "a list of tensors");
  std::vector<Tensor> all;
  for (const Value& v : archive.root().to_list()) {
    if (!v.is_tensor()) another_kind(archive, "a list of tensors");
    all.push_back(v.to_tensor());
  }
  tensors = std::move(all);
  return archive;
}

OutputArchive& operator<<(OutputArchive& archive, const Value& value) {
  archive.set_root(value);
  return archive;
}
InputArchive& operator>>(InputArchive& archive, Value& value) {
  value = archive.root();
  return archive;
}

OutputArchive& save_module(OutputArchive& archive, const nn::Module* module) {
  TL_CHECK(module, value, "save", "there is no module to save: the pointer is null");
  archive.add_extra_files(extra_files_of(*module));
  module->save(archive);
  return archive;
}
InputArchive& load_module(InputArchive& archive, nn::Module* module) {
  TL_CHECK(module, value, "load", "there is no module to load into: the pointer is null");
  if (!archive.root().is_dict()) another_kind(archive, "a module");
  module->load(archive);
  return archive;
}

OutputArchive& operator<<(OutputArchive& archive, const optim::Optimizer& optimizer) {
  optimizer.save(archive);
  return archive;
}
InputArchive& operator>>(InputArchive& archive, optim::Optimizer& optimizer) {
  if (!archive.root().is_dict()) another_kind(archive, "the state of an optimizer");
  optimizer.load(archive);
  return archive;
}

}  // namespace tl::serialize
