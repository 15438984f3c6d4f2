// SPDX-License-Identifier: GPL-3.0-or-later
// `devices`: where networks can be computed on this machine, and what is missing for the rest.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cli.h"
#include "engine/core/device_backend.h"
#include "engine/core/pool.h"

namespace tl::cli {

namespace {

int devices(const Shared& shared) {
  using nlohmann::json;
  const std::string missing = cuda::why_not();
  const int count = missing.empty() ? cuda::device_count() : 0;
  if (shared.json) result(json{{"device", "cpu"}, {"available", true}, {"threads", get_num_threads()}}.dump());
  else result(fmt::format("cpu     {} compute threads", get_num_threads()));
  for (int i = 0; i < count; ++i) {
    const DeviceFacts f = device_backend(Device(kCUDA)).facts(i);
    if (shared.json)
      result(json{{"device", fmt::format("cuda:{}", i)}, {"available", true}, {"name", f.name}, {"detail", f.detail},
                  {"memory_bytes", f.memory_total}, {"memory_free_bytes", f.memory_free}}.dump());
    else
      result(fmt::format("cuda:{}  {}, {}, {}B of memory, {}B free", i, f.name, f.detail, si(static_cast<double>(f.memory_total)),
                         si(static_cast<double>(f.memory_free))));
  }
  if (count > 0) return 0;
  if (shared.json) result(json{{"device", "cuda"}, {"available", false}, {"reason", missing}}.dump());
  else result("cuda    not available: " + missing);
  return 0;
}

}  // namespace

void add_devices(CLI::App& app, Shared& shared) {
  auto* command = app.add_subcommand("devices", "List the devices that networks can be computed on");
  command->callback([&shared] { shared.run = [&shared] { return devices(shared); }; });
}

}  // namespace tl::cli
