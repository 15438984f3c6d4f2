// SPDX-License-Identifier: Apache-2.0
#include "engine/autograd/profiler.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <mutex>
#include <nlohmann/json.hpp>

#include "engine/core/device_backend.h"
#include "engine/core/error.h"
#include "engine/io/durable_writer.h"

namespace tl::autograd::profiler {
namespace {
using Clock = std::chrono::steady_clock;
std::atomic<bool> profile_running{false};

struct Begun : ObserverContext {
  FunctionEvent event;
  Begun* around = nullptr;  // the call on this thread that this one is inside of
};
thread_local Begun* innermost = nullptr;

std::string microseconds(double us) {
  return us >= 1e6 ? fmt::format("{:.3f}s", us / 1e6) : us >= 1e3 ? fmt::format("{:.3f}ms", us / 1e3) : fmt::format("{:.3f}us", us);
}
}  // namespace

struct profile::State {
  Clock::time_point begin = Clock::now();
  bool cuda = false, shapes = false, stopped = false;
  std::mutex mutex;
  std::vector<FunctionEvent> events;
  double now() const { return std::chrono::duration<double, std::micro>(Clock::now() - begin).count(); }
  const std::vector<FunctionEvent>& finished(const char* what) const {
    TL_CHECK(stopped, state, what, "the profile is still running; stop it first");
    return events;
  }
};

profile::profile(bool enabled, bool use_cuda, bool record_shapes) : state_(std::make_shared<State>()) {
  state_->stopped = !enabled;
  if (!enabled) return;
  TL_CHECK(!use_cuda || cuda::is_available(), device, "profile", "use_cuda was asked for, but device 'cuda' is not available: ", cuda::why_not());
  TL_CHECK(!profile_running.exchange(true), state, "profile", "another profile is running; there can be one at a time");
  state_->cuda = use_cuda;
  state_->shapes = record_shapes;
  RecordFunctionCallback c;
  c.needs_inputs = record_shapes;
  c.start = [s = state_](const RecordFunction& f) -> std::unique_ptr<ObserverContext> {
    auto b = std::make_unique<Begun>();
    b->event.name = f.name();
    b->event.scope = f.scope();
    b->event.thread = f.threadId();
    b->event.sequence_nr = f.seqNr();
    b->event.depth = f.depth();
    for (const Tensor& t : f.inputs()) b->event.input_shapes.push_back(t.defined() ? t.unsafe_impl()->sizes : DimVector());
    b->around = std::exchange(innermost, b.get());
    if (s->cuda) cuda::synchronize();
    b->event.start_us = s->now();
    return b;
  };
  c.end = [s = state_](const RecordFunction&, ObserverContext* context) {
    auto* b = static_cast<Begun*>(context);
    if (!b) return;
    b->event.end_us = s->now();
    if (s->cuda) {
      cuda::synchronize();
      b->event.cuda_us = s->now() - b->event.start_us;
    }
    innermost = b->around;
    if (b->around) b->around->event.children_us += b->event.cpu_time_total();
    const std::lock_guard lock(s->mutex);
    if (!s->stopped) s->events.push_back(std::move(b->event));
  };
  handle_ = addGlobalCallback(std::move(c));
  running_ = true;
}

profile::~profile() { stop(); }

void profile::stop() {
  if (!running_) return;
  running_ = false;
  removeCallback(handle_);
  profile_running = false;
  const std::lock_guard lock(state_->mutex);
  state_->stopped = true;
  std::stable_sort(state_->events.begin(), state_->events.end(), [](const FunctionEvent& a, const FunctionEvent& b) { return a.start_us < b.start_us; });
}

const std::vector<FunctionEvent>& profile::function_events() const { return state_->finished("function_events"); }

std::vector<FunctionEventAvg> profile::key_averages() const {
  std::vector<FunctionEventAvg> out;
  for (const FunctionEvent& e : state_->finished("key_averages")) {
    auto at = std::find_if(out.begin(), out.end(), [&](const FunctionEventAvg& a) { return a.key == e.name; });
    if (at == out.end()) at = out.insert(out.end(), FunctionEventAvg{e.name});
    ++at->count;
    at->cpu_time_total += e.cpu_time_total();
    at->self_cpu_time_total += e.self_cpu_time_total();
    at->cuda_time_total += e.cuda_us;
  }
  return out;
}

FunctionEventAvg profile::total_average() const {
  FunctionEventAvg all{"Total"};
  for (const FunctionEvent& e : state_->finished("total_average")) {
    ++all.count;
    all.cpu_time_total += e.cpu_time_total();
    all.self_cpu_time_total += e.self_cpu_time_total();
    all.cuda_time_total += e.cuda_us;
  }
  return all;
}

std::string FunctionEventAvg::toString() const { return fmt::format("{}: {} call{}, {}", key, count, count == 1 ? "" : "s", microseconds(cpu_time_total)); }

std::string table_of(const std::vector<FunctionEventAvg>& averages, const std::string& sort_by) {
  std::vector<FunctionEventAvg> rows = averages;
  const auto by = [&](auto&& of) {
    std::stable_sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) { return of(a) > of(b); });
  };
  if (sort_by == "cpu_time") by([](const auto& r) { return r.cpu_time(); });
  else if (sort_by == "cuda_time") by([](const auto& r) { return r.cuda_time(); });
  else if (sort_by == "cpu_time_total") by([](const auto& r) { return r.cpu_time_total; });
  else if (sort_by == "cuda_time_total") by([](const auto& r) { return r.cuda_time_total; });
  else if (sort_by == "self_cpu_time_total") by([](const auto& r) { return r.self_cpu_time_total; });
  else if (sort_by == "count") by([](const auto& r) { return static_cast<double>(r.count); });
  else
    TL_CHECK(sort_by.empty(), value, "table", "cannot sort by '", sort_by,
             "'; there are cpu_time, cuda_time, cpu_time_total, cuda_time_total, self_cpu_time_total and count");
  size_t wide = 4;
  double self = 0;
  bool cuda = false;
  for (const auto& r : rows) {
    wide = std::max(wide, r.key.size());
    self += r.self_cpu_time_total;
    cuda |= r.cuda_time_total > 0;
  }
  std::string out = fmt::format("{:<{}}  {:>7}  {:>10}  {:>12}  {:>12}  {:>12}", "Name", wide, "Calls", "Self CPU %", "Self CPU", "CPU total", "CPU average");
  if (cuda) out += fmt::format("  {:>12}", "CUDA total");
  const std::string line(out.size(), '-');
  out = line + '\n' + out + '\n' + line + '\n';
  for (const auto& r : rows) {
    out += fmt::format("{:<{}}  {:>7}  {:>9.2f}%  {:>12}  {:>12}  {:>12}", r.key, wide, r.count, self > 0 ? 100 * r.self_cpu_time_total / self : 0.0,
                       microseconds(r.self_cpu_time_total), microseconds(r.cpu_time_total), microseconds(r.cpu_time()));
    if (cuda) out += fmt::format("  {:>12}", microseconds(r.cuda_time_total));
    out += '\n';
  }
  return out + line + "\nSelf CPU time total: " + microseconds(self) + '\n';
}

std::string profile::table(const std::string& sort_by) const {
  if (!sort_by.empty()) return table_of(key_averages(), sort_by);
  std::vector<FunctionEventAvg> each;
  for (const FunctionEvent& e : state_->finished("table")) each.push_back({e.name, 1, e.cpu_time_total(), e.self_cpu_time_total(), e.cuda_us});
  return table_of(each);
}

void profile::export_chrome_trace(const std::string& path) const {
  nlohmann::json events = nlohmann::json::array();
  for (const FunctionEvent& e : state_->finished("export_chrome_trace")) {
    nlohmann::json row = {{"name", e.name}, {"cat", scope_name(e.scope)}, {"ph", "X"}, {"ts", e.start_us}, {"dur", e.cpu_time_total()},
                          {"pid", static_cast<int64_t>(::getpid())}, {"tid", e.thread}, {"args", {{"sequence_nr", e.sequence_nr}}}};
    if (!e.input_shapes.empty()) {
      auto& shapes = row["args"]["input_shapes"] = nlohmann::json::array();
      for (const DimVector& s : e.input_shapes) shapes.push_back(std::vector<int64_t>(s.begin(), s.end()));
    }
    events.push_back(std::move(row));
  }
  io::save_file(path, nlohmann::json{{"displayTimeUnit", "ms"}, {"traceEvents", std::move(events)}}.dump(1), "export trace");
}

}  // namespace tl::autograd::profiler
