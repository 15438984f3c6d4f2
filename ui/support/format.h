// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers and parameter values as a person reads them.
#pragma once
#include <QString>
#include <optional>

#include "engine/core/describe.h"
#include "engine/core/value.h"

namespace tl::ui {

enum class ValueStyle { narrow, wide };  ///< "3×3" on a node, "3 × 3" in a form

/// "3×3", "on", "1e-3", "train".
QString value_text(const Value& value, ValueStyle style = ValueStyle::wide);
/// "1e-3", "0.5", "12544": shortest form that reads back equal.
QString real_text(double value);
/// "3 × 3", "3x3", "3, 3", "3" → ints; nullopt when it is not that.
std::optional<std::vector<int64_t>> parse_ints(const QString& text, int size);
/// "0.5, 2, 1" as numbers; none when a part is no number, or there is none.
std::optional<std::vector<double>> parse_numbers(const QString& text);

QString grouped(int64_t value);          ///< "1 625 866", with narrow spaces
QString flops_text(double flops);        ///< "15.5 MFLOP"
QString bytes_text(double bytes);        ///< "118 MB"
QString about_text(double seconds);      ///< of a guess: "20 ms", "4 s", "12 min", "3.5 h"
QString duration_text(double seconds);   ///< "0:39", "1:02:05"; "–" when unknown

}  // namespace tl::ui
