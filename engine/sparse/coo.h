// SPDX-License-Identifier: Apache-2.0
// The parts of a sparse tensor and what its operators share. Coordinates are turned into keys: the place of an element in the row-major order
// of the sparse dimensions.
#pragma once
#include <vector>

#include "engine/ops/op_def.h"

namespace tl::sparse {

/// Coordinates sparse_dim×nnz, int64 and contiguous; values nnz×dense sizes, without gradient history.
struct Coo final : Encoding {
  Coo(Tensor i, Tensor v, bool c) : Encoding(Kind::sparse), indices(std::move(i)), values(std::move(v)), coalesced(c) {}
  int64_t sparse_dim() const { return indices.size(0); }
  int64_t nnz() const { return indices.size(1); }
  const Tensor indices, values;
  const bool coalesced;
};

/// Of a sparse tensor; throws naming `operation` for others.
const Coo& coo(const char* operation, const Tensor& t);
/// Throws where a size is negative or there are more places than keys can name.
void check_sizes(const char* operation, const DimVector& sizes);
/// A sparse tensor of these parts, whose shapes agree; no gradient history.
Tensor make_coo(const DimVector& sizes, const Tensor& indices, const Tensor& values, bool coalesced);
/// The same with the history of `values`.
Tensor from_parts(const DimVector& sizes, const Tensor& indices, const Tensor& values, bool coalesced);
/// Coalesced, with history.
Tensor coalesced(const Tensor& t);
/// As it is where that makes no difference to a linear function, coalesced where a gradient will be asked for.
Tensor for_linear(const Tensor& t);
/// Values with history (of a tensor made by one of the two above).
Tensor values_of(const Tensor& t);

/// The first sparse_dim sizes.
DimVector sparse_sizes(const Tensor& t);
/// `first`, then the sizes of `values` behind its first.
DimVector with_dense_sizes(DimVector first, const Tensor& values);
/// Keys of the coordinates.
std::vector<int64_t> keys_of(const Tensor& indices, const DimVector& sparse_sizes);
/// Coordinates of keys, sorted as given.
Tensor coordinates_of(const std::vector<int64_t>& keys, const DimVector& sparse_sizes);
Tensor longs(const std::vector<int64_t>& v);
/// For each wanted key its place among sorted keys, or -1.
std::vector<int64_t> places(const std::vector<int64_t>& sorted, const std::vector<int64_t>& wanted);
/// The rows `at` of `values`.
Tensor pick(const Tensor& values, const std::vector<int64_t>& at);
/// Values of `t` (dense or sparse, of the sizes of the whole tensor) at coordinates: nnz×rest. Zero where a sparse tensor has no element.
Tensor values_at(const Tensor& t, const Tensor& indices);
/// values added into zeros of prod(sparse_sizes)×dense sizes at keys.
Tensor scattered(const Tensor& values, const std::vector<int64_t>& keys, int64_t rows);

/// The same elements, whatever order or repetition they stand in; explicit zeros do not count. Shapes and types agree.
bool equal(const Tensor& a, const Tensor& b);
/// Both parts on another device, with history.
Tensor to_device(const Tensor& t, Device device);

/// For operators that read elements: throws on meta tensors and other devices.
void on_host(const char* operation, const Tensor& t);

void register_make();
void register_elementwise();
void register_shape();
void register_products();

}  // namespace tl::sparse
