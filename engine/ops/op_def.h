// SPDX-License-Identifier: Apache-2.0
// One operator, defined once. Eager calls, autograd, shape analysis, the by-name call, documentation and the tests read every fact here.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/core/error.h"
#include "engine/core/value.h"
#include "engine/ops/kernel.h"

namespace tl::ops {

enum class ArgKind : uint8_t { tensor, optional_tensor, tensor_list, boolean, integer, real, scalar, ints, text, dtype, any };

/// One argument. Tensors go to `OpCall::in` in order, everything else to `OpCall::attr` in order. A tensor list is the only tensor argument.
struct ArgDef {
  ArgDef(const char* n, ArgKind k = ArgKind::tensor, Value d = {}, bool o = false, const char* text = "")
      : name(n), kind(k), default_value(std::move(d)), optional(o), doc(text) {}
  const char* name;
  ArgKind kind;
  Value default_value;  ///< none: required for attributes unless `optional`
  bool optional;        ///< none is an acceptable value ("dim=None")
  const char* doc;
};

struct OpDef;

/// Inputs and attributes of one call; views into the caller's storage.
struct OpCall {
  const OpDef* def;
  ArrayRef<Tensor> in;
  ArrayRef<Value> attr;
  bool b(size_t i) const { return attr[i].b(); }
  int64_t i(size_t k) const { return attr[k].i(); }
  double d(size_t i) const { return attr[i].d(); }
  const Value::Ints& ints(size_t i) const { return attr[i].ints(); }
  bool has(size_t i) const { return !attr[i].is_none(); }
};

/// What `infer` says of one output.
struct OutMeta {
  DimVector sizes, strides;  ///< strides empty = contiguous
  ScalarType dtype = kFloat;
  int64_t offset = 0;        ///< views: elements from the start of the storage
};
constexpr int max_outputs = 4;
struct OutMetas {
  OutMeta m[max_outputs];
  OutMeta& operator[](size_t i) { return m[i]; }
};

/// Up to four results.
struct Outputs {
  Tensor t[max_outputs];
  Tensor& operator[](size_t i) { return t[i]; }
};

/// What backward of one call sees: saved inputs and outputs, the incoming gradients, and where to put the results.
class VjpContext {
 public:
  VjpContext(const OpCall& call, const Tensor* outputs, const Tensor* grads, Tensor* results, uint32_t needed)
      : call_(call), outputs_(outputs), grads_(grads), results_(results), needed_(needed) {}
  /// Input i. Only those in `OpDef::saved_inputs` of the gradients asked for have data; of the others shape and type may be asked (they are
  /// meta tensors).
  const Tensor& in(size_t i) const { return call_.in[i]; }
  const Tensor& out(size_t i = 0) const { return outputs_[i]; }
  const Value& attr(size_t i) const { return call_.attr[i]; }
  const OpCall& call() const { return call_; }
  size_t inputs() const { return call_.in.size(); }
  /// Gradient of output i; undefined when nothing flowed back to it.
  const Tensor& grad(size_t i = 0) const { return grads_[i]; }
  bool needs(size_t i) const { return i < 32 ? (needed_ >> i & 1u) : true; }
  /// Hands over the gradient of input i; it is summed down when the input had been broadcast.
  void set(size_t i, Tensor g) const { results_[i] = std::move(g); }

 private:
  const OpCall& call_;
  const Tensor* outputs_;
  const Tensor* grads_;
  Tensor* results_;
  uint32_t needed_;
};

/// One call for the registry-driven tests: arguments in schema order (shorter = defaults).
struct OpSample {
  std::vector<Value> args;
  bool differentiable = true;
  double eps = 1e-6, rtol = 1e-5, atol = 1e-7;  ///< of the finite differences in f64
  /// Where an operator reads one triangle of input i, or only symmetric ones have a meaning: derivatives are those of op(through(i, x)).
  Tensor (*through)(size_t i, const Tensor& x) = nullptr;
};

using InferFn = void (*)(const OpCall& call, OutMetas& out);
using VjpFn = void (*)(const VjpContext& c);
using CompositeFn = Outputs (*)(const OpCall& call);
using SamplesFn = std::function<std::vector<OpSample>()>;

enum Trait : uint32_t {
  pointwise = 1, reduction = 2, view = 4, random = 8, effect = 16,
  no_double_backward = 32,     ///< the gradient of the gradient is not defined: asking for it is an error that says so
  inplace_ok = 64,             ///< the kernel may write over input 0 when geometry and dtype agree
  narrow_floats = 256,         ///< its kernels read and write float16 and bfloat16; operands of the others are widened to float32 and back
  wide_body = 512,             ///< a composite that runs in float32 on two-byte floats: its intermediate values overflow or lose digits
  keeps_format = 1024,         ///< element by element: operands that are channels last give a result that is
  hidden = 128,                ///< a helper of other operators: not offered in documentation and palette
};

struct OpDef {
  std::string name, category, doc;
  std::vector<ArgDef> args;
  int outputs = 1;
  InferFn infer = nullptr;         ///< pure; null for composites (running them on meta tensors answers)
  VjpFn vjp = nullptr;             ///< null: not differentiable
  uint32_t saves_inputs = 0;       ///< bit i: backward reads the data of input i
  std::vector<uint32_t> grad_reads{};  ///< element i: the inputs that the gradient of input i alone reads; an input beyond the end: all of saves_inputs
  uint32_t saves_outputs = 0;
  std::vector<uint32_t> grad_reads_outputs{};  ///< the same for outputs
  uint32_t nondifferentiable_outputs = 0;  ///< bit i: indices and the like
  uint32_t traits = 0;
  PrepareFn cpu = nullptr;         ///< one kernel slot per back end; null there and no composite: an error that names both
  PrepareFn cuda = nullptr;        ///< filled by the plugin when it is loaded
  CompositeFn composite = nullptr;
  CompositeFn sparse = nullptr;    ///< what it means for sparse operands, in other operators; null: it refuses them. An operator that has neither
                                   ///< infer nor composite is this (or `quantized`) alone; its vjp then stands for the whole of it
  CompositeFn quantized = nullptr; ///< the same for quantized operands
  SamplesFn samples = nullptr;
  const void* extra = nullptr;     ///< pointwise: its row
  int variant = 0;                 ///< pointwise: 0 the value, 1…3 the derivative along a, b, c

  int tensor_args = 0;             ///< filled at registration
  int attr_args = 0;
  bool has_list = false;
  bool is(Trait t) const { return (traits & t) != 0; }
  /// What backward reads when gradients are asked for along the inputs of the mask `needed`. Nothing else is kept: the program may change it,
  /// and its memory is free.
  uint32_t saved_inputs(uint32_t needed) const { return read_for(needed, saves_inputs, grad_reads); }
  uint32_t saved_outputs(uint32_t needed) const { return read_for(needed, saves_outputs, grad_reads_outputs); }
  PrepareFn kernel(DeviceType type) const { return type == kCPU ? cpu : cuda; }

 private:
  static uint32_t read_for(uint32_t needed, uint32_t all, const std::vector<uint32_t>& each) {
    if (each.empty()) return all;
    uint32_t mask = 0;
    for (size_t i = 0; i < 32; ++i)
      if (needed >> i & 1u) mask |= i < each.size() ? each[i] : all;
    return mask & all;
  }
};

/// All operators, by name. Registration is explicit (register_all.cpp); the first look-up runs it once.
const OpDef& get(const std::string& name);   ///< throws, naming near names, when unknown
const OpDef* find(const std::string& name);
const std::vector<const OpDef*>& all();
void add(OpDef def);                          ///< throws when the name is taken
/// Fills the slot of a device other than the CPU: a plugin does so while it is loaded, before any tensor can be on its device.
void set_kernel(const std::string& name, DeviceType type, PrepareFn prepare);

/// Fill the slots of an operator for sparse and quantized operands, while operators are registered.
void set_sparse(const std::string& name, CompositeFn body);
void set_quantized(const std::string& name, CompositeFn body);

/// By-name call: positional and keyword arguments as a person gives them; fills defaults, checks kinds, makes numbers tensors.
/// The result is a tensor, or a list of tensors.
Value call(const std::string& name, const std::vector<Value>& args, const Value::Dict& kwargs = {});
/// Packs arguments by the schema of `def`: what `call` does first.
void pack(const OpDef& def, const std::vector<Value>& args, const Value::Dict& kwargs, std::vector<Tensor>* in, std::vector<Value>* attr);
/// "add(input, other, alpha=1)".
std::string signature(const OpDef& def);

// ---- the call itself --------------------------------------------------------------------------------------------------------
Outputs dispatch(const OpDef& def, ArrayRef<Tensor> in, ArrayRef<Value> attr = {});
/// Writes the (single) result into `self`, which keeps shape, strides and type. Autograd's rules for in-place apply.
void dispatch_inplace(const OpDef& def, Tensor& self, ArrayRef<Tensor> in, ArrayRef<Value> attr = {});
/// Writes the result into `out`, resized when its shape differs. No gradient may be asked for.
void dispatch_out(const OpDef& def, Tensor& out, ArrayRef<Tensor> in, ArrayRef<Value> attr = {});

/// Looks the definition up once per call site.
#define TL_OP(name)                                            \
  ([]() -> const ::tl::ops::OpDef& {                           \
    static const ::tl::ops::OpDef& def = ::tl::ops::get(name); \
    return def;                                                \
  }())

inline Tensor call1(const OpDef& def, ArrayRef<Tensor> in, ArrayRef<Value> attr = {}) { return dispatch(def, in, attr)[0]; }

}  // namespace tl::ops
