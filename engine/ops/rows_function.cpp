// SPDX-License-Identifier: Apache-2.0
// By-name rows of functions with several forms or results, and other names of operators.
#include "engine/autograd/gradient_state.h"
#include "engine/ops/by_name_rows.h"
#include "engine/ops/factories.h"
#include "engine/ops/functions.h"
#include "engine/ops/index.h"
#include "engine/ops/op_def.h"
#include "engine/ops/special.h"

namespace tl::by_name {
namespace {
using enum ops::ArgKind;

Value list_of(const std::vector<Tensor>& tensors) { return Value::List(tensors.begin(), tensors.end()); }
Value pair_of(std::tuple<Tensor, Tensor> p) { return Value::List{Value(std::get<0>(p)), Value(std::get<1>(p))}; }

void register_splits() {
  add({"split", {{"tensor", tensor}, {"split_size_or_sections", integer}, {"dim", integer, 0}}, [](const Bound& a) -> Value { return list_of(split(a.t(0), a.i(1), a.i(2))); }});
  add({"split", {{"tensor", tensor}, {"split_size_or_sections", ints}, {"dim", integer, 0}},
       [](const Bound& a) -> Value { return list_of(split_with_sizes(a.t(0), a.ints(1), a.i(2))); }});
  add({"chunk", {{"input", tensor}, {"chunks", integer}, {"dim", integer, 0}}, [](const Bound& a) -> Value { return list_of(chunk(a.t(0), a.i(1), a.i(2))); }});
  add({"unbind", {{"input", tensor}, {"dim", integer, 0}}, [](const Bound& a) -> Value { return list_of(unbind(a.t(0), a.i(1))); }});
}

void register_extremes() {
  add({"max", {{"input", tensor}}, [](const Bound& a) -> Value { return max(a.t(0)); }});
  add({"min", {{"input", tensor}}, [](const Bound& a) -> Value { return min(a.t(0)); }});
  add({"max", {{"input", tensor}, {"dim", integer}, {"keepdim", boolean, false}}, [](const Bound& a) -> Value { return pair_of(max(a.t(0), a.i(1), a.b(2))); }});
  add({"min", {{"input", tensor}, {"dim", integer}, {"keepdim", boolean, false}}, [](const Bound& a) -> Value { return pair_of(min(a.t(0), a.i(1), a.b(2))); }});
  add({"max", {{"input", tensor}, {"other", tensor}}, [](const Bound& a) -> Value { return max(a.t(0), a.t(1)); }});
  add({"min", {{"input", tensor}, {"other", tensor}}, [](const Bound& a) -> Value { return min(a.t(0), a.t(1)); }});
}

void register_predicates() {
  add({"equal", {{"input", tensor}, {"other", tensor}}, [](const Bound& a) -> Value { return equal(a.t(0), a.t(1)); }});
  add({"allclose", {{"input", tensor}, {"other", tensor}, {"rtol", real, 1e-5}, {"atol", real, 1e-8}, {"equal_nan", boolean, false}},
       [](const Bound& a) -> Value { return allclose(a.t(0), a.t(1), a.d(2), a.d(3), a.b(4)); }});
}

// ---- dtypes as keywords
std::optional<ScalarType> dtype_at(const Bound& a, size_t k) { return a.has(k) ? std::optional(a[k].to_dtype()) : std::nullopt; }
/// Reductions over everything or over dims, in another type if asked.
void register_sums() {
  add({"sum", {{"input", tensor}, {"dtype", dtype, {}, true}}, [](const Bound& a) -> Value { return sum(a.t(0), DtypeArg(dtype_at(a, 1))); }});
  add({"sum", {{"input", tensor}, {"dim", ints}, {"keepdim", boolean, false}, {"dtype", dtype, {}, true}},
       [](const Bound& a) -> Value { return sum(a.t(0), IntArrayRef(a.ints(1)), a.b(2), dtype_at(a, 3)); }});
  add({"mean", {{"input", tensor}, {"dtype", dtype, {}, true}}, [](const Bound& a) -> Value { return mean(a.t(0), DtypeArg(dtype_at(a, 1))); }});
  add({"mean", {{"input", tensor}, {"dim", ints}, {"keepdim", boolean, false}, {"dtype", dtype, {}, true}},
       [](const Bound& a) -> Value { return mean(a.t(0), IntArrayRef(a.ints(1)), a.b(2), dtype_at(a, 3)); }});
  add({"prod", {{"input", tensor}, {"dtype", dtype, {}, true}}, [](const Bound& a) -> Value { return prod(a.t(0), DtypeArg(dtype_at(a, 1))); }});
  add({"prod", {{"input", tensor}, {"dim", integer}, {"keepdim", boolean, false}, {"dtype", dtype, {}, true}},
       [](const Bound& a) -> Value { return prod(a.t(0), a.i(1), a.b(2), dtype_at(a, 3)); }});
  add({"var", {{"input", tensor}, {"unbiased", boolean, true}}, [](const Bound& a) -> Value { return var(a.t(0), a.b(1)); }});
  add({"std", {{"input", tensor}, {"unbiased", boolean, true}}, [](const Bound& a) -> Value { return tl::std(a.t(0), a.b(1)); }});
  const std::vector<ops::ArgDef> soft{{"input", tensor}, {"dim", integer}, {"_stacklevel", integer, 3}, {"dtype", dtype, {}, true}};
  add({"softmax", soft, [](const Bound& a) -> Value { return softmax(a.t(0), a.i(1), dtype_at(a, 3)); }});
  add({"log_softmax", soft, [](const Bound& a) -> Value { return log_softmax(a.t(0), a.i(1), dtype_at(a, 3)); }});
  add({"nn.functional.softmin", soft, [](const Bound& a) -> Value {
         const auto type = dtype_at(a, 3);
         return softmax(neg(type ? a.t(0).to(*type) : a.t(0)), a.i(1));
       }});
  add({"all", {{"input", tensor}}, [](const Bound& a) -> Value { return all(a.t(0)); }});
  add({"any", {{"input", tensor}}, [](const Bound& a) -> Value { return tl::any(a.t(0)); }});
  add({"all", {{"input", tensor}, {"dim", integer}, {"keepdim", boolean, false}}, [](const Bound& a) -> Value { return all(a.t(0), a.i(1), a.b(2)); }});
  add({"any", {{"input", tensor}, {"dim", integer}, {"keepdim", boolean, false}}, [](const Bound& a) -> Value { return tl::any(a.t(0), a.i(1), a.b(2)); }});
}

/// beta, input, alpha, a, b: the order that the manual lists first.
#define TL_BLEND(name, first, second)                                                                                                       \
  add({name, {{"beta", scalar}, {"input", tensor}, {"alpha", scalar}, {first, tensor}, {second, tensor}},                                   \
       [](const Bound& a) -> Value { return ops::call(name, {a[1], a[3], a[4]}, {{"beta", a[0]}, {"alpha", a[2]}}); }});                    \
  add({name, {{"beta", scalar}, {"input", tensor}, {first, tensor}, {second, tensor}},                                                      \
       [](const Bound& a) -> Value { return ops::call(name, {a[1], a[2], a[3]}, {{"beta", a[0]}}); }})
void register_blends() {
  TL_BLEND("addmm", "mat1", "mat2");
  TL_BLEND("addmv", "mat", "vec");
  TL_BLEND("addr", "vec1", "vec2");
  TL_BLEND("addbmm", "batch1", "batch2");
  TL_BLEND("baddbmm", "batch1", "batch2");
}

void register_views() {
  add({"Tensor.t_", {{"self", tensor}}, [](const Bound& a) -> Value { return a.t(0).t_(); }});
  add({"Tensor.squeeze_", {{"self", tensor}}, [](const Bound& a) -> Value { return a.t(0).squeeze_(); }});
  add({"Tensor.squeeze_", {{"self", tensor}, {"dim", integer}}, [](const Bound& a) -> Value { return a.t(0).squeeze_(a.i(1)); }});
  add({"Tensor.unsqueeze_", {{"self", tensor}, {"dim", integer}}, [](const Bound& a) -> Value { return a.t(0).unsqueeze_(a.i(1)); }});
  add({"Tensor.transpose_", {{"self", tensor}, {"dim0", integer}, {"dim1", integer}}, [](const Bound& a) -> Value { return a.t(0).transpose_(a.i(1), a.i(2)); }});
  add({"Tensor.view_as", {{"self", tensor}, {"other", tensor}}, [](const Bound& a) -> Value { return view(a.t(0), a.t(1).sizes()); }});
  add({"Tensor.view", {{"self", tensor}, {"dtype", dtype}}, [](const Bound& a) -> Value { return a.t(0).view(a[1].to_dtype()); }});
  add({"Tensor.reshape_as", {{"self", tensor}, {"other", tensor}}, [](const Bound& a) -> Value { return a.t(0).reshape_as(a.t(1)); }});
  add({"Tensor.expand_as", {{"self", tensor}, {"other", tensor}}, [](const Bound& a) -> Value { return expand(a.t(0), a.t(1).sizes()); }});
  add({"Tensor.sum_to_size", {{"self", tensor}, {"size", ints}}, [](const Bound& a) -> Value { return a.t(0).sum_to_size(IntArrayRef(a.ints(1))); }, true});
  add({"Tensor.is_set_to", {{"self", tensor}, {"tensor", tensor}}, [](const Bound& a) -> Value { return a.t(0).is_set_to(a.t(1)); }});
  add({"broadcast_tensors", {{"tensors", tensor_list}}, [](const Bound& a) -> Value { return list_of(broadcast_tensors(a.tensors(0))); }});
}

// ---- by index and mask
void register_indexing() {
  add({"masked_fill", {{"input", tensor}, {"mask", tensor}, {"value", scalar}}, [](const Bound& a) -> Value { return masked_fill(a.t(0), a.t(1), a[2].to_scalar()); }});
  add({"masked_fill", {{"input", tensor}, {"mask", tensor}, {"value", tensor}}, [](const Bound& a) -> Value { return masked_fill(a.t(0), a.t(1), a.t(2)); }});
  add({"Tensor.where", {{"self", tensor}, {"condition", tensor}, {"y", tensor}}, [](const Bound& a) -> Value { return where(a.t(1), a.t(0), a.t(2)); }});
  add({"where", {{"condition", tensor}, {"x", tensor}, {"y", tensor}}, [](const Bound& a) -> Value {
         TL_CHECK(a.t(1).dtype() == a.t(2).dtype(), type, "where", "x is ", a.t(1).dtype(), ", y is ", a.t(2).dtype(), "; they must be of one type");
         return where(a.t(0), a.t(1), a.t(2));
       }});
  add({"where", {{"condition", tensor}}, [](const Bound& a) -> Value { return list_of(where(a.t(0))); }});
  add({"index_fill", {{"input", tensor}, {"dim", integer}, {"index", tensor}, {"value", tensor}},
       [](const Bound& a) -> Value { return index_fill(a.t(0), a.i(1), a.t(2), a.t(3)); }});
  add({"scatter", {{"input", tensor}, {"dim", integer}, {"index", tensor}, {"value", scalar}},
       [](const Bound& a) -> Value { return scatter(a.t(0), a.i(1), a.t(2), a[3].to_scalar()); }});
  const std::vector<ops::ArgDef> put{{"self", tensor}, {"indices", any}, {"value", tensor}, {"accumulate", boolean, false}};
  add({"Tensor.index_put", put, [](const Bound& a) -> Value { return index_put(a.t(0), a.tensors(1), a.t(2), a.b(3)); }});
  add({"Tensor.index_put_", put, [](const Bound& a) -> Value { return a.t(0).index_put_(a.tensors(1), a.t(2), a.b(3)); }});
  add({"Tensor.put_", {{"self", tensor}, {"index", tensor}, {"tensor", tensor}, {"accumulate", boolean, false}},
       [](const Bound& a) -> Value { return a.t(0).put_(a.t(1), a.t(2), a.b(3)); }});
}

// ---- norms and limits
void register_norms() {
  add({"clamp", {{"input", tensor}, {"min", scalar, {}, true}, {"max", scalar, {}, true}}, [](const Bound& a) -> Value {
         const auto bound = [&](size_t k) { return a.has(k) ? std::optional(a[k].to_scalar()) : std::nullopt; };
         return clamp(a.t(0), bound(1), bound(2));
       }});
  add({"norm", {{"input", tensor}, {"p", text}, {"dim", ints, Value::Ints{}}, {"keepdim", boolean, false}, {"dtype", dtype, {}, true}}, [](const Bound& a) -> Value {
         const std::string& which = a[1].to_string();
         TL_CHECK(which == "fro" || which == "nuc", value, "norm", "there is no norm \"", which, "\"; there are numbers, \"fro\" and \"nuc\"");
         if (which == "nuc") return nuclear_norm(a.has(4) ? a.t(0).to(a[4].to_dtype()) : a.t(0), IntArrayRef(a.ints(2)), a.b(3));
         return norm(a.t(0), 2, IntArrayRef(a.ints(2)), a.b(3), dtype_at(a, 4));
       }});
  add({"norm", {{"input", tensor}, {"p", scalar, 2}, {"dim", ints, Value::Ints{}}, {"keepdim", boolean, false}, {"dtype", dtype, {}, true}},
       [](const Bound& a) -> Value { return norm(a.t(0), a[1].to_scalar(), IntArrayRef(a.ints(2)), a.b(3), dtype_at(a, 4)); }});
  add({"lerp", {{"input", tensor}, {"end", tensor}, {"weight", tensor}}, [](const Bound& a) -> Value { return lerp(a.t(0), a.t(1), a.t(2)); }});
}

// ---- grids
TensorOptions device_options(const Bound& a, size_t type, size_t device) {
  TensorOptions o;
  if (a.has(type)) o = o.dtype(a[type].to_dtype());
  return a.has(device) ? o.device(a[device].to_device()) : o;
}
void register_grids() {
  add({"meshgrid", {{"tensors", tensor_list}}, [](const Bound& a) -> Value { return list_of(meshgrid(a.tensors(0))); }});
  add({"cartesian_prod", {{"tensors", tensor_list}}, [](const Bound& a) -> Value { return cartesian_prod(a.tensors(0)); }});
  add({"combinations", {{"input", tensor}, {"r", integer, 2}, {"with_replacement", boolean, false}},
       [](const Bound& a) -> Value { return combinations(a.t(0), a.i(1), a.b(2)); }});
  const std::vector<ops::ArgDef> triangle{{"row", integer}, {"column", integer}, {"offset", integer, 0}, {"dtype", dtype, kLong}, {"device", any, {}, true}, {"layout", any, {}, true}};
  add({"tril_indices", triangle, [](const Bound& a) -> Value { return tril_indices(a.i(0), a.i(1), a.i(2), device_options(a, 3, 4)); }});
  add({"triu_indices", triangle, [](const Bound& a) -> Value { return triu_indices(a.i(0), a.i(1), a.i(2), device_options(a, 3, 4)); }});
}

// ---- windows
/// dtype, layout, device and requires_grad from argument k on.
TensorOptions window_options(const Bound& a, size_t k) { return device_options(a, k, k + 2).requires_grad(a.b(k + 3)); }
void register_special() {
  for (const char* name : {"polygamma", "Tensor.polygamma"}) {
    const bool method = name[0] == 'T';
    const std::vector<ops::ArgDef> args = method ? std::vector<ops::ArgDef>{{"self", tensor}, {"n", integer}} : std::vector<ops::ArgDef>{{"n", integer}, {"input", tensor}};
    add({name, args, method ? +[](const Bound& a) -> Value { return polygamma(a.i(1), a.t(0)); } : +[](const Bound& a) -> Value { return polygamma(a.i(0), a.t(1)); }});
  }
}

void register_windows() {
  const auto window = [](const char* name, Value (*body)(const Bound&)) {
    add({name, {{"window_length", integer}, {"periodic", boolean, true}, {"dtype", dtype, {}, true}, {"layout", any, {}, true}, {"device", any, {}, true}, {"requires_grad", boolean, false}}, body});
  };
  window("hann_window", [](const Bound& a) -> Value { return hann_window(a.i(0), a.b(1), window_options(a, 2)); });
  window("blackman_window", [](const Bound& a) -> Value { return blackman_window(a.i(0), a.b(1), window_options(a, 2)); });
  window("bartlett_window", [](const Bound& a) -> Value { return bartlett_window(a.i(0), a.b(1), window_options(a, 2)); });
  add({"hamming_window", {{"window_length", integer}, {"periodic", boolean, true}, {"alpha", real, 0.54}, {"beta", real, 0.46}, {"dtype", dtype, {}, true}, {"layout", any, {}, true},
                          {"device", any, {}, true}, {"requires_grad", boolean, false}},
       [](const Bound& a) -> Value { return hamming_window(a.i(0), a.b(1), a.d(2), a.d(3), window_options(a, 4)); }});
}
}  // namespace

void register_function_rows() {
  register_sums();
  register_blends();
  register_views();
  register_indexing();
  register_norms();
  register_grids();
  register_windows();
  register_special();
  register_splits();
  register_extremes();
  register_predicates();
}

}  // namespace tl::by_name
