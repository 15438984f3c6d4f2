// SPDX-License-Identifier: Apache-2.0
// Shape and index functions of engine/ops/out_variants.h.
#include "engine/ops/functions.h"
#include "engine/ops/out.h"
#include "engine/ops/out_variants.h"

namespace tl {
using ops::OutCall;

Tensor& cat_out(Tensor& out, TensorList tensors, int64_t dim) { return OutCall("cat", {&out}, tensors).cast(cat(tensors, dim)); }
Tensor& stack_out(Tensor& out, TensorList tensors, int64_t dim) { return OutCall("stack", {&out}, tensors).cast(stack(tensors, dim)); }
Tensor& flip_out(Tensor& out, const Tensor& x, IntArrayRef dims) { return OutCall("flip", {&out}, {x}).same(flip(x, dims)); }
Tensor& roll_out(Tensor& out, const Tensor& x, IntArrayRef shifts, IntArrayRef dims) {
  return OutCall("roll", {&out}, {x}).same(roll(x, shifts, dims));
}
Tensor& rot90_out(Tensor& out, const Tensor& x, int64_t k, IntArrayRef dims) { return OutCall("rot90", {&out}, {x}).same(rot90(x, k, dims)); }
Tensor& repeat_out(Tensor& out, const Tensor& x, IntArrayRef repeats) { return OutCall("repeat", {&out}, {x}).same(repeat(x, repeats)); }
Tensor& narrow_copy_out(Tensor& out, const Tensor& x, int64_t dim, int64_t start, int64_t length) {
  return OutCall("narrow_copy", {&out}, {x}).same(narrow_copy(x, dim, start, length));
}

Tensor& index_select_out(Tensor& out, const Tensor& x, int64_t dim, const Tensor& index) {
  return OutCall("index_select", {&out}, {x}).same(index_select(x, dim, index));
}
Tensor& gather_out(Tensor& out, const Tensor& x, int64_t dim, const Tensor& index, bool sparse_grad) {
  return OutCall("gather", {&out}, {x}).same(gather(x, dim, index, sparse_grad));
}
#define TL_OUT(name)                                                                                              \
  Tensor& name##_out(Tensor& out, const Tensor& x, int64_t dim, const Tensor& index, const Tensor& source) {      \
    return OutCall(#name, {&out}, {x, source}).same(name(x, dim, index, source));                                 \
  }
TL_OUT(scatter) TL_OUT(scatter_add) TL_OUT(index_copy)
#undef TL_OUT
Tensor& scatter_out(Tensor& out, const Tensor& x, int64_t dim, const Tensor& index, const Scalar& value) {
  return OutCall("scatter", {&out}, {x}).same(scatter(x, dim, index, value));
}
Tensor& scatter_out(Tensor& out, const Tensor& x, int64_t dim, const Tensor& index, const Tensor& src, const std::string& reduce) {
  return OutCall("scatter", {&out}, {x, src}).same(scatter(x, dim, index, src, reduce));
}
Tensor& scatter_out(Tensor& out, const Tensor& x, int64_t dim, const Tensor& index, const Scalar& value, const std::string& reduce) {
  return OutCall("scatter", {&out}, {x}).same(scatter(x, dim, index, value, reduce));
}
Tensor& put_out(Tensor& out, const Tensor& x, const Tensor& index, const Tensor& source, bool accumulate) {
  return OutCall("put", {&out}, {x, source}).same(put(x, index, source, accumulate));
}
Tensor& index_put_out(Tensor& out, const Tensor& x, TensorList indices, const Tensor& values, bool accumulate) {
  return OutCall("index_put", {&out}, {x, values}).same(index_put(x, indices, values, accumulate));
}
Tensor& index_fill_out(Tensor& out, const Tensor& x, int64_t dim, const Tensor& index, const Scalar& value) {
  return OutCall("index_fill", {&out}, {x}).same(index_fill(x, dim, index, value));
}
Tensor& index_fill_out(Tensor& out, const Tensor& x, int64_t dim, const Tensor& index, const Tensor& value) {
  return OutCall("index_fill", {&out}, {x, value}).same(index_fill(x, dim, index, value));
}
Tensor& index_add_out(Tensor& out, const Tensor& x, int64_t dim, const Tensor& index, const Tensor& source, const Scalar& alpha) {
  return OutCall("index_add", {&out}, {x, source}).same(index_add(x, dim, index, source, alpha));
}
Tensor& masked_select_out(Tensor& out, const Tensor& x, const Tensor& mask) {
  return OutCall("masked_select", {&out}, {x}).same(masked_select(x, mask));
}
Tensor& masked_scatter_out(Tensor& out, const Tensor& x, const Tensor& mask, const Tensor& source) {
  return OutCall("masked_scatter", {&out}, {x, source}).same(masked_scatter(x, mask, source));
}
Tensor& take_out(Tensor& out, const Tensor& x, const Tensor& index) { return OutCall("take", {&out}, {x}).same(take(x, index)); }

Tensor& sparse_mask_out(Tensor& out, const Tensor& x, const Tensor& mask) { return OutCall("sparse_mask", {&out}, {x}).same(x.sparse_mask(mask)); }
Tensor& to_sparse_out(Tensor& out, const Tensor& x) { return OutCall("to_sparse", {&out}, {x}).same(x.to_sparse()); }
Tensor& to_sparse_out(Tensor& out, const Tensor& x, int64_t sparse_dim) { return OutCall("to_sparse", {&out}, {x}).same(x.to_sparse(sparse_dim)); }

}  // namespace tl
