// SPDX-License-Identifier: Apache-2.0
// Elements of a CPU tensor by their indices, without a check: for loops over a tensor whose type and number of dimensions are known.
#pragma once
#include <cstdint>

namespace tl {

/// A view on the tensor's memory: valid while the tensor lives and keeps its storage.
template <class T, int64_t N>
class TensorAccessor {
 public:
  TensorAccessor(T* data, const int64_t* sizes, const int64_t* strides) : data_(data), sizes_(sizes), strides_(strides) {}
  int64_t size(int64_t dim) const { return sizes_[dim]; }
  int64_t stride(int64_t dim) const { return strides_[dim]; }
  T* data() const { return data_; }
  decltype(auto) operator[](int64_t i) const {
    if constexpr (N == 1) return (data_[i * strides_[0]]);
    else return TensorAccessor<T, N - 1>(data_ + i * strides_[0], sizes_ + 1, strides_ + 1);
  }

 private:
  T* data_;
  const int64_t *sizes_, *strides_;
};

}  // namespace tl
