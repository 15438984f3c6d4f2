// SPDX-License-Identifier: Apache-2.0
#include "engine/io/locations.h"

#include <algorithm>
#include <mutex>
#include <vector>

#include "engine/core/error.h"
#include "engine/core/tensor.h"

namespace tl::serialize {
namespace {
struct Package {
  int priority;
  Tagger tagger;
  Restorer restorer;
};

/// Whether a tag names this kind of device: "cuda", "cuda:1".
bool names(const std::string& tag, const std::string& kind) { return tag == kind || tag.starts_with(kind + ":"); }

Package built_in(int priority, DeviceType type, const std::string& kind) {
  return {priority,
          [type](const Storage& s) { return s->device().type() == type ? std::optional(s->device().str()) : std::nullopt; },
          [kind](const Storage& s, const std::string& tag) { return names(tag, kind) ? storage_to(s, Device(tag)) : Storage(); }};
}

std::mutex& packages_mutex() {
  static std::mutex mutex;
  return mutex;
}
std::vector<Package>& packages() {
  static auto* all = new std::vector<Package>{built_in(10, kCPU, "cpu"), built_in(20, kCUDA, "cuda"), built_in(22, kMeta, "meta")};
  return *all;
}
/// A copy: packages run without the lock, they may register others.
std::vector<Package> current_packages() {
  const std::lock_guard lock(packages_mutex());
  return packages();
}

/// All bytes of a storage in a row.
Tensor bytes_of(const Storage& storage) {
  auto* impl = new TensorImpl;
  Tensor t{IntrusivePtr<TensorImpl>(impl)};
  impl->storage = storage;
  impl->dtype = kByte;
  impl->sizes = {static_cast<int64_t>(storage->nbytes())};
  impl->strides = {1};
  impl->refresh();
  return t;
}
}  // namespace

void register_package(int priority, Tagger tagger, Restorer restorer) {
  TL_CHECK(tagger && restorer, value, "register_package", "a package needs both functions: one that tags storages and one that restores them");
  const std::lock_guard lock(packages_mutex());
  auto& all = packages();
  const auto behind = std::upper_bound(all.begin(), all.end(), priority, [](int p, const Package& x) { return p < x.priority; });
  all.insert(behind, {priority, std::move(tagger), std::move(restorer)});
}

std::string location_tag(const Storage& storage) {
  for (const Package& p : current_packages())
    if (const auto tag = p.tagger(storage)) return *tag;
  TL_THROW(type, "save", "nobody knows how to name the place of a storage on ", storage->device(), "; see register_package");
}

Storage default_restore_location(const Storage& on_cpu, const std::string& location) {
  for (const Package& p : current_packages())
    if (Storage there = p.restorer(on_cpu, location)) return there;
  throw Error(ErrorCategory::input, "load", str("a tensor was saved from '", location.substr(0, 100), "', a place that is not known here"),
              "Load with map_location \"cpu\", or register the package that knows the place.");
}

Storage storage_to(const Storage& storage, Device device) {
  if (storage->device() == device) return storage;
  TL_CHECK(!storage->device().is_meta(), input, "load", "a tensor on the device meta has no data that could be brought to ", device);
  if (device.is_meta()) return Storage(new StorageImpl(storage->nbytes(), device));
  try {
    return bytes_of(storage).to(device).storage();
  } catch (Error& e) {
    if (e.category() != ErrorCategory::device) throw;
    throw Error(e.category(), "load", e.message(), "Load with map_location \"cpu\", or another device that is there.");
  }
}

struct MapLocation::Rule {
  std::optional<std::string> tag;
  Map map;
  Function function;
};

MapLocation::MapLocation(std::string tag) : rule_(new Rule{std::move(tag), {}, {}}) {}
MapLocation::MapLocation(const char* tag) : MapLocation(std::string(tag)) {}
MapLocation::MapLocation(Device device) : MapLocation(device.str()) {}
MapLocation::MapLocation(const std::optional<Device>& device) {
  if (device) *this = *device;
}
MapLocation::MapLocation(Map map) : rule_(new Rule{{}, std::move(map), {}}) {}
std::shared_ptr<const MapLocation::Rule> MapLocation::by_function(Function function) {
  return std::shared_ptr<const Rule>(new Rule{{}, {}, std::move(function)});
}

Storage MapLocation::operator()(const Storage& on_cpu, const std::string& location) const {
  if (!rule_) return default_restore_location(on_cpu, location);
  if (rule_->tag) return default_restore_location(on_cpu, *rule_->tag);
  if (rule_->function)
    if (Storage there = rule_->function(on_cpu, location)) return there;
  const auto found = rule_->map.find(location);
  return default_restore_location(on_cpu, found == rule_->map.end() ? location : found->second);
}

}  // namespace tl::serialize
