// SPDX-License-Identifier: Apache-2.0
#include "engine/train/checkpoint.h"

#include <xxhash.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "engine/core/error.h"
#include "engine/io/bounded_reader.h"
#include "engine/io/durable_writer.h"
#include "engine/io/json_reader.h"

namespace tl::train {
namespace fs = std::filesystem;
namespace {
using nlohmann::json;
constexpr const char* reading = "read checkpoint";
constexpr const char* writing = "write checkpoint";
constexpr const char* payloads[] = {"model.safetensors", "optimizer.safetensors"};

std::string hash_file(const fs::path& file) {
  const io::FileReader reader(file, reading);
  const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state(XXH3_createState(), &XXH3_freeState);
  XXH3_64bits_reset(state.get());
  std::vector<char> block(1 << 20);
  for (uint64_t at = 0; at < reader.size();) {
    const uint64_t n = std::min<uint64_t>(block.size(), reader.size() - at);
    reader.read(at, block.data(), n, "the file");
    XXH3_64bits_update(state.get(), block.data(), n);
    at += n;
  }
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(XXH3_64bits_digest(state.get())));
  return text;
}

/// 64-bit numbers are written as text: many JSON readers keep 53 bits.
uint64_t parse_u64(const json& j) {
  const std::string text = j.get<std::string>();
  uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) throw json::type_error::create(302, "not a number", &j);
  return value;
}

json to_json(const Progress& p) {
  json j{{"format", "tensorloom.checkpoint"},
         {"version", 1},
         {"step", p.step},
         {"epoch", p.epoch},
         {"position", p.position},
         {"samples", p.samples},
         {"active_seconds", p.active_seconds},
         {"seed", std::to_string(p.seed)},
         {"early_stop", {{"waited", p.early_stop_waited}, {"best", p.early_stop_best ? json(*p.early_stop_best) : json()}}},
         {"best", p.best ? json{{"series", p.best->series}, {"value", p.best->value}, {"step", p.best->step}} : json()},
         {"learning_rates", p.learning_rates},
         {"schedulers", p.schedulers},
         {"loss_weights", p.loss_weights},
         {"fingerprint", p.fingerprint}};
  json ids = json::object();
  for (const auto& [name, id] : p.node_ids) ids[name] = std::to_string(id);
  j["node_ids"] = ids;
  return j;
}

Progress from_json(const json& j) {
  Progress p;
  p.step = j.at("step");
  p.epoch = j.at("epoch");
  p.position = j.at("position");
  p.samples = j.at("samples");
  p.active_seconds = j.at("active_seconds");
  p.seed = parse_u64(j.at("seed"));
  const auto& stop = j.at("early_stop");
  p.early_stop_waited = stop.at("waited");
  if (!stop.at("best").is_null()) p.early_stop_best = stop.at("best").get<double>();
  if (const auto& b = j.at("best"); !b.is_null()) p.best = Progress::Best{b.at("series"), b.at("value"), b.at("step")};
  p.learning_rates = j.at("learning_rates").get<std::map<std::string, double>>();
  p.schedulers = j.at("schedulers").get<std::map<std::string, std::map<std::string, double>>>();
  p.loss_weights = j.at("loss_weights").get<std::map<std::string, double>>();
  p.fingerprint = j.at("fingerprint").get<std::map<std::string, std::string>>();
  for (const auto& [name, id] : j.at("node_ids").items()) p.node_ids[name] = parse_u64(id);
  if (p.step < 0 || p.epoch < 0 || p.position < 0 || p.samples < 0) throw json::type_error::create(302, "a count is negative", &j);
  return p;
}

json read_manifest(const fs::path& folder) {
  const fs::path file = folder / "manifest.json";
  json manifest = io::read_json_file(file, {16, 64 << 20});
  if (!manifest.is_object() || manifest.value("format", json()) != "tensorloom.checkpoint")
    throw Error(ErrorCategory::input, reading, str("'", file.string(), "' does not describe a checkpoint"),
                "Choose the folder of a checkpoint or of a run.");
  if (manifest.value("version", json()) != 1)
    throw Error(ErrorCategory::input, reading, str("'", file.string(), "' is of a newer version than this program reads"),
                "Use the program that wrote it, or a newer one.");
  return manifest;
}

Progress parse_progress(const fs::path& folder, const json& manifest) {
  try {
    return from_json(manifest);
  } catch (const json::exception&) {
    throw Error(ErrorCategory::input, reading, str("'", (folder / "manifest.json").string(), "' lacks a field or has one of a wrong type"),
                "Use another checkpoint of the run.");
  }
}

/// Throws unless each file is there and has the bytes it was written with.
void verify(const fs::path& folder, const json& manifest) {
  for (const char* name : payloads) {
    const json files = manifest.value("files", json::object());
    const json entry = files.is_object() ? files.value(name, json()) : json();
    if (!entry.is_object() || !entry.value("xxh3", json()).is_string())
      throw Error(ErrorCategory::input, reading, str("'", folder.string(), "' states no checksum of ", name),
                  "Use another checkpoint of the run.");
    if (hash_file(folder / name) != entry["xxh3"].get<std::string>())
      throw Error(ErrorCategory::input, reading,
                  str("'", (folder / name).string(), "' is damaged: its checksum is not the one it was written with"),
                  "Use another checkpoint of the run.");
  }
}

std::string good_one_beside(const fs::path& folder) {
  auto all = list_checkpoints(folder.parent_path().parent_path());
  std::reverse(all.begin(), all.end());
  for (const auto& other : all) {
    if (other.filename() == folder.filename()) continue;
    try {
      const json manifest = read_manifest(other);
      parse_progress(other, manifest);
      verify(other, manifest);
      return "The newest good one is '" + other.string() + "': `eval --checkpoint` and `train --resume --from` take it.";
    } catch (const Error&) {
    }
  }
  return "No other checkpoint of this run is good.";
}

/// What `read` says, with a way on where the checkpoint is bad.
template <class Read>
auto with_way_on(const fs::path& folder, const Read& read) {
  try {
    return read();
  } catch (const Error& e) {
    if (e.category() != ErrorCategory::input) throw;
    throw Error(ErrorCategory::input, reading, e.operation() == reading ? e.message() : e.operation() + ": " + e.message(),
                good_one_beside(folder));
  }
}

/// The number in "step-00000082".
std::optional<int64_t> step_in(const fs::path& folder) {
  const std::string name = folder.filename().string();
  int64_t step = 0;
  if (!name.starts_with("step-")) return {};
  const auto [last, bad] = std::from_chars(name.data() + 5, name.data() + name.size(), step);
  return bad == std::errc() && last == name.data() + name.size() ? std::optional(step) : std::nullopt;
}

std::string folder_name(int64_t step) {
  char name[40];
  std::snprintf(name, sizeof name, "step-%08lld", static_cast<long long>(step));
  return name;
}
}  // namespace

fs::path write_checkpoint(const fs::path& run_dir, const Checkpoint& checkpoint, bool best) {
  const fs::path target = run_dir / "checkpoints" / folder_name(checkpoint.progress.step);
  io::DurableDirectory folder(target, writing);
  io::save_safetensors(folder.path() / payloads[0], checkpoint.model, {{"format", "pt"}});
  io::save_safetensors(folder.path() / payloads[1], checkpoint.optimizer);
  json manifest = to_json(checkpoint.progress);
  for (const char* name : payloads)
    manifest["files"][name] = {{"bytes", fs::file_size(folder.path() / name)}, {"xxh3", hash_file(folder.path() / name)}};
  io::save_file(folder.path() / "manifest.json", manifest.dump(1, ' ', false, json::error_handler_t::replace) + "\n", writing);
  folder.commit();
  if (best) {
    const json note{{"format", "tensorloom.best"}, {"version", 1}, {"checkpoint", target.filename().string()}};
    io::save_file(run_dir / "checkpoints" / "best.json", note.dump(1) + "\n", writing);
  }
  return target;
}

std::vector<fs::path> list_checkpoints(const fs::path& run_dir) {
  std::vector<std::pair<int64_t, fs::path>> found;
  std::error_code error;
  for (fs::directory_iterator it(run_dir / "checkpoints", error), end; !error && it != end; it.increment(error))
    if (const auto step = step_in(it->path())) found.emplace_back(*step, it->path());
  std::sort(found.begin(), found.end());
  std::vector<fs::path> paths;
  for (auto& [step, path] : found) paths.push_back(std::move(path));
  return paths;
}

int64_t checkpoint_step(const fs::path& folder) { return step_in(folder).value_or(-1); }

std::optional<fs::path> best_checkpoint(const fs::path& run_dir) {
  const fs::path note = run_dir / "checkpoints" / "best.json";
  std::error_code ignored;
  if (!fs::exists(note, ignored)) return {};
  const json j = io::read_json_file(note, {8, 1 << 20});
  const json name = j.is_object() ? j.value("checkpoint", json()) : json();
  if (!name.is_string() || fs::path(name.get<std::string>()).filename() != name.get<std::string>()) return {};
  const fs::path path = run_dir / "checkpoints" / name.get<std::string>();
  return fs::exists(path / "manifest.json", ignored) ? std::optional(path) : std::nullopt;
}

void prune_checkpoints(const fs::path& run_dir, int64_t keep) {
  io::remove_stale_temporaries(run_dir / "checkpoints");
  const auto all = list_checkpoints(run_dir);
  std::optional<fs::path> best;
  try {
    best = best_checkpoint(run_dir);
  } catch (const Error&) {
    return;  // not knowing the best one, remove none
  }
  for (size_t i = 0; i + static_cast<size_t>(std::max<int64_t>(1, keep)) < all.size(); ++i) {
    if (best && *best == all[i]) continue;
    // The manifest goes first: a folder half removed when the power fails is then no checkpoint any more.
    std::error_code ignored;
    fs::remove(all[i] / "manifest.json", ignored);
    fs::remove_all(all[i], ignored);
  }
}

fs::path resolve_checkpoint(const fs::path& path) {
  std::error_code ignored;
  if (fs::exists(path / "manifest.json", ignored)) return path;
  auto all = list_checkpoints(path);
  while (!all.empty() && !fs::exists(all.back() / "manifest.json", ignored)) all.pop_back();
  if (!all.empty()) return all.back();
  throw Error(ErrorCategory::input, reading,
              fs::exists(path, ignored) ? str("'", path.string(), "' holds no checkpoint") : str("'", path.string(), "' does not exist"),
              "Choose the folder of a checkpoint or of a run.");
}

Progress read_progress(const fs::path& path) {
  const fs::path folder = resolve_checkpoint(path);
  return with_way_on(folder, [&] { return parse_progress(folder, read_manifest(folder)); });
}

Checkpoint read_checkpoint(const fs::path& path) {
  const fs::path folder = resolve_checkpoint(path);
  return with_way_on(folder, [&] {
    const json manifest = read_manifest(folder);
    Checkpoint c;
    c.progress = parse_progress(folder, manifest);
    verify(folder, manifest);
    c.model = io::load_safetensors(folder / payloads[0]);
    c.optimizer = io::load_safetensors(folder / payloads[1]);
    return c;
  });
}

}  // namespace tl::train

namespace tl::io {

NamedTensors load_weights(const std::filesystem::path& path) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(path, ignored)) return load_safetensors(path);
  return train::read_checkpoint(path).model;
}

}  // namespace tl::io
