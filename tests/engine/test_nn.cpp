// SPDX-License-Identifier: Apache-2.0
// Modules: names, options, default initialisation as the reference draws it, training and evaluation, copies, registries.
#include <cmath>
#include <sstream>

#include "engine/nn/init.h"
#include "engine/nn/modules/activation.h"
#include "engine/nn/modules/batchnorm.h"
#include "engine/nn/modules/conv.h"
#include "engine/nn/modules/dropout.h"
#include "engine/nn/modules/linear.h"
#include "engine/nn/modules/loss.h"
#include "engine/nn/modules/pooling.h"
#include "engine/nn/modules/pooling_adaptive.h"
#include "engine/nn/registry.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace tl;
using test::message_of;

namespace {
struct Net : nn::Module {
  Net() {
    fc1 = register_module("fc1", nn::Linear(4, 8));
    norm = register_module("norm", nn::BatchNorm1d(8));
    fc2 = register_module("fc2", nn::Linear(nn::LinearOptions(8, 2).bias(false)));
  }
  Tensor forward(const Tensor& x) { return fc2->forward(relu(norm->forward(fc1->forward(x)))); }
  std::shared_ptr<nn::LinearImpl> fc1, fc2;
  std::shared_ptr<nn::BatchNorm1dImpl> norm;
};
}  // namespace

class TestNn : public QObject {
  Q_OBJECT
 private slots:
  void dotted_names_in_registration_order() {
    const auto net = std::make_shared<Net>();
    std::string names;
    for (const auto& e : net->state_dict()) names += e.key() + " ";
    QCOMPARE(QString::fromStdString(names),
             QString("fc1.weight fc1.bias norm.weight norm.bias norm.running_mean norm.running_var norm.num_batches_tracked fc2.weight "));
    QCOMPARE(net->parameters().size(), size_t{5});
    QCOMPARE(net->modules().size(), size_t{4});
  }
  void default_initialisation_equals_the_reference() {
    manual_seed(0);
    nn::Linear l(2, 2);
    QVERIFY(allclose(l->weight.detach(), tensor({{-0.0053f, 0.3793f}, {-0.5820f, -0.5204f}}), 0, 5.1e-5));
    QVERIFY(allclose(l->bias.detach(), tensor({-0.2723f, 0.1896f}), 0, 5.1e-5));
    nn::Conv2d c(3, 8, 3);
    QVERIFY(c->weight.abs().max().item<float>() <= 1 / std::sqrt(27.0f));
    QVERIFY(c->weight.abs().max().item<float>() > 0.9f / std::sqrt(27.0f));
  }
  void linear_by_hand() {
    nn::Linear l(2, 1);
    { NoGradGuard g; l->weight.copy_(tensor({{2.f, -1.f}})); l->bias.fill_(0.5); }
    QVERIFY(l(tensor({{1.f, 2.f}, {3.f, 0.f}})).detach().equal(tensor({{0.5f}, {6.5f}})));
    QVERIFY(message_of([&] { l(zeros({3, 5})); }).contains("in_features 2"));
  }
  void convolution_by_hand() {
    nn::Conv2d c(nn::Conv2dOptions(1, 1, 2).bias(false));
    { NoGradGuard g; c->weight.copy_(tensor({1.f, 2.f, 3.f, 4.f}).view({1, 1, 2, 2})); }
    const Tensor x = arange(9, kFloat).view({1, 1, 3, 3});
    QVERIFY(c(x).detach().equal(tensor({27.f, 37.f, 57.f, 67.f}).view({1, 1, 2, 2})));
    QVERIFY(message_of([&] { c(zeros({1, 3, 4, 4})); }).contains("channels"));
    QVERIFY(message_of([&] { c(zeros({1, 1, 1, 4})); }).contains("larger than the padded input"));
  }
  void float_convolution_equals_the_double_one() {
    manual_seed(5);
    for (const int64_t groups : {1, 2})
      for (const int64_t stride : {1, 2})
        for (const int64_t dilation : {1, 2}) {
          const Tensor x = randn({5, 4, 11, 9}, kDouble), w = randn({6, 4 / groups, 3, 3}, kDouble), b = randn({6}, kDouble);
          const auto run = [&](ScalarType t) {
            Tensor xt = x.to(t).requires_grad_(), wt = w.to(t).requires_grad_(), bt = b.to(t).requires_grad_();
            Tensor y = conv2d(xt, wt, bt, stride, {2, 1}, dilation, groups);
            (y * y).sum().backward();
            return std::vector<Tensor>{y.detach(), xt.grad(), wt.grad(), bt.grad()};
          };
          const auto single = run(kFloat), exact = run(kDouble);
          for (size_t i = 0; i < exact.size(); ++i) QVERIFY(allclose(single[i].to(kDouble), exact[i], 1e-4, 2e-3));
        }
  }
  void batch_norm_tracks_running_statistics() {
    nn::BatchNorm1d bn(2);
    const Tensor x = tensor({{1.f, 10.f}, {3.f, 30.f}});
    const Tensor y = bn(x);
    QVERIFY(allclose(y.detach(), tensor({{-1.f, -1.f}, {1.f, 1.f}}), 0, 1e-4));
    QVERIFY(allclose(bn->running_mean, tensor({0.2f, 2.f}), 0, 1e-6));
    QVERIFY(allclose(bn->running_var, tensor({0.9f + 0.2f, 0.9f + 20.f}), 0, 1e-4));  // 0.9 · 1 + 0.1 · unbiased variance (2, 200)
    QCOMPARE(bn->num_batches_tracked.item<int64_t>(), int64_t{1});
    bn->eval();
    const Tensor before = bn->running_mean.clone();
    bn(x);
    QVERIFY(bn->running_mean.equal(before));
    QVERIFY(message_of([&] { nn::BatchNorm2d(2)(x); }).contains("N×C×H×W"));
    bn->train();
    QVERIFY(message_of([&] { bn(x.slice(0, 0, 1)); }).contains("more than 1 value per channel"));
  }
  void pooling_by_hand() {
    const Tensor x = arange(16, kFloat).view({1, 1, 4, 4});
    QVERIFY(nn::MaxPool2d(nn::MaxPool2dOptions(2))(x).equal(tensor({5.f, 7.f, 13.f, 15.f}).view({1, 1, 2, 2})));
    QVERIFY(nn::AvgPool2d(nn::AvgPool2dOptions(2))(x).equal(tensor({2.5f, 4.5f, 10.5f, 12.5f}).view({1, 1, 2, 2})));
    QVERIFY(allclose(nn::AdaptiveAvgPool2d(nn::AdaptiveAvgPool2dOptions(1))(x), tensor({7.5f}).view({1, 1, 1, 1})));
    QVERIFY(nn::AdaptiveAvgPool2d(nn::AdaptiveAvgPool2dOptions({2, 3}))(x).sizes() == IntArrayRef({1, 1, 2, 3}));
  }
  void losses_by_hand() {
    const Tensor scores = tensor({{2.f, 1.f, 0.f}, {0.f, 0.f, 0.f}}), target = tensor({0, 2});
    const double first = -std::log(std::exp(2.0) / (std::exp(2.0) + std::exp(1.0) + 1)), second = std::log(3.0);
    QVERIFY(std::abs(cross_entropy(scores, target).item<double>() - (first + second) / 2) < 1e-6);
    QVERIFY(std::abs(cross_entropy(scores, target, tensor({1.f, 1.f, 3.f})).item<double>() - (first + 3 * second) / 4) < 1e-6);
    QVERIFY(std::abs(cross_entropy(scores, tensor({0, -100})).item<double>() - first) < 1e-6);
    QVERIFY(std::abs(mse_loss(tensor({1.f, 2.f}), tensor({0.f, 4.f})).item<double>() - 2.5) < 1e-6);
  }
  void dropout_scales_and_stops_in_evaluation() {
    manual_seed(1);
    nn::Dropout d(0.5);
    const Tensor y = d(ones({1000}));
    QVERIFY((y == 0).logical_or(y == 2).all().item<bool>());
    d->eval();
    QVERIFY(d(ones({10})).equal(ones({10})));
  }
  void clone_is_deep() {
    nn::Linear a(3, 2);
    const auto b = std::dynamic_pointer_cast<nn::LinearImpl>(a->clone());
    { NoGradGuard g; b->weight.zero_(); }
    QVERIFY(!a->weight.equal(b->weight));
    QVERIFY(b->weight.requires_grad());
  }
  void load_state_dict_names_what_is_wrong() {
    auto net = std::make_shared<Net>(), other = std::make_shared<Net>();
    net->load_state_dict(other->state_dict());
    QVERIFY(net->fc1->weight.equal(other->fc1->weight));
    OrderedDict<std::string, Tensor> part;
    part.insert("fc1.weight", zeros({8, 4}));
    part.insert("fc9.weight", zeros({1}));
    const QString e = message_of([&] { net->load_state_dict(part); });
    QVERIFY(e.contains("missing: fc1.bias") && e.contains("unexpected: fc9.weight"));
  }
  void names_follow_the_rules() {
    struct Bad : nn::Module { using nn::Module::register_parameter; } m;
    QVERIFY(message_of([&] { m.register_parameter("a.b", zeros({1})); }).contains("must not contain a dot"));
    QVERIFY(message_of([&] { m.register_parameter("", zeros({1})); }).contains("must not be empty"));
    m.register_parameter("a", zeros({1}));
    QVERIFY(message_of([&] { m.register_parameter("a", zeros({1})); }).contains("already defined"));
  }
  void pretty_printing() {
    const auto text = [](const nn::Module& module) {
      std::ostringstream out;
      out << module;
      return QString::fromStdString(out.str());
    };
    QCOMPARE(text(*nn::Conv2d(nn::Conv2dOptions(1, 32, 3).padding(1))), QString("Conv2d(1, 32, kernel_size=[3, 3], stride=[1, 1], padding=[1, 1])"));
    QCOMPARE(text(*nn::ReLU()), QString("ReLU()"));
    QCOMPARE(text(*nn::ReLU(nn::ReLUOptions(true))), QString("ReLU(inplace=true)"));
    QCOMPARE(text(*nn::LeakyReLU(nn::LeakyReLUOptions(0.2))), QString("LeakyReLU(negative_slope=0.2)"));
    QCOMPARE(text(*nn::ELU(nn::ELUOptions(2).inplace(true))), QString("ELU(alpha=2, inplace=true)"));
    QCOMPARE(text(*nn::Dropout(0.3)), QString("Dropout(p=0.3, inplace=false)"));
  }
  void every_registered_module_builds_runs_and_describes_itself() {
    for (const nn::ModuleDef& d : nn::modules()) {
      QVERIFY2(!d.doc.empty() && d.options && (!d.is_node || (!d.inputs.empty() && !d.outputs.empty())), d.name.c_str());
      for (const FieldDesc& f : d.options->fields) QVERIFY2(!f.help.empty(), (d.name + "." + f.name).c_str());
      if (!d.is_node) continue;  // containers are empty at first
      // As the help of each input says; where that is not enough the module brings a sample.
      const auto as_told = [](const std::string& help) {
        if (help == "N" || help == "1 or -1") return ones({4});
        if (help == "N×C×H×W") return rand({2, 3, 8, 8});
        if (help == "N×C×L" || help == "N×C×…") return rand({2, 3, 8});
        return help == "N×C×D×H×W" ? rand({2, 3, 4, 4, 4}) : rand({4, 6});
      };
      std::vector<Tensor> in;
      for (const nn::ModulePort& port : d.inputs) in.push_back(port.optional ? Tensor() : as_told(port.help));
      if (d.sample) in = d.sample();
      in.resize(d.inputs.size());
      Value::Dict options = d.automatic(in);
      for (const FieldDesc& f : d.options->fields)
        if (f.required && !Value(d.sample_options).find(f.name)) options.emplace_back(f.name, 3);
      options.insert(options.end(), d.sample_options.begin(), d.sample_options.end());
      const auto module = d.make(Value(options));
      const auto out = d.forward(*module, in);
      const bool indices = d.options->find("return_indices");  // turned off unless asked for; they come last
      QVERIFY2(out.size() == d.outputs.size() - (indices ? 1 : 0), d.name.c_str());
      if (indices) {
        options.emplace_back("return_indices", true);
        QVERIFY2(d.forward(*d.make(Value(options)), in).size() == d.outputs.size(), d.name.c_str());
      }
      QVERIFY2(out[0].isfinite().all().item<bool>(), d.name.c_str());
      if (d.is_loss) QCOMPARE(out[0].numel(), int64_t{1});
    }
    QVERIFY(message_of([] { nn::find_module("Linear")->make(Value(Value::Dict{{"out_features", 0}, {"in_features", 3}})); }).contains("at least 1"));
    QVERIFY(message_of([] { nn::find_module("Linear")->make(Value(Value::Dict{{"out_features", 2}})); }).contains("in_features"));
    QVERIFY(message_of([] { nn::find_module("Dropout")->make(Value(Value::Dict{{"q", 2}})); }).contains("no option 'q'"));
  }
  void initialisers_keep_their_promises() {
    manual_seed(2);
    const auto std_of = [](const Tensor& t) { return t.std().item<double>(); };
    Tensor w = empty({200, 100});
    QVERIFY(std::abs(std_of(nn::init::kaiming_normal_(w, 0, "fan_in", "relu")) - std::sqrt(2.0 / 100)) < 0.003);
    QVERIFY(std::abs(std_of(nn::init::xavier_normal_(w)) - std::sqrt(2.0 / 300)) < 0.002);
    QVERIFY(nn::init::xavier_uniform_(w).abs().max().item<double>() <= std::sqrt(6.0 / 300));
    const Tensor q = nn::init::orthogonal_(w, 2.0);
    QVERIFY(allclose(mm(q.t(), q), eye(100) * 4.0, 0, 1e-4));
    const Tensor t = nn::init::trunc_normal_(w, 0, 1, -0.5, 0.7);
    QVERIFY(t.min().item<double>() >= -0.5 && t.max().item<double>() <= 0.7f);
    QVERIFY((nn::init::sparse_(w, 0.3) == 0).to(kFloat).sum(0).equal(full({100}, 60.0)));
    QVERIFY(nn::init::dirac_(empty({2, 2, 3, 3})).sum().item<float>() == 2.f);
    QCOMPARE(nn::init::calculate_gain("selu"), 0.75);
    QVERIFY(message_of([] { nn::init::kaiming_normal_(empty({3})); }).contains("fewer than 2 dimensions"));
    for (const auto& d : nn::initialisers()) QVERIFY2(d.options && !d.doc.empty(), d.name.c_str());
  }
};
TL_TEST_CLASS(TestNn)
#include "test_nn.moc"
