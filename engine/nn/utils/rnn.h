// SPDX-License-Identifier: Apache-2.0
// Sequences of different lengths: packed without gaps, or padded to one length. As torch.nn.utils.rnn.
#pragma once
#include <optional>
#include <tuple>
#include <vector>

#include "engine/core/tensor.h"

namespace tl::nn::utils::rnn {

/// Sequences sorted by length, longest first, step after step: `data` holds the first elements of all, then the second of all that have
/// one, … ; `batch_sizes` (int64, on the CPU) says how many each step has. `sorted_indices` tell where each sequence stood before sorting,
/// `unsorted_indices` lead back; both undefined when nothing was sorted.
class PackedSequence {
 public:
  PackedSequence() = default;
  /// Throws Error when batch_sizes are no int64 vector on the CPU, or do not add up to the length of data.
  explicit PackedSequence(Tensor data, Tensor batch_sizes = {}, Tensor sorted_indices = {}, Tensor unsorted_indices = {});
  const Tensor& data() const { return data_; }
  const Tensor& batch_sizes() const { return batch_sizes_; }
  const Tensor& sorted_indices() const { return sorted_indices_; }
  const Tensor& unsorted_indices() const { return unsorted_indices_; }
  /// Data in another type or on another device; batch_sizes stay.
  PackedSequence to(ScalarType dtype) const;
  PackedSequence to(Device device) const;
  PackedSequence cpu() const { return to(Device(kCPU)); }
  Device device() const { return data_.device(); }
  bool is_cuda() const { return data_.is_cuda(); }

 private:
  Tensor data_, batch_sizes_, sorted_indices_, unsorted_indices_;
};

/// input T×B×… (B×T×… with batch_first), lengths: B numbers from 1 to T. `enforce_sorted`: they must descend; else the batch is sorted.
PackedSequence pack_padded_sequence(const Tensor& input, const Tensor& lengths, bool batch_first = false, bool enforce_sorted = true);
/// The padded batch in its first order, and the lengths (int64).
std::tuple<Tensor, Tensor> pad_packed_sequence(const PackedSequence& sequence, bool batch_first = false, double padding_value = 0,
                                               std::optional<int64_t> total_length = std::nullopt);
/// Sequences of L×… with equal … to T×B×… (B×T×… with batch_first), T the longest L.
Tensor pad_sequence(const std::vector<Tensor>& sequences, bool batch_first = false, double padding_value = 0);
PackedSequence pack_sequence(const std::vector<Tensor>& sequences, bool enforce_sorted = true);
/// The inverse of a permutation; undefined for undefined.
Tensor invert_permutation(const Tensor& permutation);

}  // namespace tl::nn::utils::rnn
