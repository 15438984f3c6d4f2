// SPDX-License-Identifier: Apache-2.0
// What two engines print for one check must agree within the tolerance of tests/bench/WORKLOADS.md.
#pragma once
#include <QString>
#include <cmath>

#include "cli_run.h"

namespace tl::test {

/// Empty when they agree; else what differs. Tensors are compared in order: names are those of PyTorch in both. A parameter whose gradient
/// is rounding noise (a bias before batch normalisation) is not compared, for Adam makes steps of full size from noise: its gradient is.
inline QString difference(const nlohmann::json& ours, const nlohmann::json& theirs) {
  if (ours["tensors"].size() != theirs["tensors"].size()) return "another number of tensors";
  for (size_t i = 0; i < ours["tensors"].size(); ++i) {
    const auto &a = ours["tensors"][i], &b = theirs["tensors"][i];
    if (a["name"] != b["name"]) return "tensor " + QString::number(i) + " has another name";
    const bool noise = b["grad"][0].get<double>() < 1e-6;
    for (const char* what : {"param", "grad"}) {
      if (noise && what[0] == 'p') continue;
      const double norm = b[what][0];
      for (size_t k = 0; k < 2; ++k)
        if (!(std::abs(a[what][k].get<double>() - b[what][k].get<double>()) <= 1e-4 * norm + 1e-6))
          return QString("%1 of %2: %3 instead of %4 (norm %5)")
              .arg(what, QString::fromStdString(a["name"]))
              .arg(a[what][k].get<double>(), 0, 'g', 9)
              .arg(b[what][k].get<double>(), 0, 'g', 9)
              .arg(norm);
    }
  }
  return {};
}

}  // namespace tl::test
