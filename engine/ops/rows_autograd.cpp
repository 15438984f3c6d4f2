// SPDX-License-Identifier: Apache-2.0
// By-name rows of autograd's modes that are used as `with` blocks: anomaly detection and the profiler.
#include "engine/autograd/anomaly.h"
#include "engine/autograd/nvtx.h"
#include "engine/autograd/profiler.h"
#include "engine/core/error.h"
#include "engine/ops/by_name_rows.h"

namespace tl::by_name {
namespace {
using enum ops::ArgKind;

/// set_detect_anomaly acts at once, detect_anomaly on entering; leaving puts back what was.
struct AnomalyObject final : Object {
  AnomalyObject(bool mode, bool at_once) : on(mode), before(AnomalyMode::is_enabled()) {
    if (at_once) AnomalyMode::set_enabled(mode);
  }
  using AnomalyMode = autograd::AnomalyMode;
  std::string type_name() const override { return "detect_anomaly"; }
  Value call(const std::string& method, const std::vector<Value>& args, const Value::Dict& kwargs) override {
    if (method == "__enter__") AnomalyMode::set_enabled(on);
    else if (method == "__exit__") AnomalyMode::set_enabled(before);
    else return Object::call(method, args, kwargs);
    return {};
  }
  bool on, before;
};

struct ProfileObject final : Object {
  ProfileObject(bool on, bool use_cuda) : enabled(on), cuda(use_cuda) {}
  std::string type_name() const override { return "profile"; }
  Value call(const std::string& method, const std::vector<Value>& args, const Value::Dict& kwargs) override {
    if (method == "__enter__") {
      profile = std::make_unique<autograd::profiler::profile>(enabled, cuda);
      return {};
    }
    TL_CHECK(profile, state, "profile", "nothing was recorded yet; enter it with a `with` block first");
    if (method == "__exit__") {
      profile->stop();
      return {};
    }
    const auto argument = [&](const char* name) -> Value {
      if (!args.empty()) return args[0];
      for (const auto& [key, value] : kwargs)
        if (key == name) return value;
      return {};
    };
    if (method == "table" || method == "__str__") {
      const Value by = argument("sort_by");
      return profile->table(by.is_none() ? std::string() : by.to_string());
    }
    if (method == "key_averages") return autograd::profiler::table_of(profile->key_averages());
    if (method == "total_average") return profile->total_average().toString();
    if (method == "export_chrome_trace") {
      profile->export_chrome_trace(argument("path").to_string());
      return {};
    }
    return Object::call(method, args, kwargs);
  }
  bool enabled, cuda;
  std::unique_ptr<autograd::profiler::profile> profile;
};

struct NvtxObject final : Object {
  explicit NvtxObject(bool on) : enabled(on) {}
  std::string type_name() const override { return "emit_nvtx"; }
  Value call(const std::string& method, const std::vector<Value>& args, const Value::Dict& kwargs) override {
    if (method == "__enter__") ranges = std::make_unique<autograd::profiler::emit_nvtx>(enabled);
    else if (method == "__exit__") ranges.reset();
    else return Object::call(method, args, kwargs);
    return {};
  }
  bool enabled;
  std::unique_ptr<autograd::profiler::emit_nvtx> ranges;
};

/// A method of a profile as a function of it.
void profile_method(const char* method, ops::ArgDef argument) {
  add({std::string("autograd.profiler.profile.") + method, {{"self", any}, argument}, [method](const Bound& a) -> Value {
         const std::vector<Value> given = a.has(1) ? std::vector<Value>{a[1]} : std::vector<Value>{};
         return a[0].to_object()->call(method, given, {});
       }});
}
}  // namespace

void register_autograd_rows() {
  add({"autograd.detect_anomaly", {}, [](const Bound&) -> Value { return ObjectPtr(std::make_shared<AnomalyObject>(true, false)); }});
  add({"autograd.set_detect_anomaly", {{"mode", boolean}}, [](const Bound& a) -> Value { return ObjectPtr(std::make_shared<AnomalyObject>(a.b(0), true)); }});
  add({"autograd.profiler.profile", {{"enabled", boolean, true}, {"use_cuda", boolean, false}},
       [](const Bound& a) -> Value { return ObjectPtr(std::make_shared<ProfileObject>(a.b(0), a.b(1))); }});
  profile_method("table", {"sort_by", text, {}, true});
  profile_method("export_chrome_trace", {"path", text});
  for (const char* method : {"key_averages", "total_average"})
    add({std::string("autograd.profiler.profile.") + method, {{"self", any}}, [method](const Bound& a) -> Value { return a[0].to_object()->call(method, {}, {}); }});
  add({"autograd.profiler.emit_nvtx", {{"enabled", boolean, true}}, [](const Bound& a) -> Value { return ObjectPtr(std::make_shared<NvtxObject>(a.b(0))); }});
}

}  // namespace tl::by_name
