// SPDX-License-Identifier: Apache-2.0
// Packing and padding are one gather each, along positions that are worked out on the host.
#include "engine/nn/utils/rnn.h"

#include <algorithm>
#include <numeric>

#include "engine/core/error.h"
#include "engine/ops/functions.h"

namespace tl::nn::utils::rnn {
namespace {
std::vector<int64_t> numbers(const Tensor& t) {
  const Tensor host = t.to(kLong).cpu().contiguous();
  return {host.data_ptr<int64_t>(), host.data_ptr<int64_t>() + host.numel()};
}
Tensor vector_of(const std::vector<int64_t>& v) {
  Tensor t = empty({static_cast<int64_t>(v.size())}, kLong);
  std::copy(v.begin(), v.end(), t.data_ptr<int64_t>());
  return t;
}
DimVector with_front(std::initializer_list<int64_t> front, const Tensor& t, int64_t from) {
  DimVector d(front.begin(), front.end());
  for (int64_t i = from; i < t.dim(); ++i) d.push_back(t.size(i));
  return d;
}
}  // namespace

PackedSequence::PackedSequence(Tensor data, Tensor batch_sizes, Tensor sorted_indices, Tensor unsorted_indices)
    : data_(std::move(data)), batch_sizes_(std::move(batch_sizes)), sorted_indices_(std::move(sorted_indices)), unsorted_indices_(std::move(unsorted_indices)) {
  if (!unsorted_indices_.defined() && sorted_indices_.defined()) unsorted_indices_ = invert_permutation(sorted_indices_);
  if (!batch_sizes_.defined()) return;
  TL_CHECK(batch_sizes_.is_cpu(), value, "PackedSequence", "batch_sizes should always be on CPU, but are on ", batch_sizes_.device());
  TL_CHECK(batch_sizes_.dim() == 1 && batch_sizes_.dtype() == kLong, type, "PackedSequence", "batch_sizes must be a vector of int64, but are ", batch_sizes_.brief());
  const auto sizes = numbers(batch_sizes_);
  TL_CHECK(std::is_sorted(sizes.rbegin(), sizes.rend()) && (sizes.empty() || sizes.back() > 0), value, "PackedSequence", "batch_sizes must be positive and not grow");
  TL_CHECK(data_.dim() >= 1 && std::accumulate(sizes.begin(), sizes.end(), int64_t{0}) == data_.size(0), shape, "PackedSequence", "batch_sizes do not add up to the ",
           "length of data ", data_.sizes());
}

PackedSequence PackedSequence::to(ScalarType dtype) const { return PackedSequence(data_.to(dtype), batch_sizes_, sorted_indices_, unsorted_indices_); }
PackedSequence PackedSequence::to(Device device) const {
  const auto move = [&](const Tensor& t) { return t.defined() ? t.to(device) : t; };
  return PackedSequence(data_.to(device), batch_sizes_, move(sorted_indices_), move(unsorted_indices_));
}

Tensor invert_permutation(const Tensor& permutation) {
  if (!permutation.defined()) return {};
  const auto p = numbers(permutation);
  std::vector<int64_t> inverse(p.size(), -1);
  for (size_t i = 0; i < p.size(); ++i) {
    TL_CHECK(p[i] >= 0 && p[i] < static_cast<int64_t>(p.size()) && inverse[static_cast<size_t>(p[i])] < 0, value, "invert_permutation", "the indices are no permutation");
    inverse[static_cast<size_t>(p[i])] = static_cast<int64_t>(i);
  }
  return vector_of(inverse).to(permutation.device());
}

PackedSequence pack_padded_sequence(const Tensor& input, const Tensor& lengths, bool batch_first, bool enforce_sorted) {
  constexpr const char* name = "pack_padded_sequence";
  TL_CHECK(input.dim() >= 2, shape, name, "expected a batch of sequences, but input is ", input.sizes());
  TL_CHECK(lengths.dim() == 1, shape, name, "lengths must be a vector, but are ", lengths.sizes());
  const int64_t batch = input.size(batch_first ? 0 : 1), steps = input.size(batch_first ? 1 : 0);
  const auto length = numbers(lengths);
  TL_CHECK(static_cast<int64_t>(length.size()) == batch, shape, name, "Expected `len(lengths)` to be equal to batch_size, but got ", length.size(), " (batch_size=", batch, ")");
  TL_CHECK(batch > 0 && steps > 0, shape, name, "Cannot pack empty tensors");
  for (const int64_t l : length)
    TL_CHECK(l > 0 && l <= steps, value, name, "Length of all samples has to be greater than 0 and at most ", steps, ", but one is ", l);
  std::vector<int64_t> order(length.size());
  std::iota(order.begin(), order.end(), 0);
  if (enforce_sorted) {
    TL_CHECK(std::is_sorted(length.rbegin(), length.rend()), value, name,
             "`lengths` array must be sorted in decreasing order when `enforce_sorted` is true. You can pass `enforce_sorted=false` to sort here");
  } else {
    std::stable_sort(order.begin(), order.end(), [&](int64_t a, int64_t b) { return length[static_cast<size_t>(a)] > length[static_cast<size_t>(b)]; });
  }
  std::vector<int64_t> sizes, from;
  for (int64_t t = 0; t < steps; ++t) {
    int64_t size = 0;
    for (; size < batch && length[static_cast<size_t>(order[static_cast<size_t>(size)])] > t; ++size) {
      const int64_t b = order[static_cast<size_t>(size)];
      from.push_back(batch_first ? b * steps + t : t * batch + b);
    }
    if (size == 0) break;
    sizes.push_back(size);
  }
  const Tensor flat = reshape(input, with_front({batch * steps}, input, 2));
  const Tensor data = index_select(flat, 0, vector_of(from).to(input.device()));
  if (enforce_sorted) return PackedSequence(data, vector_of(sizes));
  return PackedSequence(data, vector_of(sizes), vector_of(order).to(input.device()));
}

std::tuple<Tensor, Tensor> pad_packed_sequence(const PackedSequence& sequence, bool batch_first, double padding_value, std::optional<int64_t> total_length) {
  constexpr const char* name = "pad_packed_sequence";
  TL_CHECK(sequence.batch_sizes().defined() && sequence.batch_sizes().numel() > 0, value, name, "the packed sequence is empty");
  const auto sizes = numbers(sequence.batch_sizes());
  const auto longest = static_cast<int64_t>(sizes.size()), batch = sizes[0], steps = total_length.value_or(longest);
  TL_CHECK(steps >= longest, value, name, "Expected total_length to be at least the length of the longest sequence in input, but got total_length=", steps,
           " and max sequence length being ", longest);
  const Tensor& data = sequence.data();
  std::vector<int64_t> place(static_cast<size_t>(batch));  // where each sequence of the first order stands in the packed one
  std::iota(place.begin(), place.end(), 0);
  if (sequence.unsorted_indices().defined()) place = numbers(sequence.unsorted_indices());
  std::vector<int64_t> from(static_cast<size_t>(batch * steps), data.size(0)), length(static_cast<size_t>(batch), 0);  // the row behind the last: padding
  int64_t start = 0;
  for (int64_t t = 0; t < longest; start += sizes[static_cast<size_t>(t)], ++t)
    for (int64_t b = 0; b < batch; ++b) {
      const int64_t row = place[static_cast<size_t>(b)];
      if (row >= sizes[static_cast<size_t>(t)]) continue;
      from[static_cast<size_t>(batch_first ? b * steps + t : t * batch + b)] = start + row;
      ++length[static_cast<size_t>(b)];
    }
  const Tensor filled = cat({data, full(with_front({1}, data, 1), padding_value, data.options())}, 0);
  const Tensor out = index_select(filled, 0, vector_of(from).to(data.device()));
  return {reshape(out, batch_first ? with_front({batch, steps}, data, 1) : with_front({steps, batch}, data, 1)), vector_of(length)};
}

Tensor pad_sequence(const std::vector<Tensor>& sequences, bool batch_first, double padding_value) {
  TL_CHECK(!sequences.empty(), value, "pad_sequence", "expected at least one sequence");
  int64_t longest = 0;
  for (const Tensor& s : sequences) {
    TL_CHECK(s.dim() >= 1, shape, "pad_sequence", "a sequence needs at least one dimension");
    longest = std::max(longest, s.size(0));
  }
  std::vector<Tensor> padded;
  for (const Tensor& s : sequences) {
    if (s.size(0) == longest) padded.push_back(s);
    else padded.push_back(cat({s, full(with_front({longest - s.size(0)}, s, 1), padding_value, s.options())}, 0));
  }
  return stack(padded, batch_first ? 0 : 1);
}

PackedSequence pack_sequence(const std::vector<Tensor>& sequences, bool enforce_sorted) {
  std::vector<int64_t> lengths;
  for (const Tensor& s : sequences) lengths.push_back(s.dim() > 0 ? s.size(0) : 0);
  return pack_padded_sequence(pad_sequence(sequences), vector_of(lengths), false, enforce_sorted);
}

}  // namespace tl::nn::utils::rnn
