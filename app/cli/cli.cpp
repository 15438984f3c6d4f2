// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdio>

#include "engine/core/error.h"
#include "engine/core/quote.h"
#include "nodes/plugin.h"

namespace tl::cli {

OpenProject open_project(const std::string& file, const Shared& shared) {
  std::error_code error;
  const auto path = std::filesystem::absolute(file, error);
  nodes::LoadedProject loaded = nodes::load_project(file, [&](const std::vector<std::string>& plugins) {
    if (shared.allow_plugins) return nodes::load_plugins(plugins, path.parent_path());
    std::string names;
    for (const auto& plugin : plugins) names += (names.empty() ? "" : ", ") + ("'" + (path.parent_path() / plugin).lexically_normal().string() + "'");
    throw Error(ErrorCategory::usage, "open project", str(file, " asks for libraries that run as part of this program: ", names),
                "If you trust them, add --allow-plugins.");
  });
  for (const auto& d : loaded.diagnostics)
    message(shared, "warning: " + (d.where.empty() ? "" : d.where + ": ") + d.message + (d.remedy.empty() ? "" : ". " + d.remedy));
  OpenProject project;
  project.dir = path.parent_path();
  project.name = path.stem().string();
  project.snapshot = std::make_shared<const nodes::GraphState>(std::move(loaded.state));
  return project;
}

train::TrainSpec lower_project(const OpenProject& project, const Value::Dict& run) {
  return nodes::lower(project.snapshot, {project.dir, project.name, run});
}

void message(const Shared& shared, const std::string& text) {
  if (!shared.quiet) fmt::print(stderr, "{}\n", printable(text));
}

void complain(const std::string& text, const std::string& remedy) {
  fmt::print(stderr, "tensorloom-cli: error: {}{}{}\n", printable(text), remedy.empty() ? "" : (text.ends_with('.') ? " " : ". "),
             printable(remedy));
}

void result(const std::string& line) {
  const bool ok =
      std::fwrite(line.data(), 1, line.size(), stdout) == line.size() && std::fputc('\n', stdout) != EOF && std::fflush(stdout) == 0;
  if (!ok)
    throw Error(ErrorCategory::io, "write", "the result could not be written to standard output",
                "Check free space and the receiving end.");
}

std::string grouped(int64_t number) {
  std::string text = std::to_string(number);
  for (auto at = static_cast<ptrdiff_t>(text.size()) - 3; at > (number < 0 ? 1 : 0); at -= 3) text.insert(static_cast<size_t>(at), " ");
  return text;
}

std::string si(double number) {
  const char* unit = "";
  for (const char* next : {"k", "M", "G", "T"}) {
    if (number < 999.95) break;
    number /= 1000, unit = next;
  }
  return fmt::format("{:.3g} {}", number, unit);
}

std::string short_number(double number) {
  if (std::isnan(number)) return "nan";  // whatever its sign
  const double size = std::fabs(number);
  return size < 1e4 && (size >= 1e-3 || size == 0) ? fmt::format("{:.4f}", number) : fmt::format("{:.4g}", number);
}

}  // namespace tl::cli
