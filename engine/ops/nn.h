// SPDX-License-Identifier: Apache-2.0
// Free functions of networks over images and signals beyond those of functions.h: convolutions, pooling, borders, patches, resampling,
// normalisation, activations, distances, losses. A size that is empty means what its comment says; one number stands for all dimensions.
#pragma once
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "engine/ops/functions.h"

namespace tl {

// ---- convolution: input N×C×sizes, weight O×C/groups×kernel, bias O
Tensor conv1d(const Tensor& input, const Tensor& weight, const Tensor& bias = {}, IntArrayRef stride = 1, IntArrayRef padding = 0,
              IntArrayRef dilation = 1, int64_t groups = 1);
Tensor conv3d(const Tensor& input, const Tensor& weight, const Tensor& bias = {}, IntArrayRef stride = 1, IntArrayRef padding = 0,
              IntArrayRef dilation = 1, int64_t groups = 1);
/// The gradient of a convolution along its input: weight C×O/groups×kernel; output_padding adds to one side of the result.
Tensor conv_transpose1d(const Tensor& input, const Tensor& weight, const Tensor& bias = {}, IntArrayRef stride = 1, IntArrayRef padding = 0,
                        IntArrayRef output_padding = 0, int64_t groups = 1, IntArrayRef dilation = 1);
Tensor conv_transpose2d(const Tensor& input, const Tensor& weight, const Tensor& bias = {}, IntArrayRef stride = 1, IntArrayRef padding = 0,
                        IntArrayRef output_padding = 0, int64_t groups = 1, IntArrayRef dilation = 1);
Tensor conv_transpose3d(const Tensor& input, const Tensor& weight, const Tensor& bias = {}, IntArrayRef stride = 1, IntArrayRef padding = 0,
                        IntArrayRef output_padding = 0, int64_t groups = 1, IntArrayRef dilation = 1);

// ---- pooling: input N×C×sizes or C×sizes; empty stride = kernel_size. Indices are places in the plane of one channel.
Tensor max_pool1d(const Tensor& input, IntArrayRef kernel_size, IntArrayRef stride = {}, IntArrayRef padding = 0, IntArrayRef dilation = 1, bool ceil_mode = false);
Tensor max_pool3d(const Tensor& input, IntArrayRef kernel_size, IntArrayRef stride = {}, IntArrayRef padding = 0, IntArrayRef dilation = 1, bool ceil_mode = false);
std::tuple<Tensor, Tensor> max_pool1d_with_indices(const Tensor& input, IntArrayRef kernel_size, IntArrayRef stride = {}, IntArrayRef padding = 0,
                                                   IntArrayRef dilation = 1, bool ceil_mode = false);
std::tuple<Tensor, Tensor> max_pool3d_with_indices(const Tensor& input, IntArrayRef kernel_size, IntArrayRef stride = {}, IntArrayRef padding = 0,
                                                   IntArrayRef dilation = 1, bool ceil_mode = false);
/// divisor_override: what sums are divided by instead of the number of elements.
Tensor avg_pool2d(const Tensor& input, IntArrayRef kernel_size, IntArrayRef stride, IntArrayRef padding, bool ceil_mode, bool count_include_pad,
                  std::optional<int64_t> divisor_override);
Tensor avg_pool1d(const Tensor& input, IntArrayRef kernel_size, IntArrayRef stride = {}, IntArrayRef padding = 0, bool ceil_mode = false, bool count_include_pad = true);
Tensor avg_pool3d(const Tensor& input, IntArrayRef kernel_size, IntArrayRef stride = {}, IntArrayRef padding = 0, bool ceil_mode = false,
                  bool count_include_pad = true, std::optional<int64_t> divisor_override = std::nullopt);
/// Power averages: (sum over the window of x^norm_type)^(1/norm_type).
Tensor lp_pool1d(const Tensor& input, double norm_type, IntArrayRef kernel_size, IntArrayRef stride = {}, bool ceil_mode = false);
Tensor lp_pool2d(const Tensor& input, double norm_type, IntArrayRef kernel_size, IntArrayRef stride = {}, bool ceil_mode = false);
Tensor adaptive_avg_pool1d(const Tensor& input, IntArrayRef output_size);
Tensor adaptive_avg_pool3d(const Tensor& input, IntArrayRef output_size);
std::tuple<Tensor, Tensor> adaptive_max_pool1d(const Tensor& input, IntArrayRef output_size);
std::tuple<Tensor, Tensor> adaptive_max_pool2d(const Tensor& input, IntArrayRef output_size);
std::tuple<Tensor, Tensor> adaptive_max_pool3d(const Tensor& input, IntArrayRef output_size);
/// Windows of kernel_size whose distances random_samples (N×C×2, in [0, 1)) decides.
std::tuple<Tensor, Tensor> fractional_max_pool2d(const Tensor& input, IntArrayRef kernel_size, IntArrayRef output_size, const Tensor& random_samples);
/// The values at the places that `indices` names, zeros elsewhere.
Tensor max_unpool1d(const Tensor& input, const Tensor& indices, IntArrayRef output_size);
Tensor max_unpool2d(const Tensor& input, const Tensor& indices, IntArrayRef output_size);
Tensor max_unpool3d(const Tensor& input, const Tensor& indices, IntArrayRef output_size);

// ---- borders, patches, resampling
/// Pairs (before, after) from the last dimension backwards; mode constant, reflect, replicate or circular.
Tensor pad(const Tensor& input, IntArrayRef pad, const std::string& mode = "constant", const Scalar& value = 0);
/// All patches of an N×C×H×W input as columns of N×(C·kH·kW)×L.
Tensor im2col(const Tensor& input, IntArrayRef kernel_size, IntArrayRef dilation = 1, IntArrayRef padding = 0, IntArrayRef stride = 1);
/// Sums columns back into an image of output_size; the adjoint of im2col.
Tensor col2im(const Tensor& input, IntArrayRef output_size, IntArrayRef kernel_size, IntArrayRef dilation = 1, IntArrayRef padding = 0, IntArrayRef stride = 1);
/// N×(C·r²)×H×W to N×C×(H·r)×(W·r).
Tensor pixel_shuffle(const Tensor& input, int64_t upscale_factor);
/// Another size for the dimensions behind N×C, by `size` or by `scale_factor` (the other one empty); mode nearest, linear, bilinear,
/// bicubic, trilinear or area. align_corners: the corners' centres fall together.
Tensor interpolate(const Tensor& input, IntArrayRef size, const std::vector<double>& scale_factor = {}, const std::string& mode = "nearest", bool align_corners = false);
/// Values of input N×C×(D×)H×W at the places of grid N×…×2 (or 3), x first, from -1 to 1; mode bilinear or nearest, padding_mode zeros,
/// border or reflection. align_corners: -1 and 1 are the centres of the outer pixels, else their outer edges.
Tensor grid_sample(const Tensor& input, const Tensor& grid, const std::string& mode = "bilinear", const std::string& padding_mode = "zeros", bool align_corners = false);
/// The grid of the affine maps theta N×2×3 (N×3×4) for an output of size N×C×(D×)H×W.
Tensor affine_grid(const Tensor& theta, IntArrayRef size, bool align_corners = false);

// ---- normalisation
/// Each group of channels of each sample normalised, then scaled and shifted per channel.
Tensor group_norm(const Tensor& input, int64_t num_groups, const Tensor& weight = {}, const Tensor& bias = {}, double eps = 1e-5);
/// Each channel of each sample normalised; running statistics (may be undefined) are updated when the input's are used.
Tensor instance_norm(const Tensor& input, const Tensor& weight = {}, const Tensor& bias = {}, const Tensor& running_mean = {}, const Tensor& running_var = {},
                     bool use_input_stats = true, double momentum = 0.1, double eps = 1e-5);
/// x / (k + alpha · mean of squares over `size` neighbouring channels)^beta.
Tensor local_response_norm(const Tensor& input, int64_t size, double alpha = 1e-4, double beta = 0.75, double k = 1);
/// Vectors along `dim` divided by their p-norm, or by eps where that is larger.
Tensor normalize(const Tensor& input, double p = 2, int64_t dim = 1, double eps = 1e-12);

// ---- activations and dropout beyond the rows of pointwise.def
/// x, or alpha · (exp(x / alpha) - 1) below 0.
Tensor celu(const Tensor& input, double alpha = 1);
/// x where it is above the threshold, else value.
Tensor threshold(const Tensor& input, double threshold, const Scalar& value);
Tensor glu(const Tensor& input, int64_t dim = -1);
/// x, or weight · x below 0; one weight, or one per channel (dimension 1).
Tensor prelu(const Tensor& input, const Tensor& weight);
Tensor softmin(const Tensor& input, int64_t dim);
/// leaky_relu with slopes drawn from [lower, upper] in training and their mean else.
Tensor rrelu(const Tensor& input, double lower = 1.0 / 8, double upper = 1.0 / 3, bool training = false);
Tensor dropout3d(const Tensor& input, double p, bool train);
/// Dropout that keeps mean and variance of self-normalising networks.
Tensor alpha_dropout(const Tensor& input, double p, bool train);
/// Samples of the Gumbel-softmax distribution; `hard`: one-hot in value, soft in gradient.
Tensor gumbel_softmax(const Tensor& logits, double tau = 1, bool hard = false, int64_t dim = -1);

// ---- distances
Tensor cosine_similarity(const Tensor& x1, const Tensor& x2, int64_t dim = 1, double eps = 1e-8);
/// p-norm of x1 - x2 + eps along the last dimension.
Tensor pairwise_distance(const Tensor& x1, const Tensor& x2, double p = 2, double eps = 1e-6, bool keepdim = false);
/// Distances of all pairs of rows i < j of an N×M input.
Tensor pdist(const Tensor& input, double p = 2);

// ---- losses; reduction "none", "mean" or "sum"
/// target · (log target - input), input being log probabilities; "batchmean" divides by the batch alone; log_target: target is one too.
Tensor kl_div(const Tensor& input, const Tensor& target, const std::string& reduction = "mean", bool log_target = false);
/// input where target is 1, max(0, margin - input) where it is -1.
Tensor hinge_embedding_loss(const Tensor& input, const Tensor& target, double margin = 1, const std::string& reduction = "mean");
Tensor margin_ranking_loss(const Tensor& input1, const Tensor& input2, const Tensor& target, double margin = 0, const std::string& reduction = "mean");
Tensor cosine_embedding_loss(const Tensor& input1, const Tensor& input2, const Tensor& target, double margin = 0, const std::string& reduction = "mean");
Tensor triplet_margin_loss(const Tensor& anchor, const Tensor& positive, const Tensor& negative, double margin = 1, double p = 2, double eps = 1e-6,
                           bool swap = false, const std::string& reduction = "mean");
/// input N×C scores, target N classes.
Tensor multi_margin_loss(const Tensor& input, const Tensor& target, int64_t p = 1, double margin = 1, const Tensor& weight = {}, const std::string& reduction = "mean");
/// target N×C: the classes of each row, ended by -1.
Tensor multilabel_margin_loss(const Tensor& input, const Tensor& target, const std::string& reduction = "mean");
Tensor multilabel_soft_margin_loss(const Tensor& input, const Tensor& target, const Tensor& weight = {}, const std::string& reduction = "mean");
/// log(1 + exp(-target · input)).
Tensor soft_margin_loss(const Tensor& input, const Tensor& target, const std::string& reduction = "mean");
Tensor poisson_nll_loss(const Tensor& input, const Tensor& target, bool log_input = true, bool full = false, double eps = 1e-8, const std::string& reduction = "mean");
/// Connectionist temporal classification: log_probs T×N×C, targets N×S or all in one row, lengths N. "mean" divides each loss by its
/// target's length first; zero_infinity: losses that no alignment can have, and their gradients, become zero.
Tensor ctc_loss(const Tensor& log_probs, const Tensor& targets, const Tensor& input_lengths, const Tensor& target_lengths, int64_t blank = 0,
                const std::string& reduction = "mean", bool zero_infinity = false);

}  // namespace tl
