// SPDX-License-Identifier: Apache-2.0
// Where the manual of 2019 means something else than the operator of today: its meaning by name.
#include "engine/ops/by_name_rows.h"
#include "engine/ops/functions.h"

namespace tl::by_name {
namespace {
using enum ops::ArgKind;

/// Integers divided give an integer: the manual's table says that the result type of integers is an integer.
Value divide(const Tensor& a, const Tensor& b) {
  const Tensor both[] = {a, b};
  const ScalarType t = result_type(both);
  return is_integral(t) ? div(a, b, "trunc") : div(a, b);
}
}  // namespace

void register_manual_2019() {
  add({"div", {{"input", tensor}, {"other", tensor}}, [](const Bound& a) -> Value { return divide(a.t(0), a.t(1)); }});
  add({"div", {{"input", tensor}, {"value", scalar}}, [](const Bound& a) -> Value { return divide(a.t(0), wrap_scalar(a[1].to_scalar())); }});
  // The forms that the manual lists first put the factor between the operands.
  add({"add", {{"input", tensor}, {"value", scalar}, {"other", tensor}}, [](const Bound& a) -> Value { return add(a.t(0), a.t(2), a.d(1)); }});
  add({"addcmul", {{"tensor", tensor}, {"value", scalar}, {"tensor1", tensor}, {"tensor2", tensor}},
       [](const Bound& a) -> Value { return addcmul(a.t(0), a.t(2), a.t(3), a.d(1)); }});
  add({"addcdiv", {{"tensor", tensor}, {"value", scalar}, {"tensor1", tensor}, {"tensor2", tensor}},
       [](const Bound& a) -> Value { return addcdiv(a.t(0), a.t(2), a.t(3), a.d(1)); }});
}

}  // namespace tl::by_name
