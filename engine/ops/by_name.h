// SPDX-License-Identifier: Apache-2.0
// Calls by the names of the reference manual of 2019 ("torch.add", "torch.Tensor.add_", "torch.nn.functional.relu") and with its meaning.
// A name leads by rule to an operator of the registry; a row stands only where the manual's form or meaning is another one.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "engine/ops/op_def.h"

namespace tl::by_name {

using Args = std::vector<Value>;
using Kwargs = Value::Dict;

/// The arguments of one call in the order of the row's schema; defaults filled in.
class Bound {
 public:
  explicit Bound(std::vector<Value> values) : v_(std::move(values)) {}
  const Value& operator[](size_t k) const { return v_[k]; }
  bool has(size_t k) const { return !v_[k].is_none(); }
  Tensor t(size_t k) const { return v_[k].to_tensor(); }
  int64_t i(size_t k) const { return v_[k].to_int(); }
  double d(size_t k) const { return v_[k].to_double(); }
  bool b(size_t k) const { return v_[k].to_bool(); }
  Value::Ints ints(size_t k) const { return v_[k].to_ints(); }
  std::vector<Tensor> tensors(size_t k) const;
  std::optional<int64_t> maybe_i(size_t k) const { return has(k) ? std::optional(i(k)) : std::nullopt; }

 private:
  std::vector<Value> v_;
};

/// One form of a name. `name` is the documented one without "torch.": "numel", "Tensor.size", "nn.functional.pad", "autograd.grad".
/// Several rows of one name are tried in order; the operator of that name comes last.
struct Row {
  std::string name;
  std::vector<ops::ArgDef> args;
  std::function<Value(const Bound&)> body;
  bool variadic = false;  ///< the first `ints` argument may be given as separate integers: view(2, 3)
};
void add(Row row);

/// One argument of a documented form: its name there, and the operator's name for it where that is another.
struct Documented {
  Documented(const char* n) : name(n), op_name(n) {}
  Documented(const char* n, const char* o) : name(n), op_name(o) {}
  const char *name, *op_name;
};
/// A row that calls an operator with the documented names and order of arguments; defaults and kinds are the operator's. Of what the
/// operator lacks, size_average and reduce are the older way of saying `reduction`, and anything else is taken and has no effect.
void add_form(const std::string& documented, const std::string& op, const std::vector<Documented>& args);

/// Whether the documented name leads anywhere.
bool exists(const std::string& documented);
/// Calls it. Throws NotImplementedError when the name leads nowhere, TypeError when no form takes these arguments.
Value call(const std::string& documented, const Args& args, const Kwargs& kwargs = {});

}  // namespace tl::by_name
