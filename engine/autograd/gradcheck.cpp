// SPDX-License-Identifier: Apache-2.0
#include "engine/autograd/gradcheck.h"

#include <cmath>

#include "engine/core/error.h"
#include "engine/ops/functions.h"

namespace tl::autograd {

namespace {
double value_at(const Tensor& t, int64_t i) { return t.contiguous().data_ptr<double>()[i]; }

variable_list clone_leaves(const variable_list& inputs) {
  variable_list out;
  for (const Tensor& t : inputs) {
    Tensor c = t.detach().clone(MemoryFormat::Contiguous);
    if (t.requires_grad()) c.requires_grad_();
    out.push_back(c);
  }
  return out;
}
}  // namespace

bool gradcheck(const CheckedFunction& f, const variable_list& inputs, double eps, double atol, double rtol, std::string* why) {
  variable_list leaves = clone_leaves(inputs);
  const variable_list outputs = f(leaves);
  for (size_t o = 0; o < outputs.size(); ++o) {
    if (!outputs[o].requires_grad()) continue;
    for (int64_t j = 0; j < outputs[o].numel(); ++j) {
      Tensor seed = zeros_like(outputs[o]).contiguous();
      seed.data_ptr<double>()[j] = 1;
      variable_list wanted;
      for (const Tensor& t : leaves)
        if (t.requires_grad()) wanted.push_back(t);
      const variable_list analytic = grad({outputs[o]}, wanted, {seed}, true, false, true);
      size_t w = 0;
      for (size_t i = 0; i < leaves.size(); ++i) {
        if (!leaves[i].requires_grad()) continue;
        const Tensor& a = analytic[w++];
        for (int64_t k = 0; k < leaves[i].numel(); ++k) {
          const auto shifted = [&](double d) {
            NoGradGuard guard;
            variable_list x = clone_leaves(leaves);
            x[i].data_ptr<double>()[k] += d;
            return value_at(f(x)[o].detach(), j);
          };
          const double numeric = (shifted(eps) - shifted(-eps)) / (2 * eps);
          const double exact = a.defined() ? value_at(a.detach(), k) : 0;
          if (!(std::abs(numeric - exact) <= atol + rtol * std::abs(numeric))) {
            if (why) *why = str("output ", o, " element ", j, " by input ", i, " element ", k, ": numeric ", numeric, ", analytic ", exact);
            return false;
          }
        }
      }
    }
  }
  return true;
}

namespace {
/// A cotangent in the shape of `output`.
Tensor made_cotangent(const Tensor& output) {
  Tensor g = output.detach().clone(MemoryFormat::Contiguous);
  double* p = g.data_ptr<double>();
  for (int64_t k = 0; k < g.numel(); ++k) p[k] = 0.3 + 0.1 * static_cast<double>(k % 7);
  return g.requires_grad_();
}
/// The same numbers, every second place of memory.
Tensor with_gaps(const Tensor& x) { return select(stack({x, x}, -1), -1, 0); }

bool check_second(const CheckedFunction& f, const variable_list& inputs, const GradgradcheckOptions& o, std::string* why) {
  const variable_list probe = f(clone_leaves(inputs));
  variable_list all = inputs;
  std::vector<size_t> differentiable;
  for (size_t i = 0; i < probe.size(); ++i)
    if (probe[i].requires_grad()) {
      const size_t k = differentiable.size();
      differentiable.push_back(i);
      TL_CHECK(o.grad_outputs.empty() || (k < o.grad_outputs.size() && o.grad_outputs[k].sizes() == probe[i].sizes()), value,
               "gradgradcheck", "grad_outputs must hold one tensor in the shape of each output that requires a gradient; output ", i,
               " is ", probe[i].sizes());
      all.push_back(o.grad_outputs.empty() ? made_cotangent(probe[i]) : o.grad_outputs[k].detach().clone().requires_grad_());
    }
  const bool gaps = o.gen_non_contig_grad_outputs && o.grad_outputs.empty();
  const size_t n = inputs.size();
  const CheckedFunction first = [&, n](const variable_list& x) {
    AutoGradMode on(true);
    variable_list in(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(n)), wanted, outputs, cotangents;
    for (Tensor& t : in) {
      if (t.is_floating_point() && !t.requires_grad() && all[static_cast<size_t>(&t - in.data())].requires_grad()) t.requires_grad_();
      if (t.requires_grad()) wanted.push_back(t);
    }
    const variable_list out = f(in);
    for (size_t k = 0; k < differentiable.size(); ++k) {
      outputs.push_back(out[differentiable[k]]);
      cotangents.push_back(gaps ? with_gaps(x[n + k]) : x[n + k]);
    }
    variable_list g = grad(outputs, wanted, cotangents, true, true, true);
    variable_list defined;
    for (size_t i = 0; i < g.size(); ++i) defined.push_back(g[i].defined() ? g[i] : zeros_like(wanted[i]));
    return defined;
  };
  return gradcheck(first, all, o.eps, o.atol, o.rtol, why);
}

/// The places where a function takes sparse tensors, whose values stand for them as dense leaves.
struct SparseInputs {
  variable_list leaves;             ///< values of the sparse ones, the others as they are
  std::vector<Tensor> coordinates;  ///< undefined where the input is dense
  std::vector<DimVector> sizes;
};
SparseInputs opened(const variable_list& inputs) {
  SparseInputs s;
  for (const Tensor& t : inputs) {
    const Tensor whole = t.is_sparse() ? t.detach().coalesce() : Tensor();
    s.coordinates.push_back(whole.defined() ? whole._indices() : Tensor());
    s.sizes.push_back(t.unsafe_impl()->sizes);
    s.leaves.push_back(whole.defined() ? whole._values().clone().set_requires_grad(t.requires_grad()) : t);
  }
  return s;
}
}  // namespace

bool gradcheck(const CheckedFunction& f, const variable_list& inputs, const GradcheckOptions& o) {
  for (const Tensor& t : inputs)
    TL_CHECK(!t.is_sparse() || o.check_sparse_nnz, value, "gradcheck",
             "expects all tensor inputs to be dense when check_sparse_nnz is false, but one is a sparse ", t.brief());
  const SparseInputs s = opened(inputs);
  const CheckedFunction on_leaves = [&](const variable_list& leaves) {
    variable_list in, out;
    for (size_t i = 0; i < leaves.size(); ++i)
      in.push_back(s.coordinates[i].defined() ? _sparse_coo_tensor_unsafe(s.coordinates[i], leaves[i], s.sizes[i], true) : leaves[i]);
    for (const Tensor& t : f(in)) out.push_back(t.is_sparse() ? t.to_dense() : t);
    return out;
  };
  std::string why;
  const bool ok = gradcheck(on_leaves, s.leaves, o.eps, o.atol, o.rtol, &why);
  TL_CHECK(ok || !o.raise_exception, value, "gradcheck", why);
  return ok;
}

bool gradgradcheck(const CheckedFunction& f, const variable_list& inputs, double eps, double atol, double rtol, std::string* why) {
  return check_second(f, inputs, {.eps = eps, .atol = atol, .rtol = rtol}, why);
}
bool gradgradcheck(const CheckedFunction& f, const variable_list& inputs, const GradgradcheckOptions& o) {
  std::string why;
  const bool ok = check_second(f, inputs, o, &why);
  TL_CHECK(ok || !o.raise_exception, value, "gradgradcheck", why);
  return ok;
}

}  // namespace tl::autograd
