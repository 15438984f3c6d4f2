// SPDX-License-Identifier: Apache-2.0
// By-name rows of sparse and quantized tensors, layouts and memory formats. Layouts, formats and schemes are handed around as their names.
#include "engine/ops/by_name_rows.h"
#include "engine/ops/functions.h"

namespace tl::by_name {
namespace {
using enum ops::ArgKind;

void fact(const char* name, Value (*body)(const Bound&)) { add({std::string("Tensor.") + name, {{"self", tensor}}, body}); }

/// Coordinates or values as a person gives them: a tensor, or nested lists of numbers.
Tensor as_tensor(const Value& v, const Value& dtype) { return call("torch.as_tensor", {v, dtype}).to_tensor(); }

TensorOptions options(const Bound& a, size_t k) {
  TensorOptions o;
  if (a.has(k)) o = o.dtype(a[k].to_dtype());
  if (a.has(k + 1)) o = o.device(a[k + 1].to_device());
  return o.requires_grad(a.b(k + 2));
}

void register_sparse() {
  const ops::ArgDef dtype_arg{"dtype", dtype, {}, true}, device_arg{"device", any, {}, true}, grad_arg{"requires_grad", boolean, false};
  add({"sparse_coo_tensor", {{"size", ints}, dtype_arg, device_arg, grad_arg}, [](const Bound& a) -> Value {
         const auto size = a.ints(0);
         return sparse_coo_tensor(IntArrayRef(size), options(a, 1));
       }});
  add({"sparse_coo_tensor",
       {{"indices", any}, {"values", any}, {"size", ints, {}, true}, dtype_arg, device_arg, grad_arg},
       [](const Bound& a) -> Value {
         const Tensor indices = as_tensor(a[0], Value(kLong)), values = as_tensor(a[1], a[3]);
         if (!a.has(2)) return sparse_coo_tensor(indices, values, options(a, 3));
         const auto size = a.ints(2);
         return sparse_coo_tensor(indices, values, IntArrayRef(size), options(a, 3));
       }});
  fact("indices", [](const Bound& a) -> Value { return a.t(0).indices(); });
  fact("values", [](const Bound& a) -> Value { return a.t(0).values(); });
  fact("_indices", [](const Bound& a) -> Value { return a.t(0)._indices(); });
  fact("_values", [](const Bound& a) -> Value { return a.t(0)._values(); });
  fact("coalesce", [](const Bound& a) -> Value { return a.t(0).coalesce(); });
  fact("is_coalesced", [](const Bound& a) -> Value { return a.t(0).is_coalesced(); });
  fact("sparse_dim", [](const Bound& a) -> Value { return a.t(0).sparse_dim(); });
  fact("dense_dim", [](const Bound& a) -> Value { return a.t(0).dense_dim(); });
  fact("_nnz", [](const Bound& a) -> Value { return a.t(0)._nnz(); });
  fact("to_dense", [](const Bound& a) -> Value { return a.t(0).to_dense(); });
  const std::vector<ops::ArgDef> resized{{"self", tensor}, {"size", ints}, {"sparse_dim", integer}, {"dense_dim", integer}};
  add({"Tensor.sparse_resize_", resized, [](const Bound& a) -> Value {
         const auto size = a.ints(1);
         return a.t(0).sparse_resize_(IntArrayRef(size), a.i(2), a.i(3));
       }});
  add({"Tensor.sparse_resize_and_clear_", resized, [](const Bound& a) -> Value {
         const auto size = a.ints(1);
         return a.t(0).sparse_resize_and_clear_(IntArrayRef(size), a.i(2), a.i(3));
       }});
  for (const char* name : {"sparse.mm", "spmm", "dsmm"})
    add({name, {{"mat1", tensor}, {"mat2", tensor}}, [](const Bound& a) -> Value { return sparse::mm(a.t(0), a.t(1)); }});
  add({"sparse.addmm",
       {{"mat", tensor}, {"mat1", tensor}, {"mat2", tensor}, {"beta", scalar, 1}, {"alpha", scalar, 1}},
       [](const Bound& a) -> Value { return sparse::addmm(a.t(0), a.t(1), a.t(2), a[3].to_scalar(), a[4].to_scalar()); }});
  add({"sparse.sum", {{"input", tensor}, {"dim", ints, {}, true}, {"dtype", dtype, {}, true}}, [](const Bound& a) -> Value {
         const auto type = a.has(2) ? std::optional(a[2].to_dtype()) : std::nullopt;
         if (!a.has(1)) return sparse::sum(a.t(0), type);
         const auto dims = a.ints(1);
         return sparse::sum(a.t(0), IntArrayRef(dims), type);
       }});
}

void register_quantized() {
  fact("is_quantized", [](const Bound& a) -> Value { return a.t(0).is_quantized(); });
  fact("q_scale", [](const Bound& a) -> Value { return a.t(0).q_scale(); });
  fact("q_zero_point", [](const Bound& a) -> Value { return a.t(0).q_zero_point(); });
  fact("q_per_channel_scales", [](const Bound& a) -> Value { return a.t(0).q_per_channel_scales(); });
  fact("q_per_channel_zero_points", [](const Bound& a) -> Value { return a.t(0).q_per_channel_zero_points(); });
  fact("q_per_channel_axis", [](const Bound& a) -> Value { return a.t(0).q_per_channel_axis(); });
  fact("qscheme", [](const Bound& a) -> Value { return qscheme_name(a.t(0).qscheme()); });
}

/// What the manual calls constants: a row without arguments each.
void constant(const char* name, Value (*body)(const Bound&)) { add({name, {}, body}); }
void register_names() {
  constant("strided", [](const Bound&) -> Value { return layout_name(kStrided); });
  constant("sparse_coo", [](const Bound&) -> Value { return layout_name(kSparse); });
  constant("contiguous_format", [](const Bound&) -> Value { return memory_format_name(MemoryFormat::Contiguous); });
  constant("preserve_format", [](const Bound&) -> Value { return memory_format_name(MemoryFormat::Preserve); });
  constant("channels_last", [](const Bound&) -> Value { return memory_format_name(MemoryFormat::ChannelsLast); });
  constant("channels_last_3d", [](const Bound&) -> Value { return memory_format_name(MemoryFormat::ChannelsLast3d); });
  constant("per_tensor_affine", [](const Bound&) -> Value { return qscheme_name(kPerTensorAffine); });
  constant("per_channel_affine", [](const Bound&) -> Value { return qscheme_name(kPerChannelAffine); });
  constant("per_tensor_symmetric", [](const Bound&) -> Value { return qscheme_name(kPerTensorSymmetric); });
  constant("per_channel_symmetric", [](const Bound&) -> Value { return qscheme_name(kPerChannelSymmetric); });
}

void register_formats() {
  const ops::ArgDef format_arg{"memory_format", text, memory_format_name(MemoryFormat::Contiguous)};
  fact("layout", [](const Bound& a) -> Value { return layout_name(a.t(0).layout()); });
  add({"Tensor.is_contiguous", {{"self", tensor}, format_arg}, [](const Bound& a) -> Value {
         return a.t(0).is_contiguous(memory_format_of(a[1]));
       }});
  add({"Tensor.contiguous", {{"self", tensor}, format_arg}, [](const Bound& a) -> Value {
         return a.t(0).contiguous(memory_format_of(a[1]));
       }});
  add({"Tensor.to", {{"self", tensor}, {"memory_format", text}}, [](const Bound& a) -> Value {
         return a.t(0).to(TensorOptions(memory_format_of(a[1])));
       }});
}
}  // namespace

MemoryFormat memory_format_of(const Value& v) {
  const std::string& name = v.to_string();
  for (const MemoryFormat f : {MemoryFormat::Contiguous, MemoryFormat::Preserve, MemoryFormat::ChannelsLast, MemoryFormat::ChannelsLast3d})
    if (name == memory_format_name(f)) return f;
  TL_THROW(value, "memory_format", "there is no memory format \"", name,
           "\"; there are contiguous_format, preserve_format, channels_last and channels_last_3d");
}

void register_layout_rows() {
  register_sparse();
  register_quantized();
  register_names();
  register_formats();
}

}  // namespace tl::by_name
