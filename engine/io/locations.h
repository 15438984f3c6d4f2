// SPDX-License-Identifier: Apache-2.0
// Where saved storages come from and go to. Every storage of an archive carries a location tag ("cpu", "cuda:1"); loading brings it back
// there unless `map_location` says otherwise. Programs with storages of their own register how those are tagged and restored.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "engine/core/device.h"
#include "engine/core/storage.h"

namespace tl::serialize {

/// The tag of a storage, or nothing when it is not this package's.
using Tagger = std::function<std::optional<std::string>(const Storage& storage)>;
/// The storage at the place of the tag, from its bytes on the CPU; a null storage when the tag is not this package's.
using Restorer = std::function<Storage(const Storage& on_cpu, const std::string& location)>;

/// Packages are asked in order of priority, smallest first; the built-in ones have 10 (cpu), 20 (cuda) and 22 (meta). Thread-safe.
void register_package(int priority, Tagger tagger, Restorer restorer);
/// Throws Error (type) when no package knows the storage.
std::string location_tag(const Storage& storage);
/// Throws Error (input) when no package knows the tag, Error (device) when its device is not there.
Storage default_restore_location(const Storage& on_cpu, const std::string& location);
/// A copy of the bytes on another device; the storage itself when it is there already.
Storage storage_to(const Storage& storage, Device device);

/// What becomes of location tags while loading. Made from any of the forms of the manual:
///   nothing              every storage goes back to where it was saved from
///   a device or a tag    all go there: Device("cpu"), kCUDA, "cuda:1"
///   a map                tags as keys are replaced by their values: {{"cuda:1", "cuda:0"}}; others stay
///   a function           called once per storage with its bytes on the CPU and its tag; a null storage means: as without it
class MapLocation {
 public:
  using Map = std::map<std::string, std::string>;
  using Function = std::function<Storage(const Storage& on_cpu, const std::string& location)>;
  MapLocation() = default;
  MapLocation(std::nullopt_t) {}
  MapLocation(Device device);
  MapLocation(DeviceType type) : MapLocation(Device(type)) {}
  MapLocation(const std::optional<Device>& device);
  MapLocation(std::string tag);
  MapLocation(const char* tag);
  MapLocation(Map map);
  template <class F, class = std::enable_if_t<std::is_invocable_r_v<Storage, F&, const Storage&, const std::string&>>>
  MapLocation(F function) : rule_(by_function(std::move(function))) {}
  /// The storage at its final place.
  Storage operator()(const Storage& on_cpu, const std::string& location) const;

 private:
  struct Rule;
  static std::shared_ptr<const Rule> by_function(Function function);
  std::shared_ptr<const Rule> rule_;  ///< null: as it was saved
};

}  // namespace tl::serialize
