// SPDX-License-Identifier: Apache-2.0
// Stand-in for libcublasLt: plain loops over column-major matrices, refusing what the real library refuses.
#include <cublasLt.h>

#include <cstring>

#include "fake_cuda.h"

namespace {
struct Layout {
  cudaDataType type;
  uint64_t rows, cols;
  int64_t leading;
  int32_t batch = 1;
  int64_t stride = 0;
};
struct Desc {
  cublasComputeType_t compute;
  int32_t trans[2] = {CUBLAS_OP_N, CUBLAS_OP_N};
  uint32_t epilogue = CUBLASLT_EPILOGUE_DEFAULT;
  const void* bias = nullptr;
};
struct Preference {
  uint64_t workspace = 0;
};
const Layout& layout(cublasLtMatrixLayout_t l) { return *reinterpret_cast<Layout*>(l); }
Desc& desc(cublasLtMatmulDesc_t d) { return *reinterpret_cast<Desc*>(d); }

struct Job {
  Desc d;
  Layout a, b, c;
  const void *pa, *pb;
  void* pc;
  double alpha, beta;
};
bool fits(const Desc& d, const Layout& a, const Layout& b, const Layout& c) {
  const auto rows = [](const Layout& l, int32_t t) { return t == CUBLAS_OP_N ? l.rows : l.cols; };
  const auto cols = [](const Layout& l, int32_t t) { return t == CUBLAS_OP_N ? l.cols : l.rows; };
  for (const Layout* l : {&a, &b, &c})
    if (l->leading < static_cast<int64_t>(l->rows) || l->type != a.type || l->batch != c.batch) return false;
  return rows(a, d.trans[0]) == c.rows && cols(b, d.trans[1]) == c.cols && cols(a, d.trans[0]) == rows(b, d.trans[1]);
}
template <class T>
void multiply(const Job& j) {
  const uint64_t inner = j.d.trans[0] == CUBLAS_OP_N ? j.a.cols : j.a.rows;
  for (int64_t batch = 0; batch < j.c.batch; ++batch) {
    const T* a = static_cast<const T*>(j.pa) + batch * j.a.stride;
    const T* b = static_cast<const T*>(j.pb) + batch * j.b.stride;
    T* c = static_cast<T*>(j.pc) + batch * j.c.stride;
    for (uint64_t col = 0; col < j.c.cols; ++col)
      for (uint64_t row = 0; row < j.c.rows; ++row) {
        double total = 0;
        for (uint64_t k = 0; k < inner; ++k) {
          const int64_t r = static_cast<int64_t>(row), q = static_cast<int64_t>(col), x = static_cast<int64_t>(k);
          total += static_cast<double>(a[j.d.trans[0] == CUBLAS_OP_N ? r + x * j.a.leading : x + r * j.a.leading]) *
                   static_cast<double>(b[j.d.trans[1] == CUBLAS_OP_N ? x + q * j.b.leading : q + x * j.b.leading]);
        }
        T& out = c[row + col * static_cast<uint64_t>(j.c.leading)];
        total = j.alpha * total + (j.beta != 0 ? j.beta * static_cast<double>(out) : 0);
        if (j.d.epilogue == CUBLASLT_EPILOGUE_BIAS) total += static_cast<double>(static_cast<const T*>(j.d.bias)[row]);
        out = static_cast<T>(total);
      }
  }
}
}  // namespace

extern "C" {
size_t cublasLtGetVersion() { return 1; }
cublasStatus_t cublasLtCreate(cublasLtHandle_t* h) { return *h = reinterpret_cast<cublasLtHandle_t>(new int(0)), CUBLAS_STATUS_SUCCESS; }
cublasStatus_t cublasLtMatmulDescCreate(cublasLtMatmulDesc_t* d, cublasComputeType_t compute, cudaDataType_t) {
  auto* made = new Desc;
  made->compute = compute;
  return *d = reinterpret_cast<cublasLtMatmulDesc_t>(made), CUBLAS_STATUS_SUCCESS;
}
cublasStatus_t cublasLtMatmulDescDestroy(cublasLtMatmulDesc_t d) { return delete &desc(d), CUBLAS_STATUS_SUCCESS; }
cublasStatus_t cublasLtMatmulDescSetAttribute(cublasLtMatmulDesc_t d, cublasLtMatmulDescAttributes_t a, const void* v, size_t n) {
  const auto set = [&](auto& field) {
    if (n != sizeof field) return CUBLAS_STATUS_INVALID_VALUE;
    std::memcpy(&field, v, n);
    return CUBLAS_STATUS_SUCCESS;
  };
  switch (a) {
    case CUBLASLT_MATMUL_DESC_TRANSA: return set(desc(d).trans[0]);
    case CUBLASLT_MATMUL_DESC_TRANSB: return set(desc(d).trans[1]);
    case CUBLASLT_MATMUL_DESC_EPILOGUE: return set(desc(d).epilogue);
    case CUBLASLT_MATMUL_DESC_BIAS_POINTER: return set(desc(d).bias);
    default: return CUBLAS_STATUS_NOT_SUPPORTED;
  }
}
cublasStatus_t cublasLtMatrixLayoutCreate(cublasLtMatrixLayout_t* l, cudaDataType type, uint64_t rows, uint64_t cols, int64_t ld) {
  return *l = reinterpret_cast<cublasLtMatrixLayout_t>(new Layout{type, rows, cols, ld}), CUBLAS_STATUS_SUCCESS;
}
cublasStatus_t cublasLtMatrixLayoutDestroy(cublasLtMatrixLayout_t l) { return delete &layout(l), CUBLAS_STATUS_SUCCESS; }
cublasStatus_t cublasLtMatrixLayoutSetAttribute(cublasLtMatrixLayout_t l, cublasLtMatrixLayoutAttribute_t a, const void* v, size_t n) {
  auto& x = *reinterpret_cast<Layout*>(l);
  if (a == CUBLASLT_MATRIX_LAYOUT_BATCH_COUNT && n == sizeof x.batch) return std::memcpy(&x.batch, v, n), CUBLAS_STATUS_SUCCESS;
  if (a == CUBLASLT_MATRIX_LAYOUT_STRIDED_BATCH_OFFSET && n == sizeof x.stride) return std::memcpy(&x.stride, v, n), CUBLAS_STATUS_SUCCESS;
  return CUBLAS_STATUS_INVALID_VALUE;
}
cublasStatus_t cublasLtMatmulPreferenceCreate(cublasLtMatmulPreference_t* p) {
  return *p = reinterpret_cast<cublasLtMatmulPreference_t>(new Preference), CUBLAS_STATUS_SUCCESS;
}
cublasStatus_t cublasLtMatmulPreferenceDestroy(cublasLtMatmulPreference_t p) { return delete reinterpret_cast<Preference*>(p), CUBLAS_STATUS_SUCCESS; }
cublasStatus_t cublasLtMatmulPreferenceSetAttribute(cublasLtMatmulPreference_t, cublasLtMatmulPreferenceAttributes_t a, const void*, size_t n) {
  return n == (a == CUBLASLT_MATMUL_PREF_MAX_WORKSPACE_BYTES ? 8u : 4u) ? CUBLAS_STATUS_SUCCESS : CUBLAS_STATUS_INVALID_VALUE;
}
cublasStatus_t cublasLtMatmulAlgoGetHeuristic(cublasLtHandle_t, cublasLtMatmulDesc_t d, cublasLtMatrixLayout_t a, cublasLtMatrixLayout_t b,
                                              cublasLtMatrixLayout_t c, cublasLtMatrixLayout_t, cublasLtMatmulPreference_t, int,
                                              cublasLtMatmulHeuristicResult_t* r, int* found) {
  *found = 0;
  if (!fits(desc(d), layout(a), layout(b), layout(c))) return CUBLAS_STATUS_INVALID_VALUE;
  r->workspaceSize = 4096;
  r->state = CUBLAS_STATUS_SUCCESS;
  return *found = 1, CUBLAS_STATUS_SUCCESS;
}
cublasStatus_t cublasLtMatmul(cublasLtHandle_t, cublasLtMatmulDesc_t d, const void* alpha, const void* a, cublasLtMatrixLayout_t la, const void* b,
                              cublasLtMatrixLayout_t lb, const void* beta, const void* c, cublasLtMatrixLayout_t lc, void* out, cublasLtMatrixLayout_t,
                              const cublasLtMatmulAlgo_t* algorithm, void* workspace, size_t bytes, cudaStream_t stream) {
  if (!fits(desc(d), layout(la), layout(lb), layout(lc)) || !algorithm || (bytes && reinterpret_cast<uintptr_t>(workspace) % 256) || c != out)
    return CUBLAS_STATUS_INVALID_VALUE;
  const bool single = layout(lc).type == CUDA_R_32F;
  if (desc(d).compute != (single ? CUBLAS_COMPUTE_32F : CUBLAS_COMPUTE_64F)) return CUBLAS_STATUS_NOT_SUPPORTED;
  if (desc(d).epilogue == CUBLASLT_EPILOGUE_BIAS && reinterpret_cast<uintptr_t>(desc(d).bias) % 16) return CUBLAS_STATUS_INVALID_VALUE;
  const auto number = [&](const void* p) { return single ? static_cast<double>(*static_cast<const float*>(p)) : *static_cast<const double*>(p); };
  auto* job = new Job{desc(d), layout(la), layout(lb), layout(lc), a, b, out, number(alpha), number(beta)};
  fake_cuda_enqueue(
      stream,
      [](void* p) {
        auto* j = static_cast<Job*>(p);
        j->c.type == CUDA_R_32F ? multiply<float>(*j) : multiply<double>(*j);
        delete j;
      },
      job);
  return CUBLAS_STATUS_SUCCESS;
}
}
