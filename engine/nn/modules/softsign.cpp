// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/softsign.h"

#include "engine/nn/module_bodies.h"

namespace tl::nn {

TL_DEFINE_SIMPLE_MODULE(Softsign, softsign(x))

void families::register_softsign(ModuleDefs& list) {
  list.add<SoftsignImpl, NoOptions>("Softsign", "Activation", "x / (1 + |x|)", "any shape");
}

}  // namespace tl::nn
