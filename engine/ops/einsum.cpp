// SPDX-License-Identifier: Apache-2.0
// Einstein summation: operands are contracted from left to right, each pair as one batched product; what a later operand or the result
// still needs is kept, all else is summed as early as it can be.
#include <algorithm>
#include <string>

#include "engine/ops/linalg_common.h"
#include "engine/ops/register_all.h"

namespace tl {
namespace ops {
namespace {

/// Letters are 0…51 (capitals first, as they sort); dimensions of "..." are 52 and up, aligned at the right.
using Labels = std::vector<int>;
constexpr int first_ellipsis_label = 52;
constexpr int ellipsis_mark = -1;

bool has(const Labels& labels, int l) { return std::find(labels.begin(), labels.end(), l) != labels.end(); }
int64_t place(const Labels& labels, int l) { return std::find(labels.begin(), labels.end(), l) - labels.begin(); }
char letter(int l) { return static_cast<char>(l < 26 ? 'A' + l : 'a' + l - 26); }

/// "i...j" as labels with a mark where the dots are.
Labels parse_subscripts(const std::string& text) {
  Labels out;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == ' ') continue;
    if (c == '.') {
      TL_CHECK(text.compare(i, 3, "...") == 0 && !has(out, ellipsis_mark), value, "einsum", "found '.' that is not part of a single ellipsis '...' in \"", text, '"');
      out.push_back(ellipsis_mark);
      i += 2;
      continue;
    }
    const bool upper = c >= 'A' && c <= 'Z', lower = c >= 'a' && c <= 'z';
    TL_CHECK(upper || lower, value, "einsum", "invalid subscript '", c, "' in \"", text, "\": subscripts are letters");
    out.push_back(upper ? c - 'A' : c - 'a' + 26);
  }
  return out;
}

struct Equation {
  std::vector<Labels> operands;
  Labels result;
  bool has_result = false;
};
Equation parse_equation(const std::string& equation) {
  Equation e;
  const size_t arrow = equation.find("->");
  std::string left = equation.substr(0, arrow);
  size_t from = 0;
  for (size_t comma; (comma = left.find(',', from)) != std::string::npos; from = comma + 1) e.operands.push_back(parse_subscripts(left.substr(from, comma - from)));
  e.operands.push_back(parse_subscripts(left.substr(from)));
  if (arrow != std::string::npos) {
    e.has_result = true;
    e.result = parse_subscripts(equation.substr(arrow + 2));
  }
  return e;
}

/// A tensor and the label of each of its dimensions, every label once.
struct Labelled {
  Tensor t;
  Labels labels;
  int64_t size(int l) const { return t.size(place(labels, l)); }
};

/// Dots become labels of their own, repeated letters a diagonal.
Labelled labelled(const Tensor& t, const Labels& subscripts, size_t operand, int64_t ellipsis_dims) {
  const int64_t named = static_cast<int64_t>(subscripts.size()) - (has(subscripts, ellipsis_mark) ? 1 : 0), covered = t.dim() - named;
  Labelled out{t, {}};
  for (const int l : subscripts) {
    if (l != ellipsis_mark) out.labels.push_back(l);
    else
      for (int64_t d = ellipsis_dims - covered; d < ellipsis_dims; ++d) out.labels.push_back(first_ellipsis_label + static_cast<int>(d));
  }
  for (size_t i = 0; i < out.labels.size(); ++i)
    for (size_t j = i + 1; j < out.labels.size();) {
      if (out.labels[i] != out.labels[j]) {
        ++j;
        continue;
      }
      const int64_t a = out.t.size(static_cast<int64_t>(i)), b = out.t.size(static_cast<int64_t>(j));
      TL_CHECK(a == b, shape, "einsum", "subscript ", letter(out.labels[i]), " is repeated for operand ", operand, " but its sizes ", a, " and ", b, " do not match");
      out.t = diagonal(out.t, 0, static_cast<int64_t>(i), static_cast<int64_t>(j));  // now the last dimension
      const int l = out.labels[i];
      out.labels.erase(out.labels.begin() + static_cast<std::ptrdiff_t>(j));
      out.labels.erase(out.labels.begin() + static_cast<std::ptrdiff_t>(i));
      out.labels.push_back(l);
      j = i + 1;
    }
  return out;
}

/// Checks counts, and sizes of one label across operands (1 broadcasts); answers how many dimensions "..." stands for.
int64_t check_operands(const Equation& e, ArrayRef<Tensor> tensors) {
  TL_CHECK(e.operands.size() == tensors.size(), value, "einsum", e.operands.size() > tensors.size() ? "fewer" : "more", " operands (", tensors.size(),
           ") were provided than the equation specifies (", e.operands.size(), ')');
  int64_t most = 0;
  for (size_t k = 0; k < tensors.size(); ++k) {
    const bool dots = has(e.operands[k], ellipsis_mark);
    const int64_t named = static_cast<int64_t>(e.operands[k].size()) - (dots ? 1 : 0), dims = tensors[k].dim();
    TL_CHECK(dots ? named <= dims : named == dims, shape, "einsum", "the number of subscripts (", named, ") does not match the number of dimensions of operand ", k, ' ',
             tensors[k].sizes(), dots ? "" : " and no ellipsis was given");
    if (dots) most = std::max(most, dims - named);
  }
  return most;
}
void check_sizes(const std::vector<Labelled>& operands) {
  for (size_t k = 0; k < operands.size(); ++k)
    for (const int l : operands[k].labels)
      for (size_t before = 0; before < k; ++before) {
        if (!has(operands[before].labels, l)) continue;
        const int64_t a = operands[before].size(l), b = operands[k].size(l);
        TL_CHECK(a == b || a == 1 || b == 1, shape, "einsum", l < first_ellipsis_label ? str("subscript ", letter(l)) : std::string("a dimension of the ellipsis"), " has size ",
                 b, " for operand ", k, ", which does not broadcast with size ", a, " of operand ", before);
      }
}

/// The labels of the result, dots replaced; without an arrow those of the dots and then the letters that occur once, in alphabetical order.
Labels result_labels(const Equation& e, int64_t ellipsis_dims) {
  Labels out;
  const auto add_dots = [&] {
    for (int64_t d = 0; d < ellipsis_dims; ++d) out.push_back(first_ellipsis_label + static_cast<int>(d));
  };
  int count[first_ellipsis_label] = {};
  for (const Labels& o : e.operands)
    for (const int l : o)
      if (l >= 0) ++count[l];
  if (!e.has_result) {
    add_dots();
    for (int l = 0; l < first_ellipsis_label; ++l)
      if (count[l] == 1) out.push_back(l);
    return out;
  }
  for (const int l : e.result) {
    if (l == ellipsis_mark) {
      add_dots();
      continue;
    }
    TL_CHECK(!has(out, l), value, "einsum", "output subscript ", letter(l), " appears more than once");
    TL_CHECK(count[l] > 0, value, "einsum", "output subscript ", letter(l), " does not appear in the equation for any input operand");
    out.push_back(l);
  }
  return out;
}

/// Sums over the labels that `drop` picks.
template <class Drop>
void sum_out(Labelled& x, Drop drop) {
  DimVector dims;
  Labels kept;
  for (size_t i = 0; i < x.labels.size(); ++i) {
    if (drop(x.labels[i])) dims.push_back(static_cast<int64_t>(i));
    else kept.push_back(x.labels[i]);
  }
  if (dims.empty()) return;
  x.t = sum(x.t, dims).to(x.t.dtype());
  x.labels = kept;
}
/// Dimensions of size 1 that are wider in the other operand leave: the product broadcasts over them.
void drop_narrow(Labelled& x, const Labelled& other) {
  for (size_t i = x.labels.size(); i-- > 0;)
    if (x.t.size(static_cast<int64_t>(i)) == 1 && has(other.labels, x.labels[i]) && other.size(x.labels[i]) != 1) {
      x.t = squeeze(x.t, static_cast<int64_t>(i));
      x.labels.erase(x.labels.begin() + static_cast<std::ptrdiff_t>(i));
    }
}
int64_t extent(const Labelled& x, const Labels& labels) {
  int64_t n = 1;
  for (const int l : labels) n *= x.size(l);
  return n;
}
/// As three dimensions: the labels of each group in order, joined.
Tensor grouped(const Labelled& x, const Labels& a, const Labels& b, const Labels& c) {
  DimVector order;
  for (const Labels* group : {&a, &b, &c})
    for (const int l : *group) order.push_back(place(x.labels, l));
  return reshape(permute(x.t, order), {extent(x, a), extent(x, b), extent(x, c)});
}

/// Product of two, summed over the labels of both that are not kept.
Labelled contract(Labelled a, Labelled b, const Labels& keep) {
  sum_out(a, [&](int l) { return !has(keep, l) && !has(b.labels, l); });
  sum_out(b, [&](int l) { return !has(keep, l) && !has(a.labels, l); });
  drop_narrow(a, b);
  drop_narrow(b, a);
  sum_out(a, [&](int l) { return !has(keep, l) && !has(b.labels, l); });
  sum_out(b, [&](int l) { return !has(keep, l) && !has(a.labels, l); });
  Labels batch, left, right, inner;
  for (const int l : a.labels) (!has(b.labels, l) ? left : has(keep, l) ? batch : inner).push_back(l);
  for (const int l : b.labels)
    if (!has(a.labels, l)) right.push_back(l);
  const Tensor x = grouped(a, batch, left, inner), y = grouped(b, batch, inner, right);
  Labelled out;
  DimVector sizes;
  const std::pair<const Labelled*, const Labels*> groups[] = {{&a, &batch}, {&a, &left}, {&b, &right}};
  for (const auto& [from, labels] : groups)
    for (const int l : *labels) {
      sizes.push_back(from->size(l));
      out.labels.push_back(l);
    }
  out.t = reshape(inner.empty() ? x * y : bmm(x, y), sizes);
  return out;
}

Tensor einsum_of(const std::string& equation, ArrayRef<Tensor> tensors) {
  TL_CHECK(!tensors.empty(), value, "einsum", "at least one operand is needed");
  const Equation e = parse_equation(equation);
  const int64_t dots = check_operands(e, tensors);
  const Labels wanted = result_labels(e, dots);
  std::vector<Labelled> operands;
  for (size_t k = 0; k < tensors.size(); ++k) operands.push_back(labelled(tensors[k], e.operands[k], k, dots));
  check_sizes(operands);
  Labelled out = operands[0];
  for (size_t k = 1; k < operands.size(); ++k) {
    Labels keep = wanted;
    for (size_t later = k + 1; later < operands.size(); ++later) keep.insert(keep.end(), operands[later].labels.begin(), operands[later].labels.end());
    out = contract(out, operands[k], keep);
  }
  sum_out(out, [&](int l) { return !has(wanted, l); });
  DimVector order;
  for (const int l : wanted)
    if (has(out.labels, l)) order.push_back(place(out.labels, l));
  return permute(out.t, order);
}
}  // namespace

void register_einsum() {
  using enum ArgKind;
  add({.name = "einsum", .category = "Linear algebra", .doc = "Sums of products by Einstein's convention: \"bij,bjk->bik\".",
       .args = {{"equation", text}, {"operands", tensor_list}}, .composite = [](const OpCall& c) { return one(einsum_of(c.attr[0].to_string(), c.in)); },
       .samples = [] {
         const auto list = [](std::initializer_list<Tensor> t) { return Value(Value::List(t.begin(), t.end())); };
         return Samples{{{"ij,jk->ik", list({sample_tensor({2, 3}), sample_tensor({3, 2}, 1)})}},
                        {{"bn,anm,bm->ba", list({sample_tensor({2, 3}), sample_tensor({2, 3, 2}, 1), sample_tensor({2, 2}, 2)})}},
                        {{"...ii->...i", list({sample_tensor({2, 3, 3})})}},
                        {{"i...,...j", list({sample_tensor({2, 1}), sample_tensor({3, 2}, 1)})}}};
       }});
}
}  // namespace ops

Tensor einsum(const std::string& equation, TensorList operands, IntArrayRef path) {
  if (!path.empty()) {
    const size_t n = operands.size();
    TL_CHECK(path.size() == (n == 1 ? 1 : 2 * (n - 1)), value, "einsum", "a path for ", n, " operands has ", n == 1 ? 1 : 2 * (n - 1), " entries, not ", path.size());
    for (size_t k = 0; k < path.size(); ++k) {
      const int64_t left = static_cast<int64_t>(n - k / 2);  // a pair that is multiplied becomes one
      TL_CHECK(path[k] >= 0 && path[k] < left, index, "einsum", "entry ", path[k], " of the path ", path, " names none of ", left, " operands");
      TL_CHECK(k % 2 == 0 || path[k] != path[k - 1], value, "einsum", "the path ", path, " multiplies operand ", path[k], " with itself");
    }
  }
  const Value a[] = {equation};
  return ops::call1(TL_OP("einsum"), operands, a);
}

}  // namespace tl
