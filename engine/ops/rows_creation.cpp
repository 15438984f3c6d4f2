// SPDX-License-Identifier: Apache-2.0
// By-name rows of factories and of library state: sizes as separate integers, options as keywords.
#include "engine/core/pool.h"
#include "engine/core/task.h"
#include "engine/ops/by_name_generator.h"
#include "engine/ops/by_name_rows.h"
#include "engine/ops/factories.h"
#include "engine/ops/functions.h"
#include "engine/ops/pinned.h"
#include "engine/ops/sampling.h"
#include "engine/ops/tensor_type_names.h"

namespace tl::by_name {
namespace {
using ops::ArgDef;
using enum ops::ArgKind;
using Schema = std::vector<ArgDef>;

/// The given arguments, then dtype, layout, device, requires_grad, pin_memory, generator and memory_format.
Schema factory(Schema first) {
  for (const ArgDef& a : Schema{{"dtype", dtype, {}, true}, {"layout", any, {}, true}, {"device", any, {}, true}, {"requires_grad", boolean, false},
                                {"pin_memory", boolean, false}, {"generator", any, {}, true}, {"memory_format", text, {}, true}})
    first.push_back(a);
  return first;
}

/// Options from the arguments behind `k`.
TensorOptions options(const Bound& a, size_t k, std::optional<ScalarType> otherwise = std::nullopt) {
  TensorOptions o;
  if (a.has(k)) o = o.dtype(a[k].to_dtype());
  else if (otherwise) o = o.dtype(*otherwise);
  if (a.has(k + 2)) o = o.device(a[k + 2].to_device());
  if (a.has(k + 1)) {
    const std::string name = a[k + 1].is_string() ? a[k + 1].to_string() : a[k + 1].repr();
    TL_CHECK(name == layout_name(kStrided) || name == layout_name(kSparse), value, "factory", "there are the layouts strided and sparse_coo, but no ", name);
    o = o.layout(name == layout_name(kSparse) ? kSparse : kStrided);
  }
  if (a.has(k + 6)) o = o.memory_format(memory_format_of(a[k + 6]));
  return o;
}
Tensor finish(const Bound& a, size_t k, Tensor t) {
  if (a.b(k + 4)) t = tl::pin_memory(t);
  if (a.b(k + 3)) t.set_requires_grad(true);
  return t;
}
IntArrayRef view(const Value::Ints& v) { return IntArrayRef(v); }

void register_sized() {
  add({"zeros", factory({{"size", ints}}), [](const Bound& a) -> Value { return finish(a, 1, zeros(view(a.ints(0)), options(a, 1))); }, true});
  add({"ones", factory({{"size", ints}}), [](const Bound& a) -> Value { return finish(a, 1, ones(view(a.ints(0)), options(a, 1))); }, true});
  add({"empty", factory({{"size", ints}}), [](const Bound& a) -> Value { return finish(a, 1, empty(view(a.ints(0)), options(a, 1))); }, true});
  add({"rand", factory({{"size", ints}}),
       [](const Bound& a) -> Value { return finish(a, 1, rand(view(a.ints(0)), generator_of(a[6]), options(a, 1))); }, true});
  add({"randn", factory({{"size", ints}}),
       [](const Bound& a) -> Value { return finish(a, 1, randn(view(a.ints(0)), generator_of(a[6]), options(a, 1))); }, true});
  add({"full", factory({{"size", ints}, {"fill_value", scalar}}), [](const Bound& a) -> Value {
         // Without a dtype the manual gives the default float type, for integers too.
         return finish(a, 2, full(view(a.ints(0)), a[1].to_scalar(), options(a, 2, default_dtype())));
       }});
  add({"randint", factory({{"low", integer}, {"high", integer}, {"size", ints}}),
       [](const Bound& a) -> Value { return finish(a, 3, randint(a.i(0), a.i(1), view(a.ints(2)), generator_of(a[8]), options(a, 3))); }});
  add({"randint", factory({{"high", integer}, {"size", ints}}),
       [](const Bound& a) -> Value { return finish(a, 2, randint(a.i(0), view(a.ints(1)), generator_of(a[7]), options(a, 2))); }});
  add({"randperm", factory({{"n", integer}}), [](const Bound& a) -> Value { return finish(a, 1, randperm(a.i(0), generator_of(a[6]), options(a, 1, kLong))); }});
  add({"eye", factory({{"n", integer}, {"m", integer, {}, true}}),
       [](const Bound& a) -> Value { return finish(a, 2, eye(a.i(0), a.maybe_i(1).value_or(a.i(0)), options(a, 2))); }});
  add({"empty_strided", factory({{"size", ints}, {"stride", ints}}),
       [](const Bound& a) -> Value { return finish(a, 2, empty_strided(view(a.ints(0)), view(a.ints(1)), options(a, 2))); }});
}

void register_ranges() {
  add({"arange", factory({{"end", scalar}}), [](const Bound& a) -> Value { return finish(a, 1, arange(0, a[0].to_scalar(), 1, options(a, 1))); }});
  add({"arange", factory({{"start", scalar}, {"end", scalar}, {"step", scalar, 1}}),
       [](const Bound& a) -> Value { return finish(a, 3, arange(a[0].to_scalar(), a[1].to_scalar(), a[2].to_scalar(), options(a, 3))); }});
  add({"range", factory({{"start", scalar, 0}, {"end", scalar}, {"step", scalar, 1}}),
       [](const Bound& a) -> Value { return finish(a, 3, range(a[0].to_scalar(), a[1].to_scalar(), a[2].to_scalar(), options(a, 3))); }});
  add({"linspace", factory({{"start", scalar}, {"end", scalar}, {"steps", integer, 100}}),
       [](const Bound& a) -> Value { return finish(a, 3, linspace(a[0].to_scalar(), a[1].to_scalar(), a.i(2), options(a, 3))); }});
  add({"logspace", factory({{"start", scalar}, {"end", scalar}, {"steps", integer, 100}, {"base", real, 10.0}}),
       [](const Bound& a) -> Value { return finish(a, 4, logspace(a[0].to_scalar(), a[1].to_scalar(), a.i(2), a.d(3), options(a, 4))); }});
}

void register_likes() {
  const auto like = [](const char* name, Value (*body)(const Bound&)) { add({name, factory({{"input", tensor}}), body}); };
  like("zeros_like", [](const Bound& a) -> Value { return finish(a, 1, zeros_like(a.t(0), options(a, 1))); });
  like("ones_like", [](const Bound& a) -> Value { return finish(a, 1, ones_like(a.t(0), options(a, 1))); });
  like("empty_like", [](const Bound& a) -> Value { return finish(a, 1, empty_like(a.t(0), options(a, 1))); });
  like("rand_like", [](const Bound& a) -> Value { return finish(a, 1, rand_like(a.t(0), options(a, 1))); });
  like("randn_like", [](const Bound& a) -> Value { return finish(a, 1, randn_like(a.t(0), options(a, 1))); });
  add({"full_like", factory({{"input", tensor}, {"fill_value", scalar}}),
       [](const Bound& a) -> Value { return finish(a, 2, full_like(a.t(0), a[1].to_scalar(), options(a, 2))); }});
  add({"randint_like", factory({{"input", tensor}, {"low", integer}, {"high", integer}}),
       [](const Bound& a) -> Value { return finish(a, 3, randint_like(a.t(0), a.i(1), a.i(2), options(a, 3))); }});
  add({"randint_like", factory({{"input", tensor}, {"high", integer}}),
       [](const Bound& a) -> Value { return finish(a, 2, randint_like(a.t(0), a.i(1), options(a, 2))); }});
  const auto fresh = [](const char* name, Value (*body)(const Bound&)) { add({name, factory({{"self", tensor}, {"size", ints}}), body, true}); };
  fresh("Tensor.new_zeros", [](const Bound& a) -> Value { return finish(a, 2, zeros(view(a.ints(1)), options(a, 2, a.t(0).dtype()))); });
  fresh("Tensor.new_ones", [](const Bound& a) -> Value { return finish(a, 2, ones(view(a.ints(1)), options(a, 2, a.t(0).dtype()))); });
  fresh("Tensor.new_empty", [](const Bound& a) -> Value { return finish(a, 2, empty(view(a.ints(1)), options(a, 2, a.t(0).dtype()))); });
  add({"Tensor.new_full", factory({{"self", tensor}, {"size", ints}, {"fill_value", scalar}}),
       [](const Bound& a) -> Value { return finish(a, 3, full(view(a.ints(1)), a[2].to_scalar(), options(a, 3, a.t(0).dtype()))); }});
}

/// Collects nested lists of numbers.
void collect(const Value& v, size_t depth, DimVector* sizes, std::vector<Scalar>* values) {
  if (v.is_number()) {
    TL_CHECK(sizes->size() == depth, value, "tensor", "the lists are nested unevenly");
    values->push_back(v.to_scalar());
    return;
  }
  const Value::List list = v.is_ints() ? Value::List(v.ints().begin(), v.ints().end()) : v.to_list();
  const bool first = values->empty() && sizes->size() == depth;
  if (first) sizes->push_back(static_cast<int64_t>(list.size()));
  TL_CHECK(depth < sizes->size() && (*sizes)[depth] == static_cast<int64_t>(list.size()), value, "tensor", "the lists are of different lengths: expected ",
           depth < sizes->size() ? (*sizes)[depth] : 0, " but got ", list.size(), " at depth ", depth);
  for (const Value& e : list) collect(e, depth + 1, sizes, values);
}
Tensor from_value(const Value& v, std::optional<ScalarType> type) {
  if (v.is_tensor()) return v.to_tensor().detach().to(type.value_or(v.to_tensor().dtype())).clone();
  DimVector sizes;
  std::vector<Scalar> values;
  collect(v, 0, &sizes, &values);
  bool real = values.empty(), all_bool = !values.empty();
  for (const Scalar& s : values) {
    real |= s.isFloatingPoint();
    all_bool &= s.isBoolean();
  }
  const ScalarType natural = real ? default_dtype() : all_bool ? kBool : kLong;
  Tensor t = empty_tensor(sizes, real ? kDouble : kLong);
  for (size_t i = 0; i < values.size(); ++i) {
    if (real) t.data_ptr<double>()[i] = values[i].toDouble();
    else t.data_ptr<int64_t>()[i] = values[i].toLong();
  }
  return t.to(type.value_or(natural));
}

void register_data() {
  add({"tensor", factory({{"data", any}}), [](const Bound& a) -> Value { return finish(a, 1, from_value(a[0], options(a, 1).dtype_opt())); }});
  add({"as_tensor", {{"data", any}, {"dtype", dtype, {}, true}, {"device", any, {}, true}}, [](const Bound& a) -> Value {
         if (a[0].is_tensor() && (!a.has(1) || a[1].to_dtype() == a.t(0).dtype())) return a.t(0);
         return from_value(a[0], a.has(1) ? std::optional(a[1].to_dtype()) : std::nullopt);
       }});
  add({"Tensor.new_tensor", factory({{"self", tensor}, {"data", any}}),
       [](const Bound& a) -> Value { return finish(a, 2, from_value(a[1], options(a, 2, a.t(0).dtype()).dtype_opt())); }});
  // Arrays of the host language are tensors here already.
  add({"from_numpy", {{"ndarray", tensor}}, [](const Bound& a) -> Value { return a.t(0); }});
  const auto typed = [](const std::string& name, std::function<TensorOptions()> made) {
    add({name, {{"size", ints, Value::Ints{0}}},
         [made](const Bound& a) -> Value {
           if (a.has(0) && !a[0].is_ints()) return from_value(a[0], made().dtype()).to(made().device());
           return empty(view(a.ints(0)), made());
         },
         true});
    add({name, {{"data", any}}, [made](const Bound& a) -> Value { return from_value(a[0], made().dtype()).to(made().device()); }});
  };
  for (const DeviceType device : {kCPU, kCUDA})
    for (const ScalarType type : named_types())
      typed(tensor_type_name({type, device}).substr(6), [type, device] { return TensorOptions(type).device(device); });
  typed("Tensor", [] { return TensorOptions(default_dtype()); });
}

void register_state() {
  add({"get_default_dtype", {}, [](const Bound&) -> Value { return get_default_dtype(); }});
  add({"set_default_dtype", {{"d", dtype}}, [](const Bound& a) -> Value {
         set_default_dtype(a[0].to_dtype());
         return {};
       }});
  add({"device", {{"type", text}}, [](const Bound& a) -> Value { return a[0].to_device(); }});
  add({"device", {{"index", integer}}, [](const Bound& a) -> Value { return Device(str("cuda:", a.i(0))); }});  // an older form
  add({"device", {{"type", text}, {"index", integer}}, [](const Bound& a) -> Value { return Device(str(a[0].to_string(), ":", a.i(1))); }});
  add({"device", {{"type", any}}, [](const Bound& a) -> Value { return a[0].to_device(); }});
  add({"is_tensor", {{"obj", any}}, [](const Bound& a) -> Value { return a[0].is_tensor(); }});
  add({"is_floating_point", {{"input", tensor}}, [](const Bound& a) -> Value { return a.t(0).is_floating_point(); }});
  add({"numel", {{"input", tensor}}, [](const Bound& a) -> Value { return numel(a.t(0)); }});
  add({"get_num_threads", {}, [](const Bound&) -> Value { return static_cast<int64_t>(get_num_threads()); }});
  add({"set_num_threads", {{"num", integer}}, [](const Bound& a) -> Value {
         TL_CHECK(a.i(0) > 0, value, "set_num_threads", "expected a positive number, not ", a.i(0));
         set_num_threads(static_cast<int>(a.i(0)));
         return {};
       }});
  add({"get_num_interop_threads", {}, [](const Bound&) -> Value { return static_cast<int64_t>(get_num_interop_threads()); }});
  add({"set_num_interop_threads", {{"num", integer}}, [](const Bound& a) -> Value {
         set_num_interop_threads(static_cast<int>(a.i(0)));
         return {};
       }});
  add({"set_flush_denormal", {{"mode", boolean}}, [](const Bound& a) -> Value { return set_flush_denormal(a.b(0)); }});
  add({"__config__.parallel_info", {}, [](const Bound&) -> Value { return parallel_info(); }});
}
}  // namespace

void register_creation_rows() {
  register_sized();
  register_ranges();
  register_likes();
  register_data();
  register_state();
}

void register_rows() {
  register_manual_2019();
  register_creation_rows();
  register_tensor_rows();
  register_autograd_rows();
  register_function_rows();
  register_sort_rows();
  register_linalg_rows();
  register_functional_rows();
  register_random_rows();
  register_storage_rows();
  register_layout_rows();
  register_name_rows();
  register_nn_rows();
  register_archive_rows();
  register_distribution_rows();
}

}  // namespace tl::by_name
