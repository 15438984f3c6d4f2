// SPDX-License-Identifier: Apache-2.0
// By-name rows of linear algebra whose form is not the operator's, and names that were older than the manual (btrifact, gesv, potrf …).
#include "engine/ops/by_name_rows.h"
#include "engine/ops/functions.h"

namespace tl::by_name {
namespace {
using ops::ArgDef;
using enum ops::ArgKind;

Value list(std::initializer_list<Tensor> tensors) { return Value::List(tensors.begin(), tensors.end()); }

Value lu_with_infos(const Bound& a) {
  const auto [factors, pivots, infos] = lu_with_info(a.t(0), a.b(1));
  return list({factors, pivots, infos});
}
Value lu_plain(const Bound& a) { return a.b(2) ? lu_with_infos(a) : ops::call("lu", {a[0], a[1]}); }

void register_lu() {
  const std::vector<ArgDef> args{{"A", tensor}, {"pivot", boolean, true}, {"get_infos", boolean, false}};
  add({"lu", args, lu_plain});
  add({"btrifact", {{"A", tensor}, {"pivot", boolean, true}}, [](const Bound& a) -> Value { return ops::call("lu", {a[0], a[1]}); }});
  add({"btrifact_with_info", {{"A", tensor}, {"pivot", boolean, true}}, lu_with_infos});
  add({"btrisolve", {{"b", tensor}, {"LU_data", tensor}, {"LU_pivots", tensor}}, [](const Bound& a) -> Value { return lu_solve(a.t(0), a.t(1), a.t(2)); }});
  add({"btriunpack", {{"LU_data", tensor}, {"LU_pivots", tensor}, {"unpack_data", boolean, true}, {"unpack_pivots", boolean, true}},
       [](const Bound& a) -> Value { return ops::call("lu_unpack", {a[0], a[1], a[2], a[3]}); }});
}

void register_solvers() {
  add({"gesv", {{"B", tensor}, {"A", tensor}}, [](const Bound& a) -> Value { return ops::call("solve", {a[0], a[1]}); }});
  add({"gels", {{"B", tensor}, {"A", tensor}}, [](const Bound& a) -> Value { return ops::call("lstsq", {a[0], a[1]}); }});
  add({"trtrs", {{"b", tensor}, {"A", tensor}, {"upper", boolean, true}, {"transpose", boolean, false}, {"unitriangular", boolean, false}},
       [](const Bound& a) -> Value { return ops::call("triangular_solve", {a[0], a[1], a[2], a[3], a[4]}); }});
  // These three took the upper factor unless told otherwise.
  add({"potrf", {{"a", tensor}, {"upper", boolean, true}}, [](const Bound& a) -> Value { return cholesky(a.t(0), a.b(1)); }});
  add({"potri", {{"u", tensor}, {"upper", boolean, true}}, [](const Bound& a) -> Value { return cholesky_inverse(a.t(0), a.b(1)); }});
  add({"potrs", {{"b", tensor}, {"u", tensor}, {"upper", boolean, true}}, [](const Bound& a) -> Value { return cholesky_solve(a.t(0), a.t(1), a.b(2)); }});
}

/// A number of dimensions, or the dimensions of both.
Value tensordot_by(const Bound& v) {
  if (v[2].is_int()) return tensordot(v.t(0), v.t(1), v.i(2));
  const auto& both = v[2].to_list();
  TL_CHECK(both.size() == 2, value, "tensordot", "dims must be a number, or one list of dimensions for each tensor, not ", v[2].repr());
  return tensordot(v.t(0), v.t(1), IntArrayRef(both[0].to_ints()), IntArrayRef(both[1].to_ints()));
}
}  // namespace

void register_linalg_rows() {
  register_lu();
  register_solvers();
  add({"tensordot", {{"a", tensor}, {"b", tensor}, {"dims", any, 2}}, tensordot_by});
}

}  // namespace tl::by_name
