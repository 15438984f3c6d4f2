// SPDX-License-Identifier: Apache-2.0
#include "nodes/run_settings.h"

namespace tl::nodes {

using train::RunSettings;

namespace {

/// A field whose member lies inside a nested struct.
template <class T>
FieldBuilder nested(OptionsDescription& out, std::string name, T train::EarlyStop::*member) {
  FieldDesc f;
  f.label = name;
  f.name = std::move(name);
  f.kind = detail::FieldTraits<T>::kind;
  f.default_value = detail::FieldTraits<T>::to(train::EarlyStop{}.*member);
  f.get = [member](const void* o) { return detail::FieldTraits<T>::to(static_cast<const RunSettings*>(o)->early_stop.*member); };
  f.set = [member](void* o, const Value& v) { static_cast<RunSettings*>(o)->early_stop.*member = detail::FieldTraits<T>::from(v); };
  out.fields.push_back(std::move(f));
  return FieldBuilder(out.fields.back());
}

OptionsDescription describe() {
  OptionsDescription out;
  const RunSettings prototype;
  Describer<RunSettings> d(out, prototype);
  d.field("epochs", &RunSettings::epochs).min(1).max(1e9).unit("epochs").help("How often the network sees every training sample").on_node();
  d.field("seed", &RunSettings::seed)
      .kind(FieldKind::seed)
      .min(0)
      .help("Decides initial weights, order of samples, dropout and augmentation")
      .on_node();
  d.field("device", &RunSettings::device).choices({"cpu", "cuda"}).help("Where the network is computed");
  d.field("precision", &RunSettings::precision).choices({"f32"}).help("Number format of the computation");
  d.field("accumulation", &RunSettings::accumulation).min(1).max(1e6).label("accumulation").unit("batches")
      .help("Batches whose gradients are added up before each optimizer step");
  d.field("clip_grad_norm", &RunSettings::clip_grad_norm).min(0).help("Largest norm of all gradients together; 0: not limited");
  d.field("clip_grad_value", &RunSettings::clip_grad_value).min(0).help("Largest size of each gradient element; 0: not limited").expert();
  d.field("validate_every", &RunSettings::validate_every).min(0).unit("epochs").help("Epochs between validations; 0: never");
  d.field("checkpoint_every", &RunSettings::checkpoint_every).label("save every").min(0).unit("epochs")
      .help("Epochs between checkpoints; 0: only at the end and on stop");
  d.field("keep_checkpoints", &RunSettings::keep_checkpoints).label("saves kept").min(1)
      .help("Newest checkpoints kept, besides the best").expert();
  nested(out, "early_stop", &train::EarlyStop::series).label("early stop")
      .help("Series that must keep improving, such as validation/loss; empty: off");
  nested(out, "early_stop_patience", &train::EarlyStop::patience).label("stop patience").min(1).unit("validations")
      .help("Validations without improvement before the run ends").expert();
  nested(out, "early_stop_min_delta", &train::EarlyStop::min_delta)
      .label("stop min delta")
      .min(0)
      .help("Smallest change that counts as better")
      .expert();
  nested(out, "early_stop_higher_is_better", &train::EarlyStop::higher_is_better).label("stop at highest")
      .help("On for accuracy, off for losses").expert();
  d.field("threads", &RunSettings::threads).min(0).max(1024).help("Compute threads; 0: one per core").expert();
  d.field("loader_workers", &RunSettings::loader_workers)
      .min(-1)
      .max(256)
      .help("Threads that prepare samples; -1: chosen by the machine")
      .expert();
  d.field("deterministic", &RunSettings::deterministic).help("Only computations that give the same bits on every run").expert();
  return out;
}

}  // namespace

const OptionsDescription& run_settings_description() {
  static const OptionsDescription description = describe();
  return description;
}

RunSettings run_settings(const Value::Dict& run) {
  RunSettings settings;
  Value::Dict known;
  for (const auto& entry : run)
    if (run_settings_description().find(entry.first)) known.push_back(entry);
  apply_options(run_settings_description(), &settings, known, "run settings");
  return settings;
}

std::optional<int64_t> automatic_run_value(const std::string& key) {
  if (key == "threads") return 0;
  if (key == "loader_workers") return -1;
  return std::nullopt;
}

Value run_setting(const GraphState& state, const std::string& key) {
  if (const Value* set = find_entry(state.run, key)) return *set;
  const FieldDesc* field = run_settings_description().find(key);
  return field ? field->default_value : Value();
}

}  // namespace tl::nodes
