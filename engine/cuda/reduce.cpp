// SPDX-License-Identifier: Apache-2.0
// Reductions. One block reduces one output (or a fixed share of one) through a tree in shared memory; shares are combined in order. The
// cut depends on sizes alone and nothing is added atomically: the same bits on every run.
#include "engine/cuda/texts.h"

namespace tl::gpu {
namespace {

constexpr int most_groups = 6;  // of kept and of reduced dims each
struct ReduceShape {            // as in the text
  long long kept, red, share;
  int splits, kept_groups, red_groups;
  long long kept_size[most_groups], kept_stride[most_groups], red_size[most_groups], red_stride[most_groups];
};

const char* const reduce_body = R"(
struct Shape {
  long long kept, red, share;
  int splits, kept_groups, red_groups;
  long long kept_size[6], kept_stride[6], red_size[6], red_stride[6];
};
__device__ inline long long tl_place(long long i, const long long* size, const long long* stride, int groups) {
  long long at = 0;
  for (int g = 0; g < groups; ++g) {
    const long long next = i / size[g];
    at += (i - next * size[g]) * stride[g];
    i = next;
  }
  return at;
}
__device__ inline ACC tl_join(ACC a, ACC b) { return JOIN; }
__device__ inline OUT tl_finish(ACC a, long long n) { (void)n; return FINISH; }
TL_KERNEL(reduce_rows, const T* in, OUT* out, ACC* shares, TL_CONSTANT Shape s) {
  __shared__ ACC sums[256];
  const long long o = blockIdx.x / s.splits, part = blockIdx.x - o * s.splits;
  const T* from = in + tl_place(o, s.kept_size, s.kept_stride, s.kept_groups);
  const long long first = part * s.share, last = first + s.share < s.red ? first + s.share : s.red;
  ACC a = IDENTITY;
  for (long long i = first + threadIdx.x; i < last; i += blockDim.x)
    a = tl_join(a, TERM((ACC)from[tl_place(i, s.red_size, s.red_stride, s.red_groups)]));
  sums[threadIdx.x] = a;
  __syncthreads();
  for (int half = blockDim.x / 2; half > 0; half /= 2) {
    if (threadIdx.x < half) sums[threadIdx.x] = tl_join(sums[threadIdx.x], sums[threadIdx.x + half]);
    __syncthreads();
  }
  if (threadIdx.x == 0) {
    if (s.splits == 1) out[o] = tl_finish(sums[0], s.red);
    else shares[blockIdx.x] = sums[0];
  }
}
TL_KERNEL(reduce_shares, const ACC* shares, OUT* out, TL_CONSTANT Shape s) {
  for (long long o = TL_FIRST; o < s.kept; o += TL_STEP) {
    ACC a = IDENTITY;
    for (int p = 0; p < s.splits; ++p) a = tl_join(a, shares[o * s.splits + p]);
    out[o] = tl_finish(a, s.red);
  }
}
TL_KERNEL(reduce_columns, const T* in, OUT* out, TL_CONSTANT Shape s) {
  for (long long o = TL_FIRST; o < s.kept; o += TL_STEP) {
    const T* from = in + tl_place(o, s.kept_size, s.kept_stride, s.kept_groups);
    ACC a = IDENTITY;
    for (long long i = 0; i < s.red; ++i) a = tl_join(a, TERM((ACC)from[tl_place(i, s.red_size, s.red_stride, s.red_groups)]));
    out[o] = tl_finish(a, s.red);
  }
}
)";

struct Reduction {
  const char* name;
  const char* join;
  const char *identity_real, *identity_whole;  // null: not for these
};
constexpr Reduction reductions[] = {
    {"sum", "a + b", "0", "0"},
    {"mean", "a + b", "0", nullptr},
    {"prod", "a * b", "1", "1"},
    {"amax", "b > a || b != b ? b : a", "-TL_INFINITY", "(-9223372036854775807LL - 1)"},  // NaN wins and stays
    {"amin", "b < a || b != b ? b : a", "TL_INFINITY", "9223372036854775807LL"},
    {"all", "a != 0 && b != 0", "1", "1"},
    {"any", "a != 0 || b != 0", "0", "0"},
    {"sum_squares", "a + b", "0", nullptr},
};

bool logical(const Reduction& r) { return r.name == std::string_view("all") || r.name == std::string_view("any"); }
bool keeps_type(const Reduction& r) { return r.name == std::string_view("amax") || r.name == std::string_view("amin"); }

KernelText reduce_text(const Reduction& r, ScalarType t) {
  const bool whole = is_integral(t);
  const char* out = logical(r) ? "unsigned char" : whole && !keeps_type(r) ? "long long" : cuda_type(t);
  const char* finish = r.name == std::string_view("mean") ? "(OUT)(a / (double)n)" : logical(r) ? "(OUT)(a != 0)" : "(OUT)a";
  return {str("reduce/", r.name, '_', dtype_name(t)),
          str(text_head, "#define T ", cuda_type(t), "\n#define ACC ", cuda_sum_type(t), "\n#define OUT ", out, "\n#define JOIN (ACC)(", r.join,
              ")\n#define IDENTITY ((ACC)", whole ? r.identity_whole : r.identity_real, ")\n#define TERM(x) ",
              r.name == std::string_view("sum_squares") ? "((x) * (x))" : "(x)", "\n#define FINISH ", finish, "\n", reduce_body)};
}

/// Dims merged into kept and reduced groups of a contiguous input, innermost first.
bool shape_of(const TensorMeta& in, const ops::PrepareArgs& a, ReduceShape* s) {
  *s = {};
  s->kept = s->red = 1;
  uint64_t reduced = a.attr[0].ints().empty() ? ~uint64_t{0} : 0;
  for (const int64_t d : a.attr[0].ints()) reduced |= uint64_t{1} << wrapped(d, in.sizes);
  int previous = -1;
  int64_t stride = 1;
  for (size_t d = in.sizes.size(); d-- > 0;) {
    const int kind = reduced >> d & 1u;
    const int64_t n = in.sizes[d];
    (kind ? s->red : s->kept) *= n;
    if (n != 1) {
      int& groups = kind ? s->red_groups : s->kept_groups;
      auto* size = kind ? s->red_size : s->kept_size;
      auto* strides = kind ? s->red_stride : s->kept_stride;
      if (kind == previous) {
        size[groups - 1] *= n;
      } else {
        if (groups == most_groups) return false;
        size[groups] = n;
        strides[groups++] = stride;
      }
      previous = kind;
    }
    stride *= n;
  }
  return true;
}

template <int Which>
KernelPtr prepare_reduce(const PrepareArgs& a) {
  const Reduction& r = reductions[Which];
  const TensorMeta& in = a.in[0];
  ReduceShape s;
  if (!dense(a) || !shape_of(in, a, &s)) return nullptr;
  if (is_integral(in.dtype) && (!r.identity_whole || (!logical(r) && !keeps_type(r) && a.out[0].dtype != kLong))) return nullptr;
  Gpu* g = &gpu(a.device);
  const KernelText text = reduce_text(r, in.dtype);
  // Short columns, or neighbouring outputs in neighbouring memory: a thread each. Else a block each, and several for a long one.
  const bool inner_kept = s.kept_groups > 0 && s.kept_stride[0] == 1;
  if (s.red <= 32 || (inner_kept && s.kept >= 4096)) {
    const CUfunction f = g->function(text, "reduce_columns");
    return ops::make_kernel(1, [=](int, const RunArgs& x) { g->launch(f, blocks_for(s.kept), block_threads, x.in[0], x.out[0], s); });
  }
  s.splits = static_cast<int>(std::clamp<int64_t>(s.red / 8192, 1, std::max<int64_t>(1, 512 / s.kept)));
  s.share = (s.red + s.splits - 1) / s.splits;
  const CUfunction rows = g->function(text, "reduce_rows"), shares = g->function(text, "reduce_shares");
  const size_t scratch = s.splits > 1 ? static_cast<size_t>(s.kept) * static_cast<size_t>(s.splits) * sizeof(double) : 0;
  const int threads = row_threads(s.share);
  return ops::make_kernel(
      1,
      [=](int, const RunArgs& x) {
        g->launch(rows, s.kept * s.splits, threads, x.in[0], x.out[0], x.scratch, s);
        if (s.splits > 1) g->launch(shares, blocks_for(s.kept), block_threads, x.scratch, x.out[0], s);
      },
      scratch);
}

// ---- where the largest or smallest is
const char* const extreme_body = R"(
__device__ inline bool tl_before(T x, long long i, T y, long long j, int largest) {
  if (j < 0) return i >= 0;
  if (i < 0) return false;
  if (x != x || y != y) return x != x && (y == y || i < j);
  return (largest ? x > y : x < y) || (x == y && i < j);
}
TL_KERNEL(arg_extreme, const T* in, T* values, long long* places, long long n, long long inner, int largest) {
  __shared__ T best[256];
  __shared__ long long where[256];
  const long long o = blockIdx.x;
  const T* from = in + o / inner * n * inner + o % inner;
  T x = (T)0;
  long long at = -1;
  for (long long i = threadIdx.x; i < n; i += blockDim.x)
    if (tl_before(from[i * inner], i, x, at, largest)) { x = from[i * inner]; at = i; }
  best[threadIdx.x] = x;
  where[threadIdx.x] = at;
  __syncthreads();
  for (int half = blockDim.x / 2; half > 0; half /= 2) {
    if (threadIdx.x < half && tl_before(best[threadIdx.x + half], where[threadIdx.x + half], best[threadIdx.x], where[threadIdx.x], largest)) {
      best[threadIdx.x] = best[threadIdx.x + half];
      where[threadIdx.x] = where[threadIdx.x + half];
    }
    __syncthreads();
  }
  if (threadIdx.x == 0) {
    if (values) values[o] = best[0];
    if (places) places[o] = where[0];
  }
}
)";
KernelText extreme_text(ScalarType t) { return {str("extreme/", dtype_name(t)), str(text_head, "#define T ", cuda_type(t), "\n", extreme_body)}; }

template <bool Largest, bool Values>
KernelPtr prepare_extreme(const PrepareArgs& a) {
  if (!dense(a)) return nullptr;
  const Around x = around(a.in[0].sizes, wrapped(a.attr[0].i(), a.in[0].sizes));
  Gpu* g = &gpu(a.device);
  const CUfunction f = g->function(extreme_text(a.in[0].dtype), "arg_extreme");
  const int threads = row_threads(x.n);
  return ops::make_kernel(1, [=](int, const RunArgs& r) {
    void *values = Values ? r.out[0] : nullptr, *places = r.out[Values ? 1 : 0];
    g->launch(f, x.outer * x.inner, threads, r.in[0], values, places, static_cast<long long>(x.n), static_cast<long long>(x.inner), int{Largest});
  });
}
}  // namespace

void register_reduce() {
  ops::set_kernel("sum", kCUDA, prepare_reduce<0>);
  ops::set_kernel("mean", kCUDA, prepare_reduce<1>);
  ops::set_kernel("prod", kCUDA, prepare_reduce<2>);
  ops::set_kernel("amax", kCUDA, prepare_reduce<3>);
  ops::set_kernel("amin", kCUDA, prepare_reduce<4>);
  ops::set_kernel("all", kCUDA, prepare_reduce<5>);
  ops::set_kernel("any", kCUDA, prepare_reduce<6>);
  ops::set_kernel("sum_squares", kCUDA, prepare_reduce<7>);
  ops::set_kernel("max_dim", kCUDA, prepare_extreme<true, true>);
  ops::set_kernel("min_dim", kCUDA, prepare_extreme<false, true>);
  ops::set_kernel("argmax_dim", kCUDA, prepare_extreme<true, false>);
  ops::set_kernel("argmin_dim", kCUDA, prepare_extreme<false, false>);
}

void reduce_texts(Texts& all) {
  for (const ScalarType t : kernel_types()) {
    for (const Reduction& r : reductions)
      if (!is_integral(t) || r.identity_whole) all.push_back(reduce_text(r, t));
    all.push_back(extreme_text(t));
  }
}

}  // namespace tl::gpu
