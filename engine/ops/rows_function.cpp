// SPDX-License-Identifier: Apache-2.0
// By-name rows of functions with several forms or results, and other names of operators.
#include "engine/ops/by_name_rows.h"
#include "engine/ops/functions.h"

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
  add({"max", {{"input", tensor}, {"other", tensor}}, [](const Bound& a) -> Value { return maximum(a.t(0), a.t(1)); }});
  add({"min", {{"input", tensor}, {"other", tensor}}, [](const Bound& a) -> Value { return minimum(a.t(0), a.t(1)); }});
}

void register_predicates() {
  add({"equal", {{"input", tensor}, {"other", tensor}}, [](const Bound& a) -> Value { return equal(a.t(0), a.t(1)); }});
  add({"allclose", {{"input", tensor}, {"other", tensor}, {"rtol", real, 1e-5}, {"atol", real, 1e-8}, {"equal_nan", boolean, false}},
       [](const Bound& a) -> Value { return allclose(a.t(0), a.t(1), a.d(2), a.d(3), a.b(4)); }});
}
}  // namespace

void register_function_rows() {
  register_splits();
  register_extremes();
  register_predicates();
}

}  // namespace tl::by_name
