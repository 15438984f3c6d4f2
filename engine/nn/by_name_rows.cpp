// SPDX-License-Identifier: Apache-2.0
// By-name rows of nn.init and nn.utils.
#include "engine/autograd/grad_mode.h"
#include "engine/nn/init.h"
#include "engine/ops/by_name_rows.h"
#include "engine/ops/functions.h"

namespace tl::by_name {
namespace {
using enum ops::ArgKind;

void register_init() {
  add({"nn.init.calculate_gain", {{"nonlinearity", text}, {"param", real, {}, true}},
       [](const Bound& a) -> Value { return a.has(1) ? nn::init::calculate_gain(a[0].to_string(), a.d(1)) : nn::init::calculate_gain(a[0].to_string()); }});
  add({"nn.init._calculate_fan_in_and_fan_out", {{"tensor", tensor}}, [](const Bound& a) -> Value {
         const auto [in, out] = nn::init::fans(a.t(0));
         return Value::List{Value(in), Value(out)};
       }});
  add({"nn.init._calculate_correct_fan", {{"tensor", tensor}, {"mode", text}}, [](const Bound& a) -> Value {
         const auto [in, out] = nn::init::fans(a.t(0));
         const std::string mode = a[1].to_string();
         TL_CHECK(mode == "fan_in" || mode == "fan_out", value, "_calculate_correct_fan", "mode must be fan_in or fan_out, not \"", mode, '"');
         return mode == "fan_in" ? in : out;
       }});
}

void register_utils() {
  add({"nn.utils.parameters_to_vector", {{"parameters", tensor_list}}, [](const Bound& a) -> Value {
         std::vector<Tensor> flat;
         for (const Tensor& t : a.tensors(0)) flat.push_back(reshape(t, {-1}));
         return cat(flat, 0);
       }});
  add({"nn.utils.vector_to_parameters", {{"vec", tensor}, {"parameters", tensor_list}}, [](const Bound& a) -> Value {
         const NoGradGuard guard;
         int64_t at = 0;
         for (Tensor& t : a.tensors(1)) {
           t.copy_(reshape(narrow(a.t(0), 0, at, t.numel()), t.sizes()));
           at += t.numel();
         }
         return {};
       }});
  add({"nn.utils.clip_grad_norm_", {{"parameters", any}, {"max_norm", real}, {"norm_type", real, 2.0}}, [](const Bound& a) -> Value {
         // The manual's norm is a tensor of the gradients' type.
         const NoGradGuard guard;
         std::vector<Tensor> norms;
         const auto parameters = a.tensors(0);
         for (const Tensor& p : parameters)
           if (p.grad().defined()) norms.push_back(norm(p.grad(), a.d(2)));
         if (norms.empty()) return zeros({});
         const Tensor total = norm(stack(norms, 0), a.d(2)), factor = clamp_max(a.d(1) / (total + 1e-6), 1.0);
         for (const Tensor& p : parameters)
           if (p.grad().defined()) p.mutable_grad().mul_(factor);
         return total;
       }});
  add({"nn.utils.clip_grad_value_", {{"parameters", any}, {"clip_value", real}}, [](const Bound& a) -> Value {
         const NoGradGuard guard;
         for (const Tensor& p : a.tensors(0))
           if (p.grad().defined()) p.mutable_grad().clamp_(-a.d(1), a.d(1));
         return {};
       }});
}
}  // namespace

void register_nn_rows() {
  register_init();
  register_utils();
}

}  // namespace tl::by_name
