// SPDX-License-Identifier: Apache-2.0
#include "engine/data/split.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "engine/core/error.h"
#include "engine/core/philox.h"

namespace tl::data {

SubsetSource::SubsetSource(std::shared_ptr<const Source> source, std::vector<int64_t> indices)
    : source_(std::move(source)), indices_(std::move(indices)) {
  for (const int64_t i : indices_)
    TL_CHECK(i >= 0 && i < source_->size(), value, "split data", "sample ", i, " out of range for ", source_->size(), " samples");
}

Sample SubsetSource::get(int64_t index) const {
  TL_CHECK(index >= 0 && index < size(), index, "read data", "sample ", index, " out of range for ", size(), " samples");
  return source_->get(indices_[static_cast<size_t>(index)]);
}

Split stratified_split(const Source& source, double share, uint64_t seed) {
  TL_CHECK(share >= 0 && share <= 1, value, "split data", "the share ", share, " is not between 0 and 1");
  std::map<int64_t, std::vector<int64_t>> groups;
  for (int64_t i = 0; i < source.size(); ++i) groups[source.class_of(i).value_or(0)].push_back(i);
  Split split;
  constexpr uint32_t purpose = 0x73706c74;
  for (auto& [label, members] : groups) {
    PhiloxStream random(seed, purpose, static_cast<uint64_t>(label));
    for (size_t i = members.size(); i > 1; --i) std::swap(members[i - 1], members[random.below(i)]);
    auto held = static_cast<size_t>(std::llround(share * static_cast<double>(members.size())));
    if (members.size() > 1 && share > 0 && share < 1) held = std::clamp<size_t>(held, 1, members.size() - 1);
    split.second.insert(split.second.end(), members.begin(), members.begin() + static_cast<long>(held));
    split.first.insert(split.first.end(), members.begin() + static_cast<long>(held), members.end());
  }
  std::sort(split.first.begin(), split.first.end());
  std::sort(split.second.begin(), split.second.end());
  return split;
}

std::shared_ptr<Source> index_range(std::shared_ptr<const Source> source, int64_t from, int64_t to) {
  TL_CHECK(from >= 0 && from <= to && to <= source->size(), value, "split data", "samples ", from, " to ", to, " are not within the ",
           source->size(), " samples");
  std::vector<int64_t> indices(static_cast<size_t>(to - from));
  std::iota(indices.begin(), indices.end(), from);
  return subset(std::move(source), std::move(indices));
}

std::shared_ptr<Source> subset(std::shared_ptr<const Source> source, std::vector<int64_t> indices) {
  return std::make_shared<SubsetSource>(std::move(source), std::move(indices));
}

}  // namespace tl::data
