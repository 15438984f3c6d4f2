// SPDX-License-Identifier: Apache-2.0
#include "fuzz/random_calls.h"

#include <cmath>
#include <limits>

#include "engine/core/error.h"
#include "engine/ops/functions.h"

namespace tl::fuzz {
namespace {
constexpr ScalarType types[] = {kFloat, kDouble, kFloat, kDouble, kLong, kInt, kShort, kChar, kByte, kBool, kHalf, kBFloat16};

std::string described(const Value& v) {
  if (v.is_tensor()) {
    const Tensor t = v.to_tensor();
    if (!t.defined()) return "undefined";
    if (t.is_sparse()) return t.brief() + str(" sparse_dim ", t.sparse_dim(), " nnz ", t._nnz(), t.is_coalesced() ? "" : " uncoalesced") + (t.requires_grad() ? " grad" : "");
    return t.brief() + (t.is_contiguous() ? "" : str(" strides ", t.strides())) + (t.requires_grad() ? " grad" : "");
  }
  if (v.is_list()) {
    std::string out = "[";
    for (const Value& e : v.to_list()) out += (out.size() > 1 ? ", " : "") + described(e);
    return out + "]";
  }
  return v.repr();
}
}  // namespace

std::string Call::text() const {
  std::string out = def->name + "(";
  for (size_t i = 0; i < args.size(); ++i) out += (i ? ", " : "") + described(args[i]);
  return out + ")";
}

RandomCalls::RandomCalls(const std::string& only) {
  for (const ops::OpDef* def : ops::all())
    if (!def->is(ops::hidden) && (only.empty() || def->name == only)) defs_.push_back(def);
  TL_CHECK(!defs_.empty(), usage, "fuzz", "there is no operator '", only, "'");
}

int64_t RandomCalls::integer() {
  constexpr int64_t extreme[] = {std::numeric_limits<int64_t>::max(), std::numeric_limits<int64_t>::min(), int64_t{1} << 32, -(int64_t{1} << 31), 1000, -1000};
  return chance(4) ? extreme[below(std::size(extreme))] : static_cast<int64_t>(below(9)) - 3;
}

double RandomCalls::real() {
  constexpr double odd[] = {0, -0.0, 1, -1, 0.5, 2, 1e-30, 1e30, HUGE_VAL, -HUGE_VAL, NAN};
  return chance(60) ? odd[below(std::size(odd))] : static_cast<double>(below(2000)) / 500 - 2;
}

Tensor RandomCalls::restrided(Tensor t) {
  switch (below(6)) {
    case 0: return t.dim() > 1 ? t.transpose(0, -1) : t;
    case 1: return t.dim() > 0 && t.size(0) == 1 ? t.expand([&] {
      std::vector<int64_t> s(t.sizes().begin(), t.sizes().end());
      s[0] = 3;
      return s;
    }()) : t;
    case 2: return t.dim() > 0 && t.size(-1) > 1 ? t.slice(-1, 1, t.size(-1), 2) : t;
    default: return t;
  }
}

/// The same numbers sparse (now and then with coordinates that repeat), or quantized.
Tensor RandomCalls::encoded(const Tensor& t) {
  if (t.is_sparse() || t.is_quantized()) return t;
  if (chance(20) && t.is_floating_point()) {
    constexpr ScalarType stored[] = {kQInt8, kQUInt8, kQInt32};
    const Tensor x = t.detach().to(kFloat);
    if (x.dim() == 0 || chance(60)) return quantize_per_tensor(x, 0.1, 10, stored[below(3)]);
    return quantize_per_channel(x, full({x.size(0)}, 0.25), zeros({x.size(0)}, kLong), 0, stored[below(3)]);
  }
  const Tensor s = t.detach().to_sparse(t.dim() ? 1 + static_cast<int64_t>(below(static_cast<size_t>(t.dim()))) : 0);
  return chance(70) ? s : s + s.detach()._coalesced_(false);
}

Tensor RandomCalls::tensor() {
  constexpr int64_t sizes[] = {0, 1, 1, 2, 2, 3, 3, 4, 5, 17};
  std::vector<int64_t> shape(below(5));
  for (int64_t& s : shape) s = sizes[below(std::size(sizes))];
  const ScalarType type = types[below(std::size(types))];
  Tensor t = empty(shape, kDouble);
  for (int64_t i = 0; i < t.numel(); ++i) t.data_ptr<double>()[i] = is_floating_point(type) ? real() : static_cast<double>(below(7)) - (type == kByte ? 0 : 2);
  t = restrided(t.to(type));
  if (chance(6)) t = encoded(t);
  if (is_floating_point(t.dtype()) && chance(30)) t = t.detach().requires_grad_();
  return t;
}

Value RandomCalls::value(const ops::ArgDef& arg) {
  using K = ops::ArgKind;
  if (arg.optional && chance(40)) return {};
  switch (arg.kind) {
    case K::tensor: return tensor();
    case K::optional_tensor: return chance(40) ? Value() : Value(tensor());
    case K::tensor_list: {
      Value::List list(below(4));
      const Tensor first = tensor();
      for (Value& v : list) v = chance(70) ? first : tensor();
      return list;
    }
    case K::boolean: return chance(50);
    case K::integer: return integer();
    case K::real: return real();
    case K::scalar: return chance(50) ? Value(integer()) : chance(90) ? Value(real()) : Value(chance(50));
    case K::ints: {
      Value::Ints v;
      for (size_t n = below(5); n-- > 0;) v.push_back(integer());
      return v;
    }
    case K::text: {
      constexpr const char* words[] = {"mean", "sum", "none", "reflect", "constant", "nearest", "bilinear", "fro", "nuc", "trunc", "floor", "ij,jk->ik", "", "ä"};
      return words[below(std::size(words))];
    }
    case K::dtype: return types[below(std::size(types))];
    case K::any: return chance(50) ? Value(integer()) : chance(50) ? Value(tensor()) : Value();
  }
  return {};
}

Value RandomCalls::bent(const Value& v, const ops::ArgDef& arg) {
  if (v.is_tensor() && v.to_tensor().defined() && chance(60)) {
    Tensor t = v.to_tensor().detach();
    if (t.is_sparse()) return chance(50) ? t.to_dense() : t.clone();
    switch (below(7)) {
      case 6: return encoded(t);
      case 0: return t.to(types[below(std::size(types))]);
      case 1: return t.unsqueeze(0);
      case 2: return t.dim() ? t.select(0, 0) : t;
      case 3: return t.dim() ? t.narrow(0, 0, 0) : t;
      case 4: return restrided(t);
      default: {
        if (t.is_floating_point()) return t.clone().requires_grad_();
        if (t.is_quantized()) return t;
        Tensor wild = empty(t.sizes(), kLong);  // indices, lengths and classes that are none
        for (int64_t i = 0; i < wild.numel(); ++i) wild.data_ptr<int64_t>()[i] = chance(30) ? integer() : static_cast<int64_t>(below(8)) - 2;
        return wild.to(t.dtype());
      }
    }
  }
  return value(arg);
}

Call RandomCalls::make(uint64_t seed, uint64_t n) {
  random_.seed(seed * 0x9E3779B97F4A7C15ull + n);
  Call c;
  c.def = defs_[below(defs_.size())];
  const auto& schema = c.def->args;
  std::vector<ops::OpSample> samples;
  if (c.def->samples) samples = c.def->samples();
  if (samples.empty() || chance(25)) {
    for (const ops::ArgDef& a : schema) c.args.push_back(value(a));
    if (chance(10) && !c.args.empty()) c.args.resize(below(c.args.size() + 1));
    return c;
  }
  c.args = samples[below(samples.size())].args;
  for (size_t i = 0; i < c.args.size() && i < schema.size(); ++i)
    if (c.args[i].is_tensor() && c.args[i].to_tensor().is_floating_point() && chance(40)) c.args[i] = c.args[i].to_tensor().detach().clone().requires_grad_();
  for (size_t bends = 1 + below(3); bends-- > 0 && !c.args.empty();) {
    const size_t i = below(c.args.size());
    if (i < schema.size()) c.args[i] = bent(c.args[i], schema[i]);
  }
  return c;
}

}  // namespace tl::fuzz
