// SPDX-License-Identifier: Apache-2.0
#include "engine/ops/quantize.h"

#include <cmath>

#include "engine/autograd/grad_mode.h"
#include "engine/ops/fill_each.h"
#include "engine/ops/functions.h"
#include "engine/ops/host_only.h"
#include "engine/ops/quantizer.h"
#include "engine/ops/register_all.h"
#include "engine/ops/sample_tensor.h"

namespace tl {
namespace ops {
namespace {

struct Range64 {
  int64_t low, high;
};
Range64 range_of(ScalarType type) {
  return type == kQInt8 ? Range64{-128, 127} : type == kQUInt8 ? Range64{0, 255} : Range64{INT32_MIN, INT32_MAX};
}
ScalarType quantized_type(const char* op, ScalarType stored) {
  if (stored == kChar) return kQInt8;
  if (stored == kByte) return kQUInt8;
  if (stored == kInt) return kQInt32;
  TL_THROW(type, op, "quantized elements are stored as int8, uint8 or int32, not as ", stored);
}
void check_quantized_type(const char* op, ScalarType type) {
  TL_CHECK(is_quantized_type(type), type, op, "dtype must be qint8, quint8 or qint32, but is ", type);
}
void check_one(const char* op, double scale, int64_t zero_point, ScalarType type) {
  const Range64 r = range_of(type);
  TL_CHECK(std::isfinite(scale) && scale > 0, value, op, "the scale must be positive and finite, but is ", scale);
  TL_CHECK(zero_point >= r.low && zero_point <= r.high, value, op, "the zero point must be from ", r.low, " to ", r.high, " for ", type,
           ", but is ", zero_point);
}

/// Place of the channel of element i, counted row by row.
struct Channels {
  Channels(const DimVector& sizes, int64_t axis) : n(sizes[static_cast<size_t>(axis)]) {
    for (size_t d = static_cast<size_t>(axis) + 1; d < sizes.size(); ++d) inner *= sizes[d];
  }
  size_t of(int64_t i) const { return static_cast<size_t>(i / inner % n); }
  int64_t n, inner = 1;
};

/// Rounded to the nearest, halves to even; what is not a number becomes the zero point.
int64_t quantized_value(float x, double scale, int64_t zero_point, Range64 r) {
  const double q = std::nearbyint(static_cast<double>(x * static_cast<float>(1.0 / scale)));
  if (std::isnan(q)) return zero_point;
  return static_cast<int64_t>(std::clamp(q + static_cast<double>(zero_point), static_cast<double>(r.low), static_cast<double>(r.high)));
}

/// Scales as float64, zero points as int64, both vectors with an entry per channel, checked.
EncodingPtr channel_quantizer(const char* op, const DimVector& sizes, const Tensor& scales, const Tensor& zero_points, int64_t axis,
                              ScalarType type) {
  TL_CHECK(!sizes.empty(), shape, op, "a 0-dim tensor has no channels");
  axis = wrap_dim(op, axis, sizes);
  TL_CHECK(scales.dim() == 1 && zero_points.dim() == 1 && scales.size(0) == sizes[static_cast<size_t>(axis)] &&
               zero_points.size(0) == scales.size(0),
           shape, op, "scales ", scales.sizes(), " and zero points ", zero_points.sizes(), " must have one entry per channel of dimension ",
           axis, " of ", sizes);
  TL_CHECK(scales.is_floating_point() && is_integral(zero_points.dtype(), false), type, op,
           "scales must be floats and zero points integers, not ", scales.dtype(), " and ", zero_points.dtype());
  host_only(op, scales);
  host_only(op, zero_points);
  const Tensor s = scales.detach().to(kDouble).contiguous().clone(), z = zero_points.detach().to(kLong).contiguous().clone();
  for (int64_t k = 0; k < s.numel(); ++k) check_one(op, s.data_ptr<double>()[k], z.data_ptr<int64_t>()[k], type);
  return std::make_shared<Quantizer>(s, z, axis);
}

const Tensor& checked_input(const char* op, const Tensor& x) {
  TL_CHECK(x.defined() && x.dtype() == kFloat && !x.unsafe_impl()->encoding, type, op, "expects a float32 input, but got ", x.brief());
  TL_CHECK(!x.is_meta(), not_implemented, op, "a meta tensor has no elements");
  host_only(op, x);
  return x;
}
template <class Pair>
Tensor quantized_with(const Tensor& input, ScalarType type, EncodingPtr encoding, Pair&& pair) {
  const Tensor x = input.detach().contiguous();
  Tensor out = empty_tensor(x.unsafe_impl()->sizes, stored_type(type));
  const Range64 r = range_of(type);
  const float* p = x.numel() ? x.data_ptr<float>() : nullptr;
  fill_each(out, [&](int64_t i) {
    const auto [scale, zero_point] = pair(i);
    return quantized_value(p[i], scale, zero_point, r);
  });
  return with_quantizer(out, type, std::move(encoding));
}
Tensor quantized_by(const Tensor& x, ScalarType type, const EncodingPtr& encoding) {
  const auto& q = static_cast<const Quantizer&>(*encoding);
  if (!q.per_channel()) return quantized_with(x, type, encoding, [&](int64_t) { return std::pair(q.scale, q.zero_point); });
  const Channels channels(x.unsafe_impl()->sizes, q.axis);
  const double* s = q.scales.data_ptr<double>();
  const int64_t* z = q.zero_points.data_ptr<int64_t>();
  return quantized_with(x, type, encoding, [&, s, z](int64_t i) { return std::pair(s[channels.of(i)], z[channels.of(i)]); });
}

Outputs per_tensor_body(const OpCall& c) {
  const ScalarType type = c.attr[2].to_dtype();
  const Tensor& x = checked_input("quantize_per_tensor", c.in[0]);
  check_quantized_type("quantize_per_tensor", type);
  check_one("quantize_per_tensor", c.d(0), c.i(1), type);
  return one(quantized_by(x, type, std::make_shared<Quantizer>(c.d(0), c.i(1))));
}
Outputs per_channel_body(const OpCall& c) {
  const ScalarType type = c.attr[1].to_dtype();
  const Tensor& x = checked_input("quantize_per_channel", c.in[0]);
  check_quantized_type("quantize_per_channel", type);
  return one(quantized_by(x, type, channel_quantizer("quantize_per_channel", x.unsafe_impl()->sizes, c.in[1], c.in[2], c.i(0), type)));
}

Outputs dequantize_body(const OpCall& c) {
  const Tensor& t = c.in[0];
  const Quantizer& q = quantizer("dequantize", t);
  const Tensor integers = plain_integers(t).contiguous();
  Tensor out = empty_tensor(t.unsafe_impl()->sizes, kFloat);
  visit_dtype(integers.dtype(), [&](auto zero) {
    const auto* p = integers.data_ptr<decltype(zero)>();
    if (!q.per_channel()) {
      const auto scale = static_cast<float>(q.scale);
      fill_each(out, [&](int64_t i) { return static_cast<float>(static_cast<int64_t>(p[i]) - q.zero_point) * scale; });
      return;
    }
    const Channels channels(t.unsafe_impl()->sizes, q.axis);
    fill_each(out, [&](int64_t i) {
      const size_t k = channels.of(i);
      return static_cast<float>(static_cast<int64_t>(p[i]) - q.zero_points.data_ptr<int64_t>()[k]) *
             static_cast<float>(q.scales.data_ptr<double>()[k]);
    });
  });
  return one(out);
}
Outputs dequantize_plain(const OpCall& c) { return one(c.in[0].to(kFloat)); }
Outputs int_repr_body(const OpCall& c) {
  (void)quantizer("int_repr", c.in[0]);
  return one(tl::clone(plain_integers(c.in[0])));
}
Outputs refuse_plain(const OpCall& c) {
  quantizer(c.def->name.c_str(), c.in[0]);
  return {};
}

Outputs clone_body(const OpCall& c) {
  const Tensor& t = c.in[0];
  return one(with_quantizer(call1(TL_OP("clone"), plain_integers(t), c.attr), t.dtype(), t.unsafe_impl()->encoding));
}
/// copy_: floats are quantized as self is; a quantized source brings its own scale.
Outputs copy_body(const OpCall& c) {
  const Tensor &self = c.in[0], &src = c.in[1];
  TL_CHECK(self.is_quantized(), type, "copy_", "a quantized source ", src.brief(), " goes into a quantized tensor only, not into ",
           self.brief(), "; use dequantize()");
  TL_CHECK(self.sizes() == src.sizes(), shape, "copy_", "source ", src.sizes(), " and self ", self.sizes(), " must be of one shape");
  if (src.is_quantized()) return one(src.contiguous());
  return one(quantized_by(checked_input("copy_", src), self.dtype(), self.unsafe_impl()->encoding));
}

/// Gradient where the rounded value lies within [low, high].
Tensor within(const Tensor& x, double scale, int64_t zero_point, int64_t low, int64_t high) {
  const Tensor q = round(x * (1.0 / scale)) + static_cast<double>(zero_point);
  return logical_and(ge(q, static_cast<double>(low)), le(q, static_cast<double>(high)));
}
Outputs fake_body(const OpCall& c) {
  const Tensor& x = c.in[0];
  const double scale = c.d(0);
  const int64_t zero_point = c.i(1), low = c.i(2), high = c.i(3);
  TL_CHECK(x.is_floating_point(), type, "fake_quantize", "expects a floating-point input, but got ", x.brief());
  TL_CHECK(std::isfinite(scale) && scale > 0, value, "fake_quantize", "the scale must be positive and finite, but is ", scale);
  TL_CHECK(low <= high && zero_point >= low && zero_point <= high && low >= -(int64_t{1} << 31) && high < (int64_t{1} << 31), value,
           "fake_quantize", "the zero point ", zero_point, " must lie between quant_min ", low, " and quant_max ", high,
           ", both within 32 bits");
  const Tensor plain = x.detach();
  const auto z = static_cast<double>(zero_point);
  const Tensor grid =
      (clamp(round(plain * (1.0 / scale)) + z, Scalar(static_cast<double>(low)), Scalar(static_cast<double>(high))) - z) * scale;
  const Tensor passed =
      where(within(plain, scale, zero_point, low, high), x, plain);  // x carries the gradient, its value is taken away again
  return one(x.requires_grad() ? grid + (passed - passed.detach()) : grid);
}
}  // namespace

const Quantizer& quantizer(const char* operation, const Tensor& t) {
  TL_CHECK(t.defined() && t.is_quantized(), type, operation, "expected a quantized tensor, but got ", t.brief(),
           "; make one with quantize_per_tensor()");
  return static_cast<const Quantizer&>(*t.unsafe_impl()->encoding);
}
ScalarType stored_type(ScalarType quantized) { return quantized == kQInt8 ? kChar : quantized == kQUInt8 ? kByte : kInt; }
Tensor plain_integers(const Tensor& t) {
  const TensorImpl& i = *t.unsafe_impl();
  Tensor out = make_alias(t, i.sizes, i.strides, i.offset);
  out.unsafe_impl()->encoding = nullptr;
  out.unsafe_impl()->dtype = stored_type(t.dtype());
  return out;
}
Tensor with_quantizer(const Tensor& integers, ScalarType type, EncodingPtr encoding) {
  const TensorImpl& i = *integers.unsafe_impl();
  Tensor out = make_alias(integers, i.sizes, i.strides, i.offset);
  out.unsafe_impl()->encoding = std::move(encoding);
  out.unsafe_impl()->dtype = type;
  return out;
}
bool equal_quantized(const Tensor& a, const Tensor& b) {
  const Quantizer &p = quantizer("equal", a), &q = quantizer("equal", b);
  if (p.per_channel() != q.per_channel()) return false;
  const bool same = p.per_channel() ? p.axis == q.axis && equal(p.scales, q.scales) && equal(p.zero_points, q.zero_points)
                                    : p.scale == q.scale && p.zero_point == q.zero_point;
  return same && equal(plain_integers(a), plain_integers(b));
}

void register_quantize() {
  using enum ArgKind;
  const char* group = "Quantization";
  const auto input = [] { return sample_tensor({2, 3}).to(kFloat); };
  add({.name = "quantize_per_tensor",
       .category = group,
       .doc = "Integers q that stand for (q - zero_point) * scale.",
       .args = {{"input"}, {"scale", real}, {"zero_point", integer}, {"dtype", dtype}},
       .quantized = per_tensor_body,
       .samples = [input] {
         return Samples{{{input(), 0.1, 10, kQUInt8}, false}};
       }});
  add({.name = "quantize_per_channel",
       .category = group,
       .doc = "The same with a scale and a zero point per entry of dimension axis.",
       .args = {{"input"}, {"scales"}, {"zero_points"}, {"axis", integer}, {"dtype", dtype}},
       .quantized = per_channel_body,
       .samples = [input] {
         return Samples{{{input(), tl::tensor({0.1, 0.2}), tl::tensor({1, 2}), 0, kQInt8}, false}};
       }});
  add({.name = "dequantize",
       .category = group,
       .doc = "The real numbers behind a quantized tensor, float32.",
       .args = {{"input"}},
       .composite = dequantize_plain,
       .quantized = dequantize_body,
       .samples = [input] {
         return Samples{{{quantize_per_tensor(input(), 0.1, 10, kQUInt8)}, false}};
       }});
  add({.name = "int_repr",
       .category = group,
       .doc = "The integers of a quantized tensor.",
       .args = {{"input"}},
       .composite = refuse_plain,
       .quantized = int_repr_body,
       .samples = [input] {
         return Samples{{{quantize_per_tensor(input(), 0.1, 10, kQUInt8)}, false}};
       }});
  add({.name = "fake_quantize_per_tensor_affine",
       .category = group,
       .doc = "Rounded to a quantized grid and back; the gradient passes where nothing was cut off.",
       .args = {{"input"}, {"scale", real}, {"zero_point", integer}, {"quant_min", integer}, {"quant_max", integer}},
       .composite = fake_body,
       .samples = [] {
         return Samples{{{sample_tensor({2, 3}), 0.1, 10, 0, 255}, false}};
       }});
  set_quantized("clone", clone_body);
  set_quantized("copy", copy_body);
}
}  // namespace ops

Tensor quantize_per_tensor(const Tensor& x, double scale, int64_t zero_point, ScalarType dtype) {
  const Value attr[] = {scale, zero_point, dtype};
  return ops::call1(TL_OP("quantize_per_tensor"), x, attr);
}
Tensor quantize_per_channel(const Tensor& x, const Tensor& scales, const Tensor& zero_points, int64_t axis, ScalarType dtype) {
  const Tensor in[] = {x, scales, zero_points};
  const Value attr[] = {axis, dtype};
  return ops::call1(TL_OP("quantize_per_channel"), in, attr);
}
Tensor dequantize(const Tensor& x) { return ops::call1(TL_OP("dequantize"), x); }
Tensor int_repr(const Tensor& x) { return ops::call1(TL_OP("int_repr"), x); }
Tensor fake_quantize_per_tensor_affine(const Tensor& x, double scale, int64_t zero_point, int64_t quant_min, int64_t quant_max) {
  const Value attr[] = {scale, zero_point, quant_min, quant_max};
  return ops::call1(TL_OP("fake_quantize_per_tensor_affine"), x, attr);
}
Tensor _make_per_tensor_quantized_tensor(const Tensor& x, double scale, int64_t zero_point) {
  const ScalarType type = ops::quantized_type("_make_per_tensor_quantized_tensor", x.dtype());
  ops::check_one("_make_per_tensor_quantized_tensor", scale, zero_point, type);
  return ops::with_quantizer(clone(x), type, std::make_shared<ops::Quantizer>(scale, zero_point));
}
Tensor _make_per_channel_quantized_tensor(const Tensor& x, const Tensor& scales, const Tensor& zero_points, int64_t axis) {
  constexpr const char* op = "_make_per_channel_quantized_tensor";
  const ScalarType type = ops::quantized_type(op, x.dtype());
  return ops::with_quantizer(clone(x), type, ops::channel_quantizer(op, x.unsafe_impl()->sizes, scales, zero_points, axis, type));
}
Tensor _empty_affine_quantized(IntArrayRef size, const TensorOptions& o, double scale, int64_t zero_point) {
  ops::check_quantized_type("_empty_affine_quantized", o.dtype());
  ops::check_one("_empty_affine_quantized", scale, zero_point, o.dtype());
  return ops::with_quantizer(empty(size, o.dtype(ops::stored_type(o.dtype()))), o.dtype(),
                             std::make_shared<ops::Quantizer>(scale, zero_point));
}

namespace {
const ops::Quantizer& whole(const char* op, const Tensor& t) {
  const ops::Quantizer& q = ops::quantizer(op, t);
  TL_CHECK(!q.per_channel(), type, op, "the tensor ", t.sizes(),
           " is quantized per channel; use q_per_channel_scales() and q_per_channel_zero_points()");
  return q;
}
const ops::Quantizer& channelwise(const char* op, const Tensor& t) {
  const ops::Quantizer& q = ops::quantizer(op, t);
  TL_CHECK(q.per_channel(), type, op, "the tensor ", t.sizes(), " is quantized as a whole; use q_scale() and q_zero_point()");
  return q;
}
}  // namespace
double q_scale(const Tensor& t) { return whole("q_scale", t).scale; }
int64_t q_zero_point(const Tensor& t) { return whole("q_zero_point", t).zero_point; }
Tensor Tensor::dequantize() const { return tl::dequantize(*this); }
Tensor Tensor::int_repr() const { return tl::int_repr(*this); }
double Tensor::q_scale() const { return tl::q_scale(*this); }
int64_t Tensor::q_zero_point() const { return tl::q_zero_point(*this); }
Tensor Tensor::q_per_channel_scales() const { return channelwise("q_per_channel_scales", *this).scales.clone(); }
Tensor Tensor::q_per_channel_zero_points() const { return channelwise("q_per_channel_zero_points", *this).zero_points.clone(); }
int64_t Tensor::q_per_channel_axis() const { return channelwise("q_per_channel_axis", *this).axis; }
QScheme Tensor::qscheme() const { return ops::quantizer("qscheme", *this).per_channel() ? kPerChannelAffine : kPerTensorAffine; }

}  // namespace tl
