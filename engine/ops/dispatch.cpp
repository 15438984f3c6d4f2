// SPDX-License-Identifier: Apache-2.0
// The way of one eager call: infer → allocate → prepared kernel from the cache → run → record for backward. The device of the operands
// picks the kernel; nothing is ever copied to another device on the way, but for single numbers.
#include <algorithm>
#include <list>
#include <optional>
#include <unordered_map>

#include "engine/autograd/grad_mode.h"
#include "engine/autograd/gradient_state.h"
#include "engine/autograd/op_node.h"
#include "engine/autograd/record_function.h"
#include "engine/core/allocator.h"
#include "engine/core/device_backend.h"
#include "engine/core/pool.h"
#include "engine/core/rehearsal.h"
#include "engine/ops/encoded.h"
#include "engine/ops/functions.h"
#include "engine/ops/memory_format.h"
#include "engine/ops/out.h"
#include "engine/ops/op_def.h"
#include "engine/ops/pointwise.h"

namespace tl::ops {
namespace {

TensorMeta meta_of(const Tensor& t, Device device) {
  TensorMeta m;
  if (!t.defined()) return m;
  const TensorImpl& i = *t.unsafe_impl();
  m.sizes = i.sizes;
  m.strides = i.strides;
  m.dtype = i.dtype;
  m.defined = true;
  m.contiguous = i.contiguous;
  m.wrapped_number = i.wrapped_number;
  m.numel = i.numel;
  m.on_host = !device.is_cpu() && i.storage->device().is_cpu();
  return m;
}

// ---- kernel cache: key = plain words of everything `prepare` may look at
using Key = SmallVector<int64_t, 48>;
struct KeyHash {
  size_t operator()(const Key& k) const {
    uint64_t h = 0xcbf29ce484222325ull;
    for (const int64_t w : k) h = (h ^ static_cast<uint64_t>(w)) * 0x9E3779B97F4A7C15ull, h ^= h >> 29;
    return h;
  }
};

void append(Key& key, const Tensor& t) {
  if (!t.defined()) {
    key.push_back(-1);
    return;
  }
  const TensorImpl& i = *t.unsafe_impl();
  key.push_back(static_cast<int64_t>(i.storage->device().type()) << 32 | static_cast<int64_t>(i.sizes.size()) << 8 | static_cast<int64_t>(i.dtype) << 2 | static_cast<int64_t>(i.wrapped_number) << 1 |
                static_cast<int64_t>(i.contiguous));
  for (const int64_t s : i.sizes) key.push_back(s);
  if (!i.contiguous)
    for (const int64_t s : i.strides) key.push_back(s);
}
/// A tag of the type comes first: true, 1 and 1.0 must not meet in one kernel.
void append(Key& key, const Value& v) {
  if (v.is_bool()) {
    key.push_back(int64_t{1} << 32 | static_cast<int64_t>(v.b()));
  } else if (v.is_int()) {
    key.push_back(int64_t{2} << 32);
    key.push_back(v.i());
  } else if (v.is_double()) {
    int64_t bits;
    const double d = v.d();
    static_assert(sizeof bits == sizeof d);
    __builtin_memcpy(&bits, &d, sizeof bits);
    key.push_back(int64_t{3} << 32);
    key.push_back(bits);
  } else if (v.is_ints()) {
    key.push_back(int64_t{4} << 32 | static_cast<int64_t>(v.ints().size()));
    for (const int64_t x : v.ints()) key.push_back(x);
  } else if (v.is_string()) {
    key.push_back(int64_t{5} << 32 | static_cast<int64_t>(v.to_string().size()));
    for (const char c : v.to_string()) key.push_back(c);
  } else if (v.is_dtype()) {
    key.push_back(int64_t{6} << 32 | static_cast<int64_t>(v.to_dtype()));
  } else {
    key.push_back(int64_t{7} << 32);
  }
}

Tensor densify(const Tensor& t);

/// One number, which operands elsewhere may meet: kernels of other devices are given its value.
bool is_number(const Tensor& t) { return t.dim() == 0 && t.is_cpu(); }

/// Where the call runs. Meta if any operand is; else all operands must be on one device, numbers on the CPU excepted.
Device device_of(const OpDef& def, ArrayRef<Tensor> in) {
  const Tensor* decides = nullptr;
  bool mixed = false;
  for (const Tensor& t : in) {
    if (!t.defined()) continue;
    if (t.is_meta()) return Device(kMeta);
    if (!decides) decides = &t;
    else if (!(t.device() == decides->device())) {
      if (is_number(*decides)) decides = &t;
      else if (!is_number(t)) mixed = true;
    }
  }
  if (mixed) {
    std::string operands;
    for (const Tensor& t : in)
      if (t.defined()) operands += str(operands.empty() ? "" : ", ", t.brief(), " on ", t.device());
    throw Error(ErrorCategory::device, def.name, "expected all operands on one device, but found " + operands,
                "Bring them together with to(device).");
  }
  return decides ? decides->device() : Device();
}

/// Least recently used out first. One per thread: no lock, and kernels need not be reentrant.
class KernelCache {
 public:
  static constexpr size_t capacity = 512;
  const KernelPtr* find(const Key& key) {
    const auto it = map_.find(key);
    if (it == map_.end()) return nullptr;
    order_.splice(order_.begin(), order_, it->second);
    return &it->second->second;
  }
  PreparedKernel* insert(const Key& key, KernelPtr kernel) {
    order_.emplace_front(key, std::move(kernel));
    map_[key] = order_.begin();
    if (map_.size() > capacity) {
      map_.erase(order_.back().first);
      order_.pop_back();
    }
    return order_.front().second.get();
  }

 private:
  using Entry = std::pair<Key, KernelPtr>;
  std::list<Entry> order_;
  std::unordered_map<Key, std::list<Entry>::iterator, KeyHash> map_;
};

/// Looks a kernel up or prepares one. Null: these geometries are not supported (cached too, so that the answer is quick the next time).
PreparedKernel* prepared(const OpDef& def, ArrayRef<Tensor> in, ArrayRef<Value> attr, const Tensor* out, Device device) {
  thread_local KernelCache cache;
  Key key;
  // The upper bits of an address are free: the device goes there.
  key.push_back(reinterpret_cast<int64_t>(&def) ^ (static_cast<int64_t>(device.type()) << 61 | static_cast<int64_t>(device.index() + 1) << 52));
  for (const Tensor& t : in) append(key, t);
  for (int i = 0; i < def.outputs; ++i) append(key, out[i]);
  for (const Value& v : attr) append(key, v);
  if (const KernelPtr* kernel = cache.find(key)) return kernel->get();
  std::vector<TensorMeta> in_meta, out_meta;
  for (const Tensor& t : in) in_meta.push_back(meta_of(t, device));
  for (int i = 0; i < def.outputs; ++i) out_meta.push_back(meta_of(out[i], device));
  return cache.insert(key, def.kernel(device.type())({in_meta, out_meta, attr, def.extra, def.variant, device}));
}

/// Scratch memory of one call, on its device.
class Scratch {
 public:
  Scratch(size_t bytes, Device device)
      : bytes_(bytes), device_(device), backend_(bytes && !device.is_cpu() ? &device_backend(device) : nullptr),
        data_(!bytes ? nullptr : static_cast<char*>(backend_ ? backend_->allocate(bytes, device.index()) : cpu_allocate(bytes))) {}
  ~Scratch() {
    if (backend_) backend_->release(data_, bytes_, device_.index());
    else cpu_free(data_, bytes_);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  char* data() const { return data_; }

 private:
  size_t bytes_;
  Device device_;
  DeviceBackend* backend_;
  char* data_;
};

void run_kernel(const OpDef& def, ArrayRef<Tensor> in, ArrayRef<Value> attr, Tensor* out, Device device);
/// A large operand that runs along another dimension of memory than the result: element by element each of its lines would be fetched again
/// and again; a copy that goes tile by tile first is several times quicker.
bool lies_across(const Tensor& t, const Tensor& out) {
  if (!t.defined() || t.is_contiguous() || t.numel() < 1 << 14 || t.numel() != out.numel() || !out.is_contiguous()) return false;
  const DimVector& strides = t.unsafe_impl()->strides;
  return strides.back() > 16 && std::find(strides.begin(), strides.end(), 1) != strides.end();
}
bool is_narrow(const Tensor& t) { return t.defined() && is_narrow_float(t.dtype()); }

int64_t bytes_of(ArrayRef<Tensor> tensors) {
  int64_t sum = 0;
  for (const Tensor& t : tensors)
    if (t.defined()) sum += t.numel() * static_cast<int64_t>(element_size(t.dtype()));
  return sum;
}

/// Two-byte floats through a kernel that does not know them: operands widened to float32, results rounded once.
void run_widened(const OpDef& def, ArrayRef<Tensor> in, ArrayRef<Value> attr, Tensor* out, Device device) {
  std::vector<Tensor> wide(in.begin(), in.end());
  const Value to_float[] = {Value(kFloat)};
  for (Tensor& t : wide)
    if (is_narrow(t)) {
      Tensor w[max_outputs];
      w[0] = empty_tensor(t.unsafe_impl()->sizes, kFloat, t.device());
      run_kernel(TL_OP("to"), t, to_float, w, t.device());
      t = w[0];
    }
  Tensor result[max_outputs];
  for (int i = 0; i < def.outputs; ++i) result[i] = is_narrow(out[i]) ? empty_tensor(out[i].unsafe_impl()->sizes, kFloat, device) : out[i];
  run_kernel(def, wide, attr, result, device);
  for (int i = 0; i < def.outputs; ++i)
    if (is_narrow(out[i])) {
      const Tensor both[] = {out[i], result[i]};
      run_kernel(TL_OP("copy"), {both, 2}, {}, out + i, device);
    }
}

void run_kernel(const OpDef& def, ArrayRef<Tensor> in, ArrayRef<Value> attr, Tensor* out, Device device) {
  TL_CHECK(def.kernel(device.type()), not_implemented, def.name, "has no ", device.is_cpu() ? "CPU" : "CUDA", " kernel",
           device.is_cpu() ? "" : "; move its operands to the CPU with cpu()");
  bool work = false;
  for (int i = 0; i < def.outputs; ++i) work |= out[i].defined() && out[i].numel() > 0;
  if (!work) return;
  if (!def.is(narrow_floats) && (std::any_of(in.begin(), in.end(), is_narrow) || std::any_of(out, out + def.outputs, is_narrow)))
    return run_widened(def, in, attr, out, device);
  std::vector<Tensor> moved;
  if (!device.is_cpu() && !def.is(pointwise)) {  // numbers: pointwise kernels take their values, the others want them in device memory
    for (const Tensor& t : in)
      if (t.defined() && t.is_cpu()) {
        moved.assign(in.begin(), in.end());
        for (Tensor& m : moved)
          if (m.defined() && m.is_cpu()) m = m.detach().to(device);
        in = moved;
        break;
      }
  }
  std::vector<Tensor> along, dense;
  if (device.is_cpu() && def.is(pointwise) && std::any_of(in.begin(), in.end(), [&](const Tensor& t) { return lies_across(t, out[0]); })) {
    for (const Tensor& t : in) along.push_back(lies_across(t, out[0]) ? densify(t) : t);
    in = along;
  }
  PreparedKernel* kernel = prepared(def, in, attr, out, device);
  if (!kernel) {  // again with contiguous operands
    for (const Tensor& t : in) dense.push_back(t.defined() && !t.is_contiguous() ? densify(t) : t);
    in = dense;
    kernel = prepared(def, in, attr, out, device);
  }
  if (!kernel) {
    std::string operands;
    for (const Tensor& t : in) operands += (operands.empty() ? "" : ", ") + t.brief();
    TL_THROW(not_implemented, def.name, "is not implemented on the ", device.is_cpu() ? "CPU" : "CUDA device", " for ", operands);
  }
  if (Rehearsal* rehearsal = Rehearsal::current()) [[unlikely]] {
    const Scratch buffer(kernel->scratch_bytes(), device);
    return rehearsal->count_kernel(bytes_of(in) + bytes_of({out, static_cast<size_t>(def.outputs)}));
  }
  const void* few[16];
  std::vector<const void*> many;
  const void** pointers = few;
  if (in.size() > 16) {
    many.resize(in.size());
    pointers = many.data();
  }
  for (size_t i = 0; i < in.size(); ++i) pointers[i] = in[i].defined() ? in[i].data_ptr() : nullptr;
  void* out_pointers[max_outputs] = {};
  for (int i = 0; i < def.outputs; ++i)
    if (out[i].defined()) out_pointers[i] = out[i].data_ptr();
  const Scratch buffer(kernel->scratch_bytes(), device);
  const RunArgs args{pointers, out_pointers, buffer.data()};
  const int parts = kernel->parts();
  if (parts == 1) kernel->run(0, args);
  else parallel_parts(parts, [&](int part) { kernel->run(part, args); });
  kernel->finish(args);
}

/// Element-wise on a few floats of one shape and type: there is nothing to broadcast, promote, cut or cache, and all of that would take
/// longer than the arithmetic. The same block function as always, so the same bits.
bool run_small(const OpDef& def, ArrayRef<Tensor> in, ArrayRef<Value> attr, Tensor* out) {
  constexpr int64_t most = 4096;
  const PointwiseRow& row = *static_cast<const PointwiseRow*>(def.extra);
  if (in.size() > pointwise_max_inputs || (def.variant == 0 && row.kind != PointwiseKind::FLOAT && row.kind != PointwiseKind::ANY) || !in[0].defined()) return false;
  const TensorImpl& first = *in[0].unsafe_impl();
  if (first.numel == 0 || first.numel > most || (first.dtype != kFloat && first.dtype != kDouble)) return false;
  const char* data[pointwise_max_inputs] = {};
  for (size_t i = 0; i < in.size(); ++i) {
    if (!in[i].defined()) {
      if (!def.is(hidden)) return false;
      continue;  // what a gradient does not need
    }
    const TensorImpl& t = *in[i].unsafe_impl();
    if (!t.contiguous || t.wrapped_number || t.dtype != first.dtype || t.numel != first.numel || !t.storage->device().is_cpu() || !(t.sizes == first.sizes)) return false;
    data[i] = static_cast<const char*>(t.storage->data()) + static_cast<size_t>(t.offset) * element_size(t.dtype);
  }
  const BlockKernels& kernels = pointwise_kernels(static_cast<int>(&row - pointwise_rows), def.variant);
  if (!(first.dtype == kFloat ? static_cast<bool>(kernels.f32) : static_cast<bool>(kernels.f64))) return false;
  double params[2];
  pointwise_params(row, attr, params);
  *out = empty_tensor(first.sizes, first.dtype, Device());
  const auto run = [&]<class T>(BlockFn<T> block) {
    const T* typed[pointwise_max_inputs];
    for (size_t i = 0; i < pointwise_max_inputs; ++i) typed[i] = reinterpret_cast<const T*>(data[i]);
    block(typed, static_cast<T*>(out->unsafe_impl()->storage->data()), static_cast<size_t>(first.numel), params);
  };
  if (first.dtype == kFloat) run(kernels.f32);
  else run(kernels.f64);
  return true;
}

Tensor densify(const Tensor& t) {
  Tensor out[max_outputs];
  out[0] = empty_tensor(t.unsafe_impl()->sizes, t.dtype(), t.device());
  run_kernel(TL_OP("clone"), t, {}, out, t.device());
  return out[0];
}

}  // namespace
uint32_t needed_mask(const OpDef& def, ArrayRef<Tensor> in) {
  if (!def.vjp || !GradMode::is_enabled()) return 0;
  uint32_t mask = 0;
  for (size_t i = 0; i < in.size(); ++i)
    if (in[i].defined() && in[i].requires_grad()) mask |= 1u << std::min<size_t>(i, 31);
  return mask;
}
namespace {

/// Several elements at one address: writing to them has no defined result.
bool overlaps_itself(const Tensor& t) {
  const TensorImpl& i = *t.unsafe_impl();
  if (i.contiguous) return false;
  for (size_t d = 0; d < i.sizes.size(); ++d)
    if (i.sizes[d] > 1 && i.strides[d] == 0) return true;
  return false;
}

bool overlaps_differently(const Tensor& self, const Tensor& other) {
  if (!other.defined() || !(self.storage() == other.storage())) return false;
  const TensorImpl &a = *self.unsafe_impl(), &b = *other.unsafe_impl();
  return !(a.offset == b.offset && a.sizes == b.sizes && a.strides == b.strides && a.dtype == b.dtype);
}

/// The result goes straight into `target` when the kernel can take its geometry; otherwise through a temporary.
void run_into(const OpDef& def, Tensor& target, ArrayRef<Tensor> in, ArrayRef<Value> attr, const OutMeta& meta) {
  const Device device = target.device();
  bool direct = def.is(inplace_ok) && def.kernel(device.type());
  for (size_t i = 0; i < in.size() && direct; ++i) direct = !overlaps_differently(target, in[i]);
  if (direct) {
    Tensor out[max_outputs];
    out[0] = target;
    run_kernel(def, in, attr, out, device);
    return;
  }
  NoGradGuard guard;
  Tensor result;
  if (def.composite || def.is(view)) {
    result = dispatch(def, in, attr)[0];
  } else {
    Tensor out[max_outputs];
    out[0] = empty_tensor(meta.sizes, meta.dtype, device);
    run_kernel(def, in, attr, out, device);
    result = out[0];
  }
  const OpDef& copy = TL_OP("copy");
  Tensor out[max_outputs];
  out[0] = target;
  const Tensor both[] = {target, overlaps_differently(target, result) ? clone(result) : result};
  run_kernel(copy, {both, 2}, {}, out, device);
}

/// The body of a composite in float32 for operands that are all of one two-byte type; results of that type again. Empty: nothing to widen.
std::optional<Outputs> wide_composite(const OpCall& call) {
  ScalarType narrow = ScalarType::Undefined;
  for (const Tensor& t : call.in)
    if (t.defined() && t.is_floating_point() && !t.unsafe_impl()->wrapped_number) {
      if (!is_narrow(t) || (narrow != ScalarType::Undefined && narrow != t.dtype())) return std::nullopt;
      narrow = t.dtype();
    }
  if (narrow == ScalarType::Undefined || std::any_of(call.attr.begin(), call.attr.end(), [](const Value& v) { return v.is_dtype(); })) return std::nullopt;
  std::vector<Tensor> wide;
  for (const Tensor& t : call.in) wide.push_back(is_narrow(t) ? t.to(kFloat) : t);
  Outputs out = call.def->composite({call.def, wide, call.attr});
  for (int i = 0; i < call.def->outputs; ++i)
    if (out.t[i].defined() && out.t[i].dtype() == kFloat) out.t[i] = out.t[i].to(narrow);
  return out;
}
/// A copy in another memory format.
Tensor relaid(const Tensor& t, MemoryFormat format) {
  Tensor out[max_outputs];
  out[0] = empty_tensor(t.unsafe_impl()->sizes, t.dtype(), t.device());
  out[0].unsafe_impl()->strides = format_strides("memory_format", t.unsafe_impl()->sizes, format);
  out[0].unsafe_impl()->refresh();
  run_kernel(TL_OP("clone"), t, {}, out, t.device());
  return out[0];
}
/// Four or five dimensions whose elements do not lie row by row: only then is there a format to keep.
bool may_have_format(const Tensor& t) { return t.defined() && !t.unsafe_impl()->contiguous && (t.dim() == 4 || t.dim() == 5); }
void set_strides(const Tensor& t, const DimVector& strides) {
  t.unsafe_impl()->strides = strides;
  t.unsafe_impl()->refresh();
}

/// infer → allocate → run.
void run_planned(const OpCall& call, Outputs& out) {
  const OpDef& def = *call.def;
  const ArrayRef<Tensor> in = call.in;
  OutMetas metas;
  def.infer(call, metas);
  if (def.is(view)) {
    out[0] = make_alias(in[0], metas[0].sizes, metas[0].strides, metas[0].offset);
    if (metas[0].dtype != out[0].dtype()) out[0].unsafe_impl()->dtype = metas[0].dtype;
  } else {
    const Device device = device_of(def, in);
    for (int i = 0; i < def.outputs; ++i) {
      OutMeta& m = metas[static_cast<size_t>(i)];
      if (m.dtype == ScalarType::Undefined) continue;  // this output does not exist for these arguments
      out.t[i] = empty_tensor(m.sizes, m.dtype, device);
      if (!m.strides.empty()) set_strides(out.t[i], m.strides);
    }
    const bool formats = (def.traits & (pointwise | keeps_format)) && std::any_of(in.begin(), in.end(), may_have_format);
    const bool direct = def.is(pointwise) || device.is_meta();  // kernels of the others write row by row; their results are laid anew
    const auto keep = [&] {
      for (int i = 0; formats && i < def.outputs; ++i) {
        Tensor& t = out.t[i];
        const MemoryFormat format = t.defined() ? kept_format(def, in, t.unsafe_impl()->sizes) : MemoryFormat::Contiguous;
        if (format == MemoryFormat::Contiguous) continue;
        if (direct) set_strides(t, format_strides(def.name.c_str(), t.unsafe_impl()->sizes, format));
        else t = relaid(t, format);
      }
    };
    if (direct) keep();
    if (!device.is_meta()) run_kernel(def, in, call.attr, out.t, device);
    if (!direct) keep();
  }
}
}  // namespace

namespace {
/// Operand `k` is undefined: fine only where the operator says that it may be left out.
[[gnu::cold]] void check_left_out(const OpDef& def, size_t k) {
  if (def.is(pointwise) && def.is(hidden)) return;  // gradients leave out what they do not need
  size_t at = 0;
  for (const ArgDef& arg : def.args) {
    const bool list = arg.kind == ArgKind::tensor_list;
    if (!list && arg.kind != ArgKind::tensor && arg.kind != ArgKind::optional_tensor) continue;
    if (!list && at++ != k) continue;
    TL_CHECK(arg.kind == ArgKind::optional_tensor, value, def.name, "argument '", arg.name, "' is an undefined tensor: ", signature(def));
    return;
  }
}
void check_defined(const OpDef& def, ArrayRef<Tensor> in) {
  for (size_t i = 0; i < in.size(); ++i)
    if (!in[i].defined()) check_left_out(def, i);
}
}  // namespace

namespace detail {
void no_native_type(ScalarType t) { TL_THROW(not_implemented, "kernel", "elements of type ", t, " are not supported here"); }
}  // namespace detail

Outputs dispatch(const OpDef& def, ArrayRef<Tensor> in, ArrayRef<Value> attr) {
  autograd::profiler::RecordGuard record;
  if (autograd::profiler::recording()) [[unlikely]]
    record.begin(autograd::profiler::RecordScope::function, def.name, in, autograd::next_sequence_nr());
  check_defined(def, in);
  const OpCall call{&def, in, attr};
  if (answers_encoded(def, in)) [[unlikely]] return dispatch_encoded(call);
  if (def.composite) {
    if (def.is(wide_body))
      if (auto out = wide_composite(call)) return std::move(*out);
    return def.composite(call);
  }
  Outputs out;
  if (!def.is(pointwise) || Rehearsal::current() || !run_small(def, in, attr, out.t)) run_planned(call, out);
  const uint32_t needed = needed_mask(def, in);
  if (needed) autograd::record(def, in, attr, out.t, needed);
  if (def.is(view)) {
    if (GradMode::is_enabled() ? in[0].is_floating_point() : in[0].requires_grad()) autograd::set_view(out[0], in[0]);
  }
  return out;
}

void dispatch_inplace(const OpDef& def, Tensor& self, ArrayRef<Tensor> in, ArrayRef<Value> attr) {
  const std::string op = def.name + "_";
  TL_CHECK(def.outputs == 1, not_implemented, op, "an operator with several results has no in-place form");
  autograd::profiler::RecordGuard record;
  if (autograd::profiler::recording()) [[unlikely]]
    record.begin(autograd::profiler::RecordScope::function, op, in, autograd::next_sequence_nr());
  check_defined(def, in);
  autograd::check_inplace(self, op.c_str());
  if (is_encoded(self) || answers_encoded(def, in)) [[unlikely]] return inplace_encoded(op, self, {&def, in, attr});
  TL_CHECK(!overlaps_itself(self), state, op, "more than one element of self ", self.sizes(), " with strides ", self.strides(),
           " refers to a single memory location; clone() it before writing");
  OutMetas metas;
  if (def.composite) {
    metas[0].sizes = self.unsafe_impl()->sizes;
    metas[0].dtype = self.dtype();
  } else {
    def.infer({&def, in, attr}, metas);
  }
  TL_CHECK(metas[0].sizes == self.unsafe_impl()->sizes, shape, op, "the result ", metas[0].sizes, " does not fit into self ", self.sizes());
  const ScalarType from = metas[0].dtype, to = self.dtype();
  TL_CHECK(can_cast(from, to), type, op, "result type ", from, " cannot be cast to self's type ", to);
  const Device device = device_of(def, in);
  if (self.is_meta() || device.is_meta()) {
    self.storage()->bump_version();
    return;
  }
  TL_CHECK(device == self.device(), device, op, "the result is on ", device, " but self ", self.brief(), " is on ", self.device(),
           "; bring them together with to(device)");
  const uint32_t needed = needed_mask(def, in);
  autograd::NodePtr node;
  if (needed || (GradMode::is_enabled() && self.requires_grad())) {
    TL_CHECK(!def.composite, not_implemented, op, "this in-place form cannot record a gradient; use the out-of-place form");
    // Backward may read self as it was: keep a copy, for it is about to change.
    const uint32_t saved = def.saved_inputs(needed);
    std::vector<Tensor> before(in.begin(), in.end());
    for (size_t i = 0; i < before.size() && i < 32; ++i)
      if ((saved >> i & 1u) && before[i].defined() && before[i].storage() == self.storage()) before[i] = clone(before[i]);
    node = autograd::make_node(def, before, attr, needed);
    // Edges belong to the tensors of the call, not to the copies.
    autograd::set_edges(*node, in, needed);
  }
  run_into(def, self, in, attr, metas[0]);
  self.storage()->bump_version();
  if (node) {
    autograd::save_outputs(*node, def, &self);
    autograd::rebase_history(self, node);
  }
}

void dispatch_out(const OpDef& def, Tensor& out, ArrayRef<Tensor> in, ArrayRef<Value> attr) {
  const std::string op = def.name + "_out";
  check_out(op, out, in);
  const NoGradGuard guard;
  write_out(op, out, dispatch(def, in, attr)[0]);
}

}  // namespace tl::ops
