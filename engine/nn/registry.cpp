// SPDX-License-Identifier: Apache-2.0
// Every module and initialiser. Modules are registered by explicit calls of the families that engine/nn/modules holds.
#include "engine/nn/registry.h"

#include "engine/nn/init.h"
#include "engine/nn/module_list.h"
#include "engine/nn/modules/simple_module.h"

namespace tl::nn {
namespace {
/// In the order of the files' names; palettes order by category first.
std::vector<ModuleDef> build() {
  ModuleDefs list;
#define TL_MODULE_FAMILY(name) families::register_##name(list);
#include "engine/module_families.inc"
#undef TL_MODULE_FAMILY
  return std::move(list.defs);
}

// ---- initialisers
struct UniformInit {
  static UniformInit prototype() { return {}; }
  static void describe(auto& d) {
    d.field("a", &UniformInit::a).help("Lower bound.");
    d.field("b", &UniformInit::b).help("Upper bound.");
  }
  double a = 0, b = 1;
};
struct NormalInit {
  static NormalInit prototype() { return {}; }
  static void describe(auto& d) {
    d.field("mean", &NormalInit::mean).help("Mean.");
    d.field("std", &NormalInit::std).help("Standard deviation.").min(0);
  }
  double mean = 0, std = 1;
};
struct TruncNormalInit {
  static TruncNormalInit prototype() { return {}; }
  static void describe(auto& d) {
    d.field("mean", &TruncNormalInit::mean).help("Mean before cutting.");
    d.field("std", &TruncNormalInit::std).help("Standard deviation before cutting.").above(0);
    d.field("a", &TruncNormalInit::a).help("Lowest value.");
    d.field("b", &TruncNormalInit::b).help("Highest value.");
  }
  double mean = 0, std = 1, a = -2, b = 2;
};
struct ConstantInit {
  static ConstantInit prototype() { return {}; }
  static void describe(auto& d) { d.field("val", &ConstantInit::val).help("The value of every element.").required(); }
  double val = 0;
};
struct GainInit {
  static GainInit prototype() { return {}; }
  static void describe(auto& d) { d.field("gain", &GainInit::gain).help("Scale.").above(0); }
  double gain = 1;
};
struct KaimingInit {
  static KaimingInit prototype() { return {}; }
  static void describe(auto& d) {
    d.field("a", &KaimingInit::a).help("Slope below zero of the leaky ReLU that follows.");
    d.field("mode", &KaimingInit::mode).help("Keep the variance of the forward (fan_in) or backward (fan_out) pass.").choices({"fan_in", "fan_out"});
    d.field("nonlinearity", &KaimingInit::nonlinearity).help("What follows the layer.").choices({"leaky_relu", "relu", "tanh", "sigmoid", "linear", "selu"});
  }
  double a = 0;
  std::string mode = "fan_in", nonlinearity = "leaky_relu";
};
struct SparseInit {
  static SparseInit prototype() { return {}; }
  static void describe(auto& d) {
    d.field("sparsity", &SparseInit::sparsity).help("Share of each column that is zero.").min(0).max(1).required();
    d.field("std", &SparseInit::std).help("Standard deviation of the others.").min(0);
  }
  double sparsity = 0.1, std = 0.01;
};
struct DiracInit {
  static DiracInit prototype() { return {}; }
  static void describe(auto& d) { d.field("groups", &DiracInit::groups).help("Groups of the convolution.").min(1); }
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
