// SPDX-License-Identifier: GPL-3.0-or-later
// `ops [NAME]`: the engine's operators.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cli.h"
#include "engine/core/error.h"
#include "engine/ops/op_def.h"

namespace tl::cli {

namespace {

const char* kind_name(ops::ArgKind kind) {
  switch (kind) {
    case ops::ArgKind::tensor: case ops::ArgKind::optional_tensor: return "tensor";
    case ops::ArgKind::tensor_list: return "list of tensors";
    case ops::ArgKind::boolean: return "true or false";
    case ops::ArgKind::integer: return "integer";
    case ops::ArgKind::real: case ops::ArgKind::scalar: return "number";
    case ops::ArgKind::ints: return "integers";
    case ops::ArgKind::text: return "text";
    case ops::ArgKind::dtype: return "dtype";
    case ops::ArgKind::any: return "any value";
  }
  return "";
}

/// "required", "optional" or the default as it is written.
std::string fallback(const ops::ArgDef& arg) {
  if (!arg.default_value.is_none()) return "default " + arg.default_value.repr();
  return arg.optional || arg.kind == ops::ArgKind::optional_tensor ? "optional" : "required";
}

nlohmann::json as_json(const ops::OpDef& op) {
  nlohmann::json arguments = nlohmann::json::array();
  for (const auto& arg : op.args) {
    nlohmann::json row{{"name", arg.name}, {"kind", kind_name(arg.kind)}, {"required", fallback(arg) == "required"}, {"doc", arg.doc}};
    if (!arg.default_value.is_none()) row["default"] = arg.default_value.repr();
    arguments.push_back(std::move(row));
  }
  return {{"name", op.name}, {"category", op.category}, {"signature", ops::signature(op)}, {"doc", op.doc}, {"arguments", arguments}};
}

int list(const Shared& shared) {
  for (const ops::OpDef* op : ops::all()) {
    if (op->is(ops::hidden)) continue;
    if (shared.json) result(as_json(*op).dump());
    else result(fmt::format("{:<40} {}", ops::signature(*op), op->doc));
  }
  return 0;
}

int show(const std::string& name, const Shared& shared) {
  const ops::OpDef* op = ops::find(name);
  if (!op) throw Error(ErrorCategory::usage, "ops", str("there is no operator '", name, "'"), "`tensorloom-cli ops` lists them.");
  if (shared.json) {
    result(as_json(*op).dump());
    return 0;
  }
  result(ops::signature(*op));
  result(op->doc);
  for (const auto& arg : op->args)
    result(fmt::format("  {:<16} {:<16} {:<18} {}", arg.name, kind_name(arg.kind), fallback(arg), arg.doc));
  return 0;
}

}  // namespace

void add_ops(CLI::App& app, Shared& shared) {
  auto* command = app.add_subcommand("ops", "List the operators, or describe one");
  auto name = std::make_shared<std::string>();
  command->add_option("NAME", *name, "Operator");
  command->callback([name, &shared] { shared.run = [name, &shared] { return name->empty() ? list(shared) : show(*name, shared); }; });
}

}  // namespace tl::cli
