// SPDX-License-Identifier: Apache-2.0
// By-name rows of what the manual calls constants, classes and switches: dtypes, sizes, back ends, usage logging.
#include <algorithm>
#include <cctype>
#include <mutex>
#include <set>

#include "engine/core/api_usage.h"
#include "engine/core/context.h"
#include "engine/ops/by_name_rows.h"

namespace tl::by_name {
namespace {
using enum ops::ArgKind;

void register_dtypes() {
  for (const auto& [name, type] : std::initializer_list<std::pair<const char*, ScalarType>>{{"float", kFloat},
                                                                                            {"float32", kFloat},
                                                                                            {"double", kDouble},
                                                                                            {"float64", kDouble},
                                                                                            {"half", kHalf},
                                                                                            {"float16", kHalf},
                                                                                            {"bfloat16", kBFloat16},
                                                                                            {"uint8", kByte},
                                                                                            {"int8", kChar},
                                                                                            {"short", kShort},
                                                                                            {"int16", kShort},
                                                                                            {"int", kInt},
                                                                                            {"int32", kInt},
                                                                                            {"long", kLong},
                                                                                            {"int64", kLong},
                                                                                            {"bool", kBool},
                                                                                            {"qint8", kQInt8},
                                                                                            {"quint8", kQUInt8},
                                                                                            {"qint32", kQInt32}})
    add({name, {}, [type = type](const Bound&) -> Value { return type; }});
}

void register_sizes() {
  add({"Size", {{"sizes", ints, Value::Ints{}}}, [](const Bound& a) -> Value { return Value(a.ints(0)); }});
  add({"Size.numel", {{"self", ints}}, [](const Bound& a) -> Value { return product(a.ints(0)); }});
}

/// A switch: read without an argument, set with one.
void flag(const char* name, bool (Context::*get)() const, void (Context::*set)(bool)) {
  add({name, {{"value", boolean, {}, true}}, [get, set](const Bound& a) -> Value {
         if (a.has(0)) (globalContext().*set)(a.b(0));
         return (globalContext().*get)();
       }});
}
void register_back_ends() {
  flag("backends.cudnn.benchmark", &Context::benchmarkCuDNN, &Context::setBenchmarkCuDNN);
  flag("backends.cudnn.deterministic", &Context::deterministicCuDNN, &Context::setDeterministicCuDNN);
  add({"backends.mkl.is_available", {}, [](const Bound&) -> Value { return globalContext().hasMKL(); }});
  add({"backends.mkldnn.is_available", {}, [](const Bound&) -> Value { return globalContext().hasMKLDNN(); }});
  add({"backends.openmp.is_available", {}, [](const Bound&) -> Value { return globalContext().hasOpenMP(); }});
  // Transforms keep no plans: the cache is empty, and there is nothing to bound.
  add({"backends.cuda.cufft_plan_cache", {}, [](const Bound&) -> Value { return Value::Dict{{"size", 0}, {"max_size", 0}}; }});
  add({"backends.cuda.cufft_plan_cache.size", {}, [](const Bound&) -> Value { return 0; }});
  add({"backends.cuda.cufft_plan_cache.max_size", {{"value", integer, {}, true}}, [](const Bound& a) -> Value {
         TL_CHECK(!a.has(0) || a.i(0) >= 0, value, "cufft_plan_cache", "max_size must not be negative, but is ", a.i(0));
         return 0;
       }});
  add({"backends.cuda.cufft_plan_cache.clear", {}, [](const Bound&) -> Value { return {}; }});
}

/// What can be asked before any process joins others.
void register_distributed() {
  for (const char* name : {"is_available", "is_initialized", "is_mpi_available", "is_nccl_available"})
    add({std::string("distributed.") + name, {}, [](const Bound&) -> Value { return false; }});
  add({"distributed.Backend", {{"name", text}}, [](const Bound& a) -> Value {
         std::string name = a[0].to_string();
         std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
         TL_CHECK(name == "gloo" || name == "nccl" || name == "mpi", value, "Backend",
                  "there are the back ends gloo, nccl and mpi, but no \"", a[0].to_string(), '"');
         return name;
       }});
}

void register_usage() {
  add({"_C._log_api_usage_once", {{"key", text}}, [](const Bound& a) -> Value {
         static std::mutex mutex;
         static auto* told = new std::set<std::string>;
         {
           const std::lock_guard lock(mutex);
           if (!told->insert(a[0].to_string()).second) return {};
         }
         LogAPIUsage(a[0].to_string());
         return {};
       }});
}
}  // namespace

void register_name_rows() {
  register_dtypes();
  register_sizes();
  register_back_ends();
  register_distributed();
  register_usage();
}

}  // namespace tl::by_name
