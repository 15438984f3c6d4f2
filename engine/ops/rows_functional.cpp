// SPDX-License-Identifier: Apache-2.0
// By-name rows of nn.functional where the documented form is not the operator's.
#include <cmath>

#include "engine/ops/border.h"
#include "engine/ops/by_name_rows.h"
#include "engine/ops/functions.h"
#include "engine/ops/host_only.h"

namespace tl::by_name {
namespace {
using ops::ArgDef;
using enum ops::ArgKind;
using Schema = std::vector<ArgDef>;

/// size_average and reduce are the older way of saying `reduction`; they come between the tensors and it.
Schema loss(Schema first, std::vector<ArgDef> more = {}) {
  for (ArgDef& a : more) first.push_back(std::move(a));
  first.push_back({"size_average", boolean, {}, true});
  first.push_back({"reduce", boolean, {}, true});
  first.push_back({"reduction", text, "mean"});
  return first;
}
/// The reduction of the last three arguments from `k` on.
std::string reduction(const Bound& a, size_t k) {
  if (a.has(k) || a.has(k + 1)) {
    if (a.has(k + 1) && !a.b(k + 1)) return "none";
    return !a.has(k) || a.b(k) ? "mean" : "sum";
  }
  const std::string r = a[k + 2].to_string();
  TL_CHECK(r == "none" || r == "mean" || r == "sum", value, "loss", "reduction must be none, mean or sum, not \"", r, '"');
  return r;
}
Tensor reduced(const Tensor& t, const std::string& how) { return how == "none" ? t : how == "sum" ? sum(t) : mean(t); }
void same_size(const char* op, const Tensor& a, const Tensor& b) {
  TL_CHECK(a.sizes() == b.sizes(), shape, op, "input ", a.sizes(), " and target ", b.sizes(), " must be of one shape");
}
Tensor positive(const Tensor& t) { return clamp_min(t, 0.0); }

Tensor pairwise(const Tensor& a, const Tensor& b, double p, double eps, bool keepdim) { return norm(a - b + eps, p, {-1}, keepdim); }
Tensor cosine(const Tensor& a, const Tensor& b, int64_t dim, double eps) {
  const Tensor n = sqrt(sum(a * a, {dim}) * sum(b * b, {dim}));
  return sum(a * b, {dim}) / clamp_min(n, eps);
}
/// N×C scores and N class numbers: the score of the right class as N×1.
Tensor picked(const char* op, const Tensor& x, const Tensor& y) {
  ops::host_only(op, y);
  for (const int64_t c : std::vector<int64_t>(y.contiguous().data_ptr<int64_t>(), y.contiguous().data_ptr<int64_t>() + y.numel()))
    TL_CHECK(c >= 0 && c < x.size(1), index, op, "target ", c, " is out of range for ", x.size(1), " classes");
  return gather(x, 1, unsqueeze(y, 1));
}

void register_losses() {
  const auto plain = [](const char* name, Value (*body)(const Bound&)) { add({std::string("nn.functional.") + name, loss({{"input", tensor}, {"target", tensor}}), body}); };
  plain("mse_loss", [](const Bound& a) -> Value { return mse_loss(a.t(0), a.t(1), reduction(a, 2)); });
  plain("l1_loss", [](const Bound& a) -> Value { return l1_loss(a.t(0), a.t(1), reduction(a, 2)); });
  plain("smooth_l1_loss", [](const Bound& a) -> Value { return smooth_l1_loss(a.t(0), a.t(1), reduction(a, 2)); });
  plain("kl_div", [](const Bound& a) -> Value {
    const Tensor y = a.t(1), each = where(gt(y, Scalar(0.0)), y * (log(clamp_min(y, 1e-300)) - a.t(0)), Scalar(0.0)).to(a.t(0).dtype());
    if (!a.has(2) && !a.has(3) && a[4].to_string() == "batchmean") return sum(each) / static_cast<double>(a.t(0).size(0));
    return reduced(each, reduction(a, 2));
  });
  plain("soft_margin_loss", [](const Bound& a) -> Value {
    same_size("soft_margin_loss", a.t(0), a.t(1));
    return reduced(softplus(-(a.t(1) * a.t(0)), 1.0, 1e30), reduction(a, 2));
  });
  plain("multilabel_margin_loss", [](const Bound& a) -> Value {
    const Tensor x = a.t(0).dim() == 1 ? unsqueeze(a.t(0), 0) : a.t(0), y = (a.t(1).dim() == 1 ? unsqueeze(a.t(1), 0) : a.t(1)).contiguous();
    same_size("multilabel_margin_loss", x, y);
    ops::host_only("multilabel_margin_loss", y);
    std::vector<Tensor> each;
    const int64_t classes = x.size(1);
    for (int64_t n = 0; n < x.size(0); ++n) {
      std::vector<int64_t> right, wrong;
      std::vector<bool> is_right(static_cast<size_t>(classes));
      for (int64_t c = 0; c < classes; ++c) {
        const int64_t k = y.data_ptr<int64_t>()[n * classes + c];
        if (k < 0) break;
        TL_CHECK(k < classes, index, "multilabel_margin_loss", "target ", k, " is out of range for ", classes, " classes");
        right.push_back(k);
        is_right[static_cast<size_t>(k)] = true;
      }
      for (int64_t c = 0; c < classes; ++c)
        if (!is_right[static_cast<size_t>(c)]) wrong.push_back(c);
      const Tensor row = select(x, 0, n);
      if (right.empty() || wrong.empty()) each.push_back(sum(row) * 0.0);
      else each.push_back(sum(positive(1.0 - unsqueeze(index_select(row, 0, tl::tensor(right)), 1) + unsqueeze(index_select(row, 0, tl::tensor(wrong)), 0))) / static_cast<double>(classes));
    }
    const Tensor all = stack(each, 0);
    return reduced(a.t(0).dim() == 1 ? squeeze(all, 0) : all, reduction(a, 2));
  });
  add({"nn.functional.hinge_embedding_loss", loss({{"input", tensor}, {"target", tensor}, {"margin", real, 1.0}}), [](const Bound& a) -> Value {
         const Tensor x = a.t(0), y = a.t(1);
         return reduced(where(eq(y, Scalar(1)), x, Scalar(0.0)) + where(eq(y, Scalar(-1)), positive(a.d(2) - x), Scalar(0.0)), reduction(a, 3));
       }});
  add({"nn.functional.margin_ranking_loss", loss({{"input1", tensor}, {"input2", tensor}, {"target", tensor}, {"margin", real, 0.0}}), [](const Bound& a) -> Value {
         TL_CHECK(a.t(0).dim() > 0 && a.t(1).dim() > 0 && a.t(2).dim() > 0, shape, "margin_ranking_loss", "the inputs and the target need at least one dimension");
         return reduced(positive(-(a.t(2) * (a.t(0) - a.t(1))) + a.d(3)), reduction(a, 4));
       }});
  add({"nn.functional.cosine_embedding_loss", loss({{"input1", tensor}, {"input2", tensor}, {"target", tensor}, {"margin", real, 0.0}}), [](const Bound& a) -> Value {
         const Tensor x = a.t(0), z = a.t(1), y = a.t(2);
         TL_CHECK(x.sizes() == z.sizes(), shape, "cosine_embedding_loss", "input1 ", x.sizes(), " and input2 ", z.sizes(), " must be of one shape");
         const Tensor c = sum(x * z, {-1}) / sqrt((sum(x * x, {-1}) + 1e-12) * (sum(z * z, {-1}) + 1e-12));
         return reduced(where(eq(y, Scalar(1)), 1.0 - c, Scalar(0.0)) + where(eq(y, Scalar(-1)), positive(c - a.d(3)), Scalar(0.0)), reduction(a, 4));
       }});
  add({"nn.functional.triplet_margin_loss", loss({{"anchor", tensor}, {"positive", tensor}, {"negative", tensor}, {"margin", real, 1.0}, {"p", real, 2.0}, {"eps", real, 1e-6}, {"swap", boolean, false}}),
       [](const Bound& a) -> Value {
         const Tensor near = pairwise(a.t(0), a.t(1), a.d(4), a.d(5), false);
         Tensor far = pairwise(a.t(0), a.t(2), a.d(4), a.d(5), false);
         if (a.b(6)) far = minimum(far, pairwise(a.t(1), a.t(2), a.d(4), a.d(5), false));
         return reduced(positive(near - far + a.d(3)), reduction(a, 7));
       }});
  add({"nn.functional.multi_margin_loss", loss({{"input", tensor}, {"target", tensor}, {"p", integer, 1}, {"margin", real, 1.0}, {"weight", optional_tensor}}), [](const Bound& a) -> Value {
         const Tensor x = a.t(0).dim() == 1 ? unsqueeze(a.t(0), 0) : a.t(0), y = reshape(a.t(1), {-1});
         TL_CHECK(a.i(2) == 1 || a.i(2) == 2, value, "multi_margin_loss", "p must be 1 or 2, not ", a.i(2));
         TL_CHECK(x.size(0) == y.size(0), shape, "multi_margin_loss", "input ", x.sizes(), " and target ", y.sizes(), " must be of one batch");
         Tensor m = positive(a.d(3) - picked("multi_margin_loss", x, y) + x);
         if (a.i(2) == 2) m = m * m;
         if (a.has(4)) m = m * unsqueeze(index_select(a.t(4), 0, y), 1);
         const Tensor others = ne(unsqueeze(arange(0, x.size(1)), 0), unsqueeze(y, 1));
         const Tensor each = sum(where(others, m, Scalar(0.0)), {1}) / static_cast<double>(x.size(1));
         return reduced(a.t(0).dim() == 1 ? squeeze(each, 0) : each, reduction(a, 5));
       }});
  add({"nn.functional.multilabel_soft_margin_loss", loss({{"input", tensor}, {"target", tensor}, {"weight", optional_tensor}}), [](const Bound& a) -> Value {
         same_size("multilabel_soft_margin_loss", a.t(0), a.t(1));
         Tensor each = -(a.t(1) * log_sigmoid(a.t(0)) + (1.0 - a.t(1)) * log_sigmoid(-a.t(0)));
         if (a.has(2)) each = each * a.t(2);
         return reduced(mean(each, {-1}), reduction(a, 3));
       }});
  add({"nn.functional.poisson_nll_loss",
       Schema{{"input", tensor}, {"target", tensor}, {"log_input", boolean, true}, {"full", boolean, false}, {"size_average", boolean, {}, true}, {"eps", real, 1e-8}, {"reduce", boolean, {}, true}, {"reduction", text, "mean"}},
       [](const Bound& a) -> Value {
         const Tensor x = a.t(0), y = a.t(1);
         Tensor each = a.b(2) ? exp(x) - y * x : x - y * log(x + a.d(5));
         if (a.b(3)) each = each + where(gt(y, Scalar(1.0)), y * log(clamp_min(y, 1e-300)) - y + log(clamp_min(y, 1e-300) * (2 * M_PI)) * 0.5, Scalar(0.0)).to(x.dtype());
         if (a.has(4) || a.has(6)) return reduced(each, a.has(6) && !a.b(6) ? "none" : !a.has(4) || a.b(4) ? "mean" : "sum");
         const std::string r = a[7].to_string();
         TL_CHECK(r == "none" || r == "mean" || r == "sum", value, "poisson_nll_loss", "reduction must be none, mean or sum, not \"", r, '"');
         return reduced(each, r);
       }});
  add({"nn.functional.binary_cross_entropy", loss({{"input", tensor}, {"target", tensor}, {"weight", optional_tensor}}),
       [](const Bound& a) -> Value { return binary_cross_entropy(a.t(0), a.t(1), a.t(2), reduction(a, 3)); }});
  add({"nn.functional.binary_cross_entropy_with_logits",
       Schema{{"input", tensor}, {"target", tensor}, {"weight", optional_tensor}, {"size_average", boolean, {}, true}, {"reduce", boolean, {}, true}, {"reduction", text, "mean"}, {"pos_weight", optional_tensor}},
       [](const Bound& a) -> Value { return binary_cross_entropy_with_logits(a.t(0), a.t(1), a.t(2), a.t(6), reduction(a, 3)); }});
  for (const bool scores : {true, false})
    add({scores ? "nn.functional.cross_entropy" : "nn.functional.nll_loss",
         Schema{{"input", tensor}, {"target", tensor}, {"weight", optional_tensor}, {"size_average", boolean, {}, true}, {"ignore_index", integer, -100}, {"reduce", boolean, {}, true}, {"reduction", text, "mean"}},
         scores ? +[](const Bound& a) -> Value { return cross_entropy(a.t(0), a.t(1), a.t(2), a.has(5) && !a.b(5) ? "none" : a.has(3) && !a.b(3) ? "sum" : a[6].to_string(), a.i(4)); }
                : +[](const Bound& a) -> Value { return nll_loss(a.t(0), a.t(1), a.t(2), a.has(5) && !a.b(5) ? "none" : a.has(3) && !a.b(3) ? "sum" : a[6].to_string(), a.i(4)); }});
  add({"nn.functional.pairwise_distance", {{"x1", tensor}, {"x2", tensor}, {"p", real, 2.0}, {"eps", real, 1e-6}, {"keepdim", boolean, false}},
       [](const Bound& a) -> Value { return pairwise(a.t(0), a.t(1), a.d(2), a.d(3), a.b(4)); }});
  add({"nn.functional.cosine_similarity", {{"x1", tensor}, {"x2", tensor}, {"dim", integer, 1}, {"eps", real, 1e-8}},
       [](const Bound& a) -> Value { return cosine(a.t(0), a.t(1), a.i(2), a.d(3)); }});
  add({"nn.functional.normalize", {{"input", tensor}, {"p", real, 2.0}, {"dim", integer, 1}, {"eps", real, 1e-12}},
       [](const Bound& a) -> Value { return a.t(0) / clamp_min(norm(a.t(0), a.d(1), {a.i(2)}, true), a.d(3)); }});
}

void register_activations() {
  const auto fn = [](const char* name, Schema args, Value (*body)(const Bound&)) { add({std::string("nn.functional.") + name, std::move(args), body}); };
  fn("logsigmoid", {{"input", tensor}}, [](const Bound& a) -> Value { return log_sigmoid(a.t(0)); });
  fn("celu", {{"input", tensor}, {"alpha", real, 1.0}, {"inplace", boolean, false}}, [](const Bound& a) -> Value {
    TL_CHECK(a.d(1) != 0, value, "celu", "alpha must not be zero");
    return positive(a.t(0)) + clamp_max(expm1(a.t(0) / a.d(1)) * a.d(1), 0.0);
  });
  fn("threshold", {{"input", tensor}, {"threshold", real}, {"value", scalar}, {"inplace", boolean, false}},
     [](const Bound& a) -> Value { return where(gt(a.t(0), Scalar(a.d(1))), a.t(0), a[2].to_scalar()).to(a.t(0).dtype()); });
  fn("glu", {{"input", tensor}, {"dim", integer, -1}}, [](const Bound& a) -> Value {
    TL_CHECK(a.t(0).dim() > 0 && a.t(0).size(a.i(1)) % 2 == 0, shape, "glu", "dimension ", a.i(1), " of input ", a.t(0).sizes(), " must be even");
    const auto halves = chunk(a.t(0), 2, a.i(1));
    return halves[0] * sigmoid(halves[1]);
  });
  fn("prelu", {{"input", tensor}, {"weight", tensor}}, [](const Bound& a) -> Value {
    const Tensor x = a.t(0), w = a.t(1);
    Tensor slope = w;
    if (w.numel() != 1) {
      TL_CHECK(x.dim() > 1 && x.size(1) == w.numel(), shape, "prelu", "weight has ", w.numel(), " entries, input is ", x.sizes());
      DimVector s(static_cast<size_t>(x.dim()), 1);
      s[1] = w.numel();
      slope = reshape(w, s);
    }
    return where(gt(x, Scalar(0.0)), x, slope * x);
  });
  fn("rrelu", {{"input", tensor}, {"lower", real, 1.0 / 8}, {"upper", real, 1.0 / 3}, {"training", boolean, false}, {"inplace", boolean, false}}, [](const Bound& a) -> Value {
    const Tensor x = a.t(0);
    TL_CHECK(a.d(1) <= a.d(2), value, "rrelu", "lower ", a.d(1), " must not be above upper ", a.d(2));
    if (!a.b(3)) return leaky_relu(x, (a.d(1) + a.d(2)) / 2);
    const Tensor slope = empty(x.sizes(), TensorOptions(x.dtype())).uniform_(a.d(1), a.d(2));
    return where(gt(x, Scalar(0.0)), x, x * slope);
  });
  fn("dropout", {{"input", tensor}, {"p", real, 0.5}, {"training", boolean, true}, {"inplace", boolean, false}}, [](const Bound& a) -> Value { return dropout(a.t(0), a.d(1), a.b(2)); });
  for (const char* name : {"dropout2d", "dropout3d"})
    fn(name, {{"input", tensor}, {"p", real, 0.5}, {"training", boolean, true}, {"inplace", boolean, false}}, [](const Bound& a) -> Value { return dropout2d(a.t(0), a.d(1), a.b(2)); });
  fn("alpha_dropout", {{"input", tensor}, {"p", real, 0.5}, {"training", boolean, false}, {"inplace", boolean, false}}, [](const Bound& a) -> Value {
    const double p = a.d(1), low = -1.7580993408473766;
    TL_CHECK(p >= 0 && p <= 1, value, "alpha_dropout", "probability has to be between 0 and 1, but got ", p);
    if (!a.b(2) || p == 0) return a.t(0);
    if (p == 1) return a.t(0) * 0.0;
    const double scale = 1 / std::sqrt((1 - p) * (1 + p * low * low)), shift = -scale * low * p;
    const Tensor keep = empty(a.t(0).sizes(), TensorOptions(a.t(0).dtype())).bernoulli_(1 - p);
    return (a.t(0) * keep + (1.0 - keep) * low) * scale + shift;
  });
  fn("one_hot", {{"tensor", tensor}, {"num_classes", integer, -1}}, [](const Bound& a) -> Value { return one_hot(a.t(0), a.i(1)); });
  fn("batch_norm", {{"input", tensor}, {"running_mean", optional_tensor}, {"running_var", optional_tensor}, {"weight", optional_tensor}, {"bias", optional_tensor}, {"training", boolean, false}, {"momentum", real, 0.1}, {"eps", real, 1e-5}},
     [](const Bound& a) -> Value { return batch_norm(a.t(0), a.t(3), a.t(4), a.t(1), a.t(2), a.b(5), a.d(6), a.d(7)); });
  fn("pixel_shuffle", {{"input", tensor}, {"upscale_factor", integer}}, [](const Bound& a) -> Value {
    const Tensor x = a.t(0);
    const int64_t r = a.i(1);
    TL_CHECK(x.dim() == 4 && r > 0 && x.size(1) % (r * r) == 0, shape, "pixel_shuffle", "the channels of input ", x.sizes(), " must be divisible by ", r * r);
    const int64_t c = x.size(1) / (r * r), h = x.size(2), w = x.size(3);
    return reshape(permute(reshape(x, {x.size(0), c, r, r, h, w}), {0, 1, 4, 2, 5, 3}), {x.size(0), c, h * r, w * r});
  });
  fn("local_response_norm", {{"input", tensor}, {"size", integer}, {"alpha", real, 1e-4}, {"beta", real, 0.75}, {"k", real, 1.0}}, [](const Bound& a) -> Value {
    const Tensor x = a.t(0);
    const int64_t n = a.i(1);
    TL_CHECK(x.dim() >= 3, shape, "local_response_norm", "expected an input of 3 or more dimensions, but it is ", x.sizes());
    const Tensor wide = transpose(constant_pad_nd(transpose(x * x, 1, -1), {n / 2, (n - 1) / 2}), 1, -1);
    Tensor window = narrow(wide, 1, 0, x.size(1));
    for (int64_t i = 1; i < n; ++i) window = window + narrow(wide, 1, i, x.size(1));
    return x / pow(window * (a.d(2) / static_cast<double>(n)) + a.d(4), Scalar(a.d(3)));
  });
}

/// One dimension less: a spatial dimension of size one is put in for the 2-d form and taken out again.
Value::Ints flat(const Value::Ints& one, int64_t other) { return {other, one.empty() ? 1 : one[0]}; }

void register_spatial() {
  const auto fn = [](const char* name, Schema args, Value (*body)(const Bound&)) { add({std::string("nn.functional.") + name, std::move(args), body}); };
  fn("pad", {{"input", tensor}, {"pad", ints}, {"mode", text, "constant"}, {"value", scalar, 0}}, [](const Bound& a) -> Value {
    const auto pad = a.ints(1);
    const std::string mode = a[2].to_string();
    TL_CHECK(pad.size() % 2 == 0 && static_cast<int64_t>(pad.size()) <= 2 * a.t(0).dim(), value, "pad", "pad ", pad, " must be pairs for the dimensions of input ", a.t(0).sizes());
    if (mode == "constant") return constant_pad_nd(a.t(0), pad, a[3].to_scalar());
    Tensor x = a.t(0);
    for (size_t i = 0; i < pad.size(); i += 2) {
      const int64_t d = x.dim() - 1 - static_cast<int64_t>(i / 2);
      x = ops::border("pad", x, d, pad[i], pad[i + 1], mode);
    }
    return x;
  });
  fn("conv1d", {{"input", tensor}, {"weight", tensor}, {"bias", optional_tensor}, {"stride", ints, 1}, {"padding", ints, 0}, {"dilation", ints, 1}, {"groups", integer, 1}}, [](const Bound& a) -> Value {
    TL_CHECK(a.t(0).dim() == 3 && a.t(1).dim() == 3, shape, "conv1d", "input must be N×C×L and weight O×C/groups×k, but they are ", a.t(0).sizes(), " and ", a.t(1).sizes());
    const auto s = flat(a.ints(3), 1), p = flat(a.ints(4), 0), d = flat(a.ints(5), 1);
    return squeeze(conv2d(unsqueeze(a.t(0), 2), unsqueeze(a.t(1), 2), a.t(2), s, p, d, a.i(6)), 2);
  });
  fn("max_pool1d", {{"input", tensor}, {"kernel_size", ints}, {"stride", ints, Value::Ints{}}, {"padding", ints, 0}, {"dilation", ints, 1}, {"ceil_mode", boolean, false}, {"return_indices", boolean, false}},
     [](const Bound& a) -> Value {
       TL_CHECK(a.t(0).dim() == 3, shape, "max_pool1d", "input must be N×C×L, but is ", a.t(0).sizes());
       const auto k = flat(a.ints(1), 1), s = a.ints(2).empty() ? k : flat(a.ints(2), 1), p = flat(a.ints(3), 0), d = flat(a.ints(4), 1);
       const auto [values, indices] = max_pool2d_with_indices(unsqueeze(a.t(0), 2), k, s, p, d, a.b(5));
       if (!a.b(6)) return squeeze(values, 2);
       return Value::List{Value(squeeze(values, 2)), Value(squeeze(indices, 2))};
     });
  fn("max_pool2d", {{"input", tensor}, {"kernel_size", ints}, {"stride", ints, Value::Ints{}}, {"padding", ints, 0}, {"dilation", ints, 1}, {"ceil_mode", boolean, false}, {"return_indices", boolean, false}},
     [](const Bound& a) -> Value {
       const auto [values, indices] = max_pool2d_with_indices(a.t(0), a.ints(1), a.ints(2), a.ints(3), a.ints(4), a.b(5));
       if (!a.b(6)) return values;
       return Value::List{Value(values), Value(indices)};
     });
  fn("avg_pool1d", {{"input", tensor}, {"kernel_size", ints}, {"stride", ints, Value::Ints{}}, {"padding", ints, 0}, {"ceil_mode", boolean, false}, {"count_include_pad", boolean, true}}, [](const Bound& a) -> Value {
    TL_CHECK(a.t(0).dim() == 3, shape, "avg_pool1d", "input must be N×C×L, but is ", a.t(0).sizes());
    const auto k = flat(a.ints(1), 1), s = a.ints(2).empty() ? k : flat(a.ints(2), 1), p = flat(a.ints(3), 0);
    return squeeze(avg_pool2d(unsqueeze(a.t(0), 2), k, s, p, a.b(4), a.b(5)), 2);
  });
  fn("adaptive_avg_pool1d", {{"input", tensor}, {"output_size", ints}}, [](const Bound& a) -> Value {
    TL_CHECK(a.t(0).dim() == 3, shape, "adaptive_avg_pool1d", "input must be N×C×L, but is ", a.t(0).sizes());
    const auto o = flat(a.ints(1), 1);
    return squeeze(adaptive_avg_pool2d(unsqueeze(a.t(0), 2), o), 2);
  });
}

}  // namespace

void register_functional_rows() {
  register_losses();
  register_activations();
  register_spatial();
}

}  // namespace tl::by_name
