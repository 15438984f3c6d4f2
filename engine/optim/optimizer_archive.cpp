// SPDX-License-Identifier: Apache-2.0
// An optimizer's options and state into an archive and back.
#include <typeinfo>

#include "engine/autograd/autograd.h"
#include "engine/core/describe.h"
#include "engine/core/error.h"
#include "engine/io/archive.h"
#include "engine/optim/optimizer.h"

namespace tl::optim {
using serialize::InputArchive;
using serialize::OutputArchive;
namespace {
[[noreturn]] void no_description(const OptimizerOptions& options) {
  TL_THROW(not_implemented, "serialize", autograd::demangled_name(typeid(options).name()), " has no description of its options; override serialize()");
}
std::string kind_of(const Optimizer& optimizer) { return autograd::demangled_name(typeid(optimizer).name()); }

InputArchive part(InputArchive& archive, const std::string& key) {
  InputArchive nested;
  archive.read(key, nested);
  return nested;
}
}  // namespace

void OptimizerOptions::serialize(OutputArchive&) const { no_description(*this); }
void OptimizerOptions::serialize(InputArchive&) { no_description(*this); }

void detail::write_options(OutputArchive& archive, const OptionsDescription& description, const void* options) {
  for (const FieldDesc& f : description.fields) archive.write(f.name, f.get(options));
}
void detail::read_options(InputArchive& archive, const OptionsDescription& description, void* options) {
  for (const FieldDesc& f : description.fields) {
    Value value;
    if (!archive.try_read(f.name, value)) continue;
    try {
      f.check("load", value);
      f.set(options, value);
    } catch (const Error& e) {
      throw Error(ErrorCategory::input, "load", str(archive.prefix(), f.name, ": ", e.message()), e.remedy());
    }
  }
}

bool detail::same_options(const OptionsDescription& description, const void* a, const void* b) {
  for (const FieldDesc& f : description.fields)
    if (!(f.get(a) == f.get(b))) return false;
  return true;
}

void Optimizer::save(OutputArchive& archive) const {
  archive.write("type", Value(kind_of(*this)));
  OutputArchive groups, state;
  for (size_t i = 0; i < param_groups().size(); ++i) {
    OutputArchive group, options;
    param_groups()[i].options().serialize(options);
    group.write("params", Value(static_cast<int64_t>(param_groups()[i].params().size())));
    group.write("options", options);
    groups.write(std::to_string(i), group);
  }
  for (const auto& [name, tensor] : state_tensors()) state.write(name, tensor);
  archive.write("param_groups", groups);
  archive.write("state", state);
}

void Optimizer::load(InputArchive& archive) {
  Value type;
  archive.read("type", type);
  TL_CHECK(type.is_string() && type.to_string() == kind_of(*this), input, "load", "the archive holds the state of ",
           type.is_string() ? type.to_string().substr(0, 100) : "something else", ", not of ", kind_of(*this));
  InputArchive groups = part(archive, "param_groups"), state = part(archive, "state");
  const size_t saved = groups.keys().size();
  TL_CHECK(saved == param_groups().size(), input, "load", "the archive has ", saved, " parameter groups, the optimizer ", param_groups().size());
  std::vector<std::unique_ptr<OptimizerOptions>> options;
  for (size_t i = 0; i < param_groups().size(); ++i) {
    InputArchive group = part(groups, std::to_string(i)), values = part(group, "options");
    Value params;
    group.read("params", params);
    TL_CHECK(params.is_int() && params.i() == static_cast<int64_t>(param_groups()[i].params().size()), input, "load", "parameter group ", i, " has ",
             params.repr().substr(0, 40), " parameters in the archive and ", param_groups()[i].params().size(), " here");
    options.push_back(param_groups()[i].options().clone());
    options.back()->serialize(values);
  }
  std::vector<std::pair<std::string, Tensor>> tensors;
  for (const std::string& key : state.keys()) {
    Tensor t;
    state.read(key, t);
    TL_CHECK(t.defined(), input, "load", "the state '", key.substr(0, 100), "' has no data");
    tensors.emplace_back(key, t);
  }
  load_state_tensors(tensors);
  for (size_t i = 0; i < param_groups().size(); ++i) param_groups()[i].set_options(std::move(options[i]));
}

}  // namespace tl::optim
