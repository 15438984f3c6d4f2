// SPDX-License-Identifier: Apache-2.0
#include "engine/ops/out.h"

#include <vector>

#include "engine/core/error.h"
#include "engine/ops/encoded.h"

namespace tl::ops {
namespace {
/// The name for errors, once the tensors have been looked at.
std::string checked(const char* name, std::initializer_list<Tensor*> outs, TensorList inputs) {
  std::vector<Tensor> handles;
  for (const Tensor* t : outs) handles.push_back(*t);
  std::string operation = std::string(name) + "_out";
  check_out(operation, handles, inputs);
  return operation;
}

void check_fits(const std::string& operation, const Tensor& out, const Tensor& result, OutType type) {
  if (!result.defined() || is_encoded(out) || is_encoded(result)) return;
  const ScalarType from = result.dtype(), to = out.dtype();
  TL_CHECK(from == to || (type == OutType::castable && can_cast(from, to)), type, operation, "the result ", result.brief(),
           type == OutType::castable ? " cannot be cast to the type of out " : " is not of the type of out ", out.brief());
  TL_CHECK(result.device() == out.device(), device, operation, "the result ", result.brief(), " is on ", result.device(), ", but out ", out.brief(),
           " on ", out.device());
}
}  // namespace

void check_out(const std::string& operation, TensorList outs, TensorList inputs) {
  for (const Tensor& t : outs) TL_CHECK(t.defined(), value, operation, "out is undefined");
  if (!GradMode::is_enabled()) return;
  const auto check = [&](const char* what, const Tensor& t) {
    TL_CHECK(!t.defined() || !t.requires_grad(), state, operation, "functions with out=... do not support automatic differentiation, but ",
             what, ' ', t.brief(), " requires grad");
  };
  for (const Tensor& t : outs) check("out", t);
  for (const Tensor& t : inputs) check("an argument", t);
}

void write_out(const std::string& operation, Tensor& out, const Tensor& result, OutType type) {
  if (result.is_same(out)) return;
  if (is_encoded(out) || is_encoded(result)) return out_encoded(operation, out, result);
  check_fits(operation, out, result, type);
  const NoGradGuard guard;
  if (!(result.sizes() == out.sizes())) out.resize_(result.sizes());
  out.copy_(result);
}

OutCall::OutCall(const char* name, std::initializer_list<Tensor*> outs, TensorList inputs) : name_(checked(name, outs, inputs)) {
  size_t k = 0;
  for (Tensor* t : outs) outs_[k++] = t;
}

void OutCall::write(std::initializer_list<Tensor> results, OutType type) {
  // All or none: a type that does not fit is found before anything is written.
  size_t k = 0;
  for (const Tensor& r : results) check_fits(name_, *outs_[k++], r, type);
  k = 0;
  for (const Tensor& r : results) {
    if (r.defined()) write_out(name_, *outs_[k], r, type);
    ++k;
  }
}
#define TL_WRITE(member, type)                                                                              \
  Tensor& OutCall::member(const Tensor& r) {                                                                \
    write({r}, type);                                                                                       \
    return *outs_[0];                                                                                       \
  }                                                                                                         \
  std::tuple<Tensor&, Tensor&> OutCall::member(const std::tuple<Tensor, Tensor>& r) {                       \
    write({std::get<0>(r), std::get<1>(r)}, type);                                                          \
    return {*outs_[0], *outs_[1]};                                                                          \
  }                                                                                                         \
  std::tuple<Tensor&, Tensor&, Tensor&> OutCall::member(const std::tuple<Tensor, Tensor, Tensor>& r) {      \
    write({std::get<0>(r), std::get<1>(r), std::get<2>(r)}, type);                                          \
    return {*outs_[0], *outs_[1], *outs_[2]};                                                               \
  }
TL_WRITE(cast, OutType::castable)
TL_WRITE(same, OutType::same)
#undef TL_WRITE

Tensor& OutCall::shaped(IntArrayRef size) {
  Tensor& out = *outs_[0];
  return IntArrayRef(out.sizes()) == size ? out : out.resize_(size);
}
TensorOptions OutCall::options() const { return TensorOptions(outs_[0]->dtype()).device(outs_[0]->device()); }

}  // namespace tl::ops
