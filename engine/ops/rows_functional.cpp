// SPDX-License-Identifier: Apache-2.0
// By-name rows of nn.functional where the documented form is not the operator's.
#include <algorithm>

#include "engine/core/describe.h"
#include "engine/ops/by_name_rows.h"
#include "engine/ops/nn.h"

namespace tl::by_name {
namespace {
using ops::ArgDef;
using enum ops::ArgKind;
using Schema = std::vector<ArgDef>;

void fn(const char* name, Schema args, Value (*body)(const Bound&)) { add({std::string("nn.functional.") + name, std::move(args), body}); }
/// The documented arguments of the operator of the same name.
void form(const char* name, const std::vector<Documented>& args) { add_form(std::string("nn.functional.") + name, name, args); }
/// A list of lengths may come as a tensor, or as integers.
Tensor lengths(const Value& v) {
  if (v.is_tensor()) return v.to_tensor();
  const auto n = v.to_ints();
  return tl::tensor(std::vector<int64_t>(n.begin(), n.end()));
}

void register_losses() {
  for (const char* name : {"mse_loss", "l1_loss", "kl_div", "soft_margin_loss", "multilabel_margin_loss"}) form(name, {"input", "target", "size_average", "reduce", "reduction"});
  form("smooth_l1_loss", {"input", "target", "size_average", "reduce", "reduction", "beta"});
  form("hinge_embedding_loss", {"input", "target", "margin", "size_average", "reduce", "reduction"});
  for (const char* name : {"margin_ranking_loss", "cosine_embedding_loss"}) form(name, {"input1", "input2", "target", "margin", "size_average", "reduce", "reduction"});
  form("triplet_margin_loss", {"anchor", "positive", "negative", "margin", "p", "eps", "swap", "size_average", "reduce", "reduction"});
  form("multi_margin_loss", {"input", "target", "p", "margin", "weight", "size_average", "reduce", "reduction"});
  for (const char* name : {"multilabel_soft_margin_loss", "binary_cross_entropy"}) form(name, {"input", "target", "weight", "size_average", "reduce", "reduction"});
  form("binary_cross_entropy_with_logits", {"input", "target", "weight", "size_average", "reduce", "reduction", "pos_weight"});
  form("poisson_nll_loss", {"input", "target", "log_input", "full", "size_average", "eps", "reduce", "reduction"});
  for (const char* name : {"cross_entropy", "nll_loss"}) form(name, {"input", "target", "weight", "size_average", "ignore_index", "reduce", "reduction"});
  fn("ctc_loss",
     {{"log_probs", tensor}, {"targets", tensor}, {"input_lengths", any}, {"target_lengths", any}, {"blank", integer, 0}, {"reduction", text, "mean"}, {"zero_infinity", boolean, false}},
     [](const Bound& a) -> Value { return ctc_loss(a.t(0), a.t(1), lengths(a[2]), lengths(a[3]), a.i(4), a[5].to_string(), a.b(6)); });
}

void register_activations() {
  for (const char* name : {"relu", "relu6", "selu"}) form(name, {"input", "inplace"});
  for (const char* name : {"elu", "celu"}) form(name, {"input", "alpha", "inplace"});
  form("leaky_relu", {"input", "negative_slope", "inplace"});
  form("hardtanh", {"input", "min_val", "max_val", "inplace"});
  form("threshold", {"input", "threshold", "value", "inplace"});
  form("rrelu", {"input", "lower", "upper", "training", "inplace"});
  form("gumbel_softmax", {"logits", "tau", "hard", "eps", "dim"});
  add_form("nn.functional.logsigmoid", "log_sigmoid", {"input"});
  for (const char* name : {"dropout", "dropout2d", "dropout3d", "alpha_dropout"}) form(name, {"input", "p", {"training", "train"}, "inplace"});
}

void register_tables_and_norms() {
  fn("one_hot", {{"tensor", tensor}, {"num_classes", integer, -1}}, [](const Bound& a) -> Value { return one_hot(a.t(0), a.i(1)); });
  fn("batch_norm", {{"input", tensor}, {"running_mean", optional_tensor}, {"running_var", optional_tensor}, {"weight", optional_tensor}, {"bias", optional_tensor}, {"training", boolean, false}, {"momentum", real, 0.1}, {"eps", real, 1e-5}},
     [](const Bound& a) -> Value { return batch_norm(a.t(0), a.t(3), a.t(4), a.t(1), a.t(2), a.b(5), a.d(6), a.d(7)); });
  form("instance_norm", {"input", "running_mean", "running_var", "weight", "bias", "use_input_stats", "momentum", "eps"});
}

/// None among the sizes of the output keeps the input's size there.
Value adaptive_size(const Tensor& x, const Value& asked) {
  if (!asked.is_list()) return asked;
  Value::List size = asked.to_list();
  for (size_t i = 0; i < size.size(); ++i)
    if (const size_t d = i + 2; size[i].is_none() && d < static_cast<size_t>(x.dim())) size[i] = x.size(static_cast<int64_t>(d));
  return Value(std::move(size));
}
void register_spatial() {
  for (const char* d : {"1d", "2d", "3d"}) {
    const std::string max = std::string("max_pool") + d, adaptive = std::string("adaptive_max_pool") + d;
    add({"nn.functional." + max,
         Schema{{"input", tensor}, {"kernel_size", ints}, {"stride", ints, Value::Ints{}}, {"padding", ints, 0}, {"dilation", ints, 1}, {"ceil_mode", boolean, false}, {"return_indices", boolean, false}},
         [max](const Bound& a) -> Value { return ops::call(a.b(6) ? max + "_with_indices" : max, {a[0], a[1], a[2], a[3], a[4], a[5]}); }});
    add({"nn.functional." + adaptive, Schema{{"input", tensor}, {"output_size", any}, {"return_indices", boolean, false}}, [adaptive](const Bound& a) -> Value {
           const Value both = ops::call(adaptive, {a[0], adaptive_size(a.t(0), a[1])});
           return a.b(2) ? both : both.to_list()[0];
         }});
    const std::string mean = std::string("adaptive_avg_pool") + d;
    add({"nn.functional." + mean, Schema{{"input", tensor}, {"output_size", any}},
         [mean](const Bound& a) -> Value { return ops::call(mean, {a[0], adaptive_size(a.t(0), a[1])}); }});
  }
  form("avg_pool1d", {"input", "kernel_size", "stride", "padding", "ceil_mode", "count_include_pad"});
  for (const char* name : {"avg_pool2d", "avg_pool3d"}) form(name, {"input", "kernel_size", "stride", "padding", "ceil_mode", "count_include_pad", "divisor_override"});
  for (const char* name : {"lp_pool1d", "lp_pool2d"}) form(name, {"input", "norm_type", "kernel_size", "stride", "ceil_mode"});
  // Tensor.unfold is another function.
  add_form("nn.functional.unfold", "im2col", {"input", "kernel_size", "dilation", "padding", "stride"});
  add_form("nn.functional.fold", "col2im", {"input", "output_size", "kernel_size", "dilation", "padding", "stride"});
  for (const char* name : {"interpolate", "upsample"}) add_form(std::string("nn.functional.") + name, "interpolate", {"input", "size", "scale_factor", "mode", "align_corners"});
  add_form("nn.functional.upsample_nearest", "interpolate", {"input", "size", "scale_factor"});
  fn("upsample_bilinear", {{"input", tensor}, {"size", ints, Value::Ints{}}, {"scale_factor", any, {}, true}}, [](const Bound& a) -> Value {
    return interpolate(a.t(0), a.ints(1), a.has(2) ? numbers_of(a[2]) : std::vector<double>{}, "bilinear", true);
  });
  // In the manual -1 and 1 are the centres of the corner pixels.
  fn("grid_sample", {{"input", tensor}, {"grid", tensor}, {"mode", text, "bilinear"}, {"padding_mode", text, "zeros"}, {"align_corners", boolean, true}},
     [](const Bound& a) -> Value { return grid_sample(a.t(0), a.t(1), a[2].to_string(), a[3].to_string(), a.b(4)); });
  fn("affine_grid", {{"theta", tensor}, {"size", ints}, {"align_corners", boolean, true}}, [](const Bound& a) -> Value { return affine_grid(a.t(0), a.ints(1), a.b(2)); });
}

}  // namespace

void add_form(const std::string& documented, const std::string& op, const std::vector<Documented>& args) {
  const ops::OpDef& def = ops::get(op);
  Schema schema;
  std::vector<std::string> op_names;
  for (const Documented& d : args) {
    const auto found = std::find_if(def.args.begin(), def.args.end(), [&](const ArgDef& a) { return std::string(a.name) == d.op_name; });
    if (found == def.args.end()) {
      schema.push_back({d.name, any, {}, true});
      op_names.emplace_back();
    } else {
      schema.push_back(*found);
      schema.back().name = d.name;
      op_names.emplace_back(d.op_name);
    }
  }
  add({documented, schema, [op, args, op_names](const Bound& a) -> Value {
         Value::Dict given;
         std::optional<bool> average, reduce;
         for (size_t i = 0; i < args.size(); ++i) {
           if (!a.has(i)) continue;
           const std::string name = args[i].name;
           if (!op_names[i].empty()) given.emplace_back(op_names[i], a[i]);
           else if (name == "size_average") average = a.b(i);
           else if (name == "reduce") reduce = a.b(i);
         }
         if (average || reduce) {
           std::erase_if(given, [](const auto& item) { return item.first == "reduction"; });
           given.emplace_back("reduction", !reduce.value_or(true) ? "none" : average.value_or(true) ? "mean" : "sum");
         }
         return ops::call(op, {}, given);
       }});
}

void register_functional_rows() {
  register_losses();
  register_activations();
  register_tables_and_norms();
  register_spatial();
}

}  // namespace tl::by_name
