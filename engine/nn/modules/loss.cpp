// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/loss.h"

#include "engine/nn/module_list.h"

namespace tl::nn {

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
