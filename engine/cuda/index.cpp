// SPDX-License-Identifier: Apache-2.0
// Picking and adding by index tensors. Additions to one element are made by one thread in the order of the indices, as on the CPU: no
// atomics, the same bits on every run. Indices are looked through first, so that one out of range is told by its place and value.
#include "engine/cuda/texts.h"

namespace tl::gpu {
namespace {

const char* const check_body = R"(
// The first index outside low…high-1, but for `ignored`: one block, so that the first one is found and not just any.
TL_KERNEL(check_range, const long long* index, long long n, long long low, long long high, long long ignored, long long* report) {
  __shared__ long long firsts[256];
  long long first = n;
  for (long long i = threadIdx.x; i < n && first == n; i += blockDim.x)
    if (index[i] != ignored && (index[i] < low || index[i] >= high)) first = i;
  firsts[threadIdx.x] = first;
  __syncthreads();
  for (int half = blockDim.x / 2; half > 0; half /= 2) {
    if (threadIdx.x < half && firsts[threadIdx.x + half] < firsts[threadIdx.x]) firsts[threadIdx.x] = firsts[threadIdx.x + half];
    __syncthreads();
  }
  if (threadIdx.x == 0 && firsts[0] < n) { report[0] = firsts[0] + 1; report[1] = index[firsts[0]]; }
}
)";
const KernelText& check_text() {
  static const auto* t = new KernelText{"index/check", std::string(text_head) + check_body};
  return *t;
}

const char* const index_body = R"(
struct Walk {  // index sizes, and strides of another tensor in them; the stride along the picked dim stands apart
  long long size[12], stride[12], source[12];
  int dims;
};
__device__ inline long long tl_inside(long long i, long long n) { return i < 0 ? 0 : i >= n ? n - 1 : i; }
TL_KERNEL(gather, const T* in, const long long* index, T* out, long long count, long long n, long long step, TL_CONSTANT Walk w) {
  for (long long e = TL_FIRST; e < count; e += TL_STEP) {
    long long rest = e, at = 0;
    for (int d = 0; d < w.dims; ++d) { at += rest % w.size[d] * w.stride[d]; rest /= w.size[d]; }
    out[e] = in[at + tl_inside(index[e], n) * step];
  }
}
// One thread for each line along the dim, over the line's indices in order: PUT says what an element does to its slot.
#define TL_SCATTER(NAME, PUT) \
  TL_KERNEL(NAME, T* out, const long long* index, const T* source, long long lines, long long along, long long index_step, \
            long long source_step, long long n, long long step, TL_CONSTANT Walk w, TL_CONSTANT Walk iw) { \
    for (long long l = TL_FIRST; l < lines; l += TL_STEP) { \
      long long rest = l, at = 0, from = 0, place = 0; \
      for (int d = 0; d < w.dims; ++d) { \
        const long long c = rest % w.size[d]; \
        rest /= w.size[d]; \
        at += c * w.stride[d]; \
        from += c * w.source[d]; \
        place += c * iw.stride[d]; \
      } \
      for (long long k = 0; k < along; ++k) { \
        T* slot = out + at + tl_inside(index[place + k * index_step], n) * step; \
        const T element = source[from + k * source_step]; \
        *slot = PUT; \
      } \
    } \
  }
TL_SCATTER(scatter_add, (T)(*slot + element))
TL_SCATTER(scatter, element)
TL_KERNEL(index_select, const T* in, const long long* index, T* out, long long count, long long n, long long m, long long inner) {
  for (long long e = TL_FIRST; e < count; e += TL_STEP) {
    const long long j = e % inner, k = e / inner % m, o = e / inner / m;
    out[e] = in[(o * n + tl_inside(index[k], n)) * inner + j];
  }
}
TL_KERNEL(index_add, T* out, const long long* index, const T* source, long long columns, long long n, long long m, long long inner) {
  for (long long c = TL_FIRST; c < columns; c += TL_STEP) {
    const long long j = c % inner, o = c / inner;
    for (long long k = 0; k < m; ++k) {
      T* slot = out + (o * n + tl_inside(index[k], n)) * inner + j;
      *slot = (T)(*slot + source[(o * m + k) * inner + j]);
    }
  }
}
)";
KernelText text(ScalarType t) { return {str("index/", dtype_name(t)), str(text_head, "#define T ", cuda_type(t), "\n", index_body)}; }

struct Walk {
  long long size[12], stride[12], source[12];
  int dims;
};

/// Throws as the CPU's kernel does.
Report out_of_range(const char* op, int64_t n) {
  return [op, n](int64_t position, int64_t i) {
    TL_THROW(index, op, "index ", i, " at position ", position, " is out of range for a dimension of size ", n, i < 0 && i >= -n ? "; indices count from 0" : "");
  };
}
void check_indices(Gpu* g, CUfunction check, const char* op, const void* index, int64_t count, int64_t n) {
  void* report = g->report_slot(out_of_range(op, n));
  constexpr long long low = 0;
  g->launch(check, 1, block_threads, index, static_cast<long long>(count), low, static_cast<long long>(n), low, report);  // nothing to ignore: `low` is in range
}

KernelPtr prepare_gather(const PrepareArgs& a) {
  if (!dense(a) || a.in[1].sizes.size() > 12) return nullptr;
  const DimVector &s = a.in[0].sizes, &is = a.in[1].sizes;
  const int64_t dim = wrapped(a.attr[0].i(), s), n = s.empty() ? 1 : s[static_cast<size_t>(dim)], count = a.in[1].numel;
  const DimVector strides = contiguous_strides(s);
  Walk w{};
  for (size_t d = is.size(); d-- > 0; ++w.dims) {
    w.size[w.dims] = is[d];
    w.stride[w.dims] = static_cast<int64_t>(d) == dim ? 0 : strides[d];
  }
  const long long step = s.empty() ? 0 : strides[static_cast<size_t>(dim)];
  Gpu* g = &gpu(a.device);
  const CUfunction check = g->function(check_text(), "check_range"), f = g->function(text(a.in[0].dtype), "gather");
  return ops::make_kernel(1, [=](int, const RunArgs& r) {
    check_indices(g, check, "gather", r.in[1], count, n);
    g->launch(f, blocks_for(count), block_threads, r.in[0], r.in[1], r.out[0], static_cast<long long>(count), static_cast<long long>(n), step, w);
  });
}

template <bool Add>
KernelPtr prepare_scatter(const PrepareArgs& a) {
  constexpr const char* name = Add ? "scatter_add" : "scatter";
  if (!dense(a) || a.in[1].sizes.size() > 12) return nullptr;
  const DimVector &s = a.in[0].sizes, &is = a.in[1].sizes;
  const int64_t dim = wrapped(a.attr[0].i(), s), n = s.empty() ? 1 : s[static_cast<size_t>(dim)], count = a.in[1].numel;
  const DimVector strides = contiguous_strides(s), index_strides = contiguous_strides(is), source_strides = contiguous_strides(a.in[2].sizes);
  Walk w{}, iw{};
  long long lines = 1, along = 1, index_step = 0, source_step = 0, step = 0;
  for (size_t d = is.size(); d-- > 0;) {
    if (static_cast<int64_t>(d) == dim) {
      along = is[d], index_step = index_strides[d], source_step = source_strides[d], step = strides[d];
      continue;
    }
    lines *= is[d];
    w.size[w.dims] = is[d];
    w.stride[w.dims] = strides[d];
    w.source[w.dims] = source_strides[d];
    iw.stride[w.dims++] = index_strides[d];
  }
  const size_t bytes = static_cast<size_t>(a.in[0].numel) * element_size(a.in[0].dtype);
  Gpu* g = &gpu(a.device);
  const CUfunction check = g->function(check_text(), "check_range"), f = g->function(text(a.in[0].dtype), name);
  return ops::make_kernel(1, [=](int, const RunArgs& r) {
    if (r.out[0] != r.in[0]) g->copy_within(r.out[0], r.in[0], bytes);
    if (count == 0) return;
    check_indices(g, check, name, r.in[1], count, n);
    g->launch(f, blocks_for(lines), block_threads, r.out[0], r.in[1], r.in[2], lines, along, index_step, source_step, static_cast<long long>(n), step, w, iw);
  });
}

KernelPtr prepare_index_select(const PrepareArgs& a) {
  if (!dense(a)) return nullptr;
  const Around x = around(a.in[0].sizes, wrapped(a.attr[0].i(), a.in[0].sizes));
  const long long m = a.in[1].numel, n = x.n, inner = x.inner, count = x.outer * m * inner;
  Gpu* g = &gpu(a.device);
  const CUfunction check = g->function(check_text(), "check_range"), f = g->function(text(a.in[0].dtype), "index_select");
  return ops::make_kernel(1, [=](int, const RunArgs& r) {
    check_indices(g, check, "index_select", r.in[1], m, n);
    g->launch(f, blocks_for(count), block_threads, r.in[0], r.in[1], r.out[0], count, n, m, inner);
  });
}

KernelPtr prepare_index_add(const PrepareArgs& a) {
  if (!dense(a)) return nullptr;
  const Around x = around(a.in[0].sizes, wrapped(a.attr[0].i(), a.in[0].sizes));
  const long long m = a.in[1].numel, n = x.n, inner = x.inner, columns = x.outer * inner;
  const size_t bytes = static_cast<size_t>(a.in[0].numel) * element_size(a.in[0].dtype);
  Gpu* g = &gpu(a.device);
  const CUfunction check = g->function(check_text(), "check_range"), f = g->function(text(a.in[0].dtype), "index_add");
  return ops::make_kernel(1, [=](int, const RunArgs& r) {
    if (r.out[0] != r.in[0]) g->copy_within(r.out[0], r.in[0], bytes);
    if (m == 0) return;
    check_indices(g, check, "index_add", r.in[1], m, n);
    g->launch(f, blocks_for(columns), block_threads, r.out[0], r.in[1], r.in[2], columns, n, m, inner);
  });
}
}  // namespace

const KernelText& range_check_text() { return check_text(); }

void register_index() {
  ops::set_kernel("gather", kCUDA, prepare_gather);
  ops::set_kernel("scatter_add", kCUDA, prepare_scatter<true>);
  ops::set_kernel("scatter", kCUDA, prepare_scatter<false>);
  ops::set_kernel("index_select", kCUDA, prepare_index_select);
  ops::set_kernel("index_add", kCUDA, prepare_index_add);
}
void index_texts(Texts& all) {
  all.push_back(check_text());
  for (const ScalarType t : kernel_types()) all.push_back(text(t));
}

}  // namespace tl::gpu
