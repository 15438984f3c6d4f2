// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/functional/embedding.h"

#include <algorithm>
#include <vector>

#include "engine/core/error.h"
#include "engine/ops/functions.h"

namespace tl::nn::functional {
namespace {
int64_t padding_row(const char* operation, const Tensor& weight, std::optional<int64_t> padding) {
  if (!padding) return -1;
  const int64_t rows = weight.size(0);
  TL_CHECK(*padding >= -rows && *padding < rows, index, operation, "padding_idx ", *padding, " is out of range for a table of ", rows, " rows");
  return *padding < 0 ? *padding + rows : *padding;
}
void check(const char* operation, const Tensor& input, const Tensor& weight) {
  TL_CHECK(weight.defined() && weight.dim() == 2, shape, operation, "weight must be num_embeddings×embedding_dim, but is ", weight.defined() ? str(weight.sizes()) : "undefined");
  TL_CHECK(input.dtype() == kLong || input.dtype() == kInt, type, operation, "indices must be int64 or int32, not ", input.dtype());
}

/// Where each bag begins, and behind the last one the number of indices; read on the host.
std::vector<int64_t> bag_borders(const Tensor& offsets, int64_t count, bool include_last) {
  const Tensor o = offsets.to(kLong).cpu().contiguous();
  std::vector<int64_t> borders(o.data_ptr<int64_t>(), o.data_ptr<int64_t>() + o.numel());
  TL_CHECK(borders.empty() || borders[0] == 0, value, "embedding_bag", "offsets[0] has to be 0, i.e., the first sequence in the mini-batch has to start from position 0. However, got ", borders[0]);
  for (size_t i = 1; i < borders.size(); ++i)
    TL_CHECK(borders[i] >= borders[i - 1], value, "embedding_bag", "offsets must ascend, but ", borders[i], " comes after ", borders[i - 1]);
  TL_CHECK(borders.empty() || borders.back() <= count, value, "embedding_bag", "offsets[-1] can not be greater than input's length ", count, ", but is ", borders.back());
  if (include_last) TL_CHECK(!borders.empty(), value, "embedding_bag", "include_last_offset needs at least one offset");
  else borders.push_back(count);
  return borders;
}

/// For each bag and column the position of the largest element in `rows`; bags are not empty.
Tensor largest_positions(const Tensor& rows, const std::vector<int64_t>& first, const std::vector<int64_t>& last) {
  const Tensor values = rows.detach().to(kDouble).cpu().contiguous();
  const auto bags = static_cast<int64_t>(first.size()), width = rows.size(1);
  Tensor out = empty({bags, width}, kLong);
  const double* v = values.data_ptr<double>();
  int64_t* at = out.data_ptr<int64_t>();
  for (int64_t b = 0; b < bags; ++b)
    for (int64_t c = 0; c < width; ++c) {
      int64_t best = first[static_cast<size_t>(b)];
      for (int64_t i = best + 1; i < last[static_cast<size_t>(b)]; ++i)
        if (v[i * width + c] > v[best * width + c]) best = i;
      at[b * width + c] = best;
    }
  return out.to(rows.device());
}

Tensor index_vector(const std::vector<int64_t>& v, Device device) {
  Tensor t = empty({static_cast<int64_t>(v.size())}, kLong);
  std::copy(v.begin(), v.end(), t.data_ptr<int64_t>());
  return t.to(device);
}
}  // namespace

void embedding_renorm_(const Tensor& weight, const Tensor& input, double max_norm, double norm_type) {
  const NoGradGuard guard;
  if (input.numel() == 0 || input.is_meta()) return;
  const Tensor rows = reshape(input, {-1}).to(kLong), picked = index_select(weight, 0, rows), length = norm(picked, norm_type, {1}, true);
  const Tensor scaled = where(length > Scalar(max_norm), picked * (max_norm / (length + 1e-7)), picked);
  Tensor written = weight.detach();
  written.copy_(index_copy(written, 0, rows, scaled));
}

Tensor embedding(const Tensor& input, const Tensor& weight, std::optional<int64_t> padding_idx, std::optional<double> max_norm, double norm_type,
                 bool scale_grad_by_freq, bool sparse) {
  check("embedding", input, weight);
  const int64_t padding = padding_row("embedding", weight, padding_idx);
  if (max_norm) embedding_renorm_(weight, input, *max_norm, norm_type);
  return tl::embedding(weight, input, padding, scale_grad_by_freq, sparse);
}

Tensor embedding_bag(const Tensor& input, const Tensor& weight, const Tensor& offsets, const BagOptions& o) {
  check("embedding_bag", input, weight);
  TL_CHECK(o.mode == "sum" || o.mode == "mean" || o.mode == "max", value, "embedding_bag", "mode has to be one of sum, mean or max, not '", o.mode, "'");
  TL_CHECK(!o.per_sample_weights.defined() || o.mode == "sum", value, "embedding_bag", "per_sample_weights was given for mode '", o.mode, "'; it is for mode sum only");
  TL_CHECK(!o.per_sample_weights.defined() || o.per_sample_weights.sizes() == input.sizes(), shape, "embedding_bag", "per_sample_weights ",
           o.per_sample_weights.defined() ? str(o.per_sample_weights.sizes()) : "", " must have the shape of input ", input.sizes());
  TL_CHECK(o.mode != "max" || !(o.scale_grad_by_freq || o.sparse), value, "embedding_bag", "mode max does not support scale_grad_by_freq or sparse gradients");
  TL_CHECK(input.dim() == 1 || input.dim() == 2, shape, "embedding_bag", "input has to be a 1D or 2D Tensor, but got ", input.sizes());
  const int64_t width = weight.size(1);
  if (input.dim() == 2) TL_CHECK(!offsets.defined(), value, "embedding_bag", "if input is 2D, then offsets has to be none, as input is treated as a mini-batch of fixed length sequences");
  else TL_CHECK(offsets.defined() && offsets.dim() == 1, value, "embedding_bag", "offsets has to be a 1D Tensor when input is 1D");
  if (input.is_meta()) return zeros({input.dim() == 2 ? input.size(0) : offsets.size(0) - o.include_last_offset, width}, weight.options());

  const Tensor flat = reshape(input, {-1}).to(kLong);
  std::vector<int64_t> borders;
  if (input.dim() == 1) borders = bag_borders(offsets, flat.numel(), o.include_last_offset);
  else
    for (int64_t b = 0; b <= input.size(0); ++b) borders.push_back(b * input.size(1));
  const auto bags = static_cast<int64_t>(borders.size()) - 1;
  const int64_t padding = padding_row("embedding_bag", weight, o.padding_idx);
  if (o.max_norm) embedding_renorm_(weight, flat, *o.max_norm, o.norm_type);

  // Positions that count, the bag of each, and where each bag that has any begins and ends among them.
  std::vector<int64_t> kept, bag_of, filled, first, last;
  const Tensor host = flat.cpu().contiguous();
  for (int64_t b = 0; b < bags; ++b) {
    const size_t before = kept.size();
    for (int64_t i = borders[static_cast<size_t>(b)]; i < borders[static_cast<size_t>(b) + 1]; ++i)
      if (padding < 0 || host.data_ptr<int64_t>()[i] != padding) {
        kept.push_back(i);
        bag_of.push_back(b);
      }
    if (kept.size() == before) continue;
    filled.push_back(b);
    first.push_back(static_cast<int64_t>(before));
    last.push_back(static_cast<int64_t>(kept.size()));
  }
  const Device device = weight.device();
  const Tensor positions = index_vector(kept, flat.device());
  Tensor rows = tl::embedding(weight, index_select(flat, 0, positions), padding, o.scale_grad_by_freq, o.sparse);
  if (o.per_sample_weights.defined()) rows = rows * unsqueeze(index_select(reshape(o.per_sample_weights, {-1}), 0, positions), 1);
  const Tensor nothing = zeros({bags, width}, weight.options());
  if (o.mode == "max" && !filled.empty()) {
    const Tensor top = gather(rows, 0, largest_positions(rows, first, last));
    return index_add(nothing, 0, index_vector(filled, device), top);
  }
  if (o.mode == "mean") {
    std::vector<double> share(kept.size());
    for (size_t f = 0; f < filled.size(); ++f)
      for (int64_t i = first[f]; i < last[f]; ++i) share[static_cast<size_t>(i)] = 1.0 / static_cast<double>(last[f] - first[f]);
    Tensor factor = empty({static_cast<int64_t>(share.size()), 1}, kDouble);
    std::copy(share.begin(), share.end(), factor.data_ptr<double>());
    rows = rows * factor.to(weight.dtype()).to(device);
  }
  return index_add(nothing, 0, index_vector(bag_of, device), rows);
}

}  // namespace tl::nn::functional
