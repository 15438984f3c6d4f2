// SPDX-License-Identifier: Apache-2.0
// Matrix products: float32 and float64 by cuBLASLt, integers by a plain kernel. cuBLASLt sees matrices column by column, so a product of
// row-major matrices C = A·B is asked for as Cᵀ = Bᵀ·Aᵀ: the same memory, the operands exchanged. float32 is multiplied as float32
// (CUBLAS_COMPUTE_32F, no TF32), so that results agree with the CPU's. Where a sum is split, its parts are added in a step of their own.
#include "engine/cuda/texts.h"

namespace tl::gpu {
namespace {

/// batch × (M×K · K×N [+ bias N]); strides in elements.
struct Product {
  int64_t batch = 1, m = 0, n = 0, k = 0;
  int64_t a_batch = 0, a_row = 0, a_col = 0, b_batch = 0, b_row = 0, b_col = 0;
  bool bias = false;
};
constexpr size_t workspace_bytes = 32 << 20;

const char* const plain_body = R"(
TL_KERNEL(matmul, const T* a, const T* b, const T* bias, T* out, long long count, long long m, long long n, long long k, long long a_batch,
          long long a_row, long long a_col, long long b_batch, long long b_row, long long b_col) {
  for (long long e = TL_FIRST; e < count; e += TL_STEP) {
    const long long j = e % n, i = e / n % m, g = e / n / m;
    ACC total = bias ? (ACC)bias[j] : (ACC)0;
    for (long long x = 0; x < k; ++x) total += (ACC)a[g * a_batch + i * a_row + x * a_col] * (ACC)b[g * b_batch + x * b_row + j * b_col];
    out[e] = (T)total;
  }
}
TL_KERNEL(bias_rows, const T* bias, T* out, long long count, long long n) {
  for (long long e = TL_FIRST; e < count; e += TL_STEP) out[e] = bias[e % n];
}
)";
KernelText plain_text(ScalarType t) {
  return {str("matmul/", dtype_name(t)), str(text_head, "#define T ", cuda_type(t), "\n#define ACC ", cuda_sum_type(t), "\n", plain_body)};
}

KernelPtr plain_product(Gpu* g, const Product& p, ScalarType t) {
  const CUfunction f = g->function(plain_text(t), "matmul");
  return ops::make_kernel(1, [=](int, const RunArgs& r) {
    const long long count = p.batch * p.m * p.n, m = p.m, n = p.n, k = p.k, ab = p.a_batch, ar = p.a_row, ac = p.a_col, bb = p.b_batch, br = p.b_row,
                    bc = p.b_col;
    const void* bias = p.bias ? r.in[2] : nullptr;
    g->launch(f, blocks_for(count), block_threads, r.in[0], r.in[1], bias, r.out[0], count, m, n, k, ab, ar, ac, bb, br, bc);
  });
}

/// A row-major rows×cols matrix as cuBLASLt reads it: `transposed` says whether its memory is that of the transpose's transpose.
struct Side {
  uint64_t rows, cols;
  int64_t leading, batch;
  bool transposed;
};
/// Null-like (leading 0): the strides fit no matrix.
Side side(int64_t rows, int64_t cols, int64_t row, int64_t col, int64_t batch) {
  // Sizes of one leave a stride free.
  if (cols == 1) col = row == 1 && rows > 1 ? rows : 1;
  if (rows == 1) row = col == 1 ? std::max<int64_t>(cols, 1) : 1;
  if (col == 1 && row >= std::max<int64_t>(1, cols)) return {static_cast<uint64_t>(cols), static_cast<uint64_t>(rows), row, batch, false};
  if (row == 1 && col >= std::max<int64_t>(1, rows)) return {static_cast<uint64_t>(rows), static_cast<uint64_t>(cols), col, batch, true};
  return {0, 0, 0, 0, false};
}

class LtProduct final : public ops::PreparedKernel {
 public:
  static KernelPtr make(Gpu* g, const Product& p, ScalarType t) {
    const Side a = side(p.m, p.k, p.a_row, p.a_col, p.a_batch), b = side(p.k, p.n, p.b_row, p.b_col, p.b_batch);
    if (!a.leading || !b.leading) return nullptr;
    auto k = std::make_unique<LtProduct>(g, p, t);
    k->build(a, b);
    return k;
  }
  LtProduct(Gpu* g, const Product& p, ScalarType t) : gpu_(g), p_(p), single_(t == kFloat) {
    if (p.bias) bias_rows_ = g->function(plain_text(t), "bias_rows");
  }
  ~LtProduct() override {
    const CublasLt& lt = cublaslt();
    for (cublasLtMatrixLayout_t l : {a_, b_, c_})
      if (l) lt.cublasLtMatrixLayoutDestroy(l);
    for (cublasLtMatmulDesc_t d : {plain_, with_bias_})
      if (d) lt.cublasLtMatmulDescDestroy(d);
  }
  size_t scratch_bytes() const override { return scratch_; }

  void run(int, const RunArgs& r) override {
    gpu_->use();
    const CublasLt& lt = cublaslt();
    // Both kinds of numbers start with the bits of their own width.
    const float one_f = 1, zero_f = 0;
    const double one_d = 1, zero_d = 0;
    const void *one = single_ ? static_cast<const void*>(&one_f) : &one_d, *zero = single_ ? static_cast<const void*>(&zero_f) : &zero_d;
    // The fused bias wants to be aligned; otherwise the result starts as the bias and the product is added.
    const bool fused = with_bias_ && reinterpret_cast<uintptr_t>(r.in[2]) % 16 == 0;
    cublasLtMatmulDesc_t d = plain_;
    const void* beta = zero;
    if (fused) {
      const void* bias = r.in[2];
      check(lt.cublasLtMatmulDescSetAttribute(with_bias_, CUBLASLT_MATMUL_DESC_BIAS_POINTER, &bias, sizeof bias), "describing a product");
      d = with_bias_;
    } else if (p_.bias) {
      const auto count = static_cast<long long>(p_.m * p_.n), n = static_cast<long long>(p_.n);
      gpu_->launch(bias_rows_, blocks_for(count), block_threads, r.in[2], r.out[0], count, n);
      beta = one;
    }
    // Exchanged: see above.
    check(lt.cublasLtMatmul(gpu_->blas(), d, one, r.in[1], b_, r.in[0], a_, beta, r.out[0], c_, r.out[0], c_, fused ? &fused_algorithm_ : &algorithm_,
                            r.scratch, scratch_, gpu_->stream()),
          "a matrix product");
  }

 private:
  cublasLtMatrixLayout_t layout(const Side& s) const {
    const CublasLt& lt = cublaslt();
    cublasLtMatrixLayout_t l = nullptr;
    check(lt.cublasLtMatrixLayoutCreate(&l, single_ ? CUDA_R_32F : CUDA_R_64F, s.rows, s.cols, s.leading), "describing a matrix");
    if (p_.batch > 1) {
      const auto count = static_cast<int32_t>(p_.batch);
      check(lt.cublasLtMatrixLayoutSetAttribute(l, CUBLASLT_MATRIX_LAYOUT_BATCH_COUNT, &count, sizeof count), "describing a matrix");
      check(lt.cublasLtMatrixLayoutSetAttribute(l, CUBLASLT_MATRIX_LAYOUT_STRIDED_BATCH_OFFSET, &s.batch, sizeof s.batch), "describing a matrix");
    }
    return l;
  }
  cublasLtMatmulDesc_t description(const Side& a, const Side& b) const {
    const CublasLt& lt = cublaslt();
    cublasLtMatmulDesc_t d = nullptr;
    check(lt.cublasLtMatmulDescCreate(&d, single_ ? CUBLAS_COMPUTE_32F : CUBLAS_COMPUTE_64F, single_ ? CUDA_R_32F : CUDA_R_64F), "describing a product");
    const auto op = [](const Side& s) { return static_cast<int32_t>(s.transposed ? CUBLAS_OP_T : CUBLAS_OP_N); };
    const int32_t first = op(b), second = op(a);
    check(lt.cublasLtMatmulDescSetAttribute(d, CUBLASLT_MATMUL_DESC_TRANSA, &first, sizeof first), "describing a product");
    check(lt.cublasLtMatmulDescSetAttribute(d, CUBLASLT_MATMUL_DESC_TRANSB, &second, sizeof second), "describing a product");
    return d;
  }
  bool choose(cublasLtMatmulDesc_t d, cublasLtMatmulAlgo_t* algorithm) {
    const CublasLt& lt = cublaslt();
    cublasLtMatmulPreference_t preference = nullptr;
    check(lt.cublasLtMatmulPreferenceCreate(&preference), "choosing a product");
    const uint64_t most = workspace_bytes;
    const uint32_t reductions = CUBLASLT_REDUCTION_SCHEME_COMPUTE_TYPE, alignment = 4;  // operands may be views
    lt.cublasLtMatmulPreferenceSetAttribute(preference, CUBLASLT_MATMUL_PREF_MAX_WORKSPACE_BYTES, &most, sizeof most);
    lt.cublasLtMatmulPreferenceSetAttribute(preference, CUBLASLT_MATMUL_PREF_REDUCTION_SCHEME_MASK, &reductions, sizeof reductions);
    for (const auto which : {CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_A_BYTES, CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_B_BYTES,
                             CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_C_BYTES, CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_D_BYTES}) {
      const uint32_t bytes = single_ ? alignment : 2 * alignment;
      lt.cublasLtMatmulPreferenceSetAttribute(preference, which, &bytes, sizeof bytes);
    }
    cublasLtMatmulHeuristicResult_t best{};
    int found = 0;
    const cublasStatus_t status = lt.cublasLtMatmulAlgoGetHeuristic(gpu_->blas(), d, b_, a_, c_, c_, preference, 1, &best, &found);
    lt.cublasLtMatmulPreferenceDestroy(preference);
    if (status != CUBLAS_STATUS_SUCCESS || found < 1 || best.state != CUBLAS_STATUS_SUCCESS) return false;
    *algorithm = best.algo;
    scratch_ = std::max(scratch_, best.workspaceSize);
    return true;
  }
  void build(const Side& a, const Side& b) {
    gpu_->use();
    a_ = layout(a);
    b_ = layout(b);
    c_ = layout({static_cast<uint64_t>(p_.n), static_cast<uint64_t>(p_.m), p_.n, p_.m * p_.n, false});
    plain_ = description(a, b);
    if (!choose(plain_, &algorithm_))
      throw Error(ErrorCategory::device, "CUDA", str("cuBLASLt has no algorithm for a product of ", p_.m, "×", p_.k, " and ", p_.k, "×", p_.n));
    if (!p_.bias || !single_ || p_.batch > 1) return;
    with_bias_ = description(a, b);
    const cublasLtEpilogue_t epilogue = CUBLASLT_EPILOGUE_BIAS;
    const bool ok = cublaslt().cublasLtMatmulDescSetAttribute(with_bias_, CUBLASLT_MATMUL_DESC_EPILOGUE, &epilogue, sizeof epilogue) == CUBLAS_STATUS_SUCCESS &&
                    choose(with_bias_, &fused_algorithm_);
    if (ok) return;
    cublaslt().cublasLtMatmulDescDestroy(with_bias_);
    with_bias_ = nullptr;
  }

  Gpu* gpu_;
  Product p_;
  bool single_;
  CUfunction bias_rows_ = nullptr;
  size_t scratch_ = 0;
  cublasLtMatmulDesc_t plain_ = nullptr, with_bias_ = nullptr;
  cublasLtMatrixLayout_t a_ = nullptr, b_ = nullptr, c_ = nullptr;
  cublasLtMatmulAlgo_t algorithm_{}, fused_algorithm_{};
};

KernelPtr prepare_product(const PrepareArgs& a, const Product& p) {
  for (const TensorMeta& m : a.out)
    if (!m.contiguous) return nullptr;
  Gpu* g = &gpu(a.device);
  const ScalarType t = a.in[0].dtype;
  if ((t != kFloat && t != kDouble) || p.k == 0) return plain_product(g, p, t);
  return LtProduct::make(g, p, t);
}
KernelPtr prepare_mm(const PrepareArgs& x) {
  const TensorMeta &a = x.in[0], &b = x.in[1];
  return prepare_product(x, {1, a.sizes[0], b.sizes[1], a.sizes[1], 0, a.strides[0], a.strides[1], 0, b.strides[0], b.strides[1], false});
}
KernelPtr prepare_bmm(const PrepareArgs& x) {
  const TensorMeta &a = x.in[0], &b = x.in[1];
  return prepare_product(x, {a.sizes[0], a.sizes[1], b.sizes[2], a.sizes[2], a.strides[0], a.strides[1], a.strides[2], b.strides[0], b.strides[1], b.strides[2], false});
}
KernelPtr prepare_linear(const PrepareArgs& x) {
  const TensorMeta &a = x.in[0], &w = x.in[1];
  if (x.in[2].defined && !x.in[2].contiguous) return nullptr;
  return prepare_product(x, {1, a.sizes[0], w.sizes[0], a.sizes[1], 0, a.strides[0], a.strides[1], 0, w.strides[1], w.strides[0], x.in[2].defined});
}
}  // namespace

void register_matmul() {
  ops::set_kernel("mm", kCUDA, prepare_mm);
  ops::set_kernel("bmm", kCUDA, prepare_bmm);
  ops::set_kernel("linear_2d", kCUDA, prepare_linear);
}
void matmul_texts(Texts& all) {
  for (const ScalarType t : kernel_types()) all.push_back(plain_text(t));
}

}  // namespace tl::gpu
