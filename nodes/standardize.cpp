// SPDX-License-Identifier: Apache-2.0
#include "nodes/standardize.h"

#include <cmath>

#include "engine/core/error.h"

namespace tl::nodes {

FeatureStatistics feature_statistics(const data::Source& source) {
  const int64_t n = source.size();
  TL_CHECK(n > 0, value, "standardize", "there are no training samples");
  std::vector<double> sum, squares;
  for (int64_t i = 0; i < n; ++i) {
    const Tensor x = source.get(i).front();
    const float* values = x.data_ptr<float>();
    sum.resize(static_cast<size_t>(x.numel())), squares.resize(sum.size());
    for (size_t k = 0; k < sum.size(); ++k) sum[k] += values[k];
  }
  FeatureStatistics result;
  for (double s : sum) result.mean.push_back(static_cast<float>(s / static_cast<double>(n)));
  for (int64_t i = 0; i < n; ++i) {
    const Tensor x = source.get(i).front();
    const float* values = x.data_ptr<float>();
    for (size_t k = 0; k < sum.size(); ++k) {
      const double d = values[k] - sum[k] / static_cast<double>(n);
      squares[k] += d * d;
    }
  }
  for (double s : squares) result.scale.push_back(s > 0 ? static_cast<float>(1 / std::sqrt(s / static_cast<double>(n))) : 1.0f);
  return result;
}

namespace {

class Standardized final : public data::Source {
 public:
  Standardized(std::shared_ptr<data::Source> source, std::shared_ptr<const FeatureStatistics> statistics)
      : source_(std::move(source)), statistics_(std::move(statistics)) {}
  int64_t size() const override { return source_->size(); }
  const std::vector<data::FieldSpec>& fields() const override { return source_->fields(); }
  std::vector<std::string> class_names() const override { return source_->class_names(); }
  std::optional<int64_t> class_of(int64_t index) const override { return source_->class_of(index); }
  std::string summary() const override { return source_->summary(); }
  data::Sample get(int64_t index) const override {
    data::Sample sample = source_->get(index);
    const Tensor& from = sample.front();
    Tensor to = empty_tensor(DimVector(from.sizes().begin(), from.sizes().end()), kFloat);
    const float* in = from.data_ptr<float>();
    float* out = to.data_ptr<float>();
    for (size_t k = 0; k < statistics_->mean.size(); ++k) out[k] = (in[k] - statistics_->mean[k]) * statistics_->scale[k];
    sample.front() = to;
    return sample;
  }

 private:
  std::shared_ptr<data::Source> source_;
  std::shared_ptr<const FeatureStatistics> statistics_;
};

}  // namespace

std::shared_ptr<data::Source> standardized(std::shared_ptr<data::Source> source, std::shared_ptr<const FeatureStatistics> statistics) {
  if (!source) return source;
  return std::make_shared<Standardized>(std::move(source), std::move(statistics));
}

}  // namespace tl::nodes
