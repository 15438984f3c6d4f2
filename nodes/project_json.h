// SPDX-License-Identifier: Apache-2.0
// Between JSON and our values, and the project text's layout on the page. Internal to nodes/.
#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "engine/core/value.h"
#include "nodes/project_io.h"

namespace tl::nodes {

/// A list of integers only becomes `ints`; numbers keep being integer or real as written.
Value value_from_json(const nlohmann::json& json);
/// Non-finite numbers have no JSON form and become text "inf", "-inf", "nan".
nlohmann::json json_from_value(const Value& value);
Value::Dict dict_from_json(const nlohmann::json& object);
nlohmann::json json_from_dict(const Value::Dict& dict);

/// Indented by two; what fits a line of 100 characters below the first two levels stays on one line; "format" and "version" first, then
/// keys sorted. Ends with a newline.
std::string pretty_json(const nlohmann::json& json);

/// Brings a parsed project of an older version to `project_version`, one small function per version. Throws for newer ones.
void migrate_project(nlohmann::json& project, const std::string& source, std::vector<Diagnostic>& diagnostics);

}  // namespace tl::nodes
