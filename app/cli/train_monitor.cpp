// SPDX-License-Identifier: GPL-3.0-or-later
#include "train_monitor.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/core/error.h"

namespace tl::cli {

StepSizes step_sizes(const train::TrainSpec& spec) {
  const int64_t batch = spec.train.batch_size, all = spec.train.source->size();
  const int64_t samples = spec.train.drop_last ? all / batch * batch : all;
  StepSizes sizes;
  sizes.each = batch * spec.settings.accumulation;
  sizes.steps = std::max<int64_t>(1, (samples + sizes.each - 1) / sizes.each);
  sizes.last = samples - (sizes.steps - 1) * sizes.each;
  return sizes;
}

TrainMonitor::TrainMonitor(const std::filesystem::path& run_dir, int64_t first_epoch, const StepSizes& sizes, const Shared& shared)
    : run_dir_(run_dir), shared_(shared), first_epoch_(first_epoch), sizes_(sizes),
      terminal_(isatty(STDERR_FILENO) && !shared.quiet && !shared.json) {}

TrainMonitor::~TrainMonitor() { clear_bar(); }

void TrainMonitor::read() {
  if (!reader_) {
    std::error_code error;
    if (!std::filesystem::exists(run_dir_ / "metrics.bin", error)) return;
    reader_ = std::make_unique<runs::RunReader>(run_dir_);
  }
  bool restarted = false;
  const auto records = reader_->poll(&restarted);
  if (restarted) epochs_.clear();
  for (const runs::Record& r : records) {
    if (r.series >= reader_->series().size()) continue;
    const std::string& name = reader_->series()[r.series];
    if (name.rfind("train/", 0) != 0 && name.rfind("validation/", 0) != 0) continue;
    newest_ = std::max<int64_t>(newest_, r.epoch);
    if (r.epoch <= told_) continue;
    Mean& mean = epochs_[r.epoch][name];
    // The last step of an epoch often holds fewer samples, and counts less.
    const auto weight = static_cast<double>(r.step % sizes_.steps == 0 ? sizes_.last : sizes_.each);
    mean.sum += weight * r.value, mean.weight += weight;
  }
}

void TrainMonitor::tell_before(int64_t epoch, int64_t total) {
  while (!epochs_.empty() && epochs_.begin()->first < epoch) {
    const auto [number, means] = *epochs_.begin();
    epochs_.erase(epochs_.begin());
    told_ = number;
    for (const auto& [name, mean] : means) last_[name] = mean.sum / mean.weight;
    if (number >= first_epoch_) tell(number, total, means);
  }
}

void TrainMonitor::tell(int64_t epoch, int64_t total, const std::map<std::string, Mean>& means) {
  if (shared_.json) {
    nlohmann::json line{{"event", "epoch"}, {"epoch", epoch + 1}, {"epochs", total}};
    for (const auto& [name, mean] : means) line[name] = mean.sum / mean.weight;
    result(line.dump());
    return;
  }
  if (shared_.quiet) return;
  clear_bar();
  std::string text = fmt::format("epoch {}/{}", epoch + 1, total);
  for (const auto& [name, mean] : means) {
    std::string label = name;
    label[label.find('/')] = ' ';
    text += fmt::format("   {} {}", label, short_number(mean.sum / mean.weight));
  }
  fmt::print(stderr, "{}\n", text);
}

void TrainMonitor::draw(const train::Status& s) {
  if (!terminal_ || s.steps_total <= 0) return;
  const double share = std::min(1.0, static_cast<double>(s.step) / static_cast<double>(s.steps_total));
  constexpr int width = 28;
  std::string bar;
  for (int i = 0; i < width; ++i) bar += i < share * width ? "━" : "─";
  std::string eta;
  if (s.eta_seconds >= 0)
    eta = fmt::format(" · ETA {}:{:02}", static_cast<int64_t>(s.eta_seconds) / 60, static_cast<int64_t>(s.eta_seconds) % 60);
  fmt::print(stderr, "\r\033[K{} epoch {}/{} · step {}/{} · {} samples/s · loss {}{}", bar, std::min(s.epoch + 1, s.epochs_total),
             s.epochs_total, grouped(s.step), grouped(s.steps_total), grouped(std::llround(s.samples_per_second)), short_number(s.loss),
             eta);
  std::fflush(stderr);
  bar_shown_ = true;
}

void TrainMonitor::clear_bar() {
  if (!bar_shown_) return;
  fmt::print(stderr, "\r\033[K");
  bar_shown_ = false;
}

void TrainMonitor::update(const train::Status& status) {
  // Until a resumed run stands where it goes on, the record still holds what came after that checkpoint.
  if (status.state == train::State::idle || status.state == train::State::preparing) return;
  read();
  tell_before(newest_, status.epochs_total);
  draw(status);
}

void TrainMonitor::finish(const train::Status& status) {
  read();
  clear_bar();
  tell_before(newest_ + 1, status.epochs_total);
}

}  // namespace tl::cli
