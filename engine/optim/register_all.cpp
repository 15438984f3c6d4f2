// SPDX-License-Identifier: Apache-2.0
#include "engine/optim/adadelta.h"
#include "engine/optim/adagrad.h"
#include "engine/optim/adam.h"
#include "engine/optim/adamax.h"
#include "engine/optim/asgd.h"
#include "engine/optim/lbfgs.h"
#include "engine/optim/registry.h"
#include "engine/optim/rmsprop.h"
#include "engine/optim/rprop.h"
#include "engine/optim/sgd.h"
#include "engine/optim/sparse_adam.h"

namespace tl::optim {
namespace {

template <class O, class Options>
OptimizerDef define(const char* name, const char* doc, int64_t (*state_floats)(const Value& options)) {
  const auto& description = description_of<Options>();
  return {name, doc, &description,
          [name = std::string(name), &description](std::vector<Tensor> parameters, const Value& values) -> std::unique_ptr<Optimizer> {
            Options options = Options::prototype();
            if (!values.is_none()) apply_options(description, &options, values, name);
            return std::make_unique<O>(std::move(parameters), options);
          },
          state_floats};
}
template <int64_t count>
int64_t always(const Value&) { return count; }
/// Whether an option is on (a number: not zero).
bool on(const Value& options, const char* name) {
  const Value* v = options.is_dict() ? options.find(name) : nullptr;
  return v && v->is_number() && v->to_double() != 0;
}
OptimizerDef closure(OptimizerDef def) {
  def.needs_closure = true;
  return def;
}
OptimizerDef sparse(OptimizerDef def) {
  def.sparse_only = true;
  return def;
}
}  // namespace

const std::vector<OptimizerDef>& optimizers() {
  static const std::vector<OptimizerDef> all{
      define<SGD, SGDOptions>("SGD", "Stochastic gradient descent, with momentum if wanted", [](const Value& o) -> int64_t { return on(o, "momentum"); }),
      define<Adam, AdamOptions>("Adam", "Adapts the step of each weight to the mean and spread of its gradients", [](const Value& o) -> int64_t { return 2 + on(o, "amsgrad"); }),
      define<AdamW, AdamWOptions>("AdamW", "Adam with weight decay kept apart from the gradients", [](const Value& o) -> int64_t { return 2 + on(o, "amsgrad"); }),
      define<RMSprop, RMSpropOptions>("RMSprop", "Divides the step of each weight by the recent size of its gradients",
                                      [](const Value& o) -> int64_t { return 1 + on(o, "momentum") + on(o, "centered"); }),
      define<Adagrad, AdagradOptions>("Adagrad", "Divides the step of each weight by the size of all its gradients so far", always<1>),
      define<Adadelta, AdadeltaOptions>("Adadelta", "Finds the size of each weight's steps from earlier steps and gradients", always<2>),
      define<Adamax, AdamaxOptions>("Adamax", "Adam with the largest gradient instead of the mean square", always<2>),
      define<ASGD, ASGDOptions>("ASGD", "Stochastic gradient descent that keeps an average of the weights", always<1>),
      define<Rprop, RpropOptions>("Rprop", "Steps by the sign of the gradient alone; for batches of the whole data", always<2>),
      sparse(define<SparseAdam, SparseAdamOptions>("SparseAdam", "Adam for sparse gradients, as embeddings with sparse=true have them", always<2>)),
      closure(define<LBFGS, LBFGSOptions>("LBFGS", "Quasi-Newton steps from the history of gradients; evaluates the loss several times a step",
                                          [](const Value& o) -> int64_t {
                                            const Value* h = o.is_dict() ? o.find("history_size") : nullptr;
                                            return 3 + 2 * (h && h->is_int() ? h->to_int() : 100);
                                          })),
  };
  return all;
}
const OptimizerDef* find_optimizer(const std::string& name) {
  for (const auto& def : optimizers())
    if (def.name == name) return &def;
  return nullptr;
}
void check_option(bool holds, const char* optimizer, const char* option, const std::string& wrong, const char* remedy) {
  if (!holds) throw ValueError(ErrorCategory::value, optimizer, wrong, remedy, option);
}
}  // namespace tl::optim
