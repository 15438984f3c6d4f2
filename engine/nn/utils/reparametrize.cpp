// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/utils/reparametrize.h"

#include "engine/autograd/grad_mode.h"
#include "engine/core/error.h"
#include "engine/nn/module_hooks.h"
#include "engine/ops/functions.h"

namespace tl::nn::utils {
namespace {
Tensor parameter(Module& module, const std::string& name) {
  for (const auto& p : module.named_parameters(false))
    if (p.key() == name) return p.value();
  for (const auto& b : module.named_buffers(false))
    if (b.key() == name) return b.value();
  TL_THROW(value, "parameter", module.name(), " has no parameter '", name, "'");
}
Tensor& member(Module& module, const std::string& name) {
  Tensor* t = module.member(name);
  TL_CHECK(t, value, "parameter", module.name(), " has no data member '", name, "' that could be computed; override member()");
  return *t;
}
Tensor fresh_parameter(const Tensor& t) {
  Tensor p = t.detach().clone();
  p.set_requires_grad(true);
  return p;
}

/// Lengths of the slices along `dim`, kept broadcastable; a number without it.
Tensor lengths(const Tensor& v, std::optional<int64_t> dim) {
  if (!dim) return norm(v);
  DimVector others;
  const int64_t kept = *dim < 0 ? *dim + v.dim() : *dim;
  for (int64_t d = 0; d < v.dim(); ++d)
    if (d != kept) others.push_back(d);
  return others.empty() ? abs(v) : sqrt(sum(v * v, others, true));
}

std::string weight_key(const std::string& name) { return "weight_norm of '" + name + "'"; }
std::string spectral_key(const std::string& name) { return "spectral_norm of '" + name + "'"; }

/// Rows: the dimension of outputs; columns: all others.
Tensor as_matrix(const Tensor& weight, int64_t dim) {
  Tensor w = weight;
  if (dim != 0) {
    DimVector order{dim};
    for (int64_t d = 0; d < w.dim(); ++d)
      if (d != dim) order.push_back(d);
    w = permute(w, order);
  }
  return reshape(w, {w.size(0), -1});
}
Tensor unit(const Tensor& v, double eps) { return v / clamp_min(norm(v), eps); }

Tensor spectral_weight(Module& module, const std::string& name, int64_t iterations, double eps, int64_t dim) {
  const Tensor original = parameter(module, name + "_orig"), matrix = as_matrix(original, dim);
  Tensor u = parameter(module, name + "_u"), v = parameter(module, name + "_v");
  if (iterations > 0) {
    const NoGradGuard guard;
    for (int64_t i = 0; i < iterations; ++i) {
      v.copy_(unit(matmul(transpose(matrix, 0, 1), u), eps));
      u.copy_(unit(matmul(matrix, v), eps));
    }
  }
  // Copies: a later call improves the buffers, and backward of this one must not see that.
  u = u.clone(), v = v.clone();
  return original / sum(u * matmul(matrix, v));
}
}  // namespace

void weight_norm(Module& module, const std::string& name, std::optional<int64_t> dim) {
  const Tensor weight = parameter(module, name);
  TL_CHECK(!dim || (*dim >= -weight.dim() && *dim < weight.dim()), value, "weight_norm", "dim ", dim.value_or(0), " is out of range for ", weight.sizes());
  member(module, name);
  const auto compute = [name, dim](Module& m) {
    const Tensor g = parameter(m, name + "_g"), v = parameter(m, name + "_v");
    member(m, name) = v * (g / lengths(v, dim));
  };
  module.register_named_hook(
      weight_key(name),
      [compute](Module& m, const Value&) {
        compute(m);
        return Value();
      },
      [name](Module& copy) {
        copy.unregister_parameter(name);
        copy.register_parameter(name + "_g", Tensor());
        copy.register_parameter(name + "_v", Tensor());
      });
  module.unregister_parameter(name);
  const NoGradGuard guard;
  module.register_parameter(name + "_g", fresh_parameter(lengths(weight.detach(), dim)));
  module.register_parameter(name + "_v", fresh_parameter(weight));
  const AutoGradMode on(true);
  compute(module);
}

void remove_weight_norm(Module& module, const std::string& name) {
  TL_CHECK(module.hooks() && module.hooks()->named.count(weight_key(name)), value, "remove_weight_norm", weight_key(name), " not found in ", module.name());
  module.hooks()->before.at(module.hooks()->named.at(weight_key(name)).id)(module, Value());
  module.remove_named_hook(weight_key(name));
  module.unregister_parameter(name + "_g");
  module.unregister_parameter(name + "_v");
  Tensor& weight = member(module, name);
  weight = module.register_parameter(name, fresh_parameter(weight));
}

void spectral_norm(Module& module, const std::string& name, int64_t n_power_iterations, double eps, std::optional<int64_t> dim) {
  TL_CHECK(n_power_iterations > 0, value, "spectral_norm", "Expected n_power_iterations to be positive, but got n_power_iterations=", n_power_iterations);
  const Tensor weight = parameter(module, name);
  member(module, name);
  const int64_t rows = dim.value_or(module.name().rfind("ConvTranspose", 0) == 0 ? 1 : 0);
  TL_CHECK(rows >= 0 && rows < weight.dim(), value, "spectral_norm", "dim ", rows, " is out of range for ", weight.sizes());
  module.register_named_hook(
      spectral_key(name),
      [=](Module& m, const Value& input) {
        // remove_spectral_norm passes a text: the weight as it is, without another iteration.
        member(m, name) = spectral_weight(m, name, m.is_training() && !input.is_string() ? n_power_iterations : 0, eps, rows);
        return Value();
      },
      [name](Module& copy) {
        copy.unregister_parameter(name);
        copy.register_parameter(name + "_orig", Tensor());
        copy.register_buffer(name + "_u", Tensor());
        copy.register_buffer(name + "_v", Tensor());
      });
  module.unregister_parameter(name);
  Tensor& original = module.register_parameter(name + "_orig", fresh_parameter(weight));
  const NoGradGuard guard;
  const Tensor matrix = as_matrix(original.detach(), rows);
  module.register_buffer(name + "_u", unit(randn({matrix.size(0)}, matrix.options()), eps));
  module.register_buffer(name + "_v", unit(randn({matrix.size(1)}, matrix.options()), eps));
  member(module, name) = original.detach().clone();
}

void remove_spectral_norm(Module& module, const std::string& name) {
  TL_CHECK(module.hooks() && module.hooks()->named.count(spectral_key(name)), value, "remove_spectral_norm", spectral_key(name), " not found in ", module.name());
  module.hooks()->before.at(module.hooks()->named.at(spectral_key(name)).id)(module, Value("as it is"));
  module.remove_named_hook(spectral_key(name));
  module.unregister_parameter(name + "_orig");
  module.unregister_parameter(name + "_u");
  module.unregister_parameter(name + "_v");
  Tensor& weight = member(module, name);
  weight = module.register_parameter(name, fresh_parameter(weight));
}

}  // namespace tl::nn::utils
