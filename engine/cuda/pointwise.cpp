// SPDX-License-Identifier: Apache-2.0
// Rows of pointwise.def for the device: their texts are taken from the rows themselves, so a new row needs nothing here. Copies and fills
// are the row "a".
#include "engine/ops/pointwise.h"

#include <string_view>

#include "engine/cuda/texts.h"
#include "engine/cuda/vocabulary.h"
#include "engine/ops/functions.h"

namespace tl::gpu {
namespace {
using ops::PointwiseKind;
using ops::PointwiseRow;

KernelText text_of(const PointwiseRow& row) {
  std::string s = std::string(text_head) + vocabulary_text + pointwise_loop_text;
  const std::string inputs = std::to_string(row.arity);
  s += "TL_VALUE(" + inputs + ", (" + row.text[0] + "))\n";
  if (row.kind != PointwiseKind::FLOAT) s += "TL_WHOLE(" + inputs + ")\n";
  for (int w = 0; w < row.arity; ++w)
    if (row.grad[w]) s += str("TL_GRADIENT(grad_", "abc"[w], ", (", row.text[w + 1], "))\n");
  return {str("pointwise/", row.name), s};
}
/// Made once: texts are long, and calls only need them when a kernel is not loaded yet.
const KernelText& row_text(const PointwiseRow& row) {
  static const auto* all = [] {
    auto* v = new std::vector<KernelText>;
    for (int r = 0; r < ops::pointwise_row_count; ++r) v->push_back(text_of(ops::pointwise_rows[r]));
    return v;
  }();
  return (*all)[static_cast<size_t>(&row - ops::pointwise_rows)];
}
const KernelText& copy_text() {
  static const auto* text = new KernelText{"pointwise/copy", std::string(text_head) + vocabulary_text + pointwise_loop_text + "TL_VALUE(1, (a))\nTL_WHOLE(1)\n"};
  return *text;
}

const char* suffix(ScalarType compute) { return compute == kDouble ? "_f64" : compute == kLong ? "_i64" : "_f32"; }

/// Null: too many dims that do not merge; dispatch then comes again with contiguous operands.
bool fill_geometry(ArrayRef<TensorMeta> in, const TensorMeta& out, LoopOperands* o) {
  const ops::PointwiseGeometry g = ops::pointwise_geometry(in, out);
  if (g.sizes.size() > static_cast<size_t>(loop_dims)) return false;
  *o = {};
  o->dims = static_cast<int>(g.sizes.size());
  o->n = 1;
  for (int k = 0; k <= loop_inputs; ++k) o->dtype[k] = -2;
  for (size_t d = 0; d < g.sizes.size(); ++d) {
    o->size[d] = g.sizes[d];
    o->n *= g.sizes[d];
    for (int k = 0; k < g.operands; ++k) o->stride[k][d] = g.strides[k][d];
  }
  for (int k = 0; k < g.operands; ++k) {
    if (!g.present[k]) continue;
    o->dtype[k] = k > 0 && in[static_cast<size_t>(k - 1)].on_host ? -1 : static_cast<int>(g.dtype[k]);
  }
  return true;
}

/// The number behind a 0-dim operand in the host's memory.
void read_number(const void* p, ScalarType t, double* number, long long* whole) {
  const Scalar v = scalar_at(p, t);
  *number = v.toDouble();
  *whole = v.isFloatingPoint() && !(*number > -9.2e18 && *number < 9.2e18) ? 0 : v.toLong();
}

class LoopKernel final : public ops::PreparedKernel {
 public:
  LoopKernel(Gpu& gpu, CUfunction f, const LoopOperands& o, ArrayRef<TensorMeta> in, Report report)
      : gpu_(gpu), function_(f), operands_(o), report_(std::move(report)) {
    for (const TensorMeta& m : in) types_.push_back(m.dtype);
  }
  void run(int, const RunArgs& a) override {
    LoopOperands o = operands_;
    o.base[0] = a.out[0];
    for (size_t k = 0; k < types_.size(); ++k)
      if (o.dtype[k + 1] == -1) read_number(a.in[k], types_[k], &o.number[k + 1], &o.whole[k + 1]);
      else o.base[k + 1] = const_cast<void*>(a.in[k]);
    if (report_) o.report = reinterpret_cast<long long*>(gpu_.report_slot(report_));
    gpu_.launch(function_, blocks_for(o.n), block_threads, o);
  }

 private:
  Gpu& gpu_;
  CUfunction function_;
  LoopOperands operands_;
  std::vector<ScalarType> types_;
  Report report_;
};

KernelPtr prepare_row(const PrepareArgs& a) {
  const PointwiseRow& row = *static_cast<const PointwiseRow*>(a.extra);
  ScalarType compute = ops::pointwise_compute_type(row, a.variant, a.in, a.out);
  if (compute == kLong && (row.kind == PointwiseKind::FLOAT || a.variant != 0)) compute = kFloat;
  LoopOperands o;
  if (!fill_geometry(a.in, a.out[0], &o)) return nullptr;
  double p[2];
  ops::pointwise_params(row, a.attr, p);
  o.p = p[0];
  o.q = p[1];
  Report report;
  const std::string_view expression = row.text[a.variant];
  if (compute == kLong && (expression.find("fmod") != expression.npos || expression.find("floor_div") != expression.npos))
    report = [](int64_t, int64_t) { TL_THROW(value, "remainder", "integer division by zero"); };
  Gpu& g = gpu(a.device);
  const char* names[] = {"value", "grad_a", "grad_b", "grad_c"};
  return std::make_unique<LoopKernel>(g, g.function(row_text(row), std::string(names[a.variant]) + suffix(compute)), o, a.in, std::move(report));
}

/// A copy of input `source`, converted, in the geometry of the output.
KernelPtr prepare_copy_of(const PrepareArgs& a, size_t source) {
  const TensorMeta &in = a.in[source], &out = a.out[0];
  Gpu* g = &gpu(a.device);
  if (!in.on_host && in.dtype == out.dtype && in.contiguous && out.contiguous && in.numel == out.numel) {
    const size_t bytes = static_cast<size_t>(in.numel) * element_size(in.dtype);
    return ops::make_kernel(1, [=](int, const RunArgs& r) { g->copy_within(r.out[0], r.in[source], bytes); });
  }
  LoopOperands o;
  if (!fill_geometry({&in, 1}, out, &o)) return nullptr;
  KernelPtr inner = std::make_unique<LoopKernel>(*g, g->function(copy_text(), std::string("value") + suffix(ops::copy_compute_type(in.dtype, out.dtype))), o,
                                                 ArrayRef<TensorMeta>(&in, 1), Report());
  return ops::make_kernel(1, [inner = std::shared_ptr<ops::PreparedKernel>(std::move(inner)), source](int, const RunArgs& r) {
    inner->run(0, {r.in + source, r.out, r.scratch});
  });
}

KernelPtr prepare_fill(const PrepareArgs& a) {
  const Scalar v = a.attr[0].to_scalar();
  TensorMeta one;
  one.defined = one.on_host = true;
  one.numel = 1;
  one.dtype = v.type();
  LoopOperands o;
  if (!fill_geometry({&one, 1}, a.out[0], &o)) return nullptr;
  const double number = v.isFloatingPoint() ? v.toDouble() : static_cast<double>(v.toLong());
  const int64_t whole = v.isFloatingPoint() ? 0 : v.toLong();
  Gpu* g = &gpu(a.device);
  const CUfunction f = g->function(copy_text(), std::string("value") + suffix(ops::copy_compute_type(one.dtype, a.out[0].dtype)));
  o.number[1] = number;
  o.whole[1] = whole;
  return ops::make_kernel(1, [=](int, const RunArgs& r) {
    LoopOperands now = o;
    now.base[0] = r.out[0];
    g->launch(f, blocks_for(now.n), block_threads, now);
  });
}

/// Rows are copied into their places of the result, one operand after the other.
KernelPtr prepare_cat(const PrepareArgs& a) {
  if (!dense(a)) return nullptr;
  const size_t d = static_cast<size_t>(wrapped(a.attr[0].i(), a.out[0].sizes));
  struct Piece {
    std::shared_ptr<ops::PreparedKernel> copy;
    size_t offset;
  };
  std::vector<Piece> pieces;
  size_t at = 0;
  for (size_t k = 0; k < a.in.size(); ++k) {
    TensorMeta place = a.out[0];
    place.sizes = a.in[k].sizes;
    place.numel = a.in[k].numel;
    place.contiguous = false;
    if (place.numel > 0) {
      PrepareArgs one = a;
      one.in = {&a.in[k], 1};
      one.out = {&place, 1};
      pieces.push_back({prepare_copy_of(one, 0), at * element_size(a.out[0].dtype)});
      if (!pieces.back().copy) return nullptr;
    } else {
      pieces.push_back({});
    }
    at += static_cast<size_t>(a.in[k].sizes[d] * a.out[0].strides[d]);
  }
  return ops::make_kernel(1, [pieces = std::move(pieces)](int, const RunArgs& r) {
    for (size_t k = 0; k < pieces.size(); ++k) {
      if (!pieces[k].copy) continue;
      void* out = r.o<char>() + pieces[k].offset;
      pieces[k].copy->run(0, {r.in + k, &out, nullptr});
    }
  });
}

/// A copy whose strides run backwards.
KernelPtr prepare_flip(const PrepareArgs& a) {
  if (!dense(a)) return nullptr;
  TensorMeta from = a.in[0];
  int64_t offset = 0;
  from.contiguous = false;
  for (const int64_t dim : a.attr[0].ints()) {
    const size_t d = static_cast<size_t>(wrapped(dim, from.sizes));
    if (from.sizes.empty()) continue;
    offset += (from.sizes[d] - 1) * from.strides[d];
    from.strides[d] = -from.strides[d];
  }
  PrepareArgs one = a;
  one.in = {&from, 1};
  std::shared_ptr<ops::PreparedKernel> copy = prepare_copy_of(one, 0);
  if (!copy) return nullptr;
  const size_t bytes = static_cast<size_t>(offset) * element_size(from.dtype);
  return ops::make_kernel(1, [=](int, const RunArgs& r) {
    const void* in = r.i<char>(0) + bytes;
    copy->run(0, {&in, r.out, nullptr});
  });
}
}  // namespace

void register_pointwise() {
  for (const ops::OpDef* def : ops::all())
    if (def->is(ops::pointwise) && def->extra) ops::set_kernel(def->name, kCUDA, prepare_row);
  ops::set_kernel("copy", kCUDA, [](const PrepareArgs& a) { return prepare_copy_of(a, 1); });
  ops::set_kernel("clone", kCUDA, [](const PrepareArgs& a) { return prepare_copy_of(a, 0); });
  ops::set_kernel("to", kCUDA, [](const PrepareArgs& a) { return prepare_copy_of(a, 0); });
  ops::set_kernel("fill", kCUDA, prepare_fill);
  ops::set_kernel("cat_rows", kCUDA, prepare_cat);
  ops::set_kernel("flip", kCUDA, prepare_flip);
}

void pointwise_texts(Texts& all) {
  for (int r = 0; r < ops::pointwise_row_count; ++r) all.push_back(row_text(ops::pointwise_rows[r]));
  all.push_back(copy_text());
}

}  // namespace tl::gpu
