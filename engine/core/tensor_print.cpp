// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <cstdio>

#include "engine/core/error.h"
#include "engine/core/tensor.h"
#include "engine/ops/functions.h"

namespace tl {
namespace {

std::string number(const Tensor& flat, int64_t i) {
  const Scalar v = flat[i].item();
  if (flat.dtype() == kBool) return v.toBool() ? "true" : "false";
  if (!flat.is_floating_point()) return std::to_string(v.toLong());
  const double d = v.toDouble();
  if (std::isnan(d)) return "nan";
  if (std::isinf(d)) return d > 0 ? "inf" : "-inf";
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, std::abs(d) >= 1e5 || (d != 0 && std::abs(d) < 1e-4) ? "%.4e" : "%.4f", d);
  return buffer;
}

/// At most 3 entries from either end of a dimension longer than 6, as in the reference's summary form.
void print(std::string& out, const Tensor& flat, const DimVector& sizes, size_t dim, int64_t at, int64_t span) {
  if (dim == sizes.size()) {
    out += number(flat, at);
    return;
  }
  const int64_t n = sizes[dim], step = n ? span / n : 0;
  const bool cut = n > 6 && flat.numel() > 1000;
  out += '[';
  for (int64_t i = 0; i < n; ++i) {
    if (cut && i == 3) {
      out += ", ...";
      i = n - 3;
    }
    if (i) out += dim + 1 == sizes.size() ? ", " : ",\n" + std::string(dim + 1, ' ');
    print(out, flat, sizes, dim + 1, at + i * step, step);
  }
  out += ']';
}
}  // namespace

std::string Tensor::toString() const {
  if (!defined()) return "[ Tensor (undefined) ]";
  if (is_meta()) return "[ meta " + brief() + " ]";
  NoGradGuard guard;
  if (is_sparse()) return "indices:\n" + _indices().toString() + "\nvalues:\n" + _values().toString() + "\n[ " + brief() + str(" size=", sizes(), " nnz=", _nnz()) + " ]";
  if (is_quantized()) return dequantize().toString() + str("\n[ ", brief(), ' ', qscheme(), " ]");
  const Tensor flat = tl::reshape(detach().cpu(), {-1});
  std::string out;
  print(out, flat, impl().sizes, 0, 0, numel());
  return out + "\n[ " + brief() + (is_cuda() ? " " + device().str() : "") + " ]";
}
std::ostream& operator<<(std::ostream& out, const Tensor& t) { return out << t.toString(); }

}  // namespace tl
