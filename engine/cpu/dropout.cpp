// SPDX-License-Identifier: Apache-2.0
// As many counters side by side as a vector has lanes; the rounds are those of engine/core/philox.h.
#include "engine/cpu/dropout.h"

#include <algorithm>

#include "engine/core/philox.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/cpu/dropout.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace tl::cpu {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

void scalar_dropout(const PhiloxDropout& d, const float* in, float* out, int64_t begin, int64_t end) {
  for (int64_t e = begin; e < end; e += 4) {
    const auto counter = static_cast<uint64_t>(e / 4);
    const auto words = philox4x32({static_cast<uint32_t>(counter), static_cast<uint32_t>(counter >> 32), static_cast<uint32_t>(d.stream),
                                   static_cast<uint32_t>(d.stream >> 32)},
                                  philox_key(d.key));
    for (int64_t k = 0; k < std::min<int64_t>(4, end - e); ++k)
      out[e + k] = in[e + k] * (words[static_cast<size_t>(k)] >= d.limit ? d.scale : 0.0f);
  }
}

#if HWY_TARGET == HWY_SCALAR
void dropout(const PhiloxDropout& d, const float* in, float* out, int64_t begin, int64_t end) { scalar_dropout(d, in, out, begin, end); }
#else
using D = hn::ScalableTag<uint32_t>;
using D64 = hn::RepartitionToWide<D>;
using Vec = hn::Vec<D>;

/// High and low halves of the 64-bit products.
HWY_INLINE void multiply(Vec x, Vec factor, Vec& high, Vec& low) {
  const D d;
  const D64 wide;
  const auto even = hn::MulEven(x, factor), odd = hn::MulEven(hn::BitCast(d, hn::ShiftRight<32>(hn::BitCast(wide, x))), factor);
  high = hn::OddEven(hn::BitCast(d, odd), hn::BitCast(d, hn::ShiftRight<32>(even)));
  low = hn::OddEven(hn::BitCast(d, hn::ShiftLeft<32>(odd)), hn::BitCast(d, even));
}

void dropout(const PhiloxDropout& p, const float* in, float* out, int64_t begin, int64_t end) {
  const D d;
  const hn::RebindToFloat<D> df;
  const auto lanes = static_cast<int64_t>(hn::Lanes(d));
  HWY_ALIGN uint32_t words[4 * hn::MaxLanes(d)];
  const Vec ma = hn::Set(d, 0xD2511F53u), mb = hn::Set(d, 0xCD9E8D57u), limit = hn::Set(d, p.limit);
  const auto scale = hn::Set(df, p.scale);
  int64_t e = begin;
  for (; e + 4 * lanes <= end; e += 4 * lanes) {
    const auto first = static_cast<uint64_t>(e / 4);
    if (static_cast<uint32_t>(first) > UINT32_MAX - static_cast<uint32_t>(lanes)) {  // the low word runs over within these lanes
      scalar_dropout(p, in, out, e, e + 4 * lanes);
      continue;
    }
    Vec c0 = hn::Iota(d, static_cast<uint32_t>(first)), c1 = hn::Set(d, static_cast<uint32_t>(first >> 32)),
        c2 = hn::Set(d, static_cast<uint32_t>(p.stream)), c3 = hn::Set(d, static_cast<uint32_t>(p.stream >> 32));
    uint32_t k0 = static_cast<uint32_t>(p.key), k1 = static_cast<uint32_t>(p.key >> 32);
    for (int round = 0; round < 10; ++round) {
      Vec a_high, a_low, b_high, b_low;
      multiply(c0, ma, a_high, a_low);
      multiply(c2, mb, b_high, b_low);
      c0 = hn::Xor(hn::Xor(b_high, c1), hn::Set(d, k0));
      c1 = b_low;
      c2 = hn::Xor(hn::Xor(a_high, c3), hn::Set(d, k1));
      c3 = a_low;
      k0 += 0x9E3779B9u;
      k1 += 0xBB67AE85u;
    }
    hn::StoreInterleaved4(c0, c1, c2, c3, d, words);
    for (int64_t k = 0; k < 4; ++k) {
      const auto drop = hn::RebindMask(df, hn::Lt(hn::Load(d, words + k * lanes), limit));
      hn::StoreU(hn::Mul(hn::LoadU(df, in + e + k * lanes), hn::IfThenZeroElse(drop, scale)), df, out + e + k * lanes);
    }
  }
  scalar_dropout(p, in, out, e, end);
}
#endif
}  // namespace HWY_NAMESPACE
}  // namespace tl::cpu
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace tl::cpu {
HWY_EXPORT(dropout);
void philox_dropout(const PhiloxDropout& d, const float* in, float* out, int64_t begin, int64_t end) {
  HWY_DYNAMIC_DISPATCH(dropout)(d, in, out, begin, end);
}
}  // namespace tl::cpu
#endif
