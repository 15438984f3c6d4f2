// SPDX-License-Identifier: Apache-2.0
// Every module and initialiser, registered by explicit calls in one place.
#include "engine/nn/registry.h"

#include "engine/nn/init.h"
#include "engine/nn/modules/activation.h"
#include "engine/nn/modules/batchnorm.h"
#include "engine/nn/modules/conv.h"
#include "engine/nn/modules/linear.h"
#include "engine/nn/modules/loss.h"
#include "engine/nn/modules/pooling.h"

namespace tl::nn {
namespace {


using Automatic = std::function<Value::Dict(const std::vector<Tensor>&)>;

/// One input, one output (or a loss of input and target); the options struct describes itself.
template <class Impl, class Options>
ModuleDef make_def(const char* name, const char* category, const char* doc, const char* input_help, Automatic automatic = {}) {
  ModuleDef d;
  d.name = name;
  d.category = category;
  d.doc = doc;
  d.options = &description_of<Options>();
  d.is_loss = std::string(category) == "Loss";
  d.inputs = {{"input", input_help, false}};
  if (d.is_loss) d.inputs.push_back({"target", "as the loss expects", false});
  d.outputs = {{d.is_loss ? "loss" : "output", d.is_loss ? "one number" : "", false}};
  d.make = [name](const Value& values) -> std::shared_ptr<Module> {
    Options options = Options::prototype();
    apply_options(description_of<Options>(), &options, values, name);
    return std::make_shared<Impl>(options);
  };
  d.forward = [](Module& m, const std::vector<Tensor>& in) -> std::vector<Tensor> {
    if constexpr (requires(Impl& i) { i.forward(in[0], in[1]); }) return {static_cast<Impl&>(m).forward(in[0], in[1])};
    else return {static_cast<Impl&>(m).forward(in[0])};
  };
  d.automatic = automatic ? std::move(automatic) : [](const std::vector<Tensor>&) { return Value::Dict(); };
  return d;
}

/// The size of one dimension of the input, as the value of one option.
Automatic from_dim(const char* option, int64_t dim, const char* module, int64_t least_dims) {
  return [=](const std::vector<Tensor>& in) -> Value::Dict {
    TL_CHECK(!in.empty() && in[0].defined(), value, module, "the input is not connected, so ", option, " cannot be found");
    TL_CHECK(in[0].dim() >= least_dims, shape, module, "expected an input with at least ", least_dims, " dimensions, but it is ", in[0].sizes());
    return {{option, in[0].size(dim)}};
  };
}

std::vector<ModuleDef> build() {
  const char *act = "Activation", *nchw = "N×C×H×W", *any = "any shape";
  std::vector<ModuleDef> v;
  v.push_back(make_def<Conv2dImpl, Conv2dOptions>("Conv2d", "Convolution", "2-d convolution over an N×C×H×W input", nchw, from_dim("in_channels", 1, "Conv2d", 4)));
  v.push_back(make_def<LinearImpl, LinearOptions>("Linear", "Linear", "Every output a weighted sum of all inputs, plus a bias", "N×in_features", from_dim("in_features", -1, "Linear", 1)));
  v.push_back(make_def<IdentityImpl, NoOptions>("Identity", "Linear", "Hands its input through", any));
  v.push_back(make_def<ReLUImpl, NoOptions>("ReLU", act, "Negative values become zero", any));
  v.push_back(make_def<GELUImpl, NoOptions>("GELU", act, "x times the normal distribution function of x", any));
  v.push_back(make_def<SoftmaxImpl, SoftmaxOptions>("Softmax", act, "Positive values that sum to one along a dimension", any));
  v.push_back(make_def<LogSoftmaxImpl, LogSoftmaxOptions>("LogSoftmax", act, "Logarithm of softmax", any));
  v.push_back(make_def<SigmoidImpl, NoOptions>("Sigmoid", act, "1 / (1 + exp(-x)), between 0 and 1", any));
  v.push_back(make_def<TanhImpl, NoOptions>("Tanh", act, "Hyperbolic tangent, between -1 and 1", any));
  v.push_back(make_def<LeakyReLUImpl, LeakyReLUOptions>("LeakyReLU", act, "Negative values are scaled down instead of cut off", any));
  v.push_back(make_def<ELUImpl, ELUOptions>("ELU", act, "Exponential below zero", any));
  v.push_back(make_def<SELUImpl, NoOptions>("SELU", act, "Self-normalising exponential linear unit", any));
  v.push_back(make_def<SiLUImpl, NoOptions>("SiLU", act, "x times sigmoid(x)", any));
  v.push_back(make_def<MishImpl, NoOptions>("Mish", act, "x times tanh(softplus(x))", any));
  v.push_back(make_def<ReLU6Impl, NoOptions>("ReLU6", act, "ReLU that stops at 6", any));
  v.push_back(make_def<SoftplusImpl, SoftplusOptions>("Softplus", act, "A smooth ReLU: log(1 + exp(x))", any));
  v.push_back(make_def<SoftsignImpl, NoOptions>("Softsign", act, "x / (1 + |x|)", any));
  v.push_back(make_def<LogSigmoidImpl, NoOptions>("LogSigmoid", act, "Logarithm of the sigmoid", any));
  v.push_back(make_def<HardtanhImpl, HardtanhOptions>("Hardtanh", act, "Values limited to an interval", any));
  v.push_back(make_def<HardsigmoidImpl, NoOptions>("Hardsigmoid", act, "A piecewise linear sigmoid", any));
  v.push_back(make_def<HardswishImpl, NoOptions>("Hardswish", act, "x times hardsigmoid(x)", any));
  v.push_back(make_def<HardshrinkImpl, HardshrinkOptions>("Hardshrink", act, "Small values become zero", any));
  v.push_back(make_def<SoftshrinkImpl, SoftshrinkOptions>("Softshrink", act, "Values move towards zero", any));
  v.push_back(make_def<TanhshrinkImpl, NoOptions>("Tanhshrink", act, "x - tanh(x)", any));
  v.push_back(make_def<MaxPool2dImpl, MaxPool2dOptions>("MaxPool2d", "Pooling", "Largest value of each window", nchw));
  v.push_back(make_def<AvgPool2dImpl, AvgPool2dOptions>("AvgPool2d", "Pooling", "Mean of each window", nchw));
  v.push_back(make_def<AdaptiveAvgPool2dImpl, AdaptiveAvgPool2dOptions>("AdaptiveAvgPool2d", "Pooling", "Means over as many windows as make the output size", nchw));
  v.push_back(make_def<BatchNorm2dImpl, BatchNormOptions>("BatchNorm2d", "Normalization", "Each channel normalised over the batch", nchw, from_dim("num_features", 1, "BatchNorm2d", 4)));
  v.push_back(make_def<BatchNorm1dImpl, BatchNormOptions>("BatchNorm1d", "Normalization", "Each feature normalised over the batch", "N×C or N×C×L", from_dim("num_features", 1, "BatchNorm1d", 2)));
  v.push_back(make_def<LayerNormImpl, LayerNormOptions>("LayerNorm", "Normalization", "Each sample normalised over its last dimension", "N×…×C",
                                                        [](const std::vector<Tensor>& in) -> Value::Dict {
                                                          TL_CHECK(!in.empty() && in[0].dim() >= 1, shape, "LayerNorm", "the input needs at least one dimension");
                                                          return {{"normalized_shape", Value::Ints{in[0].size(-1)}}};
                                                        }));
  v.push_back(make_def<DropoutImpl, DropoutOptions>("Dropout", "Regularization", "While training, random elements become zero", any));
  v.push_back(make_def<Dropout2dImpl, Dropout2dOptions>("Dropout2d", "Regularization", "While training, random channels become zero", nchw));
  v.push_back(make_def<FlattenImpl, FlattenOptions>("Flatten", "Shape", "Several dimensions merged into one", any));
  v.push_back(make_def<CrossEntropyLossImpl, CrossEntropyLossOptions>("CrossEntropyLoss", "Loss", "Loss of class scores against class numbers", "N×C scores"));
  v.push_back(make_def<MSELossImpl, ReductionOptions>("MSELoss", "Loss", "Mean squared difference", any));
  v.push_back(make_def<L1LossImpl, ReductionOptions>("L1Loss", "Loss", "Mean absolute difference", any));
  v.push_back(make_def<SmoothL1LossImpl, ReductionOptions>("SmoothL1Loss", "Loss", "Squared difference for small errors, absolute for large", any));
  v.push_back(make_def<BCEWithLogitsLossImpl, ReductionOptions>("BCEWithLogitsLoss", "Loss", "Sigmoid and binary cross entropy in one", any));
  v.push_back(make_def<NLLLossImpl, ReductionOptions>("NLLLoss", "Loss", "Loss of log probabilities against class numbers", "N×C log probabilities"));
  return v;
}

// ---- initialisers
struct UniformInit {
  static UniformInit prototype() { return {}; }
  static void describe(Describer<UniformInit>& d) {
    d.field("a", &UniformInit::a).help("Lower bound.");
    d.field("b", &UniformInit::b).help("Upper bound.");
  }
  double a = 0, b = 1;
};
struct NormalInit {
  static NormalInit prototype() { return {}; }
  static void describe(Describer<NormalInit>& d) {
    d.field("mean", &NormalInit::mean).help("Mean.");
    d.field("std", &NormalInit::std).help("Standard deviation.").min(0);
  }
  double mean = 0, std = 1;
};
struct TruncNormalInit {
  static TruncNormalInit prototype() { return {}; }
  static void describe(Describer<TruncNormalInit>& d) {
    d.field("mean", &TruncNormalInit::mean).help("Mean before cutting.");
    d.field("std", &TruncNormalInit::std).help("Standard deviation before cutting.").above(0);
    d.field("a", &TruncNormalInit::a).help("Lowest value.");
    d.field("b", &TruncNormalInit::b).help("Highest value.");
  }
  double mean = 0, std = 1, a = -2, b = 2;
};
struct ConstantInit {
  static ConstantInit prototype() { return {}; }
  static void describe(Describer<ConstantInit>& d) { d.field("val", &ConstantInit::val).help("The value of every element.").required(); }
  double val = 0;
};
struct GainInit {
  static GainInit prototype() { return {}; }
  static void describe(Describer<GainInit>& d) { d.field("gain", &GainInit::gain).help("Scale.").above(0); }
  double gain = 1;
};
struct KaimingInit {
  static KaimingInit prototype() { return {}; }
  static void describe(Describer<KaimingInit>& d) {
    d.field("a", &KaimingInit::a).help("Slope below zero of the leaky ReLU that follows.");
    d.field("mode", &KaimingInit::mode).help("Keep the variance of the forward (fan_in) or backward (fan_out) pass.").choices({"fan_in", "fan_out"});
    d.field("nonlinearity", &KaimingInit::nonlinearity).help("What follows the layer.").choices({"leaky_relu", "relu", "tanh", "sigmoid", "linear", "selu"});
  }
  double a = 0;
  std::string mode = "fan_in", nonlinearity = "leaky_relu";
};
struct SparseInit {
  static SparseInit prototype() { return {}; }
  static void describe(Describer<SparseInit>& d) {
    d.field("sparsity", &SparseInit::sparsity).help("Share of each column that is zero.").min(0).max(1).required();
    d.field("std", &SparseInit::std).help("Standard deviation of the others.").min(0);
  }
  double sparsity = 0.1, std = 0.01;
};
struct DiracInit {
  static DiracInit prototype() { return {}; }
  static void describe(Describer<DiracInit>& d) { d.field("groups", &DiracInit::groups).help("Groups of the convolution.").min(1); }
  int64_t groups = 1;
};

template <class Options, class F>
InitDef init_def(const char* name, const char* doc, int min_dims, F apply) {
  return {name, doc, &description_of<Options>(), min_dims, [=](Tensor& t, const Value& values) {
            Options o = Options::prototype();
            apply_options(description_of<Options>(), &o, values, name);
            TL_CHECK(t.dim() >= min_dims, value, name, "needs a tensor with at least ", min_dims, " dimensions, not ", t.sizes());
            apply(t, o);
          }};
}

std::vector<InitDef> build_inits() {
  std::vector<InitDef> v;
  v.push_back(init_def<UniformInit>("uniform_", "Evenly drawn between two bounds", 0, [](Tensor& t, const UniformInit& o) { init::uniform_(t, o.a, o.b); }));
  v.push_back(init_def<NormalInit>("normal_", "Normally distributed", 0, [](Tensor& t, const NormalInit& o) { init::normal_(t, o.mean, o.std); }));
  v.push_back(init_def<TruncNormalInit>("trunc_normal_", "Normally distributed within bounds", 0, [](Tensor& t, const TruncNormalInit& o) { init::trunc_normal_(t, o.mean, o.std, o.a, o.b); }));
  v.push_back(init_def<ConstantInit>("constant_", "One value everywhere", 0, [](Tensor& t, const ConstantInit& o) { init::constant_(t, o.val); }));
  v.push_back(init_def<NoOptions>("ones_", "Ones", 0, [](Tensor& t, const NoOptions&) { init::ones_(t); }));
  v.push_back(init_def<NoOptions>("zeros_", "Zeros", 0, [](Tensor& t, const NoOptions&) { init::zeros_(t); }));
  v.push_back(init_def<NoOptions>("eye_", "Identity matrix", 2, [](Tensor& t, const NoOptions&) { init::eye_(t); }));
  v.push_back(init_def<DiracInit>("dirac_", "Keeps the identity of the channels in a convolution", 3, [](Tensor& t, const DiracInit& o) { init::dirac_(t, o.groups); }));
  v.push_back(init_def<GainInit>("xavier_uniform_", "Glorot's uniform distribution", 2, [](Tensor& t, const GainInit& o) { init::xavier_uniform_(t, o.gain); }));
  v.push_back(init_def<GainInit>("xavier_normal_", "Glorot's normal distribution", 2, [](Tensor& t, const GainInit& o) { init::xavier_normal_(t, o.gain); }));
  v.push_back(init_def<KaimingInit>("kaiming_uniform_", "He's uniform distribution", 2, [](Tensor& t, const KaimingInit& o) { init::kaiming_uniform_(t, o.a, o.mode, o.nonlinearity); }));
  v.push_back(init_def<KaimingInit>("kaiming_normal_", "He's normal distribution", 2, [](Tensor& t, const KaimingInit& o) { init::kaiming_normal_(t, o.a, o.mode, o.nonlinearity); }));
  v.push_back(init_def<GainInit>("orthogonal_", "Orthonormal rows or columns", 2, [](Tensor& t, const GainInit& o) { init::orthogonal_(t, o.gain); }));
  v.push_back(init_def<SparseInit>("sparse_", "Mostly zero columns", 2, [](Tensor& t, const SparseInit& o) { init::sparse_(t, o.sparsity, o.std); }));
  return v;
}
}  // namespace

const std::vector<ModuleDef>& modules() {
  static const std::vector<ModuleDef> v = build();
  return v;
}
const ModuleDef* find_module(const std::string& name) {
  for (const auto& d : modules())
    if (d.name == name) return &d;
  return nullptr;
}
const std::vector<InitDef>& initialisers() {
  static const std::vector<InitDef> v = build_inits();
  return v;
}
const InitDef* find_initialiser(const std::string& name) {
  for (const auto& d : initialisers())
    if (d.name == name) return &d;
  return nullptr;
}

}  // namespace tl::nn
