// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/padding.h"

#include "engine/nn/module_list.h"

namespace tl::nn {

void families::register_padding(ModuleDefs& list) {
  list.add<ZeroPad2dImpl, ZeroPad2dOptions>("ZeroPad2d", "Shape", "A border of zeros", "N×C×H×W");
  list.add<ConstantPad1dImpl, ConstantPad1dOptions>("ConstantPad1d", "Shape", "A border of one value", "N×C×L");
  list.add<ConstantPad2dImpl, ConstantPad2dOptions>("ConstantPad2d", "Shape", "A border of one value", "N×C×H×W");
  list.add<ConstantPad3dImpl, ConstantPad3dOptions>("ConstantPad3d", "Shape", "A border of one value", "N×C×D×H×W");
  list.add<ReflectionPad1dImpl, ReflectionPad1dOptions>("ReflectionPad1d", "Shape", "A border that mirrors the input", "N×C×L");
  list.add<ReflectionPad2dImpl, ReflectionPad2dOptions>("ReflectionPad2d", "Shape", "A border that mirrors the input", "N×C×H×W");
  list.add<ReplicationPad1dImpl, ReplicationPad1dOptions>("ReplicationPad1d", "Shape", "A border that repeats the outermost values", "N×C×L");
  list.add<ReplicationPad2dImpl, ReplicationPad2dOptions>("ReplicationPad2d", "Shape", "A border that repeats the outermost values", "N×C×H×W");
  list.add<ReplicationPad3dImpl, ReplicationPad3dOptions>("ReplicationPad3d", "Shape", "A border that repeats the outermost values", "N×C×D×H×W");
}

}  // namespace tl::nn
