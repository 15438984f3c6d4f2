// SPDX-License-Identifier: Apache-2.0
// By-name rows of nn.init and nn.utils.
#include "engine/autograd/grad_mode.h"
#include "engine/nn/describe_options.h"
#include "engine/nn/init.h"
#include "engine/nn/module_object.h"
#include "engine/nn/modules/embedding.h"
#include "engine/nn/modules/pooling_adaptive.h"
#include "engine/nn/modules/unpooling.h"
#include "engine/nn/packed_object.h"
#include "engine/nn/utils/convert_parameters.h"
#include "engine/nn/utils/reparametrize.h"
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
  add({"nn.utils.parameters_to_vector", {{"parameters", tensor_list}}, [](const Bound& a) -> Value { return nn::utils::parameters_to_vector(a.tensors(0)); }});
  add({"nn.utils.vector_to_parameters", {{"vec", tensor}, {"parameters", tensor_list}}, [](const Bound& a) -> Value {
         nn::utils::vector_to_parameters(a.t(0), a.tensors(1));
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

void register_reparametrizations() {
  add({"nn.utils.weight_norm", {{"module", any}, {"name", text, "weight"}, {"dim", integer, 0, true}}, [](const Bound& a) -> Value {
         nn::utils::weight_norm(*nn::module_of(a[0], "weight_norm"), a[1].to_string(), a.maybe_i(2));
         return a[0];
       }});
  add({"nn.utils.remove_weight_norm", {{"module", any}, {"name", text, "weight"}}, [](const Bound& a) -> Value {
         nn::utils::remove_weight_norm(*nn::module_of(a[0], "remove_weight_norm"), a[1].to_string());
         return a[0];
       }});
  add({"nn.utils.spectral_norm", {{"module", any}, {"name", text, "weight"}, {"n_power_iterations", integer, 1}, {"eps", real, 1e-12}, {"dim", integer, {}, true}},
       [](const Bound& a) -> Value {
         nn::utils::spectral_norm(*nn::module_of(a[0], "spectral_norm"), a[1].to_string(), a.i(2), a.d(3), a.maybe_i(4));
         return a[0];
       }});
  add({"nn.utils.remove_spectral_norm", {{"module", any}, {"name", text, "weight"}}, [](const Bound& a) -> Value {
         nn::utils::remove_spectral_norm(*nn::module_of(a[0], "remove_spectral_norm"), a[1].to_string());
         return a[0];
       }});
}

void register_sequences() {
  add({"nn.utils.rnn.PackedSequence", {{"data", tensor}, {"batch_sizes", optional_tensor}, {"sorted_indices", optional_tensor}, {"unsorted_indices", optional_tensor}},
       [](const Bound& a) -> Value { return nn::packed_value(nn::utils::rnn::PackedSequence(a.t(0), a.t(1), a.t(2), a.t(3))); }});
  add({"nn.utils.rnn.pack_padded_sequence", {{"input", tensor}, {"lengths", any}, {"batch_first", boolean, false}, {"enforce_sorted", boolean, true}}, [](const Bound& a) -> Value {
         const Tensor lengths = a[1].is_tensor() ? a.t(1) : call("torch.tensor", {a[1]}).to_tensor();
         return nn::packed_value(nn::utils::rnn::pack_padded_sequence(a.t(0), lengths, a.b(2), a.b(3)));
       }});
  add({"nn.utils.rnn.pad_packed_sequence", {{"sequence", any}, {"batch_first", boolean, false}, {"padding_value", real, 0.0}, {"total_length", integer, {}, true}},
       [](const Bound& a) -> Value {
         const auto packed = nn::packed_in(a[0]);
         TL_CHECK(packed, type, "pad_packed_sequence", "expected a PackedSequence but got ", a[0].type_name());
         const auto [padded, lengths] = nn::utils::rnn::pad_packed_sequence(*packed, a.b(1), a.d(2), a.maybe_i(3));
         return Value::List{Value(padded), Value(lengths)};
       }});
  add({"nn.utils.rnn.pad_sequence", {{"sequences", tensor_list}, {"batch_first", boolean, false}, {"padding_value", real, 0.0}},
       [](const Bound& a) -> Value { return nn::utils::rnn::pad_sequence(a.tensors(0), a.b(1), a.d(2)); }});
  add({"nn.utils.rnn.pack_sequence", {{"sequences", tensor_list}, {"enforce_sorted", boolean, true}},
       [](const Bound& a) -> Value { return nn::packed_value(nn::utils::rnn::pack_sequence(a.tensors(0), a.b(1))); }});
}

std::optional<double> maybe_d(const Bound& a, size_t k) { return a.has(k) ? std::optional(a.d(k)) : std::nullopt; }

void register_embeddings() {
  add({"nn.Embedding.from_pretrained",
       {{"embeddings", tensor}, {"freeze", boolean, true}, {"padding_idx", integer, {}, true}, {"max_norm", real, {}, true}, {"norm_type", real, 2.0}, {"scale_grad_by_freq", boolean, false}, {"sparse", boolean, false}},
       [](const Bound& a) -> Value { return nn::wrap(nn::Embedding::from_pretrained(a.t(0), a.b(1), a.maybe_i(2), maybe_d(a, 3), a.d(4), a.b(5), a.b(6)).ptr()); }});
  add({"nn.EmbeddingBag.from_pretrained",
       {{"embeddings", tensor}, {"freeze", boolean, true}, {"max_norm", real, {}, true}, {"norm_type", real, 2.0}, {"scale_grad_by_freq", boolean, false}, {"mode", text, "mean"}, {"sparse", boolean, false}},
       [](const Bound& a) -> Value { return nn::wrap(nn::EmbeddingBag::from_pretrained(a.t(0), a.b(1), maybe_d(a, 2), a.d(3), a.b(4), a[5].to_string(), a.b(6)).ptr()); }});
  add({"nn.functional.embedding",
       {{"input", tensor}, {"weight", tensor}, {"padding_idx", integer, {}, true}, {"max_norm", real, {}, true}, {"norm_type", real, 2.0}, {"scale_grad_by_freq", boolean, false}, {"sparse", boolean, false}},
       [](const Bound& a) -> Value { return nn::functional::embedding(a.t(0), a.t(1), a.maybe_i(2), maybe_d(a, 3), a.d(4), a.b(5), a.b(6)); }});
  add({"nn.functional.embedding_bag",
       {{"input", tensor}, {"weight", tensor}, {"offsets", optional_tensor}, {"max_norm", real, {}, true}, {"norm_type", real, 2.0}, {"scale_grad_by_freq", boolean, false}, {"mode", text, "mean"}, {"sparse", boolean, false},
        {"per_sample_weights", optional_tensor}, {"include_last_offset", boolean, false}, {"padding_idx", integer, {}, true}},
       [](const Bound& a) -> Value {
         return nn::functional::embedding_bag(a.t(0), a.t(1), a.t(2), {maybe_d(a, 3), a.d(4), a.b(5), a[6].to_string(), a.b(7), a.t(8), a.b(9), a.maybe_i(10)});
       }});
}
/// Where several defaults depend on each other, the modules know them.
void register_pooling() {
  for (const int64_t dims : {1, 2, 3}) {
    const std::string op = str("max_unpool", dims, "d");
    add({"nn.functional." + op,
         {{"input", tensor}, {"indices", tensor}, {"kernel_size", ints}, {"stride", ints, {}, true}, {"padding", ints, 0}, {"output_size", ints, {}, true}},
         [op](const Bound& a) -> Value {
           const Value::Ints wanted = a.has(5) ? a.ints(5) : Value::Ints(), stride = a.has(3) ? a.ints(3) : Value::Ints();
           const DimVector size = nn::unpooled_size(op.c_str(), a.t(0), a.ints(2), stride, a.ints(4), IntArrayRef(wanted));
           return ops::call(op, {a[0], a[1], Value(size)});
         }});
  }
  add({"nn.functional.fractional_max_pool2d",
       {{"input", tensor}, {"kernel_size", ints}, {"output_size", ints, {}, true}, {"output_ratio", any, {}, true}, {"return_indices", boolean, false}, {"_random_samples", optional_tensor}},
       [](const Bound& a) -> Value {
         using Pair = tl::detail::FieldTraits<ExpandingArray<2>>;  // one number stands for both
         nn::FractionalMaxPool2dOptions o{Pair::from(a[1])};
         if (a.has(2)) o.output_size(Pair::from(a[2]));
         if (a.has(3)) o.output_ratio(numbers_of(a[3]));
         if (a.has(5)) o._random_samples(a.t(5));
         const auto [values, indices] = nn::FractionalMaxPool2d(o)->forward_with_indices(a.t(0));
         if (!a.b(4)) return values;
         return Value::List{Value(values), Value(indices)};
       }});
}
}  // namespace

void register_nn_rows() {
  register_init();
  register_utils();
  register_reparametrizations();
  register_sequences();
  register_embeddings();
  register_pooling();
}

}  // namespace tl::by_name
