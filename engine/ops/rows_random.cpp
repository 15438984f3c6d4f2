// SPDX-License-Identifier: Apache-2.0
// By-name rows of random sampling: the generator and its state, draws, fills, quasi-random points.
#include "engine/ops/by_name_generator.h"
#include "engine/ops/by_name_rows.h"
#include "engine/ops/factories.h"
#include "engine/ops/functions.h"
#include "engine/ops/out.h"
#include "engine/ops/sampling.h"
#include "engine/ops/sobol.h"

namespace tl::by_name {
using enum ops::ArgKind;

Value GeneratorObject::attribute(const std::string& name) {
  if (name == "device") return Device();
  return Object::attribute(name);
}
Value GeneratorObject::call(const std::string& method, const std::vector<Value>& args, const Value::Dict& kwargs) {
  if (method == "manual_seed" && args.size() == 1) {
    const std::lock_guard lock(g->mutex());
    g->manual_seed(static_cast<uint64_t>(args[0].to_int()));
    return {};
  }
  if (method == "initial_seed" && args.empty()) return static_cast<int64_t>(g->initial_seed());
  if (method == "seed" && args.empty()) {
    const std::lock_guard lock(g->mutex());
    return static_cast<int64_t>(g->seed());
  }
  if (method == "get_state" && args.empty()) return generator_state(*g);
  if (method == "set_state" && args.size() == 1) {
    set_generator_state(*g, args[0].to_tensor());
    return {};
  }
  return Object::call(method, args, kwargs);
}
Generator* generator_of(const Value& v) {
  if (v.is_none()) return nullptr;
  TL_CHECK(v.is_object(), type, "generator", "expected a generator but got ", v.type_name());
  auto* o = dynamic_cast<GeneratorObject*>(v.to_object().get());
  TL_CHECK(o, type, "generator", "expected a generator but got ", v.type_name());
  return o->g;
}

namespace {
using ops::ArgDef;

struct SobolObject final : Object {
  SobolObject(int64_t dimension, bool scramble, std::optional<uint64_t> seed) : engine(dimension, scramble, seed) {}
  std::string type_name() const override { return "SobolEngine"; }
  Value attribute(const std::string& name) override {
    if (name == "dimension") return engine.dimension();
    if (name == "scramble") return engine.scrambled();
    if (name == "num_generated") return engine.num_generated();
    return Object::attribute(name);
  }
  Value call(const std::string& method, const std::vector<Value>& args, const Value::Dict& kwargs) override {
    const auto argument = [&](size_t k, const char* name) -> Value {
      if (k < args.size()) return args[k];
      for (const auto& [key, value] : kwargs)
        if (key == name) return value;
      return {};
    };
    if (method == "draw") {
      const Value n = argument(0, "n"), out = argument(1, "out"), type = argument(2, "dtype");
      const Tensor points = engine.draw(n.is_none() ? 1 : n.to_int(), type.is_none() ? std::nullopt : std::optional(type.to_dtype()));
      if (out.is_none()) return points;
      Tensor target = out.to_tensor();
      ops::write_out("SobolEngine.draw", target, points);
      return target;
    }
    if (method == "fast_forward") engine.fast_forward(argument(0, "n").to_int());
    else if (method == "reset") engine.reset();
    else return Object::call(method, args, kwargs);
    return {};  // the caller holds the object already
  }
  quasirandom::SobolEngine engine;
};
Value sobol_method(const char* name, const Bound& a) {
  std::vector<Value> args;
  if (a.has(1)) args.push_back(a[1]);
  return a[0].to_object()->call(name, args, {});
}

void register_state() {
  add({"manual_seed", {{"seed", integer}}, [](const Bound& a) -> Value {
         manual_seed(static_cast<uint64_t>(a.i(0)));
         return ObjectPtr(std::make_shared<GeneratorObject>(&default_generator()));
       }});
  add({"seed", {}, [](const Bound&) -> Value { return static_cast<int64_t>(seed()); }});
  add({"initial_seed", {}, [](const Bound&) -> Value { return static_cast<int64_t>(initial_seed()); }});
  add({"get_rng_state", {}, [](const Bound&) -> Value { return get_rng_state(); }});
  add({"set_rng_state", {{"new_state", tensor}}, [](const Bound& a) -> Value {
         set_rng_state(a.t(0));
         return {};
       }});
  for (const char* name : {"Generator", "_C.Generator"})
    add({name, {{"device", any, {}, true}}, [](const Bound&) -> Value { return ObjectPtr(std::make_shared<GeneratorObject>()); }});
  add({"default_generator", {}, [](const Bound&) -> Value { return ObjectPtr(std::make_shared<GeneratorObject>(&default_generator())); }});
  add({"quasirandom.SobolEngine", {{"dimension", integer}, {"scramble", boolean, false}, {"seed", integer, {}, true}}, [](const Bound& a) -> Value {
         const auto seed = a.has(2) ? std::optional(static_cast<uint64_t>(a.i(2))) : std::nullopt;
         return ObjectPtr(std::make_shared<SobolObject>(a.i(0), a.b(1), seed));
       }});
  add({"quasirandom.SobolEngine.draw", {{"self", any}, {"n", integer, 1}}, [](const Bound& a) -> Value { return sobol_method("draw", a); }});
  add({"quasirandom.SobolEngine.fast_forward", {{"self", any}, {"n", integer}}, [](const Bound& a) -> Value { return sobol_method("fast_forward", a); }});
  add({"quasirandom.SobolEngine.reset", {{"self", any}, {"n", integer, {}, true}}, [](const Bound& a) -> Value { return sobol_method("reset", a); }});
}

const ArgDef generator_argument{"generator", any, {}, true};

void register_draws() {
  add({"bernoulli", {{"input", tensor}, {"p", real}, generator_argument}, [](const Bound& a) -> Value { return bernoulli(a.t(0), a.d(1), generator_of(a[2])); }});
  add({"bernoulli", {{"input", tensor}, generator_argument}, [](const Bound& a) -> Value { return bernoulli(a.t(0), generator_of(a[1])); }});
  add({"multinomial", {{"input", tensor}, {"num_samples", integer}, {"replacement", boolean, false}, generator_argument},
       [](const Bound& a) -> Value { return multinomial(a.t(0), a.i(1), a.b(2), generator_of(a[3])); }});
  add({"poisson", {{"input", tensor}, generator_argument}, [](const Bound& a) -> Value { return poisson(a.t(0), generator_of(a[1])); }});
  add({"normal", {{"mean", tensor}, {"std", tensor}, generator_argument}, [](const Bound& a) -> Value { return normal(a.t(0), a.t(1), generator_of(a[2])); }});
  add({"normal", {{"mean", tensor}, {"std", real, 1.0}, generator_argument}, [](const Bound& a) -> Value { return normal(a.t(0), a.d(1), generator_of(a[2])); }});
  add({"normal", {{"mean", real, 0.0}, {"std", tensor}, generator_argument}, [](const Bound& a) -> Value { return normal(a.d(0), a.t(1), generator_of(a[2])); }});
  add({"normal", {{"mean", real}, {"std", real}, {"size", ints}, generator_argument},
       [](const Bound& a) -> Value { return normal(a.d(0), a.d(1), IntArrayRef(a.ints(2)), generator_of(a[3])); }});
}

void register_fills() {
  add({"Tensor.uniform_", {{"self", tensor}, {"from", real, 0.0}, {"to", real, 1.0}, generator_argument},
       [](const Bound& a) -> Value { return a.t(0).uniform_(a.d(1), a.d(2), generator_of(a[3])); }});
  add({"Tensor.normal_", {{"self", tensor}, {"mean", real, 0.0}, {"std", real, 1.0}, generator_argument},
       [](const Bound& a) -> Value { return a.t(0).normal_(a.d(1), a.d(2), generator_of(a[3])); }});
  add({"Tensor.bernoulli_", {{"self", tensor}, {"p", tensor}, generator_argument}, [](const Bound& a) -> Value { return a.t(0).bernoulli_(a.t(1), generator_of(a[2])); }});
  add({"Tensor.bernoulli_", {{"self", tensor}, {"p", real, 0.5}, generator_argument}, [](const Bound& a) -> Value { return a.t(0).bernoulli_(a.d(1), generator_of(a[2])); }});
  add({"Tensor.random_", {{"self", tensor}, {"from", integer}, {"to", integer}, generator_argument},
       [](const Bound& a) -> Value { return a.t(0).random_(a.i(1), a.i(2), generator_of(a[3])); }});
  add({"Tensor.random_", {{"self", tensor}, {"to", integer}, generator_argument}, [](const Bound& a) -> Value { return a.t(0).random_(a.i(1), generator_of(a[2])); }});
  add({"Tensor.random_", {{"self", tensor}, generator_argument}, [](const Bound& a) -> Value {
         Generator* g = generator_of(a[1]);
         return g ? a.t(0).random_(*g) : a.t(0).random_();
       }});
  add({"Tensor.exponential_", {{"self", tensor}, {"lambd", real, 1.0}, generator_argument}, [](const Bound& a) -> Value { return a.t(0).exponential_(a.d(1), generator_of(a[2])); }});
  add({"Tensor.geometric_", {{"self", tensor}, {"p", real}, generator_argument}, [](const Bound& a) -> Value { return a.t(0).geometric_(a.d(1), generator_of(a[2])); }});
  add({"Tensor.cauchy_", {{"self", tensor}, {"median", real, 0.0}, {"sigma", real, 1.0}, generator_argument},
       [](const Bound& a) -> Value { return a.t(0).cauchy_(a.d(1), a.d(2), generator_of(a[3])); }});
  add({"Tensor.log_normal_", {{"self", tensor}, {"mean", real, 1.0}, {"std", real, 2.0}, generator_argument},
       [](const Bound& a) -> Value { return a.t(0).log_normal_(a.d(1), a.d(2), generator_of(a[3])); }});
}
}  // namespace

void register_random_rows() {
  register_state();
  register_draws();
  register_fills();
}

}  // namespace tl::by_name
