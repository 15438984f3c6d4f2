// SPDX-License-Identifier: Apache-2.0
// The tensor handle. Names, argument order and defaults follow PyTorch's C++ front end; every operator is also a free function
// (engine/ops/functions.h). Copying a Tensor copies the handle. Not thread-safe per handle; distinct handles of one tensor may be
// read from several threads.
#pragma once
#include <concepts>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

#include "engine/core/array_ref.h"
#include "engine/core/scalar.h"
#include "engine/core/tensor_accessor.h"
#include "engine/core/tensor_impl.h"
#include "engine/core/tensor_options.h"

namespace tl {

class Tensor;
class Generator;
namespace autograd {
class Node;
struct AutogradMeta;
}  // namespace autograd
namespace indexing {
class TensorIndex;
}
namespace detail {
struct TensorInit;
}
using TensorList = ArrayRef<Tensor>;

/// A dtype that may be none, where it stands alone. Not std::optional: `{}` is no dtype, so that sum(x, {}) stays a sum over dimensions.
struct DtypeArg {
  DtypeArg(ScalarType t) : type(t) {}
  DtypeArg(const std::optional<ScalarType>& t) : type(t ? *t : ScalarType::Undefined) {}
  DtypeArg(std::nullopt_t) {}
  ScalarType type = ScalarType::Undefined;
};

class Tensor {
 public:
  Tensor() = default;
  explicit Tensor(IntrusivePtr<TensorImpl> impl) : impl_(std::move(impl)) {}
  Tensor(const Tensor&) = default;
  Tensor(Tensor&&) noexcept = default;
  // Assignment to a temporary writes through an index expression (`x[i][j] = y`); to a named handle it rebinds.
  Tensor& operator=(const Tensor& o) & { impl_ = o.impl_; return *this; }
  Tensor& operator=(Tensor&& o) & noexcept { impl_ = std::move(o.impl_); return *this; }
  Tensor& operator=(const Tensor& o) &&;
  Tensor& operator=(Tensor&& o) &&;
  Tensor& operator=(const Scalar& v) &&;

  // ---- facts
  bool defined() const { return static_cast<bool>(impl_); }
  void reset() { impl_ = nullptr; }
  bool is_same(const Tensor& o) const { return impl_ == o.impl_; }
  TensorImpl* unsafe_impl() const { return impl_.get(); }
  IntArrayRef sizes() const { return impl().sizes; }
  /// Throws for sparse tensors, which have none.
  IntArrayRef strides() const {
    if (impl_ && impl_->encoding) [[unlikely]] check_strided("stride");
    return impl().strides;
  }
  int64_t size(int64_t dim) const;
  int64_t stride(int64_t dim) const;
  int64_t dim() const { return static_cast<int64_t>(impl().sizes.size()); }
  int64_t ndimension() const { return dim(); }
  int64_t numel() const { return impl().numel; }
  int64_t nelement() const { return numel(); }
  ScalarType dtype() const { return impl().dtype; }
  ScalarType scalar_type() const { return impl().dtype; }
  size_t element_size() const { return tl::element_size(dtype()); }
  size_t itemsize() const { return element_size(); }
  size_t nbytes() const { return element_size() * static_cast<size_t>(numel()); }
  Device device() const { return impl().storage->device(); }
  bool is_cpu() const { return device().is_cpu(); }
  bool is_cuda() const { return device().is_cuda(); }
  bool is_meta() const { return device().is_meta(); }
  Layout layout() const { return is_sparse() ? kSparse : kStrided; }
  bool is_sparse() const { return impl().has(Encoding::Kind::sparse); }
  bool is_quantized() const { return impl().has(Encoding::Kind::quantized); }
  TensorOptions options() const { return TensorOptions(dtype()).device(device()).layout(layout()); }
  bool is_contiguous() const { return impl().contiguous; }
  /// Whether the elements lie in memory in the order of this format (channels last: 4 or 5 dimensions), without gaps.
  bool is_contiguous(MemoryFormat format) const;
  /// ChannelsLast or ChannelsLast3d when the strides say so (and Contiguous does not explain them better), else Contiguous.
  MemoryFormat suggest_memory_format() const;
  bool is_floating_point() const { return tl::is_floating_point(dtype()); }
  bool is_complex() const { return false; }  // there are no complex types
  bool is_same_size(const Tensor& other) const { return sizes() == other.sizes(); }
  /// Whether the only element is not zero; throws unless there is exactly one.
  bool is_nonzero() const;
  /// Whether both lie in one storage.
  bool is_alias_of(const Tensor& other) const { return impl().storage == other.impl().storage; }
  bool is_signed() const { return dtype() != kByte && dtype() != kBool; }
  /// The number of the CUDA device; -1 on the CPU.
  int64_t get_device() const { return is_cpu() ? -1 : device().index(); }
  int64_t storage_offset() const { return impl().offset; }
  const Storage& storage() const { return impl().storage; }
  /// Address of the first element, on its device: only the CPU's may be read by the caller. Throws on meta tensors and, in the typed form, on another dtype.
  void* data_ptr() const;
  template <class T>
  T* data_ptr() const {
    check_dtype(CppTypeToScalarType<std::remove_const_t<T>>::value);
    return static_cast<T*>(data_ptr());
  }
  template <class T>
  T* data() const { return data_ptr<T>(); }
  template <class T>
  const T* const_data_ptr() const { return data_ptr<T>(); }
  template <class T>
  T* mutable_data_ptr() const { return data_ptr<T>(); }
  /// Elements by N indices, unchecked; throws for another dtype, another number of dimensions and off the CPU.
  template <class T, int64_t N>
  TensorAccessor<T, N> accessor() const {
    check_accessor(N);
    return {data_ptr<T>(), sizes().data(), strides().data()};
  }
  /// The one element; throws unless numel() == 1.
  Scalar item() const;
  template <class T>
  T item() const { return item().to<T>(); }
  /// Shape and type in short: "[2, 3] float32".
  std::string brief() const;
  /// Values as text, the way PyTorch prints them.
  std::string toString() const;

  // ---- autograd (engine/autograd)
  bool requires_grad() const;
  const Tensor& set_requires_grad(bool r) const;
  Tensor& requires_grad_(bool r = true) const;
  const Tensor& grad() const;
  Tensor& mutable_grad() const;
  std::shared_ptr<autograd::Node> grad_fn() const;
  bool is_leaf() const;
  void retain_grad() const;
  bool retains_grad() const;
  int64_t output_nr() const;
  bool is_view() const;
  uint32_t _version() const { return impl().storage->version(); }
  void backward(const Tensor& gradient = {}, std::optional<bool> retain_graph = std::nullopt, bool create_graph = false,
                std::optional<std::vector<Tensor>> inputs = std::nullopt) const;
  /// Called with the gradient of this tensor when it is known; may return another one to be used instead. Returns an id.
  template <class F>
  unsigned register_hook(F hook) const {
    if constexpr (std::is_void_v<std::invoke_result_t<F, const Tensor&>>)
      return add_hook([h = std::move(hook)](const Tensor& g) mutable { h(g); return Tensor(); });
    else
      return add_hook(std::move(hook));
  }
  void remove_hook(unsigned id) const;
  Tensor detach() const;
  Tensor& detach_() const;
  Tensor data() const { return detach_plain(); }
  Tensor variable_data() const { return detach_plain(); }
  /// Makes this handle's tensor use the other's storage and geometry; gradient state stays.
  void set_data(const Tensor& other) const;

  // ---- conversion and copies
  Tensor to(ScalarType dtype, bool non_blocking = false, bool copy = false) const;
  Tensor to(Device device, bool non_blocking = false, bool copy = false) const;
  Tensor to(DeviceType device) const { return to(Device(device)); }
  Tensor to(Device device, ScalarType dtype, bool non_blocking = false, bool copy = false) const;
  Tensor to(Device device, ScalarType dtype, bool non_blocking, bool copy, std::optional<MemoryFormat> format) const;
  Tensor to(ScalarType dtype, bool non_blocking, bool copy, std::optional<MemoryFormat> format) const;
  Tensor to(const Tensor& other, bool non_blocking = false, bool copy = false, std::optional<MemoryFormat> format = std::nullopt) const;
  /// dtype, device and memory format that the options name.
  Tensor to(const TensorOptions& options, bool non_blocking = false, bool copy = false) const;
  Tensor to(const TensorOptions& options, bool non_blocking, bool copy, std::optional<MemoryFormat> format) const;
  Tensor toType(ScalarType dtype) const { return to(dtype); }
  Tensor cpu() const { return to(Device(kCPU)); }
  Tensor cuda() const { return to(Device(kCUDA)); }
  /// A copy in memory that the system never moves, from which devices copy by themselves; this tensor when it lies there already. Dense tensors of
  /// the CPU only; throws Error (device) where there is no CUDA device. Gradients flow through the copy.
  Tensor pin_memory(std::optional<Device> device = std::nullopt) const;
  bool is_pinned(std::optional<Device> device = std::nullopt) const;
  Tensor type_as(const Tensor& other) const { return to(other); }
  /// This tensor if it lies in memory in that order, else a copy that does.
  Tensor contiguous(MemoryFormat format = MemoryFormat::Contiguous) const;
  /// A copy; Preserve keeps the strides of a tensor without gaps or overlaps.
  Tensor clone(std::optional<MemoryFormat> format = std::nullopt) const;
  Tensor& copy_(const Tensor& src, bool non_blocking = false) const;
  Tensor& fill_(const Scalar& v) const;
  /// A value without dimensions, to which the gradient flows.
  Tensor& fill_(const Tensor& value) const;
  Tensor& zero_() const;

  // ---- random fills (global generator unless given)
  Tensor& uniform_(double from = 0, double to = 1, Generator* generator = nullptr) const;
  Tensor& normal_(double mean = 0, double std = 1, Generator* generator = nullptr) const;
  Tensor& bernoulli_(double p = 0.5, Generator* generator = nullptr) const;
  /// Each element 1 with its own probability of `p`, which broadcasts to this tensor.
  Tensor& bernoulli_(const Tensor& p, Generator* generator = nullptr) const;
  Tensor& random_(int64_t from, int64_t to, Generator* generator = nullptr) const;
  Tensor& random_(int64_t to, Generator* generator = nullptr) const { return random_(0, to, generator); }
  /// Integers of the type's whole range that is not negative; floats: up to 2^(digits of the mantissa).
  Tensor& random_() const;
  Tensor& random_(Generator& generator) const;
  // A template: the number 0 is not a generator.
  Tensor& random_(std::same_as<Generator> auto* generator) const { return generator ? random_(*generator) : random_(); }
  /// Without `to`, up to the largest number of the type.
  Tensor& random_(int64_t from, const std::optional<int64_t>& to, Generator* generator = nullptr) const;
  Tensor& exponential_(double lambd = 1, Generator* generator = nullptr) const;
  /// Trials up to and with the first success, each with probability p in (0, 1).
  Tensor& geometric_(double p, Generator* generator = nullptr) const;
  Tensor& cauchy_(double median = 0, double sigma = 1, Generator* generator = nullptr) const;
  /// exp of normal numbers with this mean and deviation.
  Tensor& log_normal_(double mean = 1, double std = 2, Generator* generator = nullptr) const;
  Tensor bernoulli(Generator* generator = nullptr) const;
  Tensor bernoulli(double p, Generator* generator = nullptr) const;
  Tensor multinomial(int64_t num_samples, bool replacement = false, Generator* generator = nullptr) const;

  // ---- storage (refused for tensors that need a gradient)
  /// Another shape on the same storage, which grows when it must; new elements are not initialised.
  Tensor& resize_(IntArrayRef size) const;
  Tensor& resize_(IntArrayRef size, std::optional<MemoryFormat> format) const;
  Tensor& resize_as_(const Tensor& other) const { return resize_(other.sizes()); }
  Tensor& resize_as_(const Tensor& other, std::optional<MemoryFormat> format) const;
  /// Uses the storage and geometry of `source`; without one, an empty storage.
  Tensor& set_(const Tensor& source) const;
  Tensor& set_() const;
  /// All elements of a storage, or those of a geometry (without strides: contiguous), for which the storage grows when it must.
  Tensor& set_(const Storage& source) const;
  Tensor& set_(const Storage& source, int64_t storage_offset, IntArrayRef size, IntArrayRef stride = {}) const;
  Tensor& set_(const Tensor& source, int64_t storage_offset, IntArrayRef size, IntArrayRef stride = {}) const;
  bool is_set_to(const Tensor& other) const;
  /// Moves the elements to memory that processes forked from here share.
  Tensor& share_memory_() const;
  bool is_shared() const { return impl().storage->is_shared(); }

  // ---- indexing
  Tensor operator[](int64_t index) const;
  Tensor operator[](const Tensor& index) const;
  Tensor index(ArrayRef<indexing::TensorIndex> indices) const;
  Tensor index(std::initializer_list<indexing::TensorIndex> indices) const;
  Tensor& index_put_(ArrayRef<indexing::TensorIndex> indices, const Tensor& value) const;
  Tensor& index_put_(std::initializer_list<indexing::TensorIndex> indices, const Tensor& value) const;
  Tensor& index_put_(std::initializer_list<indexing::TensorIndex> indices, const Scalar& value) const;
  Tensor& index_put_(TensorList indices, const Tensor& value, bool accumulate = false) const;
  Tensor index_put(TensorList indices, const Tensor& value, bool accumulate = false) const;
  Tensor put(const Tensor& index, const Tensor& source, bool accumulate = false) const;
  Tensor& put_(const Tensor& index, const Tensor& source, bool accumulate = false) const;
  /// Each element through a function, on the CPU and without a gradient.
  Tensor& apply_(const std::function<double(double)>& f) const;
  /// Each element and that of `other`, which broadcasts, through a function.
  Tensor& map_(const Tensor& other, const std::function<double(double, double)>& f) const;

  // ---- arithmetic operators
  Tensor operator-() const;
  Tensor operator~() const;
  Tensor& operator+=(const Tensor& o);
  Tensor& operator+=(const Scalar& o);
  Tensor& operator-=(const Tensor& o);
  Tensor& operator-=(const Scalar& o);
  Tensor& operator*=(const Tensor& o);
  Tensor& operator*=(const Scalar& o);
  Tensor& operator/=(const Tensor& o);
  Tensor& operator/=(const Scalar& o);

#include "engine/core/tensor_methods.inc"

 private:
  friend class autograd::Node;
  TensorImpl& impl() const {
    if (!impl_) [[unlikely]] throw_undefined();
    return *impl_;
  }
  /// A handle is a pointer: what is done in place is done to the tensor, also through a const handle.
  Tensor& self() const { return const_cast<Tensor&>(*this); }
  [[noreturn]] static void throw_undefined();
  void check_dtype(ScalarType wanted) const;
  void check_strided(const char* operation) const;
  void check_accessor(int64_t dims) const;
  Tensor detach_plain() const;
  unsigned add_hook(std::function<Tensor(const Tensor&)> hook) const;
  IntrusivePtr<TensorImpl> impl_;
};
using Variable = Tensor;

/// "[2, 3] float32" of an undefined tensor is "undefined".
std::ostream& operator<<(std::ostream& out, const Tensor& t);

/// A new tensor without initialised data.
Tensor empty_tensor(const DimVector& sizes, ScalarType dtype, Device device = Device());
/// Same storage, other geometry; no gradient history (views with history are operators).
Tensor make_alias(const Tensor& base, const DimVector& sizes, const DimVector& strides, int64_t offset);
/// A 0-dim tensor that promotes like the number it holds.
Tensor wrap_scalar(const Scalar& value);
/// Strides of a memory format: Contiguous, ChannelsLast (4 dimensions) or ChannelsLast3d (5); throws for other numbers of dimensions.
DimVector format_strides(const char* operation, const DimVector& sizes, MemoryFormat format);
/// Brings a negative dim into range; throws IndexError "softmax: dim 4 out of range for input 'x' [8, 10]".
int64_t wrap_dim(const char* operation, int64_t dim, const DimVector& sizes, const char* argument = "input");

}  // namespace tl
