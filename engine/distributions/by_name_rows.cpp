// SPDX-License-Identifier: Apache-2.0
// By-name rows of torch.distributions, under their long names ("torch.distributions.normal.Normal") and the short ones.
#include "engine/distributions/distributions.h"
#include "engine/ops/by_name_rows.h"
#include "engine/ops/functions.h"

namespace tl::by_name {
namespace {
using namespace distributions;
using enum ops::ArgKind;
using ops::ArgDef;

struct ConstraintObject final : Object {
  explicit ConstraintObject(Constraint c) : constraint(std::move(c)) {}
  std::string type_name() const override { return constraint.name(); }
  Value call(const std::string& method, const std::vector<Value>& args, const Value::Dict& kwargs) override {
    if (method == "check" && args.size() == 1) return constraint.check(args[0].to_tensor());
    return Object::call(method, args, kwargs);
  }
  Constraint constraint;
};
Value value_of(Constraint c) { return Value(ObjectPtr(std::make_shared<ConstraintObject>(std::move(c)))); }

struct TransformObject final : Object {
  explicit TransformObject(Transform t) : transform(std::move(t)) {}
  std::string type_name() const override { return transform.name(); }
  Value attribute(const std::string& name) override {
    if (name == "inv") return Value(ObjectPtr(std::make_shared<TransformObject>(transform.inv())));
    if (name == "bijective") return transform.bijective();
    if (name == "event_dim") return transform.event_dim();
    if (name == "domain") return value_of(transform.domain());
    if (name == "codomain") return value_of(transform.codomain());
    if (name == "sign") {
      const Tensor s = transform.sign();
      return s.dim() == 0 && s.dtype() == kLong ? Value(s.item<int64_t>()) : Value(s);
    }
    return Object::attribute(name);
  }
  Value call(const std::string& method, const std::vector<Value>& args, const Value::Dict& kwargs) override {
    if (method == "__call__" && args.size() == 1) return transform(args[0].to_tensor());
    if (method == "log_abs_det_jacobian" && args.size() == 2) return transform.log_abs_det_jacobian(args[0].to_tensor(), args[1].to_tensor());
    return Object::call(method, args, kwargs);
  }
  Transform transform;
};
Value value_of(Transform t) { return Value(ObjectPtr(std::make_shared<TransformObject>(std::move(t)))); }

struct DistributionObject final : Object {
  explicit DistributionObject(DistributionPtr d) : distribution(std::move(d)) {}
  std::string type_name() const override { return distribution->name(); }
  Value attribute(const std::string& name) override {
    const Distribution& d = *distribution;
    if (name == "batch_shape") return Value::Ints(d.batch_shape());
    if (name == "event_shape") return Value::Ints(d.event_shape());
    if (name == "has_rsample") return d.has_rsample();
    if (name == "has_enumerate_support") return d.has_enumerate_support();
    if (name == "mean") return d.mean();
    if (name == "variance") return d.variance();
    if (name == "stddev") return d.stddev();
    if (name == "support") return value_of(d.support());
    if (name == "param_shape") return param_shape();
    if (name == "arg_constraints") {
      Value::Dict out;
      for (const auto& [key, constraint] : d.arg_constraints()) out.emplace_back(key, value_of(constraint));
      return out;
    }
    return d.attribute(name);
  }
  Value param_shape() const {
    const Distribution& d = *distribution;
    if (const auto* w = dynamic_cast<const WithProbs<Distribution>*>(&d)) return Value::Ints(w->param_shape());
    if (const auto* e = dynamic_cast<const WithProbs<ExponentialFamily>*>(&d)) return Value::Ints(e->param_shape());
    TL_THROW(not_implemented, d.name(), "has no attribute 'param_shape'");
  }
  Value call(const std::string& method, const std::vector<Value>& args, const Value::Dict& kwargs) override {
    const Distribution& d = *distribution;
    const auto argument = [&](const char* name) -> Value {
      if (!args.empty()) return args[0];
      for (const auto& [key, value] : kwargs)
        if (key == name) return value;
      return {};
    };
    const auto shape = [&](const char* name) { return argument(name).is_none() ? Value::Ints() : argument(name).to_ints(); };
    if (method == "sample") return d.sample(shape("sample_shape"));
    if (method == "rsample") return d.rsample(shape("sample_shape"));
    if (method == "sample_n") return d.sample_n(argument("n").to_int());
    if (method == "log_prob") return d.log_prob(argument("value").to_tensor());
    if (method == "cdf") return d.cdf(argument("value").to_tensor());
    if (method == "icdf") return d.icdf(argument("value").to_tensor());
    if (method == "entropy") return d.entropy();
    if (method == "perplexity") return d.perplexity();
    if (method == "enumerate_support") return d.enumerate_support(argument("expand").is_none() || argument("expand").to_bool());
    if (method == "expand") return Value(ObjectPtr(std::make_shared<DistributionObject>(d.expand(shape("batch_shape")))));
    return Object::call(method, args, kwargs);
  }
  DistributionPtr distribution;
};

DistributionPtr distribution_in(const Value& v) {
  const auto* o = v.is_object() ? dynamic_cast<const DistributionObject*>(v.to_object().get()) : nullptr;
  TL_CHECK(o, type, "distribution", "expected a distribution but got ", v.type_name());
  return o->distribution;
}
const Constraint& constraint_in(const Value& v) {
  const auto* o = v.is_object() ? dynamic_cast<const ConstraintObject*>(v.to_object().get()) : nullptr;
  TL_CHECK(o, type, "constraint", "expected a constraint but got ", v.type_name());
  return o->constraint;
}
std::vector<Transform> transforms_in(const Value& v) {
  std::vector<Transform> out;
  const Value::List list = v.is_list() ? v.to_list() : Value::List{v};
  for (const Value& e : list) {
    const auto* o = e.is_object() ? dynamic_cast<const TransformObject*>(e.to_object().get()) : nullptr;
    TL_CHECK(o, type, "transform", "expected a transform but got ", e.type_name());
    out.push_back(o->transform);
  }
  return out;
}
Param param(const Value& v) { return v.is_tensor() ? Param(v.to_tensor()) : Param(v.to_double()); }
MaybeParam maybe(const Value& v) { return v.is_none() ? MaybeParam() : MaybeParam(param(v)); }
Tensor maybe_tensor(const Value& v) { return v.is_none() ? Tensor() : v.to_tensor(); }
Validate validate(const Value& v) { return v.is_none() ? Validate() : Validate(v.to_bool()); }

/// The last argument of every distribution, whatever its position.
template <class D>
Value made(D d) { return Value(ObjectPtr(std::make_shared<DistributionObject>(std::make_shared<D>(std::move(d))))); }

/// "normal", "Normal": the row under both documented names.
void row(const char* module, const char* name, std::vector<ArgDef> args, Value (*body)(const Bound&)) {
  args.emplace_back("validate_args", boolean, Value(), true);
  add({std::string("distributions.") + module + "." + name, args, body});
  add({std::string("distributions.") + name, std::move(args), body});
}
const ArgDef probs_arg{"probs", any, {}, true}, logits_arg{"logits", any, {}, true};

template <class D>
void two(const char* module, const char* name, const char* first, const char* second) {
  row(module, name, {{first, any}, {second, any}}, [](const Bound& a) { return made(D(param(a[0]), param(a[1]), validate(a[2]))); });
}
template <class D>
void one(const char* module, const char* name, const char* first) {
  row(module, name, {{first, any}}, [](const Bound& a) { return made(D(param(a[0]), validate(a[1]))); });
}
template <class D>
void either(const char* module, const char* name) {
  row(module, name, {probs_arg, logits_arg}, [](const Bound& a) { return made(D(maybe(a[0]), maybe(a[1]), validate(a[2]))); });
}
/// First a number or tensor of its own, then probs or logits.
template <class D>
void counted(const char* module, const char* name, ArgDef first) {
  row(module, name, {std::move(first), probs_arg, logits_arg}, [](const Bound& a) { return made(D(param(a[0]), maybe(a[1]), maybe(a[2]), validate(a[3]))); });
}

void register_families() {
  two<Normal>("normal", "Normal", "loc", "scale");
  two<LogNormal>("log_normal", "LogNormal", "loc", "scale");
  two<Laplace>("laplace", "Laplace", "loc", "scale");
  two<Cauchy>("cauchy", "Cauchy", "loc", "scale");
  two<Gumbel>("gumbel", "Gumbel", "loc", "scale");
  two<Uniform>("uniform", "Uniform", "low", "high");
  two<Pareto>("pareto", "Pareto", "scale", "alpha");
  two<Weibull>("weibull", "Weibull", "scale", "concentration");
  two<Gamma>("gamma", "Gamma", "concentration", "rate");
  two<Beta>("beta", "Beta", "concentration1", "concentration0");
  two<FisherSnedecor>("fishersnedecor", "FisherSnedecor", "df1", "df2");
  one<HalfNormal>("half_normal", "HalfNormal", "scale");
  one<HalfCauchy>("half_cauchy", "HalfCauchy", "scale");
  one<Exponential>("exponential", "Exponential", "rate");
  one<Chi2>("chi2", "Chi2", "df");
  one<Poisson>("poisson", "Poisson", "rate");
  row("dirichlet", "Dirichlet", {{"concentration", tensor}}, [](const Bound& a) { return made(Dirichlet(a.t(0), validate(a[1]))); });
  row("studentT", "StudentT", {{"df", any}, {"loc", any, 0.0}, {"scale", any, 1.0}},
      [](const Bound& a) { return made(StudentT(param(a[0]), param(a[1]), param(a[2]), validate(a[3]))); });
  either<Bernoulli>("bernoulli", "Bernoulli");
  either<Geometric>("geometric", "Geometric");
  either<Categorical>("categorical", "Categorical");
  either<OneHotCategorical>("one_hot_categorical", "OneHotCategorical");
  counted<Binomial>("binomial", "Binomial", {"total_count", any, int64_t{1}});
  counted<NegativeBinomial>("negative_binomial", "NegativeBinomial", {"total_count", any});
  counted<RelaxedBernoulli>("relaxed_bernoulli", "RelaxedBernoulli", {"temperature", any});
  counted<LogitRelaxedBernoulli>("relaxed_bernoulli", "LogitRelaxedBernoulli", {"temperature", any});
  counted<RelaxedOneHotCategorical>("relaxed_categorical", "RelaxedOneHotCategorical", {"temperature", any});
  row("multinomial", "Multinomial", {{"total_count", integer, int64_t{1}}, probs_arg, logits_arg},
      [](const Bound& a) { return made(Multinomial(a.i(0), maybe(a[1]), maybe(a[2]), validate(a[3]))); });
}
void register_vectors_and_wrappers() {
  row("multivariate_normal", "MultivariateNormal",
      {{"loc", tensor}, {"covariance_matrix", optional_tensor}, {"precision_matrix", optional_tensor}, {"scale_tril", optional_tensor}},
      [](const Bound& a) { return made(MultivariateNormal(a.t(0), maybe_tensor(a[1]), maybe_tensor(a[2]), maybe_tensor(a[3]), validate(a[4]))); });
  row("lowrank_multivariate_normal", "LowRankMultivariateNormal", {{"loc", tensor}, {"cov_factor", tensor}, {"cov_diag", tensor}},
      [](const Bound& a) { return made(LowRankMultivariateNormal(a.t(0), a.t(1), a.t(2), validate(a[3]))); });
  row("independent", "Independent", {{"base_distribution", any}, {"reinterpreted_batch_ndims", integer}},
      [](const Bound& a) { return made(Independent(distribution_in(a[0]), a.i(1), validate(a[2]))); });
  row("transformed_distribution", "TransformedDistribution", {{"base_distribution", any}, {"transforms", any}},
      [](const Bound& a) { return made(TransformedDistribution(distribution_in(a[0]), transforms_in(a[1]), validate(a[2]))); });
  add({"distributions.kl.kl_divergence", {{"p", any}, {"q", any}},
       [](const Bound& a) -> Value { return kl_divergence(*distribution_in(a[0]), *distribution_in(a[1])); }});
  add({"distributions.kl_divergence", {{"p", any}, {"q", any}},
       [](const Bound& a) -> Value { return kl_divergence(*distribution_in(a[0]), *distribution_in(a[1])); }});
}

void transform_row(const char* name, std::vector<ArgDef> args, Value (*body)(const Bound&)) {
  args.emplace_back("cache_size", integer, int64_t{0});
  add({std::string("distributions.transforms.") + name, std::move(args), body});
}
void register_transforms() {
  transform_row("ExpTransform", {}, [](const Bound& a) { return value_of(ExpTransform(a.i(0))); });
  transform_row("SigmoidTransform", {}, [](const Bound& a) { return value_of(SigmoidTransform(a.i(0))); });
  transform_row("AbsTransform", {}, [](const Bound& a) { return value_of(AbsTransform(a.i(0))); });
  transform_row("SoftmaxTransform", {}, [](const Bound& a) { return value_of(SoftmaxTransform(a.i(0))); });
  transform_row("StickBreakingTransform", {}, [](const Bound& a) { return value_of(StickBreakingTransform(a.i(0))); });
  transform_row("LowerCholeskyTransform", {}, [](const Bound& a) { return value_of(LowerCholeskyTransform(a.i(0))); });
  transform_row("PowerTransform", {{"exponent", any}}, [](const Bound& a) { return value_of(PowerTransform(param(a[0]), a.i(1))); });
  transform_row("AffineTransform", {{"loc", any}, {"scale", any}, {"event_dim", integer, int64_t{0}}},
                [](const Bound& a) { return value_of(AffineTransform(param(a[0]), param(a[1]), a.i(2), a.i(3))); });
  transform_row("ComposeTransform", {{"parts", any}}, [](const Bound& a) { return value_of(ComposeTransform(transforms_in(a[0]), a.i(1))); });
  add({"distributions.biject_to", {{"constraint", any}}, [](const Bound& a) { return value_of(biject_to(constraint_in(a[0]))); }});
  add({"distributions.transform_to", {{"constraint", any}}, [](const Bound& a) { return value_of(transform_to(constraint_in(a[0]))); }});
}

/// A constant of the manual, called without arguments.
template <const Constraint& c>
void constant() {
  add({std::string("distributions.constraints.") + c.name(), {}, [](const Bound&) { return value_of(c); }});
}
void register_constraints() {
  namespace c = distributions::constraints;
  constant<c::dependent>(), constant<c::boolean>(), constant<c::one_hot>(), constant<c::nonnegative_integer>(), constant<c::positive_integer>();
  constant<c::real>(), constant<c::real_vector>(), constant<c::positive>(), constant<c::nonnegative>(), constant<c::unit_interval>();
  constant<c::simplex>(), constant<c::lower_triangular>(), constant<c::lower_cholesky>(), constant<c::positive_definite>();
  const std::string scope = "distributions.constraints.";
  const ArgDef lower{"lower_bound", any}, upper{"upper_bound", any};
  add({scope + "greater_than", {lower}, [](const Bound& a) { return value_of(c::greater_than(param(a[0]))); }});
  add({scope + "greater_than_eq", {lower}, [](const Bound& a) { return value_of(c::greater_than_eq(param(a[0]))); }});
  add({scope + "less_than", {upper}, [](const Bound& a) { return value_of(c::less_than(param(a[0]))); }});
  add({scope + "interval", {lower, upper}, [](const Bound& a) { return value_of(c::interval(param(a[0]), param(a[1]))); }});
  add({scope + "half_open_interval", {lower, upper}, [](const Bound& a) { return value_of(c::half_open_interval(param(a[0]), param(a[1]))); }});
  add({scope + "integer_interval", {lower, upper}, [](const Bound& a) { return value_of(c::integer_interval(param(a[0]), param(a[1]))); }});
}
}  // namespace

namespace {
/// Documented base classes: they exist, but cannot be made.
template <const char* const& name>
void base() {
  add({name, {{"args", any, {}, true}}, [](const Bound&) -> Value {
         TL_THROW(not_implemented, name, "is a base class: make one of the classes derived from it, or derive from it in C++");
       }});
}
constexpr const char *kDistribution = "distributions.distribution.Distribution", *kFamily = "distributions.exp_family.ExponentialFamily",
                     *kTransform = "distributions.transforms.Transform", *kConstraint = "distributions.constraints.Constraint";
}  // namespace

void register_distribution_rows() {
  base<kDistribution>(), base<kFamily>(), base<kTransform>(), base<kConstraint>();
  register_families();
  register_vectors_and_wrappers();
  register_transforms();
  register_constraints();
}

}  // namespace tl::by_name
