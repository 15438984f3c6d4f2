// SPDX-License-Identifier: Apache-2.0
#include "engine/ops/by_name.h"

#include <algorithm>
#include <mutex>
#include <unordered_map>

#include "engine/autograd/grad_mode.h"
#include "engine/ops/by_name_rows.h"
#include "engine/ops/stand_ins.h"
#include "engine/ops/functions.h"
#include "engine/ops/out.h"

namespace tl::by_name {
namespace {
using ops::ArgDef;
using ops::ArgKind;

using Rows = std::unordered_map<std::string, std::vector<Row>>;
Rows& raw_rows() {
  static Rows* rows = new Rows;
  return *rows;
}
const Rows& rows() {
  static std::once_flag once;
  std::call_once(once, register_rows);
  return raw_rows();
}

bool all_of_list(const Value& v, bool (*accepts)(const Value&)) {
  return v.is_list() && std::all_of(v.to_list().begin(), v.to_list().end(), accepts);
}

/// Strict, because the answer decides between the forms of a name.
bool fits(ArgKind kind, const Value& v) {
  switch (kind) {
    case ArgKind::tensor: return v.is_tensor();
    case ArgKind::optional_tensor: return v.is_tensor() || v.is_none();
    case ArgKind::tensor_list: return all_of_list(v, [](const Value& e) { return e.is_tensor(); });
    case ArgKind::boolean: return v.is_bool();
    case ArgKind::integer: return v.is_int();
    case ArgKind::real: case ArgKind::scalar: return v.is_number();
    case ArgKind::ints: return v.is_ints() || v.is_int() || all_of_list(v, [](const Value& e) { return e.is_int(); });
    case ArgKind::text: return v.is_string();
    case ArgKind::dtype: return v.is_dtype();
    case ArgKind::any: return true;
  }
  return false;
}

/// Separate integers from the place of the schema's `ints` argument on become one list.
Args gather(const std::vector<ArgDef>& schema, const Args& args) {
  size_t k = 0;
  while (k < schema.size() && schema[k].kind != ArgKind::ints) ++k;
  if (k >= args.size() || !std::all_of(args.begin() + static_cast<std::ptrdiff_t>(k), args.end(), [](const Value& v) { return v.is_int(); })) return args;
  Value::Ints ints;
  for (size_t i = k; i < args.size(); ++i) ints.push_back(args[i].i());
  Args out(args.begin(), args.begin() + static_cast<std::ptrdiff_t>(k));
  out.emplace_back(std::move(ints));
  return out;
}

/// broadcast_tensors(a, b), einsum(equation, a, b): where a list of tensors is the last argument, they may stand one by one.
Args gather_tensors(const std::vector<ArgDef>& schema, const Args& args) {
  if (schema.empty() || schema.back().kind != ArgKind::tensor_list || args.size() < schema.size()) return args;
  const auto from = args.begin() + static_cast<std::ptrdiff_t>(schema.size() - 1);
  if (!std::all_of(from, args.end(), [](const Value& v) { return v.is_tensor(); })) return args;
  Args out(args.begin(), from);
  out.emplace_back(Value::List(from, args.end()));
  return out;
}

/// Puts positional and keyword arguments into schema order. Returns false, with the reason, when this form does not take them.
bool bind(const Row& row, const Args& given, const Kwargs& kwargs, std::vector<Value>* out, std::string* why) {
  const Args args = row.variadic ? gather(row.args, given) : gather_tensors(row.args, given);
  if (args.size() > row.args.size()) {
    *why = str("takes at most ", row.args.size(), " arguments, not ", args.size());
    return false;
  }
  size_t used = 0;
  for (size_t k = 0; k < row.args.size(); ++k) {
    const ArgDef& a = row.args[k];
    const Value* v = k < args.size() ? &args[k] : nullptr;
    for (const auto& [key, value] : kwargs)
      if (key == a.name) {
        if (v) {
          *why = str("argument '", a.name, "' was given twice");
          return false;
        }
        v = &value;
        ++used;
      }
    const bool none = !v || v->is_none();
    if (none && !v && !a.default_value.is_none()) {
      out->push_back(a.default_value);
      continue;
    }
    if (none && !a.optional && a.kind != ArgKind::optional_tensor && !(v && a.kind == ArgKind::any)) {
      *why = str("argument '", a.name, v ? "' must not be none" : "' is missing");
      return false;
    }
    if (!none && !fits(a.kind, *v)) {
      *why = str("argument '", a.name, "' cannot be ", v->type_name(), " ", v->repr());
      return false;
    }
    out->push_back(none ? Value() : *v);
  }
  if (used == kwargs.size()) return true;
  for (const auto& [key, value] : kwargs)
    if (std::none_of(row.args.begin(), row.args.end(), [&name = key](const ArgDef& a) { return name == a.name; })) *why = str("there is no argument '", key, "'");
  return false;
}

struct Target {
  const std::vector<Row>* rows = nullptr;
  const ops::OpDef* op = nullptr;
  bool any() const { return rows || op; }
};

bool starts_with(const std::string& s, const char* prefix) { return s.rfind(prefix, 0) == 0; }

/// The names to look for, the most particular first: "torch.Tensor.add" → "Tensor.add", "add".
std::vector<std::string> candidates(const std::string& documented) {
  std::string path = starts_with(documented, "torch.") ? documented.substr(6) : starts_with(documented, "at::") ? documented.substr(4) : documented;
  const size_t dot = path.rfind('.');
  if (dot == std::string::npos) return {path};
  const std::string scope = path.substr(0, dot), last = path.substr(dot + 1);
  if (scope == "nn.functional") return {path, last};
  // "torch.BoolTensor.all" is called on the tensor given.
  if (scope.size() >= 6 && scope.compare(scope.size() - 6, 6, "Tensor") == 0 && scope.find('.') == std::string::npos) return {"Tensor." + last, last};
  return {path};
}

Target look_up(const std::vector<std::string>& names) {
  Target t;
  for (const std::string& name : names) {
    const auto it = rows().find(name);
    if (it != rows().end() && !t.rows) t.rows = &it->second;
  }
  const std::string& plain = names.back();
  if (plain.find('.') == std::string::npos) {
    t.op = ops::find(plain);
    if (t.op && t.op->is(ops::hidden)) t.op = nullptr;
  }
  return t;
}

/// "add_" → "add" for every candidate; empty when the name is not an in-place form.
std::vector<std::string> without_underscore(const std::vector<std::string>& names) {
  std::vector<std::string> out;
  for (const std::string& n : names) {
    if (n.size() < 2 || n.back() != '_' || n[n.size() - 2] == '_') return {};
    out.push_back(n.substr(0, n.size() - 1));
  }
  return out;
}

Value call_target(const std::string& documented, const Target& t, const Args& args, const Kwargs& kwargs) {
  std::string why;
  if (t.rows)
    for (const Row& row : *t.rows) {
      std::vector<Value> values;
      std::string reason;
      if (bind(row, args, kwargs, &values, &reason)) return row.body(Bound(std::move(values)));
      why += (why.empty() ? "" : "; ") + reason;
    }
  if (!t.op) TL_THROW(type, documented, "no form of it takes these arguments: ", why);
  // view(2, 3): where the list of integers is the last argument, nothing else can be meant.
  const auto is_ints = [](const ArgDef& a) { return a.kind == ArgKind::ints; };
  const bool open_end = !t.op->args.empty() && is_ints(t.op->args.back()) && std::count_if(t.op->args.begin(), t.op->args.end(), is_ints) == 1;
  return ops::call(t.op->name, open_end ? gather(t.op->args, args) : gather_tensors(t.op->args, args), kwargs);
}

/// The out-of-place form on a copy of self, written back; gradients flow as if self had been the result.
Value call_inplace(const std::string& documented, const Target& t, Args args, const Kwargs& kwargs) {
  TL_CHECK(!args.empty() && args[0].is_tensor(), type, documented, "the first argument must be the tensor to write to");
  Tensor self = args[0].to_tensor();
  args[0] = self.clone();
  const Value value = call_target(documented, t, args, kwargs);
  TL_CHECK(value.is_tensor(), not_implemented, documented, "has no in-place form");
  const Tensor result = value.to_tensor();
  TL_CHECK(result.sizes() == self.sizes(), shape, documented, "the result ", result.sizes(), " does not fit into self ", self.sizes());
  TL_CHECK(can_cast(result.dtype(), self.dtype()), type, documented,
           "result type ", result.dtype(), " cannot be cast to self's type ", self.dtype());
  self.copy_(result);
  return self;
}

Value dispatch_name(const std::string& documented, const Args& args, const Kwargs& kwargs) {
  const auto names = candidates(documented);
  Target t = look_up(names);
  if (t.any()) return call_target(documented, t, args, kwargs);
  const auto base = without_underscore(names);
  if (!base.empty()) {
    t = look_up(base);
    if (t.op && !t.rows && !t.op->composite && !t.op->is(ops::view)) return ops::call(t.op->name + "_", args, kwargs);
    if (t.any()) return call_inplace(documented, t, args, kwargs);
  }
  if (const StandIn* other = stand_in(documented))
    throw NotImplementedError(ErrorCategory::not_implemented, documented, std::string("cannot be called by name; here stands for it: ") + other->text);
  throw NotImplementedError(ErrorCategory::not_implemented, documented, "there is no function of this name");
}

/// out=… is the same for every function: the result is written there.
void write_out(const std::string& documented, const Value& result, const Value& out) {
  if (out.is_list()) {
    TL_CHECK(result.is_list() && result.to_list().size() == out.to_list().size(), value, documented, "out must hold as many tensors as there are results");
    for (size_t i = 0; i < out.to_list().size(); ++i) write_out(documented, result.to_list()[i], out.to_list()[i]);
    return;
  }
  Tensor target = out.to_tensor();
  ops::write_out(documented, target, result.to_tensor());
}
/// The tensors of an argument that is one or a list of them.
void collect_tensors(const Value& v, std::vector<Tensor>* into) {
  if (v.is_tensor()) into->push_back(v.to_tensor());
  else if (v.is_list())
    for (const Value& e : v.to_list()) collect_tensors(e, into);
}
}  // namespace

std::vector<Tensor> Bound::tensors(size_t k) const {
  std::vector<Tensor> out;
  if (v_[k].is_tensor()) return {v_[k].to_tensor()};
  for (const Value& v : v_[k].to_list()) out.push_back(v.to_tensor());
  return out;
}

void add(Row row) {
  auto& forms = raw_rows()[row.name];
  forms.push_back(std::move(row));
}

bool exists(const std::string& documented) {
  const auto names = candidates(documented);
  if (look_up(names).any()) return true;
  const auto base = without_underscore(names);
  return !base.empty() && look_up(base).any();
}

Value call(const std::string& documented, const Args& args, const Kwargs& kwargs) {
  for (const auto& [key, value] : kwargs)
    if (key == "out" && !value.is_none()) {
      Kwargs rest;
      for (const auto& item : kwargs)
        if (item.first != "out") rest.push_back(item);
      std::vector<Tensor> in, outs;
      for (const Value& a : args) collect_tensors(a, &in);
      for (const auto& item : rest) collect_tensors(item.second, &in);
      collect_tensors(value, &outs);
      ops::check_out(documented, outs, in);
      const NoGradGuard guard;
      write_out(documented, dispatch_name(documented, args, rest), value);
      return value;
    }
  return dispatch_name(documented, args, kwargs);
}

}  // namespace tl::by_name
