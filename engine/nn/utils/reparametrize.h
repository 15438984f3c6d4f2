// SPDX-License-Identifier: Apache-2.0
// Parameters that are computed from others before each call, as torch.nn.utils.
#pragma once
#include <optional>
#include <string>

#include "engine/nn/module.h"

namespace tl::nn::utils {

/// Splits a parameter into its length `name`_g and its direction `name`_v (Salimans & Kingma); the length of each slice along `dim`, or of the
/// whole without it. The module must be called (holder, Sequential, by name) for the parameter to follow. Throws Error (value) when it has no
/// such parameter or member, or a weight norm already.
void weight_norm(Module& module, const std::string& name = "weight", std::optional<int64_t> dim = 0);
/// The parameter as it is now, in one piece again. Throws Error (value) when there is no weight norm on it.
void remove_weight_norm(Module& module, const std::string& name = "weight");

/// Divides a parameter by its largest singular value (Miyato et al.), estimated by power iteration: parameter `name`_orig, buffers `name`_u and
/// `name`_v, improved at each call in training. `dim`: the dimension of outputs; 1 for transposed convolutions unless given, else 0.
void spectral_norm(Module& module, const std::string& name = "weight", int64_t n_power_iterations = 1, double eps = 1e-12,
                   std::optional<int64_t> dim = std::nullopt);
void remove_spectral_norm(Module& module, const std::string& name = "weight");

/// The same on a holder, which they return.
template <class M>
ModuleHolder<M> weight_norm(ModuleHolder<M> module, const std::string& name = "weight", std::optional<int64_t> dim = 0) {
  weight_norm(*module, name, dim);
  return module;
}
template <class M>
ModuleHolder<M> spectral_norm(ModuleHolder<M> module, const std::string& name = "weight", int64_t n_power_iterations = 1, double eps = 1e-12,
                              std::optional<int64_t> dim = std::nullopt) {
  spectral_norm(*module, name, n_power_iterations, eps, dim);
  return module;
}

}  // namespace tl::nn::utils
