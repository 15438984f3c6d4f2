// SPDX-License-Identifier: Apache-2.0
#include "engine/ops/tensor_repr.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <mutex>
#include <vector>

#include "engine/autograd/node.h"
#include "engine/core/error.h"
#include "engine/ops/functions.h"

namespace tl {
namespace {
std::mutex options_mutex;
PrintOptions& shared_options() {
  static PrintOptions* options = new PrintOptions;
  return *options;
}

std::string formatted(const char* format, int precision, double v) {
  if (std::isnan(v)) return "nan";
  if (std::isinf(v)) return v > 0 ? "inf" : "-inf";
  char buffer[400];
  std::snprintf(buffer, sizeof buffer, format, precision, v);
  return buffer;
}

/// How all numbers of one tensor are written: whole, with a fixed number of digits, or scientific; padded to one width.
class Formatter {
 public:
  Formatter(const std::vector<Scalar>& shown, const PrintOptions& o, bool real) : options_(o), real_(real) {
    if (real_) choose(shown);
    for (const Scalar& v : shown)
      if (!real_ || (std::isfinite(v.toDouble()) && v.toDouble() != 0)) width_ = std::max(width_, plain(v).size());
  }
  size_t width() const { return width_; }
  std::string operator()(const Scalar& v) const {
    const std::string s = plain(v);
    return std::string(width_ > s.size() ? width_ - s.size() : 0, ' ') + s;
  }

 private:
  void choose(const std::vector<Scalar>& shown) {
    double low = INFINITY, high = 0;
    for (const Scalar& s : shown) {
      const double v = std::abs(s.toDouble());
      if (!std::isfinite(v) || v == 0) continue;
      low = std::min(low, v);
      high = std::max(high, v);
      whole_ &= v == std::ceil(v);
    }
    if (high > 0) scientific_ = high / low > 1000 || high > 1e8 || (!whole_ && low < 1e-4);
    if (options_.sci_mode) scientific_ = *options_.sci_mode;
  }
  std::string plain(const Scalar& s) const {
    if (s.isBoolean()) return s.toBool() ? "True" : "False";
    if (!real_) return std::to_string(s.toLong());
    const double v = s.toDouble();
    if (scientific_) return formatted("%.*e", options_.precision, v);
    if (!whole_) return formatted("%.*f", options_.precision, v);
    return formatted("%.*f", 0, v) + (std::isfinite(v) ? "." : "");
  }
  const PrintOptions& options_;
  bool real_, whole_ = true, scientific_ = false;
  size_t width_ = 1;
};

class Writer {
 public:
  Writer(const Tensor& t, const PrintOptions& o)
      : options_(o), values_((is_narrow_float(t.dtype()) ? t.to(kFloat) : t).contiguous()), summarise_(t.numel() > o.threshold) {
    std::vector<Scalar> shown;
    collect(0, 0, &shown);
    format_.emplace(shown, options_, t.is_floating_point());
  }
  std::string text(size_t indent) const { return part(0, 0, indent); }

 private:
  const DimVector& sizes() const { return values_.unsafe_impl()->sizes; }
  Scalar at(int64_t i) const { return scalar_at(static_cast<const char*>(values_.data_ptr()) + static_cast<size_t>(i) * values_.element_size(), values_.dtype()); }
  bool cut(int64_t n) const { return summarise_ && n > 2 * options_.edge_items; }
  /// Calls f(index) for the entries of a dimension that are shown, gap() between the two ends.
  template <class F, class G>
  void each(int64_t n, F&& f, G&& gap) const {
    const bool c = cut(n);
    for (int64_t i = 0; i < n; ++i) {
      if (c && i == options_.edge_items) {
        gap();
        i = n - options_.edge_items;
        if (i >= n) break;
      }
      f(i);
    }
  }
  int64_t span(size_t dim) const {
    int64_t n = 1;
    for (size_t d = dim + 1; d < sizes().size(); ++d) n *= sizes()[d];
    return n;
  }
  void collect(size_t dim, int64_t from, std::vector<Scalar>* out) const {
    if (dim == sizes().size()) return out->push_back(at(from));
    each(sizes()[dim], [&](int64_t i) { collect(dim + 1, from + i * span(dim), out); }, [] {});
  }
  std::string row(size_t dim, int64_t from, size_t indent) const {
    const int64_t room = std::max<int64_t>(0, options_.line_width - static_cast<int64_t>(indent));
    const int64_t per_line = std::max<int64_t>(1, room / static_cast<int64_t>(format_->width() + 2));
    std::string out = "[";
    int64_t k = 0;
    const auto separate = [&] {
      if (k) out += k % per_line ? ", " : ",\n" + std::string(indent + 1, ' ');
      ++k;
    };
    each(sizes()[dim], [&](int64_t i) { separate(); out += (*format_)(at(from + i)); }, [&] { separate(); out += " ..."; });
    return out + "]";
  }
  std::string part(size_t dim, int64_t from, size_t indent) const {
    const size_t left = sizes().size() - dim;
    if (left == 0) return (*format_)(at(from));
    if (left == 1) return row(dim, from, indent);
    const std::string between = "," + std::string(left - 1, '\n') + std::string(indent + 1, ' ');
    std::string out = "[";
    bool first = true;
    const auto put = [&](const std::string& s) {
      if (!first) out += between;
      first = false;
      out += s;
    };
    each(sizes()[dim], [&](int64_t i) { put(part(dim + 1, from + i * span(dim), indent + 1)); }, [&] { put("..."); });
    return out + "]";
  }

  const PrintOptions& options_;
  Tensor values_;
  bool summarise_;
  std::optional<Formatter> format_;
};

std::string tuple_of(const DimVector& sizes) {
  std::string out = "(";
  for (size_t i = 0; i < sizes.size(); ++i) out += str(i ? ", " : "", sizes[i]);
  return out + (sizes.size() == 1 ? ",)" : ")");
}
/// "log_softmax_backward" as the reference writes it: "LogSoftmaxBackward0".
std::string node_name(const std::string& name) {
  std::string out;
  bool up = true;
  for (const char c : name) {
    if (c == '_') up = true;
    else out += up && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c, up = false;
  }
  return out + "0";
}
}  // namespace

PrintOptions PrintOptions::profile(const std::string& name) {
  PrintOptions o;
  if (name == "short") {
    o.precision = 2;
    o.edge_items = 2;
  } else if (name == "full") {
    o.threshold = INT64_MAX;
  } else {
    TL_CHECK(name == "default", value, "set_printoptions", "there are the profiles default, short and full, but no \"", name, '"');
  }
  return o;
}
PrintOptions get_printoptions() {
  const std::lock_guard lock(options_mutex);
  return shared_options();
}
void set_printoptions(const PrintOptions& o) {
  TL_CHECK(o.precision >= 0 && o.precision <= 60, value, "set_printoptions", "precision must be from 0 to 60, but is ", o.precision);
  TL_CHECK(o.threshold >= 0 && o.edge_items >= 0 && o.line_width >= 0, value, "set_printoptions", "threshold, edgeitems and linewidth must not be negative");
  const std::lock_guard lock(options_mutex);
  shared_options() = o;
}

namespace {
/// The parts of a sparse tensor, each as a tensor of its own.
std::string sparse_text(const Tensor& t, const PrintOptions& o, size_t indent) {
  const auto part = [&](const std::string& head, const Tensor& p) {
    if (p.numel() == 0) return head + "[], size=" + tuple_of(p.unsafe_impl()->sizes) + ")";
    return head + Writer(p.cpu(), o).text(indent + head.size()) + ")";
  };
  return part("indices=tensor(", t._indices()) + ",\n" + std::string(indent, ' ') + part("values=tensor(", t._values());
}
void quantizer_suffixes(const Tensor& t, std::vector<std::string>* out) {
  out->push_back("size=" + tuple_of(t.unsafe_impl()->sizes));
  out->push_back(std::string("dtype=torch.") + dtype_name(t.dtype()));
  out->push_back(str("quantization_scheme=torch.", t.qscheme()));
  if (t.qscheme() == kPerTensorAffine) {
    out->push_back(str("scale=", t.q_scale()));
    out->push_back(str("zero_point=", t.q_zero_point()));
  } else {
    out->push_back("scale=" + repr(t.q_per_channel_scales()));
    out->push_back("zero_point=" + repr(t.q_per_channel_zero_points()));
    out->push_back(str("axis=", t.q_per_channel_axis()));
  }
}
}  // namespace

std::string repr(const Tensor& t) {
  if (!t.defined()) return "tensor(undefined)";
  const PrintOptions o = get_printoptions();
  const size_t indent = 7;  // of "tensor("
  const TensorImpl& impl = *t.unsafe_impl();
  std::string text;
  std::vector<std::string> suffixes;
  const bool sparse = t.is_sparse();
  if (sparse) {
    const NoGradGuard guard;
    if (!t.is_cpu()) suffixes.push_back("device='" + t.device().str() + "'");
    suffixes.push_back("size=" + tuple_of(impl.sizes));
    suffixes.push_back(str("nnz=", t._nnz()));
    text = t.is_meta() ? "..." : sparse_text(t.detach(), o, indent);
  } else if (t.is_quantized()) {
    text = t.numel() ? Writer(t.dequantize(), o).text(indent) : "[]";
    quantizer_suffixes(t, &suffixes);
  } else if (t.is_meta()) {
    text = "...";
    suffixes = {"device='meta'", "size=" + tuple_of(impl.sizes)};
  } else {
    if (t.is_cuda()) suffixes.push_back("device='" + t.device().str() + "'");
    const NoGradGuard guard;
    if (t.numel() == 0) {
      text = "[]";
      if (t.dim() != 1) suffixes.push_back("size=" + tuple_of(impl.sizes));
    } else {
      text = Writer(t.detach().cpu(), o).text(indent);
    }
  }
  const ScalarType type = t.dtype();
  const bool natural = t.is_quantized() || type == default_dtype() || (!sparse && t.numel() > 0 && (type == kLong || type == kBool));
  if (!natural) suffixes.push_back(std::string("dtype=torch.") + dtype_name(type));
  if (sparse) suffixes.push_back("layout=torch.sparse_coo");
  if (t.grad_fn()) suffixes.push_back("grad_fn=<" + node_name(t.grad_fn()->name()) + ">");
  else if (t.requires_grad()) suffixes.push_back("requires_grad=True");
  std::string out = "tensor(" + text;
  int64_t last_line = static_cast<int64_t>(text.size()) - (text.rfind('\n') == std::string::npos ? -1 : static_cast<int64_t>(text.rfind('\n'))) + 1;
  bool new_line = sparse;
  for (const std::string& s : suffixes) {
    const int64_t length = static_cast<int64_t>(s.size());
    if (new_line || last_line + length + 2 > o.line_width) {
      new_line = false;
      out += ",\n" + std::string(indent, ' ') + s;
      last_line = static_cast<int64_t>(indent) + length;
    } else {
      out += ", " + s;
      last_line += length + 2;
    }
  }
  return out + ")";
}

}  // namespace tl
