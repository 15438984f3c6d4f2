// SPDX-License-Identifier: Apache-2.0
// A module's parameters and buffers into an archive and back.
#include "engine/autograd/grad_mode.h"
#include "engine/core/error.h"
#include "engine/io/archive.h"
#include "engine/nn/module.h"

namespace tl::nn {
namespace {
void adopt(serialize::InputArchive& archive, const std::string& key, Tensor& target) {
  Tensor saved;
  archive.read(key, saved);
  if (!target.defined()) {
    target = saved;
    return;
  }
  TL_CHECK(saved.defined(), input, "load", "the archive holds no data for '", archive.prefix(), key, "', which is ", target.brief(), " here");
  TL_CHECK(saved.sizes() == target.sizes(), input, "load", "size mismatch for ", archive.prefix(), key, ": the saved shape is ", saved.sizes(),
           ", the module's is ", target.sizes());
  const NoGradGuard no_grad;
  target.set_data(saved);
}
}  // namespace

void Module::save(serialize::OutputArchive& archive) const {
  for (const auto& p : parameters_) archive.write(p.key(), p.value());
  for (const auto& b : buffers_) archive.write(b.key(), b.value(), true);
  for (const auto& child : children_) {
    if (!child.value() || !child.value()->is_serializable()) continue;
    serialize::OutputArchive nested;
    child.value()->save(nested);
    archive.write(child.key(), nested);
  }
}

void Module::load(serialize::InputArchive& archive) {
  for (auto& p : parameters_) adopt(archive, p.key(), p.value());
  for (auto& b : buffers_) adopt(archive, b.key(), b.value());
  for (auto& child : children_) {
    if (!child.value() || !child.value()->is_serializable()) continue;
    serialize::InputArchive nested;
    archive.read(child.key(), nested);
    child.value()->load(nested);
  }
}

}  // namespace tl::nn
