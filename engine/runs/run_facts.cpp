// SPDX-License-Identifier: Apache-2.0
#include "engine/runs/run_facts.h"

#include <ctime>
#include <nlohmann/json.hpp>

#include "engine/core/error.h"
#include "engine/io/durable_writer.h"
#include "engine/io/json_reader.h"

namespace tl::runs {

void write_run_facts(const std::filesystem::path& run_dir, const RunFacts& f) {
  const nlohmann::ordered_json json{
      {"format", "tensorloom.run"}, {"version", 1},     {"project", f.project_name},  {"started", f.started},
      {"ended", f.ended},           {"state", f.state}, {"reason", f.reason},         {"seed", f.seed},
      {"epochs", f.epochs},         {"steps", f.steps}, {"parameters", f.parameters}, {"class_names", f.class_names},
      {"tensorloom", f.version}};
  io::save_file(run_dir / "run.json", json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n", "write run");
}

RunFacts read_run_facts(const std::filesystem::path& run_dir) {
  const auto file = run_dir / "run.json";
  const auto json = io::read_json_file(file, {16, 16 << 20});
  try {
    if (json.at("format") != "tensorloom.run" || json.at("version") != 1)
      throw Error(ErrorCategory::input, "read run", str("'", file.string(), "' is not the record of a run of version 1"),
                  "Choose the folder of a run.");
    RunFacts f;
    f.project_name = json.at("project");
    f.started = json.at("started");
    f.ended = json.value("ended", "");
    f.state = json.at("state");
    f.reason = json.value("reason", "");
    f.seed = json.at("seed");
    f.epochs = json.value("epochs", int64_t{0});
    f.steps = json.value("steps", int64_t{0});
    f.parameters = json.value("parameters", int64_t{0});
    f.class_names = json.value("class_names", std::vector<std::string>{});
    f.version = json.value("tensorloom", "");
    return f;
  } catch (const nlohmann::json::exception&) {
    throw Error(ErrorCategory::input, "read run", str("'", file.string(), "' lacks a field or has one of a wrong type"),
                "Restore the run's folder from a copy.");
  }
}

std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

}  // namespace tl::runs
