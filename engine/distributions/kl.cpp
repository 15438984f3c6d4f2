// SPDX-License-Identifier: Apache-2.0
#include "engine/distributions/kl.h"

#include <mutex>
#include <vector>

#include "engine/core/error.h"
#include "engine/distributions/kl_rows.h"

namespace tl::distributions {
namespace {
struct Row {
  std::type_index p, q;
  bool (*is_p)(const Distribution&);
  bool (*is_q)(const Distribution&);
  detail::KlFunction function;
};
std::vector<Row>& raw_rows() {
  static auto* rows = new std::vector<Row>;
  return *rows;
}
const std::vector<Row>& rows() {
  static std::once_flag once;
  std::call_once(once, [] {
    // Rows of the library come first, so that those of a program replace them.
    std::vector<Row> own;
    std::swap(own, raw_rows());
    register_same_family();
    register_across_families();
    raw_rows().insert(raw_rows().end(), own.begin(), own.end());
  });
  return raw_rows();
}
}  // namespace

void detail::register_kl(std::type_index p, std::type_index q, bool (*is_p)(const Distribution&), bool (*is_q)(const Distribution&), KlFunction function) {
  raw_rows().push_back({p, q, is_p, is_q, std::move(function)});
}

Tensor kl_divergence(const Distribution& p, const Distribution& q) {
  const std::type_index tp = typeid(p), tq = typeid(q);
  const Row* found = nullptr;
  for (const Row& r : rows()) {
    if (!r.is_p(p) || !r.is_q(q)) continue;
    const auto rank = [&](const Row& row) { return (row.p == tp) + (row.q == tq); };
    if (!found || rank(r) >= rank(*found)) found = &r;
  }
  TL_CHECK(found, not_implemented, "kl_divergence", "no closed form is known from ", p.name(), " to ", q.name(),
           ": estimate it from samples x of the first as the mean of p.log_prob(x) - q.log_prob(x)");
  return found->function(p, q);
}

}  // namespace tl::distributions
