// SPDX-License-Identifier: Apache-2.0
// Softmax, its logarithm and their derivatives: a block for each row.
#include "engine/cuda/texts.h"

namespace tl::gpu {
namespace {

const char* const softmax_body = R"(
__device__ inline float tl_exp(float x) { return expf(x); }
__device__ inline double tl_exp(double x) { return exp(x); }
__device__ inline double tl_row_sum(double* shared, double mine) {
  shared[threadIdx.x] = mine;
  __syncthreads();
  for (int half = blockDim.x / 2; half > 0; half /= 2) {
    if (threadIdx.x < half) shared[threadIdx.x] += shared[threadIdx.x + half];
    __syncthreads();
  }
  return shared[0];
}
__device__ inline T tl_row_top(T* shared, T mine) {
  shared[threadIdx.x] = mine;
  __syncthreads();
  for (int half = blockDim.x / 2; half > 0; half /= 2) {
    if (threadIdx.x < half && shared[threadIdx.x + half] > shared[threadIdx.x]) shared[threadIdx.x] = shared[threadIdx.x + half];
    __syncthreads();
  }
  return shared[0];
}
#define TL_ROW const long long base = blockIdx.x / inner * n * inner + blockIdx.x % inner;
TL_KERNEL(softmax, const T* in, T* out, long long n, long long inner, int logarithm) {
  __shared__ double sums[256];
  __shared__ T tops[256];
  TL_ROW
  const T *x = in + base;
  T* y = out + base;
  T top = x[0];
  for (long long i = threadIdx.x; i < n; i += blockDim.x) top = x[i * inner] > top ? x[i * inner] : top;
  top = tl_row_top(tops, top);
  double total = 0;
  for (long long i = threadIdx.x; i < n; i += blockDim.x) total += (double)tl_exp(x[i * inner] - top);
  total = tl_row_sum(sums, total);
  const T log_total = (T)log(total), scale = (T)(1.0 / total);
  for (long long i = threadIdx.x; i < n; i += blockDim.x)
    y[i * inner] = logarithm ? x[i * inner] - top - log_total : tl_exp(x[i * inner] - top) * scale;
}
TL_KERNEL(softmax_grad, const T* gradient, const T* result, T* out, long long n, long long inner, int logarithm) {
  __shared__ double sums[256];
  TL_ROW
  const T *g = gradient + base, *p = result + base;
  T* y = out + base;
  double total = 0;
  for (long long i = threadIdx.x; i < n; i += blockDim.x) total += (double)(logarithm ? g[i * inner] : g[i * inner] * p[i * inner]);
  const T t = (T)tl_row_sum(sums, total);
  for (long long i = threadIdx.x; i < n; i += blockDim.x)
    y[i * inner] = logarithm ? g[i * inner] - tl_exp(p[i * inner]) * t : (g[i * inner] - t) * p[i * inner];
}
)";
KernelText text(ScalarType t) { return {str("softmax/", dtype_name(t)), str(text_head, "#define T ", cuda_type(t), "\n", softmax_body)}; }

template <bool Gradient, bool Logarithm>
KernelPtr prepare(const PrepareArgs& a) {
  if (!dense(a) || (a.in[0].dtype != kFloat && a.in[0].dtype != kDouble)) return nullptr;
  const Around x = around(a.in[0].sizes, wrapped(a.attr[0].i(), a.in[0].sizes));
  Gpu* g = &gpu(a.device);
  const CUfunction f = g->function(text(a.in[0].dtype), Gradient ? "softmax_grad" : "softmax");
  const int threads = row_threads(x.n);
  const auto n = static_cast<long long>(x.n), inner = static_cast<long long>(x.inner);
  const int64_t rows = x.outer * x.inner;
  return ops::make_kernel(1, [=](int, const RunArgs& r) {
    if constexpr (Gradient) g->launch(f, rows, threads, r.in[0], r.in[1], r.out[0], n, inner, int{Logarithm});
    else g->launch(f, rows, threads, r.in[0], r.out[0], n, inner, int{Logarithm});
  });
}
}  // namespace

void register_softmax() {
  ops::set_kernel("softmax", kCUDA, prepare<false, false>);
  ops::set_kernel("log_softmax", kCUDA, prepare<false, true>);
  ops::set_kernel("softmax_grad", kCUDA, prepare<true, false>);
  ops::set_kernel("log_softmax_grad", kCUDA, prepare<true, true>);
}
void softmax_texts(Texts& all) {
  all.push_back(text(kFloat));
  all.push_back(text(kDouble));
}

}  // namespace tl::gpu
