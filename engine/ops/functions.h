// SPDX-License-Identifier: Apache-2.0
// Free functions: one per operator, with PyTorch's names, argument order and defaults. Shapes are in each operator's doc line
// (`tensorloom-cli ops NAME`). All throw tl::Error with operation, argument and shapes when called wrongly.
#pragma once
#include <concepts>
#include <optional>
#include <tuple>
#include <vector>

#include "engine/autograd/grad_mode.h"
#include "engine/core/tensor.h"
#include "engine/ops/linalg.h"
#include "engine/ops/quantize.h"
#include "engine/sparse/sparse.h"

namespace tl {

class Generator;

// ---- creation (device Meta is honoured; see DefaultDeviceGuard)
Tensor empty(IntArrayRef size, const TensorOptions& options = {});
Tensor zeros(IntArrayRef size, const TensorOptions& options = {});
Tensor ones(IntArrayRef size, const TensorOptions& options = {});
Tensor full(IntArrayRef size, const Scalar& value, const TensorOptions& options = {});
Tensor rand(IntArrayRef size, const TensorOptions& options = {});
Tensor randn(IntArrayRef size, const TensorOptions& options = {});
Tensor randint(int64_t high, IntArrayRef size, const TensorOptions& options = {});
Tensor randint(int64_t low, int64_t high, IntArrayRef size, const TensorOptions& options = {});
Tensor randperm(int64_t n, const TensorOptions& options = {});
Tensor arange(const Scalar& end, const TensorOptions& options = {});
Tensor arange(const Scalar& start, const Scalar& end, const TensorOptions& options = {});
Tensor arange(const Scalar& start, const Scalar& end, const Scalar& step, const TensorOptions& options = {});
Tensor linspace(const Scalar& start, const Scalar& end, int64_t steps, const TensorOptions& options = {});
Tensor eye(int64_t n, const TensorOptions& options = {});
Tensor eye(int64_t n, int64_t m, const TensorOptions& options = {});
Tensor scalar_tensor(const Scalar& value, const TensorOptions& options = {});
Tensor empty_like(const Tensor& t, const TensorOptions& options = {});
Tensor zeros_like(const Tensor& t, const TensorOptions& options = {});
Tensor ones_like(const Tensor& t, const TensorOptions& options = {});
Tensor full_like(const Tensor& t, const Scalar& value, const TensorOptions& options = {});
Tensor rand_like(const Tensor& t, const TensorOptions& options = {});
Tensor randn_like(const Tensor& t, const TensorOptions& options = {});
/// Memory of the caller; `deleter` runs when the last tensor on it is gone.
Tensor from_blob(void* data, IntArrayRef sizes, const TensorOptions& options = {});
Tensor from_blob(void* data, IntArrayRef sizes, const std::function<void(void*)>& deleter, const TensorOptions& options = {});
Tensor from_blob(void* data, IntArrayRef sizes, IntArrayRef strides, const TensorOptions& options = {});

namespace detail {
/// Nested brace lists of numbers, as `tensor()` takes them.
struct TensorInit {
  std::vector<int64_t> sizes;
  std::vector<Scalar> values;
  ScalarType dtype = kFloat;
  template <class T, class = std::enable_if_t<std::is_arithmetic_v<T>>>
  TensorInit(T v);
  TensorInit(std::initializer_list<TensorInit> list);
  template <class T>
  TensorInit(const std::vector<T>& v);
  template <class T>
  TensorInit(ArrayRef<T> v);
};
}  // namespace detail
/// From numbers: bool, uint8, int8 and int16 keep their type, larger ints give int64, float and double the default dtype, unless `options`
/// has a dtype.
Tensor tensor(const detail::TensorInit& init, const TensorOptions& options = {});

/// Factories on this thread make tensors here unless told otherwise. On Meta, modules are built without memory or random draws.
class DefaultDeviceGuard {
 public:
  explicit DefaultDeviceGuard(Device device);
  ~DefaultDeviceGuard();
  static Device current();

 private:
  Device before_;
};
/// Seeds the global generator.
void manual_seed(uint64_t seed);

// ---- element-wise: declared from pointwise.def
#define TL_P0
#define TL_P1(n, d) , double n = d
#define TL_P2(n, d, m, e) , double n = d, double m = e
#define TL_PW1(kind, name, params, r, value, ga, lo, hi, doc) \
  Tensor name(const Tensor& input params);                    \
  Tensor& name##_(Tensor& input params);                      \
  Tensor& name##_out(Tensor& out, const Tensor& input params);
#define TL_PW2(kind, name, params, r, value, ga, gb, lo, hi, doc)   \
  Tensor name(const Tensor& input, const Tensor& other params);     \
  Tensor name(const Tensor& input, const Scalar& other params);     \
  Tensor name(const Scalar& input, const Tensor& other params);     \
  Tensor& name##_(Tensor& input, const Tensor& other params);       \
  Tensor& name##_(Tensor& input, const Scalar& other params);       \
  Tensor& name##_out(Tensor& out, const Tensor& input, const Tensor& other params);
#define TL_PW3(kind, name, params, r, value, ga, gb, gc, lo, hi, doc)          \
  Tensor name(const Tensor& input, const Tensor& b, const Tensor& c params);
#include "engine/ops/pointwise.def"
#undef TL_PW1
#undef TL_PW2
#undef TL_PW3
#undef TL_P0
#undef TL_P1
#undef TL_P2
Tensor add(const Tensor& input, const Tensor& other, const Scalar& alpha);
Tensor add(const Tensor& input, const Scalar& other, const Scalar& alpha);
Tensor sub(const Tensor& input, const Tensor& other, const Scalar& alpha);
Tensor sub(const Tensor& input, const Scalar& other, const Scalar& alpha);
Tensor addcmul(const Tensor& input, const Tensor& b, const Tensor& c, const Scalar& value);
Tensor addcdiv(const Tensor& input, const Tensor& b, const Tensor& c, const Scalar& value);
Tensor lerp(const Tensor& input, const Tensor& end, const Scalar& weight);
Tensor lerp(const Tensor& input, const Tensor& end, const Tensor& weight);
/// The quotient rounded "trunc" (towards 0) or "floor" (down), where integers stay integers; none: not rounded.
Tensor div(const Tensor& input, const Tensor& other, const std::optional<std::string>& rounding_mode);
Tensor div(const Tensor& input, const Scalar& other, const std::optional<std::string>& rounding_mode);
/// To a number of digits after the point; before it when negative.
Tensor round(const Tensor& input, int64_t decimals);
Tensor& round_(Tensor& input, int64_t decimals);
Tensor hardshrink(const Tensor& input, const Scalar& lambd);
Tensor max(const Tensor& input, const Tensor& other);
Tensor min(const Tensor& input, const Tensor& other);
Tensor clamp(const Tensor& input, const std::optional<Scalar>& min, const std::optional<Scalar>& max = std::nullopt);
/// Limits of their own for each element; an undefined one is none. Where they cross, max counts.
Tensor clamp(const Tensor& input, const Tensor& min = {}, const Tensor& max = {});
Tensor& clamp_(Tensor& input, const std::optional<Scalar>& min, const std::optional<Scalar>& max = std::nullopt);
Tensor& clamp_(Tensor& input, const Tensor& min = {}, const Tensor& max = {});
Tensor fill(const Tensor& input, const Scalar& value);
Tensor fill(const Tensor& input, const Tensor& value);
Tensor& fill_(Tensor& input, const Scalar& value);
Tensor& fill_(Tensor& input, const Tensor& value);
Tensor& zero_(Tensor& input);
Tensor masked_fill(const Tensor& input, const Tensor& mask, const Scalar& value);
Tensor masked_fill(const Tensor& input, const Tensor& mask, const Tensor& value);
Tensor where(const Tensor& condition, const Tensor& input, const Scalar& other);
Tensor where(const Tensor& condition, const Scalar& input, const Tensor& other);
Tensor where(const Tensor& condition, const Scalar& input, const Scalar& other);
/// The places where the condition holds: one vector of indices for each dimension.
std::vector<Tensor> where(const Tensor& condition);

Tensor operator+(const Tensor& a, const Tensor& b);
Tensor operator+(const Tensor& a, const Scalar& b);
Tensor operator+(const Scalar& a, const Tensor& b);
Tensor operator-(const Tensor& a, const Tensor& b);
Tensor operator-(const Tensor& a, const Scalar& b);
Tensor operator-(const Scalar& a, const Tensor& b);
Tensor operator*(const Tensor& a, const Tensor& b);
Tensor operator*(const Tensor& a, const Scalar& b);
Tensor operator*(const Scalar& a, const Tensor& b);
Tensor operator/(const Tensor& a, const Tensor& b);
Tensor operator/(const Tensor& a, const Scalar& b);
Tensor operator/(const Scalar& a, const Tensor& b);
#define TL_COMPARE(op)                             \
  Tensor operator op(const Tensor& a, const Tensor& b); \
  Tensor operator op(const Tensor& a, const Scalar& b);
TL_COMPARE(<) TL_COMPARE(<=) TL_COMPARE(>) TL_COMPARE(>=) TL_COMPARE(==) TL_COMPARE(!=)
#undef TL_COMPARE

// ---- copies
Tensor clone(const Tensor& input, std::optional<MemoryFormat> format = std::nullopt);
Tensor to(const Tensor& input, ScalarType dtype);
/// Sums `input` down to `sizes`, from which it had been broadcast.
Tensor sum_to(const Tensor& input, const DimVector& sizes);
/// Broadcast shape of two shapes; throws naming `operation` and both.
DimVector broadcast_shapes(const char* operation, const DimVector& a, const DimVector& b);
/// The dtype an operation on these tensors computes in.
ScalarType result_type(ArrayRef<Tensor> tensors);

// ---- reductions (empty dims = all)
Tensor sum(const Tensor& input);
Tensor sum(const Tensor& input, DtypeArg dtype);
Tensor sum(const Tensor& input, IntArrayRef dims, bool keepdim = false, std::optional<ScalarType> dtype = std::nullopt);
Tensor mean(const Tensor& input);
Tensor mean(const Tensor& input, DtypeArg dtype);
Tensor mean(const Tensor& input, IntArrayRef dims, bool keepdim = false, std::optional<ScalarType> dtype = std::nullopt);
Tensor prod(const Tensor& input);
Tensor prod(const Tensor& input, DtypeArg dtype);
Tensor prod(const Tensor& input, int64_t dim, bool keepdim = false, std::optional<ScalarType> dtype = std::nullopt);
Tensor amax(const Tensor& input, IntArrayRef dims = {}, bool keepdim = false);
Tensor amin(const Tensor& input, IntArrayRef dims = {}, bool keepdim = false);
Tensor max(const Tensor& input);
Tensor min(const Tensor& input);
std::tuple<Tensor, Tensor> max(const Tensor& input, int64_t dim, bool keepdim = false);
std::tuple<Tensor, Tensor> min(const Tensor& input, int64_t dim, bool keepdim = false);
Tensor argmax(const Tensor& input, std::optional<int64_t> dim = std::nullopt, bool keepdim = false);
Tensor argmin(const Tensor& input, std::optional<int64_t> dim = std::nullopt, bool keepdim = false);
/// bool; uint8 of uint8.
Tensor all(const Tensor& input);
Tensor any(const Tensor& input);
Tensor all(const Tensor& input, int64_t dim, bool keepdim = false);
Tensor any(const Tensor& input, int64_t dim, bool keepdim = false);
// Of all elements with a bool, else of dims: a dimension is never mistaken for `unbiased`, as var(x, 0) or var(x, {0}) would otherwise be.
Tensor var(const Tensor& input);
Tensor var(const Tensor& input, std::same_as<bool> auto unbiased);
Tensor var(const Tensor& input, IntArrayRef dims, bool unbiased = true, bool keepdim = false);
/// The divisor is the number of elements less `correction`, by default 1.
Tensor var(const Tensor& input, IntArrayRef dims, const std::optional<int64_t>& correction, bool keepdim = false);
Tensor std(const Tensor& input);
Tensor std(const Tensor& input, std::same_as<bool> auto unbiased);
Tensor std(const Tensor& input, IntArrayRef dims, bool unbiased = true, bool keepdim = false);
Tensor std(const Tensor& input, IntArrayRef dims, const std::optional<int64_t>& correction, bool keepdim = false);
Tensor norm(const Tensor& input, const Scalar& p = 2);
Tensor norm(const Tensor& input, const std::optional<Scalar>& p, DtypeArg dtype);
Tensor norm(const Tensor& input, const std::optional<Scalar>& p, IntArrayRef dims, bool keepdim = false,
            std::optional<ScalarType> dtype = std::nullopt);
/// p-norm of the difference.
Tensor dist(const Tensor& input, const Tensor& other, const Scalar& p = 2);
Tensor logsumexp(const Tensor& input, IntArrayRef dims, bool keepdim = false);
Tensor cumsum(const Tensor& input, int64_t dim, std::optional<ScalarType> dtype = std::nullopt);
Tensor cumprod(const Tensor& input, int64_t dim, std::optional<ScalarType> dtype = std::nullopt);
/// Slices along `dim` scaled down to a largest p-norm.
Tensor renorm(const Tensor& input, const Scalar& p, int64_t dim, const Scalar& maxnorm);
/// Of vectors of three elements, along `dim` or the first dimension of that size.
Tensor cross(const Tensor& input, const Tensor& other, std::optional<int64_t> dim = std::nullopt);
bool equal(const Tensor& a, const Tensor& b);
bool allclose(const Tensor& a, const Tensor& b, double rtol = 1e-5, double atol = 1e-8, bool equal_nan = false);

// ---- shape
Tensor view(const Tensor& input, IntArrayRef size);
Tensor reshape(const Tensor& input, IntArrayRef shape);
Tensor flatten(const Tensor& input, int64_t start_dim = 0, int64_t end_dim = -1);
Tensor permute(const Tensor& input, IntArrayRef dims);
Tensor transpose(const Tensor& input, int64_t dim0, int64_t dim1);
Tensor t(const Tensor& input);
Tensor squeeze(const Tensor& input);
Tensor squeeze(const Tensor& input, int64_t dim);
Tensor unsqueeze(const Tensor& input, int64_t dim);
Tensor expand(const Tensor& input, IntArrayRef size);
Tensor select(const Tensor& input, int64_t dim, int64_t index);
Tensor slice(const Tensor& input, int64_t dim = 0, std::optional<int64_t> start = std::nullopt, std::optional<int64_t> end = std::nullopt,
             int64_t step = 1);
Tensor narrow(const Tensor& input, int64_t dim, int64_t start, int64_t length);
Tensor narrow(const Tensor& input, int64_t dim, const Tensor& start, int64_t length);
/// A copy of a narrowed tensor; the form that sparse tensors have.
Tensor narrow_copy(const Tensor& input, int64_t dim, int64_t start, int64_t length);
Tensor as_strided(const Tensor& input, IntArrayRef size, IntArrayRef stride, std::optional<int64_t> storage_offset = std::nullopt);
/// Makes this tensor itself that view.
const Tensor& as_strided_(const Tensor& self, IntArrayRef size, IntArrayRef stride, std::optional<int64_t> storage_offset = std::nullopt);
const Tensor& resize_as_(const Tensor& self, const Tensor& the_template, std::optional<MemoryFormat> memory_format = std::nullopt);
Tensor detach(const Tensor& input);
Tensor& detach_(Tensor& input);
Tensor cat(TensorList tensors, int64_t dim = 0);
Tensor stack(TensorList tensors, int64_t dim = 0);
std::vector<Tensor> split(const Tensor& input, int64_t split_size, int64_t dim = 0);
std::vector<Tensor> split(const Tensor& input, IntArrayRef split_sizes, int64_t dim = 0);
std::vector<Tensor> split_with_sizes(const Tensor& input, IntArrayRef sizes, int64_t dim = 0);
std::vector<Tensor> chunk(const Tensor& input, int64_t chunks, int64_t dim = 0);
std::vector<Tensor> unbind(const Tensor& input, int64_t dim = 0);
/// Views of the one shape that all broadcast to.
std::vector<Tensor> broadcast_tensors(TensorList tensors);
Tensor repeat(const Tensor& input, IntArrayRef repeats);
Tensor flip(const Tensor& input, IntArrayRef dims);
Tensor roll(const Tensor& input, IntArrayRef shifts, IntArrayRef dims = {});
Tensor rot90(const Tensor& input, int64_t k = 1, IntArrayRef dims = {0, 1});
/// All windows of `size` entries, `step` apart, as a new last dimension of a view.
Tensor unfold(const Tensor& input, int64_t dim, int64_t size, int64_t step);
Tensor constant_pad_nd(const Tensor& input, IntArrayRef pad, const Scalar& value = 0);

// ---- indexing
Tensor index_select(const Tensor& input, int64_t dim, const Tensor& index);
/// With `sparse_grad` the gradient of input is a sparse tensor.
Tensor gather(const Tensor& input, int64_t dim, const Tensor& index, bool sparse_grad = false);
/// Elements at the places of index taken from src, or set to a value; where index names one twice, the later one.
Tensor scatter(const Tensor& input, int64_t dim, const Tensor& index, const Tensor& src);
Tensor scatter(const Tensor& input, int64_t dim, const Tensor& index, const Scalar& value);
/// `reduce` "add" or "multiply": into what is there.
Tensor scatter(const Tensor& input, int64_t dim, const Tensor& index, const Tensor& src, const std::string& reduce);
Tensor scatter(const Tensor& input, int64_t dim, const Tensor& index, const Scalar& value, const std::string& reduce);
Tensor scatter_add(const Tensor& input, int64_t dim, const Tensor& index, const Tensor& src);
Tensor index_add(const Tensor& input, int64_t dim, const Tensor& index, const Tensor& source, const Scalar& alpha = 1);
/// One index tensor for each of the first dimensions; an undefined one takes all of its dimension. With `accumulate` values are added.
Tensor index_put(const Tensor& input, TensorList indices, const Tensor& values, bool accumulate = false);
Tensor& index_put_(Tensor& input, TensorList indices, const Tensor& values, bool accumulate = false);
/// At places of the flattened input.
Tensor put(const Tensor& input, const Tensor& index, const Tensor& source, bool accumulate = false);
Tensor one_hot(const Tensor& input, int64_t num_classes = -1);
/// Rows of weight. The gradient of row padding_idx is zero (-1: of none), rows are divided by how often they were asked for
/// (scale_grad_by_freq), and the gradient of weight is a sparse tensor (sparse).
Tensor embedding(const Tensor& weight, const Tensor& indices, int64_t padding_idx = -1, bool scale_grad_by_freq = false, bool sparse = false);
Tensor masked_select(const Tensor& input, const Tensor& mask);
Tensor masked_scatter(const Tensor& input, const Tensor& mask, const Tensor& source);
Tensor index_fill(const Tensor& input, int64_t dim, const Tensor& index, const Scalar& value);
Tensor index_fill(const Tensor& input, int64_t dim, const Tensor& index, const Tensor& value);
Tensor index_copy(const Tensor& input, int64_t dim, const Tensor& index, const Tensor& source);
/// Elements of the flattened input.
Tensor take(const Tensor& input, const Tensor& index);

// ---- linear algebra, network layers
Tensor mm(const Tensor& input, const Tensor& mat2);
Tensor bmm(const Tensor& input, const Tensor& mat2);
Tensor matmul(const Tensor& input, const Tensor& other);
Tensor addmm(const Tensor& input, const Tensor& mat1, const Tensor& mat2, const Scalar& beta = 1, const Scalar& alpha = 1);
/// input …×in_features, weight out_features×in_features, bias out_features.
Tensor linear(const Tensor& input, const Tensor& weight, const Tensor& bias = {});
/// input N×C×H×W, weight O×C/groups×kH×kW, bias O.
Tensor conv2d(const Tensor& input, const Tensor& weight, const Tensor& bias = {}, IntArrayRef stride = 1, IntArrayRef padding = 0,
              IntArrayRef dilation = 1, int64_t groups = 1);
Tensor max_pool2d(const Tensor& input, IntArrayRef kernel_size, IntArrayRef stride = {}, IntArrayRef padding = 0, IntArrayRef dilation = 1,
                  bool ceil_mode = false);
std::tuple<Tensor, Tensor> max_pool2d_with_indices(const Tensor& input, IntArrayRef kernel_size, IntArrayRef stride = {}, IntArrayRef padding = 0,
                                                   IntArrayRef dilation = 1, bool ceil_mode = false);
Tensor avg_pool2d(const Tensor& input, IntArrayRef kernel_size, IntArrayRef stride = {}, IntArrayRef padding = 0, bool ceil_mode = false,
                  bool count_include_pad = true);
Tensor adaptive_avg_pool2d(const Tensor& input, IntArrayRef output_size);
/// input N×C×…; running statistics (may be undefined) are updated in training.
Tensor batch_norm(const Tensor& input, const Tensor& weight, const Tensor& bias, const Tensor& running_mean, const Tensor& running_var,
                  bool training, double momentum, double eps);
Tensor layer_norm(const Tensor& input, IntArrayRef normalized_shape, const Tensor& weight = {}, const Tensor& bias = {}, double eps = 1e-5);
Tensor softmax(const Tensor& input, int64_t dim, std::optional<ScalarType> dtype = std::nullopt);
Tensor log_softmax(const Tensor& input, int64_t dim, std::optional<ScalarType> dtype = std::nullopt);
/// In a RandomContext the mask is a pure function of the step; else it draws from the global generator.
Tensor dropout(const Tensor& input, double p, bool train);
Tensor dropout2d(const Tensor& input, double p, bool train);

// ---- losses; reduction "none", "mean" or "sum"
Tensor nll_loss(const Tensor& input, const Tensor& target, const Tensor& weight = {}, const std::string& reduction = "mean",
                int64_t ignore_index = -100);
Tensor cross_entropy(const Tensor& input, const Tensor& target, const Tensor& weight = {}, const std::string& reduction = "mean",
                     int64_t ignore_index = -100, double label_smoothing = 0);
Tensor mse_loss(const Tensor& input, const Tensor& target, const std::string& reduction = "mean");
Tensor l1_loss(const Tensor& input, const Tensor& target, const std::string& reduction = "mean");
Tensor smooth_l1_loss(const Tensor& input, const Tensor& target, const std::string& reduction = "mean", double beta = 1);
Tensor binary_cross_entropy(const Tensor& input, const Tensor& target, const Tensor& weight = {}, const std::string& reduction = "mean");
Tensor binary_cross_entropy_with_logits(const Tensor& input, const Tensor& target, const Tensor& weight = {}, const Tensor& pos_weight = {},
                                        const std::string& reduction = "mean");

// ---- templates
Tensor var(const Tensor& input, std::same_as<bool> auto unbiased) { return var(input, IntArrayRef(), unbiased); }
Tensor std(const Tensor& input, std::same_as<bool> auto unbiased) { return std(input, IntArrayRef(), unbiased); }
namespace detail {
template <class T>
ScalarType init_dtype() {
  if constexpr (std::is_same_v<T, bool>) return kBool;
  if constexpr (std::is_same_v<T, uint8_t>) return kByte;
  if constexpr (std::is_same_v<T, int8_t>) return kChar;
  if constexpr (std::is_same_v<T, int16_t>) return kShort;
  return std::is_integral_v<T> ? kLong : default_dtype();
}
template <class T, class>
TensorInit::TensorInit(T v) : values{Scalar(v)}, dtype(init_dtype<T>()) {}
template <class T>
TensorInit::TensorInit(const std::vector<T>& v) : TensorInit(ArrayRef<T>(v.data(), v.size())) {}
template <class T>
TensorInit::TensorInit(ArrayRef<T> v) : sizes{static_cast<int64_t>(v.size())}, dtype(init_dtype<T>()) {
  for (const T& x : v) values.emplace_back(x);
}
}  // namespace detail

}  // namespace tl
