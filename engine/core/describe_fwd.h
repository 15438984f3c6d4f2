// SPDX-License-Identifier: Apache-2.0
// What a header names of descriptions (describe.h). An options struct declares `describe` alone; its source file includes describe.h.
#pragma once

namespace tl {

struct FieldDesc;
struct OptionsDescription;
template <class Options>
class Describer;
template <class Options>
const OptionsDescription& description_of();

}  // namespace tl
