// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/loss.h"

#include "engine/nn/module_bodies.h"

namespace tl::nn {

ReductionOptions::ReductionOptions(std::string reduction) : reduction_(std::move(reduction)) {}
ReductionOptions ReductionOptions::prototype() { return {}; }
void ReductionOptions::describe(Describer<ReductionOptions>& d) { reduction_field(d).on_node(); }

CrossEntropyLossOptions CrossEntropyLossOptions::prototype() { return {}; }
void CrossEntropyLossOptions::describe(auto& d) {
  using O = CrossEntropyLossOptions;
  d.field("weight", &O::weight_).help("Weight of each class, one number per class.").expert();
  d.field("ignore_index", &O::ignore_index_).help("Targets of this class do not count.").expert();
  reduction_field(d);
  d.field("label_smoothing", &O::label_smoothing_).help("Share of the target spread evenly over all classes.").min(0).max(1).on_node();
}
NLLLossOptions NLLLossOptions::prototype() { return {}; }
void NLLLossOptions::describe(auto& d) {
  using O = NLLLossOptions;
  d.field("weight", &O::weight_).help("Weight of each class, one number per class.").expert();
  d.field("ignore_index", &O::ignore_index_).help("Targets of this class do not count.").expert();
  reduction_field(d).on_node();
}
BCELossOptions BCELossOptions::prototype() { return {}; }
void BCELossOptions::describe(auto& d) {
  d.field("weight", &BCELossOptions::weight_).help("Weight of each loss; broadcast.").expert();
  reduction_field(d).on_node();
}
BCEWithLogitsLossOptions BCEWithLogitsLossOptions::prototype() { return {}; }
void BCEWithLogitsLossOptions::describe(auto& d) {
  using O = BCEWithLogitsLossOptions;
  d.field("weight", &O::weight_).help("Weight of each loss; broadcast.").expert();
  reduction_field(d).on_node();
  d.field("pos_weight", &O::pos_weight_).help("Weight of positive targets, one number per class.").expert();
}

#define TL_DEFINE_WEIGHTED_LOSS(Name, more, call)                                              \
  Name##Impl::Name##Impl(const Name##Options& o) : options(o) { reset(); }                     \
  void Name##Impl::reset() {                                                                   \
    if (options.weight().defined()) weight = register_buffer("weight", own(options.weight())); \
    more;                                                                                      \
  }                                                                                            \
  Tensor Name##Impl::forward(const Tensor& input, const Tensor& target) { return call; }
TL_DEFINE_WEIGHTED_LOSS(CrossEntropyLoss, (void)0, cross_entropy(input, target, weight, options.reduction(), options.ignore_index(), options.label_smoothing()))
TL_DEFINE_WEIGHTED_LOSS(NLLLoss, (void)0, nll_loss(input, target, weight, options.reduction(), options.ignore_index()))
TL_DEFINE_WEIGHTED_LOSS(BCELoss, (void)0, binary_cross_entropy(input, target, weight, options.reduction()))
TL_DEFINE_WEIGHTED_LOSS(BCEWithLogitsLoss, if (options.pos_weight().defined()) pos_weight = register_buffer("pos_weight", own(options.pos_weight())),
                        binary_cross_entropy_with_logits(input, target, weight, pos_weight, options.reduction()))
#undef TL_DEFINE_WEIGHTED_LOSS

TL_DEFINE_LOSS_MODULE(MSELoss, ReductionOptions, TL_PAIR, mse_loss(input, target, options.reduction()))
TL_DEFINE_LOSS_MODULE(L1Loss, ReductionOptions, TL_PAIR, l1_loss(input, target, options.reduction()))

SmoothL1LossOptions SmoothL1LossOptions::prototype() { return {}; }
void SmoothL1LossOptions::describe(auto& d) {
  reduction_field(d).on_node();
  d.field("beta", &SmoothL1LossOptions::beta_).help("Differences below it count squared.").min(0);
}
TL_DEFINE_LOSS_MODULE(SmoothL1Loss, SmoothL1LossOptions, TL_PAIR, smooth_l1_loss(input, target, options.reduction(), options.beta()))

KLDivLossOptions KLDivLossOptions::prototype() { return {}; }
void KLDivLossOptions::describe(auto& d) {
  reduction_field(d, {"mean", "sum", "none", "batchmean"}).on_node();
  d.field("log_target", &KLDivLossOptions::log_target_).help("The target holds log probabilities too.");
}
TL_DEFINE_LOSS_MODULE(KLDivLoss, KLDivLossOptions, TL_PAIR, kl_div(input, target, options.reduction(), options.log_target()))

PoissonNLLLossOptions PoissonNLLLossOptions::prototype() { return {}; }
void PoissonNLLLossOptions::describe(auto& d) {
  using O = PoissonNLLLossOptions;
  d.field("log_input", &O::log_input_).help("The input is the logarithm of the rate.");
  d.field("full", &O::full_).help("Add Stirling's approximation of the term that only the target decides.");
  d.field("eps", &O::eps_).help("Added to the rate before its logarithm is taken.").above(0);
  reduction_field(d).on_node();
}
TL_DEFINE_LOSS_MODULE(PoissonNLLLoss, PoissonNLLLossOptions, TL_PAIR,
                      poisson_nll_loss(input, target, options.log_input(), options.full(), options.eps(), options.reduction()))

CTCLossOptions CTCLossOptions::prototype() { return {}; }
void CTCLossOptions::describe(auto& d) {
  using O = CTCLossOptions;
  d.field("blank", &O::blank_).help("The class that stands for no label.").min(0).on_node();
  reduction_field(d);
  d.field("zero_infinity", &O::zero_infinity_).help("Targets too long for their input count as zero.");
}
TL_DEFINE_LOSS_MODULE(CTCLoss, CTCLossOptions, (const Tensor& log_probs, const Tensor& targets, const Tensor& input_lengths, const Tensor& target_lengths),
                      ctc_loss(log_probs, targets, input_lengths, target_lengths, options.blank(), options.reduction(), options.zero_infinity()))

void families::register_loss(ModuleDefs& list) {
  const auto scores_and_classes = []() -> std::vector<Tensor> { return {rand({4, 6}), tensor({0, 1, 2, 3})}; };
  list.add<CrossEntropyLossImpl, CrossEntropyLossOptions>("CrossEntropyLoss", "Loss", "Loss of class scores against class numbers", "N×C scores")
      .sample(scores_and_classes);
  list.add<MSELossImpl, ReductionOptions>("MSELoss", "Loss", "Mean squared difference", "any shape");
  list.add<L1LossImpl, ReductionOptions>("L1Loss", "Loss", "Mean absolute difference", "any shape");
  list.add<SmoothL1LossImpl, SmoothL1LossOptions>("SmoothL1Loss", "Loss", "Squared difference for small errors, absolute for large", "any shape");
  list.add<BCELossImpl, BCELossOptions>("BCELoss", "Loss", "Cross entropy of probabilities against targets from 0 to 1", "any shape, from 0 to 1");
  list.add<BCEWithLogitsLossImpl, BCEWithLogitsLossOptions>("BCEWithLogitsLoss", "Loss", "Sigmoid and binary cross entropy in one", "any shape");
  list.add<NLLLossImpl, NLLLossOptions>("NLLLoss", "Loss", "Loss of log probabilities against class numbers", "N×C log probabilities")
      .sample(scores_and_classes);
  list.add<KLDivLossImpl, KLDivLossOptions>("KLDivLoss", "Loss", "Divergence of log probabilities from a target distribution", "log probabilities");
  list.add<PoissonNLLLossImpl, PoissonNLLLossOptions>("PoissonNLLLoss", "Loss", "Loss of rates against counts", "any shape");
  // Lengths may come as plain lists.
  const auto tensor_of = [](const Value& v) {
    if (v.is_tensor() || v.is_none()) return v.to_tensor();
    const auto n = v.to_ints();
    return tensor(std::vector<int64_t>(n.begin(), n.end()));
  };
  list.add<CTCLossImpl, CTCLossOptions>("CTCLoss", "Loss", "Loss of label sequences over all their alignments with the input", "")
      .inputs({{"log_probs", "T×N×C", false}, {"targets", "N×S, or all in one row", false}, {"input_lengths", "N", false}, {"target_lengths", "N", false}})
      .method("forward", [tensor_of](Module& m, const std::vector<Value>& args, const Value::Dict& kwargs) -> Value {
        Value given[4];
        constexpr const char* names[] = {"log_probs", "targets", "input_lengths", "target_lengths"};
        TL_CHECK(args.size() <= 4, type, "CTCLoss", "takes 4 inputs, not ", args.size());
        for (size_t i = 0; i < 4; ++i) {
          if (i < args.size()) given[i] = args[i];
          for (const auto& [key, value] : kwargs)
            if (key == names[i]) given[i] = value;
          TL_CHECK(!given[i].is_none(), type, "CTCLoss", "the input ", names[i], " is missing");
        }
        return static_cast<CTCLossImpl&>(m).forward(given[0].to_tensor(), tensor_of(given[1]), tensor_of(given[2]), tensor_of(given[3]));
      })
      .sample([]() -> std::vector<Tensor> {
        return {log_softmax(rand({6, 2, 4}), -1), tensor({{1, 2, 3}, {2, 1, 1}}), tensor({6, 6}), tensor({3, 2})};
      });
}

}  // namespace tl::nn
