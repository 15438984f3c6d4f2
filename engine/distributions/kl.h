// SPDX-License-Identifier: Apache-2.0
// Kullback–Leibler divergence between two distributions in closed form.
#pragma once
#include <functional>
#include <typeindex>

#include "engine/distributions/distribution.h"

namespace tl::distributions {

/// ∫ p log(p / q), of the broadcast batch shape; infinite where p has values that q excludes. Throws NotImplementedError for pairs without
/// a registered formula.
Tensor kl_divergence(const Distribution& p, const Distribution& q);

namespace detail {
using KlFunction = std::function<Tensor(const Distribution&, const Distribution&)>;
void register_kl(std::type_index p, std::type_index q, bool (*is_p)(const Distribution&), bool (*is_q)(const Distribution&), KlFunction function);
template <class D>
bool is_a(const Distribution& d) { return dynamic_cast<const D*>(&d) != nullptr; }
}  // namespace detail

/// Adds or replaces the formula of a pair of types; an exact match of both types comes before base classes, later ones before earlier ones.
/// Not thread-safe: register before use.
template <class P, class Q, class F>
void register_kl(F function) {
  detail::register_kl(typeid(P), typeid(Q), detail::is_a<P>, detail::is_a<Q>, [f = std::move(function)](const Distribution& p, const Distribution& q) {
    return f(dynamic_cast<const P&>(p), dynamic_cast<const Q&>(q));
  });
}

}  // namespace tl::distributions
