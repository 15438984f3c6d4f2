// SPDX-License-Identifier: Apache-2.0
// Functions that write their results to tensors of the caller, which come first: add_out(out, a, b). An out is resized when its shape
// differs, and may be one of the inputs. Its type must be the result's; element-wise functions, sums and decompositions cast to it too, but
// never floats to integers. Throws Error (state) when an out or an input requires grad while gradients are recorded. The functions that
// pointwise.def declares have their out forms of one and two tensors in functions.h.
#pragma once
#include <optional>
#include <string>
#include <tuple>

#include "engine/core/tensor.h"

namespace tl {

class Generator;
using TwoOuts = std::tuple<Tensor&, Tensor&>;
using ThreeOuts = std::tuple<Tensor&, Tensor&, Tensor&>;

// ---- element-wise (engine/ops/out_pointwise.cpp)
#define TL_OUT(name) Tensor& name##_out(Tensor& out, const Tensor& input, const Scalar& other);
TL_OUT(mul) TL_OUT(div) TL_OUT(pow) TL_OUT(fmod) TL_OUT(remainder) TL_OUT(eq) TL_OUT(ne) TL_OUT(lt) TL_OUT(le) TL_OUT(gt) TL_OUT(ge)
#undef TL_OUT
Tensor& pow_out(Tensor& out, const Scalar& input, const Tensor& exponent);
Tensor& remainder_out(Tensor& out, const Scalar& input, const Tensor& other);
Tensor& add_out(Tensor& out, const Tensor& input, const Tensor& other, const Scalar& alpha);
Tensor& add_out(Tensor& out, const Tensor& input, const Scalar& other, const Scalar& alpha = 1);
Tensor& sub_out(Tensor& out, const Tensor& input, const Tensor& other, const Scalar& alpha);
Tensor& sub_out(Tensor& out, const Tensor& input, const Scalar& other, const Scalar& alpha = 1);
Tensor& div_out(Tensor& out, const Tensor& input, const Tensor& other, const std::optional<std::string>& rounding_mode);
Tensor& div_out(Tensor& out, const Tensor& input, const Scalar& other, const std::optional<std::string>& rounding_mode);
Tensor& round_out(Tensor& out, const Tensor& input, int64_t decimals);
Tensor& addcmul_out(Tensor& out, const Tensor& input, const Tensor& a, const Tensor& b, const Scalar& value = 1);
Tensor& addcdiv_out(Tensor& out, const Tensor& input, const Tensor& a, const Tensor& b, const Scalar& value = 1);
Tensor& lerp_out(Tensor& out, const Tensor& input, const Tensor& end, const Scalar& weight);
Tensor& lerp_out(Tensor& out, const Tensor& input, const Tensor& end, const Tensor& weight);
Tensor& clamp_out(Tensor& out, const Tensor& input, const std::optional<Scalar>& min, const std::optional<Scalar>& max = std::nullopt);
Tensor& clamp_out(Tensor& out, const Tensor& input, const Tensor& min = {}, const Tensor& max = {});
Tensor& fill_out(Tensor& out, const Tensor& input, const Scalar& value);
Tensor& fill_out(Tensor& out, const Tensor& input, const Tensor& value);
Tensor& where_out(Tensor& out, const Tensor& condition, const Tensor& input, const Tensor& other);
Tensor& masked_fill_out(Tensor& out, const Tensor& input, const Tensor& mask, const Scalar& value);
Tensor& masked_fill_out(Tensor& out, const Tensor& input, const Tensor& mask, const Tensor& value);
Tensor& hardshrink_out(Tensor& out, const Tensor& input, const Scalar& lambd);
Tensor& polygamma_out(Tensor& out, int64_t n, const Tensor& input);
Tensor& mvlgamma_out(Tensor& out, const Tensor& input, int64_t p);
Tensor& max_out(Tensor& out, const Tensor& input, const Tensor& other);
Tensor& min_out(Tensor& out, const Tensor& input, const Tensor& other);
Tensor& clone_out(Tensor& out, const Tensor& input, std::optional<MemoryFormat> format = std::nullopt);
Tensor& dequantize_out(Tensor& out, const Tensor& input);

// ---- reductions, scans, order (out_reduce.cpp); without a dtype, computed as without out
Tensor& sum_out(Tensor& out, const Tensor& input, DtypeArg dtype = std::nullopt);
Tensor& sum_out(Tensor& out, const Tensor& input, IntArrayRef dims, bool keepdim = false, std::optional<ScalarType> dtype = std::nullopt);
Tensor& mean_out(Tensor& out, const Tensor& input, IntArrayRef dims, bool keepdim = false, std::optional<ScalarType> dtype = std::nullopt);
Tensor& prod_out(Tensor& out, const Tensor& input, DtypeArg dtype = std::nullopt);
Tensor& prod_out(Tensor& out, const Tensor& input, int64_t dim, bool keepdim = false, std::optional<ScalarType> dtype = std::nullopt);
Tensor& cumsum_out(Tensor& out, const Tensor& input, int64_t dim, std::optional<ScalarType> dtype = std::nullopt);
Tensor& cumprod_out(Tensor& out, const Tensor& input, int64_t dim, std::optional<ScalarType> dtype = std::nullopt);
Tensor& var_out(Tensor& out, const Tensor& input, IntArrayRef dims, bool unbiased = true, bool keepdim = false);
Tensor& var_out(Tensor& out, const Tensor& input, IntArrayRef dims, std::optional<int64_t> correction, bool keepdim = false);
Tensor& std_out(Tensor& out, const Tensor& input, IntArrayRef dims, bool unbiased = true, bool keepdim = false);
Tensor& std_out(Tensor& out, const Tensor& input, IntArrayRef dims, std::optional<int64_t> correction, bool keepdim = false);
TwoOuts var_mean_out(Tensor& var, Tensor& mean, const Tensor& input, IntArrayRef dims, std::optional<int64_t> correction, bool keepdim = false);
TwoOuts std_mean_out(Tensor& std, Tensor& mean, const Tensor& input, IntArrayRef dims, std::optional<int64_t> correction, bool keepdim = false);
Tensor& norm_out(Tensor& out, const Tensor& input, const Scalar& p = 2);
Tensor& norm_out(Tensor& out, const Tensor& input, const std::optional<Scalar>& p, ScalarType dtype);
Tensor& norm_out(Tensor& out, const Tensor& input, const std::optional<Scalar>& p, IntArrayRef dims, bool keepdim = false);
Tensor& norm_out(Tensor& out, const Tensor& input, const std::optional<Scalar>& p, IntArrayRef dims, bool keepdim, ScalarType dtype);
Tensor& frobenius_norm_out(Tensor& out, const Tensor& input, IntArrayRef dims, bool keepdim = false);
Tensor& nuclear_norm_out(Tensor& out, const Tensor& input, bool keepdim = false);
Tensor& nuclear_norm_out(Tensor& out, const Tensor& input, IntArrayRef dims, bool keepdim = false);
Tensor& dist_out(Tensor& out, const Tensor& input, const Tensor& other, const Scalar& p = 2);
Tensor& logsumexp_out(Tensor& out, const Tensor& input, IntArrayRef dims, bool keepdim = false);
Tensor& amax_out(Tensor& out, const Tensor& input, IntArrayRef dims = {}, bool keepdim = false);
Tensor& amin_out(Tensor& out, const Tensor& input, IntArrayRef dims = {}, bool keepdim = false);
Tensor& argmax_out(Tensor& out, const Tensor& input, std::optional<int64_t> dim = std::nullopt, bool keepdim = false);
Tensor& argmin_out(Tensor& out, const Tensor& input, std::optional<int64_t> dim = std::nullopt, bool keepdim = false);
Tensor& all_out(Tensor& out, const Tensor& input);
Tensor& any_out(Tensor& out, const Tensor& input);
Tensor& all_out(Tensor& out, const Tensor& input, int64_t dim, bool keepdim = false);
Tensor& any_out(Tensor& out, const Tensor& input, int64_t dim, bool keepdim = false);
Tensor& renorm_out(Tensor& out, const Tensor& input, const Scalar& p, int64_t dim, const Scalar& maxnorm);
Tensor& cross_out(Tensor& out, const Tensor& input, const Tensor& other, std::optional<int64_t> dim = std::nullopt);
TwoOuts max_out(Tensor& values, Tensor& indices, const Tensor& input, int64_t dim, bool keepdim = false);
TwoOuts min_out(Tensor& values, Tensor& indices, const Tensor& input, int64_t dim, bool keepdim = false);
Tensor& median_out(Tensor& out, const Tensor& input);
TwoOuts median_out(Tensor& values, Tensor& indices, const Tensor& input, int64_t dim, bool keepdim = false);
TwoOuts mode_out(Tensor& values, Tensor& indices, const Tensor& input, int64_t dim = -1, bool keepdim = false);
TwoOuts kthvalue_out(Tensor& values, Tensor& indices, const Tensor& input, int64_t k, int64_t dim = -1, bool keepdim = false);
TwoOuts topk_out(Tensor& values, Tensor& indices, const Tensor& input, int64_t k, int64_t dim = -1, bool largest = true, bool sorted = true);
TwoOuts sort_out(Tensor& values, Tensor& indices, const Tensor& input, int64_t dim = -1, bool descending = false);
TwoOuts sort_out(Tensor& values, Tensor& indices, const Tensor& input, std::optional<bool> stable, int64_t dim = -1, bool descending = false);
Tensor& argsort_out(Tensor& out, const Tensor& input, bool stable, int64_t dim = -1, bool descending = false);
Tensor& bincount_out(Tensor& out, const Tensor& input, const Tensor& weights = {}, int64_t minlength = 0);
Tensor& histc_out(Tensor& out, const Tensor& input, int64_t bins = 100, const Scalar& min = 0, const Scalar& max = 0);
Tensor& nonzero_out(Tensor& out, const Tensor& input);

// ---- linear algebra (out_linalg.cpp)
#define TL_OUT(name) Tensor& name##_out(Tensor& out, const Tensor& input, const Tensor& other);
TL_OUT(mm) TL_OUT(bmm) TL_OUT(matmul) TL_OUT(mv) TL_OUT(dot) TL_OUT(ger) TL_OUT(outer) TL_OUT(orgqr) TL_OUT(hspmm)
#undef TL_OUT
#define TL_OUT(name) \
  Tensor& name##_out(Tensor& out, const Tensor& input, const Tensor& a, const Tensor& b, const Scalar& beta = 1, const Scalar& alpha = 1);
TL_OUT(addmm) TL_OUT(addmv) TL_OUT(addr) TL_OUT(addbmm) TL_OUT(baddbmm) TL_OUT(sspaddmm)
#undef TL_OUT
Tensor& chain_matmul_out(Tensor& out, TensorList matrices);
Tensor& matrix_power_out(Tensor& out, const Tensor& input, int64_t n);
Tensor& tensordot_out(Tensor& out, const Tensor& a, const Tensor& b, IntArrayRef dims_a, IntArrayRef dims_b);
Tensor& tril_out(Tensor& out, const Tensor& input, int64_t diagonal = 0);
Tensor& triu_out(Tensor& out, const Tensor& input, int64_t diagonal = 0);
Tensor& diag_out(Tensor& out, const Tensor& input, int64_t diagonal = 0);
Tensor& diag_embed_out(Tensor& out, const Tensor& input, int64_t offset = 0, int64_t dim1 = -2, int64_t dim2 = -1);
Tensor& trace_out(Tensor& out, const Tensor& input);
Tensor& cholesky_out(Tensor& out, const Tensor& input, bool upper = false);
Tensor& cholesky_solve_out(Tensor& out, const Tensor& b, const Tensor& u, bool upper = false);
Tensor& cholesky_inverse_out(Tensor& out, const Tensor& u, bool upper = false);
Tensor& inverse_out(Tensor& out, const Tensor& input);
Tensor& lu_solve_out(Tensor& out, const Tensor& b, const Tensor& lu_data, const Tensor& lu_pivots);
ThreeOuts lu_unpack_out(Tensor& p, Tensor& l, Tensor& u, const Tensor& lu_data, const Tensor& lu_pivots, bool unpack_data = true,
                        bool unpack_pivots = true);
TwoOuts qr_out(Tensor& q, Tensor& r, const Tensor& input, bool some = true);
TwoOuts geqrf_out(Tensor& a, Tensor& tau, const Tensor& input);
Tensor& ormqr_out(Tensor& out, const Tensor& input, const Tensor& tau, const Tensor& mat, bool left = true, bool transpose = false);
ThreeOuts svd_out(Tensor& u, Tensor& s, Tensor& v, const Tensor& input, bool some = true, bool compute_uv = true);
TwoOuts symeig_out(Tensor& e, Tensor& v, const Tensor& input, bool eigenvectors = false, bool upper = true);
TwoOuts eig_out(Tensor& e, Tensor& v, const Tensor& input, bool eigenvectors = false);
TwoOuts solve_out(Tensor& solution, Tensor& lu, const Tensor& b, const Tensor& a);
TwoOuts triangular_solve_out(Tensor& x, Tensor& m, const Tensor& b, const Tensor& a, bool upper = true, bool transpose = false,
                             bool unitriangular = false);
TwoOuts lstsq_out(Tensor& x, Tensor& factors, const Tensor& b, const Tensor& a);
TwoOuts slogdet_out(Tensor& sign, Tensor& logabsdet, const Tensor& input);

// ---- shape and index (out_shape.cpp)
Tensor& cat_out(Tensor& out, TensorList tensors, int64_t dim = 0);
Tensor& stack_out(Tensor& out, TensorList tensors, int64_t dim = 0);
Tensor& flip_out(Tensor& out, const Tensor& input, IntArrayRef dims);
Tensor& roll_out(Tensor& out, const Tensor& input, IntArrayRef shifts, IntArrayRef dims = {});
Tensor& rot90_out(Tensor& out, const Tensor& input, int64_t k = 1, IntArrayRef dims = {0, 1});
Tensor& repeat_out(Tensor& out, const Tensor& input, IntArrayRef repeats);
Tensor& narrow_copy_out(Tensor& out, const Tensor& input, int64_t dim, int64_t start, int64_t length);
Tensor& index_select_out(Tensor& out, const Tensor& input, int64_t dim, const Tensor& index);
Tensor& gather_out(Tensor& out, const Tensor& input, int64_t dim, const Tensor& index, bool sparse_grad = false);
Tensor& scatter_out(Tensor& out, const Tensor& input, int64_t dim, const Tensor& index, const Tensor& src);
Tensor& scatter_out(Tensor& out, const Tensor& input, int64_t dim, const Tensor& index, const Scalar& value);
Tensor& scatter_out(Tensor& out, const Tensor& input, int64_t dim, const Tensor& index, const Tensor& src, const std::string& reduce);
Tensor& scatter_out(Tensor& out, const Tensor& input, int64_t dim, const Tensor& index, const Scalar& value, const std::string& reduce);
Tensor& scatter_add_out(Tensor& out, const Tensor& input, int64_t dim, const Tensor& index, const Tensor& src);
Tensor& index_add_out(Tensor& out, const Tensor& input, int64_t dim, const Tensor& index, const Tensor& source, const Scalar& alpha = 1);
Tensor& index_copy_out(Tensor& out, const Tensor& input, int64_t dim, const Tensor& index, const Tensor& source);
Tensor& index_fill_out(Tensor& out, const Tensor& input, int64_t dim, const Tensor& index, const Scalar& value);
Tensor& index_fill_out(Tensor& out, const Tensor& input, int64_t dim, const Tensor& index, const Tensor& value);
Tensor& put_out(Tensor& out, const Tensor& input, const Tensor& index, const Tensor& source, bool accumulate = false);
Tensor& index_put_out(Tensor& out, const Tensor& input, TensorList indices, const Tensor& values, bool accumulate = false);
Tensor& masked_select_out(Tensor& out, const Tensor& input, const Tensor& mask);
Tensor& masked_scatter_out(Tensor& out, const Tensor& input, const Tensor& mask, const Tensor& source);
Tensor& take_out(Tensor& out, const Tensor& input, const Tensor& index);
Tensor& sparse_mask_out(Tensor& out, const Tensor& input, const Tensor& mask);
Tensor& to_sparse_out(Tensor& out, const Tensor& input);
Tensor& to_sparse_out(Tensor& out, const Tensor& input, int64_t sparse_dim);

// ---- factories (out_factories.cpp); made in the type and on the device of out
Tensor& empty_out(Tensor& out, IntArrayRef size, std::optional<MemoryFormat> format = std::nullopt);
Tensor& empty_strided_out(Tensor& out, IntArrayRef size, IntArrayRef stride);
Tensor& zeros_out(Tensor& out, IntArrayRef size);
Tensor& ones_out(Tensor& out, IntArrayRef size);
Tensor& full_out(Tensor& out, IntArrayRef size, const Scalar& value);
Tensor& eye_out(Tensor& out, int64_t n);
Tensor& eye_out(Tensor& out, int64_t n, int64_t m);
Tensor& arange_out(Tensor& out, const Scalar& end);
Tensor& arange_out(Tensor& out, const Scalar& start, const Scalar& end, const Scalar& step = 1);
Tensor& range_out(Tensor& out, const Scalar& start, const Scalar& end, const Scalar& step = 1);
Tensor& linspace_out(Tensor& out, const Scalar& start, const Scalar& end, int64_t steps);
Tensor& logspace_out(Tensor& out, const Scalar& start, const Scalar& end, int64_t steps, double base = 10);
Tensor& tril_indices_out(Tensor& out, int64_t row, int64_t col, int64_t offset = 0);
Tensor& triu_indices_out(Tensor& out, int64_t row, int64_t col, int64_t offset = 0);
Tensor& sparse_coo_tensor_out(Tensor& out, IntArrayRef size);
#define TL_OUT(name) Tensor& name##_window_out(Tensor& out, int64_t window_length, bool periodic = true);
TL_OUT(bartlett) TL_OUT(blackman) TL_OUT(hann) TL_OUT(hamming)
#undef TL_OUT
Tensor& hamming_window_out(Tensor& out, int64_t window_length, bool periodic, double alpha, double beta = 0.46);
// Of the type of out and the sizes of a tensor, or as given; a memory format is that of a result without out and lays out only empty ones.
#define TL_OUT(name) Tensor& name##_like_out(Tensor& out, const Tensor& t, std::optional<MemoryFormat> format = std::nullopt);
TL_OUT(empty) TL_OUT(zeros) TL_OUT(ones) TL_OUT(rand) TL_OUT(randn)
#undef TL_OUT
Tensor& full_like_out(Tensor& out, const Tensor& t, const Scalar& value, std::optional<MemoryFormat> format = std::nullopt);
Tensor& randint_like_out(Tensor& out, const Tensor& t, int64_t high, std::optional<MemoryFormat> format = std::nullopt);
Tensor& randint_like_out(Tensor& out, const Tensor& t, int64_t low, int64_t high, std::optional<MemoryFormat> format = std::nullopt);
Tensor& new_empty_out(Tensor& out, const Tensor& t, IntArrayRef size);
Tensor& new_zeros_out(Tensor& out, const Tensor& t, IntArrayRef size);
Tensor& new_ones_out(Tensor& out, const Tensor& t, IntArrayRef size);
Tensor& new_full_out(Tensor& out, const Tensor& t, IntArrayRef size, const Scalar& value);

// ---- draws (out_factories.cpp)
Tensor& rand_out(Tensor& out, IntArrayRef size, Generator* generator = nullptr);
Tensor& randn_out(Tensor& out, IntArrayRef size, Generator* generator = nullptr);
Tensor& randint_out(Tensor& out, int64_t high, IntArrayRef size, Generator* generator = nullptr);
Tensor& randint_out(Tensor& out, int64_t low, int64_t high, IntArrayRef size, Generator* generator = nullptr);
Tensor& randperm_out(Tensor& out, int64_t n, Generator* generator = nullptr);
Tensor& bernoulli_out(Tensor& out, const Tensor& input, Generator* generator = nullptr);
Tensor& bernoulli_out(Tensor& out, const Tensor& input, double p, Generator* generator = nullptr);
Tensor& bernoulli_out(Tensor& out, const Tensor& input, const Tensor& p, Generator* generator = nullptr);
Tensor& multinomial_out(Tensor& out, const Tensor& input, int64_t num_samples, bool replacement = false, Generator* generator = nullptr);
Tensor& normal_out(Tensor& out, const Tensor& mean, double std = 1, Generator* generator = nullptr);
Tensor& normal_out(Tensor& out, double mean, const Tensor& std, Generator* generator = nullptr);
Tensor& normal_out(Tensor& out, const Tensor& mean, const Tensor& std, Generator* generator = nullptr);
Tensor& normal_out(Tensor& out, double mean, double std, IntArrayRef size, Generator* generator = nullptr);
Tensor& poisson_out(Tensor& out, const Tensor& input, Generator* generator = nullptr);

}  // namespace tl
