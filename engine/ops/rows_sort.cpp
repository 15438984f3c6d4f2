// SPDX-License-Identifier: Apache-2.0
// By-name rows of engine/ops/sort.h: sort, topk, median, unique and what counts values.
#include "engine/ops/by_name_rows.h"
#include "engine/ops/factories.h"
#include "engine/ops/functions.h"
#include "engine/ops/sort.h"

namespace tl::by_name {
namespace {
using enum ops::ArgKind;

Value list(const std::tuple<Tensor, Tensor>& p) { return Value::List{Value(std::get<0>(p)), Value(std::get<1>(p))}; }

Value unique_of(const Bound& a) {
  const auto [values, inverse, counts] = unique(a.t(0), a.b(1), a.b(2), a.b(3), a.maybe_i(4));
  if (!a.b(2) && !a.b(3)) return values;
  Value::List out{Value(values)};
  if (a.b(2)) out.emplace_back(inverse);
  if (a.b(3)) out.emplace_back(counts);
  return out;
}
}  // namespace

void register_sort_rows() {
  add({"median", {{"input", tensor}}, [](const Bound& a) -> Value { return median(a.t(0)); }});
  add({"median", {{"input", tensor}, {"dim", integer, -1}, {"keepdim", boolean, false}}, [](const Bound& a) -> Value { return list(median(a.t(0), a.i(1), a.b(2))); }});
  add({"unique", {{"input", tensor}, {"sorted", boolean, true}, {"return_inverse", boolean, false}, {"return_counts", boolean, false}, {"dim", integer, {}, true}}, unique_of});
  add({"bincount", {{"input", tensor}, {"weights", optional_tensor}, {"minlength", integer, 0}},
       [](const Bound& a) -> Value { return bincount(a.t(0), a.has(1) ? a.t(1) : Tensor(), a.i(2)); }});
  add({"histc", {{"input", tensor}, {"bins", integer, 100}, {"min", real, 0.0}, {"max", real, 0.0}},
       [](const Bound& a) -> Value { return histc(a.t(0), a.i(1), a.d(2), a.d(3)); }});
  add({"nonzero", {{"input", tensor}}, [](const Bound& a) -> Value { return nonzero(a.t(0)); }});
  add({"masked_select", {{"input", tensor}, {"mask", tensor}}, [](const Bound& a) -> Value { return masked_select(a.t(0), a.t(1)); }});
}

}  // namespace tl::by_name
