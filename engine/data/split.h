// SPDX-License-Identifier: Apache-2.0
// Parts of a source: training, validation and test without overlap.
#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "engine/data/source.h"

namespace tl::data {

/// Some samples of another source, in the given order. The source is shared.
class SubsetSource final : public Source {
 public:
  SubsetSource(std::shared_ptr<const Source> source, std::vector<int64_t> indices);
  int64_t size() const override { return static_cast<int64_t>(indices_.size()); }
  const std::vector<FieldSpec>& fields() const override { return source_->fields(); }
  Sample get(int64_t index) const override;
  std::vector<std::string> class_names() const override { return source_->class_names(); }
  std::optional<int64_t> class_of(int64_t index) const override { return source_->class_of(indices_[static_cast<size_t>(index)]); }
  const std::vector<int64_t>& indices() const { return indices_; }

 private:
  std::shared_ptr<const Source> source_;
  std::vector<int64_t> indices_;
};

/// Sample numbers per part, each in rising order.
struct Split {
  std::vector<int64_t> first, second;
};

/// Puts round(share · n) samples of each class into `second` (at least one of a class with two or more samples while 0 < share < 1) and the
/// rest into `first`; without classes, of all samples. A pure function of source and seed.
Split stratified_split(const Source& source, double share, uint64_t seed);

/// Samples from…to-1. Throws tl::Error (category value) for a range outside the source.
std::shared_ptr<Source> index_range(std::shared_ptr<const Source> source, int64_t from, int64_t to);
std::shared_ptr<Source> subset(std::shared_ptr<const Source> source, std::vector<int64_t> indices);

}  // namespace tl::data
