// SPDX-License-Identifier: Apache-2.0
// Convolutions, pooling, resampling, normalisation, random activations and losses against the slow way to the same numbers; the same bits
// for any number of threads; the options of their modules.
#include <cmath>
#include <sstream>

#include "engine/autograd/autograd.h"
#include "engine/core/pool.h"
#include "engine/core/random_context.h"
#include "engine/nn/modules/activation.h"
#include "engine/nn/modules/conv.h"
#include "engine/nn/modules/dropout.h"
#include "engine/nn/modules/groupnorm.h"
#include "engine/nn/modules/loss.h"
#include "engine/nn/modules/pooling.h"
#include "engine/nn/modules/rectifiers.h"
#include "engine/nn/modules/softmax_adaptive.h"
#include "engine/nn/modules/unpooling.h"
#include "engine/nn/registry.h"
#include "engine/ops/nn.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace tl;
using test::message_of;

namespace {
double distance(const Tensor& a, const Tensor& b) { return amax(abs(a.detach().to(kDouble) - b.detach().to(kDouble))).item<double>(); }
Tensor longs(const std::vector<int64_t>& v, IntArrayRef sizes) { return reshape(tl::tensor(v), sizes); }

/// Probability of a label sequence by trying every path of classes: what CTC sums cleverly.
double probability_of(const Tensor& p, const std::vector<int64_t>& labels, int64_t blank) {
  const int64_t steps = p.size(0), classes = p.size(1);
  double total = 0;
  for (int64_t path = 0; path < static_cast<int64_t>(std::pow(classes, steps)); ++path) {
    double probability = 1;
    std::vector<int64_t> said;
    int64_t rest = path, before = -1;
    for (int64_t t = 0; t < steps; ++t) {
      const int64_t c = rest % classes;
      rest /= classes;
      probability *= p.data_ptr<double>()[t * classes + c];
      if (c != blank && c != before) said.push_back(c);
      before = c;
    }
    if (said == labels) total += probability;
  }
  return total;
}
}  // namespace

class TestNnForms : public QObject {
  Q_OBJECT
 private slots:
  void convolutions_of_the_library_agree_with_plain_loops() {
    manual_seed(1);
    const Tensor x = randn({3, 4, 5, 6, 7}), w = randn({6, 2, 3, 2, 3}), b = randn({6});
    const auto run = [&](ScalarType type) {
      Tensor xx = x.to(type).requires_grad_(), ww = w.to(type).requires_grad_(), bb = b.to(type).requires_grad_();
      const Tensor y = conv3d(xx, ww, bb, {1, 2, 1}, {1, 0, 2}, {1, 2, 1}, 2);
      const auto g = autograd::grad({(y * y).sum()}, {xx, ww, bb});
      return std::vector<Tensor>{y.detach(), g[0], g[1], g[2]};
    };
    const auto fast = run(kFloat), slow = run(kDouble);
    for (size_t i = 0; i < fast.size(); ++i) QVERIFY2(distance(fast[i], slow[i]) < 2e-2 && allclose(fast[i].to(kDouble), slow[i], 1e-3, 1e-2), std::to_string(i).c_str());
    // A depth of one is the 2-d convolution.
    const Tensor x2 = randn({2, 4, 8, 7}), w2 = randn({3, 4, 3, 3});
    QVERIFY(distance(conv3d(unsqueeze(x2, 2), unsqueeze(w2, 2)), unsqueeze(conv2d(x2, w2), 2)) < 1e-4);
  }
  void a_transposed_convolution_is_the_adjoint() {
    manual_seed(2);
    const Tensor x = randn({2, 3, 9}, kDouble), w = randn({4, 3, 3}, kDouble);
    for (const int64_t stride : {1, 2, 3})
      for (const int64_t padding : {0, 1})
        for (const int64_t dilation : {1, 2}) {
          const Tensor y = conv1d(x, w, {}, stride, padding, dilation), g = randn(y.sizes(), kDouble);
          const int64_t more = 9 - ((y.size(2) - 1) * stride - 2 * padding + 2 * dilation + 1);
          const Tensor back = conv_transpose1d(g, w, {}, stride, padding, more, 1, dilation);
          QVERIFY(std::fabs((back * x).sum().item<double>() - (g * y).sum().item<double>()) < 1e-9);
        }
    // Output padding that only dilation allows shows what padding had cut off, then zeros.
    const Tensor small = ones({1, 1, 2}), kernel = ones({1, 1, 2});
    QVERIFY(conv_transpose1d(small, kernel, {}, 1, 0, 2, 1, 3).equal(tensor({1.f, 1.f, 0.f, 1.f, 1.f, 0.f, 0.f}).view({1, 1, 7})));
    QVERIFY(message_of([&] { conv_transpose1d(small, kernel, {}, 1, 0, 1); }).contains("output_padding [1] must be smaller than stride"));
  }
  void pooling_of_volumes_agrees_with_pooling_of_planes_of_one() {
    manual_seed(3);
    const Tensor x = randn({2, 3, 6, 5, 7});
    const auto [values, indices] = max_pool3d_with_indices(x, {3, 2, 3}, {2, 1, 2}, {1, 1, 0}, {1, 2, 1}, true);
    QVERIFY(values.equal(max_pool3d(x, {3, 2, 3}, {2, 1, 2}, {1, 1, 0}, {1, 2, 1}, true)));
    // The indices are places of exactly these values.
    const Tensor found = gather(reshape(x, {2, 3, -1}), 2, reshape(indices, {2, 3, -1}));
    QVERIFY(reshape(found, values.sizes()).equal(values));
    // Pooling everything into one is the maximum and the mean.
    QVERIFY(max_pool3d(x, {6, 5, 7}).equal(amax(x, {2, 3, 4}, true)));
    QVERIFY(distance(avg_pool3d(x, {6, 5, 7}), mean(x, {2, 3, 4}, true)) < 1e-6);
    QVERIFY(distance(avg_pool3d(x, {6, 5, 7}, {}, 0, false, true, 10), sum(x, {2, 3, 4}, true) * 0.1) < 1e-5);
    QVERIFY(distance(adaptive_avg_pool3d(x, 1), mean(x, {2, 3, 4}, true)) < 1e-6);
    QVERIFY(std::get<0>(adaptive_max_pool3d(x, 1)).equal(amax(x, {2, 3, 4}, true)));
  }
  void max_pooling_keeps_not_a_number_and_unpooling_restores() {
    Tensor x = zeros({1, 1, 2, 4});
    x.data_ptr<float>()[2] = NAN;
    QVERIFY(std::isnan(std::get<0>(adaptive_max_pool2d(x, {1, 2})).data_ptr<float>()[1]));
    manual_seed(4);
    const Tensor image = rand({2, 3, 7, 6}) + 0.1;
    nn::MaxPool2d pool(nn::MaxPool2dOptions(2).stride(2));
    Tensor values, indices;
    std::tie(values, indices) = pool->forward_with_indices(image);
    nn::MaxUnpool2d unpool(nn::MaxUnpool2dOptions(2));
    const int64_t size[] = {7, 6};
    const Tensor back = unpool->forward(values, indices, IntArrayRef(size));
    QVERIFY(back.sizes() == image.sizes());
    QVERIFY(where(back > Scalar(0), image, Scalar(0)).equal(back));
    QVERIFY(max_pool2d(back, 2).equal(values));
    QVERIFY(message_of([&] { unpool->forward(values, full_like(indices, 999)); }).contains("999"));
    const int64_t far[] = {11, 6};
    QVERIFY(message_of([&] { unpool->forward(values, indices, IntArrayRef(far)); }).contains("within a stride"));
  }
  void patches_fold_back() {
    manual_seed(5);
    const Tensor x = randn({2, 3, 6, 5});
    // What folding sums is how many patches a pixel is in.
    const Tensor count = col2im(im2col(ones_like(x), {3, 2}, 1, 1, {2, 1}), {6, 5}, {3, 2}, 1, 1, {2, 1});
    QVERIFY(distance(col2im(im2col(x, {3, 2}, 1, 1, {2, 1}), {6, 5}, {3, 2}, 1, 1, {2, 1}), x * count) < 1e-5);
    // A convolution is a product with the columns.
    const Tensor w = randn({4, 3, 3, 2});
    const Tensor product = reshape(matmul(reshape(w, {4, -1}), im2col(x, {3, 2}, 1, 1, {2, 1})), {2, 4, 3, 6});
    QVERIFY(distance(product, conv2d(x, w, {}, {2, 1}, 1)) < 1e-4);
    QVERIFY(message_of([&] { col2im(randn({1, 6, 5}), {4, 4}, 2); }).contains("not divisible"));
  }
  void resampling_keeps_what_it_must() {
    const Tensor ramp = reshape(arange(12, kDouble), {1, 1, 12});
    // Corners aligned, a line stays a line.
    QVERIFY(distance(interpolate(ramp, {23}, {}, "linear", true), reshape(linspace(0, 11, 23, kDouble), {1, 1, 23})) < 1e-12);
    QVERIFY(interpolate(ramp, {}, {2.0}).equal(reshape(stack({ramp, ramp}, 3), {1, 1, 24})));
    manual_seed(6);
    const Tensor image = randn({2, 3, 5, 4}, kDouble);
    for (const char* mode : {"nearest", "bilinear", "bicubic", "area"}) {
      QVERIFY2(distance(interpolate(image, {5, 4}, {}, mode), image) < 1e-12, mode);
      QVERIFY2(distance(interpolate(ones_like(image), {9, 3}, {}, mode), ones({2, 3, 9, 3}, kDouble)) < 1e-12, mode);
    }
    // The identity's grid samples the image itself, under both meanings of its corners.
    const Tensor identity = tensor({1.0, 0.0, 0.0, 0.0, 1.0, 0.0}).to(kDouble).view({1, 2, 3}).repeat({2, 1, 1});
    for (const bool align : {false, true})
      for (const char* mode : {"bilinear", "nearest"})
        QVERIFY(distance(grid_sample(image, affine_grid(identity, {2, 3, 5, 4}, align), mode, "zeros", align), image) < 1e-12);
    // Far outside, each border says its own.
    const Tensor far = full({2, 1, 1, 2}, 9.0, kDouble);
    QVERIFY(grid_sample(image, far).equal(zeros({2, 3, 1, 1}, kDouble)));
    QVERIFY(grid_sample(image, far, "bilinear", "border").equal(narrow(narrow(image, 2, 4, 1), 3, 3, 1)));
    QVERIFY(message_of([&] { interpolate(image, {}, {}, "bilinear"); }).contains("either size or scale_factor"));
    QVERIFY(message_of([&] { interpolate(ramp, {4}, {}, "bilinear"); }).contains("needs an input of 4 dimensions"));
  }
  void normalisations_agree_with_their_formula() {
    manual_seed(7);
    const Tensor x = randn({3, 6, 4, 5}, kDouble) * 3.0 + 2.0;
    const Tensor groups = reshape(x, {3, 2, -1});
    const Tensor wanted = (groups - mean(groups, {2}, true)) / sqrt(var(groups, {2}, false, true) + 1e-5);
    QVERIFY(distance(group_norm(x, 2), reshape(wanted, x.sizes())) < 1e-9);
    QVERIFY(distance(instance_norm(x), group_norm(x, 6)) < 1e-9);
    nn::InstanceNorm2d track(nn::InstanceNorm2dOptions(6).track_running_stats(true));
    track->to(kDouble);
    track->forward(x);
    QVERIFY(distance(track->running_mean, mean(x, {0, 2, 3}) * 0.1) < 1e-9);
    QVERIFY(distance(track->running_var, mean(var(x, {2, 3}), {0}) * 0.1 + 0.9) < 1e-9);
    const Tensor neighbours = local_response_norm(x, 3, 0.3, 0.5, 2);
    const Tensor middle = (square(select(x, 1, 1)) + square(select(x, 1, 2)) + square(select(x, 1, 3))) * 0.1 + 2.0;
    QVERIFY(distance(select(neighbours, 1, 2), select(x, 1, 2) / sqrt(middle)) < 1e-9);
  }
  void connectionist_temporal_classification_sums_all_paths() {
    manual_seed(8);
    const Tensor scores = randn({5, 2, 3}, kDouble), p = softmax(scores, 2);
    const Tensor each = ctc_loss(log(p), longs({1, 2, 2, 2}, {2, 2}), longs({5, 4}, {2}), longs({2, 2}, {2}), 0, "none");
    const Tensor first = select(p, 1, 0).contiguous(), second = narrow(select(p, 1, 1), 0, 0, 4).contiguous();
    QVERIFY(std::fabs(each.data_ptr<double>()[0] + std::log(probability_of(first, {1, 2}, 0))) < 1e-10);
    QVERIFY(std::fabs(each.data_ptr<double>()[1] + std::log(probability_of(second, {2, 2}, 0))) < 1e-10);
    // Two equal labels need three steps.
    const Tensor short_input = longs({2}, {1}), labels = longs({1, 1}, {1, 2}), two = longs({2}, {1}), one = narrow(log(p), 1, 0, 1);
    QVERIFY(std::isinf(ctc_loss(one, labels, short_input, two, 0, "sum").item<double>()));
    QCOMPARE(ctc_loss(one, labels, short_input, two, 0, "sum", true).item<double>(), 0.0);
    QVERIFY(message_of([&] { ctc_loss(one, labels, longs({9}, {1}), two); }).contains("input length 9"));
  }
  void random_activations_are_pure_functions_of_a_step() {
    const Tensor x = randn({64, 8});
    const auto draw = [&](uint64_t step) {
      RandomContext context(5, step, 0);
      const RandomScope scope(7);
      return std::vector<Tensor>{rrelu(x, 0.1, 0.4, true), alpha_dropout(x, 0.3, true), gumbel_softmax(x, 0.7), dropout3d(x.view({4, 4, 2, 2, 8}), 0.5, true)};
    };
    const auto once = draw(3), again = draw(3), later = draw(4);
    for (size_t i = 0; i < once.size(); ++i) {
      QVERIFY(once[i].equal(again[i]));
      QVERIFY(!once[i].equal(later[i]));
    }
    const Tensor slope = masked_select(once[0] / x, x < Scalar(0.0));
    QVERIFY(amin(slope).item<float>() >= 0.0999f && amax(slope).item<float>() <= 0.4001f && std::fabs(mean(slope).item<float>() - 0.25f) < 0.03f);
    QVERIFY(distance(sum(once[2], 1), ones({64})) < 1e-5);
    const Tensor hard = gumbel_softmax(x, 1, true);
    QVERIFY(distance(amax(hard, {1}), ones({64})) < 1e-6 && distance(sum(hard, 1), ones({64})) < 1e-5);
  }
  void the_same_bits_for_any_number_of_threads() {
    manual_seed(9);
    const Tensor x = randn({6, 8, 8, 14, 15}), w = randn({8, 8, 3, 3, 3}), image = randn({8, 8, 33, 37}), scores = log_softmax(randn({40, 9, 12}), 2);
    const Tensor labels = randint(1, 12, {9, 12}, kLong), lengths = full({9}, 40, kLong), label_lengths = full({9}, 12, kLong);
    std::vector<Tensor> first;
    const int before = get_num_threads();
    for (const int threads : {1, 2, 3, 8}) {
      set_num_threads(threads);
      Tensor xx = x.clone().requires_grad_(), ww = w.clone().requires_grad_(), ii = image.clone().requires_grad_(), ss = scores.clone().requires_grad_();
      const Tensor y = max_pool3d(conv3d(xx, ww, {}, 1, 1), 2), wide = conv3d(x.to(kDouble), w.to(kDouble));
      const Tensor z = interpolate(std::get<0>(adaptive_max_pool2d(ii, {9, 11})), {31, 30}, {}, "bicubic"), c = im2col(ii, 3);
      const Tensor loss = ctc_loss(ss, labels, lengths, label_lengths), back = conv_transpose2d(ii, ones({8, 4, 3, 3}), {}, 2);
      ((y * y).mean() + (z * z).mean() + (c * c).mean() + loss + (back * back).mean()).backward();
      const std::vector<Tensor> now{y.detach(), wide, z.detach(), c.detach(), loss.detach(), back.detach(), xx.grad(), ww.grad(), ii.grad(), ss.grad()};
      if (first.empty()) first = now;
      for (size_t i = 0; i < now.size(); ++i) QVERIFY2(now[i].equal(first[i]), std::to_string(i).c_str());
    }
    set_num_threads(before);
  }
  void modules_take_the_options_of_the_reference() {
    // Without effect, but taken.
    QVERIFY(nn::find_module("ReLU")->make(Value::Dict{{"inplace", true}}));
    QVERIFY(nn::find_module("Hardtanh")->options->find("inplace")->ignored);
    QVERIFY(message_of([] { nn::find_module("Softmax")->make(Value::Dict{{"inplace", true}}); }).contains("no option 'inplace'"));
    // Weights come as tensors or as lists of numbers, and become buffers.
    const Tensor x = randn({4, 3}), y = longs({0, 2, 1, 2}, {4});
    const auto loss = nn::find_module("CrossEntropyLoss")->make(Value::Dict{{"weight", Value::List{1, 2.5, 0.5}}});
    QCOMPARE(QString::fromStdString(loss->named_buffers().begin()->key()), QString("weight"));
    QVERIFY(nn::find_module("CrossEntropyLoss")->forward(*loss, {x, y})[0].equal(cross_entropy(x, y, tensor({1.f, 2.5f, 0.5f}))));
    QVERIFY(message_of([] { nn::find_module("NLLLoss")->make(Value::Dict{{"weight", "heavy"}}); }).contains("must be a list of numbers"));
    // size_average and reduce say the same as reduction.
    const auto summed = nn::find_module("L1Loss")->make(Value::Dict{{"size_average", false}}), each = nn::find_module("L1Loss")->make(Value::Dict{{"reduce", false}});
    QVERIFY(nn::find_module("L1Loss")->forward(*summed, {x, x + 1.0})[0].dim() == 0);
    QVERIFY(nn::find_module("L1Loss")->forward(*each, {x, x + 1.0})[0].sizes() == x.sizes());
    // A border of another kind is put there first.
    nn::Conv1d circular(nn::Conv1dOptions(1, 1, 3).padding(1).bias(false).padding_mode("circular"));
    {
      const NoGradGuard guard;
      circular->weight.fill_(1);
    }
    QVERIFY(circular->forward(tensor({1.f, 2.f, 4.f}).view({1, 1, 3})).equal(full({1, 1, 3}, 7.0)));
    nn::ConvTranspose2d up(nn::ConvTranspose2dOptions(2, 3, 3).stride(2).padding(1));
    const int64_t even[] = {8, 8};
    QVERIFY(up->forward(randn({1, 2, 4, 4}), IntArrayRef(even)).sizes() == IntArrayRef({1, 3, 8, 8}));
    QVERIFY(up->forward(randn({1, 2, 4, 4})).sizes() == IntArrayRef({1, 3, 7, 7}));
    // The stride of a pooling in all forms of the manual; not given it is the kernel's size.
    nn::MaxPool2d braces(nn::MaxPool2dOptions({3, 2}).stride({2, 1})), one(nn::MaxPool2dOptions(3).stride(2)), none(nn::MaxPool2dOptions(3));
    QVERIFY(braces->forward(randn({1, 1, 7, 5})).sizes() == IntArrayRef({1, 1, 3, 4}));
    QVERIFY(one->forward(randn({1, 1, 7, 7})).sizes() == IntArrayRef({1, 1, 3, 3}));
    QVERIFY(none->forward(randn({1, 1, 9, 9})).sizes() == IntArrayRef({1, 1, 3, 3}));
    QVERIFY(!none->options.stride() && one->options.stride()->size() == 2);
    const std::optional<ExpandingArray<2>> given = braces->options.stride();
    QVERIFY(given && (*given)[0] == 2 && nn::MaxPool2dOptions(3).stride(given).stride() == braces->options.stride());
  }
  void adaptive_softmax_is_a_distribution_over_all_classes() {
    manual_seed(10);
    nn::AdaptiveLogSoftmaxWithLoss m(nn::AdaptiveLogSoftmaxWithLossOptions(8, 20, {4, 10}).div_value(2));
    const Tensor x = randn({6, 8}), y = longs({0, 3, 4, 9, 10, 19}, {6}), all = m->log_prob(x);
    QVERIFY(distance(sum(exp(all), 1), ones({6})) < 1e-5);
    const nn::ASMoutput out = m->forward(x, y);
    QVERIFY(distance(out.output, squeeze(gather(all, 1, unsqueeze(y, 1)), 1)) < 1e-6);
    QVERIFY(distance(out.loss, -mean(out.output)) < 1e-6);
    QVERIFY(m->predict(x).equal(argmax(all, 1)));
    QVERIFY(message_of([&] { m->forward(x, full({6}, 20, kLong)); }).contains("from 0 to 19"));
    const auto copy = m->clone();
    QVERIFY(dynamic_cast<nn::AdaptiveLogSoftmaxWithLossImpl&>(*copy).log_prob(x).equal(all));
  }
};
TL_TEST_CLASS(TestNnForms)
#include "test_nn_forms.moc"
