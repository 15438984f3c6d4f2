// SPDX-License-Identifier: Apache-2.0
// Copies, casts and fills.
#include <algorithm>
#include <cmath>
#include <cstring>

#include "engine/autograd/op_node.h"
#include "engine/core/device_backend.h"
#include "engine/core/error.h"
#include "engine/core/pool.h"
#include "engine/cpu/transposed_copy.h"
#include "engine/ops/functions.h"
#include "engine/ops/op_def.h"
#include "engine/ops/pointwise.h"
#include "engine/ops/register_all.h"
#include "engine/ops/sizes_of.h"
#include "engine/sparse/coo.h"

namespace tl {
namespace ops {

ScalarType copy_compute_type(ScalarType from, ScalarType to) {
  if (is_narrow_float(from) || is_narrow_float(to)) return from == kDouble || to == kDouble ? kDouble : kFloat;
  if (is_integral(from) && is_integral(to)) return kLong;
  if (from == kFloat && (to == kFloat || to == kBool)) return kFloat;
  return kDouble;
}

namespace {

template <class T>
void identity_block(const T* const* in, T* out, size_t n, const double*) {
  std::memcpy(out, in[0], n * sizeof(T));
}
constexpr BlockKernels identity{identity_block<float>, identity_block<double>, identity_block<int64_t>};

/// Where the result runs along one dimension of memory and the source along another. Null for other geometries.
KernelPtr prepare_transposed(const TensorMeta& in, const TensorMeta& out, size_t source) {
  const PointwiseGeometry g = pointwise_geometry({&in, 1}, out);
  if (g.strides[0][0] != 1 || g.strides[1][0] <= 1) return nullptr;
  size_t across = 0;
  for (size_t d = 1; d < g.sizes.size(); ++d)
    if (g.strides[1][d] == 1) across = d;
  if (!across || g.sizes[0] < 4 || g.sizes[across] < 4) return nullptr;
  const int64_t columns = g.sizes[across], bands = (columns + 31) / 32;
  int64_t outer = 1;
  for (size_t d = 1; d < g.sizes.size(); ++d)
    if (d != across) outer *= g.sizes[d];
  const int parts = parts_for(outer * columns * g.sizes[0], 1 << 15);
  const size_t item = element_size(in.dtype);
  const bool large = static_cast<size_t>(out.numel) * item > size_t{8} << 20;  // more than the caches keep until somebody reads it
  return make_kernel(parts, [=](int part, const RunArgs& r) {
    const Range range = part_range(outer * bands, parts, part);
    for (int64_t u = range.begin; u < range.end; ++u) {
      const int64_t first = u % bands * 32;
      int64_t rest = u / bands, from = first * g.strides[1][across], to = first * g.strides[0][across];
      for (size_t d = 1; d < g.sizes.size(); ++d) {
        if (d == across) continue;
        from += rest % g.sizes[d] * g.strides[1][d];
        to += rest % g.sizes[d] * g.strides[0][d];
        rest /= g.sizes[d];
      }
      cpu::transposed_copy(r.i<char>(source) + from * static_cast<int64_t>(item), g.strides[1][0], r.o<char>() + to * static_cast<int64_t>(item), g.strides[0][across],
                           g.sizes[0], std::min<int64_t>(32, columns - first), item, large);
    }
  });
}

KernelPtr prepare_copy_from(const PrepareArgs& a, size_t source) {
  const TensorMeta &in = a.in[source], &out = a.out[0];
  if (in.dtype == out.dtype && in.contiguous && out.contiguous && in.numel == out.numel) {
    const size_t bytes = static_cast<size_t>(in.numel) * element_size(in.dtype);
    const int parts = parts_for(static_cast<int64_t>(bytes), 256 << 10);
    return make_kernel(parts, [=](int part, const RunArgs& r) {
      const Range b = part_range(static_cast<int64_t>(bytes), parts, part, 64);
      std::memcpy(r.o<char>() + b.begin, r.i<char>(source) + b.begin, static_cast<size_t>(b.end - b.begin));
    });
  }
  if (in.dtype == out.dtype && in.numel == out.numel)
    if (KernelPtr k = prepare_transposed(in, out, source)) return k;
  const double none[2] = {};
  KernelPtr inner = prepare_pointwise(identity, {&in, 1}, out, copy_compute_type(in.dtype, out.dtype), none);
  if (source == 0) return inner;
  // The kernel sees one operand; shift the pointers by the ones that it does not read.
  struct Shifted final : PreparedKernel {
    KernelPtr inner;
    size_t source;
    Shifted(KernelPtr k, size_t s) : inner(std::move(k)), source(s) {}
    int parts() const override { return inner->parts(); }
    void run(int part, const RunArgs& r) override { inner->run(part, {r.in + source, r.out, r.scratch}); }
  };
  return std::make_unique<Shifted>(std::move(inner), source);
}

void infer_copy(const OpCall& c, OutMetas& out) {
  out[0].sizes = sizes_of(c.in[0]);
  out[0].dtype = c.in[0].dtype();
  const DimVector fits = broadcast_shapes("copy_", out[0].sizes, sizes_of(c.in[1]));
  TL_CHECK(fits == out[0].sizes, shape, "copy_", "source ", c.in[1].sizes(), " does not broadcast to self ", c.in[0].sizes());
}
void vjp_copy(const VjpContext& c) {
  if (c.needs(0)) c.set(0, zeros_like(c.grad()));
  if (c.needs(1)) c.set(1, c.grad());
}

void infer_fill(const OpCall& c, OutMetas& out) {
  out[0].sizes = sizes_of(c.in[0]);
  out[0].dtype = c.in[0].dtype();
}
void vjp_fill(const VjpContext& c) { c.set(0, zeros_like(c.grad())); }
KernelPtr prepare_fill(const PrepareArgs& a) {
  const Scalar v = a.attr[0].to_scalar();
  TensorMeta one;  // a 0-dim operand broadcast to the output
  one.defined = true;
  one.contiguous = true;
  one.numel = 1;
  one.dtype = v.type();
  const double none[2] = {};
  struct Constant final : PreparedKernel {
    KernelPtr inner;
    union { int64_t i; double d; bool b; } value;
    int parts() const override { return inner->parts(); }
    void run(int part, const RunArgs& r) override {
      const void* in[] = {&value};
      inner->run(part, {in, r.out, r.scratch});
    }
  };
  auto k = std::make_unique<Constant>();
  if (v.isBoolean()) k->value.b = v.toBool();
  else if (v.isIntegral()) k->value.i = v.toLong();
  else k->value.d = v.toDouble();
  k->inner = prepare_pointwise(identity, {&one, 1}, a.out[0], copy_compute_type(one.dtype, a.out[0].dtype), none);
  return k;
}

void infer_to(const OpCall& c, OutMetas& out) {
  out[0].sizes = sizes_of(c.in[0]);
  if (const MemoryFormat format = c.in[0].is_contiguous() ? MemoryFormat::Contiguous : c.in[0].suggest_memory_format(); format != MemoryFormat::Contiguous)
    out[0].strides = format_strides("to", out[0].sizes, format);
  out[0].dtype = c.attr[0].to_dtype();
}
void vjp_to(const VjpContext& c) { c.set(0, c.grad()); }
/// Every element at its own place and no place between them: strides that a copy can have as well.
bool without_gaps(const DimVector& sizes, const DimVector& strides) {
  std::vector<std::pair<int64_t, int64_t>> steps;
  for (size_t d = 0; d < sizes.size(); ++d)
    if (sizes[d] != 1) steps.emplace_back(strides[d], sizes[d]);
  std::sort(steps.begin(), steps.end());
  int64_t expected = 1;
  for (const auto& [stride, size] : steps) {
    if (stride != expected) return false;
    expected *= size;
  }
  return true;
}
MemoryFormat format_from(const std::string& name) {
  for (const MemoryFormat f : {MemoryFormat::Contiguous, MemoryFormat::Preserve, MemoryFormat::ChannelsLast, MemoryFormat::ChannelsLast3d})
    if (name == memory_format_name(f)) return f;
  TL_THROW(value, "clone", "there is no memory format \"", name, "\"; there are contiguous_format, preserve_format, channels_last and channels_last_3d");
}
void infer_clone(const OpCall& c, OutMetas& out) {
  const TensorImpl& x = *c.in[0].unsafe_impl();
  const MemoryFormat format = format_from(c.attr[0].to_string());
  out[0].sizes = x.sizes;
  out[0].dtype = x.dtype;
  if (format != MemoryFormat::Preserve) out[0].strides = format_strides("clone", x.sizes, format);
  else if (!x.contiguous && x.numel && without_gaps(x.sizes, x.strides)) out[0].strides = x.strides;
}
Tensor sample(IntArrayRef sizes) { return arange(0, product(DimVector(sizes.begin(), sizes.end())), kDouble).view(sizes) * 0.3 - 0.7; }
}  // namespace

void register_copy() {
  add({.name = "copy", .category = "Copy", .doc = "The values of src in the shape and type of input.",
       .args = {{"input"}, {"src"}}, .infer = infer_copy, .vjp = vjp_copy, .traits = inplace_ok | narrow_floats,
       .cpu = [](const PrepareArgs& a) { return prepare_copy_from(a, 1); },
       .samples = [] { return std::vector<OpSample>{{{sample({2, 3}), sample({3})}}}; }});
  add({.name = "fill", .category = "Copy", .doc = "One value in the shape and type of input.",
       .args = {{"input"}, {"value", ArgKind::scalar}}, .infer = infer_fill, .vjp = vjp_fill, .traits = inplace_ok | narrow_floats, .cpu = prepare_fill,
       .samples = [] { return std::vector<OpSample>{{{sample({2, 3}), 2.5}}}; }});
  add({.name = "to", .category = "Copy", .doc = "The values converted to another dtype.",
       .args = {{"input"}, {"dtype", ArgKind::dtype}}, .infer = infer_to, .vjp = vjp_to, .traits = narrow_floats,
       .cpu = [](const PrepareArgs& a) { return prepare_copy_from(a, 0); },
       .samples = [] { return std::vector<OpSample>{{{sample({2, 3}), kDouble}}}; }});
  add({.name = "clone", .category = "Copy", .doc = "A copy; preserve_format keeps the strides of a tensor without gaps.",
       .args = {{"input"}, {"memory_format", ArgKind::text, "preserve_format"}}, .infer = infer_clone, .vjp = vjp_to, .traits = narrow_floats, .cpu = [](const PrepareArgs& a) { return prepare_copy_from(a, 0); },
       .samples = [] { return std::vector<OpSample>{{{sample({2, 3}).transpose(0, 1)}}}; }});
}
}  // namespace ops

Tensor clone(const Tensor& input, std::optional<MemoryFormat> format) {
  static const Value names[] = {memory_format_name(MemoryFormat::Contiguous), memory_format_name(MemoryFormat::Preserve),
                                memory_format_name(MemoryFormat::ChannelsLast), memory_format_name(MemoryFormat::ChannelsLast3d)};
  return ops::call1(TL_OP("clone"), input, ArrayRef<Value>(&names[static_cast<size_t>(format.value_or(MemoryFormat::Preserve))], 1));
}
Tensor to(const Tensor& input, ScalarType dtype) {
  if (input.dtype() == dtype) return input;
  const Value attr[] = {Value(dtype)};
  return ops::call1(TL_OP("to"), input, attr);
}
Tensor Tensor::clone(std::optional<MemoryFormat> format) const { return tl::clone(*this, format); }
Tensor Tensor::contiguous(MemoryFormat format) const {
  TL_CHECK(format != MemoryFormat::Preserve, value, "contiguous", "preserve_format is no order of elements");
  return is_sparse() || is_contiguous(format) ? *this : tl::clone(*this, format);
}
Tensor Tensor::to(ScalarType dtype, bool, bool copy) const { return copy && dtype == this->dtype() ? tl::clone(*this) : tl::to(*this, dtype); }
namespace {
/// The bytes of a contiguous tensor in another device's memory.
Tensor transferred(const Tensor& from, Device device) {
  if (from.is_cuda() && device.is_cuda()) return transferred(transferred(from, kCPU), device);
  const TensorImpl& f = *from.unsafe_impl();
  Tensor to = empty_tensor(f.sizes, f.dtype, device);
  if (from.numel() == 0) return to;
  if (device.is_cuda()) device_backend(to.device()).copy_from_host(to.data_ptr(), from.data_ptr(), from.nbytes(), to.device().index());
  else device_backend(from.device()).copy_to_host(to.data_ptr(), from.data_ptr(), from.nbytes(), from.device().index());
  return to;
}
/// Gradients go back to where the values came from. No operator by name: a device is no argument of a graph.
const ops::OpDef& to_device_def() {
  static const ops::OpDef def = [] {
    ops::OpDef d;
    d.name = "to_device";
    d.vjp = [](const ops::VjpContext& c) { c.set(0, c.grad().to(Device(c.attr(0).to_string()))); };
    return d;
  }();
  return def;
}
}  // namespace
Tensor Tensor::to(Device device, bool, bool copy) const {
  if (device == this->device()) return copy ? tl::clone(*this) : *this;
  if (device.is_meta()) return is_sparse() ? sparse::to_device(*this, device) : empty_tensor(impl().sizes, dtype(), device);
  TL_CHECK(!is_meta(), state, "to", "a meta tensor ", sizes(), " has no data to copy to ", device);
  if (is_sparse()) return sparse::to_device(*this, usable_device(device));
  TL_CHECK(!is_quantized(), not_implemented, "to", "quantized tensors live on the CPU; dequantize() before moving one to ", device);
  const Device target = usable_device(device);
  Tensor result;
  {
    NoGradGuard guard;
    result = transferred(detach().contiguous(), target);
  }
  result.unsafe_impl()->wrapped_number = impl().wrapped_number;
  if (GradMode::is_enabled() && requires_grad()) {
    const Value attr[] = {Value(this->device().str())};
    autograd::record(to_device_def(), *this, attr, &result, 1);
  }
  return result;
}
Tensor Tensor::to(Device device, ScalarType dtype, bool, bool copy) const { return to(device).to(dtype, false, copy); }
Tensor Tensor::to(const Tensor& other, bool non_blocking, bool copy, std::optional<MemoryFormat> format) const {
  return to(other.device(), other.dtype(), non_blocking, copy, format);
}
Tensor Tensor::to(ScalarType dtype, bool non_blocking, bool copy, std::optional<MemoryFormat> format) const {
  return to(TensorOptions(dtype).memory_format(format), non_blocking, copy);
}
Tensor Tensor::to(const TensorOptions& options, bool non_blocking, bool copy, std::optional<MemoryFormat> format) const {
  TL_CHECK(!format || !options.memory_format_opt(), value, "to", "the memory format is given twice");
  return to(format ? options.memory_format(format) : options, non_blocking, copy);
}
Tensor Tensor::to(const TensorOptions& o, bool, bool copy) const {
  TL_CHECK(!o.layout_opt() || o.layout() == layout(), value, "to", "cannot make a ", o.layout(), " tensor of a ", layout(), " one; use to_dense() or to_sparse()");
  Tensor t = o.has_device() ? to(o.device()) : *this;
  if (o.has_dtype()) t = t.to(o.dtype());
  const MemoryFormat format = o.memory_format_opt().value_or(MemoryFormat::Preserve);
  if (format != MemoryFormat::Preserve) t = t.contiguous(format);
  return copy && t.is_same(*this) ? tl::clone(t, format) : t;
}
Tensor Tensor::to(Device device, ScalarType dtype, bool non_blocking, bool copy, std::optional<MemoryFormat> format) const {
  return to(TensorOptions(dtype).device(device).memory_format(format), non_blocking, copy);
}
Tensor& Tensor::copy_(const Tensor& src, bool) const {
  if (src.is_same(self())) return self();
  const Tensor in[] = {self(), src.device() == device() || src.is_meta() || is_meta() ? src : src.to(device())};
  ops::dispatch_inplace(TL_OP("copy"), self(), in);
  return self();
}
namespace {
/// Of elements that share a place in memory, one: a single value may be written there, where a copy of many would be refused.
Tensor each_place_once(const Tensor& t) {
  Tensor once = t;
  for (int64_t d = 0; !t.unsafe_impl()->encoding && d < t.dim(); ++d)
    if (t.size(d) > 1 && t.stride(d) == 0) once = once.narrow(d, 0, 1);
  return once;
}
}  // namespace
Tensor& Tensor::fill_(const Scalar& v) const {
  if (const Tensor once = each_place_once(self()); !once.is_same(self())) {
    once.fill_(v);
    return self();
  }
  const Tensor in[] = {self()};
  // A float written into an integer tensor is cut off, as the reference does.
  const Value attr[] = {tl::is_integral(dtype(), false) && v.isFloatingPoint() ? Value(v.toLong()) : Value(v)};
  ops::dispatch_inplace(TL_OP("fill"), self(), in, attr);
  return self();
}
Tensor& Tensor::fill_(const Tensor& value) const {
  TL_CHECK(value.dim() == 0, shape, "fill_", "the value must have no dimensions, not ", value.sizes());
  const Tensor once = each_place_once(self());
  once.copy_(tl::expand(value, once.sizes()));
  return self();
}
Tensor& Tensor::zero_() const {
  if (is_contiguous() && !is_quantized() && is_cpu() && !requires_grad() && !(GradMode::is_enabled() && is_view())) {
    if (numel()) std::memset(data_ptr(), 0, nbytes());
    storage()->bump_version();
    return self();
  }
  return fill_(0);
}

}  // namespace tl
