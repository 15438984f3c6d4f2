// SPDX-License-Identifier: Apache-2.0
// Checks of random results: shape, bounds, moments and structure, never the numbers themselves.
#include <algorithm>
#include <cmath>
#include <set>

#include "conformance/run.h"
#include "engine/ops/functions.h"

namespace tl::conformance {
namespace {
struct Sample {
  const std::string& where;
  Tensor t;
  std::vector<double> x;
  size_t columns() const { return t.dim() ? static_cast<size_t>(t.size(-1)) : 1; }
  size_t rows() const { return columns() ? x.size() / columns() : 0; }
};

void near(const Sample& s, const char* what, double got, const Json& value_and_tolerance) {
  const double value = read_number(value_and_tolerance.at(0)), tolerance = read_number(value_and_tolerance.at(1));
  if (!(std::abs(got - value) <= tolerance)) throw Mismatch(str("the ", what, " of ", s.where, " is ", got, ", expected ", value, " ± ", tolerance));
}
double mean_of(const std::vector<double>& x) {
  double sum = 0;
  for (const double v : x) sum += v;
  return sum / static_cast<double>(x.size());
}
double std_of(const std::vector<double>& x) {
  const double m = mean_of(x);
  double sum = 0;
  for (const double v : x) sum += (v - m) * (v - m);
  return std::sqrt(sum / static_cast<double>(x.size() - 1));
}
double share_of(const std::vector<double>& x, double value) {
  return static_cast<double>(std::count(x.begin(), x.end(), value)) / static_cast<double>(x.size());
}

void check_range(const Sample& s, const Json& st) {
  // The bound as the tensor's type holds it.
  const auto bound = [&](const Json& j) { return s.t.dtype() == kFloat ? static_cast<double>(static_cast<float>(read_number(j))) : read_number(j); };
  for (const double v : s.x) {
    if (st.contains("min") && !(v >= bound(st["min"]))) throw Mismatch(str(s.where, " holds ", v, ", below ", st["min"].dump()));
    if (st.contains("max") && !(v <= bound(st["max"]))) throw Mismatch(str(s.where, " holds ", v, ", above ", st["max"].dump()));
    if (st.value("below_max", false) && v >= bound(st["max"])) throw Mismatch(str(s.where, " reaches its upper bound ", v));
    if (st.value("integer", false) && v != std::nearbyint(v)) throw Mismatch(str(s.where, " holds ", v, ", no integer"));
    if (st.contains("allowed")) {
      const bool found = std::any_of(st["allowed"].begin(), st["allowed"].end(), [&](const Json& a) {
        const double e = read_number(a);
        return std::abs(v - e) <= 1e-5 * std::max(1.0, std::abs(e));
      });
      if (!found) throw Mismatch(str(s.where, " holds ", v, ", which is none of ", st["allowed"].dump()));
    }
  }
}

void check_rows(const Sample& s, const Json& st) {
  for (size_t r = 0; r < s.rows(); ++r) {
    const auto begin = s.x.begin() + static_cast<std::ptrdiff_t>(r * s.columns()), end = begin + static_cast<std::ptrdiff_t>(s.columns());
    if (st.value("distinct", false) && std::set<double>(begin, end).size() != s.columns()) throw Mismatch(str("row ", r, " of ", s.where, " holds a value twice"));
    if (st.contains("rows_sum_to")) {
      double sum = 0;
      for (auto it = begin; it != end; ++it) sum += *it;
      if (std::abs(sum - read_number(st["rows_sum_to"])) > 1e-4) throw Mismatch(str("row ", r, " of ", s.where, " sums to ", sum));
    }
  }
  if (st.contains("zeros_per_column"))
    for (size_t c = 0; c < s.columns(); ++c) {
      int64_t zeros = 0;
      for (size_t r = 0; r < s.rows(); ++r) zeros += s.x[r * s.columns() + c] == 0;
      if (zeros != st["zeros_per_column"].get<int64_t>()) throw Mismatch(str("column ", c, " of ", s.where, " has ", zeros, " zeros, expected ", st["zeros_per_column"].dump()));
    }
}

void check_channels(const Sample& s) {
  if (s.t.dim() < 2) throw Mismatch(s.where + " has no channels");
  const size_t channels = static_cast<size_t>(s.t.size(0) * s.t.size(1)), each = channels ? s.x.size() / channels : 0;
  for (size_t c = 0; c < channels; ++c)
    for (size_t i = 1; i < each; ++i)
      if (s.x[c * each + i] != s.x[c * each]) throw Mismatch(str("channel ", c, " of ", s.where, " is not all equal"));
}

/// M M' = gain² I for the shorter side, trailing dimensions flattened.
void check_orthogonal(const Sample& s, double gain) {
  const size_t rows = static_cast<size_t>(s.t.size(0)), cols = s.x.size() / rows, n = std::min(rows, cols), m = std::max(rows, cols);
  const auto at = [&](size_t i, size_t k) { return rows <= cols ? s.x[i * cols + k] : s.x[k * cols + i]; };
  for (size_t i = 0; i < n; ++i)
    for (size_t j = 0; j < n; ++j) {
      double dot = 0;
      for (size_t k = 0; k < m; ++k) dot += at(i, k) * at(j, k);
      if (std::abs(dot - (i == j ? gain * gain : 0)) > 1e-4 * std::max(1.0, gain * gain)) throw Mismatch(str(s.where, " is not orthogonal: rows ", i, " and ", j, " give ", dot));
    }
}
}  // namespace

void check_statistics(const Value& result, const Json& st, const std::string& where) {
  if (!result.is_tensor()) throw Mismatch(str(where, " is ", result.type_name(), ", not a tensor"));
  Sample s{where, result.to_tensor(), {}};
  if (st.contains("shape")) {
    DimVector shape;
    for (const Json& n : st["shape"]) shape.push_back(n.get<int64_t>());
    if (!(s.t.sizes() == IntArrayRef(shape))) throw Mismatch(str(where, " has the shape ", s.t.sizes(), ", expected ", shape));
  }
  if (st.contains("dtype")) {
    const Json& d = st["dtype"];
    const std::string name = d.is_object() ? d.at("dtype").get<std::string>() : d.get<std::string>();
    if (name != dtype_name(s.t.dtype())) throw Mismatch(str(where, " is ", s.t.dtype(), ", expected ", name));
  }
  s.x = numbers(s.t);
  if (s.x.empty()) return;
  check_range(s, st);
  check_rows(s, st);
  if (st.contains("mean")) near(s, "mean", mean_of(s.x), st["mean"]);
  if (st.contains("std")) near(s, "standard deviation", std_of(s.x), st["std"]);
  if (st.contains("median")) {
    auto sorted = s.x;
    std::sort(sorted.begin(), sorted.end());
    near(s, "median", sorted[(sorted.size() - 1) / 2], st["median"]);
  }
  if (st.contains("zero_fraction")) near(s, "share of zeros", share_of(s.x, 0), st["zero_fraction"]);
  for (const Json& f : st.value("frequencies", Json::array())) near(s, "share of one value", share_of(s.x, read_number(f.at(0))), Json{f.at(1), f.at(2)});
  if (st.value("whole_channels", false)) check_channels(s);
  if (st.value("permutation", false)) {
    auto sorted = s.x;
    std::sort(sorted.begin(), sorted.end());
    for (size_t i = 0; i < sorted.size(); ++i)
      if (sorted[i] != static_cast<double>(i)) throw Mismatch(where + " is no permutation");
  }
  if (st.contains("orthogonal")) check_orthogonal(s, st["orthogonal"].is_number() ? st["orthogonal"].get<double>() : 1.0);
}

}  // namespace tl::conformance
