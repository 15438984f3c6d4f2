// SPDX-License-Identifier: Apache-2.0
// Optimizers and learning-rate schedules, from the engine's registries.
#include "engine/optim/registry.h"
#include "nodes/types/families.h"

namespace tl::nodes {

namespace {

NodeType from_optimizer(const optim::OptimizerDef& def) {
  NodeType type;
  type.key = def.name, type.title = def.name, type.doc = def.doc;
  type.category = Category::optimizer;
  type.role = Role::optimizer;
  type.optimizer = &def;
  type.stem = lower_case(def.name), type.numbered = false;
  type.keywords = {"optimiser", "gradient descent", "train"};
  type.inputs = {{"loss", PortKind::loss, "What to minimise; several losses add up by their weights", false, true},
                 {"schedule", PortKind::schedule, "How the learning rate changes over time", true, false}};
  type.fields = def.options->fields;
  for (FieldDesc& f : type.fields) f.on_node = f.name == "lr";
  FieldDesc scope = make_field("scope", FieldKind::text, std::string(),
                               "Nodes and groups whose parameters it moves, by name, in a group block/2/conv_1, separated by commas; empty: "
                               "all that can be trained");
  scope.expert = true;
  type.fields.push_back(std::move(scope));
  FieldDesc turn = make_field("turn", FieldKind::integer, 0,
                              "When it steps: optimizers that follow different losses take turns in each step, lowest first (a GAN's discriminator 0, its generator 1)");
  turn.expert = true, turn.min = 0, turn.max = 99;
  type.fields.push_back(std::move(turn));
  return type;
}

NodeType from_scheduler(const optim::SchedulerDef& def) {
  NodeType type;
  type.key = def.name, type.title = def.name, type.doc = def.doc;
  type.category = Category::scheduler;
  type.role = Role::scheduler;
  type.scheduler = &def;
  type.stem = "schedule", type.numbered = false;
  type.keywords = {"learning rate", "lr", "decay", "schedule"};
  type.outputs = {{"schedule", PortKind::schedule, "To an optimizer's schedule", false, false}};
  type.fields = def.options->fields;
  FieldDesc interval = make_field("interval", FieldKind::choice, std::string("epoch"), "What the schedule counts");
  interval.choices = {"epoch", "step"};
  if (def.takes_metric)
    type.fields.push_back(make_field("metric", FieldKind::text, std::string("validation/loss"), "What the schedule watches, after each validation"));
  else
    type.fields.push_back(std::move(interval));
  return type;
}

}  // namespace

std::vector<NodeType> optimizer_node_types() {
  std::vector<NodeType> types;
  for (const auto& def : optim::optimizers()) types.push_back(from_optimizer(def));
  for (const auto& def : optim::schedulers()) types.push_back(from_scheduler(def));
  return types;
}

}  // namespace tl::nodes
