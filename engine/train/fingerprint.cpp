// SPDX-License-Identifier: Apache-2.0
// What decides the bits of a result besides the spec. The number of threads does not: work is cut by shapes alone.
#include <oneapi/dnnl/dnnl.h>
#include <hwy/targets.h>

#include "engine/core/error.h"
#include "engine/train/checkpoint.h"

namespace tl::train {

std::map<std::string, std::string> fingerprint() {
  const dnnl_version_t* v = dnnl_version();
  return {{"tensorloom", TL_VERSION},
          {"onednn", str(v->major, '.', v->minor, '.', v->patch, ' ', v->hash)},
          {"onednn_isa", std::to_string(static_cast<int>(dnnl_get_effective_cpu_isa()))},
          {"highway_targets", std::to_string(hwy::SupportedTargets())}};
}

}  // namespace tl::train
