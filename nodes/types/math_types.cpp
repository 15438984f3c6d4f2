// SPDX-License-Identifier: Apache-2.0
// Functions without parameters of their own: arithmetic, joining, reshaping. They run on meta tensors too, so shapes follow.
#include "engine/core/error.h"
#include "engine/ops/functions.h"
#include "nodes/types/families.h"

namespace tl::nodes {

namespace {

using Inputs = std::vector<Tensor>;

/// Builder for this file: one declaration per type.
struct Maker {
  NodeType type;
  Maker(std::string key, Category category, std::string stem, std::string doc) {
    type.key = type.title = std::move(key);
    type.category = category;
    type.stem = std::move(stem);
    type.doc = std::move(doc);
    type.role = Role::function;
  }
  Maker& in(std::string name, std::string help = {}, bool optional = false) {
    type.inputs.push_back({std::move(name), PortKind::tensor, std::move(help), optional, false});
    return *this;
  }
  Maker& field(FieldDesc f) {
    f.on_node = true;
    type.fields.push_back(std::move(f));
    return *this;
  }
  Maker& words(std::vector<std::string> keywords) { type.keywords = std::move(keywords); return *this; }
  NodeType run(std::function<Tensor(const Value&, const Inputs&)> body) {
    type.outputs = {{"output", PortKind::tensor, "", false, false}};
    type.function = [body](const Value& params, const Inputs& inputs) { return std::vector<Tensor>{body(params, inputs)}; };
    return std::move(type);
  }
};

/// The key of a type of the same title on the sample side is taken.
Maker titled(Maker maker, const char* title) {
  maker.type.title = title;
  return maker;
}

Maker binary(const char* key, const char* stem, const char* doc) {
  return Maker(key, Category::math, stem, doc).in("a", "any shape").in("b", "a shape that broadcasts with a");
}

int64_t dim_of(const Value& params, const char* key = "dim") { return params.find(key)->to_int(); }

Tensor concat(const Value& params, const Inputs& inputs) {
  Inputs present;
  for (const Tensor& t : inputs)
    if (t.defined()) present.push_back(t);
  return tl::cat(present, dim_of(params));
}

/// The batch axis stays; `shape` describes one sample.
Tensor reshape(const Value& params, const Inputs& inputs) {
  const Tensor& x = inputs[0];
  TL_CHECK(x.dim() >= 1, shape, "Reshape", "the input has no batch axis");
  std::vector<int64_t> sizes{x.size(0)};
  for (int64_t s : params.find("shape")->to_ints()) sizes.push_back(s);
  return x.reshape(sizes);
}

Tensor pad(const Value& params, const Inputs& inputs) {
  const auto given = params.find("pad")->to_ints();
  const std::vector<int64_t> amounts(given.begin(), given.end());
  TL_CHECK(amounts.size() % 2 == 0 && int64_t(amounts.size()) / 2 < inputs[0].dim(), shape, "Pad", amounts.size(),
           " amounts do not fit the ", inputs[0].dim(), " axes of the input: two for each axis but the batch, last axis first");
  return tl::constant_pad_nd(inputs[0], amounts, params.find("value")->to_double());
}

Tensor noise(const Value& params, const Inputs& inputs) {
  TL_CHECK(inputs[0].dim() >= 1, shape, "Noise", "the input has no batch axis");
  std::vector<int64_t> sizes{inputs[0].size(0)};
  for (int64_t s : params.find("shape")->to_ints()) sizes.push_back(s);
  return tl::randn(sizes, inputs[0].options().dtype(kFloat).requires_grad(false));
}

Tensor mean(const Value& params, const Inputs& inputs) { return inputs[0].mean({dim_of(params)}, params.find("keepdim")->to_bool()); }

}  // namespace

std::vector<NodeType> math_node_types() {
  std::vector<NodeType> types;
  types.push_back(binary("Add", "add", "a + b, for skip connections").words({"plus", "sum", "residual", "skip"}).run(
      [](const Value&, const Inputs& x) { return x[0] + x[1]; }));
  types.push_back(binary("Subtract", "sub", "a − b").words({"minus", "difference"}).run(
      [](const Value&, const Inputs& x) { return x[0] - x[1]; }));
  types.push_back(binary("Multiply", "mul", "a · b, element by element").words({"times", "product", "gate"}).run(
      [](const Value&, const Inputs& x) { return x[0] * x[1]; }));
  types.push_back(Maker("MatMul", Category::math, "matmul", "Matrix product of the last two axes")
                      .in("a", "…×n×k").in("b", "…×k×m").words({"matrix product", "dot"})
                      .run([](const Value&, const Inputs& x) { return tl::matmul(x[0], x[1]); }));
  types.push_back(Maker("Scale", Category::math, "scale", "factor · input")
                      .in("input").field(make_field("factor", FieldKind::real, 1.0, "What to multiply by"))
                      .words({"multiply", "constant"})
                      .run([](const Value& p, const Inputs& x) { return x[0] * p.find("factor")->to_double(); }));
  types.push_back(Maker("Mean", Category::math, "mean", "Mean over one axis")
                      .in("input").field(make_field("dim", FieldKind::integer, -1, "The axis; 0 is the batch, -1 the last"))
                      .field(make_field("keepdim", FieldKind::boolean, false, "Keep the axis with size 1"))
                      .words({"average", "reduce"}).run(mean));
  types.push_back(Maker("Concat", Category::shape, "concat", "Joins inputs along one axis")
                      .in("a").in("b").in("c", "", true).in("d", "", true)
                      .field(make_field("dim", FieldKind::integer, 1, "The axis to join along; 0 is the batch"))
                      .words({"cat", "join", "merge", "stack"}).run(concat));
  types.push_back(Maker("Reshape", Category::shape, "reshape", "Another shape for each sample; the batch axis stays")
                      .in("input").field([] {
                        FieldDesc f = make_field("shape", FieldKind::ints, std::vector<int64_t>{-1},
                                                 "Sizes of one sample; one of them may be -1 (what is left)");
                        f.min = -1;
                        return f;
                      }()).words({"view", "unflatten"}).run(reshape));
  types.push_back(Maker("Transpose", Category::shape, "transpose", "Swaps two axes")
                      .in("input").field(make_field("dim0", FieldKind::integer, 1, "One axis; 0 is the batch"))
                      .field(make_field("dim1", FieldKind::integer, 2, "The other axis"))
                      .words({"permute", "swap"})
                      .run([](const Value& p, const Inputs& x) { return x[0].transpose(dim_of(p, "dim0"), dim_of(p, "dim1")); }));
  types.push_back(Maker("Pad", Category::shape, "pad", "Adds a border of one value around each sample")
                      .in("input").field(make_field("pad", FieldKind::ints, std::vector<int64_t>{0, 0, 0, 0},
                                                    "How much before and after, last axis first: left, right, top, bottom; negative cuts off"))
                      .field(make_field("value", FieldKind::real, 0.0, "What the border holds"))
                      .words({"border", "zeros", "crop"}).run(pad));
  types.push_back(Maker("Noise", Category::math, "noise", "Normally distributed random numbers, fresh in every step: what a generator begins with")
                      .in("like", "anything with the batch in front: one draw for each sample")
                      .field([] {
                        FieldDesc f = make_field("shape", FieldKind::ints, std::vector<int64_t>{64}, "Sizes of one sample's numbers");
                        f.min = 1;
                        return f;
                      }()).words({"random", "randn", "gaussian", "normal", "latent", "gan"}).run(noise));
  types.push_back(Maker("Constant", Category::math, "const", "One number in the shape of the input, such as a target that is always 1")
                      .in("like", "any shape").field(make_field("value", FieldKind::real, 1.0, "The number"))
                      .words({"ones", "zeros", "full", "fill", "target"})
                      .run([](const Value& p, const Inputs& x) { return tl::full_like(x[0].detach(), p.find("value")->to_double()); }));
  types.push_back(Maker("Detach", Category::math, "detach", "The same values, but no gradient flows back through here")
                      .in("input", "any shape").words({"stop gradient", "cut", "gan"})
                      .run([](const Value&, const Inputs& x) { return x[0].detach(); }));
  types.push_back(titled(Maker("ToType", Category::math, "to", "The same numbers in another number format"), "Cast batch")
                      .in("input").field([] {
                        FieldDesc f = make_field("dtype", FieldKind::choice, std::string("float32"), "The number format of the output");
                        f.choices = {"float32", "float64", "int64"};
                        return f;
                      }())
                      .words({"dtype", "convert", "float", "integer", "to"})
                      .run([](const Value& p, const Inputs& x) { return x[0].to(*dtype_from_name(p.find("dtype")->to_string())); }));
  return types;
}

std::vector<NodeType> probe_node_types() {
  NodeType type = Maker("Probe", Category::probe, "probe", "Passes its input on and is always watched while training")
                      .in("input", "any shape").words({"watch", "look", "inspect"})
                      .run([](const Value&, const Inputs& x) { return x[0]; });
  type.role = Role::probe;
  return {std::move(type)};
}

}  // namespace tl::nodes
