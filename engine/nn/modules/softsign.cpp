// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/softsign.h"

#include "engine/nn/module_list.h"

namespace tl::nn {

void families::register_softsign(ModuleDefs& list) {
  list.add<SoftsignImpl, NoOptions>("Softsign", "Activation", "x / (1 + |x|)", "any shape");
}

}  // namespace tl::nn
