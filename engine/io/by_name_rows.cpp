// SPDX-License-Identifier: Apache-2.0
// By-name rows of saving and loading.
#include "engine/core/error.h"
#include "engine/io/save.h"
#include "engine/ops/by_name_rows.h"

namespace tl::by_name {
namespace {
using enum ops::ArgKind;

/// None, a device, a tag, a dict of tags, or something to call with (storage, tag).
serialize::MapLocation map_location(const Value& v) {
  if (v.is_none()) return {};
  if (v.is_device()) return v.to_device();
  if (v.is_string()) return v.to_string();
  if (v.is_dict()) {
    serialize::MapLocation::Map map;
    for (const auto& [from, to] : v.to_dict()) map[from] = to.is_device() ? to.to_device().str() : to.to_string();
    return map;
  }
  TL_CHECK(v.is_object(), type, "load", "map_location must be a device, a text, a dict or a function, not ", v.type_name());
  return [function = v.to_object()](const Storage& on_cpu, const std::string& location) -> Storage {
    const Value there = function->call("__call__", {storage_value(on_cpu, kByte), Value(location)}, {});
    const Storage storage = storage_in_value(there);
    TL_CHECK(storage || there.is_none(), type, "load", "map_location must return a storage or none, not ", there.type_name());
    return storage;
  };
}
}  // namespace

void register_archive_rows() {
  add({"save", {{"obj", any}, {"f", text}, {"pickle_module", any, {}, true}, {"pickle_protocol", any, {}, true}}, [](const Bound& a) -> Value {
         tl::save(a[0], a[1].to_string());
         return {};
       }});
  add({"load", {{"f", text}, {"map_location", any, {}, true}, {"pickle_module", any, {}, true}}, [](const Bound& a) -> Value {
         Value value;
         tl::load(value, a[0].to_string(), map_location(a[1]));
         return value;
       }});
}

}  // namespace tl::by_name
